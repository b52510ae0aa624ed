"""The command that says what a rule says of itself."""

from __future__ import annotations

import argparse

from pelican_share_nudge import report
from pelican_share_nudge.commands._arguments import rule
from pelican_share_nudge.rules import all_rules

HELP = "say what a rule finds, why, and how to mend it"
PLACE = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", type=rule)


def run(options: argparse.Namespace) -> int:
    """Print the rule's docstring."""
    rule = all_rules()[options.rule]
    report.write_out(f"{rule.name} ({rule.level})\n\n{rule.text}\n")
    return 0
