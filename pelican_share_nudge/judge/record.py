"""The only module that says in a few words what a written page has, for a report about all posts."""

from __future__ import annotations

from pelican_share_nudge.findings import Record
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules.kit import DESCRIPTIONS, has_email_forward, has_share_bar
from pelican_share_nudge.site.site import Site


def record_of(page: Page, post: Post, site: Site) -> Record:
    """Take down what readers and friends get of a post, whoever wrote it."""
    hooks = {
        "share": has_share_bar(page, post),
        "email": has_email_forward(page, post, site),
        "copy": page.copies or "copy" in page.written.networks,
        "cta": bool(page.ctas),
    }
    preview = {
        "title": bool(page.meta("og:title") or page.title.strip()),
        "description": bool(page.meta(*DESCRIPTIONS)),
        "picture": bool(page.pictures),
    }
    return Record(post.source, post.title, post.address, _there(hooks), _there(preview))


def _there(parts: dict[str, bool]) -> tuple[str, ...]:
    return tuple(name for name, is_there in parts.items() if is_there)
