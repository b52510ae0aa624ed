"""GitHub Actions: commands that annotate a change, and the table in a job's summary.

The commands' grammar is that of actions/runner, src/Runner.Common/ActionCommand.cs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pelican_share_nudge.findings import Finding, Level, Verdict
from pelican_share_nudge.report.characters import cut, one_line, printable, visible
from pelican_share_nudge.report.paths import Paths
from pelican_share_nudge.report.wording import TOOL, count, crash, full_message, summary, worst_first

PLACE = 4

# GitHub takes ten of each kind a step and drops the others without a word.
ANNOTATIONS_AT_MOST = 9
MESSAGE_AT_MOST = 4_000  # The runner cuts at 4,096.
# GitHub takes none of a summary over 1 MiB; other steps of the script may write into the same one.
SUMMARY_BYTES_AT_MOST = 1_000_000
CELL_AT_MOST = 1_000

_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})
# What makes Markdown, a mention, an emoji, a formula or a tag, as entities: they end no cell and start nothing.
_IN_CELL = str.maketrans({character: f"&#{ord(character)};" for character in "\\`*_[]<>|~&@:#$"})
_WWW = re.compile(r"(?<=www)\.", re.IGNORECASE)  # GitHub makes a link of it without any mark.


def write(verdicts: Sequence[Verdict], paths: Paths) -> str:
    """Write the worst findings of all sites as annotations, and how many there are more as a notice."""
    findings = worst_first(finding for verdict in verdicts for finding in verdict.findings)
    crashes = sum(len(verdict.crashes) for verdict in verdicts)
    commands = [_annotation(finding, paths) for finding in findings[:ANNOTATIONS_AT_MOST]]
    more = len(findings) - len(commands)
    notice = [f"{more} more {'finding' if more == 1 else 'findings'}"] if more > 0 else []
    notice += [f"rules broke {count(crashes, 'time')}"] if crashes else []
    if notice:
        said = f"{', '.join(notice)}: see the report in the summary of this job."
        commands.append(_command("notice", said, title=TOOL))
    return "".join(f"{command}\n" for command in commands)


def _annotation(finding: Finding, paths: Paths) -> str:
    most = MESSAGE_AT_MOST - len(finding.rule) - 3
    said = f"{cut(printable(full_message(finding, paths, characters=most)), most)} [{finding.rule}]"
    properties = {"file": visible(paths.of(finding)), "line": str(finding.line), "title": f"{TOOL}: {finding.rule}"}
    return _command(_COMMANDS[finding.level], said, **properties)


def _command(name: str, said: str, **properties: str) -> str:
    given = ",".join(f"{key}={printable(value).translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {given}::{printable(said).translate(_DATA)}"


def write_summary(verdicts: Sequence[Verdict], paths: Paths) -> str:
    """Write a table in Markdown for the file that `$GITHUB_STEP_SUMMARY` names; as many rows as GitHub takes."""
    left = SUMMARY_BYTES_AT_MOST
    parts: list[str] = []
    for verdict in verdicts:
        heading = f"### {TOOL}{': ' if verdict.site else ''}{_cell(verdict.site)}\n\n{_cell(summary(verdict))}\n\n"
        table = _as_many_as_fit(_rows(verdict, paths), _length(verdict), left - len(heading.encode()))
        parts.append(heading + table)
        left -= len(parts[-1].encode())
    return "".join(parts)


def _length(verdict: Verdict) -> int:
    return len(verdict.crashes) + len(verdict.findings)


def _rows(verdict: Verdict, paths: Paths) -> Iterator[str]:
    for broken in verdict.crashes:
        yield _row("error", visible(paths.of_source(broken.source)), crash(broken), broken.rule)
    for finding in worst_first(verdict.findings):
        where = f"{visible(paths.of(finding))}:{finding.line}"
        yield _row(finding.level, where, full_message(finding, paths, characters=CELL_AT_MOST), finding.rule)


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(_cell, cells))} |\n"


def _cell(text: str) -> str:
    """Escape a text for a table; what stands between backticks becomes code."""
    parts = cut(one_line(text), CELL_AT_MOST).split("`")
    if len(parts) % 2 == 0:
        return _in_cell("`".join(parts))
    escaped = map(_in_cell, parts)
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(escaped))


def _in_cell(text: str) -> str:
    return _WWW.sub("&#46;", text.translate(_IN_CELL))


def _as_many_as_fit(rows: Iterable[str], number: int, left: int) -> str:
    if not number:
        return ""
    text = "| level | where | what to mend | rule |\n|---|---|---|---|\n"
    left -= len(text) + 200  # for what is said of the rest
    taken = []
    for row in rows:
        left -= len(row.encode())
        if left < 0:
            break
        taken.append(row)
    rest = number - len(taken)
    return text + "".join(taken) + "\n" + (f"{rest} more: `share-nudge check` shows all.\n\n" if rest else "")
