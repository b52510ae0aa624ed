"""Tags of the preview that stand behind the first 300 KB of the page.

Why: WhatsApp reads no further, others stop far earlier; to them the page has no title, description and picture.
Bad: `<style>` with 300 KB of inlined CSS and fonts, then `<meta property="og:title" content="…">`
Good: the tags at the beginning of `<head>`, before any style or script.
Mend: move the tags up in the theme's base template, or put the styles into files.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.previews import READ_BYTES

LEVEL = "warning"
SECTION = "preview"
NEEDS = ("page.preview_at",)


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    if page.preview_at > READ_BYTES:
        yield Found(
            message=f"The tags of its preview end after {page.preview_at // 1000} KB of the page, and WhatsApp reads "
            f"only the first {READ_BYTES // 1000}: friends see a bare address. Move them to the beginning of `<head>`.",
            anchor="og:",
        )
