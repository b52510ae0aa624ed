"""Where programs of others find what stands in `tables/networks.py` by now."""

from __future__ import annotations

from pelican_share_nudge.tables.networks import DEAD_NETWORKS, NETWORKS, Network

__all__ = ["DEAD_NETWORKS", "NETWORKS", "Network"]
