"""A `nudge_…` value in the front matter that cannot be used, or a key that does nothing.

Why: the author asked for something, and readers get what the site has for all posts.
Bad: `nudge_share: facebok`, `nudge_ctas: off`
Good: `nudge_share: facebook, email`, `nudge_cta: off`
Mend: write what the message says. These are all the keys: `nudge: off`, `nudge_email: off`, `nudge_share` (networks),
`nudge_cta` (names, or a sentence), `nudge_text`, `nudge_hashtags`, `nudge_url`, `nudge_image`, `nudge_ignore` (rules).
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.findings import Found
from pelican_share_nudge.front_matter import folded
from pelican_share_nudge.page import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.site import Site

LEVEL = "warning"
SECTION = "linter"


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for problem in post.problems:
        if problem.rule == "bad-metadata":
            key = folded(problem.key)
            yield Found(message=problem.message, anchor=key, keys=(key,), text=problem.text)
