"""Pages as nobody would write them: no traceback, the facts that are there, and no more time than their size asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from conftest import CONTENT
from hypothesis import given
from hypothesis import strategies as st

from pelican_share_nudge.config import Config
from pelican_share_nudge.judge import Judge
from pelican_share_nudge.page import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.site import Site
from pelican_share_nudge.sources import Sources

NETWORKS = Config().known_networks
ADDRESS = "https://blog.example/post.html"
SHARE = f'<a href="https://www.facebook.com/sharer/sharer.php?u={quote(ADDRESS, safe="")}">Facebook</a>'
MAIL = '<a href="mailto:?subject=A&amp;body=B">Mail</a>'
POST = Post(title="A post", address=ADDRESS, own_address=ADDRESS, language="en", page="post.html", source="post.md")

# Each with how many share links and e-mail forwards it has; what would take time in proportion to the square of its
# size would take this test minutes.
STRANGE: dict[str, tuple[str, int, int]] = {
    "nothing": ("", 0, 0),
    "one character": ("<", 0, 0),
    "nul bytes": (f"\0\0<p>\0{SHARE}\0", 1, 0),
    "replaced bytes": (f"<p>caf\ufffd {SHARE}", 1, 0),
    "no markup": ("word " * 100_000, 0, 0),
    "four megabytes of prose": (f"<body>{'<p>Some words and <em>some</em> more.</p>' * 100_000}{SHARE}", 1, 0),
    "forty thousand links": ("<body>" + '<p><a href="/tag/a.html">a</a></p>' * 40_000, 0, 0),
    "forty thousand share links": ("<body>" + f"<p>{SHARE}</p>" * 40_000, 40_000, 0),
    "ten thousand mails": ("<body>" + f"<p>{MAIL}</p>" * 10_000, 0, 10_000),
    "twenty thousand open elements": ("<body>" + "<div class='a'>" * 20_000 + SHARE, 1, 0),
    "a link at each depth": ("<body>" + f"<div class='a'>{SHARE}" * 3_000, 3_000, 0),
    "stray end tags": ("</div></p></article>" * 50_000 + SHARE, 1, 0),
    "open tags": ("<a href='" * 20_000, 0, 0),
    "open comment": (f"{SHARE}<!--" + "-" * 500_000, 1, 0),
    "a link of a megabyte": (f'<a href="https://x.com/intent/tweet?text={"a%20" * 250_000}">x</a>', 1, 0),
    "many classes": ("<body>" + f'<div class="{"share " * 20}cta newsletter">' * 5_000, 0, 0),
    "nested calls": ("<body>" + '<div class="cta"><a href="/">a</a>' * 3_000, 0, 0),
    "nested names": ("<body><a href='https://x.com/intent/tweet?text=a'>" + "<span>" * 20_000 + "x", 1, 0),
    "ten thousand metas": ("<head>" + '<meta property="og:title" content="a">' * 10_000, 0, 0),
    "a document in a document": (f"<html><head><title>A</title></head><body><html><head><title>B</title>{SHARE}", 1, 0),
}


def parsed(text: str) -> Page:
    return Page.parse(text, path="post.html", networks=NETWORKS, own=(ADDRESS,))


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_page(name: str) -> None:
    text, shares, forwards = STRANGE[name]
    page = parsed(text)
    assert (len(page.share_links), len(page.forwards)) == (shares, forwards)
    assert page.size == len(text.encode())
    judge = Judge(Site(address="https://blog.example"))
    judge.look(page, POST)
    assert judge.verdict(Sources(), content="", theme="").crashes == ()


@given(st.text())
def test_any_text_is_a_page(text: str) -> None:
    judge = Judge(Site(address="https://blog.example"))
    judge.look(parsed(text), POST)
    assert judge.verdict(Sources(), content="", theme="").crashes == ()


@given(
    st.lists(st.sampled_from((SHARE, MAIL, "<div>", "</div>", "<article>", "</article>", "<p>", "</p>", "<!--", "-->")))
)
def test_any_tag_soup_is_a_page(parts: list[str]) -> None:
    page = parsed("".join(parts))
    assert len(page.share_links) <= parts.count(SHARE)
    assert len(page.forwards) <= parts.count(MAIL)


@pytest.mark.parametrize("data", [b"", b"\0\0<p>", "caf\xe9".encode("latin-1"), b"\xff\xfe<p>"], ids=repr)
def test_a_build_with_a_broken_page_says_so_and_goes_on(data: bytes, build: Any) -> None:
    class Break:
        @staticmethod
        def register() -> None:
            from pelican import signals

            signals.content_written.connect(broken)

    def broken(path: str, context: object) -> None:
        if path.endswith("short.html"):
            Path(path).write_bytes(data)

    result = build(
        CONTENT, plugins=("pelican_share_nudge", Break), SHARE_NUDGE_LEVELS={"*": "off", "no-place": "error"}
    )
    (finding,) = (line for line in result.printed if "/short.md:" in line)
    assert "[no-place]" in finding
    assert (result.output / "short.html").read_bytes() == data
