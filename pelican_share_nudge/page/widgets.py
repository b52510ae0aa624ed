"""The only module that finds third parties' share widgets in a page: their scripts, and the places that those fill."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from selectolax.lexbor import LexborNode

from pelican_share_nudge.page.facts import Widget
from pelican_share_nudge.page.tree import Tree
from pelican_share_nudge.tables.widgets import ADDRESSES, CLASSES, DEAD_IN_WIDGETS, WIDGETS, KnownWidget

_SCRIPTS = {start: widget for widget in WIDGETS for start in widget.scripts}
_STARTS_BY_HOST: dict[str, tuple[str, ...]] = {}
for _start in _SCRIPTS:
    _host = _start.partition("/")[0]
    _STARTS_BY_HOST[_host] = (*_STARTS_BY_HOST.get(_host, ()), _start)
_CLASSES = {name.lower(): (name, widget) for name, widget in CLASSES.items()}
_CLASS_NAMES = frozenset(_CLASSES)
_SELECTORS = {
    selector: (re.split(r'[*="\[\]]+', selector)[2 if "*=" in selector else 1], widget)
    for widget in WIDGETS
    for selector in widget.selectors
}
_PLACES_AT_MOST = 50
# How much of a place is looked at.
_LOOK_AT = 40
# Attributes in which widgets name the networks that they offer, and what stands around one in a class.
_NAMING_NETWORKS = ("data-sharer", "data-services", "data-service", "data-network")
_WORD = re.compile(r"[\w-]+")
_AROUND_NETWORK = re.compile(
    r"\A(?:st_|a2a_button_|addthis_button_|ssk-|likely__|social-likes__)|_(?:hcount|vcount|large|custom|button)\Z"
)


def scripts_in(tree: Tree) -> tuple[tuple[str, ...], str]:
    """List the addresses of scripts; beside them, all code that stands in the page itself."""
    addresses, code = [], []
    for script in tree.document.tags("script"):
        attributes = script.attributes
        if "src" not in attributes:
            code.append(script.text())
        elif address := attributes["src"]:
            addresses.append(address.strip())
    return tuple(addresses), "\n".join(code)


def widgets_in(tree: Tree, scripts: Iterable[str], code: str) -> tuple[Widget, ...]:
    """Find the widgets of a page: the first script and the first place of each, those of the theme before the post's.

    Args:
        scripts: addresses of scripts.
        code: what stands in the page itself.
    """
    frames = (frame.attributes.get("src") for frame in tree.document.tags("iframe"))
    addresses = (*scripts, *(address.strip() for address in frames if address))
    found = sorted(chain(_scripted(tree, addresses, code), _placed(tree)), key=lambda widget: widget.in_content)
    first: dict[tuple[str, bool], Widget] = {}
    for widget in found:
        first.setdefault((widget.name, widget.is_script), widget)
    return tuple(first.values())


def is_place_of_widget(attributes: Mapping[str, str | None]) -> bool:
    """Tell whether an element with these attributes is one that a widget's script fills in."""
    names = (attributes.get("class") or "").lower().split()
    return any(name in attributes for name in ADDRESSES) or not _CLASS_NAMES.isdisjoint(names)


def _scripted(tree: Tree, addresses: Iterable[str], code: str) -> Iterator[Widget]:
    loaded: dict[str, str] = {}
    for address in addresses:
        plain = _without_scheme(address)
        starts = filter(plain.startswith, _STARTS_BY_HOST.get(plain.partition("/")[0], ()))
        loaded |= dict.fromkeys(starts, address) | loaded
    if not loaded and "//" not in code:
        return
    for start, widget in _SCRIPTS.items():
        if (start in loaded or start in code) and not _embeds(tree, widget):
            address = loaded.get(start) or _whole_address(start, code)
            in_content = tree.is_in_content_alone(start)
            yield Widget(widget.name, widget.label, address, is_script=True, shares=False, in_content=in_content)


def _embeds(tree: Tree, widget: KnownWidget) -> bool:
    """Tell whether a script is there for something that the author quotes, and for nothing to share with."""
    return not tree.names.isdisjoint(widget.embeds) and tree.names.isdisjoint(map(str.lower, widget.classes))


def _placed(tree: Tree) -> Iterator[Widget]:
    for small in sorted(tree.names & _CLASS_NAMES):
        name, widget = _CLASSES[small]
        place = _place_of(tree, name)
        if place is not None and not tree.context(place).aside:
            yield _placed_at(tree, place, widget, name)
    for selector, (hint, widget) in _SELECTORS.items() if tree.has_data else ():
        if hint in tree.text and (place := tree.document.css_first(selector)) and not tree.context(place).aside:
            yield _placed_at(tree, place, widget, hint)


def _place_of(tree: Tree, name: str) -> LexborNode | None:
    """Find the element with this class or id; a share bar of one network may also be told by `type`."""
    for node in tree.document.css(f'[class*="{name}"], [id="{name}"], script[type="{name}"]'):
        attributes = node.attributes
        if name in (attributes.get("class") or "").split() or name in (attributes.get("id"), attributes.get("type")):
            return node
    return None


def _placed_at(tree: Tree, place: LexborNode, widget: KnownWidget, text: str) -> Widget:
    return Widget(
        name=widget.name,
        label=widget.label,
        text=text,
        is_script=False,
        shares=not widget.ended,
        address=_address_of(place.attributes),
        dead=_dead_in(tree, widget),
        in_content=tree.is_in_content_alone(text),
    )


def _address_of(attributes: Mapping[str, str | None]) -> str:
    """Give what a widget's place is told to share."""
    named = (attributes.get(name) for name in ADDRESSES)
    return next((address.strip() for address in named if address), "")


def _dead_in(tree: Tree, widget: KnownWidget) -> tuple[tuple[str, str], ...]:
    """List what a widget offers that is no more, as far as its places say so."""
    names = tree.names.intersection(map(str.lower, widget.classes))
    selectors = (*(f".{name}" for name in names if name.replace("-", "_").isidentifier()), *widget.selectors)
    places = (place for selector in selectors for place in islice(tree.document.css(selector), _PLACES_AT_MOST))
    words = (word for place in places for node in islice(place.traverse(), _LOOK_AT) for word in _offered(node))
    found = {DEAD_IN_WIDGETS[name]: text for name, text in words if name in DEAD_IN_WIDGETS}
    return tuple(sorted(found.items()))


def _offered(node: LexborNode) -> Iterator[tuple[str, str]]:
    """List what may name a network in a widget: the name alone, and the word as the page has it."""
    attributes = node.attributes
    for name in _NAMING_NETWORKS:
        for word in _WORD.findall(attributes.get(name) or ""):
            yield word.lower(), word
    for word in (attributes.get("class") or "").split():
        yield _AROUND_NETWORK.sub("", word.lower()), word


def _whole_address(start: str, code: str) -> str:
    """Give the address in a page's own code that begins with host and path, as far as it is written in one piece."""
    found = re.search(rf"(?:(?:https?:)?//)?{re.escape(start)}[^\s\"'`<>(){{}}\\;,]*", code)
    return found[0] if found else start


def _without_scheme(address: str) -> str:
    """Give host, in small letters, and path; what has no host as it is."""
    if "//" not in address[:9]:
        return address
    host, slash, path = address.partition("//")[2].partition("/")
    return f"{host.lower()}{slash}{path}"
