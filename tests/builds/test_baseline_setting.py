"""SHARE_NUDGE_BASELINE: builds and the command pass over what is known, wherever they are started."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.blog import SUMMARY, Blog
from support.processes import pelican

from pelican_share_nudge.commands import main


@pytest.fixture(name="blog")
def _blog(tmp_path: Path) -> Blog:
    blog = Blog(tmp_path / "blog")
    blog.add('SHARE_NUDGE_BASELINE = "known/findings"')
    blog.dead_end("old")
    return blog


def check(blog: Blog, *arguments: str) -> int:
    return main(["check", "-s", str(blog.folder / "pelicanconf.py"), *arguments])


def test_it_is_written_beside_the_settings_and_passed_over(blog: Blog, capfd: pytest.CaptureFixture[str]) -> None:
    assert check(blog) == 1
    told = capfd.readouterr()
    assert "old.md" in told.out
    assert f"there is no baseline {blog.folder / 'known' / 'findings'} yet" in told.err
    assert check(blog, "--write-baseline") == 0
    assert (blog.folder / "known" / "findings").is_file()
    capfd.readouterr()
    assert check(blog) == 0
    assert capfd.readouterr().out == f"{SUMMARY}nothing to mend in 2 posts; 1 in the baseline\n"
    blog.dead_end("new")
    assert check(blog) == 1
    assert "old.md" not in capfd.readouterr().out


def test_the_command_line_wins(blog: Blog) -> None:
    assert check(blog, "--write-baseline") == 0
    blog.dead_end("new")
    other = str(blog.folder / "other")
    assert check(blog, "--write-baseline", other) == 0
    assert check(blog) == 1
    assert check(blog, "--baseline", other) == 0
    assert check(blog, "--baseline", str(blog.folder / "none")) == 2


def test_without_the_setting_a_file_must_be_named(blog: Blog, capfd: pytest.CaptureFixture[str]) -> None:
    blog.add('SHARE_NUDGE_BASELINE = ""')
    assert check(blog, "--write-baseline") == 2
    assert "SHARE_NUDGE_BASELINE" in capfd.readouterr().err


def test_one_that_cannot_be_read_is_no_verdict(blog: Blog, capfd: pytest.CaptureFixture[str]) -> None:
    blog.write("known/findings", "<<<<<<< HEAD\n")
    assert check(blog) == 2
    assert "cannot be read" in capfd.readouterr().err


def test_a_build_says_only_what_is_new(blog: Blog, tmp_path: Path) -> None:
    assert check(blog, "--write-baseline") == 0
    settings = str(blog.folder / "pelicanconf.py")
    done = pelican("-s", settings, "--fatal", "warnings", cwd=tmp_path)
    assert (done.status, "old.md" in done.out) == (0, False), done.out
    assert "1 in the baseline" in done.out
    blog.dead_end("new")
    out = pelican("-s", settings, cwd=tmp_path).out
    assert "new.md:5: warning" in out
    assert "old.md" not in out


@pytest.mark.parametrize(
    ("text", "says"), [(None, "there is no baseline"), ("none", "cannot be read"), ("\udcff", "cannot be read")]
)
def test_a_build_without_it_tells_all_and_goes_on(text: str | None, says: str, blog: Blog) -> None:
    if text is not None:
        path = blog.write("known/findings", "")
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    done = pelican("--fatal", "errors", cwd=blog.folder)
    assert done.status == 0
    assert "old.md:5: warning" in done.out
    assert done.out.count("ll findings are told.") == 1
    assert says in done.out


def test_a_build_does_not_say_what_is_gone(blog: Blog) -> None:
    assert check(blog, "--write-baseline") == 0
    (blog.folder / "content" / "old.md").unlink()
    assert "gone" not in pelican(cwd=blog.folder).out
