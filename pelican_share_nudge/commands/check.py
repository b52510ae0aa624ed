"""The command that judges a site; made for CI."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from pelican_share_nudge import report
from pelican_share_nudge.commands._arguments import add_site, build_options, rule
from pelican_share_nudge.errors import CommandError
from pelican_share_nudge.findings import LEVELS, Identity, Verdict, at_or_above
from pelican_share_nudge.host.building import built, find_settings
from pelican_share_nudge.host.gate import Gate
from pelican_share_nudge.host.isolation import clean_standard_output
from pelican_share_nudge.judge.baseline import (
    BAD_BASELINE,
    NO_BASELINE,
    BaselineError,
    read_baseline,
    without_baseline_of_sites,
    write_baseline,
)
from pelican_share_nudge.judge.changed import changes_since, concerned, require_revision
from pelican_share_nudge.nearest import nearest
from pelican_share_nudge.report.formats import all_formats
from pelican_share_nudge.report.formats.github import write_summary
from pelican_share_nudge.rules import all_rules

HELP = "judge a site's posts; made for CI"
DESCRIPTION = """Build the site into a temporary folder with its own settings, judge every post, and say what keeps it
from being passed on."""
EXIT_STATUS = """Exit status: 0 nothing at or above --fail-level; 1 findings; 2 it could not judge (bad settings or
command line, the plugin is not in PLUGINS, the build failed or wanted to write into the blog, nothing was built, no
baseline, no such revision, a rule broke); 128 and the signal's number when it was stopped."""
PLACE = 1
BUILDS = True

CLEAN, FOUND = 0, 1

_OF_SETTINGS = "*"  # No name of a file that anybody would write a baseline into.


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("path", nargs="?", metavar="CONTENT", help="the content folder (default: PATH of the settings)")
    add_site(parser)
    add("--output", metavar="DIR", help="judge the pages in this folder, which were built before, and build none")
    add(
        "--format",
        metavar="NAME[=FILE]",
        action="append",
        type=_format,
        default=[],
        help=f"one of {', '.join(all_formats())} (default: text); with =FILE into a file; several at once",
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


def _format(text: str) -> tuple[str, str]:
    name, equals, file = text.partition("=")
    if name not in all_formats():
        raise argparse.ArgumentTypeError(
            f"`{name}` is no format.{nearest(name, all_formats())} There are {', '.join(all_formats())}."
        )
    if equals and not file:
        raise argparse.ArgumentTypeError(f"`{text}` names no file; write {name}=FILE, or {name} for standard output.")
    return name, file


def _rules(text: str) -> list[str]:
    return [rule(name) for name in text.replace(",", " ").split()]


def run(options: argparse.Namespace) -> int:
    """Judge a site, report, and give the exit status."""
    _require_sense(options)
    with clean_standard_output(quiet=options.quiet):
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
        raise CommandError("--write-baseline writes the findings of all rules: leave --select and --ignore out.")
    if options.path and not os.path.isdir(options.path):
        raise CommandError(f"there is no content folder {options.path}.")
    if options.output and not os.path.isdir(options.output):
        raise CommandError(f"--output {options.output}: there is no such folder.")


def _require_what_is_compared_with(options: argparse.Namespace) -> None:
    """Make sure of it before time is spent on a build."""
    if options.baseline:
        _read_baseline(options.baseline)
    if options.changed_since is not None:
        folder = options.path or os.path.dirname(find_settings(options.settings)) or os.curdir
        require_revision(folder, options.changed_since)


def judge_site(options: argparse.Namespace) -> list[Verdict]:
    """Build a site as its settings say, into a folder that is gone afterwards, and judge it.

    Returns:
        one verdict for the site, and one for each of its sub-sites.

    Raises:
        CommandError: whatever keeps it from judging.
    """
    output = os.path.abspath(options.output) if options.output else ""
    gate = Gate(select=frozenset(options.select) or None, ignore=frozenset(options.ignore), output=output)
    with built(gate, build_options(options, content=options.path or "")):
        pass
    if not any(verdict.posts for verdict in gate.verdicts):
        raise CommandError(
            f"nothing was built: there is no article in {gate.verdicts[0].content}. Is it the right content folder?"
        )
    if output and all(verdict.unread == verdict.posts for verdict in gate.verdicts):
        raise CommandError(f"--output {options.output}: none of the site's pages is in it. Is it the right folder?")
    return _each_source_once(gate.verdicts)


def _each_source_once(verdicts: list[Verdict]) -> list[Verdict]:
    """Sub-sites are built from the same sources: what became no page is said for the first of them."""
    rules = all_rules()
    seen: set[Identity] = set()
    result = []
    for verdict in verdicts:
        unbuilt = {finding.identity for finding in verdict.findings if rules[finding.rule].without_page}
        findings = tuple(finding for finding in verdict.findings if finding.identity not in unbuilt & seen)
        result.append(replace(verdict, findings=findings))
        seen |= unbuilt
    return result


# What is wanted of a verdict


def _wanted(verdicts: list[Verdict], options: argparse.Namespace) -> list[Verdict]:
    """Keep what the changes since a revision concern, if the command line asks for that."""
    if options.changed_since is None:
        return verdicts
    settings = find_settings(options.settings)
    apart = (options.baseline, options.write_baseline, options.output, *(verdict.baseline for verdict in verdicts))
    changes = changes_since(options.changed_since, content=verdicts[0].content, settings=settings)
    return concerned(verdicts, changes, settings=settings, apart=filter(None, apart))


def _require_all_rules(verdicts: Iterable[Verdict]) -> None:
    crashes = [crash for verdict in verdicts for crash in verdict.crashes]
    broken = sorted({crash.rule for crash in crashes if crash.rule})
    if broken:
        named = ", ".join(broken)
        raise CommandError(f"{named} broke, so there is no verdict on what they look for. Please report it.")
    if crashes:
        raise CommandError("not every post could be judged: see above.")


def _read_baseline(file: str) -> Counter[Identity]:
    try:
        return read_baseline(Path(file).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CommandError(f"there is no baseline {file}. Write it first, with --write-baseline {file}.") from None
    except (OSError, UnicodeDecodeError, BaselineError) as error:
        raise CommandError(BAD_BASELINE.format(file=file, why=error)) from None


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
        raise CommandError("--write-baseline needs a file: name it there, or in SHARE_NUDGE_BASELINE.")
    _write(write_baseline(findings), file)


def _write(text: str, file: str = "", *, append: bool = False) -> None:
    try:
        report.write_out(text, file or None, append=append)
    except OSError as error:
        raise CommandError(f"{file or 'standard output'} cannot be written: {error.strerror or error}.") from None


# Saying it


def _report(verdicts: Sequence[Verdict], options: argparse.Namespace) -> None:
    """Write each format where it was asked for; people get theirs on the terminal unless a machine reads there."""
    first, settings = verdicts[0], find_settings(options.settings)
    here = report.Paths(root=os.getcwd(), content=first.content, theme=first.theme, settings=settings)
    checkout = replace(here, root=_root(first.content))
    formats = options.format or [("text", "")]
    for name, file in formats:
        if name == "text" and not file:
            with contextlib.suppress(SystemExit):  # rich ends the process when `| head` has read enough
                report.show(verdicts, here, quiet=options.quiet)
        else:
            _write(all_formats()[name](verdicts, here if name == "text" else checkout), file)
    if options.statistics:
        rules = Counter(finding.rule for verdict in verdicts for finding in verdict.findings)
        report.print_table(
            ("FINDINGS", "RULE"),
            ((str(count), rule) for rule, count in rules.most_common()),
            errors=any(name != "text" and not file for name, file in formats),
        )
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and any(name == "github" for name, _ in formats):
        _write(write_summary(verdicts, checkout), summary, append=True)


def _root(folder: str) -> str:
    """Find what paths in reports are relative to: the checkout of a CI server, else the git repository, else here."""
    checkout = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    if checkout and os.path.realpath(folder).startswith(os.path.realpath(checkout) + os.sep):
        return os.path.realpath(checkout)
    for parent in Path(os.path.realpath(folder)).parents:
        if (parent / ".git").exists():
            return str(parent)
    return os.getcwd()
