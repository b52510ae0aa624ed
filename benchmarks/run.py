"""Time whole Pelican builds of a generated blog without the plugin, with it, and with pelican-share-post.

Run ``python benchmarks/run.py --help``; README.md beside this file says how to read the table.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import json
import logging
import os
import platform
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any, TypedDict

PLUGINS: dict[str, list[str]] = {
    "bare": [],
    "share_nudge": ["pelican_share_nudge"],
    "insert_only": ["pelican_share_nudge"],
    "without_tags": ["pelican_share_nudge"],
    "share_post": ["share_post"],
    "seo": ["seo"],
}
COUNTED_POSTS = (30, 90)
SETTINGS: dict[str, dict[str, Any]] = {
    "insert_only": {"SHARE_NUDGE_WARN": False},
    "without_tags": {"SHARE_NUDGE_WARN": False, "SHARE_NUDGE_PREVIEW": []},
    "seo": {"SEO_REPORT": False, "SEO_ENHANCER": True, "SEO_ENHANCER_OPEN_GRAPH": True},
}
WARM_UP_POSTS = 20
VOCABULARY = (
    "a after again all also and another answer archive at autumn author because before better between blog book bread "
    "bridge build but by café careful change city clear coffee could déjà draft each early enough every example façade "
    "few field find first follow for forest from garden good green half hand her his house idea in into is it journal "
    "keep kind large later learn letter light line list little long made make market matter measure more morning most "
    "mountain much naïve name near never new night no note now number of often old on one only open or other our out "
    "over own page paper part people place plain point question quiet read reason résumé river road same second señor "
    "share show side simple site small smörgåsbord some soon story street table tell than that the their there they "
    "thing think this three through time to together town travel tree two über under until up very walk warm was water "
    "weather week well were what when where which who why will window winter with without word work write year you żółw"
)
WORDS = VOCABULARY.split()
NON_ASCII = ("日本語の一行", "Ελληνικά", "Привет, мир", "naïve façade", "日々", "“quoted”", "☕ and 🚀", "mañana")
CATEGORIES = ("Code", "Travel", "Cuisine d'été", "Notes", "Books & films")
AUTHORS = ("Ada Example", "José Ñandú", "Wei 王")
TAGS = tuple(f"{word} {n}" if n % 3 == 0 else f"{word}-{n}" for n, word in enumerate(WORDS[10:130:4]))
GIF = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"  # one transparent pixel
)
CODE = (
    "```python\ndef area(width: int, height: int) -> int:\n    # one & only <answer>\n    return width * height\n```",
    '```html\n<p class="note">Fish &amp; chips</p>\n```',
    '    for name in *.md; do\n        echo "$name"\n    done',
)


class Figures(TypedDict):
    """What one build took."""

    cpu: float  # seconds
    wall: float  # seconds
    peak: float  # MB
    output: int  # bytes under the output folder
    plugins: list[str]
    warnings: int


def words(rng: random.Random, count: int) -> list[str]:
    """Return words, one in a hundred not in ASCII."""
    return [rng.choice(NON_ASCII) if rng.random() < 0.01 else rng.choice(WORDS) for _ in range(count)]


def sentence(rng: random.Random, number: int) -> str:
    """Return one sentence of 5 to 20 words, now and then with emphasis, code or a link."""
    parts = words(rng, rng.randint(5, 20))
    spot, kind = rng.randrange(1, len(parts)), rng.random()
    if kind < 0.12:
        mark = rng.choice(("*", "**", "`"))
        parts[spot] = f"{mark}{parts[spot]}{mark}"
    elif kind < 0.16:
        parts[spot] = f"[{parts[spot]}](https://www.example.org/{rng.randrange(999)}?a=1&b=2)"
    elif kind < 0.18 and number:
        parts[spot] = f"[{parts[spot]}]({{filename}}/posts/post-{rng.randrange(number):05}.md)"
    return " ".join([parts[0].capitalize(), *parts[1:]]) + rng.choice("...?!")


def body(rng: random.Random, number: int) -> str:
    """Return about 300 to 1,500 words of Markdown."""
    left, blocks = rng.randint(300, 1400), list[str]()
    while left > 0:
        kind = rng.random()
        if blocks and kind < 0.10:
            block = f"{'#' * rng.randint(2, 3)} {' '.join(words(rng, 4)).capitalize()}"
        elif blocks and kind < 0.18:
            bullet = rng.choice(("-", "1."))
            block = "\n".join(f"{bullet} {sentence(rng, number)}" for _ in range(rng.randint(3, 6)))
        elif blocks and kind < 0.23:
            block = rng.choice(CODE)
        elif blocks and kind < 0.26:
            block = f"![{' '.join(words(rng, 3))}]({{static}}/images/photo-{rng.randrange(5)}.gif)"
        elif blocks and kind < 0.29:
            block = f"> {sentence(rng, number)}"
        else:
            block = " ".join(sentence(rng, number) for _ in range(rng.randint(3, 7)))
        left -= len(block.split())
        blocks.append(block)
    return "\n\n".join(blocks)


def write_blog(folder: Path, posts: int, seed: int) -> None:
    """Write a blog; the same number of posts and the same seed give the same files."""
    rng = random.Random(seed)
    (folder / "posts").mkdir(parents=True)
    (folder / "images").mkdir()
    for n in range(5):
        (folder / "images" / f"photo-{n}.gif").write_bytes(GIF)
    for n in range(posts):
        date = dt.datetime(2010, 1, 1, 8) + dt.timedelta(minutes=n * 15 * 365 * 1440 // posts + rng.randrange(600))
        head = {
            "Title": " ".join(words(rng, rng.randint(3, 9))).capitalize() + rng.choice(("", " & more", "?", " 100%")),
            "Slug": f"post-{n:05}",
            "Date": f"{date:%Y-%m-%d %H:%M}",
            "Category": rng.choice(CATEGORIES),
            "Tags": ", ".join(rng.sample(TAGS, rng.randint(1, 4))),
            "Author": rng.choice(AUTHORS),
        }
        if n % 2:
            head["Summary"] = sentence(rng, 0) + " " + sentence(rng, 0)
        text = "".join(f"{key}: {value}\n" for key, value in head.items()) + "\n" + body(rng, n) + "\n"
        (folder / "posts" / f"post-{n:05}.md").write_text(text, encoding="utf-8")


class Records(logging.Handler):
    """Keeps what Pelican and the plugins log, for a build with an error is no measurement."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__(logging.WARNING)
        self.lines: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self.lines.append((record.levelno, record.getMessage()))


def plugin_version(plugin: Any) -> str:
    """Return the name of a plugin's distribution, and its version as far as it is known."""
    name = f"pelican-{plugin.__name__.removeprefix('pelican.plugins.').removeprefix('pelican_')}".replace("_", "-")
    try:
        return f"{name} {getattr(plugin, '__version__', '') or version(name)}"
    except PackageNotFoundError:
        return f"{name} (version unknown)"


def child(spec: dict[str, Any], result: Path) -> None:
    """Build once in this process, and write the figures to a file."""
    pelican, settings_module = importlib.import_module("pelican"), importlib.import_module("pelican.settings")
    records = Records()
    logging.getLogger().addHandler(records)
    output = Path(spec["output"])
    settings = settings_module.read_settings(
        override={
            "PATH": spec["content"],
            "OUTPUT_PATH": str(output),
            "DELETE_OUTPUT_DIRECTORY": True,
            "SITEURL": "https://bench.example",
            "SITENAME": "Bench",
            "TIMEZONE": "UTC",
            "THEME": spec["theme"],
            "PLUGINS": list(spec["plugins"]),
            "CACHE_CONTENT": False,
            "LOAD_CONTENT_CACHE": False,
            "FEED_ALL_ATOM": "feeds/all.atom.xml",
            **dict.fromkeys(("CATEGORY_FEED_ATOM", "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS", "TRANSLATION_FEED_ATOM")),
            "ARTICLE_URL": "posts/{date:%Y}/{date:%m}/{slug}/",
            "ARTICLE_SAVE_AS": "posts/{date:%Y}/{date:%m}/{slug}/index.html",
            "DEFAULT_PAGINATION": 10,
            **spec["settings"],
        }
    )
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    site = pelican.Pelican(settings)
    site.run()
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)

    errors = [text for level, text in records.lines if level >= logging.ERROR]
    written = sum(1 for _ in output.glob("posts/*/*/*/index.html"))
    if errors or len(site.plugins) != len(spec["plugins"]) or written != spec["posts"]:
        sys.exit("\n".join([f"not a good build: {written} of {spec['posts']} articles written", *errors[:5]]))
    figures: Figures = {
        "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "wall": wall,
        "peak": after.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024),
        "output": sum(file.stat().st_size for file in output.rglob("*") if file.is_file()),
        "plugins": [plugin_version(plugin) for plugin in site.plugins],
        "warnings": len(records.lines),
    }
    result.write_text(json.dumps(figures), encoding="utf-8")


def build(folder: Path, variant: str, posts: int, theme: str, *, under: tuple[str, ...] = ()) -> Figures:
    """Build in a fresh interpreter, into a fresh output folder; under a program that watches it, if one is named."""
    result, output = folder / "figures.json", folder / "output"
    spec = {
        "content": str(folder / "content"),
        "output": str(output),
        "theme": theme,
        "plugins": PLUGINS[variant],
        "settings": SETTINGS.get(variant, {}),
        "posts": posts,
    }
    result.unlink(missing_ok=True)
    root = str(Path(__file__).resolve().parent.parent)  # last, so that a path set by the caller goes first
    path = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), root)))
    done = subprocess.run(
        [*under, sys.executable, str(Path(__file__).resolve()), "--child", json.dumps(spec), str(result)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode or not result.exists():
        sys.exit(f"The build '{variant}' failed:\n{done.stderr.strip()[-2000:]}")
    shutil.rmtree(output)
    figures: Figures = json.loads(result.read_text(encoding="utf-8"))
    return figures


def count_instructions(variants: list[str], theme: str, seed: int) -> None:
    """Print how many instructions an article takes, which no other program on the machine changes: the difference of
    two sizes, so that starting up does not count. The kernel's share is not in it."""
    counted: dict[str, list[int]] = {variant: [] for variant in variants}
    for posts in COUNTED_POSTS:
        with tempfile.TemporaryDirectory() as name:
            write_blog(Path(name, "content"), posts, seed)
            for variant in variants:
                log = Path(name, "callgrind.log")
                tool = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={log}")
                build(Path(name), variant, posts, theme, under=tool)
                counted[variant].append(int(log.read_text().split("Collected :")[1].split()[0]))
    few, many = COUNTED_POSTS
    each = {variant: (large - small) / (many - few) for variant, (small, large) in counted.items()}
    print("\nvariant      million instructions an article  /bare")
    for variant, number in each.items():
        print(f"{variant:12} {number / 1e6:30.1f}  {number / each['bare']:6.3f}")


def spread(values: list[float], digits: int) -> str:
    """Return the median, and the lowest and highest value."""
    return f"{median(values):.{digits}f} ({min(values):.{digits}f}..{max(values):.{digits}f})"


def report(posts: int, rounds: dict[str, list[Figures]]) -> None:
    """Print one table; every ratio and difference is taken within a round, and then the median of the rounds."""
    bare = rounds["bare"]
    rows = [["variant", "CPU s", "wall s", "CPU/bare", "wall/bare", "+CPU ms/article", "peak MB", "output KB/article"]]
    for variant, runs in rounds.items():
        pairs = list(zip(runs, bare, strict=True))
        row = [variant, f"{median(r['cpu'] for r in runs):.2f}", f"{median(r['wall'] for r in runs):.2f}"]
        peak, size = f"{median(r['peak'] for r in runs):.1f}", f"{median(r['output'] for r in runs) / posts / 1e3:.2f}"
        if variant == "bare":
            row += ["1", "1", "-", peak, size]
        else:
            row += [
                spread([r["cpu"] / b["cpu"] for r, b in pairs], 3),
                spread([r["wall"] / b["wall"] for r, b in pairs], 3),
                spread([(r["cpu"] - b["cpu"]) / posts * 1e3 for r, b in pairs], 3),
                f"{peak} ({median(r['peak'] - b['peak'] for r, b in pairs):+.1f})",
                f"{size} ({median(r['output'] - b['output'] for r, b in pairs) / posts / 1e3:+.2f})",
            ]
        rows.append(row)
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    print(f"\n{posts} posts")
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    cpu, wall = [b["cpu"] for b in bare], [b["wall"] for b in bare]
    print(
        f"Noise: the slowest bare build took {(max(cpu) / min(cpu) - 1) * 100:.1f} % more CPU time and "
        f"{(max(wall) / min(wall) - 1) * 100:.1f} % more wall time than the fastest."
    )
    for variant, runs in rounds.items():
        if any(r["warnings"] for r in runs):
            print(f"Warnings logged in a build of {variant}: {max(r['warnings'] for r in runs)}")


def parse(argv: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Time Pelican builds of a generated blog with and without the plugin.")
    parser.add_argument("--posts", type=int, nargs="+", default=[1000], metavar="N", help="sizes (default: 1000)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="builds of each variant (default: 5)")
    parser.add_argument("--variants", default=",".join(PLUGINS), help="default: %(default)s")
    parser.add_argument("--theme", default="simple", help="a theme of Pelican's, or a folder (default: simple)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the generated posts (default: 1)")
    parser.add_argument("--instructions", action="store_true", help="count instructions instead; needs valgrind")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures of every build to FILE")
    options = parser.parse_args(argv)
    options.variants = list(dict.fromkeys(options.variants.split(",")))
    if unknown := set(options.variants) - set(PLUGINS):
        parser.error(f"unknown variant: {', '.join(sorted(unknown))}")
    if "bare" not in options.variants:
        parser.error("the variants must include bare, which the others are compared with")
    if options.rounds < 1 or min(options.posts) < 1:
        parser.error("--rounds and --posts must be at least 1")
    return options


def main(argv: list[str] | None = None) -> None:
    """Build everything the command line asks for, and print the tables."""
    options = parse(argv)
    variants: list[str] = options.variants
    theme = str(Path(options.theme).resolve()) if Path(options.theme).is_dir() else str(options.theme)
    plugins: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as name:
        write_blog(Path(name, "content"), WARM_UP_POSTS, options.seed)
        for variant in variants:  # not counted: compiles the bytecode, and fails early if a plugin is missing
            plugins[variant] = build(Path(name), variant, WARM_UP_POSTS, theme)["plugins"]
    about = {
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "pelican": version("pelican"),
        "markdown": version("markdown"),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "rounds": options.rounds,
        "theme": Path(theme).name,
        "plugins": ", ".join(name for names in plugins.values() for name in names) or "none",
    }
    print("\n".join(f"{key}: {value}" for key, value in about.items()), flush=True)
    if options.instructions:
        count_instructions(variants, theme, options.seed)
        return
    results: dict[int, dict[str, list[Figures]]] = {}
    for posts in dict.fromkeys(options.posts):
        rounds: dict[str, list[Figures]] = {variant: [] for variant in variants}
        with tempfile.TemporaryDirectory() as name:
            write_blog(Path(name, "content"), posts, options.seed)
            for number in range(options.rounds):
                turn = number % len(variants)
                for variant in variants[turn:] + variants[:turn]:
                    rounds[variant].append(build(Path(name), variant, posts, theme))
                print(f"{posts} posts: round {number + 1} of {options.rounds} done", file=sys.stderr, flush=True)
        results[posts] = rounds
        report(posts, rounds)
    if options.json:
        options.json.write_text(json.dumps({**about, "results": results}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(json.loads(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
