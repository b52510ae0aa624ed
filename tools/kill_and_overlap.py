"""Kill builds at random moments, let others overlap, and count pages that are not whole, with the plugin and without.

Run ``python tools/kill_and_overlap.py --help``. It forks, so that a build takes no time to start: not for Windows.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import re
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pelican import Pelican
from pelican.log import console
from pelican.settings import read_settings

import pelican_share_nudge

KINDS = ("whole", "without hooks", "cut off", "another's text", "gone")
SETTINGS = {
    "SITENAME": "Blog",
    "SITEURL": "https://blog.example",
    "TIMEZONE": "UTC",
    "DEFAULT_LANG": "en",
    "AUTHOR": "Ada Example",
    "THEME": "simple",
    "CACHE_CONTENT": False,
    "SHARE_NUDGE_WARN": False,
}


@dataclass(frozen=True)
class Blog:
    """A blog, and what its pages hold when nothing comes between.

    Attributes:
        bare: file name → text as Pelican writes it.
        right: file name → text as it shall be; the same for a blog without the plugin.
    """

    content: Path
    output: Path
    plugins: tuple[str, ...]
    bare: dict[str, bytes]
    right: dict[str, bytes]

    def reset(self) -> None:
        for name, text in self.right.items():
            (self.output / name).write_bytes(text)

    def count(self) -> Counter[str]:
        return Counter(self.kind_of(name) for name in self.right)

    def kind_of(self, name: str) -> str:
        path = self.output / name
        if not path.exists():
            return "gone"
        text = path.read_bytes()
        if text == self.right[name]:
            return "whole"
        if text == self.bare[name]:
            return "without hooks"
        marks = set(re.findall(rb"This-is-(p\d+)-itself", text))
        return "another's text" if marks - {path.stem.encode()} else "cut off"


def write_content(folder: Path, posts: int) -> None:
    folder.mkdir()
    for number in range(posts):
        body = f"This-is-p{number}-itself. " + f"{'Some words of a post. ' * 60}\n\n" * 5
        text = (
            f"Title: Post {number}\nDate: 2026-01-01 00:{number // 60:02d}:{number % 60:02d}\nSlug: p{number}\n\n{body}"
        )
        (folder / f"p{number}.md").write_text(text, encoding="utf-8")


def start(content: Path, output: Path, plugins: tuple[str, ...]) -> int:
    """Start a build and give its process id."""
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        logging.disable(logging.CRITICAL)
        console.quiet = True
        given = {"PATH": str(content), "OUTPUT_PATH": str(output), "PLUGINS": list(plugins)}
        Pelican(read_settings(override=SETTINGS | given)).run()
        status = 0
    finally:
        os._exit(status)


def build(content: Path, output: Path, plugins: tuple[str, ...]) -> dict[str, bytes]:
    _, status = os.waitpid(start(content, output, plugins), 0)
    if status:
        raise SystemExit(f"a build with {plugins} failed")
    return {path.name: path.read_bytes() for path in output.glob("p*.html")}


def killed(blog: Blog, times: int, seconds: float) -> Iterator[Counter[str]]:
    for _ in range(times):
        blog.reset()
        process = start(blog.content, blog.output, blog.plugins)
        time.sleep(random.uniform(0, seconds))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        yield blog.count()


def overlapping(blog: Blog, times: int, seconds: float) -> Iterator[Counter[str]]:
    for _ in range(times):
        blog.reset()
        processes = [start(blog.content, blog.output, blog.plugins)]
        time.sleep(random.uniform(0, seconds))
        processes.append(start(blog.content, blog.output, blog.plugins))
        for process in processes:
            os.waitpid(process, 0)
        yield blog.count()


def print_row(what: str, builds: int, counts: Counter[str], strays: int) -> None:
    cells = (what, str(builds), *(str(counts[kind]) for kind in KINDS), str(strays))
    print("| " + " | ".join(cells) + " |", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--posts", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random.seed(options.seed)
    folder = Path(tempfile.mkdtemp(prefix="kill-and-overlap-"))
    try:
        write_content(folder / "content", options.posts)
        bare = build(folder / "content", folder / "bare", ())
        print("| builds | number | " + " | ".join(KINDS) + " | stray files |")
        print("|---|" + "---:|" * (len(KINDS) + 2))
        for name, plugins in (("bare", ()), ("with the plugin", (pelican_share_nudge.__name__,))):
            output = folder / f"output of {name}"
            begin = time.monotonic()
            right = build(folder / "content", output, plugins)
            seconds = time.monotonic() - begin
            files = {path.relative_to(output) for path in output.rglob("*")}
            blog = Blog(folder / "content", output, plugins, bare, right)
            for what, times, run in (("killed", options.kills, killed), ("pairs", options.pairs, overlapping)):
                counts = sum(run(blog, times, seconds), Counter())
                strays = len({path.relative_to(output) for path in output.rglob("*")} - files)
                print_row(f"{name}, {what}", times, counts, strays)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
