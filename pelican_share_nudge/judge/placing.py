"""The only module that makes findings of what rules found: what to say of one post or of many, and where to mend it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from msgspec import Struct

from pelican_share_nudge.findings import Finding, Found, Level
from pelican_share_nudge.judge.in_common import Noted, first_to_show
from pelican_share_nudge.judge.levels import milder
from pelican_share_nudge.judge.sources import Sources
from pelican_share_nudge.judge.wanted import Position


class Placing(Struct, frozen=True, kw_only=True, dict=True):
    """Finds the lines.

    Attributes:
        sources: that were read.
        levels: of the rules that are on.
        content: absolute path of the content folder.
        theme: absolute path of the theme's folder.
        name: what the theme is called.
    """

    sources: Sources
    levels: Mapping[str, Level]
    content: str
    theme: str
    name: str

    def of_site(self, rule: str, found: Found) -> Finding:
        """Tell of the site, or of a source that became no post."""
        if found.source:
            return self._finding(rule, found, source=found.source, file=os.path.join(self.content, found.source))
        template = self.sources.template(found.text, near=found.near) if found.text else None
        source = f"theme:{_in_theme(template, self.theme)}" if template else ""
        return self._finding(rule, found, source=source, at=template or self.sources.setting(found.keys))

    def of_theme(self, several: list[Noted], judged: int) -> Finding:
        """Say once what is in nine posts in ten, or certainly the template's, with the worst level and the values that
        are most often in it."""
        first = first_to_show(several)
        place = _known_place(first.found)
        if place is None and first.found.text:
            place = self.sources.template(first.found.text, near=first.found.near)
        if place is None and first.found.template:
            place = self.sources.head(first.found.template)
        setting = first.found.setting
        named = f" (theme `{self.name}`)" if self.name and not setting else ""
        differ = len({noted.found.message for noted in several}) > 1
        example = f", not everywhere the same; in `{first.source}`" if differ else ""
        return self._finding(
            first.rule,
            first.found,
            source=f"theme:{_in_theme(place, self.theme)}" if place else "",
            message=f"On {len(several)} of {judged} posts{named}{example}: {first.found.message}",
            at=place or self.sources.setting((setting,) if setting else (*first.found.near, "THEME")),
            page=first.page,
            sources=tuple(noted.source for noted in several),
            judged=judged,
        )

    def of_post(self, noted: Noted) -> Iterator[Finding]:
        found = noted.found
        is_asked_about = found.of_theme and noted.file and found.about
        asked_for = self.sources.value(noted.file, found.about) if is_asked_about else None
        is_of_theme = found.of_theme and found.text and asked_for is None
        in_theme = self.sources.template(found.text, near=found.near) if is_of_theme else None
        place = asked_for or in_theme
        if place is None and found.keys and noted.file:
            place = self.sources.key(noted.file, found.keys)
        if place is None and found.only_here:
            return
        for text in filter(None, (found.text if noted.own else "", found.about) if noted.file else ()):
            place = place or self.sources.text(noted.file, text, in_code=noted.own)
        where = ""
        if place is None and found.text and not noted.own:
            template = self.sources.template(found.text, near=found.near)
            name = _in_theme(template, self.theme) if template else ""
            where = f" In the theme, `{name}` line {template.line} may print it." if template else ""
        yield self._finding(
            noted.rule,
            found,
            source=noted.source,
            message=found.message + where,
            file=noted.file,
            at=place,
            page=noted.page,
            sources=(noted.source,) if in_theme else (),
        )

    def _finding(
        self,
        rule: str,
        found: Found,
        *,
        source: str = "",
        message: str = "",
        file: str = "",
        at: Position | None = None,
        page: str = "",
        sources: tuple[str, ...] = (),
        judged: int = 0,
    ) -> Finding:
        return Finding(
            rule=rule,
            level=milder(self.levels[rule], found.level),
            source=source,
            message=message or found.message,
            line=at.line if at else 1,
            located=at is not None,
            anchor=found.anchor,
            file=at.file if at else file,
            page=page,
            sources=sources,
            judged=judged,
            about=found.about,
        )


def _in_theme(place: Position, theme: str) -> str:
    """Name a template by its path in the theme's folder, or by its name alone if it lies elsewhere."""
    below = os.path.relpath(place.file, theme) if theme else place.file
    return (os.path.basename(place.file) if below.startswith("..") else below).replace(os.sep, "/")


def _known_place(found: Found) -> Position | None:
    """Give the place that a rule knows, so that it need not be looked for."""
    return Position(found.file, found.line) if found.file else None
