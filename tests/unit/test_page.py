"""Pages as nobody would write them: no traceback, the facts that are there, no more time than their size asks for."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from support.builds import CONTENT

from pelican_share_nudge.findings import rule_names
from pelican_share_nudge.judge.judge import Judge
from pelican_share_nudge.judge.sources import Sources
from pelican_share_nudge.page import head, reader
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.page.forms import forms_of
from pelican_share_nudge.page.head import Head
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.site.site import Site

NETWORKS = forms_of(Config().known_networks)
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
    "a megabyte of prose": (f"<body>{'<p>Some words and <em>some</em> more.</p>' * 25_000}{SHARE}", 1, 0),
    "twenty thousand links": ("<body>" + '<p><a href="/tag/a.html">a</a></p>' * 20_000, 0, 0),
    "ten thousand share links": ("<body>" + f"<p>{SHARE}</p>" * 10_000, 10_000, 0),
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
    "eight thousand calls without a link": ("<body>" + '<div class="cta">Words' * 8_000, 0, 0),
    "a call with forty thousand empty links": (
        "<body><div class='cta'>" + "<a href='#'></a>" * 40_000 + "<a href='/'>a</a>",
        0,
        0,
    ),
    "eight thousand empty bars": ("<body>" + "<div class='share'>" * 8_000, 0, 0),
    "thirty thousand unclosed metas": ("<head>" + "<meta name=a" * 30_000, 0, 0),
    "shares in each other": ("<body>" + SHARE.replace("</a>", "<object>") * 3_000, 3_000, 0),
    "mails with other words each": (
        "<body>" + "".join(f'<a href="mailto:?subject=A{number}&amp;body=B">B</a>' for number in range(5_000)),
        0,
        5_000,
    ),
    "a document in a document": (f"<html><head><title>A</title></head><body><html><head><title>B</title>{SHARE}", 1, 0),
}


def numbered(pattern: str, count: int) -> str:
    """Repeat a pattern, `#` in it replaced by another number each time."""
    return "".join([pattern.replace("#", str(number)) for number in range(count)])


def shared(pattern: str) -> str:
    return f'<a href="https://www.facebook.com/sharer/sharer.php?u={pattern}">Facebook</a>'


# What may stand in a page any number of times, each time with other values; with what stands before and behind it.
GROWING: dict[str, tuple[str, str, str]] = {
    "addresses": ("<head>", '<meta property="og:url" content="https://blog.example/#.html">', ""),
    "titles": ("<head>", '<meta property="og:title" content="Title #">', ""),
    "descriptions": ("<head>", '<meta name="description" content="Words #" data-n="#">', ""),
    "blank titles": ("<head>", '<meta property="og:title" content=" "><meta property="og:image" content="">', ""),
    "broken descriptions": ("<head>", '<meta name="description" content="Say "#" once.">', ""),
    "other metas": ("<head>", '<meta property="article:tag#" content="Tag #">', ""),
    "canonical addresses": ("<head>", '<link rel="canonical" href="/#.html">', ""),
    "unclosed metas": ("<head>", '<meta name="a#" ', ""),
    "pictures": ("<head>", '<meta property="og:image" content="https://blog.example/#.jpg">', ""),
    "links": ("<body>", '<p><a href="/tag/#.html?page=#">Tag #</a></p>', ""),
    "words": ("<body>", "<p>Words # and <em>more</em>.</p>", ""),
    "ids": ('<body><div class="cta"><a href="#a">Down</a></div>', '<p id="p#"><a name="n#"></a></p>', ""),
    "classes": ("<body>", '<div class="share-# cta-# copy-# addthis_toolbox#">#</div>', ""),
    "calls without a link": ("<body>", '<div class="cta" id="c#">Words #', ""),
    "calls with a link": ("<body>", '<div class="cta" id="c#"><a href="/#.html">Words #</a>', ""),
    "calls far apart": ("<body>", f'<span class="cta"><a href="/#.html">#</a>{"<span>" * 60}', ""),
    "calls beside each other": ("<body>", '<div class="cta">TODO # <a href="/#.html">Words #</a></div>', ""),
    "calls that lead nowhere": ("<body>", '<div class="cta"><a href="">Words #</a></div>', ""),
    "calls of forms": ("<body>", '<form class="newsletter-form"><input name="n#"></form>', ""),
    "calls by address": ("<body><article><nav>", '<a href="https://ko-fi.com/#">Coffee #</a>', ""),
    "calls of the plugin's markers": (
        "<body>",
        '<!-- share-nudge:cta --><p>{{ # }} <a href="/#.html">#</a></p><!-- /share-nudge -->',
        "",
    ),
    "a call with many links": ('<body><div class="newsletter">', '<a href="/#.html">Words #</a>', ""),
    "a call with many empty links": ('<body><div class="newsletter">', '<a href="#x"></a>', '<a href="/a.html">A</a>'),
    "a call with empty links": (
        '<body><div class="newsletter">',
        '<a href=""></a><p>#</p>',
        '<a href="/a.html">A</a>',
    ),
    "a call with many placeholders": ('<body><div class="newsletter">', '<a href="/a#.html">{{ # }}</a>', ""),
    "empty bars": ("<body>", '<div class="share" id="s#">', ""),
    "bars": ("<body>", '<div class="share-buttons" id="s#"><p>', "Words"),
    "bars with words": ("<body>", '<div class="share">Share # ', ""),
    "bars in the comments": ('<body><div class="comments">', '<p class="sharing" id="s#"></p>', ""),
    "copy links": ("<body>", '<button class="copy-#" data-clipboard-text="#">Copy</button>', ""),
    "shares of this post": ("<body>", SHARE.replace("Facebook</a>", "Facebook #</a>"), ""),
    "shares of other posts": ("<body>", shared("https%3A%2F%2Fblog.example%2F#.html"), ""),
    "shares of other sites": ("<body>", shared("https%3A%2F%2Fother.example%2F#%25.html"), ""),
    "shares of paths": ("<body>", shared("/#.html"), ""),
    "shares on instances": (
        "<body>",
        '<a href="https://m#.example/share?text=Words%20https%3A%2F%2Fo.example">#</a>',
        "",
    ),
    "shares with words": ("<body>", '<a href="https://x.com/intent/tweet?text=Words+#&b#=c&url=/#"></a>', ""),
    "shares of the past": ("<body>", '<a href="https://twitter.com/share?text=#&url=https://o.example/#">#</a>', ""),
    "shares of the dead": (
        "<body>",
        '<a href="https://plus.google.com/share?url=https%3A%2F%2Fo.example%2F#">#</a>',
        "",
    ),
    "shares in articles": (
        "<body><article></article>",
        f"<article>{shared('https%3A%2F%2Fo.example%2F#')}</article>",
        "",
    ),
    "shares in each other": ("<body>", shared("https%3A%2F%2Fo.example%2F#").replace("</a>", "<object>"), ""),
    "shares labelled by another": (
        "<body>",
        shared("#").replace(" href", ' aria-labelledby="i#" href').replace("</a>", "<object>"),
        "",
    ),
    "shares in drawings": ("<body><svg>", shared("#").replace("</a>", ""), ""),
    "a share with many words": ("<body>" + SHARE.removesuffix("</a>"), "<i title='#'>#</i>", ""),
    "mails": ("<body>", '<a href="mailto:?subject=A%20#&amp;body=https%3A%2F%2Fblog.example%2F#">Mail</a>', ""),
    "mails to the author": ("<body>", '<a href="mailto:a@b.c?subject=A%20#&amp;body=https://blog.example/#">M</a>', ""),
    "broken mails": ("<body>", '<a href="mailto:?subject=A+#+b+c&amp;amp;body=#%0A#"></a>', ""),
    "scripts": ("<head>", '<script src="https://s7.addthis.com/js/#.js"></script>', ""),
    "code": ("<head>", '<script>load("//w.sharethis.com/button/#.js")</script>', ""),
    "frames": ("<body>", '<iframe src="https://www.facebook.com/plugins/like.php?n=#"></iframe>', ""),
    "widgets in the comments": ('<body><div class="comments">', '<p class="a2a_kit shariff likely b#">#</p>', ""),
    "markers": ("<body>", "<!-- share-nudge:bar#x --><!-- /share-nudge -->", ""),
    "quotations": ("<body>", "<blockquote>Words #", ""),
    "lists": ("<body>", "<ul><li>Words #", ""),
    "unclosed code": ('<body><div class="cta"><a href="/a.html">{{ a }}</a></div>', "<code #", ""),
}


def grown(name: str, count: int) -> str:
    before, pattern, behind = GROWING[name]
    return before + numbered(pattern, count) + behind


def parsed(text: str) -> Page:
    return reader.read(text, path="post.html", networks=NETWORKS, own=(ADDRESS,))


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_page(name: str) -> None:
    text, shares, forwards = STRANGE[name]
    page = parsed(text)
    assert (len(page.share_links), len(page.forwards)) == (shares, forwards)
    assert page.size == len(text)
    of_head = head.read(text)
    assert all(getattr(page, name) == getattr(of_head, name) for name in Head.__slots__)
    judge = Judge(Site(address="https://blog.example"))
    judge.look(page, POST)
    assert judge.verdict(Sources(), content="", theme="").crashes == ()


NAMES = {
    "words": (SHARE, "Facebook"),
    "words in words": ("<a href='{}'>One <b>two <i>three</i></b></a>", "One two three"),
    "words at a great depth": ("<a href='{}'>" + "<b>" * 5_000 + "Words", "Words"),
    "a picture and its title": ("<a href='{}'><img alt='Share' title='on X'> now</a>", "Share on X now"),
    "a label is said instead of what is inside": ("<a href='{}'><b aria-label='Share'>no</b> it</a>", "Share it"),
    "hidden from readers aloud": ("<a href='{}' title='Share'><i aria-hidden='true'>f</i></a>", "Share"),
    "labelled by another element": ("<a href='{}' aria-labelledby='label'></a>", "label"),
    "a link in a link has a name of its own": (
        "<a href='{}'>Outer <object><a href='/'>Inner</a></object></a>",
        "Outer",
    ),
}


@pytest.mark.parametrize("name", NAMES)
def test_what_a_link_is_called(name: str) -> None:
    text, called = NAMES[name]
    (link,) = parsed("<body>" + text.replace("{}", "https://x.com/intent/tweet?url=https://blog.example/")).share_links
    assert link.name == called


BARS = {
    "nothing in it": ("<div class='share-buttons'></div>", "share-buttons"),
    "nothing but empty elements": ("<ul id='share-links'><li> <span></span></li><!-- later --></ul>", "share-links"),
    "beside words, for a script to fill": ("<div class='share'>Share <p class='sharing'></p></div>", "sharing"),
    "the first of several": ("<p class='share'></p><p class='sharing'></p>", "share"),
    "words": ("<div class='share-buttons'>Soon</div>", ""),
    "a link": ("<div class='share-buttons'><p><a href='/'></a></p></div>", ""),
    "a script": ("<div class='share-buttons'><script src='/s.js'></script></div>", ""),
    "so much that it is not certain": (f"<div class='share-buttons'>{'<p></p>' * 100}</div>", ""),
    "in the comments": ("<div class='comments'><p class='share'></p></div>", ""),
    "another name": ("<div class='shared-memory'></div>", ""),
}


@pytest.mark.parametrize("name", BARS)
def test_an_empty_bar(name: str) -> None:
    text, found = BARS[name]
    assert parsed(f"<body>{text}").empty_bar == found


CALLS = {
    "one in another is the same": ("<div class='cta'><p class='newsletter'><a href='/'>a</a></p></div>", ["cta"]),
    "one far inside another": (
        f"<div class='cta'><a href='/'>a</a>{'<b>' * 500}<p id='cta'><a href='/'>b</a>",
        ["cta"],
    ),
    "one behind another": (
        "<p class='cta'><a href='/'>a</a></p><p id='newsletter'><a href='/'>b</a></p>",
        ["cta", "newsletter"],
    ),
    "one that matches in two ways": ("<p class='cta' id='newsletter'><a href='/'>a</a></p>", ["cta"]),
    "one with words only": ("<div class='cta'>Tell a friend.</div>", []),
    "one behind words only": ("<p class='cta'>Words</p><p class='newsletter'><a href='/'>b</a></p>", ["newsletter"]),
    "one in an aside of the article": ("<article><aside class='cta'><a href='/'>a</a></aside>", ["cta"]),
    "one in the article's sidebar": ("<article><aside class='sidebar'><p class='cta'><a href='/'>a</a></aside>", []),
    "one in an aside of the page": ("<article>A</article><aside class='cta'><a href='/'>a</a></aside>", []),
    "one in an article's head": ("<article><header class='cta'><a href='/'>a</a></header>", []),
    "an archive of them": ("<p class='cta'><a href='/'>a</a></p>" * 300, ["cta"] * 100),
}


@pytest.mark.parametrize("name", CALLS)
def test_calls_to_action(name: str) -> None:
    text, found = CALLS[name]
    assert [cta.text_there for cta in parsed(f"<body>{text}").ctas] == found


OWN_ASIDE = '<p>A</p><aside class="{}"><p>Like this? <a href="/kontakt/">Book a seat</a></p></aside>'


@pytest.mark.parametrize(
    ("name", "found"), [("cta", ["cta"]), ("sidebar cta", ["cta"]), ("related cta", []), ("box", [])]
)
def test_an_aside_that_the_author_wrote_is_of_the_post(name: str, found: list[str]) -> None:
    content = OWN_ASIDE.format(name)
    of_theme = '<aside class="cta"><a href="/">Read more</a></aside>'
    text = f"<body><div>{of_theme}{content}</div>{of_theme}"
    page = reader.read(text, path="post.html", networks=NETWORKS, content=content)
    assert [cta.text_there for cta in page.ctas] == found
    assert [link.name for cta in page.ctas for link in cta.links] == ["Book a seat"] * len(found)


SCRIPTS = {
    "//platform.twitter.com/widgets.js": ["twitter"],
    "https://platform.twitter.com/widgets/a.js": ["twitter"],
    "https://s7.addthis.com/js/300/addthis_widget.js": ["addthis"],
    "https://www.facebook.com/plugins/like.php?href=a": ["facebooklike"],
    "https://www.facebook.com/": [],
    "https://platform.twitter.com.example/widgets.js": [],
    "/platform.twitter.com/widgets.js": [],
    "/theme/share.js": [],
}


@pytest.mark.parametrize("address", SCRIPTS)
def test_whose_script_it_is(address: str) -> None:
    page = parsed(f"<head><script src='{address}'></script><script src='/other.js'></script>")
    assert [widget.name for widget in page.widgets] == SCRIPTS[address]
    assert page.scripts == (address, "/other.js")


def test_what_is_remembered_of_a_link_is_of_this_blog() -> None:
    own = Config.parse(
        {"SHARE_NUDGE_EXTRA_NETWORKS": [{"name": "own", "label": "Own", "pattern": "https://own.example/#u={url}"}]}
    )
    text = '<body><a href="https://own.example/#u=https%3A%2F%2Fblog.example%2F">Own</a>'
    for _ in range(2):
        assert parsed(text).share_links == ()
        assert len(reader.read(text, path="post.html", networks=forms_of(own.known_networks)).share_links) == 1


def looked_at(text: str) -> Judge:
    """Judge a page by all rules, those that are off as well; the post's own text is all of it."""
    judge = Judge(Site(address="https://blog.example"), select=frozenset(rule_names()))
    judge.look(parsed(text), replace(POST, content=text))
    return judge


def calls(text: str) -> int:
    """Count the functions, Python's and those in C, that are called to judge a page."""
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        looked_at(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", GROWING)
def test_time_grows_with_the_size_of_a_page(name: str) -> None:
    judge = looked_at(grown(name, 10))  # What is remembered of other pages shall not count.
    assert judge.verdict(Sources(), content="", theme="").crashes == ()
    small = calls(grown(name, 300))
    large = calls(grown(name, 600))
    assert large <= 2.15 * small


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
