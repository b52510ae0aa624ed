"""The only module that looks at Pelican's own stack, for what Pelican tells by nothing else."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from types import FrameType
from typing import Any


def within(function: str) -> bool:
    """Tell whether a function or method of Pelican's main module is at work."""
    return any(frame.f_code.co_name == function for frame in _frames_of_pelican())


def in_autoreload() -> bool:
    """Tell whether Pelican will build again when something changes."""
    return within("autoreload")


def runs_around(context: Mapping[str, Any], content: str) -> Iterator[Mapping[str, Any]]:
    """List what the sites hold, by source, of the same content folder in whose build this one is a sub-site
    (pelican/__init__.py, Pelican.run)."""
    for frame in _frames_of_pelican():
        around = frame.f_locals.get("context") or {} if frame.f_code.co_name == "run" else {}
        if around and around is not context and around.get("PATH") == content:
            yield around.get("generated_content") or {}


def _frames_of_pelican() -> Iterator[FrameType]:
    frame = sys._getframe()
    while (outer := frame.f_back) is not None:
        frame = outer
        if frame.f_globals.get("__name__") == "pelican":
            yield frame
