"""A page that does not say what the post is about, or says it with an opening that breaks off.

Why: the friend decides by two lines under the title whether to open the link. Without them there is a title and no
reason; with the first fifty words cut off somewhere there is half a sentence, so this is only worth knowing.
Bad: no `description` at all; `<meta name="description" content="Last week I was in Lisbon and while we were…">`
Good: `<meta property="og:description" content="Three steps, one bowl, no kneading.">`
Mend: write `Summary: Three steps, one bowl, no kneading.` in the front matter, and have the theme print it:
`<meta property="og:description" content="{{ article.summary|striptags|escape }}">`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._preview import DESCRIPTIONS, is_filled_in
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.text import plain_text, running_text

LEVEL = "warning"
SECTION = "preview"

_THEME_PRINTS = "one sentence: that is what this theme prints."
_ENDS_OF_SENTENCES = tuple(".!?。！？؟।\"'”’»)）」』")
_CUTS = ("…", "...", "[…]", "[...]")  # as Pelican, Jinja and other blogs mark a cut
_SHORTEST = 30
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MORE_THAN_TAGS = re.compile(r"<(?:[^a-zA-Z/]|script|style|template)|<(?![^<>]*>)", re.IGNORECASE)
_READ_AT_LEAST = (300, 2_000)  # characters of content; openings have few tags


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    description = page.meta(*DESCRIPTIONS)
    if not description:
        yield _found(_missing(post, site))
    elif not post.summarised and _breaks_off(description) and _is_opening(description, post.content):
        yield Found(
            message="Its description is the post's opening, cut off in the middle of a sentence: that is what a friend "
            "reads under the title. Write `Summary:` in the front matter, one sentence that makes people open it.",
            anchor="summary",
            keys=("summary",),
            level="info",
        )


_WRITE_ONE = "Write `Summary:` in the front matter."


@lru_cache(maxsize=8)  # Most posts need the same.
def _found(message: str) -> Found:
    by_theme = "" if message.endswith((_THEME_PRINTS, _WRITE_ONE)) else "article.html"
    return Found(message=message, anchor="og:description", template=by_theme)


def _missing(post: Post, site: Site) -> str:
    start = "Its page has no description, so a friend sees a title and no reason to open it. "
    if is_filled_in("og:description", post, site):
        return start + _WRITE_ONE
    printed = site.prints.names("og:description", "description")
    if "description" in printed and "summary" not in printed and "description" not in post.keys:
        return start + "Write `Description:` in the front matter, " + _THEME_PRINTS
    if "summary" in printed and not post.summarised:
        return start + "Write `Summary:` in the front matter, " + _THEME_PRINTS
    if post.summarised:
        return start + "The post has a summary: have the theme print it as `og:description`."
    return start + "Write `Summary:` in the front matter; the theme must print it as `og:description`."


def _breaks_off(description: str) -> bool:
    cut = next((cut for cut in _CUTS if description.endswith(cut)), "")
    return len(description) >= _SHORTEST and not description.removesuffix(cut).rstrip().endswith(_ENDS_OF_SENTENCES)


def _is_opening(description: str, content: str) -> bool:
    """Compare without blanks: with the tags, themes lose those between paragraphs."""
    start = _squeezed(description).rstrip(".…[]")
    parts = [content[: most + 2 * len(description)] for most in _READ_AT_LEAST]
    return any(_begins(_text(part), start) for part in parts) or _begins(
        "".join(block.text for block in running_text(parts[-1])), start
    )


def _begins(text: str, start: str) -> bool:
    opening = _squeezed(text)
    return opening.startswith(start) and len(opening) > len(start)


def _text(fragment: str) -> str:
    """Take off the tags; only where that could be wrong, as a parser does, which takes five times as long."""
    if fragment.rfind("<") > fragment.rfind(">"):
        fragment = fragment[: fragment.rfind("<")]
    if _MORE_THAN_TAGS.search(fragment):
        return plain_text(fragment)
    return unescape(_TAG.sub("", fragment))


def _squeezed(text: str) -> str:
    return "".join(text.split())
