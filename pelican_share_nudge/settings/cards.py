"""What a blog sets of its share cards: colours and a logo."""

from __future__ import annotations

from msgspec import Struct


class CardStyle(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the cards of a blog look, whatever their layout: the colours of the theme passalong, as `#rrggbb`, unless it
    sets its own.

    Attributes:
        paper: of the ground.
        quiet: of author and date.
        line: of hairlines.
        on_accent: of what is written on a ground of the accent's colour.
        logo: a file in the content folder, or beside the settings.
    """

    paper: str = "#fdfdfb"
    ink: str = "#1b1d23"
    quiet: str = "#595e6a"
    line: str = "#d8d8d2"
    accent: str = "#1b4391"
    on_accent: str = "#ffffff"
    stripe_1: str = "#c4392f"
    stripe_2: str = "#1b4391"
    logo: str = ""
