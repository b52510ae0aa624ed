"""The blog with one fault for each rule, and how it is built on each theme."""

from __future__ import annotations

import runpy
import shutil
import struct
import zlib
from pathlib import Path
from typing import Any

from support.builds import TESTS
from support.foreign import FOREIGN_THEMES, theme_settings, with_nudge

PLANTED = TESTS / "planted"
SETTINGS_FILE = PLANTED / "pelicanconf.py"
THEMES = ("own", *FOREIGN_THEMES)


def planted_content(folder: Path) -> Path:
    """Copy the blog, and add the pictures that it names."""
    shutil.copytree(PLANTED / "content", folder)
    images = folder / "images"
    (images / "card.png").write_bytes(_png(1200, 630))
    (images / "seed.png").write_bytes(_png(64, 64))
    (images / "kitchen.png").write_bytes(_png(640, 400, packed=False))
    return folder


def planted_settings(theme: str) -> dict[str, Any]:
    """Give its settings on one theme, and as `plugins` what the theme needs."""
    settings = {name: value for name, value in runpy.run_path(str(SETTINGS_FILE)).items() if name.isupper()}
    return {"THEME_TEMPLATES_OVERRIDES": [str(PLANTED / "templates")], **settings, **_settings_of(theme)}


def _settings_of(theme: str) -> dict[str, Any]:
    """Give what a theme needs; our own also prints complete pages, so that pages are judged, too."""
    if theme == "own":
        return {"THEME": str(PLANTED / "theme"), "SHARE_NUDGE_WHERE": ["articles", "pages"]}
    # Seafoam's documentation says so; without it, see the good posts alone.
    picture = {"OPEN_GRAPH_IMAGE": "images/card.png"} if theme == "seafoam" else {}
    return {"plugins": with_nudge(theme), **theme_settings(theme), **picture}


def _png(width: int, height: int, *, packed: bool = True) -> bytes:
    """Draw a black picture, small or as heavy as its pixels."""
    pixels = zlib.compress(b"\0" * (3 * width + 1) * height, 9 if packed else 0)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
