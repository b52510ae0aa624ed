"""What a page says of itself for those who make a preview of it: rows, no logic.

Open Graph: https://ogp.me, read 2026-11-27. `twitter:…`: https://developer.x.com/en/docs/x-for-websites/cards.
`fediverse:creator`: https://github.com/mastodon/mastodon/pull/30398.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

# Each by what it is written with, in the order in which a page has them.
PROPERTIES: Mapping[str, Literal["property", "name", "link"]] = {
    "og:title": "property",
    "og:description": "property",
    "og:url": "property",
    "og:type": "property",
    "og:image": "property",
    "og:image:width": "property",
    "og:image:height": "property",
    "og:image:type": "property",
    "og:image:alt": "property",
    "og:site_name": "property",
    "og:locale": "property",
    "og:locale:alternate": "property",
    "article:published_time": "property",
    "article:modified_time": "property",
    "article:section": "property",
    "article:tag": "property",
    "article:author": "property",
    "twitter:card": "name",
    "twitter:site": "name",
    "twitter:creator": "name",
    "fediverse:creator": "name",
    "description": "name",
    "author": "name",
    "canonical": "link",
}
# Where pages name their picture: a page that has one of them has chosen.
IMAGES = frozenset(("og:image", "og:image:url", "og:image:secure_url"))
# What no network draws: how its path ends, and what it is called.
NOT_DRAWN: Mapping[str, str] = {".svg": "SVG", ".svgz": "SVG", ".avif": "AVIF", ".ico": "ICO"}
# Facebook shows no picture with fewer (https://developers.facebook.com/docs/sharing/webmasters/images).
FEWEST_PIXELS = 200
# WhatsApp shows none that is so many times as long as broad, none that is heavier, in the larger of the two ways to
# read “KB”, and none whose tags stand behind so many bytes of a page (Meta: Link Previews, 2026-05-21).
LONGEST_SHAPE = 4
MOST_BYTES = 600 * 1024
READ_BYTES = 300_000
