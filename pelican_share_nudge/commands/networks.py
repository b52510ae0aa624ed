"""The command that lists the networks."""

from __future__ import annotations

import argparse

from pelican_share_nudge import report
from pelican_share_nudge.tables.networks import DEAD_NETWORKS, NETWORKS, Network

HELP = "print the table of networks, living and dead"
PLACE = 6


def run(_: argparse.Namespace) -> int:
    """Print every network with what it needs and where its form was read, then those that are dead."""
    report.print_table(
        ("NAME", "LABEL", "KIND", "LIMIT", "NEEDS", "CONFIRMED", "READ", "SOURCE"),
        (network_row(network) for network in NETWORKS.values()),
    )
    report.print_table(
        ("DEAD", "LABEL", "SINCE", "INSTEAD", "SOURCE"),
        ((dead.name, dead.label, dead.died, dead.instead, dead.source) for dead in DEAD_NETWORKS.values()),
    )
    return 0


def network_row(network: Network) -> tuple[str, ...]:
    """Give the facts of a network as texts, for a table."""
    return (
        network.name,
        network.label,
        network.kind,
        "" if network.limit is None else f"{network.limit} {network.counting}",
        network.needs or "",
        "yes" if network.verified else "no",
        network.checked,
        network.source,
    )
