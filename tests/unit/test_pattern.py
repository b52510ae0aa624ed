"""Placeholders in a blog's words and in the targets of its calls to action."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_share_nudge.pattern import IN_TARGETS, fill, problems
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.problems import ConfigError

TITLE = "R&D: 100% “rope” + {knot} #1?"
VALUES = {
    "title": TITLE,
    "url": "https://blog.example/a%20b/",
    "text": "Read on",
    "language": "de-AT",
    "slug": "rope-ü",
}
ENCODED = "R%26D%3A%20100%25%20%E2%80%9Crope%E2%80%9D%20%2B%20%7Bknot%7D%20%231%3F"

ADDRESSES = [
    # What is right stays as it is.
    ("https://forum.example/a%20b?q=%C3%BC&r=1+2#top", "https://forum.example/a%20b?q=%C3%BC&r=1+2#top"),
    ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
    ("mailto:me@example.org?subject=A%26B&body=C", "mailto:me@example.org?subject=A%26B&body=C"),
    ("mailto:me+blog@example.org", "mailto:me+blog@example.org"),
    ("tel:+4930123", "tel:+4930123"),
    ("#comments", "#comments"),
    ("/letter/", "/letter/"),
    # What no address may hold is encoded.
    ("https://forum.example/a b?q=ü|x", "https://forum.example/a%20b?q=%C3%BC%7Cx"),
    ("/größe/50%/", "/gr%C3%B6%C3%9Fe/50%25/"),
    (" https://forum.example/ ", "https://forum.example/"),
    ("https://forum.example/?a=1&amp;b=2", "https://forum.example/?a=1&b=2"),
    ("https://forum.example/?a=rope & knot&b=2", "https://forum.example/?a=rope%20%26%20knot&b=2"),
    ("mailto:me@example.org?subject=Seil & Knoten", "mailto:me@example.org?subject=Seil%20%26%20Knoten"),
    ("mailto:me@example.org?subject=Q&A=fun&body=x", "mailto:me@example.org?subject=Q%26A=fun&body=x"),
    (
        "mailto:me@example.org?Subject=Why? #1&cc=b@example.org",
        "mailto:me@example.org?Subject=Why%3F%20%231&cc=b@example.org",
    ),
    ("tel:+49 30 123", "tel:+49%2030%20123"),
    # Values are encoded as a whole.
    ("mailto:me@example.org?subject=Re: {title}", f"mailto:me@example.org?subject=Re:%20{ENCODED}"),
    ("/new?title={title}&url={url}", f"/new?title={ENCODED}&url=https%3A%2F%2Fblog.example%2Fa%2520b%2F"),
    ("/talk/{slug}/#{language}", "/talk/rope-%C3%BC/#de-AT"),
    ("https://{language}.example/", "https://de-AT.example/"),
    ("{url}#comments", "https://blog.example/a%20b/#comments"),
    ("/say?{text}", "/say?Read%20on"),
    ("/{other}/{title", "/%7Bother%7D/%7Btitle"),
]


@pytest.mark.parametrize(("address", "filled"), ADDRESSES, ids=[address for address, _ in ADDRESSES])
def test_fill(address: str, filled: str) -> None:
    assert fill(address, VALUES) == filled


@given(st.text(), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_title_arrives_as_it_is(address: str, title: str) -> None:
    assert fill(address, VALUES).isascii()
    filled = fill("https://forum.example/new?title={title}&body=x", {"title": title})
    assert parse_qs(urlsplit(filled).query, keep_blank_values=True) == {"title": [title], "body": ["x"]}


@pytest.mark.parametrize("text", ["", "{ }", "{}", "{{", "}}", "{ a: b }", "{{ x }}", "a {b c}", "{title}", "\\{"])
def test_braces_that_are_no_placeholders(text: str) -> None:
    assert list(problems(text, IN_TARGETS)) == []


@pytest.mark.parametrize("text", ["{titel}", "{TITLE}", "{post.title}", "{0}", "{{title}}", "{ title }", "{título}"])
def test_what_is_meant_for_a_placeholder(text: str) -> None:
    (problem,) = problems(f"a {text} b {text}", ("title",))
    assert f"`{text}`" in problem
    assert "`{title}`" in problem


# In a blog


def write_posts(folder: Path) -> Path:
    folder.mkdir()
    for number, title in enumerate((TITLE, "Knots")):
        text = f"Title: {title}\nDate: 2026-02-0{number + 1}\nSlug: post-{number}\nTags: rope\n\nOne. Two.\n"
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    return folder


def links(build: Any, content: Path, **cta: Any) -> list[str]:
    """Give the address of the call to action of each post."""
    built = build(content, SHARE_NUDGE_CTAS=[{"kind": "reply", **cta}])
    assert "cta-unfilled" not in built.log
    pages = (built.text(f"post-{number}.html") for number in range(2))
    return [html.unescape(page.split('<a class="passalong-do" href="')[1].split('"')[0]) for page in pages]


def test_reply_by_mail(build: Any, tmp_path: Path) -> None:
    content = write_posts(tmp_path / "content")
    found = links(build, content, target="mailto:me@example.org?subject=Re: {title}", heading="On “{title}”?")
    subjects = [parse_qs(urlsplit(address).query)["subject"][0] for address in found]
    assert subjects == [f"Re: {TITLE}", "Re: Knots"]


def test_discuss_it_elsewhere(build: Any, tmp_path: Path) -> None:
    content = write_posts(tmp_path / "content")
    found = links(build, content, target="https://forum.example/new?title={title}&url={url}&lang={language}")
    values = [parse_qs(urlsplit(address).query) for address in found]
    assert [value["title"][0] for value in values] == [TITLE, "Knots"]
    assert [value["url"][0] for value in values] == [f"https://blog.example/post-{number}.html" for number in range(2)]
    assert {value["lang"][0] for value in values} == {"en"}


def test_what_pelican_fills_in_and_what_we_do_go_together(build: Any, tmp_path: Path) -> None:
    content = write_posts(tmp_path / "content")
    (content / "pages").mkdir()
    (content / "pages" / "talk.md").write_text("Title: Talk\n\nTalk.\n", encoding="utf-8")
    found = links(build, content, target="{filename}/pages/talk.md?about={slug}#form")
    assert found == [f"https://blog.example/pages/talk.html?about=post-{number}#form" for number in range(2)]


def test_a_target_with_a_placeholder_that_is_nowhere_is_said_once(build: Any, tmp_path: Path) -> None:
    content = write_posts(tmp_path / "content")
    log = build(content, SHARE_NUDGE_CTAS=[{"kind": "reply", "target": "/talk/{slug}/"}]).log
    assert "".join(log.split()).count("[cta-broken-link]") == 1
    assert "`/talk/{slug}/`" in log


def test_a_skin_is_held_to_the_same(build: Any, tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "share_nudge"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('[texts]\n"email.subject" = "Read {titel}"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"Did you mean `\{title\}`"):
        build(write_posts(tmp_path / "content"), THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "templates")])


def test_our_own_words_have_only_placeholders_that_are_there() -> None:
    from pelican_share_nudge.locales import available, keys, phrases

    for language in available():
        texts = {key: phrases(language)[key].text for key in keys()}
        assert Config.parse({"SHARE_NUDGE_TEXTS": texts}), language
