"""A post without a share bar, whoever would have written it, though the blog wants one.

Why: a reader who wants to hand it on must copy the address by hand, and most do not.
Bad: a page with links to the author's own profiles, and none that shares the post.
Good: <a href="https://bsky.app/intent/compose?text=A%20post%20https%3A%2F%2Fblog.example.org%2Fpost.html">Bluesky</a>
Mend: build with the plugin, and keep other plugins from taking its blocks out again. A post whose `nudge_share` names
only networks that take pictures needs one, or another network. Write `nudge_share: off` in a post
that needs no bar, and only `email` and `copy` into SHARE_NUDGE_NETWORKS when the blog wants none.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._sharing import has_email_forward, has_share_bar
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import SCRIPTED, Network

LEVEL = "warning"
SECTION = "hooks"
MUTES = ("share-bar-hidden",)


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    if "share" in post.without or has_share_bar(page, post):
        return
    named = _networks(post, site)
    possible = [network for network in named if _lacks(network, post, site) is None]
    if possible or (named and post.offers is not None):
        loss = (
            ""
            if has_email_forward(page, post, site)
            else ": readers who want to hand it on must copy its address by hand"
        )
        yield Found(
            message=f"It has no share bar{loss}. {_mend(named, possible, post, site)}",
            keys=("nudge_share",),
        )


def _networks(post: Post, site: Site) -> list[Network]:
    """List the networks that make a share bar: those that its author named, else the site's."""
    names = site.config.networks if post.offers is None else post.offers
    known = site.config.known_networks
    return [known[name] for name in names if name in known and name not in {*SCRIPTED, "email"}]


def _lacks(network: Network, post: Post, site: Site) -> str | None:
    """Say what a network takes that is not there."""
    if network.needs == "image" and not post.picture:
        return "takes only posts with a picture"
    if network.needs == "instance" and not site.config.instances.get(network.name):
        return "has no address in SHARE_NUDGE_INSTANCES"
    return None


def _mend(named: list[Network], possible: list[Network], post: Post, site: Site) -> str:
    if possible:
        return "Build it with the plugin's bar, or write `nudge_share: off` if it needs none."
    why = " and ".join(f"`{network.name}` {_lacks(network, post, site)}" for network in named)
    picture = any(network.needs == "image" for network in named)
    return f"{why}: {'write `Image:`, or ' if picture else ''}name another network in `nudge_share` as well."
