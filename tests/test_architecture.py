"""The rules of the design that ruff cannot hold."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pelican_share_nudge"
MODULES = sorted(PACKAGE.rglob("*.py"))
WRITES = {"write_text", "write_bytes", "unlink", "rename", "replace", "mkdir", "rmtree", "truncate", "link", "chmod"}
POSSESSIVE_GROUP = re.compile(r"(?<![\\(])\)[*+?]\+(?!['\" ,])")
PATHS = {"os", "Path", "path", "file", "shutil"}


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def imported(module: Path) -> set[str]:
    names = set()
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
    return names


def writes_files(module: Path) -> bool:
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id in PATHS:
                return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("open", "FileIO"):
            return True
    return False


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_only_the_edge_knows_pelican(module: Path) -> None:
    knows = any(name == "pelican" or name.startswith("pelican.") for name in imported(module))
    assert knows <= (name_of(module) in ("__init__.py", "plugin.py", "cli.py"))


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_only_pages_and_report_write_files(module: Path) -> None:
    """`process.py` takes the folder of a build away."""
    writes = name_of(module) in ("pages.py", "process.py") or name_of(module).startswith("report/")
    assert writes_files(module) <= writes


def test_the_check_for_writing_sees_pages() -> None:
    assert writes_files(PACKAGE / "pages.py")


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_group_is_possessive(module: Path) -> None:
    """What one matches is wrong in Python 3.11.0 to 3.11.4 (github.com/python/cpython/issues/106052): `(?>(?:…)*)`."""
    texts = (node.value for node in ast.walk(tree_of(module)) if isinstance(node, ast.Constant))
    assert [text for text in texts if isinstance(text, str) and POSSESSIVE_GROUP.search(text)] == []


def test_the_check_for_possessive_groups_sees_one() -> None:
    assert POSSESSIVE_GROUP.search("(?:ab?c)*+d")


def test_splice_knows_nothing_of_ours() -> None:
    for name in ("addresses.py", "splice.py", "markup.py", "networks.py", "findings.py", "sequence.py"):
        known = {found for found in imported(PACKAGE / name) if found.startswith("pelican_share_nudge")}
        assert all(name == "splice.py" and found.startswith("pelican_share_nudge.markup") for found in known), name


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_the_first_line_says_what_a_module_is_for(module: Path) -> None:
    docstring = ast.get_docstring(tree_of(module)) or ""
    assert docstring.splitlines()[0].endswith((".", "again."))


def test_no_module_is_called_after_nothing() -> None:
    assert not {module.stem for module in MODULES} & {"utils", "helpers", "manager", "base", "common", "misc"}
