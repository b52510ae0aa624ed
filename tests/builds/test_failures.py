"""Whatever goes wrong: a clear message, no half-written page, nothing lost."""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from support.builds import NUDGE
from support.judging import hook_counts
from support.processes import pelican

from pelican_share_nudge.insert.pages import PageReplacer
from pelican_share_nudge.settings.problems import ConfigError


@pytest.fixture(name="content")
def _content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    for slug in ("first", "second"):
        (folder / f"{slug}.md").write_text(
            f"Title: {slug}\nDate: 2026-01-01\nSlug: {slug}\n\nText of {slug}.\n", encoding="utf-8"
        )
    return folder


class After:
    """A plugin that does something to the first post's page right after Pelican wrote it."""

    def __init__(self, change: Callable[[Path], object]) -> None:
        self.change = change

    def register(self) -> None:
        from pelican import signals

        signals.content_written.connect(self._changed)

    def _changed(self, path: str, context: object) -> None:
        if path.endswith("first.html"):
            self.change(Path(path))


def files_beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if "passalong-" in path.name)


def test_bad_settings_stop_the_build_before_anything_is_deleted(build: Any, content: Path, tmp_path: Path) -> None:
    kept = tmp_path / "output" / "kept.txt"
    kept.parent.mkdir()
    kept.write_text("kept", encoding="utf-8")
    bad = {
        "SHARE_NUDGE_NETWORKS": ["facebok", "pocket", 3],
        "SHARE_NUDGE_PLACEMENT": "above",
        "SHARE_NUDGE_CTAS": [{"kind": "subscribed"}, {"kind": "pass-on", "until": "tomorrow"}, {"kind": "contact"}],
        "SHARE_NUDGE_HASTAGS": 2,
    }
    with pytest.raises(ConfigError) as caught:
        build(content, DELETE_OUTPUT_DIRECTORY=True, **bad)
    message = str(caught.value)
    for name in bad:
        assert name in message
    assert "SHARE_NUDGE_HASHTAGS" in message
    assert "nothing was written" in message
    assert [path.name for path in kept.parent.iterdir()] == ["kept.txt"]


def test_the_command_says_the_problem_and_fails(content: Path, tmp_path: Path) -> None:
    settings = ("-e", 'SHARE_NUDGE_PLACEMENT="above"', f'PLUGINS=["{NUDGE}"]')
    done = pelican(str(content), "-o", str(tmp_path / "out"), *settings, cwd=tmp_path)
    assert done.status == 1
    assert "SHARE_NUDGE_PLACEMENT" in done.out + done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("template", "part"),
    [("{% if %}", "share_nudge/bar.html, line 1"), ("\n\n{{ post.title", "share_nudge/bar.html, line 3")],
    ids=["no condition", "no end"],
)
def test_a_template_with_a_mistake_stops_the_build(
    template: str, part: str, build: Any, content: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "theme" / "templates" / "share_nudge"
    folder.mkdir(parents=True)
    (folder / "bar.html").write_text(template, encoding="utf-8")
    with pytest.raises(ConfigError, match=part):
        build(content, THEME=str(tmp_path / "theme"))
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("settings", "own", "part"),
    [
        ("look = 'butons'", {}, r"SHARE_NUDGE_LOOK \(from .*settings\.toml\) = 'butons'\n.*`buttons`"),
        ("lok = 'plain'", {}, r"SHARE_NUDGE_LOK \(from .*Did you mean `SHARE_NUDGE_LOOK`"),
        ("look = plain", {}, r"theme/templates/share_nudge/settings\.toml\n +It is no TOML: .*line 1"),
        ("look = 'plain'", {"SHARE_NUDGE_LOOK": "butons"}, r"SHARE_NUDGE_LOOK = 'butons'"),
    ],
    ids=["value", "name", "no TOML", "the blog's own"],
)
def test_a_mistake_in_a_themes_settings_stops_the_build(
    settings: str, own: dict[str, str], part: str, build: Any, content: Path, tmp_path: Path
) -> None:
    file = tmp_path / "theme" / "templates" / "share_nudge" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text(settings, encoding="utf-8")
    with pytest.raises(ConfigError, match="(?s)" + part):
        build(content, THEME=str(tmp_path / "theme"), **own)
    assert not (tmp_path / "output").exists()


def test_a_themes_settings_may_begin_with_a_mark_and_must_be_utf_8(build: Any, content: Path, tmp_path: Path) -> None:
    file = tmp_path / "theme" / "templates" / "share_nudge" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_bytes('\ufefftexts = {"share.label" = "Erzähl es weiter"}'.encode())
    assert 'aria-label="Erzähl es weiter"' in build(content, THEME=str(tmp_path / "theme")).text("first.html")
    file.write_bytes('texts = {"share.label" = "Erzähl es weiter"}'.encode("latin-1"))
    with pytest.raises(ConfigError, match=r"settings\.toml\n +It is not UTF-8"):
        build(content, THEME=str(tmp_path / "theme"))


def test_a_theme_that_prints_a_template_that_fails_is_built(build: Any, content: Path, tmp_path: Path) -> None:
    folder = tmp_path / "theme" / "templates"
    (folder / "share_nudge").mkdir(parents=True)
    (folder / "share_nudge" / "bar.html").write_text("{{ post.nothing.nowhere }}", encoding="utf-8")
    (folder / "article.html").write_text("<p>[{{ article.nudge.bar }}]{{ article.content }}", encoding="utf-8")
    result = build(content, THEME=str(tmp_path / "theme"))
    assert result.text("first.html").startswith("<p>[]")
    assert "share_nudge/bar.html:1: error: On 2 of 2 posts" in result.log


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda path: path.chmod(0o444), "read-only"),
        (lambda path: path.write_bytes("caf\xe9".encode("latin-1")), "not UTF-8"),
        (lambda path: path.unlink(), "another plugin removed"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_bytes(b"\0\0<p>"), "no place"),
    ],
    ids=["read-only", "latin-1", "gone", "zero bytes", "nul bytes"],
)
def test_a_page_that_cannot_be_changed_stays_as_it_is(
    change: Callable[[Path], object], reason: str, build: Any, content: Path
) -> None:
    states: list[bytes | None] = []

    def remember(path: Path) -> None:
        change(path)
        states.append(path.read_bytes() if path.exists() else None)

    result = build(content, plugins=(After(remember), NUDGE))
    path = result.output / "first.html"
    assert (path.read_bytes() if path.exists() else None) == states[0]
    assert hook_counts(result.text("second.html")) == (1, 1, 1)
    (finding,) = (line for line in result.printed if "[no-place]" in line)
    assert "content/first.md:1: warning: " in finding
    assert reason in finding
    assert files_beside(result.output) == []


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """Let the kernel refuse to write more than so many bytes into any file."""
    old_handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old_handler)


def test_a_disk_that_fills_up_in_the_middle_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("before", encoding="utf-8")
    with PageReplacer(str(tmp_path)) as replacer:
        with full_disk(1000), pytest.raises(OSError, match="File too large"):
            replacer.replace(str(page), b"after" * 1000)
        assert page.read_text(encoding="utf-8") == "before"
        replacer.replace(str(page), b"after")
    assert page.read_text(encoding="utf-8") == "after"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
