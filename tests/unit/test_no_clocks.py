"""No test asks how long something took, or fails because a machine is busy."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
FOLDERS = ("unit", "builds", "browser", "support")
MODULES = sorted([TESTS / "conftest.py", *(module for name in FOLDERS for module in (TESTS / name).glob("*.py"))])
_CLOCKS = ("time", "monotonic", "perf_counter", "process_time", "thread_time")
CLOCKS = frozenset(f"{name}{unit}" for name in _CLOCKS for unit in ("", "_ns"))
# Names that are clocks, waits or limits of time whatever they belong to.
ALWAYS = (CLOCKS - {"time", "time_ns"}) | {"sleep", "wait_for_timeout", "getrusage", "RLIMIT_CPU", "setitimer", "alarm"}
LIMITS = frozenset(("timeout", "deadline"))

# What is allowed: (module, what), and why it cannot fail on a busy machine.
ALLOWED = {
    ("browsing.py", "timeout="): "how long `expect` waits at most; no page that is right takes as long",
    ("conftest.py", "deadline=None"): "the one profile, which has no deadline",
    ("test_autoreload.py", "sleep"): "asks a real `pelican -r` again and again, as long as it takes",
    ("test_pages_written.py", "sleep"): "lets a build go on before it is killed; at any moment its pages must be whole",
    ("test_browser.py", "wait_for_timeout"): "waits at least so long, for browsers do not count what moves before that",
}


def clocks(tree: ast.Module) -> Iterator[str]:
    """List what a module has of clocks: names from `time`, waits, limits, and checks of hypothesis that are clocks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("time", "timeit"):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name == "timeit")
        elif isinstance(node, ast.Attribute) and (node.attr in ALWAYS or _is_of_time(node)):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg in LIMITS:
            yield f"{node.arg}=None" if _is_none(node.value) else f"{node.arg}="


def _is_of_time(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id == "time" and node.attr in CLOCKS


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_no_test_has_a_clock(module: Path) -> None:
    found = set(clocks(ast.parse(module.read_text(encoding="utf-8"))))
    assert {name for name in found if (module.name, name) not in ALLOWED} == set()


def test_what_is_allowed_is_there() -> None:
    for name, what in ALLOWED:
        module = next(module for module in MODULES if module.name == name)
        assert what in set(clocks(ast.parse(module.read_text(encoding="utf-8")))), (name, what)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import time\nbegan = time.perf_counter()", {"perf_counter"}),
        ("from time import monotonic as now", {"monotonic"}),
        ("import time\ntime.sleep(1)", {"sleep"}),
        ("import time as t\nt.process_time()", {"process_time"}),
        ("import time\ntime.time() < 3", {"time"}),
        ("process.communicate(timeout=10)", {"timeout="}),
        ("settings(deadline=200)", {"deadline="}),
        ("settings(deadline=None)", {"deadline=None"}),
        ("import timeit", {"timeit"}),
        ("import resource\nresource.getrusage(0)", {"getrusage"}),
        ("import datetime\ndatetime.time(3)", set()),
        ("import time\ntime.strftime('%Y')", set()),
        ("article.time()", set()),
        ("timeout = 10", set()),
        ("'time.sleep(1)'", set()),
    ],
)
def test_the_scan_sees_clocks(source: str, found: set[str]) -> None:
    assert set(clocks(ast.parse(source))) == found


def test_hypothesis_has_one_profile() -> None:
    named = [module.name for module in MODULES if "register_profile(" in module.read_text(encoding="utf-8")]
    assert [name for name in named if name != Path(__file__).name] == ["conftest.py"]
    checks = [module.name for module in MODULES if "suppress_health_check=" in module.read_text(encoding="utf-8")]
    assert [name for name in checks if name != Path(__file__).name] == ["conftest.py"]
