"""The only module that reads sources again: at which line of a source, template or settings file something stands."""

from __future__ import annotations

import os
from collections.abc import Iterable

from msgspec import Struct

from pelican_share_nudge.judge.setting_lines import IMPORTS_DEEP, assignments_of, settings_of_theme
from pelican_share_nudge.judge.source_lines import SourceText
from pelican_share_nudge.judge.template_lines import HEAD, Theme
from pelican_share_nudge.judge.wanted import Position, line_at
from pelican_share_nudge.settings import front_matter
from pelican_share_nudge.settings.config import THEME_SETTINGS
from pelican_share_nudge.site.theme import read_templates, read_text


class Sources(Struct):
    """Finds lines. Keeps the last file it read, for findings come post by post, and the theme's templates.

    Attributes:
        templates: folders of the theme's templates, in the order in which Pelican asks them; absolute.
        settings: absolute path of the settings file; empty when it is not known.
    """

    templates: tuple[str, ...] = ()
    settings: str = ""
    _last: SourceText | None = None
    _theme: Theme | None = None
    _assignments: dict[str, Position] | None = None

    def key(self, file: str, keys: Iterable[str]) -> Position | None:
        """Find the line of the first of these front-matter keys that a source has, in Markdown (`Key: value`, also
        between `---`), reStructuredText (`:key: value`; `title` is the document's own) and HTML (`<meta name="key">`;
        `title` is the element). Letter case does not matter, nor whether `-` or `_` joins."""
        found = self._source(file).keys
        line = next((found[key] for key in map(front_matter.folded, keys) if key in found), None)
        return Position(file, line) if line else None

    def value(self, file: str, text: str) -> Position | None:
        """Find the front-matter key whose value, in its line, is or holds a text."""
        source = self._source(file)
        lines = source.raw.split("\n")
        line = next((number for number in source.keys.values() if text in lines[number - 1]), None)
        return Position(file, line) if line else None

    def text(self, file: str, text: str, *, in_code: bool = True) -> Position | None:
        """Find the line of a source in which a text stands: an address or words as the page has them, which the source
        may write escaped (`&amp;`), percent-encoded or not, or as `{filename}` and the like.

        Args:
            in_code: also where the source only shows it, if it stands nowhere else.
        """
        source = self._source(file)
        line = source.line(text) if in_code else source.line_in_plain(text)
        return Position(file, line) if line else None

    def template(self, text: str, *, near: Iterable[str] = ()) -> Position | None:
        """Find the line of a template in which an address begins as this one does (`https://x.com/intent/tweet?`), or a
        class stands; None when no template has it, or the theme is not known. Where it stands in several tags, the one
        that has one of the names `near` it counts."""
        self._theme = self._theme or Theme(read_templates(self.templates))
        return self._theme.tag(text, tuple(near)) or self._theme.meta(text) or self._theme.position(text)

    def head(self, template: str) -> Position | None:
        """Find where a template, by its name, makes the head of a page, or else begins; None when there is none."""
        self._theme = self._theme or Theme(read_templates(self.templates))
        files = (os.path.join(folder, template) for folder in self.templates)
        file = next((file for file in files if file in self._theme.templates), "")
        found = HEAD.search(self._theme.templates[file]) if file else None
        return Position(file, line_at(found.string, found.start()) if found else 1) if file else None

    def setting(self, names: Iterable[str]) -> Position | None:
        """Find the line that sets the first of these settings, in the settings file or what it imports from beside it,
        or in the theme's own; line 1 of the settings file when none does; None when there is none."""
        if not self.settings or not os.path.isfile(self.settings):
            return None
        if self._assignments is None:
            of_theme = (os.path.join(folder, THEME_SETTINGS) for folder in self.templates)
            self._assignments = dict(settings_of_theme(next(filter(os.path.isfile, of_theme), "")))
            self._assignments |= dict(assignments_of(self.settings, depth=IMPORTS_DEEP))
        return next(
            (self._assignments[name] for name in names if name in self._assignments), Position(self.settings, 1)
        )

    def mentions(self, file: str, names: Iterable[str]) -> bool:
        """Tell whether a source has one of these names of files anywhere, percent-encoded or not."""
        text = self._source(file).decoded
        return any(name in text for name in names)

    def _source(self, file: str) -> SourceText:
        if self._last is None or self._last.file != file:
            self._last = SourceText(file, read_text(file))
        return self._last
