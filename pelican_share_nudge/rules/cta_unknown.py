"""A post asks for a call to action that no setting defines.

Why: the author wanted something of the readers of this post, and they are asked for something else.
Bad: `nudge_cta: newsleter`
Good: `nudge_cta: newsletter`
Mend: write a name from SHARE_NUDGE_CTAS, `pass-on`, `read-next`, `off`, or a sentence of your own with a full stop.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.settings.front_matter import folded
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "links"
NEEDS = ("post.problems",)


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for problem in post.problems:
        if problem.unknown_cta:
            key = folded(problem.key)
            yield Found(message=problem.message, anchor=key, keys=(key,))
