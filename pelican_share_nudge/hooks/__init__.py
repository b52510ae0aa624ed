"""What a post gets: share links, an e-mail forward, calls to action."""

from __future__ import annotations
