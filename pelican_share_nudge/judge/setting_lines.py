"""The only module that reads settings files as text: at which line a setting is set, and what they import."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from pelican_share_nudge.judge.wanted import Position
from pelican_share_nudge.settings.rows import setting_name
from pelican_share_nudge.site.theme import read_text

_TABLE = r"\s*\[\[?\s*(\w+)"
_KEY = r"\s*(\w+)[^=#]*="

_ASSIGNMENT = r"([A-Za-z_]\w*)[ \t]*+(?::[^=]*+)?([+|]?)=(?!=)"


_IMPORTED = r"(?m)^(?:from[ \t]+(\w+)[ \t]+import|import[ \t]+(\w+))\b"
IMPORTS_DEEP = 3


def imported_by(file: str) -> frozenset[str]:
    """Name the modules that a settings file imports."""
    return frozenset(_imports(read_text(file)))


def _imports(text: str) -> Iterator[str]:
    yield from dict.fromkeys(found[1] or found[2] for found in re.finditer(_IMPORTED, text))


def assignments_of(file: str, *, depth: int) -> Iterator[tuple[str, Position]]:
    """Find where a settings file sets a name: itself, or what it imports from beside it, as publishconf.py does."""
    text = read_text(file)
    if depth:
        for name in _imports(text):
            beside = os.path.join(os.path.dirname(file), f"{name}.py")
            if os.path.isfile(beside) and beside != file:
                yield from assignments_of(beside, depth=depth - 1)
    for name, line in _assignments(text).items():  # After those that it imports: it has the last word.
        yield name, Position(file, line)


def _assignments(text: str) -> dict[str, int]:
    """Find which line sets a name: the last that gives it a value, for that one counts; else the first that adds."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        found = re.match(_ASSIGNMENT, line)
        if found and not (found[2] and found[1] in lines):
            lines[found[1]] = number
    return lines


PUBLISHING = "publishconf.py"
_SITEURL = r"""(?m)^SITEURL[ \t]*=[ \t]*(["'])([^"'\n]*)\1"""


def published_address(settings: str) -> str:
    """Give the SITEURL that publishconf.py beside a settings file sets; empty when it sets none, or is that file."""
    beside = os.path.join(os.path.dirname(settings), PUBLISHING)
    if not settings or os.path.basename(settings) == PUBLISHING or not os.path.isfile(beside):
        return ""
    return next((found[2] for found in reversed([*re.finditer(_SITEURL, read_text(beside))])), "")


def settings_of_theme(file: str) -> Iterator[tuple[str, Position]]:
    """Find where a theme's settings.toml sets a name: before the first table, or as a table."""
    lines = read_text(file).split("\n") if file else []
    first_table = next((number for number, line in enumerate(lines) if re.match(_TABLE, line)), len(lines))
    for number, line in reversed([*enumerate(lines)]):
        if found := re.match(_TABLE, line) or (number < first_table and re.match(_KEY, line)):
            yield setting_name(found[1]), Position(file, number + 1)
