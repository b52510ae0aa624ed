"""How blocks get into a written page, and how the page is written."""

from __future__ import annotations
