"""The formats of a report: one file each, named as the format is; its golden file is `tests/report/expected.…`.

A format's file has `write(verdicts, paths) -> str`, and perhaps PLACE: where it stands in the list of formats; the
others follow by name.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Protocol

from pelican_share_nudge.findings import Verdict
from pelican_share_nudge.report.paths import Paths


class Format(Protocol):
    """Writes verdicts, one a site, as a text for a file or for standard output."""

    def __call__(self, verdicts: Sequence[Verdict], paths: Paths) -> str: ...


@cache
def all_formats() -> Mapping[str, Format]:
    """Load all formats, by name; a build needs none of them."""
    modules = {module.name: import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)}
    names = sorted(modules, key=lambda name: (getattr(modules[name], "PLACE", len(modules)), name))
    return {name: modules[name].write for name in names}
