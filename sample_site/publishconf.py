"""Pelican settings for the public site: everything from pelicanconf.py, with
the address under which readers will find (and forward) the posts.

    pelican content -s publishconf.py
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pelicanconf import *  # noqa: F403

SITEURL = "https://blog.example"
RELATIVE_URLS = False
# A server finds the index.html of a folder: 2026/for-ilse/ is all that readers see, and pass on.
for name in [name for name in globals() if name.endswith("_URL")]:
    globals()[name] = globals()[name].removesuffix("index.html")
DELETE_OUTPUT_DIRECTORY = True
