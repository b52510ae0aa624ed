"""The page has no place where a block can safely go, so nothing was inserted.

Why: the plugin never guesses: a bar in the wrong place, or in another post, is worse than none.
Bad: a theme that prints only a part of the content, or another plugin that changes the content after Pelican wrote it.
Good: <div class="post-body">{{ article.content }}</div>
Mend: name the content in SHARE_NUDGE_SELECTOR, or write `<!-- share-nudge:bar -->` and `<!-- share-nudge:cta -->` into
the theme's template, where the blocks shall go.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.findings import Found
from pelican_share_nudge.page import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.site import Site

LEVEL = "warning"
SECTION = "hooks"
MUTES = ("dead-end", "share-bar-missing", "email-forward-missing", "cta-missing", "share-bar-hidden")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    if post.left_alone:
        yield Found(message=post.left_alone)
