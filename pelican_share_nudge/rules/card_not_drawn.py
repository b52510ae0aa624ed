"""A share card that could not be drawn, or not in the layout that it should have.

Why: friends see the link without a picture, or with one that does not look like the blog.
Bad: a layout with `#card.autor`, or a file called `passalong` in the output
Good: `#card.author`
Mend: what the message says: mend the layout at its line, let the output folder be written.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "preview"
NEEDS = ("page.card",)
MUTES = ("preview-no-image",)

_NONE = "friends may see its link without a picture"


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    card = page.card
    if card and not card.without:
        yield Found(
            message=f"Its card could not be drawn, so {card.instead or _NONE}. {card.why}",
            anchor="layout" if card.file else "card",
            file=card.file,
            line=card.line,
        )
