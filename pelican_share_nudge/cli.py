"""The command `share-nudge`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from pelican_share_nudge import report
from pelican_share_nudge.networks import DEAD_NETWORKS, NETWORKS, Network


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="share-nudge", description="Share mechanics for Pelican blogs.")
    commands = parser.add_subparsers(dest="command", required=True)
    networks = commands.add_parser("networks", help="print the table of networks, living and dead")
    networks.set_defaults(run=print_networks)
    options = parser.parse_args(arguments)
    options.run()
    return 0


def print_networks() -> None:
    """Print every network with what it needs and where its form was read, then those that are dead."""
    report.print_table(
        ("NAME", "LABEL", "KIND", "LIMIT", "NEEDS", "CONFIRMED", "READ", "SOURCE"),
        (network_row(network) for network in NETWORKS.values()),
    )
    report.print_table(
        ("DEAD", "LABEL", "SINCE", "INSTEAD", "SOURCE"),
        ((dead.name, dead.label, dead.died, dead.instead, dead.source) for dead in DEAD_NETWORKS.values()),
    )


def network_row(network: Network) -> tuple[str, ...]:
    """Give the facts of a network as texts, for a table."""
    limit = "" if network.limit is None else f"{network.limit} {network.counting}"
    confirmed = "yes" if network.verified else "no"
    return (
        network.name,
        network.label,
        network.kind,
        limit,
        network.needs or "",
        confirmed,
        network.checked,
        network.source,
    )
