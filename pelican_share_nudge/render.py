"""Blocks from templates: the theme's own `share_nudge/*.html` first, then those of the package; autoescape on."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, Template, TemplateError
from markupsafe import Markup, escape

from pelican_share_nudge.hooks import CallToAction, Hooks
from pelican_share_nudge.locales import Phrases, direction
from pelican_share_nudge.post import Post
from pelican_share_nudge.splice import CLOSE, Block

TEMPLATES = ("bar", "cta", "head", "feed")  # the last only for blogs that put blocks into feeds
FOLDER = "share_nudge"

# Stands in for each address while a bar is rendered whose addresses are filled in later.
_HOLE = "share-nudge-address-2f6c0e6b"


_OURS = os.path.join(os.path.dirname(__file__), "templates")


class TemplateProblem(Exception):
    """A template cannot be read or rendered; the message names it, its line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses, as a page needs them, of the files that the plugin writes; empty for those that it does not."""

    stylesheet: str = ""
    script: str = ""


class Renderer:
    """Renders blocks with the environment of a Pelican generator.

    Attributes:
        is_ours: no template of the theme replaces one of the package.

    Raises:
        TemplateProblem: a template of the theme has a mistake. Nothing has been rendered.
    """

    def __init__(self, environment: Environment, *, feeds: bool = False) -> None:
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
        self._templates: dict[str, Template] = {}
        self._bars: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
        self._ctas: dict[tuple[str, CallToAction], list[Block]] = {}
        self._heads: dict[Assets, list[Block]] = {}  # few: pages differ only in how deep they lie
        for name in TEMPLATES if feeds else TEMPLATES[:-1]:
            try:
                template = self._templates[name] = overlay.get_template(f"{FOLDER}/{name}.html")
                self.is_ours &= (template.filename or "").startswith(_OURS)
            except TemplateError as error:
                raise TemplateProblem(_describe(error, f"{FOLDER}/{name}.html")) from error

    def bar(self, post: Post, hooks: Hooks, phrases: Phrases) -> list[Block]:
        """Render the share bar; nothing when it would be empty."""
        if not hooks.links:
            return []
        parts = self._parts_of_bar(post, hooks, phrases) if self.is_ours else ()
        if not parts:
            return self._blocks("bar", post, phrases, hooks=hooks)
        filled = [parts[0]]
        for link, part in zip(hooks.links, parts[1:], strict=True):
            filled += (escape(link.address), part)
        return [Block("bar", "".join(filled))]

    def _parts_of_bar(self, post: Post, hooks: Hooks, phrases: Phrases) -> tuple[str, ...]:
        """Give what stands before, between and behind the addresses of a bar: with the package's own template all posts
        of a language with the same networks have it in common. Empty where that cannot be said."""
        key = (post.language, tuple(link.network for link in hooks.links))
        if key not in self._bars:
            holes = Hooks(tuple(replace(link, address=_HOLE) for link in hooks.links))
            blocks = self._blocks("bar", post, phrases, hooks=holes)
            parts = tuple(blocks[0].html.split(_HOLE)) if blocks else ()
            self._bars[key] = parts if len(parts) == len(hooks.links) + 1 else ()
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
    line, name, message = getattr(error, "lineno", None), getattr(error, "name", None) or template, str(error)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if line is None and file.endswith(".html"):
            line, name = trace.tb_lineno, file
        trace = trace.tb_next
    place = f"{name}, line {line}" if line else name
    return f"{place}: {type(error).__name__}: {message}"
