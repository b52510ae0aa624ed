"""The only module that knows what Pelican copies into the output after the blocks are in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from pelican.generators import StaticGenerator
from pelican.utils import posixize_path

from pelican_share_nudge.insert import pages


class Copies:
    """What is copied.

    Args:
        static: gives the generator of the blog's static files, once it is known.
        judged: gives the folder whose pages are judged: that of this build, or one that was built before.
    """

    def __init__(
        self,
        settings: Mapping[str, Any],
        theme: str,
        output: str,
        *,
        static: Callable[[], StaticGenerator | None],
        judged: Callable[[], str],
    ) -> None:
        self._settings = settings
        self._theme = theme
        self._static = static
        self._output = output
        self._judged = judged

    def bytes_to_come(self) -> int:
        return pages.growth((*self._of_theme(), *self._of_blog()))

    def will_be_written(self, path: str) -> bool:
        """Tell whether a path below the output is a file, or will be one."""
        return bool(self.file_of(path))

    def file_of(self, path: str) -> str:
        """Find the file that is at a path below the output, or from which it will be copied; empty where none is."""
        file = self._all.get(path, "") if self._static() else ""
        there = os.path.join(self._judged(), path)
        return file or (there if os.path.isfile(there) else "")

    @cached_property
    def _all(self) -> Mapping[str, str]:
        """Where each path below the output is copied from."""
        folder = os.path.join(self._output, "")
        copies = (*self._of_theme(), *self._of_blog(everything=True))
        return {posixize_path(os.path.normpath(copy.removeprefix(folder))): file for file, copy in copies}

    def _of_theme(self) -> Iterator[tuple[str, str]]:
        copy = os.path.join(self._output, self._settings["THEME_STATIC_DIR"])
        for path in self._settings["THEME_STATIC_PATHS"]:
            root = os.path.join(self._theme, path)
            for folder, _, names in os.walk(root, followlinks=True):
                below = os.path.relpath(folder, root)
                yield from ((os.path.join(folder, name), os.path.join(copy, below, name)) for name in names)

    def _of_blog(self, *, everything: bool = False) -> Iterator[tuple[str, str]]:
        """List what is copied; with everything also that to which only a link is laid."""
        static = self._static()
        if static and (everything or not self._settings["STATIC_CREATE_LINKS"]):
            for file in static.staticfiles:
                copy = str(file.get_url_setting("save_as"))  # `save_as` would keep {attach} from moving it.
                yield os.path.join(self._settings["PATH"], file.source_path), os.path.join(self._output, copy)
