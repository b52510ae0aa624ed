"""`pelican --autoreload`, the real command: a mistake is said, nothing spins, and what is mended is picked up."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.blog import Watcher
from support.builds import NUDGE
from support.processes import pelican

SETTINGS = """
SITENAME, SITEURL, AUTHOR = "Kelp Almanac", "https://kelp.example", "R. Tern"
PATH, OUTPUT_PATH, THEME, TIMEZONE, DEFAULT_LANG = "content", "output", "theme", "UTC", "en"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
SHARE_NUDGE_NETWORKS = ["mastodon", "email"]
SHARE_NUDGE_WARN = False
"""
PLUGINS = f'PLUGINS = ["{NUDGE}"]\n'
BUILT = r"Done: (?s:.*?)seconds"
MISTAKE = ('"mastodon"', '"mastdon"')
MOMENT = 1.1  # Pelican compares times of files.


@pytest.fixture(name="blog")
def _blog(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    text = "Title: Low tide\nDate: 2026-01-01\nSlug: low-tide\n\nWhat the tide left.\n"
    (tmp_path / "content" / "low-tide.md").write_text(text, encoding="utf-8")
    (tmp_path / "theme" / "templates" / "share_nudge" / "icons").mkdir(parents=True)
    (tmp_path / "theme" / "static").mkdir()
    (tmp_path / "pelicanconf.py").write_text(SETTINGS + PLUGINS, encoding="utf-8")
    return tmp_path


class Started(Watcher):
    """As Watcher, for a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(type("Folder", (), {"folder": folder}))  # type: ignore[arg-type]

    def after(self, saving: Path, pattern: str) -> str:
        """Read on until a pattern comes, and save a file again where that was too early for Pelican to see."""
        start = len(self.text)
        self.until(pattern, again=saving.touch)
        time.sleep(MOMENT)
        return self.text[start:]

    def ticks(self) -> int:
        """Count the ticks of a processor that it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
        return int(fields[11]) + int(fields[12])

    def waits(self) -> bool:
        """Tell whether it comes to rest: in three seconds it uses less than half of a processor."""
        for _ in range(20):
            before = self.ticks()
            time.sleep(3)
            if self.ticks() - before < 1.5 * os.sysconf("SC_CLK_TCK"):
                return True
        return False


@pytest.fixture(name="start")
def _start(blog: Path) -> Iterator[Callable[[], Started]]:
    started: list[Started] = []

    def start() -> Started:
        started.append(Started(blog))
        started[-1].until(BUILT)
        time.sleep(MOMENT)
        return started[-1]

    yield start
    for watcher in started:
        watcher.process.kill()
        watcher.process.wait()
        if watcher.process.stdout:
            watcher.process.stdout.close()


def change(path: Path, *replaced: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def page(blog: Path) -> str:
    return (blog / "output" / "low-tide.html").read_text(encoding="utf-8")


def test_a_setting_that_is_broken_while_it_runs(blog: Path, start: Callable[[], Started]) -> None:
    watcher, settings = start(), blog / "pelicanconf.py"
    assert "Mastodon" in page(blog)
    for attempt in ("first", "second"):
        change(settings, MISTAKE if attempt == "first" else ("Almanac", "Diary"))
        said = watcher.after(settings, r"found 1 problem(?s:.*)" + BUILT)
        assert "built with the last good ones until they are mended" in said
        assert "  SHARE_NUDGE_NETWORKS[0] = 'mastdon'\n" in said
        assert "Traceback" not in said
        assert said.count("Did you mean `mastodon`?") == said.count("found 1 problem")
    assert watcher.waits()
    assert "Mastodon" in page(blog)
    assert watcher.process.poll() is None
    change(settings, (MISTAKE[1], '"bluesky"'))
    watcher.after(settings, r"Modified(?s:.*)" + BUILT)
    assert "Bluesky" in page(blog)
    assert "Mastodon" not in page(blog)


def test_what_a_theme_brings_is_broken_and_mended_while_it_runs(blog: Path, start: Callable[[], Started]) -> None:
    watcher, folder = start(), blog / "theme" / "templates" / "share_nudge"
    (folder / "cta.html").write_text("<p>{% if %}", encoding="utf-8")
    (folder / "settings.toml").write_text("look = ", encoding="utf-8")
    (folder / "icons" / "email.svg").write_text("<svg", encoding="utf-8")
    said = watcher.after(folder / "cta.html", r"found 3 problems(?s:.*)" + BUILT)
    for part in ("cta.html, line 1", "settings.toml", "email.svg", "without what is broken"):
        assert part in said
    assert watcher.waits()
    assert "share-nudge:bar" in page(blog)
    assert "share-nudge:cta" not in page(blog)
    assert watcher.process.poll() is None
    (folder / "settings.toml").unlink()
    (folder / "icons" / "email.svg").unlink()
    (folder / "cta.html").write_text("<p>Mended, so pass it on.</p>", encoding="utf-8")
    watcher.after(folder / "cta.html", r"Modified(?s:.*)" + BUILT)
    assert watcher.waits()
    assert "Mended, so pass it on." in page(blog)


@pytest.mark.parametrize("arguments", [["--autoreload"], ["--autoreload", "--listen", "--port", "0"], []], ids=str)
def test_a_mistake_at_the_start_ends_it_at_once(arguments: list[str], blog: Path) -> None:
    change(blog / "pelicanconf.py", MISTAKE)
    done = pelican(*arguments, cwd=blog)
    assert done.status == 1
    lines = (done.out + done.err).splitlines()
    assert lines[0] == "share-nudge found 1 problem in the settings, and nothing was written."
    assert lines[1] == "  SHARE_NUDGE_NETWORKS[0] = 'mastdon'"
    assert len(lines) == 4
    assert not (blog / "output").exists()


def test_settings_are_printed_however_wrong_they_are(blog: Path) -> None:
    change(blog / "pelicanconf.py", MISTAKE)
    done = pelican("--print-settings", "SITENAME", cwd=blog)
    assert done.status == 0
    assert "Kelp Almanac" in done.out
    assert "SHARE_NUDGE_NETWORKS[0]" in done.err
