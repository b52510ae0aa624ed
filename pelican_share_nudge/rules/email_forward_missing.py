"""A post without an e-mail forward, whoever would have written it, though the blog wants one.

Why: a mail to one friend is how the people who are on no network pass something on.
Bad: <a href="mailto:ada@blog.example.org">Write to me</a>
Good: <a href="mailto:?subject=A%20post&amp;body=https%3A%2F%2Fblog.example.org%2Fpost.html">Forward by e-mail</a>
Mend: build with the plugin's bar. Write `nudge_email: off` in a post that needs none, and take `email` out of
SHARE_NUDGE_NETWORKS when the blog wants none.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._sharing import has_email_forward
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "info"
SECTION = "hooks"


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    wanted = "email" in site.config.networks and "email" not in post.without
    if wanted and not has_email_forward(page, post, site):
        yield Found(
            message="It has no e-mail forward: readers who are on no network cannot pass it on with one click. Build "
            "it with the plugin's, or write `nudge_email: off` if it needs none.",
            keys=("nudge_email",),
        )
