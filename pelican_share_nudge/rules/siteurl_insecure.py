"""SITEURL begins with `http:`, so readers share an address that is not encrypted.

Why: browsers warn of such pages, and “Copy link” and the device's own share sheet work on `https:` only.
Bad: `SITEURL = "http://blog.example.org"`
Good: `SITEURL = "https://blog.example.org"`
Mend: let your host serve the blog over `https:` (most do it for nothing), then change SITEURL.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.addresses import split
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "info"
SECTION = "site"

# Networks that encrypt by themselves.
_ENCRYPTED = (".onion", ".i2p")


def check_site(site: Site) -> Iterator[Found]:
    parts = split(site.address)
    if parts.is_web and parts.scheme == "http" and not parts.host.endswith(_ENCRYPTED):
        yield Found(
            message="SITEURL begins with `http:`: browsers warn the friends who follow a shared link, and “Copy link” "
            "does not work. Serve the blog over `https:` and write that.",
            keys=("SITEURL",),
        )
