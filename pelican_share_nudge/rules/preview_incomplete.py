"""A page that lacks some of the properties from which previews are made; one finding lists them.

Why: networks guess what is missing or leave it out: LinkedIn reads no others, WhatsApp wants title, description and
address. A missing picture, title or description is a finding of its own.
Bad: a head with `<title>` and `<meta name="description" content="…">` only.
Good: `<meta property="og:title" content="…">`, `og:description`, `og:url`, `<meta property="og:type"
content="article">` and `<meta name="twitter:card" content="summary_large_image">`
Mend: let SHARE_NUDGE_PREVIEW write what is missing, as it does for articles if nothing is set; or print them in the
theme's article template, each value with `|striptags|escape`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pelican_share_nudge.page.facts import OG_IMAGES, TWITTER_IMAGES, Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._preview import DESCRIPTIONS, is_filled_in
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "preview"


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    # Of what a quote cut off, preview-description-broken tells: the theme does print it.
    cut = frozenset(meta.name for meta in page.broken_metas)
    missing = tuple(
        name for name in _missing(page, site) if name not in cut and not _comes_with_address(name, post, site)
    )
    if missing:
        yield _found(missing, _by_plugin(missing, post, site))


def _by_plugin(missing: tuple[str, ...], post: Post, site: Site) -> str:
    """Say what makes the plugin write them, where something keeps it from that."""
    if any(is_filled_in(name, post, site) for name in missing):
        return "Print"
    if "preview" in post.without:
        return "Take `nudge_preview: off` out of the front matter, or print"
    return "Let SHARE_NUDGE_PREVIEW write them, or print"


def _comes_with_address(name: str, post: Post, site: Site) -> bool:
    """Tell whether only SITEURL is missing: siteurl-missing says so."""
    return not site.address and name in ("og:url", "og:image") and is_filled_in(name, post, site)


@lru_cache(maxsize=32)  # Most posts lack the same.
def _found(missing: tuple[str, ...], by_plugin: str) -> Found:
    return Found(
        message=f"Its page does not say {', '.join(f'`{name}`' for name in missing)}, so networks guess what the "
        f"friend sees, or show less. {by_plugin} them in the theme's article template.",
        anchor="og:",
        template="article.html",
        # Without `og:type` a page counts as a `website`, which looks the same; without the other X shows it small.
        level="info" if {*missing} <= {"og:type", "twitter:card"} else None,
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
    if not page.meta("twitter:card"):
        yield "twitter:card"


def _prints_only_others(names: tuple[str, ...], site: Site) -> bool:
    """Tell whether the theme makes a description and no og:description of it: a post without one lacks both, and the
    theme's part is the same as with all others."""
    return bool(site.prints.names(*names)) and not site.prints.names("og:description")
