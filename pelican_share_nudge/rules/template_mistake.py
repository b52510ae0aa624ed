"""A template of the theme fails while a block is made from it, so that this block is missing.

Why: the reader gets no share bar, no call to action or no styles, on every page where the template fails.
Bad: `{{ post.author.name }}` in the theme's `share_nudge/bar.html`: a post has no `author`
Good: `{{ post.authors | join(", ") }}`
Mend: the line that is named. A template that is not UTF-8 must be saved as UTF-8. Without a template of the theme the
plugin's own is used.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.hooks import all_hooks
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "hooks"
NEEDS = ("page.mistakes",)
MUTES = ("dead-end", "share-bar-missing", "email-forward-missing", "cta-missing")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for mistake in page.mistakes:
        loss = all_hooks()[mistake.block].WITHOUT
        yield Found(
            message=f"This template has a mistake, so {loss}: {mistake.why} Mend it, or take the template away: "
            "then the plugin's own is used.",
            anchor=f"{mistake.block}: {mistake.why}",
            file=mistake.file,
            line=mistake.line,
        )
