"""What rules may know of the site: its address, its settings, and the files of its output."""

from __future__ import annotations

import datetime
import os
import posixpath
import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct, field
from selectolax.lexbor import LexborHTMLParser

from pelican_share_nudge.addresses import is_web_address, join, split
from pelican_share_nudge.page.tree import ids_in
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.site import redirects
from pelican_share_nudge.site.redirects import Redirect
from pelican_share_nudge.site.theme import Prints

# What hosts answer themselves though no file is there: Cloudflare, Netlify, Vercel, and scripts on a server.
_MADE_BY_HOSTS = ("api/", "cgi-bin/", ".netlify/", "_functions/", "cdn-cgi/", "_vercel/", ".vercel/")
# What starts other steps than Pelican, below the folder of the settings.
_STEPS = ("[Mm]akefile", "[Jj]ustfile", "tasks.py", "noxfile.py", "package.json", "*.sh", ".github/workflows/*.y*ml")
_FURTHEST = 5  # redirects from one to the next


class Picture(Struct, frozen=True):
    """A picture's file: pixels (0 when its format says nothing of them) and bytes."""

    width: int
    height: int
    size: int


def measure(file: str) -> Picture:
    """Measure a picture.

    Raises:
        OSError: there is no such file.
    """
    import imagesize  # Only blogs whose posts or pages have pictures load it.

    try:
        width, height = imagesize.get(file)
    except (ValueError, OSError, IndexError, KeyError, TypeError):  # It raises what it likes at broken files.
        width, height = 0, 0
    return Picture(max(int(width), 0), max(int(height), 0), os.path.getsize(file))


class Output:
    """The files of a written site. Remembers what it looked up: many posts point at the same few files.

    Args:
        beside: other folders in which there may be what the host is told: the content's, the settings'.
    """

    def __init__(self, folder: str, *, beside: tuple[str, ...] = ()) -> None:
        self.folder = folder
        self._beside = beside
        self._files: dict[str, str] = {}
        self._ids: dict[str, frozenset[str]] = {}
        self._pictures: dict[str, Picture] = {}

    def file(self, path: str) -> str:
        """Find the file that a web server gives for a path below the site (`posts/`, `posts/a.html`, `posts/a`).

        Returns:
            its path below the output folder; empty when there is none.
        """
        if path not in self._files:
            self._files[path] = self._look_up(path)
        return self._files[path]

    def _look_up(self, path: str) -> str:
        clean = posixpath.normpath(path.lstrip("/")) if path.strip("/") else ""
        if clean.startswith("../") or clean == ".." or "\0" in clean:
            return ""
        if path.endswith("/") or not clean or clean == ".":
            candidates = [posixpath.join(clean, "index.html")]
        else:  # Servers add what is missing: the ending, or the folder's index.
            candidates = [clean, f"{clean}.html", posixpath.join(clean, "index.html")]
        return next((name for name in candidates if os.path.isfile(os.path.join(self.folder, name))), "")

    @cached_property
    def redirects(self) -> tuple[Redirect, ...]:
        """What the host is told to redirect."""
        return redirects.read((self.folder, *self._beside))

    def is_made_later(self, path: str) -> bool:
        """Tell whether another step than Pelican may put a file there: what starts the steps names its folder, or the
        folder stands beside the settings and not in the output."""
        folder = posixpath.dirname(posixpath.normpath(path.lstrip("/")))
        if not folder or folder.startswith("..") or "\0" in folder:
            return False
        if re.search(rf"(?<![\w.-]){re.escape(folder)}(?![\w-]|\.\w)", self._steps):
            return True
        project = self._beside[-1] if len(self._beside) > 1 else ""
        is_beside = bool(project) and os.path.isdir(os.path.join(project, folder))
        return is_beside and not os.path.isdir(os.path.join(self.folder, folder))

    @cached_property
    def _steps(self) -> str:
        """What builds and publishes a site beside Pelican, as it stands beside the settings."""
        folders = map(Path, filter(None, self._beside[-1:]))
        files = (file for folder in folders for pattern in _STEPS for file in sorted(folder.glob(pattern)))
        return "\n".join(file.read_text("utf-8", "replace") for file in files if file.is_file())

    def ids(self, file: str) -> frozenset[str]:
        """List what `#…` can point at in a page of the output."""
        if file not in self._ids:
            self._ids[file] = ids_in(LexborHTMLParser(Path(self.folder, file).read_bytes()))
        return self._ids[file]

    def picture(self, file: str) -> Picture:
        """Measure a picture of the output."""
        if file not in self._pictures:
            self._pictures[file] = measure(os.path.join(self.folder, file))
        return self._pictures[file]


class Site(Struct, frozen=True, kw_only=True):
    """The site whose posts are judged.

    Attributes:
        address: SITEURL without the slash at its end; may be empty.
        name: SITENAME.
        theme: the name of the theme's folder, for messages.
        config: the settings of this plugin.
        today: on which `until` is judged.
        output: the written files.
        publishing: whether this build goes online, as far as that can be told; a local preview is not scolded.
        published: the SITEURL that publishconf.py beside these settings sets; empty when there is none.
        relative: RELATIVE_URLS.
        has_password: whether a name or password stands before the host of SITEURL; `address` is without it.
        texts: the settings that are one text, by name.
        prints: what the theme prints into the head.
        unbuilt: sources that Pelican could not turn into a page, below the content folder.
        why_unbuilt: what Pelican said of them, where it said something.
        unresolved: targets of calls to action, such as `{filename}/contact.md`, that Pelican does not find.
        not_there: the settings that name a picture for previews which is not there, with what they name.
        asked: the rules that are asked in this check; None for all that are on.
    """

    address: str
    name: str = ""
    theme: str = ""
    config: Config = field(default_factory=Config)
    today: datetime.date = datetime.date.min
    output: Output = field(default_factory=lambda: Output(os.devnull))
    publishing: bool = True
    published: str = ""
    relative: bool = False
    has_password: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)
    prints: Prints = field(default_factory=Prints)
    unbuilt: tuple[str, ...] = ()
    why_unbuilt: Mapping[str, str] = field(default_factory=dict)
    unresolved: tuple[str, ...] = ()
    not_there: Mapping[str, str] = field(default_factory=dict)
    asked: frozenset[str] | None = None

    def path_of(self, address: str, *, page: str) -> str | None:
        """Tell to which path of this site an address leads.

        Args:
            address: as in an `href`, decoded from HTML.
            page: the written page in which it stands, below the output folder.

        Returns:
            the path below the site, unquoted and without query and fragment; None when it leads elsewhere.
        """
        return _path_of(self.address, address, page)

    def serves(self, path: str) -> bool:
        """Tell whether a path below the site is answered: by a file of the output, by the host, or because the site
        redirects it to something that is there."""
        return bool(self.output.file(path)) or path.startswith(_MADE_BY_HOSTS) or self._redirects(path, _FURTHEST)

    def _redirects(self, path: str, most: int) -> bool:
        root = unquote(split(self.address).path).strip("/")
        ways = (f"/{path}", f"/{root}/{path}") if root else (f"/{path}",)
        return most > 0 and any(
            self._is_answered(redirect, way, path, most) for redirect in self.output.redirects for way in ways
        )

    def _is_answered(self, redirect: Redirect, way: str, path: str, most: int) -> bool:
        """Tell whether a redirect leads somewhere else, and not only to another spelling of the host. What somebody
        wrote down by its name is believed; what a pattern makes of a path is looked for."""
        target = redirect.target_of(way)
        if target is None:
            return False
        if split(target).host.removeprefix("www.") not in ("", split(self.address).host.removeprefix("www.")):
            return True
        there = unquote(split(target).path).lstrip("/")
        if there.strip("/") in (path.strip("/"), way.strip("/")):
            return False
        return redirect.is_by_name(way) or bool(self.output.file(there)) or self._redirects(there, most - 1)


@lru_cache(maxsize=8)  # Several rules ask for the same picture, one after the other.
def _path_of(site: str, address: str, page: str) -> str | None:
    site = site if split(site).netloc else f"https://site.invalid{split(site).path}"
    host, root = split(site).place, split(site).path.rstrip("/")
    address = address.strip()
    there = split(address if is_web_address(address) else join(f"{site}/{page}", address))
    if there.scheme not in ("http", "https") or there.place != host:
        return None
    path = unquote(there.path)
    if root and path != root and not path.startswith(unquote(root) + "/"):
        return None
    return path[len(unquote(root)) :].lstrip("/")
