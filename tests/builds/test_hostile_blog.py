"""A blog whose file names and front matter want to be obeyed, built for real: what our commands print, and a judge."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.log_readers import obeyed
from support.processes import pelican, run

from pelican_share_nudge.report.formats import all_formats

SETTINGS = r"""
AUTHOR = "Ada"
SITENAME = "Notes \x1b[2J::error::x"
SITEURL = "https://notes.example"
PATH = "content"
TIMEZONE = "UTC"
THEME = "simple"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
PLUGINS = ["share_nudge"]
"""
CLIPBOARD = "\x1b]52;c;eA==\x07"
POSTS = {
    f"tea{CLIPBOARD}.md": "Title: Tea ##[add-mask]e\nSlug: tea\nnudge_share: ##[stop-commands]x",
    "##[error]soup.md": "Title: [Soup](https://x.example)\nSlug: dish\nnudge_cta: \u202e<b>[x](https://x.example)",
    "::error::stew.md": "Title: Stew\nSlug: dish\nLang: de\nnudge_image: https://[CDN]/x.png",
    "\u202ednab.md": f"Title: @a{CLIPBOARD}\nSlug: band\nnudge_url: ::add-mask::e\nnudge_ignore: ##vso[task.complete]x",
}


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "content").mkdir()
    (folder / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    for number, (name, head) in enumerate(POSTS.items(), 1):
        text = f"{head}\nDate: 2026-01-0{number}\n\nWords of a post.\n"
        (folder / "content" / name).write_text(text, encoding="utf-8")
    return folder


def test_a_build_prints_nothing_that_is_obeyed(blog: Path) -> None:
    done = pelican(cwd=blog)
    assert "stop-commands" in done.out
    assert (done.status, obeyed(done.out), obeyed(done.err)) == (0, [], [])


def test_a_report_holds_nothing_that_is_obeyed(blog: Path) -> None:
    files = [name for name in all_formats() if name != "text"]
    done = run("check", "--format", "text", *(f"--format={name}={name}.out" for name in files), cwd=blog)
    assert "stop-commands" in done.out
    assert (done.status, obeyed(done.out), obeyed(done.err)) == (1, [], [])
    for name in files:
        text = (blog / f"{name}.out").read_text(encoding="utf-8")
        assert "stop-commands" in text
        assert obeyed(text, ours=name == "github") == [], name


@pytest.mark.parametrize("post", ["dish", "te"])
def test_a_preview_that_is_not_made_says_nothing_that_is_obeyed(blog: Path, post: str) -> None:
    done = run("preview", post, "--output", "x.html", cwd=blog)
    assert ".md" in done.err
    assert (done.status, obeyed(done.out), obeyed(done.err)) == (2, [], [])
