"""Which post comes after a post."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_share_nudge.sequence import Listed, Sequence


def day(number: int) -> datetime.datetime:
    return datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(days=number)


def a_post(key: str, number: int, *, language: str = "en", tags: str = "", **given_values: Any) -> Listed:
    return Listed(
        key=key,
        title=key.upper(),
        url=f"{key}.html",
        language=language,
        date=day(number),
        tags=frozenset(tags.split()),
        **given_values,
    )


def after(posts: list[Listed], key: str) -> str | None:
    following = Sequence(posts).after(key)
    return following.key if following else None


SERIES = [a_post("one", 1, series="s"), a_post("two", 2, series="s"), a_post("three", 3, series="s")]
CATEGORY = [a_post("old", 1, category="c"), a_post("mid", 2, category="c"), a_post("new", 3, category="c")]
MIXED = [
    a_post("part1", 1, series="s", category="c"),
    a_post("other", 2, category="c"),
    a_post("part2", 3, series="s", category="c"),
    a_post("newer", 4, category="c"),
    a_post("lonely", 5, category="d"),
]
TAGGED = [
    a_post("both", 1, tags="x y"),
    a_post("older", 2, tags="x"),
    a_post("newer", 3, tags="x"),
    a_post("asks", 4, tags="x y", category="alone"),
    a_post("none", 5, tags="z"),
    a_post("bare", 6),
]
LANGUAGES = [
    a_post("en1", 1, series="s", category="c", tags="x"),
    a_post("de1", 2, series="s", category="c", tags="x", language="de"),
    a_post("en2", 3, series="s", category="c", tags="x"),
    a_post("de2", 4, series="s", category="c", tags="x", language="de"),
    a_post("fr1", 5, series="s", category="c", tags="x", language="fr"),
]
SAME_DAY = [a_post(key, 1, category="c") for key in ("b", "a", "c")]

NUMBERED = [a_post("c", 1, series="s", part=10), a_post("b", 2, series="s", part=2), a_post("a", 3, series="s", part=1)]
HALF_NUMBERED = [
    a_post("b", 1, series="s", part=1),
    a_post("c", 2, series="s", part=1),
    a_post("a", 9, series="s", part=0.5),
]

TABLE = [
    ("numbers come before dates", NUMBERED, "a", "b"),
    ("two comes before ten", NUMBERED, "b", "c"),
    ("the highest number is the last part", NUMBERED, "c", None),
    ("parts of one number go by date", HALF_NUMBERED, "b", "c"),
    ("half a number is a number", HALF_NUMBERED, "a", "b"),
    ("a series goes on", SERIES, "one", "two"),
    ("and on", SERIES, "two", "three"),
    ("a series ends, nothing else is there", SERIES, "three", None),
    ("a category goes on to the newer", CATEGORY, "old", "mid"),
    ("and on", CATEGORY, "mid", "new"),
    ("the newest goes back by one", CATEGORY, "new", "mid"),
    ("a series comes before a category", MIXED, "part1", "part2"),
    ("the last part goes on in its category", MIXED, "part2", "newer"),
    ("outside of the series", MIXED, "other", "part2"),
    ("alone in a category, without tags", MIXED, "lonely", None),
    ("most tags in common", TAGGED, "asks", "both"),
    ("the newest of as many tags in common", TAGGED, "older", "asks"),
    ("no tag in common", TAGGED, "none", None),
    ("neither series nor category nor tags", TAGGED, "bare", None),
    ("languages do not mix", LANGUAGES, "en1", "en2"),
    ("not in categories either", LANGUAGES, "en2", "en1"),
    ("German", LANGUAGES, "de1", "de2"),
    ("the only one in its language", LANGUAGES, "fr1", None),
    ("equal dates go by key", SAME_DAY, "a", "b"),
    ("and on", SAME_DAY, "b", "c"),
    ("and back", SAME_DAY, "c", "b"),
    ("an unknown post", SAME_DAY, "nobody", None),
    ("no posts", [], "a", None),
    ("only itself", [a_post("a", 1, series="s", category="c", tags="x")], "a", None),
]


@pytest.mark.parametrize(
    ("posts", "key", "expected"), [row[1:] for row in TABLE], ids=[f"{row[0]} ({row[2]})" for row in TABLE]
)
def test_after(posts: list[Listed], key: str, expected: str | None) -> None:
    assert after(posts, key) == expected


@pytest.mark.parametrize("posts", [SERIES, CATEGORY, SAME_DAY], ids=["series", "category", "same day"])
def test_the_order_in_which_posts_are_found_does_not_matter(posts: list[Listed]) -> None:
    expected = [after(posts, post.key) for post in posts]
    for found in itertools.permutations(posts):
        assert [after(list(found), post.key) for post in posts] == expected


def test_a_series_does_not_reach_into_another() -> None:
    posts = [a_post("a1", 1, series="a"), a_post("b1", 2, series="b"), a_post("a2", 3, series="a")]
    assert after(posts, "a1") == "a2"
    assert after(posts, "b1") is None


def test_what_follows_is_the_whole_post() -> None:
    following = Sequence(SERIES).after("one")
    assert following == SERIES[1]


@st.composite
def blogs(draw: Any) -> list[Listed]:
    size = draw(st.integers(0, 12))
    return [
        a_post(
            f"p{number}",
            draw(st.integers(0, 4)),
            language=draw(st.sampled_from(["en", "de"])),
            series=draw(st.sampled_from(["", "s"])),
            part=draw(st.sampled_from([0, 1, 2.5])),
            category=draw(st.sampled_from(["", "c", "d"])),
            tags=draw(st.sampled_from(["", "x", "x y"])),
        )
        for number in range(size)
    ]


@given(blogs())
@settings(max_examples=150)
def test_any_blog(posts: list[Listed]) -> None:
    sequence = Sequence(posts)
    for post in posts:
        following = sequence.after(post.key)
        related = [
            other
            for other in posts
            if other.key != post.key
            and other.language == post.language
            and ((post.category and other.category == post.category) or post.tags & other.tags)
        ]
        later_parts = [
            other
            for other in posts
            if post.series
            and (other.language, other.series) == (post.language, post.series)
            and (other.part, other.date, other.key) > (post.part, post.date, post.key)
        ]
        if later_parts:
            assert following == min(later_parts, key=lambda other: (other.part, other.date, other.key))
        elif related:
            assert following in related
        else:
            assert following is None
