"""The only module that knows which characters no font has: Typst draws boxes for them, and tells of it in a PDF."""

from __future__ import annotations

import re
import unicodedata

# PDF/A allows no box for a character; exporting one says which would be drawn.
STANDARD = "a-2b"

_SAID = re.compile(r'the text `"((?:[^"\\`]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)", re.DOTALL)
# Joiners, selectors and tags of emoji behind nothing that they could belong to.
_STRAY = re.compile(r"(?<!\S)[\u200d\ufe00-\ufe0f\U000e0020-\U000e007f]+")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def missing_in(diagnostic: str) -> str:
    """List the characters that are said to be in no font, each once."""
    said = "".join(_ESCAPED.sub(_unescaped, text) for text in _SAID.findall(diagnostic))
    return "".join(dict.fromkeys(character for character in said if is_seen(character)))


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else _CONTROLS.get(found[2], found[2])


def is_seen(character: str) -> bool:
    """Tell whether a reader sees a character: no blank, no joiner, no selector of a variant."""
    return unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Zl", "Zp") and not is_selector(character)


def is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def letters_in(text: str) -> str:
    """List what words cannot do without: letters, their marks, and digits."""
    return "".join(character for character in text if unicodedata.category(character)[0] in "LMN")


def without(missing: str, text: str) -> str:
    """Give what can be shown of a text: nothing where a letter is missing, else all but the symbols that are, and what
    joins or varies only these."""
    if not set(letters_in(missing)).isdisjoint(text):
        return ""
    kept = "".join(" " if character in missing else character for character in text)
    return " ".join(_STRAY.sub(" ", kept).split())
