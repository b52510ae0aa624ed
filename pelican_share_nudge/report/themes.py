"""The theme and the skins that come with the plugin, written into a folder of the blog's own."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from pelican_share_nudge.errors import CommandError

THEME = "passalong"
_NAMED_AT_MOST = 8  # what is in the way

_USE_THEME = """\
The theme {theme} is in {folder}. Write into pelicanconf.py:

    THEME = {quoted}

Its settings are in {readme}. A skin over it for one client begins with `share-nudge theme DIR --skin NAME`;
there are {skins}.
"""
_USE_SKIN = """\
The skin {skin} is in {folder}; it needs the theme, which `share-nudge theme themes/{theme}` writes.
Write into pelicanconf.py:

    import os

    HERE = os.path.dirname(os.path.abspath(__file__))
    THEME = os.path.join(HERE, "themes/{theme}")
    THEME_TEMPLATES_OVERRIDES = [os.path.join(HERE, {templates})]
    THEME_STATIC_PATHS = ["static", os.path.join(HERE, {static})]
"""


def skins() -> tuple[str, ...]:
    """List the names of the skins."""
    clients = _themes() / "clients"
    return tuple(sorted(entry.parent.name for entry in clients.glob("*/templates")))


def write_theme(folder: str, skin: str | None = None) -> str:
    """Write the theme, or a skin over it, into a folder that is empty or not there yet.

    Returns:
        what to do with it, as a text for the terminal.

    Raises:
        CommandError: something stands there already, or it cannot be written.
    """
    source = _themes() / "clients" / skin if skin else _themes() / THEME
    target = Path(folder)
    if not source.is_dir():
        raise CommandError(f"{source} is not there: the plugin is not installed as a whole. Install it again.")
    _require_room(target)
    try:
        for file in _files(source):
            _copy(source / file, target / file)
    except OSError as error:
        raise CommandError(f"{error.filename or folder} cannot be written: {error.strerror or error}.") from None
    return _use_skin(target, skin) if skin else _use_theme(target)


def _themes() -> Path:
    """Find the themes: in the installed package, or beside it in a checkout."""
    package = Path(str(files("pelican_share_nudge")))
    return next(filter(Path.is_dir, (package / "themes", package.parent / "themes")), package / "themes")


def _require_room(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise CommandError(f"{folder} is a file. Name a folder that is not there yet.")
    try:
        there = sorted(entry.name for entry in folder.iterdir()) if folder.exists() else []
    except OSError as error:
        raise CommandError(f"{folder} cannot be read: {error.strerror or error}.") from None
    if there:
        more = len(there) - _NAMED_AT_MOST
        listed = ", ".join(there[:_NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")
        raise CommandError(
            f"{folder} is not empty, and nothing in it was touched. There is {listed}. "
            "Name a folder that is empty or not there yet."
        )


def _files(source: Path) -> Iterator[Path]:
    for place, _, names in os.walk(source):
        yield from (Path(place, name).relative_to(source) for name in names)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(target, "xb") as file:  # Another's file is not written over, even if it came a moment ago.
        file.write(source.read_bytes())


def _use_theme(folder: Path) -> str:
    readme = folder / "README.md"
    return _USE_THEME.format(
        theme=THEME, folder=folder, quoted=_quoted(folder), readme=readme, skins=", ".join(skins())
    )


def _use_skin(folder: Path, skin: str) -> str:
    parts = {part: _quoted(folder / part) for part in ("templates", "static")}
    return _USE_SKIN.format(skin=skin, folder=folder, theme=THEME, **parts)


def _quoted(path: Path) -> str:
    """Write a path as Python has it; with `/`, which every system takes."""
    return json.dumps(path.as_posix(), ensure_ascii=False)
