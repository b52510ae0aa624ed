"""What authors write, as plain text, sentences and excerpts."""

from __future__ import annotations

import tomllib

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.builds import TESTS

from pelican_share_nudge.text import clean, first_sentences, one_line, plain_text, running_text, sentences

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
    "soft hyphens go": ("Hafen&shy;rund\u00adfahrt", "Hafenrundfahrt"),
    "zero-width spaces go": ("Kai&#8203;mauer, Tau\u2060werk, \ufeffAnker", "Kaimauer, Tauwerk, Anker"),
    "a blank around a hint": ("one \u200b two", "one two"),
    "a place for a break": ("Kai<wbr>mauer", "Kaimauer"),
    "what is hidden": ('<span hidden>Draft: </span>Knots <i class="sr-only">(opens a window)</i>', "Knots"),
    "what was deleted": ("<del>Old</del> <ins>New</ins> rope", "New rope"),
    "a footnote in a title": ('Rope<sup id="r"><a href="#n">1</a></sup>', "Rope"),
    "a power": ("x<sup>2</sup> and 1<sup>st</sup>", "x2 and 1st"),
    "how it is read": ("<ruby>縄<rp>(</rp><rt>なわ</rt><rp>)</rp></ruby>", "縄"),
    "a quotation": ("<q>Aye</q>, he said", "“Aye”, he said"),
    "an emoji as a picture": ('Aye <img class="emoji" alt="⚓" src="a.svg">', "Aye ⚓"),
    "another picture": ('Aye <img alt="an anchor" src="a.svg">', "Aye"),
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


@given(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<&\u2028\u2029\u00ad\u200b\u2060\ufeff"),
        max_size=40,
    )
)
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


# Excerpts

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


# Running text

RUNNING = {
    name: (case["content"], case["expected"])
    for name, case in tomllib.loads((TESTS / "running_text.toml").read_text(encoding="utf-8")).items()
}
HIDING = (
    "sr-only visually-hidden visuallyhidden screen-reader-text is-sr-only u-hidden d-none hide show-for-sr usa-sr-only "
    "sr_only element-invisible"
).split()


@pytest.mark.parametrize("name", HIDING)
def test_classes_that_hide(name: str) -> None:
    content = f'<p>A bowline<span class="x {name}"> (a picture)</span> holds.</p>'
    assert first_sentences(content) == "A bowline holds."


@pytest.mark.parametrize(("content", "expected"), RUNNING.values(), ids=RUNNING)
def test_running_text(content: str, expected: str) -> None:
    assert first_sentences(content) == expected


@pytest.mark.parametrize(("content", "expected"), RUNNING.values(), ids=RUNNING)
def test_running_text_behind_a_long_beginning(content: str, expected: str) -> None:
    """The same where a parser reads it, and reads it twice."""
    assert first_sentences(f"<pre>{'code ' * 600}</pre>{content}") == expected


def test_a_summary_of_nothing_but_hidden_text_says_nothing() -> None:
    assert plain_text('<p class="sr-only">Ask Jo.</p>') == ""


def test_blocks_tell_what_holds_them() -> None:
    blocks = running_text("<p>One.</p><blockquote><p>Two.</p>three</blockquote><ul><li>four</li></ul>five")
    assert [tuple(block) for block in blocks] == [
        ("One.", "p", False),
        ("Two.", "p", True),
        ("three", "blockquote", True),
        ("four", "li", False),
        ("five", "body", False),
    ]


def test_hints_for_breaks_stay_in_what_goes_into_the_page() -> None:
    assert one_line("Hafen\u00adfahrt  \n am\u200bKai") == "Hafen\u00adfahrt am\u200bKai"


PLAIN_PIECES = (
    "<p> </p> <b> </b> One.\xa0 two\xa0 &amp; <h2>H</h2> <br> <sup>2</sup> <!--c--> <div> </div> <p\xa0hidden> "
    '<span\xa0class="sr-only">x</span> <a\xa0href="#n">[1]</a> <a\xa0href="https://k.example/">k</a>'
)


@given(st.lists(st.sampled_from(PLAIN_PIECES.split(" ")), max_size=12).map("".join))
@PROPERTY
def test_the_fast_way_reads_as_the_parser_does(content: str) -> None:
    content = content.replace("\xa0", " ")
    assert first_sentences(content) == first_sentences(f"<i hidden></i>{content}")


# Sentences

SENTENCES = {
    "two": ("en", ["It holds.", "It slips."]),
    "questions": ("en", ["Does it hold?", "It does!", "Good…", "Next?!", "End"]),
    "quotations": ("en", ["He said “It holds.”", "(It slips.)", "“Aye.”"]),
    "a question in a sentence": ("en", ["“Does it hold?” asked Jo.", "It did."]),
    "titles": ("en", ["Mr. and Mrs. Hansen met Dr. Brown, Prof. Ash and St. George.", "They sailed."]),
    "initials": ("en", ["J. R. R. Hansen met F. Brown.", "They sailed."]),
    "states": ("en", ["They left the U.S. Navy in the U.K. Harbour.", "They sailed."]),
    "Latin": ("en", ["Knots, e.g. Bowlines, i.e. Loops, hold.", "Ropes etc. are old.", "See cf. Ash."]),
    "hours": ("en", ["We met at 5 p.m. on deck.", "We left."]),
    "numbers of things": ("en", ["See No. 5, pp. 7, Fig. 3a and Vol. II of it.", "It is old."]),
    "a year at the end": ("en", ["It sank in 1871.", "Nobody drowned."]),
    "a number at the end": ("en", ["There were 12.", "Nobody drowned."]),
    "no": ("en", ["No.", "I know.", "No.", "It holds."]),
    "capitals at the end": ("en", ["It is written in PHP.", "It was on TV.", "Hmm.", "Why.", "It holds."]),
    "versions": ("en", ["It needs 3.11 or Node.js.", "It runs."]),
    "a list": ("en", ["1. Tie it.", "2. Pull."]),
    "all in small letters": ("en", ["it holds.", "it slips.", "so there."]),
    "an unknown language": ("xx", ["Mr. Hansen came.", "He sailed."]),
    "no language": ("", ["Mr. Hansen came.", "He sailed."]),
    "German": (
        "de",
        ["Das hielt z. B. Frau Dr. Hansen bzw. Prof. Ash, vgl. Abs. 3 Nr. 2 S. 5 u.a. Bücher.", "Es stimmt."],
    ),
    "German dates": ("de", ["Am 3. März im 19. Jahrhundert sank sie.", "Niemand ertrank."]),
    "a German year": ("de", ["Sie sank 1871.", "Niemand ertrank."]),
    "Austrian": ("de-AT", ["Am 1. Mai kam d. h. Hansen ca. 5 Minuten zu spät.", "Er lief."]),
    "French": ("fr", ["M. Durand et Mme. Petit, cf. Ash, art. 5, tiennent.", "Oui."]),
    "a French east": ("fr", ["Il vient de l’Est.", "Il part."]),
    "Spanish": ("es", ["El Sr. Díaz y la Sra. Ruiz salen al mar.", "¿Vuelven?", "Sí."]),
    "Brazilian": ("pt-BR", ["O Sr. Dias e a Profa. Ana chegam ao mar.", "Sim."]),
    "Danish": ("da", ["Den 5. Maj kom Hr. Hansen.", "Han sejlede."]),
    "Czech": ("cs", ["Dne 5. Května přijel Ing. Novák.", "Odjel."]),
    "Russian": ("ru", ["В 1871 г. Иванов жил на ул. Морской.", "Он уплыл."]),
    "German firms and millions": (
        "de",
        ["Die Fa. Hansen GmbH & Co. KG zahlte 3 Mio. Mark am Sa. 3. Mai.", "Sie sank."],
    ),
    "English feet": ("en", ["It is 5 ft. 3 in Apt. 4 of Bldg. 7.", "It holds."]),
    "Spanish states": ("es", ["Ud. vive en los EE. UU. Desde allí, p. ej. La Habana, se va.", "Sí."]),
    "Italian": ("it", ["Il sig. Rossi e il dott. Bianchi, ad es. Marco, partono.", "Sì."]),
    "Polish": ("pl", ["Przyszli dr. Nowak i św. Jan z 3 mln. Polaków.", "Tak."]),
    "Norwegian": ("nb", ["Han kom f.eks. Mandag.", "Bra."]),
    "Romanian": ("ro", ["A venit d-na. Ionescu.", "Bine."]),
    "Hindi": ("hi", ["यह टिकता है।", "यह फिसलता है।"]),
    "Urdu": ("ur", ["یہ ٹھیک ہے۔", "وہ آیا۔"]),
}


@pytest.mark.parametrize(("language", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_sentences(language: str, expected: list[str]) -> None:
    assert list(sentences(" ".join(expected), language)) == expected


@given(
    st.lists(st.sampled_from([*"aZ.!?。 ", "Mr. ", "e.g. ", "3. ", "“", "”", "\xa0", "word "]), max_size=30).map(
        "".join
    )
)
@PROPERTY
def test_sentences_joined_are_the_text(text: str) -> None:
    for language in ("en", "de", ""):
        assert "".join("".join(sentences(text, language)).split()) == "".join(text.split())


LONG = {
    "full stops": ". " * 100_000,
    "numbers": "1. " * 70_000,
    "initials": "A. " * 70_000,
    "blanks": "a." + " " * 200_000 + "b",
    "quotes": "a." + '"' * 200_000,
    "opening quotes": "a. " + "“" * 200_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_sentences_of_long_texts_are_the_text(text: str) -> None:
    assert "".join("".join(sentences(text, "de")).split()) == "".join(text.split())
