"""A call to action whose link leads nowhere: `href=""`, `#` or `javascript:`.

Why: the reader does what is asked for, and nothing happens.
Bad: `<div class="call-to-action"><a href="#">Get the next letter</a></div>`
Good: `<div class="call-to-action"><a href="/letter/">Get the next letter</a></div>`
Mend: write the address; for what only a script can do, use a `<button>`. A newsletter's form beside it is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pelican_share_nudge.locales import words_of_all
from pelican_share_nudge.page.facts import Link, Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._calls import tell
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "links"
NEEDS = ("page.ctas",)

_CLOSING_SIGNS = frozenset("×x✕✖✗")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for cta in page.ctas:
        if cta.asks:
            continue
        empty = [link for link in cta.links if _is_empty(link)]
        if not empty:
            continue
        other_works = len(empty) < len(cta.links)
        link = next((link for link in empty if not _may_be_meant(link, other_works)), None)
        if link is not None:
            named = f"“{link.name}”" if link.name else "without words"
            where = f"to `{link.href}`" if link.href else "without an address"
            yield Found(
                message=f"A call to action has a link {named} {where}, which leads nowhere: readers click, "
                "and nothing happens. Write the address of what they are to do.",
                anchor=cta.text_there or cta.kind,
                text=tell(cta, link),
            )


def _is_empty(link: Link) -> bool:
    return link.href in ("", "#") or link.href[:11].lower() == "javascript:"


def _may_be_meant(link: Link, other_works: bool) -> bool:
    """Tell whether it closes the box, and needs no address; a picture beside a link that works may do so, too."""
    return link.name.casefold() in _closing() or (not link.name and other_works)


@cache
def _closing() -> frozenset[str]:
    return _CLOSING_SIGNS.union(map(str.casefold, words_of_all("closing_links")))
