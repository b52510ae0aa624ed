"""What can be known of a site's files."""

from __future__ import annotations
