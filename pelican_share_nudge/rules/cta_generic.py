"""A call to action whose link says “click here” or “read more” and not what the reader gets.

Why: readers decide by the words on the link, and screen readers list links without the text around them.
Bad: `<a href="/newsletter/">Click here</a>`
Good: `<a href="/newsletter/">Get the next letter on Sunday</a>`
Mend: write in `action` of the call to action what happens: a verb, and what the reader has then.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.findings import Found
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._phrases import folded, says_nothing
from pelican_share_nudge.site.site import Site

LEVEL = "off"
SECTION = "content"


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    said: set[str] = set()
    for cta in page.ctas:
        for link in cta.links:
            if link.name and folded(link.name) not in said and says_nothing(link.name, post.language):
                said.add(folded(link.name))
                yield Found(
                    message=f"A call to action has a link “{link.name}”, which does not say what the reader gets. "
                    "Write on it what happens, as in “Get the next letter on Sunday”.",
                    anchor=folded(link.name),
                    keys=("nudge_cta",) if cta.own else (),
                    text=link.href,
                )
