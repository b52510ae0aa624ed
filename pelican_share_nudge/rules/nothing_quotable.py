"""A text without one sentence or quotation that stands by itself and fits into a post on a network.

Why: who recommends a text quotes one sentence of it. Where each needs its neighbours, or is as long as a paragraph,
they have to write one of their own, and most do not.
Bad: sentences of sixty words, half of them in brackets; or only “Then this.”, “And that.”
Good: “A sourdough forgives everything except a closed window.”
Mend: say the one thing that people should remember in one sentence of 40 to 280 characters, perhaps as a block quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pelican_share_nudge.findings import Found
from pelican_share_nudge.lengths import length
from pelican_share_nudge.page import Page
from pelican_share_nudge.post import Post, clean, sentences
from pelican_share_nudge.site import Site

LEVEL = "off"
SECTION = "content"

FEWEST, MOST = 40, 280  # in the counting of X, where a Chinese character is two
_FEWEST_TO_JUDGE = 300  # characters of text: a photo with two lines under it need not be quotable
_READ_AT_MOST = 400_000
_SHORTEST_BLOCK = 400  # It takes time to find that a block is empty, too.
_NO_PROSE = ["script", "style", "template", "svg", "pre", "table"]
_END = re.compile(r"""[.!?…؟。！？।]["'”’»)\]」』）]*$""")
_DANDA = re.compile("(?<=।)")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    body = _prose(post.content)
    if body is None or any(map(_fits, _texts(body, "blockquote, q"))) or any(map(_stands_alone, _said(body))):
        return
    # Thai and others have no marks at the end of a sentence: there is no telling.
    if len(clean(body.text())) >= _FEWEST_TO_JUDGE and any(_END.search(sentence) for sentence in _said(body)):
        yield Found(
            message="It has no sentence of 40 to 280 characters that stands by itself, so whoever recommends it has "
            "nothing to quote. Say the one thing to remember in one such sentence.",
        )


def _prose(content: str) -> LexborNode | None:
    tree = LexborHTMLParser(content[:_READ_AT_MOST])
    tree.strip_tags(_NO_PROSE)
    return tree.body


def _said(body: LexborNode) -> Iterator[str]:
    for text in _texts(body, "p, li, dd") if body.css_first("p, li, dd") else [clean(body.text())]:
        for part in _DANDA.split(text):
            yield from sentences(part)


def _texts(body: LexborNode, selector: str) -> Iterator[str]:
    """Read blocks of text. One that stands in another is read with both: at thousands of depths that must end."""
    left = 5 * _READ_AT_MOST
    for node in body.css(selector):
        text = clean(node.text())
        yield text
        left -= len(text) + _SHORTEST_BLOCK
        if left < 0:
            return


def _stands_alone(sentence: str) -> bool:
    return not sentence[:1].islower() and bool(_END.search(sentence)) and _fits(sentence)


def _fits(text: str) -> bool:
    return FEWEST <= length(text, "weighted") <= MOST
