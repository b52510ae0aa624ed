"""A share bar that readers do not see: hidden, or an empty element.

Why: what is not seen is not used, and whoever looks at the page's code believes that it is there.
Bad: <div class="share-buttons" style="display: none">…</div>
Good: <div class="share-buttons">…</div>
Mend: take `hidden` or `display: none` off, or take the empty element out. If a script of yours shows or fills
the bar, write `nudge_ignore: share-bar-hidden`, or set SHARE_NUDGE_LEVELS = {"share-bar-hidden": "off"}.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._sharing import share_links
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "info"
SECTION = "hooks"


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    if page.written.shares:
        return
    links = tuple(share_links(page, post))
    if any(not link.hidden for link, _ in links) or any(widget.shares for widget in page.widgets):
        return
    if links:
        link, shared = links[0]
        yield Found(
            message="Its share bar is hidden (`hidden` or `display: none`): readers see it only if a script shows it. "
            "Take that off, or let a script show it and switch this rule off.",
            anchor=shared.network,
            text=link.href,
        )
    elif name := page.empty_bar:
        yield Found(
            message=f"Its share bar (`{name}`) is empty: readers see nothing unless a script fills it. Fill it, or "
            "take it out.",
            anchor=name,
            text=name,
        )
