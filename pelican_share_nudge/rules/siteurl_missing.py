"""SITEURL is empty or no whole address, so no share link can work outside this machine.

Why: what a friend gets is `/post.html`, which leads nowhere. It cannot be mended post by post: all that follows from it
on the posts themselves is not said.
Bad: `SITEURL = ""` or `SITEURL = "blog.example.org"` in the settings with which the blog is published.
Good: `SITEURL = "https://blog.example.org"`
Mend: set SITEURL in publishconf.py, with `https://` and without a slash at its end. While you write, it may be empty:
in a local preview this is an info.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.addresses import is_web_address
from pelican_share_nudge.rules._preview import CHECK_PUBLISHED, has_public_address
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "site"
MUTES = (
    "share-link-relative",
    "share-link-wrong-target",
    "email-forward-without-address",
    "preview-image-unusable",
    "preview-wrong-address",
)

_SET_IT = (
    'Set it in the settings with which you publish (publishconf.py), such as SITEURL = "https://blog.example.org", and '
    "check those."
)


def check_site(site: Site) -> Iterator[Found]:
    if not is_web_address(site.address):
        # A sub-site's is the main site's, which is empty, with a slash and its language.
        is_path = site.address.startswith("/") and not site.address.startswith("//")
        what = "has no `https://` in front" if site.address and not is_path else "is empty"
        mend = CHECK_PUBLISHED if has_public_address(site) else _SET_IT
        yield Found(
            message=f"SITEURL {what}, so what readers share leads nowhere outside this machine. {mend}",
            anchor="without scheme" if site.address else "",
            keys=("SITEURL",),
            level=None if site.publishing else "info",
        )
