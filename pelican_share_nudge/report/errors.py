"""Why sources became no page, in the host's own words: it logs them and keeps nothing."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from typing import Any


class Errors(logging.Filter):
    """Hears what loggers say of sources, and lets every record pass.

    A filter and no handler: a handler would keep Python from printing what nobody else prints.

    Attributes:
        by_source: what was said last, by the source below the content folder.
    """

    def __init__(self) -> None:
        super().__init__()
        self.by_source: dict[str, str] = {}

    def hear(self, *names: str) -> Callable[[], None]:
        """Listen to these loggers, until what is given back is called."""
        loggers = [logging.getLogger(name) for name in names]
        for logger in loggers:
            logger.addFilter(self)

        def stop() -> None:
            for logger in loggers:
                logger.removeFilter(self)

        return stop

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno >= logging.ERROR:
            said = _said(record)
            for argument in record.args if isinstance(record.args, tuple) else ():
                if source := _source(argument):
                    self.by_source[source] = said.replace(str(argument), source)
        return True


def _said(record: logging.LogRecord) -> str:
    """Give a message, and the exception that is being handled, which only a log for debugging shows."""
    said, error = record.getMessage(), sys.exc_info()[1]
    why = str(error) if error is not None else ""
    return said if why in said else f"{said}: {why}"


def _source(argument: Any) -> str:
    """Give the source that a record speaks of, a content or its path; empty when it is none."""
    path = getattr(argument, "relative_source_path", argument)
    if not isinstance(path, (str, os.PathLike)) or not str(path):
        return ""
    return os.path.normpath(path).replace(os.sep, "/")
