"""The only module that tells what of a page lies in the open, where readers see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pelican_share_nudge.markup.elements import Elements
from pelican_share_nudge.markup.names import HIDES, HTML_IN_DRAWINGS, RAW_TEXT
from pelican_share_nudge.markup.tokenizer import COMMENT, read

# What nearly every page is up to its content and on, told at once: tags as they are usually written, and nothing left
# open that hides. In drawings an element that is raw text elsewhere is the same if there is nothing but text in it.
# What is rare, such as `<xmp>`, is read exactly.
USUAL = r"""(?>(?:[ \t\n\r]++[a-zA-Z0-9_:@.-]++(?>(?:=(?:"[^"]*+"|'[^']*+'|[a-zA-Z0-9_.:#%-]++))?))*)[ \t\n\r]*+"""
RAW = (
    rf"<(?P<raw>iframe|script|style|textarea|title){USUAL}>(?>(?:[^<]++|<(?!!--|/(?P=raw)[\s/>]))*)"
    r"</(?P=raw)[ \t\n\r]*+>"
)
_TEXT_ONLY = rf"<(?P<text>title|style|script){USUAL}>[^<]*+</(?P=text)[ \t\n\r]*+>"


def _usual(but: Iterable[str], more: str) -> str:
    """Write the pattern of text, comments and tags without those of some elements."""
    tag = rf"<(?!/?(?:{'|'.join(sorted(but))})[\s/>])/?[a-z][a-z0-9:-]*+(?:>|{USUAL}/?>)"
    return rf"(?>(?:[^<]++|{tag}|{COMMENT}|{more}|<(?=[\s\d=&]))*)"


_HIDDEN = _usual(RAW_TEXT | HTML_IN_DRAWINGS | HIDES - {"option", "optgroup"}, _TEXT_ONLY)
_HIDING = rf"<(?P<hiding>noscript|select|svg){USUAL}>{_HIDDEN}</(?P=hiding)[ \t\n\r]*+>"
_IN_THE_OPEN = re.compile(
    _usual(RAW_TEXT | HIDES, f"{RAW}|{_HIDING}|<![dD][oO][cC][tT][yY][pP][eE][^>]*+>"), re.VERBOSE
)


def in_the_open(page: str, offsets: Sequence[int], *, start: int = 0) -> set[int]:
    """Tell which offsets, given in order, lie in what readers see: in no tag, comment or script, and in no element that
    hides its content, such as `<template>`.

    Args:
        start: an offset of which it is known that it does.
    """
    shown: set[int] = set()
    start = start if offsets and start <= offsets[0] else 0
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
