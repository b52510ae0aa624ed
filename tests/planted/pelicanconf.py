"""Settings of a blog with one fault for each rule; see expected.toml."""

from __future__ import annotations

import datetime

SITENAME = "The Proving Drawer"
SITEURL = "https://blog.example"
AUTHOR = "Ada Example"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_CATEGORY = "Bread"
USE_FOLDER_AS_CATEGORY = False
SLUGIFY_SOURCE = "basename"
STATIC_PATHS = ["images"]

# Without a feed, there is nothing to subscribe to.
FEED_ALL_ATOM = None
FEED_ALL_RSS = None

# What is a matter of taste, where one post can show it.
SHARE_NUDGE_LEVELS = {"nothing-quotable": "info", "cta-generic": "info"}

# "asked-for/*": no such folder, so that posts get these only by name.
SHARE_NUDGE_CTAS = [
    {"name": "contact", "kind": "contact", "path": "asked-for/*", "target": "/contcat/"},
    {"name": "moved", "kind": "contact", "tag": "allotment", "target": "{filename}/pages/moved.md"},
    {"name": "start-here", "kind": "contact", "path": "asked-for/*", "target": "/cta-links-to-itself.html"},
    {
        "name": "summer-class",
        "kind": "support",
        "path": "asked-for/*",
        "until": datetime.date(2020, 6, 30),
        "target": "https://bakers.example/summer",
    },
    {
        "name": "recipes",
        "kind": "contact",
        "path": "asked-for/*",
        "target": "{filename}/pages/about.md",
        "action": "Click here",
    },
    {"name": "letters", "kind": "subscribe", "category": "Letters"},
    {"name": "pass-on", "kind": "pass-on", "category": "Bread"},
]

# What themes lack is to be found, and not to be mended.
SHARE_NUDGE_PREVIEW: list[str] = []
