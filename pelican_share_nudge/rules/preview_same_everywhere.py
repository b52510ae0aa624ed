"""Nine posts in ten show friends the same title, description or picture: every link looks alike.

Why: a friend who got one link takes the next for the same, and learns of none what it is about.
Bad: `<meta property="og:title" content="{{ SITENAME }}">`, `<meta name="description" content="{{ SITESUBTITLE }}">`
Good: `<meta property="og:title" content="{{ article.title|striptags|escape }}">`
Mend: have the theme print what each post has itself; the blog's own only on its other pages. One card for all posts is
better than none, so of a picture this is said only if it is a logo, or if posts have pictures of their own.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pelican_share_nudge.findings import Level
from pelican_share_nudge.page.facts import OG_IMAGES, TWITTER_IMAGES, Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules import preview_image_unusable
from pelican_share_nudge.rules._preview import DESCRIPTIONS
from pelican_share_nudge.rules.kit import Found, shown
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.text import clean, plain_text

LEVEL = "warning"
SECTION = "preview"

_SHOWN = (("og:title",), DESCRIPTIONS, (*OG_IMAGES, *TWITTER_IMAGES))

FEWEST_POSTS = 5
SHARE = 0.9


class _Seen(NamedTuple):
    """What a friend sees of one post, empty where there is nothing; whether the post has another picture; and what the
    theme has in the tags in which all that stands."""

    title: str
    description: str
    picture: str
    has_own: bool
    tags: tuple[str, str, str]


_TEXTS = {
    "title": "In the theme, print each post's own: `{{ article.title|striptags|escape }}`.",
    "description": "In the theme, print each post's own: `{{ article.summary|striptags|escape }}`.",
}
# What a picture is called that was not made to be a card.
_NO_CARD = re.compile(
    r"(?:^|[\W_])(?:site)?(?:logo|avatar|gravatar|favicon|icon|profile|placeholder)(?:[\W_\d]|$)", re.I
)


def gather(page: Page, post: Post, site: Site) -> _Seen:
    # The cut ones are preview-description-broken's.
    broken = frozenset(meta.name for meta in page.broken_metas)
    (titled, title), (described, description), (pictured, picture) = (_first(names, page) for names in _SHOWN)
    title = "" if "og:title" in broken else title or page.title
    description = "" if broken.intersection(DESCRIPTIONS) else description
    if picture and not preview_image_unusable.is_shown(pictured, picture, page, site):
        picture = ""  # Friends see none.
    card = (site.path_of(picture, page=page.path) or picture) if picture else ""  # the same in every spelling
    has_own = bool(post.picture) and posixpath.basename(post.picture) != posixpath.basename(picture)
    tags = (titled or "<title", described, pictured)
    return _Seen(_unless_own(title, post.title), _unless_own(description, post.excerpt), card, has_own, tags)


def _first(names: Sequence[str], page: Page) -> tuple[str, str]:
    """Give the first of these properties that says anything, and what."""
    return next(((name, value) for name in names if (value := page.meta(name))), ("", ""))


def _unless_own(said: str, own: str) -> str:
    """Give what is not made of the post's own words: if those are alike, no theme can tell the posts apart."""
    if not said or (own and own in said and not own.isspace()):
        return ""
    said, own = clean(said), clean(own)
    return "" if own and (own in said or said.rstrip(" .…") in own) else said


def compare(gathered: Mapping[str, _Seen], site: Site) -> Iterator[tuple[str, Found]]:
    seen = [*gathered.values()]
    for at, (name, mend) in enumerate(_TEXTS.items()):
        value, count = _most_common([str(one[at]) for one in seen])
        if value:
            tag = next(one.tags[at] for one in seen if one[at] == value)
            yield "", _found(name, f"“{shown(value)}”", count, len(seen), mend, tag, _settings(value, site))
    picture, count = _most_common([one.picture for one in seen])
    with_own = sum(one.has_own for one in seen if one.picture == picture)
    if picture and (with_own >= FEWEST_POSTS or _NO_CARD.search(posixpath.basename(picture))):
        have = "1 of them has one of its own" if with_own == 1 else f"{with_own} of them have one of their own"
        mend = f"{have}: have the theme print it." if with_own else _GIVE_PICTURES
        tag = next(one.tags[2] for one in seen if one.picture == picture)
        near = _settings(picture, site)
        yield "", _found("picture", f"`{shown(picture)}`", count, len(seen), mend, tag, near, level="info")


_GIVE_PICTURES = "Give posts pictures of their own, or offer one that was made to be a card, 1200×630."


def _most_common(values: Sequence[str]) -> tuple[str, int]:
    """Give what nearly all posts have; empty when they differ, or are few."""
    said = Counter(filter(None, values)).most_common(1)
    value, count = said[0] if said else ("", 0)
    return (value, count) if count >= max(FEWEST_POSTS, SHARE * len(values)) else ("", 0)


def _settings(value: str, site: Site) -> tuple[str, ...]:
    """Name the settings from which the theme may have most of it."""
    texts = {name: clean(plain_text(text)) for name, text in site.texts.items()}
    return tuple(name for name, text in texts.items() if text in value and len(text) * 2 >= len(value))


def _found(
    name: str,
    value: str,
    count: int,
    posts: int,
    mend: str,
    tag: str,
    near: tuple[str, ...],
    level: Level | None = None,
) -> Found:
    return Found(
        message=f"{count} of {posts} posts show friends the same {name}, {value}: every link looks alike. {mend}",
        anchor=name,
        keys=("THEME",),
        text=tag,
        near=near,
        level=level,
    )
