"""What the README says is true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from readme_tables import PLACE, README, RULES, TABLES, rules_page, with_tables

ROOT = README.parent
TEXT = README.read_text(encoding="utf-8")


def test_the_tables_are_those_of_the_code() -> None:
    assert with_tables(TEXT) == TEXT, "run `make readme`"
    assert {found[2] for found in PLACE.finditer(TEXT)} == set(TABLES)


def test_the_page_of_the_rules_is_what_the_rules_say() -> None:
    assert RULES.read_text(encoding="utf-8") == rules_page(), "run `make readme`"


def test_files_that_it_links_to_are_there() -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", TEXT)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_make_targets_that_it_names_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make (\w+)`", TEXT):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL))
def test_settings_that_it_shows_are_accepted(block: str, tmp_path: Path, build: Any) -> None:
    settings: dict[str, Any] = {}
    exec(block, settings)
    settings = {name: value for name, value in settings.items() if name.isupper() and name != "PLUGINS"}
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "post.md").write_text("Title: Post\nDate: 2026-01-01\n\nText.", encoding="utf-8")
    build(tmp_path / "content", **settings)
