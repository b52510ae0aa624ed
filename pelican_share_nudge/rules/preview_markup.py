"""A title or description that shows markup to friends: `<em>` or `&quot;` in what they read.

Why: a preview is plain text. The friend reads tags and entities between the words, and takes the page for broken.
Bad: `<meta property="og:title" content="Bread in &lt;em&gt;three&lt;/em&gt; steps">`, `content="R&amp;amp;D"`
Good: `<meta property="og:title" content="Bread in three steps">`, `content="R&amp;D"`
Mend: in the theme, `{{ article.title|striptags|escape }}`: first the tags go, then what is left is escaped, once. What
the post itself says of tags and entities is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._preview import DESCRIPTIONS
from pelican_share_nudge.rules.kit import Found, shown
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.text import plain_text

LEVEL = "warning"
SECTION = "preview"

_TITLE = "<title>"
_TITLES = ("og:title", "twitter:title", _TITLE)
_ELEMENTS = (
    "a|abbr|b|bdi|big|blockquote|br|center|cite|code|dd|del|dfn|div|dl|dt|em|figure|font|h[1-6]|hr|i|img|ins|kbd|li|mark|"
    "ol|p|pre|q|ruby|s|samp|section|small|span|strike|strong|sub|sup|table|td|tr|tt|u|ul|var"
)
_MARKUP = (
    rf"(?i)</?(?:{_ELEMENTS})(?:\s[^<>]*|/)?(?:>|\Z)"
    r"|&(?:amp|quot|lt|gt|apos|nbsp|shy|hellip|[mn]dash|[lr][sd]quo|[lr]aquo|copy|[aou]uml|szlig|[ae]acute|[ae]grave|"
    r"#\d{2,6}|#x[0-9a-f]{2,5});"
)


class _Told(Struct, frozen=True):
    """What one property says."""

    name: str
    value: str


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    broken = frozenset(meta.name for meta in page.broken_metas)
    for what, names, own in (("title", _TITLES, "title"), ("description", DESCRIPTIONS, "summary")):
        told = (one for one in _suspects(page, names) if one.name not in broken)
        shows = [(one, left) for one in told if (left := _left_in(one.value, post))]
        if shows:
            named = " and ".join(f"`{one.name}`" for one, _ in shows)
            verb = "show" if len(shows) > 1 else "shows"
            yield Found(
                message=f"Its {named} {verb} friends `{shown(shows[0][1])}` among the words: a preview is plain text. "
                f"In the theme, write `{{{{ article.{own}|striptags|escape }}}}`.",
                anchor=what,
                text=shows[0][0].name,
            )


def _suspects(page: Page, names: Iterable[str]) -> Iterator[_Told]:
    for name in names:
        value = page.title if name == _TITLE else page.meta(name)
        if "<" in value or "&" in value:
            yield _Told(name, value)


def _left_in(value: str, post: Post) -> str:
    """Give the first piece of markup in a text; empty when there is none, or when the post speaks of it."""
    found = re.search(_MARKUP, value)
    if found is None or found[0] in post.title or found[0] in plain_text(post.content):
        return ""
    return found[0]
