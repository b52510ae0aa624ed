"""What tests of several rooms have in common."""

from __future__ import annotations
