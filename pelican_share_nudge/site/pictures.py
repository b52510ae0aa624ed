"""Where a picture is that a post names: a file of the site first, and only then one beside the post."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from msgspec import Struct

from pelican_share_nudge.addresses import OF_PELICAN, split

_BEFORE_PATH = re.compile(r"[{|]([^{}|]*)[}|]")
_BEHIND_PATH = re.compile("[?#]")


class Found(Struct, frozen=True):
    """The file: its address below the site, or an absolute one, unquoted; and what was written behind it, as `?v=2`."""

    url: str
    behind: str = ""


class Pictures(Struct, frozen=True):
    """Finds pictures among the files of a site.

    Attributes:
        root: the path of the site's own address.
        written: tells whether a path below the output is a file, or will be one.
        copied: gives the address to which a file of the content folder is copied, by its path; empty when it is not.
    """

    root: str
    written: Callable[[str], bool]
    copied: Callable[[str], str]

    def find(self, named: str, *, source: str, page: str) -> Found | None:
        """Find a picture that is named by a path, in whatever spelling; None when it is nowhere.

        Args:
            source: of the post, below the content folder.
            page: of the post, below the output folder.
        """
        for path, behind in _spellings(named):
            for url in self._places(path, source, page):
                if url:
                    return Found(url, behind)
        return None

    def _places(self, path: str, source: str, page: str) -> Iterator[str]:
        of_site, of_post = self._of_site(path), self._of_post(path, source, page)
        # Only such a path says that it is seen from the post.
        first, second = (of_post, of_site) if path.startswith(("./", "../")) else (of_site, of_post)
        yield from first
        yield from second

    def _of_site(self, path: str) -> Iterator[str]:
        below = posixpath.normpath(f"/{path}").lstrip("/")
        for place in (below, below.removeprefix(f"{self.root.strip('/')}/")):
            yield self._in_output(place)
            yield self.copied(place)

    def _of_post(self, path: str, source: str, page: str) -> Iterator[str]:
        if not path.startswith("/"):
            yield self.copied(posixpath.normpath(posixpath.join(posixpath.dirname(source), path)))
            yield self._in_output(posixpath.normpath(posixpath.join(posixpath.dirname(page), path)))

    def _in_output(self, path: str) -> str:
        return path if not path.startswith("../") and self.written(path) else ""


def _spellings(named: str) -> Iterator[tuple[str, str]]:
    """List what a path may mean: as written, percent-decoded, without query, with its marks composed or not."""
    named = with_slashes(named)
    cut = _BEHIND_PATH.search(named)
    parts = [(named, ""), *([(named[: cut.start()], named[cut.start() :])] if cut else [])]
    written = [(spelled, behind) for path, behind in parts for spelled in (path, unquote(path))]
    forms = [(unicodedata.normalize(form, path), behind) for path, behind in written for form in ("NFC", "NFD")]
    yield from ((path, behind) for path, behind in dict.fromkeys((*written, *forms)) if path and "\0" not in path)


def with_slashes(named: str) -> str:
    """Write a path of Windows as addresses have it."""
    return named.replace("\\", "/") if "\\" in named and not split(named).scheme else named


def is_path(named: str) -> bool:
    """Tell whether a picture is named by a path alone: by no address, and by nothing that Pelican fills in."""
    place = split(named)
    return not named.startswith(("{", "|", "//")) and place.is_valid and not place.scheme


def is_of_another_plugin(named: str) -> bool:
    """Tell whether a picture is named in a way that Pelican does not know, as `{photo}album/rope.jpg`."""
    found = _BEFORE_PATH.match(named)
    return found is not None and found[1] not in OF_PELICAN


def is_same_file(one: str, other: str) -> bool:
    """Tell whether two addresses or paths end in the same name, however it is written."""
    return _name(one) == _name(other) != ""


def _name(named: str) -> str:
    path = _BEHIND_PATH.split(with_slashes(named))[0]
    return unicodedata.normalize("NFC", unquote(posixpath.basename(path)))
