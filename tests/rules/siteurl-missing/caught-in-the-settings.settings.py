from __future__ import annotations

AUTHOR = "Ada Example"
SITENAME = "Test blog"
SITEURL = ""
TIMEZONE = "UTC"
