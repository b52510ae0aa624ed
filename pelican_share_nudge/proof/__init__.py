"""The author's page about one post."""

from __future__ import annotations
