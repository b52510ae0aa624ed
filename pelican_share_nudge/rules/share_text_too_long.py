"""A share link that says more than its network takes.

Why: the reader has to shorten it before it can be posted, and most give up instead.
Bad: a “tweet this” link with a quotation of 300 characters
Good: the sentence of that quotation that stands by itself
Mend: shorten the quotation; in a theme, print the title alone. What the plugin's own bar says is `nudge_text` in the
front matter: one sentence that says why to read the post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pelican_share_nudge.addresses import split
from pelican_share_nudge.lengths import length
from pelican_share_nudge.page.facts import Link, Page, Shared
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import host_of, is_in_text, living_links
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import Network

LEVEL = "info"
SECTION = "links"
NEEDS = ("page.sharing", "page.widgets")

_ADDRESS = re.compile(r"https?://\S+")
_SHOWN_OF_PATH = 16  # Bluesky's own app counts an address as it shows it: the host, and so much of the rest.


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    networks = site.config.known_networks
    for link, shared in living_links(page):
        network = networks.get(shared.network)
        if network is None or network.limit is None or len(shared.said) * 2 <= network.limit:
            continue
        if network.instance_pattern and host_of(link.href) != host_of(network.pattern):
            continue  # Each instance has a limit of its own, and may run other software.
        counted = _length(shared.said, network)
        if counted > network.limit:
            yield Found(
                message=f"What its {shared.label} link says is {counted} characters long, and {shared.label} takes "
                f"{network.limit}: readers must shorten it before they can post it. {_mend(link, shared, post)}",
                anchor=network.name,
                keys=("nudge_text",) if _says_nudge_text(link, shared, post) else (),
                text=link.href,
            )


def _says_nudge_text(link: Link, shared: Shared, post: Post) -> bool:
    """Tell whether a link says that sentence, or would: the plugin's own, and what a theme prints of it."""
    if link.own or "nudge_text" not in post.keys:
        return link.own
    return bool(post.text) and post.text in shared.said and not is_in_text(link.href, post)


def _mend(link: Link, shared: Shared, post: Post) -> str:
    if _says_nudge_text(link, shared, post):
        return "Shorten `nudge_text`." if "nudge_text" in post.keys else "Shorten it, or write `nudge_text`."
    if is_in_text(link.href, post):
        return "Shorten it."
    return "Have the theme print less, such as the title alone: `{{ article.title|striptags|urlencode }}`."


def _length(said: str, network: Network) -> int:
    """Count at least what the network counts: rather a character too few than a false alarm."""
    said = _ADDRESS.sub(lambda address: "-" * _address_length(address[0], network), said)
    # A dot would be counted as one in an address, which X may not see there.
    return length(said.replace(".", ","), network.counting)


def _address_length(address: str, network: Network) -> int:
    if network.address_length is not None:
        return network.address_length
    host = split(address).netloc
    return min(len(address), len(host) + _SHOWN_OF_PATH) if host else 0
