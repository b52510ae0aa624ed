"""The only module that finds lines of posts' sources."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cached_property
from itertools import takewhile
from urllib.parse import unquote

from msgspec import Struct

from pelican_share_nudge.addresses import split
from pelican_share_nudge.judge.wanted import SHORTEST, Wanted, line_at, written
from pelican_share_nudge.settings import front_matter
from pelican_share_nudge.site.theme import unescape


class SourceText(Struct, frozen=True, dict=True):
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
        part = [Wanted("", text, "")] if len(text) >= SHORTEST or not text.isascii() else []
        there = (self.line_in_plain(text) if self.plain != self.text else None) or self._first(written(text))
        return there or _line_of_marked(self.text, text) or self._first(part)

    def line_in_plain(self, text: str) -> int | None:
        """Find a text where it is no code."""
        lines = (one.line(self.plain) or one.decoded().line(self.plain_decoded) for one in written(text))
        return next(filter(None, lines), None)

    def _first(self, candidates: Iterable[Wanted]) -> int | None:
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
    ".rst": _CODE_OF_RST,
    ".html": _CODE_OF_HTML,
    ".htm": _CODE_OF_HTML,
}
_CODE_ELSEWHERE = f"{_CODE_OF_HTML}|{_CODE_OF_MARKDOWN}"


def _without_code(raw: str, ending: str) -> str:
    pattern = _CODE.get(ending.lower(), _CODE_ELSEWHERE)
    return unescape(re.sub(pattern, lambda code: re.sub(r"[^\n]", " ", code[0]), raw, flags=_FLAGS))


def _decoded(text: str) -> str:
    """Undo percent-encoding; the lines stay the same."""
    return unquote(re.sub("%0[Aa]", " ", text))


# What Pelican replaces by an address: `{filename}/pages/about.md`, and `|filename|` in older posts.
_MARKED = r"""[{|](?:filename|static|attach|category|tag|author)[|}]([^\s"'<>()\[\]|{}#?]+)"""
# What the name of a source or of its page has more than its slug.
_NOT_OF_SLUG = r"^\d{4}-\d\d-\d\d[-_]|\.(?:md|markdown|mkd|mdown|rst|html?|ipynb)$"


def _line_of_marked(text: str, address: str) -> int | None:
    """Find the `{filename}` target that most likely became an address: the more of both paths agrees, the better."""
    wanted = _slugs(split(address).path) if "/" in address else []
    best, line = 0, None
    for found in re.finditer(_MARKED, text):
        pairs = zip(_slugs(found[1]), wanted, strict=False)
        agreeing = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        if agreeing > best:
            best, line = agreeing, line_at(text, found.start())
    return line


def _slugs(path: str) -> list[str]:
    """Split a path into what a source and its page have in common, the file first."""
    parts = unquote(path).removesuffix("/index.html").split("/")
    return [re.sub(_NOT_OF_SLUG, "", part) for part in reversed(parts) if part not in ("", ".", "..")]
