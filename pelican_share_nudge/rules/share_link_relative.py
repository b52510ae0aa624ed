"""A share link whose address has no scheme and host, such as `/post.html`.

Why: a network knows nothing of the page on which its link stood. The friend gets a path that leads nowhere.
Bad: `<a href="https://www.facebook.com/sharer/sharer.php?u=/bread.html">`
Good: `<a href="https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fblog.example%2Fbread.html">`
Mend: print `{{ SITEURL }}/{{ article.url }}` in the theme and not `{{ article.url }}` alone. With RELATIVE_URLS = True,
SITEURL itself is relative in templates: set it to False in publishconf.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Page, Shared
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import living_links, own_paths, path_among_words, what_to_write
from pelican_share_nudge.rules._preview import previews_locally
from pelican_share_nudge.rules._unfilled import why_empty
from pelican_share_nudge.rules.kit import Found, shown
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "links"
NEEDS = ("page.sharing", "page.widgets")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    if not page.sharing or previews_locally(site):
        return
    for link, shared in living_links(page):
        address = _relative(shared, post, site)
        if not address or why_empty(link, shared, post, site):
            continue
        yield Found(
            message=f"Its {shared.label} link shares `{shown(address)}`, and no network knows of which site: friends "
            f"get an address that leads nowhere. {what_to_write(address, link.href, post, site)}",
            anchor=shared.network,
            text=link.href,
            about=address,
            level="warning" if address.startswith("//") else None,  # Some networks put `https:` before it.
        )


def _relative(shared: Shared, post: Post, site: Site) -> str:
    """Give the address that is relative; empty when none is. One without a slash must be the post's own path."""
    address, paths = shared.address, tuple(own_paths(post, site))
    if not address:
        return path_among_words(shared.text, paths)
    if address.startswith(("/", ".", "#", "?")):
        return address
    has_scheme = ":" in address.partition("/")[0] or "%3a" in address[:9].lower()
    return address if not has_scheme and address in paths else ""
