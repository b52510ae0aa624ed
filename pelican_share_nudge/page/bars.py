"""The only module that finds a share bar by what it is called, and what copies the address."""

from __future__ import annotations

from itertools import islice

from selectolax.lexbor import LexborNode

from pelican_share_nudge.page.tree import Tree, called

# What people call a share bar.
_NAMES = frozenset(
    "share shares sharing share-bar share-buttons share-links share-post post-share post-sharing social-share "
    "social-sharing social-buttons sharing-buttons entry-share article-share share-icons sharedaddy sharebar "
    "share-article share_buttons".split()
)
_CALLED = "[class*=shar], [id*=shar], [class*=social]"
_COPY_NAMES = frozenset("copy-link copy-url copylink copy-link-button share-copy copy-permalink".split())
# How much of a bar is looked at; what holds more is not what a theme leaves empty.
_LOOK_AT = 40
_FILLERS = frozenset(("a", "button", "form", "iframe", "img", "svg", "script"))


def empty_bar_in(tree: Tree) -> str:
    """Give the class or id of the first element that is called a share bar and holds nothing; empty without one."""
    if _NAMES.isdisjoint(tree.names):
        return ""
    for node in tree.document.css(_CALLED):
        name = called(node, _NAMES)
        if name and tree.speaks_for_the_post(node) and _is_empty(node):
            return name
    return ""


def _is_empty(node: LexborNode) -> bool:
    """Tell whether a bar holds neither words nor anything that may show or fill it; only if that is certain."""
    inside = list(islice(node.traverse(include_text=True), _LOOK_AT + 1))[1:]
    return len(inside) < _LOOK_AT and not any(
        child.tag in _FILLERS or (child.tag == "-text" and child.text(deep=False).strip()) for child in inside
    )


def copies(tree: Tree) -> bool:
    """Tell whether a button or link of the page copies its address."""
    text, document = tree.text if tree.has_data else "", tree.document
    if 'data-passalong="copy"' in text and document.css_first('[data-passalong="copy"]') is not None:
        return True
    if "data-clipboard-text" not in text and _COPY_NAMES.isdisjoint(tree.names):
        return False
    nodes = document.css("[data-clipboard-text], [class*=copy]")
    return any(
        "http" in (node.attributes.get("data-clipboard-text") or "") or bool(called(node, _COPY_NAMES))
        for node in nodes
    )
