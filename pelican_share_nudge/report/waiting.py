"""What a person sees at a terminal while posts are judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

Progress = Callable[[int, int], None]


def error_console() -> Console:
    """Make a console on standard error."""
    return Console(stderr=True)


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
