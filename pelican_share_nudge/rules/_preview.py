"""What the rules about the preview share: where a page names its picture, and which addresses friends reach."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

from pelican_share_nudge.addresses import is_web_address, split
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import IMAGE_KEYS, Post
from pelican_share_nudge.site.pictures import is_same_file
from pelican_share_nudge.site.site import Picture, Site

DESCRIPTIONS = ("og:description", "description", "twitter:description")

# Host names that mean this machine or this house: RFC 6761, RFC 6762, RFC 8375.
_LOCAL_NAMES = ("localhost", "local", "test", "invalid", "home.arpa", "internal", "lan")

CHECK_PUBLISHED = (
    "publishconf.py has the blog's public address: check those settings, `share-nudge check -s publishconf.py`."
)


def is_filled_in(name: str, post: Post, site: Site) -> bool:
    """Tell whether the plugin writes a property into the page of a post where its theme does not."""
    config = site.config
    return (
        post.kind in config.preview
        and post.kind in config.where
        and not {name, "preview"} & {*config.preview_without, *post.without}
    )


def keys_of(address: str, post: Post) -> tuple[str, ...]:
    """List the keys of the front matter that may name this picture; none when the post's own is another."""
    return IMAGE_KEYS if is_same_file(address, post.picture) else ()


def measured(address: str, page: Page, site: Site) -> Picture | None:
    """Measure a picture; None when it is not in the output of this site."""
    path = site.path_of(address, page=page.path)
    file = site.output.file(path) if path else ""
    return site.output.picture(file) if file else None


def previews_locally(site: Site) -> bool:
    """Tell whether addresses cannot be right in this build, whatever the theme and the posts do.

    Other rules say so when it goes online like that.
    """
    return not site.address or is_local(site.address) or (site.relative and not site.publishing)


def has_public_address(site: Site) -> bool:
    """Tell whether publishconf.py beside these settings has an address that leads somewhere for everybody."""
    return is_web_address(site.published) and not is_local(site.published)


@lru_cache(maxsize=256)
def is_local(address: str) -> bool:
    """Tell whether an address leads to this machine or a private network, where no network and no friend gets."""
    host = split(address).host.rstrip(".")
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return host.rpartition(".")[2] in _LOCAL_NAMES or host.endswith(".home.arpa")
    return number.is_private or number.is_loopback or number.is_unspecified or number.is_link_local
