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
from functools import lru_cache

from pelican_share_nudge.page.facts import OG_IMAGES, TWITTER_IMAGES, Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._preview import DESCRIPTIONS
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "preview"


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    # Of what a quote cut off, preview-description-broken tells: the theme does print it.
    cut = frozenset(meta.name for meta in page.broken_metas)
    missing = tuple(name for name in _missing(page, site) if name not in cut)
    if missing:
        yield _found(missing)


@lru_cache(maxsize=32)  # Most posts lack the same.
def _found(missing: tuple[str, ...]) -> Found:
    return Found(
        message=f"Its page does not say {', '.join(f'`{name}`' for name in missing)}, so networks guess what the "
        "friend sees, or show less. Print them in the theme's article template.",
        anchor="og:",
        template="article.html",
        # Without it a page counts as a `website`, which looks the same.
        level="info" if missing == ("og:type",) else None,
    )


def _missing(page: Page, site: Site) -> Iterator[str]:
    if not page.meta("og:title"):
        yield "og:title"
    if not page.meta("og:description") and (page.meta(*DESCRIPTIONS) or _prints_only_others(DESCRIPTIONS, site)):
        yield "og:description"
    if not page.meta("og:url"):
        yield "og:url"
    if not page.meta(*OG_IMAGES) and page.meta(*TWITTER_IMAGES):
        yield "og:image"
    if not page.meta("og:type"):
        yield "og:type"


def _prints_only_others(names: tuple[str, ...], site: Site) -> bool:
    """Tell whether the theme makes a description and no og:description of it: a post without one lacks both, and the
    theme's part is the same as with all others."""
    return bool(site.prints.names(*names)) and not site.prints.names("og:description")
