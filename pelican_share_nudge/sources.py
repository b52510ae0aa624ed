"""The only module that reads sources again: at which line of a source, template or settings file something stands."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from pelican_share_nudge.post import quote_address


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
    _assignments: dict[str, int] | None = field(default=None, init=False, repr=False)

    def key(self, file: str, keys: Iterable[str]) -> Position | None:
        """Find the line of the first of these front-matter keys that a source has, in Markdown (`Key: value`, also
        between `---`), reStructuredText (`:key: value`; `title` is the document's own) and HTML (`<meta name="key">`;
        `title` is the element). Letter case does not matter, nor whether `-` or `_` joins."""
        source = self._source(file)
        line = next((source.keys[key] for key in map(_folded_key, keys) if key in source.keys), None)
        return None if line is None else Position(file, line)

    def text(self, file: str, text: str) -> Position | None:
        """Find the line of a source in which a text stands: an address or words as the page has them, which the source
        may write escaped (`&amp;`), percent-encoded or not, or as `{filename}` and the like."""
        line = _line_of_text(self._source(file), " ".join(text.split()))
        return None if line is None else Position(file, line)

    def template(self, text: str) -> Position | None:
        """Find the line of a template in which an address begins as this one does (`https://x.com/intent/tweet?`), or a
        class stands; None when no template has it, or the theme is not known."""
        if self._theme is None:
            self._theme = _Theme(_templates(self.templates))
        return self._theme.find(" ".join(text.split()))

    def setting(self, names: Iterable[str]) -> Position | None:
        """Find the line of the settings file that sets the first of these settings; its line 1 when it sets none; None
        when there is no settings file."""
        if not self.settings or not os.path.isfile(self.settings):
            return None
        if self._assignments is None:
            self._assignments = _assignments(_read(self.settings))
        assigned = self._assignments
        return Position(self.settings, next((assigned[name] for name in names if name in assigned), 1))

    def _source(self, file: str) -> _Source:
        if self._last is None or self._last.file != file:
            self._last = _Source(file, _read(file))
        return self._last


def _read(file: str) -> str:
    """Read a file as Pelican does, whatever its line ends; empty when it cannot be read."""
    try:
        text = Path(file).read_bytes().decode("utf-8-sig", errors="replace")
    except (OSError, ValueError):  # A path may hold what no file system takes.
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


# An entity that stands for what addresses and quoted words hold; none stands for a line end.
_ENTITY = re.compile(r"&(?:amp|quot|apos|lt|gt|#0*3[489]|#[xX]0*2[267]);")


def _unescape(text: str) -> str:
    """Decode the entities that writers must use; the lines stay the same."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


# What Pelican replaces by an address: `{filename}/pages/about.md`, and `|filename|` in older posts.
_MARKER = re.compile(r"""[{|](filename|static|attach|category|tag|author)[|}]([^\s"'<>()\[\]|{}]*)""")


class _Marked(NamedTuple):
    """A target that Pelican replaces: where, of what kind, and its path and fragment as written."""

    offset: int
    kind: str
    path: str
    fragment: str


@dataclass(frozen=True)
class _Source:
    """A source, and what was worked out about it, each when it is first asked for."""

    file: str
    text: str

    @cached_property
    def keys(self) -> Mapping[str, int]:
        """The front matter: key, folded, to line."""
        ending = os.path.splitext(self.file)[1].lower()
        for endings, find in _FORMATS:
            if ending in endings:
                return find(self.text)
        return _markdown_keys(self.text) or _restructured_keys(self.text)

    @cached_property
    def unescaped(self) -> str:
        return _unescape(self.text)

    @cached_property
    def words(self) -> str:
        return " ".join(self.text.split())

    @cached_property
    def unescaped_words(self) -> str:
        return " ".join(self.unescaped.split())

    @cached_property
    def marked(self) -> tuple[_Marked, ...]:
        return tuple(_marked(found) for found in _MARKER.finditer(self.text))

    def line_of_word(self, text: str, number: int) -> int:
        """Tell in which line the word with this number, from 0, stands: `words` has lost the lines."""
        found = next(islice(re.finditer(r"\S+", text), number, None))
        return _line_at(text, found.start())


def _marked(found: re.Match[str]) -> _Marked:
    path, _, fragment = found[2].partition("#")
    return _Marked(found.start(), found[1], unquote(path.partition("?")[0]), fragment)


# Front matter


def _folded_key(key: str) -> str:
    return key.strip().lower().replace("-", "_")


# As in markdown.extensions.meta, whose reading counts: also that the fences match as beginnings of lines.
_META = re.compile(r"[ ]{0,3}([A-Za-z0-9_-]+):")
_META_MORE = re.compile(r"[ ]{4,}")
_META_BEGIN = re.compile(r"-{3}")
_META_END = re.compile(r"-{3}|\.{3}")
# Other readers take YAML between fences: items of a list, folded text and remarks do not end it there.
_YAML_MORE = re.compile(r" +\S|-(?: |$)|#")


def _markdown_keys(text: str) -> dict[str, int]:
    keys: dict[str, int] = {}
    fenced = _META_BEGIN.match(text) is not None
    for number, written in islice(_lines(text), int(fenced), None):
        line = written.expandtabs(4)
        if not line.strip() or _META_END.match(line):
            break
        if found := _META.match(line):
            keys.setdefault(_folded_key(found[1]), number)
        elif not (keys and _META_MORE.match(line)) and not (fenced and _YAML_MORE.match(line)):
            break
    return keys


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Give numbered lines without splitting a large text of which only the head is wanted."""
    number, start = 1, 0
    while (end := text.find("\n", start)) >= 0:
        yield number, text[start:end]
        number, start = number + 1, end + 1
    yield number, text[start:]


# As in docutils.parsers.rst.states.Body.
_FIELD = re.compile(r":(?![: ])((?:[^:\\]|\\.|:(?![ `]|$))*+)(?<! ):(?: |$)")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*+ *$")
_INDENT = re.compile(" ")
_BULLET = re.compile(r"[-+*\u2022\u2023\u2043](?: |$)")
_EXPLICIT = re.compile(r"(?:\.\.|__)(?: |$)")
_FOOTNOTE = re.compile(r"\.\. +\[")
_DIRECTIVE = re.compile(r"\.\. +([\w:.+-]+?) ?::(?: |$)")
# Directives that leave nothing, or nothing that ends a document's head.
_SILENT = frozenset(
    "class default-role footer header highlight include meta raw role sectnum section-numbering title".split()
)


def _restructured_keys(text: str) -> dict[str, int]:
    lines = [line.expandtabs(8) for line in text.split("\n")]
    keys: dict[str, int] = {}
    at = _skip_silent(lines, 0)
    title = _title_at(lines, at)
    if title:
        at = _skip_silent(lines, title.end)
        subtitle = _title_at(lines, at)
        if subtitle and subtitle.style != title.style:
            at = _skip_silent(lines, subtitle.end)
    at = _add_fields(keys, lines, at)
    title = title or _title_at(lines, _skip_silent(lines, at))
    if title:
        keys.setdefault("title", title.line)  # A field of that name counts more.
    return keys


def _add_fields(keys: dict[str, int], lines: list[str], at: int) -> int:
    """Note the fields of the list that begins here, if one does, and tell where it ends."""
    while at < len(lines):
        line = lines[at]
        if found := _FIELD.match(line):
            keys.setdefault(_folded_key(found[1].replace("\\", "")), at + 1)
        elif line.strip() and (not line.startswith(" ") or not keys):
            break
        at += 1
    return at


def _skip_silent(lines: list[str], at: int) -> int:
    """Pass over blank lines, and comments and the like, which may stand before a title and before the fields."""
    while at < len(lines) and (not lines[at].strip() or _is_silent(lines[at])):
        inside = bool(lines[at].strip())
        at += 1
        while inside and at < len(lines) and (not lines[at].strip() or lines[at].startswith(" ")):
            at += 1
    return at


def _is_silent(line: str) -> bool:
    if not _EXPLICIT.match(line) or _FOOTNOTE.match(line):
        return False
    directive = _DIRECTIVE.match(line)
    return directive is None or directive[1].lower() in _SILENT


class _Title(NamedTuple):
    """The number of a title's line, from 1, the index of the line behind its adornment, and how it is adorned."""

    line: int
    end: int
    style: str


def _title_at(lines: list[str], at: int) -> _Title | None:
    first, second, third = (*lines[at : at + 3], "", "", "")[:3]
    if _ADORNMENT.match(first):
        overlined = second.strip() and first.rstrip() == third.rstrip()
        return _Title(at + 2, at + 3, first[0] * 2) if overlined else None
    if not first.strip() or any(pattern.match(first) for pattern in (_INDENT, _FIELD, _BULLET, _EXPLICIT)):
        return None
    # What is shorter than four is taken for text, unless the title is as short.
    underlined = _ADORNMENT.match(second) and len(second.rstrip()) >= min(4, len(first.rstrip()))
    return _Title(at + 1, at + 2, second[0]) if underlined else None


_MARKUP = re.compile(r"<(!--|[!?]|/?[A-Za-z][^\s/>]*+)")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?:(>)|([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|((?!["'])[^\s>]*+)))?)"""
)
_HEAD = re.compile(r"<head[\s/>]", re.IGNORECASE)


def _html_keys(text: str) -> dict[str, int]:
    keys: dict[str, int] = {}
    if _HEAD.search(text):
        for name, attributes, offset in _head(text):
            key = "title" if name == "title" else _folded_key(attributes.get("name", ""))
            key = "tags" if key == "keywords" else key  # As Pelican reads it.
            if key and (name == "title" or key not in keys):
                keys[key] = _line_at(text, offset)
    return keys


def _head(text: str) -> Iterator[tuple[str, dict[str, str], int]]:
    """Give the `title` and `meta` tags of an HTML head, with attributes and offset; time grows with the size only."""
    inside, at = False, 0
    while found := _MARKUP.search(text, at):
        name = found[1].lower()
        if name in ("!--", "!", "?"):
            at = _end_of(text, "-->" if name == "!--" else ">", found.end())
            continue
        attributes, at = _attributes(text, found.end())
        if name == "head":
            inside = True
        elif name == "body" or (inside and name == "/head"):
            return
        elif inside and name in ("title", "meta"):
            yield name, attributes, found.start()
        if name in ("script", "style", "title"):
            at = _end_of_raw(text, name, at)


def _end_of(text: str, end: str, start: int) -> int:
    at = text.find(end, start)
    return len(text) if at < 0 else at + len(end)


def _end_of_raw(text: str, name: str, start: int) -> int:
    found = re.compile(f"</{name}", re.IGNORECASE).search(text, start)
    return found.start() if found else len(text)


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    """Read the attributes of a tag from behind its name, and tell where it ends."""
    attributes: dict[str, str] = {}
    while found := _ATTRIBUTE.match(text, at):
        at = found.end()
        if found[1]:
            return attributes, at
        value = next((group for group in found.group(3, 4, 5) if group is not None), "")
        attributes.setdefault(found[2].lower(), html.unescape(value))
    return attributes, len(text)


_FORMATS = (
    ((".md", ".markdown", ".mkd", ".mdown"), _markdown_keys),
    ((".rst",), _restructured_keys),
    ((".html", ".htm"), _html_keys),
)


# Text in a source

_SHORTEST = 6  # What is shorter stands anywhere.
# An address or a word does not end where one of these follows, nor where a full stop does with a letter behind it.
_ENDS = re.compile(r"(?![\w/?#=%&~+@$-]|[.,;:!*]+\w)")
_BEGINS = re.compile(r"(?<![\w/?#%&~+@$.-])")
_PATH_BEGINS = re.compile(r"(?<![\w/?#%&~+@$-])")


def _line_of_text(source: _Source, text: str) -> int | None:
    """Find a text as it is, then in its other spellings; whole ones first, then one that a longer address goes on."""
    if not source.text or not text:
        return None
    certain = [text, *(spelling for spelling in _spellings(text)[1:] if len(spelling) >= _SHORTEST)]
    if len(text) < _SHORTEST:
        return _line_of_short(source, text)
    for spelling in [*certain, *_relatives(text)]:
        if line := _line_of_spelling(source, spelling, whole=True):
            return line
    if line := _line_of_marked(source, text):
        return line
    part = next(filter(None, (_line_of_spelling(source, spelling, whole=False) for spelling in certain)), None)
    return part or _line_of_decoded(source, text)


def _line_of_decoded(source: _Source, address: str) -> int | None:
    """Find an address of which another plugin encoded only a part: both are decoded, line by line."""
    if "%" not in address:
        return None
    decoded = unquote(address)
    lines = source.unescaped.split("\n")
    return next((number for number, line in enumerate(lines, 1) if "%" in line and decoded in unquote(line)), None)


def _spellings(address: str) -> list[str]:
    """Spell an address as it is, percent-decoded, and percent-encoded; each once."""
    encoded = quote_address(address.encode(errors="replace").decode())
    return list(dict.fromkeys([address, " ".join(unquote(address).split()), encoded]))


def _relatives(address: str) -> list[str]:
    """List what an author may have written for an address of the site, most certain first: its path; for a mail link
    the address alone."""
    parts = _split(address)
    if parts is None:
        return []
    scheme, host, path, rest = parts
    if scheme == "mailto":
        shorter = [path]
    elif host or path.startswith(("/", ".")):
        path = re.sub(r"^(?:\.\.?/)+", "/", path)
        shorter = [path + rest, path, path.rstrip("/")]
    else:
        return []
    whole = [address.rstrip("/")] if address.endswith("/") else []
    spelled = [spelling for short in shorter for spelling in _spellings(short)]
    return [short for short in dict.fromkeys([*whole, *spelled]) if len(short) >= _SHORTEST]


def _split(address: str) -> tuple[str, str, str, str] | None:
    """Take an address apart: scheme, host, path, and query with fragment; None when it is none."""
    if " " in address and not address.startswith(("http:", "https:", "//", "/", "mailto:")):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    rest = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    return parts.scheme, parts.netloc, parts.path, rest


def _line_of_spelling(source: _Source, spelling: str, *, whole: bool) -> int | None:
    """Find a spelling in the source, then in the source without entities; of several words also across lines."""
    if " " in spelling:
        variants = [(source.words, source.text), (source.unescaped_words, source.unescaped)]
    else:
        variants = [(source.text, source.text), (source.unescaped, source.unescaped)]
    for searched, text in variants:
        offset = _find(searched, spelling, whole=whole)
        if offset >= 0:
            if searched is text:
                return _line_at(text, offset)
            return source.line_of_word(text, searched.count(" ", 0, offset))
    return None


def _find(text: str, wanted: str, *, whole: bool) -> int:
    """Find a text; with `whole` only where no longer address or word goes on before or behind it."""
    begins = _PATH_BEGINS if wanted.startswith("/") else _BEGINS
    offset = text.find(wanted)
    while whole and offset >= 0 and not (begins.match(text, offset) and _ENDS.match(text, offset + len(wanted))):
        offset = text.find(wanted, offset + len(wanted))
    return offset


def _line_of_short(source: _Source, text: str) -> int | None:
    """Find what is too short to be sought everywhere, such as `#`: first as a link's target or in an attribute."""
    if len(text) == 1 and text.isalnum():
        return None
    for searched in (source.text, source.unescaped):
        if text in searched:
            escaped = re.escape(text)
            found = re.compile(_TARGET.format(escaped), re.MULTILINE).search(searched)
            if found := found or _in_attribute(text).search(searched):
                return _line_at(searched, found.start(1))
    if len(text) == 1:
        return None
    # A few letters of some scripts are whole words, and no blank stands around them.
    return _line_of_spelling(source, text, whole=text.isascii()) or _line_of_marked(source, text)


# A link's target: Markdown, its reference, HTML, automatic or in reStructuredText, and its reference there.
_TARGET = (
    r"""(?:\]\(\s*+<?|\]: *+<?|=\s*+["']|\b(?:href|src)\s*+=\s*+|^\.\. _[^\n:]*+: ++|<(?=[^\s<>]*+>))"""
    r"""({})(?=["')>\s]|$)"""
)


def _in_attribute(word: str) -> re.Pattern[str]:
    """Make the pattern of a class or id among those of an element."""
    spaced = r"\s+".join(map(re.escape, word.split()))
    return re.compile(rf"""\b(?:class|id)\s*=\s*["'][^"'<>]*?(?<![\w-])({spaced})(?![\w-])""", re.IGNORECASE)


def _line_of_marked(source: _Source, address: str) -> int | None:
    """Find the `{filename}` target that most likely became an address: the more of both paths agrees, the better."""
    parts = _split(address)
    if parts is None or parts[0] not in ("", "http", "https") or not ("/" in address or "." in address):
        return None
    wanted = [part for part in unquote(parts[2]).split("/") if part not in ("", ".", "..")]
    if wanted and wanted[-1] in ("index.html", "index.htm"):
        wanted.pop()
    fragment = parts[3].partition("#")[2]
    best, line = (0, False), None
    for marked in source.marked if wanted else ():
        agreeing = (_agreeing(marked, wanted), marked.fragment == fragment)
        if agreeing[0] and agreeing > best:
            best, line = agreeing, _line_at(source.text, marked.offset)
    return line


_PAGES = ("", ".html", ".htm")
_DATE = re.compile(r"\d{4}-\d\d-\d\d[-_]")


def _agreeing(marked: _Marked, wanted: list[str]) -> int:
    """Count the parts of a target's path that are those of an address, from the end; 0 when the last are not."""
    if marked.kind in ("category", "tag", "author"):
        named = marked.path.strip("/").lower().replace(" ", "-")
        return int(marked.kind in wanted[:-1] and named == os.path.splitext(wanted[-1])[0].lower())
    written = [part for part in marked.path.split("/") if part not in ("", ".", "..")]
    if not written or not _same_file(written[-1], wanted[-1]):
        return 0
    count = 1
    for ours, theirs in zip(reversed(written[:-1]), reversed(wanted[:-1]), strict=False):
        if ours != theirs:
            break
        count += 1
    return count


def _same_file(written: str, wanted: str) -> bool:
    stem, ending = os.path.splitext(wanted)
    if ending not in _PAGES:
        return written == wanted
    name = os.path.splitext(written)[0]
    return stem in (name, _DATE.sub("", name, count=1))


# Settings

_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)[ \t]*+(?::[^=]*+)?([+|]?)=(?!=)")


def _assignments(text: str) -> dict[str, int]:
    """Find which line sets a name: the last that gives it a value, for that one counts; else the first that adds."""
    lines: dict[str, int] = {}
    for number, line in _lines(text):
        if found := _ASSIGNMENT.match(line):
            if found[2]:
                lines.setdefault(found[1], number)
            else:
                lines[found[1]] = number
    return lines


# Templates

_LARGEST = 1024 * 1024  # bytes; no template that people write is larger
_TEMPLATES = (".html", ".htm", ".jinja", ".jinja2", ".j2")
_NOT_PAGES = (".xml.jinja", ".xml.jinja2", ".xml.j2")
_USES = re.compile(r"\{%[-+]?\s*+(extends|include|import|from)\b([^%]*+)%")
_QUOTED = re.compile(r"""["']([^"'\n]+)["']""")


class _Template(NamedTuple):
    """A template: its path, its text, and the text without entities, which has the same lines."""

    file: str
    text: str
    unescaped: str


def _templates(folders: Iterable[str]) -> tuple[_Template, ...]:
    """Read a theme's templates in the order in which they matter to a post: what makes its page, then the others.

    A file that another folder's hides is left out, unless a template names it with the theme (`!simple/base.html`).
    """
    files: dict[str, list[str]] = {}
    for folder in folders:
        for name, file in _template_files(folder):
            files.setdefault(name, []).append(file)
    texts: dict[str, str] = {}
    pending = ["article.html", "base.html", *sorted(files)]
    waiting: list[str] = []
    while pending or waiting:
        name = waiting.pop(0) if waiting else pending.pop(0)
        named = name.startswith("!")
        for file in files.get(name.partition("/")[2] if named else name, ())[: None if named else 1]:
            if file not in texts:
                texts[file] = _read(file)
                waiting += _used(texts[file])
    return tuple(_Template(file, text, _unescape(text)) for file, text in texts.items())


def _template_files(folder: str) -> Iterator[tuple[str, str]]:
    """Give the templates in a folder: the name by which others call it, and its path."""
    for place, _, names in os.walk(folder):
        for name in names:
            file = os.path.join(place, name)
            if name.lower().endswith(_TEMPLATES) and not name.lower().endswith(_NOT_PAGES) and _is_small(file):
                yield os.path.relpath(file, folder).replace(os.sep, "/"), file


def _is_small(file: str) -> bool:
    try:
        return os.path.getsize(file) <= _LARGEST
    except OSError:  # a link that leads nowhere
        return False


def _used(text: str) -> list[str]:
    """List the templates that a template extends, then those it includes, as it names them."""
    uses = sorted(_USES.findall(text), key=lambda use: use[0] != "extends")
    return [name for _, named in uses for name in _QUOTED.findall(named)]


_SCHEMES = ("mailto:", "javascript:", "tel:", "sms:", "data:")
_HOST = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?//[^/?#\s]+")
_BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?=/)")
_NAMED = re.compile(r"[^?#]*\?[^=&#]*=")
_SHORTEST_ADDRESS = 8
_ANYTHING = ("{{", "{%", "{#")


def _is_address(text: str) -> bool:
    begins = text.startswith(("/", "#", "?", ".", *_SCHEMES)) or _HOST.match(text) is not None
    return begins or ("/" in text and " " not in text)


@dataclass
class _Theme:
    """A theme's templates. Remembers where hosts and words stand in them: many posts ask for the same few."""

    templates: tuple[_Template, ...]
    _beginnings: dict[str, tuple[tuple[_Template, int], ...]] = field(default_factory=dict)
    _words: dict[str, Position | None] = field(default_factory=dict)

    def find(self, text: str) -> Position | None:
        if not text or not self.templates:
            return None
        if _is_address(text):
            return self._address(text) or self._path(text)
        if text not in self._words:
            self._words[text] = self._word(text)
        return self._words[text]

    def _word(self, text: str) -> Position | None:
        """Find a class, or any word that stands by itself."""
        spaced = r"\s+".join(map(re.escape, text.split()))
        anywhere = re.compile(rf"(?<![\w-])({spaced})(?![\w-]|:\w)")
        first = text.split()[0]
        holding = [template for template in self.templates if first in template.unescaped]
        for pattern in (_in_attribute(text), anywhere):
            for template in holding:
                if found := pattern.search(template.unescaped):
                    return Position(template.file, _line_at(template.unescaped, found.start(1)))
        return None

    def _address(self, address: str) -> Position | None:
        """Find where most of an address stands, up to what the template fills in."""
        wanted = _Wanted.of(address)
        if wanted is None:
            return None
        best, position = (0, False), None
        for template, offset in self._beginning(wanted.seed):
            agreeing = wanted.agreeing(template.unescaped, offset)
            if agreeing[0] >= _SHORTEST_ADDRESS and agreeing > best:
                best, position = agreeing, (template, offset)
        return Position(position[0].file, _line_at(position[0].unescaped, position[1])) if position else None

    def _beginning(self, seed: str) -> tuple[tuple[_Template, int], ...]:
        if seed not in self._beginnings:
            self._beginnings[seed] = tuple(
                (template, found.start())
                for template in self.templates
                for found in re.finditer(re.escape(seed), template.unescaped)
            )
        return self._beginnings[seed]

    def _path(self, address: str) -> Position | None:
        """Find an address of the site, which a template writes as `{{ SITEURL }}/about-me/`."""
        parts = _split(address)
        if parts is None:
            return None
        path = re.sub(r"^(?:\.\.?/)+", "/", parts[2])
        before = r"(?<=\}\})" if parts[1] else r"""(?<![^\s}"'=(])"""
        for wanted in dict.fromkeys((path + parts[3], path)):
            if path.startswith("/") and len(wanted) >= _SHORTEST_ADDRESS:
                pattern = re.compile(before + re.escape(wanted) + _ENDS.pattern)
                for template in self.templates:
                    if wanted in template.unescaped and (found := pattern.search(template.unescaped)):
                        return Position(template.file, _line_at(template.unescaped, found.start()))
        return None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An address that is sought in templates.

    Attributes:
        address: decoded from HTML.
        scheme: with its colon; empty when it begins with `//` or its host.
        seed: what certainly stands in a template that has the address.
        named: how long the address is up to and with the first `?name=`; 0 when there is none.
        fixed: how long it is up to the end of its path.
    """

    address: str
    scheme: str
    seed: str
    named: int
    fixed: int

    @classmethod
    def of(cls, address: str) -> _Wanted | None:
        named = _NAMED.match(address)
        fixed = len(re.split("[?#]", address, maxsplit=1)[0])
        if host := _HOST.match(address):
            scheme = f"{host[1]}:" if host[1] else ""
            return cls(address, scheme, host[0].removeprefix(scheme), named.end() if named else 0, fixed)
        seed = next((scheme for scheme in _SCHEMES if address.startswith(scheme)), "")
        if not seed and (bare := _BARE_HOST.match(address)):
            seed = bare[0]
        return cls(address, "", seed, named.end() if named else 0, fixed) if seed else None

    def agreeing(self, text: str, offset: int) -> tuple[int, bool]:
        """Count how many characters of the address stand here, as far as they are certain; and tell whether a template
        fills in what follows. 0 when it is another address."""
        skipped = self._before(text, offset)
        if skipped is None:
            return 0, False
        start = offset - len(self.scheme) + skipped
        wanted = self.address[skipped:]
        common = _common(text[start : start + len(wanted)], wanted)
        reached, behind = skipped + common, start + common
        if text.startswith(_ANYTHING, behind) and self._is_telling(reached):
            return common, True
        if reached == len(self.address) and _ENDS.match(text, behind):
            return common, True
        if self.named and reached >= self.named:
            return self.named - skipped, False
        if reached >= self.fixed and self._ends_path(text, start + self.fixed - skipped):
            return self.fixed - skipped, False
        return 0, False

    def _before(self, text: str, offset: int) -> int | None:
        """Tell how many characters of the address a template leaves out before the seed; None when it says others."""
        if self.scheme and text.endswith(self.scheme, 0, offset):
            return 0
        before = text[offset - 1 : offset]
        if self.seed.startswith("//"):
            foreign = before == ":" and not (self.scheme and text.endswith("}}:", 0, offset))
            return None if foreign else len(self.scheme)
        return None if before and (before.isalnum() or before in "_.-") else 0

    def _is_telling(self, reached: int) -> bool:
        """Tell whether what stands before a `{{` is enough: the whole path, or all but its last part."""
        if reached >= self.fixed:
            return True
        begun = len(self.scheme) + len(self.seed)
        return self.fixed == len(self.address) and reached > begun and "/" not in self.address[reached:]

    def _ends_path(self, text: str, offset: int) -> bool:
        return text.startswith(("?", "#"), offset) or _ENDS.match(text, offset) is not None


def _common(first: str, second: str) -> int:
    """Count the characters with which both begin."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((index for index, (one, other) in pairs if one != other), min(len(first), len(second)))
