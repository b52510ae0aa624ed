"""How the rules are asked, and where in the sources their findings stand."""

from __future__ import annotations
