"""What is checked when Pelican has read its settings, before anything is written or deleted."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from jinja2 import Environment, FileSystemLoader
from pelican.log import console

from pelican_share_nudge import report
from pelican_share_nudge.host.checking import check, check_sub_sites
from pelican_share_nudge.host.loaded import settings_file
from pelican_share_nudge.host.stack import in_autoreload, within
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.problems import ConfigError
from pelican_share_nudge.settings.rows import setting_name

_LAST_GOOD_SETTINGS = "the site is built with the last good ones until they are mended"


def check_settings(pelican: Any) -> None:
    """Check everything that can be wrong before anything is written or deleted.

    While Pelican waits for changes, what a theme brings is left to the generator: an error here means that the settings
    are read again only when their own file has changed.

    Raises:
        ConfigError: lists every problem.
    """
    if within("run"):  # Another site is being written, and this one, its sub-site, was checked with it.
        return
    settings = {**_passed_over(pelican.settings), **pelican.settings}
    checked = check(settings, _environment(settings), complete=False)
    own = (*checked.own, *check_sub_sites(settings, checked, _environment))
    problems = own if in_autoreload() else (*own, *checked.of_theme)
    if problems and within("__call__"):  # `pelican --print-settings` builds nothing.
        report.say_settings(ConfigError(problems))
    elif problems:
        report.without_traceback(console)
        raise ConfigError(problems, _LAST_GOOD_SETTINGS if in_autoreload() else "nothing was written")


def _environment(settings: Mapping[str, Any]) -> Environment:
    """Make the environment of a theme's templates as Pelican does (pelican/generators.py, Generator.__init__), but for
    what plugins add to it."""
    theme = os.path.expanduser(os.path.join(settings["THEME"], "templates"))
    loader = FileSystemLoader([*settings["THEME_TEMPLATES_OVERRIDES"], theme])
    return Environment(loader=loader, **settings["JINJA_ENVIRONMENT"])


def _passed_over(settings: Mapping[str, Any]) -> dict[str, Any]:
    """List what the settings file sets by a name that is ours but for its capitals: Pelican does not see it."""
    file = settings_file(settings)
    module = next((module for module in [*sys.modules.values()] if getattr(module, "__file__", None) == file), None)
    known = {setting_name(row.name) for row in fields(Config)}
    return {
        name: value
        for name, value in (vars(module).items() if file and module else ())
        if not name.isupper() and name.upper() in known and name.upper() not in settings
    }
