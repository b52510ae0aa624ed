"""The only module that knows how blocks look: which looks there are, and the stylesheet and the script of a site."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

from pelican_share_nudge.tables.networks import Network

_STATIC = files("pelican_share_nudge") / "static"
_BASE, _SCRIPT, _LOOKS = "passalong.css", "passalong.js", "looks"
_FOLDER = "passalong"
_COLOUR = "--passalong-brand"
_DISCLOSURE = ".passalong-more"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the plugin writes once for all pages.

    Attributes:
        path: below the output folder. It changes with the text, so that readers' browsers may keep the file for ever.
        text: what it holds.
    """

    path: str
    text: str


@cache
def available() -> tuple[str, ...]:
    """List the looks: each is one stylesheet, and a template of the same name where its markup differs."""
    stylesheets = (entry.name for entry in (_STATIC / _LOOKS).iterdir() if entry.name.endswith(".css"))
    return tuple(sorted(name.removesuffix(".css") for name in stylesheets))


def discloses(look: str) -> bool:
    """Tell whether a look shows its links only when it is asked to."""
    return _DISCLOSURE in _read(f"{_LOOKS}/{look}.css")


def stylesheet(look: str, networks: Iterable[Network]) -> Asset:
    """Make the stylesheet of a look; one that shows the networks' own colours gets them."""
    text = _read(_BASE) + "\n" + _read(f"{_LOOKS}/{look}.css")
    if _COLOUR in text:
        text += "\n" + "".join(_colours(network) for network in networks if network.colour)
    return _asset(_BASE, text)


def script() -> Asset:
    """Give the script, which is the same for all looks."""
    return _asset(_SCRIPT, _read(_SCRIPT))


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


@cache
def _read(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")
