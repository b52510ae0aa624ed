"""The arguments that several commands have, and what they mean."""

from __future__ import annotations

import argparse

from pelican_share_nudge.findings import rule_name, rule_names
from pelican_share_nudge.host.building import BuildOptions, find_settings
from pelican_share_nudge.nearest import nearest


def add_site(parser: argparse.ArgumentParser) -> None:
    """Describe how a site is built, the same for each command that builds one."""
    add = parser.add_argument
    add("-s", "--settings", metavar="FILE", help="the settings file (default: pelicanconf.py, if there is one)")
    add("-t", "--theme-path", metavar="THEME", help="the theme (default: THEME of the settings)")
    add("-e", "--extra-settings", metavar="KEY=VALUE", nargs="*", action="extend", default=[], help="as for pelican")


def build_options(options: argparse.Namespace, *, content: str = "") -> BuildOptions:
    """Give the values of what `add_site` describes.

    Raises:
        CommandError: there is no such settings file.
    """
    return BuildOptions(
        settings=find_settings(options.settings),
        content=content,
        theme=options.theme_path or "",
        extra=tuple(options.extra_settings),
        folder=options.folder,
    )


def rule(text: str) -> str:
    """Take the name of a rule, as people write it."""
    name = rule_name(text)
    if name not in rule_names():
        raise argparse.ArgumentTypeError(
            f"`{text}` is no rule.{nearest(name, rule_names())} `share-nudge rules` lists them all."
        )
    return name
