"""A post without a call to action, whoever would have written it, though the blog wants one.

Why: a bar gives readers the means to pass it on; what gives them a reason is to be asked.
Bad: a page that ends with the last paragraph and a row of icons.
Good: <section class="call-to-action"><p>Who came to mind? <a href="#share">Send it to them.</a></p></section>
Mend: build with the plugin, or add a CTA without conditions at the end of SHARE_NUDGE_CTAS. Write `nudge_cta: off` in a
post that needs none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pelican_share_nudge.hooks.bar import has_bar
from pelican_share_nudge.hooks.cta import fitting_ctas, needs_bar
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.settings.ctas import BUILT_IN_CTAS, Cta
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "hooks"

_FEEDS = ("FEED_ALL_ATOM", "FEED_ATOM", "FEED_ALL_RSS", "FEED_RSS")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    if not page.ctas and "cta" not in post.without and _is_wanted(post, site):
        yield Found(
            message="It has no call to action: nothing gives readers a reason to pass it on. "
            f"{_mend(page, post, site)}, or write `nudge_cta: off` if it needs none.",
            keys=("nudge_cta",),
        )


def _mend(page: Page, post: Post, site: Site) -> str:
    reasons = [_why_not_shown(cta, post, site) for cta in _ctas(post, site) if cta.kind != "read-next"]
    if all(reasons):
        return reasons[0]
    if site.config.placement == "theme":
        return (
            "Put <!-- share-nudge:cta --> into the theme's template, as SHARE_NUDGE_PLACEMENT leaves its place to that"
        )
    if page.written.networks or any(link.own for link in page.sharing):
        return "The plugin wrote one and something took it out: keep other plugins from that"
    return "Build it with the plugin, which writes one"


def _why_not_shown(cta: Cta, post: Post, site: Site) -> str:
    """Say why the plugin does not show a call to action that must lead somewhere; empty when it can."""
    name = f"`{cta.name or cta.kind}` in SHARE_NUDGE_CTAS"
    if cta.target.strip() in site.unresolved:
        return f"{name} leads to `{cta.target}`, which Pelican does not find, so it is not shown: write another target"
    if needs_bar(cta) and not has_bar(post, site.config):
        return (
            f"{name} has no `target`, and the post has no share bar, so there is nothing to press and it is not shown: "
            "give it a target, or name another call to action that has one"
        )
    if cta.kind != "subscribe" or cta.target or any(map(site.texts.get, _FEEDS)):
        return ""
    instead = "name `pass-on` in `nudge_cta`" if post.asks_for else 'write `{"kind": "pass-on"}` behind it'
    return (
        f"{name} has no `target`, and the site has no feed to subscribe to, so it is not shown: give it a target, or "
        f"{instead}, which takes none"
    )


def _is_wanted(post: Post, site: Site) -> bool:
    """Where nothing but the next post is asked for, the newest one has no CTA, and that is right."""
    return any(cta.kind != "read-next" for cta in _ctas(post, site))


def _ctas(post: Post, site: Site) -> Iterable[Cta]:
    if not post.asks_for:
        return fitting_ctas(post, site.config, site.today)
    by_name = BUILT_IN_CTAS | {cta.name: cta for cta in site.config.ctas if cta.kind != "none"}
    return (by_name[name] for name in post.asks_for if name in by_name)
