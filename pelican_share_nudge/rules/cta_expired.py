"""A call to action that a post asks for by name, though its `until` has passed.

Why: readers are asked for what is over: to come to last year's meeting, to sign what was decided.
Bad: `nudge_cta: summer-camp`, with `{"name": "summer-camp", "until": date(2026, 5, 31), …}` in June
Good: `nudge_cta: winter-camp`
Mend: write another name or `off` in the front matter, or move `until` in SHARE_NUDGE_CTAS.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "links"
NEEDS = ("post.asks_for",)


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    if not post.asks_for:
        return
    for cta in site.config.ctas:
        if cta.name in post.asks_for and cta.until is not None and cta.until < site.today:
            yield Found(
                message=f"Its call to action `{cta.name}` ended on {cta.until}: readers are asked for what is over. "
                "Write another name or `off`, or move its `until` in SHARE_NUDGE_CTAS.",
                anchor=cta.name,
                keys=("nudge_cta",),
            )
