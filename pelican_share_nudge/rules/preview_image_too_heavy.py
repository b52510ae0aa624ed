"""A picture for the preview of more than 600 KB.

Why: WhatsApp, where most links between friends go, shows none that is heavier.
Bad: `<meta property="og:image" content="https://blog.example/images/DSC_0042.jpg">` of 4 MB, as the camera wrote it.
Good: the same picture with 1200×630 pixels, as a JPEG of 150 KB.
Mend: make the picture smaller (the plugin image-process does it for all posts), or name another one in the front
matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import OG_IMAGES, Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._preview import keys_of, measured
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.previews import MOST_BYTES

LEVEL = "warning"
SECTION = "preview"
NEEDS = ("page.pictures",)
READS_OUTPUT = True


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    address = page.meta(*OG_IMAGES)  # WhatsApp reads no others.
    picture = measured(address, page, site) if address else None
    if picture is not None and picture.size > MOST_BYTES:
        yield Found(
            message=f"Its picture weighs {picture.size // 1024:,} KB: over {MOST_BYTES // 1024} KB WhatsApp shows "
            "none, and friends see a link without a picture. Save it with 1200×630 pixels.",
            anchor="og:image",
            keys=keys_of(address, post),
            text=address,
            about=address,
        )
