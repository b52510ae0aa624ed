"""The only module that makes the address of a passage within a page, at which browsers scroll to it and highlight it.

A text directive, `#:~:text=[prefix-,]start[,end]`: https://wicg.github.io/scroll-to-text-fragment/. Each part must lie
within one block and consist of whole words, and the first passage of the page that fits it is taken. A suffix is never
written: behind a marked passage stand its own share links.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pelican_share_nudge.prose.marked import BORDER, GAP
from pelican_share_nudge.sharing.links import encode

_INTRODUCES = ":~:"

# Bytes of UTF-8. A passage no longer than this is written whole; of a longer one so much of its beginning and end.
_WHOLE, _PART = 60, 18
_LONGEST_PART = 300
# So many words more may tell a passage from others.
_WORDS_MORE = 24

_SIGNS = re.compile(f"[{BORDER}{GAP}]+")
# What a browser may take for one word, and rather more: `e.g`, `1,000`, a clause in a script without blanks.
_WORD = re.compile(r"\w+(?:[.,:'’·_\u200c\u200d-]?\w)*")
# Behind what a word may end: a blank, or in scripts without blanks a mark.
_STEP = re.compile(r"[^\s、。，！？；：]+[、。，！？；：」』）】》]*|[、。，！？；：」』）】》]+")


def address_of_passage(address: str, directive: str) -> str:
    """Give the address of a passage in a page; one that has such a directive already gets this one instead."""
    page, _, fragment = address.partition("#")
    if not directive:
        return address
    return f"{page}#{fragment.partition(_INTRODUCES)[0]}{_INTRODUCES}{directive}"


def text_directive(text: str, start: int, end: int, *, above: str = "") -> str:
    """Write the directive for a passage; empty when it holds no words, or one that never ends.

    Args:
        text: as browsers search it, with BORDER and GAP in it.
        above: what stands in the page before that text, in the same manner.
    """
    start, end = _in_whole_words(text, start, end)
    pieces = [piece for piece in _pieces(text, start, end) if _WORD.search(text, *piece)]
    if not pieces:
        return ""
    search = _search(above, text)
    first, last = pieces[0], pieces[-1]
    begin = _beginning(text, first, search, is_whole=len(pieces) == 1 and _size(text[slice(*first)]) <= _WHOLE)
    ending = _ending(text, begin.end, last, search) if begin.end < last[1] else ""
    beginning = text[first[0] : begin.end]
    if _size(beginning) > _LONGEST_PART or _size(ending) > _LONGEST_PART:
        return ""
    prefix = f"{_encoded(begin.prefix)}-," if begin.prefix else ""
    return f"text={prefix}{_encoded(beginning)}{f',{_encoded(ending)}' if ending else ''}"


def _encoded(text: str) -> str:
    """Encode a part of a directive. A hyphen is a sign there; and who looks for addresses in a text leaves out a full
    stop at the end of one."""
    encoded = encode(text.strip()).replace("-", "%2D")
    return f"{encoded[:-1]}%{ord(encoded[-1]):02X}" if encoded.endswith((".", "_", "~")) else encoded


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _in_whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a passage so that it neither begins nor ends inside of a word: browsers would not find it."""
    for line in (_line_around(text, start), _line_around(text, end)):
        for word in _WORD.finditer(text, *line):
            start = word.start() if word.start() < start < word.end() else start
            end = word.end() if word.start() < end < word.end() else end
    return start, end


def _line_around(text: str, offset: int) -> tuple[int, int]:
    before = max(text.rfind(BORDER, 0, offset), text.rfind(GAP, 0, offset)) + 1
    behind = _SIGNS.search(text, offset)
    return before, behind.start() if behind else len(text)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the parts of a passage that lie within one block each, without blanks around them."""
    for sign in (*_SIGNS.finditer(text, start, end), None):
        stop = sign.start() if sign else end
        said = text[start:stop]
        if said.strip():
            yield start + len(said) - len(said.lstrip()), start + len(said.rstrip())
        start = sign.end() if sign else end


class _Beginning(NamedTuple):
    """How a passage is found: where the words end with which it begins, and what before it tells it from others."""

    end: int
    prefix: str


def _beginning(text: str, piece: tuple[int, int], search: _Search, *, is_whole: bool) -> _Beginning:
    start, stop = piece
    ends = [stop] if is_whole else list(_ends_of_words(text, start, stop))
    for end in ends:
        if search.is_first(start, text[start:end]):
            return _Beginning(end, "")
    for prefix in _prefixes(text, start):
        if search.is_first(start, text[start : ends[0]], prefix):
            return _Beginning(ends[0], prefix)
    return _Beginning(ends[0], "")  # The same words: whichever is the first says the same.


def _ends_of_words(text: str, start: int, stop: int) -> Iterator[int]:
    """Give where the beginning of a passage may end, the shortest that says enough first."""
    said = 0
    for word in _STEP.finditer(text, start, stop):
        if said or _size(text[start : word.end()]) >= _PART or word.end() == stop:
            said += 1
            yield word.end()
        if said > _WORDS_MORE:
            return


def _prefixes(text: str, start: int) -> Iterator[str]:
    """Give what stands before a passage, ever more of it: in its line, else in the block before."""
    begin, _ = _line_around(text, start)
    if not text[begin:start].strip() and text[begin - 1 : begin] == BORDER and begin > 1:
        start = begin - 1
        begin, _ = _line_around(text, start)
    words = [word.start() for word in _STEP.finditer(text, begin, start)]
    yield from (text[offset:start].strip() for offset in reversed(words[-_WORDS_MORE:]))


def _ending(text: str, start: int, piece: tuple[int, int], search: _Search) -> str:
    """Give the last words of a passage, as many as tell that it is the end; where none do, those that say enough."""
    first, stop = max(start, piece[0]), piece[1]
    words = [word.start() for word in _STEP.finditer(text, first, stop)]
    enough = ""
    for offset in reversed(words[-_WORDS_MORE:]):
        ending = text[offset:stop]
        if _size(enough) < _PART:
            enough = ending
        if _size(ending) >= _PART and search.is_next(start, offset, ending):
            return ending
    return enough


class _Search:
    """Finds as browsers do: letter case and accents make no difference, nor do blanks between context and passage.

    Whether a match lies in whole words is not asked: then it tells of rather more passages than there are."""

    def __init__(self, whole: str, begin: int) -> None:
        self._whole, self._begin = _folded(whole), begin

    def is_first(self, start: int, words: str, prefix: str = "") -> bool:
        """Tell whether a passage at an offset is the first one with these words, and those before it."""
        if not prefix:
            return self._whole.find(_folded(words)) == self._begin + start
        found = re.search(rf"{re.escape(_folded(prefix))}\s*({re.escape(_folded(words))})", self._whole)
        return found is not None and found.start(1) == self._begin + start

    def is_next(self, start: int, offset: int, words: str) -> bool:
        """Tell whether words at an offset are the first such ones behind another offset."""
        return self._whole.find(_folded(words), self._begin + start) == self._begin + offset


@lru_cache(maxsize=2)  # All passages of a post are sought in the same text.
def _search(above: str, text: str) -> _Search:
    return _Search(f"{above}{GAP}{text}", len(above) + 1)


class _Fold(dict[int, str]):
    """By character, what it is without what makes no difference; one for one, so that offsets stay."""

    def __missing__(self, point: int) -> str:
        self[point] = unicodedata.normalize("NFKD", chr(point).casefold())[:1]
        return self[point]


_FOLD = _Fold()


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_FOLD)
