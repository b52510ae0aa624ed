"""A call to action with a placeholder left in: `{{ … }}`, `{slug}`, `{filename}`, TODO, Lorem ipsum.

Why: readers see that nobody looked, at the very place where they are asked for something.
Bad: `<div class="call-to-action">Liked {title}? <a href="{filename}/letter.md">Get the next letter</a></div>`
Good: `<div class="call-to-action">Liked it? <a href="/letter/">Get the next letter</a></div>`
Mend: write what belongs there. SHARE_NUDGE_CTAS take `{title}`, and `{next}` in a `read-next`; in a theme, and in
the front matter, nothing is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote

from msgspec.structs import replace

from pelican_share_nudge.locales import words_of_all
from pelican_share_nudge.page.facts import FoundCta, Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._calls import SETTING, counted, ctas_of_others, ctas_of_settings, is_sentence
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "links"
NEEDS = ("page.ctas",)

_PLACEHOLDER = re.compile(
    r"\{\{[^{}]{0,60}(?:\}\})?|\{%[^{}]{0,60}%\}"
    r"|[{|](?:filename|static|attach|author|category|tag|index)[}|]"
    r"|\{(?:slug|title|next|url|link|name|lang|date|siteurl|sitename|SITEURL|SITENAME|network)\}"
)
_TODO = re.compile(r"\b(?:TODO|FIXME)\b(?![\s-]*(?i:lists?|apps?|items?|manager)\b|\.\w)")
_LOREM = re.compile(r"\blorem ipsum\b", re.IGNORECASE)
_CODE = r"(?i)<(?:code|pre|kbd|samp)\b[^<>]*>[^<]*[{|]"


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for cta in ctas_of_others(page, post):
        left = _left_in(cta, post)
        if left and not _shows_code(cta, post):
            yield Found(
                message=f"A call to action has `{left}` left in: readers see it as it is. Write what belongs there.",
                anchor=left,
                keys=("nudge_cta",) if is_sentence(cta, post) else (),
                text=left,
            )


def gather(page: Page, post: Post, site: Site) -> tuple[str, ...] | None:
    found = (_left_in(_without_title(cta, post), post) for cta in ctas_of_settings(page, post))
    return tuple(dict.fromkeys(left for left in found if left)) or None


def compare(gathered: Mapping[str, tuple[str, ...]], site: Site) -> Iterator[tuple[str, Found]]:
    for left, posts in counted(gathered):
        yield (
            "",
            Found(
                message=f"A call to action has `{left}` left in, on {posts}: readers see it as it is. Write what "
                "belongs there; only `{title}` and `{site}` are filled in, and `{next}` of a `read-next`.",
                anchor=left,
                keys=SETTING,
            ),
        )


def _without_title(cta: FoundCta, post: Post) -> FoundCta:
    """Take out the post's title, which may stand in it and may speak of anything."""
    title = post.title
    if not title or not ("{" in title or "TODO" in title or "FIXME" in title or "orem" in title):
        return cta
    links = tuple(link._replace(href=unquote(link.href).replace(title, "")) for link in cta.links)
    return replace(cta, text=cta.text.replace(title, ""), links=links)


def _left_in(cta: FoundCta, post: Post) -> str:
    # What reads on says another post's title, which may speak of anything.
    texts: Iterable[str] = () if cta.kind == "read-next" else (cta.text,)
    hrefs = [unquote(link.href) for link in cta.links]
    for text in (*texts, *hrefs):
        for pattern in _patterns(text, post):
            if found := pattern.search(text):
                return found[0].strip()
    return ""


def _patterns(text: str, post: Post) -> Iterator[re.Pattern[str]]:
    """List what to look for in a text: hardly any holds even the letters."""
    if "{" in text or "|" in text:
        yield _PLACEHOLDER
    if "orem" in text or "OREM" in text:
        yield _LOREM
    if ("TODO" in text or "FIXME" in text) and not _speaks_of_todo(post.language):
        yield _TODO


def _speaks_of_todo(language: str) -> bool:
    """Tell whether TODO is a word: everything."""
    return language.lower().replace("_", "-").partition("-")[0] in words_of_all("todo_is_a_word_in")


def _shows_code(cta: FoundCta, post: Post) -> bool:
    """Tell whether a box in the author's text may be one that shows code."""
    return not cta.own and cta.text_there in post.content and _has_code(post.content)


@lru_cache(maxsize=4)
def _has_code(content: str) -> bool:
    return re.search(_CODE, content) is not None
