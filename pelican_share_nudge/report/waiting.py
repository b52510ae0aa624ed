"""What a person sees at a terminal while posts are judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from rich.console import Console

Progress = Callable[[int, int], None]


def error_console() -> Console:
    """Make a console on standard error."""
    return Console(stderr=True)


@contextmanager
def drawing(cards: int, console: Console | None) -> Iterator[Callable[[int], object]]:
    """Show a bar while cards are drawn, below what a build shows already, and take it away at the end; nothing without
    a terminal.

    Yields:
        a function that takes the number of those that are drawn.
    """
    if console is None or not console.is_terminal:
        yield lambda drawn: None
        return
    from rich.errors import LiveError
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    bar = Bar(TextColumn("Drawing cards"), BarColumn(), MofNCompleteColumn(), console=console, transient=True)
    task = bar.add_task("", total=cards)
    with suppress(LiveError):  # Before rich 14.1 a console shows one thing at a time.
        bar.start()
    try:
        yield lambda drawn: bar.update(task, completed=drawn)
    finally:
        bar.stop()


@contextmanager
def progress(console: Console | None = None) -> Iterator[Progress]:
    """Show a bar on standard error, and take it away at the end; nothing if that is no terminal.

    Yields:
        a function that takes the number of posts judged and of all posts, as Gate.progress does.
    """
    console = console or error_console()
    if not console.is_terminal:
        yield lambda done, posts: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("Judging posts"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)  # Pelican builds first.
        yield lambda done, posts: bar.update(task, completed=done, total=posts, visible=True)
