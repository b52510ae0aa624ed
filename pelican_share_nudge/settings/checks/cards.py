"""Checks how a blog wants its share cards to look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from msgspec.structs import fields

from pelican_share_nudge.nearest import cut
from pelican_share_nudge.settings.cards import CardStyle
from pelican_share_nudge.settings.rows import Given
from pelican_share_nudge.settings.values import Wrong, listed

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LAYOUT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_EXTRA = 'It needs what draws them: pip install "pelican-share-nudge[cards]"'


def check_cards(cards: bool | str, _: Given) -> Iterator[Wrong]:
    if isinstance(cards, str) and not _LAYOUT.fullmatch(cards):
        yield Wrong((), cards, "A layout is named as its file is, without `.typ`. Write one like `letter`, or True.")
    elif cards and find_spec("typst") is None:
        yield Wrong((), cards, _EXTRA)


def check_card_style(style: CardStyle, _: Given) -> Iterator[Wrong]:
    for row in fields(style):
        value = getattr(style, row.name)
        if row.name != "logo" and not _COLOUR.fullmatch(value):
            yield Wrong((row.name,), value, f"`{cut(value)}` is no colour; write it like `{row.default}`.")


def check_card_fonts(fonts: Sequence[Any], _: Given) -> Iterator[Wrong]:
    for position, font in listed(fonts):
        if not font.strip():
            yield Wrong((position,), font, "Name a family, or a file that ends in .ttf, .otf or .ttc.")
