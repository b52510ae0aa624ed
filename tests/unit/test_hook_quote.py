"""What the hook `quote` gives a post: which sentences get links, where these stand, what they say, where they lead."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from msgspec.structs import replace

from pelican_share_nudge.blocks.render import NO_HOOKS, Renderer
from pelican_share_nudge.decision import Around
from pelican_share_nudge.hooks import choose_hooks
from pelican_share_nudge.hooks.quote import Quote
from pelican_share_nudge.insert import splice
from pelican_share_nudge.insert.plan import Plan, Slotted, plan
from pelican_share_nudge.insert.splice import Block
from pelican_share_nudge.lengths import length
from pelican_share_nudge.locales import available, phrases
from pelican_share_nudge.page import reader
from pelican_share_nudge.page.forms import forms_of
from pelican_share_nudge.post import Post
from pelican_share_nudge.prose.marked import BORDER, GAP, marks_in, searched_text
from pelican_share_nudge.rules import dead_end
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import Wishes
from pelican_share_nudge.sharing.passage import address_of_passage, text_directive
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import NETWORKS

ADDRESS = "https://blog.example/a.html"
POST = Post(title="A title & more", address=ADDRESS, own_address=ADDRESS, language="en", text="A title & more")
RENDERER = Renderer(Environment(loader=DictLoader({})), look="plain")
LONG = "A sourdough forgives everything except a closed window, and a baker who is sure that it is the oven."


def around(language: str = "en", page: str = "") -> Around:
    return Around(today=datetime.date(2026, 6, 15), phrases=phrases(language), page=page)


def quotes_of(
    content: str, config: Config | None = None, wishes: Wishes | None = None, *, page: str = "", **values: str
) -> tuple[Quote, ...]:
    post = replace(POST, content=content, **values)
    decisions = choose_hooks(post, wishes or Wishes(), config or Config(), around(post.language, page))
    data: tuple[Quote, ...] | None = decisions["quote"].data
    return data or ()


def blocks_of(content: str) -> list[tuple[Quote, Block]]:
    post = replace(POST, content=content)
    return [
        (quote, block)
        for quote in quotes_of(content)
        for block in RENDERER.render("quote", (quote,), post, NO_HOOKS, phrases("en"))
    ]


# Which sentences, and where their links stand: at the arrow, or at the double one for a line of text

MARKS = {
    "a paragraph": '<p>No.</p>\n<p class="quotable">Yes.</p>→\n<p>No.</p>',
    "among other classes": '<p class="lead quotable wide">Yes.</p>→',
    "without quotation marks": "<p class=quotable>Yes.</p>→",
    "in capitals": '<P CLASS="quotable">Yes.</P>→',
    "a heading": '<h2 class="quotable">Yes.</h2>→',
    "a span": '<p>No. <span class="quotable">Yes.</span>⇒ No.</p>',
    "emphasis inside": '<p>No. <strong class="quotable">Yes, <em>yes</em>.</strong>⇒ No.</p>',
    "a full stop behind": '<p>No, <em class="quotable">yes</em>.⇒ No.</p>',
    "quotation marks around": '<p>No, “<em class="quotable">yes</em>”.⇒ No.</p>',
    "in Chinese": '<p>不。<em class="quotable">是的</em>。⇒不。</p>',
    "a link": '<p><a class="quotable" href="/x">Yes.</a>⇒</p>',
    "in a link": '<p><a href="/x">No. <em class="quotable">Yes.</em> No.</a>⇒ No.</p>',
    "in a summary": '<details><summary>No. <em class="quotable">Yes.</em></summary>→No.</details>',
    "in details": '<details><summary>No.</summary><p class="quotable">Yes.</p>→</details>',
    "an item": '<ul><li>No.</li><li class="quotable">Yes.→</li></ul>',
    "an item of paragraphs": '<ul><li class="quotable"><p>Yes.</p>→</li></ul>',
    "a cell": '<table><tr><td>No.</td><td class="quotable">Yes.→</td></tr></table>',
    "a definition": '<dl><dt>No.</dt><dd class="quotable">Yes.→</dd></dl>',
    "a quotation": '<blockquote class="quotable"><p>Yes.</p>→</blockquote>',
    "in a quotation": '<blockquote><p class="quotable">Yes.</p>→</blockquote>',
    "a box": '<div class="quotable"><p>Yes.</p></div>→',
    "one in another": '<p class="quotable">Yes, <em class="quotable">yes</em>.</p>→',
    "one in another of its name": '<div class="quotable"><div class="quotable">Yes.</div></div>→',
    "two": '<p class="quotable">Yes.</p>→<p><b class="quotable">Yes.</b>⇒ <b class="quotable">Yes.</b>⇒</p>',
    "twelve": '<p class="quotable">Yes.</p>→' * 12,
    "hidden words inside": '<p class="quotable">Yes<span hidden> no</span>.</p>→',
}
NO_MARKS = {
    "nothing": "",
    "no mark": "<p>No quotable sentence.</p>",
    "a longer class": '<p class="quotable-not">No.</p>',
    "in capitals": '<p class="QUOTABLE">No.</p>',
    "another attribute": '<p id="quotable" title="quotable">No.</p>',
    "shown as code": "<pre><code>&lt;p class=&quot;quotable&quot;&gt;No.&lt;/p&gt;</code></pre>",
    "in a script": "<script>x = '<p class=\"quotable\">No.</p>'</script>",
    "in a comment": '<!-- <p class="quotable">No.</p> -->',
    "in a text field": '<textarea><p class="quotable">No.</p></textarea>',
    "in an attribute": "<p title='<p class=\"quotable\">No.</p>'>No.</p>",
    "hidden": '<p class="quotable" hidden>No.</p>',
    "in what is hidden": '<div style="display: none"><p class="quotable">No.</p></div>',
    "for screen readers": '<span class="sr-only"><em class="quotable">No.</em></span>',
    "in a note": '<div class="footnote"><p class="quotable">No.</p></div>',
    "deleted": '<p><del><em class="quotable">No.</em></del></p>',
    "empty": '<p class="quotable"> <img src="a.png" alt="No"></p>',
    "a picture": '<p><img class="quotable" src="a.png" alt="No"></p>',
    "only hidden words": '<p class="quotable"><span hidden>No.</span></p>',
    "a row": '<table><tr class="quotable"><td>No.</td></tr></table>',
    "never closed": '<p class="quotable">No.',
    "an item never closed": '<ul><li class="quotable">No.<li>No.</ul>',
    "closed too late": '<b class="quotable"><p>No.</b> No.</p>',
    "in a drawing": '<svg><g class="quotable"/><text>No.</text></svg>',
    "in a term's group": '<dl><div class="quotable"><dt>No</dt><dd>No.</dd></div></dl>',
    "in a template": '<template><p class="quotable">No.</p></template>',
    "a button": '<button class="quotable">No.</button>',
}


@pytest.mark.parametrize("case", MARKS.values(), ids=MARKS)
def test_each_marked_sentence_gets_links_in_its_place(case: str) -> None:
    content = re.sub("[→⇒]", "", case)
    quotes = quotes_of(content)
    arrows = list(re.finditer("[→⇒]", case))
    assert [(quote.at, quote.in_line) for quote in quotes] == [
        (arrow.start() - number, arrow[0] == "⇒") for number, arrow in enumerate(arrows)
    ]
    assert not any("no" in quote.text for quote in quotes)


@pytest.mark.parametrize("content", NO_MARKS.values(), ids=NO_MARKS)
def test_nothing_else_gets_any(content: str) -> None:
    assert quotes_of(content) == ()


@pytest.mark.parametrize(
    ("config", "wishes"),
    [
        (Config(), Wishes(nudge=False)),
        (Config(), Wishes(without=frozenset({"quote"}))),
        (Config(networks=()), Wishes()),
        (Config(networks=("facebook", "linkedin", "copy", "sheet")), Wishes()),
        (Config(networks=("mastodon", "email")), Wishes(share=(), email=False)),
    ],
)
def test_no_links_where_a_blog_or_an_author_wants_none(config: Config, wishes: Wishes) -> None:
    assert quotes_of('<p class="quotable">No.</p>', config, wishes) == ()


@pytest.mark.parametrize("content", [*MARKS.values()], ids=[*MARKS])
def test_the_page_is_valid_html_and_without_the_links_it_is_as_it_was(content: str) -> None:
    content = re.sub("[→⇒]", "", content)
    page = f"<!DOCTYPE html><html lang=en><title>x</title><body><article>{content}</article></body></html>"
    planned = planned_in(page, content)
    spliced = splice.splice(page, planned.insertions)
    assert spliced.count('class="passalong-quote') >= len(planned.insertions) > 0
    assert splice.strip(spliced) == page
    html5lib.HTMLParser(strict=True).parse(spliced)


def test_in_a_line_of_text_stands_only_what_may_stand_there() -> None:
    ((_, block),) = blocks_of('<p>No. <em class="quotable">Yes.</em></p>')
    assert set(re.findall(r"<(\w+)", block.html)) == {"span", "a", "svg", "path"}


# Where in a page


def planned_in(page: str, content: str, **options: str) -> Plan:
    blocks = [Slotted("inline", block, "link", at=quote.at) for quote, block in blocks_of(content)]
    return plan(page, content, blocks, **options)  # type: ignore[arg-type]


CONTENT = '\n<p>One.</p>\n<p class="quotable">Two &amp; three.</p>\n<p>Four.</p>\n'


@pytest.mark.parametrize(
    ("page", "options"),
    [
        (f"<body><article>{CONTENT}</article></body>", {}),
        (f"<body><article>{CONTENT.strip()}</article></body>", {}),
        (f"<body><article>{CONTENT}</article></body>", {"placement": "theme"}),
        (f"<body><meta name=description content='{CONTENT}'><article>{CONTENT}</article></body>", {}),
    ],
)
def test_they_stand_behind_the_sentence(page: str, options: dict[str, str]) -> None:
    ((offset, _),) = planned_in(page, CONTENT, **options).insertions
    assert page[:offset].endswith('<article><p>One.</p>\n<p class="quotable">Two &amp; three.</p>') or page[
        :offset
    ].endswith(f"<article>{CONTENT[: CONTENT.index('three.</p>') + 10]}")


@pytest.mark.parametrize(
    "page",
    [
        f"<body><article>{CONTENT.replace('&amp;', '&#38;')}</article></body>",
        f"<body><article>{CONTENT.replace('<p>One', '<p id=a>One')}</article></body>",
        "<body><article><p>One.</p></article></body>",
        f"<body><script>{CONTENT}</script></body>",
    ],
)
def test_they_stand_nowhere_where_the_page_has_another_markup(page: str) -> None:
    planned = planned_in(page, CONTENT)
    assert planned.insertions == ()
    assert "no link was inserted" in str(planned.why_not)


def test_what_a_theme_has_printed_is_not_printed_again() -> None:
    ((_, block),) = blocks_of(CONTENT)
    page = f"<body>{block}<article>{CONTENT}</article></body>"
    assert planned_in(page, CONTENT) == Plan(present=frozenset({"quote"}))


# Where they lead: an own parser and finder of text directives, as the specification has them


class Directive(NamedTuple):
    prefix: str
    start: str
    end: str


# https://wicg.github.io/scroll-to-text-fragment/#syntax: no `&`, `-` or `,` in a part but as its sign.
PART = r"(?:[A-Za-z0-9._~!$'()*+:;=@/?]|%[0-9A-F]{2})+"
DIRECTIVE = re.compile(rf"text=(?:({PART})-,)?({PART})(?:,({PART}))?")


def parsed(directive: str) -> Directive:
    found = DIRECTIVE.fullmatch(directive)
    assert found, directive
    return Directive(*(unquote(part or "", errors="strict") for part in found.groups()))


def found_by(directive: str, text: str) -> str:
    """Find the first passage that fits, without blanks around it: each part in one line and in whole words."""
    prefix, start, end = (re.escape(part) for part in parsed(directive))
    before = rf"(?<!\w){prefix}\s*" if prefix else r"(?<!\w)"
    behind = rf"(?!\w)[\s\S]*?(?<!\w){end}(?!\w)" if end else r"(?!\w)"
    found = re.search(rf"{before}({start}{behind})", text)
    assert found, (directive, text)
    return found[1]


def directives_of(content: str, above: str = "") -> list[str]:
    found = marks_in(content)
    return [text_directive(found.text, mark.start, mark.end, above=above) for mark in found.marks]


DIRECTIVES = {
    "short": ('<p class="quotable">Open the window.</p>', "Open the window."),
    "long": (f'<p class="quotable">{LONG}</p>', "A sourdough forgives,that it is the oven."),
    "signs": ('<p class="quotable">Well-known, R&amp;D; 100% – #1?</p>', "Well-known, R&D; 100% – #1?"),
    "emphasis and a link": ('<p class="quotable">Open <em>the</em> <a href="/w">win</a>dow.</p>', "Open the window."),
    "a break": ('<p class="quotable">Open the<br>window and wait.</p>', "Open the,window and wait."),
    "a picture": ('<p class="quotable">Open the <img src="w.png" alt=""> window.</p>', "Open the,window."),
    "blocks": (
        '<blockquote class="quotable"><p>Open the window.</p><p>Wait.</p></blockquote>',
        "Open the window.,Wait.",
    ),
    "its source": (
        '<blockquote class="quotable"><p>Open it.</p><footer>Ada</footer></blockquote>',
        "Open it.",
    ),
    "line ends": ('<p class="quotable">Open\n   the\twindow.</p>', "Open the window."),
    "hints for breaks": ('<p class="quotable">Open the win&shy;dow&#8203;.</p>', "Open the window."),
    "a blank that does not break": ('<p class="quotable">Ten&nbsp;000 windows</p>', "Ten\xa0000 windows"),
    "a number of a note": (
        '<p class="quotable">Open it.<sup><a href="#n1">1</a></sup></p>',
        "Open it.1",
    ),
    "inside of a word": ('<p>Re<em class="quotable">open it</em> now.</p>', "Reopen it"),
    "twice": ('<p>Open it.</p><p>I said: <em class="quotable">Open it.</em></p>', "said:-,Open it."),
    "twice, in other letters": ('<p>ÓPEN it.</p><p>I said: <em class="quotable">open it.</em></p>', "said:-,open it."),
    "twice, the first": ('<p>I said: <em class="quotable">Open it.</em></p><p>Open it.</p>', "Open it."),
    "twice, a paragraph": ('<p>Open it.</p><p>So:</p><p class="quotable">Open it.</p>', "So:-,Open it."),
    "thrice": (
        '<p>I said: Open it.</p><p>She said: <em class="quotable">Open it.</em></p>',
        "She said:-,Open it.",
    ),
    "begins as another": (
        f"<p>{LONG[:40]} dog.</p><p class='quotable'>{LONG}</p>",
        "A sourdough forgives everything except a closed,that it is the oven.",
    ),
    "ends as its middle": (
        '<p class="quotable">Whoever opens the window is right, and whoever shuts the window is right</p>',
        "Whoever opens the window,the window is right",
    ),
    "behind a picture": (
        '<p>Open it.</p><p><img src="w.png" alt=""></p><p class="quotable">Open it.</p>',
        "Open it.",
    ),
    "Arabic": (
        '<p class="quotable">الرسالة التي لا تُرسَل لا تصل أبدًا، مهما كانت جميلة.</p>',
        "الرسالة التي,كانت جميلة.",
    ),
    "Japanese": (
        '<p>前。<em class="quotable">古い友人に手紙を書くことは、時間への贈り物です。返事は要りません。</em>後。</p>',
        "古い友人に手紙を書くことは、,返事は要りません。",
    ),
    "Japanese, inside of a sentence": ('<p>前、彼は<em class="quotable">手紙を書く</em>。</p>', "彼は手紙を書く"),
    "Chinese": ('<p class="quotable">给老朋友写信。</p>', "给老朋友写信。"),
    "an emoji": ('<p class="quotable">Open it 👩‍👩‍👧!</p>', "Open it 👩‍👩‍👧!"),
}


@pytest.mark.parametrize(("content", "expected"), DIRECTIVES.values(), ids=DIRECTIVES)
def test_the_directive_names_the_sentence(content: str, expected: str) -> None:
    (directive,) = directives_of(content)
    prefix, start, end = parsed(directive)
    assert f"{prefix}-,{start}".removeprefix("-,") + (f",{end}" if end else "") == expected


def test_what_the_page_has_above_the_content_counts() -> None:
    above = searched_text("<p>Open it.</p>")
    (directive,) = directives_of('<p>So: <em class="quotable">Open it.</em></p>', above)
    assert parsed(directive) == Directive("So:", "Open it.", "")
    page = '<body><p class="summary">Open it.</p><div><p>So: <em class="quotable">Open it.</em></p></div></body>'
    content = '<p>So: <em class="quotable">Open it.</em></p>'
    assert [quote.address for quote in quotes_of(content, page=page)] == [f"{ADDRESS}#:~:text=So%3A-,Open%20it%2E"]
    assert [quote.address for quote in quotes_of(content)] == [f"{ADDRESS}#:~:text=Open%20it%2E"]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Mn", "Mc", "Me"))
    | st.sampled_from("-,&%#+.'\"<>äß漢字がق"),
    min_size=1,
    max_size=8,
)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=4)


@settings(max_examples=300)
@given(before=LINES, said=LINES, behind=LINES)
def test_any_passage_is_found_by_its_directive(before: list[str], said: list[str], behind: list[str]) -> None:
    """The words are those of the passage, even where it stands more than once and nothing tells it apart."""
    passage = BORDER.join(said)
    text = f"{BORDER.join(before)}{BORDER}{passage}{BORDER}{GAP}{BORDER.join(behind)}"
    start = len(BORDER.join(before)) + 1
    directive = text_directive(text, start, start + len(passage))
    if not directive:
        assert not re.search(r"\w", passage)
        return
    prefix, first, last = parsed(directive)
    assert all(one.strip() == one and BORDER not in one and GAP not in one for one in (prefix, first, last))
    lines = [line for line in said if re.search(r"\w", line)]
    assert lines[0].startswith(first)
    assert lines[-1].endswith(last or first)
    if prefix:
        above = [*before, *said[: said.index(lines[0])]]
        assert above[-1].endswith(prefix)


@settings(max_examples=200)
@given(said=st.lists(st.sampled_from(["open", "the", "window", "now,", "it", "is"]), min_size=1, max_size=30))
def test_of_the_same_words_again_and_again_the_right_ones_are_found(said: list[str]) -> None:
    passage = " ".join(said)
    text = f"open the window{BORDER}Unlike any other: {passage}{BORDER}open the window now, it is"
    start = text.index(passage, text.index(":"))
    directive = text_directive(text, start, start + len(passage))
    assert found_by(directive, text) == passage


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/", "https://a.example/#:~:text=x"),
        ("https://a.example/?p=1&q=2", "https://a.example/?p=1&q=2#:~:text=x"),
        ("https://a.example/#part", "https://a.example/#part:~:text=x"),
        ("https://a.example/#part:~:text=y", "https://a.example/#part:~:text=x"),
        ("https://a.example/#:~:text=y", "https://a.example/#:~:text=x"),
    ],
)
def test_the_directive_stands_behind_a_fragment(address: str, expected: str) -> None:
    assert address_of_passage(address, "text=x") == expected


# What they say


def links_of(content: str, config: Config | None = None, **values: str) -> dict[str, str]:
    (quote,) = quotes_of(content, config, **values)
    return {link.network: link.address for link in quote.links}


@pytest.mark.parametrize(
    ("networks", "expected"),
    [
        (("email", "mastodon", "copy"), ["mastodon", "email"]),
        (("facebook", "bluesky", "linkedin", "email"), ["bluesky", "email"]),
        (("sheet", "mastodon", "x", "telegram", "whatsapp", "email"), ["mastodon", "x", "telegram", "email"]),
        (("pinterest", "whatsapp"), ["whatsapp"]),
    ],
)
def test_three_networks_of_the_bar_s_own_choice_and_mail(networks: tuple[str, ...], expected: list[str]) -> None:
    assert list(links_of('<p class="quotable">Yes.</p>', Config(networks=networks))) == expected


@pytest.mark.parametrize(
    ("language", "content", "said"),
    [
        ("en", "Yes, R&amp;D.", "“Yes, R&D.”"),
        ("de", "Ja.", "„Ja.“"),
        ("fr", "Oui.", "«\xa0Oui.\xa0»"),
        ("ja", "はい。", "「はい。」"),
        ("ar", "نعم.", "«نعم.»"),
        ("en", "‘Yes.’", "‘Yes.’"),
        ("de", "»Ja.«", "»Ja.«"),
        ("en", "“Yes” and “no”", "““Yes” and “no””"),
        ("en", "Old.<sup><a href='#n1'>1</a></sup>", "“Old.”"),
        ("en", "<p>One.</p><p>Two.</p><footer>Ada</footer>", "“One. Two.” — Ada"),
        ("en", "<p>One.</p><p class='attribution'>—Ada</p>", "“One.” — Ada"),
    ],
)
def test_the_sentence_is_said_in_the_quotation_marks_of_its_language(language: str, content: str, said: str) -> None:
    links = links_of(f'<blockquote class="quotable">{content}</blockquote>', language=language)
    assert parse_qs(urlsplit(links["x"]).query)["text"] == [said]


@pytest.mark.parametrize("name", ["x", "mastodon", "bluesky", "threads", "whatsapp"])
@pytest.mark.parametrize(
    "sentence",
    [LONG, LONG * 12, "古い友人に手紙を書くことは、時間への贈り物です。" * 12, "Open 👩‍👩‍👧 it. " * 60, "x" * 700],
)
def test_what_is_said_keeps_the_limit_and_its_quotation_marks(name: str, sentence: str) -> None:
    network = NETWORKS[name]
    content, config = f'<p class="quotable">{sentence}</p>', Config(networks=(name,), handles={name: "@baker"})
    (quote,) = quotes_of(content, config)
    html = f'<a href="{quote.links[0].address}">x</a>'
    shared = reader.read(html, path="a.html", networks=forms_of(NETWORKS)).sharing[0].shared
    assert shared is not None
    assert shared.address in (quote.address, ADDRESS)
    assert re.match(f"“{re.escape(sentence[:10])}[^”]*”( via @baker)?$", shared.text)
    if network.limit is not None:
        address = network.address_length if network.address_length is not None else len(shared.address)
        assert length(shared.said.replace(shared.address, ""), network.counting) + address <= network.limit


@pytest.mark.parametrize("sentence", [LONG, LONG * 30, "古い友人に手紙を書くことは。" * 60])
def test_the_mail_quotes_it(sentence: str) -> None:
    link = links_of(f'<p class="quotable">{sentence}</p>')["email"]
    (quote,) = quotes_of(f'<p class="quotable">{sentence}</p>')
    query = {name: unquote(value) for name, _, value in (part.partition("=") for part in link[8:].split("&"))}
    quoted, _, address = query["body"].partition("\r\n\r\n")
    assert (query["subject"], address) == ("A title & more", quote.address)
    assert quoted[0] + quoted[-1] == "“”"
    assert sentence.startswith(quoted[1:-1].rstrip("…"))
    assert len(link) <= 1900


def test_hashtags_are_left_out() -> None:
    post = replace(POST, content='<p class="quotable">Yes.</p>', hashtags=("bread",))
    decision = choose_hooks(post, Wishes(), Config(), around())["quote"]
    assert not any("bread" in link.address for quote in decision.data for link in quote.links)


def test_a_campaign_stands_before_the_directive_and_no_other_text_is_said() -> None:
    post = replace(POST, content='<p class="quotable">Yes.</p>', texts={"x": "Read this."}, slug="a")
    decision = choose_hooks(post, Wishes(), Config(networks=("x",), campaign="from={network}"), around())["quote"]
    sent = parse_qs(urlsplit(decision.data[0].links[0].address).query)
    assert (sent["text"], sent["url"]) == (["“Yes.”"], [f"{ADDRESS}?from=x#:~:text=Yes%2E"])


@pytest.mark.parametrize("language", sorted(available()))
def test_each_language_has_its_words(language: str) -> None:
    words = phrases(language)
    assert not {"share.quote", "share.quoted"} & words.borrowed
    marks = words["share.quoted"].fill(quote="x").text
    assert marks.replace("x", "").replace("\xa0", "") in ("“”", "„“", "„”", "«»", "””", "「」")


# How the page is read again


def test_they_are_no_second_bar_and_no_dead_end() -> None:
    content = '<p>No. <em class="quotable">Yes.</em> No.</p>'
    page = f"<!doctype html><body><article>{content}</article></body>"
    spliced = splice.splice(page, planned_in(page, content).insertions)
    for text in (spliced, re.sub("<!--.*?-->", "", spliced)):
        read = reader.read(text, path="a.html", networks=forms_of(NETWORKS), own={ADDRESS}, content=content)
        assert (read.sharing, read.quotes) == ((), True)
        assert list(dead_end.check(read, POST, Site(address="https://blog.example"))) == []
    assert not reader.read(page, path="a.html", networks=forms_of(NETWORKS)).quotes
