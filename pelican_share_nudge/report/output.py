"""Where a report goes: standard output, or a file."""

from __future__ import annotations

import os
import re
import secrets
import stat
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from pelican_share_nudge.report.characters import printable

_OPEN_FILE = r"/dev/(stdout|stderr)|(?:/dev/fd|/proc/self/fd)/(\d+)"
_STANDARD = {"stdout": 1, "stderr": 2}


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]], *, errors: bool = False) -> None:
    """Print a table, its columns aligned; to standard error if a machine reads standard output."""
    table = [tuple(header), *map(tuple, rows)]
    widths = [max(len(row[column]) for row in table) for column in range(len(header))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table)
    _print("".join(f"{line.rstrip()}\n" for line in lines), errors=errors)


def print_error(text: str) -> None:
    """Say on standard error, in one line or more, why there is nothing to say on standard output."""
    _print(f"share-nudge: {text}\n", errors=True)


def _print(text: str, *, errors: bool) -> None:
    stream = sys.stderr if errors else sys.stdout
    encoding = stream.encoding or "utf-8"
    text = printable(text)
    try:
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        if not errors:
            _say_no_more()


def write_out(text: str, file: str | os.PathLike[str] | None = None, *, append: bool = False) -> None:
    """Write a text for machines: always UTF-8, no byte order mark, no newline translated.

    Args:
        file: replaced as a whole, its folders are made; None for standard output.
        append: put it behind what the file holds, as `$GITHUB_STEP_SUMMARY` wants it.

    Raises:
        OSError: the file cannot be written; what it held is still there.
    """
    data = text.encode("utf-8", "replace")
    if file is None:
        _write_to_standard_output(data)
        return
    path = Path(file)
    if (descriptor := _descriptor(path)) is not None:
        _write_to_open_file(descriptor, data)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if append or (path.exists() and not path.is_file()):  # A pipe or a device is written to, not replaced.
        with open(path, "ab") as there:
            there.write(data)
    else:
        _replace(Path(os.path.realpath(path)), data)  # A link stays one.


def _write_to_standard_output(data: bytes) -> None:
    try:
        sys.stdout.flush()
        if hasattr(sys.stdout, "buffer"):
            sys.stdout.buffer.write(data)
        else:
            sys.stdout.write(data.decode("utf-8"))
        sys.stdout.flush()
    except BrokenPipeError:
        _say_no_more()


def _write_to_open_file(descriptor: int, data: bytes) -> None:
    if descriptor == 1:
        _write_to_standard_output(data)
        return
    with open(descriptor, "wb", closefd=False) as there:
        there.write(data)


def _say_no_more() -> None:
    """Swallow what is still to be said: `| head` has read enough."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


def _descriptor(path: Path) -> int | None:
    """Tell which open file a name such as /dev/stdout means: a shell may have opened it on a file that goes on."""
    if os.name != "posix":
        return None
    found = re.fullmatch(_OPEN_FILE, os.path.abspath(path))
    return (_STANDARD[found[1]] if found[1] else int(found[2])) if found else None


def _replace(path: Path, data: bytes) -> None:
    # Nobody can lay a link at a name that nobody can guess, and none is followed.
    fresh = path.with_name(f".share-nudge-{secrets.token_hex(16)}.tmp")
    try:
        with open(fresh, "xb") as file:
            if path.exists():
                os.chmod(fresh, stat.S_IMODE(path.stat().st_mode))
            file.write(data)
        os.replace(fresh, path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
