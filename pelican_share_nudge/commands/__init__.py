"""The command `share-nudge`."""

from __future__ import annotations
