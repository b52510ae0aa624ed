"""The only module that says what each platform shows of a link, from what the written page says."""

from __future__ import annotations

from collections.abc import Sequence
from posixpath import splitext
from typing import Literal

from msgspec import Struct

from pelican_share_nudge.addresses import split
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.site.site import Picture, Site
from pelican_share_nudge.tables.platforms import KILOBYTE, PLATFORMS, Platform
from pelican_share_nudge.tables.previews import NOT_DRAWN
from pelican_share_nudge.text import clean

_TOO_LATE = "It reads only the first {read} KB of a page, and the tags end after {at} KB."


class Said(Struct, frozen=True):
    """A text, and what of it nobody sees any more."""

    shown: str = ""
    cut_off: str = ""


class Arrival(Struct, frozen=True, kw_only=True):
    """What a friend sees of a link on one platform.

    Attributes:
        picture: how it is shown.
        why: there is no picture, or only a small one; empty where it is large.
    """

    label: str
    source: str
    title: Said
    description: Said
    picture: Literal["large", "small", "none"]
    why: str = ""


def arrivals_of(page: Page, site: Site) -> tuple[Arrival, ...]:
    """Tell what each platform shows of a page."""
    return tuple(_arrival(platform, page, site) for platform in PLATFORMS)


def _arrival(platform: Platform, page: Page, site: Site) -> Arrival:
    if platform.reads is not None and page.preview_at > platform.reads:
        why = _TOO_LATE.format(read=platform.reads // 1000, at=page.preview_at // 1000)
        return Arrival(
            label=platform.label, source=platform.source, title=Said(), description=Said(), picture="none", why=why
        )
    picture, why = _picture(platform, page, site)
    return Arrival(
        label=platform.label,
        source=platform.source,
        title=_cut(_first(page, platform.titles), platform.title_length),
        description=_cut(_first(page, platform.descriptions), platform.description_length),
        picture=picture,
        why=why,
    )


def _first(page: Page, names: Sequence[str]) -> str:
    said = (page.title if name == "title" else page.meta(name) for name in names)
    return clean(next((text for text in said if text.strip()), ""))


def _cut(text: str, length: int | None) -> Said:
    return Said(text) if length is None else Said(text[:length], text[length:])


def _picture(platform: Platform, page: Page, site: Site) -> tuple[Literal["large", "small", "none"], str]:
    address = _first(page, platform.images)
    if not address:
        return "none", "The page names none that it reads."
    if splitext(split(address).path.lower())[1] in NOT_DRAWN:
        return "none", "It draws no such files."
    path = site.path_of(address, page=page.path)
    file = site.output.file(path) if path else ""
    picture = site.output.picture(file) if file else None
    if picture is not None and picture.width and (why := _why_none(platform, picture)):
        return "none", why
    return _size(platform, page, picture)


def _why_none(platform: Platform, picture: Picture) -> str:
    width, height = platform.fewest
    if picture.width < width or picture.height < height:
        return f"It has {picture.width}×{picture.height} pixels, and none below {width}×{height} is shown."
    least, longest = sorted((picture.width, picture.height))
    if platform.longest_shape is not None and longest > platform.longest_shape * least:
        return f"It is more than {platform.longest_shape:g} times as long as broad."
    if platform.most_bytes is not None and picture.size > platform.most_bytes:
        weight, most = picture.size // KILOBYTE, platform.most_bytes // KILOBYTE
        return f"It weighs {weight:,} KB, and none above {most:,} KB is shown."
    return ""


def _size(platform: Platform, page: Page, picture: Picture | None) -> tuple[Literal["large", "small"], str]:
    if platform.asks_for_card and page.meta("twitter:card").strip().lower() != "summary_large_image":
        return "small", "It is shown large only where `twitter:card` is `summary_large_image`."
    if platform.only_small:
        return "small", "It shows all pictures small."
    width, height = platform.large_from
    if picture is not None and picture.width and (picture.width < width or picture.height < height):
        return "small", f"It is below {width}×{height} pixels."
    return "large", ""
