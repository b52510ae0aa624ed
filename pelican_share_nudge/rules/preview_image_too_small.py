"""A picture for the preview with less than 200×200 pixels.

Why: Facebook leaves such a picture out, and others show a stamp beside the title.
Bad: `<meta property="og:image" content="https://blog.example/favicon.png">` of 64×64 pixels.
Good: a picture of 1200×630 pixels, which fits everywhere.
Mend: name a larger picture in the front matter, or a larger one of the site in the theme.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._preview import keys_of, measured
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.previews import FEWEST_PIXELS

LEVEL = "warning"
SECTION = "preview"
NEEDS = ("page.pictures",)
READS_OUTPUT = True


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for name, address in page.pictures:
        picture = measured(address, page, site)
        if picture is not None and 0 < min(picture.width, picture.height) < FEWEST_PIXELS:
            yield Found(
                message=f"Its picture has {picture.width}×{picture.height} pixels: below "
                f"{FEWEST_PIXELS}×{FEWEST_PIXELS} Facebook shows none, and friends see a link without a "
                "picture. Use one of 1200×630.",
                anchor=name,
                keys=keys_of(address, post),
                text=address,
                about=address,
            )
