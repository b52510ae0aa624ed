"""What stands on a share card, as plain values, and the number by which a drawn one is known again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pelican_share_nudge.locales import direction

WIDTH, HEIGHT = 1200, 630

# Increased when cards of the same specification come to look different.
_DRAWING = 1


@dataclass(frozen=True, kw_only=True)
class Design:
    """What all cards of a blog have in common.

    Attributes:
        layout: the text of the layout, in Typst.
        file: in which the layout stands; it may read others from the same folder.
        site: the name of the blog.
        colours: by the names that layouts know.
        logo: SVG; empty for none.
        fonts: families, the wanted first.
        font_files: absolute paths; their families come before the others.
    """

    layout: str
    file: str
    site: str
    colours: Mapping[str, str]
    logo: str = ""
    fonts: tuple[str, ...] = ()
    font_files: tuple[str, ...] = ()

    @cached_property
    def digest(self) -> str:
        return _hash(_DRAWING, self.layout, self.site, dict(self.colours), self.logo, self.fonts, self.font_files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What stands on one card: plain text, each of it may be empty.

    Attributes:
        date: as the blog writes it.
        language: a tag, as `en`, `zh-Hant`, `pt-BR`.
    """

    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""

    @property
    def text(self) -> str:
        """All that is written on it, for who looks for single characters."""
        return f"{self.title}{self.author}{self.date}"

    @property
    def direction(self) -> str:
        return direction(self.language)

    def version(self, design: Design) -> str:
        """Give what changes with what is on the card, and with nothing else."""
        return _hash(design.digest, self.title, self.author, self.date, self.language)[:8]


def _hash(*values: object) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
