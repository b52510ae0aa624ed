"""The only module that keeps what a build does to its process, and what it prints, from everybody else."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import warnings
import weakref
from collections.abc import Iterator
from contextlib import contextmanager

from pelican import signals
from pelican.log import DEFAULT_LOG_HANDLER

from pelican_share_nudge import report
from pelican_share_nudge.errors import CommandError


@contextmanager
def isolated(settings_file: str) -> Iterator[None]:
    """Let settings import what lies beside them, and leave this process as it was, for the next site."""
    every = [value for value in vars(signals).values() if hasattr(value, "receivers")]
    connected = [(signal, set(signal.receivers)) for signal in every]
    modules, path = set(sys.modules), list(sys.path)
    writes_bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    folder = os.path.dirname(settings_file)
    if folder and os.path.realpath(folder) != os.path.realpath(os.curdir):
        sys.path.append(folder)  # What a settings file finds by `sys.path.append(os.curdir)` in its own folder.
    try:
        yield
    finally:
        for signal, before in connected:
            for key in set(signal.receivers) - before:
                receiver = signal.receivers[key]
                called = receiver() if isinstance(receiver, weakref.ref) else receiver
                if called is not None:
                    signal.disconnect(called)
        for name in set(sys.modules) - modules:
            if folder and os.path.dirname(getattr(sys.modules[name], "__file__", None) or "") == folder:
                del sys.modules[name]
        sys.path[:] = path
        sys.dont_write_bytecode = writes_bytecode


@contextmanager
def clean_standard_output(*, quiet: bool) -> Iterator[None]:
    """Send to standard error what Pelican, settings, plugins and what they call print: a machine reads the other.

    Args:
        quiet: send it nowhere; of what is logged, only what is critical is heard.
    """
    if sys.stdout is None:
        raise CommandError("standard output is closed, so nobody would hear the verdict.")
    sys.stdout.flush()
    kept, noise = os.dup(1), os.open(os.devnull, os.O_WRONLY) if quiet else os.dup(2)
    try:
        os.dup2(noise, 1)
        with (
            os.fdopen(noise, "w", encoding="utf-8", errors="replace") as stream,
            _quiet_log(quiet),
            contextlib.redirect_stdout(stream if quiet else sys.stderr),
        ):
            yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


@contextmanager
def _quiet_log(quiet: bool) -> Iterator[None]:
    if not quiet:
        yield
        return
    console, disabled = DEFAULT_LOG_HANDLER.console, logging.root.manager.disable
    DEFAULT_LOG_HANDLER.console = report.error_console()
    logging.disable(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(disabled)
        DEFAULT_LOG_HANDLER.console = console
