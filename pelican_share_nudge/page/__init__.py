"""What a written page contains."""

from __future__ import annotations
