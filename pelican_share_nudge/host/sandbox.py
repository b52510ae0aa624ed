"""The only module that says where a command's build writes: into a folder of its own, and never into the blog's."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct, field

# Below the folder, for what the settings have outside of the main site's output. Pelican reads no hidden folder.
OUTSIDE = ".outside"

# Which arguments of an audit event are paths, and which is the open folder that a relative one starts from, if any can
# be. https://docs.python.org/3/library/audit_events.html
_CHANGED: Mapping[str, tuple[tuple[int, int | None], ...]] = {
    "open": ((0, None),),
    "os.chflags": ((0, None),),
    "os.chmod": ((0, 2),),
    "os.chown": ((0, 3),),
    "os.link": ((0, 2), (1, 3)),
    "os.mkdir": ((0, 2),),
    "os.remove": ((0, 1),),
    "os.removexattr": ((0, None),),
    "os.rename": ((0, 2), (1, 3)),
    "os.rmdir": ((0, 1),),
    "os.setxattr": ((0, None),),
    "os.symlink": ((1, 2),),
    "os.truncate": ((0, None),),
    "os.utime": ((0, 3),),
    "shutil.rmtree": ((0, 1),),
}
# They concern the link itself, all others what it leads to.
_OF_THE_LINK = frozenset(("os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "shutil.rmtree"))
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FLAGS = 2  # of the event `open`

# What these write is a part of the site, wherever that is; a plugin may have a cache or a log of its own somewhere.
_BUILDERS = ("pelican", "pelican_share_nudge")
_LENT = "pelican.utils"  # plugins make their own folders with it


class Sandbox(Struct):
    """The folder in which a command builds, and the blog's own folders, which stay as they are.

    Attributes:
        folder: where the main site is built; a real path, without links.
        main: the folder into which the settings would have it written; known once they are read.
        own: real paths of the folders in which nothing may be changed: outputs and contents of all sites.
        origins: the folder that the settings name, for each that stands in its place.
        refused: what was tried there, as sentences.
    """

    folder: str
    main: str = ""
    own: set[str] = field(default_factory=set)
    origins: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def protect(self, *folders: str) -> None:
        """Let nothing be changed in these folders, whether they are there or not."""
        self.own.update(os.path.realpath(folder) for folder in folders)

    def place(self, path: str) -> str:
        """Give the path in the sandbox that stands for one of the settings; what is in it already stays."""
        path = os.path.abspath(path)
        if _is_in(path, self.folder):
            return path
        if self.main and _is_in(path, self.main):
            placed = os.path.normpath(os.path.join(self.folder, os.path.relpath(path, self.main)))
        else:
            placed = os.path.join(self.folder, OUTSIDE, os.path.splitdrive(path)[1].lstrip("/\\"))
        self.origins[placed] = path
        return placed

    def given(self, built: str, output: str) -> str:
        """Find the folder of a site in an output that was built before.

        A site that lies in the main site's folder lies as deep in that one. Another is where its settings put it, or
        beside it as it would be there, if the whole was moved.
        """
        relative = os.path.relpath(built, self.folder)
        if relative.split(os.sep)[0] != OUTSIDE:
            return os.path.normpath(os.path.join(output, relative))
        own = self.origins[built]
        moved = os.path.normpath(os.path.join(output, os.path.relpath(own, self.main)))
        return moved if os.path.isdir(moved) and not os.path.isdir(own) else own

    @contextmanager
    def watch(self) -> Iterator[None]:
        """Refuse whatever this process would change in the blog's own folders; one build at a time."""
        _install()
        _watching.append(self)
        try:
            yield
        finally:
            _watching.remove(self)

    def look_at(self, event: str, arguments: tuple[object, ...]) -> None:
        """Let an event pass.

        Raises:
            PermissionError: it would change what must stay; it is among `refused` then, whoever catches this.
        """
        for path in _changed(event, arguments):
            if _is_in(path, self.folder):
                continue
            doer = _doer()
            if _builds(doer) or any(_is_in(path, folder) for folder in self.own):
                self.refused.append(_refusal(path, doer))
                raise PermissionError(errno.EACCES, self.refused[-1], path)


# One hook a process, since none can be taken off again.
_watching: list[Sandbox] = []
_installed: list[bool] = []


def _install() -> None:
    if not _installed:
        sys.addaudithook(_hear)
        _installed.append(True)


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _watching and event in _CHANGED:
        _watching[-1].look_at(event, arguments)


def _changed(event: str, arguments: tuple[object, ...]) -> Iterator[str]:
    """List the real paths that an event changes."""
    if event == "open" and (isinstance(arguments[0], int) or not _opens_to_write(arguments)):
        return
    for number, folder in _CHANGED[event]:
        given = arguments[folder] if folder is not None and folder < len(arguments) else None
        path = _real_path(arguments[number], given, follow=event not in _OF_THE_LINK)
        if path:
            yield path


def _opens_to_write(arguments: tuple[object, ...]) -> bool:
    flags = arguments[_FLAGS]
    return isinstance(flags, int) and bool(flags & _TO_WRITE)


def _real_path(path: object, folder: object, *, follow: bool) -> str:
    """Resolve a path as the system does; empty for what is none."""
    if isinstance(path, int):
        return _path_of_open(path)
    if not isinstance(path, (str, bytes, os.PathLike)):
        return ""
    named = os.fsdecode(path)
    if "\0" in named:
        return ""
    if isinstance(folder, int) and folder >= 0 and not os.path.isabs(named):
        named = os.path.join(_path_of_open(folder), named)
    if follow:
        return os.path.realpath(named)
    parent, name = os.path.split(os.path.abspath(named))
    return os.path.join(os.path.realpath(parent), name)


def _path_of_open(descriptor: int) -> str:
    """Find what a descriptor was opened from; empty where the system does not tell."""
    try:
        path = os.readlink(f"/proc/self/fd/{descriptor}")
    except OSError:
        return ""
    return path if os.path.isabs(path) else ""


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _doer() -> str:
    """Name the module that wants it: the nearest on the stack that comes neither with Python nor from here."""
    frame = sys._getframe(1)
    while frame.f_back is not None:
        frame = frame.f_back
        name = str(frame.f_globals.get("__name__", ""))
        if name not in (__name__, _LENT) and name.partition(".")[0] not in sys.stdlib_module_names:
            return name
    return "a thread"


def _builds(module: str) -> bool:
    return module.partition(".")[0] in _BUILDERS and not module.startswith("pelican.plugins.")


def _refusal(path: str, doer: str) -> str:
    return (
        f"{doer} was kept from changing {Path(path)}: a build that judges or shows writes into a temporary folder, and "
        "neither into the blog's output nor into its content. What the settings or a plugin write there must "
        "take its folder from OUTPUT_PATH of the settings that Pelican hands over, and stay in it."
    )
