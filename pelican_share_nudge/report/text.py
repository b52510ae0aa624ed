"""The report for people: in a terminal, or in the log of a build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.style import Style
from rich.text import Text

from pelican_share_nudge.findings import Crash, Finding, Identity, Level, Verdict
from pelican_share_nudge.report.characters import one_line, printable, visible
from pelican_share_nudge.report.paths import Paths
from pelican_share_nudge.report.wording import TOOL, count, crash, full_message, post_of, summary

GONE_NAMED_AT_MOST = 10
POSTS_NAMED = 2  # of those that one finding concerns
MESSAGE_AT_MOST = 10_000

_STYLES: dict[Level, Style] = {
    "error": Style(color="red", bold=True),
    "warning": Style(color="yellow"),
    "info": Style(color="cyan"),
}
_BOLD = Style(bold=True)
_DIM = Style(dim=True)


def write(verdicts: Sequence[Verdict], paths: Paths) -> str:
    """Write the whole report without colours."""
    return "".join(f"{line.plain}\n" for line in report_lines(verdicts, paths))


def show(verdicts: Sequence[Verdict], paths: Paths, *, console: Console | None = None, quiet: bool = False) -> None:
    """Print the report; in colours if the console is a terminal.

    Args:
        console: standard output unless given.
        quiet: sum up, and name nothing.
    """
    console = console or Console()
    shown = map(summary_line, verdicts) if quiet else report_lines(verdicts, paths)
    for line in shown:
        print_line(line, console)


def print_line(line: Text, console: Console) -> None:
    """Print one line, never wrapped: `path:line` can be clicked only when it is whole."""
    # One character for one, so that the colours stay in place.
    line.plain = line.plain.encode(console.encoding, "replace").decode(console.encoding)
    console.print(line, soft_wrap=True, markup=False, highlight=False)


def report_lines(verdicts: Sequence[Verdict], paths: Paths) -> Iterator[Text]:
    """Write site by site what to mend, and sum up."""
    for verdict in verdicts:
        yield from lines(verdict, paths)
        yield summary_line(verdict)


def summary_line(verdict: Verdict) -> Text:
    """Sum up. The site is named, since a log that drops repetitions would keep quiet about the second of two sites."""
    site = f" ({printable(one_line(verdict.site))})" if verdict.site else ""
    return Text(f"{TOOL}{site}: {summary(verdict)}", _BOLD)


def note_line(note: str) -> Text:
    """Say what concerns the report itself."""
    return Text(f"{TOOL}: {one_line(note)}")


def lines(verdict: Verdict, paths: Paths, *, most: int | None = None) -> Iterator[Text]:
    """Write what to mend, in the order of the verdict, then what went wrong, then what the baseline need not hold.

    Args:
        most: how many posts at most; None for all.
    """
    posts: dict[str, list[Finding]] = {}
    for finding in verdict.findings:
        posts.setdefault(post_of(finding), []).append(finding)
    for finding in posts.pop("", []):
        yield _finding_line(finding, paths)
    groups = list(posts.values())
    for finding in (finding for group in groups[:most] for finding in group):
        yield _finding_line(finding, paths)
    if most is not None and len(groups) > most:
        yield _rest_line(groups[most:])
    yield from (_crash_line(broken, paths) for broken in verdict.crashes)
    if verdict.gone:
        yield _gone_line(verdict.gone)


def _finding_line(finding: Finding, paths: Paths) -> Text:
    return Text.assemble(
        (f"{visible(paths.of(finding))}:{finding.line}", _BOLD),
        ": ",
        (finding.level, _STYLES[finding.level]),
        f": {_message(finding, paths)}{_in_page(finding)} ",
        (f"[{finding.rule}]", _DIM),
    )


def _message(finding: Finding, paths: Paths) -> str:
    return printable(full_message(finding, paths, characters=MESSAGE_AT_MOST, names=POSTS_NAMED))


def _in_page(finding: Finding) -> str:
    """Name the written page where the source does not show the place."""
    return f" (see {visible(finding.page)})" if finding.page and not finding.located else ""


def _rest_line(groups: Sequence[Sequence[Finding]]) -> Text:
    findings = count(sum(map(len, groups)), "finding")
    return Text(
        f"{findings} in {len(groups)} more {'post' if len(groups) == 1 else 'posts'}: `share-nudge check` shows all."
    )


def _crash_line(broken: Crash, paths: Paths) -> Text:
    path = visible(paths.of_source(broken.source))
    return Text.assemble((path, _BOLD), ": ", ("error", _STYLES["error"]), f": {printable(crash(broken))}")


def _gone_line(gone: Sequence[Identity]) -> Text:
    some = gone[:GONE_NAMED_AT_MOST]
    named = one_line(", ".join(f"{identity.rule} in {identity.source or 'the site'}" for identity in some))
    rest = len(gone) - GONE_NAMED_AT_MOST
    more = f" and {rest} more" if rest > 0 else ""
    return Text(
        f"{count(len(gone), 'finding')} of the baseline {'is' if len(gone) == 1 else 'are'} gone: "
        f"{printable(named)}{more}. Write it anew with --write-baseline, so that they cannot come back unseen."
    )
