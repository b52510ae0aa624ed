"""What the rules about third parties' widgets have in common: their rows, and which scripts do other work, too."""

from __future__ import annotations

from pelican_share_nudge.page.facts import Page, Widget
from pelican_share_nudge.tables.widgets import WIDGETS, KnownWidget

# Also signs people in, and shows YouTube's button to subscribe.
NOT_ONLY_FOR_SHARING = frozenset(("apis.google.com/js/platform.js",))

# Their scripts also show single posts, boards or comments, or count visits: that is no matter of sharing.
_ALSO_EMBED = frozenset(("facebook", "pinterest", "reddit", "tumblr", "twitter"))
_ROWS = {widget.name: widget for widget in WIDGETS}


def known_widget(widget: Widget) -> KnownWidget:
    """Give the row of a widget."""
    return _ROWS[widget.name]


def is_for_sharing(script: Widget, page: Page) -> bool:
    """Tell whether a script is there to share: one that may as well show a post of a network needs a sign of it. What
    an author quotes is content: its script is for sharing only if the author has put a button beside it."""
    if script.name not in _ALSO_EMBED:
        return True
    places = [other for other in page.widgets if other.name.startswith(script.name) and not other.is_script]
    if script.in_content:
        return any(place.in_content for place in places)
    # Facebook's SDK comes as often for comments, or to count visits.
    return bool(places) or script.name != "facebook" or "share_button" in script.text
