"""The only module that reads a theme's templates, as far as they matter to a post, and what they print of it."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path


def read_text(file: str) -> str:
    """Read a file as Pelican does, whatever its line ends; empty when it cannot be read."""
    try:
        text = Path(file).read_bytes().decode("utf-8-sig", errors="replace")
    except (OSError, ValueError):  # A path may hold what no file system takes.
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


# An entity that stands for what addresses and quoted words hold; none stands for a line end.
_ENTITY = re.compile(r"&(?:amp|quot|apos|lt|gt|#0*3[489]|#[xX]0*2[267]);")


def unescape(text: str) -> str:
    """Decode the entities that writers must use; the lines stay the same."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


# Comments, of which nothing is in the page or nothing is seen; before them, what looks like one and is none.
_RAW_OR_COMMENT = r"(?s)\{%[-+]?\s*raw\s*[-+]?%\}.*?(?:\{%[-+]?\s*endraw\s*[-+]?%\}|\Z)|(?P<comment>\{#.*?(?:#\}|\Z))"
_CODE_OR_COMMENT = r"(?si)<(script|style)\b.*?(?:</\1\b|\Z)|(?P<comment><!--.*?(?:-->|\Z))"
_OUTSIDE_STATEMENTS = r"(?s)(\{%.*?%\})|[^\n]"


def without_comments(template: str) -> str:
    """Blank out what a template has between `{#` and `#}`, and HTML's comments but for the statements in them, which
    Jinja obeys; the lines stay the same."""
    if "{#" in template:
        template = re.sub(_RAW_OR_COMMENT, _blanked, template)
    return re.sub(_CODE_OR_COMMENT, _blanked, template) if "<!--" in template else template


def _blanked(found: re.Match[str]) -> str:
    comment: str | None = found["comment"]
    if comment is None:
        return found[0]
    if comment.startswith("{#"):
        return "\n" * comment.count("\n")
    return re.sub(_OUTSIDE_STATEMENTS, lambda part: part[1] or " ", comment)


_TEMPLATES = (".html", ".htm", ".jinja", ".jinja2", ".j2")
_USED = re.compile(r"""\{%[-+]?\s*+(?:extends|include|import|from)\s*+["']([^"'\n]+)["']""")


def read_templates(folders: Iterable[str]) -> dict[str, str]:
    """Read a theme's templates, file to text, as they matter to a post: first those that make its page, then others.

    A file that another folder's hides is left out, unless a template names it with the theme (`!simple/base.html`).
    """
    files: dict[str, list[str]] = {}
    for folder in folders:
        for name in _names_in(folder):
            files.setdefault(name, []).append(os.path.join(folder, name))
    texts: dict[str, str] = {}
    for first in ("article.html", "base.html", *sorted(files)):
        made_of = [first]
        for name in made_of:  # grows
            named = files.get(name.partition("/")[2], []) if name.startswith("!") else files.get(name, [])[:1]
            for file in named:
                if file not in texts:
                    texts[file] = unescape(without_comments(read_text(file)))
                    made_of += _USED.findall(texts[file])
    return texts


def _names_in(folder: str) -> Iterator[str]:
    """Give the templates in a folder, by the names by which others call them."""
    for place, _, names in os.walk(folder):
        templates = (Path(place, name) for name in names if name.lower().endswith(_TEMPLATES))
        yield from (template.relative_to(folder).as_posix() for template in templates)


_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_SET = re.compile(r"\{%-?\s*set\s+(\w+)\s*=([^%]*)%\}")
_VARIABLES_DEEP = 3


def tags_with(text: str, template: str) -> Iterator[re.Match[str]]:
    return (tag for tag in _TAG.finditer(template) if re.search(rf"(?<![\w:]){re.escape(text)}(?![\w:])", tag[0]))


class Prints:
    """What a theme prints into the head of a post's page. Reads its templates when it is first asked."""

    def __init__(self, folders: tuple[str, ...] = ()) -> None:
        self._folders = folders
        self._known: dict[tuple[str, ...], frozenset[str]] = {}

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(read_templates(self._folders).values())

    def names(self, *properties: str) -> frozenset[str]:
        """Name the settings (`SITEIMAGE`) and the keys of the front matter (`description`) from which a template makes
        the `<meta>` of one of these properties; also other words of Jinja's, which are no matter."""
        if properties not in self._known:
            one, *others = properties
            self._known[properties] = (
                self.names(one).union(*map(self.names, others)) if others else frozenset(self._names(one))
            )
        return self._known[properties]

    def _names(self, name: str) -> Iterator[str]:
        for text in self._texts:
            variables = {found[1]: found[2] for found in _SET.finditer(text)}
            for tag in tags_with(name, text):
                for expression in re.findall(r"\{\{(.*?)\}\}", tag[0]):
                    yield from _names_behind(expression, variables, _VARIABLES_DEEP)


# Not what holds others, such as `PICTURES[article.category]`: a text in its place prints nothing.
_WORD = re.compile(r"\b\w+\b(?!\s*\[|\s*\.\s*get\b)")


def _names_behind(expression: str, variables: Mapping[str, str], deep: int) -> Iterator[str]:
    """List the words of an expression, and of what was set under them."""
    words = _WORD.findall(expression)
    yield from words
    for word in words if deep else ():
        if word in variables:
            yield from _names_behind(variables[word], variables, deep - 1)
