"""How long a text is in the eyes of a network, and how it is made shorter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from pelican_share_nudge.tables.networks import Counting

ELLIPSIS = "…"

# Where a word may become an address on X, which counts each as 23: a dot before two letters.
_LIKE_AN_ADDRESS = re.compile(r"\.(?=[^\W\d_]{2})")
_ADDRESS_ADDS = 21
# So much a text gets shorter by each grapheme that is taken away, or less: a full stop may make an address of a word.
_MOST_AT_ONCE = 2 * (_ADDRESS_ADDS + 2)
# Flags are pairs of these, counted from the first.
_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]{5,}")


def shorten(text: str, limit: int | None, counting: Counting) -> str:
    """Shorten to a limit in a network's own counting: at a word if that keeps half, else at a grapheme.

    Returns:
        the text itself when it fits; empty when not even its first grapheme fits.
    """
    if limit is None or fits(text, limit, counting):
        return text
    room = limit - length(ELLIPSIS, counting)
    graphemes: list[str] = []
    for grapheme in _graphemes(text):
        room -= length(grapheme, counting)
        if room < 0:
            break
        graphemes.append(grapheme)
    kept = _end_at_word("".join(graphemes), text)
    while kept and (over := length(kept + ELLIPSIS, counting) - limit) > 0:
        graphemes = list(_graphemes(kept))
        kept = _end_at_word("".join(graphemes[: -1 - over // _MOST_AT_ONCE]), text)
    return kept + ELLIPSIS if kept else _first_grapheme(text, limit, counting)


def _first_grapheme(text: str, limit: int, counting: Counting) -> str:
    """Give the least that can be said, with an ellipsis if there is room for one; empty if there is none at all."""
    first = "".join(islice(_graphemes(text.strip() or text), 1))
    return next((kept for kept in (first + ELLIPSIS, first) if length(kept, counting) <= limit), "")


def _end_at_word(start: str, text: str) -> str:
    """Take a word that was cut off away, unless that costs half of what was kept."""
    if not text.startswith(start + " "):
        blank = start.rfind(" ")
        if blank * 2 >= len(start):
            start = start[:blank]
    return start.rstrip(" ,;:–—-")


# Below it X counts 2 for a character at most, whatever its composed form is.
_FIRST_HEAVY = "\u0900"


def fits(text: str, limit: int, counting: Counting) -> bool:
    """Tell whether a text keeps a limit; counted only where it might not."""
    if counting != "weighted":
        return len(text) <= limit or (counting == "graphemes" and length(text, counting) <= limit)
    at_most = 2 * len(text) + _ADDRESS_ADDS * text.count(".")
    return (at_most <= limit and (not text or max(text) < _FIRST_HEAVY)) or length(text, counting) <= limit


def length(text: str, counting: Counting) -> int:
    """Count as a network does: code points, grapheme clusters (UAX #29), or X's weighted characters."""
    if counting == "characters":
        return len(text)
    if counting == "graphemes":
        return len(text) if text.isascii() else sum(1 for _ in _graphemes(text))
    return _weighted_length(text)


def _graphemes(text: str) -> Iterable[str]:
    """Split into what a reader takes for one character: extended grapheme clusters (UAX #29)."""
    return text if text.isascii() else _clusters(text)


def _clusters(text: str) -> Iterator[str]:
    """Split rows of flags first: to find the end of one flag, the library would count from the first each time."""
    clusters, end = _cluster_pattern(), 0
    for row in _FLAGS.finditer(text):
        start, last = row.start() + 2, row.end() - 2 + len(row[0]) % 2
        yield from clusters.findall(text[end:start])
        yield from (text[at : at + 2] for at in range(start, last, 2))
        end = last
    yield from (found[0] for found in clusters.finditer(text, end))


@cache
def _cluster_pattern() -> Any:
    import regex  # Loaded when the first text that needs it comes along; many blogs write none.

    return regex.compile(r"\X")


@cache
def _emoji() -> Any:
    from emoji import EMOJI_DATA  # As above; it is large.

    return EMOJI_DATA


def _weighted_length(text: str) -> int:
    """Count as X does (twitter-text, configuration v3): 1 for Latin and most alphabets, 2 for others and for an emoji.

    What may be taken for an address counts as one: rather too much than over the limit.
    """
    addresses = _ADDRESS_ADDS * len(_LIKE_AN_ADDRESS.findall(text)) if "." in text else 0
    if text.isascii():
        return len(text) + addresses
    clusters = _graphemes(unicodedata.normalize("NFC", text))
    return sum(map(_weight_of_cluster, clusters)) + addresses


def _weight_of_cluster(cluster: str) -> int:
    weight = sum(map(_weight, cluster))
    return 2 if weight > 2 and cluster in _emoji() else weight


def _weight(character: str) -> int:
    """Weigh a code point; to X, © and ® are emoji."""
    point = ord(character)
    light = (
        (point <= 4351 and character not in "©®")
        or 8192 <= point <= 8205
        or 8208 <= point <= 8223
        or 8242 <= point <= 8247
    )
    return 1 if light else 2
