"""The only module that finds a post's picture: the one named for sharing, the front matter's, the first in its text."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from pelican_share_nudge.addresses import join, of_file, quote_address, split
from pelican_share_nudge.hooks.bar import networks_of
from pelican_share_nudge.host.copies import Copies
from pelican_share_nudge.host.targets import Targets
from pelican_share_nudge.post import IMAGE_KEYS, NO_PICTURE, Picture, Source, first_image, named_image
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import MetadataProblem, Wishes
from pelican_share_nudge.site.pictures import Pictures, is_of_another_plugin, is_path, with_slashes

_NO_PICTURE = (
    "No network can fetch a picture at `{image}`, so the post is shared without it. Write an address that "
    "begins with https:// and is whole, a path on the site (/images/…) or {{static}}/images/…."
)


class PicturesOfPosts:
    """Finds pictures of a site's posts."""

    def __init__(
        self, config: Config, context: Mapping[str, Any], targets: Targets, copies: Copies, *, site: str, content: str
    ) -> None:
        self._config = config
        self._context = context
        self._targets = targets
        self._site = site
        self._folder = content
        self._files = Pictures(split(site).path, copies.will_be_written, self._copied_to)

    def named(self, source: Source, wishes: Wishes) -> Picture:
        """Give the picture that a post names, without looking for it."""
        return Picture(wishes.image or named_image(source.metadata))

    def find(self, source: Source, wishes: Wishes) -> Picture:
        """Find the picture of a post; the first in its text only where a network asks for one."""
        image = named = wishes.image or named_image(source.metadata)
        if not image and any(
            self._config.known_networks[name].takes_image for name in networks_of(wishes, self._config)
        ):
            image = first_image(source.text)
        if not image:
            return NO_PICTURE
        if is_of_another_plugin(image):
            return Picture(named)
        address = self.address_of(image, source) if named else self._in_text(image, source)
        parts = split(address or "")
        if address and parts.is_valid and (parts.is_web or not parts.scheme):
            return Picture(named, address)
        key = next((key for key in ("nudge_image", *IMAGE_KEYS) if named and source.metadata.get(key)), "nudge_image")
        why = self._why_not_shared(image) if address is None else _NO_PICTURE.format(image=image)
        problem = MetadataProblem(key, why, "" if named else image, image if named else "")
        return Picture(named, problem=problem)

    def is_there_by_now(self, problem: MetadataProblem, source: Source) -> bool:
        """Tell whether another plugin has made the file since that is missing."""
        return bool(problem.picture and is_path(problem.picture) and self.address_of(problem.picture, source))

    def address_of(self, image: str, source: Source) -> str | None:
        """Give the address of a picture that a front matter names; None when it is nowhere."""
        image = with_slashes(image)
        if image.startswith(("{", "|")):
            return self._in_text(image, source)
        if not is_path(image):
            return join(source.address, quote_address(image))
        found = self._files.find(image, source=source.path, page=source.page)
        return of_file(self._site, found.url) + quote_address(found.behind) if found else None

    def _in_text(self, image: str, source: Source) -> str | None:
        """Give the address of a picture as it is written into a page; None when Pelican does not find it."""
        found = self._targets.resolve(image, self._site, relative_to=source.file)
        return None if found is None else join(source.address, quote_address(found))

    def _why_not_shared(self, image: str) -> str:
        """Say why there is no picture of that name: it may be in the content folder, and not be copied."""
        path = with_slashes(image).lstrip("/.")
        if not image.startswith(("{", "|")) and path and os.path.isfile(os.path.join(self._folder, unquote(path))):
            return (
                f"`{image}` is in the content folder, and Pelican copies it nowhere, so the post is shared without this"
                " picture. Add its folder to STATIC_PATHS."
            )
        return f"There is no `{image}`, so the post is shared without this picture. Write a path that is there."

    def _copied_to(self, path: str) -> str:
        static = (self._context.get("static_content") or {}).get(path)
        # Its `url` would keep {attach} from moving it.
        return str(static.get_url_setting("url")) if static is not None else ""

    def file_of_main_site(self, address: str) -> str:
        """Give the file behind an address that a sub-site of i18n_subsites has of the main site; else an empty text."""
        return self._of_main_site.get(address, "")

    @cached_property
    def _of_main_site(self) -> Mapping[str, str]:
        static = (self._context.get("static_content") or {}).values()
        return {of_file(self._site, one.url): one.source_path for one in static if one.url.startswith("../")}
