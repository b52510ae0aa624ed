"""A page without a title: neither `og:title` nor `<title>` says anything.

Why: the friend gets a bare address, and most networks make no preview from it at all.
Bad: `<title></title>`
Good: `<title>Bread in three steps</title>` and `<meta property="og:title" content="Bread in three steps">`
Mend: print the title in the theme's template: `<title>{{ article.title|striptags|escape }}</title>`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "preview"
MUTES = ("preview-incomplete",)


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    if not (page.title.strip() or page.meta("og:title")):
        yield Found(
            message="Its page has no title, so a friend who gets the link sees a bare address. Print the post's title "
            "in `<title>` and in `og:title`.",
            anchor="og:title",
        )
