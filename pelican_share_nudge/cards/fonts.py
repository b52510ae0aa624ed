"""The only module that knows which fonts there are on this machine, and in which order a card asks them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pelican_share_nudge.cards.spec import Design
from pelican_share_nudge.tables.fonts import IN_THE_PACKAGE, OF_EMOJI, OF_LANGUAGES

# How languages are written that say nothing of it.
_SCRIPTS = {"zh": "zh-Hans", "zh-CN": "zh-Hans", "zh-SG": "zh-Hans", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant"}


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts that cards may have.

    Attributes:
        loaded: as Typst holds them.
        families: their names.
        wanted: families that the blog names, itself or by their files.
    """

    loaded: Any
    families: frozenset[str]
    wanted: tuple[str, ...]

    @property
    def digest(self) -> str:
        """What changes with the fonts of this machine."""
        return hashlib.sha256("\n".join(sorted(self.families)).encode()).hexdigest()[:8]

    def of(self, language: str) -> tuple[str, ...]:
        """List the families for a language in the order in which they are asked for a character."""
        known = (name for name in _in_order(language) if name in self.families)
        return tuple(dict.fromkeys((*self.wanted, IN_THE_PACKAGE, *known)))


def load(design: Design) -> Fonts:
    """Find the fonts of this machine, those of the package, and those that a blog names by their files."""
    from typst import Fonts as Loaded  # Only a blog that has cards to draw pays for loading it.

    folders = [*dict.fromkeys(map(os.path.dirname, design.font_files))]
    loaded = Loaded(font_paths=folders)
    families = frozenset(loaded.families())
    files = {os.path.realpath(file) for file in design.font_files}
    of_files = (font.family for font in loaded.fonts() if font.path and os.path.realpath(font.path) in files)
    return Fonts(loaded, families, (*of_files, *(name for name in design.fonts if name in families)))


def _in_order(language: str) -> Iterator[str]:
    own = _SCRIPTS.get(language, language)
    for tag in (own, own.partition("-")[0]):
        yield from OF_LANGUAGES.get(tag, ())
    for families in OF_LANGUAGES.values():
        yield from families
    yield from OF_EMOJI
