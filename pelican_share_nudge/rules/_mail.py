"""What the rules about mail links have in common: with which of them readers forward this very post."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pelican_share_nudge.locales import words_of_all
from pelican_share_nudge.page.facts import Link, Mail, Page
from pelican_share_nudge.post import Post

ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def forwards(page: Page, post: Post) -> Iterator[tuple[Link, Mail]]:
    """List the e-mail forwards of this very post, whatever is wrong with them."""
    for link in page.sharing:
        if link.mail is not None and not link.aside and is_forward(link, link.mail, post):
            yield link, link.mail


def is_forward(link: Link, mail: Mail, post: Post) -> bool:
    """Tell a forward from a link to the author whose recipient is not filled in: it carries an address or the title,
    or says that it is for a friend."""
    if mail.recipients or not mail.query.strip():
        return False
    said = f"{mail.subject or ''} {mail.body or ''}"
    if is_escaped_twice(mail) or ADDRESS.search(said):
        return True
    if is_for_replies(link, mail, post):
        return False
    title = post.title
    names_it = bool(title) and title in said
    is_filled = names_it or bool((mail.body or "").strip())
    return is_filled or _to_friend().search(f"{link.name} {mail.subject or ''}") is not None


def is_escaped_twice(mail: Mail) -> bool:
    return "amp;" in mail.query and any(part.lower().startswith("amp;") for part in mail.query.split("&"))


def is_for_replies(link: Link, mail: Mail, post: Post) -> bool:
    """Read what the link and its mail say, without the title, which may speak of anything."""
    title = post.title
    body = ADDRESS.sub(" ", mail.body or "")
    words = (link.name, mail.subject or "", body)
    return any(_to_author().search(text.replace(title, " ") if title else text) for text in words)


@cache
def _to_author() -> re.Pattern[str]:
    """With these words, readers write to the author: a mail that says of which post it speaks is right then."""
    prefixes = _any_of(words_of_all("reply_prefixes"))
    return re.compile(rf"^\s*(?:{prefixes})\s*[:：]|{_any_of(words_of_all('to_author'))}|@", re.IGNORECASE)


@cache
def _to_friend() -> re.Pattern[str]:
    """A link says one of these words with which readers write to a friend."""
    return re.compile(_any_of(words_of_all("to_friend")), re.IGNORECASE)


def _any_of(parts: Iterable[str]) -> str:
    return "|".join(map(_as_pattern, sorted(parts)))


def _as_pattern(part: str) -> str:
    """Read a part of a word; a blank at an end of it is the end of the word."""
    begins, ends = (r"\b" if blank.isspace() else "" for blank in (part[0], part[-1]))
    return f"{begins}{re.escape(part.strip())}{ends}"
