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
from pelican_share_nudge.page.facts import Link, Page, Shared
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import is_the_authors, may_lead_here
from pelican_share_nudge.rules._sharing import share_links
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "hooks"
NEEDS = ("page.sharing", "page.widgets")

_Links = Sequence[tuple[Link, Shared]]


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    seen = [(link, shared) for link, shared in share_links(page, post) if not link.hidden]
    links = [(link, shared) for link, shared in seen if _is_for_this(shared, page, post, site)]
    ours = page.written.shares or any(link.own for link, _ in links)
    found = [*_other_bars(page, seen, links, post)] if ours else []
    yield from found or _twice(page, links, post, site)


def _is_for_this(shared: Shared, page: Page, post: Post, site: Site) -> bool:
    own = any(same_page(shared.address, own) for own in (post.address, post.own_address))
    return own or may_lead_here(shared.address, page, site)


def _other_bars(page: Page, seen: _Links, links: _Links, post: Post) -> Iterator[Found]:
    """Find other bars beside the plugin's: the theme's, and the author's in the text; a link in each is no bar. In the
    theme's, a link that lost its address is one of the bar: which one that is differs from title to title."""
    widget = next((widget for widget in page.widgets if widget.shares), None)
    if widget is not None:
        yield _beside(widget.label, widget.name, widget.text)
        return
    of_post = [(link, shared) for link, shared in links if not link.own and is_the_authors(link.href, page, post)]
    of_theme = [
        (link, shared)
        for link, shared in seen
        if not link.own
        and ((link, shared) in links or not shared.address)
        and not is_the_authors(link.href, page, post)
    ]
    bars = [bar for bar in (of_theme, of_post) if len({shared.network for _, shared in bar}) > 1]
    for bar in bars:
        labels = ", ".join(dict.fromkeys(shared.label for _, shared in bar))
        link, shared = bar[0]
        if bar is of_post and len(bars) > 1:
            yield _third(labels, shared.network, link.href)
        else:
            yield _beside(labels, shared.network, link.href, is_of_post=bar is of_post)


def _beside(labels: str, anchor: str, text: str, *, is_of_post: bool = False) -> Found:
    instead = "write `nudge_share: off`" if is_of_post else "set SHARE_NUDGE_NETWORKS = []"
    return Found(
        message=f"It has two share bars, the plugin's and another one ({labels}): readers see the same choice twice. "
        f"Take the other one out, or {instead} to leave the bar to it.",
        anchor=anchor,
        text=text,
    )


def _third(labels: str, anchor: str, text: str) -> Found:
    return Found(
        message=f"It has a share bar of its own ({labels}) beside the plugin's and the theme's: readers see the same "
        "choice three times. Take it out.",
        anchor=anchor,
        text=text,
    )


def _twice(page: Page, links: _Links, post: Post, site: Site) -> Iterator[Found]:
    """Find a network that is offered more than once. Quotes that an author offers in the text are no bar."""
    most = 2 if site.config.placement == "both" else 1
    links = [(link, shared) for link, shared in links if link.own or not is_the_authors(link.href, page, post)]
    counts = Counter(shared.network for _, shared in links) + Counter(dict.fromkeys(page.written.networks, most))
    several = [(link, shared) for link, shared in links if counts[shared.network] > most]
    if not several:
        return
    labels = dict.fromkeys(shared.label for _, shared in several)
    link, shared = next((pair for pair in several if not pair[0].own), several[0])
    yield Found(
        message=f"It offers the same network more than once for this post ({', '.join(labels)}): readers look for a "
        "difference that is not there. Take one out of the theme or the post.",
        anchor=f"{shared.network} twice",
        text=link.href,
    )
