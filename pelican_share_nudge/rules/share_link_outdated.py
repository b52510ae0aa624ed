"""A share link in a form that its network has replaced.

Why: it works by redirects that end one day, and some of them fail in apps already.
Bad: `<a href="https://twitter.com/share?text=Bread&amp;url=https%3A%2F%2Fblog.example%2Fbread.html">`
Good: `<a href="https://x.com/intent/tweet?text=Bread&amp;url=https%3A%2F%2Fblog.example%2Fbread.html">`
Mend: write the address that the message shows; `share-nudge networks` lists all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.pattern import put
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import is_example, living_links
from pelican_share_nudge.rules.kit import Found, parse, shown
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import Network

LEVEL = "info"
SECTION = "links"
NEEDS = ("page.sharing", "page.widgets")

_NEEDED = frozenset(("url", "text", "title", "message", "instance"))


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for link, shared in living_links(page):
        if shared.form != "outdated" or is_example(link, shared, post):
            continue
        network = site.config.known_networks[shared.network]
        yield Found(
            message=f"Its {shared.label} link has a form of the past, `{shown(link.href.partition('?')[0])}`, which "
            f"may fail readers any day. Today's is {_plainly(network)}.",
            anchor=shared.network,
            text=link.href,
        )


def _plainly(network: Network) -> str:
    """Show a pattern as people write it, with what is needed only: `https://x.com/intent/tweet?text=…&url=…`."""
    pattern = parse(network.pattern)
    kept = [text for text, names in pattern.parts if _NEEDED.issuperset(names)]
    shown = f"{pattern.head}{pattern.mark}{'&'.join(kept)}" if kept else pattern.head
    return put(shown, dict.fromkeys(pattern.names, "…"))
