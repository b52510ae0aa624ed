"""The only module that reads what a theme brings beside templates: settings, icons, and layouts of share cards."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, TemplateNotFound
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from pelican_share_nudge.blocks.icons import IconProblem, picture
from pelican_share_nudge.errors import ShareNudgeError
from pelican_share_nudge.nearest import none_of
from pelican_share_nudge.settings.config import THEME_SETTINGS
from pelican_share_nudge.settings.problems import Problem
from pelican_share_nudge.settings.rows import setting_name

FOLDER = "share_nudge"
_CARDS = f"{FOLDER}/cards/"
_LAYOUT = ".typ"


class BadFile(ShareNudgeError):
    """A file that a theme brings cannot be used.

    Attributes:
        file: where it is; its path among the templates where no more is known.
        why: what is wrong with it, and what to do.
    """

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file}: {why}")
        self.file, self.why = file, why


class ThemeSettings(Struct, frozen=True):
    """What a theme, or a skin over it, sets for the blogs that use it; a blog's own setting replaces it.

    Attributes:
        values: setting → value, by the settings' full names.
        file: where they stand.
    """

    values: Mapping[str, Any]
    file: str = ""

    def place(self, problem: Problem, own: Mapping[str, Any]) -> Problem:
        """Say in a problem that the theme, and not the blog, has set it."""
        if problem.setting not in self.values or problem.setting in own:
            return problem
        return replace(problem, file=self.file)


NOTHING_SET = ThemeSettings({})


def theme_settings(environment: Environment) -> ThemeSettings:
    """Read the settings among a theme's templates; nothing is set where there are none. A skin's replace its theme's.

    Raises:
        BadFile: it is no TOML, or not UTF-8.
    """
    text, file = _read(environment, THEME_SETTINGS)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFile(file, f"It is no TOML: {error}.") from error
    return ThemeSettings({setting_name(name): value for name, value in table.items()}, file)


def _read(environment: Environment, path: str) -> tuple[str, str]:
    """Read a file among the templates, and give its text and where it is; both are empty where there is none.

    Raises:
        BadFile: it is not UTF-8.
    """
    try:
        text, file, _ = environment.loader.get_source(environment, path) if environment.loader else ("", "", None)
    except TemplateNotFound:
        return "", ""
    except UnicodeDecodeError as error:
        raise BadFile(path, "It is not UTF-8. Save it as UTF-8.") from error
    return text.removeprefix("\ufeff"), os.path.abspath(file or path)


def picture_of(environment: Environment, name: str) -> Markup:
    """Read the icon of a network or an action among the templates; empty where there is none.

    Raises:
        BadFile: it is not UTF-8, or cannot be shown as an icon.
    """
    svg, file = _read(environment, f"{FOLDER}/icons/{name}.svg")
    try:
        return picture(svg) if file else Markup()
    except IconProblem as problem:
        raise BadFile(file, f"It cannot be shown as an icon: {problem}.") from problem


class Layout(Struct, frozen=True):
    """How share cards are laid out: a text in Typst, and the file in which it stands."""

    text: str
    file: str


def layout_of(environment: Environment, name: str) -> Layout:
    """Read a layout of share cards: the theme's own, else the package's.

    Raises:
        BadFile: there is none of that name, or it is not UTF-8.
    """
    loader = _with_ours(environment.loader)
    text, file = _read(Environment(loader=loader), f"{_CARDS}{name}{_LAYOUT}")
    if not file:
        known = (path.removeprefix(_CARDS) for path in loader.list_templates() if path.startswith(_CARDS))
        names = sorted(path.removesuffix(_LAYOUT) for path in known if path.endswith(_LAYOUT))
        raise BadFile(f"{_CARDS}{name}{_LAYOUT}", none_of(name, names))
    return Layout(text, file)


def _with_ours(loader: BaseLoader | None) -> BaseLoader:
    return ChoiceLoader([*([loader] if loader else []), PackageLoader("pelican_share_nudge")])
