"""The only module that tells what a broken `<meta>` has let out into a page from what the page has itself."""

from __future__ import annotations

import html
import re
from collections import Counter

from msgspec.structs import replace

from pelican_share_nudge.addresses import split
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post, stands_in


def without_spilled(page: Page, post: Post) -> Page:
    """Leave out links, scripts and the like that are no part of the page but code that the post shows: a quote in it
    ended a `<meta>`, and what followed became elements. That the `<meta>` is broken is told, and mends them all."""
    if "&lt;" not in post.content and "<" not in post.excerpt:
        return page
    shown = (html.unescape(post.content), post.excerpt)
    times = Counter((*(link.href for link in page.links), *page.scripts))

    def is_there(text: str) -> bool:
        said = max(_times(text, one) for one in shown) if text else 0
        return not said or times[text] > _spilled(text, said, page) or stands_in(text, post.content)

    return replace(
        page,
        links=tuple(link for link in page.links if is_there(link.href)),
        sharing=tuple(link for link in page.sharing if is_there(link.href)),
        widgets=tuple(widget for widget in page.widgets if is_there(widget.text)),
        scripts=tuple(filter(is_there, page.scripts)),
        ctas=tuple(cta for cta in page.ctas if cta.own or is_there(cta.text_there)),
    )


def _times(text: str, shown: str) -> int:
    """Count a text in code; an address becomes a link only as the value of an attribute."""
    if text not in shown or "/" not in text:
        return shown.count(text)
    return len(re.findall(rf"=\s*[\"']?{re.escape(text)}", shown))


def _spilled(text: str, times: int, page: Page) -> int:
    """Tell how often a page has a text for no other reason, if each broken `<meta>` says it so many times: but for what
    stands right behind the quote, which became attributes."""
    host = split(text).host
    return sum(times - (bool(host) and host in broken.rest) for broken in page.broken_metas)
