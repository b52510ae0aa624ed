"""What of an authored text is running text, and what is hidden or stands around it."""

from __future__ import annotations
