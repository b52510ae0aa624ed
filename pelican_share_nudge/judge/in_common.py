"""The only module that tells what a theme does to its posts from what is in a post's own source."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from pelican_share_nudge.findings import LEVELS, Found, sentence
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post, stands_in

# What so many posts have in common is not theirs: it is said once for the site.
SHARED_BY = 0.9
SHARED_AT_LEAST = 3

Key = tuple[str, str]  # a rule and an anchor


class Noted(Struct, frozen=True):
    """What a rule found on a post, until all posts have been seen."""

    key: Key
    found: Found
    source: str
    file: str
    page: str
    own: bool

    @property
    def rule(self) -> str:
        return self.key[0]


def is_shared(count: int, *, of: int) -> bool:
    """Tell whether so many posts of those that were judged have something that it is the theme's, and not theirs."""
    return count >= max(SHARED_AT_LEAST, SHARED_BY * of)


def by_writer(
    results: Iterable[Found], page: Page, post: Post, hrefs: Mapping[str, int]
) -> Iterator[tuple[Found, bool]]:
    """Tell for each thing that was found whether it is the post's own; one that both have, post and theme, is two."""
    written = ""  # worked out once, and only where it matters
    for found in results:
        own = page.missing or _is_own(found, post, hrefs)
        yield found, own
        by_text = own and not page.missing and post.keys.isdisjoint(found.keys)
        times = hrefs.get(found.text, 0) if by_text else 0
        written = written or (html.unescape(post.content) if times else "")
        if times and 0 < written.count(found.text) < times:
            yield replace(found, of_theme=True), False


def _is_own(found: Found, post: Post, hrefs: Collection[str]) -> bool:
    """Tell whether the cause is in the post's own source: its front matter or its text."""
    if found.of_theme:
        return False
    if found.keys and not post.keys.isdisjoint(found.keys):
        return True
    return bool(found.text) and stands_in(found.text, post.content, hrefs)


def by_sentence(several: Iterable[Noted]) -> Iterable[list[Noted]]:
    """Part what begins with a sentence in other words, and not only of other values: it is another fault. What follows
    is how to mend it, which may differ from post to post."""
    alike: dict[tuple[str, ...], list[Noted]] = {}
    for noted in several:
        message = noted.found.message
        names = tuple(name for name in (noted.source, noted.page) if name in message)
        alike.setdefault(_first_sentence(message, names), []).append(noted)
    return alike.values()


@lru_cache(maxsize=256)  # Most posts have the very same.
def _first_sentence(message: str, names: tuple[str, ...]) -> tuple[str, ...]:
    words = sentence(message, *names).words
    for place, part in enumerate(words):
        if ". " in part:
            return (*words[:place], part.partition(". ")[0])
    return words


def first_to_show(several: list[Noted]) -> Noted:
    """Choose the finding that speaks for several: of the worst level, and with the message that most of them have."""
    worst = min(_rank(noted) for noted in several)
    bad = [noted for noted in several if _rank(noted) == worst]
    message = Counter(noted.found.message for noted in bad).most_common(1)[0][0]
    return next(noted for noted in bad if noted.found.message == message)


def _rank(noted: Noted) -> int:
    return LEVELS.index(noted.found.level or LEVELS[0])
