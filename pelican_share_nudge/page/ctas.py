"""The only module that finds the calls to action in a page, whoever wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from pelican_share_nudge.insert import splice
from pelican_share_nudge.page.facts import FoundCta, Link
from pelican_share_nudge.page.links import accessible_name, plain_links
from pelican_share_nudge.page.tree import Tree, called, parse
from pelican_share_nudge.text import clean

# What people call a call to action in classes and ids.
_NAMES = frozenset(
    "cta call-to-action call_to_action calltoaction post-cta cta-box newsletter newsletter-form newsletter-signup "
    "newsletter-subscribe subscribe-form subscription-form signup-form mc_embed_signup email-signup "
    "subscribe-box".split()
)
_CALLED = ", ".join(f"[class*={hint}], [id*={hint}]" for hint in ("cta", "call", "newsletter", "subscri", "signup"))
# Where a link in a post asks for something by its address alone: newsletters, and places to support an author.
_ADDRESSES = (
    "list-manage.com/subscribe",
    "buttondown.com/",
    "buttondown.email/",
    "tinyletter.com/",
    "substack.com/subscribe",
    "patreon.com/",
    "ko-fi.com/",
    "buymeacoffee.com/",
    "liberapay.com/",
    "github.com/sponsors/",
    "opencollective.com/",
)


def ctas_in(tree: Tree, links: Iterable[Link]) -> Iterator[FoundCta]:
    """Find the calls to action of a page: the plugin's own, those called so, and a link that asks by its address.

    Args:
        links: of the page.
    """
    own = _own(tree)
    yield from (_cta(node, own=True) for node in own)
    if not own:  # A theme's own template, under any class.
        yield from _in_blocks(splice.contents(tree.text, "cta"))
    inside: set[int] = set()  # the numbers of nodes in what was looked at
    if not _NAMES.isdisjoint(tree.names):
        yield from _called_so(tree, inside)
    hrefs = " ".join([link.href for link in links])
    if any(map(hrefs.__contains__, _ADDRESSES)):
        yield from _by_address(tree, inside)


def _own(tree: Tree) -> list[LexborNode]:
    """List those with the plugin's class: minifiers take the markers out, and leave that."""
    nodes = tree.document.css(".passalong-cta") if "passalong-cta" in tree.names else ()
    return [node for node in nodes if node.parent is None or not tree.context(node.parent).own]


def _in_blocks(blocks: Iterable[str]) -> Iterator[FoundCta]:
    for html in blocks:
        body = parse(html).body
        if body is not None:
            yield FoundCta(True, clean(body.text()), tuple(plain_links(body)))


def _called_so(tree: Tree, inside: set[int]) -> Iterator[FoundCta]:
    for node in tree.document.css(_CALLED):
        name = called(node, _NAMES)
        if name and node.mem_id not in inside and tree.speaks_for_the_post(node) and not _is_layout(tree, node):
            # Also if it turns out to hold nothing to do: then nothing inside does.
            inside |= {one.mem_id for one in (node, *node.css(f"a, {_CALLED}"))}
            cta = _cta(node, own=False, name=name)
            if cta.links or cta.asks:
                yield cta


def _is_layout(tree: Tree, node: LexborNode) -> bool:
    """Tell whether an element is called after what a page is for, and holds the post."""
    return node.tag == "body" or (node.css_first("p, h1, h2, article") is not None and tree.holds_content(node))


def _by_address(tree: Tree, inside: set[int]) -> Iterator[FoundCta]:
    for node in tree.document.tags("a"):
        href = node.attributes.get("href") or ""
        if any(map(href.__contains__, _ADDRESSES)):
            in_post = tree.context(node).article and tree.speaks_for_the_post(node)
            if in_post and node.mem_id not in inside:
                yield FoundCta(False, clean(node.text()), (Link(href.strip(), accessible_name(node)),), text_there=href)
                return  # One such link asks; more of them ask the same.


def _cta(node: LexborNode, *, own: bool, name: str = "") -> FoundCta:
    classes = (node.attributes.get("class") or "").split()
    kind = next((name.removeprefix("passalong-cta-") for name in classes if name.startswith("passalong-cta-")), "")
    asks = node.tag == "form" or node.css_first("form, iframe") is not None
    return FoundCta(own, clean(node.text(separator=" ")), tuple(plain_links(node)), kind, asks, name)
