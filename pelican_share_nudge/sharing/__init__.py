"""What leaves a page with a reader: share links, the e-mail forward, hashtags."""

from __future__ import annotations
