"""The preview tags: what friends' programs read of a link that arrives, as far as the page does not say it already.

Open Graph (https://ogp.me), `twitter:card` and what goes with it, `fediverse:creator`, canonical and description.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pelican_share_nudge.addresses import is_web_address
from pelican_share_nudge.decision import Around, Decision, Slot
from pelican_share_nudge.locales import open_graph_locale
from pelican_share_nudge.page.head import Said
from pelican_share_nudge.post import Post, handle_of
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import Wishes
from pelican_share_nudge.tables.previews import IMAGES, PROPERTIES
from pelican_share_nudge.text import cut_at_sentence

SLOTS: tuple[Slot, ...] = ("head",)
ORDER = 1
CALLED = "preview tags"
WITHOUT = "friends see a link with what the theme alone says of it"

_NOT_ASKED_FOR = "SHARE_NUDGE_PREVIEW leaves it to the theme."
_NOTHING = "The page says all of it already."
_LONGEST_DESCRIPTION = 200  # X cuts at 200 (developer.x.com, cards), LinkedIn at about 300.
# From which on X is asked to show a picture large: it crops to 2:1, which leaves the middle of a square one
# (developer.x.com, summary card with large image).
_WIDTH_OF_LARGE = 300
_SHAPE_OF_LARGE = 1.3


class Tag(Struct, frozen=True):
    """One tag: a `<meta>` with a property or a name, or a `<link>`."""

    kind: Literal["property", "name", "link"]
    name: str
    value: str


class PreviewPicture(NamedTuple):
    """The picture of a preview.

    Attributes:
        address: absolute.
        width, height: in pixels; 0 where nobody knows.
        type: as `image/png`; empty where nobody knows.
        alt: what it shows; empty where nobody has said it.
    """

    address: str
    width: int = 0
    height: int = 0
    type: str = ""
    alt: str = ""

    @property
    def is_large(self) -> bool:
        return not self.width or (self.width >= _WIDTH_OF_LARGE and self.width >= _SHAPE_OF_LARGE * self.height)


class Preview(Struct, frozen=True):
    """What is written into the head.

    Attributes:
        asks_for_picture: the page names none; which one there is, is found later.
        lacks: which properties of a picture may be written.
    """

    tags: tuple[Tag, ...]
    asks_for_picture: bool = False
    lacks: frozenset[str] = frozenset()

    def kinds(self) -> tuple[str, ...]:
        return tuple([tag.name for tag in self.tags])

    def hollow(self, hole: str) -> Preview:
        return Preview(tuple(replace(tag, value=hole) for tag in self.tags))

    def values(self) -> tuple[str, ...]:
        return tuple([tag.value for tag in self.tags])

    def with_picture(self, picture: PreviewPicture | None) -> Preview:
        """Add the picture that was found, and how large networks may show it."""
        tags = [] if picture is None else [_tag(name, value) for name, value in _of_picture(picture) if value]
        card = "summary_large_image" if picture and picture.is_large else "summary"
        found = (*(tag for tag in (*tags, _tag("twitter:card", card)) if tag.name in self.lacks), *self.tags)
        return replace(self, tags=_in_order(found), asks_for_picture=False)


def decide(post: Post, wishes: Wishes, config: Config, around: Around) -> Decision[Preview]:
    if post.kind not in config.preview:
        return Decision(None, _NOT_ASKED_FOR)
    in_page = _said(around.head)
    there = in_page | {*config.preview_without}
    tags = [_tag(name, value) for name, value in _said_of(post, config, around) if value and name not in there]
    asks = there.isdisjoint(IMAGES)
    lacks = frozenset(name for name in PROPERTIES if name not in there and (asks or not name.startswith("og:image")))
    preview = Preview(tuple(tags), asks, lacks)
    if not asks and "twitter:card" in lacks:
        card = "summary" if in_page.isdisjoint(IMAGES) else "summary_large_image"
        preview = replace(preview, tags=_in_order((_tag("twitter:card", card), *tags)))
    return Decision(preview) if preview.tags or asks else Decision(None, _NOTHING)


def _said(head: Said | None) -> set[str]:
    """List what a page says of itself. What a quote cut off is said, too: a rule tells of it."""
    if head is None:
        return set()
    said = {name for name, values in head.metas.items() if any(values)}
    return said | head.broken | ({"canonical"} if head.canonical else set())


def _said_of(post: Post, config: Config, around: Around) -> Iterator[tuple[str, str]]:
    """List all that can be said of a post, in order; empty where it cannot."""
    address = post.address if is_web_address(post.address) else ""
    description = cut_at_sentence(post.description, _LONGEST_DESCRIPTION, language=post.language)
    yield "og:title", post.title
    yield "og:description", description
    yield "og:url", address
    yield "og:type", "article" if post.kind == "articles" else "website"
    yield "og:site_name", around.site_name
    yield "og:locale", open_graph_locale(post.language)
    for other in _alternates(post) if post.translations else ():
        yield "og:locale:alternate", other
    if post.kind == "articles" and _is_article(around.head):
        yield from _of_article(post)
    yield "twitter:site", _account(config.handles.get("x", ""))
    yield "twitter:creator", _account(post.handles.get("x", ""))
    yield "fediverse:creator", _account(handle_of(post, config, "mastodon"))
    yield "description", description
    yield "author", ", ".join(post.authors)
    yield "canonical", address


def _tag(name: str, value: str) -> Tag:
    return Tag(PROPERTIES[name], name, value)


def _of_article(post: Post) -> Iterator[tuple[str, str]]:
    yield "article:published_time", post.published
    yield "article:modified_time", post.modified
    yield "article:section", post.category
    yield from (("article:tag", tag) for tag in post.tags)
    yield from (("article:author", address) for address in post.author_addresses if is_web_address(address))


def _is_article(head: Said | None) -> bool:
    """Tell whether the theme lets a page count as an article: others have no `article:…`."""
    kinds = head.metas.get("og:type", ()) if head else ()
    return not any(kinds) or "article" in kinds


def _alternates(post: Post) -> Iterable[str]:
    own = open_graph_locale(post.language)
    return dict.fromkeys(other for other in map(open_graph_locale, post.translations) if other and other != own)


def _account(handle: str) -> str:
    return f"@{handle.lstrip('@')}" if handle.strip("@ ") else ""


def _of_picture(picture: PreviewPicture) -> Iterator[tuple[str, str]]:
    yield "og:image", picture.address
    if picture.width and picture.height:
        yield "og:image:width", str(picture.width)
        yield "og:image:height", str(picture.height)
    yield "og:image:type", picture.type
    yield "og:image:alt", picture.alt


def _in_order(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    return tuple(sorted(tags, key=lambda tag: _ORDER[tag.name]))


_ORDER = {name: at for at, name in enumerate(PROPERTIES)}
