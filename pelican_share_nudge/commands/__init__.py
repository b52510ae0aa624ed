"""The command `share-nudge`: one file a command, named as the command is; its docstring is for who reads the code.

A command's file has HELP (one line), `run(options) -> int`, which gives the exit status, and perhaps

    add_arguments(parser)      its arguments
    DESCRIPTION, EXIT_STATUS   what stands above and below them in its help
    BUILDS                     whether it builds a site; that is done in a process of its own then
    PLACE                      where it stands in the list of commands; the others follow by name

A file whose name begins with `_` is what several commands share.
"""

from __future__ import annotations

import argparse
import pkgutil
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from importlib import import_module, metadata
from types import ModuleType
from typing import NoReturn

from pelican_share_nudge import report
from pelican_share_nudge.errors import ShareNudgeError
from pelican_share_nudge.host.process import work_apart
from pelican_share_nudge.nearest import nearest

NO_RESULT = 2


def run() -> int:
    """Be the command: a site is built in a process of its own. Returns the exit status."""
    options = _parsed(sys.argv[1:])
    if not options.builds:
        return _run(options)
    return _or_say_why(partial(work_apart, partial(_run, options)))


def main(arguments: Sequence[str]) -> int:
    """Run the command in this process; returns the exit status."""
    return _run(_parsed(arguments))


def _run(options: argparse.Namespace, folder: str = "") -> int:
    options.folder = folder
    return _or_say_why(partial(options.run, options))


def _or_say_why(work: Callable[[], int]) -> int:
    try:
        return work()
    except ShareNudgeError as error:
        report.print_error(str(error))
    except Exception as error:
        report.print_error(f"it broke, {type(error).__name__}: {error}. Please report it.")
    return NO_RESULT


@cache
def all_commands() -> Mapping[str, ModuleType]:
    """Load all commands, by name."""
    names = [module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")]
    commands = {name.replace("_", "-"): import_module(f"{__name__}.{name}") for name in names}
    return dict(sorted(commands.items(), key=lambda item: (getattr(item[1], "PLACE", len(names)), item[0])))


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command line, whatever stands in it."""

    def error(self, message: str) -> NoReturn:
        super().error(report.printable(message))


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    top, commands = parser(), all_commands()
    named = next(iter(arguments), "-")
    if not named.startswith("-") and named not in commands:
        top.error(f"`{named}` is no command.{nearest(named, commands)} There are {', '.join(commands)}.")
    return top.parse_args(arguments)


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    top = _Parser(prog="share-nudge", description="Share mechanics for Pelican blogs.")
    top.add_argument("--version", action="version", version=_versions())
    top.set_defaults(run=_print_help, builds=False)
    parsers = top.add_subparsers(dest="command", metavar="COMMAND")
    for name, command in all_commands().items():
        described, status = getattr(command, "DESCRIPTION", None), getattr(command, "EXIT_STATUS", None)
        parser = parsers.add_parser(name, help=command.HELP, description=described, epilog=status)
        parser.set_defaults(run=command.run, builds=getattr(command, "BUILDS", False))
        getattr(command, "add_arguments", lambda _: None)(parser)
    return top


def _print_help(_: argparse.Namespace) -> int:
    """Print what the command can do, to somebody who named nothing to be done."""
    parser().print_help()
    return NO_RESULT


def _versions() -> str:
    python = ".".join(map(str, sys.version_info[:3]))
    ours, pelican = metadata.version("pelican-share-nudge"), metadata.version("pelican")
    return f"share-nudge {ours} (Pelican {pelican}, Python {python})"
