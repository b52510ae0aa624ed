"""The only module that finds where in a written page a post's content stands, or says why that is not certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from pelican_share_nudge.markup.closing import end_of, left_open
from pelican_share_nudge.markup.elements import Elements
from pelican_share_nudge.markup.sight import USUAL, in_the_open
from pelican_share_nudge.markup.tokenizer import Markup, read

if TYPE_CHECKING:
    from bs4 import Tag

# What themes mark a post's content with, in the order in which it is asked: an attribute and a word in it.
_MARKS = (("itemprop", "articleBody"), ("class", "e-content"), ("class", "entry-content"))
_ARTICLE = re.compile(r"<article[\s/>]", re.IGNORECASE)
_IN_HEAD = frozenset("base link meta script style title".split())
_BESIDE_HEAD = frozenset(("", "html", *_IN_HEAD))  # comments, too
_ENCODING_WITHIN = 1024  # bytes (HTML, 4.2.5.4)
# The beginning of most pages: nothing but a title may stand before the encoding.
_EARLY = re.compile(
    rf"""(?>(?:[ \t\n\r]++|<!(?i:doctype)[^<>]*+>|<html{USUAL}>)*)<head{USUAL}>
    [^<]*+(?:<title>[^<]*+</title>[^<]*+)?<meta[ \t\n\r]++charset=(?:"[\w-]++"|'[\w-]++'|[\w-]++)[ ]*+/?>""",
    re.VERBOSE,
)
_BLANK = " \t\n\f\r\ufeff"
_ENDS_HEAD = re.compile(r"</head|<body", re.IGNORECASE)
_BEGINNING = 64  # of a content, in characters; mostly nothing else in a page begins so
_TEXTAREA = re.compile(r"<textarea\b.*?(?:</textarea|\Z)", re.IGNORECASE | re.DOTALL)


class Place(Struct, frozen=True):
    """Where in a page a post's content stands: offsets before its first and after its last character."""

    before: int
    after: int


def usual_head_end(page: str, before: int) -> int | None:
    """Find the end of a head that is as in nearly every page, in a fifth of the time; it lies in the open."""
    offset = page.find("</head>", 0, before)
    is_usual = offset >= 0 and not _ENDS_HEAD.search(page, 0, offset) and in_the_open(page, [offset])
    return offset if is_usual else None


def head_offset(page: str, before: int) -> int | None:
    """Find the end of the page's head, looking no further than an offset; None when there is no head."""
    usual_end = usual_head_end(page, before)
    if usual_end is not None:
        return usual_end
    elements, is_hidden = Elements(), False
    for tag in read(page, 0, before, elements=elements):
        if not is_hidden and (tag.name, tag.closing) in (("head", True), ("body", False)):
            return tag.start
        is_hidden = elements.hiding > 0
    return None


def early_offset(page: str, before: int) -> int | None:
    """Find where in the head of a page something stands early: behind the encoding, where that is told as early as it
    has to be, else first of all. A head without tags of its own begins with its first element. None when there is none.

    Args:
        before: look no further.
    """
    usual = _EARLY.match(page, 0, min(before, _ENCODING_WITHIN))
    if usual:
        return usual.end()
    offset, end, has_text = None, 0, False
    for tag in read(page, 0, before):
        has_text = has_text or (offset is None and bool(page[end : tag.start].strip(_BLANK)))
        if tag.is_cut_off or (tag.name, tag.closing) == ("html", True):
            return offset
        if offset is None and tag.name == "head" and not tag.closing:
            offset = tag.end
        elif tag.name in _IN_HEAD and not tag.closing:
            if offset is None and has_text:
                return None  # The body has begun.
            offset = tag.start if offset is None else offset
            if _tells_encoding(tag):
                return tag.end if tag.end <= _ENCODING_WITHIN else offset
        elif tag.name not in _BESIDE_HEAD:
            return offset
        if offset is not None and tag.end > _ENCODING_WITHIN:
            return offset
        end = tag.end
    return offset


def _tells_encoding(tag: Markup) -> bool:
    if tag.name != "meta" or "charset" not in tag.written.lower():
        return False
    return bool(tag.attribute("charset")) or bool(tag.attribute("http-equiv") and "charset" in tag.attribute("content"))


class Around(Struct, frozen=True):
    """What the same page has before and behind its content, as far as it is the same whatever the content is."""

    before: str
    behind: str


def content_place(
    page: str,
    content: str,
    *,
    which: Callable[[], int | None],
    around: Callable[[], Sequence[Around]] = tuple,
    selector: str = "",
    start: int = 0,
) -> Place | None:
    """Find a post's own content in its page. Never a guess: None when it is not certain.

    Args:
        content: as written; may be empty.
        which: asked only when readers see the content more than once: which occurrence is the post's own, of all.
        around: asked only when the content is empty: what stands around each place where the page would have it.
        selector: what the blog says about pages that do not hold the content as written, or hold it more than once.
        start: an offset that lies in the open.
    """
    if not content.strip():
        return _empty_place(page, content, around(), selector) or _container_place(page, selector)
    text, offsets = _text_there(page, content)
    if not offsets:
        return _rewritten_place(page, content) or _container_place(page, selector)
    shown = in_the_open(page, offsets, start=start)
    if len(shown) > 1:
        index = which()
        own = offsets[index] if index is not None and 0 <= index < len(offsets) else None
        shown = {own} & shown if own is not None else _in_container(page, sorted(shown), selector)
    return _closed_behind(page, offset := shown.pop(), offset + len(text)) if len(shown) == 1 else None


def _text_there(page: str, content: str) -> tuple[str, list[int]]:
    """Find a content as written, or trimmed by the theme: its text, and where that is."""
    for text in (content, content.strip()):
        if offsets := list(_occurrences(page, text)):
            return text, offsets
    return content, []


def _empty_place(page: str, content: str, around: Sequence[Around], selector: str) -> Place | None:
    """Find where an empty content stands: between what is around it, where the page has that whole, and once."""
    found = [_between(page, content, one) or _between_rewritten(page, one) for one in around]
    places = {place.before: place for place in found if place is not None}
    shown = in_the_open(page, sorted(places))
    if len(shown) > 1:
        shown = _in_container(page, sorted(shown), selector)
    return places[shown.pop()] if len(shown) == 1 else None


def _between(page: str, content: str, around: Around) -> Place | None:
    for text in dict.fromkeys((content, "")):
        found = list(islice(_occurrences(page, f"{around.before}{text}{around.behind}"), 2))
        if len(found) == 1:
            offset = found[0] + len(around.before)
            return Place(offset, offset + len(text))
    return None


def _between_rewritten(page: str, around: Around) -> Place | None:
    """Find it where another plugin has written the markup anew: the same tags and texts stand there, and once."""
    before, behind = _tokens(around.before)[1:], _tokens(around.behind)[:-1]  # The outermost may be cut.
    wanted = [(token.tag, token.text) for token in (*before, *behind)]
    if not before or not behind or not any(text for _, text in wanted):
        return None
    tokens = _tokens(page)
    told = [(token.tag, token.text) for token in tokens]
    found = [at for at in range(len(told) - len(wanted) + 1) if told[at : at + len(wanted)] == wanted]
    if len(found) != 1:
        return None
    offset = tokens[found[0] + len(before) - 1].end
    return Place(offset, offset)


class Lack(Enum):
    """Why a page has no place for blocks."""

    NOTHING = "empty-page"
    NO_TEXT = "no-text"
    NOT_THERE = "content-not-there"
    UNSEEN = "content-unseen"
    REPEATED = "content-repeated"
    LEFT_OPEN = "element-left-open"
    CUT_OFF = "content-cut-off"


def lack_of_place(page: str, content: str) -> tuple[Lack, str]:
    """Tell why `content_place` finds none; beside it, the name of the element that is left open, if it is that."""
    if not page.strip() or not content.strip():
        return (Lack.NO_TEXT if page.strip() else Lack.NOTHING), ""
    text, offsets = _text_there(page, content)
    if offsets and not in_the_open(page, offsets):
        return Lack.UNSEEN, ""
    elements = left_open(text)
    if elements is None:
        return Lack.CUT_OFF, ""
    outermost = elements.outermost()
    if outermost is not None:
        return Lack.LEFT_OPEN, elements.names[outermost]
    return (Lack.REPEATED if offsets else Lack.NOT_THERE), ""


def _occurrences(page: str, text: str) -> Iterator[int]:
    offset = _find(page, text, 0)
    while offset >= 0:
        yield offset
        offset = _find(page, text, offset + len(text))


def _find(page: str, text: str, start: int) -> int:
    """Find a long text where its beginning stands first, as nearly always, in a fifth of the time of `find`."""
    offset = page.find(text[:_BEGINNING], start)
    return offset if offset < 0 or page.startswith(text, offset) else page.find(text, offset)


class _Token(Struct, frozen=True):
    """A tag, or a run of text with its entities decoded and its blanks taken out; offsets as in the page."""

    start: int
    end: int
    tag: str
    text: str = ""


def _tokens(html: str) -> list[_Token]:
    """Split HTML into tags and text; what is no markup and no text to readers counts as a tag, comments not at all."""
    tokens, end = [], 0
    for markup in read(html):
        tokens += _text_token(html, end, markup.start)
        end = markup.end
        if markup.name:
            tokens.append(_Token(markup.start, end, "/" * markup.closing + markup.name))
    return tokens + _text_token(html, end, len(html))


def _text_token(html: str, start: int, end: int) -> list[_Token]:
    text = "".join(unescape(html[start:end]).split())
    return [_Token(start, end, "", text)] if text else []


def _rewritten_place(page: str, content: str) -> Place | None:
    """Find a content whose markup another plugin has written anew: its text stands in the page whole, and once."""
    wanted = _tokens(content)
    said = [position for position, token in enumerate(wanted) if token.text]
    if not said:
        return None
    text, tokens = "".join(token.text for token in wanted), _tokens(page)
    all_text = "".join(token.text for token in tokens)
    at = all_text.find(text)
    if at < 0 or all_text.find(text, at + 1) >= 0:
        return None
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    length = 0
    for position, token in enumerate(tokens):
        if token.text:
            starts[length] = position
            length += len(token.text)
            ends[length] = position
    if at not in starts or at + len(text) not in ends:
        return None  # The page's own text runs into the content's without a tag in between.
    first, last = starts[at], ends[at + len(text)]
    leading, trailing = wanted[: said[0]], wanted[said[-1] + 1 :]
    start, end = _extend(tokens, first, leading, -1), _extend(tokens, last, trailing, 1)
    if (leading and start == first) or (trailing and end == last):
        return None  # The same words in other tags may be a menu's.
    before, after = tokens[start].start, tokens[end].end
    return _closed_behind(page, before, after) if in_the_open(page, [before]) else None


def _extend(tokens: Sequence[_Token], position: int, tags: Sequence[_Token], step: int) -> int:
    """Go on from a text over the tags that stand beside it in the content, as far as the page has the same."""
    for tag in tags[::step]:
        following = position + step
        if not 0 <= following < len(tokens) or tokens[following].tag != tag.tag:
            break
        position = following
    return position


def _in_container(page: str, offsets: Sequence[int], selector: str) -> set[int]:
    """Keep the first occurrence inside the one element that says it is the content."""
    container = _container(page, selector)
    if container is None:
        return set(offsets)
    place = _inside(page, *container)
    start, end = (place.before, place.after) if place else (container[0], len(page))
    return {*[offset for offset in offsets if start <= offset <= end][:1]} or set(offsets)


def _closed_behind(page: str, before: int, after: int) -> Place | None:
    """Give the place around a part of a page, its end where all that the part opens is closed."""
    end = end_of(page, before, after)
    return None if end is None else Place(before, end)


def _container_place(page: str, selector: str) -> Place | None:
    container = _container(page, selector)
    place = None if container is None else _inside(page, *container)
    return None if place is None else _closed_behind(page, place.before, place.after)


def _container(page: str, selector: str) -> tuple[int, str] | None:
    """Find the only element of a selector, the blog's first, then those that mark a content: offset and name."""
    return (_selected(page, selector) if selector else None) or _marked(page)


def _marked(page: str) -> tuple[int, str] | None:
    """Find the only element of those by which themes mark a content, the most certain first; else the only article."""
    marks = [mark for mark in _MARKS if mark[1] in page]
    if not marks and not _ARTICLE.search(page):
        return None  # As in many a page, and told at once.
    tags = list(_tags_in_the_open(page))
    found = [
        [tag for tag in tags if word in tag.written and word in tag.attribute(name).split()] for name, word in marks
    ]
    found.append([tag for tag in tags if tag.name == "article"])
    return next(((only.start, only.name) for only, *more in filter(None, found) if not more), None)


def _tags_in_the_open(page: str) -> Iterator[Markup]:
    elements, is_hidden = Elements(), False
    for markup in read(page, elements=elements):
        if markup.name and not markup.closing and not is_hidden:
            yield markup
        is_hidden = elements.hiding > 0


def _selected(page: str, selector: str) -> tuple[int, str] | None:
    """Find the only element of the blog's own selector."""
    found = _select(page, selector)
    if len(found) == 1 and found[0].sourceline is not None and found[0].sourcepos is not None:
        lines = page.split("\n")[: found[0].sourceline - 1]
        offset = sum(len(line) + 1 for line in lines) + found[0].sourcepos
        return (offset, found[0].name) if in_the_open(page, [offset]) else None
    return None


def count_selected(page: str, selector: str) -> int:
    """Count the elements that a selector selects."""
    return len(_select(page, selector))


def _select(page: str, selector: str) -> list[Tag]:
    import soupsieve  # Only the odd page comes here; most builds need not load these.
    from bs4 import BeautifulSoup

    # The parser takes what a textarea shows for markup, so it gets none to see.
    soup = BeautifulSoup(_TEXTAREA.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), page), "html.parser")
    return list(soupsieve.select(selector, soup))


def _inside(page: str, start: int, name: str) -> Place | None:
    """Give the place between the tags of the element that starts at an offset; None when no end tag matches."""
    depth, inside = 0, None
    for markup in read(page, start):
        if markup.name != name:
            continue
        depth += -1 if markup.closing else 1
        if inside is None:
            inside = markup.end
        if depth == 0:
            return Place(inside, markup.start)
    return None
