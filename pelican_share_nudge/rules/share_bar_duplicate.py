"""Two share bars on one page, or one network twice for the same address.

Why: whoever sees the same choice twice looks for the difference, and then chooses neither.
Bad: the theme's row of icons below the plugin's bar.
Good: one bar.
Mend: take the theme's share links out; or set SHARE_NUDGE_NETWORKS = [], which leaves the bar to the theme.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pelican_share_nudge.addresses import same_page
from pelican_share_nudge.findings import Found
from pelican_share_nudge.page.facts import Link, Page, Shared
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import is_in_text, may_lead_here
from pelican_share_nudge.rules._sharing import share_links
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "hooks"
ABOUT_SHARING = True

_Links = Sequence[tuple[Link, Shared]]


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    seen = [(link, shared) for link, shared in share_links(page, post) if not link.hidden]
    links = [(link, shared) for link, shared in seen if _is_for_this(shared, page, post, site)]
    # In a bar, a link that lost its address is one of the bar: which one that is differs from title to title.
    bar = [(link, shared) for link, shared in seen if (link, shared) in links or not shared.address]
    ours = page.written.shares or any(link.own for link, _ in links)
    found = (_second_bar(page, links, bar, post) if ours else None) or _twice(page, links, post, site)
    if found is not None:
        yield found


def _is_for_this(shared: Shared, page: Page, post: Post, site: Site) -> bool:
    own = any(same_page(shared.address, own) for own in (post.address, post.own_address))
    return own or may_lead_here(shared.address, page, site)


def _second_bar(page: Page, links: _Links, bar: _Links, post: Post) -> Found | None:
    """Find another bar beside the plugin's. Where a template of the theme writes that one, all links look alike; none
    of them is what an author offers in the text."""
    widget = next((widget for widget in page.widgets if widget.shares), None)
    if widget is not None:
        return _beside(widget.label, widget.name, widget.text)
    if len({shared.label for link, shared in links if not link.own}) < 2:
        return None
    others = [(link, shared) for link, shared in bar if not link.own]
    of_theme = [(link, shared) for link, shared in others if not is_in_text(link.href, post)]
    labels = dict.fromkeys(shared.label for _, shared in of_theme)
    if len(labels) < 2:
        labels, of_theme = dict.fromkeys(shared.label for _, shared in others), others
    link, shared = of_theme[0]
    return _beside(", ".join(labels), shared.network, link.href)


def _beside(labels: str, anchor: str, text: str) -> Found:
    return Found(
        message=f"It has two share bars, the plugin's and another one ({labels}): readers see the same choice twice. "
        "Take the other one out, or set SHARE_NUDGE_NETWORKS = [] to leave the bar to it.",
        anchor=anchor,
        text=text,
    )


def _twice(page: Page, links: _Links, post: Post, site: Site) -> Found | None:
    """Find a network that is offered more than once. Quotes that an author offers in the text are no bar."""
    if not links:
        return None
    most = 2 if site.config.placement == "both" else 1
    links = [(link, shared) for link, shared in links if link.own or not is_in_text(link.href, post)]
    counts = Counter(shared.network for _, shared in links) + Counter(dict.fromkeys(page.written.networks, most))
    several = [(link, shared) for link, shared in links if counts[shared.network] > most]
    if not several:
        return None
    labels = dict.fromkeys(shared.label for _, shared in several)
    link, shared = next((pair for pair in several if not pair[0].own), several[0])
    return Found(
        message=f"It offers the same network more than once for this post ({', '.join(labels)}): readers look for a "
        "difference that is not there. Take one out of the theme or the post.",
        anchor=f"{shared.network} twice",
        text=link.href,
    )
