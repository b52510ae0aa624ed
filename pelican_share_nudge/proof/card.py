"""The card that a friend sees, as the written page has it."""

from __future__ import annotations

import base64
import mimetypes
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from pelican_share_nudge.addresses import split
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.site.site import Site

PICTURE_BYTES = 5_000_000  # a larger one is named and not shown


class Row(NamedTuple):
    """One thing on the card that a friend sees: under which name the page gives it, and what it says."""

    name: str
    found: str
    value: str


class Card(Struct, frozen=True, kw_only=True):
    """The card that a friend sees, as the written page has it; texts are empty where it says nothing.

    Attributes:
        picture: the picture itself as a `data:` address; empty when it is not a file of this site.
    """

    title: str
    description: str
    image: str
    host: str
    rows: tuple[Row, ...]
    picture: str = ""


def card_of(page: Page, site: Site, address: str) -> Card:
    title = _first(page, "og:title", "twitter:title")
    description = _first(page, "og:description", "description", "twitter:description")
    if not title.value and page.title:
        title = Row("og:title", "<title>", page.title)
    image = _first(page, "og:image", "og:image:url", "twitter:image")
    own_address = _first(page, "og:url")
    return Card(
        title=title.value,
        description=description.value,
        image=image.value,
        host=split(own_address.value or address).host,
        rows=(title, description, image, own_address),
        picture=_picture(image.value, page, site) if image.value else "",
    )


def _first(page: Page, *names: str) -> Row:
    """Give the first of these properties that says anything, under the name that it should have."""
    found = next((name for name in names if page.meta(name)), "")
    return Row(names[0], found, page.meta(found) if found else "")


def _picture(address: str, page: Page, site: Site) -> str:
    """Read a picture of the site's own, so that the page can show it without asking any host."""
    path = site.path_of(address, page=page.path)
    name = site.output.file(path) if path else ""
    kind = mimetypes.guess_type(name)[0] or ""
    if not kind.startswith("image/"):
        return ""
    file = Path(site.output.folder, name)
    if file.stat().st_size > PICTURE_BYTES:
        return ""
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode('ascii')}"
