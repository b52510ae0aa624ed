"""Where a finding is: the path that a person can click and a machine can look up."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path, PurePath

from msgspec import Struct

from pelican_share_nudge.findings import Finding

THEME = "theme:"  # stands before what lies in the theme's folder


class Paths(Struct, frozen=True, kw_only=True):
    """The folders from which paths are told.

    Attributes:
        root: absolute; paths are relative to it: the repository for machines, the current folder for people.
        content: absolute path of the content folder.
        theme: absolute path of the theme's folder.
        settings: absolute path of the settings file; empty when it is not known.
    """

    root: str
    content: str
    theme: str
    settings: str = ""

    def of(self, finding: Finding) -> str:
        """Give the path of the file in which to mend a finding."""
        return self.show(finding.file) if finding.file else self.of_source(finding.source)

    def of_source(self, source: str) -> str:
        """Give the path of a source as findings name it; for the site, what sets it up or holds its posts."""
        if source.startswith(THEME):
            return self.show(os.path.join(self.theme, source.removeprefix(THEME)))
        if source:
            return self.show(os.path.join(self.content, source))
        return self.show(self.settings) if self.settings else self._content_folder()

    def _content_folder(self) -> str:
        shown = self.show(self.content)
        return PurePath(self.content).name or "content" if shown == "." or os.path.isabs(shown) else shown

    def show(self, path: str) -> str:
        """Write a path relative to the root if it lies below it, else absolute; with `/`, and with links followed."""
        there = PurePath(_resolved(path))
        try:
            return there.relative_to(_resolved(self.root)).as_posix()
        except ValueError:
            return there.as_posix()


@lru_cache(maxsize=1024)
def _resolved(path: str) -> str:
    try:
        return os.path.realpath(path)
    except ValueError:  # A NUL: no file is called that.
        return str(Path(path).absolute())
