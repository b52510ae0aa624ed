"""A script or frame of a third party that makes share buttons.

Why: it tells the third party who reads the post before anybody clicks, and in the EU the blog answers for that (CJEU,
C-40/17). Ad blockers stop it, and readers who have one see no buttons at all.
Bad: `<script async src="https://static.addtoany.com/menu/page.js"></script>`
Good: `<a href="https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fblog.example%2Fbread.html">Facebook</a>`
Mend: take script and placeholder out; plain links, such as those of the plugin's bar, send nothing before a click.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._widgets import is_for_sharing, known_widget
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "links"
NEEDS = ("page.sharing", "page.widgets")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for widget in page.widgets:
        row = known_widget(widget)
        # Of a dead one, share-link-dead-network tells: that it can go without loss is the better news.
        if not widget.is_script or not row.leaks or row.ended:
            continue
        if is_for_sharing(widget, page):
            address = widget.text.partition("?")[0]  # A frame's query holds the post's own address.
            yield Found(
                message=f"{widget.label}: its script (`{address}`) loads before anybody clicks, and tells a third "
                "party who reads this. Take it out and offer plain share links: they send nothing by themselves.",
                anchor=widget.name,
                text=widget.text,
                of_theme=not widget.in_content,
            )
