"""A call to action whose only link leads to the very page on which it stands.

Why: the reader follows it, and is where they were.
Bad: “Read next: How to bake bread”, below “How to bake bread”
Good: the call to action `pass-on` there, or one that leads to another page
Mend: write another `target`, or `nudge_cta: off` in the post to which it leads; a `path` condition
keeps it out of there.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Link, Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._calls import tell
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "links"
NEEDS = ("page.ctas",)


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for cta in page.ctas:
        if len(cta.links) == 1 and not cta.asks and _leads_here(cta.links[0], page, site):
            link = cta.links[0]
            yield Found(
                message=f"A call to action leads to this very page (`{link.href}`): readers who follow it are where "
                "they were. Let it lead elsewhere, or write `nudge_cta: off` here.",
                anchor=cta.text_there or cta.kind,
                keys=("nudge_cta",) if cta.own else (),
                text=tell(cta, link),
            )


def _leads_here(link: Link, page: Page, site: Site) -> bool:
    """A query may ask the page for something, and an anchor leads to another place on it."""
    if not link.href or "#" in link.href or "?" in link.href:
        return False
    path = site.path_of(link.href, page=page.path)
    return path is not None and (path == page.path or site.output.file(path) == page.path)
