"""A source that Pelican could not turn into a page.

Why: Pelican writes an error among many lines, goes on and ends well: the post is missing from the blog, and nobody
hears.
Bad: `Date: 2026-02-30`, or no `Title`
Good: `Title: A post` and `Date: 2026-02-28`
Mend: what the message quotes of Pelican; where it quotes nothing, `pelican -D` says why beside the source's name. Write
`Status: draft` for what is not ready, and ARTICLE_EXCLUDES for a folder that holds no posts. It is said once a
build: of a sub-site only what its main site can build.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "site"
WITHOUT_PAGE = True


def check_site(site: Site) -> Iterator[Found]:
    for source in site.unbuilt:
        why = " ".join(site.why_unbuilt.get(source, "").split())
        told = f"Pelican says: {why}" if why else "`pelican -D` says why."
        yield Found(
            message=f"Pelican could not turn it into a page, so readers never see it. {told}",
            source=source,
        )
