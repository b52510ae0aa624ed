"""The only module that finds out which settings file Pelican loaded."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from pelican_share_nudge.judge.setting_lines import imported_by


def settings_file(settings: Mapping[str, Any]) -> str:
    """Find the file that gave a build its settings: Pelican keeps it as a module, whoever started it and however
    (https://github.com/getpelican/pelican/blob/main/pelican/settings.py, `load_source`).

    A process may hold others: what the file imports, and those of earlier builds. The values tell, for a module and
    the settings made from it hold the very same objects.

    Returns:
        its absolute path; empty when no file was loaded, or it cannot be told.
    """
    found = [module for module in _modules_of_one_file(settings) if _gave(module, settings)]
    return max(found, key=lambda module: _likeness(module, settings, found)).file if found else ""


class _Module(Struct, frozen=True):
    name: str
    file: str
    values: Mapping[str, Any]


def _modules_of_one_file(settings: Mapping[str, Any]) -> Iterator[_Module]:
    """List modules as Pelican loads settings, called as their file is, without a package; of those only what has a name
    that is set."""
    for name, module in [*sys.modules.items()]:
        file = getattr(module, "__file__", None)
        if not isinstance(file, str) or os.path.basename(file) != f"{name}.py":
            continue
        if not settings.keys().isdisjoint(vars(module)):
            values = {key: value for key, value in vars(module).items() if key.isupper()}
            if values:
                yield _Module(name, os.path.abspath(file), values)


def _gave(module: _Module, settings: Mapping[str, Any]) -> bool:
    """Tell whether values went from a module into the settings: a telling one, or all if none of them could tell."""
    telling = [name for name, value in module.values.items() if _is_telling(value)]
    return (
        _same(telling, module, settings) > 0
        if telling
        else _same(module.values, module, settings) == len(module.values)
    )


def _is_telling(value: object) -> bool:
    """Tell whether a value equal to another is the same object only if it was taken from there: Python keeps small
    numbers, short names and nothing but once."""
    if isinstance(value, str):
        return not value.replace("_", "a").isalnum() and len(value) > 1
    return value is not None and value != () and not isinstance(value, (bool, int))


def _same(names: Any, module: _Module, settings: Mapping[str, Any]) -> int:
    return sum(name in settings and settings[name] is module.values[name] for name in names)


def _likeness(module: _Module, settings: Mapping[str, Any], others: list[_Module]) -> tuple[int, int, int]:
    """Rank modules: by what they certainly gave, then by all that is the same; last is who only was imported."""
    telling = [name for name, value in module.values.items() if _is_telling(value)]
    return (
        _same(telling, module, settings),
        _same(module.values, module, settings),
        -sum(module.name in imported_by(other.file) for other in others),
    )
