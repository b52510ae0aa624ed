"""The only module that finds what a blog names for its share cards: layout, logo, and files of fonts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment
from msgspec import structs

from pelican_share_nudge.blocks.of_theme import BadFile, layout_of
from pelican_share_nudge.cards.logo import BadLogo, as_svg
from pelican_share_nudge.cards.spec import Design
from pelican_share_nudge.host.loaded import settings_file
from pelican_share_nudge.settings.config import DEFAULT_LAYOUT, Config
from pelican_share_nudge.settings.problems import Problem
from pelican_share_nudge.settings.rows import setting_name
from pelican_share_nudge.settings.site_name import site_name

_OF_FONTS = (".ttf", ".otf", ".ttc", ".otc")


def design_of(config: Config, settings: Mapping[str, Any], environment: Environment) -> Design:
    """Make what all cards of a blog have in common.

    Raises:
        BadFile: there is no such layout.
        BadLogo: the logo is none that can be drawn.
        OSError: a file is gone since the settings were checked.
    """
    layout = layout_of(environment, config.card_layout)
    colours = {
        name.replace("_", "-"): value for name, value in structs.asdict(config.card_style).items() if name != "logo"
    }
    files = [name for name in config.card_fonts if _is_file_of_fonts(name)]
    return Design(
        layout=layout.text,
        file=layout.file,
        site=site_name(settings) or "",
        colours=colours,
        logo=_logo(config, settings),
        fonts=tuple(name for name in config.card_fonts if name not in files),
        font_files=tuple(found for name in files if (found := _find(name, settings))),
    )


def plain_design_of(config: Config, settings: Mapping[str, Any]) -> Design:
    """Make the same with a layout of the package, and without a logo: nothing in it can have a mistake."""
    style = structs.replace(config.card_style, logo="")
    return design_of(replace(config, cards=DEFAULT_LAYOUT, card_style=style), settings, Environment())


def card_problems(config: Config, settings: Mapping[str, Any], environment: Environment) -> Iterator[Problem]:
    """List what a blog names for its cards and does not have."""
    if not config.card_layout:
        return
    try:
        layout_of(environment, config.card_layout)
    except BadFile as bad:
        yield Problem(setting_name("cards"), config.cards, f"There is no such layout: {bad.why}")
    try:
        _logo(config, settings)
    except (BadLogo, OSError) as error:
        yield Problem(setting_name("card_style"), config.card_style.logo, str(error), path='["logo"]')
    for position, name in enumerate(config.card_fonts):
        if _is_file_of_fonts(name) and not _find(name, settings):
            text = f"There is no such file in {_listed(settings)}."
            yield Problem(setting_name("card_fonts"), name, text, path=f"[{position}]")


def _logo(config: Config, settings: Mapping[str, Any]) -> str:
    named = config.card_style.logo
    if not named:
        return ""
    file = _find(named, settings)
    if not file:
        raise BadLogo(f"There is no such file in {_listed(settings)}.")
    return as_svg(Path(file).read_bytes())


def _is_file_of_fonts(name: str) -> bool:
    return name.lower().endswith(_OF_FONTS)


def _find(named: str, settings: Mapping[str, Any]) -> str:
    """Find a file; empty where there is none."""
    paths = (os.path.abspath(os.path.join(folder, named.lstrip("/"))) for folder in _folders(settings))
    return next(filter(os.path.isfile, (os.path.abspath(named) if os.path.isabs(named) else "", *paths)), "")


def _listed(settings: Mapping[str, Any]) -> str:
    return ", ".join(f"`{folder}`" for folder in _folders(settings))


def _folders(settings: Mapping[str, Any]) -> list[str]:
    """List where such files may be: in the content folder, beside the settings, in what a theme or its skins bring."""
    file = settings_file(settings)
    beside = [os.path.dirname(file)] if file else []
    skins = (os.path.dirname(os.path.abspath(folder)) for folder in settings["THEME_TEMPLATES_OVERRIDES"])
    return [settings["PATH"], *beside, *(os.path.join(theme, "static") for theme in (settings["THEME"], *skins))]
