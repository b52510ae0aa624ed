"""The facts of a post that sharing needs, as plain values."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pelican_share_nudge.front_matter import unquoted
from pelican_share_nudge.lengths import shorten
from pelican_share_nudge.markup import shallow

# Where themes look for a post's picture, most specific first.
IMAGE_KEYS = ("og_image", "image", "cover", "cover_image", "featured_image", "header_cover", "thumbnail")

EXCERPT_LENGTH = 300
_PARAGRAPHS = 12  # an excerpt needs no more, however short they are
# Characters of content that are parsed for its first sentences; the second time when the first gave none.
_READ_AT_MOST = (2_000, 400_000)

_PARAGRAPH = re.compile(r"<p(?:\s[^<>]*)?>")
# What may hold a paragraph that readers do not see as such.
_MAY_HIDE = re.compile(r"<(?:!|script|style|template|textarea|svg|noscript)")
_CONTROL_OR_BLANK = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_BREAKS = re.compile(
    r"<(?=/?(?:address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|ol|p|pre"
    r"|section|table|td|th|tr|ul)[\s/>])",
    re.IGNORECASE,
)
_PLAIN_INLINE_TAG = re.compile(r"""</?(?:a|abbr|b|cite|code|em|i|small|span|strong)(?:\s+[\w-]+="[^"<>]*")*>""")
_IMAGE = re.compile(r"<img\b", re.IGNORECASE)
_NOT_IN_ASCII_HASHTAG = re.compile(r"\W+")
_SENTENCE = re.compile(r"""[.!?…؟]["'”’»)\]]*(?=\s)|[。！？]["'”’」』）]*""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An article or page that is being published.

    Attributes:
        title: plain text.
        address: what is shared: absolute, percent-encoded.
        language: as the blog writes it: `en`, `zh-TW`, `jp`.
        text: what to say when sharing; plain text.
        excerpt: the authored summary, else the first sentences; plain text.
        hashtags: without `#`.
        image: absolute address, or empty.
        slug: as Pelican made it, for addresses.
        source: path below the content folder, with `/`.

    What only rules ask for, when the page has been written:
        page: path of the written page below the output folder.
        own_address: where the post itself is, whatever `nudge_url` says; absolute if the site's address is.
        file: absolute path of the source.
        content: as written into the page.
        keys: of the front matter, in small letters and with `_`; also those that settings gave it.
        travels: False for `nudge: off`.
        without: hooks that its author switched off: `share`, `email`, `cta`.
        asks_for: names of the calls to action for which its author asked.
        summarised: its author wrote a summary.
        problems: values of its front matter that cannot be used.
        mistakes: of templates, for which blocks are missing in its page or feeds.
        left_alone: why the plugin put nothing, or not all, into its page; empty when it did.
        lack: a word for that reason, the same in every post that has it.
        remedy: what to write instead.
        ignored: rules that its author does not want to hear of, as written.
    """

    title: str
    address: str
    language: str
    text: str = ""
    excerpt: str = ""
    hashtags: tuple[str, ...] = ()
    image: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    slug: str = ""
    source: str = ""
    page: str = ""
    own_address: str = ""
    file: str = ""
    content: str = ""
    keys: frozenset[str] = frozenset()
    travels: bool = True
    without: frozenset[str] = frozenset()
    asks_for: tuple[str, ...] = ()
    summarised: bool = False
    problems: tuple[MetadataProblem, ...] = ()
    mistakes: tuple[TemplateMistake, ...] = ()
    left_alone: str = ""
    lack: str = ""
    remedy: str = ""
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MetadataProblem:
    """A value in a post's front matter that cannot be used: its key as written, the rule that says so, and why.

    Attributes:
        text: what to look for in the source where the front matter does not have the key.
        picture: that is not there, as written.
    """

    key: str
    rule: str
    message: str
    text: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class TemplateMistake:
    """What keeps a template from giving its block.

    Attributes:
        block: `bar`, `cta`, `head` or `feed`.
        file: absolute path of the template that has the mistake.
        line: in it, from 1.
        why: what is wrong.
    """

    block: str
    file: str
    line: int
    why: str


def clean(text: str) -> str:
    """Make one line: control characters, line ends and runs of blanks become one blank; everything else stays."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")  # As most texts are, and told in a tenth of the time.
    return _CONTROL_OR_BLANK.sub(" ", text).strip(" ")


def plain_text(fragment: str) -> str:
    """Take the markup off an authored fragment of HTML and decode its entities once, as a browser would."""
    fragment = clean(fragment)
    inside = fragment.removeprefix("<p>").removesuffix("</p>")  # What Markdown makes of most summaries.
    if "<" in inside:
        inside = _PLAIN_INLINE_TAG.sub("", inside)
    if "<" not in inside and "&" not in inside:
        return clean(inside)
    return clean(_parse(fragment).text())


def _parse(fragment: str) -> LexborNode:
    """Parse a fragment into a body without what readers do not see; blocks and line breaks separate words."""
    tree = LexborHTMLParser(f"<!doctype html><body>{_BREAKS.sub(' <', shallow(fragment))}")
    if "<s" in fragment or "<t" in fragment or "<S" in fragment or "<T" in fragment:
        tree.strip_tags(["script", "style", "template"])
    assert tree.body is not None  # the parser always makes one
    return tree.body


def first_sentences(content: str, *, most: int = EXCERPT_LENGTH) -> str:
    """Take whole sentences from the paragraphs that open a content, up to about `most` characters.

    A first sentence that is longer stays whole up to twice that, and is then cut at a word, with an ellipsis.
    """
    said = _plain_paragraphs(content, most)
    if said:
        return _opening(said, most)
    for size in _READ_AT_MOST:
        whole = len(content) <= size
        body = _parse(content[:size])
        said = [clean(paragraph.text()) for paragraph in body.css("p")[:_PARAGRAPHS]] or [clean(body.text())]
        if whole or sum(map(len, said[:-1])) >= most or len(said[-1]) >= 2 * most:
            break
    return _opening(said, most)


def _plain_paragraphs(content: str, most: int) -> list[str]:
    """Read the first paragraphs without parsing all that stands around them; empty where that might go wrong."""
    said: list[str] = []
    end = 0
    while found := _PARAGRAPH.search(content, end):
        closed = content.find("</p>", found.end())
        if closed < 0 or _MAY_HIDE.search(content, end, found.start()):
            break
        said.append(plain_text(content[found.end() : closed]))
        if sum(map(len, said)) >= 2 * most or len(said) == _PARAGRAPHS:
            return said
        end = closed + len("</p>")
    return [] if _MAY_HIDE.search(content, end) else said


def _opening(paragraphs: Iterable[str], most: int) -> str:
    taken = ""
    for sentence in (sentence for paragraph in paragraphs for sentence in sentences(paragraph)):
        if len(taken) + len(sentence) >= most:
            return taken or shorten(sentence, 2 * most, "characters")
        taken = f"{taken} {sentence}".strip()
    return taken


def sentences(text: str) -> Iterator[str]:
    """Split plain text into sentences, each with the marks at its end."""
    start = 0
    for found in _SENTENCE.finditer(text):
        yield text[start : found.end()].strip()
        start = found.end()
    if text[start:].strip():
        yield text[start:].strip()


def first_image(content: str) -> str:
    """Find the address of the first picture that is a file; empty when there is none."""
    if not _IMAGE.search(content):
        return ""
    for image in _parse(content).css("img[src]"):
        address = image.attributes.get("src") or ""
        if address and not address.lower().startswith("data:"):
            return address
    return ""


def hashtag(tag: str) -> str:
    """Write a tag as every network takes it: letters, digits and `_` of any script; words joined, capitals kept.

    Empty when nothing is left, or only digits: no network links such a hashtag.
    """
    if tag.isascii():
        words = _NOT_IN_ASCII_HASHTAG.sub(" ", tag).split()
    else:
        words = "".join(character if _in_hashtag(character) else " " for character in tag).split()
    joined = words[0] + "".join(word[0].upper() + word[1:] for word in words[1:]) if words else ""
    return joined if any(map(str.isalpha, joined)) else ""


def _in_hashtag(character: str) -> bool:
    """Marks belong to their letters, and the zero-width non-joiner to Persian words."""
    return character.isalnum() or character in "_\u200c" or unicodedata.category(character).startswith("M")


def hashtags(tags: Iterable[str], *, most: int | None) -> tuple[str, ...]:
    """Turn tags into hashtags, each once whatever its letter case; at most so many, None for all."""
    unique: dict[str, str] = {}
    for tag in tags:
        if written := _hashtag_of(tag):
            unique.setdefault(written.casefold(), written)
    return tuple(unique.values())[:most]


@lru_cache(maxsize=1024)  # A blog has few tags, and many posts.
def _hashtag_of(tag: str) -> str:
    return hashtag(plain_text(tag))


def stands_in(text: str, content: str) -> bool:
    """Tell whether an author's content holds what the page has: an address in any spelling, a class or word as a whole.

    Args:
        text: decoded from HTML.
        content: HTML.
    """
    if "/" not in text and ":" not in text:
        return text in content and re.search(rf"(?<![\w-]){re.escape(text)}(?![\w-])", content) is not None
    if text in content or html.escape(text, quote=False) in content or html.escape(text) in content:
        return True
    # Another plugin may have encoded the rest of it.
    return "%" in text and unquote(text) in unquote(html.unescape(content))


def named_image(metadata: Mapping[str, object]) -> str:
    """Find the picture that the front matter names under one of the usual keys, as written; empty if none."""
    values = (metadata.get(key) for key in IMAGE_KEYS)
    return next((named for value in values if isinstance(value, str) and (named := unquoted(value))), "")
