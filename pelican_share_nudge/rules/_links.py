"""What the rules about links have in common: which share links are this post's, and their parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from pelican_share_nudge.addresses import by_decoded, is_web_address, split, without_www
from pelican_share_nudge.page.facts import Link, Page, Shared
from pelican_share_nudge.pattern import parse
from pelican_share_nudge.post import Post
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import Network
from pelican_share_nudge.tables.shorteners import is_short

# What is left of HTML's own escaping when a browser has decoded it: it was done twice.
ESCAPED_TWICE = re.compile(r"&(?:amp|quot|lt|gt|apos|#0?3[49]|#x2[27]);", re.IGNORECASE)

# What themes print to share the post itself.
IN_A_THEME = "in a theme, `{{ SITEURL }}/{{ article.url }}`"

NO_RELATIVE_URLS = "Set RELATIVE_URLS = False where you publish"

_ADDRESSES = frozenset(("url", "message"))
_WORDS = frozenset(("text", "title", "message", "excerpt"))


def living_links(page: Page) -> Iterable[tuple[Link, Shared]]:
    """List the share links of this very post; those to dead networks have no other faults worth telling."""
    return _living(page) if page.sharing else ()


def _living(page: Page) -> Iterator[tuple[Link, Shared]]:
    for link in page.sharing:
        if link.shared is not None and not link.aside and link.shared.form != "dead":
            yield link, link.shared


def what_to_write(address: str, href: str, post: Post, site: Site, *, into: str = "") -> str:
    """Say how to mend a link of this post whose address is wrong: in the text, in the theme, or in the settings.

    Args:
        address: what the link has in its place, as far as that is known.
        into: where in the link it belongs.
    """
    write = f"Write `{shown(post.address)}`{into}"
    if "%25" in post.own_address:
        return f"{write}, or give the post a slug without `%`: with one, Pelican writes addresses that lead elsewhere."
    if is_in_text(href, post):
        return f"{write}."
    if not (site.relative and address):
        return f"{write}; {IN_A_THEME}."
    if address.startswith("."):
        return f"{NO_RELATIVE_URLS}; with it, SITEURL is relative in the theme's templates."
    return (
        f"{NO_RELATIVE_URLS}, for with it SITEURL is relative in templates, and have the theme print "
        "`{{ SITEURL }}/{{ article.url }}`."
    )


def may_lead_here(address: str, page: Page, site: Site) -> bool:
    """Tell whether an address is a short one of this page's: it names it itself, a shortener gave it out, or the site
    redirects it. Where it leads cannot be told without the network."""
    if address in page.short or without_www(address) in map(without_www, page.short) or is_short(address):
        return True
    path = site.path_of(address, page=page.path) if is_web_address(address) else None
    return bool(path) and not site.output.file(path or "") and site.serves(path or "")


def is_in_text(href: str, post: Post) -> bool:
    """Tell whether a link stands in the author's own text, in any spelling: another plugin may have encoded it."""
    if not post.content:
        return False
    addresses = _spellings_in(post.content)
    return href in addresses or ("%" in href and unquote(href) in addresses)


def by_writer(network: str, link: Link, page: Page, post: Post) -> tuple[str, bool]:
    """Tell links apart of which one is enough to tell of: a network's in the author's text, and its links elsewhere."""
    return network, bool(post.content) and is_the_authors(link.href, page, post)


def is_the_authors(href: str, page: Page, post: Post) -> bool:
    """Tell whether a link is what an author's text has: in this spelling, or in another one that the page has not."""
    spelled = _by_decoded(post.content).get(unquote(href), frozenset())
    return href in spelled or (bool(spelled) and spelled.isdisjoint(link.href for link in page.links))


@lru_cache(maxsize=4)  # Many links are asked for one post, which is done with before the next one.
def _hrefs_in(content: str) -> frozenset[str]:
    """List what a content links to: to search it anew for each link would take too long."""
    tree = LexborHTMLParser(content)
    written = (node.attributes.get("href") for node in (*tree.tags("a"), *tree.tags("area")))
    return frozenset(href.strip() for href in written if href)


@lru_cache(maxsize=4)
def _by_decoded(content: str) -> Mapping[str, frozenset[str]]:
    return by_decoded(_hrefs_in(content))


@lru_cache(maxsize=4)
def _spellings_in(content: str) -> frozenset[str]:
    """List what a content links to, as it is and decoded."""
    addresses = _hrefs_in(content)
    return addresses | {unquote(href) for href in addresses if "%" in href}


def ends_at_quote(href: str, title: str) -> bool:
    """Tell whether the attribute itself ended at a quote in the title: a link ends with what stands before it. One that
    holds the whole title has something else at its end, such as a summary that begins with the same word."""
    end = unquote(href.replace("+", " ")).rstrip()
    return title not in end and any(
        _ends_with(end, title[: quote.start()].rstrip()) for quote in _QUOTE.finditer(title)
    )


_QUOTE = re.compile("[\"']")


def _ends_with(end: str, before: str) -> bool:
    """Tell whether a link ends with the beginning of a title, at which a value or a word begins."""
    return end.endswith(before or "=") and not end.removesuffix(before)[-1:].isalnum()


def is_example(link: Link, shared: Shared, post: Post) -> bool:
    """Tell whether an author's link shares a quotation, or a page of somebody else: it is none of the post's hooks."""
    if shared.address.startswith(("/", ".", "#", "?")) and not shared.address.startswith("//"):
        return False
    host = host_of(shared.address)
    return host not in (host_of(post.address), host_of(post.own_address)) and is_in_text(link.href, post)


def host_of(address: str) -> str:
    """Give the host without `www.`; empty for what has none."""
    return split(address).host.removeprefix("www.")


def shown(text: str, most: int = 80) -> str:
    """Cut what a message quotes to a readable length."""
    return text if len(text) <= most else text[: most - 1] + "…"


@cache
def parameters(network: Network) -> tuple[frozenset[str], frozenset[str]]:
    """Tell in which parameters a network takes an address, and in which words."""
    addresses: set[str] = set()
    words: set[str] = set()
    for pattern in _patterns(network):
        for name, placeholders in parse(pattern).parameters:
            if not _ADDRESSES.isdisjoint(placeholders):
                addresses.add(name)
            if not _WORDS.isdisjoint(placeholders):
                words.add(name)
    return frozenset(addresses), frozenset(words)


def _patterns(network: Network) -> Iterable[str]:
    return (network.pattern, network.instance_pattern or "", *network.also, *network.outdated)


def own_paths(post: Post, site: Site) -> Iterator[str]:
    """Give the post's path on its host, and below the site, whose own address may have a path."""
    path = split(post.own_address).path.lstrip("/")
    below = path.removeprefix(split(site.address).path.strip("/")).lstrip("/")
    yield from dict.fromkeys(filter(None, (path, below)))


def path_among_words(text: str, paths: Sequence[str]) -> str:
    """Find a word that is the post's own path; empty when none is."""
    words = (word for word in text.split() if word.startswith(("/", "./", "../")) and len(word) > 1)
    return next((word for word in words if any(word.endswith(f"/{path}") for path in paths)), "")
