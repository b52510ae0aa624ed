"""GitLab's Code Quality report: a list, empty when there is nothing to mend."""

from __future__ import annotations

from collections.abc import Sequence

from pelican_share_nudge.findings import Finding, Level, Verdict, fingerprints
from pelican_share_nudge.report.characters import as_json, in_gitlab
from pelican_share_nudge.report.paths import Paths
from pelican_share_nudge.report.wording import full_message

PLACE = 5

DESCRIPTION_AT_MOST = 4_000  # It stands in a list beside others.

_SEVERITIES: dict[Level, str] = {"error": "major", "warning": "minor", "info": "info"}


def write(verdicts: Sequence[Verdict], paths: Paths) -> str:
    """Write the findings of all sites. The description names the rule, since GitLab does not show `check_name`.

    GitLab takes findings of one fingerprint for one, so fingerprints are counted over all sites.
    """
    findings = [finding for verdict in verdicts for finding in verdict.findings]
    return as_json(
        [
            {
                "description": f"{finding.rule}: {_description(finding, paths)}",
                "check_name": finding.rule,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[finding.level],
                "location": {"path": paths.of(finding), "lines": {"begin": max(finding.line, 1)}},
            }
            for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
        ]
    )


def _description(finding: Finding, paths: Paths) -> str:
    return in_gitlab(full_message(finding, paths, characters=DESCRIPTION_AT_MOST))
