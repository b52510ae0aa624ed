"""A share link that is encoded or escaped twice: `&amp;amp;url=`, `%2520` for a blank, `https%253A`.

Why: the network decodes it once. The friend reads `%20` between the words, or gets no address at all.
Bad: `<a href="https://x.com/intent/tweet?text=Bread%2520and%2520salt&amp;url=https%253A%252F%252Fblog.example%252F">`
Good: `<a href="https://x.com/intent/tweet?text=Bread%20and%20salt&amp;url=https%3A%2F%2Fblog.example%2F">`
Mend: take one `|urlencode` or one `|e` out of the theme's template; in Markdown, write `&` in an address
and not `&amp;`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from msgspec import Struct

from pelican_share_nudge.addresses import is_web_address, same_page
from pelican_share_nudge.page.facts import Page, Shared
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import ESCAPED_TWICE, by_writer, living_links
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "links"
NEEDS = ("page.sharing", "page.widgets")

_ENCODED_START = re.compile(r"(?:^|\s)https?%3a(?:%2f|/){2}", re.IGNORECASE)
_BLANK_BETWEEN_WORDS = re.compile(r"\w%20\w")
_BLANK = re.compile(r"\s")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    said: set[tuple[str, bool]] = set()
    for link, shared in living_links(page):
        twice = None if link.own else _escaped(link.href) or _encoded(shared, post)
        if twice is not None and (which := by_writer(shared.network, link, page, post)) not in said:
            said.add(which)
            yield Found(
                message=f"Its {shared.label} link is encoded twice: friends get {twice.what}. Encode it once: in a "
                "theme, take one `|urlencode` or one `|e` out; in a text, write `&` and `%20`.",
                anchor=f"{shared.network}: {twice.kind}",
                text=link.href,
            )


class _Twice(Struct, frozen=True):
    """What is encoded twice, and what friends get of it."""

    kind: str
    what: str


def _escaped(href: str) -> _Twice | None:
    found = ESCAPED_TWICE.search(href)
    return _Twice("escaped", f"less than it holds, for `{found[0]}` cuts it") if found else None


def _encoded(shared: Shared, post: Post) -> _Twice | None:
    """Say what of the encoding is left when the network has decoded; a percent sign of the title's own is right."""
    address, text = shared.address, shared.text
    if "%" not in address and "%" not in text:
        return None
    if _ENCODED_START.match(address) or (not address and _ENCODED_START.search(text)):
        return _Twice("address", "an address that begins with `https%3A`")
    if is_web_address(address) and _is_this_once_more(address, post):
        return _Twice("target", f"the address `{address}`")
    title = post.title
    if "%20" in text and not _BLANK.search(text) and "%20" not in title and _BLANK_BETWEEN_WORDS.search(text):
        return _Twice("blanks", "`%20` between the words")
    if "%" in text and title not in text and title in unquote(text):
        return _Twice("title", "`%` and digits in the title")
    return None


def _is_this_once_more(address: str, post: Post) -> bool:
    """Tell whether an address leads to this post only when it is decoded once more."""
    own = tuple(filter(None, (post.address, post.own_address)))
    if any(same_page(address, known) for known in own):
        return False
    return any(same_page(unquote(address), known) for known in own)
