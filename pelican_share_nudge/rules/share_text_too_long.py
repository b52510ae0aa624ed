"""A share link that says more than its network takes.

Why: the reader has to shorten it before it can be posted, and most give up instead.
Bad: a “tweet this” link with a quotation of 300 characters
Good: the sentence of that quotation that stands by itself
Mend: shorten the quotation, or write `nudge_text` in the front matter: one sentence that says why to read the post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pelican_share_nudge.addresses import split
from pelican_share_nudge.findings import Found
from pelican_share_nudge.lengths import length
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import host_of, living_links
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import Network

LEVEL = "info"
SECTION = "links"
ABOUT_SHARING = True

_ADDRESS = re.compile(r"https?://\S+")
_SHOWN_OF_PATH = 16  # Bluesky's own app counts an address as it shows it: the host, and so much of the rest.


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    said: set[str] = set()
    networks = site.config.known_networks
    for link, shared in living_links(page):
        network = networks.get(shared.network)
        if network is None or network.limit is None or len(shared.said) * 2 <= network.limit or network.name in said:
            continue
        if network.instance_pattern and host_of(link.href) != host_of(network.pattern):
            continue  # Each instance has a limit of its own, and may run other software.
        counted = _length(shared.said, network)
        if counted > network.limit:
            said.add(network.name)
            yield Found(
                message=f"What its {shared.label} link says is {counted} characters long, and {shared.label} takes "
                f"{network.limit}: readers must shorten it before they can post it. Shorten it, or write `nudge_text`.",
                anchor=network.name,
                keys=("nudge_text",),
                text=link.href,
            )


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
