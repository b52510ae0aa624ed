"""A share link or e-mail forward without a name, such as an icon and nothing else.

Why: a screen reader says “link” and spells out an address; readers who do not see the icon never learn what it is for.
Bad: `<a href="https://x.com/intent/tweet?url=…"><i class="fa fa-twitter"></i></a>`
Good: `<a href="https://x.com/intent/tweet?url=…" aria-label="Share on X"><i class="fa fa-twitter"></i></a>`
Mend: write the words into the link, or as `aria-label`; give a picture an `alt`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._mail import is_forward
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "links"
NEEDS = ("page.sharing", "page.widgets")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for link in page.sharing:
        if link.name or link.hidden or link.aside or (link.shared is None and link.mail is None):
            continue
        if link.shared is not None and link.shared.form != "dead":
            network, what, words = link.shared.network, f"{link.shared.label} link", f"Share on {link.shared.label}"
        elif link.mail is not None and is_forward(link, link.mail, post):
            network, what, words = "email", "e-mail forward", "Forward by e-mail"
        else:
            continue
        yield Found(
            message=f"Its {what} has no name, only a picture: who does not see it does not know what it does. "
            f"Write `{words}` into the link, or as its `aria-label`.",
            anchor=network,
            text=link.href,
        )
