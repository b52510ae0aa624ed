"""The only module that makes a logo fit for cards: whatever it is drawn in, layouts get an SVG."""

from __future__ import annotations

import base64
import io
from html import escape

import imagesize

from pelican_share_nudge.errors import ShareNudgeError

_KINDS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"RIFF": "webp"}
MOST_BYTES = 1_000_000


class BadLogo(ShareNudgeError):
    """A file is no logo that can be drawn; the message says why."""


def as_svg(data: bytes) -> str:
    """Give a logo as SVG; a picture of pixels stands in one.

    Raises:
        BadLogo: it is neither SVG nor PNG, JPEG, GIF or WebP, or too heavy.
    """
    if len(data) > MOST_BYTES:
        raise BadLogo(f"It weighs {len(data) // 1000:,} kB, and a logo needs no more than {MOST_BYTES // 1000:,}.")
    kind = next((kind for magic, kind in _KINDS.items() if data.startswith(magic)), "")
    if kind:
        return _around(data, kind)
    text = data.decode("utf-8-sig", "replace")
    if "<svg" not in text:
        raise BadLogo("It is neither SVG nor PNG, JPEG, GIF or WebP.")
    return text


def _around(data: bytes, kind: str) -> str:
    width, height = imagesize.get(io.BytesIO(data))
    if width <= 0 or height <= 0:
        raise BadLogo("It does not say how large it is.")
    address = escape(f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}")
    size = f'width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{address}"/></svg>'
