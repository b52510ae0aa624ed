"""The only module that starts a process: a command builds in one of its own, and whatever ends it, nothing is left."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any, NoReturn

from pelican_share_nudge.errors import CommandError

PREFIX = "share-nudge-"

# What people, terminals and CI servers stop a command with.
_STOPS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK") if hasattr(signal, name)
)
# Seconds that the process has to end by itself: GitHub kills a cancelled job's after 7.5 and another 2.5.
_PATIENCE = 3.0

Work = Callable[[str], int]


def work_apart(work: Work) -> int:
    """Do the work of a command in a process of its own.

    Args:
        work: is given a folder, which is gone afterwards, and returns an exit status.

    Returns:
        that status; 128 and the number of the signal that stopped it, as shells have it.

    Raises:
        CommandError: settings or a plugin ended the process, or it was killed.
    """
    with _held():
        folder = os.path.realpath(tempfile.mkdtemp(prefix=PREFIX))
        process, verdict = _start(work, folder)
        stop = _Stop(process)
        before = _listen(stop)
    process.join()
    stop.is_over()
    _end_what_it_started(process.pid)
    _remove(folder)
    if stop.number:  # Nobody else is to hear a second signal now: the status would be another.
        return 128 + stop.number
    for number, handler in before.items():
        signal.signal(number, handler)
    status = _received(verdict)
    if status is None:
        raise CommandError(_how_it_ended(process.exitcode or 0))
    return status


def _start(work: Work, folder: str) -> tuple[Any, Connection]:
    # A fork has all modules already. Where there is none, the work is sent to a new interpreter.
    context: Any = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, folder, sender))
    process.start()
    sender.close()
    return process, receiver


def _work(work: Work, folder: str, verdict: Connection) -> None:
    """Be the process. The verdict is sent last of all: no other way of ending can be taken for one."""
    process = os.getpid()
    if hasattr(os, "setpgid"):  # So that what settings or a plugin start can be ended with it.
        os.setpgid(process, process)
    try:
        _listen(_interrupt)
        _unblock()
        status = work(folder)
        _flush()
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    if os.getpid() == process:  # not another that settings or a plugin forked
        verdict.send_bytes(bytes([status]))
    atexit._run_exitfuncs()  # A forked process of multiprocessing has none before Python 3.13.


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, BrokenPipeError):  # It is closed, or `| head` has read enough.
            stream.flush()


# Signals


@contextmanager
def _held() -> Iterator[None]:
    """Let signals wait, for this process and for what it starts: none may come while half of it is there."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        _unblock()


def _unblock() -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)


def _listen(react: Callable[[int, object], object]) -> dict[int, Any]:
    """Take signals; what is ignored, as `nohup` has it, stays ignored. Returns what took them before."""
    before = {number: signal.getsignal(number) for number in _STOPS}
    taken = {number: handler for number, handler in before.items() if handler is not signal.SIG_IGN}
    for number in taken:
        signal.signal(number, react)
    return taken


class _Stop:
    """What is done when somebody stops the command: the signal is handed on, and what does not hear it is killed."""

    def __init__(self, process: Any) -> None:
        self.number = 0
        self._process = process
        self._patience = threading.Timer(_PATIENCE, process.kill)
        self._patience.daemon = True

    def __call__(self, number: int, _: object) -> None:
        if self._process.exitcode is not None:
            self.number = self.number or number
        elif self.number:
            self._process.kill()
        else:
            self.number = number
            os.kill(self._process.pid, number)
            self._patience.start()

    def is_over(self) -> None:
        """Kill nothing any more."""
        self._patience.cancel()


def _interrupt(_: int, __: object) -> NoReturn:
    """End as after Ctrl-C, so that every `finally` is heard; a terminal's comes twice, once handed on."""
    for number in _STOPS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


# What is left


def _end_what_it_started(group: int) -> None:
    """Kill what goes on after the process: it would write into a folder that is gone."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)


def _received(verdict: Connection) -> int | None:
    try:
        return verdict.recv_bytes()[0] if verdict.poll() else None
    except (EOFError, OSError):
        return None


def _how_it_ended(code: int) -> str:
    if hasattr(signal, "SIGKILL") and code == -signal.SIGKILL:
        return "the build was killed (SIGKILL), usually because the machine ran out of memory, so there is no verdict."
    if code < 0:
        return f"the build was ended by {_name(-code)}, so there is no verdict."
    return (
        f"the build ended its process (exit status {code}) before there was a verdict: the settings or a plugin "
        "do that, by os._exit() for example."
    )


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _remove(folder: str) -> None:
    for path, names, _ in os.walk(folder):
        for name in names:
            inner = os.path.join(path, name)
            if not os.path.islink(inner):
                os.chmod(inner, 0o700)  # Content that is read-only was copied as it is.
    shutil.rmtree(folder, ignore_errors=True)
