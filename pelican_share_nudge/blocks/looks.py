"""The only module that knows how blocks look: which looks there are, and the stylesheet and the script of a site."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePosixPath

from msgspec import Struct

from pelican_share_nudge.tables.looks import FOLDER as LOOKS_FOLDER
from pelican_share_nudge.tables.looks import read
from pelican_share_nudge.tables.networks import Network

_BASE, _SCRIPT = "passalong.css", "passalong.js"
_FOLDER = "passalong"
_COLOUR = "--passalong-brand"


class Asset(Struct, frozen=True):
    """A file that the plugin writes once for all pages.

    Attributes:
        path: below the output folder. It changes with the text, so that readers' browsers may keep the file for ever.
        text: what it holds.
    """

    path: str
    text: str


def stylesheet(look: str, networks: Iterable[Network]) -> Asset:
    """Make the stylesheet of a look; one that shows the networks' own colours gets them."""
    text = read(_BASE) + "\n" + read(f"{LOOKS_FOLDER}/{look}.css")
    if _COLOUR in text:
        text += "\n" + "".join(_colours(network) for network in networks if network.colour)
    return _asset(_BASE, text)


def script() -> Asset:
    """Give the script, which is the same for all looks."""
    return _asset(_SCRIPT, read(_SCRIPT))


def _colours(network: Network) -> str:
    return f".passalong-{network.name}{{{_COLOUR}:{network.colour};{_COLOUR}-text:{readable_on(network.colour)}}}\n"


def readable_on(colour: str) -> str:
    """Choose white for a colour on which it can be read, else black: one of them has 4.5:1 on any (WCAG 2.2, 1.4.3).

    Args:
        colour: `#rrggbb`.
    """
    return "#ffffff" if 1.05 / (luminance(colour) + 0.05) >= 4.5 else "#000000"


def luminance(colour: str) -> float:
    """Work out the relative luminance of a colour `#rrggbb`, 0 for black to 1 for white (WCAG 2.2, glossary)."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _asset(name: str, text: str) -> Asset:
    path = PurePosixPath(name)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]
    return Asset(f"{_FOLDER}/{path.stem}.{digest}{path.suffix}", text)
