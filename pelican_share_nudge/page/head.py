"""The only module that reads the head of a page: its title, its `<meta>` and the addresses that it gives itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pelican_share_nudge.insert.place import head_offset
from pelican_share_nudge.page.facts import BrokenMeta
from pelican_share_nudge.page.tree import parse
from pelican_share_nudge.page.usual_head import tags_of
from pelican_share_nudge.text import clean

# It stops at the next `<`: a page may hold ten thousand tags that nothing closes.
_PREVIEW_TAG = re.compile(
    r"""<title[\s>]|<meta\s[^<>]*?["'=\s](og:(?:title|description|image|url)|description)["'\s>]""", re.IGNORECASE
)
_HEAD_END = r"(?i)</head|<body"
# Attributes without a value of their own that a <meta> may have (HTML, 3.2.6 and 4.2.5; RDFa; microdata).
_META_ATTRIBUTES = frozenset(
    "name property content http-equiv charset media itemprop lang dir id class scheme prefix itemscope itemtype itemid "
    "title vocab typeof resource about hidden inert translate".split()
)
# What stands in the name of an attribute only where a quote ended another one before its time.
_OF_CONTENT = frozenset("\"'<`“”‘’.,;!?")
# Where a page names a shorter address of its own.
_SHORT = frozenset(("shortlink", "shorturl", "short_url"))
_CANONICAL = frozenset(("canonical",))
# Beyond this a preview's tags may be out of sight (WhatsApp's 300 KB): only then is it worth looking where they are.
_FAR = 250_000


class Head(Struct, frozen=True):
    """What a page says of itself.

    Attributes:
        title, metas, broken_metas, canonical, short, preview_at: as those of a Page.
    """

    title: str
    metas: Mapping[str, tuple[str, ...]]
    broken_metas: tuple[BrokenMeta, ...]
    canonical: tuple[str, ...]
    short: tuple[str, ...]
    preview_at: int


def read(text: str) -> Head:
    """Read the head of a whole page; also before anything is inserted into it."""
    return head_of(parse(text), text)


class Said(Struct, frozen=True):
    """What a page says of itself to friends' programs, before anything is inserted.

    Attributes:
        metas: as those of a Page.
        broken: the names of those that a quote cut off.
        canonical: whether it names an address.
        end: where its head ends, if it is as nearly every one is: that offset lies in the open.
    """

    metas: Mapping[str, tuple[str, ...]]
    broken: frozenset[str]
    canonical: bool
    end: int | None = None


def said_in(page: str) -> Said:
    """Read what a page says in its head."""
    usual_end = page.find("</head>")
    tags = None if usual_end < 0 else tags_of(page[:usual_end])
    return _said_exactly(page) if tags is None else _said(tags, usual_end)


def _said_exactly(page: str) -> Said:
    end = head_offset(page, len(page))
    tags = None if end is None else tags_of(page[:end])
    if tags is None:
        head = read(page if end is None else page[:end])
        return Said(head.metas, frozenset(meta.name for meta in head.broken_metas), any(head.canonical))
    return _said(tags)


def _said(tags: Iterable[tuple[str, Mapping[str, str]]], end: int | None = None) -> Said:
    metas: dict[str, list[str]] = {}
    canonical = False
    for name, attributes in tags:
        if name == "link":
            canonical |= "canonical" in attributes.get("rel", "").lower().split() and bool(
                attributes.get("href", "").strip()
            )
            continue
        content = attributes.get("content", "").strip()
        for key in {attributes.get("property", ""), attributes.get("name", "")}:
            metas.setdefault(key.strip().lower(), []).append(content)
    return Said({name: tuple(values) for name, values in metas.items()}, frozenset(), canonical, end)


def head_of(document: LexborHTMLParser, text: str) -> Head:
    """Read the head of a page that is parsed already."""
    metas, broken = _metas(document)
    related = _related(document)
    return Head(
        title=_title(document),
        metas=metas,
        broken_metas=broken,
        canonical=_of_kind(related, _CANONICAL),
        short=_of_kind(related, _SHORT),
        preview_at=_preview_at(text),
    )


def _title(document: LexborHTMLParser) -> str:
    titles = document.tags("title")
    first = next(filter(_is_in_head, titles), None) or next((one for one in titles if not _is_in_svg(one)), None)
    return clean(first.text()) if first is not None else ""


def _metas(document: LexborHTMLParser) -> tuple[dict[str, tuple[str, ...]], tuple[BrokenMeta, ...]]:
    in_head: dict[str, list[str]] = {}
    in_body: dict[str, list[str]] = {}
    broken = []
    for meta in document.tags("meta"):
        attributes = meta.attributes
        content, first, second = attributes.get("content"), attributes.get("property"), attributes.get("name")
        if content is None or not (first or second):
            continue
        head = _is_in_head(meta)
        rest = _left_of_content(attributes) if head and len(attributes) > 2 else ""
        for key in (first, None if second == first else second):
            if not key:
                continue
            name = key.strip().lower()
            (in_head if head else in_body).setdefault(name, []).append(content.strip())
            if rest:
                broken.append(BrokenMeta(name, content, rest))
    metas = {name: tuple(values) for name, values in (in_body | in_head).items()}
    return metas, tuple(broken)


def _left_of_content(attributes: Mapping[str, str | None]) -> str:
    """List what became attributes of a `<meta>` when a quote ended its content; empty when nothing did."""
    if _META_ATTRIBUTES.issuperset(attributes):
        return ""
    rest = {key: value for key, value in attributes.items() if key not in _META_ATTRIBUTES}
    return " ".join(rest) if any(_was_content(key, value) for key, value in rest.items()) else ""


def _was_content(key: str, value: str | None) -> bool:
    """Tell words from attributes that frameworks and XML add (`xml:lang`, `data-…`, `key="…"`): a word has no value, or
    holds what no name does."""
    if not _OF_CONTENT.isdisjoint(key):
        return True
    return ":" not in key and "-" not in key and (not value or '"' in value)


def _related(document: LexborHTMLParser) -> list[tuple[list[str], str]]:
    """List what each `<link>` is, in small letters, and where it leads."""
    found = []
    for link in document.tags("link"):
        attributes = link.attributes
        rel, href = attributes.get("rel"), attributes.get("href")
        if rel and href is not None:
            found.append((rel.lower().split(), href.strip()))
    return found


def _of_kind(related: Iterable[tuple[list[str], str]], kinds: frozenset[str]) -> tuple[str, ...]:
    return tuple(href for rel, href in related if not kinds.isdisjoint(rel))


def _preview_at(text: str) -> int:
    if len(text) < _FAR:
        return 0
    end = re.search(_HEAD_END, text)
    first: dict[str, int] = {}
    for found in _PREVIEW_TAG.finditer(text, 0, end.start() if end else len(text)):
        first.setdefault((found[1] or "title").lower(), found.end())
    return len(text[: max(first.values(), default=0)].encode("utf-8", "surrogatepass"))


def _is_in_head(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag == "head"


def _is_in_svg(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag != "svg":
        parent = parent.parent
    return parent is not None
