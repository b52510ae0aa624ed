"""What most posts show friends alike: found from five posts and nine in ten on, and left alone below."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from support.post_rules import judged, post

from pelican_share_nudge.findings import Finding
from pelican_share_nudge.page.facts import BrokenMeta, Page
from pelican_share_nudge.post import Post


def with_values(name: str, values: Sequence[str]) -> list[tuple[Page, Post]]:
    """Make a post for each value of a property; for an empty one, a post without it."""
    return [
        (
            Page(
                path=f"{number}.html",
                size=1,
                title=f"Post {number}",
                metas={"description": (f"It is about {number}.",)} | ({name: (value,)} if value else {}),
            ),
            post(f"{number:02}.md"),
        )
        for number, value in enumerate(values)
    ]


def found(name: str, values: Sequence[str]) -> tuple[Finding, ...]:
    return judged(with_values(name, values), "preview-same-everywhere")


@pytest.mark.parametrize(
    ("name", "values", "message", "level"),
    [
        ("og:title", ["The Rye Blog"] * 5, "5 of 5 posts show friends the same title, “The Rye Blog”", "warning"),
        ("og:title", ["The Rye Blog"] * 18 + ["Salt", ""], "18 of 20 posts show friends the same title", "warning"),
        ("og:description", ["Bread."] * 6, "6 of 6 posts show friends the same description, “Bread.”", "warning"),
        ("description", ["Bread. "] * 5 + ["Bread."] * 4, "9 of 9 posts show friends the same description", "warning"),
        ("og:image", ["https://cdn.example/logo.png"] * 7, "the same picture, `https://cdn.example/logo.png`", "info"),
        ("twitter:image", ["https://cdn.example/logo.png"] * 7, "the same picture, `https://cdn.ex", "info"),
    ],
)
def test_the_same_everywhere(name: str, values: list[str], message: str, level: str) -> None:
    (finding,) = found(name, values)
    assert message in finding.message
    assert (finding.level, finding.source) == (level, "")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        pytest.param("og:title", ["The Rye Blog"] * 4, id="a small blog"),
        pytest.param("og:title", ["The Rye Blog"] * 8 + ["Salt", "Stone"], id="eight in ten"),
        pytest.param("og:title", [f"Loaf {number}" for number in range(20)], id="each its own"),
        pytest.param("og:title", [""] * 20, id="none, where the page has a title"),
        pytest.param("og:description", [""] * 20, id="none, where there is another description"),
        pytest.param("og:image", [""] * 20, id="no pictures"),
        pytest.param("og:image", ["https://cdn.example/card.png"] * 20, id="one card for all"),
        pytest.param("og:image", ["https://cdn.example/catalogue.png"] * 20, id="no logo"),
        pytest.param(
            "og:image",
            ["https://cdn.example/logo.png"] * 9 + [f"https://cdn.example/loaf{number}.jpg" for number in range(5)],
            id="some pictures",
        ),
        pytest.param(
            "og:image", ["/logo.png"] * 20, id="a picture that friends do not see, as its address is relative"
        ),
        pytest.param("og:image", ["https://blog.example/logo.png"] * 20, id="a picture that is not there"),
        pytest.param("og:site_name", ["The Rye Blog"] * 20, id="what is to be the same"),
        pytest.param("og:description", ["Bread."] * 10 + [""] * 10, id="half of them"),
    ],
)
def test_previews_that_differ_are_left_alone(name: str, values: list[str]) -> None:
    assert found(name, values) == ()


@pytest.mark.parametrize(
    ("name", "own", "shown"),
    [
        ("og:title", {"title": "Notes"}, "Notes"),
        ("og:title", {"title": "Notes"}, "Notes – The Rye Blog"),
        ("og:description", {"excerpt": "Short one. Yes it is."}, "Short one. Yes it is."),
        ("og:description", {"excerpt": "Short one. Yes it is."}, "Short one. …"),
        ("description", {"excerpt": "Short one."}, "Short one. It begins."),
    ],
)
def test_posts_whose_own_words_are_alike_are_left_alone(name: str, own: dict[str, str], shown: str) -> None:
    posts = [(page, post(of.source, **own)) for page, of in with_values(name, [shown] * 8)]
    assert judged(posts, "preview-same-everywhere") == ()


def test_one_card_for_posts_that_have_pictures() -> None:
    posts = [
        (page, post(of.source, picture=f"https://blog.example/loaf{number}.jpg" if number < 6 else ""))
        for number, (page, of) in enumerate(with_values("og:image", ["https://cdn.example/card.png"] * 10))
    ]
    (finding,) = judged(posts, "preview-same-everywhere")
    assert finding.message.endswith("6 of them have one of their own: have the theme print it.")
    logo = [
        (page, post(of.source, picture="" if number else "https://blog.example/loaf.jpg"))
        for number, (page, of) in enumerate(with_values("og:image", ["https://cdn.example/logo.png"] * 5))
    ]
    (finding,) = judged(logo, "preview-same-everywhere")
    assert finding.message.endswith("1 of them has one of its own: have the theme print it.")
    assert (
        judged([*posts[2:], *with_values("og:image", ["https://cdn.example/card.png"] * 2)], "preview-same-everywhere")
        == ()
    )


def test_what_a_quote_cut_off_is_another_fault() -> None:
    pages = [
        (
            Page(
                path=page.path,
                size=1,
                title=page.title,
                metas=page.metas,
                broken_metas=(BrokenMeta("og:title", "A", "b"),),
            ),
            of,
        )
        for page, of in with_values("og:title", ["A"] * 6)
    ]
    assert judged(pages, "preview-same-everywhere") == ()


def test_posts_not_meant_to_travel_do_not_count() -> None:
    posts = with_values("og:title", ["The Rye Blog"] * 5)
    posts[0] = (posts[0][0], post("00.md", travels=False))
    assert judged(posts, "preview-same-everywhere") == ()
