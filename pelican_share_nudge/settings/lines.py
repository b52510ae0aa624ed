"""The only module that takes the value of a front-matter key apart: its lines, switches and names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pelican_share_nudge.settings.front_matter import unquoted, without_marks_of_yaml, without_remark
from pelican_share_nudge.settings.values import OFF, ON
from pelican_share_nudge.text import one_line

SEPARATOR = re.compile("[,;，、；]")
AND = frozenset("and & + und et y e en och og i".split())  # between names, as languages of blogs say it
NAMED_AT_MOST = 8

Lines = tuple[str, ...]


def as_lines(value: Any) -> Lines:
    """Front matter is text, a list of lines, or (from YAML readers) a value of any type; an empty one says nothing."""
    if value is None:
        return ()
    if isinstance(value, bool):
        return ("on" if value else "off",)
    lines = value if isinstance(value, list | tuple | set) else [value]
    return _without_quotes(without_marks_of_yaml([*map(_as_line, lines)]))


def _without_quotes(lines: list[str]) -> tuple[str, ...]:
    """Quotes stand around all lines, where a text goes on in the next one, or around each."""
    whole = " ".join(filter(None, lines))
    if len(lines) > 1 and (inside := unquoted(whole)) != whole:
        return (inside,) if inside else ()
    return tuple(filter(None, map(unquoted, lines)))


def _as_line(value: object) -> str:
    try:
        return one_line(str(value))
    except Exception:  # A number of too many digits, or a value of a reader's own making.
        return ""


def on_or_off(lines: tuple[str, ...]) -> bool | None:
    """Read `off` or `on`; None when it is neither."""
    text = " ".join(lines)
    text = unquoted(inside_brackets(text).partition(" #")[0]).casefold()
    return False if text in OFF else True if text in ON else None


def inside_brackets(line: str) -> str:
    """Take off the brackets around a list that is written as in YAML."""
    line = without_remark(line).strip()
    return line[1:-1].strip() if line.startswith("[") and line.endswith("]") else line


def split_names(lines: tuple[str, ...]) -> tuple[str, ...]:
    parts = (part for line in lines for part in SEPARATOR.split(inside_brackets(line)))
    return tuple(name for part in parts if (name := unquoted(part)))


def find_names(lines: tuple[str, ...], known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Read names, with commas between them or only blanks and words such as `and`.

    Args:
        known: spelling → name.

    Returns:
        the names that are known, and what is none, as written.
    """
    found: list[str] = []
    unknown: list[str] = []
    for part in split_names(lines):
        names, others = _known_words(part.split(), known)
        found += names
        unknown += others if names else [part]
    return list(dict.fromkeys(found)), list(dict.fromkeys(unknown))[:NAMED_AT_MOST]


def _known_words(words: list[str], known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Find names in a row of words, the longest first: `Hacker News Mastodon` are two."""
    found: list[str] = []
    unknown: list[str] = []
    place = 0
    while place < len(words):
        for length in range(min(len(words) - place, 4), 0, -1):
            if (name := known.get(spelling(" ".join(words[place : place + length])))) is not None:
                found.append(name)
                break
        else:
            length = 1
            unknown += [words[place]] if words[place].casefold() not in AND else []
        place += length
    return found, unknown


def spelling(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold())
