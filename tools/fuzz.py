"""Fuzzes nine parts of the plugin, each for some seconds of CPU: nothing may raise, and no time grow with the square.

    python tools/fuzz.py --seconds 300
    python tools/fuzz.py --target splice --seed 7 --run 1234     # one run again, with its traceback

Texts are the tests' own files, mutated, and hostile pieces. Exit status: 0 nothing found; 1 something was.
"""

from __future__ import annotations

import argparse
import cProfile
import math
import pstats
import re
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from fuzz_targets import TARGETS, Target, corpus

PACKAGE = "pelican_share_nudge"
LONGEST = 20_000  # characters of a mutated text
HANGS_AFTER = 30  # seconds of CPU for one text
SHARE_OF_GROWTH = 0.4  # of the budget
# Growth: from a size at which one run takes so long, to four times that size.
WORTH_MEASURING = 0.03
LARGEST = 1_000_000
# With n the exponent is 1, with n log n about 1.1, with n² 2; half of it is given to caches and collectors.
SQUARE = 1.6


class Hangs(BaseException):
    """One text took HANGS_AFTER; no `except Exception` of the code under test may swallow that."""


@dataclass
class Report:
    """What came out for one target."""

    name: str
    runs: int = 0
    measured: int = 0
    seconds: float = 0.0
    worst: float = 0.0
    failures: dict[str, str] = field(default_factory=dict)

    def row(self) -> tuple[str, ...]:
        worst = f"n^{self.worst:.2f}" if self.measured else "-"
        return self.name, str(self.runs), f"{self.seconds:.0f}", str(len(self.failures)), str(self.measured), worst


# Texts


def random_text(name: str, random: Random) -> str:
    """Take a text of the corpus, or pieces, and change it a few times."""
    target, texts = TARGETS[name], corpus(name)
    text = cut(random.choice(texts), random) if texts and random.random() < 0.8 else pieces(target, random)
    for _ in range(random.choice((0, 1, 1, 2, 4, 16))):
        text = mutated(text, target, texts, random)[:LONGEST]
    return sound(text, target)


def sound(text: str, target: Target) -> str:
    return text if target.surrogates else text.encode("utf-8", "replace").decode("utf-8")


def cut(text: str, random: Random) -> str:
    """A whole text half of the time, else one to a few hundred characters of it."""
    if random.random() < 0.5 and len(text) <= LONGEST:
        return text
    start = random.randrange(len(text) + 1)
    return text[start : start + random.choice((20, 200, 2_000))]


def pieces(target: Target, random: Random) -> str:
    return "".join(random.choices(target.pieces, k=random.choice((1, 2, 4, 12, 60))))


def mutated(text: str, target: Target, texts: tuple[str, ...], random: Random) -> str:
    """Change a text at one place: by a piece, a character, a byte, a token, another text, or by repeating."""
    start, end = span(text, random)
    kind = random.randrange(8)
    if kind == 0:
        return text[:start] + pieces(target, random) + text[end:]
    if kind == 1:
        return text[:start] + pieces(target, random) + text[start:]
    if kind == 2:
        return text[:start] + text[end:]
    if kind == 3:
        return text[:start] + text[start:end] * random.choice((2, 3, 10, 100)) + text[end:]
    if kind == 4:
        return text[:start] + chr(random.choice((random.randrange(0x80), random.randrange(0x3000)))) + text[start + 1 :]
    if kind == 5:
        return without_a_token(text, random)
    if kind == 6 and texts:
        return text[:start] + cut(random.choice(texts), random) + text[end:]
    return with_another_byte(text, random)


def span(text: str, random: Random) -> tuple[int, int]:
    start = random.randrange(len(text) + 1)
    return start, min(len(text), start + random.choice((1, 1, 3, 20, 200)))


def without_a_token(text: str, random: Random) -> str:
    """Take a tag, word or mark out, or let two change places."""
    tokens = re.findall(r"<[^<>]*>|\w+|\s+|.", text, re.DOTALL)
    if not tokens:
        return text
    one, other = random.randrange(len(tokens)), random.randrange(len(tokens))
    tokens[one], tokens[other] = tokens[other], "" if random.random() < 0.5 else tokens[one]
    return "".join(tokens)


def with_another_byte(text: str, random: Random) -> str:
    data = bytearray(text.encode("utf-8", "replace"))
    if data:
        data[random.randrange(len(data))] = random.randrange(256)
    return data.decode("utf-8", "replace")


# Runs


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """End what takes longer, also within a pattern: Python's `re` looks for signals."""

    def stop(*_: object) -> None:
        raise Hangs(f"more than {seconds:.0f} seconds of CPU for one text")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def failure_of(target: Target, text: str, seed: str) -> BaseException | None:
    """Run a target on a text; give what it raised."""
    try:
        with _limit(HANGS_AFTER):
            target.judge(text, Random(seed))
    except (Exception, Hangs) as error:
        return error
    return None


def signature(error: BaseException) -> str:
    """Say in a line what failed and where in the package, so that the same failure is told once."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if PACKAGE in frame.filename]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "the judgement"
    return f"{type(error).__name__} at {where}: {str(error).splitlines()[0][:60] if str(error) else ''}"


def kind(error: BaseException) -> str:
    return signature(error).partition(": ")[0]


def smaller(target: Target, text: str, seed: str, wanted: str, tries: int = 200) -> str:
    """Take parts away from a text as long as the failure stays the same."""
    size = len(text) // 2
    while size and tries:
        start = 0
        while start < len(text) and tries:
            tries -= 1
            shorter = text[:start] + text[start + size :]
            error = failure_of(target, shorter, seed)
            if error is not None and not isinstance(error, Hangs) and kind(error) == wanted:
                text = shorter
            else:
                start += size
        size //= 2
    return text


def one_run(name: str, seed: int, number: int, report: Report) -> None:
    """Make a text, run the target on it, and note what failed."""
    target, own = TARGETS[name], f"{seed}:{name}:{number}"
    text = random_text(name, Random(own))
    report.runs += 1
    error = failure_of(target, text, own)
    if error is None or any(signed.startswith(f"{kind(error)}: ") for signed in report.failures):
        return
    shown = text if isinstance(error, Hangs) else smaller(target, text, own, kind(error))
    lines = "".join(traceback.format_exception(failure_of(target, shown, own) or error))
    again = f"--target {name} --seed {seed} --run {number}"
    report.failures[signature(error)] = f"{again}\n  text ({len(shown)}): {shown[:1_000]!a}\n{lines[-3_000:]}"


# Growth


@dataclass(frozen=True)
class Repeated:
    """A text that can be made as long as one likes: what is before, what is repeated, and what closes it."""

    before: str
    unit: str
    closing: str
    behind: str

    def text(self, times: int, attempt: int = 0) -> str:
        # Another end at each attempt, so that no cache has it.
        return f"{self.before}{self.unit * times}{self.closing * times}{self.behind}{attempt}"

    def __str__(self) -> str:
        names = ("before", "unit", "closing", "behind")
        return ", ".join(f"{name} {getattr(self, name)[:300]!a}" for name in names if getattr(self, name))


def random_repeated(name: str, random: Random) -> Repeated:
    target, texts = TARGETS[name], corpus(name)

    def fragment(most: int) -> str:
        if texts and random.random() < 0.5:
            text = random.choice(texts)
            start = random.randrange(len(text) + 1)
            return sound(text[start : start + random.randrange(1, most)], target)
        return sound("".join(random.choices(target.pieces, k=random.randrange(1, 5))), target)

    unit = fragment(random.choice((2, 8, 60))) or "a"
    closing = fragment(20) if random.random() < 0.25 else ""
    before, behind = (fragment(80) if random.random() < 0.6 else "" for _ in range(2))
    return Repeated(before, unit, closing, behind)


def exponent(cost: Callable[[int, int], float], times: int, largest: int) -> float | None:
    """Tell with which power of its size the cost of a text grows.

    Args:
        cost: of so many repetitions, at the so-manieth attempt.
        times: the repetitions to begin with.
        largest: the repetitions to end with.

    Returns:
        1 for linear, 2 for quadratic; None when no text is long enough to tell.
    """
    while cost(times, 0) < WORTH_MEASURING:
        times *= 2
        if 4 * times > largest:
            return None
    found = _exponent(cost, times, attempts=1)
    # Whatever else the machine does can only add: so the least of several counts, and only for what looks bad. And from
    # some size on a slower way is gone, once: what grows with the square does so from there on, too.
    found = found if found < SQUARE else min(found, _exponent(cost, times, attempts=3))
    return found if found < SQUARE or 16 * times > largest else min(found, _exponent(cost, 4 * times, attempts=2))


def _exponent(cost: Callable[[int, int], float], times: int, attempts: int) -> float:
    small = min(cost(times, 1 + attempt) for attempt in range(attempts + 1))
    large = min(cost(4 * times, 1 + attempt) for attempt in range(attempts))
    return math.log(max(large, 1e-6) / max(small, 1e-6), 4)


def one_growth(name: str, seed: int, number: int, report: Report) -> None:
    """Repeat a fragment ever more often, and note if the time grows with the square."""
    target, own = TARGETS[name], f"{seed}:{name}:growth:{number}"
    repeated = random_repeated(name, Random(own))
    size = len(repeated.unit) + len(repeated.closing)

    def cost(times: int, attempt: int) -> float:
        text = repeated.text(times, attempt)
        began = process_time()
        with _limit(HANGS_AFTER):
            target.judge(text, Random(own))
        return process_time() - began

    try:
        found = exponent(cost, max(1, 1_000 // size), LARGEST // size)
    except Hangs as error:
        found = 9.0
        note = f"{error}"
    except Exception:
        return  # What raises is for the runs to find.
    else:
        note = f"grows with n^{found:.2f}" if found else ""
    if found is None:
        return
    report.measured += 1
    report.worst = max(report.worst, found)
    if found >= SQUARE:
        where = hottest(target, repeated, own)
        again = f"--target {name} --seed {seed} --growth {number}"
        report.failures.setdefault(f"growth in {where}", f"{again}\n  {note}: {repeated}")


def hottest(target: Target, repeated: Repeated, seed: str) -> str:
    """Name the function of the package in which most of the time goes."""
    profile = cProfile.Profile()
    text = repeated.text(max(1, 40_000 // (len(repeated.unit) + len(repeated.closing))), 99)
    try:
        with _limit(HANGS_AFTER):
            profile.runcall(target.judge, text, Random(seed))
    except (Exception, Hangs):
        pass
    table: dict[Any, Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    if not table:
        return "?"
    place = max(table, key=lambda function: table[function][2])
    for _ in range(20):
        callers = table[place][4]
        if PACKAGE in place[0] or not callers:
            break
        place = max(callers, key=lambda caller: callers[caller][3])
    return f"{Path(place[0]).name}:{place[1]} {place[2]}"


# The command


def fuzz(name: str, seed: int, seconds: float) -> Report:
    """Run one target for a budget of CPU."""
    report, began, growing, number = Report(name), process_time(), 0.0, 0
    while report.seconds < seconds:
        number += 1
        started = process_time()
        if growing < SHARE_OF_GROWTH * report.seconds:
            one_growth(name, seed, number, report)
            growing += process_time() - started
        else:
            one_run(name, seed, number, report)
        report.seconds = process_time() - began
    return report


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = top.add_argument
    add("--seconds", type=float, default=300, help="of CPU for each target (default: %(default)s)")
    add("--target", action="append", choices=TARGETS, help="only this one; several at once")
    add("--seed", type=int, default=None, help="default: a new one, which is printed")
    add("--run", type=int, help="this run of the seed and target again")
    add("--growth", type=int, help="this measurement of growth again")
    return top


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    seed = options.seed if options.seed is not None else Random().randrange(10**6)
    print(f"seed {seed}")
    reports = []
    for name in options.target or TARGETS:
        if options.run is None and options.growth is None:
            report = fuzz(name, seed, options.seconds)
        else:
            report = Report(name)
            if options.run is not None:
                one_run(name, seed, options.run, report)
            if options.growth is not None:
                one_growth(name, seed, options.growth, report)
        reports.append(report)
        for signed, shown in report.failures.items():
            print(f"\n{name}: {signed}\n  {shown}")
        print("  ".join(report.row()), flush=True)
    print_table([report.row() for report in reports])
    return 1 if any(report.failures for report in reports) else 0


def print_table(rows: list[tuple[str, ...]]) -> None:
    table = [("target", "runs", "seconds", "failures", "measured", "worst growth"), *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    print()
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


if __name__ == "__main__":
    sys.exit(main())
