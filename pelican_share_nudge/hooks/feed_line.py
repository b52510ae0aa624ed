"""The share links and calls to action as a feed reader shows them, at the end of an entry's text."""

from __future__ import annotations

from pelican_share_nudge.decision import Around, Decision, Slot
from pelican_share_nudge.hooks.bar import Bar
from pelican_share_nudge.hooks.cta import Calls
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import Wishes

SLOTS: tuple[Slot, ...] = ("feed",)
ORDER = 1
CALLED = "line in feeds"
WITHOUT = "who reads it in a feed gets no hooks"

_NOT_ASKED_FOR = "SHARE_NUDGE_WHERE leaves feeds as they are."
_NOTHING = "The post has neither links nor a call to action."


def decide(post: Post, wishes: Wishes, config: Config, around: Around) -> Decision[tuple[Bar | None, Calls | None]]:
    """Give the share bar and the calls to action as they were decided for the page."""
    if "feeds" not in config.where:
        return Decision(None, _NOT_ASKED_FOR)
    bar, calls = around.decided["bar"].data, around.decided["cta"].data
    return Decision((bar, calls)) if bar or calls else Decision(None, _NOTHING)
