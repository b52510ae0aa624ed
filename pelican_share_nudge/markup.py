"""The only module that reads markup as a browser's tokenizer does: what lies in the open, and what is left open."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import unescape
from typing import NamedTuple

# What does not nest, or may be left open by the rules of HTML (13.1.2.4), so that leaving it open swallows nothing.
_CLOSED_BY_OTHERS = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr "
    "p li dt dd rb rt rtc rp thead tbody tfoot tr td th colgroup caption html head body".split()
)
# A parser opens these anew in whatever follows (13.2.4.3), so that there is no place outside of them.
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_LEAVES_NOTHING_OPEN = _CLOSED_BY_OTHERS | _FORMATTING
# Of these, what closes all that was left open inside it (13.2.6.4.7), so that it matters while it is open.
_PARAGRAPHS_AND_ITEMS = frozenset("p li dd dt".split())
_PASSED_OVER = _LEAVES_NOTHING_OPEN - _PARAGRAPHS_AND_ITEMS
_RAW_TEXT = frozenset("script style textarea title xmp iframe noembed noframes plaintext".split())
# Elements whose end tag closes whatever is open in them (13.2.6.4.7); that of any other is passed over.
_CLOSES_ALL_INSIDE = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup "
    "listing main menu nav ol pre search section summary ul".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Start tags that close an open paragraph.
_ENDS_PARAGRAPHS = _CLOSES_ALL_INSIDE | _HEADINGS | frozenset("p li dd dt form hr table".split())
# Elements that the end tag of an ordinary one does not reach over (13.2.4.2, "special"), as far as they nest.
_SPECIAL = (
    _CLOSES_ALL_INSIDE
    | _HEADINGS
    | _PARAGRAPHS_AND_ITEMS
    | frozenset("applet button form marquee noscript object select table template".split())
) - {"dialog"}
_REACHES_FAR = _SPECIAL | _CLOSES_ALL_INSIDE
_ITEMS = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt")}  # and which of them a new one closes
# Those that a new item does not look past for the one that it closes.
_BARRIERS = _SPECIAL - {"address", "div", "p"}
_DRAWINGS = frozenset(("svg", "math"))
# Where markup in a drawing is HTML again (13.2.4.2, "integration point").
_HTML_IN_DRAWINGS = frozenset("foreignobject desc title mi mo mn ms mtext".split())
# Tags that end a drawing (13.2.6.5).
_ENDS_DRAWINGS = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split()
)
# Elements inside which the end tags of what is around them count for nothing (13.2.4.2, "in scope").
_WALLS = frozenset("applet button caption marquee object select table template td th".split())
# Elements that hide what stands in them, or move it elsewhere.
SWALLOWS = frozenset(
    "audio button canvas datalist details dialog map math noscript object optgroup option select svg table template "
    "video".split()
)
# The others that HTML knows. What it does not, such as the `<username>` of a command line, holds what follows, too, but
# is not seen and never closed: it opens nothing. One with a hyphen is a custom element.
_ORDINARY = frozenset(
    "abbr acronym bdi bdo blink cite data del dfn frameset ins kbd label legend mark meter output picture progress q "
    "rbc ruby samp slot span sub sup time var".split()
)
_TO_CLOSE = (
    _ORDINARY | _SPECIAL | _CLOSES_ALL_INSIDE | _DRAWINGS | _HTML_IN_DRAWINGS | _WALLS | SWALLOWS
) - _LEAVES_NOTHING_OPEN
# Elements whose content readers do not see as a part of the page.
_HIDES = frozenset("audio canvas datalist math noscript object optgroup option select svg template video".split())

# As a tokenizer reads them (13.2.5): a quote begins a value behind `=` only. Groups are atomic where they might be
# possessive: what those match is wrong before Python 3.11.5 (github.com/python/cpython/issues/106052).
_ATTRIBUTES = r"""
    (?>(?: [ \t\n\f\r]++ | /(?!>)
      | [^ \t\n\f\r/>] [^ \t\n\f\r/>=]*+
        (?>(?: [ \t\n\f\r]*+ = [ \t\n\f\r]*+
          (?: "[^"]*+ (?:"|\Z) | '[^']*+ (?:'|\Z) | [^ \t\n\f\r"'>][^ \t\n\f\r>]*+ | (?=>) ) )?)
    )*)"""
_COMMENT = r"<!-- (?: -?> | (?>(?: [^-]++ | -(?!-!?>) )*) --!?> )"
_TAG = re.compile(
    rf"""
      {_COMMENT}
    | <(?P<closing>/?) (?P<name>[a-zA-Z][^ \t\n\f\r/>]*+) (?P<attributes>{_ATTRIBUTES}) (?P<itself>/?)
      (?: > | (?P<open_tag>\Z) )
    | (?P<open_comment> <!-- )
    | <(?: [!?] | /(?![a-zA-Z>]) ) [^>]*+ (?: > | (?P<open_bogus>\Z) )    # what a parser makes a comment of
    """,
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""([^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)
    (?>(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:"([^"]*+)"|'([^']*+)'|([^ \t\n\f\r"'>][^ \t\n\f\r>]*+)))?)""",
    re.VERBOSE,
)
_CDATA = "<![CDATA["
_IN_SCRIPT = re.compile(r"<!--(?:-?>)?|-->|<(/?)script(?=[ \t\n\f\r/>]|\Z)", re.IGNORECASE)

# What nearly every page is up to its content and on, told at once: tags as they are usually written, and nothing left
# open that hides. In drawings an element that is raw text elsewhere is the same if there is nothing but text in it.
_USUAL = r"""(?>(?:[ \t\n\r]++[a-zA-Z0-9_:@.-]++(?>(?:=(?:"[^"]*+"|'[^']*+'|[a-zA-Z0-9_.:#%-]++))?))*)[ \t\n\r]*+"""
_RAW = "|".join(
    rf"<{name}{_USUAL}>(?>(?:[^<]++|<(?!!--|/{name}[\s/>]))*)</{name}[ \t\n\r]*+>"
    for name in sorted(_RAW_TEXT - {"plaintext"})
)
_TEXT_ONLY = "|".join(rf"<{name}{_USUAL}>[^<]*+</{name}[ \t\n\r]*+>" for name in ("title", "style", "script"))


def _usual(but: Iterable[str], more: str) -> str:
    """Write the pattern of text, comments and tags without those of some elements."""
    tag = rf"<(?!/?(?:{'|'.join(sorted(but))})[\s/>])/?[a-z][a-z0-9:-]*+{_USUAL}/?>"
    return rf"(?>(?:[^<]++|{tag}|{_COMMENT}|{more}|<(?=[\s\d=&]))*)"


_HIDDEN = _usual(_RAW_TEXT | _HTML_IN_DRAWINGS | _HIDES - {"option", "optgroup"}, _TEXT_ONLY)
_HIDING = "|".join(rf"<{name}{_USUAL}>{_HIDDEN}</{name}[ \t\n\r]*+>" for name in ("noscript", "select", "svg"))
_IN_THE_OPEN = re.compile(
    _usual(_RAW_TEXT | _HIDES, f"{_RAW}|{_HIDING}|<![dD][oO][cC][tT][yY][pP][eE][^>]*+>"), re.VERBOSE
)

_NAME = re.compile(rf"<(/?(?!(?:{'|'.join(sorted(_LEAVES_NOTHING_OPEN))})[\s/>])[a-zA-Z][^\s/>]*)")
_NOT_PLAIN = _RAW_TEXT | _DRAWINGS
# Where a tag might end elsewhere than at the next `>`, or be none.
_TAG_IN_A_TAG = re.compile(r"<[^<>]*+<")
_ODD = re.compile(rf"""{_TAG_IN_A_TAG.pattern}|=\s*+(?:"[^"<>]*+[<>]|'[^'<>]*+[<>])|<[!?]|</[^a-zA-Z]""")
# As deep as elements nest in Chromium and WebKit, and how many tags a parser reads in no time, however deep.
_DEEPEST = 512
_DEEPEST_FORMATTING = 32  # a parser opens them all anew in each paragraph
_FEW_TAGS = 5_000
_ANY_LEAF = re.compile(r"<([a-z][a-z0-9]*+)(?: [^<>]*+)?>[^<]*+</\1>")
# What highlighted code is full of.
_LEAF = re.compile(r"""<span(?: class="[^"<>]*+")?>[^<]*+</span>""")


class Markup(NamedTuple):
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
        values = (found for found in _ATTRIBUTE.finditer(self.written) if found[1].lower() == name)
        return next((unescape(found[2] or found[3] or found[4] or "") for found in values), "")


class Elements:
    """The elements that are open, outermost first, as far as it matters. A tag takes few steps, however many are open.

    Attributes:
        hiding: how many of them hide what stands in them.
        ignored: the last tag was an end tag that closed nothing.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.hiding = 0
        self.ignored = False
        self._at: dict[str, list[int]] = {}  # where in `names` each name is
        self._walls: list[int] = []  # where in `names`, as the next two are
        self._specials: list[int] = []
        self._barriers: list[int] = []
        self._drawings = [0]  # how many between walls

    @property
    def in_drawing(self) -> bool:
        return self._drawings[-1] > 0

    @property
    def behind_a_wall(self) -> bool:
        return bool(self._walls)

    def outermost(self) -> int | None:
        """Find the outermost that a block should not stand in: where in `names`; None when there is none. A block
        itself closes an open paragraph, with all in it."""
        names = self.names
        if "p" in names and not self._walls and SWALLOWS.isdisjoint(names):
            names = names[: names.index("p")]
        return next((at for at, name in enumerate(names) if "-" in name or name in _TO_CLOSE), None)

    def take(self, name: str, *, closing: bool) -> None:
        """Go on behind a tag."""
        self.ignored = False
        in_drawing = self._drawings[-1] > 0
        if in_drawing and name in _ENDS_DRAWINGS and (not closing or name in ("p", "br")):
            while self.in_drawing:
                self._pop()
            in_drawing = False
        if name in _PASSED_OVER and name != "hr":
            return
        if closing:
            self.ignored = not self._close(name)
            return
        if name in _ENDS_PARAGRAPHS and not in_drawing:
            self._make_room(name)
        if name != "hr" and not (name == "form" and self._at.get(name)):  # Forms do not nest.
            self._push(name)

    def _make_room(self, name: str) -> None:
        """Close what a start tag closes: an item of the same list, a paragraph, a heading."""
        if name in _ITEMS and self._barriers and self.names[self._barriers[-1]] in _ITEMS[name]:
            self._pop_from(self._barriers[-1])
        paragraphs = self._at.get("p")
        if paragraphs and paragraphs[-1] > self._wall:
            self._pop_from(paragraphs[-1])
        if name in _HEADINGS and self.names and self.names[-1] in _HEADINGS:
            self._pop()

    def _push(self, name: str) -> None:
        here = len(self.names)
        self.hiding += name in _HIDES
        if name in _WALLS or (self.in_drawing and name in _HTML_IN_DRAWINGS):
            self._walls.append(here)
            self._drawings.append(0)
        else:
            self._drawings[-1] += name in _DRAWINGS
        if name in _SPECIAL:
            self._specials.append(here)
            if name in _BARRIERS:
                self._barriers.append(here)
        self._at.setdefault(name, []).append(here)
        self.names.append(name)

    def _pop(self) -> None:
        name = self.names.pop()
        here = len(self.names)
        self.hiding -= name in _HIDES
        self._at[name].pop()
        for levels in (self._specials, self._barriers):
            if levels and levels[-1] == here:
                levels.pop()
        if self._walls and self._walls[-1] == here:
            self._walls.pop()
            self._drawings.pop()
        else:
            self._drawings[-1] -= name in _DRAWINGS

    def _pop_from(self, position: int) -> None:
        while len(self.names) > position:
            self._pop()

    def _last(self, *names: str) -> int:
        """Tell where the innermost of these is; -1 when none is open."""
        return max((self._at[name][-1] for name in names if self._at.get(name)), default=-1)

    @property
    def _wall(self) -> int:
        return self._walls[-1] if self._walls else -1

    def _close(self, name: str) -> bool:
        """Close the innermost such element and all inside it, if nothing in between keeps its end tag from reaching
        it; tell whether there was one."""
        if name in _HEADINGS:
            found = self._last(*_HEADINGS)
        else:
            at = self._at.get(name)
            found = at[-1] if at else -1
        if found < 0 or found < self._reach(name):
            return False
        self._pop_from(found)
        return True

    def _reach(self, name: str) -> int:
        """Tell how far out an end tag looks for its element."""
        if name == "li":
            return max(self._wall, self._last("ul", "ol"))
        if name in _REACHES_FAR or self._drawings[-1] or not self._specials:
            return self._wall
        return max(self._wall, self._specials[-1])


def read(html: str, start: int = 0, end: int = sys.maxsize, *, elements: Elements | None = None) -> Iterator[Markup]:
    """Read the tags and comments of HTML, in time that grows with its length.

    Args:
        elements: those that are open at the start; they have taken each tag by the time it is given.
    """
    end, offset = min(end, len(html)), start
    elements = Elements() if elements is None else elements
    while found := _TAG.search(html, offset, end):
        in_drawing = elements.in_drawing
        markup = _markup_at(html, found, end, in_drawing=in_drawing)
        is_element = markup.name and (in_drawing or markup.closing or markup.name not in _RAW_TEXT)
        if is_element and not (found["itself"] and _may_close_itself(markup.name, in_drawing)):
            elements.take(markup.name, closing=markup.closing)
        yield markup
        offset = markup.end


def _may_close_itself(name: str, in_drawing: bool) -> bool:
    return name in _DRAWINGS or (in_drawing and name not in _ENDS_DRAWINGS)


def _markup_at(html: str, found: re.Match[str], end: int, *, in_drawing: bool) -> Markup:
    start, stop, name = found.start(), found.end(), (found["name"] or "").lower()
    if not name:
        if in_drawing and html.startswith(_CDATA, start):
            closed = html.find("]]>", start, end)
            return Markup(start, closed + 3 if closed >= 0 else end, "", is_cut_off=closed < 0)
        is_cut_off = found["open_comment"] is not None or found["open_bogus"] is not None
        return Markup(start, end if is_cut_off else stop, "", is_cut_off=is_cut_off)
    closing, is_cut_off = bool(found["closing"]), found["open_tag"] is not None
    if name in _RAW_TEXT and not (in_drawing or closing or is_cut_off):
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
    tag = None if at is None else _TAG.match(html, at, end)
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


def in_the_open(page: str, offsets: Sequence[int]) -> set[int]:
    """Tell which offsets, given in order, lie in what readers see: in no tag, comment or script, and in no element that
    hides its content, such as `<template>`."""
    shown: set[int] = set()
    start = 0
    for position, offset in enumerate(offsets):
        if _IN_THE_OPEN.fullmatch(page, start, offset) is None:
            return shown | _in_the_open_exactly(page, offsets[position:])
        shown.add(offset)
        start = offset
    return shown


def _in_the_open_exactly(page: str, offsets: Sequence[int]) -> set[int]:
    elements, shown, position, hidden = Elements(), set(), 0, False
    for markup in read(page, elements=elements):
        while position < len(offsets) and offsets[position] <= markup.start:
            if not hidden:
                shown.add(offsets[position])
            position += 1
        while position < len(offsets) and (offsets[position] < markup.end or markup.is_cut_off):
            position += 1
        if position == len(offsets):
            return shown
        hidden = elements.hiding > 0
    return shown if hidden else shown.union(offsets[position:])


def left_open(content: str) -> Elements | None:
    """List the elements that a content opens and does not close; None when it ends in a tag, a comment or the like."""
    rest = content
    if "</span>" in content and not _TAG_IN_A_TAG.search(content):
        rest = _LEAF.sub("", content)  # What stands around highlighted words is the same without them.
    elements = Elements()
    if _is_plainly_closed(rest):
        return elements
    return None if any(markup.is_cut_off for markup in read(rest, elements=elements)) else elements


def _is_plainly_closed(content: str) -> bool:
    """Tell in a tenth of the time whether all start tags have their end tags in order, as in nearly every content."""
    if content.rfind("<") > content.rfind(">") or _ODD.search(content):
        return False
    stack: list[str] = []
    for name in _NAME.findall(content):
        if name[0] == "/":
            if not stack or stack.pop() != name[1:]:
                return False
        elif name.lower() in _NOT_PLAIN:
            return False
        else:
            stack.append(name)
    return not stack


def end_of(page: str, before: int, after: int) -> int | None:
    """Find where all is closed that a part of a page opens, right behind it; None when what follows is swallowed by it,
    or when anything else stands before that."""
    elements = left_open(page[before:after])
    outermost = None if elements is None else elements.outermost()
    if elements is None or outermost is None:
        return None if elements is None else after
    swallows = not SWALLOWS.isdisjoint(elements.names)
    closed = _where_closed(page, after, elements, outermost)
    if closed is None:
        # Never closed: all the rest of the page lies inside it, too, so behind the content is as good as anywhere.
        return None if swallows else after
    if swallows and not in_the_open(page, [closed]):
        return None  # What was to close it has been closed before, by the content itself.
    return closed if _is_end_tags_only(page, after, closed) else None


def _where_closed(page: str, offset: int, elements: Elements, outermost: int) -> int | None:
    """Follow the page on to where an end tag closes all that a content left open; None when none ever does."""
    for markup in read(page, offset, elements=elements):
        if markup.is_cut_off:
            return None
        if len(elements.names) <= outermost:
            return markup.end
        is_end = markup.closing and not elements.behind_a_wall
        if is_end and (markup.name in ("td", "th") or (elements.ignored and markup.name in _CLOSES_ALL_INSIDE)):
            return markup.end
    return None


def _is_end_tags_only(page: str, start: int, end: int) -> bool:
    """Tell whether a part of a page holds nothing but end tags, comments and white space."""
    for markup in read(page, start, end):
        if (markup.name and not markup.closing) or page[start : markup.start].strip():
            return False
        start = markup.end
    return True


def shallow(html: str) -> str:
    """Let no more elements be open at once than a browser does: what is deeper stands beside each other, as it does
    there. A parser looks at all that is open at many a tag, so its time would grow with the square of their number."""
    if html.count("<") - 2 * html.count("</span>") <= _FEW_TAGS:  # Highlighted code is full of them, and not deep.
        return html
    if _ANY_LEAF.sub("", html).count("<") <= _FEW_TAGS:
        return html
    elements, depths, kept, end = Elements(), _Depths(), list[str](), 0
    for markup in read(html, elements=elements):
        tag = html[markup.start : markup.end]
        closes_itself = tag.endswith("/>") and _may_close_itself(markup.name, elements.in_drawing)
        if not markup.is_cut_off and not closes_itself and depths.is_too_deep(markup):
            kept += [html[end : markup.start], "" if markup.closing else f"{tag}</{markup.name}>"]
            end = markup.end
    return "".join((*kept, html[end:]))


class _Depths:
    """Which elements are open, and which are too deep to be."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._formatting = 0
        self._within = Counter[str]()
        self._beside = Counter[str]()

    def is_too_deep(self, tag: Markup) -> bool:
        """Go on behind a tag; tell whether it is one of an element that stands too deep."""
        if not tag.name or tag.name in _CLOSED_BY_OTHERS or tag.name in _RAW_TEXT:
            return False
        if not tag.closing:
            is_too_deep = len(self._open) >= _DEEPEST or (
                tag.name in _FORMATTING and self._formatting >= _DEEPEST_FORMATTING
            )
            (self._beside if is_too_deep else self._within)[tag.name] += 1
            if not is_too_deep:
                self._open.append(tag.name)
                self._formatting += tag.name in _FORMATTING
            return is_too_deep
        if self._beside[tag.name]:
            self._beside[tag.name] -= 1
            return True
        while self._within[tag.name]:
            closed = self._open.pop()
            self._within[closed] -= 1
            self._formatting -= closed in _FORMATTING
            if closed == tag.name:
                break
        return False
