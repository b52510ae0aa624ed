"""What templates do wrong, each cause once, and where in them it is."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateSyntaxError

from pelican_share_nudge.page.facts import TemplateMistake


class Mistakes:
    """What templates did wrong, each cause once, and in which posts."""

    def __init__(self) -> None:
        self._causes: dict[tuple[str, str, int], TemplateMistake] = {}
        self._sources: dict[TemplateMistake, dict[str, None]] = {}  # ordered sets

    def note(self, mistake: TemplateMistake, source: str) -> None:
        """Take down what went wrong for the post of a source. What another post adds to the message is passed over."""
        first = self._causes.setdefault((mistake.block, mistake.file, mistake.line), mistake)
        self._sources.setdefault(first, {})[source] = None

    def of(self, source: str) -> tuple[TemplateMistake, ...]:
        return tuple(mistake for mistake, sources in self._sources.items() if source in sources)

    def __iter__(self) -> Iterator[tuple[TemplateMistake, tuple[str, ...]]]:
        return iter([(mistake, tuple(sources)) for mistake, sources in self._sources.items()])


def place_of(error: BaseException) -> tuple[str, int]:
    """Find the innermost template from which an error comes, and the line in it; no file where none is at work."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return error.filename, error.lineno
    file, line = "", 1
    for frame, number in traceback.walk_tb(error.__traceback__):
        name = frame.f_code.co_filename
        # Jinja lets a frame of a template bear the template's own name and line; its loader knows what it reads.
        if frame.f_globals.get("__name__") == "jinja2.loaders" and isinstance(error, UnicodeDecodeError):
            read = frame.f_locals.get("filename")
            file, line = (read, _line_of(error, read)) if isinstance(read, str) else (file, line)
        elif "__jinja_template__" in frame.f_globals or not name.endswith((".py", ">")):
            file, line = name, number
    return file, line


def _line_of(error: UnicodeDecodeError, file: str) -> int:
    """Find the line of a file that cannot be decoded."""
    try:
        Path(file).read_bytes().decode("utf-8")
    except UnicodeDecodeError as whole:
        return whole.object.count(b"\n", 0, whole.start) + 1
    except OSError:
        pass
    return 1
