"""Themes and plugins of others, set up as their own documentation says."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.nodes import Node
from jinja2.parser import Parser
from pelican import signals

from support.builds import NUDGE, SAMPLE_SITE, THEMES, isolated

OUR_THEMES = sorted(path.name for path in THEMES.iterdir() if (path / "templates").is_dir())
FOREIGN_THEMES = ("simple", "notmyidea", "seafoam", "reflex", "plumage")
LICENSE = {"slug": "by-sa", "name": "CC BY-SA", "version": "4.0", "language": "en_US"}


class AssetsTag(Extension):
    """The tag of webassets without its work: plumage would compile its styles with Node.js."""

    tags = frozenset(("assets",))

    def parse(self, parser: Parser) -> Node | list[Node]:
        line = next(parser.stream).lineno
        while parser.stream.current.type != "block_end":
            next(parser.stream)
        body = parser.parse_statements(("name:endassets",), drop_needle=True)
        return nodes.Scope(body, lineno=line)


class PlumageTransforms:
    """What plumage does to pages. Its whole plugin would fetch packages for Node.js."""

    @staticmethod
    def register() -> None:
        with isolated([]):  # Importing plumage connects all its handlers, for every build to come.
            from plumage.dom_transforms import transform
        signals.content_written.connect(transform)


def folder_of(package: str) -> str:
    """Find a package without importing it."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations
    return spec.submodule_search_locations[0]


def theme_settings(theme: str) -> dict[str, Any]:
    """Give the settings that a theme needs."""
    if theme == "seafoam":
        from pelican.plugins import seafoam

        return {"THEME": seafoam.get_path(), "BOOTSTRAP_THEME": "seafoam"}
    if theme == "reflex":
        return {"THEME": "reflex", "CC_LICENSE": LICENSE}
    if theme == "plumage":
        return {
            "THEME": folder_of("plumage"),
            "CODE_STYLE": "monokai",
            "JINJA_ENVIRONMENT": {"extensions": [AssetsTag]},
        }
    if theme == "passalong":
        return {"THEME": str(SAMPLE_SITE.parent / "themes" / "passalong")}
    return {"THEME": str(THEMES / theme) if theme in OUR_THEMES else theme}


def plugins(theme: str, *others: Any) -> tuple[Any, ...]:
    """List the plugins that a theme needs, then others."""
    needed = {"seafoam": ("seafoam", "jinja_filters"), "plumage": (PlumageTransforms,)}.get(theme, ())
    return (*needed, *others)


def with_nudge(theme: str, *others: Any) -> tuple[Any, ...]:
    return plugins(theme, *others, NUDGE)
