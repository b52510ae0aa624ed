"""The report as JSON, as findings.schema.json describes it: everything that a verdict holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pelican_share_nudge.findings import LEVELS, Finding, Verdict, fingerprints
from pelican_share_nudge.report.characters import as_json, one_line, unlinked
from pelican_share_nudge.report.paths import Paths
from pelican_share_nudge.report.wording import TOOL, message, posts_of

PLACE = 2

# Grows when a reader of the old one would break, since a field goes away or means something else. New fields may come.
VERSION = 1


def write(verdicts: Sequence[Verdict], paths: Paths) -> str:
    """Write one object a site."""
    return as_json({"tool": TOOL, "version": VERSION, "sites": [_site(verdict, paths) for verdict in verdicts]})


def _site(verdict: Verdict, paths: Paths) -> dict[str, Any]:
    prints = fingerprints(verdict.findings)
    return {
        "site": verdict.site,
        "posts": verdict.posts,
        "opted_out": verdict.opted_out,
        "suppressed": verdict.suppressed,
        "baselined": verdict.baselined,
        "counts": {level: verdict.count(level) for level in LEVELS},
        "findings": [
            _finding(finding, fingerprint, paths) for finding, fingerprint in zip(verdict.findings, prints, strict=True)
        ],
        "gone": [identity._asdict() for identity in verdict.gone],
        "crashes": [
            {
                "rule": broken.rule,
                "source": broken.source,
                "path": paths.of_source(broken.source),
                "error": unlinked(one_line(broken.error)),
            }
            for broken in verdict.crashes
        ],
    }


def _finding(finding: Finding, fingerprint: str, paths: Paths) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "level": finding.level,
        "message": unlinked(message(finding)),
        "path": paths.of(finding),
        "line": max(finding.line, 1),
        "source": finding.source,
        "anchor": finding.anchor,
        "page": finding.page,
        "posts": finding.posts,
        "sources": posts_of(finding),
        "fingerprint": fingerprint,
    }
