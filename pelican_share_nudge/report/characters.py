"""Texts of a report as every encoding, terminal and format takes them."""

from __future__ import annotations

import json
import re
from typing import Any

# What XML 1.0 forbids, and the other control characters: of them come the sequences that a terminal obeys.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS_AND_TABS = re.compile("[\t\n\r\u2028\u2029]")
# They turn what follows them on the line around, as far as the level, the rule and the next cell.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_REPLACEMENT = "\ufffd"


def writable(text: str) -> str:
    """Replace what cannot be encoded, or stands in no XML; line ends and tabs stay."""
    return _UNWRITABLE.sub(_REPLACEMENT, text)


def one_line(text: str) -> str:
    """Make one line of a sentence, without anything that a terminal would obey."""
    return " ".join(writable(_TURNING.sub("", _LINE_ENDS_AND_TABS.sub(" ", text))).split())


def visible(path: str) -> str:
    """Replace, one for one, what would not show in a path or break its line."""
    return _TURNING.sub(_REPLACEMENT, _LINE_ENDS_AND_TABS.sub(_REPLACEMENT, writable(path)))


def cut(text: str, most: int) -> str:
    """Shorten a text to so many characters, with an ellipsis at its end."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def as_json(document: Any) -> str:
    """Write a document as JSON that can be encoded in UTF-8 and that strict readers take."""
    return json.dumps(_all_writable(document), ensure_ascii=False, indent=2) + "\n"


def _all_writable(value: Any) -> Any:
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, dict):
        return {key: _all_writable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_all_writable(item) for item in value]
    return value
