"""The only module that parses an authored text, and says what of an element is asked."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pelican_share_nudge.markup.depth import shallow

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section "
    "summary table tbody td tfoot th thead tr ul".split()
)
LOOK_AT = 12  # nodes inside of what may be a footnote's number, or a picture's caption


class Element(Struct, frozen=True):
    node: LexborNode
    name: str
    attributes: Mapping[str, str | None]
    classes: tuple[str, ...]

    def value(self, key: str) -> str:
        return self.attributes.get(key) or ""


def element_of(node: LexborNode, name: str) -> Element:
    attributes = node.attributes
    classes = (attributes.get("class") or "").lower().replace("_", "-") if attributes else ""
    return Element(node, name, attributes, tuple(classes.split()))


def parse_fragment(fragment: str) -> LexborNode:
    """Parse a fragment into a body, in time that grows with its length."""
    body = _parse(fragment).body
    assert body is not None  # the parser always makes one
    return body


def images_in(fragment: str) -> list[LexborNode]:
    """List the `<img>` of a fragment that have an address, in order."""
    return [image for image in _parse(fragment).tags("img") if "src" in image.attributes]


def _parse(fragment: str) -> LexborHTMLParser:
    return LexborHTMLParser(f"<!doctype html><body>{shallow(fragment)}")


def leads_into_page(href: str | None) -> bool:
    return href is not None and href.strip().startswith("#")
