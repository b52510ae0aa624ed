"""The command `share-nudge check`, in a process of its own as CI runs it: it never passes because it did not run."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from support.blog import SUMMARY, TEMPLATE, Blog, git
from support.builds import NUDGE
from support.processes import SHARE_NUDGE, pelican, run, run_apart

from pelican_share_nudge.insert.splice import apart
from pelican_share_nudge.judge.baseline import read_baseline


@pytest.fixture(name="blog")
def _blog(tmp_path: Path) -> Blog:
    return Blog(tmp_path / "blog")


# It judges


def test_posts_whose_authors_wrote_the_same_summary_are_not_the_themes_fault(blog: Blog) -> None:
    for number in range(6):
        text = blog.post(f"post-{number}").read_text(encoding="utf-8")
        blog.write(f"content/post-{number}.md", re.sub("Summary: .*", "Summary: Notes of a *week*.", text))
    assert blog.check("--select", "preview-same-everywhere").status == 0
    template = TEMPLATE.replace("{{ article.summary|striptags|escape }}", "A blog about bread.")
    assert template != TEMPLATE
    blog.write("theme/templates/article.html", template)
    assert blog.check("--select", "preview-same-everywhere").status == 1


def test_a_good_blog_passes(blog: Blog) -> None:
    done = blog.check()
    assert (done.status, done.out) == (0, f"{SUMMARY}nothing to mend in 1 post\n"), done.err
    assert not (blog.folder / "output").exists()


def test_a_dead_end_fails_at_its_line(blog: Blog) -> None:
    blog.dead_end()
    done = blog.check()
    assert done.status == 1
    assert done.out.startswith("content/dead.md:5: warning: It is a dead end")
    assert "[dead-end]" in done.out


def test_the_fail_level_decides(blog: Blog) -> None:
    blog.dead_end()
    assert blog.check("--fail-level", "error").status == 0
    assert blog.check("--fail-level", "info").status == 1
    blog.add('SHARE_NUDGE_LEVELS = {"dead-end": "error"}')
    assert blog.check("--fail-level", "error").status == 1


def test_select_and_ignore(blog: Blog) -> None:
    blog.dead_end()
    assert blog.check("--ignore", "dead-end,share-bar-missing", "--ignore", "cta-missing").status == 0
    assert blog.check("--select", "bad-metadata").status == 0
    assert blog.check("--select", "bad-metadata", "dead-end").status == 2  # the second would be a content folder
    assert blog.check("--select", "bad-metadata dead_end").status == 1


def test_a_source_that_became_no_page_is_a_finding(blog: Blog) -> None:
    blog.write("content/broken.md", "Date: 2026-02-03\n\nNo title.\n")
    done = blog.check()
    assert done.status == 1
    assert "content/broken.md:1: error: " in done.out
    assert "[post-not-built]" in done.out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Title: A\nDate: 2026-02-30\n\nText.\n", "Could not process bad.md: '2026-02-30' is not a valid date"),
        ("Title: A\n\nText.\n", "Skipping bad.md: could not find information about 'date'"),
        ("Title: A\nDate: 2026-02-03\nStatus: soon\n\nText.\n", "Unknown status 'soon' for file bad.md"),
    ],
)
def test_why_a_source_became_no_page_is_said_by_pelican(text: str, said: str, blog: Blog) -> None:
    blog.write("content/bad.md", text)
    done = blog.check()
    assert "content/bad.md:1: error: Pelican could not turn it into a page, so readers never see it." in done.out
    assert f" Pelican says: {said}" in done.out
    assert str(blog.folder) not in done.out


def test_with_the_folder_itself_as_content_output_and_theme_are_no_posts(blog: Blog) -> None:
    (blog.folder / "here.py").write_text(
        (blog.folder / "pelicanconf.py").read_text(encoding="utf-8").replace('"content"', '"."'), encoding="utf-8"
    )
    page = "<html><head><title>A page</title></head><body></body></html>"
    for name in ("output/a.html", "output/de/b.html", "theme/static/c.html", "outputs/no-post.html"):
        blog.write(name, page)
    done = blog.check("-s", "here.py", "--select", "post-not-built")
    assert [line.partition(":")[0] for line in done.out.splitlines()[:-1]] == ["outputs/no-post.html"], done.err


SECRET = "Geheim-77"


@pytest.mark.parametrize("format_name", ["text", "json", "sarif", "github", "gitlab", "junit", "rdjson"])
def test_a_password_in_siteurl_is_never_printed(format_name: str, blog: Blog) -> None:
    share = "https://www.facebook.com/sharer/sharer.php?u={{ SITEURL|urlencode }}%2Felsewhere.html"
    blog.write(
        "theme/templates/article.html",
        TEMPLATE.replace(
            "</article>",
            f'</article><a href="{share}">Facebook</a><a href="https://x.com/intent/tweet?url='
            '{{ SITEURL }}/elsewhere.html">X</a>',
        ).replace("/images/card.png", "/images/none.png"),
    )
    blog.add(f'SITEURL = "https://editor:{SECRET}@blog.example"')
    for number in range(4):
        blog.post(f"post-{number}")
    blog.write("content/bad.md", f"Title: https://a:{SECRET}@blog.example/\n\nText.\n")
    done = blog.check("--format", format_name)
    assert done.status == 1, done.err
    assert "siteurl-with-password" in done.out
    assert "share-link-wrong-target" in done.out
    assert "blog.example" in done.out
    assert SECRET.lower() not in (done.out + done.err).lower()


def test_a_password_in_siteurl_goes_out_to_nobody(blog: Blog) -> None:
    blog.add(f'SITEURL = "https://editor:{SECRET}@blog.example/blog"', 'SHARE_NUDGE_WHERE = ["articles", "feeds"]')
    blog.add("SHARE_NUDGE_NETWORKS = ['mastodon', 'pinterest', 'email', 'copy']", "DELETE_OUTPUT_DIRECTORY = True")
    blog.post("other", "nudge_url: https://editor:Geheim-77@mirror.example/other.html")
    built = pelican(cwd=blog.folder)
    said = built.out + built.err
    assert "siteurl-with-password" in said
    assert SECRET not in said
    for name in ("good", "other"):
        blocks = apart((blog.folder / "output" / f"{name}.html").read_text(encoding="utf-8"))[1]
        assert "passalong" in blocks
        assert "blog.example%2Fblog%2F" in blocks or "mirror.example%2F" in blocks
        assert SECRET not in blocks
    shown = run("preview", "good", "--output", "proof.html", cwd=blog.folder)
    assert shown.status == 0, shown.err
    assert SECRET not in (blog.folder / "proof.html").read_text(encoding="utf-8") + shown.out + shown.err


def test_a_bad_setting_is_named_without_its_password(blog: Blog) -> None:
    blog.add(f'SHARE_NUDGE_CTAS = [{{"kind": "contct", "target": "https://me:{SECRET}@blog.example/"}}]')
    blog.add(f'SHARE_NUDGE_SELECTOR = ["https://me:{SECRET}@blog.example/"]')
    done = blog.check()
    assert done.status == 2
    assert "SHARE_NUDGE_SELECTOR" in done.err
    assert SECRET not in done.out + done.err


def test_an_existing_output_is_judged_and_stays_as_it_is(blog: Blog) -> None:
    blog.dead_end()
    site = blog.folder / "site"
    assert pelican("-o", str(site), cwd=blog.folder).status == 0
    (site / "good.html").write_text("<html><head><title>x</title></head><body>Minified away.</body></html>")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in site.rglob("*") if path.is_file()}
    done = blog.check("--output", "site", "--select", "dead-end")
    assert done.status == 1
    assert "content/good.md:1:" in done.out
    assert "content/dead.md:5:" in done.out
    (site / "dead.html").unlink()
    assert "content/dead.md:1: warning: Readers do not find it" in blog.check("--output", "site").out
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in site.rglob("*") if path.is_file()}
    assert after == {path: value for path, value in before.items() if path.name != "dead.html"}


def test_theme_content_and_settings_as_pelican_takes_them(blog: Blog) -> None:
    (blog.folder / "content").rename(blog.folder / "texts")
    (blog.folder / "theme").rename(blog.folder / "look")
    (blog.folder / "pelicanconf.py").rename(blog.folder / "conf.py")
    extra = ("-e", 'SITENAME="Other"', 'SITEURL="https://other.example"')
    done = blog.check("texts", "-s", "conf.py", "-t", "look", *extra, "--format", "json")
    assert done.status == 0, done.err
    assert json.loads(done.out)["sites"][0]["site"] == "https://other.example"


def test_the_local_settings_are_no_site_to_publish(blog: Blog) -> None:
    done = blog.check("-e", 'SITEURL=""')
    assert done.status == 1
    assert "pelicanconf.py:2: error: " in done.out
    assert re.findall(r"\[([a-z-]+)\]", done.out) == ["siteurl-missing"]
    assert "publishconf.py" in done.out


# Baseline


def test_a_baseline_lets_only_new_findings_fail(blog: Blog) -> None:
    blog.dead_end("old")
    assert blog.check("--write-baseline", "known").status == 0
    assert blog.check("--baseline", "known").status == 0
    text = (blog.folder / "content" / "old.md").read_text(encoding="utf-8")
    blog.write("content/old.md", text.replace("Title: old", "Subtitle: more\nTitle: A new title"))
    done = blog.check("--baseline", "known")
    assert (done.status, done.out) == (0, f"{SUMMARY}nothing to mend in 2 posts; 1 in the baseline\n")
    blog.dead_end("new")
    done = blog.check("--baseline", "known")
    assert done.status == 1
    assert "new.md" in done.out
    assert "old.md" not in done.out


def test_a_baseline_is_whole_whatever_is_shown(tmp_path: Path) -> None:
    blog = Blog(tmp_path)
    for name in ("one", "two"):
        blog.dead_end(name)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    blog.check("--write-baseline", "known")
    text = (tmp_path / "known").read_text(encoding="utf-8")
    assert read_baseline(text).total() == 2
    blog.check("--baseline", "known", "--write-baseline", "known")
    blog.check("--changed-since", "HEAD", "--write-baseline", "known")
    assert (tmp_path / "known").read_text(encoding="utf-8") == text
    for arguments in (("--changed-since", "HEAD"), ("--select", "bad-metadata"), ("--ignore", "dead-end")):
        done = blog.check("--baseline", "known", *arguments)
        assert (done.status, "gone" in done.out) == (0, False), arguments


def test_a_theme_is_known_whether_it_is_said_once_or_of_each_post(blog: Blog) -> None:
    template = blog.folder / "theme" / "templates" / "article.html"
    without = template.read_text(encoding="utf-8").replace(
        '<meta property="og:image" content="{{ SITEURL }}/images/card.png">',
        '{% if article.card %}<meta property="og:image" content="{{ SITEURL }}/images/card.png">{% endif %}',
    )
    template.write_text(without, encoding="utf-8")
    for number in range(9):
        blog.post(f"post-{number}")
    blog.check("--write-baseline", "known")
    assert read_baseline((blog.folder / "known").read_text(encoding="utf-8")).total() == 1 + 10  # it, and each post
    for number in range(4):  # Now too few to be said once: nobody touched the others.
        blog.post(f"post-{number}", "Card: yes")
    done = blog.check("--baseline", "known")
    assert (done.status, "4 findings of the baseline are gone" in done.out) == (0, True), done.out
    blog.check("--write-baseline", "known")
    for number in range(4):
        blog.post(f"post-{number}", "Card: yes")
    for number in range(10, 60):
        blog.post(f"post-{number}", "Card: yes")
    assert blog.check("--baseline", "known").status == 0


def test_a_baseline_can_shrink(blog: Blog) -> None:
    path = blog.dead_end("old")
    blog.check("--write-baseline", "known")
    path.unlink()
    done = blog.check("--baseline", "known")
    assert done.status == 0
    assert "dead-end in old.md" in done.out
    assert "gone" in done.out
    blog.check("--write-baseline", "known")
    assert read_baseline((blog.folder / "known").read_text(encoding="utf-8")).total() == 0


# It never passes because it did not run


CLOSED: dict[str, tuple[list[str], list[str], str]] = {
    "an unknown option": ([], ["--fail-fast"], "--fail-fast"),
    "an unknown rule": ([], ["--select", "dead-ends"], "Did you mean `dead-end`?"),
    "an unknown format": ([], ["--format", "sarf"], "Did you mean `sarif`?"),
    "no settings file": ([], ["-s", "publishconf.py"], "no settings file"),
    "settings that are no Python": (["SITENAME = ="], [], "SyntaxError"),
    "settings that raise": (["raise RuntimeError('no network')"], [], "RuntimeError: no network"),
    "settings that exit": (["raise SystemExit(0)"], [], "SystemExit"),
    "settings of ours that are bad": (["SHARE_NUDGE_NETWORKS = ['facebok']"], [], "`facebook`"),
    "a level for a rule that is none": (["SHARE_NUDGE_LEVELS = {'dead-ends': 'off'}"], [], "`dead-end`"),
    "no JSON": ([], ["-e", "SITEURL=https://blog.example"], "JSON"),
    "the plugin is off": (["PLUGINS = []"], [], 'add "share_nudge" to PLUGINS'),
    "another plugin is missing": ([f"PLUGINS = ['{NUDGE}', 'not_there']"], [], "could not load not_there"),
    "a theme that is not there": (["THEME = 'no-theme'"], [], "the build failed"),
    "a build that fails": (["JINJA_FILTERS = {'striptags': None}"], [], "the build failed"),
    "nothing to judge": (["PATH = 'theme'"], [], "nothing was built"),
    "no baseline": ([], ["--baseline", "known"], "--write-baseline known"),
    "a folder for a baseline": ([], ["--baseline", "content"], "cannot be read"),
    "a baseline that is none": ([], ["--baseline", "pelicanconf.py"], "its first line is not"),
    "no git": ([], ["--changed-since", "HEAD"], "--changed-since"),
    "no such output": ([], ["--output", "site"], "there is no such folder"),
    "an output without the pages": ([], ["--output", "theme", "--fail-level", "error"], "none of the site's pages"),
    "no such content": ([], ["letters"], "there is no content folder letters"),
    "an option for a revision": ([], ["--changed-since=--output=x"], "--changed-since"),
    "a baseline of a few rules": ([], ["--write-baseline", "known", "--select", "dead-end"], "--select"),
    "a plugin that breaks what is judged": (
        [
            "from pelican_share_nudge.host.judging import Judging",
            "Judging._read = lambda *_: [][0]",
        ],
        [],
        "not every post could be judged",
    ),
    "a report that cannot be written": ([], ["--format", "json=content/good.md/report.json"], "cannot be written"),
    "a rule that breaks": (
        ["from pelican_share_nudge.rules import dead_end", "dead_end.check = lambda *_: [][0]"],
        [],
        "dead-end broke",
    ),
}


@pytest.mark.parametrize("case", CLOSED)
def test_it_is_closed(case: str, blog: Blog) -> None:
    lines, arguments, said = CLOSED[case]
    blog.add(*lines)
    done = blog.check(*arguments)
    assert done.status == 2, (done.out, done.err)
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_broken_rule_names_the_post_and_the_others_go_on(blog: Blog) -> None:
    blog.post("second", "nudge_shre: off")
    blog.add("from pelican_share_nudge.rules import dead_end", "dead_end.check = lambda *_: [][0]")
    done = blog.check()
    assert done.status == 2
    assert "content/good.md" in done.out
    assert "the rule dead-end broke" in done.out
    assert "[bad-metadata]" in done.out


def test_closed_standard_output_is_no_verdict(blog: Blog) -> None:
    done = run_apart("sh", "-c", f'exec "{sys.executable}" -m pelican_share_nudge check >&-', cwd=blog.folder)
    assert done.status == 2
    assert "standard output is closed" in done.err


def test_a_baseline_with_merge_marks_is_none(blog: Blog) -> None:
    blog.check("--write-baseline", "known")
    blog.write("known", (blog.folder / "known").read_text(encoding="utf-8") + "<<<<<<< HEAD\n")
    done = blog.check("--baseline", "known")
    assert done.status == 2
    assert "line 2" in done.err


# Where it runs


@pytest.mark.parametrize(
    "env",
    [{"LANG": "C", "LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"TERM": "dumb", "COLUMNS": "20"}],
    ids=["LANG=C", "ascii", "narrow"],
)
def test_in_any_environment(env: dict[str, str], blog: Blog) -> None:
    blog.post("größe", "nudge_shre: off", "Tags: żółć", text="Ein „Satz“.")
    for name in ("text", "json"):
        done = run_apart(*SHARE_NUDGE, "check", "--format", name, cwd=blog.folder, env=env)
        assert done.status == 1, done.err
        assert ("größe.md" in done.out) or name == "text"
        assert "bad-metadata" in done.out
        assert "\x1b" not in done.out
        assert name == "json" or max(map(len, done.out.splitlines())) > 80


@pytest.mark.parametrize("name", ["json", "sarif", "gitlab", "junit", "rdjson", "github"])
def test_standard_output_is_the_machines_whatever_others_print(name: str, blog: Blog) -> None:
    blog.add("import os, subprocess", "print('noise')", "os.write(1, b'noise')", "subprocess.run(['echo', 'noise'])")
    blog.dead_end()
    done = blog.check("--format", name, "--statistics")
    assert done.status == 1, done.err
    assert "noise" not in done.out
    assert "Done:" not in done.out
    assert done.out[0] in "[{<:"
    assert "dead-end" in done.err  # the statistics


def test_from_another_folder_on_a_site_deep_in_a_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    blog = Blog(tmp_path / "docs" / "blog")
    blog.write("publishconf.py", "import os, sys\nsys.path.append(os.curdir)\nfrom pelicanconf import *\n")
    blog.dead_end()
    elsewhere = tmp_path / "tools"
    elsewhere.mkdir()
    settings = ("-s", "../docs/blog/publishconf.py")
    assert blog.check(*settings, cwd=elsewhere).out.startswith(str(blog.folder / "content" / "dead.md") + ":5: ")
    annotations = blog.check(*settings, "--format", "github", cwd=elsewhere).out
    assert "file=docs/blog/content/dead.md,line=5," in annotations


def test_two_sites_in_one_process(tmp_path: Path) -> None:
    first, second = Blog(tmp_path / "first"), Blog(tmp_path / "second")
    for blog in (first, second):
        blog.write("publishconf.py", "from pelicanconf import *\n")
    second.dead_end()
    third = Blog(tmp_path / "third")
    third.add("PLUGINS = []")
    code = (
        "import sys; from pelican_share_nudge.commands import main; "
        "print([main(['check', '-s', name]) for name in sys.argv[1:]], file=sys.stderr)"
    )
    names = [str(tmp_path / name) for name in ("first/publishconf.py", "second/publishconf.py", "third/pelicanconf.py")]
    done = run_apart(sys.executable, "-c", code, *names, cwd=tmp_path)
    assert done.err.endswith("[0, 1, 2]\n")
    assert "nothing to mend in 1 post" in done.out
    assert "second/content/dead.md:5" in done.out


# Several formats, GitHub, changes


def test_several_formats_at_once(blog: Blog) -> None:
    blog.dead_end()
    done = blog.check("--format", "text", "--format", "sarif=out/report.sarif", "--format", "junit=out/report.xml")
    assert done.status == 1
    assert done.out.startswith("content/dead.md:5:")
    assert json.loads((blog.folder / "out" / "report.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (blog.folder / "out" / "report.xml").read_text(encoding="utf-8").startswith("<?xml")


def test_a_github_job_gets_nine_annotations_a_count_and_a_table(blog: Blog) -> None:
    for number in range(12):
        blog.dead_end(f"dead-{number:02}")
    summary = blog.folder / "summary.md"
    summary.write_text("# Before\n", encoding="utf-8")
    done = blog.check("--format", "github", env={"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ACTIONS": "true"})
    lines = done.out.splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::warning"] * 9 + ["::notice"]
    assert "3 more findings" in lines[-1]
    table = summary.read_text(encoding="utf-8")
    assert table.startswith("# Before\n")
    assert table.count("dead-end") == 12


def test_only_what_changed(tmp_path: Path) -> None:
    blog = Blog(tmp_path / "blog")
    blog.dead_end("old")
    blog.dead_end("edited")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    assert blog.check("--changed-since", "HEAD").status == 0
    blog.dead_end("new file")
    (blog.folder / "content" / "edited.md").write_text(
        (blog.folder / "content" / "edited.md").read_text(encoding="utf-8") + "More.\n", encoding="utf-8"
    )
    done = blog.check("--changed-since", "HEAD")
    assert done.status == 1
    assert [name for name in ("old.md", "edited.md", "new file.md") if name in done.out] == ["edited.md", "new file.md"]
    assert blog.check("--changed-since", "no-such-branch").status == 2
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "second")
    assert blog.check("--changed-since", "HEAD").status == 0
    template = blog.folder / "theme" / "templates" / "article.html"
    template.write_text(template.read_text(encoding="utf-8").replace("{{ article.content }}", ""), encoding="utf-8")
    assert "content/old.md" in blog.check("--changed-since", "HEAD").out


def test_quiet_and_statistics(blog: Blog) -> None:
    blog.dead_end()
    done = blog.check("--quiet")
    assert done.out == f"{SUMMARY}1 warning about 1 of 2 posts\n"
    assert "WARNING" not in done.err
    assert blog.check("--statistics").out.splitlines()[-1].split() == ["1", "dead-end"]


# The other commands


def test_rules_and_explain(tmp_path: Path) -> None:
    listed = run("rules", cwd=tmp_path)
    assert listed.status == 0
    assert "dead-end" in listed.out
    told = run("explain", "dead_end", cwd=tmp_path)
    assert told.status == 0
    assert all(part in told.out for part in ("Why:", "Bad:", "Good:", "Mend:"))
    wrong = run("explain", "dead-nd", cwd=tmp_path)
    assert wrong.status == 2
    assert "Did you mean `dead-end`?" in wrong.err


def test_the_module_and_the_command_are_the_same(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("share-nudge")
    assert run_apart(command, "rules", cwd=tmp_path) == run("rules", cwd=tmp_path)
