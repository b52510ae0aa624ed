"""The command that writes a theme into a folder of the blog."""

from __future__ import annotations

import argparse

from pelican_share_nudge import report
from pelican_share_nudge.nearest import nearest
from pelican_share_nudge.report.themes import skins, write_theme

HELP = "write the theme passalong, or a skin over it, into a folder"
DESCRIPTION = "Write the theme passalong into a folder of the blog, or a skin to begin one for a client with."
EXIT_STATUS = "Exit status: 0 it is written; 2 it is not (the folder is not empty, it cannot be written)."
PLACE = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("theme_folder", metavar="DIR", help="a folder that is empty or not there yet, such as themes/passalong")
    add("--skin", metavar="NAME", type=_skin, help=f"this skin instead of the theme: {', '.join(skins())}")


def _skin(text: str) -> str:
    if text not in skins():
        raise argparse.ArgumentTypeError(
            f"`{text}` is no skin.{nearest(text, skins())} There are {', '.join(skins())}."
        )
    return text


def run(options: argparse.Namespace) -> int:
    """Write the theme or a skin, and say what to do with it."""
    report.write_out(write_theme(options.theme_folder, options.skin))
    return 0
