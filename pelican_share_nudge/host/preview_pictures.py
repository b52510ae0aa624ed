"""The only module that finds the picture of a preview: the post's own, one around it, the site's, else a card."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from posixpath import splitext
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from pelican_share_nudge.addresses import is_web_address, join, of_file, quote_address, split, without_password
from pelican_share_nudge.hooks.preview import PreviewPicture
from pelican_share_nudge.host.copies import Copies
from pelican_share_nudge.host.pictures import PicturesOfPosts
from pelican_share_nudge.post import IMAGE_KEYS, Post, Source
from pelican_share_nudge.prose.pictures import pictures_in
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import Wishes
from pelican_share_nudge.site.site import Picture, measure
from pelican_share_nudge.tables.previews import FEWEST_PIXELS, LONGEST_SHAPE, MOST_BYTES, NOT_DRAWN
from pelican_share_nudge.text import clean

if TYPE_CHECKING:
    from pelican_share_nudge.host.cards import Cards


_NOTHING = Picture(0, 0, 0)


class PreviewPictures:
    """Finds the pictures of a site's previews. Measures each file once.

    Args:
        may_be_there: tells of a path below the site, where no file is, whether something else than Pelican answers it.

    Attributes:
        not_there: the settings that name a picture which a page needed and which is not there, with what they name.
    """

    def __init__(
        self,
        config: Config,
        settings: Mapping[str, Any],
        pictures: PicturesOfPosts,
        copies: Copies,
        cards: Cards | None,
        *,
        site: str,
        may_be_there: Callable[[str], bool],
    ) -> None:
        self._settings = settings
        self._image = config.image
        self._pictures = pictures
        self._copies = copies
        self._cards = cards
        self._site = site
        self._may_be_there = may_be_there
        self.not_there: dict[str, str] = {}
        self._sizes: dict[str, Picture] = {}

    def find(self, source: Source, post: Post, wishes: Wishes) -> PreviewPicture | None:
        """Find the picture that a friend sees; None where there is none that networks show, or no address for it."""
        own = self._named(source, post, wishes) or self._in_text(source)
        return own or self._around(source) or self._site_picture or self._card(source, post)

    def _named(self, source: Source, post: Post, wishes: Wishes) -> PreviewPicture | None:
        """Give the picture that its author named, however large it is: rules say what is wrong with it."""
        alt = wishes.image_alt or ("" if wishes.image else _alt_of_named(source.metadata))
        return self._made(post.image, alt=alt) if post.picture and post.image else None

    def _in_text(self, source: Source) -> PreviewPicture | None:
        """Choose the first that is large enough; a lighter one comes before one that WhatsApp does not show."""
        large = []
        for shown in pictures_in(source.content or source.text):
            address = self._address_in_text(shown.address, source)
            size = self._size(address) or Picture(shown.width, shown.height, 0)
            if _is_large_enough(size) and (made := self._made(address, alt=clean(shown.alt), size=size)):
                large.append((size.size > MOST_BYTES, made))
        return min(large, key=lambda one: one[0])[1] if large else None

    def _address_in_text(self, written: str, source: Source) -> str:
        if written.startswith(("{", "|")):
            return self._pictures.address_of(written, source) or ""
        return join(source.address, quote_address(written))

    def _around(self, source: Source) -> PreviewPicture | None:
        """Give that of the post's category or author, where a plugin gives them one."""
        found = (self._made(self._pictures.address_of(named, source) or "") for named in source.pictures_around)
        return next(filter(None, found), None)

    @cached_property
    def _site_picture(self) -> PreviewPicture | None:
        return next(self._pictures_of_site(), None)

    def _pictures_of_site(self) -> Iterator[PreviewPicture]:
        """Give what the site shows for posts without a picture; its logo only if it is large enough."""
        of_settings = {"SHARE_NUDGE_IMAGE": self._image, "SITEIMAGE": self._text("SITEIMAGE")}
        for setting, named in (*of_settings.items(), ("SITELOGO", self._text("SITELOGO"))):
            address, is_logo = self._address_of_site(named), setting == "SITELOGO"
            if not is_logo and self._is_missing(address):
                self.not_there[setting] = named
                continue
            size = self._size(address)
            made = self._made(address, size=size)
            if made and (not is_logo or (size is not None and _is_large_enough(size))):
                yield made

    def _is_missing(self, address: str) -> bool:
        return self._is_own(address) and not self._file(address) and not self._may_be_there(self._path(address))

    def _text(self, setting: str) -> str:
        """Some themes want a size behind the path: `/images/card.jpg width=1200 height=630`."""
        value = self._settings.get(setting)
        return value.split(" ")[0] if isinstance(value, str) else ""

    def _address_of_site(self, named: str) -> str:
        if not named or is_web_address(named):
            return quote_address(named)
        home = Source(path="", page="", address=f"{self._site}/")
        return self._pictures.address_of(named, home) or of_file(self._site, named.lstrip("/"))

    def _made(self, address: str, *, alt: str = "", size: Picture | None = None) -> PreviewPicture | None:
        address = without_password(address)
        path = split(address).path.lower()
        if not is_web_address(address) or splitext(path)[1] in NOT_DRAWN:
            return None
        size = size or self._size(address) or _NOTHING
        kind = mimetypes.guess_type(path)[0] or ""
        return PreviewPicture(address, size.width, size.height, kind if kind.startswith("image/") else "", alt)

    def _size(self, address: str) -> Picture | None:
        """Measure a file of the site; None for one of another site, or what is no picture."""
        if address not in self._sizes:
            self._sizes[address] = _measured(self._file(address))
        size = self._sizes[address]
        return size if size.width else None

    def _file(self, address: str) -> str:
        if self._is_own(address):
            return self._copies.file_of(self._path(address))
        return self._pictures.file_of_main_site(address)

    def _is_own(self, address: str) -> bool:
        return bool(self._site) and address.startswith(f"{self._site}/")

    def _path(self, address: str) -> str:
        """Give the path below the site of an address that is the site's own."""
        return unquote(split(address).path.removeprefix(split(self._site).path).lstrip("/"))

    def _card(self, source: Source, post: Post) -> PreviewPicture | None:
        """Give the card that is drawn for a post without a picture; a list is none."""
        return self._cards.plan(post, date=source.date) if self._cards and post.kind != "lists" else None


def _measured(file: str) -> Picture:
    try:
        return measure(file) if file else _NOTHING
    except OSError:  # It is gone since Pelican has listed it.
        return _NOTHING


def _is_large_enough(size: Picture) -> bool:
    least, most = sorted((size.width, size.height))
    return least >= FEWEST_PIXELS and most <= LONGEST_SHAPE * least


def _alt_of_named(metadata: Mapping[str, Any]) -> str:
    key = next((key for key in IMAGE_KEYS if metadata.get(key)), "")
    alt = metadata.get(f"{key}_alt")
    return clean(alt) if isinstance(alt, str) else ""
