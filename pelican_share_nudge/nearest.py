"""The only module that finds which known name is meant by one that is not known, and cuts what is shown of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

SHOWN_AT_MOST = 100  # characters


def cut(text: str, most: int = SHOWN_AT_MOST) -> str:
    """Shorten a text to so many characters, and write so that it shows what would not show in print."""
    text = text if len(text) <= most else text[: most - 1] + "…"
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)


def nearest(name: str, known: Iterable[str]) -> str:
    """Suggest the known name that looks most like `name`; empty when none does."""
    found = closest(name, known)
    return f" Did you mean `{found}`?" if found else ""


def closest(name: str, known: Iterable[str], *, cutoff: float = 0.55) -> str:
    """Find the known name that looks most like `name`, in whatever letter case; empty when none does."""
    by_spelling = {_folded(other): other for other in known}
    if len(name) > SHOWN_AT_MOST:  # Comparing takes time that grows with the square of the length.
        return ""
    import difflib  # Loaded when the first name is misspelt.

    found = difflib.get_close_matches(_folded(name), by_spelling, n=1, cutoff=cutoff)
    return by_spelling[found[0]] if found else ""


def _folded(name: str) -> str:
    return re.sub(r"[_\s]", "-", name.strip().casefold())


def none_of(value: str, known: Iterable[str]) -> str:
    """Say that a name is not among those that are known."""
    names = tuple(known)
    return f"`{cut(value)}` is none of {', '.join(f'`{name}`' for name in names)}.{nearest(value, names)}"
