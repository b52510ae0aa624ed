"""Rules that need many posts, or other rules, to find something."""

from __future__ import annotations

import html
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from support.post_rules import SITE, judged, post

from pelican_share_nudge.judge.judge import Judge
from pelican_share_nudge.judge.sources import Sources
from pelican_share_nudge.locales import available, phrases, words_of
from pelican_share_nudge.page.facts import BrokenMeta, FoundCta, Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import is_in_text
from pelican_share_nudge.rules._phrases import folded, says_nothing
from pelican_share_nudge.rules._sketch import nearly_equal, sketch
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.site.site import Site

# The same call to action everywhere


def with_ctas(texts: Iterable[str]) -> list[tuple[Page, Post]]:
    """Make a post for each text of a call to action; for an empty one, a post without any."""
    return [
        (
            Page(path=f"{number}.html", size=1, ctas=(FoundCta(own=False, text=text),) if text else ()),
            post(f"{number:02}.md"),
        )
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("texts", "counts"),
    [
        pytest.param(["Subscribe"] * 10, "10 of 10", id="all"),
        pytest.param(["Subscribe"] * 18 + ["Write to me", ""], "18 of 20", id="nine in ten"),
    ],
)
def test_the_same_call_to_action_everywhere(texts: list[str], counts: str) -> None:
    (finding,) = judged(with_ctas(texts), "cta-the-same-everywhere")
    assert finding.message.startswith(f"{counts} posts end with the same call to action, “Subscribe”")
    assert finding.source == ""


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["Subscribe"] * 9, id="a small blog"),
        pytest.param(["Subscribe"] * 17 + ["Write to me"] * 3, id="some differ"),
        pytest.param(["Subscribe"] * 17 + [""] * 3, id="some have none"),
        pytest.param([f"Read next: post {number}" for number in range(20)], id="each names the next post"),
        pytest.param([""] * 20, id="none at all"),
        pytest.param([], id="no posts"),
    ],
)
def test_calls_to_action_that_differ_are_left_alone(texts: list[str]) -> None:
    assert judged(with_ctas(texts), "cta-the-same-everywhere") == ()


def test_posts_not_meant_to_travel_do_not_count() -> None:
    posts = with_ctas(["Subscribe"] * 9)
    posts.append((posts[0][0], post("10.md", travels=False)))
    assert judged(posts, "cta-the-same-everywhere") == ()


# Redundant posts

WORDS = "flour water salt night bowl oven window tram castle loaf grandmother patience crust steam knife".split()


def text(seed: int, words: int = 300) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) + str(chosen.randrange(60)) for _ in range(words))


def with_one_new_sentence(old: str) -> str:
    words = old.split()
    return " ".join((*words[:100], *"since then nobody has baked any".split(), *words[100:]))


def found_redundant(*texts: tuple[str, str, str]) -> list[tuple[str, str]]:
    """Judge posts of (source, language, text)."""
    posts = [
        (Page(path="a.html", size=1), post(source, language=language, content=f"<p>{said}</p>"))
        for source, language, said in texts
    ]
    return [(finding.source, finding.anchor) for finding in judged(posts, "redundant-post")]


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(text(1), id="the same"),
        pytest.param(with_one_new_sentence(text(1)), id="one sentence more"),
        pytest.param(text(1).upper().replace(" ", "</p>\n\n<p>", 5), id="other paragraphs and capitals"),
    ],
)
def test_a_redundant_post_names_the_one_before_it(again: str) -> None:
    assert found_redundant(("b.md", "en", again), ("a.md", "en", text(1))) == [("b.md", "a.md")]


def test_each_of_many_redundant_posts_names_the_first() -> None:
    assert found_redundant(*((f"{name}.md", "en", text(1)) for name in "dcba")) == [
        (f"{name}.md", "a.md") for name in "bcd"
    ]


def test_scripts_without_blanks_are_compared_by_character() -> None:
    chinese = "".join(chr(0x4E00 + random.Random(3).randrange(3000) + number) for number in range(200))
    assert found_redundant(("a.md", "zh", chinese), ("b.md", "zh", chinese + "新的一句话")) == [("b.md", "a.md")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(("en", text(1)), ("en", text(2)), id="others words"),
        pytest.param(("en", text(1)), ("de", text(1)), id="a translation that nobody has made yet"),
        pytest.param(("en", "No letter this week."), ("en", "No letter this week."), id="short notes"),
        pytest.param(("en", ""), ("en", ""), id="photos"),
        pytest.param(
            ("en", text(1) + text(2, 120)), ("en", text(1) + text(3, 120)), id="a template with words of its own"
        ),
        pytest.param(("en", text(1)), ("en", text(1, 150)), id="a part of it"),
    ],
)
def test_posts_that_differ_are_left_alone(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert found_redundant(("a.md", *one), ("b.md", *other)) == []


def test_a_cross_post_that_says_so_is_left_alone() -> None:
    pages = Page(path="a.html", size=1)
    copy = post("b.md", content=text(1), address="https://magazine.example/bread")
    assert judged([(pages, post("a.md", content=text(1))), (pages, copy)], "redundant-post") == ()


def test_a_beginning_that_all_have_in_common_stays_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    from pelican_share_nudge.rules import _sketch

    looked: list[int] = []
    alike = _sketch._alike
    monkeypatch.setattr(_sketch, "_alike", lambda one, other: looked.append(1) or alike(one, other))
    sketches = {f"{number:03}": sketch(text(0, 400) + text(number, 200), "en") for number in range(1, 300)}
    assert list(nearly_equal({name: own for name, own in sketches.items() if own})) == []
    assert len(looked) < 299 * 16 * _sketch._LOOK_AT


# What a theme does to every post

BARE = Page(path="post.html", size=1, title="Bread")
THEMES = {
    "preview-no-title": Page(path="post.html", size=1),
    "preview-no-description": BARE,
    "preview-incomplete": BARE,
    "preview-no-image": BARE,
    "preview-image-unusable": Page(path="post.html", size=1, metas={"og:image": ("https://blog.example/logo.svg",)}),
    "preview-duplicate": Page(path="post.html", size=1, metas={"og:title": ("The Kitchen Notebook", "Bread")}),
    "preview-wrong-address": Page(path="post.html", size=1, metas={"og:url": ("https://blog.example/",)}),
    "preview-too-late": Page(path="post.html", size=400_000, preview_at=350_000),
}


class _NoTemplates(Sources):
    """The theme is not known."""

    def template(self, text: str, *, near: tuple[str, ...] = ()) -> None:
        return None

    def setting(self, names: Iterable[str]) -> None:
        return None


@pytest.mark.parametrize("rule", THEMES)
def test_what_a_theme_does_is_said_once(rule: str) -> None:
    judge = Judge(SITE, select=frozenset({rule}))
    for number in range(20):
        judge.look(THEMES[rule], post(f"{number}.md", summarised=bool(number % 2)))
    (finding,) = judge.verdict(_NoTemplates(), content="", theme="").findings
    assert (finding.source, finding.posts) == ("", 20)
    # What only a setting of the blog mends is no fault of its theme.
    assert f"On 20 of 20 posts{':' if rule == 'preview-no-image' else ' (theme `plain`)'}" in finding.message


def test_relative_pictures_of_their_own_are_the_themes() -> None:
    judge = Judge(SITE, select=frozenset({"preview-image-unusable"}))
    for number in range(20):
        page = Page(path="post.html", size=1, metas={"og:image": (f"/images/{number}.jpg",)})
        own = post(f"{number}.md", keys=frozenset({"image"}), picture=f"https://blog.example/images/{number}.jpg")
        judge.look(page, own)
    (finding,) = judge.verdict(_NoTemplates(), content="", theme="").findings
    assert finding.posts == 20


def test_a_broken_description_is_not_a_missing_one() -> None:
    page = Page(
        path="post.html",
        size=1,
        title="Done",
        metas={"description": ("",)},
        broken_metas=(BrokenMeta("description", "", 'done" is never done'),),
    )
    names = {finding.rule for finding in judged([(page, post("a.md"))], *THEMES, "preview-description-broken")}
    assert "preview-description-broken" in names
    assert "preview-no-description" not in names


# Suppressions that suppress nothing

SHARED = Page(path="post.html", size=1, title="Bread", copies=True)


def unused(tmp_path: Path, page: Page, ignored: str, *rules: str, site: Site = SITE, **values: Any) -> list[str]:
    source = tmp_path / "post.md"
    source.write_text(f"Title: Bread\nnudge_ignore: {ignored}\n\nBread.\n", encoding="utf-8")
    own = {"keys": frozenset({"title", "nudge_ignore"}), "file": str(source)}
    judging = judged(
        [(page, post("post.md", ignored=tuple(ignored.split(", ")), **{**own, **values}))], *rules, site=site
    )
    return [f"{finding.line}: {finding.anchor}" for finding in judging if finding.rule == "unused-ignore"]


@pytest.mark.parametrize(
    ("ignored", "expected"),
    [
        pytest.param("dead-end", ["2: dead-end"], id="finds nothing any more"),
        pytest.param("Dead_End", ["2: dead-end"], id="another spelling"),
        pytest.param("dead-end, preview-no-image", ["2: dead-end"], id="one of two"),
        pytest.param("preview-no-image", [], id="hides something"),
        pytest.param("preview-no-imag", [], id="no rule, which another rule says"),
        pytest.param("nothing-quotable", [], id="a rule that is off"),
        pytest.param("all", [], id="all hide something"),
        pytest.param("*", [], id="a star hides something"),
        pytest.param("unused-ignore", [], id="this very rule"),
    ],
)
def test_unused_suppressions(tmp_path: Path, ignored: str, expected: list[str]) -> None:
    assert unused(tmp_path, SHARED, ignored) == expected


@pytest.mark.parametrize(
    "site",
    [
        pytest.param(Site(address="", publishing=False), id="no address"),
        pytest.param(Site(address="http://localhost:8000", publishing=False), id="this machine"),
        pytest.param(Site(address="https://blog.example", relative=True, publishing=False), id="relative addresses"),
    ],
)
def test_a_local_preview_does_not_say_that_a_suppression_is_unused(tmp_path: Path, site: Site) -> None:
    assert unused(tmp_path, SHARED, "dead-end", site=site) == []
    assert unused(tmp_path, SHARED, "all", site=site) == []


def test_all_that_hides_nothing(tmp_path: Path) -> None:
    site = Site(address="https://blog.example", config=Config(levels={"*": "off", "unused-ignore": "warning"}))
    assert unused(tmp_path, SHARED, "all", site=site) == ["2: all"]


def test_all_is_not_judged_by_a_few_rules(tmp_path: Path) -> None:
    assert unused(tmp_path, SHARED, "all", "dead-end", "unused-ignore") == []


def test_the_suppression_of_a_folder_is_left_alone(tmp_path: Path) -> None:
    source = tmp_path / "plain.md"
    source.write_text("Title: Bread\n\nBread.\n", encoding="utf-8")
    assert unused(tmp_path, SHARED, "dead-end", file=str(source)) == []


# Links that stand in the author's text

LINK = "https://x.com/intent/tweet?text=Bread%20now&url=https%3A%2F%2Fother.example%2F"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f'<p><a href="{html.escape(LINK)}">Quote</a></p>', id="as markdown writes it"),
        pytest.param(f"<a class=quote href='{LINK}'>Quote</a>", id="unescaped, in single quotes"),
        pytest.param(f'<A HREF=" {LINK}\n">Quote</A>', id="capitals and blanks"),
        pytest.param(f'<a href="{unquote(LINK)}">Quote</a>', id="encoded by another plugin"),
        pytest.param(
            f'<a href="{LINK.replace("%3A", ":").replace("%2F", "/")}">Quote</a>', id="the rest of it encoded"
        ),
        pytest.param(f'<map><area href="{LINK}" alt="Quote"></map>', id="an area"),
    ],
)
def test_a_link_stands_in_the_text(content: str) -> None:
    assert is_in_text(LINK, post("a.md", content=content))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="no text"),
        pytest.param("<p>Bread now</p>", id="no link"),
        pytest.param(f'<a href="{LINK}bread.html">Quote</a>', id="a longer one"),
        pytest.param(f"<pre>&lt;a href={html.escape(LINK)}></pre>", id="code that shows it"),
    ],
)
def test_a_link_does_not_stand_in_the_text(content: str) -> None:
    assert not is_in_text(LINK, post("a.md", content=content))


# Words that say nothing


@pytest.mark.parametrize("language", sorted(available()))
def test_the_plugins_own_words_say_something(language: str) -> None:
    actions = [phrase.text for key, phrase in phrases(language).texts.items() if key.endswith(".action")]
    assert actions
    assert [action for action in actions if says_nothing(action, language)] == []


@pytest.mark.parametrize("language", sorted(available()))
def test_words_that_say_nothing_are_written_as_they_are_compared(language: str) -> None:
    known = words_of(language, "vague_links")
    assert set(map(folded, known)) == known


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Hier klicken", "de", True),
        ("→ Hier klicken!", "de-AT", True),
        ("ここをクリック", "jp", True),
        ("點這裡", "zh-Hans", True),
        ("Her", "nn", True),
        ("Klik her", "dk", True),
        ("여기를 클릭", "kr", True),
        ("More info", "th", True),
        ("Hier klicken und gewinnen", "de", False),
        ("Hier klicken", "nl", False),
        ("Hier klicken", "en", False),
        ("Hier klicken", "", False),
        ("Klik hier", "xx", False),
        ("Read more about bread", "en", False),
        ("ここをクリック", "ko", False),
        ("", "en", False),
    ],
)
def test_words_that_say_nothing(text: str, language: str, expected: bool) -> None:
    assert says_nothing(text, language) is expected
