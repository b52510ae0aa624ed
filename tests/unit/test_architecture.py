"""The rules of the design that ruff cannot hold."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from pelican_share_nudge.findings import rule_names

PACKAGE = Path(__file__).parent.parent.parent / "pelican_share_nudge"
MODULES = sorted(PACKAGE.rglob("*.py"))
WRITES = {"write_text", "write_bytes", "unlink", "rename", "replace", "mkdir", "rmtree", "truncate", "link", "chmod"}
POSSESSIVE_GROUP = re.compile(r"(?<![\\(])\)[*+?]\+(?!['\" ,])")
PATHS = {"os", "Path", "path", "file", "shutil"}


# Which room imports which: from the plainest to the two ends.
ARROWS = {
    "addresses": "",
    "errors": "",
    "findings": "",
    "nearest": "",
    "sequence": "",
    "markup": "",
    "tables": "addresses",
    "pattern": "addresses nearest",
    "insert": "markup",
    "prose": "markup",
    "lengths": "tables",
    "locales": "pattern",
    "text": "lengths locales prose",
    "hashtags": "text",
    "cards": "errors locales tables",
    "page": "addresses insert markup pattern tables text",
    "settings": "addresses errors findings locales nearest pattern tables text",
    "post": "addresses hashtags prose settings text",
    "site": "addresses page settings",
    "sharing": "addresses lengths locales pattern post prose tables text",
    "decision": "locales page",
    "hooks": "addresses decision lengths locales page pattern post prose settings sharing tables text",
    "blocks": "decision errors hooks insert locales nearest page post settings tables",
    "rules": "addresses findings hooks lengths locales nearest page pattern post prose settings site tables text",
    "proof": "addresses blocks errors findings hooks insert lengths locales page pattern post "
    "settings sharing site tables text",
    "judge": "addresses errors findings nearest page post rules settings site",
    "report": "addresses errors findings proof rules settings",
    "host": "addresses blocks cards decision errors findings hooks insert judge locales page pattern post proof prose "
    "report sequence settings site tables text",
    "__init__": "host",
    "networks": "tables",
    "looks": "blocks",
    "splice": "insert",
    "plugin": "host insert",
    "commands": "errors findings host judge nearest proof report rules tables",
    "namespace": "host",
    "__main__": "commands",
}


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


def room_of(module: Path) -> str:
    return name_of(module).partition("/")[0].removesuffix(".py")


def arrows() -> dict[str, set[str]]:
    """Give for each room the rooms that it imports."""
    found: dict[str, set[str]] = {room_of(module): set() for module in MODULES}
    for module in MODULES:
        names = (name.split(".") for name in imported(module) if name.startswith("pelican_share_nudge."))
        found[room_of(module)] |= {parts[1] for parts in names if parts[1] in found} - {room_of(module)}
    return found


def test_a_room_imports_what_the_table_says() -> None:
    assert {room: " ".join(sorted(others)) for room, others in arrows().items()} == {
        room: " ".join(sorted(others.split())) for room, others in ARROWS.items()
    }


def test_no_room_imports_one_that_imports_it() -> None:
    graph = {room: set(others.split()) for room, others in ARROWS.items()}
    assert list(TopologicalSorter(graph).static_order())


def test_the_page_about_it_tells_every_room() -> None:
    page = (PACKAGE.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)(/|\.py)` \|", page, re.MULTILINE)
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert {name for name, ending in told if ending == "/"} == folders
    rooms = [room for room in ARROWS if not room.startswith("__")]
    assert [name for name, _ in told][: len(rooms)] == rooms
    assert {name for name, _ in told} == {*rooms, *folders}


def test_only_the_edge_knows_pelican() -> None:
    knows = {room_of(module) for module in MODULES if any(name.split(".")[0] == "pelican" for name in imported(module))}
    assert knows == {"host"}


def test_nobody_else_imports_what_rules_share() -> None:
    private = {
        (name_of(module), name)
        for module in MODULES
        for name in imported(module)
        if room_of(module) != "rules" and name.startswith("pelican_share_nudge.rules._")
    }
    assert private == set()


def test_nobody_else_names_a_rule() -> None:
    """What one of them needs for itself is an attribute of its own module."""
    named = {
        (name_of(module), node.value)
        for module in MODULES
        for node in ast.walk(tree_of(module))
        if room_of(module) != "rules" and isinstance(node, ast.Constant) and node.value in rule_names()
    }
    assert named == set()


def test_only_few_modules_write_files() -> None:
    """`process.py` takes the folder of a build away."""
    writing = {name_of(module) for module in MODULES if writes_files(module)}
    assert {name for name in writing if not name.startswith("report/")} == {"insert/pages.py", "host/process.py"}


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_group_is_possessive(module: Path) -> None:
    """What one matches is wrong in Python 3.11.0 to 3.11.4 (github.com/python/cpython/issues/106052): `(?>(?:…)*)`."""
    texts = (node.value for node in ast.walk(tree_of(module)) if isinstance(node, ast.Constant))
    assert [text for text in texts if isinstance(text, str) and POSSESSIVE_GROUP.search(text)] == []


def test_the_check_for_possessive_groups_sees_one() -> None:
    assert POSSESSIVE_GROUP.search("(?:ab?c)*+d")


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_the_first_line_says_what_a_module_is_for(module: Path) -> None:
    docstring = ast.get_docstring(tree_of(module)) or ""
    assert docstring.splitlines()[0].endswith((".", "again."))


def test_no_module_is_called_after_nothing() -> None:
    assert not {module.stem for module in MODULES} & {"utils", "helpers", "manager", "base", "common", "misc"}
