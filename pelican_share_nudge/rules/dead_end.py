"""A post without any hook: who reads it cannot pass it on, and nothing asks them to.

Why: a reader who liked it closes the page, and nobody else ever hears of it.
Bad: a page that ends with the last paragraph, or with links to the author's own profiles.
Good: a share bar, an e-mail forward or a call to action behind the content.
Mend: take `nudge_share: off`, `nudge_email: off` and `nudge_cta: off` out of the front matter; or write `nudge: off`
when the post is not meant to travel.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.hooks.cta import fitting_ctas, needs_bar
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._sharing import has_email_forward, has_share_bar
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.settings.conditions import first_met
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "hooks"
MUTES = ("share-bar-missing", "email-forward-missing", "cta-missing", "share-bar-hidden")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    if page.copies or page.quotes or page.ctas or has_share_bar(page, post) or has_email_forward(page, post, site):
        return
    if _is_left_out(post, site):
        return
    yield Found(
        message="It is a dead end: no share link, no e-mail forward, no call to action, so whoever reads it cannot "
        f"pass it on. {_advice(post, site)}",
        keys=("nudge_share", "nudge_email", "nudge_cta"),
    )


def _is_left_out(post: Post, site: Site) -> bool:
    """Tell whether the blog itself wants neither a bar nor a call to action for posts like this one."""
    return _is_barred(post, site) and not any(fitting_ctas(post, site.config, site.today))


def _is_barred(post: Post, site: Site) -> bool:
    return post.offers is None and bool(first_met(site.config.no_bar, post))


def _advice(post: Post, site: Site) -> str:
    if not (post.without or site.config.networks or site.config.ctas):
        return "Name what the blog offers in SHARE_NUDGE_NETWORKS or SHARE_NUDGE_CTAS."
    in_vain = next(filter(needs_bar, fitting_ctas(post, site.config, site.today)), None)
    if in_vain and not (post.without or site.config.networks):
        return (
            f"`{in_vain.name or in_vain.kind}` has nothing to press where SHARE_NUDGE_NETWORKS names none: name some, "
            "or give it a target, such as a bar of the theme's own (`#share`)."
        )
    if in_vain and _is_barred(post, site):
        return (
            f"SHARE_NUDGE_NO_BAR takes its share bar, and without one `{in_vain.name or in_vain.kind}` has nothing to "
            "press: give posts like it a call to action that leads somewhere, such as `read-next`, or write "
            '`{"kind": "none"}` for them.'
        )
    return "Leave the site's hooks on, or write `nudge: off` if it is not meant to travel."
