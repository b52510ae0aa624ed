"""Compare what two versions of the plugin write and find: the sample site, the planted blog, and the tests' themes.

    python tools/compare_builds.py main .              # what has the checkout here changed since a revision?
    python tools/compare_builds.py v0.1 HEAD --only 'planted*'

A version is a folder or a git revision; sources, settings and themes are those of this checkout for both. Exit status:
0 every file is the same, byte for byte, and every finding; 1 something differs; 2 a build failed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatch
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
FINDING = ("rule", "level", "source", "file", "line", "page", "anchor", "sources", "message")
SHOWN_AT_MOST = 20
AROUND = 60  # bytes shown on both sides of the first one that differs


class Blog(NamedTuple):
    """One blog to build, with the settings that it needs; `plugins` is one of them."""

    name: str
    content: Path
    settings: Mapping[str, Any]


# In a process of its own, with one version of the plugin


def blogs(folder: Path) -> Iterator[Blog]:
    """List the blogs; sources that are made stand in the folder."""
    from support.builds import CONTENT, SAMPLE_SITE, sample_settings
    from support.foreign import FOREIGN_THEMES, OUR_THEMES, theme_settings, with_nudge
    from support.planted import THEMES, planted_content, planted_settings

    everywhere = {"SHARE_NUDGE_PLACEMENT": "both", "SHARE_NUDGE_WHERE": ["articles", "pages", "feeds"]}
    sample = SAMPLE_SITE / "content"
    yield Blog("sample", sample, sample_settings())
    yield Blog("sample-relative", sample, sample_settings() | everywhere | {"RELATIVE_URLS": True})
    planted = planted_content(folder / "planted")
    for theme in THEMES:
        yield Blog(f"planted-{theme}", planted, planted_settings(theme))
    for theme in (*OUR_THEMES, *FOREIGN_THEMES):
        settings = {"plugins": with_nudge(theme), **theme_settings(theme)}
        yield Blog(f"theme-{theme}", CONTENT, settings)
        yield Blog(f"theme-{theme}-everywhere", CONTENT, settings | everywhere)


def build_all(output: Path, only: str) -> None:
    """Build each blog into a folder of its name, with what was found beside it."""
    sys.path.insert(0, str(ROOT / "tests"))
    for blog in blogs(output.with_name("sources")):
        if fnmatch(blog.name, only):
            found = findings_of(blog, output / blog.name)
            (output / f"{blog.name}.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def findings_of(blog: Blog, output: Path) -> list[Any]:
    """Build a blog, and give all that all rules found, also those that are off by themselves."""
    from support.builds import build

    from pelican_share_nudge.findings import rule_names
    from pelican_share_nudge.host.gate import GATE, Gate

    gate = Gate(select=None if blog.name.startswith("planted") else frozenset(rule_names()))
    token = GATE.set(gate)
    try:
        build(blog.content, output, **blog.settings)
    finally:
        GATE.reset(token)
    found = [
        {name: getattr(finding, name) for name in FINDING} for verdict in gate.verdicts for finding in verdict.findings
    ]
    crashes = [{"crash": str(crash)} for verdict in gate.verdicts for crash in verdict.crashes]
    numbers = [{"posts": verdict.posts, "suppressed": verdict.suppressed} for verdict in gate.verdicts]
    return [*found, *crashes, *numbers]


# With none


def checkout(version: str, folder: Path) -> Path:
    """Give the folder of a version: itself if it is one, else the revision's files."""
    if (Path(version) / "pelican_share_nudge").is_dir():
        return Path(version).resolve()
    archive = subprocess.run(
        ["git", "-C", str(ROOT), "archive", version, "pelican_share_nudge"], check=True, stdout=subprocess.PIPE
    )
    with tarfile.open(fileobj=BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
    return folder


def built_with(plugin: Path, output: Path, only: str) -> None:
    """Build all blogs with the plugin in a folder, always at one and the same path: pages and findings may show it."""
    place = output.with_name("output")
    place.mkdir()
    subprocess.run(
        [sys.executable, __file__, "--build", str(place), "--only", only],
        check=True,
        env=os.environ | {"PYTHONPATH": str(plugin), "PYTHONHASHSEED": "0"},
    )
    place.rename(output)
    shutil.rmtree(place.with_name("sources"))


def files_of(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder, by their paths in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differences(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[str]:
    """Say in which files two versions differ, and of findings in which."""
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            yield f"{name}: only {'after' if old is None else 'before'}"
        elif old != new:
            is_about_findings = name.endswith(".json") and "/" not in name
            yield f"{name}:" + "".join(f"\n  {line}" for line in (_findings if is_about_findings else _bytes)(old, new))


def _findings(old: bytes, new: bytes) -> Sequence[str]:
    before, after = ([json.dumps(one, ensure_ascii=False) for one in json.loads(text)] for text in (old, new))
    lines = [f"- {one}" for one in before if one not in after] + [f"+ {one}" for one in after if one not in before]
    return lines[:SHOWN_AT_MOST] or ["the same in another order or number"]


def _bytes(old: bytes, new: bytes) -> Sequence[str]:
    at = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    at = min(len(old), len(new)) if at is None else at
    here = slice(max(0, at - AROUND), at + AROUND)
    return [f"at byte {at}", f"- {old[here]!r}", f"+ {new[here]!r}"]


def compare(before: str, after: str, only: str) -> int:
    """Build with both versions, and say what differs."""
    with TemporaryDirectory() as folder:
        work = Path(folder)
        plugins = [
            (name, checkout(version, work / f"{name}-plugin"))
            for name, version in (("before", before), ("after", after))
        ]
        for name, plugin in plugins:
            built_with(plugin, work / name, only)
        old, new = files_of(work / "before"), files_of(work / "after")
        differing = list(differences(old, new))
        found = [json.loads(text) for name, text in old.items() if name.endswith(".json") and "/" not in name]
    print(*differing[:SHOWN_AT_MOST], sep="\n", end="\n" if differing else "")
    number = sum("rule" in one for all_of_blog in found for one in all_of_blog)
    print(f"{len(found)} blogs, {len(old) - len(found)} files, {number} findings: {len(differing) or 'none'} differ")
    return 1 if differing or not found else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", nargs="?", help="a folder or a git revision")
    parser.add_argument("after", nargs="?", default=".", help="a folder or a git revision (default: %(default)s)")
    parser.add_argument("--only", default="*", help="names of blogs, with * (default: all)")
    parser.add_argument("--build", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build:
        build_all(Path(options.build), options.only)
        return 0
    if not options.before:
        parser.error("name a version to compare with")
    try:
        return compare(options.before, options.after, options.only)
    except subprocess.CalledProcessError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
