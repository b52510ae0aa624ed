"""Where programs of others find what stands in `host/plugin.py` by now."""

from __future__ import annotations

from pelican_share_nudge.host.plugin import ShareNudge
from pelican_share_nudge.insert.pages import PageReplacer

__all__ = ["PageReplacer", "ShareNudge"]
