"""The only module that knows how a text of a page may be written in a file, and at which line it stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from msgspec import Struct

from pelican_share_nudge.addresses import split
from pelican_share_nudge.site.theme import unescape


class Position(Struct, frozen=True):
    """A line of a file, from 1."""

    file: str
    line: int


SHORTEST = 6  # What is shorter stands anywhere.
# No longer address or word goes on before or behind. A full stop ends it, but not with a letter behind.
BEGINS = r"(?<![\w/?#%&~+@$.-])"
_PATH_BEGINS = r"(?<![\w/?#%&~+@$-])"
ENDS = r"(?![\w/?#=%&~+@$-]|[.,;:!*]{1,3}\w)"
IN_ATTRIBUTE = r"""\b(?:class|id)\s*=\s*["'][^"'<>]*?(?<![\w-])"""


class Wanted(NamedTuple):
    """A text that is sought, and the patterns of what stands before and behind it."""

    before: str
    text: str
    behind: str

    def line(self, text: str) -> int | None:
        """Find the line of a text in which it begins; its words may stand in several."""
        start = next(self.starts(text), None)
        return None if start is None else line_at(text, start)

    def starts(self, text: str) -> Iterator[int]:
        """Find where it begins."""
        words = self.text.split()
        # Mostly the first word is missing, and that is faster to tell than by the pattern.
        if len(self.text) < 2 or not words or words[0] not in text:
            return
        spaced = r"\s+".join(map(re.escape, words))
        yield from (found.start(1) for found in re.finditer(f"{self.before}({spaced}){self.behind}", text))

    def decoded(self) -> Wanted:
        """Spell the text without entities and percent-encoding."""
        return self._replace(text=unquote(unescape(self.text)))


def line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def written(text: str) -> Iterator[Wanted]:
    """Give what an author writes for an address, a class or words of the page, most certain first."""
    yield Wanted(IN_ATTRIBUTE, text, ENDS)
    yield Wanted(BEGINS, text, ENDS)
    yield from paths(text)


def paths(address: str) -> Iterator[Wanted]:
    """Give what stands for an address of the site: its path alone; for a mail link the mail address."""
    parts = split(address)
    shorter = [parts.path] if parts.scheme == "mailto" else []
    if parts.netloc or parts.path.startswith(("/", ".")):
        path, whole = (re.sub(r"^(?:\.\.?/)+", "/", text) for text in (parts.path, parts.behind_host))
        shorter = [address.rstrip("/"), whole, path, path.rstrip("/")]
    yield from (Wanted(_PATH_BEGINS, short, ENDS) for short in shorter if len(short) >= SHORTEST)
