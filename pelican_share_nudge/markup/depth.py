"""The only module that keeps markup from standing deeper than a browser lets it."""

from __future__ import annotations

import re
from collections import Counter

from pelican_share_nudge.markup.elements import Elements
from pelican_share_nudge.markup.names import CLOSED_BY_OTHERS, FORMATTING, RAW_TEXT
from pelican_share_nudge.markup.tokenizer import Markup, may_close_itself, read

# As deep as elements nest in Chromium and WebKit, and how many tags a parser reads in no time, however deep.
_DEEPEST = 512
_DEEPEST_FORMATTING = 32  # a parser opens them all anew in each paragraph
_FEW_TAGS = 5_000
_ANY_LEAF = re.compile(r"<([a-z][a-z0-9]*+)(?: [^<>]*+)?>[^<]*+</\1>")


def shallow(html: str) -> str:
    """Let no more elements be open at once than a browser does: what is deeper stands beside each other, as it does
    there. A parser looks at all that is open at many a tag, so its time would grow with the square of their number."""
    if len(html) <= 3 * _FEW_TAGS:  # `<p>`
        return html
    tags = html.count("<")
    if tags <= _FEW_TAGS or tags - 2 * html.count("</span>") <= _FEW_TAGS:  # Code is full of them, and not deep.
        return html
    if _ANY_LEAF.sub("", html).count("<") <= _FEW_TAGS:
        return html
    elements, depths, kept, end = Elements(), _Depths(), list[str](), 0
    for markup in read(html, elements=elements):
        tag = html[markup.start : markup.end]
        closes_itself = tag.endswith("/>") and may_close_itself(markup.name, elements.in_drawing)
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
        if not tag.name or tag.name in CLOSED_BY_OTHERS or tag.name in RAW_TEXT:
            return False
        if not tag.closing:
            is_too_deep = len(self._open) >= _DEEPEST or (
                tag.name in FORMATTING and self._formatting >= _DEEPEST_FORMATTING
            )
            (self._beside if is_too_deep else self._within)[tag.name] += 1
            if not is_too_deep:
                self._open.append(tag.name)
                self._formatting += tag.name in FORMATTING
            return is_too_deep
        if self._beside[tag.name]:
            self._beside[tag.name] -= 1
            return True
        while self._within[tag.name]:
            closed = self._open.pop()
            self._within[closed] -= 1
            self._formatting -= closed in FORMATTING
            if closed == tag.name:
                break
        return False
