"""The picture in docs/icons.md: every icon at the sizes at which readers meet it, light and dark side by side.

Written by `python tests/icon_sheet.py`, which needs Chromium. Look at the picture after each change of an icon.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from markupsafe import escape
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
ICONS = ROOT / "pelican_share_nudge" / "templates" / "share_nudge" / "icons"
SHEET = ROOT / "docs" / "icons.png"

SIZES = (16, 20, 32)
COLUMNS = 3
STYLE = """
body { margin: 0; display: grid; grid-template-columns: 1fr 1fr; width: 1200px; font: 12px/1 "DejaVu Sans", sans-serif }
section { display: grid; grid-template-columns: repeat(3, 1fr); padding: 20px 12px 20px 20px }
.light { color: #1c1b1a; background: #ffffff }
.dark { color: #f1efec; background: #17181a }
div { display: flex; align-items: center; gap: 8px; height: 42px }
svg { flex: none; fill: currentColor }
"""


def icons() -> list[Path]:
    return sorted(ICONS.glob("*.svg"))


def page() -> str:
    """Write the sheet as one page."""
    halves = "".join(f'<section class="{half}">{_half(icons())}</section>' for half in ("light", "dark"))
    return f"<!doctype html><title>Icons</title><style>{STYLE}</style>{halves}"


def _half(paths: Sequence[Path]) -> str:
    rows = -(-len(paths) // COLUMNS)
    down = [path for row in range(rows) for path in paths[row::rows]]  # alphabetical from top to bottom
    return "".join(_cell(path) for path in down)


def _cell(path: Path) -> str:
    drawn = path.read_text(encoding="utf-8")
    sized = "".join(re.sub("<svg", f'<svg width="{size}" height="{size}"', drawn, count=1) for size in SIZES)
    return f"<div>{sized}<span>{escape(path.stem)}</span></div>"


def take() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        tab = browser.new_page(viewport={"width": 1200, "height": 200})
        tab.set_content(page())
        tab.screenshot(path=SHEET, full_page=True)
        browser.close()


if __name__ == "__main__":
    take()
