"""What authors write, as the plain facts that sharing needs."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_share_nudge.post import (
    clean,
    first_image,
    first_sentences,
    hashtag,
    hashtags,
    named_image,
    plain_text,
)

PROPERTY = settings(max_examples=120)
ANY_TEXT = st.text(st.characters(), max_size=60)

PLAIN = {
    "nothing": ("", ""),
    "plain words": ("Plain words", "Plain words"),
    "everything": ('R&D "quotes" + 100% café <em>x</em>', 'R&D "quotes" + 100% café x'),
    "an entity": ("Q&amp;A", "Q&A"),
    "an entity twice": ("&amp;lt;", "&lt;"),
    "an entity thrice": ("&amp;amp;lt;b&amp;amp;gt;", "&amp;lt;b&amp;gt;"),
    "decoded markup stays text": ("&lt;em&gt;x&lt;/em&gt;", "<em>x</em>"),
    "numeric entities": ("&#8220;x&#x201d;", "“x”"),
    "bare ampersand": ("AT&T & Co & ü", "AT&T & Co & ü"),
    "an unknown entity": ("&foo; &bar", "&foo; &bar"),
    "smaller and larger": ("1 < 2 > 0", "1 < 2 > 0"),
    "a heart": ("I <3 you", "I <3 you"),
    "percent and plus": ("%20 100% a+b", "%20 100% a+b"),
    "nested markup": ("<em>a <strong>b</strong></em> c", "a b c"),
    "attributes with brackets": ('<a title="a > b">x</a>', "x"),
    "a paragraph": ("<p>A <em>summary</em>.</p>", "A summary."),
    "a paragraph without markup": ("<p>A summary.</p>", "A summary."),
    "two paragraphs": ("<p>One.</p>\n<p>Two.</p>", "One. Two."),
    "two paragraphs on one line": ("<p>One.</p><p>Two.</p>", "One. Two."),
    "a list on one line": ("<ul><li>one</li><li>two</li></ul>", "one two"),
    "heading and paragraph": ("<h2>Head</h2><p>Text.</p>", "Head Text."),
    "a word in two colours stays one": ("<b>wo</b><i>rd</i>", "word"),
    "a line break": ("one<br>two<BR/>three", "one two three"),
    "script and style": ("a<script>var b</script><style>c</style>d", "ad"),
    "shouted script": ("a<SCRIPT>var b</SCRIPT>d", "ad"),
    "template": ("a<template>b</template>c", "ac"),
    "a comment": ("a<!-- b -->c", "ac"),
    "an open comment": ("a<!-- b", "a"),
    "an open tag": ("a <em", "a"),
    "a document": ("</body></html>x<body>y", "xy"),
    "frameset": ("a<frameset>b", "ab"),
    "control characters": ("a\x00b\x07c\x1bd\x7fe\x9ff", "a b c d e f"),
    "control characters beside markup": ("a\x07b<i>c</i>", "a bc"),
    "line ends": ("a\r\nb\nc\rd\u2028e\u2029f\x85g", "a b c d e f g"),
    "runs of blanks": ("  a \t  b  ", "a b"),
    "a surrogate": ("a\ud83db", "a b"),
    "a surrogate beside markup": ("a\ud83db &amp; <i>c</i>", "a b & c"),
    "a surrogate as an entity": ("a&#xd800;b", "a\ufffdb"),
    "a line end as an entity": ("a&#10;b&#13;c", "a b c"),
    "no-break space stays": ("a\xa0b", "a\xa0b"),
    "ideographic space stays": ("日本\u3000語", "日本\u3000語"),
    "bidirectional marks stay": ("\u2067שלום\u2069 \u200fمرحبا\u200e", "\u2067שלום\u2069 \u200fمرحبا\u200e"),
    "bidirectional marks beside markup stay": ("\u2067<b>שלום</b>\u2069", "\u2067שלום\u2069"),
    "zero-width non-joiner stays": ("می‌خواهم", "می‌خواهم"),
    "family emoji stays": ("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"),
    "combining marks stay": ("e\u0301", "e\u0301"),
    "javascript is only a text": ("javascript:alert(1)", "javascript:alert(1)"),
}


@pytest.mark.parametrize(("written", "expected"), PLAIN.values(), ids=PLAIN)
def test_plain_text(written: str, expected: str) -> None:
    assert plain_text(written) == expected


@given(
    st.lists(ANY_TEXT | st.sampled_from(["&amp;", "&lt;b&gt;", "<b>", "</b>", "&#38;", "\ud800"]), max_size=8).map(
        "".join
    )
)
@PROPERTY
def test_plain_text_is_one_clean_line(written: str) -> None:
    text = plain_text(written)
    assert clean(text) == text
    text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<&\u2028\u2029"), max_size=40))
@PROPERTY
def test_text_without_markup_stays(text: str) -> None:
    assert plain_text(text).split(" ") == [word for word in text.split(" ") if word] or not text.strip(" ")


@given(
    st.lists(st.sampled_from(["a ", "&amp;", "&lt;", "<i>", "</i>", "é", "&#233;", "'", '"', "%", "日"]), max_size=12)
)
@PROPERTY
def test_plain_text_reads_as_html5lib_does(pieces: list[str]) -> None:
    written = "".join(pieces)
    theirs = "".join(html5lib.parseFragment(written, namespaceHTMLElements=False).itertext())
    assert plain_text(written) == clean(theirs)


@given(ANY_TEXT)
@PROPERTY
def test_clean_twice_is_clean_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


# Hashtags

HASHTAGS = {
    "pelican": "pelican",
    "Pelican": "Pelican",
    "static site": "staticSite",
    "Static Site Generators": "StaticSiteGenerators",
    "NASA news": "NASANews",
    "static-site": "staticSite",
    "static_site": "static_site",
    "C++": "C",
    "C#": "C",
    "Node.js": "NodeJs",
    "R&D": "RD",
    "don't": "donT",
    "don’t": "donT",
    "#already": "already",
    "  spaces  around ": "spacesAround",
    "a/b": "aB",
    "3d": "3d",
    "web 2.0": "web20",
    "2024": "",
    "20 24": "",
    "٢٠٢٤": "",
    "+++": "",
    "": "",
    "_": "",
    "1_000": "",
    "🎉": "",
    "🎉 party": "party",
    "Grüße": "Grüße",
    "grüße aus köln": "grüßeAusKöln",
    "ünnötig": "ünnötig",
    "ß a": "ßA",
    "日本語": "日本語",
    "日本 語": "日本語",
    "프로그래밍 언어": "프로그래밍언어",
    "שלום עולם": "שלוםעולם",
    "مرحبا": "مرحبا",
    "می‌خواهم": "می‌خواهم",
    "हिन्दी": "हिन्दी",
    "हिन्दी भाषा": "हिन्दीभाषा",
    "ภาษาไทย": "ภาษาไทย",
    "தமிழ்": "தமிழ்",
    "e\u0301te\u0301 a": "e\u0301te\u0301A",
    "\u0301": "",
    "naïve-café": "naïveCafé",
    "a\u200fb": "aB",
}


@pytest.mark.parametrize(("tag", "expected"), HASHTAGS.items(), ids=map(repr, HASHTAGS))
def test_hashtag(tag: str, expected: str) -> None:
    assert hashtag(tag) == expected


@given(ANY_TEXT)
@PROPERTY
def test_a_hashtag_has_no_blank_no_hyphen_and_a_letter(tag: str) -> None:
    written = hashtag(tag)
    assert not set(written) & set(" -#+&.,;/\n\t\u2028")
    assert written == "" or any(map(str.isalpha, written))
    written.encode("utf-8")


TAG_LISTS = [
    ([], None, ()),
    (["a", "b", "c", "d"], 3, ("a", "b", "c")),
    (["a", "b"], None, ("a", "b")),
    (["a", "b"], 0, ()),
    (["2024", "a", "+", "b"], 2, ("a", "b")),
    (["Pelican", "pelican"], 3, ("Pelican",)),
    (["pelican", "Pelican", "PELICAN"], 3, ("pelican",)),
    (["Straße", "STRASSE"], 3, ("Straße",)),
    (["static site", "static-site", "StaticSite"], 3, ("staticSite",)),
    (["Python", "web", "python"], None, ("Python", "web")),
    (["Python", "web", "python"], 1, ("Python",)),
    (["Q&amp;A", "<em>x</em>"], None, ("QA", "x")),
]


@pytest.mark.parametrize(("tags", "most", "expected"), TAG_LISTS)
def test_hashtags(tags: list[str], most: int | None, expected: tuple[str, ...]) -> None:
    assert hashtags(tags, most=most) == expected


# Excerpts and pictures

CONTENTS = {
    "nothing": ("", ""),
    "one sentence": ("<p>One sentence.</p>", "One sentence."),
    "two sentences": ("<p>One. Two!</p>", "One. Two!"),
    "two paragraphs": ("<p>One.</p><p>Two.</p>", "One. Two."),
    "a heading before": ("<h2>Head</h2><p>One.</p>", "One."),
    "markup": ("<p>R&amp;D is <em>fun</em>.</p>", "R&D is fun."),
    "a line break": ("<p>One<br>two.</p>", "One two."),
    "no end": ("<p>No full stop here</p>", "No full stop here"),
    "no paragraph": ("<div>Only a div.</div>", "Only a div."),
    "a picture first": ('<p><img src="a.png" alt="A"></p><p>One.</p>', "One."),
    "script first": ("<script>var a = '<p>x</p>';</script><p>One.</p>", "One."),
    "only a script": ("<script>var a;</script>", ""),
    "japanese": ("<p>一つ目。二つ目。</p>", "一つ目。 二つ目。"),
    "quotes": ("<p>“One.” Two.</p>", "“One.” Two."),
    "long script first": (f"<style>{'a' * 3000}</style><p>One.</p>", "One."),
}


@pytest.mark.parametrize(("content", "expected"), CONTENTS.values(), ids=CONTENTS)
def test_first_sentences(content: str, expected: str) -> None:
    assert first_sentences(content).replace("。 ", "。") == expected.replace("。 ", "。")


@pytest.mark.parametrize("most", [30, 100, 300])
def test_first_sentences_are_whole(most: int) -> None:
    content = "<p>" + "This is a sentence of nine words, no more. " * 200 + "</p>"
    taken = first_sentences(content, most=most)
    assert taken.endswith("no more.")
    assert len(taken) <= max(most, len("This is a sentence of nine words, no more."))


def test_closing_quotes_stay_with_their_sentence() -> None:
    assert first_sentences("<p>He said “Yes.” She said “No.”</p>") == "He said “Yes.” She said “No.”"


def test_text_without_paragraphs_ends_at_a_word() -> None:
    taken = first_sentences("<div>" + "wonderful words " * 100 + "</div>")
    assert taken.removesuffix("…").split(" ")[-1] in ("wonderful", "words")


def test_text_without_paragraphs_keeps_graphemes_whole() -> None:
    family = "👨‍👩‍👧‍👦"
    assert not first_sentences(f"<div>{family * 60}</div>").removesuffix("…").replace(family, "")


def test_a_sentence_full_of_long_links_is_not_cut_in_silence() -> None:
    links = [f'<a href="https://example.org/{"x" * 180}">source{number}</a>' for number in range(15)]
    taken = first_sentences(f"<p>See {', '.join(links)}.</p>")
    assert taken == f"See {', '.join(f'source{number}' for number in range(15))}." or taken.endswith("…")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ""),
        ("<p>No picture</p>", ""),
        ('<img src="a.png">', "a.png"),
        ('<img alt="x" src="a.png?x=1&amp;y=2">', "a.png?x=1&y=2"),
        ('<img src="data:image/gif;base64,xx"><img src="b.png">', "b.png"),
        ('<img src=""><img src="b.png">', "b.png"),
        ("<img><img src=b.png>", "b.png"),
        ('<!-- <img src="a.png"> -->', ""),
        ('<template><img src="a.png"></template>', ""),
        ('<IMG SRC="a.png">', "a.png"),
        ('<img src="DATA:image/gif;base64,xx">', ""),
    ],
)
def test_first_image(content: str, expected: str) -> None:
    assert first_image(content) == expected


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({}, ""),
        ({"image": "a.png"}, "a.png"),
        ({"cover": "b.png", "image": "a.png"}, "a.png"),
        ({"image": "", "cover": "b.png"}, "b.png"),
        ({"image": None, "thumbnail": " c.png "}, "c.png"),
        ({"image": ["a"], "cover": 1}, ""),
    ],
)
def test_named_image(metadata: dict[str, object], expected: str) -> None:
    assert named_image(metadata) == expected


OPEN_ENDED = {
    "paragraphs without end": ("<p>One. Two.\n" + "<p>More of it.\n" * 40_000, "One. Two."),
    "paragraphs without end and one end": ("<p>One.\n" * 40_000 + "</p>", "One."),
    "nothing but paragraphs": ("<p>" * 100_000, ""),
    "paragraphs with attributes": ("<p a" * 100_000, ""),
    "blocks in blocks": ("<p>One.</p>" + "<div>" * 100_000, "One."),
    "blocks before": ("<div>" * 60_000 + "<p>One.</p>", "One."),
    "formatting": ("".join(f"<p><b a={number}>One." for number in range(20_000)), "One."),
    "no end of a sentence": ("<p>" + "word " * 100_000 + "</p>", "word word"),
    "quotes at the end": ("<p>One." + '"' * 200_000 + "</p>", 'One."'),
}


@pytest.mark.parametrize(("content", "start"), OPEN_ENDED.values(), ids=OPEN_ENDED)
def test_long_contents_with_open_ends(content: str, start: str) -> None:
    assert first_sentences(content).startswith(start)
