"""The command that lists the rules."""

from __future__ import annotations

import argparse

from pelican_share_nudge import report
from pelican_share_nudge.rules import all_rules

HELP = "list the rules"
PLACE = 4


def run(_: argparse.Namespace) -> int:
    """Print every rule with its level and what it finds."""
    rows = ((rule.name, rule.level, rule.summary) for rule in all_rules().values())
    report.print_table(("RULE", "LEVEL", "FINDS"), rows)
    return 0
