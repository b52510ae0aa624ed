"""Small sketches of texts that tell which of ten thousand are nearly equal, without comparing each with each.

One-permutation MinHash with banding (Li, Owen, Zhang 2012; Leskovec and others, Mining of Massive Datasets, 3.4).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from zlib import crc32

from msgspec import Struct

from pelican_share_nudge.text import plain_text

_BINS = 64
_BAND = 4  # bins; sixteen bands find practically all pairs that have four fifths in common
_SHINGLE = 5  # words
_FEWEST_SHINGLES = 40  # Shorter texts are alike by chance: “No letter this week.”
_READ_AT_MOST = 200_000  # characters of content
_LONG_WORD = 20  # Scripts without blanks between words have longer ones.
_ALIKE = 0.9
_LOOK_AT = 8  # texts a band: a beginning that hundreds have in common stays cheap
_EMPTY = 2**64 - 1


class Sketch(Struct, frozen=True):
    """The smallest hash of the word sequences in each bin, and the language of the text."""

    language: str
    smallest: array[int]


def sketch(content: str, language: str) -> Sketch | None:
    """Sketch a written content; None when it is too short to tell."""
    shingles = _shingles(plain_text(content[:_READ_AT_MOST]).casefold())
    if len(shingles) < _FEWEST_SHINGLES:
        return None
    smallest = [_EMPTY] * _BINS
    for shingle in shingles:
        place, value = shingle % _BINS, shingle // _BINS
        if value < smallest[place]:
            smallest[place] = value
    return Sketch(language.lower(), array("Q", smallest))


def _shingles(text: str) -> set[int]:
    """Hash all sequences of words, or of characters; the same in each run of Python."""
    words = text.split()
    if len(text) > _LONG_WORD * len(words):
        words = list("".join(words))
    numbers = [crc32(word.encode("utf-8", "surrogatepass")) for word in words]
    sequences = zip(*(numbers[start:] for start in range(_SHINGLE)), strict=False)
    return {hash(sequence) & (2**64 - 1) for sequence in sequences}


def nearly_equal(sketches: Mapping[str, Sketch]) -> Iterator[tuple[str, str]]:
    """List texts that are nearly equal to one before them, by name, each with the first such: (later, earlier)."""
    bands: dict[tuple[int, str, bytes], list[str]] = {}
    for name in sorted(sketches):
        own = sketches[name]
        lists = [bands.setdefault(key, []) for key in _bands(own)]
        near = {other for names in lists for other in names if _alike(own, sketches[other])}
        if near:
            yield name, min(near)
            continue
        for names in lists:
            if len(names) < _LOOK_AT:
                names.append(name)


def _bands(own: Sketch) -> Iterator[tuple[int, str, bytes]]:
    for start in range(0, _BINS, _BAND):
        band = own.smallest[start : start + _BAND]
        if any(value != _EMPTY for value in band):
            yield start, own.language, band.tobytes()


def _alike(one: Sketch, other: Sketch) -> bool:
    pairs = [pair for pair in zip(one.smallest, other.smallest, strict=True) if pair != (_EMPTY, _EMPTY)]
    return sum(mine == theirs for mine, theirs in pairs) >= _ALIKE * len(pairs)
