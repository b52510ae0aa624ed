"""How long a text is in the eyes of a network, and how it is made shorter."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from pelican_share_nudge.networks import Counting

ELLIPSIS = "…"

# Where a word may become an address on X, which counts each as 23: a dot before two letters.
_LIKE_AN_ADDRESS = re.compile(r"\.(?=[^\W\d_]{2})")
_ADDRESS_ADDS = 21


def shorten(text: str, limit: int | None, counting: Counting) -> str:
    """Shorten to a limit in a network's own counting: at a word if that keeps half, else at a grapheme.

    Returns:
        the text itself when it fits; empty when not even one grapheme and the ellipsis fit.
    """
    if limit is None or length(text, counting) <= limit:
        return text
    room = limit - length(ELLIPSIS, counting)
    graphemes: list[str] = []
    for grapheme in _graphemes(text):
        room -= length(grapheme, counting)
        if room < 0:
            break
        graphemes.append(grapheme)
    kept = _end_at_word("".join(graphemes), text)
    while kept and length(kept + ELLIPSIS, counting) > limit:
        kept = _end_at_word("".join(_graphemes(kept)[:-1]), text)
    return kept + ELLIPSIS if kept else ""


def _end_at_word(start: str, text: str) -> str:
    """Take a word that was cut off away, unless that costs half of what was kept."""
    if not text.startswith(start + " "):
        blank = start.rfind(" ")
        if blank * 2 >= len(start):
            start = start[:blank]
    return start.rstrip(" ,;:–—-")


def length(text: str, counting: Counting) -> int:
    """Count as a network does: code points, grapheme clusters (UAX #29), or X's weighted characters."""
    if counting == "characters":
        return len(text)
    if counting == "graphemes":
        return len(text) if text.isascii() else len(_graphemes(text))
    return _weighted_length(text)


def _graphemes(text: str) -> list[str]:
    """Split into what a reader takes for one character: extended grapheme clusters (UAX #29)."""
    return list(text) if text.isascii() else _cluster_pattern().findall(text)


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
