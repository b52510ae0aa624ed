"""Pages are written in their own files, assets whole and before them, and builds of one folder take turns."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.builds import NUDGE
from support.judging import hook_counts
from support.processes import PELICAN, pelican

from pelican_share_nudge.host.plugin import generator_class
from pelican_share_nudge.insert import pages, splice, turns
from pelican_share_nudge.insert.pages import AssetWriter, PageChanged, PageReplacer, Room, growth

needs_root = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may do this")

OLD = "<p>The old text.</p>\n" + "and more of it\n" * 900
LONGER = OLD.replace("old", "brand new") + "with an end\n"


@pytest.fixture(name="page")
def _page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(OLD, encoding="utf-8")
    return path


@pytest.fixture(name="content")
def _content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    for slug in ("apple", "birch", "cedar"):
        text = f"Title: {slug}\nDate: 2026-01-01\nSlug: {slug}\n\nAll about {slug}.\n"
        (folder / f"{slug}.md").write_text(text, encoding="utf-8")
    return folder


def replace(path: Path, text: str, *, over: str | None = None) -> None:
    with PageReplacer(str(path.parent)) as replacer:
        replacer.replace(str(path), text.encode(), over=None if over is None else over.encode())


class Written:
    """A plugin that does something with each page right after Pelican wrote it."""

    def __init__(self, change: Callable[[Path], object]) -> None:
        self.change = change

    def register(self) -> None:
        from pelican import signals

        signals.content_written.connect(self._written)

    def _written(self, path: str, context: object) -> None:
        self.change(Path(path))


# In place


@pytest.mark.parametrize(
    "text",
    [LONGER, "short", OLD, "", OLD + "more", OLD[:-9], "<p>ünïcode</p>", "\r\n" + OLD],
    ids=["longer", "shorter", "same", "empty", "at the end", "cut", "not ASCII", "from the first byte on"],
)
def test_a_page_holds_exactly_the_new_text(text: str, page: Path) -> None:
    replace(page, text)
    assert page.read_bytes() == text.encode("utf-8")


def test_a_page_is_the_same_file_with_all_that_belongs_to_it(page: Path, tmp_path: Path) -> None:
    page.chmod(0o640)
    (tmp_path / "other").hardlink_to(page)
    before = page.stat()
    replace(page, LONGER)
    after = page.stat()
    assert (after.st_ino, after.st_mode, after.st_nlink, after.st_uid) == (before.st_ino, 0o100640, 2, before.st_uid)
    assert (tmp_path / "other").read_text(encoding="utf-8") == LONGER


def test_attributes_stay(page: Path) -> None:
    try:
        os.setxattr(page, "user.note", b"mine")
    except (OSError, AttributeError):
        pytest.skip("no attributes on this file system")
    replace(page, LONGER)
    assert os.getxattr(page, "user.note") == b"mine"


@needs_root
def test_an_owner_stays(page: Path) -> None:
    os.chown(page, 4321, 1234)
    replace(page, LONGER)
    assert (page.stat().st_uid, page.stat().st_gid) == (4321, 1234)


def test_a_page_behind_a_link_stays_a_link(tmp_path: Path, page: Path) -> None:
    link = tmp_path / "link.html"
    link.symlink_to(page)
    replace(link, LONGER)
    assert link.is_symlink()
    assert page.read_text(encoding="utf-8") == LONGER


def test_who_has_a_page_open_sees_its_own_text_only(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.html" for name in ("first", "second", "third")]
    for path in paths:
        path.write_text(f"{path.stem} " * 50, encoding="utf-8")
    open_files = [path.open(encoding="utf-8") for path in paths]
    with PageReplacer(str(tmp_path)) as replacer:
        for path in paths:
            replacer.replace(str(path), f"{path.stem} ".encode() * 80)
    for path, file in zip(paths, open_files, strict=True):
        with file:
            assert set(file.read().split()) == {path.stem}
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_only_what_changes_is_written(page: Path) -> None:
    inode = page.stat().st_ino
    os.utime(page, (1, 1))
    replace(page, OLD)
    assert page.stat().st_mtime == 1
    replace(page, OLD + "end")
    assert page.stat().st_mtime != 1
    assert page.stat().st_ino == inode


@pytest.mark.parametrize("name", ["gone.html", "folder", "folder/none.html"])
def test_what_is_no_page_is_not_made(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match=r"No such file|Is a directory"):
        replace(tmp_path / name, "text")
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


def test_a_read_only_page_is_left_alone(page: Path) -> None:
    page.chmod(0o444)
    with pytest.raises(PermissionError, match="read-only"):
        replace(page, LONGER)
    assert page.read_text(encoding="utf-8") == OLD


def test_nothing_asks_for_links_or_temporary_files(build: Any, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "link", raising=False)
    seen: set[str] = set()
    result = build(content, plugins=(Written(lambda path: seen.update(os.listdir(path.parent))), NUDGE))
    for slug in ("apple", "birch", "cedar"):
        assert hook_counts(result.text(f"{slug}.html")) == (1, 1, 1)
    assert not {name for name in {*seen, *result.files()} if "tmp" in name}


class Again:
    """A plugin that writes each article once more, elsewhere."""

    def register(self) -> None:
        from pelican import signals

        signals.article_writer_finalized.connect(self._write)

    def _write(self, generator: Any, writer: Any) -> None:
        for article in generator.articles:
            template = generator.get_template("article")
            writer.write_file(f"again/{article.slug}.html", template, generator.context, article=article)


def test_hooks_stand_in_the_page_that_is_the_posts_own(build: Any, content: Path) -> None:
    result = build(content, plugins=(Again(), NUDGE))
    for slug in ("apple", "birch", "cedar"):
        assert hook_counts(result.text(f"{slug}.html")) == (1, 1, 1)
        assert hook_counts(result.text(f"again/{slug}.html")) == (0, 0, 0)


# What was read is still there


@pytest.mark.parametrize(
    "other", [OLD + "more", OLD.replace("old", "odd"), ""], ids=["longer", "same length", "cut by another build"]
)
def test_a_page_that_changed_since_it_was_read_is_left(other: str, page: Path) -> None:
    page.write_text(other, encoding="utf-8")
    with pytest.raises(PageChanged):
        replace(page, LONGER, over=OLD)
    assert page.read_text(encoding="utf-8") == other


def test_a_page_that_was_only_touched_is_replaced(page: Path) -> None:
    os.utime(page, (1, 1))
    replace(page, LONGER, over=OLD)
    assert page.read_text(encoding="utf-8") == LONGER


@pytest.mark.parametrize("times", [1, 2])
def test_a_page_that_changes_meanwhile_is_read_again_once(
    times: int, build: Any, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, reads = pages.read_page, []

    def read_and_change(path: str) -> bytes:
        text = read(path)
        if path.endswith("birch.html") and len(reads) < times:
            reads.append(path)
            Path(path).write_bytes(text.replace(b"</title>", b"</title><!-- again -->"))
        return text

    monkeypatch.setattr("pelican_share_nudge.host.insertion.read_page", read_and_change)
    result = build(content)
    page = result.text("birch.html")
    assert page.count("<!-- again -->") == times
    assert hook_counts(page) == ((1, 1, 1) if times == 1 else (0, 0, 0))
    assert ("Its page was left as it is" in result.log) == (times == 2)
    assert hook_counts(result.text("apple.html")) == (1, 1, 1)


# A write that fails


@pytest.fixture(name="small_disk")
def _small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system of 256 KB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk, and not in every container")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("knows", [True, False], ids=["space is known", "space cannot be told"])
def test_a_full_disk_leaves_a_page_as_it_was(knows: bool, small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = small_disk / "page.html"
    page.write_text(OLD, encoding="utf-8")
    if not knows:
        monkeypatch.setattr(pages, "_free", lambda file: 1 << 40)
    (small_disk / "filler").write_bytes(b"x" * 180_000)
    before = page.stat()
    with pytest.raises(OSError, match="full" if knows else "No space left"):
        replace(page, LONGER + "y" * 90_000)
    assert page.read_text(encoding="utf-8") == OLD
    assert (page.stat().st_ino, page.stat().st_blocks) == (before.st_ino, before.st_blocks)
    (small_disk / "filler").unlink()
    replace(page, LONGER)
    assert page.read_text(encoding="utf-8") == LONGER


def test_a_disk_that_is_nearly_full_keeps_its_space_for_the_theme(
    small_disk: Path, content: Path, build: Any, tmp_path: Path
) -> None:
    theme = tmp_path / "theme"
    (theme / "templates").mkdir(parents=True)
    (theme / "templates" / "article.html").write_text("<p>{{ article.content }}</p>" + " " * 6000, encoding="utf-8")
    (theme / "static").mkdir()
    (theme / "static" / "big.css").write_bytes(b"c" * 90_000)
    (small_disk / "filler").write_bytes(b"x" * 60_000)
    result = build(content, "small", THEME=str(theme))
    assert len((small_disk / "theme" / "big.css").read_bytes()) == 90_000
    for slug in ("apple", "birch", "cedar"):
        page = result.text(f"{slug}.html")
        assert splice.strip(page).endswith(" " * 6000)


class Failing(pages.FileIO):
    """A file that takes a few bytes of a text and then no more."""

    fails = 0

    def write(self, data: Any) -> int:
        if not Failing.fails:
            return super().write(data)
        Failing.fails += 1
        if Failing.fails > 3:
            Failing.fails = 0
            raise OSError(5, "Input/output error")
        return super().write(bytes(data[:100]))


@pytest.mark.parametrize("text", [LONGER, "short"], ids=["longer", "shorter"])
def test_an_error_in_the_middle_puts_the_old_text_back(text: str, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "FileIO", Failing)
    monkeypatch.setattr(Failing, "fails", 1)
    if text == "short":
        text = "x" * 400
    with pytest.raises(OSError, match="Input/output error"):
        replace(page, text)
    assert page.read_text(encoding="utf-8") == OLD
    replace(page, text)
    assert page.read_text(encoding="utf-8") == text


def test_a_signal_to_end_waits_until_the_page_is_whole(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(pages.FileIO):
        def write(self, data: Any) -> int:
            signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
            return super().write(bytes(data[:5000]))

    def end(number: int, frame: object) -> None:
        raise SystemExit(number)

    monkeypatch.setattr(pages, "FileIO", Interrupted)
    before = signal.signal(signal.SIGTERM, end)
    try:
        with pytest.raises(SystemExit):
            replace(page, LONGER)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert page.read_text(encoding="utf-8") == LONGER


def test_space_is_asked_for_seldom_and_kept_for_what_comes(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(pages, "_free", lambda file: asked.append(1) or 1_000_000)
    room = Room(lambda: 500_000)
    with pages.FileIO(str(page)) as file:
        for _ in range(20):
            room.take(file, 10_000)
        assert len(asked) == 1
        with pytest.raises(OSError, match="full"):
            room.take(file, 450_000)


def test_files_that_are_there_grow_by_the_difference(tmp_path: Path) -> None:
    for name, size in (("small", 1), ("big", 10_000), ("there", 9_000)):
        (tmp_path / name).write_bytes(b"x" * size)
    pairs = [("small", "new"), ("big", "there"), ("big", "small"), ("gone", "new"), ("small", "big")]
    copies = [(str(tmp_path / source), str(tmp_path / copy)) for source, copy in pairs]
    assert [growth([copy]) for copy in copies] == [4096, 0, 8192, 0, 0]
    assert growth(copies) == 12_288


# Assets


@pytest.fixture(name="output")
def _output(tmp_path: Path) -> Path:
    (tmp_path / "output").mkdir()
    return tmp_path / "output"


def test_an_asset_is_there_before_the_first_page_gets_its_hooks(
    build: Any, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    plain = PageReplacer.replace

    def watch(self: PageReplacer, path: str, text: bytes, **options: Any) -> None:
        seen.append(sorted(file.suffix for file in Path(path).with_name("passalong").iterdir()))
        plain(self, path, text, **options)

    monkeypatch.setattr(PageReplacer, "replace", watch)
    build(content)
    assert seen == [[".css", ".js"]] * 3


def test_a_theme_finds_its_assets_written_when_it_prints_their_addresses(
    build: Any, content: Path, tmp_path: Path
) -> None:
    templates = tmp_path / "theme" / "templates"
    templates.mkdir(parents=True)
    text = "<head>{{ article.nudge.assets }}</head>{{ article.content }}{{ article.nudge.bar }}"
    (templates / "article.html").write_text(text, encoding="utf-8")
    seen: list[bool] = []

    def look(path: Path) -> None:
        if path.name == "apple.html":
            seen.append(path.with_name("passalong").is_dir())

    result = build(
        content,
        plugins=(Written(look), NUDGE),
        THEME=str(tmp_path / "theme"),
    )
    assert seen == [True]
    assert "passalong/passalong." in result.text("apple.html")


@pytest.mark.parametrize(
    ("was", "is_written"),
    [("body {}", False), ("bod", True), ("", True), (None, True)],
    ids=["same", "cut off", "empty", "missing"],
)
def test_an_asset_is_written_if_it_is_missing_or_different(was: str | None, is_written: bool, output: Path) -> None:
    path = output / "passalong" / "a.css"
    if was is not None:
        path.parent.mkdir()
        path.write_text(was, encoding="utf-8")
        os.utime(path, (1, 1))
    inode = path.stat().st_ino if was is not None else 0
    assert AssetWriter(str(output), Room()).provide("passalong/a.css", "body {}")
    assert path.read_text(encoding="utf-8") == "body {}"
    assert (path.stat().st_mtime != 1) == is_written
    assert (path.stat().st_ino == inode) == (not is_written)
    assert [file.name for file in path.parent.iterdir()] == ["a.css"]
    plain = output / "plain"
    plain.touch()
    assert not is_written or path.stat().st_mode == plain.stat().st_mode


def _file_in_the_way(output: Path) -> None:
    (output / "passalong").write_text("a page of that name", encoding="utf-8")


def _nowhere(output: Path) -> None:
    (output / "passalong").symlink_to("nowhere/at/all")


@pytest.mark.parametrize("obstacle", [_file_in_the_way, _nowhere], ids=["a file", "a link to nowhere"])
def test_an_asset_that_cannot_be_written_costs_its_link_and_nothing_else(
    obstacle: Callable[[Path], None], build: Any, content: Path, output: Path
) -> None:
    obstacle(output)
    result = build(content)
    for slug in ("apple", "birch", "cedar"):
        page = result.text(f"{slug}.html")
        assert hook_counts(page) == (1, 1, 1)
        assert "passalong/passalong." not in page
    said = [line for line in result.lines if "could not be written" in line]
    assert ["css" in line for line in said] == [True, False]
    assert all(line.startswith("ERROR: share-nudge: passalong/passalong.") for line in said)


def test_a_read_only_asset_counts_if_it_is_the_right_one(build: Any, content: Path, output: Path) -> None:
    build(content)
    (style,), (script,) = output.glob("passalong/*.css"), output.glob("passalong/*.js")
    script.write_text("another", encoding="utf-8")
    for file in (style, script):
        file.chmod(0o444)
    result = build(content)
    assert style.name in result.text("apple.html")
    assert script.name not in result.text("apple.html")
    assert script.read_text(encoding="utf-8") == "another"
    assert "read-only and holds something else" in result.log


# Builds that overlap


class Taken:
    """Another process that has its turn in a folder until it is told to end, or killed."""

    def __init__(self, folder: Path) -> None:
        code = """
            import sys
            from pelican_share_nudge.insert import turns
            turn = turns.take(sys.argv[1], waiting=lambda: print("waits", flush=True))
            print("has it" if turn else "has none", flush=True)
            sys.stdin.read()
        """
        command = [sys.executable, "-c", textwrap.dedent(code), str(folder)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.stdout = self.process.stdout

    def line(self) -> str:
        assert self.stdout is not None
        return self.stdout.readline().strip()

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture(name="other")
def _other(tmp_path: Path) -> Iterator[Taken]:
    taken = Taken(tmp_path)
    assert taken.line() == "has it"
    yield taken
    taken.end()


def test_a_turn_is_waited_for_and_comes_when_the_other_ends(tmp_path: Path, other: Taken) -> None:
    assert turns.take(str(tmp_path), waiting=other.end) is not None


def test_patience_ends(tmp_path: Path, other: Taken) -> None:
    said: list[int] = []
    assert turns.take(str(tmp_path), waiting=lambda: said.append(1), patience=0.2) is None
    assert said == [1]


def test_a_turn_ends_with_the_last_who_has_it(tmp_path: Path) -> None:
    first = turns.take(str(tmp_path), waiting=pytest.fail)
    second = turns.take(f"{tmp_path}/.", waiting=pytest.fail)  # the same process never waits for itself
    assert first is second
    del first
    other = Taken(tmp_path)
    assert other.line() == "waits"
    del second
    assert other.line() == "has it"
    other.end()


@pytest.mark.parametrize("fault", ["no fcntl", "no locks", "no folder"])
def test_where_nobody_can_tell_nobody_waits(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "output"
    if fault == "no fcntl":
        monkeypatch.setattr(turns, "fcntl", None)
    elif fault == "no locks":
        monkeypatch.setattr("fcntl.flock", lambda *_: exec("raise OSError(95, 'Operation not supported')"))
    else:
        folder.write_text("a file", encoding="utf-8")
    assert turns.take(str(folder), waiting=pytest.fail) is None


def test_a_build_waits_for_another_one_and_says_so(
    build: Any, content: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Taken(output)
    assert other.line() == "has it"
    monkeypatch.setattr(turns.time, "sleep", lambda _: other.end())
    result = build(content)
    assert other.process.returncode == -signal.SIGKILL
    assert len([line for line in result.lines if "another build writes into" in line]) == 1
    assert hook_counts(result.text("apple.html")) == (1, 1, 1)


def test_a_build_that_dies_gives_its_turn_back(build: Any, content: Path, output: Path) -> None:
    def die(path: Path) -> None:
        assert turns._TURNS
        raise RuntimeError("died")

    with pytest.raises(RuntimeError, match="died"):
        build(content, plugins=(Written(die), NUDGE))
    other = Taken(output)
    assert other.line() == "has it"
    other.end()


@pytest.mark.parametrize("settings", [{"SHARE_NUDGE_WHERE": ()}, {}], ids=["nothing to insert", "hooks"])
def test_a_turn_is_taken_before_pelican_writes_and_only_for_hooks(
    settings: dict[str, Any], build: Any, content: Path
) -> None:
    seen: list[bool] = []
    build(content, plugins=(Written(lambda _: seen.append(bool(turns._TURNS))), NUDGE), **settings)
    assert set(seen) == {not settings}
    assert not turns._TURNS


def arguments(content: Path, output: Path) -> list[str]:
    settings = ['SITEURL="https://blog.example"', 'THEME="simple"', f'PLUGINS=["{NUDGE}"]', "SHARE_NUDGE_WARN=false"]
    return ["-q", str(content), "-o", str(output), "-e", *settings]


def start(content: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [*PELICAN, *arguments(content, output)]
    return subprocess.Popen(command, cwd=content.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def build_whole(content: Path, output: Path) -> None:
    done = pelican(*arguments(content, output), cwd=content.parent)
    assert done.status == 0, done.err


@pytest.fixture(name="many")
def _many(content: Path) -> Path:
    for number in range(60):
        text = f"Title: n{number}\nDate: 2026-01-01\nSlug: n{number}\n\nNumber-{number}-of-sixty. {'word ' * 300}\n"
        (content / f"n{number}.md").write_text(text, encoding="utf-8")
    return content


def test_builds_that_overlap_leave_every_page_whole(many: Path, output: Path) -> None:
    build_whole(many, output)
    right = {path.name: path.read_bytes() for path in output.glob("*.html")}
    assert hook_counts(right["n7.html"].decode()) == (1, 1, 1)
    for _ in range(2):
        builds = [start(many, output) for _ in range(2)]
        assert [build.wait() for build in builds] == [0, 0]
        assert {path.name: path.read_bytes() for path in output.glob("n*.html")} == {
            name: text for name, text in right.items() if name.startswith("n")
        }


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "terminated"])
def test_a_build_that_is_killed_leaves_nothing_that_the_next_one_does_not_mend(
    number: int, many: Path, output: Path
) -> None:
    build_whole(many, output)
    right = {path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    marked = output / "n30.html"
    was = marked.stat().st_mtime_ns
    build = start(many, output)
    while build.poll() is None and marked.stat().st_mtime_ns == was:
        time.sleep(0.001)
    build.send_signal(number)
    build.wait()
    assert {path.relative_to(output) for path in output.rglob("*") if path.is_file()} <= set(right)
    for path in output.glob("n*.html"):
        text = path.read_text(encoding="utf-8")
        assert {n for n in range(60) if f"Number-{n}-of" in text} <= {int(path.stem[1:])}
    build_whole(many, output)
    assert {path.relative_to(output): path.read_bytes() for path in output.rglob("*.html")} == {
        name: text for name, text in right.items() if name.suffix == ".html"
    }


def test_the_plugin_uses_what_is_tested_here(build: Any, content: Path) -> None:
    generator = generator_class(None)
    assert generator.__module__ == "pelican_share_nudge.host.plugin"
    assert sys.modules[generator.__module__].PageReplacer is PageReplacer  # type: ignore[attr-defined]
