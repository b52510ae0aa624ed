"""The only module that reads tags and comments as a browser's tokenizer does."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from html import unescape

from msgspec import Struct

from pelican_share_nudge.markup.elements import Elements
from pelican_share_nudge.markup.names import DRAWINGS, ENDS_DRAWINGS, RAW_TEXT

# As a tokenizer reads them (13.2.5): a quote begins a value behind `=` only. Groups are atomic where they might be
# possessive: what those match is wrong before Python 3.11.5 (github.com/python/cpython/issues/106052).
_ATTRIBUTES = r"""
    (?>(?: [ \t\n\f\r]++ | /(?!>)
      | [^ \t\n\f\r/>] [^ \t\n\f\r/>=]*+
        (?>(?: [ \t\n\f\r]*+ = [ \t\n\f\r]*+
          (?: "[^"]*+ (?:"|\Z) | '[^']*+ (?:'|\Z) | [^ \t\n\f\r"'>][^ \t\n\f\r>]*+ | (?=>) ) )?)
    )*)"""
COMMENT = r"<!-- (?: -?> | (?>(?: [^-]++ | -(?!-!?>) )*) --!?> )"
_TAG = rf"""
      {COMMENT}
    | <(?P<closing>/?) (?P<name>[a-zA-Z][^ \t\n\f\r/>]*+) (?P<attributes>{_ATTRIBUTES}) (?P<itself>/?)
      (?: > | (?P<open_tag>\Z) )
    | (?P<open_comment> <!-- )
    | <(?: [!?] | /(?![a-zA-Z>]) ) [^>]*+ (?: > | (?P<open_bogus>\Z) )    # what a parser makes a comment of
    """
_ATTRIBUTE = r"""([^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)
    (?>(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:"([^"]*+)"|'([^']*+)'|([^ \t\n\f\r"'>][^ \t\n\f\r>]*+)))?)"""
# Tags and comments as nearly all are written, so that it is plain where they end.
_BLANK = r"[ \t\n\f\r]"
_PLAIN = re.compile(
    rf"""
    < (?: (/?[a-zA-Z][^ \t\n\f\r/<>]*+)
          (?: > | (?>(?:{_BLANK}++ [^ \t\n\f\r/<>"'=]++ (?:="[^"<>]*+")?)*) {_BLANK}*+ /?> )
        | !--(?>(?:[^<>-]++|-(?!-))*)--> )
    """,
    re.VERBOSE,
)
_CDATA = "<![CDATA["
_IN_SCRIPT = re.compile(r"<!--(?:-?>)?|-->|<(/?)script(?=[ \t\n\f\r/>]|\Z)", re.IGNORECASE)


class Markup(Struct, frozen=True):
    """A tag, a comment, or an element whose content is no markup, as a whole.

    Attributes:
        name: in small letters; empty for a comment.
        written: its attributes, as they are in the page.
        is_cut_off: it lacks its end.
    """

    start: int
    end: int
    name: str
    closing: bool = False
    written: str = ""
    is_cut_off: bool = False

    def attribute(self, name: str) -> str:
        """Give the value of an attribute; empty when it has none."""
        values = (found for found in re.finditer(_ATTRIBUTE, self.written, re.VERBOSE) if found[1].lower() == name)
        return next((unescape(found[2] or found[3] or found[4] or "") for found in values), "")


@cache
def _tag() -> re.Pattern[str]:
    """Compile the pattern of a tag: most pages are told at sight."""
    return re.compile(_TAG, re.VERBOSE)


def read(html: str, start: int = 0, end: int = sys.maxsize, *, elements: Elements | None = None) -> Iterator[Markup]:
    """Read the tags and comments of HTML, in time that grows with its length.

    Args:
        elements: those that are open at the start; they have taken each tag by the time it is given.
    """
    end, offset = min(end, len(html)), start
    elements = Elements() if elements is None else elements
    tag = _tag()
    while found := tag.search(html, offset, end):
        in_drawing = elements.in_drawing
        markup = _markup_at(html, found, end, in_drawing=in_drawing)
        is_element = markup.name and (in_drawing or markup.closing or markup.name not in RAW_TEXT)
        if is_element and not (found["itself"] and may_close_itself(markup.name, in_drawing)):
            elements.take(markup.name, closing=markup.closing)
        yield markup
        offset = markup.end


def plain_tags(html: str) -> list[str] | None:
    """List the names of all tags as written, `/p` for an end tag, and an empty one for a comment, in a tenth of the
    time. None where any `<` begins something else, or a tag that is not written as most are."""
    names: list[str] = _PLAIN.findall(html)
    return names if len(names) == html.count("<") else None


def may_close_itself(name: str, in_drawing: bool) -> bool:
    return name in DRAWINGS or (in_drawing and name not in ENDS_DRAWINGS)


def _markup_at(html: str, found: re.Match[str], end: int, *, in_drawing: bool) -> Markup:
    start, stop, name = found.start(), found.end(), (found["name"] or "").lower()
    if not name:
        if in_drawing and html.startswith(_CDATA, start):
            closed = html.find("]]>", start, end)
            return Markup(start, closed + 3 if closed >= 0 else end, "", is_cut_off=closed < 0)
        is_cut_off = found["open_comment"] is not None or found["open_bogus"] is not None
        return Markup(start, end if is_cut_off else stop, "", is_cut_off=is_cut_off)
    closing, is_cut_off = bool(found["closing"]), found["open_tag"] is not None
    if name in RAW_TEXT and not (in_drawing or closing or is_cut_off):
        behind = _behind_raw_text(html, name, stop, end)
        stop, is_cut_off = end if behind is None else behind, behind is None
    return Markup(start, stop, name, closing, found["attributes"], is_cut_off)


def _behind_raw_text(html: str, name: str, start: int, end: int) -> int | None:
    """Find the end of an element whose content is no markup; None when it has none."""
    if name == "plaintext":
        return None
    if name == "script":
        at = _end_of_script(html, start, end)
    else:
        closing = _end_tag(name).search(html, start, end)
        at = closing.start() if closing else None
    tag = None if at is None else _tag().match(html, at, end)
    return None if tag is None or tag["open_tag"] is not None else tag.end()


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[ \t\n\f\r/>]|\Z)", re.IGNORECASE)


def _end_of_script(html: str, start: int, end: int) -> int | None:
    """Find a script's end tag: one behind `<!-- <script>` is not its own (13.2.5.20, "double escaped")."""
    is_escaped = is_inner = False
    for found in _IN_SCRIPT.finditer(html, start, end):
        if found[0].endswith(">"):
            is_escaped = is_inner = False
        elif found[0].startswith("<!"):
            is_escaped = True
        elif not found[1]:
            is_inner = is_escaped
        elif is_inner:
            is_inner = False
        else:
            return found.start()
    return None
