"""The only module that speaks: to the log of a build and to the terminal."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Sequence

from pelican_share_nudge.findings import Finding

# Below Pelican's own, so that its verbosity flags work.
logger = logging.getLogger("pelican.plugins.share_nudge")


def log_findings(findings: Sequence[Finding]) -> None:
    """Say all findings of a build in one record: with `--fatal warnings` the first record ends the build."""
    if findings:
        lines = "\n".join(f"  {finding.source or 'site'}: {finding.message} [{finding.rule}]" for finding in findings)
        count = "1 thing" if len(findings) == 1 else f"{len(findings)} things"
        # As an argument: a line may hold a percent sign.
        logger.warning("share-nudge: %s to look at\n%s", count, lines)


def log_note(text: str) -> None:
    """Say something that is worth knowing and no mistake."""
    logger.info("share-nudge: %s", text)


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table to standard output, its columns aligned."""
    table = [tuple(header), *map(tuple, rows)]
    widths = [max(len(row[column]) for row in table) for column in range(len(header))]
    for row in table:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write(line.rstrip() + "\n")
