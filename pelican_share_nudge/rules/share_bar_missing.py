"""A post without a share bar, whoever would have written it, though the blog wants one.

Why: a reader who wants to hand it on must copy the address by hand, and most do not.
Bad: a page with links to the author's own profiles, and none that shares the post.
Good: <a href="https://bsky.app/intent/compose?text=A%20post%20https%3A%2F%2Fblog.example.org%2Fpost.html">Bluesky</a>
Mend: build with the plugin, and keep other plugins from taking its blocks out again. Write `nudge_share: off` in a post
that needs no bar, and only `email` and `copy` into SHARE_NUDGE_NETWORKS when the blog wants none.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.findings import Found
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._sharing import has_share_bar
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import SCRIPTED

LEVEL = "warning"
SECTION = "hooks"
MUTES = ("share-bar-hidden",)


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    if "share" not in post.without and not has_share_bar(page, post) and _is_wanted(post, site):
        yield Found(
            message="It has no share bar: readers who want to hand it on must copy its address by hand. Build it with "
            "the plugin's bar, or write `nudge_share: off` if it needs none.",
            keys=("nudge_share",),
        )


def _is_wanted(post: Post, site: Site) -> bool:
    networks = site.config.known_networks
    wanted = (networks[name] for name in site.config.networks if name not in {*SCRIPTED, "email"})
    return any(network.needs != "image" or post.picture for network in wanted)
