"""Share bar, e-mail forward and call to action at the end of every Pelican post."""

from __future__ import annotations

from pelican_share_nudge.host.register import register

__all__ = ["register"]
