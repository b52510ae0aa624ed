"""The only module that changes HTML: it puts blocks in and takes them out again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from pelican_share_nudge.markup.sight import in_the_open

CLOSE = "<!-- /share-nudge -->"


_MARKER = re.compile(r"<!-- share-nudge:([a-z-]+) -->|<!-- /share-nudge -->")
# What every block begins with, so that it can be told from what an author wrote between such markers.
_SIGN = "<!--passalong-->"
_BLOCK_START = re.compile(r"<!-- share-nudge:([a-z-]+) -->(?=<[^<>]*?passalong)")


class Block(Struct, frozen=True):
    """A piece of HTML under the name by which its markers call it.

    Attributes:
        html: without markers.
        pieces: the same in pieces, where it was made of them: most are ASCII, which takes no time to encode.
    """

    name: str
    html: str
    pieces: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self._opening}{self.html}{CLOSE}"

    def __bytes__(self) -> bytes:
        pieces = (self.html,) if self.html.isascii() else self.pieces or (self.html,)
        return b"".join([text.encode("utf-8") for text in (self._opening, *pieces, CLOSE)])

    @property
    def _opening(self) -> str:
        first_tag = self.html[: self.html.find(">")]
        is_signed = first_tag.startswith("<") and "passalong" in first_tag and first_tag.count("<") == 1
        return f"<!-- share-nudge:{self.name} -->{'' if is_signed else _SIGN}"


def strip(page: str) -> str:
    """Take all blocks out. Markers around anything else stay: they are a theme's or an author's, and so are those in an
    attribute, a script or a comment. Only a whole block that an author has pasted into a text is taken for one."""
    return apart(page)[0]


def apart(page: str) -> tuple[str, str]:
    """Take a page and its blocks apart: what `strip` leaves, and all blocks with their markers in one text."""
    kept, blocks, end = [], [], 0
    for start, stop, _ in _blocks(page):
        kept.append(page[end:start])
        blocks.append(page[start:stop])
        end = stop
    return "".join((*kept, page[end:])), "".join(blocks)


def names(page: str) -> frozenset[str]:
    """List the names of the blocks that a page holds."""
    return frozenset(name for _, _, name in _blocks(page))


def contents(page: str, name: str) -> list[str]:
    """List what stands between markers of one name, the plugin's or a theme's own, without the markers."""
    if f"<!-- share-nudge:{name} -->" not in page:
        return []
    inside = (page[start:stop] for start, stop, found in _pairs(_markers(page)) if found == name)
    return [text.removeprefix(f"<!-- share-nudge:{name} -->").removesuffix(CLOSE) for text in inside]


def _blocks(page: str) -> Iterator[tuple[int, int, str]]:
    """Find the blocks of a page: (start, end, name). Each begins with a sign, and holds no marker."""
    found = list(_BLOCK_START.finditer(page)) if CLOSE in page else []
    starts = [marker.start() for marker in found]
    shown = in_the_open(page, starts)
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


Spans = tuple[tuple[int, int], ...]


def splice_bytes(data: bytes, page: str, insertions: Iterable[tuple[int, Block]]) -> tuple[bytes, Spans]:
    """Insert blocks as `splice` does into a page's bytes, of which hardly any need be encoded anew; beside that tell
    where the blocks are then.

    Args:
        page: these bytes, decoded; the offsets are in it.
    """
    kept, spans, end, length = list[bytes](), list[tuple[int, int]](), 0, 0
    for offset, block in sorted(insertions, key=lambda insertion: insertion[0]):
        start, block_data = _offset_in_bytes(data, page, offset), bytes(block)
        kept += (data[end:start], block_data)
        at = length + start - end
        end, length = start, at + len(block_data)
        spans.append((at, length))
    return b"".join((*kept, data[end:])), tuple(spans)


def split_blocks(page: bytes, spans: Spans) -> tuple[bytes, bytes]:
    """Take a page and its blocks apart where it is known where they are: what is left, and all blocks in one text."""
    kept, end = [], 0
    for start, stop in spans:
        kept.append(page[end:start])
        end = stop
    return b"".join((*kept, page[end:])), blocks_in(page, spans)


def blocks_in(page: bytes, spans: Spans) -> bytes:
    """Give all blocks in one text."""
    return b"".join([page[start:stop] for start, stop in spans])


def _offset_in_bytes(data: bytes, page: str, offset: int) -> int:
    if len(data) == len(page):
        return offset
    if offset * 2 < len(page):
        return len(page[:offset].encode("utf-8"))
    return len(data) - len(page[offset:].encode("utf-8"))


def marker_offset(page: str, name: str) -> int | None:
    """Find where the theme's own marker comment asks for a block: right behind the first one without a partner."""
    return marker_offsets(page).get(name)


def marker_offsets(page: str) -> dict[str, int]:
    """Find where the theme's own marker comments ask for blocks, by their names."""
    if "<!-- share-nudge:" not in page:
        return {}
    markers = _markers(page)
    taken = {start for start, _, _ in _pairs(markers)}
    free = [(marker[1], marker.end()) for marker in markers if marker[1] and marker.start() not in taken]
    return dict(reversed(free))  # The first one of a name counts.
