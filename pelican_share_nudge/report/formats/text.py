"""The report for people, without colours."""

from __future__ import annotations

from collections.abc import Sequence

from pelican_share_nudge.findings import Verdict
from pelican_share_nudge.report.paths import Paths
from pelican_share_nudge.report.text import report_lines

PLACE = 1


def write(verdicts: Sequence[Verdict], paths: Paths) -> str:
    """Write the whole report of all sites."""
    return "".join(f"{line.plain}\n" for line in report_lines(verdicts, paths))
