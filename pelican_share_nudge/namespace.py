"""What Pelican finds as `pelican.plugins.share_nudge`: the wheel carries this file under that name."""

from __future__ import annotations

from pelican_share_nudge.host.register import register

__all__ = ["register"]
