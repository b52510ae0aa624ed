"""A share link that shares another page than this one: the home page, an old address, another post.

Why: the reader recommends this post, and the friend lands somewhere else.
Bad: `<a href="https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fblog.example%2F">` on each post
Good: `<a href="https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fblog.example%2Fbread.html">`
Mend: print `{{ SITEURL }}/{{ article.url }}` in the theme. Where the post first appeared elsewhere, write that address
as `nudge_url` in the front matter. Links in your text that share a page of another site are left alone, and so are
short addresses: those of known shorteners, what the page names as `rel=shortlink`, and what the site itself redirects.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from pelican_share_nudge.addresses import is_web_address, same_page, split, without_www
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import by_writer, host_of, is_example, living_links, may_lead_here, what_to_write
from pelican_share_nudge.rules._preview import previews_locally
from pelican_share_nudge.rules._unfilled import glued, why_empty
from pelican_share_nudge.rules.kit import Found, shown
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "links"
NEEDS = ("page.sharing", "page.widgets")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    if not page.sharing or previews_locally(site) or not is_web_address(post.own_address):
        return
    wrong = []
    right = set()
    for link, shared in living_links(page):
        if not is_web_address(shared.address):
            continue
        if _is_this(shared.address, page, post, site) or may_lead_here(shared.address, page, site):
            right |= set() if link.own else {shared.network}
        elif not (link.own or is_example(link, shared, post) or why_empty(link, shared, post, site)):
            wrong.append((link, shared))
    said: set[tuple[str, bool]] = set()
    for link, shared in wrong:
        which = by_writer(shared.network, link, page, post)
        if which in said:
            continue
        home = _is_home(shared.address, site)
        if home and shared.network in right:
            continue  # Who offers both, the post and the blog, means both.
        said.add(which)
        yield Found(
            message=f"Its {shared.label} link shares {'the home page' if home else 'another page'}, "
            f"`{shown(shared.address)}`, so friends do not get this post{_why(shared.address)}. "
            f"{what_to_write('', link.href, post, site)}",
            anchor=f"{shared.network}: home page" if home else shared.network,
            text=link.href,
            about=shared.address,
        )


def _why(address: str) -> str:
    part = glued(address)
    return f": a variable had no value, which made `{shown(part)}`" if part else ""


def _is_this(address: str, page: Page, post: Post, site: Site) -> bool:
    """Tell whether an address leads to this post, also by another way, or would if it were not encoded twice."""
    for own in (post.address, post.own_address):
        if any(same_page(without_www(spelling), without_www(own)) for spelling in (address, unquote(address))):
            return True
    path = site.path_of(address, page=page.path)
    return path is not None and site.output.file(path) == page.path


def _is_home(address: str, site: Site) -> bool:
    path = split(address).path.removesuffix("index.html").strip("/")
    return host_of(address) == host_of(site.address) and path == split(site.address).path.strip("/")
