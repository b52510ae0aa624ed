"""The command `share-nudge`: judge a site, show what a post says, explain the rules, list the networks."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
import tempfile
import warnings
import weakref
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib import import_module, metadata
from pathlib import Path
from typing import Any, NoReturn

import pelican
from pelican import signals
from pelican.log import DEFAULT_LOG_HANDLER
from pelican.log import init as init_logging
from pelican.settings import read_settings
from pelican.writers import Writer

from pelican_share_nudge import register, report
from pelican_share_nudge.commands.changed import CannotCompare, changes_since, concerned, require_revision
from pelican_share_nudge.findings import LEVELS, Identity, Verdict, at_or_above, rule_name, rule_names
from pelican_share_nudge.host.gate import GATE, Gate
from pelican_share_nudge.host.process import PREFIX, NoVerdict, work_apart
from pelican_share_nudge.host.sandbox import Sandbox
from pelican_share_nudge.judge.baseline import (
    BAD_BASELINE,
    NO_BASELINE,
    BaselineError,
    read_baseline,
    without_baseline_of_sites,
    write_baseline,
)
from pelican_share_nudge.nearest import nearest
from pelican_share_nudge.proof.proof import NoPreview, find, preview
from pelican_share_nudge.report.preview import show_in_browser, write_preview
from pelican_share_nudge.report.themes import NotWritten, skins, write_theme
from pelican_share_nudge.rules import Rule, all_rules
from pelican_share_nudge.settings.problems import ConfigError
from pelican_share_nudge.tables.networks import DEAD_NETWORKS, NETWORKS, Network

CLEAN, FOUND, NOT_JUDGED = 0, 1, 2

_OF_SETTINGS = "*"  # No name of a file that anybody would write a baseline into.

DESCRIPTION = """Build the site into a temporary folder with its own settings, judge every post, and say what keeps it
from being passed on."""

PREVIEW_DESCRIPTION = """Build the site into a temporary folder with its own settings, and show one of its posts on a
page for its author: the share bar and the call to action in every look, and what each link says at the other end."""

EXIT_STATUS = """Exit status: 0 nothing at or above --fail-level; 1 findings; 2 it could not judge (bad settings or
command line, the plugin is not in PLUGINS, the build failed or wanted to write into the blog, nothing was built, no
baseline, no such revision, a rule broke); 128 and the signal's number when it was stopped."""


class CannotJudge(Exception):
    """There is no verdict; the message says why, and what to do. The command exits with 2."""


def run() -> int:
    """Be the command: a site is built in a process of its own. Returns the exit status."""
    options = _parsed(sys.argv[1:])
    if not options.builds:
        return _run_in(options)
    try:
        return work_apart(partial(_run_in, options))
    except NoVerdict as error:
        report.print_error(str(error))
        return NOT_JUDGED


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command in this process; returns the exit status."""
    return _run_in(_parsed(sys.argv[1:] if arguments is None else arguments))


def _run_in(options: argparse.Namespace, folder: str = "") -> int:
    options.folder = folder
    status: int = options.run(options)
    return status


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command line, whatever stands in it."""

    def error(self, message: str) -> NoReturn:
        super().error(report.printable(message))


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    top, commands = _parsers()
    named = next(iter(arguments), "-")
    if not named.startswith("-") and named not in commands:
        top.error(f"`{named}` is no command.{nearest(named, commands)} There are {', '.join(commands)}.")
    return top.parse_args(arguments)


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    return _parsers()[0]


def _parsers() -> tuple[argparse.ArgumentParser, Iterable[str]]:
    top = _Parser(prog="share-nudge", description="Share mechanics for Pelican blogs.")
    top.add_argument("--version", action="version", version=_versions())
    top.set_defaults(run=print_help, builds=False, folder="")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _add_check(commands)
    _add_preview(commands)
    _add_theme(commands)
    rules = commands.add_parser("rules", help="list the rules")
    rules.set_defaults(run=print_rules)
    explain = commands.add_parser("explain", help="say what a rule finds, why, and how to mend it")
    explain.add_argument("rule", metavar="RULE", type=_rule)
    explain.set_defaults(run=print_rule)
    networks = commands.add_parser("networks", help="print the table of networks, living and dead")
    networks.set_defaults(run=print_networks)
    return top, commands.choices


def _versions() -> str:
    python = ".".join(map(str, sys.version_info[:3]))
    return f"share-nudge {metadata.version('pelican-share-nudge')} (Pelican {pelican.__version__}, Python {python})"


def _add_check(commands: Any) -> None:
    check_command = commands.add_parser(
        "check", help="judge a site's posts; made for CI", description=DESCRIPTION, epilog=EXIT_STATUS
    )
    add = check_command.add_argument
    add("path", nargs="?", metavar="CONTENT", help="the content folder (default: PATH of the settings)")
    _add_site(check_command)
    add("--output", metavar="DIR", help="judge the pages in this folder, which were built before, and build none")
    add(
        "--format",
        metavar="NAME[=FILE]",
        action="append",
        type=_format,
        default=[],
        help=f"one of {', '.join(report.FORMATS)} (default: text); with =FILE into a file; several at once",
    )
    add("--fail-level", choices=LEVELS, default="warning", help="exit with 1 from here on (default: %(default)s)")
    add("--select", metavar="RULES", action="extend", type=_rules, default=[], help="ask only these rules")
    add("--ignore", metavar="RULES", action="extend", type=_rules, default=[], help="do not ask these rules")
    add("--baseline", metavar="FILE", help="pass over the findings in this file")
    add(
        "--write-baseline",
        metavar="FILE",
        nargs="?",
        const=_OF_SETTINGS,
        help="write the findings of now into this file (default: SHARE_NUDGE_BASELINE), and exit with 0",
    )
    add("--changed-since", metavar="REF", help="only what changes since this git revision bring in or break")
    add("--statistics", action="store_true", help="count the findings of each rule")
    add("-q", "--quiet", action="store_true", help="say only how many there are; Pelican says only what is critical")
    check_command.set_defaults(run=check, builds=True)


def _add_preview(commands: Any) -> None:
    preview_command = commands.add_parser(
        "preview",
        help="show what a post gets, and what its links say",
        description=PREVIEW_DESCRIPTION,
        epilog="Exit status: 0 the page is written; 2 it is not (no such post, bad settings, the build failed).",
    )
    add = preview_command.add_argument
    add("post", metavar="POST", help="its source (content/letters/a.md), its slug or its address")
    _add_site(preview_command)
    add(
        "--output", dest="file", metavar="FILE", help="write the page here and open nothing (default: a temporary file)"
    )
    add("--no-open", action="store_true", help="only say where the page is")
    add("-q", "--quiet", action="store_true", help="Pelican says only what is critical")
    preview_command.set_defaults(run=show_preview, builds=True, path=None)


def _add_theme(commands: Any) -> None:
    theme_command = commands.add_parser(
        "theme",
        help="write the theme passalong, or a skin over it, into a folder",
        description="Write the theme passalong into a folder of the blog, or a skin to begin one for a client with.",
        epilog="Exit status: 0 it is written; 2 it is not (the folder is not empty, it cannot be written).",
    )
    add = theme_command.add_argument
    add("theme_folder", metavar="DIR", help="a folder that is empty or not there yet, such as themes/passalong")
    add("--skin", metavar="NAME", type=_skin, help=f"this skin instead of the theme: {', '.join(skins())}")
    theme_command.set_defaults(run=start_theme)


def _add_site(command: argparse.ArgumentParser) -> None:
    """Describe how a site is built, the same for each command that builds one."""
    add = command.add_argument
    add("-s", "--settings", metavar="FILE", help="the settings file (default: pelicanconf.py, if there is one)")
    add("-t", "--theme-path", metavar="THEME", help="the theme (default: THEME of the settings)")
    add("-e", "--extra-settings", metavar="KEY=VALUE", nargs="*", action="extend", default=[], help="as for pelican")


def _format(text: str) -> tuple[str, str]:
    name, equals, file = text.partition("=")
    if name not in report.FORMATS:
        raise argparse.ArgumentTypeError(
            f"`{name}` is no format.{nearest(name, report.FORMATS)} There are {', '.join(report.FORMATS)}."
        )
    if equals and not file:
        raise argparse.ArgumentTypeError(f"`{text}` names no file; write {name}=FILE, or {name} for standard output.")
    return name, file


def _rule(text: str) -> str:
    name = rule_name(text)
    if name not in rule_names():
        raise argparse.ArgumentTypeError(
            f"`{text}` is no rule.{nearest(name, rule_names())} `share-nudge rules` lists them all."
        )
    return name


def _skin(text: str) -> str:
    if text not in skins():
        raise argparse.ArgumentTypeError(
            f"`{text}` is no skin.{nearest(text, skins())} There are {', '.join(skins())}."
        )
    return text


def _rules(text: str) -> list[str]:
    return [_rule(name) for name in text.replace(",", " ").split()]


# Checking


def check(options: argparse.Namespace) -> int:
    """Judge a site, report, and give the exit status."""
    return _or_say_why(_check, options)


def _or_say_why(run: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    try:
        return run(options)
    except (CannotJudge, CannotCompare, NoPreview) as error:
        report.print_error(str(error))
    except Exception as error:
        report.print_error(f"it broke, {type(error).__name__}: {error}. Please report it.")
    return NOT_JUDGED


def _check(options: argparse.Namespace) -> int:
    _require_sense(options)
    with _clean_standard_output(quiet=options.quiet):
        _require_what_is_compared_with(options)
        everything = judge_site(options)
        verdicts = _wanted(_without_baseline(everything, options), options)
    _report(verdicts, options)
    _require_all_rules(verdicts)
    if options.write_baseline:
        _write_baseline(everything, options)
        return CLEAN
    failing = (at_or_above(finding.level, options.fail_level) for verdict in verdicts for finding in verdict.findings)
    return FOUND if any(failing) else CLEAN


def _require_sense(options: argparse.Namespace) -> None:
    """Refuse what would judge, or write, something else than was meant."""
    if options.write_baseline and (options.select or options.ignore):
        raise CannotJudge("--write-baseline writes the findings of all rules: leave --select and --ignore out.")
    if options.path and not os.path.isdir(options.path):
        raise CannotJudge(f"there is no content folder {options.path}.")
    if options.output and not os.path.isdir(options.output):
        raise CannotJudge(f"--output {options.output}: there is no such folder.")


def _require_what_is_compared_with(options: argparse.Namespace) -> None:
    """Make sure of it before time is spent on a build."""
    if options.baseline:
        _read_baseline(options.baseline)
    if options.changed_since is not None:
        require_revision(options.path or os.path.dirname(_settings_file(options)) or os.curdir, options.changed_since)


def judge_site(options: argparse.Namespace) -> list[Verdict]:
    """Build a site as its settings say, into a folder that is gone afterwards, and judge it.

    Returns:
        one verdict for the site, and one for each of its sub-sites.

    Raises:
        CannotJudge: whatever keeps it from judging.
    """
    settings_file = _settings_file(options)
    output = os.path.abspath(options.output) if options.output else ""
    gate = Gate(
        select=frozenset(options.select) or None,
        ignore=frozenset(options.ignore),
        settings=settings_file,
        output=output,
    )
    with _built(gate, options):
        pass
    if not any(verdict.posts for verdict in gate.verdicts):
        raise CannotJudge(
            f"nothing was built: there is no article in {gate.verdicts[0].content}. Is it the right content folder?"
        )
    if output and all(verdict.unread == verdict.posts for verdict in gate.verdicts):
        raise CannotJudge(f"--output {options.output}: none of the site's pages is in it. Is it the right folder?")
    return _each_source_once(gate.verdicts)


@contextmanager
def _built(gate: Gate, options: argparse.Namespace) -> Iterator[None]:
    """Build a site; what was written is there until the end of the `with`."""
    with (
        _at(gate),
        _folder(options) as folder,
        _isolated(gate.settings),
        _sandbox(gate, options, folder).watch(),
    ):
        if gate.output:
            signals.get_writer.connect(_no_writer)
        with report.progress() as gate.progress:
            _build(options, gate)
        if not gate.verdicts:
            raise CannotJudge("the build ended without a verdict: another plugin kept it from its end.")
        yield


def _each_source_once(verdicts: list[Verdict]) -> list[Verdict]:
    """Sub-sites are built from the same sources: what became no page is said for the first of them."""
    seen: set[Identity] = set()
    result = []
    for verdict in verdicts:
        unbuilt = {finding.identity for finding in verdict.findings if finding.rule == "post-not-built"}
        findings = tuple(finding for finding in verdict.findings if finding.identity not in unbuilt & seen)
        result.append(replace(verdict, findings=findings))
        seen |= unbuilt
    return result


@contextmanager
def _at(gate: Gate) -> Iterator[None]:
    token = GATE.set(gate)
    try:
        yield
    finally:
        GATE.reset(token)


def _build(options: argparse.Namespace, gate: Gate) -> None:
    init_logging(name="pelican")
    report.clean_log()
    redirect, keep_static_files_in = partial(_redirect, gate.sandbox), partial(_keep_static_files_in, gate.sandbox)
    for signal in (signals.initialized, signals.get_generators):
        signal.connect(redirect)
    signals.static_generator_finalized.connect(keep_static_files_in)
    try:
        settings = _read_settings(options, gate.settings)
        gate.sandbox.main = os.path.abspath(settings["OUTPUT_PATH"])
        _protect_sites(gate.sandbox, settings)
        _place(gate.sandbox, settings)
        named = list(settings["PLUGINS"] or ())
        site = _pelican_class(settings)(settings)
        _require_plugins(site, named)
        site.run()
    except ConfigError as error:
        raise CannotJudge(str(error).removeprefix("share-nudge ")) from None
    except (CannotJudge, KeyboardInterrupt):
        raise
    except BaseException as error:  # Settings and plugins are programs: they may raise and exit as they like.
        _require_untouched(gate.sandbox)
        raise CannotJudge(f"the build failed, {type(error).__name__}: {error}") from error
    _require_untouched(gate.sandbox)


def _pelican_class(settings: Mapping[str, Any]) -> Any:
    named = settings["PELICAN_CLASS"]
    if not isinstance(named, str):
        return named
    module, _, name = named.rpartition(".")
    return getattr(import_module(module), name)


# Where it writes


@contextmanager
def _folder(options: argparse.Namespace) -> Iterator[str]:
    """Give the folder to build in: that of the process, whose parent takes it away, or one for as long as it lasts."""
    if options.folder:
        yield options.folder
        return
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        yield os.path.realpath(folder)


def _sandbox(gate: Gate, options: argparse.Namespace, folder: str) -> Sandbox:
    """Protect what is the blog's before its settings, which are a program, say what is."""
    gate.sandbox = Sandbox(folder)
    beside = os.path.dirname(gate.settings)
    usual = (os.path.join(beside, name) for name in ("content", "output"))
    gate.sandbox.protect(*usual, *filter(None, (options.path, gate.output)))
    return gate.sandbox


def _protect_sites(sandbox: Sandbox, settings: Mapping[str, Any]) -> None:
    for site in (settings, *(settings.get("I18N_SUBSITES") or {}).values()):
        sandbox.protect(*(site[name] for name in ("PATH", "OUTPUT_PATH") if site.get(name)))


def _redirect(sandbox: Sandbox, site: Any) -> None:
    """Let a site, or a sub-site that a plugin builds, be written into the sandbox, whatever its settings say by now."""
    for path in (site.output_path, site.settings["OUTPUT_PATH"]):
        if sandbox.place(path) != os.path.abspath(path):
            sandbox.protect(path)
    sandbox.protect(site.path)
    site.output_path = sandbox.place(site.output_path)
    _place(sandbox, site.settings)


def _place(sandbox: Sandbox, settings: dict[str, Any]) -> None:
    for name in ("OUTPUT_PATH", "CACHE_PATH"):
        settings[name] = sandbox.place(settings[name])
    # A page written through a link would be written into the content.
    settings.update(CACHE_CONTENT=False, LOAD_CONTENT_CACHE=False, STATIC_CREATE_LINKS=False)


def _keep_static_files_in(sandbox: Sandbox, generator: Any) -> None:
    """EXTRA_PATH_METADATA may name a place above the output, and Pelican goes there."""
    for file in generator.staticfiles:
        named = os.path.normpath(os.path.join(generator.output_path, file.save_as))
        if (placed := sandbox.place(named)) != named:
            file.override_save_as = placed


def _require_untouched(sandbox: Sandbox) -> None:
    if sandbox.refused:
        raise CannotJudge(sandbox.refused[0])


def _settings_file(options: argparse.Namespace) -> str:
    """Find the settings file as Pelican does."""
    named = options.settings
    if named is None and not os.path.isfile(pelican.DEFAULT_CONFIG_NAME):
        return ""
    path: str = os.path.abspath(named or pelican.DEFAULT_CONFIG_NAME)
    if not os.path.isfile(path):
        raise CannotJudge(f"there is no settings file {path}.")
    return path


def _read_settings(options: argparse.Namespace, settings_file: str) -> dict[str, Any]:
    arguments = [options.path] if options.path else []
    arguments += ["--theme-path", options.theme_path] if options.theme_path else []
    arguments += ["--extra-settings", *options.extra_settings] if options.extra_settings else []
    try:
        parsed = pelican.parse_arguments(arguments)
    except ValueError as error:
        raise CannotJudge(f"-e {' '.join(options.extra_settings)}: {error}") from None
    override = pelican.get_config(parsed) | {"CACHE_CONTENT": False, "LOAD_CONTENT_CACHE": False}
    settings: dict[str, Any] = read_settings(settings_file or None, override=override)
    return settings


def _require_plugins(site: Any, named: list[Any]) -> None:
    """Make sure that what is judged is what the blog builds: with this plugin, and with all that its settings name."""
    if not any(getattr(plugin, "register", None) is register for plugin in site.plugins):
        raise CannotJudge('the plugin is not at work: add "share_nudge" to PLUGINS in the settings.')
    loaded = {name.rpartition(".")[2] for name in site.settings["PLUGINS"]}
    missing = [name for name in named if isinstance(name, str) and name.rpartition(".")[2] not in loaded]
    if missing:
        raise CannotJudge(f"Pelican could not load {', '.join(missing)}, so these are not the pages that readers get.")


def _no_writer(_: object) -> type[Writer]:
    return _NoWriter


class _NoWriter(Writer):  # type: ignore[misc]
    """Writes no page: those that were built before are judged."""

    def write_file(self, *_: Any, **__: Any) -> None:
        pass

    def write_feed(self, *_: Any, **__: Any) -> None:
        pass


@contextmanager
def _isolated(settings_file: str) -> Iterator[None]:
    """Let settings import what lies beside them, and leave this process as it was, for the next site."""
    every = [value for value in vars(signals).values() if hasattr(value, "receivers")]
    connected = [(signal, set(signal.receivers)) for signal in every]
    modules, path = set(sys.modules), list(sys.path)
    writes_bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    folder = os.path.dirname(settings_file)
    if folder and os.path.realpath(folder) != os.path.realpath(os.curdir):
        sys.path.append(folder)  # What a settings file finds by `sys.path.append(os.curdir)` in its own folder.
    try:
        yield
    finally:
        for signal, before in connected:
            for key in set(signal.receivers) - before:
                receiver = signal.receivers[key]
                called = receiver() if isinstance(receiver, weakref.ref) else receiver
                if called is not None:
                    signal.disconnect(called)
        for name in set(sys.modules) - modules:
            if folder and os.path.dirname(getattr(sys.modules[name], "__file__", None) or "") == folder:
                del sys.modules[name]
        sys.path[:] = path
        sys.dont_write_bytecode = writes_bytecode


@contextmanager
def _clean_standard_output(*, quiet: bool) -> Iterator[None]:
    """Send to standard error what Pelican, settings, plugins and what they call print: a machine reads the other.

    Args:
        quiet: send it nowhere; of what is logged, only what is critical is heard.
    """
    if sys.stdout is None:
        raise CannotJudge("standard output is closed, so nobody would hear the verdict.")
    sys.stdout.flush()
    kept, noise = os.dup(1), os.open(os.devnull, os.O_WRONLY) if quiet else os.dup(2)
    try:
        os.dup2(noise, 1)
        with (
            os.fdopen(noise, "w", encoding="utf-8", errors="replace") as stream,
            _quiet_log(quiet),
            contextlib.redirect_stdout(stream if quiet else sys.stderr),
        ):
            yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


@contextmanager
def _quiet_log(quiet: bool) -> Iterator[None]:
    if not quiet:
        yield
        return
    console, disabled = DEFAULT_LOG_HANDLER.console, logging.root.manager.disable
    DEFAULT_LOG_HANDLER.console = report.error_console()
    logging.disable(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(disabled)
        DEFAULT_LOG_HANDLER.console = console


# What is wanted of a verdict


def _wanted(verdicts: list[Verdict], options: argparse.Namespace) -> list[Verdict]:
    """Keep what the changes since a revision concern, if the command line asks for that."""
    if options.changed_since is None:
        return verdicts
    settings = _settings_file(options)
    apart = (options.baseline, options.write_baseline, options.output, *(verdict.baseline for verdict in verdicts))
    changes = changes_since(options.changed_since, content=verdicts[0].content, settings=settings)
    return concerned(verdicts, changes, settings=settings, apart=filter(None, apart))


def _require_all_rules(verdicts: Iterable[Verdict]) -> None:
    crashes = [crash for verdict in verdicts for crash in verdict.crashes]
    broken = sorted({crash.rule for crash in crashes if crash.rule})
    if broken:
        raise CannotJudge(f"{', '.join(broken)} broke, so there is no verdict on what they look for. Please report it.")
    if crashes:
        raise CannotJudge("not every post could be judged: see above.")


def _read_baseline(file: str) -> Counter[Identity]:
    try:
        return read_baseline(Path(file).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CannotJudge(f"there is no baseline {file}. Write it first, with --write-baseline {file}.") from None
    except (OSError, UnicodeDecodeError, BaselineError) as error:
        raise CannotJudge(BAD_BASELINE.format(file=file, why=error)) from None


def _without_baseline(verdicts: list[Verdict], options: argparse.Namespace) -> list[Verdict]:
    """Take known findings out of each verdict; gone is what no site has any more, of the rules that were asked."""
    file = options.baseline or _baseline_of(verdicts)
    if not file:
        return verdicts
    if not options.baseline and not os.path.exists(file):
        if not options.write_baseline:
            report.print_error(f"{NO_BASELINE.format(file=file)}, so all findings are told.")
        return verdicts
    result = without_baseline_of_sites(verdicts, _read_baseline(file))
    gone = tuple(identity for identity in result[-1].gone if _is_asked(identity.rule, options))
    return [*result[:-1], replace(result[-1], gone=gone)]


def _baseline_of(verdicts: Iterable[Verdict]) -> str:
    """Give the file that SHARE_NUDGE_BASELINE names."""
    return next((verdict.baseline for verdict in verdicts if verdict.baseline), "")


def _is_asked(rule: str, options: argparse.Namespace) -> bool:
    return (not options.select or rule in options.select) and rule not in options.ignore


def _write_baseline(verdicts: Sequence[Verdict], options: argparse.Namespace) -> None:
    findings = [finding for verdict in verdicts for finding in verdict.findings]
    file = _baseline_of(verdicts) if options.write_baseline == _OF_SETTINGS else options.write_baseline
    if not file:
        raise CannotJudge("--write-baseline needs a file: name it there, or in SHARE_NUDGE_BASELINE.")
    _write(write_baseline(findings), file)


def _write(text: str, file: str = "", *, append: bool = False) -> None:
    try:
        report.write_out(text, file or None, append=append)
    except OSError as error:
        raise CannotJudge(f"{file or 'standard output'} cannot be written: {error.strerror or error}.") from None


# Saying it


def _report(verdicts: Sequence[Verdict], options: argparse.Namespace) -> None:
    """Write each format where it was asked for; people get theirs on the terminal unless a machine reads there."""
    first, settings = verdicts[0], _settings_file(options)
    here = report.Paths(root=os.getcwd(), content=first.content, theme=first.theme, settings=settings)
    checkout = replace(here, root=_root(first.content))
    formats = options.format or [("text", "")]
    for name, file in formats:
        if name == "text" and not file:
            with contextlib.suppress(SystemExit):  # rich ends the process when `| head` has read enough
                report.show(verdicts, here, quiet=options.quiet)
        else:
            _write(report.FORMATS[name](verdicts, here if name == "text" else checkout), file)
    if options.statistics:
        rules = Counter(finding.rule for verdict in verdicts for finding in verdict.findings)
        report.print_table(
            ("FINDINGS", "RULE"),
            ((str(count), rule) for rule, count in rules.most_common()),
            errors=any(name != "text" and not file for name, file in formats),
        )
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and any(name == "github" for name, _ in formats):
        _write(report.github_summary(verdicts, checkout), summary, append=True)


def _root(folder: str) -> str:
    """Find what paths in reports are relative to: the checkout of a CI server, else the git repository, else here."""
    checkout = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    if checkout and os.path.realpath(folder).startswith(os.path.realpath(checkout) + os.sep):
        return os.path.realpath(checkout)
    for parent in Path(os.path.realpath(folder)).parents:
        if (parent / ".git").exists():
            return str(parent)
    return os.getcwd()


# Showing one post


def show_preview(options: argparse.Namespace) -> int:
    """Write the preview of a post, show it, and give the exit status."""
    return _or_say_why(_show_preview, options)


def _show_preview(options: argparse.Namespace) -> int:
    gate = Gate(settings=_settings_file(options), wants_posts=True)
    with _clean_standard_output(quiet=options.quiet), _built(gate, options):
        content = gate.verdicts[0].content
        post = find(options.post, gate.built, content=content)
        shown = preview(post)
    paths = report.Paths(root=os.getcwd(), content=content, theme=post.verdict.theme, settings=gate.settings)
    try:
        file = write_preview(shown, paths, options.file)
    except OSError as error:
        raise CannotJudge(f"{options.file or 'the preview'} cannot be written: {error.strerror or error}.") from None
    report.write_out(f"{file}\n")
    if not (options.file or options.no_open):
        show_in_browser(file)
    return CLEAN


def start_theme(options: argparse.Namespace) -> int:
    """Write the theme or a skin, say what to do with it, and give the exit status."""
    try:
        report.write_out(write_theme(options.theme_folder, options.skin))
    except NotWritten as error:
        report.print_error(str(error))
        return NOT_JUDGED
    return CLEAN


def print_help(options: argparse.Namespace) -> int:
    """Print what the command can do, to somebody who named nothing to be done."""
    parser().print_help()
    return NOT_JUDGED


def print_rules(options: argparse.Namespace) -> int:
    """Print every rule with its level and what it finds."""
    rows = ((rule.name, rule.level, rule.summary) for rule in all_rules().values())
    report.print_table(("RULE", "LEVEL", "FINDS"), rows)
    return CLEAN


def print_rule(options: argparse.Namespace) -> int:
    """Print what a rule says of itself."""
    rule: Rule = all_rules()[options.rule]
    report.write_out(f"{rule.name} ({rule.level})\n\n{rule.text}\n")
    return CLEAN


def print_networks(options: argparse.Namespace) -> int:
    """Print every network with what it needs and where its form was read, then those that are dead."""
    report.print_table(
        ("NAME", "LABEL", "KIND", "LIMIT", "NEEDS", "CONFIRMED", "READ", "SOURCE"),
        (network_row(network) for network in NETWORKS.values()),
    )
    report.print_table(
        ("DEAD", "LABEL", "SINCE", "INSTEAD", "SOURCE"),
        ((dead.name, dead.label, dead.died, dead.instead, dead.source) for dead in DEAD_NETWORKS.values()),
    )
    return CLEAN


def network_row(network: Network) -> tuple[str, ...]:
    """Give the facts of a network as texts, for a table."""
    limit = "" if network.limit is None else f"{network.limit} {network.counting}"
    confirmed = "yes" if network.verified else "no"
    return (
        network.name,
        network.label,
        network.kind,
        limit,
        network.needs or "",
        confirmed,
        network.checked,
        network.source,
    )


if __name__ == "__main__":
    sys.exit(run())
