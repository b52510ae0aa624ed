"""What axe-core says of a page: its rules for people who see, hear or move in other ways."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# All that can change when a page that was looked at already is shown in other colours.
OF_COLOURS = ["color-contrast", "link-in-text-block"]


def found_by_axe(page: Page, parts: list[str], **options: Any) -> list[tuple[str, str]]:
    """List each violation: the rule, and the element.

    Args:
        parts: selectors of what is looked at.
        options: as of axe.run (github.com/dequelabs/axe-core, doc/API.md).
    """
    if page.evaluate("!window.axe"):
        page.evaluate(AXE_SCRIPT)
    given = {"resultTypes": ["violations"], **options}  # It works out how to find each element of what it returns.
    found = page.evaluate("([include, options]) => axe.run({ include }, options)", [parts, given])
    return [(rule["id"], node["html"]) for rule in found["violations"] for node in rule["nodes"]]
