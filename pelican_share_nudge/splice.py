"""The only module that changes HTML: it finds the place in a written page, puts blocks in and takes them out again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

CLOSE = "<!-- /share-nudge -->"

# Selectors that say where a post's content is, in the order in which they are asked; the author of a page chose them.
CONTENT_SELECTORS = ("[itemprop~=articleBody]", ".e-content", ".entry-content", "article")

_OPEN = re.compile(r"<!-- share-nudge:([a-z-]+) -->")
_MARKER = re.compile(r"<!-- share-nudge:([a-z-]+) -->|<!-- /share-nudge -->")

# What does not nest, or may be left open by the rules of HTML (13.1.2.4), so that leaving it open swallows nothing.
_LEAVES_NOTHING_OPEN = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr "
    "p li dt dd rb rt rtc rp optgroup option thead tbody tfoot tr td th colgroup caption html head body".split()
)
_RAW_TEXT = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext")
# An element inside which the end tags of what is around it count for nothing (13.2.4.2, "in scope").
_WALLS = frozenset("applet button caption marquee object select svg math table template td th".split())

_TAG = re.compile(
    rf"""
      <!--.*?(?:-->|\Z)                                      # a comment, or one that never ends
    | <({"|".join(_RAW_TEXT)})\b[^>]*>.*?(?:</\1\s*>|(\Z))   # an element whose content is no markup
    | <(/?)([a-zA-Z][^\s/>]*)((?>[^>"'=]+|=\s*"[^"]*"|=\s*'[^']*'|["'=])*+)>
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_NAME = re.compile(rf"<(/?(?!(?:{'|'.join(_LEAVES_NOTHING_OPEN)})[\s/>])[a-zA-Z][^\s/>]*)")
_NOT_PLAIN = frozenset((*_RAW_TEXT, "svg", "math"))
_HIDING = (("<!--", "-->"), *((f"<{tag}", f"</{tag}") for tag in ("script", "style", "textarea", "template")))
_END_OF_HEAD = re.compile(
    rf"<!--.*?-->|<({'|'.join(_RAW_TEXT)}|noscript)\b[^>]*>.*?</\1\s*>|(</head\s*>|<body[\s>])",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of HTML under the name by which its markers call it; `html` holds no markers."""

    name: str
    html: str

    def __str__(self) -> str:
        return f"<!-- share-nudge:{self.name} -->{self.html}{CLOSE}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a page a post's content stands: offsets before its first and after its last character."""

    before: int
    after: int


def strip(page: str) -> str:
    """Take all blocks out. A marker that has no partner stays: it is the theme's."""
    kept, end = [], 0
    for start, stop, _ in _blocks(page):
        kept.append(page[end:start])
        end = stop
    return "".join((*kept, page[end:]))


def names(page: str) -> frozenset[str]:
    """List the names of the blocks that a page holds."""
    return frozenset(name for _, _, name in _blocks(page))


def _blocks(page: str) -> Iterator[tuple[int, int, str]]:
    """Pair each closing marker with the nearest opening one before it: (start, end, name)."""
    if CLOSE not in page:
        return
    opened: re.Match[str] | None = None
    for marker in _MARKER.finditer(page):
        if marker[1] is not None:
            opened = marker
        elif opened is not None:
            yield opened.start(), marker.end(), opened[1]
            opened = None


def splice(page: str, insertions: Iterable[tuple[int, Block]]) -> str:
    """Insert blocks at offsets; those at the same offset in the order given. `strip(splice(page, …)) == page`."""
    kept, end = [], 0
    for offset, block in sorted(insertions, key=lambda insertion: insertion[0]):
        kept += [page[end:offset], str(block)]
        end = offset
    return "".join((*kept, page[end:]))


def marker_offset(page: str, name: str) -> int | None:
    """Find where the theme's own marker comment asks for a block: right behind the first one without a partner."""
    if f"<!-- share-nudge:{name} -->" not in page:
        return None
    taken = {start for start, _, _ in _blocks(page)}
    for marker in _OPEN.finditer(page):
        if marker[1] == name and marker.start() not in taken:
            return marker.end()
    return None


def head_offset(page: str, before: int) -> int | None:
    """Find the end of the page's head, looking no further than an offset; None when there is no head."""
    for found in _END_OF_HEAD.finditer(page, 0, before):
        if found[2]:
            return found.start()
    return None


def content_place(page: str, content: str, *, which: Callable[[], int | None], selector: str = "") -> Place | None:
    """Find a post's own content in its page. Never a guess: None when it is not certain.

    Args:
        content: as written; may be empty.
        which: asked only when the page holds the content more than once: which occurrence is the post's own.
        selector: what the blog says about pages that do not hold the content as written.
    """
    offsets = list(_occurrences(page, content)) if content.strip() else []
    text = content
    if not offsets and (text := content.strip()):
        offsets = list(_occurrences(page, text))
    if offsets:
        if len(offsets) > 1:
            index = which()
            offsets = [offsets[index]] if index is not None and index < len(offsets) else _in_container(page, offsets)
        if len(offsets) == 1:
            return _around(page, offsets[0], text)
        return None
    return _container_place(page, selector)


def _occurrences(page: str, text: str) -> Iterator[int]:
    offset = page.find(text)
    while offset >= 0:
        yield offset
        offset = page.find(text, offset + len(text))


def _in_container(page: str, offsets: Sequence[int]) -> list[int]:
    """Keep the occurrences inside the one element that says it is the content."""
    place = _container_place(page, "")
    if place is None:
        return list(offsets)
    inside = [offset for offset in offsets if place.before <= offset < place.after]
    return inside or list(offsets)


def _around(page: str, offset: int, content: str) -> Place | None:
    """Give the place around a content, unless it stands where nothing is shown or swallows what follows."""
    if _is_hidden(page, offset):
        return None
    after = offset + len(content)
    left_open = _left_open(content)
    if left_open is None:
        return None
    if left_open:
        closed = _where_closed(page, after, left_open)
        return None if closed is None else Place(offset, closed)
    return Place(offset, after)


def _is_hidden(page: str, offset: int) -> bool:
    """Tell whether an offset lies in a comment or in an element whose content is no markup."""
    before = page[:offset].lower()
    return any(before.rfind(start) > before.rfind(end) for start, end in _HIDING)


def _left_open(content: str) -> list[str] | None:
    """List the elements that a content opens and does not close, outermost first; None when it ends inside raw text."""
    if _is_plainly_closed(content):
        return []
    stack: list[str] = []
    for found in _TAG.finditer(content):
        raw, endless, closing, name, attributes = found.groups()
        if endless is not None or (name is None and raw is None and not found[0].endswith("-->")):
            return None
        tag = (name or "").lower()
        if not tag or tag in _LEAVES_NOTHING_OPEN or (attributes.endswith("/") and {"svg", "math"} & {*stack}):
            continue
        if closing:
            _close(stack, tag)
        else:
            stack.append(tag)
    return stack


def _is_plainly_closed(content: str) -> bool:
    """Tell in a tenth of the time whether all start tags have their end tags in order, as in nearly every content."""
    if "<!--" in content:
        return False
    stack: list[str] = []
    for name in _NAME.findall(content):
        if name[0] == "/":
            if not stack or stack.pop() != name[1:]:
                return False
        elif name.lower() in _NOT_PLAIN:
            return False
        else:
            stack.append(name)
    return not stack


def _close(stack: list[str], tag: str) -> bool:
    """Close the innermost such element and all inside it, if no wall is in between; tell whether there was one."""
    for position in range(len(stack) - 1, -1, -1):
        if stack[position] == tag:
            del stack[position:]
            return True
        if stack[position] in _WALLS:
            return False
    return False


def _where_closed(page: str, offset: int, left_open: list[str]) -> int | None:
    """Follow the page on to where an end tag closes all that a content left open; None when none ever does."""
    stack = list(left_open)
    for found in _TAG.finditer(page, offset):
        tag = (found[4] or "").lower()
        if not tag or tag in _LEAVES_NOTHING_OPEN:
            continue
        if not found[3]:
            stack.append(tag)
        elif not _close(stack, tag) and not _WALLS & {*stack}:
            return found.end()
        if not stack:
            return found.end()
    return None


def _container_place(page: str, selector: str) -> Place | None:
    """Find the inside of the only element that a selector gives, the blog's first, then those that mark a content."""
    import soupsieve  # Only the odd page comes here; most builds need not load these.
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page, "html.parser")
    for candidate in filter(None, (selector, *CONTENT_SELECTORS)):
        found = soupsieve.select(candidate, soup)
        if len(found) == 1:
            return _inside(page, found[0])
    return None


def _inside(page: str, tag: Tag) -> Place | None:
    """Give the place between an element's start and end tag; None when it has no end tag of its own."""
    if tag.sourceline is None or tag.sourcepos is None:
        return None
    lines = page.split("\n")
    start = sum(len(line) + 1 for line in lines[: tag.sourceline - 1]) + tag.sourcepos
    finder = _EndFinder(tag.name)
    finder.feed(page[start:])
    finder.close()
    if finder.inside is None or finder.end is None:
        return None
    return Place(start + finder.inside, start + finder.end)


class _EndFinder(HTMLParser):
    """Finds where the first element of a text begins and ends inside its tags, counting elements of the same name."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=False)
        self.name = name
        self.depth = 0
        self.inside: int | None = None
        self.end: int | None = None
        self._line_starts = [0]

    def feed(self, data: str) -> None:
        self._line_starts = [0, *(found.end() for found in re.finditer("\n", data))]
        super().feed(data)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if self.end is not None or tag != self.name:
            return
        self.depth += 1
        if self.inside is None:
            self.inside = self._offset() + len(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.end is None and tag == self.name and self.inside is not None:
            self.depth -= 1
            if self.depth == 0:
                self.end = self._offset()
