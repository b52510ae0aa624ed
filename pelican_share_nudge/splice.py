"""The only module that changes HTML: it finds the place in a written page, puts blocks in and takes them out again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

CLOSE = "<!-- /share-nudge -->"

# Selectors that say where a post's content is, in the order in which they are asked; the author of a page chose them.
CONTENT_SELECTORS = ("[itemprop~=articleBody]", ".e-content", ".entry-content", "article")

_MARKER = re.compile(r"<!-- share-nudge:([a-z-]+) -->|<!-- /share-nudge -->")

# What does not nest, or may be left open by the rules of HTML (13.1.2.4), so that leaving it open swallows nothing.
_LEAVES_NOTHING_OPEN = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr "
    "p li dt dd rb rt rtc rp optgroup option thead tbody tfoot tr td th colgroup caption html head body "
    # A parser opens these anew in whatever follows (13.2.4.3), so that there is no place outside of them.
    "a b big code em font i nobr s small strike strong tt u".split()
)
_RAW_TEXT = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext")
# Elements whose end tag closes whatever is open in them (13.2.6.4.7); that of any other is passed over.
_CLOSES_ALL_INSIDE = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup "
    "listing main menu nav ol pre search section summary ul".split()
)
# Elements inside which the end tags of what is around them count for nothing (13.2.4.2, "in scope").
_WALLS = frozenset("applet button caption marquee object select svg math table template td th".split())
# Elements that hide what stands in them, or move it elsewhere.
_SWALLOWS = frozenset(
    "audio button canvas details dialog map math noscript object select svg table template video".split()
)
_FOREIGN = frozenset(("svg", "math"))

_TAG = re.compile(
    rf"""
      <!-- (?: -?> | .*? (?: --!?> | (?P<open_comment>\Z) ) )
    | <(?P<raw>{"|".join(_RAW_TEXT)}) (?=[\s/>]) [^>]*+    # an element whose content is no markup
      (?: > .*? (?: </(?P=raw) (?=[\s/>]|\Z) [^>]*+ (?: > | (?P<open_end>\Z) ) | (?P<open_raw>\Z) )
        | (?P<open_start>\Z) )
    | <(?P<closing>/?) (?P<name>[a-zA-Z][^\s/>]*)
      (?P<attributes> (?> [^>"'=]+ | =\s*"[^"]*" | =\s*'[^']*' | ["'=] )*+ ) (?: > | (?P<open_tag>\Z) )
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_OPEN_ENDS = ("open_comment", "open_end", "open_raw", "open_start", "open_tag")
_MAY_HIDE = (("<", ">"), ("<!--", "-->"), *((f"<{tag}", f"</{tag}") for tag in (*_RAW_TEXT, "template")))
_NAME = re.compile(rf"<(/?(?!(?:{'|'.join(_LEAVES_NOTHING_OPEN)})[\s/>])[a-zA-Z][^\s/>]*)")
_TAG_IN_A_VALUE = re.compile(r"""=\s*(?:"[^"<>]*<|'[^'<>]*<)""")
_NOT_PLAIN = frozenset((*_RAW_TEXT, *_FOREIGN))
_TEXTAREA = re.compile(r"<textarea\b.*?(?:</textarea|\Z)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of HTML under the name by which its markers call it; `html` holds no markers."""

    name: str
    html: str

    def __str__(self) -> str:
        return f"<!-- share-nudge:{self.name} -->{self.html}{CLOSE}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a page a post's content stands: offsets before its first and after its last character."""

    before: int
    after: int


def strip(page: str) -> str:
    """Take all blocks out. A marker that has no partner stays: it is the theme's."""
    return apart(page)[0]


def apart(page: str) -> tuple[str, str]:
    """Take a page and its blocks apart: what `strip` leaves, and all blocks with their markers in one text."""
    kept, blocks, end = [], [], 0
    for start, stop, _ in _blocks(page):
        kept.append(page[end:start])
        blocks.append(page[start:stop])
        end = stop
    return "".join((*kept, page[end:])), "".join(blocks)


def names(page: str) -> frozenset[str]:
    """List the names of the blocks that a page holds."""
    return frozenset(name for _, _, name in _blocks(page))


def contents(page: str, name: str) -> list[str]:
    """List what stands in a page's blocks of one name, without the markers."""
    inside = (page[start:stop] for start, stop, found in _blocks(page) if found == name)
    return [text.removeprefix(f"<!-- share-nudge:{name} -->").removesuffix(CLOSE) for text in inside]


def _blocks(page: str) -> Iterator[tuple[int, int, str]]:
    """Pair each closing marker with the nearest opening one before it: (start, end, name)."""
    if CLOSE not in page:
        return
    opened: re.Match[str] | None = None
    for marker in _MARKER.finditer(page):
        if marker[1] is not None:
            opened = marker
        elif opened is not None:
            yield opened.start(), marker.end(), opened[1]
            opened = None


def splice(page: str, insertions: Iterable[tuple[int, Block]]) -> str:
    """Insert blocks at offsets; those at the same offset in the order given. `strip(splice(page, …)) == page`."""
    kept, end = [], 0
    for offset, block in sorted(insertions, key=lambda insertion: insertion[0]):
        kept += [page[end:offset], str(block)]
        end = offset
    return "".join((*kept, page[end:]))


def marker_offset(page: str, name: str) -> int | None:
    """Find where the theme's own marker comment asks for a block: right behind the first one without a partner."""
    if f"<!-- share-nudge:{name} -->" not in page:
        return None
    taken = {start for start, _, _ in _blocks(page)}
    # As a comment of its own: an essay about markers may have one in its description, where a theme decodes it.
    comments = (found for found in _TAG.finditer(page) if found[0] == f"<!-- share-nudge:{name} -->")
    return next((comment.end() for comment in comments if comment.start() not in taken), None)


def head_offset(page: str, before: int) -> int | None:
    """Find the end of the page's head, looking no further than an offset; None when there is no head."""
    in_noscript = False
    for found in _TAG.finditer(page, 0, before):
        name, starts = (found["name"] or "").lower(), not found["closing"]
        if name == "noscript":
            in_noscript = starts
        elif not in_noscript and (name, starts) in (("head", False), ("body", True)):
            return found.start()
    return None


def content_place(page: str, content: str, *, which: Callable[[], int | None], selector: str = "") -> Place | None:
    """Find a post's own content in its page. Never a guess: None when it is not certain.

    Args:
        content: as written; may be empty.
        which: asked only when the page holds the content more than once: which occurrence is the post's own.
        selector: what the blog says about pages that do not hold the content as written.
    """
    offsets = list(_occurrences(page, content)) if content.strip() else []
    text = content
    if not offsets and (text := content.strip()):
        offsets = list(_occurrences(page, text))
    if offsets:
        if len(offsets) > 1:
            index = which()
            offsets = (
                [offsets[index]] if index is not None and 0 <= index < len(offsets) else _in_container(page, offsets)
            )
        if len(offsets) == 1:
            return _around(page, offsets[0], text)
        return None
    return _rewritten_place(page, content) or _container_place(page, selector)


def _occurrences(page: str, text: str) -> Iterator[int]:
    offset = page.find(text)
    while offset >= 0:
        yield offset
        offset = page.find(text, offset + len(text))


@dataclass(frozen=True, slots=True)
class _Token:
    """A tag, or a run of text with its entities decoded and its blanks taken out; offsets as in the page."""

    start: int
    end: int
    tag: str
    text: str = ""


def _tokens(html: str) -> list[_Token]:
    """Split HTML into tags and text; what is no markup and no text to readers counts as a tag, comments not at all."""
    tokens, end = [], 0
    for found in _TAG.finditer(html):
        tokens += _text_token(html, end, found.start())
        end = found.end()
        if not found[0].startswith("<!--"):
            tokens.append(
                _Token(found.start(), end, (found["closing"] or "") + (found["raw"] or found["name"]).lower())
            )
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
    return _closed_behind(page, tokens[start].start, tokens[end].end)


def _extend(tokens: Sequence[_Token], position: int, tags: Sequence[_Token], step: int) -> int:
    """Go on from a text over the tags that stand beside it in the content, as far as the page has the same."""
    for tag in tags[::step]:
        following = position + step
        if not 0 <= following < len(tokens) or tokens[following].tag != tag.tag:
            break
        position = following
    return position


def _in_container(page: str, offsets: Sequence[int]) -> list[int]:
    """Keep the first occurrence inside the one element that says it is the content."""
    container = _container(page, "")
    if container is None:
        return list(offsets)
    place = _inside(page, *container)
    start, end = (place.before, place.after) if place else (container[0], len(page))
    return [offset for offset in offsets if start <= offset < end][:1] or list(offsets)


def _around(page: str, offset: int, content: str) -> Place | None:
    """Give the place around a content, unless it stands where nothing is shown or swallows what follows."""
    if _is_hidden(page, offset):
        return None
    return _closed_behind(page, offset, offset + len(content))


def _closed_behind(page: str, before: int, after: int) -> Place | None:
    """Give the place around a part of a page, its end where all that the part opens is closed."""
    left_open = _left_open(page[before:after])
    if left_open is None:
        return None
    if left_open:
        closed = _where_closed(page, after, left_open)
        if closed is None and _SWALLOWS & {*left_open}:
            return None
        # Never closed: all the rest of the page lies inside it, too, so behind the content is as good as anywhere.
        after = after if closed is None else closed
    return Place(before, after)


def _is_hidden(page: str, offset: int) -> bool:
    """Tell whether an offset lies in a tag, a comment, a template, or an element whose content is no markup."""
    before = page[:offset].lower()
    quote = max(before.rfind('"'), before.rfind("'"))
    starts_a_value = quote > 0 and before[quote - 1] in "= \n\t"
    if not starts_a_value and not any(
        (at := before.rfind(start)) >= 0 and at > before.rfind(end) for start, end in _MAY_HIDE
    ):
        return False  # As in nearly every page, and told in a tenth of the time.
    found, templates = None, 0
    for found in _TAG.finditer(page, 0, offset):
        if (found["name"] or "").lower() == "template":
            templates += -1 if found["closing"] else 1
    return templates > 0 or (found is not None and _is_cut_off(found))


def _is_cut_off(found: re.Match[str]) -> bool:
    """Tell whether a tag, comment or raw text lacks its end."""
    return any(found[name] is not None for name in _OPEN_ENDS)


def _left_open(content: str) -> list[str] | None:
    """List the elements that a content opens and does not close, outermost first; None when it ends inside one."""
    if _is_plainly_closed(content):
        return []
    stack: list[str] = []
    offset = 0
    while found := _TAG.search(content, offset):
        offset = found.end()
        if found["raw"] and not _FOREIGN.isdisjoint(stack) and found["open_start"] is None:
            offset = content.index(">", found.start()) + 1  # In a drawing its content is markup.
            continue
        if _is_cut_off(found) or (found["raw"] or "").lower() == "plaintext":
            return None
        tag = (found["name"] or "").lower()
        if not tag or tag in _LEAVES_NOTHING_OPEN:
            continue
        if found["closing"]:
            _close(stack, tag)
        elif not found["attributes"].endswith("/") or _FOREIGN.isdisjoint((*stack, tag)):
            stack.append(tag)
    return stack


def _is_plainly_closed(content: str) -> bool:
    """Tell in a tenth of the time whether all start tags have their end tags in order, as in nearly every content."""
    if "<!--" in content or content.rfind("<") > content.rfind(">") or _TAG_IN_A_VALUE.search(content):
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


def _close(stack: list[str], tag: str) -> bool:
    """Close the innermost such element and all inside it, if no wall is in between; tell whether there was one."""
    for position in range(len(stack) - 1, -1, -1):
        if stack[position] == tag:
            del stack[position:]
            return True
        if stack[position] in _WALLS:
            return False
    return False


def _where_closed(page: str, offset: int, left_open: list[str]) -> int | None:
    """Follow the page on to where an end tag closes all that a content left open; None when none ever does."""
    stack = list(left_open)
    for found in _TAG.finditer(page, offset):
        if _is_cut_off(found):
            return None
        tag = (found["name"] or "").lower()
        if not tag or tag in _LEAVES_NOTHING_OPEN:
            continue
        if not found["closing"]:
            stack.append(tag)
        elif not _close(stack, tag) and tag in _CLOSES_ALL_INSIDE and not _WALLS & {*stack}:
            return found.end()
        if not stack:
            return found.end()
    return None


def _container_place(page: str, selector: str) -> Place | None:
    container = _container(page, selector)
    place = None if container is None else _inside(page, *container)
    return None if place is None else _closed_behind(page, place.before, place.after)


def _container(page: str, selector: str) -> tuple[int, str] | None:
    """Find the only element of a selector, the blog's first, then those that mark a content: offset and name."""
    import soupsieve  # Only the odd page comes here; most builds need not load these.
    from bs4 import BeautifulSoup

    # The parser takes what a textarea shows for markup, so it gets none to see.
    soup = BeautifulSoup(_TEXTAREA.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), page), "html.parser")
    for candidate in filter(None, (selector, *CONTENT_SELECTORS)):
        found = soupsieve.select(candidate, soup)
        if len(found) == 1 and found[0].sourceline is not None and found[0].sourcepos is not None:
            lines = page.split("\n")[: found[0].sourceline - 1]
            return sum(len(line) + 1 for line in lines) + found[0].sourcepos, found[0].name
    return None


def _inside(page: str, start: int, name: str) -> Place | None:
    """Give the place between the tags of the element that starts at an offset; None when no end tag matches."""
    depth, inside = 0, None
    for found in _TAG.finditer(page, start):
        if (found["name"] or "").lower() != name:
            continue
        depth += -1 if found["closing"] else 1
        if inside is None:
            inside = found.end()
        if depth == 0:
            return Place(inside, found.start())
    return None
