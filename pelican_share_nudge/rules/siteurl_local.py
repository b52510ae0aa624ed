"""SITEURL is an address that only this machine or its own network can reach.

Why: every share link, e-mail forward and preview carries it, and a friend who follows it finds nothing. All that
follows from it on the posts themselves is not said.
Bad: `SITEURL = "http://localhost:8000"` in the settings with which the blog is published; also 127.0.0.1, 0.0.0.0,
192.168.1.20 and names that end in `.local`, `.test` or `.internal`.
Good: `SITEURL = "https://blog.example.org"`
Mend: set SITEURL in publishconf.py. While you write, it may be local: in a local preview this is an info. A blog for
one office network only can switch this rule off.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.addresses import split
from pelican_share_nudge.rules._preview import CHECK_PUBLISHED, has_public_address, is_local
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "site"
MUTES = (
    "siteurl-insecure",
    "share-link-relative",
    "share-link-wrong-target",
    "email-forward-without-address",
    "preview-image-unusable",
    "preview-wrong-address",
)


def check_site(site: Site) -> Iterator[Found]:
    if is_local(site.address):
        mend = CHECK_PUBLISHED if has_public_address(site) else "Write the blog's public address where you publish."
        host = split(site.address).host  # The host alone: a message must not show a password that stands before it.
        yield Found(
            message=f"SITEURL leads to `{host}`, which only this machine and its network can reach: for friends, what "
            f"readers share is dead. {mend}",
            keys=("SITEURL",),
            level=None if site.publishing else "info",
        )
