"""Which hooks a post gets: each is one file here, and has its name from that file.

A module is a hook when it has SLOTS, where its block can stand, WITHOUT, what readers lack where its template fails,
and `decide(post, wishes, config, around)`. Its template `share_nudge/NAME.html`, its marker `share-nudge:NAME` and
`article.nudge.NAME` derive from the name.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any, Protocol, get_args

from pelican_share_nudge.hooks.decision import AT_HOME, Around, Decision, Slot
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import Wishes

_BODY: tuple[Slot, ...] = ("before", "after")
# The head's and the feeds' hooks depend on what stands in the body.
_LATER: tuple[Slot, ...] = ("head", "feed")


class Hook(Protocol):
    """A module of this folder."""

    SLOTS: tuple[Slot, ...]
    WITHOUT: str

    def decide(self, post: Post, wishes: Wishes, config: Config, around: Around, /) -> Decision[Any]: ...


@cache
def all_hooks() -> Mapping[str, Hook]:
    """Give the hooks by name, in the order in which they decide."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    modules: dict[str, Any] = {name: import_module(f"{__name__}.{name}") for name in names}
    hooks: dict[str, Hook] = {name: module for name, module in modules.items() if hasattr(module, "SLOTS")}
    assert all(set(hook.SLOTS) <= set(get_args(Slot)) for hook in hooks.values())
    return dict(sorted(hooks.items(), key=lambda item: (item[1].SLOTS[0] in _LATER, item[0])))


@cache
def hooks_of_body() -> tuple[str, ...]:
    """List the hooks that stand before or after the content, in their order there: the share bar is the last."""
    return tuple(sorted((name for name, hook in all_hooks().items() if hook.SLOTS[0] in _BODY), key="bar".__eq__))


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
        decided[name] = hook.decide(post, wishes, config, around)
    return decided
