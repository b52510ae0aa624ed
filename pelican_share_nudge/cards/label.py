"""What a drawn card bears in its file, so that the next build knows it again without drawing."""

from __future__ import annotations

from typing import NamedTuple

from pelican_share_nudge.cards import png


class Label(NamedTuple):
    """What a card was drawn from.

    Attributes:
        version: of the card; empty for a file that is none.
        missing: characters that no font had, each once.
        fonts: the digest of the fonts that there were, where something was missing.
    """

    version: str
    missing: str = ""
    fonts: str = ""

    def put_on(self, picture: bytes) -> bytes:
        parts = (self.version, self.fonts, *(f"{ord(character):x}" for character in self.missing))
        return png.labelled(picture, " ".join(parts) if self.missing else self.version)


NO_LABEL = Label("")


def label_on(beginning: bytes) -> Label:
    """Read the label of a file.

    Args:
        beginning: its first bytes, as many as `png.BEGINNING`.
    """
    version, *rest = png.label_of(beginning).split(" ")
    try:
        return Label(version, "".join(chr(int(part, 16)) for part in rest[1:]), rest[0] if rest else "")
    except (ValueError, OverflowError):
        return NO_LABEL
