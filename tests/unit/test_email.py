"""The e-mail forward after RFC 6068: no recipient, CRLF as `%0D%0A`, at most 1,900 bytes, the address whole."""

from __future__ import annotations

import re
from email.header import decode_header, make_header
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import html5lib
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from pelican_share_nudge.addresses import absolute
from pelican_share_nudge.locales import phrases
from pelican_share_nudge.post import Post
from pelican_share_nudge.sharing.links import email_forward
from pelican_share_nudge.text import clean, plain_text

MOST = 1_900
ENGLISH = "I just read this and thought of you:"
GERMAN = "Das habe ich gerade gelesen und möchte es weitergeben:"
ADDRESS = "https://blog.example/a.html"

PROPERTY = settings(max_examples=80)
PIECES = [
    *"\"'&+%#<>…=?;:",
    *(
        "\r\n",
        "\n",
        "\r",
        "\x00",
        "\ud800",
        "\u2028",
        "%0D%0ABcc: x@example.org",
        "&amp;",
        "&#10;",
        "&bcc=x@example.org",
    ),
    *("👨‍👩‍👧‍👦", "हिन्दी ", "日本語" * 20, "\u2067שלום\u2069", "e\u0301", "words and words ", "x" * 300, "Grüße " * 40),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=25).map("".join)
SLUGS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30) | st.sampled_from(
    ["?a=1&b=c+d#e", "日本語" * 30, "x" * 900, "x" * 1700, "x" * 1850, "x" * 2500, "ü" * 200, "a%20b", "a&body=x"]
)


def a_post(**given_values: Any) -> Post:
    return Post(**({"title": "A title", "address": ADDRESS, "language": "en"} | given_values))


def read(href: str) -> tuple[str, str]:
    """Read subject and body as a mail program does."""
    parts = urlsplit(href)
    assert (parts.scheme, parts.netloc, parts.path, parts.fragment) == ("mailto", "", "", "")
    assert "+" not in href
    assert re.fullmatch(r"[!-~]+", href)
    assert re.fullmatch(r"(?:[^%]|%[0-9A-F]{2})*", href)
    fields = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True, errors="strict")
    assert [name for name, _ in fields] == ["subject", "body"]
    return fields[0][1], fields[1][1]


def assert_shortened(arrived: str, whole: str) -> None:
    graphemes = regex.findall(r"\X", whole)
    if arrived != whole and arrived not in graphemes[:1]:  # where one grapheme has room, an ellipsis has none
        assert arrived.endswith("…")
        kept = regex.findall(r"\X", arrived[:-1])
        assert kept == graphemes[: len(kept)]


@pytest.mark.parametrize("language", ["en", "de"])
@given(title=TEXTS, excerpt=TEXTS, slug=SLUGS)
@PROPERTY
def test_any_post(language: str, title: str, excerpt: str, slug: str) -> None:
    post = a_post(
        title=plain_text(title),
        excerpt=plain_text(excerpt),
        address=absolute("https://blog.example", slug),
        language=language,
    )
    href = email_forward(post, phrases(language))
    subject, body = read(href)
    # Where there is no room for more than the address, the mail has the least of a subject.
    least = f"mailto:?subject={quote(subject, safe='')}&body={quote(post.address, safe='')}"
    assert len(href) <= max(MOST, len(least))
    assert not re.search(r"(?<!\r)\n|\r(?!\n)|[\r\n]$", body)
    assert "\n" not in subject
    assert "\r" not in subject
    paragraphs = body.split("\r\n\r\n")
    assert paragraphs[-1] == post.address
    if len(paragraphs) > 1:
        assert paragraphs[0] == {"en": ENGLISH, "de": GERMAN}[language]
        assert_shortened(subject, post.title)
    said = paragraphs[1:-1]
    assert len(said) <= 2
    assert bool(subject) == bool(post.title)
    if subject and len(paragraphs) > 1:
        assert said[0] == subject
    if len(said) == 2:
        assert subject == post.title
        assert_shortened(said[1], post.excerpt)
    elif subject == post.title and post.excerpt and post.title:
        more = email_forward(a_post(title=post.title, address=post.address, language=language), phrases(language))
        assert len(more) + len("%0D%0A%0D%0A%E2%80%A6") + 12 * 8 > MOST or not said


@given(title=TEXTS, excerpt=TEXTS, text=TEXTS, slug=SLUGS)
@PROPERTY
def test_what_any_author_wants_said(title: str, excerpt: str, text: str, slug: str) -> None:
    said, shown, address = plain_text(text), plain_text(title), absolute("https://blog.example", slug)
    post = a_post(title=shown, text=said or shown, excerpt=plain_text(excerpt), address=address)
    href = email_forward(post, phrases("en"))
    subject, body = read(href)
    least = f"mailto:?subject={quote(subject, safe='')}&body={quote(post.address, safe='')}"
    assert len(href) <= max(MOST, len(least))
    paragraphs = body.split("\r\n\r\n")
    assert paragraphs[-1] == post.address
    if len(paragraphs) > 1 and paragraphs[0] != ENGLISH:
        assert_shortened(paragraphs[0], said)
    if len(paragraphs) == 4 or (len(paragraphs) == 3 and not shown):
        assert paragraphs[0] == (ENGLISH if said in ("", shown) else said)


@given(title=TEXTS, excerpt=TEXTS)
@settings(PROPERTY, max_examples=40)
def test_the_attribute_holds_it_all(title: str, excerpt: str) -> None:
    href = email_forward(a_post(title=plain_text(title), excerpt=plain_text(excerpt)), phrases("en"))
    page = Environment(autoescape=True).from_string('<a href="{{ href }}">').render(href=href)
    (element,) = html5lib.parseFragment(page, namespaceHTMLElements=False)
    assert element.attrib == {"href": href}


@given(title=TEXTS)
@settings(PROPERTY, max_examples=40)
def test_the_subject_is_one_header_field(title: str) -> None:
    subject, body = read(email_forward(a_post(title=plain_text(title)), phrases("en")))
    message = EmailMessage()
    message["Subject"] = subject  # refuses line ends
    message.set_content(body, charset="utf-8")
    if subject.isascii():
        assert str(make_header(decode_header(message["Subject"]))) == subject
    assert message.keys()[0] == "Subject"
    assert "Bcc" not in message


LONG = "A sentence of some words. " * 20
MAILS = [
    ("en", {}, "A title", f"{ENGLISH}|A title|{ADDRESS}"),
    ("en", {"excerpt": "Of note."}, "A title", f"{ENGLISH}|A title|Of note.|{ADDRESS}"),
    (
        "de",
        {"title": "Grüße & mehr", "excerpt": "Ein Satz."},
        "Grüße & mehr",
        f"{GERMAN}|Grüße & mehr|Ein Satz.|{ADDRESS}",
    ),
    ("de_AT", {}, "A title", f"{GERMAN}|A title|{ADDRESS}"),
    ("cy", {}, "A title", f"{ENGLISH}|A title|{ADDRESS}"),
    ("en", {"title": ""}, "", f"{ENGLISH}|{ADDRESS}"),
    ("en", {"title": "", "excerpt": "Of note."}, "", f"{ENGLISH}|Of note.|{ADDRESS}"),
    ("en", {"title": "{title} {next}"}, "{title} {next}", f"{ENGLISH}|{{title}} {{next}}|{ADDRESS}"),
    ("en", {"title": "50% & more + #1"}, "50% & more + #1", f"{ENGLISH}|50% & more + #1|{ADDRESS}"),
    ("en", {"text": "A title"}, "A title", f"{ENGLISH}|A title|{ADDRESS}"),
    ("en", {"text": "Mind the knot:"}, "A title", f"Mind the knot:|A title|{ADDRESS}"),
    ("en", {"text": "Mind the knot:", "excerpt": "Of note."}, "A title", f"Mind the knot:|A title|Of note.|{ADDRESS}"),
    ("de", {"text": "50 % & {title}"}, "A title", f"50 % & {{title}}|A title|{ADDRESS}"),
    ("en", {"title": "", "text": "Mind the knot:"}, "", f"Mind the knot:|{ADDRESS}"),
    ("en", {"hashtags": ("a",), "image": "https://blog.example/i.png"}, "A title", f"{ENGLISH}|A title|{ADDRESS}"),
]


@pytest.mark.parametrize(("language", "values", "subject", "body"), MAILS)
def test_exact_mails(language: str, values: dict[str, Any], subject: str, body: str) -> None:
    href = email_forward(a_post(language=language, **values), phrases(language))
    assert read(href) == (subject, body.replace("|", "\r\n\r\n"))


def test_the_whole_href() -> None:
    assert email_forward(a_post(title="R&D + 100%"), phrases("en")) == (
        "mailto:?subject=R%26D%20%2B%20100%25"
        "&body=I%20just%20read%20this%20and%20thought%20of%20you%3A%0D%0A%0D%0AR%26D%20%2B%20100%25"
        "%0D%0A%0D%0Ahttps%3A%2F%2Fblog.example%2Fa.html"
    )


def test_the_title_that_holds_everything() -> None:
    title = 'R&D "quotes" + 100% café <em>x</em>'
    subject, body = read(email_forward(a_post(title=plain_text(title)), phrases("en")))
    assert subject == 'R&D "quotes" + 100% café x'
    assert body == f'{ENGLISH}\r\n\r\nR&D "quotes" + 100% café x\r\n\r\n{ADDRESS}'


@pytest.mark.parametrize(("title", "expected"), [("Q&amp;A", "Q&A"), ("&amp;lt;", "&lt;"), ("&lt;b&gt;", "<b>")])
def test_entities_are_decoded_once(title: str, expected: str) -> None:
    assert read(email_forward(a_post(title=plain_text(title)), phrases("en")))[0] == expected


@pytest.mark.parametrize("language", ["de", "en", "fr", "ko", "zh-TW"])
def test_a_formal_blog_sends_the_same_mail(language: str) -> None:
    post = a_post(language=language, excerpt="Of note.")
    assert email_forward(post, phrases(language)) == email_forward(post, phrases(language, formal=True))


def test_the_authors_words_come_before_the_blogs() -> None:
    words = phrases("en", own={"email.sentence": "From our blog:", "email.subject": "Read: {title}"})
    assert read(email_forward(a_post(), words))[1].startswith("From our blog:\r\n")
    subject, body = read(email_forward(a_post(text="Mind the knot:"), words))
    assert (subject, body) == ("Read: A title", f"Mind the knot:\r\n\r\nA title\r\n\r\n{ADDRESS}")


# What gives way, and what does not


def test_the_excerpt_gives_way_first() -> None:
    href = email_forward(a_post(excerpt="Eintausend Wörter über Grüße. " * 60), phrases("en"))
    subject, body = read(href)
    _, title, excerpt, address = body.split("\r\n\r\n")
    assert (subject, title, address) == ("A title", "A title", ADDRESS)
    assert excerpt.endswith(("Wörter…", "über…", "Grüße.…", "Eintausend…"))
    assert MOST - 60 < len(href) <= MOST


def test_what_is_said_gives_way_after_the_excerpt() -> None:
    href = email_forward(a_post(text="Eintausend Wörter über Grüße. " * 60, excerpt="Of note."), phrases("en"))
    said, title, address = read(href)[1].split("\r\n\r\n")
    assert (title, address) == ("A title", ADDRESS)
    assert_shortened(said, "Eintausend Wörter über Grüße. " * 60)
    assert MOST - 60 < len(href) <= MOST


def test_what_is_said_stays_while_the_excerpt_is_cut() -> None:
    href = email_forward(a_post(text="Mind the knot:", excerpt="Eintausend Wörter über Grüße. " * 60), phrases("en"))
    said, _, excerpt, _ = read(href)[1].split("\r\n\r\n")
    assert said == "Mind the knot:"
    assert excerpt.endswith("…")


def test_a_title_that_leaves_no_room_leaves_the_sentence_of_the_language() -> None:
    title = "日本語の題名" * 100
    _, body = read(email_forward(a_post(title=title, text="Mind the knot: " * 9), phrases("en")))
    said, shortened, _ = body.split("\r\n\r\n")
    assert said == ENGLISH
    assert_shortened(shortened, title)


def test_the_title_gives_way_next() -> None:
    href = email_forward(a_post(title="日本語の題名" * 100, excerpt="Of note."), phrases("en"))
    subject, body = read(href)
    assert body == f"{ENGLISH}\r\n\r\n{subject}\r\n\r\n{ADDRESS}"
    assert subject.endswith("…")
    assert MOST - 60 < len(href) <= MOST


@pytest.mark.parametrize("size", [1_600, 1_700, 1_750, 1_790, 1_800, 1_820, 1_840])
def test_the_address_stays_whole(size: int) -> None:
    address = ADDRESS + "a" * size
    href = email_forward(a_post(address=address, excerpt="Of note."), phrases("en"))
    assert read(href)[1].split("\r\n")[-1] == address
    assert len(href) <= MOST


def test_an_address_that_is_itself_too_long_stands_alone_below_a_subject() -> None:
    address = ADDRESS + "a" * 3_000
    assert read(email_forward(a_post(address=address), phrases("en"))) == ("A", address)


@pytest.mark.parametrize(
    "address", [ADDRESS, "https://blog.example/grüße%20x.html?a=b+c&d=e#f", "https://bücher.example/"]
)
def test_the_address_is_the_last_line(address: str) -> None:
    body = read(email_forward(a_post(address=address), phrases("en")))[1]
    assert body.split("\r\n")[-2:] == ["", address]


# A blog's own words


@pytest.mark.parametrize(
    ("own", "subject", "first"),
    [
        ({"email.subject": "Lies das: {title}"}, "Lies das: A title", ENGLISH),
        ({"email.subject": {"de": "Lies das", "en": "Read: {title}"}}, "Read: A title", ENGLISH),
        ({"email.subject": {"de": "Lies das"}}, "A title", ENGLISH),
        ({"email.sentence": "R&D + {title}:"}, "A title", "R&D + A title:"),
        ({"email.sentence": "{nothing} {}"}, "A title", "{nothing} {}"),
    ],
)
def test_own_words(own: dict[str, Any], subject: str, first: str) -> None:
    found, body = read(email_forward(a_post(), phrases("en", own=own)))
    assert (found, body.split("\r\n\r\n")[0]) == (subject, first)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_in_a_blogs_own_words(line_end: str) -> None:
    own = {"email.sentence": f"Hello,{line_end}look at this:", "email.subject": f"For{line_end}you"}
    subject, body = read(email_forward(a_post(), phrases("en", own=own)))
    assert body.startswith(("Hello,\r\nlook at this:\r\n", "Hello, look at this:\r\n"))
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", body)
    assert clean(subject) == subject


def test_a_long_sentence_of_the_blogs_own_gives_way_to_the_address() -> None:
    href = email_forward(a_post(), phrases("en", own={"email.sentence": "x" * 3_000}))
    assert len(href) <= MOST
    assert unquote(href).endswith(ADDRESS)


@pytest.mark.parametrize("title", ["A", "日", "👨‍👩‍👧‍👦", "AB", "A title of some length"])
@pytest.mark.parametrize("size", [1_700, 1_850, 1_900, 4_000])
def test_the_body_gives_way_before_the_subject(title: str, size: int) -> None:
    address = f"{ADDRESS}?{'x' * (size - len(ADDRESS) - 1)}"
    subject, body = read(email_forward(a_post(title=title, address=address, excerpt="Some words."), phrases("en")))
    assert subject
    assert address in body
    assert title.startswith(subject.rstrip("…"))
    assert subject == title or subject.endswith("…") or subject == regex.findall(r"\X", title)[0]
