"""Putting blocks into a page and taking them out again: to the byte, at the right place, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pelican_share_nudge.insert.place import (
    Around,
    Lack,
    Place,
    content_place,
    early_offset,
    head_offset,
    lack_of_place,
)
from pelican_share_nudge.insert.plan import Slotted, plan
from pelican_share_nudge.insert.splice import (
    CLOSE,
    Block,
    contents,
    marker_offset,
    names,
    splice,
    splice_bytes,
    split_blocks,
    strip,
)
from pelican_share_nudge.markup.closing import left_open
from pelican_share_nudge.markup.elements import Elements
from pelican_share_nudge.markup.sight import in_the_open
from pelican_share_nudge.markup.tokenizer import read

PROPERTY = settings(max_examples=100)
PROBE = Block("bar", '<nav id="probe"><i>x</i></nav>')
OPEN = "<!-- share-nudge:bar -->"


def nobody() -> int | None:
    return None


def unasked() -> int | None:
    raise AssertionError("asked though there is one occurrence")


def place(page: str, content: str, which: Callable[[], int | None] = unasked, selector: str = "") -> Place | None:
    return content_place(page, content, which=which, selector=selector)


# Out again, to the byte

PIECES = [
    *(
        "<!--",
        "-->",
        "<!-- ",
        " -->",
        "share-nudge:bar",
        "/share-nudge",
        "<!-- share-nudge:",
        "\r\n",
        "\r",
        "\u2028",
        "\ufeff",
    ),
    *("<p>", "</p>", "text", "İ", "👨‍👩‍👧‍👦", "\x00", "<!-- share-nudge:BAR -->", "<!--share-nudge:bar-->", "<script>"),
]
SOUP = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12).map("".join)
BLOCKS = st.builds(
    Block,
    st.sampled_from(["bar", "cta", "head", "quote", "a-b"]),
    SOUP.filter(lambda html: CLOSE not in html and "<!-- share-nudge:" not in html and in_the_open(html, [len(html)])),
)


@st.composite
def pages(draw: Any) -> str:
    """Pages without a complete pair of markers, though with lone ones: closing ones first, opening ones later."""
    text, closing, opening = draw(SOUP), draw(st.integers(0, 2)), draw(st.integers(0, 2))
    page = f"{draw(SOUP)}{CLOSE * closing}{text}{OPEN * opening}{draw(SOUP)}"
    assume(not names(page))
    return page


@given(pages(), st.lists(st.tuples(st.integers(0, 200), BLOCKS), max_size=4))
@PROPERTY
def test_strip_undoes_splice(page: str, insertions: list[tuple[int, Block]]) -> None:
    shown = in_the_open(page, range(len(page) + 1))
    cut = [(offset, block) for offset, block in insertions if offset in shown]
    written = splice(page, cut)
    assert strip(written) == page
    assert strip(strip(written)) == page
    assert names(written) == {block.name for _, block in cut}
    assert len(written) == len(page) + sum(len(str(block)) for _, block in cut)


@given(SOUP, st.lists(st.tuples(st.integers(0, 200), BLOCKS), max_size=4))
@PROPERTY
def test_bytes_get_what_their_text_gets(page: str, insertions: list[tuple[int, Block]]) -> None:
    cut = [(min(offset, len(page)), block) for offset, block in insertions]
    assert splice_bytes(page.encode(), page, cut)[0].decode() == splice(page, cut)


@given(pages(), st.lists(st.tuples(st.integers(0, 200), BLOCKS), max_size=4))
@PROPERTY
def test_blocks_are_split_off_as_they_were_put_in(page: str, insertions: list[tuple[int, Block]]) -> None:
    cut = sorted([(min(at, len(page)), block) for at, block in insertions], key=lambda insertion: insertion[0])
    written, spans = splice_bytes(page.encode(), page, cut)
    assert split_blocks(written, spans) == (page.encode(), "".join(str(block) for _, block in cut).encode())


@given(pages())
@PROPERTY
def test_a_page_without_blocks_stays(page: str) -> None:
    assert strip(page) == page
    assert splice(page, []) == page
    assert names(page) == frozenset()


TAGS = (
    *("<p>", "</p>", "<div>", "</div>", "<DIV>", "<div/>", "<td>", "</td>", "<ul>", "<li>", "</ul>", "<h1>", "</h2>"),
    *(
        "<em>",
        "</em>",
        "<svg>",
        "</svg>",
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "<x-a>",
        "</x-a>",
        "<select>",
    ),
    *(
        '<div class="a">',
        "<div class='a'>",
        '<a href="x>y">',
        '<a b=c="d x="e>',
        '<a "="b>',
        '<div\xa0class="x">',
        "<div\x0b>",
    ),
    *("<", ">", "/", "=", '"', "'", " ", "x", "<!-- x -->", "<!-->", "<!--", "-->", "<!DOCTYPE html>", "<?x ?>", "</>"),
)


@given(st.lists(st.sampled_from(TAGS), max_size=9).map("".join))
@PROPERTY
def test_what_is_left_open_is_what_reading_all_tags_tells(html: str) -> None:
    elements, found = Elements(), left_open(html)
    assert (found is None) == any(markup.is_cut_off for markup in read(html, elements=elements))
    if found is not None:
        assert (found.outermost() is None) == (elements.outermost() is None)


BAR = '<nav class="passalong">x</nav>'
OURS = f"{OPEN}{BAR}{CLOSE}"

STRIPPED = [
    ("", ""),
    ("plain", "plain"),
    (OPEN, OPEN),
    (CLOSE, CLOSE),
    (CLOSE + OPEN, CLOSE + OPEN),
    (OURS, ""),
    ("a" + OURS + "b", "ab"),
    (OPEN + OURS, OPEN),
    (OURS + CLOSE, CLOSE),
    (OURS + OPEN, OPEN),
    (str(Block("bar", "a theme's own")) + "b", "b"),
    ("<!-- share-nudge:BAR -->" + BAR + CLOSE, "<!-- share-nudge:BAR -->" + BAR + CLOSE),
    ("<!-- share-nudge: -->" + BAR + CLOSE, "<!-- share-nudge: -->" + BAR + CLOSE),
    ("<!--share-nudge:bar-->" + BAR + CLOSE, "<!--share-nudge:bar-->" + BAR + CLOSE),
]


@pytest.mark.parametrize(("page", "expected"), STRIPPED, ids=map(str, range(len(STRIPPED))))
def test_strip(page: str, expected: str) -> None:
    assert strip(page) == expected


# What a page may hold of our markers, though nothing of ours is in it: BOTH is a pair with text, WHOLE a block of ours

WRITTEN_ABOUT = {
    "in code": "<p><code>&lt;!-- share-nudge:bar --&gt;</code> and <code>&lt;!-- /share-nudge --&gt;</code></p>",
    "in a description": '<meta name="description" content="BOTH"><p>x</p>',
    "in a description, whole": "<meta name='description' content='WHOLE'><p>x</p>",
    "in a value without blanks": "<p title= 'BOTH'>x</p>",
    "behind an apostrophe in a value": """<meta content="it's > WHOLE"><p>x</p>""".replace(
        "WHOLE", f"{OPEN}<i passalong>{CLOSE}"
    ),
    "in linked data": '<script type="application/ld+json">{"description": "WHOLE"}</script><p>x</p>',
    "in a script with an inner script": "<script><!-- <script></script> WHOLE --></script><p>x</p>",
    "in a textarea": "<textarea>WHOLE</textarea><p>x</p>",
    "in the title": "<title>WHOLE</title><p>x</p>",
    "in a style": "<style>/* WHOLE */</style><p>x</p>",
    "in an iframe": '<iframe srcdoc="BOTH">WHOLE</iframe><p>x</p>',
    "in a template": "<template><div>WHOLE</div></template><p>x</p>",
    "in a noscript": "<noscript>WHOLE</noscript><p>x</p>",
    "in another comment": "<!-- share-nudge: see <!-- share-nudge:bar --><p>x</p><!-- or <!-- /share-nudge -->",
    "in a declaration": f"<!x {OPEN}<p>x</p><?x {CLOSE}",
    "as comments around text": "<p>x</p>BOTH",
    "as comments on lines of their own": f"{OPEN}\n<p>My own bar.</p>\n{CLOSE}",
    "as comments around markup": f"{OPEN}<p>My own bar.</p>{CLOSE}",
    "as comments around nothing": f"<p>x</p>{OPEN}{CLOSE}",
    "as comments of another name": f"<!-- share-nudge:sidebar --><nav>x</nav>{CLOSE}",
}


@pytest.mark.parametrize("text", WRITTEN_ABOUT.values(), ids=WRITTEN_ABOUT)
def test_what_an_author_writes_about_markers_stays(text: str) -> None:
    text = text.replace("BOTH", f"{OPEN} … {CLOSE}").replace(
        "WHOLE", OURS.replace('"', "&quot;" if "'WHOLE" in text else '"')
    )
    page = f"<html><head></head><body><main>{text}</main></body></html>"
    assert strip(page) == page
    assert names(page) == frozenset()
    assert marker_offset(page, "bar") is None
    offset = page.index("</main>")
    for block in (Block("bar", BAR), Block("bar", "<div>of a theme</div>")):
        written = splice(page, [(offset, block)])
        assert strip(written) == page
        assert names(written) == {"bar"}


def test_a_theme_s_own_block_is_read_though_it_is_not_ours() -> None:
    page = f"<p>{OPEN}<a>x</a>{CLOSE}</p><textarea>{OPEN}<a>y</a>{CLOSE}</textarea>"
    assert contents(page, "bar") == ["<a>x</a>"]
    assert contents(page, "cta") == []


def test_blocks_at_one_offset_keep_their_order() -> None:
    cta, bar = Block("cta", "c"), Block("bar", "b")
    assert splice("ab", [(1, cta), (1, bar)]) == f"a{cta}{bar}b"
    assert splice("ab", [(2, cta), (0, bar)]) == f"{bar}ab{cta}"
    assert names(f"{cta}{bar}") == {"cta", "bar"}


MARKERS = [
    ("", None),
    ("<p>bar</p>", None),
    (OPEN, len(OPEN)),
    ("ab" + OPEN + "c", 2 + len(OPEN)),
    (OPEN + "x" + CLOSE, None),
    (OPEN + "x" + CLOSE + OPEN, len(OPEN + "x" + CLOSE + OPEN)),
    (OPEN + OPEN + "x" + CLOSE, len(OPEN)),
    ("<!-- share-nudge:cta -->", None),
    ("<!-- share-nudge:bars -->", None),
    (f'<meta content="{OPEN}">', None),
    (f"<script>'{OPEN}'</script>", None),
    (f"<textarea>{OPEN}</textarea>{OPEN}", len(f"<textarea>{OPEN}</textarea>{OPEN}")),
]


@pytest.mark.parametrize(("page", "expected"), MARKERS, ids=map(str, range(len(MARKERS))))
def test_marker_offset(page: str, expected: int | None) -> None:
    assert marker_offset(page, "bar") == expected


# The head; `|` is where its end is found

HEADS = {
    "plain": "<html><head><title>t</title>|</head><body>",
    "capitals": "<HTML><HEAD><TITLE>t</TITLE>|</HEAD ><BODY>",
    "without end": "<html><head><title>t</title>\n|<body class=x>",
    "in a comment": "<head><!-- </head><body> -->|</head>",
    "in a script": "<head><script>'</head><body>'</script>|</head>",
    "in a title": "<head><title></head></title>|</head>",
    "in a style": "<head><style>/* </head> */</style>|</head>",
    "header is no head": "<header></header>",
    "neither": "<p>text</p>",
    "nothing": "",
    "bodyguard": "<bodyguard></bodyguard>",
    "conditional comment": "<head><!--[if IE]><script></script></head><![endif]-->|</head>",
    "noscript": "<head><noscript><link></noscript>|</head>",
    "a body in a template": "<head><template><body></template>|</head>",
    "nothing but a body in a template": "<template><body></template>",
    "a drawing that is never closed": "<head><svg></head><body>",
    "two comments": "<head><!-- a --><meta><!-- b -->|</head>",
    "short comment": "<head><!--><meta>|</head><p><!-- x -->",
}


@pytest.mark.parametrize("text", HEADS.values(), ids=HEADS)
def test_head_offset(text: str) -> None:
    page = text.replace("|", "")
    assert head_offset(page, len(page)) == (text.index("|") if "|" in text else None)


def test_the_head_is_not_looked_for_behind_the_content() -> None:
    page = "<div>content</div><pre></head></pre>"
    assert head_offset(page, 5) is None


# Where something stands early in the head

LONG = "x" * 1024
EARLY = {
    "plain": "<!doctype html><html><head>|<title>t</title></head><body>",
    "behind the encoding": "<html><head><meta charset=utf-8>|<title>t</title></head>",
    "encoding behind others": "<head><title>t</title><link><meta charset='utf-8' />|<style></style></head>",
    "encoding as a header": '<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">|</head>',
    "encoding without quotes": "<head><META HTTP-EQUIV=Content-Type CONTENT=text/html;charset=utf-8>|</head>",
    "encoding with its end tag": "<head><meta charset='utf-8'>|</meta></head>",
    "encoding too far down": f"<head>|<style>{LONG}</style><meta charset=utf-8></head>",
    "a long way to the head": f"<!-- {LONG} --><html><head>|<meta charset=utf-8></head>",
    "long styles": f"<head><meta charset=utf-8>|<style>{LONG * 300}</style></head>",
    "one that speaks of the encoding": '<head>|<meta name=description content="What is a charset -> bytes"></head>',
    "one that speaks of it with its sign": '<head>|<meta property=og:title content="charset=utf-8 > all"></head>',
    "encoding in a comment": "<head>|<!-- <meta charset=utf-8> --></head>",
    "encoding in a script": "<head>|<script>'<meta charset=utf-8>'</script></head>",
    "encoding in the body": "<head>|</head><body><meta charset=utf-8>",
    "attributes": '<head prefix="og: https://ogp.me/ns#" data-a="a>b">|<title>t</title></head>',
    "head in a comment": "<!-- <head> --><html><head>|</head>",
    "head in a conditional comment": "<!--[if IE]><html><head><![endif]--><html><head>|</head>",
    "head in a script": "|<script>'<head>'</script><head></head>",
    "base": "<head>|<base href='/'></head>",
    "an XML declaration": '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head>|</head>',
    "a mark of the order of bytes": "\ufeff<!doctype html>|<title>t</title>",
    "noscript": "<head>|<noscript><meta charset=utf-8></noscript></head>",
    "template": "<head>|<template><meta charset=utf-8></template></head>",
    # A head without tags of its own
    "no tags": "<!doctype html>\n|<title>t</title>\n<p>text</p>",
    "no tags, an encoding": "<!doctype html><html lang=en><meta charset=utf-8>|<title>t</title><h1>text</h1>",
    "no start tag": "<html>|<title>t</title></head><body>",
    "no end tag": "<html><head>|<title>t</title><body>",
    # No head
    "text first": "<!doctype html>text<title>t</title>",
    "text before the page": "text<html><title>t</title>",
    "an element first": "<div><title>t</title></div>",
    "in a drawing": "<svg><title>t</title></svg>",
    "in the body": "<body><title>t</title><head></head>",
    "only its end": "</head><body>",
    "cut off": "<html><head",
    "behind the end": "</html><html><head>",
    "an element that is cut off": "<style>a</head><body>",
    "cut off behind its beginning": "<head>|<style>a</head>",
    "header is no head": "<header><meta charset=utf-8></header>",
    "nothing": "",
}


@pytest.mark.parametrize("text", EARLY.values(), ids=EARLY)
def test_early_offset(text: str) -> None:
    page = text.replace("|", "")
    assert early_offset(page, len(page)) == (text.index("|") if "|" in text else None)


# Where preview tags stand; `|` is where

PREVIEW = Slotted("head", Block("preview", "<meta property=og:title content=A>\n"))
PREVIEWS = {
    "early": "<head>|<title>t</title></head><body>text</body>",
    "where the theme has them": "<head><title>t</title><!-- share-nudge:preview -->|<style></style></head><body>text",
    "no head": "<div>text</div>",
    "in a head without tags": "|<title>t</title><p>text</p>",
    "not what the theme has printed": f"<head>{PREVIEW.block}</head><body>text",
}


@pytest.mark.parametrize("text", PREVIEWS.values(), ids=PREVIEWS)
@pytest.mark.parametrize("placement", ["after", "theme"])
def test_where_preview_tags_stand(text: str, placement: str) -> None:
    page = text.replace("|", "")
    found = plan(page, "text", [PREVIEW], placement=placement)
    assert [offset for offset, _ in found.insertions] == ([text.index("|")] if "|" in text else [])
    assert found.why_not is None
    assert strip(splice(page, found.insertions)) == strip(page)


def test_nothing_is_early_behind_the_content() -> None:
    assert early_offset("<p>content</p><head>", 5) is None
    assert early_offset("<!-- a --><head>", 10) is None


# Beside the content: `[` and `]` stand around the place, `CONTENT` is the content; without them there is no place

CONTENT = "<p>The content.</p>"
PLACES = {
    "exact": "<body><div>[CONTENT]</div>",
    "with blanks around it": "<body><div>\n  [CONTENT]\n</div>",
    "no body": "[CONTENT]",
    "after a comment": "<!-- a --><div>[CONTENT]</div><!-- b -->",
    "after an open comment mark in a script": '<script>var a = "<!--";</script><div>[CONTENT]</div>',
    "after a script that writes an end": "<script>'</script>'</script><div>[CONTENT]</div>",
    "beside a custom element": "<style-guide>[CONTENT]</style-guide>",
    "beside a template's namesake": "<template-part>[CONTENT]</template-part>",
    "in a comment": "<!-- CONTENT --><div>x</div>",
    "in a comment that never ends": "<div></div><!-- CONTENT",
    "in a script": "<script>a = 'CONTENT'</script>",
    "in a textarea": "<textarea>CONTENT</textarea>",
    "in a template": "<template>CONTENT</template>",
    "in a style": "<style>CONTENT</style>",
    "in a noscript": "<noscript>CONTENT</noscript>",
    "in a template behind another": "<template><template></template>CONTENT</template>",
    "in a data list": "<datalist>CONTENT</datalist>",
    "in an option": "<select><option>CONTENT</option></select>",
    "in an option on its own": "<option>CONTENT</option>",
    "in a drawing": "<svg><desc>CONTENT</desc></svg>",
    "in a drawing's title": "<svg><title>CONTENT</title></svg>",
    "in the fallback of a film": "<video src=x>CONTENT</video>",
    "in a film that was never closed": "<video src=x><main>CONTENT</main>",
    "in an object": "<object data=x>CONTENT</object>",
    "in a declaration": "<!doctype CONTENT>",
    "behind an open end tag": "</ CONTENT>",
    "in a value": '<a title="CONTENT">x</a>',
    "in a value with an apostrophe": """<a title="it's a > CONTENT">x</a>""",
    "in a value of single quotes": "<a title = 'CONTENT'>x</a>",
    "in a frame's source": '<iframe srcdoc="CONTENT"></iframe>',
    "after a drawing's style": "<svg><style/></svg>[CONTENT]",
    "after a drawing that closes itself": "<svg/>[CONTENT]",
    "after a drawing that HTML ends": "<svg><path><p>x</p>[CONTENT]",
    "after a noscript": "<noscript><img src=x></noscript>[CONTENT]",
    "after a menu of choices": "<select><option>a<option>b</select>[CONTENT]",
    "after a value with markup": """<a title="it's <template>">x</a><div>[CONTENT]</div>""",
    "after a value without quotes": "<a title=it's>x</a><div>[CONTENT]</div>",
    "after a script with comments": "<script><!-- <script>'</script>' --></script>[CONTENT]",
    "after a script that forgot its comment": "<script>'<!--'</script>[CONTENT]",
    "after a declaration": "<?xml <template> ?></template>[CONTENT]",
    "a value first": '<meta content="CONTENT"><div>[CONTENT]</div>',
    "a textarea behind": "<div>[CONTENT]</div><textarea>CONTENT</textarea>",
    "a noscript and a template": "<noscript>CONTENT</noscript><template>CONTENT</template>",
    "after an emoji and a dotted I": "İ👨‍👩‍👧‍👦<div>[CONTENT]</div>",
    "after a byte order mark": "\ufeff<div>[CONTENT]</div>",
    "between carriage returns": "<div>\r[CONTENT]\r</div>",
    "between line separators": "<div>\u2028[CONTENT]\u2028</div>",
}


def expected_place(text: str, content: str) -> tuple[str, Place | None]:
    page = text.replace("CONTENT", content)
    if "[" not in text:
        return page, None
    before, rest = page.split("[", 1)
    inner, behind = rest.rsplit("]", 1)
    return before + inner + behind, Place(len(before), len(before) + len(inner))


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
def test_places_of_a_content(text: str) -> None:
    page, expected = expected_place(text, CONTENT)
    assert place(page, CONTENT) == expected


@pytest.mark.parametrize("content", [f"\n{CONTENT}\n", f"  {CONTENT}", f"{CONTENT}\r\n"])
def test_a_content_that_the_theme_trimmed(content: str) -> None:
    page = f"<div>{CONTENT}</div>"
    assert place(page, content) == Place(5, 5 + len(CONTENT))


@pytest.mark.parametrize("content", [f"\n{CONTENT}\n", f"  {CONTENT}"])
def test_a_content_with_its_blanks(content: str) -> None:
    assert place(f"<div>{content}</div>", content) == Place(5, 5 + len(content))


def test_a_content_behind_character_data_of_a_drawing() -> None:
    before = "<svg><![CDATA[ <template> ]]></svg>"
    assert place(before + CONTENT, CONTENT) == Place(len(before), len(before + CONTENT))


BARE = "Just words"
ELSEWHERE = {
    "in the title": "<head><title>CONTENT</title></head><body><i>Other</i></body>",
    "in an attribute": '<head><meta name="description" content="CONTENT"></head><body><i>Other</i></body>',
    "in an alt text": '<body><img alt="CONTENT"><i>Other</i></body>',
    "in a tag": "<body><a data-CONTENT>Other</a></body>",
    "in an iframe": "<body><iframe>CONTENT</iframe></body>",
}


@pytest.mark.parametrize("text", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_content_that_readers_do_not_see_there(text: str) -> None:
    assert place(text.replace("CONTENT", BARE), BARE) is None


# More than once

TWICE = f"<aside>{CONTENT}</aside><main>{CONTENT}</main>"
FIRST, SECOND = (Place(start, start + len(CONTENT)) for start in (7, TWICE.rindex(CONTENT)))


@pytest.mark.parametrize(
    ("index", "expected"), [(0, FIRST), (1, SECOND), (None, None), (2, None), (99, None), (-1, None), (-2, None)]
)
def test_several_occurrences(index: int | None, expected: Place | None) -> None:
    assert place(TWICE, CONTENT, lambda: index) == expected


def test_several_occurrences_and_one_article() -> None:
    page = f"<aside>{CONTENT}</aside><article><h1>x</h1>{CONTENT}</article>"
    start = page.rindex(CONTENT)
    assert place(page, CONTENT, nobody) == Place(start, start + len(CONTENT))


def test_what_readers_do_not_see_is_no_place_whoever_says_so() -> None:
    page = f"<!-- {CONTENT} --><div>{CONTENT}</div><textarea>{CONTENT}</textarea>"
    start = page.index(CONTENT, page.index("<div>"))
    assert place(page, CONTENT) == Place(start, start + len(CONTENT))
    page = f"<!-- {CONTENT} --><div>{CONTENT}</div><p>{CONTENT}</p>"
    assert place(page, CONTENT, lambda: 1) == Place(start, start + len(CONTENT))
    assert place(page, CONTENT, lambda: 0) is None


# What a content leaves open: an independent parser says where the block is

SHELL = (
    "<!doctype html><html><head><title>t</title></head><body>"
    '<main><article id="a">CONTENT</article><footer>f</footer></main>'
)


def probed(page: str, found: Place) -> tuple[Element, list[Element]]:
    """Parse the page with a block in it; give the block and its ancestors."""
    written = splice(page, [(found.after, PROBE)])
    assert strip(written) == page
    root = html5lib.parse(written, namespaceHTMLElements=False)
    parents = {child: parent for parent in root.iter() for child in parent}
    probes = [element for element in root.iter("nav") if element.get("id") == "probe"]
    assert len(probes) == 1
    ancestors, element = [], probes[0]
    while element in parents:
        element = parents[element]
        ancestors.append(element)
    return probes[0], ancestors


UNCLOSED = {
    "nothing": "<p>x</p>",
    "figure": "<figure data-c><img>",
    "figure and caption": "<figure data-c><img><figcaption data-c>x",
    "div": "<p>x</p><div data-c><p>y",
    "two divs": "<div data-c><div data-c>",
    "a stray end tag": "<p>x</p></div>",
    "stray end tags": "</section></figure></span></p>x",
    "end of the article": "<p>x</p></article>",
    "end of the body": "<p>x</p></body></html>",
    "a whole document": "<!DOCTYPE html><html><head><title>x</title></head><body><p>x</p></body></html>",
    "capitals": "<DIV data-c><P>x",
    "capitals, closed": "<DIV data-c><P>x</P></DIV>",
    "mixed capitals, closed": "<DIV data-c>x</div>",
    "list": "<ul data-c><li>x<li>y",
    "details": "<details data-c><summary>x</summary>",
    "wrong order": "<div data-c><section data-c></div></section>",
    "heading closed by another": "<h2 data-c>x</h3>",
    "end tag in an attribute": '<figure data-c><img alt="</figure>">',
    "start tag in an attribute": '<img alt="<figure>"><p>x</p>',
    "end tag in a comment": "<figure data-c><img><!-- </figure> -->",
    "end tag in a script": "<figure data-c><img><script>'</figure>'</script>",
    "start tag in a script": "<script>'<figure>'</script>",
    "start tag in a textarea": "<textarea><figure></textarea>",
    "start tag in a comment": "<!-- <figure> --><p>x</p>",
    "short comment": "<!--><figure data-c><img><!-- -->",
    "comment with a bang": "<!-- x --!><figure data-c><img><!-- -->",
    "processing instruction": '<?php echo "<b>" ?><p>x</p>',
    "cdata": "<![CDATA[ <figure> ]]><p>x</p>",
    "svg": "<svg><path d='M0'/><g/></svg>",
    "svg that closes itself": "<svg data-c/><p>x</p>",
    "svg with a title": "<svg><title>x</title><path/></svg>",
    "svg with a style that closes itself": "<svg><style/><path/></svg>",
    "math": "<math><mi>x</mi></math>",
    "div that does not close itself": "<div data-c/>x",
    "custom element": "<lite-youtube videoid=x></lite-youtube>",
    "custom element, open": "<style-guide data-c>x",
    "custom element, closed": "<style-guide data-c>x</style-guide>",
    "greater-than in an attribute": '<a title="a > b">x</a><div data-c>',
    "quotes without value": '<div data-c class=a"b>x',
    "end tag with blanks": "<div data-c>x</div\n>",
    "end tag with attributes": "<div data-c>x</div class=x>",
    "iframe": "<iframe src=x></iframe>",
    "object": "<object data-c><param name=x>x</object>",
    "select": "<select data-c><option>x</select>",
    "form": "<form data-c><input>",
    "paragraphs": "<p>x<p>y<p>z",
    "nested quotes": "<blockquote data-c><blockquote data-c><p>x</blockquote>",
    "definition list": "<dl data-c><dt>x<dd>y",
}
FORMATTING = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}


@pytest.mark.parametrize("content", UNCLOSED.values(), ids=UNCLOSED)
def test_a_block_is_in_nothing_that_the_content_opened(content: str) -> None:
    page = SHELL.replace("CONTENT", content)
    found = place(page, content, lambda: 0)
    assert found is not None
    assert found.before == page.index(content)
    _, ancestors = probed(page, found)
    assert [element.tag for element in ancestors if "data-c" in element.attrib] == []
    assert ancestors[-1].tag == "html"
    assert "body" in [element.tag for element in ancestors]


# Nothing in the page closes these in every browser.
WALLED = [
    "<table data-c><tr><td><div data-c>x",
    "<table data-c><tr><td>x",
    "<select data-c><option>x",
    "<button data-c>x",
    "</article><noscript data-c>x",
]


@pytest.mark.parametrize("content", WALLED)
def test_a_block_is_rather_nowhere_than_inside(content: str) -> None:
    page = SHELL.replace("CONTENT", content)
    found = place(page, content)
    assert found is None or not [element for element in probed(page, found)[1] if "data-c" in element.attrib]


def test_an_end_tag_that_the_content_made_vain_closes_nothing() -> None:
    content = "</main><noscript>"
    page = f"<body><main>{content}</main><p>Behind.</p></body>"
    assert place(page, content) is None
    page = f"<body><article><main>{content}</main></article><p>Behind.</p></body>"
    assert place(page, content) in (None, Place(page.index(content), page.index("</article>")))


NEAR = [
    "nothing",
    "capitals, closed",
    "iframe",
    "svg",
    "custom element",
    "custom element, closed",
    "start tag in a comment",
]


@pytest.mark.parametrize("name", NEAR)
def test_a_closed_content_has_its_block_right_behind_it(name: str) -> None:
    page = SHELL.replace("CONTENT", UNCLOSED[name])
    found = place(page, UNCLOSED[name])
    assert found == Place(page.index(UNCLOSED[name]), page.index(UNCLOSED[name]) + len(UNCLOSED[name]))


ENDLESS = [
    *(
        "<p>x</p><textarea>",
        "<script>x",
        "<style>",
        "<!-- x",
        "<p>x</p><iframe>",
        "<xmp>",
        "<p>x <a href='y'",
        '<p title="x',
    ),
    *("<p>x</p><plaintext>", "<p>x</p><plaintext></plaintext>x"),
    *("<p>x</p></", "<p>x</p><!", "<p>x</p><?x", "<p>x</p><!-", "<p>x</p><a title='", "<p>x</p></p class="),
    *("<p>x</p><script><!-- <script></script>", "<p>x</p><svg><![CDATA[ x "),
]


@pytest.mark.parametrize("content", ENDLESS)
def test_a_content_that_swallows_what_follows_gets_no_block(content: str) -> None:
    assert place(SHELL.replace("CONTENT", content), content, lambda: 0) is None


def test_stray_end_tags_of_the_theme_close_nothing() -> None:
    page = f"<article><figure data-c><img>{'</span></em></i>'}</article><footer></footer>"
    found = place(page, "<figure data-c><img>")
    assert found is not None
    assert not [element for element in probed(page, found)[1] if "data-c" in element.attrib]


TAGS = "div figure section p ul li span b em h2 blockquote aside table tr td a".split()
TAG_SOUP = st.lists(
    st.one_of(
        st.sampled_from(TAGS).map(lambda tag: f"<{tag} data-c>"),
        st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
        st.sampled_from(
            ["text", "<br>", "<img alt='</div>'>", "<!-- </div> -->", "<hr/>", '<i title="<div>">x</i>', "<DIV data-c>"]
        ),
    ),
    min_size=1,
    max_size=10,
).map(lambda pieces: "".join(["Once upon a time ", *pieces]))
BLOCK_TAGS = {"div", "figure", "section", "blockquote", "aside"}


@given(TAG_SOUP)
@example("Once upon a time <table data-c><table data-c></table><div data-c></table>")
@settings(PROPERTY, max_examples=120)
def test_any_tag_soup(content: str) -> None:
    page = SHELL.replace("CONTENT", content)
    found = place(page, content)
    if found is None:
        assert "<table" in content
        return
    _, ancestors = probed(page, found)
    assert not [element.tag for element in ancestors if "data-c" in element.attrib and element.tag in BLOCK_TAGS]


# Behind the content the theme has more text: the block is before that, or nowhere

WITH_TAGS = (
    "<!doctype html><html><head><title>t</title></head><body>"
    '<div id="all"><div id="a"><h1>t</h1>CONTENT<p id="tags">Tags and licence.</p></div><footer>f</footer></div>'
)
OPENS_NOTHING = {
    "a placeholder": "<p>Write to <user>@host, and wait.</p>",
    "a placeholder in capitals": "<p>A Box<T> holds a <T>.</p>",
    "a placeholder with a hyphen": "<p>Call it <my-name> or so.</p>",
    "placeholders": "<p>cp <from> <to></p><p>mv <from> <to></p>",
    "a placeholder that is a word of HTML": "<p>tar <option> <time> <label> <var></p>",
    "a placeholder in a heading": "<h2>What a Box<T> is</h2><p>x</p>",
    "a placeholder in an item": "<ul><li>Box<T></li><li>Map<K, V></li></ul>",
    "a placeholder in an item without end": "<ul><li>Box<T><li>x</ul>",
    "a placeholder in a definition": "<dl><dt><key><dd><value></dl>",
    "a placeholder in code": "<pre><code>Box<T></code></pre>",
    "a placeholder in a table": "<table><tr><td>Box<T></td></tr></table>",
    "a placeholder in a quotation": "<blockquote><p>Dear <name></p></blockquote>",
    "a placeholder without a paragraph": "Dear <name>, how are you?",
    "a placeholder in an open paragraph": "<p>Dear <name>, how are you?",
    "a span in a paragraph": "<p>x <span>y</p>",
    "a span in an open paragraph": "<p>x <span>y<p>z",
    "a link and a placeholder": "<p><a href=x>Box<T></a></p>",
    "a custom element that is closed": "<my-card><p>x</p></my-card>",
    "an item in an item": "<ul><li>a<ul><li>b</ul><li>c</ul>",
    "two headings": "<h2>a<h3>b</h3>",
}


@pytest.mark.parametrize("content", OPENS_NOTHING.values(), ids=OPENS_NOTHING)
def test_a_content_that_opens_nothing_has_its_block_right_behind_it(content: str) -> None:
    page = WITH_TAGS.replace("CONTENT", content)
    found = place(page, content)
    assert found == Place(page.index(content), page.index(content) + len(content))
    probe, ancestors = probed(page, found)
    assert [element.get("id") for element in ancestors if element.tag == "div"] == ["a", "all"]
    assert [element.text for element in probe.iter("i")] == ["x"]


OPENS_SOMETHING = {
    "a box": ("<div><p>x</p>", "div"),
    "a box in a box": ("<section><div><p>x</p></section><div>", "div"),
    "a figure": ("<figure><img>", "figure"),
    "a list": ("<ul><li>x", "ul"),
    "a heading": ("<h2>x", "h2"),
    "a custom element": ("<my-card><p>x</p>", "my-card"),
    "a quotation with a placeholder": ("<blockquote>Dear <name>", "blockquote"),
    "a span around nothing": ("x <span>y", "span"),
    "a span that a box keeps open": ("<span><div></span></div>x", "span"),
}
BETWEEN = ["<p>Tags.</p>", "Tags", "<img>", "<a href=x></a>", "<script></script>", "<!-- x -->Tags", "<hr>", "</i>x"]


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize(("content", "name"), OPENS_SOMETHING.values(), ids=OPENS_SOMETHING)
def test_no_block_stands_behind_what_is_not_the_post_s(content: str, name: str, between: str) -> None:
    page = f"<div><article>{content}{between}</article></div><footer>f</footer>"
    assert place(page, content) is None
    assert lack_of_place(page, content) == (Lack.LEFT_OPEN, name)


@pytest.mark.parametrize("between", ["", "\n\n", "<!-- /.entry -->", "</i></b>", "</div>\n<!-- x -->\n"])
@pytest.mark.parametrize(("content", "name"), OPENS_SOMETHING.values(), ids=OPENS_SOMETHING)
def test_a_block_stands_behind_the_end_tags_that_close_a_content(content: str, name: str, between: str) -> None:
    page = f"<body><div><article><div>{content}{between}</article></div><footer>f</footer>"
    found = place(page, content)
    assert found is not None
    assert found.after <= page.index("<footer>")
    _, ancestors = probed(page, found)
    assert name not in [element.tag for element in ancestors if element.tag != "div"]


LACKS = [
    ("", "<p>x</p>", Lack.NOTHING),
    (" \n", "", Lack.NOTHING),
    ("<p>y</p>", "", Lack.NO_TEXT),
    ("<p>y</p>", "\n\n", Lack.NO_TEXT),
    ("<p>y</p>", "<p>x</p>", Lack.NOT_THERE),
    ("<p>Y</p>", "<p>y</p>", Lack.NOT_THERE),
    ("<script>'<p>x</p>'</script>", "<p>x</p>", Lack.UNSEEN),
    ("<textarea><div></textarea>", "<div>", Lack.UNSEEN),
    ("<i><p>x</p></i><b><p>x</p></b>", "<p>x</p>", Lack.REPEATED),
    ("<p>x</p><!-- y</main>", "<p>x</p><!-- y", Lack.CUT_OFF),
    ("<p>x</p><textarea></main>", "<p>x</p><textarea>", Lack.CUT_OFF),
]


@pytest.mark.parametrize(("page", "content", "lack"), LACKS, ids=lambda value: str(value)[:30])
def test_why_there_is_no_place(page: str, content: str, lack: Lack) -> None:
    assert place(page, content, nobody) is None
    assert lack_of_place(page, content) == (lack, "")


# Empty contents: between what the page has around them; `|` is the place

AROUND_EMPTY = {
    "a box": ("<h1>t</h1><div>|</div><p>y</p>", ["<h1>t</h1><div>|</div>"]),
    "blanks": ("<h1>t</h1><div>\n |\n</div>", ["<h1>t</h1><div>\n |\n</div>"]),
    "nothing behind": ("<h1>t</h1>|", ["<h1>t</h1>|"]),
    "attributes written anew": (
        '<h1>t</h1><div class="a b">|\n</div>',
        ["<i><h1>t</h1><div class='a\n b'>|</div></i>"],
    ),
    "twice the same": ("<h1>t</h1><div></div><h1>t</h1><div></div>", ["<h1>t</h1><div>|</div>"]),
    "not there": ("<h1>t</h1><p>Nothing yet.</p>", ["<h1>t</h1><div>|</div>"]),
    "more between": ("<h1>t</h1><div><p>Nothing yet.</p></div>", ["<h1>t</h1><div>|</div>"]),
    "no words": ("<i><b></b></i><b></b>", ["<i><b>|</b></i>x"]),
    "unseen": ("<textarea><h1>t</h1><div></div></textarea>", ["<h1>t</h1><div>|</div>"]),
    "two, one unseen": ("<template>a</template><p>b|</p>", ["<template>a|</template>", "<p>b|</p>"]),
    "two": ("<p>a</p><p>b</p>", ["<p>a|</p>", "<p>b|</p>"]),
    "two, one in the container": ("<p>a</p><article>b|</article>", ["<p>a|</p>", "<article>b|</article>"]),
    "none": ("<h1>t</h1><div></div>", []),
}


@pytest.mark.parametrize("content", ["", "\n\n"], ids=["empty", "blank"])
@pytest.mark.parametrize(("text", "around"), AROUND_EMPTY.values(), ids=AROUND_EMPTY)
def test_the_place_of_an_empty_content(text: str, around: list[str], content: str) -> None:
    before, _, behind = text.partition("|")
    page = f"{before}{content}{behind}"
    found = content_place(page, content, which=unasked, around=lambda: [Around(*one.split("|")) for one in around])
    if "|" not in text:
        assert found is None
    else:
        assert found is not None
        assert page[: found.before] == before
        assert page[found.after :].strip() == behind.strip()


def test_what_is_around_is_asked_of_empty_contents_only() -> None:
    def around() -> list[Around]:
        raise AssertionError("asked though there is a content")

    assert content_place("<div>x</div>", "x", which=unasked, around=around) == Place(5, 6)
    assert content_place("<div>x</div>", "<p>y</p>", which=unasked, around=around) is None


def test_a_selector_tells_which_of_several_it_is() -> None:
    assert place(TWICE, CONTENT, nobody, "main") == SECOND
    assert place(TWICE, CONTENT, nobody, "aside") == FIRST
    assert place(TWICE, CONTENT, nobody, "p") is None


# Where the page does not hold the content: by what says that it is the content

ABSENT = "<p>What the author wrote and another plugin changed beyond recognition</p>"
CONTAINERS = {
    "the only article": "<article>[<p>x</p>]</article>",
    "two articles": "<article><p>x</p></article><article>y</article>",
    "no article": "<div><p>x</p></div>",
    "an article without end": "<body><article><p>x</p></body>",
    "article in an article": "<article><article>x</article></article>",
    "itemprop first": '<article><div itemprop="articleBody">[x]</div></article>',
    "one of two itemprops": '<div itemprop="name articleBody">[x]</div>',
    "e-content": '<article><div class="x e-content y">[x]</div></article>',
    "entry-content": "<article><div class=entry-content>[x]</div></article>",
    "itemprop before e-content": '<div class="e-content">a</div><div itemprop="articleBody">[x]</div>',
    "two e-contents, one article": '<article>[<i class="e-content">a</i><i class="e-content">b</i>]</article>',
    "nested elements of the same name": '<div class="e-content">[<div>a</div><div>b</div>]</div><div></div>',
    "end tags in comments": '<div class="e-content">[a<!-- </div> -->b]</div>',
    "end tags in scripts": '<div class="e-content">[a<script>"</div>"</script>b]</div>',
    "end tags in attributes": '<div class="e-content">[<a title="</div>">a</a>]</div>',
    "greater-than in the start tag": '<div title="a > b" class="e-content">[a]</div>',
    "capitals": "<ARTICLE>[<p>x</p>]</ARTICLE>",
    "an article in a comment": "<!-- <article>a</article> --><article>[x]</article>",
    "an article in a script": "<script>'<article>a</article>'</script><article>[x]</article>",
    "an article in a textarea": "<textarea>\n<article>a</article></textarea><article>[x]</article>",
    "behind lines": "<p>\n\n<i>\n</i>\n  <article>\n[x\n]</article>\n".replace("\n[x", "[\nx"),
    "empty": "<article>[]</article>",
    "an unclosed figure": "<article>[<figure><img>]</article>".replace("[<figure><img>]", "<figure><img>"),
    "nothing": "",
    "no markup": "x",
}


@pytest.mark.parametrize(
    "start", ["", "\ufeff", "a\r\nb\r\n", "a\rb\r", "a\u2028b\u2029c\x85d\x0b\x0c", "İ\n👨‍👩‍👧‍👦\n", "\t\n\n"], ids=repr
)
@pytest.mark.parametrize("content", [ABSENT, ""], ids=["absent", "empty"])
@pytest.mark.parametrize("text", CONTAINERS.values(), ids=CONTAINERS)
def test_containers(text: str, content: str, start: str) -> None:
    if text.startswith("<article><figure>"):
        page = start + text
        found = place(page, content)
        assert found is None or not [element for element in probed(page, found)[1] if element.tag == "figure"]
        return
    page, expected = expected_place(start + text, content)
    assert place(page, content) == expected


SELECTED = [
    ("main .x", '<main><div class="x">[a]</div></main><article>b</article>'),
    ("main .x", '<div class="x">a</div><article>[b]</article>'),
    (".x", '<i class="x">a</i><i class="x">b</i><article>[c]</article>'),
    (".x", '<i class="x">a</i><i class="x">b</i>'),
    ("#nobody", "<article>[a]</article>"),
    ("article", "<article>[a]</article>"),
    ("article:first-of-type", "<article>[a]</article><article>b</article>"),
    (".x", '<div class="e-content">b</div><div class="x">[a]</div>'),
]


@pytest.mark.parametrize(("selector", "text"), SELECTED)
def test_a_selector_is_asked_first(selector: str, text: str) -> None:
    page, expected = expected_place(text, "")
    assert place(page, ABSENT, selector=selector) == expected


def test_the_selector_is_not_asked_where_the_content_is_there() -> None:
    page = f'<div class="x">a</div><main>{CONTENT}</main>'
    start = page.index(CONTENT)
    assert place(page, CONTENT, selector=".x") == Place(start, start + len(CONTENT))


@pytest.mark.parametrize("text", ["a text that is there", "R&amp;D – “quotes” & more"])
def test_a_content_written_anew_is_found_or_left(text: str) -> None:
    content = f"<p class='a'>{text}</p>\n<p>Second.</p>"
    page = f'<main><h1>x</h1><div><p class="a">{text}</p><p>Second.</p></div></main>'
    found = place(page, content)
    assert found is None or page[: found.after].endswith("Second.</p>")


def test_a_short_text_elsewhere_is_not_taken_for_the_content() -> None:
    page = "<nav><a href='/'>Home</a></nav><article>Other</article>"
    found = place(page, "<p>Home</p>")
    assert found is None or found == Place(page.index("Other"), page.index("Other") + len("Other"))


# Around the content, anything: an independent parser says where the block is

AROUND = [
    *(("<div>", "</div>"), ('<div title="a > b">', "</div>"), ("<p>", "</p>"), ("<ul><li>", "</ul>"), ("<b>", "</b>")),
    *(("<table><tr><td>", "</table>"), ("<template>", "</template>"), ("<noscript>", "</noscript>")),
    *(("<select><option>", "</select>"), ("<textarea>", "</textarea>"), ("<title>", "</title>"), ("<!--", "-->")),
    *(("<svg><desc>", "</desc></svg>"), ("<svg><title>", "</title></svg>"), ("<svg><g>", "</g></svg>")),
    *(('<a title="', '">x</a>'), ("<a title='", "'>x</a>"), ("<a title=", ">x</a>"), ("<style>", "</style>")),
    *(("<script>", "</script>"), ('<iframe srcdoc="', '"></iframe>'), ("<video>", "</video>"), ("<!x ", ">")),
    *(("<object>", "</object>"), ("<math><mi>", "</mi></math>"), ("<option>", "</option>"), ("</x ", ">")),
]
BESIDE = [
    *("<svg><style/></svg>", "<svg/>", "<svg><path><p>x</p>", "<noscript><img></noscript>", "<script>a<b</script>"),
    *("<!-- > -->", "<title>x</title>", "<template></template>", '"', "'", "<", "=", "x", "<br/>", "</p>", "</svg>"),
    *("<svg><title>x</title></svg>", "<SELECT><OPTION>a</SELECT>", "<a b='\">\"'>x</a>", "<svg><![CDATA[<b]]></svg>"),
    *(
        "<script><!--<script></script>--></script>",
        "<math><mi>x</math>",
        '<a =="x>y">',
        "<?a ?>",
        "</div>",
        "<option>x",
    ),
]
UNSEEN = {
    "audio",
    "canvas",
    "datalist",
    "math",
    "noscript",
    "object",
    "option",
    "select",
    "svg",
    "template",
    "video",
    "head",
}


@st.composite
def around(draw: Any) -> str:
    text = draw(st.sampled_from([CONTENT, '<p class="a">It\'s <b>so</b>.</p>', "Words, and nothing else"]))
    page = f"\x00{text}\x00"
    for start, end in draw(st.lists(st.sampled_from(AROUND), max_size=3)):
        beside = st.sampled_from(["", *BESIDE])
        page = f"{draw(beside)}{start}{draw(beside)}{page}{draw(beside)}{end}{draw(beside)}"
    return page


@given(around())
@settings(PROPERTY, max_examples=300)
def test_a_block_is_where_readers_see_it_or_nowhere(text: str) -> None:
    _, content, _ = text.split("\x00")
    page = f"<!doctype html><html><head><title>t</title></head><body>{text.replace(chr(0), '')}</body></html>"
    found = place(page, content, nobody)
    if found is not None:
        probe, ancestors = probed(page, found)
        assert [element.text for element in probe.iter("i")] == ["x"]
        assert not UNSEEN & {element.tag for element in ancestors}


# Nasty pages: at their size what takes time that grows with the square does not come to an end while anybody waits

NASTY = {
    "quotes that never end": '<a ="',
    "single quotes that never end": "<a ='",
    "comments that never end": "<!--",
    "half comments": "<!-- -",
    "comments in comments": "<!-- -->",
    "tags that never end": "<a ",
    "equals signs": "<a ====",
    "scripts without end": "<script",
    "open scripts": "<script>",
    "scripts in scripts": "<!--<script>",
    "open titles": "<title>",
    "open drawings": "<svg>",
    "titles in drawings": "<svg><title>",
    "styles in drawings": "<svg><style>x",
    "brackets": "<",
    "declarations": "<!x",
    "open divs": "<div>",
    "open names": "<x-{}>",
    "closing divs": "</div>",
    "closing names": "</x-{}>",
    "paragraphs": "<p>x</p>",
    "markers": OPEN,
    "closing markers": CLOSE,
    "blocks": OURS,
    "blocks without end": OPEN + BAR,
    "templates": "<template>",
    "options": "<select><option>x",
    "tables": "<table><tr><td>",
}


@pytest.mark.parametrize("piece", NASTY.values(), ids=NASTY)
def test_the_place_is_found_in_nasty_pages(piece: str) -> None:
    text = "".join(piece.format(number) for number in range(200_000 // len(piece)))
    page = f"<div>{text}</section><article>Words</article></div>"
    for content in ("Words", text):
        found = place(page, content, nobody)
        assert found is None or 0 <= found.before < found.after <= len(page)
    assert len(strip(page)) == len(page) - (page.count(OURS) * len(OURS) if piece == OURS else 0)
    assert head_offset(page, len(page)) is None
    assert marker_offset(page, "cta") is None


@pytest.mark.parametrize("start", ["<div>", "<x-{}>", "<svg><g>", "<table>", "<b><div>"])
def test_end_tags_that_close_nothing(start: str) -> None:
    content = "".join(start.format(number) for number in range(20_000))
    page = f"<main>{content}{'</section>' * 20_000}</main>"
    found = place(page, content)
    assert found is None or found.before == len("<main>")


def test_a_content_of_one_letter_stands_everywhere() -> None:
    page = f"<template>{'a <i>b</i> ' * 20_000}</template><article>a</article>"
    start = page.rindex("a</article>")
    assert place(page, "a", nobody) is None or place(page, "a", nobody) == Place(start, start + 1)


# Whole builds: essays about the plugin itself

ESSAYS = {
    "in code": "A block stands between `<!-- share-nudge:bar -->` and `<!-- /share-nudge -->`.",
    "as comments": f"Before.\n\n<div>{OPEN}My own bar.{CLOSE}</div>\n\nBehind.",
    "as comments on lines": f"Before.\n\n<div>\n{OPEN}\n<p>My own bar.</p>\n{CLOSE}\n</div>",
    "in a textarea": f"<textarea>{OPEN}{BAR}{CLOSE}</textarea>\n\nThat is a block.",
    "in an attribute": f"<p title='{OPEN} x {CLOSE}'>That is a block.</p>",
}


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
def test_essays_about_markers_get_their_bar(build: Any, tmp_path: Path, theme: str) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for number, text in enumerate(ESSAYS.values()):
        head = f"Title: Essay {number}\nDate: 2026-01-01\nSlug: essay-{number}\n\n"
        (content / f"{number}.md").write_text(head + text, encoding="utf-8")
    bare, ours = build(content, "bare", PLUGINS=[], THEME=theme), build(content, "ours", THEME=theme)
    for number, name in enumerate(ESSAYS):
        page, plain = ours.text(f"essay-{number}.html"), bare.text(f"essay-{number}.html")
        assert page.count("passalong-list") == 1, name
        assert strip(page) == plain, name
        assert strip(plain) == plain, name


def test_a_block_that_an_author_pasted_is_not_the_theme_s(build: Any, tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    text = f"Title: Essay\nDate: 2026-01-01\nSlug: essay\n\nLook:\n\n<div>{OURS}</div>\n"
    (content / "essay.md").write_text(text, encoding="utf-8")
    assert build(content, "ours").text("essay.html").count("passalong-list") == 1
