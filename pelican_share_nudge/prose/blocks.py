"""The only module that reads an authored text block by block, without what is not said and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from selectolax.lexbor import LexborNode

from pelican_share_nudge.prose.beside import is_around
from pelican_share_nudge.prose.element import BLOCKS, Element, element_of, parse_fragment
from pelican_share_nudge.prose.unsaid import is_not_said

# Stands for what was left out of a line. No parsed text has it: a parser drops it.
_GAP = "\x00"
_CLOSES = tuple(".,;:!?…)]}”’،؛؟、。，；：！？）」』】।")
_EMOJI = re.compile("emoji|smiley", re.IGNORECASE)
_LIST_OF_GAPS = frozenset(",;–-")
Step = Literal["in", "out", "past"]


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


def running(content: str) -> Iterator[Block]:
    """Read the running text: nothing hidden, no notes, and nothing that stands around it, such as headings, captions,
    titles of boxes, contents, code and tables."""
    return _blocks(content, lambda element, before: is_not_said(element, before) or is_around(element))


def shown(fragment: str) -> Iterator[Block]:
    """Read all that is shown of a title or a summary, but for notes and what was deleted."""
    return _blocks(fragment, is_not_said)


def _blocks(fragment: str, is_left_out: Callable[[Element, str], bool]) -> Iterator[Block]:
    line = _Line()

    def goes_into(node: LexborNode, name: str) -> bool:
        return name == "body" or not is_left_out(element_of(node, name), line.last)

    for node, name, step in steps(parse_fragment(fragment), goes_into):
        if name in BLOCKS:
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

    def go(self, name: str, step: Step) -> None:
        if step == "in":
            self._around.append(name)
        elif step == "out":
            self._around.pop()
        if name == "blockquote":
            self._quotes += {"in": 1, "out": -1, "past": 0}[step]


def steps(body: LexborNode, goes_into: Callable[[LexborNode, str], bool]) -> Iterator[tuple[LexborNode, str, Step]]:
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


def _shown_at(node: LexborNode, name: str, step: Step) -> Iterator[str]:
    """Say what an element shows beside its text, and where one was left out."""
    if name == "br":
        yield "\n"
    elif name == "q" and step != "past":
        yield "“" if step == "in" else "”"
    elif name == "img" and step == "in" and _EMOJI.search(node.attributes.get("class") or ""):
        yield node.attributes.get("alt") or ""
    elif step == "past" and name != "-comment":
        yield _GAP


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
