"""The only module that knows which rules are on and heard, and how bad is what they find."""

from __future__ import annotations

from collections.abc import Iterable

from pelican_share_nudge.findings import EVERYTHING, LEVELS, Level, Setting
from pelican_share_nudge.rules import all_rules
from pelican_share_nudge.settings.config import Config

# Of which `all` hides nothing: they tell of what posts do not want to hear.
_ABOUT_IGNORING = "post.ignored"


def levels(
    config: Config, *, select: frozenset[str] | None = None, ignore: frozenset[str] = frozenset()
) -> dict[str, Level]:
    """Give the level of each rule that is on.

    `*` in SHARE_NUDGE_LEVELS means the rules that nobody names; it turns none on that is off. A rule that is off and
    selected is a warning.
    """
    wanted: dict[str, Level] = {}
    for rule in all_rules().values():
        level: Setting = config.levels.get(rule.name, config.levels.get("*", rule.level))
        if rule.level == "off" and rule.name not in config.levels:
            level = "off"
        if select is not None:
            level = "off" if rule.name not in select else "warning" if level == "off" else level
        if level != "off" and rule.name not in ignore:
            wanted[rule.name] = level
    return wanted


def muted(heard: Iterable[str]) -> frozenset[str]:
    """List the rules that are no news beside those that found something and are heard: what is muted mutes nothing."""
    rules, left = all_rules(), set(heard)
    silent: set[str] = set()
    if not any(rules[name].mutes for name in left):
        return frozenset()
    while left:
        # Those that none of the others mutes are said for certain.
        said = {name for name in left if not any(name in rules[other].mutes for other in left - {name})} or set(left)
        mutes = frozenset().union(*(rules[name].mutes for name in said))
        silent |= mutes
        left -= said | mutes
    return frozenset(silent)


def milder(level: Level, other: Level | None) -> Level:
    """Give the milder of two levels."""
    return max(level, other or level, key=LEVELS.index)


def is_ignored(name: str, ignored: frozenset[str]) -> bool:
    """Tell whether a post does not want to hear of a rule; `all` hides nothing of what it hides itself."""
    return name in ignored or (_ABOUT_IGNORING not in all_rules()[name].needs and not EVERYTHING.isdisjoint(ignored))
