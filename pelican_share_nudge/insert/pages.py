"""The only module that reads and writes written pages, and the assets that they refer to."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import FileIO

from pelican_share_nudge.insert import turns

# Left free for what nobody can count beforehand: folders, a plugin's sitemap.
_MARGIN = 64 * 1024
_BLOCK = 4096


class PageChanged(Exception):
    """A page does not hold any more what was read; it is left as it is."""

    def __init__(self) -> None:
        super().__init__("something else writes it at the same time")


def read_page(path: str) -> bytes:
    """Read a page as it is.

    Raises:
        OSError: it cannot be read.
    """
    with FileIO(path) as file:
        return file.readall()


class Room:
    """Sees that there is space for what is written, and then still for what the build has to write afterwards.

    Args:
        to_come: counts the bytes of what comes afterwards; asked once.
    """

    def __init__(self, to_come: Callable[[], int] = lambda: 0) -> None:
        self._count = to_come
        self._to_come: int | None = None
        self._certain: dict[int, int] = {}  # by device; others write, too, so only half of what is free is certain

    def take(self, file: FileIO, size: int) -> None:
        """Take so many bytes for a file.

        Raises:
            OSError: there are not so many.
        """
        device = os.fstat(file.fileno()).st_dev
        if self._certain.get(device, -1) < size:
            free = self._free(file)
            if free < size:
                raise OSError(errno.ENOSPC, "the disk is full, or nearly so")
            self._certain[device] = free // 2
        self._certain[device] -= size

    def _free(self, file: FileIO) -> int:
        free = _free(file)
        if self._to_come is None:
            self._to_come = self._count() + _MARGIN
        return free - self._to_come


def _free(file: FileIO) -> int:
    """Count the free bytes of a file's file system; where that cannot be told, more than anybody needs."""
    try:
        found = os.fstatvfs(file.fileno())
        blocks = found.f_bfree if os.geteuid() == 0 else found.f_bavail
    except (OSError, AttributeError):  # Windows has neither function.
        return 1 << 62
    return blocks * found.f_frsize if found.f_blocks else 1 << 62


def growth(copies: Iterable[tuple[str, str]]) -> int:
    """Count the bytes that copying files takes, from → to, over what is there already."""
    return sum(max(0, _size(source) - _size(copy)) for source, copy in copies)


def _size(path: str) -> int:
    try:
        return -(-os.stat(path).st_size // _BLOCK) * _BLOCK
    except OSError:
        return 0


class PageReplacer:
    """Replaces the text of pages, each in its own file as Pelican itself does: its owner, rights and links stay.

    While it is open no other build writes into the folder, if that build has the plugin, too.

    Args:
        folder: the output folder.
        room: what may be taken of the disk.
        waiting: called once, if another build has to be waited for.
    """

    def __init__(self, folder: str, room: Room | None = None, *, waiting: Callable[[], object] = lambda: None) -> None:
        self._folder, self._room, self._waiting = folder, room or Room(), waiting
        self._turn: turns.Turn | None = None
        self._is_open = False

    def __enter__(self) -> PageReplacer:
        if not self._is_open:
            self._turn = turns.take(self._folder, waiting=self._waiting)
            self._is_open = True
        return self

    def __exit__(self, *_: object) -> None:
        self._turn, self._is_open = None, False

    def replace(self, path: str, page: bytes, *, over: bytes | None = None) -> None:
        """Replace the text of a page.

        Args:
            over: what was read and what the new text is made from; None for whatever the page holds.

        Raises:
            PageChanged: it holds another text by now, and still does.
            OSError: the page is read-only, the disk is full …; the page is as it was.
        """
        with _open_to_change(path) as file:
            old = file.readall()
            if over is not None and over != old:
                raise PageChanged
            if old == page:
                return
            start = _first_difference(old, page)
            self._room.take(file, len(page) - start)  # All of it: some file systems write nothing in place.
            with _undisturbed():
                try:
                    _write(file, page, start, was=len(old))
                except BaseException as error:
                    _put_back(file, old, start, error)
                    raise


def _open_to_change(path: str) -> FileIO:
    """Open a file to read and write; it is neither made nor cut.

    Raises:
        PermissionError: it may not be written, or nobody shall write it.
        OSError: it is gone …
    """
    try:
        file = FileIO(path, "r+")
    except PermissionError as error:
        raise PermissionError(error.errno, "the page is read-only", path) from error
    if not os.fstat(file.fileno()).st_mode & 0o222:  # The superuser may write it all the same.
        file.close()
        raise PermissionError(errno.EACCES, "the page is read-only", path)
    return file


def _first_difference(old: bytes, new: bytes) -> int:
    """Find the offset of the first byte in which two texts differ."""
    same, end = 0, min(len(old), len(new))
    while same < end:
        middle = (same + end + 1) // 2
        if old[same:middle] == new[same:middle]:
            same = middle
        else:
            end = middle - 1
    return same


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals that ask a build to end wait until a page is whole: a system may stop in the middle of one write.

    Another thread, such as that of a spinner, may still take one: then a page is as whole as Pelican leaves it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _write(file: FileIO, data: bytes, start: int, *, was: int) -> None:
    """Write a text from an offset on, in one go where the system can: so a build that is killed hardly ever leaves
    anything but the old text or the new one."""
    file.seek(start)
    rest = memoryview(data)[start:]
    while rest:
        rest = rest[file.write(rest) :]
    if was > len(data):
        file.truncate(len(data))


def _put_back(file: FileIO, old: bytes, start: int, error: BaseException) -> None:
    try:
        _write(file, old, start, was=os.fstat(file.fileno()).st_size)
    except OSError as worse:
        why = f"{worse.strerror}, and its old text could not be put back: build the site again"
        raise OSError(worse.errno, why) from error


class AssetWriter:
    """Writes each asset when a page is about to refer to it, whole, and only if it is missing or different.

    Args:
        folder: the output folder.

    Attributes:
        problems: path of an asset below the output folder → why it could not be written.
    """

    def __init__(self, folder: str, room: Room) -> None:
        self._folder, self._room = folder, room
        self._there: set[str] = set()
        self.problems: dict[str, str] = {}

    def provide(self, path: str, content: str | bytes) -> bool:
        """Tell whether an asset is there, with this in it; write it if need be.

        Args:
            path: below the output folder, with `/`.
        """
        if path not in self._there and path not in self.problems:
            data = content.encode("utf-8") if isinstance(content, str) else content
            try:
                self._write(os.path.join(self._folder, *path.split("/")), data)
                self._there.add(path)
            except OSError as error:
                self.problems[path] = _why(error, path)
        return path in self._there

    def _write(self, path: str, data: bytes) -> None:
        if _holds(path, data):
            return
        os.makedirs(os.path.dirname(path), exist_ok=True)
        # Opened so, and not by `tempfile`, it has the rights that any new file has here.
        fresh = os.path.join(os.path.dirname(path), f".{os.urandom(16).hex()}.tmp")
        try:
            with FileIO(fresh, "x") as file:
                self._room.take(file, len(data))
                _write(file, data, 0, was=0)
            os.replace(fresh, path)
        except BaseException:
            if os.path.lexists(fresh):
                os.unlink(fresh)
            raise


def beginning(path: str, size: int) -> bytes:
    """Read the first bytes of a file; nothing where there is none that can be read."""
    try:
        with FileIO(path) as file:
            return file.read(size)
    except OSError:
        return b""


def read_asset(path: str) -> bytes:
    """Read a file as it is.

    Raises:
        OSError: it cannot be read.
    """
    with FileIO(path) as file:
        return file.readall()


def _holds(path: str, data: bytes) -> bool:
    """Tell whether a file is there and holds this.

    Raises:
        PermissionError: it holds something else, and nobody shall write it.
    """
    try:
        with FileIO(path) as file:
            is_same = file.readall() == data
            mode = os.fstat(file.fileno()).st_mode
    except OSError:
        return False
    if not is_same and not mode & 0o222:
        raise PermissionError(errno.EACCES, "it is read-only and holds something else", path)
    return is_same


def _why(error: OSError, path: str) -> str:
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return f"a file called `{os.path.dirname(path)}` is in its folder's place"
    return error.strerror or str(error)
