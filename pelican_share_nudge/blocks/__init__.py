"""How hooks are written as HTML: templates, looks, icons, and what themes can print."""

from __future__ import annotations
