"""Checks which rules a blog names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pelican_share_nudge.findings import rule_name, rule_names
from pelican_share_nudge.nearest import cut, nearest
from pelican_share_nudge.settings.rows import Given, Settings
from pelican_share_nudge.settings.values import NO_VALUE, Wrong, listed


def check_levels(levels: Mapping[str, Any], _: Given) -> Iterator[Wrong]:
    for name in levels:
        if name != "*" and (text := _unknown_rule(name)):
            yield Wrong((name,), NO_VALUE, text, of_key=True)


def check_ignore(names: Sequence[Any], _: Given) -> Iterator[Wrong]:
    for position, name in listed(names):
        if text := _unknown_rule(name):
            yield Wrong((position,), name, text)


def _unknown_rule(name: str) -> str:
    if rule_name(name) in rule_names():
        return ""
    return f"`{cut(name)}` is no rule.{nearest(name, rule_names())} `share-nudge rules` lists them all."


def by_rule(levels: Mapping[str, str], _: Settings) -> dict[str, str]:
    """Spell the rules as their files are called."""
    return {rule_name(name): level for name, level in levels.items()}
