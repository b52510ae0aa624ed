"""The QR code and the licence of posts in written pages: which pages have them, where, and what they say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from support.builds import Build, build
from support.codes import decoded
from support.foreign import plugins, theme_settings, with_nudge
from support.judging import changed_files

from pelican_share_nudge.insert.splice import contents

CC_BY = "https://creativecommons.org/licenses/by/4.0/"
EXTRAS = {"SHARE_NUDGE_QR": "block", "SHARE_NUDGE_LICENCE": "CC BY 4.0"}
POSTS = {
    "plain": "\n\nText.",
    "translated": "Lang: ar\n\nنص.",
    "relocated": "nudge_url: https://other.example/first?a=b&c=d\n\nText.",
    "no-code": "nudge_qr: off\n\nText.",
    "code-post": "license: MIT\n\nText.",
    "dedicated": "nudge_licence: CC0\n\nText.",
    "not-given": "nudge_licence: off\n\nText.",
    "reserved": "license: All rights reserved\n\nText.",
    "in-own-words": "license: With the permission of my grandmother\n\nText.",
    "misspelt": "license: CC BYE 4.0\n\nText.",
    "told-by-its-author": f'\n\n<p>Text. <a rel="license" href="{CC_BY}">Take it.</a></p>',
    "of-a-picture": '\n\n<p>Text. <a rel="license" href="https://creativecommons.org/licenses/by-sa/3.0/">S.</a></p>',
    "at-home": "nudge: off\n\nText.",
}
# What each post has, in order.
ALL = "cta bar qr licence".split()
BLOCKS = dict.fromkeys(POSTS, ALL) | {
    "no-code": "cta bar licence".split(),
    **dict.fromkeys(("not-given", "reserved", "in-own-words", "misspelt", "told-by-its-author"), "cta bar qr".split()),
    "at-home": [],
}
NAMES = {"plain": "CC BY 4.0", "code-post": "MIT", "dedicated": "CC0 1.0", "of-a-picture": "CC BY 4.0"}


def write_posts(folder: Path) -> Path:
    folder.mkdir()
    for name, text in POSTS.items():
        head = f"Title: {name}\nDate: 2026-01-01\nSlug: {name}\n"
        (folder / f"{name}.md").write_text(head + text, encoding="utf-8")
    return folder


@pytest.fixture(name="blog", scope="module", params=["simple", "notmyidea"])
def _blog(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Build, Build]:
    """Build the posts without the plugin, and with it."""
    theme, folder = request.param, tmp_path_factory.mktemp("extras")
    content, of_theme = write_posts(folder / "content"), theme_settings(theme)
    address = {"ARTICLE_LANG_URL": "{slug}.html", "ARTICLE_LANG_SAVE_AS": "{slug}.html"}
    bare = build(content, folder / "bare", plugins=plugins(theme), **of_theme, **address)
    return bare, build(content, folder / "nudged", plugins=with_nudge(theme), **of_theme, **address, **EXTRAS)


def blocks_in(page: str) -> list[str]:
    body = page.partition("<body")[2]
    return re.findall(r"<!-- share-nudge:([a-z-]+) -->", body)


def test_nothing_but_blocks_is_added(blog: tuple[Build, Build]) -> None:
    assert changed_files(*blog) == []


@pytest.mark.parametrize("post", POSTS)
def test_each_post_has_what_its_author_gives(blog: tuple[Build, Build], post: str) -> None:
    assert blocks_in(blog[1].text(f"{post}.html")) == BLOCKS[post]


ADDRESSES = {name: f"https://blog.example/{name}.html" for name, blocks in BLOCKS.items() if "qr" in blocks}
ADDRESSES["relocated"] = "https://other.example/first?a=b&c=d"


@pytest.mark.parametrize("post", ADDRESSES)
def test_the_code_leads_to_what_is_shared(blog: tuple[Build, Build], post: str) -> None:
    (block,) = contents(blog[1].text(f"{post}.html"), "qr")
    assert decoded(block) == (ADDRESSES[post], "M")


@pytest.mark.parametrize("post", NAMES)
def test_the_licence_is_the_posts(blog: tuple[Build, Build], post: str) -> None:
    (block,) = contents(blog[1].text(f"{post}.html"), "licence")
    assert f"<bdi>{NAMES[post]}</bdi></a></p>" in block


def test_only_a_misspelt_name_is_said(blog: tuple[Build, Build]) -> None:
    said = [line for line in blog[1].log.splitlines() if "licen" in line.lower()]
    assert [("misspelt.md:4" in line, "Did you mean `CC BY 4.0`?" in line) for line in said] == [(True, True)], said


LEFT: list[tuple[str, dict[str, Any]]] = [
    ("as it comes", {}),
    ("switched off", {"SHARE_NUDGE_QR": False, "SHARE_NUDGE_LICENCE": False}),
    ("without an address", {"SITEURL": "", "SHARE_NUDGE_QR": "print"}),
]


@pytest.mark.parametrize("settings", [row[1] for row in LEFT], ids=[row[0] for row in LEFT])
def test_a_blog_that_does_not_ask_has_none(settings: dict[str, Any], tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "post.md").write_text("Title: A post\nDate: 2026-01-01\nSlug: post\n\nText.", encoding="utf-8")
    assert blocks_in(build(content, tmp_path / "output", **settings).text("post.html")) == ["cta", "bar"]


def test_with_relative_addresses_the_code_has_the_whole_one(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "post.md").write_text("Title: A post\nDate: 2026-01-01\nSlug: post\n\nText.", encoding="utf-8")
    built = build(content, tmp_path / "output", RELATIVE_URLS=True, ARTICLE_SAVE_AS="a/b/{slug}.html", **EXTRAS)
    (block,) = contents(built.text("a/b/post.html"), "qr")
    assert decoded(block)[0] == "https://blog.example/post.html"


@pytest.mark.parametrize(
    ("licence", "count"), [("CC BY-SA 4.0", 0), ("CC BY-NC-SA 4.0", 1)], ids=["the same", "another one"]
)
def test_a_theme_that_prints_the_licence_is_left_alone(licence: str, count: int, tmp_path: Path) -> None:
    """Reflex prints CC BY-SA 4.0 at the foot of each page."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "post.md").write_text("Title: A post\nDate: 2026-01-01\nSlug: post\n\nText.", encoding="utf-8")
    settings = theme_settings("reflex") | {"SHARE_NUDGE_LICENCE": licence}
    page = build(content, tmp_path / "output", plugins=with_nudge("reflex"), **settings).text("post.html")
    assert 'rel="license"' in page
    assert blocks_in(page).count("licence") == count
