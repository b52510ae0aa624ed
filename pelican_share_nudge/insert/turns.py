"""The only module that lets builds into one folder take turns.

By an advisory lock on the folder itself: no file is made for it, and it ends with the process that has it.
"""

from __future__ import annotations

import os
import time
import weakref
from collections.abc import Callable

try:
    import fcntl
except ImportError:  # Windows has none; builds go on side by side there, as they do without the plugin.
    fcntl = None  # type: ignore[assignment]

PATIENCE = 120.0  # seconds
_PAUSE = 0.05


class Turn:
    """The right of this process to write into a folder. It ends when nobody refers to it any more, however that comes:
    a build may die anywhere, and live on in the same process (`pelican --autoreload`)."""

    def __init__(self, descriptor: int) -> None:
        weakref.finalize(self, _give_back, descriptor, os.getpid())


# By device and inode: a site inside of a site (i18n_subsites) may have the same folder, and must not wait for itself.
_TURNS: weakref.WeakValueDictionary[tuple[int, int], Turn] = weakref.WeakValueDictionary()


def take(folder: str, *, waiting: Callable[[], object], patience: float = PATIENCE) -> Turn | None:
    """Take a turn; wait while another process has it, for a time.

    Args:
        folder: made if it is missing.
        waiting: called once, if there is somebody to wait for.
        patience: seconds.

    Returns:
        None where nobody can tell (no such locks on this system or file system), or when the time is over.
    """
    end = time.monotonic() + patience
    was_said = False
    while fcntl is not None:
        try:
            os.makedirs(folder, exist_ok=True)
            return _take_now(folder)
        except BlockingIOError:
            if time.monotonic() >= end:
                break
        except OSError:
            break
        if not was_said:
            waiting()
            was_said = True
        time.sleep(_PAUSE)
    return None


def _take_now(folder: str) -> Turn:
    """Take a turn at once.

    Raises:
        BlockingIOError: another process has it.
        OSError: the folder cannot be opened, or its file system knows no locks.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        key = _key(os.fstat(descriptor))
        turn = _TURNS.get(key)
        if turn is None:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if key != _key(os.stat(folder)):
                raise BlockingIOError  # whoever had it has put another folder in its place
            turn = _TURNS[key] = Turn(descriptor)
            return turn
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return turn


def _key(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _give_back(descriptor: int, owner: int) -> None:
    if os.getpid() == owner:  # A forked process has the lock in common with its parent, which may still need it.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)
