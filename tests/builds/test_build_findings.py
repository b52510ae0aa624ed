"""What a build says, by the real `pelican` command in a process of its own: in a pipe, fatal, quiet, in autoreload."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.blog import Blog, Watcher
from support.builds import NUDGE
from support.processes import Done
from support.processes import pelican as run_pelican


@pytest.fixture(name="blog")
def _blog(tmp_path: Path) -> Blog:
    blog = Blog(tmp_path / "blog")
    blog.dead_end()
    blog.post("misspelt", "nudge_shre: off")
    return blog


def pelican(blog: Blog, *arguments: str, **env: str) -> Done:
    return run_pelican(*arguments, cwd=blog.folder, env=env)


def findings(text: str) -> list[tuple[str, int, str]]:
    """List what was said as (source, line, rule)."""
    found = re.findall(r"^content/(\S+):(\d+): \w+: .* \[([a-z-]+)\]$", text, re.MULTILINE)
    return [(source, int(line), rule) for source, line, rule in found]


BOTH = [("dead.md", 5, "dead-end"), ("misspelt.md", 5, "bad-metadata")]


@pytest.mark.parametrize("env", [{}, {"COLUMNS": "40"}, {"NO_COLOR": "1"}], ids=["pipe", "narrow", "no colour"])
def test_a_pipe_gets_whole_lines_without_colours(env: dict[str, str], blog: Blog) -> None:
    done = pelican(blog, **env)
    assert done.status == 0
    assert findings(done.out) == BOTH
    assert "\x1b" not in done.out


def test_fatal_warnings_still_show_everything(blog: Blog) -> None:
    done = pelican(blog, "--fatal", "warnings")
    assert done.status == 1
    assert findings(done.out) == BOTH
    assert (blog.folder / "output" / "images" / "card.png").is_file()  # the build went to its end before that


def test_quiet_says_nothing(blog: Blog) -> None:
    done = pelican(blog, "--quiet")
    assert findings(done.out) == []


def test_judging_can_be_turned_off(blog: Blog) -> None:
    blog.add("SHARE_NUDGE_WARN = False")
    assert findings(pelican(blog).out) == []
    assert blog.check().status == 1


def test_what_a_build_says_of_many_posts_is_said_once(blog: Blog) -> None:
    for number in range(30):
        blog.post(f"m{number:02}", "nudge_shre: off")
    out = pelican(blog).out
    said = [line for line in out.splitlines() if "`nudge_shre` does nothing" in line]
    assert len(said) == 1
    assert said[0].startswith("31 posts: warning: ")
    assert "and 26 more: `share-nudge check` names all." in out
    checked = blog.check().out
    assert checked.count("`nudge_shre` does nothing") == 1
    assert all(f"content/m{number:02}.md:" in checked for number in range(30))


def test_a_local_preview_is_not_scolded(blog: Blog) -> None:
    blog.add('SITEURL = ""')
    done = pelican(blog)
    assert findings(done.out) == BOTH
    assert "info: SITEURL is empty" in done.out


@pytest.mark.parametrize("address", ["", "http://localhost:8000"])
@pytest.mark.parametrize(
    ("published", "known"),
    [
        ("SITEURL = 'https://blog.example'", True),
        ('SITEURL = ""\nSITEURL  = "https://blog.example"  # at last', True),
        ('SITEURL = ""', False),
        ('SITEURL = "http://localhost"', False),
        ('# SITEURL = "https://blog.example"', False),
        ("", False),
    ],
)
def test_who_has_an_address_in_publishconf_is_not_told_to_write_one(
    blog: Blog, address: str, published: str, known: bool
) -> None:
    blog.add(f"SITEURL = {address!r}")
    blog.write("publishconf.py", f"from pelicanconf import *\n{published}\n")
    said = next(line for line in pelican(blog).out.splitlines() if "[siteurl-" in line)
    assert ("check -s publishconf.py`. [" in said) is known
    assert ("Set it in" in said or "Write the" in said) is not known


def test_the_settings_that_go_online_are_told_by_their_name(blog: Blog) -> None:
    blog.write("publishconf.py", "from pelicanconf import *\nSITEURL = ''\n")
    assert "publishconf.py:2: error: SITEURL is empty" in pelican(blog, "-s", "publishconf.py").out


def test_sub_sites_are_judged_each_for_itself(blog: Blog) -> None:
    blog.add(
        f'PLUGINS = ["i18n_subsites", "{NUDGE}"]',
        'I18N_SUBSITES = {"de": {"SITENAME": "Auf Deutsch"}}',
        "JINJA_ENVIRONMENT = {'extensions': ['jinja2.ext.i18n']}",
    )
    blog.post("tot", "Lang: de", "nudge_share: off", "nudge_email: off", "nudge_cta: off")
    blog.write("content/unfinished.md", "Title: No date\n\nText.\n")
    said = pelican(blog).out
    assert said.count("Pelican says: Skipping unfinished.md: could not find information about 'date'") == 1
    done = blog.check()
    assert done.status == 1, done.err
    assert done.out.count("content/unfinished.md:1: error: ") == 1
    assert re.match(r"share-nudge, 2 sites together: .* about 1 source without a page and ", done.out.splitlines()[-1])
    assert "content/tot.md:6: warning: It is a dead end" in done.out
    assert done.out.count("share-nudge (https://blog.example") == 2


def test_in_autoreload_findings_show_anew_and_nothing_raises(blog: Blog) -> None:
    watcher = Watcher(blog, "--fatal", "warnings")
    try:
        assert findings(watcher.until(r"Done: .*\n(.*\n)?.*seconds")) == BOTH
        again = watcher.until(r"Done: .*\n(.*\n)?.*seconds", again=lambda: blog.post("fine"))
        assert findings(again) == BOTH
        assert "Caught exception" not in watcher.text
        assert watcher.process.poll() is None
    finally:
        watcher.process.kill()
        watcher.process.wait()
        if watcher.process.stdout:
            watcher.process.stdout.close()
