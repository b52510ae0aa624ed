"""The only package that speaks: to the log of a build, to the terminal, and to other programs."""

from __future__ import annotations

import logging
import os

from rich.console import Console

from pelican_share_nudge.findings import Verdict
from pelican_share_nudge.report import text
from pelican_share_nudge.report.characters import loggable, printable
from pelican_share_nudge.report.output import print_error, print_table, write_out
from pelican_share_nudge.report.paths import Paths
from pelican_share_nudge.report.settings import say_settings, without_traceback
from pelican_share_nudge.report.text import show
from pelican_share_nudge.report.waiting import drawing, error_console, progress
from pelican_share_nudge.report.wording import has_news, summary

__all__ = [
    "Paths",
    "build",
    "clean_log",
    "drawing",
    "error_console",
    "log_failure",
    "log_note",
    "log_warning",
    "print_error",
    "print_table",
    "printable",
    "progress",
    "say_settings",
    "show",
    "summary",
    "without_traceback",
    "write_out",
]

# Posts that a build names; the command names all.
NAMED_AT_MOST = 20

# Below Pelican's own, so that its verbosity flags work.
logger = logging.getLogger("pelican.plugins.share_nudge")


def build(
    verdict: Verdict,
    console: Console,
    *,
    autoreload: bool,
    quiet: bool = False,
    settings: str = "",
    note: str = "",
) -> None:
    """Say at the end of a build what its posts need.

    Everything is printed first; then one record sums it up, a warning if there is something to mend. So
    `--fatal warnings`, which ends a build at its first warning, ends it when everything has been said.

    Args:
        autoreload: Pelican builds again and again. Its log says nothing twice, and a build that fails is tried without
            end, so the summary is printed.
        quiet: print nothing; nor is anything printed when Pelican's log tells no errors (`pelican -q`).
        settings: absolute path of the settings file, if known.
        note: what to say of the verdict as a whole, if anything.

    Raises:
        RuntimeError: from Pelican's logger, as `--fatal` wants it.
    """
    level = logging.WARNING if verdict.count("error") or verdict.count("warning") or verdict.crashes else logging.INFO
    logged = not autoreload and logger.isEnabledFor(level)
    if not quiet and logger.isEnabledFor(logging.ERROR):
        paths = Paths(root=os.getcwd(), content=verdict.content, theme=verdict.theme, settings=settings)
        for line in text.lines(verdict, paths, most=NAMED_AT_MOST):
            text.print_line(line, console)
        if note:
            text.print_line(text.note_line(note), console)
        if has_news(verdict) and not logged:
            text.print_line(text.summary_line(verdict), console)
    if not autoreload:
        # As an argument: a site's name may hold a percent sign.
        logger.log(level, "%s", loggable(text.summary_line(verdict).plain))


def log_failure(text: str, *lines: str) -> None:
    """Say that something did not work; it does not end the build unless `--fatal` asks for that.

    Args:
        lines: what else there is to say, each on a line of its own; nothing else makes a line.
    """
    logger.error("share-nudge: %s", _log_lines(text, *lines))


def clean_log() -> None:
    """Let whatever this process logs hold nothing that a terminal or the log of a CI server obeys."""
    for handler in logging.getLogger().handlers:
        if not any(isinstance(there, _Cleaned) for there in handler.filters):
            handler.addFilter(_Cleaned())


class _Cleaned(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if record.exc_info and (error := record.exc_info[1]) is not None:
            said += f"\n{type(error).__name__}: {error}"
        record.msg, record.args, record.exc_info = _log_lines(*said.split("\n")), (), None
        return True


def log_warning(text: str, *lines: str) -> None:
    """Say that something is not as it was meant to be; arguments as for log_failure."""
    logger.warning("share-nudge: %s", _log_lines(text, *lines))


def log_note(text: str, *lines: str) -> None:
    """Say something that is worth knowing and no mistake; arguments as for log_failure."""
    logger.info("share-nudge: %s", _log_lines(text, *lines))


def _log_lines(*lines: str) -> str:
    return "\n".join(map(loggable, lines))
