"""`check --changed-since` on blogs in git: what a change brings in or breaks is found, whoever prints it; what is older
and of others is not; and it never passes what it could not compare."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.blog import CARD, TEMPLATE, Blog, git

from pelican_share_nudge.commands import main

# What an author may set, the theme prints.
PRINTS = """{% if article.source_of %}<link rel="canonical" href="{{ article.source_of }}">{% endif %}
{% if article.heading_for_friends %}<meta property="og:title" content="{{ article.heading_for_friends }}">{% endif %}
"""
SHARES = (
    '<p><a href="https://x.com/intent/tweet?text={{ article.words or "Read" }}&amp;'
    'url={{ article.shared or (SITEURL ~ "/" ~ article.url) }}">X</a></p>'
)
PICTURE = '<meta property="og:image" content="{{ SITEURL }}/images/card.png">'
OWN_PICTURE = '<meta property="og:image" content="{{ article.photo or (SITEURL ~ "/images/card.png") }}">'


def template() -> str:
    page = TEMPLATE.replace(PICTURE, OWN_PICTURE + PRINTS)
    return page.replace("{{ article.content }}", "{{ article.content }}" + SHARES)


class Gate:
    """A blog in a repository of its own, and the command on it in this process."""

    def __init__(self, folder: Path, capture: Any) -> None:
        self.blog = Blog(folder)
        self.folder = folder
        self._capture = capture
        self.said = ""
        for number in range(11):
            self.blog.post(f"old-{number:02}")
        self.blog.write("theme/templates/article.html", template())
        self.blog.add('SHARE_NUDGE_NETWORKS = ["email"]')
        self.blog.write(".gitignore", "output/\n__pycache__/\n")
        git(folder, "init", "--quiet")

    def commit(self) -> None:
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--allow-empty", "-m", "more")

    def check(self, *arguments: str, since: str | None = "HEAD") -> tuple[int, list[dict[str, Any]]]:
        """Judge; give the exit status and the findings."""
        changed = [f"--changed-since={since}"] if since is not None else []
        report = self.folder.parent / "report.json"
        report.unlink(missing_ok=True)
        options = ["-s", str(self.folder / "pelicanconf.py"), "--format", f"json={report}", "--format", "text"]
        self._capture.readouterr()
        status = main(["check", *options, *changed, *arguments])
        self.said = "".join(self._capture.readouterr())
        sites = json.loads(report.read_text(encoding="utf-8"))["sites"] if report.exists() else []
        return status, [finding for site in sites for finding in site["findings"]]

    def found(self, *arguments: str, since: str | None = "HEAD") -> set[tuple[str, str]]:
        """Judge; give the findings as (rule, source)."""
        return {(finding["rule"], finding["source"]) for finding in self.check(*arguments, since=since)[1]}


@pytest.fixture(name="gate")
def _gate(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Gate:
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    return Gate(tmp_path / "blog", capfd)


# What a post's front matter brings in through the theme

BROUGHT_IN = {
    "canonical": ("Source_of: https://mirror.example/a", "preview-wrong-address", 5),
    "picture": ("Photo: pictures/none.png", "preview-image-unusable", 5),
    "title": ("Heading_for_friends: Salt and smoke", "preview-duplicate", 5),
    "words": ("Words: Salt & smoke over Dover", "share-link-unencoded", 1),
    "address": ("Shared: https://blog.example/old-01.html", "share-link-wrong-target", 5),
    "path": ("Shared: /fresh.html", "share-link-relative", 5),
}


@pytest.mark.parametrize("case", BROUGHT_IN)
def test_a_new_post_has_its_own_fault_though_the_theme_prints_it(case: str, gate: Gate) -> None:
    line, rule, number = BROUGHT_IN[case]
    gate.commit()
    gate.blog.post("fresh", line)
    status, findings = gate.check()
    assert status == 1
    assert [(one["rule"], one["source"], one["line"], one["posts"]) for one in findings] == [
        (rule, "fresh.md", number, 1)
    ]
    assert "content/fresh.md" in gate.said


@pytest.mark.parametrize("name", ["text", "github", "gitlab", "sarif", "junit", "json", "rdjson"])
def test_each_format_names_the_post(name: str, gate: Gate) -> None:
    gate.commit()
    for post in ("fresh", "newer"):
        gate.blog.post(post, f"Source_of: https://mirror.example/{post}")
    report = gate.folder.parent / "report"
    gate.check("--format", f"{name}={report}")
    text = report.read_text(encoding="utf-8")
    assert all(f"content/{post}.md" in text and f"mirror.example/{post}" in text for post in ("fresh", "newer"))


# What stays out


def test_what_is_older_is_not_said(gate: Gate) -> None:
    gate.blog.post("old-00", "Source_of: https://mirror.example/a")
    gate.commit()
    gate.blog.post("fresh")
    assert gate.check() == (0, [])
    assert "nothing to mend in the post that changed since `HEAD` (of 13)" in gate.said
    gate.blog.post("newer")
    gate.check()
    assert "nothing to mend in the 2 posts that changed since `HEAD` (of 14)" in gate.said


def test_nothing_changed_is_said_so(gate: Gate) -> None:
    gate.commit()
    assert gate.check()[0] == 0
    assert "no post of 12 changed since `HEAD`" in gate.said
    assert gate.check(since=None)[0] == 0
    assert "nothing to mend in 12 posts" in gate.said


def without_picture(gate: Gate) -> None:
    path = gate.folder / "theme" / "templates" / "article.html"
    path.write_text(template().replace(OWN_PICTURE, ""), encoding="utf-8")
    gate.blog.add('SHARE_NUDGE_PREVIEW = []\nSHARE_NUDGE_LEVELS = {"preview-no-image": "error"}')


def test_a_fault_of_the_theme_is_not_the_new_post_s(gate: Gate) -> None:
    without_picture(gate)
    gate.commit()
    gate.blog.post("fresh")
    assert gate.found(since=None) == {("preview-no-image", "theme:templates/article.html")}
    assert gate.found() == set()
    gate.blog.write("theme/templates/base.html", "<p></p>")
    assert gate.found() == {("preview-no-image", "theme:templates/article.html")}


def test_a_fault_that_becomes_the_theme_s_by_the_change_is_said(gate: Gate) -> None:
    for path in (gate.folder / "content").glob("old-*.md"):
        path.unlink()
    gate.blog.post("first", "Photo: https://blog.example/images/none.png")
    gate.blog.post("good", "Photo: https://blog.example/images/none.png")
    gate.commit()
    assert gate.found() == set()
    gate.blog.post("third", "Photo: https://blog.example/images/none.png")
    assert [rule for rule, _ in gate.found()] == ["preview-image-unusable"]


# What a change breaks elsewhere


def has_picture(gate: Gate, name: str = "quay.png") -> Path:
    path = gate.folder / "content" / "images" / name
    shutil.copyfile(CARD, path)
    gate.blog.post("old-04", f"Photo: https://blog.example/images/{name}")
    return path


def leads_to_a_page(gate: Gate) -> Path:
    gate.blog.add('SHARE_NUDGE_CTAS = [{"kind": "contact", "target": "{filename}/pages/write-to-me.md"}]')
    return gate.blog.write("content/pages/write-to-me.md", "Title: Write to me\n\nHere.\n")


def leads_to_an_address(gate: Gate) -> Path:
    gate.blog.add('SHARE_NUDGE_CTAS = [{"kind": "contact", "target": "/pages/say-hello.html"}]')
    return gate.blog.write("content/pages/other-name.md", "Title: Say hello\nSlug: say-hello\n\nHere.\n")


def leads_to_a_post(gate: Gate) -> Path:
    gate.blog.add('SHARE_NUDGE_CTAS = [{"kind": "contact", "target": "{filename}/old-07.md"}]')
    return gate.folder / "content" / "old-07.md"


def is_moved(gate: Gate) -> Path:
    path = has_picture(gate, "plan.png").rename(gate.folder / "content" / "images" / "draft 2019.png")
    gate.blog.add('EXTRA_PATH_METADATA = {"images/draft 2019.png": {"path": "images/plan.png"}}')
    return path


def has_german_name(gate: Gate) -> Path:
    return has_picture(gate, "Größe und\nBreite.png")


def removed(path: Path) -> None:
    path.unlink()


def renamed(path: Path) -> None:
    path.rename(path.with_name(f"second-{path.name}"))


def made_heavy(path: Path) -> None:
    path.write_bytes(path.read_bytes() + bytes(700 * 1024))


BREAKS: list[tuple[Callable[[Gate], Path], Callable[[Path], None], tuple[str, str]]] = [
    (has_picture, removed, ("preview-image-unusable", "old-04.md")),
    (has_picture, renamed, ("preview-image-unusable", "old-04.md")),
    (has_picture, made_heavy, ("preview-image-too-heavy", "old-04.md")),
    (is_moved, removed, ("preview-image-unusable", "old-04.md")),
    (leads_to_a_page, removed, ("cta-broken-link", "")),
    (leads_to_a_page, renamed, ("cta-broken-link", "")),
    (leads_to_an_address, removed, ("cta-broken-link", "")),
    (leads_to_a_post, removed, ("cta-broken-link", "")),
]


@pytest.mark.parametrize(
    ("before", "change", "found"), BREAKS, ids=[f"{one.__name__}-{two.__name__}" for one, two, _ in BREAKS]
)
def test_what_breaks_elsewhere_is_found(before: Any, change: Any, found: tuple[str, str], gate: Gate) -> None:
    path = before(gate)
    gate.commit()
    assert gate.check() == (0, [])
    change(path)
    assert found in gate.found()
    assert gate.check("--fail-level", "error" if "heavy" not in found[0] else "warning")[0] == 1


def test_a_text_that_is_included_concerns_the_posts_that_name_it(gate: Gate) -> None:
    gate.blog.post("old-03", "Source_of: https://mirror.example/a", text="{! notes/box.txt !}")
    gate.blog.post("old-05", "Source_of: https://mirror.example/a")
    gate.blog.write("content/notes/box.txt", "One")
    gate.commit()
    gate.blog.write("content/notes/box.txt", "Two")
    assert gate.found() == {("preview-wrong-address", "old-03.md")}


def test_a_post_that_is_removed_and_one_that_leads_to_it(gate: Gate) -> None:
    link = '<section class="cta-box"><a href="{filename}/old-02.md">Read on: how we began</a></section>'
    gate.blog.post("old-09", "nudge_cta: off", text=f"One. Two.\n\n{link}")
    gate.blog.post("old-08", "Source_of: https://mirror.example/a")
    gate.commit()
    (gate.folder / "content" / "old-01.md").unlink()
    assert gate.found() == set()
    (gate.folder / "content" / "old-02.md").unlink()
    assert gate.found() == {("cta-unfilled", "old-09.md")}


def test_a_source_without_a_page(gate: Gate) -> None:
    gate.blog.write("content/no-title.md", "Date: 2026-02-03\n\nText.\n")
    gate.commit()
    assert gate.found() == set()
    gate.blog.write("content/no-date.md", "Date: 2026-02-30\nTitle: A day too late\n\nText.\n")
    assert gate.found() == {("post-not-built", "no-date.md")}


# What all posts have in common


@pytest.mark.parametrize("name", ["pelicanconf.py", "plugins/more.py", "theme/templates/part.html", "data/names.yml"])
def test_what_all_have_in_common_concerns_all(name: str, gate: Gate) -> None:
    gate.blog.post("old-00", "Source_of: https://mirror.example/a")
    if name.startswith("data"):
        gate.blog.write(name, "")
    gate.commit()
    path = gate.folder / name
    gate.blog.write(name, (path.read_text(encoding="utf-8") if path.exists() else "") + "\n# More.\n")
    assert gate.found() == {("preview-wrong-address", "old-00.md")}


@pytest.mark.parametrize(
    "name", ["README.md", ".github/workflows/a.yml", "notes.txt", "report.json", "content/images/more.png", "known"]
)
def test_what_stands_beside_concerns_none(name: str, gate: Gate) -> None:
    gate.blog.post("old-00", "Source_of: https://mirror.example/a")
    gate.commit()
    gate.blog.write(name, "{}")
    assert gate.check()[0] == 0


def test_a_theme_in_a_submodule(gate: Gate) -> None:
    other = gate.folder.parent / "look"
    (gate.folder / "theme").rename(other)
    git(other, "init", "--quiet")
    git(other, "add", ".")
    git(other, "commit", "--quiet", "-m", "look")
    git(gate.folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "theme")
    gate.blog.post("old-00", "Source_of: https://mirror.example/a")
    gate.commit()
    assert gate.found() == set()
    git(gate.folder / "theme", "commit", "--quiet", "--allow-empty", "-m", "new look")
    assert gate.found() == {("preview-wrong-address", "old-00.md")}


def test_generated_posts_that_git_ignores_are_judged(gate: Gate) -> None:
    gate.blog.write(".gitignore", "output/\ncontent/made-*\n")
    gate.commit()
    gate.blog.post("made-by-script", "Source_of: https://mirror.example/a")
    assert gate.found() == {("preview-wrong-address", "made-by-script.md")}


@pytest.mark.parametrize("name", ["with blank", "Grüße", "a\nb", "-x"])
def test_names_as_people_have_them(name: str, gate: Gate) -> None:
    gate.commit()
    gate.blog.post("slug", "Source_of: https://mirror.example/a").rename(gate.folder / "content" / f"{name}.md")
    assert gate.found() == {("preview-wrong-address", f"{name}.md")}
    gate.commit()
    assert gate.found() == set()


def test_a_work_tree_and_the_variables_of_a_hook(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    gate.commit()
    tree = gate.folder.parent / "tree"
    git(gate.folder, "worktree", "add", "--quiet", str(tree))
    gate.blog.post("fresh", "Source_of: https://mirror.example/a")
    monkeypatch.setenv("GIT_DIR", str(tree / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", "index")
    assert gate.found() == {("preview-wrong-address", "fresh.md")}
    gate.folder = tree
    assert gate.found() == set()


# Since when


def test_a_branch_that_went_on_is_compared_from_where_they_parted(gate: Gate) -> None:
    gate.commit()
    git(gate.folder, "branch", "topic")
    gate.blog.post("on-main", "Source_of: https://mirror.example/a")
    gate.commit()
    git(gate.folder, "checkout", "--quiet", "topic")
    gate.blog.post("on-topic", "Source_of: https://mirror.example/a")
    gate.commit()
    git(gate.folder, "merge", "--quiet", "--no-commit", "main")
    git(gate.folder, "reset", "--quiet", "--hard")
    assert gate.found(since="main") == {("preview-wrong-address", "on-topic.md")}


def never_built(*_: Any, **__: Any) -> Any:
    raise AssertionError("It was built.")


@pytest.mark.parametrize(
    ("revision", "says"),
    [
        ("man", "Did you mean `main`?"),
        ("", "there is no revision ``"),
        ("0" * 40, "zeros stand for"),
        ("--output=x", "there is no revision `--output=x`"),
        ("HEAD:content", "there is no revision"),
    ],
)
def test_a_revision_that_is_not_there(revision: str, says: str, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    gate.commit()
    monkeypatch.setattr("pelican_share_nudge.commands.check.judge_site", never_built)
    status, _ = gate.check(since=revision)
    assert status == 2
    assert says in gate.said


def test_a_shallow_clone(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    gate.commit()
    gate.commit()
    clone = gate.folder.parent / "clone"
    git(gate.folder.parent, "clone", "--quiet", "--depth", "1", f"file://{gate.folder}", str(clone))
    monkeypatch.setattr("pelican_share_nudge.commands.check.judge_site", never_built)
    gate.folder = clone
    assert gate.check(since="HEAD~1")[0] == 2
    assert "`HEAD~1`" in gate.said
    assert "this clone is shallow" in gate.said
    assert "fetch-depth: 0" in gate.said
    assert "GIT_DEPTH: 0" in gate.said


def test_content_that_git_does_not_know(gate: Gate) -> None:
    gate.commit()
    (gate.folder / "content").rename(gate.folder.parent / "texts")
    gate.blog.add('PATH = "../texts"')
    assert gate.check()[0] == 2
    assert "is in no git repository" in gate.said


def test_content_in_a_repository_of_its_own(gate: Gate) -> None:
    gate.blog.write(".gitignore", "output/\ncontent/\n")
    gate.commit()
    git(gate.folder / "content", "init", "--quiet")
    git(gate.folder / "content", "add", ".")
    git(gate.folder / "content", "commit", "--quiet", "-m", "texts")
    assert gate.check() == (0, [])
    gate.blog.post("fresh", "Source_of: https://mirror.example/a")
    assert gate.found() == {("preview-wrong-address", "fresh.md")}
    git(gate.folder / "content", "add", ".")
    git(gate.folder / "content", "commit", "--quiet", "-m", "more texts")
    assert gate.found() == set()
    gate.blog.add("MORE = 1")
    assert gate.found() == {("preview-wrong-address", "fresh.md")}
