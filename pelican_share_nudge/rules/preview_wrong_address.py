"""A page that says it is somewhere else: `og:url` or `canonical` names another address than the one that is shared.

Why: networks follow that address. Its preview is shown in place of this one, and likes and comments are counted there.
Bad: `<meta property="og:url" content="https://blog.example/">` on each post, or http: where the site is https:.
Good: `<meta property="og:url" content="https://blog.example/bread.html">` on the page of that address.
Mend: print `{{ SITEURL }}/{{ article.url }}` in the theme. Where the post first appeared elsewhere, write that address
as `nudge_url` in the front matter: then it is what readers share.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.addresses import is_web_address, same_page, split
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._preview import previews_locally
from pelican_share_nudge.rules.kit import Found, join
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "preview"
NEEDS = ("page.canonical", "page.metas")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    right = (post.address, post.own_address)
    url, canonical = page.meta("og:url"), next(filter(None, page.canonical), "")
    said = [address for address in (url, canonical) if address and address not in right]
    if not said or previews_locally(site) or not is_web_address(post.own_address):
        return
    if url and not _is_one_of(url, right):
        yield _found("og:url", url, post) if is_web_address(url) else _relative(url, post, site)
    # A canonical address may be relative, the one that networks read may not.
    if canonical and not _is_one_of(join(post.own_address, canonical), right):
        yield _found("canonical", canonical, post)


def _found(name: str, address: str, post: Post) -> Found:
    return Found(
        message=f"`{name}` is `{address}`, but readers share `{post.address}`: networks show the preview of the one, "
        "and count for it. Print the post's own address, or write that one as `nudge_url` if the post is from there.",
        anchor=name,
        keys=("nudge_url", "canonical", "canonical_url"),
        text=name if name.startswith("og:") else f'rel="{name}"',
        about=address,
    )


def _relative(url: str, post: Post, site: Site) -> Found:
    by_setting = "Set RELATIVE_URLS = False where you publish: with it, SITEURL is relative in the theme's templates."
    by_theme = "Have the theme print `{{ SITEURL }}/{{ article.url }}`."
    mend = by_theme if not site.relative else by_setting if url.startswith(".") else f"{by_setting} {by_theme}"
    return Found(
        message=f"`og:url` is `{url}`, and networks need all of the address, `{post.address}`: of this one they make "
        f"nothing. {mend}",
        anchor="og:url: relative",
        text="og:url",
        about=url,
    )


def _is_one_of(address: str, right: tuple[str, ...]) -> bool:
    return any(address == other or _are_the_same(address, other) for other in right)


def _are_the_same(address: str, other: str) -> bool:
    """Compare scheme and query, too: to a network these are two addresses with two counts."""
    if not same_page(address, other):
        return False
    one, two = split(address), split(other)
    return (one.scheme, one.query) == (two.scheme, two.query)
