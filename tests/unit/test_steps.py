"""Counting steps tells what grows with the square from what does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.steps import grows_no_faster_than_its_size, steps


def linear(size: int) -> int:
    total = 0
    for number in range(size):
        total += number
    return total


def square(size: int) -> int:
    total = 0
    for number in range(size):
        for other in range(number):
            total += other
    return total


def test_steps_are_the_same_each_time() -> None:
    assert steps(lambda: linear(100)) == steps(lambda: linear(100)) > 200


@pytest.mark.parametrize(("run", "holds"), [(linear, True), (range, True), (square, False)])
def test_growth(run: Callable[[int], object], holds: bool) -> None:
    assert grows_no_faster_than_its_size(run, size=50) == holds
