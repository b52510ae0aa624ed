"""Where programs of others find what stands in `blocks/looks.py` by now."""

from __future__ import annotations

from pelican_share_nudge.blocks.looks import Asset, script, stylesheet

__all__ = ["Asset", "script", "stylesheet"]
