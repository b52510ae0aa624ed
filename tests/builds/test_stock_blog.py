"""A blog as `pelican-quickstart` lays it, with three posts, has nothing to mend, but what only a theme can."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.foreign import FOREIGN_THEMES, OUR_THEMES, theme_settings, with_nudge
from support.judging import judge
from support.processes import run

# In the order in which they are asked for; the rest is left as it is offered.
ANSWERS = (".", "A stock blog", "Ada Example", "en", "y", "https://blog.example", "y", "10", "Europe/Paris")
POST = """Title: {title}
Date: 2026-02-0{day} 10:00
Category: Bread
Tags: baking, flour

{title}: that is the {day}. thing that I learned about bread this week.

It rises by itself, in a cool place, while you read.
"""
TITLES = ("Patience costs nothing", "Flour is not all alike", "Why it is called sourdough")
# A hint, and no fault: friends see posts without a picture, too, and no program can take one.
HINTS = {"preview-no-image"}
# What a theme leaves undone that nobody else can do.
OF_THEME = {
    "empty-article-template": {"no-place"},  # nothing is printed
    "filtered-no-place": {"no-place"},  # it prints words of the post only; a blogger may set SHARE_NUDGE_SELECTOR
}
WITHOUT_PAGE = {"empty-article-template"}


@pytest.fixture(name="blog", scope="module")
def _blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("blog")
    quickstart = [sys.executable, "-m", "pelican.tools.pelican_quickstart"]
    subprocess.run(quickstart, cwd=folder, input="\n".join((*ANSWERS, "\n" * 20)).encode(), check=True)
    for day, title in enumerate(TITLES, 1):
        (folder / "content" / f"post-{day}.md").write_text(POST.format(title=title, day=day), encoding="utf-8")
    return folder


def settings_file(blog: Path, name: str, *lines: str) -> str:
    """Write a settings file beside that with which such a blog is published."""
    (blog / f"{name}.py").write_text("\n".join(("from publishconf import *", *lines, "")), encoding="utf-8")
    return f"{name}.py"


# What publishconf.py has besides; the first as it was laid, where Pelican finds the plugin by itself.
AS_IT_IS = {
    "as laid": (),
    "named": ('PLUGINS = ["pelican_share_nudge"]',),
    "simple": ('PLUGINS = ["pelican_share_nudge"]', 'THEME = "simple"'),
    "relative": ('PLUGINS = ["pelican_share_nudge"]', "RELATIVE_URLS = True"),
}


@pytest.mark.parametrize("lines", AS_IT_IS.values(), ids=AS_IT_IS)
def test_a_stock_blog_passes(lines: tuple[str, ...], blog: Path) -> None:
    done = run("check", "-s", settings_file(blog, "conf", *lines) if lines else "publishconf.py", cwd=blog)
    assert done.status == 0, done.out + done.err
    assert done.out.endswith("share-nudge (https://blog.example): 1 info about all 3 posts\n")
    assert done.out.count("[preview-no-image]") == 1


def test_with_a_picture_of_the_blog_there_is_nothing_to_mend(blog: Path) -> None:
    lines = ('PLUGINS = ["pelican_share_nudge"]', 'SHARE_NUDGE_IMAGE = "https://cdn.example/card.png"')
    done = run("check", "-s", settings_file(blog, "picture", *lines), cwd=blog)
    assert (done.status, done.out) == (0, "share-nudge (https://blog.example): nothing to mend in 3 posts\n")


@pytest.mark.parametrize("theme", [*OUR_THEMES, "passalong", *FOREIGN_THEMES])
def test_of_other_themes_only_what_they_alone_can_mend_is_said(theme: str, blog: Path, tmp_path: Path) -> None:
    settings: dict[str, Any] = theme_settings(theme)
    verdict = judge(blog / "content", tmp_path / "output", plugins=with_nudge(theme), **settings)
    rules = {finding.rule for finding in verdict.findings}
    assert rules - HINTS == OF_THEME.get(theme, set())
    assert rules & HINTS == (set() if theme in WITHOUT_PAGE else HINTS)
    assert all(finding.level == "info" for finding in verdict.findings if finding.rule in HINTS)
