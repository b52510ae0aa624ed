from __future__ import annotations

SITEURL = ""
SITENAME: str = "A blog"
PLUGINS = ["share_nudge"]
PLUGINS += ["sitemap"]
MENU += [("a", "b")]
MENU += [("c", "d")]
if True:
    THEME = "inside"
FEED == None
SHARE_NUDGE_LEVELS: dict[str, str] = {"*": "info"}
SITEURL = "https://blog.example"  # the one that counts
