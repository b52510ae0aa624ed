"""The only module that checks, before anything is written, all that a blog and its theme set: every problem at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.meta import find_referenced_templates
from msgspec import Struct, field
from msgspec.structs import replace

from pelican_share_nudge.blocks.icons import IconProblem, picture
from pelican_share_nudge.blocks.of_theme import FOLDER, NOTHING_SET, BadFile, ThemeSettings, picture_of, theme_settings
from pelican_share_nudge.blocks.render import DISCLOSURE, Renderer, templates
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.problems import ConfigError, Problem
from pelican_share_nudge.settings.values import NO_VALUE

_UNKNOWN_TAG = "Encountered unknown tag"


class Checked(Struct, frozen=True):
    """What a site has set.

    Attributes:
        config: what can be used of it.
        own: what is wrong with the blog's own settings.
        of_theme: what is wrong with files of the theme: templates, icons, settings.
    """

    config: Config
    own: tuple[Problem, ...] = ()
    of_theme: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.own + self.of_theme


class _Found(Struct):
    own: list[Problem] = field(default_factory=list)
    of_theme: list[Problem] = field(default_factory=list)


def check(settings: Mapping[str, Any], environment: Environment, *, complete: bool = True) -> Checked:
    """Check the settings of one site, and what its theme brings.

    Args:
        environment: of the site's templates.
        complete: whether it has all filters, tests and tags; other plugins add theirs when generators are made.
    """
    found = _Found()
    try:
        of_theme = theme_settings(environment)
    except BadFile as bad:
        of_theme = NOTHING_SET
        found.of_theme.append(Problem(bad.file, NO_VALUE, bad.why))
    config = _config(settings, of_theme, found)
    found.of_theme += _bad_templates(environment, _names(config), complete=complete)
    found.of_theme += _renamed_templates(environment)
    for problem in _card_problems(config, settings, environment):
        placed = of_theme.place(problem, settings)
        (found.of_theme if placed.file else found.own).append(placed)
    found.of_theme += _bad_icons(environment, (*config.known_networks, DISCLOSURE))
    return Checked(config, tuple(found.own), tuple(found.of_theme))


def _config(settings: Mapping[str, Any], of_theme: ThemeSettings, found: _Found) -> Config:
    try:
        return Config.parse({**of_theme.values, **settings})
    except ConfigError as error:
        for problem in error.problems:
            placed = of_theme.place(problem, settings)
            (found.of_theme if placed.file else found.own).append(placed)
    return _what_is_good(settings)


def _what_is_good(settings: Mapping[str, Any]) -> Config:
    """Read a blog's settings without the theme's, and if need be without those that are wrong."""
    good = dict(settings)
    for _ in range(len(good)):
        try:
            return Config.parse(good)
        except ConfigError as error:
            bad = {problem.setting for problem in error.problems}
            good = {name: value for name, value in good.items() if name not in bad}
    return Config()


def check_sub_sites(
    settings: Mapping[str, Any], main: Checked, environment_of: Callable[[Mapping[str, Any]], Environment]
) -> Iterator[Problem]:
    """Find what is wrong with the sub-sites of i18n_subsites, and is no problem of the main site.

    Args:
        environment_of: makes the environment of the templates of a site.
    """
    known = set(map(str, main.problems))
    sites = settings.get("I18N_SUBSITES")
    for name, overrides in sites.items() if isinstance(sites, Mapping) else ():
        if isinstance(overrides, Mapping):
            site = {**settings, **overrides}
            found = check(site, environment_of(site), complete=False).problems
            fresh = (problem for problem in found if str(problem) not in known)
            yield from (replace(problem, setting=f"I18N_SUBSITES[{name!r}]: {problem.setting}") for problem in fresh)


def _names(config: Config) -> tuple[str, ...]:
    """List the templates of which blocks are made."""
    names = templates(feeds="feeds" in config.where)
    return (*(f"{FOLDER}/{name}.html" for name in names), f"{FOLDER}/looks/{config.look}.html")


def _bad_templates(environment: Environment, names: Iterable[str], *, complete: bool) -> Iterator[Problem]:
    """Read the templates that the theme has, and those to which they refer."""
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop(0)
        if name in seen or environment.loader is None:
            continue
        seen.add(name)
        try:
            source, _, _ = environment.loader.get_source(environment, name)
            referred = find_referenced_templates(environment.parse(source, name))
            waiting += [other for other in referred if other is not None and _is_ours(other)]
            if complete:
                environment.compile(source, name)
        except TemplateNotFound:
            continue
        except TemplateError as error:
            if complete or not str(error.message).startswith(_UNKNOWN_TAG):
                yield Problem(f"{name}{_line(error)}", NO_VALUE, f"This template has a mistake: {error.message}")
        except UnicodeDecodeError:  # Its block is missing then, and the others are there.
            continue


# What blocks were called before a hook's name was that of its template.
_RENAMED = {"head": "assets", "feed": "feed_line"}


def _renamed_templates(environment: Environment) -> Iterator[Problem]:
    """Find templates of the theme that would be passed over in silence."""
    loader = environment.loader
    if loader is None:
        return
    for before, now in _RENAMED.items():
        name = f"{FOLDER}/{before}.html"
        with suppress(TemplateNotFound, UnicodeDecodeError):
            _, file, _ = loader.get_source(environment, name)
            yield Problem(file or name, NO_VALUE, f"This template is called `{now}.html` by now. Rename it.")


def _is_ours(name: str) -> bool:
    return name.startswith(f"{FOLDER}/")


def _line(error: TemplateError) -> str:
    return f", line {error.lineno}" if isinstance(error, TemplateSyntaxError) else ""


def _bad_icons(environment: Environment, names: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        try:
            picture_of(environment, name)
        except BadFile as bad:
            yield Problem(bad.file, NO_VALUE, bad.why)


def make_renderer(config: Config, environment: Environment, *, lenient: bool = False) -> Renderer:
    """Make the renderer of a site.

    Args:
        lenient: only the block of a template with a mistake is missing.

    Raises:
        TemplateProblem: a template of the theme has a mistake.
    """
    feeds = "feeds" in config.where
    return Renderer(environment, look=config.look, sticky=config.sticky, feeds=feeds, lenient=lenient)


def without_what_is_broken(environment: Environment) -> Environment:
    """Give an environment in which icons and settings of the theme that cannot be read are not there."""
    if environment.loader is None:
        return environment
    return environment.overlay(loader=_Intact(environment.loader))


class _Intact(BaseLoader):
    """Loads what can be used."""

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        if not _is_ours(template) or template.endswith(".html"):
            return self._loader.get_source(environment, template)
        try:
            source, file, is_fresh = self._loader.get_source(environment, template)
            if template.endswith(".svg"):
                picture(source)
        except (UnicodeDecodeError, IconProblem):
            raise TemplateNotFound(template) from None
        return source, file, is_fresh

    def list_templates(self) -> list[str]:
        return self._loader.list_templates()


def _card_problems(config: Config, settings: Mapping[str, Any], environment: Environment) -> Iterator[Problem]:
    if config.card_layout:
        from pelican_share_nudge.host.card_files import card_problems  # Only a blog with cards pays for loading it.

        yield from card_problems(config, settings, environment)
