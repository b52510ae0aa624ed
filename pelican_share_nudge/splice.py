"""Where programs of others find what stands in `insert/` by now."""

from __future__ import annotations

from pelican_share_nudge.insert.place import content_place, head_offset
from pelican_share_nudge.insert.splice import Block, apart, marker_offset, names, splice, strip

__all__ = ["Block", "apart", "content_place", "head_offset", "marker_offset", "names", "splice", "strip"]
