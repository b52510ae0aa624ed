"""The only module that decides what of an authored text is running text, and what is hidden or stands around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Literal, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pelican_share_nudge.markup import shallow

# Stands for what was left out of a line. No parsed text has it: a parser drops it.
_GAP = "\x00"
_CLOSES = tuple(".,;:!?…)]}”’،؛؟、。，；：！？）」』】।")
_LOOK_AT = 12  # nodes inside of what may be a footnote's number, or a picture's caption
_LONGEST_LABEL = 20

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section "
    "summary table tbody td tfoot th thead tr ul".split()
)
# What browsers never show as text, or only when it has been asked for.
_HIDDEN_TAGS = frozenset(
    "annotation annotation-xml audio button canvas datalist dialog embed head iframe input map noembed noframes "
    "noscript object optgroup option rp rt script select style svg template textarea title video".split()
)
_DELETED_TAGS = frozenset("del s strike".split())
# `aside`: notes of MyST and of docutils' html5 writer are some, too.
_TAGS_AROUND = frozenset(
    "address aside caption details fieldset figcaption footer form h1 h2 h3 h4 h5 h6 hgroup legend listing nav "
    "plaintext pre search table xmp".split()
)
_CODE = frozenset("code kbd samp tt var".split())
_PICTURES = frozenset("img picture".split())
_ASIDES_OF_PICTURES = frozenset("em i small span br".split())

_HIDING_STYLE = re.compile(
    r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|content-visibility:hidden|opacity:(?:0(?:\.0*)?|\.0+)(?![.\d])"
    r"|font-size:0(?![.\d])|color:transparent|(?:left|right|top|text-indent):-\d{3}|margin-left:-\d{4}|clip:rect\(|clip-path:inset\((?:50|100)%)"
)
# What has no room shows nothing when it is cut off, too.
_NO_ROOM = re.compile(r"(?:^|;)(?:max-)?(?:height|width):[01](?:px)?(?:;|!|$)")
_CUT_OFF = re.compile(r"(?:^|;)overflow(?:-[xy])?:(?:hidden|clip)")
# As names of classes are folded: small letters, `-` for `_`.
_HIDING_CLASS = re.compile(
    r"(?:[a-z]{1,5}-)?(?:sr-only|visually-?hidden|hidden-visually|screen-?readers?(?:-text|-only)?|show-for-sr|only-sr"
    r"|element-invisible|a11y-hidden|accessibly-hidden|assistive-text|offscreen|off-screen|hidden|hide|invisible|d-none"
    r"|display-?none|print-only|only-print|visible-print|show-for-print|noscript|spoiler)(?:-focusable)?"
)
_CLASS_OF_NOTES = re.compile(
    r"(?!(?:has|no|with|without)-)(?:[a-z]{1,12}-)?(?:foot|end|side|margin)-?(?:notes?|refs?)[a-z-]*"
)
_CLASSES_OF_NOTES = frozenset(
    "bibliography biblioref citation-list citation-ref citation-reference citations csl-bib-body csl-entry fn-ref "
    "fnref footdef footnum footpara footref margin-toggle marginalia note-ref noteref references reflist "
    "reversefootnote".split()
)
_CLASSES_OF_ANCHORS = frozenset("anchor-link anchorjs-link header-anchor headerlink heading-anchor".split())
_IDS_OF_NOTES = frozenset("bibliography footnotes refs text-footnotes".split())
_ROLES_OF_NOTES = frozenset(
    "doc-backlink doc-bibliography doc-biblioentry doc-endnote doc-endnotes doc-footnote doc-noteref".split()
)
_TYPES_OF_NOTES = frozenset(
    "backlink biblioref bibliography endnote endnotes footnote footnotes noteref rearnote".split()
)
_CLASSES_AROUND = frozenset(
    "article-meta bluesky-embed breadcrumb breadcrumbs byline caption cell-code cell-input cell-output code-block "
    "code-cell codehilite dateline docinfo entry-meta gist highlighttable input-area input-prompt instagram-media "
    "jp-codecell jp-inputprompt jp-outputarea jp-outputprompt legend linenodiv linenos listingblock literal-block "
    "literalblock mastodon-embed output-area output-prompt output-subarea output-wrapper post-meta prompt "
    "pull-quote pullquote read-time reading-time rubric sidebar table-of-contents tiktok-embed toc toctitle "
    "toctree-wrapper twitter-tweet wp-caption wp-caption-text".split()
)
_CLASS_OF_CAPTIONS = re.compile(
    r"(?!(?:has|no|with|without)-)(?:[a-z-]*-caption(?:-text)?|(?:[a-z-]*-)?(?:foto|image|img|media|photo|picture)-credits?)"
)
_CLASS_OF_TITLES = re.compile(r"(?!(?:has|no|with|without)-)(?:[a-z0-9-]*-)?(?:sub)?(?:title|heading|headline|header)")
_IDS_AROUND = frozenset("toc table-of-contents".split())
_ROLES_AROUND = frozenset(
    "complementary dialog doc-credit doc-credits doc-pullquote doc-toc doc-tip figure heading navigation note search "
    "tooltip".split()
)
_HOLDS_CODE = frozenset(("highlight", "sourcecode"))

_EMOJI = re.compile("emoji|smiley", re.IGNORECASE)
_LABEL = re.compile(r"[\[(（〔]?\s*(?:\d{1,4}|[*†‡§¶‖#^]{1,4})\s*[\])）〕]?")
_BRACKETED = re.compile(r"\[[^\[\]]+\]|\(\d{1,4}\)")
_WORD = re.compile(r"\w")
_LIST_OF_GAPS = frozenset(",;–-")
_ENDS_BEFORE_NOTES = frozenset(".,;:!?…”")

_Step = Literal["in", "out", "past"]


class Block(NamedTuple):
    """A paragraph, an item of a list or the like.

    Attributes:
        text: blanks as they are in the source.
        name: the element that it stands in.
        is_quoted: it stands in a `<blockquote>`.
    """

    text: str
    name: str
    is_quoted: bool


class _Element(NamedTuple):
    node: LexborNode
    name: str
    attributes: Mapping[str, str | None]
    classes: tuple[str, ...]

    def value(self, key: str) -> str:
        return self.attributes.get(key) or ""


def running(content: str) -> Iterator[Block]:
    """Read the running text: nothing hidden, no notes, and nothing that stands around it, such as headings, captions,
    titles of boxes, contents, code and tables."""
    return _blocks(content, lambda element, before: _is_not_said(element, before) or _is_around(element))


def shown(fragment: str) -> Iterator[Block]:
    """Read all that is shown of a title or a summary, but for notes and what was deleted."""
    return _blocks(fragment, _is_not_said)


def parse(fragment: str) -> LexborNode:
    """Parse a fragment into a body, in time that grows with its length."""
    tree = LexborHTMLParser(f"<!doctype html><body>{shallow(fragment)}")
    assert tree.body is not None  # the parser always makes one
    return tree.body


def _blocks(fragment: str, is_left_out: Callable[[_Element, str], bool]) -> Iterator[Block]:
    line = _Line()

    def goes_into(node: LexborNode, name: str) -> bool:
        return name == "body" or not is_left_out(_element(node, name), line.last)

    for node, name, step in _steps(parse(fragment), goes_into):
        if name in _BLOCKS:
            if line.said:
                yield line.take()
            line.go(name, step)
        elif name == "-text":
            line.said.append(node.text_content or "")
        else:
            line.said += _shown_at(node, name, step)


class _Line:
    """What has been said since the last block began or ended, and the blocks around it, outermost first."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._around: list[str] = []
        self._quotes = 0

    @property
    def last(self) -> str:
        """The character before what comes next; between two notes in brackets that is the bracket."""
        if len(self.said) > 2 and self.said[-2] == _GAP and self.said[-1].strip() in _LIST_OF_GAPS:
            return self.said[-3][-1:]
        return self.said[-1][-1:] if self.said else ""

    def take(self) -> Block:
        text = _fitted(self.said)
        self.said.clear()
        return Block(text, self._around[-1], self._quotes > 0)

    def go(self, name: str, step: _Step) -> None:
        if step == "in":
            self._around.append(name)
        elif step == "out":
            self._around.pop()
        if name == "blockquote":
            self._quotes += {"in": 1, "out": -1, "past": 0}[step]


def _steps(body: LexborNode, goes_into: Callable[[LexborNode, str], bool]) -> Iterator[tuple[LexborNode, str, _Step]]:
    """Walk through what is asked for, as deep as it goes: into each element and out of it, and past all else."""
    node, name = body, "body"
    while True:
        is_inside = not name.startswith("-") and goes_into(node, name)
        yield node, name, "in" if is_inside else "past"
        following = node.child if is_inside else None
        while following is None:
            if is_inside:
                yield node, name, "out"
            if name == "body":
                return
            following, parent, is_inside = node.next, node.parent, True
            if following is None:
                assert parent is not None  # the body has one, and is not left
                node, name = parent, str(parent.tag)
        node, name = following, str(following.tag)


def _element(node: LexborNode, name: str) -> _Element:
    attributes = node.attributes
    classes = (attributes.get("class") or "").lower().replace("_", "-") if attributes else ""
    return _Element(node, name, attributes, tuple(classes.split()))


def _shown_at(node: LexborNode, name: str, step: _Step) -> Iterator[str]:
    """Say what an element shows beside its text, and where one was left out."""
    if name == "br":
        yield "\n"
    elif name == "q" and step != "past":
        yield "“" if step == "in" else "”"
    elif name == "img" and step == "in" and _EMOJI.search(node.attributes.get("class") or ""):
        yield node.attributes.get("alt") or ""
    elif step == "past" and name != "-comment":
        yield _GAP


def _is_not_said(element: _Element, before: str) -> bool:
    """Tell whether an element is hidden, deleted, or a note or its number.

    Args:
        before: the character before it in its line.
    """
    if element.name in _HIDDEN_TAGS or element.name in _DELETED_TAGS:
        return True
    if element.attributes and (_is_hidden(element) or _is_note(element)):
        return True
    if element.name == "sup":
        return _is_number_of_note(element, before)
    return element.name == "a" and _is_link_to_note(element, before)


def _is_hidden(element: _Element) -> bool:
    attributes = element.attributes
    if "hidden" in attributes or "popover" in attributes or element.value("aria-hidden").strip().lower() == "true":
        return True
    style = "".join(element.value("style").split()).lower()
    if style and (_HIDING_STYLE.search(style) or (_NO_ROOM.search(style) and _CUT_OFF.search(style))):
        return True
    return any(map(_HIDING_CLASS.fullmatch, element.classes))


def _is_note(element: _Element) -> bool:
    if element.value("role") in _ROLES_OF_NOTES or element.value("id").lower() in _IDS_OF_NOTES:
        return True
    if not _TYPES_OF_NOTES.isdisjoint(element.value("epub:type").split()):
        return True
    if "data-footnote-ref" in element.attributes or "data-footnotes" in element.attributes:
        return True
    for name in element.classes:
        if name in _CLASSES_OF_NOTES or name in _CLASSES_OF_ANCHORS or _CLASS_OF_NOTES.fullmatch(name):
            return True
        # Pandoc writes `As <span class="citation">Smith (2020)</span> shows`, too.
        if name == "citation" and (element.name in _BLOCKS or _is_in_brackets(element.node)):
            return True
    return False


def _is_in_brackets(node: LexborNode) -> bool:
    text = node.text().strip()
    return (text[:1], text[-1:]) in (("(", ")"), ("[", "]")) or _LABEL.fullmatch(text) is not None


def _is_number_of_note(element: _Element, before: str) -> bool:
    """Tell `old.<sup><a href="#n1">1</a></sup>` from `x<sup>2</sup>` and `1<sup>st</sup>`."""
    linked, unlinked, leads_away = _label(element.node)
    if linked.strip():
        is_number = _LABEL.fullmatch(linked.strip()) is not None
        beside = unlinked.strip()
        # `[citation needed]` leads away.
        return not beside.strip(" \t\n[](),;–-") and (is_number or not leads_away or beside == "[]")
    label, parent = unlinked.strip(), element.node.parent
    if parent is not None and parent.tag == "a" and _leads_into_page(parent.attributes.get("href")):
        return True
    # What no link leads from may be a power, `f<sup>(2)</sup>` or `C<sup>*</sup>`, but not behind a full stop.
    return _LABEL.fullmatch(label) is not None and (before in _ENDS_BEFORE_NOTES or label[0] in "[†‡§¶‖")


def _label(node: LexborNode) -> tuple[str, str, bool]:
    """Give the text of a short element, in its links and beside them, and whether a link leads out of the page."""
    linked, unlinked, leads_away = "", "", False
    for child in islice(node.traverse(include_text=True), 1, _LOOK_AT):
        if child.tag == "a":
            leads_away = leads_away or not _leads_into_page(child.attributes.get("href"))
        if child.tag == "-text":
            text, parent = child.text_content or "", child.parent
            while parent is not None and parent.tag not in ("a", "sup", "body"):
                parent = parent.parent
            if parent is not None and parent.tag == "a":
                linked += text
            else:
                unlinked += text
    return linked, unlinked, leads_away


def _leads_into_page(href: str | None) -> bool:
    return href is not None and href.strip().startswith("#")


def _is_link_to_note(element: _Element, before: str) -> bool:
    """Tell `[1]`, `↩`, `¶` and the like from a link that says something."""
    if not _leads_into_page(element.attributes.get("href")):
        return False
    inside = islice(element.node.traverse(include_text=True), 1, _LOOK_AT)
    label = "".join(node.text_content or "" for node in inside if node.tag == "-text").strip()
    if not label or len(label) > _LONGEST_LABEL:
        return False
    if not _WORD.search(label) or _BRACKETED.fullmatch(label):
        return True
    return before == "[" and " " not in label


def _is_around(element: _Element) -> bool:
    """Tell whether an element stands beside the running text."""
    name, node = element.name, element.node
    if name in _TAGS_AROUND:
        return True
    if name == "figure":
        return node.css_first("blockquote") is None
    if element.attributes and name not in _CODE and _is_called_around(element):
        return True
    return name == "p" and _is_caption(node)


def _is_called_around(element: _Element) -> bool:
    if element.value("role") in _ROLES_AROUND or element.value("id").lower() in _IDS_AROUND:
        return True
    is_block = element.name in _BLOCKS
    for name in element.classes:
        if name in _CLASSES_AROUND or _CLASS_OF_CAPTIONS.fullmatch(name):
            return True
        if is_block and (_CLASS_OF_TITLES.fullmatch(name) or (name in _HOLDS_CODE and _holds(element.node, "pre"))):
            return True
        if is_block and name in ("contents", "figure") and _is_beside(element, name):
            return True
        if name in ("anchor", "permalink") and _leads_into_page(element.attributes.get("href")):
            return True
    return False


def _is_beside(element: _Element, name: str) -> bool:
    """Tell contents and a figure of docutils from an author's own box that is called so."""
    if name == "contents":
        return not {"topic", "local"}.isdisjoint(element.classes) or _holds(element.node, 'li a[href^="#"]')
    return _holds(element.node, "img, picture, object, video, svg")


def _holds(node: LexborNode, selector: str) -> bool:
    return node.css_first(selector) is not None


def _is_caption(node: LexborNode) -> bool:
    """Tell a picture with its caption, `![…](…) *A knot*`, from a paragraph that has a picture in it."""
    has_picture = has_caption = False
    child = node.child
    for _ in range(_LOOK_AT):
        if child is None:
            return has_picture and has_caption
        name = child.tag
        if name == "-text" and (child.text_content or "").strip():
            return False
        if name in _PICTURES or (name == "a" and child.child is not None and child.child.tag in _PICTURES):
            has_picture = True
        elif name in _ASIDES_OF_PICTURES:
            has_caption = has_caption or name != "br"
        elif not str(name).startswith("-"):
            return False
        child = child.next
    return False


def _fitted(said: list[str]) -> str:
    """Join what is said so that nobody sees where something was left out: `old [1].` is `old.`"""
    first, *others = "".join(said).split(_GAP)
    fitted, before = list[str](), first
    for text in others:
        if text.strip() in _LIST_OF_GAPS and text is not others[-1]:
            continue
        if before.endswith(("[", "(")) and text.startswith(("]", ")")):
            before, text = before[:-1], text[1:]
        if not text or text[0].isspace() or text.startswith(_CLOSES):
            before = before.rstrip()
        elif before.endswith((".", "!", "?")) and text[0].isupper():
            before += " "
        fitted.append(before)
        before = text
    return "".join((*fitted, before))
