"""The only module that lets share cards be drawn: which are there already, where, and what keeps one from it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote

from msgspec import structs
from pelican.log import console
from rich.console import Console

from pelican_share_nudge import report
from pelican_share_nudge.addresses import is_web_address, of_file
from pelican_share_nudge.blocks.of_theme import BadFile
from pelican_share_nudge.cards.draw import Drawn, NotDrawn, draw
from pelican_share_nudge.cards.fonts import Fonts, load
from pelican_share_nudge.cards.glyphs import letters_in
from pelican_share_nudge.cards.label import Label, label_on
from pelican_share_nudge.cards.logo import BadLogo
from pelican_share_nudge.cards.png import BEGINNING
from pelican_share_nudge.cards.spec import HEIGHT, WIDTH, Card, Design
from pelican_share_nudge.hooks.preview import PreviewPicture
from pelican_share_nudge.host.card_files import design_of, plain_design_of
from pelican_share_nudge.host.run import Run
from pelican_share_nudge.insert.pages import AssetWriter, Room, beginning, read_asset
from pelican_share_nudge.page.facts import CardProblem
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import DEFAULT_LAYOUT
from pelican_share_nudge.tables.fonts import PACKAGES

FOLDER = "passalong/cards"
# Below Pelican's own folder for what outlives a build.
_CACHE = "share_nudge"
_TYPE = "image/png"
# Of the characters that no font has.
_NAMED_AT_MOST = 12
_NO_GLYPH = (
    f"No font on this machine has “{{missing}}”. Install one that has it (on Debian and Ubuntu {PACKAGES}), or name "
    "its file in SHARE_NUDGE_CARD_FONTS."
)
_IN_ANOTHER_LAYOUT = f"friends see it in the layout `{DEFAULT_LAYOUT}`"


class _Planned(NamedTuple):
    """A card that is not there yet."""

    source: str
    path: str
    card: Card
    version: str


class Cards:
    """The share cards of one run of Pelican: first all are planned, then those are drawn that are not there yet.

    Args:
        design: makes what all cards have in common; asked once, when the first card is planned.
        plain: makes it with a layout that certainly works.
        site: the site's address; without one nobody can fetch a card, and none is drawn.
        output: the output folder.
        writer: writes there.
        cache: writes where cards outlive the output; None where the output itself does.
        elsewhere: other folders in which cards may be that were drawn before, as they are below the output.
        console: where people see how far it is; None where nobody is to see anything.

    Attributes:
        problems: source of a post → what is wrong with its card.
    """

    def __init__(
        self,
        design: Callable[[], Design],
        plain: Callable[[], Design],
        *,
        site: str,
        output: str,
        writer: AssetWriter,
        cache: AssetWriter | None = None,
        elsewhere: Iterable[str] = (),
        console: Console | None = None,
    ) -> None:
        self._make_design, self._make_plain = design, plain
        self._site = of_file(site, "").rstrip("/") if is_web_address(site) else ""
        self._output = output
        self._writer = writer
        self._cache = cache
        self._elsewhere = tuple(filter(None, elsewhere))
        self._console = console
        self._waiting: dict[str, _Planned] = {}
        self._why_none: CardProblem | None = None
        self._first: dict[_Planned, Drawn | None] = {}
        self.problems: dict[str, CardProblem] = {}

    def plan(self, post: Post, *, date: str = "") -> PreviewPicture | None:
        """Say what a post's page may say of its card, without drawing it; None for a post that gets none.

        What is planned will be there after `draw`, unless the disk is full or the like.

        Args:
            date: as the blog writes it.
        """
        if not (self._site and post.page):
            return None
        design = self._design
        card = Card(title=post.title, author=", ".join(post.authors), date=date, language=post.language)
        if design is not None:
            planned = _Planned(post.source, path_of(post.page), card, card.version(design))
            if self._is_there(self._output, planned) or self._will_be_there(planned):
                # `of_file` takes a third of the time that a card may take that is there already.
                path = quote(planned.path, safe="/", errors="surrogateescape")
                # The path is the post's own and stays, the query changes with what is on the card.
                address = f"{self._site}/{path}?v={planned.version}"
                return PreviewPicture(address, WIDTH, HEIGHT, _TYPE, post.title or design.site)
        if self._why_none is not None:
            self.problems[post.source] = self._why_none
        return None

    @cached_property
    def _design(self) -> Design | None:
        try:
            return self._make_design()
        except (BadFile, BadLogo, OSError) as error:
            self._why_none = CardProblem(f"{error}".rstrip(".") + ".")
            return None

    @cached_property
    def _fonts(self) -> Fonts | None:
        """The fonts of this machine; None where what draws is installed by halves."""
        assert self._design is not None
        try:
            return load(self._design)
        except Exception as error:
            self._why_none = CardProblem(f"{type(error).__name__}: {error}.")
            return None

    def _is_there(self, folder: str, planned: _Planned) -> bool:
        """Tell whether a folder has a card as it would be drawn now."""
        label = label_on(beginning(f"{folder}/{planned.path}", BEGINNING))
        if label.version != planned.version or (label.missing and self._has_other_fonts(label)):
            return False
        self._note_missing(planned, label.missing)
        return True

    def _has_other_fonts(self, label: Label) -> bool:
        return self._fonts is not None and self._fonts.digest != label.fonts

    def _will_be_there(self, planned: _Planned) -> bool:
        """Take a card down that is to be written. The first one to draw is drawn at once, to see whether the layout
        works: no page shall name pictures that are never there."""
        if not any(self._is_there(folder, planned) for folder in self._elsewhere) and not self._first:
            self._first[planned] = self._try_first(planned)
        if self._why_none is None:
            self._waiting[planned.path] = planned
        return self._why_none is None

    def _try_first(self, planned: _Planned) -> Drawn | None:
        if self._design is None or self._fonts is None:
            return None
        result = _try(planned, self._design, self._fonts)
        if isinstance(result, Drawn):
            return result
        self._why_none = result
        return None

    def _note_missing(self, planned: _Planned, missing: str) -> None:
        if missing and self._design is not None:
            self.problems[planned.source] = _incomplete(planned.card, self._design.site, missing)

    # Drawing

    def draw(self) -> None:
        """Draw all planned cards that are not there yet. Whatever goes wrong with one, the others are drawn."""
        waiting, self._waiting = list(self._waiting.values()), {}
        to_draw = [planned for planned in waiting if not self._take_from_elsewhere(planned)]
        design, fonts = self._design if to_draw else None, self._fonts if to_draw else None
        if design is None or fonts is None:
            return
        with report.drawing(len(to_draw), self._console) as say, ThreadPoolExecutor(os.cpu_count()) as threads:
            results = threads.map(lambda one: self._first.get(one) or _try(one, design, fonts), to_draw)
            try:
                for number, (planned, result) in enumerate(zip(to_draw, results, strict=True), 1):
                    self._keep(planned, result, fonts)
                    say(number)
            except BaseException:  # Whoever ends a build does not wait for all the others.
                threads.shutdown(cancel_futures=True)
                raise

    def _take_from_elsewhere(self, planned: _Planned) -> bool:
        """Copy a card that was drawn before, and is not in the output any more."""
        for folder in self._elsewhere:
            if self._is_there(folder, planned):
                with suppress(OSError):
                    return self._write(planned, read_asset(f"{folder}/{planned.path}"))
        return False

    def _keep(self, planned: _Planned, result: Drawn | CardProblem, fonts: Fonts) -> None:
        if isinstance(result, CardProblem):
            # Another layout may do what this one does not do with this very post.
            self.problems[planned.source] = structs.replace(result, instead=_IN_ANOTHER_LAYOUT)
            other = _try(planned, self._make_plain(), fonts)
            if isinstance(other, CardProblem):
                self.problems[planned.source] = result
            else:
                self._write(planned, other.png)
        elif self._write(planned, result.png):
            self._note_missing(planned, result.missing)
            if self._cache is not None:
                self._cache.provide(planned.path, result.png)

    def _write(self, planned: _Planned, picture: bytes) -> bool:
        is_there = self._writer.provide(planned.path, picture)
        if not is_there:
            why = f"It could not be written: {self._writer.problems[planned.path]}."
            self.problems[planned.source] = CardProblem(why)
        return is_there


def _try(planned: _Planned, design: Design, fonts: Fonts) -> Drawn | CardProblem:
    """Draw one card, or say why it cannot be; works on any thread."""
    try:
        return draw(planned.card, design, fonts)
    except NotDrawn as error:
        return CardProblem(str(error), file=design.file if error.line else "", line=error.line or 1)
    except Exception as error:  # Whatever a build of the engine for this machine does.
        return CardProblem(f"{type(error).__name__}: {error}.")


def _incomplete(card: Card, site: str, missing: str) -> CardProblem:
    """Say what is not on a card, for no font has these characters."""
    letters = set(letters_in(missing))
    texts = {"its title": card.title, "its author": card.author, "its date": card.date, "the blog's name": site}
    without = [name for name, text in texts.items() if not letters.isdisjoint(text)]
    shown = missing if len(missing) <= _NAMED_AT_MOST else f"{missing[:_NAMED_AT_MOST]}…"
    return CardProblem(_NO_GLYPH.format(missing=shown), ", ".join(without) or shown, only_symbols=not without)


def path_of(page: str) -> str:
    """Give the path of a card below the output: that of its post's page, and so the same in every build."""
    return f"{FOLDER}/{page.removesuffix('.html')}.png"


def make_cards(run: Run, room: Room, *, site: str) -> Cards:
    """Make the cards of a run; none are planned for an output that was built before."""
    settings, path = run.settings, run.settings["CACHE_PATH"]
    cache = os.path.join(path, _CACHE)
    origins = run.gate.sandbox.origins if run.gate else {}
    return Cards(
        lambda: design_of(run.config, settings, run.environment),
        lambda: plain_design_of(run.config, settings),
        site="" if run.given_output else site,
        output=run.output,
        writer=AssetWriter(run.output, room),
        # Where the output stays from build to build, so do the cards in it.
        cache=AssetWriter(cache, Room()) if settings["DELETE_OUTPUT_DIRECTORY"] else None,
        elsewhere=(cache, origins.get(run.output, ""), os.path.join(origins.get(path, path), _CACHE)),
        console=None if run.gate else console,
    )
