"""The manners of the command `share-nudge`: what it says of itself, what it keeps quiet, and what can be printed."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from support.blog import Blog
from support.processes import SHARE_NUDGE, run, run_apart

from pelican_share_nudge import report
from pelican_share_nudge.commands import main

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(name="blog")
def _blog(tmp_path: Path) -> Blog:
    return Blog(tmp_path / "blog")


def test_the_version_names_what_it_runs_on(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    python = ".".join(map(str, sys.version_info[:3]))
    assert re.fullmatch(
        rf"share-nudge [0-9.]+ \(Pelican [0-9.]+, Python {re.escape(python)}\)\n", capsys.readouterr().out
    )


def test_without_an_argument_it_helps(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().out.startswith("usage: share-nudge ")


@pytest.mark.parametrize(
    ("command", "said"),
    [("chek", "Did you mean `check`?"), ("previw", "Did you mean `preview`?"), ("zzz", "There are check, preview")],
)
def test_an_unknown_command_is_told_the_nearest(command: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([command])
    assert said in capsys.readouterr().err


def test_the_package_is_the_command(tmp_path: Path) -> None:
    done = run_apart(*SHARE_NUDGE, "explain", "dead-end", cwd=tmp_path)
    assert done == run("explain", "dead-end", cwd=tmp_path)


NOISY = (
    "import logging, warnings",
    "print('noise')",
    "warnings.warn('noise')",
    "own = logging.getLogger('own')",
    "own.setLevel(logging.DEBUG)",
    "own.error('noise')",
    "own.critical('heard')",
)


def test_quiet_keeps_all_quiet_but_what_is_critical(blog: Blog) -> None:
    blog.add(*NOISY)
    done = blog.check("--quiet")
    assert done.status == 0, done.err
    assert "heard" in done.err
    assert "noise" not in done.err
    assert "Done:" not in done.err
    assert done.out.count("\n") == 1
    assert "noise" in blog.check().err


def test_settings_that_end_the_process_are_no_verdict(blog: Blog) -> None:
    blog.add("import os", "os._exit(0)")
    done = blog.check()
    assert done.status == 2
    assert done.out == ""
    assert "exit status 0" in done.err
    assert list(blog.folder.rglob("__pycache__")) == []


# Texts of others


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("plain: a sentence.", "plain: a sentence."),
        ("two lines\n  - the second: a::b", "two lines\n  - the second: a::b"),
        ("\x1b]0;title\x07 \x9b2J", "\ufffd]0;title\ufffd \ufffd2J"),
        ("a\tb\rc\u2028d", "a b c d"),
        ("left\u202eright\u2066", "leftright"),
        ("first\n::error::x", "first\n: :error::x"),
        ("first\n  ::stop-commands::x", "first\n  : :stop-commands::x"),
        ("a ##[group]b", "a ## [group]b"),
        ("###[x", "### [x"),
        ("a ##vso[task.complete]b", "a ## vso[task.complete]b"),
        ("C# and ## 2 [a]", "C# and ## 2 [a]"),
    ],
)
def test_a_message_holds_nothing_that_is_obeyed(text: str, printed: str, capsys: pytest.CaptureFixture[str]) -> None:
    report.print_error(text)
    assert capsys.readouterr().err == f"share-nudge: {printed}\n"


@pytest.mark.parametrize(
    "arguments",
    [["\x1b[2J"], ["check", "--format", "\x1b]0;x\x07"], ["explain", "a\n##[error]\x1b"], ["check", "--\u202e"]],
    ids=repr,
)
def test_a_command_line_is_echoed_clean(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    said = capsys.readouterr().err
    assert not CONTROL.search(said)
    assert "##[" not in said


# Files


def test_a_report_follows_no_link_that_somebody_laid(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("as it was")
    for number in range(os.getpid() - 5, os.getpid() + 5):
        (tmp_path / f".share-nudge-{number}.tmp").symlink_to(kept)
    before = set(tmp_path.iterdir())
    report.write_out("x", tmp_path / "report")
    assert kept.read_text() == "as it was"
    assert set(tmp_path.iterdir()) - before == {tmp_path / "report"}


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_report_has_the_mode_of_a_new_file(mask: int, mode: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        report.write_out("x", tmp_path / "report")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "report").stat().st_mode) == mode


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_an_open_file_goes_on(name: str, tmp_path: Path) -> None:
    code = f"from pelican_share_nudge import report; print('first'); report.write_out('x\\n', {name!r}); print('last')"
    with (tmp_path / "out").open("w") as out:
        subprocess.run([sys.executable, "-c", code], stdout=out, check=True)
    assert (tmp_path / "out").read_text() == "first\nx\nlast\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
