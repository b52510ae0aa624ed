"""The only module that tells what a part of a page leaves open, and where that is closed."""

from __future__ import annotations

import re

from pelican_share_nudge.markup.elements import Elements
from pelican_share_nudge.markup.names import CLOSES_ALL_INSIDE, DRAWINGS, LEAVES_NOTHING_OPEN, RAW_TEXT, SWALLOWS
from pelican_share_nudge.markup.sight import in_the_open
from pelican_share_nudge.markup.tokenizer import plain_tags, read

_PASSED_OVER = {"", *LEAVES_NOTHING_OPEN, *(f"/{name}" for name in LEAVES_NOTHING_OPEN)}
_NOT_PLAIN = RAW_TEXT | DRAWINGS
_TAG_IN_A_TAG = re.compile(r"<[^<>]*+<")
# How deep elements stand in nearly every content.
_DEPTH = 4
_ATTRIBUTES = r"""(?>(?:[ ][a-z]++="[^"<>]*+")*)"""


def _elements(depth: int) -> str:
    """Write the pattern of text and elements as nearly all are written, each closed before what it stands in. Raw text
    may be among them, for its own end tag ends it at the latest; only nothing ends `<plaintext>`."""
    if not depth:
        return "[^<]*+"
    name = rf"(?P<name{depth}>(?!plaintext)[a-z][a-z0-9]*+)"
    paired = rf"{name}{_ATTRIBUTES}>{_elements(depth - 1)}</(?P=name{depth})>"
    return rf"[^<]*+(?>(?:<(?:{paired}|(?:br|hr|img){_ATTRIBUTES}[ ]?/?>)[^<]*+)*)"


_ELEMENTS = re.compile(_elements(_DEPTH))
# What highlighted code is full of.
_LEAF = re.compile(r"""<span(?: class="[^"<>]*+")?>[^<]*+</span>""")


def left_open(content: str) -> Elements | None:
    """List the elements that a content opens and does not close; None when it ends in a tag, a comment or the like."""
    rest, elements = content, Elements()
    if _is_plainly_closed(content):
        return elements
    if "</span>" in content and not _TAG_IN_A_TAG.search(content):
        rest = _LEAF.sub("", content)  # What stands around highlighted words is the same without them.
    return None if any(markup.is_cut_off for markup in read(rest, elements=elements)) else elements


def _is_plainly_closed(content: str) -> bool:
    """Tell in a tenth of the time whether all start tags have their end tags in order, as in nearly every content."""
    if _ELEMENTS.fullmatch(content):
        return True
    names = plain_tags(content)
    if names is None:
        return False
    stack: list[str] = []
    for name in [name for name in names if name not in _PASSED_OVER]:
        if name[0] == "/":
            if not stack or stack.pop() != name[1:]:
                return False
        elif name.lower() in _NOT_PLAIN:
            return False
        else:
            stack.append(name)
    return not stack


def end_of(page: str, before: int, after: int) -> int | None:
    """Find where all is closed that a part of a page opens, right behind it; None when what follows is swallowed by it,
    or when anything else stands before that."""
    elements = left_open(page[before:after])
    outermost = None if elements is None else elements.outermost()
    if elements is None or outermost is None:
        return None if elements is None else after
    swallows = not SWALLOWS.isdisjoint(elements.names)
    closed = _where_closed(page, after, elements, outermost)
    if closed is None:
        # Never closed: all the rest of the page lies inside it, too, so behind the content is as good as anywhere.
        return None if swallows else after
    if swallows and not in_the_open(page, [closed]):
        return None  # What was to close it has been closed before, by the content itself.
    return closed if _is_end_tags_only(page, after, closed) else None


def _where_closed(page: str, offset: int, elements: Elements, outermost: int) -> int | None:
    """Follow the page on to where an end tag closes all that a content left open; None when none ever does."""
    for markup in read(page, offset, elements=elements):
        if markup.is_cut_off:
            return None
        if len(elements.names) <= outermost:
            return markup.end
        is_end = markup.closing and not elements.behind_a_wall
        if is_end and (markup.name in ("td", "th") or (elements.ignored and markup.name in CLOSES_ALL_INSIDE)):
            return markup.end
    return None


def _is_end_tags_only(page: str, start: int, end: int) -> bool:
    """Tell whether a part of a page holds nothing but end tags, comments and white space."""
    for markup in read(page, start, end):
        if (markup.name and not markup.closing) or page[start : markup.start].strip():
            return False
        start = markup.end
    return True
