"""The only module that reads the links of a page: where each leads, what it is called, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from pelican_share_nudge.addresses import same_page
from pelican_share_nudge.page.facts import Link, Mail
from pelican_share_nudge.page.forms import Forms
from pelican_share_nudge.page.recognition import recognise
from pelican_share_nudge.page.tree import Context, Tree
from pelican_share_nudge.page.widgets import is_place_of_widget
from pelican_share_nudge.text import clean

_PRIVATE_USE = "[\ue000-\uf8ff\U000f0000-\U0010fffd]+"
# In a handler, what makes another address than that of the link.
_MAKES_ADDRESS = re.compile(r"location\.|document\.|encodeURI|://")


def links_in(tree: Tree, networks: Forms, own: Collection[str]) -> Iterator[Link]:
    """Read all links of a page.

    Args:
        own: addresses of the post, as `page.reader.read` takes them.
    """
    for node in (*tree.document.tags("a"), *tree.document.tags("area")):
        href = node.attributes.get("href")
        if href is None:
            continue
        href = href.strip()
        # What shares or asks something has a query, which is another one on each page.
        link = parse_link(href, networks) if "?" in href else _remembered_link(href, networks)
        if link.shared is None and link.mail is None:
            yield link
        else:
            yield _in_its_place(tree, node, link, own)


def parse_link(href: str, networks: Forms) -> Link:
    """Make a link of an address: what can be known from that alone, wherever it stands."""
    if href[:7].lower() == "mailto:":
        return Link(href, mail=_parse_mail(href))
    return Link(href, shared=recognise(href, networks))


# Menus and lists of tags have the same links on each page.
_remembered_link = lru_cache(2048)(parse_link)


def plain_links(node: LexborNode) -> Iterator[Link]:
    """List the links in an element by address and name alone."""
    for link in node.css("a"):
        if "href" in link.attributes:
            yield Link((link.attributes["href"] or "").strip(), accessible_name(link))


def accessible_name(node: LexborNode) -> str:
    """Give a link's accessible name, as far as it can be told without a browser (accname 1.2, 4.3)."""
    attributes = node.attributes
    if label := clean(attributes.get("aria-label") or ""):
        return label
    name = clean(re.sub(_PRIVATE_USE, "", " ".join(_read_out(node))))
    return name or clean(attributes.get("aria-labelledby") or attributes.get("title") or "")


def _read_out(link: LexborNode) -> Iterator[str]:
    """List what is read out of the inside of a link: its text, the names of its pictures, nothing `aria-hidden`; and
    nothing of a link inside of it, which HTML forbids, for then each word would be read at each depth."""
    waiting: list[LexborNode | str] = [*link.iter(include_text=True)]
    waiting.reverse()
    while waiting:
        child = waiting.pop()
        if isinstance(child, str):
            yield child
            continue
        tag = child.tag
        if tag == "-text":
            yield child.text(deep=False)
            continue
        attributes = child.attributes
        if attributes.get("aria-hidden") == "true" or "hidden" in attributes or tag in ("script", "style"):
            continue
        if tag == "a" and "href" in attributes:
            continue
        if tag in ("img", "svg", "i", "span", "abbr") and (title := attributes.get("title")):
            waiting.append(title)
        if label := attributes.get("aria-label") or (attributes.get("alt") if tag == "img" else ""):
            yield label
        else:
            waiting += reversed([*child.iter(include_text=True)])


def _parse_mail(href: str) -> Mail:
    """Decode a `mailto:` address (RFC 6068): `+` is a plus; header names in any letter case."""
    recipients, _, query = href[len("mailto:") :].partition("?")
    fields: dict[str, str] = {}
    for part in query.split("&"):
        name, _, value = part.partition("=")
        fields.setdefault(unquote(name).lower(), unquote(value))
    to = ", ".join(filter(None, (unquote(recipients).strip(), fields.get("to", "").strip())))
    return Mail(to, fields.get("subject"), fields.get("body"), query)


def _in_its_place(tree: Tree, node: LexborNode, link: Link, own: Collection[str]) -> Link:
    context = tree.context(node)
    return link._replace(
        name=accessible_name(node),
        own=context.own,
        hidden=context.hidden,
        aside=_is_aside(tree, context, link, own),
        scripted=link.shared is not None and _is_scripted(node.attributes),
    )


def _is_aside(tree: Tree, context: Context, link: Link, own: Collection[str]) -> bool:
    if context.aside:
        return True
    if not context.article or context.article == tree.main_article:
        return False
    shared = link.shared.address if link.shared else (link.mail.body or "") if link.mail else ""
    return not any(address in shared or same_page(shared, address) for address in own)


def _is_scripted(attributes: Mapping[str, str | None]) -> bool:
    """Tell whether a link may be filled in when it is clicked: one that is opened as it is is not."""
    handler = attributes.get("onclick") or ""
    if handler and ("this.href" not in handler or _MAKES_ADDRESS.search(handler)):
        return True
    return is_place_of_widget(attributes)
