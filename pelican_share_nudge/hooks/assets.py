"""The links to the stylesheet and the script that a page with hooks needs; an article's own page has them by itself."""

from __future__ import annotations

from msgspec import Struct

from pelican_share_nudge.decision import Around, Decision, Slot
from pelican_share_nudge.hooks.bar import Bar
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import Wishes
from pelican_share_nudge.tables.looks import discloses

SLOTS: tuple[Slot, ...] = ("head",)
ORDER = 2
CALLED = "styles and script"
WITHOUT = "the hooks have neither styles nor script"

_WITHOUT = "SHARE_NUDGE_STYLESHEET is False, and no hook of the post needs the script."


class Needed(Struct, frozen=True):
    """What a page needs of them."""

    stylesheet: bool
    script: bool


def decide(post: Post, wishes: Wishes, config: Config, around: Around) -> Decision[Needed]:
    bar: Bar | None = around.decided["bar"].data
    by_bar = bar is not None and (bar.needs_script or config.sticky or discloses(config.look))
    by_events = config.events and (bar is not None or around.decided["cta"].data is not None)
    needed = Needed(config.stylesheet, config.script and (by_bar or by_events))
    return Decision(needed) if needed.stylesheet or needed.script else Decision(None, _WITHOUT)
