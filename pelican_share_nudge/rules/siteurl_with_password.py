"""SITEURL holds a name or a password, as in `https://name:password@blog.example.org`.

Why: Pelican writes SITEURL into each page, feed and sitemap, so every visitor can read the password. The plugin leaves
it out of what readers pass on, and no report shows it.
Bad: `SITEURL = "https://editor:secret@blog.example.org"`
Good: `SITEURL = "https://blog.example.org"`
Mend: write the address without it, and change the password if such pages are online. What uploads the site takes it
from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "site"


def check_site(site: Site) -> Iterator[Found]:
    if site.has_password:
        yield Found(
            message="SITEURL holds a name or password before the host, and Pelican writes that into every page and "
            "feed: whoever visits the blog can read it. Write the address without it, and change the password.",
            keys=("SITEURL",),
        )
