"""The only module that finds the pictures of an authored text: those that readers see."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from pelican_share_nudge.prose.element import element_of, images_in
from pelican_share_nudge.prose.unsaid import is_not_said

_AT_MOST = 12  # Who shows more has a gallery, whose first ones do.


class Shown(NamedTuple):
    """A picture: its address and what it shows, as written; the size that its tag gives it, 0 where it gives none."""

    address: str
    alt: str
    width: int
    height: int


def pictures_in(content: str) -> Iterator[Shown]:
    """List the pictures of a content that are files; none that is hidden, or stands in a note."""
    if "<img" not in content and "<IMG" not in content:
        return
    for image in islice(images_in(content), _AT_MOST):
        attributes = image.attributes
        address = (attributes.get("src") or "").strip()
        if address and not address.lower().startswith("data:") and not _is_hidden(image):
            width, height = (_pixels(attributes.get(name)) for name in ("width", "height"))
            yield Shown(address, attributes.get("alt") or "", width, height)


def _pixels(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 6 else 0


def _is_hidden(node: LexborNode) -> bool:
    above: LexborNode | None = node
    while above is not None and above.tag != "body":
        if is_not_said(element_of(above, above.tag or ""), ""):
            return True
        above = above.parent
    return False
