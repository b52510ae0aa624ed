"""Rows, and no logic: where a post can be passed on, and whose widgets say so."""

from __future__ import annotations
