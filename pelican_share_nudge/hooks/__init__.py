"""Which hooks a post gets: each is one file here, and has its name from that file.

A module is a hook when its name begins with a letter. It has SLOTS, where its block can stand, ORDER, where it stands
among others there (the smallest first), CALLED, by which name people know it, WITHOUT, what readers lack where its
template fails, and `decide(post, wishes, config, around)`. Its template `share_nudge/NAME.html`, its marker
`share-nudge:NAME`, `article.nudge.NAME` and `nudge_NAME: off` in the front matter derive from the name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any, Protocol, get_args

from msgspec.structs import replace

from pelican_share_nudge.decision import AT_HOME, SWITCHED_OFF, Around, Decision, Slot
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.switches import HOOKS
from pelican_share_nudge.settings.wishes import Wishes

# The head's and the feeds' hooks depend on what stands in the body.
_LATER: tuple[Slot, ...] = ("head", "feed")


class Hook(Protocol):
    """A module of this folder."""

    SLOTS: tuple[Slot, ...]
    ORDER: int
    CALLED: str
    WITHOUT: str

    def decide(self, post: Post, wishes: Wishes, config: Config, around: Around, /) -> Decision[Any]: ...


@cache
def all_hooks() -> Mapping[str, Hook]:
    """Give the hooks by name, in the order in which they decide."""
    hooks: dict[str, Any] = {name: import_module(f"{__name__}.{name}") for name in HOOKS}
    assert all(set(hook.SLOTS) <= set(get_args(Slot)) for hook in hooks.values())
    return dict(sorted(hooks.items(), key=lambda item: (item[1].SLOTS[0] in _LATER, item[0])))


@cache
def hooks_in(*slots: Slot) -> tuple[str, ...]:
    """List the hooks that stand in one of these slots, in their order there."""
    found = (name for name, hook in all_hooks().items() if not set(slots).isdisjoint(hook.SLOTS))
    return tuple(sorted(found, key=lambda name: all_hooks()[name].ORDER))


@cache
def slots_of(hook: str, placement: str) -> tuple[Slot, ...]:
    """Tell where a hook stands in the pages of a blog: one that can stand before and after the content is where
    SHARE_NUDGE_PLACEMENT wants it, in both places perhaps."""
    slots = all_hooks()[hook].SLOTS
    if not {"before", "after"} <= set(slots):
        return slots
    return ("before", "after") if placement == "both" else ("before",) if placement == "before" else ("after",)


def marker_of(hook: str) -> str:
    """Give the name by which a hook's block is marked in a page."""
    return hook.replace("_", "-")


def choose_hooks(post: Post, wishes: Wishes, config: Config, around: Around) -> dict[str, Decision[Any]]:
    """Ask each hook what it gives a post; none gives anything to one that its author keeps at home."""
    if not wishes.nudge:
        return {name: Decision(None, AT_HOME) for name in all_hooks()}
    decided: dict[str, Decision[Any]] = {}
    around = replace(around, decided=decided)
    for name, hook in all_hooks().items():
        is_off = name in wishes.without
        decided[name] = Decision(None, _switched_off(name)) if is_off else hook.decide(post, wishes, config, around)
    return decided


def _switched_off(hook: str) -> str:
    return SWITCHED_OFF.format(key=f"nudge_{hook}")
