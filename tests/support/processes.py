"""Commands as a shell runs them: in a process that has all modules already, or in one of their own."""

from __future__ import annotations

import atexit
import logging
import os
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import pelican as host
from pelican.log import LimitFilter

from pelican_share_nudge import commands
from pelican_share_nudge.report.formats import all_formats
from pelican_share_nudge.report.paths import Paths
from pelican_share_nudge.rules import all_rules
from support.builds import build

PELICAN = [sys.executable, "-m", "pelican"]
SHARE_NUDGE = [sys.executable, "-m", "pelican_share_nudge"]


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str


def run(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> Done:
    """Run `share-nudge` with these arguments."""
    return _forked(commands.run, [*SHARE_NUDGE, *arguments], cwd, _environment(env))


def pelican(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> Done:
    """Run `pelican` with these arguments."""
    return _forked(partial(host.main, arguments), [*PELICAN, *arguments], cwd, _environment(env))


def run_apart(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> Done:
    """Run a command in a process of its own, for what is about the process: its start, its encodings, its streams."""
    done = subprocess.run(
        command, cwd=cwd, env=_environment(env), capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    return Done(done.returncode, _text(done.stdout), _text(done.stderr))


def _environment(given: Mapping[str, str] | None) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI"))}
    return {**clean, **(given or {})}


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace(os.linesep, "\n")


def _forked(work: Callable[[], Any], command: list[str], cwd: Path, env: dict[str, str]) -> Done:
    """Do some work in a fork of this process. Nothing it leaves behind is left here, and it has nothing to import:
    that is half of the time of a process of its own."""
    if not hasattr(os, "fork"):
        return run_apart(*command, cwd=cwd, env=env)
    _get_ready()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors, open(os.devnull) as nothing:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Others' threads: they wait, and hold nothing.
            process = os.fork()
        if not process:
            status = 1
            try:
                for number, file in enumerate((nothing, out, errors)):
                    os.dup2(file.fileno(), number)
                _begin(command, cwd, env)
                status = _ended(work)
                sys.stdout.flush()
                sys.stderr.flush()
            finally:
                os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        out.seek(0)
        errors.seek(0)
        return Done(status, _text(out.read()), _text(errors.read()))


@cache
def _get_ready() -> None:
    """Do once what each fork would do again: import every plugin that is installed and all rules, compile a theme."""
    with tempfile.TemporaryDirectory() as folder:
        post = Path(folder, "content", "post.md")
        post.parent.mkdir()
        post.write_text("Title: Post\nDate: 2026-02-03\nTags: one\n\nText.\n", encoding="utf-8")
        build(post.parent, Path(folder, "output"))
    for write in all_formats().values():
        write([], Paths(root="", content="", theme=""))


def _begin(command: list[str], cwd: Path, env: dict[str, str]) -> None:
    """Make the fork what a fresh process is."""
    atexit._clear()
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.argv, sys.path = command[2:], [str(cwd), *sys.path]
    sys.stdin = sys.__stdin__ = os.fdopen(0, encoding="utf-8")
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = sys.__stderr__ = os.fdopen(2, "w", 1, "utf-8", "backslashreplace")
    tempfile.tempdir = None
    logging.root.handlers.clear()
    logging.root.setLevel(logging.WARNING)
    all_rules.cache_clear()  # Settings may have changed one before they were loaded.
    LimitFilter._raised_messages.clear()
    LimitFilter._group_count.clear()
    warnings.resetwarnings()
    warnings.simplefilter("ignore", DeprecationWarning)
    warnings.showwarning = lambda *warning: print(warnings.formatwarning(*warning[:4]), end="", file=sys.stderr)


def _ended(work: Callable[[], Any]) -> int:
    """Give the exit status that a process has after this work."""
    try:
        return work() or 0
    except SystemExit as ended:
        if isinstance(ended.code, str):
            print(ended.code, file=sys.stderr)
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
