"""What the rules about hooks have in common: what counts as a way to pass this very post on, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable

from pelican_share_nudge.page.facts import Link, Mail, Page, Shared, Widget
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import is_example, living_links
from pelican_share_nudge.rules._mail import is_forward
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import DEAD_NETWORKS


def has_share_bar(page: Page, post: Post) -> bool:
    """Tell whether readers can share this post: by a link, a widget, or what a script puts into an empty bar."""
    if page.written.shares:
        return True
    if any(share_links(page, post)) or any(widget.shares for widget in page.widgets):
        return True
    return bool(page.empty_bar and page.scripts)


def share_links(page: Page, post: Post) -> Iterable[tuple[Link, Shared]]:
    """List the living share links of this post that stand in the page as somebody else wrote it; also broken ones, of
    which other rules tell, but no examples."""
    return ((link, shared) for link, shared in living_links(page) if not is_example(link, shared, post))


def has_email_forward(page: Page, post: Post, site: Site) -> bool:
    """Tell whether readers can send this post by mail: also by a broken link, of which other rules tell."""
    if "email" in page.written.networks:
        return True
    if any(link.mail and not link.aside and _means_to_forward(link, link.mail, post) for link in page.sharing):
        return True
    networks = site.config.known_networks
    named = (shared.network for _, shared in share_links(page, post))
    if any(networks[name].kind == "mail" for name in named if name in networks):
        return True
    return any(_may_send_mail(widget, site) for widget in page.widgets)


def _means_to_forward(link: Link, mail: Mail, post: Post) -> bool:
    own = filter(None, (post.address, post.own_address))
    if not mail.recipients:
        return is_forward(link, mail, post)
    return any(address in (mail.body or "") for address in own)


def _may_send_mail(widget: Widget, site: Site) -> bool:
    """Only a widget's script knows what it offers; most that are not of one network offer mail."""
    return widget.shares and widget.name not in site.config.known_networks and widget.name not in DEAD_NETWORKS
