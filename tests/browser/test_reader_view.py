"""What reader views, site searches and search engines take from a post: all of the post, and nothing of ours. With the
packages that readers and sites have."""

from __future__ import annotations

import gzip
import json
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser
from support.browsing import BLOCKS, EXTRAS, FIXTURES, THEMES, Visitor, by_look, by_post
from support.builds import TESTS, Build, build

browser = pytest.mark.browser
_chromium, _blogs, _browser, _visit = FIXTURES

POSTS = TESTS / "reader_view"  # short ones: of these, Readability takes all that it can find
LENGTHS: dict[str, dict[str, Any]] = {"long": {}, "short": {"PATH": str(POSTS), "ARTICLE_PATHS": [""]}}
BEGINNING_AND_END = {
    ("English", "long"): ("There is a man on my train", "I took a photograph of it."),
    ("English", "short"): ("My kettle whistles through two walls.", "I have stopped asking."),
    ("Arabic", "long"): ("خالتي ليلى ترسل", "ويكفي أن تتصل."),
    ("Arabic", "short"): ("يصفر الإبريق", "إن كان الوقت مناسبًا."),
}
BLOGS: dict[str, dict[str, Any]] = {
    "as it comes": {"SHARE_NUDGE_CTAS": [{"kind": "pass-on"}]},
    "two bars": {"SHARE_NUDGE_CTAS": [{"kind": "pass-on"}], "SHARE_NUDGE_PLACEMENT": "both"},
    "two calls to action": {
        "SHARE_NUDGE_CTAS": [
            {"kind": "subscribe", "target": "/subscribe/"},
            {"kind": "reply", "target": "mailto:me@blog.example"},
        ],
        "SHARE_NUDGE_CTA_LIMIT": 2,
    },
    "code and licence": {"SHARE_NUDGE_CTAS": [{"kind": "pass-on"}], **EXTRAS},
}
MARKS = ["role", "data-nosnippet", "data-pagefind-ignore"]
READ = """blocks => {
  const read = page => new Readability(page).parse().textContent;
  const bare = document.cloneNode(true);
  bare.querySelectorAll(blocks).forEach(block => block.remove());
  return [read(document.cloneNode(true)), read(bare)];
}"""
UNMARK = """(all, names) => all.forEach(node => {
  names.forEach(name => node.removeAttribute(name));
  node.classList.remove("passalong-share");
})"""

by_length = pytest.mark.parametrize("length", LENGTHS)
by_blog = pytest.mark.parametrize("blog", BLOGS)


def squeezed(text: str) -> str:
    return " ".join(text.split())


# Reader views


@cache
def readability() -> str:
    """Give Mozilla's Readability.js, which Firefox has. The package that brings it is not imported."""
    spec = find_spec("fast_readability")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("fast-readability, which brings Readability.js, cannot be had for this Python or machine")
    return Path(spec.submodule_search_locations[0], "js", "Readability.js").read_text(encoding="utf-8")


def in_reader_view(page: Page) -> tuple[str, str]:
    """Give what a reader view shows of a page, and what it would show had the page no blocks."""
    page.add_script_tag(content=readability())
    shown, bare = page.evaluate(READ, ", ".join(BLOCKS))
    return squeezed(shown), squeezed(bare)


@browser
@by_length
@by_blog
@by_look
def test_reader_views_show_the_post_alone(visit: Visitor, look: str, blog: str, length: str) -> None:
    shown = shown_alone(visit(look=look, settings=BLOGS[blog] | LENGTHS[length]))
    assert_is_all_there(shown, "English", length)


@browser
@by_length
@by_post
@pytest.mark.parametrize("theme", THEMES)
def test_reader_views_show_the_post_alone_on_any_theme(visit: Visitor, theme: str, post: str, length: str) -> None:
    shown = shown_alone(visit(post, theme=theme, settings=BLOGS["two bars"] | LENGTHS[length]))
    if (theme, length) != ("plumage", "short"):  # Readability takes its disclaimer for the post, with us or without.
        assert_is_all_there(shown, post, length)


def shown_alone(page: Page) -> str:
    assert page.locator(", ".join(BLOCKS)).count() >= 2
    shown, bare = in_reader_view(page)
    assert shown == bare
    return shown


def assert_is_all_there(shown: str, post: str, length: str) -> None:
    for words in BEGINNING_AND_END[post, length]:
        assert words in shown


@browser
@by_length
def test_reader_views_would_show_our_blocks_without_their_marks(visit: Visitor, length: str) -> None:
    page = visit(settings=BLOGS["as it comes"] | LENGTHS[length])
    page.locator(":is(.passalong, .passalong-cta, .passalong-share)").evaluate_all(UNMARK, MARKS)
    shown, bare = in_reader_view(page)
    assert "Share on Mastodon" in shown
    assert "Share on Mastodon" not in bare
    assert "Who came to mind?" in shown


# Site search and snippets


@pytest.fixture(name="site", scope="module", params=BLOGS)
def _site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build(POSTS, tmp_path_factory.mktemp("site"), **BLOGS[request.param])


@pytest.fixture(name="bare", scope="module")
def _bare(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build(POSTS, tmp_path_factory.mktemp("bare"), plugins=())


def indexed(site: Build, folder: Path) -> dict[str, str]:
    """Give what Pagefind can find, by the address of its page."""
    pagefind = pytest.importorskip("pagefind_bin", reason="Pagefind cannot be had for this Python or machine")
    command = [pagefind.get_executable(), "--site", site.output, "--output-path", folder]
    subprocess.run(command, check=True, capture_output=True)
    return {page["url"]: squeezed(page["content"]) for page in map(_fragment, folder.rglob("*.pf_fragment"))}


def _fragment(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
    return data


def test_pagefind_finds_what_it_finds_without_us(site: Build, bare: Build, tmp_path: Path) -> None:
    found = indexed(site, tmp_path / "ours")
    assert found == indexed(bare, tmp_path / "bare")
    assert "I have stopped asking." in found["/screenshot.html"]


def test_pagefind_would_find_our_blocks_without_their_marks(bare: Build, site: Build, tmp_path: Path) -> None:
    page = site.output / "screenshot.html"
    marked = page.read_bytes()
    page.write_bytes(marked.replace(b" data-pagefind-ignore", b""))
    found = indexed(site, tmp_path)["/screenshot.html"]
    page.write_bytes(marked)
    assert "Share on Mastodon" in found


def snippet(page: str) -> str:
    """Give the text that Google may show: data-nosnippet is heard on these elements alone, as its documentation of the
    robots meta tag says."""
    tree = LexborHTMLParser(page)
    for node in tree.css(":is(span, div, section)[data-nosnippet]"):
        node.decompose()
    body = tree.body
    assert body
    return squeezed(body.text())


def test_snippets_are_of_the_post(site: Build, bare: Build) -> None:
    for name in ("screenshot.html", "as-it-reached-me-ar.html"):
        assert snippet(site.text(name)) == snippet(bare.text(name))
        assert snippet(site.text(name).replace("data-nosnippet", "")) != snippet(bare.text(name))
