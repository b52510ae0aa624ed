"""The only module that speaks: to the log of a build and to the terminal."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from pelican_share_nudge.findings import Finding

# Posts that are named for one message; with more, their number is said.
NAMED_AT_MOST = 20

# Below Pelican's own, so that its verbosity flags work.
logger = logging.getLogger("pelican.plugins.share_nudge")


def log_findings(findings: Sequence[Finding]) -> None:
    """Say all findings of a build in one record: with `--fatal warnings` the first record ends the build."""
    if findings:
        lines = "\n".join(_lines(findings))
        count = "1 thing" if len(findings) == 1 else f"{len(findings)} things"
        # As an argument: a line may hold a percent sign.
        logger.warning("share-nudge: %s to look at\n%s", count, lines)


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Say what several posts have in common once, and name the posts."""
    sources: dict[tuple[str, str], list[str]] = {}
    for finding in findings:
        sources.setdefault((finding.message, finding.rule), []).append(finding.source or "site")
    for (message, rule), found in sources.items():
        named, rest = found[:NAMED_AT_MOST], len(found) - NAMED_AT_MOST
        posts = ", ".join(named) + (f" and {rest} more" if rest > 0 else "")
        yield f"  {posts}: {message} [{rule}]"


def log_note(text: str) -> None:
    """Say something that is worth knowing and no mistake."""
    logger.info("share-nudge: %s", text)


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table to standard output, its columns aligned."""
    table = [tuple(header), *map(tuple, rows)]
    widths = [max(len(row[column]) for row in table) for column in range(len(header))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table)
    text = "".join(f"{line.rstrip()}\n" for line in lines)
    try:
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has read enough; nothing more can be said to it.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
