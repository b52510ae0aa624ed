"""The only module that draws: a card and a design become a PNG, or a reason why they do not."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from msgspec import structs

from pelican_share_nudge.cards import glyphs
from pelican_share_nudge.cards.fonts import Fonts
from pelican_share_nudge.cards.label import Label
from pelican_share_nudge.cards.spec import HEIGHT, WIDTH, Card, Design
from pelican_share_nudge.errors import ShareNudgeError

# What layouts import, as `@local/passalong`.
_PACKAGES = os.path.join(os.path.dirname(__file__), "typst")
# How Typst names a text that is no file; the first place that it names is that of the mistake.
_PLACE = re.compile(r"\A[^─]*─ [^\n]*?__typst_py_bytes__\.typ:(\d+):")
# A point is a pixel.
_PIXELS_PER_INCH = 72


class NotDrawn(ShareNudgeError):
    """A card cannot be drawn; the message says why, as sentences.

    Attributes:
        line: of the layout, from 1, where that has a mistake; else 0.
    """

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.line = line


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card that is drawn.

    Attributes:
        png: bears the card's version as its label.
        missing: characters that no font has, each once; texts with such letters are not on the card, and others are
            without such symbols.
    """

    png: bytes
    missing: str = ""


def draw(card: Card, design: Design, fonts: Fonts) -> Drawn:
    """Draw a card.

    Raises:
        NotDrawn: the layout has a mistake, or reads what is not there …
    """
    missing = _Sheet(design, fonts).missing(card)
    shown, shown_design = (_without(missing, card, design)) if missing else (card, design)
    label = Label(card.version(design), missing, fonts.digest if missing else "")
    return Drawn(label.put_on(_Sheet(shown_design, fonts).png(shown)), missing)


def _without(missing: str, card: Card, design: Design) -> tuple[Card, Design]:
    """Leave out what no font has."""
    shown = {name: glyphs.without(missing, getattr(card, name)) for name in ("title", "author", "date")}
    return structs.replace(card, **shown), replace(design, site=glyphs.without(missing, design.site))


class _Sheet:
    """A design and its fonts, ready for cards."""

    def __init__(self, design: Design, fonts: Fonts) -> None:
        from typst import Compiler  # As in `fonts`.

        self._design, self._fonts = design, fonts
        self._source = design.layout.encode("utf-8")
        with _reasons():
            folder = os.path.dirname(design.file)
            self._compiler = Compiler(root=folder, font_paths=fonts.loaded, package_path=_PACKAGES)

    def png(self, card: Card) -> bytes:
        pages = self._compile(card, format="png", ppi=_PIXELS_PER_INCH)
        if not isinstance(pages, bytes):
            raise NotDrawn(f"Its layout fills {len(pages)} pages, and a card is one.")
        return pages

    def missing(self, card: Card) -> str:
        """List the characters of a card that no font has."""
        from typst import TypstError

        try:
            self._compile(card, format="pdf", pdf_standards=glyphs.STANDARD, pdf_tags=False)
        except NotDrawn as error:
            cause = error.__cause__
            return glyphs.missing_in(cause.diagnostic) if isinstance(cause, TypstError) else ""
        return ""

    def _compile(self, card: Card, **options: Any) -> Any:
        with _reasons():
            return self._compiler.compile(self._source, sys_inputs={"card": self._values(card)}, **options)

    def _values(self, card: Card) -> str:
        """Give what layouts know as `card`."""
        design, parts = self._design, card.language.split("-")
        regions = [part.upper() for part in parts[1:] if len(part) == 2]
        values = {
            "width": WIDTH,
            "height": HEIGHT,
            "title": card.title,
            "site": design.site,
            "author": card.author,
            "date": card.date,
            "language": card.language,
            "lang": parts[0].lower() if parts[0].isalpha() and len(parts[0]) in (2, 3) else "en",
            "region": regions[0] if regions else {"Hans": "CN", "Hant": "TW"}.get(parts[-1]),
            "direction": card.direction,
            "fonts": self._fonts.of(card.language),
            "colours": dict(design.colours),
            "logo": design.logo,
        }
        return json.dumps(values, ensure_ascii=False)


@contextmanager
def _reasons() -> Iterator[None]:
    """Let whatever goes wrong in Typst be a reason why a card is not drawn."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # Also a panic of its, which is no Exception.
        raise NotDrawn(_why(error), _line(error)) from error


def _why(error: BaseException) -> str:
    message = str(getattr(error, "message", "") or error).strip().rstrip(".")
    return f"{type(error).__name__}: {message}."


def _line(error: BaseException) -> int:
    """Find the line of the layout in which Typst finds a mistake."""
    place = _PLACE.search(str(getattr(error, "diagnostic", "")))
    return int(place[1]) if place else 0
