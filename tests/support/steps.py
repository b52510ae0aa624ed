"""Counts what Python does: the same number on every machine, however busy it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(run: Callable[[], object]) -> int:
    """Count the lines of Python that a call executes; what happens within a function of C counts as one."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


def grows_no_faster_than_its_size(run: Callable[[int], object], *, size: int = 500) -> bool:
    """Tell whether four times the size takes at most four times the steps, and a few more."""
    few, many = steps(lambda: run(size)), steps(lambda: run(4 * size))
    return many <= 4 * few + 200
