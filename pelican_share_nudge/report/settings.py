"""How a build says that settings cannot be used: whole lines, each time, and without a traceback."""

from __future__ import annotations

import logging

from rich.console import Console
from rich.style import Style
from rich.text import Text

from pelican_share_nudge.report.text import print_line
from pelican_share_nudge.settings.problems import ConfigError

_HEAD = Style(color="red", bold=True)


def say_settings(error: ConfigError, console: Console | None = None) -> None:
    """Print what is wrong with settings, or with what a theme brings.

    Args:
        console: standard error unless given.
    """
    console = console or Console(stderr=True)
    for number, line in enumerate(str(error).split("\n")):
        print_line(Text(line, _HEAD if number == 0 else ""), console)


def without_traceback(console: Console) -> None:
    """Let Pelican's log say an error of the settings as it is; asking again changes nothing.

    Pelican breaks it into a narrow column, puts a traceback behind it, and says nothing twice, so that an author who
    saves a mistake again would hear nothing.
    """
    logger = logging.getLogger("pelican")
    if not any(isinstance(there, _Plainly) for there in logger.filters):
        logger.filters.insert(0, _Plainly(console))  # before the filter that drops what was said


class _Plainly(logging.Filter):
    def __init__(self, console: Console) -> None:
        super().__init__()
        self._console = console

    def filter(self, record: logging.LogRecord) -> bool:
        error = next((value for value in _values(record) if isinstance(value, ConfigError)), None)
        if error is not None:
            say_settings(error, self._console)
        return error is None


def _values(record: logging.LogRecord) -> tuple[object, ...]:
    return record.args if isinstance(record.args, tuple) else ()
