"""The only module that changes HTML: it puts blocks in and takes them out again."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from pelican_share_nudge.markup.sight import in_the_open

if TYPE_CHECKING:
    pass

CLOSE = "<!-- /share-nudge -->"


_MARKER = re.compile(r"<!-- share-nudge:([a-z-]+) -->|<!-- /share-nudge -->")
# What every block begins with, so that it can be told from what an author wrote between such markers.
_SIGN = "<!--passalong-->"
_SIGNED = re.compile(r"<[^<>]*passalong")
_BLOCK_START = re.compile(rf"<!-- share-nudge:([a-z-]+) -->(?={_SIGNED.pattern})")


class Block(Struct, frozen=True):
    """A piece of HTML under the name by which its markers call it; `html` holds no markers."""

    name: str
    html: str

    def __str__(self) -> str:
        sign = "" if _SIGNED.match(self.html) else _SIGN
        return f"<!-- share-nudge:{self.name} -->{sign}{self.html}{CLOSE}"


def strip(page: str) -> str:
    """Take all blocks out. Markers around anything else stay: they are a theme's or an author's, and so are those in an
    attribute, a script or a comment. Only a whole block that an author has pasted into a text is taken for one."""
    return apart(page)[0]


def apart(page: str, *, unseen: bool = False, but: Container[str] = ()) -> tuple[str, str]:
    """Take a page and its blocks apart: what `strip` leaves, and all blocks with their markers in one text.

    Args:
        unseen: take out what looks like a block in an attribute or the like, too: told in a tenth of the time, and
            enough for who knows what the blocks hold.
        but: names of blocks that stay.
    """
    kept, blocks, end = [], [], 0
    for start, stop, name in _blocks(page, unseen=unseen):
        if name in but:
            continue
        kept.append(page[end:start])
        blocks.append(page[start:stop])
        end = stop
    return "".join((*kept, page[end:])), "".join(blocks)


def names(page: str) -> frozenset[str]:
    """List the names of the blocks that a page holds."""
    return frozenset(name for _, _, name in _blocks(page))


def contents(page: str, name: str) -> list[str]:
    """List what stands between markers of one name, the plugin's or a theme's own, without the markers."""
    if CLOSE not in page:
        return []
    inside = (page[start:stop] for start, stop, found in _pairs(_markers(page)) if found == name)
    return [text.removeprefix(f"<!-- share-nudge:{name} -->").removesuffix(CLOSE) for text in inside]


def _blocks(page: str, *, unseen: bool = False) -> Iterator[tuple[int, int, str]]:
    """Find the blocks of a page: (start, end, name). Each begins with a sign, and holds no marker."""
    found = list(_BLOCK_START.finditer(page)) if CLOSE in page else []
    starts = [marker.start() for marker in found]
    shown = set(starts) if unseen else in_the_open(page, starts)
    for marker in found:
        closing = _MARKER.search(page, marker.end()) if marker.start() in shown else None
        if closing is not None and closing[1] is None:
            yield marker.start(), closing.end(), marker[1]


def _markers(page: str) -> list[re.Match[str]]:
    """List the marker comments of a page that a browser takes for comments, and that stand where blocks may."""
    found = [*_MARKER.finditer(page)]
    shown = in_the_open(page, [marker.start() for marker in found])
    return [marker for marker in found if marker.start() in shown]


def _pairs(markers: Iterable[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    """Pair each closing marker with the nearest opening one before it: (start, end, name)."""
    opened: re.Match[str] | None = None
    for marker in markers:
        if marker[1] is not None:
            opened = marker
        elif opened is not None:
            yield opened.start(), marker.end(), opened[1]
            opened = None


def splice(page: str, insertions: Iterable[tuple[int, Block]]) -> str:
    """Insert blocks at offsets; those at the same offset in the order given. `strip(splice(page, …)) == page`
    where the offsets lie in the open, and not in a tag, a comment or the like."""
    kept, end = [], 0
    for offset, block in sorted(insertions, key=lambda insertion: insertion[0]):
        kept += [page[end:offset], str(block)]
        end = offset
    return "".join((*kept, page[end:]))


def marker_offset(page: str, name: str) -> int | None:
    """Find where the theme's own marker comment asks for a block: right behind the first one without a partner."""
    if f"<!-- share-nudge:{name} -->" not in page:
        return None
    markers = _markers(page)
    taken = {start for start, _, _ in _pairs(markers)}
    return next((marker.end() for marker in markers if marker[1] == name and marker.start() not in taken), None)
