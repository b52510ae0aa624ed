"""More calls to action than the blog wants on one post.

Why: a reader does one thing; who is asked for two does neither.
Bad: the theme's newsletter form right below the plugin's “Who came to mind?”.
Good: one of them.
Mend: take the theme's out, or write `nudge_cta: off` in the post that has one of its own; of several of its own, leave
one. SHARE_NUDGE_CTA_LIMIT says how many are wanted.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import FoundCta, Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "hooks"
NEEDS = ("page.ctas",)


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    wanted = max(site.config.cta_limit, len(post.asks_for))
    if len(page.ctas) <= wanted:
        return
    ctas = [cta for cta in page.ctas if cta.own or _is_block(cta)]
    if len(ctas) <= wanted:
        return
    others = [cta for cta in ctas if not cta.own]
    other = others[0] if others else ctas[-1]
    helps = len(others) < len(ctas) and 0 < len(others) <= wanted
    yield Found(
        message=f"It has {len(ctas)} calls to action, and {wanted} {'is' if wanted == 1 else 'are'} wanted; one of "
        f"them is {_named(other)}. Readers do one thing: take {_which(len(ctas) - wanted, len(others))} out"
        f"{', or write `nudge_cta: off`' if helps else ''}.",
        anchor=other.text_there or other.kind,
        keys=("nudge_cta",) if helps else (),
        text=other.text_there,
    )


def _which(too_many: int, others: int) -> str:
    if too_many == others == 1:
        return "that"
    return "one of them" if too_many == 1 else f"{too_many} of them"


def _is_block(cta: FoundCta) -> bool:
    """A link to a place that takes money or subscriptions may be told of in the text: that it asks is not certain."""
    return "/" not in cta.text_there


def _named(cta: FoundCta) -> str:
    if cta.text_there:
        return f"`{cta.text_there}` of the theme or the post"
    return f"the plugin's `{cta.kind}`" if cta.kind else "the plugin's"
