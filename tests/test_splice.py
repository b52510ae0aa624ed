"""Putting blocks into a page and taking them out again: to the byte, at the right place, or not at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pelican_share_nudge import splice as module
from pelican_share_nudge.splice import (
    CLOSE,
    Block,
    Place,
    content_place,
    head_offset,
    marker_offset,
    names,
    splice,
    strip,
)

PROPERTY = settings(max_examples=100)
PROBE = Block("bar", '<nav id="probe">x</nav>')
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
    SOUP.filter(lambda html: CLOSE not in html and "<!-- share-nudge:" not in html),
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
    cut = [(min(offset, len(page)), block) for offset, block in insertions]
    written = splice(page, cut)
    assert strip(written) == page
    assert strip(strip(written)) == page
    assert names(written) == {block.name for _, block in cut}
    assert len(written) == len(page) + sum(len(str(block)) for _, block in cut)


@given(pages())
@PROPERTY
def test_a_page_without_blocks_stays(page: str) -> None:
    assert strip(page) == page
    assert splice(page, []) == page
    assert names(page) == frozenset()


STRIPPED = [
    ("", ""),
    ("plain", "plain"),
    (OPEN, OPEN),
    (CLOSE, CLOSE),
    (CLOSE + OPEN, CLOSE + OPEN),
    (OPEN + "x" + CLOSE, ""),
    ("a" + OPEN + "x" + CLOSE + "b", "ab"),
    (OPEN + OPEN + "x" + CLOSE, OPEN),
    (OPEN + "x" + CLOSE + CLOSE, CLOSE),
    (OPEN + "x" + CLOSE + OPEN, OPEN),
    ("<!-- share-nudge:BAR -->x" + CLOSE, "<!-- share-nudge:BAR -->x" + CLOSE),
    ("<!-- share-nudge: -->x" + CLOSE, "<!-- share-nudge: -->x" + CLOSE),
    ("<!--share-nudge:bar-->x" + CLOSE, "<!--share-nudge:bar-->x" + CLOSE),
]


@pytest.mark.parametrize(("page", "expected"), STRIPPED, ids=map(str, range(len(STRIPPED))))
def test_strip(page: str, expected: str) -> None:
    assert strip(page) == expected


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
    "in a noscript": "<noscript>[CONTENT]</noscript>",
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


def test_two_occurrences_in_comments_and_one_outside() -> None:
    page = f"<!-- {CONTENT} --><div>{CONTENT}</div>"
    start = page.rindex(CONTENT)
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
]


@pytest.mark.parametrize("content", WALLED)
def test_a_block_is_rather_nowhere_than_inside(content: str) -> None:
    page = SHELL.replace("CONTENT", content)
    found = place(page, content)
    assert found is None or not [element for element in probed(page, found)[1] if "data-c" in element.attrib]


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
@settings(PROPERTY, max_examples=120)
def test_any_tag_soup(content: str) -> None:
    page = SHELL.replace("CONTENT", content)
    found = place(page, content)
    if found is None:
        assert "<table" in content
        return
    _, ancestors = probed(page, found)
    assert not [element.tag for element in ancestors if "data-c" in element.attrib and element.tag in BLOCK_TAGS]


# The shortcut says what the slow way says

NAMES = [
    *TAGS,
    "script",
    "svg",
    "path",
    "title",
    "DIV",
    "details",
    "button",
    "td",
    "x-y",
    "br",
    "P",
    "Script",
]
ANY_SOUP = st.lists(
    st.one_of(
        st.sampled_from(NAMES).map(lambda tag: f"<{tag}>"),
        st.sampled_from(NAMES).map(lambda tag: f"</{tag}>"),
        st.sampled_from(NAMES).map(lambda tag: f"<{tag}/>"),
        st.sampled_from(NAMES).map(lambda tag: f"<{tag}></{tag}>"),
        st.sampled_from(
            ["x", "<", ">", "</", "<!--", "-->", '<i a="<div>">', '<b a="</div>">', "<a b='>'>", "</div >", "<p/>"]
        ),
    ),
    max_size=8,
).map("".join)


AGREEMENTS = [
    *(
        "<p>x</p>",
        "<div></div>",
        "<div>",
        "</div>",
        "<DIV></DIV>",
        "<div></DIV>",
        "<script></script>",
        "<svg><path/></svg>",
    ),
    *("<div><p></div>", "<b><i></b></i>", "<!-- <div> -->", "<div></div", "<div/>", "<style-guide></style-guide>"),
    *(
        "<title-card>x</title-card>",
        '<div><img alt="</div>">',
        '<div title="</div>">',
        '<img alt="<div>"></div>',
        "<br></br>",
    ),
]


@pytest.mark.parametrize("content", AGREEMENTS)
def test_the_shortcut_agrees(content: str) -> None:
    assert module._left_open(content) == slowly_left_open(content)


def slowly_left_open(content: str) -> list[str] | None:
    patch = pytest.MonkeyPatch()
    with patch.context() as patched:
        patched.setattr(module, "_is_plainly_closed", lambda _: False)
        return module._left_open(content)


@given(ANY_SOUP)
@settings(PROPERTY, max_examples=300)
def test_the_shortcut_agrees_with_the_slow_way(content: str) -> None:
    assert module._left_open(content) == slowly_left_open(content)


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


# Nasty pages of a megabyte

NASTY = {
    "quotes that never end": "'<a =\"' * 200_000",
    "single quotes that never end": '"<a =\'" * 200_000',
    "comments that never end": "'<!--' * 250_000",
    "half comments": "'<!-- -' * 150_000",
    "tags that never end": "'<a ' * 300_000",
    "scripts without end": "'<script' * 150_000",
    "open scripts": "'<script>' * 125_000",
    "open titles": "'<title>' * 140_000",
    "brackets": "'<' * 1_000_000",
    "open divs": "'<div>' * 2_000",
    "closing divs": "'</div>' * 160_000",
    "paragraphs": "'<p>x</p>' * 120_000",
    "markers": "'<!-- share-nudge:bar -->' * 40_000",
    "closing markers": "'<!-- /share-nudge -->' * 40_000",
}
# The parser that looks for containers is slow by itself.
SHORTER = {"container": 200_000, "rewritten": 200_000}
CALLS = {
    "left open": "splice._left_open(text)",
    "where closed": "splice._where_closed(text, 0, ['figure'])",
    "head": "splice.head_offset(text, len(text))",
    "beside": "splice.content_place('<article>Words' + text + '</article>', 'Words', which=lambda: 0)",
    "behind": "splice.content_place(text + '<article>Words</article>', 'Words', which=lambda: 0)",
    "inside": "splice.content_place('<article>' + text + '</article>', text, which=lambda: 0)",
    "container": "splice.content_place('<article>' + text + '</article>', 'Words', which=lambda: 0)",
    "rewritten": "splice.content_place('<main>' + text + '</main>', text + 'x', which=lambda: 0)",
    "markers": "splice.marker_offset(text + '<!-- share-nudge:bar -->', 'bar')",
    "strip": "splice.strip(text), splice.names(text)",
}
# Five seconds of work each, however busy the machine is.
WATCH = """
import signal, sys
from pelican_share_nudge import splice

def late(*_):
    raise TimeoutError

signal.signal(signal.SIGPROF, late)
for name, text in {texts}:
    signal.setitimer(signal.ITIMER_PROF, 5)
    try:
        {call}
    except TimeoutError:
        print(name)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no timers of this kind")
@pytest.mark.parametrize("call", CALLS)
def test_nasty_pages_take_no_more_time_than_they_are_long(call: str) -> None:
    size = SHORTER.get(call, 1_000_000)
    texts = "".join(f"({name!r}, ({text})[:{size}]), " for name, text in NASTY.items())
    code = WATCH.format(texts=f"[{texts}]", call=CALLS[call])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.splitlines(), done.stderr, done.returncode) == ([], "", 0)
