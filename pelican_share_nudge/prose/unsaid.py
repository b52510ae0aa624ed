"""The only module that decides what of an authored text is not said: what is hidden or deleted, and notes."""

from __future__ import annotations

import re
from itertools import islice

from selectolax.lexbor import LexborNode

from pelican_share_nudge.prose.element import BLOCKS, LOOK_AT, Element, leads_into_page

_LONGEST_LABEL = 20
# What browsers never show as text, or only when it has been asked for.
_HIDDEN_TAGS = frozenset(
    "annotation annotation-xml audio button canvas datalist dialog embed head iframe input map noembed noframes "
    "noscript object optgroup option rp rt script select style svg template textarea title video".split()
)
_DELETED_TAGS = frozenset("del s strike".split())
_HIDING_STYLE = (
    r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|content-visibility:hidden|opacity:(?:0(?:\.0*)?|\.0+)(?![.\d])"
    r"|font-size:0(?![.\d])|color:transparent|(?:left|right|top|text-indent):-\d{3}|margin-left:-\d{4}|clip:rect\(|clip-path:inset\((?:50|100)%)"
)
# What has no room shows nothing when it is cut off, too.
_NO_ROOM = r"(?:^|;)(?:max-)?(?:height|width):[01](?:px)?(?:;|!|$)"
_CUT_OFF = r"(?:^|;)overflow(?:-[xy])?:(?:hidden|clip)"
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
_LABEL = r"[\[(（〔]?\s*(?:\d{1,4}|[*†‡§¶‖#^]{1,4})\s*[\])）〕]?"
_BRACKETED = r"\[[^\[\]]+\]|\(\d{1,4}\)"
_WORD = re.compile(r"\w")
_ENDS_BEFORE_NOTES = frozenset(".,;:!?…”")


def is_not_said(element: Element, before: str) -> bool:
    """Tell whether an element is hidden, deleted, or a note or its number.

    Args:
        before: the character before it in its line.
    """
    if element.name in _DELETED_TAGS or is_hidden(element):
        return True
    if element.attributes and _is_note(element):
        return True
    if element.name == "sup":
        return _is_number_of_note(element, before)
    return element.name == "a" and _is_link_to_note(element, before)


def is_hidden(element: Element) -> bool:
    """Tell whether readers do not see an element, or only when they have asked for it."""
    attributes = element.attributes
    if element.name in _HIDDEN_TAGS:
        return True
    if not attributes:
        return False
    if "hidden" in attributes or "popover" in attributes or element.value("aria-hidden").strip().lower() == "true":
        return True
    style = "".join(element.value("style").split()).lower()
    if style and (re.search(_HIDING_STYLE, style) or (re.search(_NO_ROOM, style) and re.search(_CUT_OFF, style))):
        return True
    return any(map(_HIDING_CLASS.fullmatch, element.classes))


def _is_note(element: Element) -> bool:
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
        if name == "citation" and (element.name in BLOCKS or _is_in_brackets(element.node)):
            return True
    return False


def _is_in_brackets(node: LexborNode) -> bool:
    text = node.text().strip()
    return (text[:1], text[-1:]) in (("(", ")"), ("[", "]")) or re.fullmatch(_LABEL, text) is not None


def _is_number_of_note(element: Element, before: str) -> bool:
    """Tell `old.<sup><a href="#n1">1</a></sup>` from `x<sup>2</sup>` and `1<sup>st</sup>`."""
    linked, unlinked, leads_away = _label(element.node)
    if linked.strip():
        is_number = re.fullmatch(_LABEL, linked.strip()) is not None
        beside = unlinked.strip()
        # `[citation needed]` leads away.
        return not beside.strip(" \t\n[](),;–-") and (is_number or not leads_away or beside == "[]")
    label, parent = unlinked.strip(), element.node.parent
    if parent is not None and parent.tag == "a" and leads_into_page(parent.attributes.get("href")):
        return True
    # What no link leads from may be a power, `f<sup>(2)</sup>` or `C<sup>*</sup>`, but not behind a full stop.
    return re.fullmatch(_LABEL, label) is not None and (before in _ENDS_BEFORE_NOTES or label[0] in "[†‡§¶‖")


def _label(node: LexborNode) -> tuple[str, str, bool]:
    """Give the text of a short element, in its links and beside them, and whether a link leads out of the page."""
    linked, unlinked, leads_away = "", "", False
    for child in islice(node.traverse(include_text=True), 1, LOOK_AT):
        if child.tag == "a":
            leads_away = leads_away or not leads_into_page(child.attributes.get("href"))
        if child.tag == "-text":
            text, parent = child.text_content or "", child.parent
            while parent is not None and parent.tag not in ("a", "sup", "body"):
                parent = parent.parent
            if parent is not None and parent.tag == "a":
                linked += text
            else:
                unlinked += text
    return linked, unlinked, leads_away


def _is_link_to_note(element: Element, before: str) -> bool:
    """Tell `[1]`, `↩`, `¶` and the like from a link that says something."""
    if not leads_into_page(element.attributes.get("href")):
        return False
    inside = islice(element.node.traverse(include_text=True), 1, LOOK_AT)
    label = "".join(node.text_content or "" for node in inside if node.tag == "-text").strip()
    if not label or len(label) > _LONGEST_LABEL:
        return False
    if not _WORD.search(label) or re.fullmatch(_BRACKETED, label):
        return True
    return before == "[" and " " not in label
