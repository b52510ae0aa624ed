"""Blocks from templates: the theme's own `share_nudge/*.html` first, then those of the package; autoescape on."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any, Protocol, runtime_checkable

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    Template,
    TemplateError,
)
from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import astuple, replace

from pelican_share_nudge.blocks.mistakes import Mistakes, place_of
from pelican_share_nudge.blocks.of_theme import FOLDER, picture_of
from pelican_share_nudge.errors import ShareNudgeError
from pelican_share_nudge.hooks import all_hooks, marker_of
from pelican_share_nudge.hooks.bar import ShareLink, email_of
from pelican_share_nudge.hooks.cta import CallToAction
from pelican_share_nudge.insert.splice import CLOSE, Block
from pelican_share_nudge.locales import Phrases, direction
from pelican_share_nudge.page.facts import TemplateMistake
from pelican_share_nudge.post import Post

DISCLOSURE = "more"  # what has an icon and is no network

# Stands in for each value of a post while a bar is rendered that is filled in later.
_HOLE = "share-nudge-address-2f6c0e6b"


_OURS = os.path.join(os.path.dirname(os.path.dirname(__file__)), "templates")


class TemplateProblem(ShareNudgeError):
    """A template is none; the message names it, its line and what is wrong."""


class Hooks(Struct, frozen=True):
    """What templates call `hooks`: everything with which a reader can pass one post on."""

    links: tuple[ShareLink, ...] = ()
    ctas: tuple[CallToAction, ...] = ()

    @property
    def email(self) -> ShareLink | None:
        return email_of(self.links)


NO_HOOKS = Hooks()


class Assets(Struct, frozen=True):
    """Addresses, as a page needs them, of the files that the plugin writes; empty for those that it does not."""

    stylesheet: str = ""
    script: str = ""


@runtime_checkable
class Hollow(Protocol):
    """What a hook decided, if its template does nothing with values but print each once, in order."""

    def kinds(self) -> Hashable:
        """Give what it has in common with others that differ in values only."""

    def hollow(self, hole: str, /) -> object:
        """Give the same with something else in the place of each value."""

    def values(self) -> tuple[str, ...]: ...


class Renderer:
    """Renders blocks with the environment of a Pelican generator. A block whose template fails is missing.

    Args:
        look: the name of a look; its template stands before the bar's, where it has one.
        sticky: whether the bar may go beside the content.
        lenient: a template that is none fails when it is to be rendered, and not here.

    Attributes:
        is_ours: no template of the theme replaces one of the package.
        mistakes: what templates did wrong so far.

    Raises:
        TemplateProblem: a template of the theme is none. Nothing has been rendered.
    """

    def __init__(
        self, environment: Environment, *, look: str, sticky: bool = False, feeds: bool = False, lenient: bool = False
    ) -> None:
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
        self.mistakes = Mistakes()
        self._lenient = lenient
        overlay.globals = {**environment.globals}
        self._environment = overlay
        self._icons = cache(self._icon)
        self._look = {"icons": False, "short": False, "sticky": sticky, "icon": self._icons}
        self._templates: dict[str, Template | TemplateMistake] = {}
        self._hollow: dict[tuple[str, str, Hashable], tuple[str, ...]] = {}
        self._ctas: dict[tuple[str, CallToAction], list[Block]] = {}
        self._assets: dict[Assets, list[Block]] = {}  # few: pages differ only in how deep they lie
        for name in templates(feeds=feeds):
            of_look = (f"{FOLDER}/looks/{look}.html",) if name == "bar" else ()
            self._templates[name] = self._load(name, *of_look, f"{FOLDER}/{name}.html")

    def _load(self, block: str, *paths: str) -> Template | TemplateMistake:
        """Load the first template that is there; what keeps it from being read is told when it is to be rendered."""
        try:
            template = self._environment.select_template(paths)
        except Exception as error:
            if isinstance(error, TemplateError) and not self._lenient:
                raise TemplateProblem(_describe(error, paths[0])) from error
            self.is_ours = False
            return self._mistake(block, error, *paths)
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
        values = (post.address, *(value for link in hooks.links for value in _values(link) if value))
        kinds = (is_extra, tuple((link.network, bool(link.title), bool(link.text)) for link in hooks.links))

        def hollow() -> list[Block]:
            links = Hooks(tuple(map(_hollow, hooks.links)))
            return self._blocks(
                "bar", replace(post, address=_HOLE), phrases, hooks=links, is_extra=is_extra, **self._look
            )

        filled = self._filled("bar", post.language, kinds, values, hollow)
        return filled or self._blocks("bar", post, phrases, hooks=hooks, is_extra=is_extra, **self._look)

    def ctas(self, post: Post, hooks: Hooks, phrases: Phrases) -> list[Block]:
        """Render each call to action as a block of its own."""
        return [block for call in hooks.ctas for block in self._cta(call, post, hooks, phrases)]

    def _cta(self, call: CallToAction, post: Post, hooks: Hooks, phrases: Phrases) -> list[Block]:
        """Render one; with the package's own template once for all posts that have the same."""
        if not self.is_ours or call.is_of_post:
            return self._blocks("cta", post, phrases, hooks=hooks, cta=call)
        key = (post.language, call)
        if key not in self._ctas:
            self._ctas[key] = self._blocks("cta", post, phrases, hooks=hooks, cta=call)
        return self._ctas[key]

    def assets(self, assets: Assets, source: str) -> list[Block]:
        """Render the links to stylesheet and script; nothing when the blog writes neither.

        Args:
            source: of the post whose page it is.
        """
        if not any(astuple(assets)):
            return []
        if assets not in self._assets:
            blocks = self._finish("assets", {"assets": assets}, source)
            if not blocks:
                return []
            self._assets[assets] = blocks
        return self._assets[assets]

    def render(
        self, hook: str, data: Any, post: Post, hooks: Hooks, phrases: Phrases, *, is_extra: bool = False
    ) -> list[Block]:
        """Render what a hook decided; its template is given that as `data`, but for what templates know as `hooks`, and
        of what stands inline part by part."""
        if data is None:
            return []
        if hook == "bar":
            return self.bar(post, hooks, phrases, is_extra=is_extra)
        if hook == "cta":
            return self.ctas(post, hooks, phrases)
        if isinstance(data, Hollow) and (filled := self._filled_data(hook, data, post, phrases)):
            return filled
        values = {"hooks": hooks, "icon": self._icons}
        if all_hooks()[hook].SLOTS == ("inline",):
            return [block for part in data for block in self._blocks(hook, post, phrases, data=part, **values)]
        return self._blocks(hook, post, phrases, data=data, **values)

    def _filled_data(self, hook: str, data: Hollow, post: Post, phrases: Phrases) -> list[Block]:
        def hollow() -> list[Block]:
            return self._blocks(hook, post, phrases, hooks=NO_HOOKS, data=data.hollow(_HOLE))

        return self._filled(hook, post.language, data.kinds(), data.values(), hollow)

    def _filled(
        self, hook: str, language: str, kinds: Hashable, values: Sequence[str], hollow: Callable[[], list[Block]]
    ) -> list[Block]:
        """Fill what was rendered once: with the package's own template all posts of a language with the same kinds of
        values have in common what stands before, between and behind these. Nothing where that cannot be said.

        Args:
            hollow: renders it with a hole in the place of each value.
        """
        if not (self.is_ours and values):
            return []
        key = (hook, language, kinds)
        if key not in self._hollow:
            blocks = hollow()
            parts = tuple(blocks[0].html.split(_HOLE)) if blocks else ()
            self._hollow[key] = parts if len(parts) == len(values) + 1 else ()
        if not self._hollow[key]:
            return []
        filled = _fill(self._hollow[key], values)
        return [Block(marker_of(hook), "".join(filled), filled)]

    def _blocks(self, name: str, post: Post, phrases: Phrases, **values: Any) -> list[Block]:
        common = {"post": post, "phrases": phrases, "language": post.language, "direction": direction(post.language)}
        return self._finish(name, common | values, post.source)

    def _finish(self, name: str, values: dict[str, Any], source: str) -> list[Block]:
        template = self._templates[name]
        if isinstance(template, TemplateMistake):
            self.mistakes.note(template, source)
            return []
        try:
            html = template.render(values).strip()
        except (
            Exception,
            SystemExit,
        ) as error:  # It may raise anything; the other blocks are made all the same.
            self.mistakes.note(self._mistake(name, error, str(template.name)), source)
            return []
        if CLOSE in html or "<!-- share-nudge:" in html:
            file = os.path.abspath(template.filename or str(template.name))
            why = "It holds a marker comment, which the plugin writes itself."
            self.mistakes.note(TemplateMistake(name, file, 1, why), source)
            return []
        return [Block(marker_of(name), html)] if html else []

    def _mistake(self, block: str, error: BaseException, *paths: str) -> TemplateMistake:
        """Say where and why a block could not be made: in the innermost template, which may be one that is included."""
        file, line = place_of(error)
        if not file:
            file = next((file for path in paths for file in _files(self._environment.loader, path)), paths[-1])
        if isinstance(error, UnicodeDecodeError) and file.endswith(".html"):
            return TemplateMistake(block, os.path.abspath(file), line, "It is not UTF-8. Save it as UTF-8.")
        why = f"{type(error).__name__}: {error}".rstrip(".")
        return TemplateMistake(block, os.path.abspath(file), line, f"{why}.")


def templates(*, feeds: bool) -> tuple[str, ...]:
    """List the hooks that have a template; those of feeds only for blogs that put blocks into them."""
    return tuple(name for name, hook in all_hooks().items() if feeds or hook.SLOTS != ("feed",))


def _fill(parts: Sequence[str], values: Sequence[str]) -> tuple[str, ...]:
    """Put values, escaped all at once, between parts of which there is one more."""
    escaped = str(escape(_HOLE.join(values))).split(_HOLE)
    return (*chain.from_iterable(zip(parts[:-1], escaped, strict=True)), parts[-1])


def _values(link: ShareLink) -> tuple[str, str, str]:
    """Give what a link has from its post, in the order of the template."""
    return link.address, link.title, link.text


def _hollow(link: ShareLink) -> ShareLink:
    return link._replace(address=_HOLE, title=link.title and _HOLE, text=link.text and _HOLE)


def join(blocks: Iterable[Block]) -> Markup:
    """Join blocks into what a theme can print as it is."""
    return Markup("".join(map(str, blocks)))


def _describe(error: TemplateError, template: str) -> str:
    """Name the template, and the line in it, that cannot be loaded."""
    line, name = getattr(error, "lineno", None), getattr(error, "name", None) or template
    place = f"{name}, line {line}" if line else name
    return f"{place}: {type(error).__name__}: {error}"


def _files(loader: BaseLoader | None, path: str) -> Iterator[str]:
    """List the files of a template's name, first the one that is taken."""
    if isinstance(loader, ChoiceLoader):
        for inner in loader.loaders:
            yield from _files(inner, path)
    elif isinstance(loader, FileSystemLoader):
        yield from filter(os.path.isfile, (os.path.join(folder, path) for folder in loader.searchpath))
