"""The only module that finds what an author has marked as quotable: where it ends, and where in the text it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from pelican_share_nudge.markup.closing import left_open
from pelican_share_nudge.markup.tokenizer import Markup, read
from pelican_share_nudge.prose.blocks import Step, steps
from pelican_share_nudge.prose.element import BLOCKS, element_of, parse_fragment
from pelican_share_nudge.prose.unsaid import is_hidden, is_not_said

QUOTABLE = "quotable"

# What parts the text of a page as browsers search it: the border of a block, over which a context may reach; and
# anything else, such as a line break, a picture, or the links that will stand behind a marked sentence.
BORDER, GAP = "\n", "\r"

_IN_LINE = frozenset(
    "a abbr b bdi bdo big cite code data dfn em font i ins kbd mark q s samp small span strong sub sup time tt u "
    "var".split()
)
_WITH_BLOCK_BEHIND = frozenset(
    "address article aside details div dl figure h1 h2 h3 h4 h5 h6 ol p pre section table ul".split()
)
# Of these the theme says how far in they stand, and so does the block: it stands inside.
_WITH_BLOCK_INSIDE = frozenset("blockquote dd dt figcaption li td th".split())
# What may hold no links, and no block: one stands behind it.
_HOLDS_NO_BLOCK = ("a", "button", "label", "legend", "summary")
_HOLDS_NO_DIV = frozenset("dl hgroup ol ul".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SOURCES = "footer, figcaption, .attribution"
_PARTS_LINES = frozenset("br hr img input select svg math canvas object iframe video audio rt rp".split())
_BLANKS = re.compile(r"[ \t\n\f\r]+")
_NO_ROOM = re.compile("[\u00ad\u200b\u2060\ufeff]+")  # browsers pass over it when they search
_BEHIND_SENTENCE = re.compile(r"""[.,;:!?…"'”’»›)\]。、，！？；：」』）】》]*""")


class Marked(NamedTuple):
    """A marked sentence or quotation.

    Attributes:
        html: what it says.
        source: who said it, where the mark holds that, too; HTML.
        at: where in the content a block can stand for it.
        in_line: it stands in a line of text: what stands there must be phrasing content.
        start: where it begins in the text.
        end: where it ends there.
    """

    html: str
    source: str
    at: int
    in_line: bool
    start: int
    end: int


class Marks(NamedTuple):
    """All marks of a content, in order, and its whole text as browsers search it, with BORDER and GAP in it."""

    text: str
    marks: tuple[Marked, ...]


NO_MARKS = Marks("", ())


def marks_in(content: str) -> Marks:
    """Find the marks: of nested ones the outermost, none that readers do not see, and none at all where markup is so
    broken that a browser would have other elements than are written there."""
    if QUOTABLE not in content:
        return NO_MARKS
    text, seen = _read(content)
    written = list(_written(content))
    if [one.name for one in seen] != [one.name for one in written]:
        return Marks(text, ())
    pairs = zip(seen, written, strict=True)
    return Marks(text, tuple(mark for one, tags in pairs if (mark := _marked(content, one, tags)) is not None))


def searched_text(html: str) -> str:
    """Give the text of a part of a page as browsers search it, with BORDER and GAP in it."""
    return _read(html)[0]


class _Seen(NamedTuple):
    """A mark as a browser has it: its name, the element around it, what may hold no block; where its text is."""

    name: str
    parent: str
    around: tuple[str, ...]
    is_said: bool
    start: int
    end: int


class _Written(NamedTuple):
    """The tags of a mark."""

    name: str
    start: int
    inside: int
    closed: int
    end: int


def _marked(content: str, seen: _Seen, tags: _Written) -> Marked | None:
    at = _place(content, seen, tags)
    elements = left_open(content[tags.start : tags.end])
    if at is None or elements is None or elements.names or not seen.is_said:
        return None
    html, source = _apart(content[tags.start : tags.end])
    in_line = seen.name in _IN_LINE and not {"legend", "summary"}.intersection(seen.around)
    return Marked(html, source, at, in_line, seen.start, seen.end)


def _place(content: str, seen: _Seen, tags: _Written) -> int | None:
    """Find where a block can stand for a mark: behind it, or at its end; None where none may stand."""
    if seen.around:
        return _behind(content, tags.end, seen.around[0])
    if seen.name in _IN_LINE:
        closing = _BEHIND_SENTENCE.match(content, tags.end)
        return closing.end() if closing else tags.end
    if seen.name in _WITH_BLOCK_INSIDE:
        return tags.closed
    return tags.end if seen.name in _WITH_BLOCK_BEHIND and seen.parent not in _HOLDS_NO_DIV else None


def _behind(content: str, start: int, name: str) -> int | None:
    """Find the end of the element of a name that is open at an offset."""
    depth = 1
    for markup in read(content, start):
        if markup.name == name:
            depth += -1 if markup.closing else 1
            if depth == 0:
                return markup.end
    return None


def _apart(html: str) -> tuple[str, str]:
    """Take a quotation and its source apart."""
    body = parse_fragment(html)
    sources = body.css(_SOURCES)
    if not sources:
        return html, ""
    source = " ".join(node.html or "" for node in sources)
    for node in sources:
        node.decompose()
    return body.inner_html or "", source


# As written


def _written(content: str) -> Iterator[_Written]:
    """Find the tags of the outermost marks; one that is never closed has none, nor has any behind it."""
    opening: Markup | None = None
    depth = 0
    for markup in read(content):
        if opening is not None and markup.name == opening.name:
            depth += -1 if markup.closing else 1
            if depth == 0:
                yield _Written(opening.name, opening.start, opening.end, markup.start, markup.end)
                opening = None
        elif opening is None and not markup.closing and _is_mark(markup):
            if markup.name in _VOID:
                yield _Written(markup.name, markup.start, markup.end, markup.end, markup.end)
            else:
                opening, depth = markup, 1


def _is_mark(markup: Markup) -> bool:
    return QUOTABLE in markup.written and QUOTABLE in markup.attribute("class").split()


# As a browser has it


def _read(html: str) -> tuple[str, list[_Seen]]:
    text, seen = _Text(), list[_Seen]()
    mark: tuple[int, int] | None = None
    hidden: int | None = None
    source_at: int | None = None
    for node, name, step in steps(parse_fragment(html), lambda node, name: True):
        if hidden is None and step == "in" and name != "body" and is_hidden(element_of(node, name)):
            hidden = node.mem_id
            text.part(GAP)
        if hidden is None:
            text.take(node, name, step)
        if mark is None and step == "in" and QUOTABLE in (node.attributes.get("class") or "").split():
            mark, source_at = (node.mem_id, text.length), None
        elif mark is not None and step == "out" and node.mem_id == mark[0]:
            seen.append(_seen(node, name, mark[1], source_at or text.length))
            text.part(GAP)
            mark = None
        elif mark is not None and step == "in" and source_at is None and _is_source(node, name):
            source_at = text.length
        if step == "out" and node.mem_id == hidden:
            hidden = None
    return text.whole, seen


def _is_source(node: LexborNode, name: str) -> bool:
    return name in ("footer", "figcaption") or "attribution" in (node.attributes.get("class") or "").split()


def _seen(node: LexborNode, name: str, start: int, end: int) -> _Seen:
    parents = list(_around(node))
    holds_none = tuple(parent for parent in reversed(parents) if parent in _HOLDS_NO_BLOCK)
    return _Seen(name, parents[0] if parents else "body", holds_none, _is_said(node), start, end)


def _around(node: LexborNode) -> Iterator[str]:
    """List the names of what is around an element in its content, the innermost first."""
    parent = node.parent
    while parent is not None and parent.tag != "body":
        yield str(parent.tag)
        parent = parent.parent


def _is_said(node: LexborNode) -> bool:
    """Tell whether an element is no note, and stands in none."""
    current: LexborNode | None = node
    while current is not None and current.tag != "body":
        if is_not_said(element_of(current, str(current.tag)), ""):
            return False
        current = current.parent
    return True


class _Text:
    """The text so far: runs of blanks are one, and none stands at the beginning of a line."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._last = BORDER
        self._verbatim = 0
        self.length = 0

    @property
    def whole(self) -> str:
        return "".join(self._parts)

    def take(self, node: LexborNode, name: str, step: Step) -> None:
        """Take a text, or go into an element or out of it."""
        if name == "-text":
            self._say(node.text_content or "")
        elif name == "pre":
            self._verbatim += 1 if step == "in" else -1
        if name in BLOCKS:
            self.part(BORDER)
        elif name in _PARTS_LINES:
            self.part(GAP)

    def _say(self, text: str) -> None:
        lines = text.splitlines() if self._verbatim else [text]
        for number, line in enumerate(lines):
            if number:
                self.part(GAP)
            line = _BLANKS.sub(" ", _NO_ROOM.sub("", line))
            self._add(line.removeprefix(" ") if self._last in (BORDER, GAP, " ") else line)

    def part(self, sign: str) -> None:
        """End the line; a gap is no border, whatever else ends there."""
        if self._last not in (sign, GAP):
            self._add(sign)

    def _add(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._last = text[-1]
            self.length += len(text)
