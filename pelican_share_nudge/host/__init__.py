"""The only room that knows Pelican."""

from __future__ import annotations
