"""Pelican settings that show the skin of a client on the sample posts; its name is in CLIENT.

    CLIENT=ledgerline pelican content -s clientconf.py

The skin itself needs no Python: these lines, which every blog with a skin has, are the only ones.
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pelicanconf import *  # noqa: F403

CLIENT = os.environ["CLIENT"]
THEMES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "themes")

THEME = os.path.join(THEMES, "passalong")
THEME_TEMPLATES_OVERRIDES = [os.path.join(THEMES, "clients", CLIENT, "templates")]
THEME_STATIC_PATHS = ["static", os.path.abspath(os.path.join(THEMES, "clients", CLIENT, "static"))]

SITENAME = CLIENT.replace("-", " ").title()
SITESUBTITLE = ""
SITEURL = f"http://localhost:8000/clients/{CLIENT}"
OUTPUT_PATH = f"output/clients/{CLIENT}"

# What the sample blog asks its readers for is not what a client asks: the skin says that. Some sample posts name a call
# to action of the sample blog, so there is nothing to judge here.
del SHARE_NUDGE_CTAS  # noqa: F821
SHARE_NUDGE_WARN = False
