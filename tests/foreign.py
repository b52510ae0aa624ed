"""Themes and plugins of others, set up as their own documentation says."""

from __future__ import annotations

from typing import Any

from conftest import NUDGE, THEMES
from pelican import signals

OUR_THEMES = sorted(path.name for path in THEMES.iterdir() if (path / "templates").is_dir())
FOREIGN_THEMES = ("simple", "notmyidea", "seafoam", "reflex", "plumage")
LICENSE = {"slug": "by-sa", "name": "CC BY-SA", "version": "4.0", "language": "en_US"}


class PlumageTransforms:
    """What plumage does to pages. Its whole plugin would fetch packages for Node.js."""

    @staticmethod
    def register() -> None:
        with_its_own_handlers = dict(signals.content_written.receivers)
        from plumage.dom_transforms import transform

        signals.content_written.receivers.clear()
        signals.content_written.receivers.update(with_its_own_handlers)
        signals.content_written.connect(transform)


def theme_settings(theme: str) -> dict[str, Any]:
    """Give the settings that a theme needs."""
    if theme == "seafoam":
        from pelican.plugins import seafoam

        return {"THEME": seafoam.get_path(), "BOOTSTRAP_THEME": "seafoam"}
    if theme == "reflex":
        return {"THEME": "reflex", "CC_LICENSE": LICENSE}
    if theme == "plumage":
        import plumage

        return {"THEME": plumage.get_path(), "CODE_STYLE": "monokai", "WEBASSETS_DEBUG": True}
    return {"THEME": str(THEMES / theme) if theme in OUR_THEMES else theme}


def plugins(theme: str, *others: Any) -> tuple[Any, ...]:
    """List the plugins that a theme needs, then others."""
    needed = {"seafoam": ("seafoam", "jinja_filters"), "plumage": ("webassets", PlumageTransforms)}.get(theme, ())
    return (*needed, *others)


def with_nudge(theme: str, *others: Any) -> tuple[Any, ...]:
    return plugins(theme, *others, NUDGE)
