"""The only module that decides what stands around the running text of an authored one: headings, captions, code."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from pelican_share_nudge.prose.element import BLOCKS, LOOK_AT, Element, leads_into_page

# `aside`: notes of MyST and of docutils' html5 writer are some, too.
_TAGS_AROUND = frozenset(
    "address aside caption details fieldset figcaption footer form h1 h2 h3 h4 h5 h6 hgroup legend listing nav "
    "plaintext pre search table xmp".split()
)
_CODE = frozenset("code kbd samp tt var".split())
_PICTURES = frozenset("img picture".split())
_ASIDES_OF_PICTURES = frozenset("em i small span br".split())
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


def is_around(element: Element) -> bool:
    """Tell whether an element stands beside the running text."""
    name, node = element.name, element.node
    if name in _TAGS_AROUND:
        return True
    if name == "figure":
        return node.css_first("blockquote") is None
    if element.attributes and name not in _CODE and _is_called_around(element):
        return True
    return name == "p" and _is_caption(node)


def _is_called_around(element: Element) -> bool:
    if element.value("role") in _ROLES_AROUND or element.value("id").lower() in _IDS_AROUND:
        return True
    is_block = element.name in BLOCKS
    for name in element.classes:
        if name in _CLASSES_AROUND or _CLASS_OF_CAPTIONS.fullmatch(name):
            return True
        if is_block and (_CLASS_OF_TITLES.fullmatch(name) or (name in _HOLDS_CODE and _holds(element.node, "pre"))):
            return True
        if is_block and name in ("contents", "figure") and _is_beside(element, name):
            return True
        if name in ("anchor", "permalink") and leads_into_page(element.attributes.get("href")):
            return True
    return False


def _is_beside(element: Element, name: str) -> bool:
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
    for _ in range(LOOK_AT):
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
