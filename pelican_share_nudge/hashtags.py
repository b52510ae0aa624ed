"""The only module that writes tags as hashtags."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from pelican_share_nudge.text import plain_text

# What X and Mastodon link (twitter-text, hashtagLetters and hashtagSpecialChars; Mastodon, HASHTAG_RE): letters, marks,
# decimal digits and these, of which the non-joiner belongs to Persian words.
_LINKED = ("L", "M", "Nd")
_ALSO_LINKED = "_\u200c"
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f]")
_PERIOD_CENTRED = re.compile(r"(?<=[lL])·(?=[lL])")  # Catalan; they link it, and elsewhere it stands between words.

# Signs of a name without which it is another name, and how it is said with letters.
_SPELLED = (
    (re.compile(r"(?<![^\W_])[cC]\+\+(?!\+)"), "Cpp"),
    (re.compile(r"(?<=[^\W\d_])[#＃♯](?![#＃♯\w])"), "Sharp"),
    (re.compile(r"(?<![\w.])\.(?=[^\W\d_])"), "dot"),
)
_LEADING_HASH = re.compile(r"^\s*[#＃]+")
# Signs that say something, so what is left without them says something else: A+, H₂O, B♭, C--, 100%.
_SAYS_SOMETHING = frozenset("#＃*＊@＠%％^§♭♮")
_CATEGORIES_THAT_SAY_SOMETHING = frozenset(("Sm", "Sc", "No", "Nl"))
_BETWEEN_WORDS = frozenset("|｜")
# R&D is not what others call RD; P!nk is nobody's PNk.
_SIGN_OF_A_NAME = re.compile(r"(?<!\w)\w\s?[&＆]|[&＆]\s?\w(?!\w)|\w![^\W\d_]")
_MINUS_AT_THE_END = re.compile(r"(?<!\w)\w-(?!\w)|\w--(?!\w)")


def hashtag(tag: str) -> str:
    """Write a tag as every network links it: letters, digits and `_` of any script; words joined, capitals kept.

    Empty when that would say something else than the tag does, or when there is no letter in it.
    """
    tag = _VARIATION_SELECTORS.sub("", _LEADING_HASH.sub("", tag))
    for signs, letters in _SPELLED:
        tag = signs.sub(letters, tag)
    if any(map(_says_something, tag)) or _MINUS_AT_THE_END.search(tag) or _SIGN_OF_A_NAME.search(tag):
        return ""
    centred = {found.start() for found in _PERIOD_CENTRED.finditer(tag)}
    linked = (sign if at in centred or _is_linked(sign) else " " for at, sign in enumerate(tag))
    words = [word for word in "".join(linked).split() if any(map(_is_letter_or_digit, word)) or word.strip("_") == ""]
    joined = words[0] + "".join(word[0].upper() + word[1:] for word in words[1:]) if words else ""
    return joined if any(map(str.isalpha, joined)) else ""


def _says_something(sign: str) -> bool:
    if sign.isalnum() and sign.isascii():
        return False
    return sign in _SAYS_SOMETHING or (
        unicodedata.category(sign) in _CATEGORIES_THAT_SAY_SOMETHING and sign not in _BETWEEN_WORDS
    )


def _is_linked(sign: str) -> bool:
    return sign in _ALSO_LINKED or unicodedata.category(sign).startswith(_LINKED)


def _is_letter_or_digit(sign: str) -> bool:
    return unicodedata.category(sign).startswith(("L", "Nd"))


def hashtags(tags: Iterable[str], *, most: int | None) -> tuple[str, ...]:
    """Turn tags into hashtags, each once whatever its letter case; at most so many, None for all."""
    unique: dict[str, str] = {}
    for tag in tags:
        if written := _hashtag_of(tag):
            unique.setdefault(written.casefold(), written)
    return tuple(unique.values())[:most]


@lru_cache(maxsize=1024)  # A blog has few tags, and many posts.
def _hashtag_of(tag: str) -> str:
    return hashtag(plain_text(tag))
