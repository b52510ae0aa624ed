"""Markup as browsers read it: what lies in the open, what is left open, and how deep it stands."""

from __future__ import annotations
