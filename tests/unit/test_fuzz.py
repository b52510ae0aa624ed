"""tools/fuzz.py finds what it is for: what raises, what is wrong, and what grows with the square."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

TOOLS = Path(__file__).parent.parent.parent / "tools"


@pytest.fixture(name="fuzz", scope="module")
def _fuzz() -> Any:
    sys.path.insert(0, str(TOOLS))
    try:
        return importlib.import_module("fuzz")
    finally:
        sys.path.remove(str(TOOLS))


def test_the_nine_parts(fuzz: Any) -> None:
    pages = {"splice", "head", "page"}
    assert set(fuzz.TARGETS) == pages | {
        "splice",
        "head",
        "page",
        "links",
        "wishes",
        "settings",
        "baseline",
        "lines",
        "languages",
    }


def test_every_part_has_texts_to_change(fuzz: Any) -> None:
    assert [name for name in fuzz.TARGETS if len(fuzz.corpus(name)) < 5] == []


def test_the_same_seed_gives_the_same_text(fuzz: Any) -> None:
    for name in fuzz.TARGETS:
        texts = {fuzz.random_text(name, Random(f"7:{name}:{number}")) for number in range(20)}
        assert texts == {fuzz.random_text(name, Random(f"7:{name}:{number}")) for number in range(20)}
        assert len(texts) > 10


def test_texts_for_pages_are_utf_8(fuzz: Any) -> None:
    for number in range(200):
        fuzz.random_text("splice", Random(number)).encode("utf-8")


def fails(wanted: str) -> Callable[[str, Random], None]:
    def judge(text: str, random: Random) -> None:
        if wanted in text:
            raise ValueError(f"there is {wanted}")

    return judge


def test_a_failure_is_told_once_with_a_small_text_and_how_to_see_it_again(
    fuzz: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_pages = fuzz.TARGETS["splice"]
    target = fuzz.Target(judge=fails("<p>"), corpus=of_pages.corpus, pieces=of_pages.pieces)
    monkeypatch.setitem(fuzz.TARGETS, "splice", target)
    report = fuzz.Report("splice")
    for number in range(60):
        fuzz.one_run("splice", 5, number, report)
    assert report.runs == 60
    ((signed, shown),) = report.failures.items()
    assert signed.startswith("ValueError at ")
    assert "--target splice --seed 5 --run " in shown
    assert "text (3): '<p>'" in shown


def test_what_is_right_is_no_failure(fuzz: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    target = fuzz.Target(judge=fails("never in a text"), corpus=(), pieces=("a", "b"))
    monkeypatch.setitem(fuzz.TARGETS, "links", target)
    report = fuzz.Report("links")
    for number in range(60):
        fuzz.one_run("links", 5, number, report)
    assert report.failures == {}


@pytest.mark.parametrize(
    ("cost", "power"),
    [
        (lambda size: size, 1.0),
        (lambda size: size**2, 2.0),
        (lambda size: size**3, 3.0),
        (lambda size: 50_000 + size, 0.0),
        (lambda size: size if size < 3_000 else 20 * size, 1.0),
    ],
    ids=["linear", "square", "cube", "constant", "a slower way from some size on"],
)
def test_growth(fuzz: Any, cost: Callable[[int], float], power: float) -> None:
    """The cost is counted here, and not measured."""
    found = fuzz.exponent(lambda times, _: cost(times) / 100_000, 1_000, 10_000_000)
    assert found == pytest.approx(power, abs=0.1)


def test_what_the_machine_adds_once_is_no_growth(fuzz: Any) -> None:
    disturbed = {(4_000, 1)}
    found = fuzz.exponent(
        lambda times, attempt: times / 30_000 * (20 if (times, attempt) in disturbed else 1), 1_000, 10_000_000
    )
    assert found == pytest.approx(1.0, abs=0.1)


def test_what_never_takes_long_enough_is_not_told(fuzz: Any) -> None:
    assert fuzz.exponent(lambda times, _: 0.0, 1_000, 10_000) is None


def test_a_repeated_text_is_as_long_as_one_likes(fuzz: Any) -> None:
    repeated = fuzz.Repeated("a", "<b>", "</b>", "c")
    assert repeated.text(2, 0) == "a<b><b></b></b>c0"
    assert repeated.text(2, 1) != repeated.text(2, 0)
