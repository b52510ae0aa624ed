"""An e-mail forward that mail programs do not read as it was meant.

Why: the friend gets a mail with `+` between the words, in one long line, or without its text.
Bad: `<a href="mailto:?subject=Bread+and+salt&amp;amp;body=Read+this%0Ahttps://blog.example/bread.html">`
Good: `<a href="mailto:?subject=Bread%20and%20salt&amp;body=Read%20this%0D%0Ahttps%3A%2F%2Fblog.example%2Fbread.html">`
Mend: encode a blank as `%20` (`|urlencode` in a theme does), a line's end as `%0D%0A`, and give it both `subject` and
`body` (RFC 6068).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

from pelican_share_nudge.page.facts import Mail, Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import is_in_text
from pelican_share_nudge.rules._mail import forwards, is_escaped_twice
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "links"
NEEDS = ("page.sharing", "page.widgets")

_BARE_LINE_FEED = re.compile(r"(?<!%0D)%0A", re.IGNORECASE)
_PLUS_BETWEEN_WORDS = re.compile(r"\w[.,:;!?]?\+\w")
_BLANK = re.compile(r"%20|\s")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for link, mail in forwards(page, post):
        for kind, problem in _problems(mail, post, is_template=is_in_text(link.href, post)):
            yield Found(message=f"In its e-mail forward {problem}.", anchor=f"email: {kind}", text=link.href)


def _problems(mail: Mail, post: Post, *, is_template: bool) -> Iterator[tuple[str, str]]:
    """Say what is wrong, by its kind. A template for a mail that an author offers in the text may leave its subject
    open."""
    if is_escaped_twice(mail):
        yield (
            "escaped twice",
            "`&amp;` is escaped twice, and what stands behind it is lost: write `&` in a text, `&amp;` in a theme",
        )
    elif not is_template and (mail.subject is None or mail.body is None):
        missing = "subject" if mail.subject is None else "body"
        yield f"no {missing}", f"there is no `{missing}`, which the reader has to write then: add `&{missing}=…`"
    if _splits_title(mail.query, post):
        yield "title cut off", "the `&` in the title cuts it off: write `%26`, in a theme `|urlencode`"
    values = [part.partition("=")[2] for part in mail.query.split("&")]
    if any(_has_plus_for_blanks(value, post) for value in values):
        yield "plus for blanks", "`+` stands for blanks, and friends read it as a plus: write `%20`"
    if _BARE_LINE_FEED.search(mail.query):
        yield "line feed", "a line ends with `%0A` alone, which some mail programs leave out: write `%0D%0A`"


def _splits_title(query: str, post: Post) -> bool:
    """Tell whether a part of the title stands where the next field should begin: `subject=R&D&body=…`."""
    if "&" not in post.title:
        return False
    title, parts = post.title, query.split("&")
    return any(
        unquote(f"{before.partition('=')[2]}&{part}").strip() in title
        for before, part in pairwise(parts)
        if part and "=" in before
    )


def _has_plus_for_blanks(value: str, post: Post) -> bool:
    """Tell blanks from a plus of its own, as in C++ or 1+1: no other blank is there, and several words are."""
    if "+" not in value or _BLANK.search(value):
        return False
    title = post.title
    if " " in title and title in unquote(value.replace("+", " ")):
        return True
    return len(_PLUS_BETWEEN_WORDS.findall(value)) >= 2
