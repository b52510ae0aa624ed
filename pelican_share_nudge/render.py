"""Blocks from templates: the theme's own `share_nudge/*.html` first, then those of the package; autoescape on."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from functools import cache
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    Template,
    TemplateError,
    TemplateNotFound,
)
from markupsafe import Markup, escape

from pelican_share_nudge.config import Problem, setting_name
from pelican_share_nudge.hooks import CallToAction, Hooks
from pelican_share_nudge.icons import IconProblem, picture
from pelican_share_nudge.locales import Phrases, direction
from pelican_share_nudge.post import Post
from pelican_share_nudge.sources import THEME_SETTINGS
from pelican_share_nudge.splice import CLOSE, Block

TEMPLATES = ("bar", "cta", "head", "feed")  # the last only for blogs that put blocks into feeds
FOLDER = "share_nudge"
DISCLOSURE = "more"  # what has an icon and is no network

# Stands in for each address while a bar is rendered whose addresses are filled in later.
_HOLE = "share-nudge-address-2f6c0e6b"


_OURS = os.path.join(os.path.dirname(__file__), "templates")


class TemplateProblem(Exception):
    """A template cannot be read or rendered; the message names it, its line and what is wrong."""


class BadFile(Exception):
    """A file that a theme brings cannot be used.

    Attributes:
        file: where it is; its path among the templates where no more is known.
        why: what is wrong with it, and what to do.
    """

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file}: {why}")
        self.file, self.why = file, why


@dataclass(frozen=True, slots=True)
class ThemeSettings:
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


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses, as a page needs them, of the files that the plugin writes; empty for those that it does not."""

    stylesheet: str = ""
    script: str = ""


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


class Renderer:
    """Renders blocks with the environment of a Pelican generator.

    Args:
        look: the name of a look; its template stands before the bar's, where it has one.
        sticky: whether the bar may go beside the content.

    Attributes:
        is_ours: no template of the theme replaces one of the package.

    Raises:
        TemplateProblem: a template of the theme has a mistake. Nothing has been rendered.
    """

    def __init__(self, environment: Environment, *, look: str, sticky: bool = False, feeds: bool = False) -> None:
        ours = PackageLoader("pelican_share_nudge")
        loaders = [loader for loader in (environment.loader,) if loader is not None]
        overlay = environment.overlay(
            autoescape=True,
            # A theme's own template may extend ours by the name `!share_nudge/bar.html`.
            loader=ChoiceLoader(
                [
                    *loaders,
                    ours,
                    PrefixLoader({f"!{FOLDER}": PackageLoader("pelican_share_nudge", f"templates/{FOLDER}")}),
                ]
            ),
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.is_ours = True
        overlay.globals = {**environment.globals}
        self._environment = overlay
        self._icons = cache(self._icon)
        self._look = {"icons": False, "names": True, "sticky": sticky, "icon": self._icons}
        self._templates: dict[str, Template] = {}
        self._bars: dict[tuple[str, bool, tuple[str, ...]], tuple[str, ...]] = {}
        self._ctas: dict[tuple[str, CallToAction], list[Block]] = {}
        self._heads: dict[Assets, list[Block]] = {}  # few: pages differ only in how deep they lie
        for name in TEMPLATES if feeds else TEMPLATES[:-1]:
            self._templates[name] = self._load(f"{FOLDER}/{name}.html")
        self._templates["bar"] = self._load(f"{FOLDER}/looks/{look}.html", f"{FOLDER}/bar.html")

    def _load(self, *paths: str) -> Template:
        """Load the first template that is there."""
        try:
            template = self._environment.select_template(paths)
        except TemplateError as error:
            raise TemplateProblem(_describe(error, paths[0])) from error
        self.is_ours &= (template.filename or "").startswith(_OURS)
        return template

    def _icon(self, name: str) -> Markup:
        """Give the picture of a network or an action, for the eye only and in the colour of the text around it; empty
        where there is none."""
        return picture_of(self._environment, name)

    def bar(self, post: Post, hooks: Hooks, phrases: Phrases, *, is_extra: bool = False) -> list[Block]:
        """Render the share bar; nothing when it would be empty.

        Args:
            is_extra: the page has the same bar once more; only one of them is a landmark.
        """
        if not hooks.links:
            return []
        parts = self._parts_of_bar(post, hooks, phrases, is_extra) if self.is_ours else ()
        if not parts:
            return self._blocks("bar", post, phrases, hooks=hooks, is_extra=is_extra, **self._look)
        addresses = (post.address, *(link.address for link in hooks.links))
        filled = [parts[0]]
        for address, part in zip(addresses, parts[1:], strict=True):
            filled += (escape(address), part)
        return [Block("bar", "".join(filled))]

    def _parts_of_bar(self, post: Post, hooks: Hooks, phrases: Phrases, is_extra: bool) -> tuple[str, ...]:
        """Give what stands before, between and behind the addresses of a bar, the post's own and its links': with the
        package's own template all posts of a language with the same networks have it in common. Empty where that cannot
        be said."""
        key = (post.language, is_extra, tuple(link.network for link in hooks.links))
        if key not in self._bars:
            hollow = Hooks(tuple(replace(link, address=_HOLE) for link in hooks.links))
            values = self._look | {"hooks": hollow, "is_extra": is_extra}
            blocks = self._blocks("bar", replace(post, address=_HOLE), phrases, **values)
            parts = tuple(blocks[0].html.split(_HOLE)) if blocks else ()
            self._bars[key] = parts if len(parts) == len(hooks.links) + 2 else ()
        return self._bars[key]

    def ctas(self, post: Post, hooks: Hooks, phrases: Phrases) -> list[Block]:
        """Render each call to action as a block of its own."""
        return [block for call in hooks.ctas for block in self._cta(call, post, hooks, phrases)]

    def _cta(self, call: CallToAction, post: Post, hooks: Hooks, phrases: Phrases) -> list[Block]:
        """Render one; with the package's own template once for all posts that have the same."""
        if not self.is_ours or call.kind == "read-next" or call.name == "sentence":
            return self._blocks("cta", post, phrases, hooks=hooks, cta=call)
        key = (post.language, call)
        if key not in self._ctas:
            self._ctas[key] = self._blocks("cta", post, phrases, hooks=hooks, cta=call)
        return self._ctas[key]

    def head(self, assets: Assets) -> list[Block]:
        """Render what the page's head needs; nothing when the blog writes neither stylesheet nor script."""
        if assets not in self._heads:
            self._heads[assets] = self._finish("head", {"assets": assets}) if any(astuple(assets)) else []
        return self._heads[assets]

    def feed(self, post: Post, hooks: Hooks, phrases: Phrases) -> list[Block]:
        """Render the hooks for a feed: without classes, scripts or styles."""
        return self._blocks("feed", post, phrases, hooks=hooks) if hooks.links or hooks.ctas else []

    def _blocks(self, name: str, post: Post, phrases: Phrases, **values: Any) -> list[Block]:
        common = {"post": post, "phrases": phrases, "language": post.language, "direction": direction(post.language)}
        return self._finish(name, common | values)

    def _finish(self, name: str, values: dict[str, Any]) -> list[Block]:
        try:
            html = self._templates[name].render(values).strip()
        except Exception as error:  # A theme's template may raise anything; the page must stay as it is.
            raise TemplateProblem(_describe(error, f"{FOLDER}/{name}.html")) from error
        if CLOSE in html or "<!-- share-nudge:" in html:
            raise TemplateProblem(f"{FOLDER}/{name}.html: it holds a marker comment, which the plugin writes itself")
        return [Block(name, html)] if html else []


def join(blocks: Iterable[Block]) -> Markup:
    """Join blocks into what a theme can print as it is."""
    return Markup("".join(map(str, blocks)))


def _describe(error: Exception, template: str) -> str:
    """Name the template and the line in it that an error comes from, however deep it was raised."""
    known, name, message = getattr(error, "lineno", None), getattr(error, "name", None) or template, str(error)
    line, trace = known, error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if known is None and file.endswith(".html"):
            line, name = trace.tb_lineno, file
        trace = trace.tb_next
    place = f"{name}, line {line}" if line else name
    return f"{place}: {type(error).__name__}: {message}"
