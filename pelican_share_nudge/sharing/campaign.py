"""The only module that adds campaign parameters to the address that is shared, for a blog's own statistics."""

from __future__ import annotations

from collections.abc import Mapping

from pelican_share_nudge.addresses import parse_query, with_parameters
from pelican_share_nudge.pattern import put
from pelican_share_nudge.post import Post
from pelican_share_nudge.tables.networks import Network

EVERY_OTHER = "*"


def campaign_of(network: Network, campaign: str | Mapping[str, str]) -> str:
    """Give the parameters for a network: its own, else those for every other."""
    if isinstance(campaign, str):
        return campaign
    return campaign.get(network.name, campaign.get(EVERY_OTHER, ""))


def address_on(network: Network, post: Post, campaign: str | Mapping[str, str]) -> str:
    """Give the address that is shared on a network. One that the author named is another site's to count, and stays."""
    query = campaign_of(network, campaign)
    if not query or post.address != post.own_address:
        return post.address
    values = {"network": network.name, "kind": network.kind, "slug": post.slug, "language": post.language}
    filled = ((name, put(value, values)) for name, value in parse_query(query))
    return with_parameters(post.address, ((name, value) for name, value in filled if value))
