"""The only module that knows what a row of the settings holds: its names, what is said of it, and how it is checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import Field, field
from typing import Any

from msgspec import Struct

from pelican_share_nudge.nearest import closest
from pelican_share_nudge.settings.problems import Problem
from pelican_share_nudge.settings.values import UNUSABLE, Reading, Wrong, subscript
from pelican_share_nudge.tables.networks import Network

PREFIX = "SHARE_NUDGE_"
_LIKE_PREFIX = re.compile(r"share[_\-\s]*nudge[_\-\s]*", re.IGNORECASE)

Row = Field[Any]
Settings = Mapping[str, Any]


class Given(Struct, frozen=True, kw_only=True):
    """All that a blog sets, for checks that compare settings with each other.

    Attributes:
        written: what the blog sets, by field, with UNUSABLE in the places of what cannot be used.
        values: each field's value without these, or its default.
        networks: the built-in networks and the blog's own.
        languages: those that the blog itself names.
        site: its name; None where nobody was asked for it.
    """

    written: Mapping[str, Any]
    values: Mapping[str, Any]
    networks: Mapping[str, Network]
    languages: frozenset[str]
    site: str | None = None


Check = Callable[[Any, Given], Iterator[Wrong]]


def setting(
    default: Any,
    meaning: str,
    allowed: str,
    example: str,
    *,
    check: Check | None = None,
    choices: Callable[[Settings], Iterable[str]] | None = None,
    complete: Callable[[Any, Settings], Any] | None = None,
) -> Any:
    """Make the row of a setting.

    Args:
        check: finds what its type alone cannot tell.
        choices: lists the names from which a list is chosen.
        complete: makes of a good value, or of the default, what the rest of the package reads.
    """
    row = {"meaning": meaning, "allowed": allowed, "example": example}
    metadata = {**row, "check": check, "choices": choices, "complete": complete}
    return (
        field(default_factory=dict, metadata=metadata) if default == {} else field(default=default, metadata=metadata)
    )


def setting_name(field_name: str) -> str:
    """Name the setting of a field: `cta_limit` is SHARE_NUDGE_CTA_LIMIT."""
    return PREFIX + field_name.upper()


def read(row: Row, wanted: Any, settings: Settings) -> tuple[Any, list[Wrong]]:
    """Read a setting as its type wants it; everything that is wrong with it is named."""
    value, choices = settings[setting_name(row.name)], row.metadata["choices"]
    reading = Reading(choices(settings) if choices else ())
    try:
        return reading.read(value, wanted), reading.wrong
    except Exception as error:  # A value of a class of its own may raise whatever is asked of it.
        return UNUSABLE, [Wrong((), value, f"It cannot be read: {type(error).__name__}.")]


def problems_of(row: Row, wrong: list[Wrong], given: Given) -> Iterator[Problem]:
    """List what is wrong with a setting.

    Args:
        wrong: what was found when it was read; of the same values nothing more is said.
    """
    value, check, said = given.written[row.name], row.metadata["check"], {found.path for found in wrong}
    more = check(value, given) if check and value is not UNUSABLE else ()
    for found in _in_order([*wrong, *(found for found in more if found.of_key or found.path not in said)]):
        yield Problem(setting_name(row.name), found.value, found.text, path=subscript(found.path), hint=_allowed(row))


def _allowed(row: Row) -> str:
    return f"Allowed: {row.metadata['allowed']}. For example: {setting_name(row.name)} = {row.metadata['example']}"


def _in_order(wrong: list[Wrong]) -> list[Wrong]:
    """Order what is wrong as the items of the setting stand in it."""
    first = {subscript(found.path[:1]): place for place, found in reversed(list(enumerate(wrong)))}

    def place(found: Wrong) -> int:
        step = found.path[0] if found.path else None
        return step if isinstance(step, int) else first[subscript(found.path[:1])]

    return sorted(wrong, key=place)


def unknown_settings(settings: Settings, rows: Iterable[Row]) -> Iterator[Problem]:
    """Find settings that mean one of ours and are none."""
    known = [setting_name(row.name) for row in rows]
    for name in settings:
        if name not in known and (meant := _meant(str(name), known)) is not None:
            text = f"There is no such setting.{f' Did you mean `{meant}`?' if meant else ''}"
            yield Problem(name, settings[name], text)


def _meant(name: str, known: Iterable[str]) -> str | None:
    """Find the setting that a name means that begins like ours; empty when none is like it, None for other names."""
    rest, is_ours = name, False
    while match := _LIKE_PREFIX.match(rest):  # A theme's file has the names without it.
        rest, is_ours = rest[match.end() :], True
    if is_ours and rest:
        meant = closest(rest, (other.removeprefix(PREFIX) for other in known))
        return meant and PREFIX + meant
    # A misspelt beginning counts only where the whole is nearly ours: other plugins have settings, too.
    return closest(name, known, cutoff=0.9) or None if name[:2].upper() == "SH" else None
