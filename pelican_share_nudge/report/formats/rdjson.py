"""Reviewdog's diagnostic format, rdjson: comments on the lines of a change.

Reviewdog puts a message into a comment as Markdown (service/commentutil/commentutil.go, MarkdownComment).
"""

from __future__ import annotations

from collections.abc import Sequence

from pelican_share_nudge.findings import Level, Verdict
from pelican_share_nudge.report.characters import as_json, in_markdown
from pelican_share_nudge.report.paths import Paths
from pelican_share_nudge.report.wording import TOOL, full_message

PLACE = 7

MESSAGE_AT_MOST = 4_000  # GitHub takes comments of 65,536 characters; nobody reads them.

_SEVERITIES: dict[Level, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def write(verdicts: Sequence[Verdict], paths: Paths) -> str:
    """Write the findings of all sites; without a column a finding means its whole line."""
    return as_json(
        {
            "source": {"name": TOOL},
            "diagnostics": [
                {
                    "message": in_markdown(full_message(finding, paths, characters=MESSAGE_AT_MOST)),
                    "location": {"path": paths.of(finding), "range": {"start": {"line": max(finding.line, 1)}}},
                    "severity": _SEVERITIES[finding.level],
                    "code": {"value": finding.rule},
                }
                for verdict in verdicts
                for finding in verdict.findings
            ],
        }
    )
