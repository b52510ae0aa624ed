"""The only module that finds lines of a theme's templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from msgspec import Struct, field

from pelican_share_nudge.judge.wanted import ENDS, IN_ATTRIBUTE, SHORTEST, Position, Wanted, line_at, paths
from pelican_share_nudge.site.theme import tags_with

HEAD = re.compile(r"\{%[-+]?\s*block\s+\w*(?:head|meta|graph|og)\w*|<head\b|<meta\b", re.IGNORECASE)
_SCHEME = r"(https?:|)(?=//)"
_NAMED = r"[^?#]*[?#][^=&#]*="


class Theme(Struct):
    """A theme's templates. Remembers where things stand in them: many posts ask for the same few."""

    templates: dict[str, str]
    _known: dict[Wanted, tuple[_Place, ...]] = field(default_factory=dict)

    def position(self, text: str) -> Position | None:
        """Find where a text begins in the first template that has it; where it does so often, the place that goes on as
        the text does."""
        for wanted in (Wanted(IN_ATTRIBUTE, text, ENDS), *_beginnings(text), *paths(text)):
            if wanted not in self._known:
                self._known[wanted] = self._places(wanted)
            if places := self._known[wanted]:
                sought = text[max(text.find(wanted.text), 0) :]
                return max(places, key=lambda place: _agreeing(place.text, sought)).position
        return None

    def tag(self, text: str, near: tuple[str, ...]) -> Position | None:
        """Find the first tag that has a text and one of these names; a `<meta>` if there is one."""
        found = [
            (tag[0].lower().startswith("<meta"), Position(file, line_at(template, tag.start())))
            for file, template in (self.templates.items() if near else ())
            for tag in tags_with(text, template)
            if any(re.search(rf"\b{re.escape(name)}\b", tag[0]) for name in near)
        ]
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def meta(self, text: str) -> Position | None:
        """Find the first `<meta>` that is called so."""
        if not re.fullmatch(_PROPERTY, text):
            return None
        named = re.compile(rf"""<meta\b[^<>]*=\s*["']?{re.escape(text)}(?=["'\s/>])""", re.IGNORECASE)
        for file, template in self.templates.items():
            if found := named.search(template):
                return Position(file, line_at(template, found.start()))
        return None

    def _places(self, wanted: Wanted) -> tuple[_Place, ...]:
        for file, text in self.templates.items():
            starts = islice(wanted.starts(text), _PLACES_AT_MOST)
            if places := tuple(_Place(Position(file, line_at(text, at)), _printed(text, at)) for at in starts):
                return places
        return ()


class _Place(Struct, frozen=True):
    """Where something stands in a template, and the text from there on."""

    position: Position
    text: str


def _agreeing(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


_PROPERTY = r"[a-z]+(?::[a-z_:]+)?"
_PLACES_AT_MOST = 50
_LOOK_AHEAD = 300
_RAW = r"\{%[-+]?\s*(?:end)?raw\s*[-+]?%\}"


def _printed(template: str, at: int) -> str:
    """Give what follows in a template as Jinja prints it between `{% raw %}` and its end."""
    return re.sub(_RAW, "", template[at : at + _LOOK_AHEAD])


def _beginnings(address: str) -> Iterator[Wanted]:
    """Give what a template has of an address, or of words, the longest first: up to its first parameter, which the
    template fills in; its path; its path but for the last part."""
    before = r"(?<![\w.-])"
    if scheme := re.match(_SCHEME, address):
        before = rf"(?:(?<={scheme[1]})|(?<![\w:]))"
        address = address[scheme.end() :]
    named, path = re.match(_NAMED, address), re.split("[?#]", address, maxsplit=1)[0]
    yield Wanted(before, named[0], "") if named else Wanted(before, address, ENDS)
    if len(path) >= SHORTEST:
        yield Wanted(before, path, rf"(?:(?=[?#])|{ENDS})")
    folder = path
    while path == address and "/" in folder.rstrip("/").lstrip("/"):
        folder = folder.rstrip("/").rpartition("/")[0] + "/"
        if len(folder) >= SHORTEST:
            yield Wanted(before, folder, r"(?=\{[{%])")
