"""Checks what a blog wants of the preview tags."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import splitext

from pelican_share_nudge.addresses import is_web_address, split
from pelican_share_nudge.nearest import none_of
from pelican_share_nudge.settings.rows import Given
from pelican_share_nudge.settings.values import Wrong, listed
from pelican_share_nudge.tables.previews import NOT_DRAWN, PROPERTIES


def check_preview_without(names: tuple[str, ...], _: Given) -> Iterator[Wrong]:
    for position, name in listed(names):
        if name not in PROPERTIES:
            yield Wrong((position,), name, none_of(name, PROPERTIES))


def check_image(image: str, _: Given) -> Iterator[Wrong]:
    parts = split(image)
    if not image:
        return
    if not parts.is_valid or (parts.scheme and not is_web_address(image)) or any(map(str.isspace, image)):
        yield Wrong((), image, "Write a path on the site (/images/card.jpg), or an address that begins with https://.")
    elif splitext(parts.path.lower())[1] in NOT_DRAWN:
        yield Wrong((), image, "No network shows such a picture. Use a JPEG, PNG or WebP of 1200×630 pixels.")
