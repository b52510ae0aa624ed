"""Which looks there are: each is one stylesheet."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

STATIC = files("pelican_share_nudge") / "static"
FOLDER = "looks"
_DISCLOSURE = ".passalong-more"


@cache
def available_looks() -> tuple[str, ...]:
    """List the looks: each is one stylesheet, and a template of the same name where its markup differs."""
    stylesheets = (entry.name for entry in (STATIC / FOLDER).iterdir() if entry.name.endswith(".css"))
    return tuple(sorted(name.removesuffix(".css") for name in stylesheets))


def discloses(look: str) -> bool:
    """Tell whether a look shows its links only when it is asked to."""
    return _DISCLOSURE in read(f"{FOLDER}/{look}.css")


@cache
def read(name: str) -> str:
    """Read a stylesheet or script of the package."""
    return (STATIC / name).read_text(encoding="utf-8")
