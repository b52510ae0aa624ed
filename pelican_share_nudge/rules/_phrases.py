"""Words on a link that say nothing about where it leads."""

from __future__ import annotations

import re
from functools import cache

from pelican_share_nudge.locales import FALLBACK, words_of

_AROUND = re.compile(r"^\W+|\W+$")


def folded(text: str) -> str:
    """Fold the text of a link: small letters, single blanks, no arrows and punctuation around it."""
    return _AROUND.sub("", " ".join(text.casefold().replace("’", "'").split()))


def says_nothing(text: str, language: str) -> bool:
    """Tell whether the text of a link is such a phrase in the post's language, or in English."""
    words = folded(text)
    return words in _vague(language) or words in _vague(FALLBACK)


@cache
def _vague(language: str) -> frozenset[str]:
    return frozenset(map(folded, words_of(language, "vague_links")))
