from __future__ import annotations

AUTHOR = "Ada Example"
SITEURL = "http://localhost:8000"
