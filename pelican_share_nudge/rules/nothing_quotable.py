"""A text without one sentence or quotation that stands by itself and fits into a post on a network.

Why: who recommends a text quotes one sentence of it. Where each needs its neighbours, or is as long as a paragraph,
they have to write one of their own, and most do not.
Bad: sentences of sixty words, half of them in brackets; or only “Then this.”, “And that.”
Good: “A sourdough forgives everything except a closed window.”
Mend: say the one thing that people should remember in one sentence of 40 to 280 characters, perhaps as a block quote.
What is marked as quotable (`{: .quotable }` in Markdown, `.. class:: quotable` in reStructuredText) counts as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pelican_share_nudge.lengths import length
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.prose.marked import marks_in
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.text import running_text, sentences

LEVEL = "off"
SECTION = "content"

FEWEST, MOST = 40, 280  # in the counting of X, where a Chinese character is two
_FEWEST_TO_JUDGE = 300  # characters of text: a photo with two lines under it need not be quotable
_READ_AT_MOST = 400_000
_END = r"""[.!?…؟۔。！？।॥]["'”’»)\]」』）]*$"""
_QUOTATION = "“([^“”]+)”"  # what running text makes of `<q>`, too


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    if marks_in(post.content).marks:
        return
    length_read, has_end = 0, False
    for block in running_text(post.content[:_READ_AT_MOST]):
        if (block.is_quoted and _fits(block.text)) or any(map(_fits, re.findall(_QUOTATION, block.text))):
            return
        for sentence in sentences(block.text, post.language):
            if _stands_alone(sentence):
                return
            has_end = has_end or re.search(_END, sentence) is not None
        length_read += len(block.text)
    # Thai and others have no marks at the end of a sentence: there is no telling.
    if length_read >= _FEWEST_TO_JUDGE and has_end:
        yield Found(
            message="It has no sentence of 40 to 280 characters that stands by itself, so whoever recommends it has "
            "nothing to quote. Say the one thing to remember in one such sentence, and mark it: `{: .quotable }` "
            "behind it in Markdown, `.. class:: quotable` before it in reStructuredText.",
        )


def _stands_alone(sentence: str) -> bool:
    return not sentence[:1].islower() and bool(re.search(_END, sentence)) and _fits(sentence)


def _fits(text: str) -> bool:
    return FEWEST <= length(text, "weighted") <= MOST
