"""A page that lacks some of the Open Graph properties from which previews are made; one finding lists them.

Why: networks guess what is missing or leave it out: LinkedIn reads no others, WhatsApp wants title, description and
address. A missing picture, title or description is a finding of its own.
Bad: a head with `<title>` and `<meta name="description" content="…">` only.
Good: `<meta property="og:title" content="…">`, `og:description`, `og:url` and `<meta property="og:type"
content="article">`
Mend: print them in the theme's article template, each value with `|striptags|escape`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.findings import Found
from pelican_share_nudge.page import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._preview import DESCRIPTIONS, OG_IMAGES, TWITTER_IMAGES
from pelican_share_nudge.site import Site

LEVEL = "warning"
SECTION = "preview"


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    missing = list(_missing(page))
    if missing:
        yield Found(
            message=f"Its page does not say {', '.join(f'`{name}`' for name in missing)}, so networks guess what the "
            "friend sees, or show less. Print them in the theme's article template.",
            anchor="og:",
            # Without it a page counts as a `website`, which looks the same.
            level="info" if missing == ["og:type"] else None,
        )


def _missing(page: Page) -> Iterator[str]:
    if not page.meta("og:title"):
        yield "og:title"
    if not page.meta("og:description") and page.meta(*DESCRIPTIONS):
        yield "og:description"
    if not page.meta("og:url"):
        yield "og:url"
    if not page.meta(*OG_IMAGES) and page.meta(*TWITTER_IMAGES):
        yield "og:image"
    if not page.meta("og:type"):
        yield "og:type"
