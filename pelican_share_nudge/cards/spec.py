"""What stands on a share card, as plain values, and the number by which a drawn one is known again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

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
        values = (_DRAWING, self.layout, self.site, dict(self.colours), self.logo, self.fonts, self.font_files)
        return hashlib.sha256(json.dumps(values).encode("ascii")).hexdigest()


class Card(Struct, frozen=True, kw_only=True):
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
    def direction(self) -> str:
        return direction(self.language)

    def version(self, design: Design) -> str:
        """Give what changes with what is on the card, and with nothing else."""
        # Asked of every post in every build: what the others have in common is hashed once, and is no JSON.
        said = "\0".join((design.digest, self.title, self.author, self.date, self.language))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:8]
