"""The only module that reads sources again: at which line of a source, template or settings file something stands."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile
from typing import NamedTuple
from urllib.parse import unquote

from pelican_share_nudge.addresses import split
from pelican_share_nudge.settings import front_matter
from pelican_share_nudge.settings.config import THEME_SETTINGS
from pelican_share_nudge.settings.rows import setting_name
from pelican_share_nudge.site.theme import read_templates, read_text, tags_with, unescape

_TABLE = re.compile(r"\s*\[\[?\s*(\w+)")
_KEY = re.compile(r"\s*(\w+)[^=#]*=")


@dataclass(frozen=True, slots=True)
class Position:
    """A line of a file, from 1."""

    file: str
    line: int


@dataclass
class Sources:
    """Finds lines. Keeps the last file it read, for findings come post by post, and the theme's templates.

    Attributes:
        templates: folders of the theme's templates, in the order in which Pelican asks them; absolute.
        settings: absolute path of the settings file; empty when it is not known.
    """

    templates: tuple[str, ...] = ()
    settings: str = ""
    _last: _Source | None = field(default=None, init=False, repr=False)
    _theme: _Theme | None = field(default=None, init=False, repr=False)
    _assignments: dict[str, Position] | None = field(default=None, init=False, repr=False)

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
        self._theme = self._theme or _Theme(read_templates(self.templates))
        return self._theme.tag(text, tuple(near)) or self._theme.meta(text) or self._theme.position(text)

    def head(self, template: str) -> Position | None:
        """Find where a template, by its name, makes the head of a page, or else begins; None when there is none."""
        self._theme = self._theme or _Theme(read_templates(self.templates))
        files = (os.path.join(folder, template) for folder in self.templates)
        file = next((file for file in files if file in self._theme.templates), "")
        found = _HEAD.search(self._theme.templates[file]) if file else None
        return Position(file, _line_at(found.string, found.start()) if found else 1) if file else None

    def setting(self, names: Iterable[str]) -> Position | None:
        """Find the line that sets the first of these settings, in the settings file or what it imports from beside it,
        or in the theme's own; line 1 of the settings file when none does; None when there is none."""
        if not self.settings or not os.path.isfile(self.settings):
            return None
        if self._assignments is None:
            of_theme = (os.path.join(folder, THEME_SETTINGS) for folder in self.templates)
            self._assignments = dict(_settings_of_theme(next(filter(os.path.isfile, of_theme), "")))
            self._assignments |= dict(_assignments_of(self.settings, depth=_IMPORTS_DEEP))
        return next(
            (self._assignments[name] for name in names if name in self._assignments), Position(self.settings, 1)
        )

    def mentions(self, file: str, names: Iterable[str]) -> bool:
        """Tell whether a source has one of these names of files anywhere, percent-encoded or not."""
        text = self._source(file).decoded
        return any(name in text for name in names)

    def _source(self, file: str) -> _Source:
        if self._last is None or self._last.file != file:
            self._last = _Source(file, read_text(file))
        return self._last


# What is sought

_SHORTEST = 6  # What is shorter stands anywhere.
# No longer address or word goes on before or behind. A full stop ends it, but not with a letter behind.
_BEGINS = r"(?<![\w/?#%&~+@$.-])"
_PATH_BEGINS = r"(?<![\w/?#%&~+@$-])"
_ENDS = r"(?![\w/?#=%&~+@$-]|[.,;:!*]{1,3}\w)"
_IN_ATTRIBUTE = r"""\b(?:class|id)\s*=\s*["'][^"'<>]*?(?<![\w-])"""


class _Wanted(NamedTuple):
    """A text that is sought, and the patterns of what stands before and behind it."""

    before: str
    text: str
    behind: str

    def line(self, text: str) -> int | None:
        """Find the line of a text in which it begins; its words may stand in several."""
        start = next(self.starts(text), None)
        return None if start is None else _line_at(text, start)

    def starts(self, text: str) -> Iterator[int]:
        """Find where it begins."""
        words = self.text.split()
        # Mostly the first word is missing, and that is faster to tell than by the pattern.
        if len(self.text) < 2 or not words or words[0] not in text:
            return
        spaced = r"\s+".join(map(re.escape, words))
        yield from (found.start(1) for found in re.finditer(f"{self.before}({spaced}){self.behind}", text))

    def decoded(self) -> _Wanted:
        """Spell the text without entities and percent-encoding."""
        return self._replace(text=unquote(unescape(self.text)))


def _line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _written(text: str) -> Iterator[_Wanted]:
    """Give what an author writes for an address, a class or words of the page, most certain first."""
    yield _Wanted(_IN_ATTRIBUTE, text, _ENDS)
    yield _Wanted(_BEGINS, text, _ENDS)
    yield from _paths(text)


def _paths(address: str) -> Iterator[_Wanted]:
    """Give what stands for an address of the site: its path alone; for a mail link the mail address."""
    parts = split(address)
    shorter = [parts.path] if parts.scheme == "mailto" else []
    if parts.netloc or parts.path.startswith(("/", ".")):
        path, whole = (re.sub(r"^(?:\.\.?/)+", "/", text) for text in (parts.path, parts.behind_host))
        shorter = [address.rstrip("/"), whole, path, path.rstrip("/")]
    yield from (_Wanted(_PATH_BEGINS, short, _ENDS) for short in shorter if len(short) >= _SHORTEST)


# Sources


@dataclass(frozen=True)
class _Source:
    """A source, and what was worked out about it, each when it is first asked for."""

    file: str
    raw: str

    @cached_property
    def keys(self) -> dict[str, int]:
        return front_matter.keys(self.raw, os.path.splitext(self.file)[1])

    @cached_property
    def text(self) -> str:
        return unescape(self.raw)

    @cached_property
    def decoded(self) -> str:
        return _decoded(self.text)

    @cached_property
    def plain(self) -> str:
        """The text without code and comments, of which nothing works in the page; the lines stay the same."""
        return _without_code(self.raw, os.path.splitext(self.file)[1])

    @cached_property
    def plain_decoded(self) -> str:
        return _decoded(self.plain)

    def line(self, text: str) -> int | None:
        """Find a text; one that a longer address or word goes on only when there is nothing better."""
        # Words of some scripts are short and have no blanks around them.
        part = [_Wanted("", text, "")] if len(text) >= _SHORTEST or not text.isascii() else []
        there = (self.line_in_plain(text) if self.plain != self.text else None) or self._first(_written(text))
        return there or _line_of_marked(self.text, text) or self._first(part)

    def line_in_plain(self, text: str) -> int | None:
        """Find a text where it is no code."""
        lines = (one.line(self.plain) or one.decoded().line(self.plain_decoded) for one in _written(text))
        return next(filter(None, lines), None)

    def _first(self, candidates: Iterable[_Wanted]) -> int | None:
        """Find the first that stands in the source as it is, or percent-encoded otherwise."""
        lines = (one.line(self.text) or one.decoded().line(self.decoded) for one in candidates)
        return next(filter(None, lines), None)


# Of which nothing works in the page: in HTML, Markdown and reStructuredText.
_CODE_OF_HTML = r"<(?P<element>pre|code)\b.*?(?:</(?P=element)\b|\Z)|<!--.*?(?:-->|\Z)"
_CODE_OF_MARKDOWN = (
    r"^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=fence)|\Z)"
    r"|^[ \t]*\n(?:(?:[ ]{4}|\t)[^\n]*\n?)+"
    r"|`[^`\n]+`"
)
_INDENTED = r"(?:[ \t]*\n|[ \t]+[^\n]*\n?)*"
_CODE_OF_RST = (
    rf"^[ \t]*\.\.[ ](?:code|sourcecode|code-block|parsed-literal)::[^\n]*\n{_INDENTED}"
    rf"|::[ \t]*\n[ \t]*\n{_INDENTED}|``[^`\n]+``"
)
_FLAGS = re.DOTALL | re.MULTILINE | re.IGNORECASE
_CODE = {
    ".rst": re.compile(_CODE_OF_RST, _FLAGS),
    ".html": re.compile(_CODE_OF_HTML, _FLAGS),
    ".htm": re.compile(_CODE_OF_HTML, _FLAGS),
}
_CODE_ELSEWHERE = re.compile(f"{_CODE_OF_HTML}|{_CODE_OF_MARKDOWN}", _FLAGS)


def _without_code(raw: str, ending: str) -> str:
    pattern = _CODE.get(ending.lower(), _CODE_ELSEWHERE)
    return unescape(pattern.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), raw))


def _decoded(text: str) -> str:
    """Undo percent-encoding; the lines stay the same."""
    return unquote(re.sub("%0[Aa]", " ", text))


# What Pelican replaces by an address: `{filename}/pages/about.md`, and `|filename|` in older posts.
_MARKED = re.compile(r"""[{|](?:filename|static|attach|category|tag|author)[|}]([^\s"'<>()\[\]|{}#?]+)""")
# What the name of a source or of its page has more than its slug.
_NOT_OF_SLUG = re.compile(r"^\d{4}-\d\d-\d\d[-_]|\.(?:md|markdown|mkd|mdown|rst|html?|ipynb)$")


def _line_of_marked(text: str, address: str) -> int | None:
    """Find the `{filename}` target that most likely became an address: the more of both paths agrees, the better."""
    wanted = _slugs(split(address).path) if "/" in address else []
    best, line = 0, None
    for found in _MARKED.finditer(text):
        pairs = zip(_slugs(found[1]), wanted, strict=False)
        agreeing = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        if agreeing > best:
            best, line = agreeing, _line_at(text, found.start())
    return line


def _slugs(path: str) -> list[str]:
    """Split a path into what a source and its page have in common, the file first."""
    parts = unquote(path).removesuffix("/index.html").split("/")
    return [_NOT_OF_SLUG.sub("", part) for part in reversed(parts) if part not in ("", ".", "..")]


# Settings

_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)[ \t]*+(?::[^=]*+)?([+|]?)=(?!=)")


_IMPORTED = re.compile(r"^(?:from[ \t]+(\w+)[ \t]+import|import[ \t]+(\w+))\b", re.MULTILINE)
_IMPORTS_DEEP = 3


def imported_by(file: str) -> frozenset[str]:
    """Name the modules that a settings file imports."""
    return frozenset(_imports(read_text(file)))


def _imports(text: str) -> Iterator[str]:
    yield from dict.fromkeys(found[1] or found[2] for found in _IMPORTED.finditer(text))


def _assignments_of(file: str, *, depth: int) -> Iterator[tuple[str, Position]]:
    """Find where a settings file sets a name: itself, or what it imports from beside it, as publishconf.py does."""
    text = read_text(file)
    if depth:
        for name in _imports(text):
            beside = os.path.join(os.path.dirname(file), f"{name}.py")
            if os.path.isfile(beside) and beside != file:
                yield from _assignments_of(beside, depth=depth - 1)
    for name, line in _assignments(text).items():  # After those that it imports: it has the last word.
        yield name, Position(file, line)


def _assignments(text: str) -> dict[str, int]:
    """Find which line sets a name: the last that gives it a value, for that one counts; else the first that adds."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        found = _ASSIGNMENT.match(line)
        if found and not (found[2] and found[1] in lines):
            lines[found[1]] = number
    return lines


PUBLISHING = "publishconf.py"
_SITEURL = re.compile(r"""^SITEURL[ \t]*=[ \t]*(["'])([^"'\n]*)\1""", re.MULTILINE)


def published_address(settings: str) -> str:
    """Give the SITEURL that publishconf.py beside a settings file sets; empty when it sets none, or is that file."""
    beside = os.path.join(os.path.dirname(settings), PUBLISHING)
    if not settings or os.path.basename(settings) == PUBLISHING or not os.path.isfile(beside):
        return ""
    return next((found[2] for found in reversed([*_SITEURL.finditer(read_text(beside))])), "")


def _settings_of_theme(file: str) -> Iterator[tuple[str, Position]]:
    """Find where a theme's settings.toml sets a name: before the first table, or as a table."""
    lines = read_text(file).split("\n") if file else []
    first_table = next((number for number, line in enumerate(lines) if _TABLE.match(line)), len(lines))
    for number, line in reversed([*enumerate(lines)]):
        if found := _TABLE.match(line) or (number < first_table and _KEY.match(line)):
            yield setting_name(found[1]), Position(file, number + 1)


_HEAD = re.compile(r"\{%[-+]?\s*block\s+\w*(?:head|meta|graph|og)\w*|<head\b|<meta\b", re.IGNORECASE)
_SCHEME = re.compile(r"(https?:|)(?=//)")
_NAMED = re.compile(r"[^?#]*[?#][^=&#]*=")


@dataclass
class _Theme:
    """A theme's templates. Remembers where things stand in them: many posts ask for the same few."""

    templates: dict[str, str]
    _known: dict[_Wanted, tuple[_Place, ...]] = field(default_factory=dict)

    def position(self, text: str) -> Position | None:
        """Find where a text begins in the first template that has it; where it does so often, the place that goes on as
        the text does."""
        for wanted in (_Wanted(_IN_ATTRIBUTE, text, _ENDS), *_beginnings(text), *_paths(text)):
            if wanted not in self._known:
                self._known[wanted] = self._places(wanted)
            if places := self._known[wanted]:
                sought = text[max(text.find(wanted.text), 0) :]
                return max(places, key=lambda place: _agreeing(place.text, sought)).position
        return None

    def tag(self, text: str, near: tuple[str, ...]) -> Position | None:
        """Find the first tag that has a text and one of these names; a `<meta>` if there is one."""
        found = [
            (tag[0].lower().startswith("<meta"), Position(file, _line_at(template, tag.start())))
            for file, template in (self.templates.items() if near else ())
            for tag in tags_with(text, template)
            if any(re.search(rf"\b{re.escape(name)}\b", tag[0]) for name in near)
        ]
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def meta(self, text: str) -> Position | None:
        """Find the first `<meta>` that is called so."""
        if not _PROPERTY.fullmatch(text):
            return None
        named = re.compile(rf"""<meta\b[^<>]*=\s*["']?{re.escape(text)}(?=["'\s/>])""", re.IGNORECASE)
        for file, template in self.templates.items():
            if found := named.search(template):
                return Position(file, _line_at(template, found.start()))
        return None

    def _places(self, wanted: _Wanted) -> tuple[_Place, ...]:
        for file, text in self.templates.items():
            starts = islice(wanted.starts(text), _PLACES_AT_MOST)
            if places := tuple(_Place(Position(file, _line_at(text, at)), _printed(text, at)) for at in starts):
                return places
        return ()


class _Place(NamedTuple):
    """Where something stands in a template, and the text from there on."""

    position: Position
    text: str


def _agreeing(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


_PROPERTY = re.compile(r"[a-z]+(?::[a-z_:]+)?")
_PLACES_AT_MOST = 50
_LOOK_AHEAD = 300
_RAW = re.compile(r"\{%[-+]?\s*(?:end)?raw\s*[-+]?%\}")


def _printed(template: str, at: int) -> str:
    """Give what follows in a template as Jinja prints it between `{% raw %}` and its end."""
    return _RAW.sub("", template[at : at + _LOOK_AHEAD])


def _beginnings(address: str) -> Iterator[_Wanted]:
    """Give what a template has of an address, or of words, the longest first: up to its first parameter, which the
    template fills in; its path; its path but for the last part."""
    before = r"(?<![\w.-])"
    if scheme := _SCHEME.match(address):
        before = rf"(?:(?<={scheme[1]})|(?<![\w:]))"
        address = address[scheme.end() :]
    named, path = _NAMED.match(address), re.split("[?#]", address, maxsplit=1)[0]
    yield _Wanted(before, named[0], "") if named else _Wanted(before, address, _ENDS)
    if len(path) >= _SHORTEST:
        yield _Wanted(before, path, rf"(?:(?=[?#])|{_ENDS})")
    folder = path
    while path == address and "/" in folder.rstrip("/").lstrip("/"):
        folder = folder.rstrip("/").rpartition("/")[0] + "/"
        if len(folder) >= _SHORTEST:
            yield _Wanted(before, folder, r"(?=\{[{%])")
