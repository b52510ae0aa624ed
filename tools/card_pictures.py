"""The pictures in docs/cards.md: a card in each layout, with the fonts of the package alone, so that they are the same
wherever they are drawn.

Written by `python tools/card_pictures.py`. Look at the pictures after each change of a layout.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from typst import Fonts as Loaded

from pelican_share_nudge.cards.draw import draw
from pelican_share_nudge.cards.fonts import Fonts
from pelican_share_nudge.cards.logo import as_svg
from pelican_share_nudge.cards.spec import Card, Design
from pelican_share_nudge.settings.cards import CardStyle

ROOT = Path(__file__).parent.parent
LAYOUTS = ROOT / "pelican_share_nudge" / "templates" / "share_nudge" / "cards"
PICTURES = ROOT / "docs" / "cards"
CRUMB = ROOT / "themes" / "clients" / "morning-crumb" / "static" / "logo.svg"

STYLES = {
    "letter": CardStyle(),
    "margin": CardStyle(),
    "poster": CardStyle(
        paper="#fbf5ea",
        ink="#33241a",
        quiet="#6d5a4a",
        accent="#9a3f12",
        stripe_1="#d9a441",
        stripe_2="#9a3f12",
    ),
}
CARDS = {
    "letter": Card(
        title="Why the mail you forward is the one that gets read",
        author="Ada Marsh",
        date="27 November 2026",
        language="en",
    ),
    "margin": Card(
        title="למה דווקא המכתב שחבר העביר לכם הוא זה שנקרא עד הסוף",
        author="נועה לוי",
        date="27.11.2026",
        language="he",
    ),
    "poster": Card(
        title="Roggensauerteigbrotbackstubenofentemperaturregelungsanlage",
        author="Jörg Weiß",
        date="27. November 2026",
        language="de",
    ),
}
SITES = {"letter": "The Passalong Letters", "margin": "מכתבים להעברה", "poster": "Morning Crumb"}


def main() -> None:
    loaded = Loaded(include_system_fonts=False)
    fonts = Fonts(loaded, frozenset(loaded.families()), ())
    PICTURES.mkdir(exist_ok=True)
    for name, card in CARDS.items():
        file = LAYOUTS / f"{name}.typ"
        colours = {row.replace("_", "-"): value for row, value in asdict(STYLES[name]).items() if row != "logo"}
        design = Design(
            layout=file.read_text(encoding="utf-8"),
            file=str(file),
            site=SITES[name],
            colours=colours,
            logo=as_svg(CRUMB.read_bytes()) if name == "poster" else "",
        )
        (PICTURES / f"{name}.png").write_bytes(draw(card, design, fonts).png)


if __name__ == "__main__":
    main()
