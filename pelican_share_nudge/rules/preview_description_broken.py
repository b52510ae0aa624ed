"""A description that ends at a quotation mark inside it, because the theme does not escape it.

Why: the friend reads the first half of a sentence; the rest became attributes that nobody sees. Pelican's own theme
notmyidea does this.
Bad: `<meta name="description" content="Why "done" is never done.">`
Good: `<meta name="description" content="Why &#34;done&#34; is never done.">`
Mend: have the theme escape it, `content="{{ article.summary|striptags|escape }}"`. Until then write curly quotation
marks (“ ”) in the summary; `&quot;` does not help, for `striptags` makes a plain quotation mark of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.findings import Found
from pelican_share_nudge.page import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._preview import DESCRIPTIONS
from pelican_share_nudge.site import Site

LEVEL = "error"
SECTION = "preview"
MUTES = ("preview-no-description",)

_WORDS = 4
_SHORTEST = 8  # What is shorter stands anywhere in a source.


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    broken = next((meta for meta in page.broken_metas if meta.name in DESCRIPTIONS), None)
    if broken is not None:
        words = broken.content.split()
        left = f"reads only “{' '.join(words)}”" if words else "reads nothing"
        yield Found(
            message=f"Its description ends at a quotation mark, so a friend {left}. Write “curly” quotation marks in "
            "the summary, or have the theme escape it: `{{ article.summary|striptags|escape }}`.",
            anchor="description",
            keys=("summary",),
            text=_tail(words),
        )


def _tail(words: list[str]) -> str:
    tail = " ".join(words[-_WORDS:])
    return tail if len(tail) >= _SHORTEST else ""
