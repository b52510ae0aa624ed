"""The only module that lays files for something new: it never overwrites, and says what is left to write."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from keyword import iskeyword
from pathlib import Path

ROOT = Path(__file__).parent.parent

# Lays the files of what has a name, below a root; gives what is left to write.
Make = Callable[[str, Path], Sequence[str]]


class BadName(ValueError):
    """Nothing new can have this name; the message says why."""


def require_words(name: str, joined_by: str) -> None:
    """Take a name of small letters and digits.

    Raises:
        BadName: it is another one.
    """
    if not re.fullmatch(rf"[a-z][a-z0-9]*(?:{joined_by}[a-z0-9]+)*", name) or iskeyword(name):
        raise BadName(f"`{name}` is no name: write small letters, and join words by `{joined_by}`.")


def lay(root: Path, files: Mapping[str, str]) -> None:
    """Write files that are not there yet, all or none of them.

    Raises:
        BadName: one of them is there.
    """
    there = [path for path in files if (root / path).exists()]
    if there:
        raise BadName(f"{', '.join(there)}: there already, and left as it is.")
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def run(what: str, make: Make, arguments: Sequence[str], root: Path = ROOT) -> int:
    """Lay what the one argument names, and print what is left to write; returns the exit status."""
    if len(arguments) != 1:
        print(f"Usage: python tools/new_{what}.py NAME", file=sys.stderr)
        return 2
    try:
        steps = make(arguments[0], root)
    except BadName as problem:
        print(problem, file=sys.stderr)
        return 2
    print("The files are there. Left to write, in this order:")
    print("\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1)))
    return 0
