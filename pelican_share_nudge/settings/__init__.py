"""What a blog and its posts can set."""

from __future__ import annotations
