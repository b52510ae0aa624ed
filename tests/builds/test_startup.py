"""A build of a few posts loads what it needs, and nothing that only a command or a rare blog does."""

from __future__ import annotations

import json
import sys
from functools import cache

import pytest
from support.builds import CONTENT
from support.processes import run_apart

BUILD = """
import json, sys, tempfile
from pathlib import Path
import pelican.plugins
pelican.plugins.__path__ = []  # Pelican imports every plugin that is installed, whether a blog has it or not.
from pelican import Pelican
from pelican.settings import read_settings

with tempfile.TemporaryDirectory() as folder:
    content = Path(folder, "content")
    content.mkdir()
    for number in range(10):
        text = f"Title: Bread {number}\\nDate: 2026-01-02\\n\\nA loaf of rye keeps a week, and a month on ice.\\n"
        Path(content, f"{number}.md").write_text(text, encoding="utf-8")
    settings = {"PATH": str(content), "OUTPUT_PATH": str(Path(folder, "output")), "THEME": "simple",
                "SITENAME": "Rye", "SITEURL": "https://rye.example", "PLUGINS": ["pelican_share_nudge"]}
    Pelican(read_settings(override=settings)).run()
print(json.dumps([*sys.modules]))
"""


@cache
def loaded() -> frozenset[str]:
    """Build ten posts in a fresh process, and list the modules that it has then."""
    done = run_apart(sys.executable, "-c", BUILD, cwd=CONTENT)
    assert done.status == 0, done.err
    return frozenset(json.loads(done.out.splitlines()[-1]))


@pytest.mark.parametrize(
    "module",
    ["pelican_share_nudge.host.plugin", "pelican_share_nudge.judge.judge", "pelican_share_nudge.rules.dead_end"],
)
def test_what_a_build_needs_is_loaded(module: str) -> None:
    assert module in loaded()


@pytest.mark.parametrize(
    "module",
    [
        pytest.param("pelican_share_nudge.commands", id="commands"),
        pytest.param("pelican_share_nudge.proof", id="the page about one post"),
        pytest.param("pelican_share_nudge.host.building", id="building for a command"),
        pytest.param("pelican_share_nudge.host.sandbox", id="a folder of its own for a command's build"),
        pytest.param("pelican_share_nudge.report.formats", id="formats of reports"),
        pytest.param("pelican_share_nudge.judge.changed", id="what a change brings in"),
        pytest.param("junitparser", id="JUnit"),
        pytest.param("bs4", id="for places that the fast ways miss"),
        pytest.param("emoji", id="for lengths of emoji"),
        pytest.param("regex", id="for lengths of other scripts"),
        pytest.param("imagesize", id="for pictures in previews"),
        pytest.param("difflib", id="for misspelt names"),
    ],
)
def test_what_a_build_does_not_need_is_not_loaded(module: str) -> None:
    assert module not in loaded()
