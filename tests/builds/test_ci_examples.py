"""The examples in docs/ci.md, as far as they can be tried without the servers they are for."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from pelican_share_nudge.commands import parser

CI = (Path(__file__).parent.parent.parent / "docs" / "ci.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"<!-- file: (\S+) -->\n```yaml\n(.*?)```", CI, re.DOTALL))


def commands() -> list[str]:
    """List every `share-nudge …` in the page, in its examples and beside them."""
    found = re.findall(r"share-nudge (?:check|rules|explain)[^\n#|]*", re.sub(r"`[^`\n]*`", "", CI))
    return [command.strip() for command in found]


def arguments(command: str) -> Any:
    """Read a command line as the command itself does; it ends the test when it does not take it."""
    words = shlex.split(command)
    assert words[0] == "share-nudge"
    return parser().parse_args(words[1:])


def reports(commands: list[str]) -> dict[str, str]:
    """Tell which format the commands write into which file."""
    written = (entry for command in commands for entry in re.findall(r"--format (\w+)=(\S+)", command))
    return dict(written)


@pytest.mark.parametrize("command", commands())
def test_the_command_line_takes_it(command: str) -> None:
    assert arguments(command).command in ("check", "rules", "explain")


def test_there_is_an_example_for_each() -> None:
    assert set(FILES) == {"github.yml", "gitlab.yml", "pre-commit.yml"}


# GitHub: docs.github.com, Workflow syntax for GitHub Actions

# YAML 1.1, which PyYAML reads, takes `on` for true; the server does not.
GITHUB: dict[str, Any] = {
    "on" if key is True else key: value for key, value in yaml.safe_load(FILES["github.yml"]).items()
}
(JOB,) = GITHUB["jobs"].values()
STEPS: list[dict[str, Any]] = JOB["steps"]
# What an action needs of the token that the job gets.
NEEDED = {
    "actions/checkout": {"contents": "read"},
    "actions/setup-python": {},
    "github/codeql-action/upload-sarif": {"security-events": "write"},
}


def test_a_workflow_has_what_the_server_requires() -> None:
    assert set(GITHUB) <= {"name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs"}
    assert set(GITHUB["on"]) <= {"push", "pull_request"}
    assert set(JOB) <= {"name", "runs-on", "needs", "if", "permissions", "env", "steps", "timeout-minutes"}
    assert isinstance(JOB["runs-on"], str)


@pytest.mark.parametrize("step", STEPS, ids=[f"step {number}" for number, _ in enumerate(STEPS, 1)])
def test_a_step_runs_or_uses(step: Mapping[str, Any]) -> None:
    assert len({"run", "uses"} & set(step)) == 1
    assert set(step) <= {"id", "name", "if", "run", "uses", "with", "env", "shell", "working-directory"}
    assert "with" not in step or "uses" in step
    assert isinstance(step.get("if", ""), str)
    if "uses" in step:
        action, _, version = step["uses"].partition("@")
        assert re.fullmatch("[0-9a-f]{40}", version)
        assert re.search(rf"@{version} # v\d+\.\d+\.\d+$", FILES["github.yml"], re.MULTILINE)
        granted = JOB.get("permissions", GITHUB["permissions"])
        assert NEEDED[action].items() <= granted.items()


def test_each_event_is_judged_once_and_what_it_found_is_uploaded() -> None:
    judging = [step for step in STEPS if step.get("run", "").startswith("share-nudge check")]
    assert [step["if"] for step in judging] == [f"github.event_name == '{event}'" for event in GITHUB["on"]]
    (upload,) = (step for step in STEPS if "upload-sarif" in step.get("uses", ""))
    assert STEPS.index(upload) > max(map(STEPS.index, judging))
    assert upload["if"].startswith("always() && ")  # A check that finds something fails, and the job would end there.
    assert upload["with"]["sarif_file"] == reports([step["run"] for step in judging])["sarif"]
    assert f"hashFiles('{upload['with']['sarif_file']}') != ''" in upload["if"]


def test_what_an_event_says_is_no_part_of_a_script() -> None:
    """A branch may be called `a";curl${IFS}…`, and what is between the braces is put in before a shell reads it."""
    assert [step["run"] for step in STEPS if "${{" in step.get("run", "")] == []
    assert not any("${{" in line for job in GITLAB.values() for line in job["script"])
    for step in STEPS:
        used = set(re.findall(r"\$(\w+)", step.get("run", "")))
        assert used == set(step.get("env", {}))
        assert all(f'"${name}"' in step["run"] for name in used)


def test_what_changed_since_a_branch_needs_the_whole_history() -> None:
    (checkout,) = (step for step in STEPS if step.get("uses", "").startswith("actions/checkout@"))
    assert any("--changed-since" in step.get("run", "") for step in STEPS)
    assert checkout["with"]["fetch-depth"] == 0


# GitLab: docs.gitlab.com, CI/CD YAML syntax reference

OF_NO_JOB = {"default", "include", "stages", "variables", "workflow", "image", "services", "cache", "spec"}
GITLAB: dict[str, Any] = yaml.safe_load(FILES["gitlab.yml"])
REPORTS = {"codequality": "gitlab", "junit": "junit"}  # by what the server calls them: our format


def test_a_gitlab_job_has_what_the_server_requires() -> None:
    assert not OF_NO_JOB & set(GITLAB)
    for job in GITLAB.values():
        assert set(job) <= {"image", "stage", "script", "before_script", "artifacts", "rules", "variables", "needs"}
        assert isinstance(job["image"], str)
        assert job["script"]
        assert all(isinstance(line, str) for line in job["script"])


def test_gitlab_takes_the_reports_that_are_written_also_when_the_check_fails() -> None:
    for job in GITLAB.values():
        written = reports(job["script"])
        assert job["artifacts"]["when"] == "always"
        assert job["artifacts"]["reports"] == {name: written[ours] for name, ours in REPORTS.items()}


def test_gitlab_runs_one_job_for_each_pipeline_with_the_history_that_it_needs() -> None:
    all_posts, changes = GITLAB.values()
    source = '$CI_PIPELINE_SOURCE {} "merge_request_event"'
    assert [job["rules"] for job in (all_posts, changes)] == [
        [{"if": source.format("!=")}],
        [{"if": source.format("==")}],
    ]
    since = [arguments(line).changed_since for line in changes["script"] if line.startswith("share-nudge")]
    assert since == ["$CI_MERGE_REQUEST_DIFF_BASE_SHA"]  # docs.gitlab.com, Predefined CI/CD variables reference
    assert changes["variables"] == {"GIT_DEPTH": 0}


# pre-commit: pre-commit.com, Adding pre-commit plugins to your project

PRE_COMMIT: dict[str, Any] = yaml.safe_load(FILES["pre-commit.yml"])
REQUIRED = {"id": str, "name": str, "entry": str, "language": str}
OPTIONAL = {"additional_dependencies": list, "pass_filenames": bool, "files": str}


def test_a_local_hook_has_what_pre_commit_requires() -> None:
    (repository,) = PRE_COMMIT["repos"]
    (hook,) = repository["hooks"]
    assert repository["repo"] == "local"
    assert hook.keys() >= REQUIRED.keys()
    assert {name: type(value) for name, value in hook.items()} == REQUIRED | OPTIONAL
    assert hook["language"] == "python"  # Others install no additional dependencies from PyPI.
    assert hook["additional_dependencies"] == ["pelican-share-nudge"]


def test_pre_commit_starts_it_for_posts_and_hands_over_no_names() -> None:
    (hook,) = PRE_COMMIT["repos"][0]["hooks"]
    started = [name for name in ("content/post.md", "theme/a.html", "publishconf.py") if re.search(hook["files"], name)]
    assert len(started) == 3
    assert not re.search(hook["files"], "README.md")
    assert hook["pass_filenames"] is False  # Else they would be taken for the content folder.
    assert arguments(hook["entry"]).command == "check"


SETTINGS = """
PATH = "content"
SITENAME = "Blog"
SITEURL = "https://blog.example"
TIMEZONE = "UTC"
AUTHOR = "Ada"
THEME = "simple"
PLUGINS = ["pelican_share_nudge"]
SHARE_NUDGE_LEVELS = {"*": "off", "dead-end": "error"}
"""
POST = "Title: {title}\nDate: 2026-01-01\n{more}\n\nOne. Two.\n"


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    env = {**os.environ, "PATH": paths, "PRE_COMMIT_HOME": str(folder.parent / "pre-commit")}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(name="repository")
def _repository(tmp_path: Path) -> Path:
    """A blog in git with one good post, and the example as its hook: run by what is installed, not by PyPI's."""
    folder = tmp_path / "blog"
    (folder / "content").mkdir(parents=True)
    (folder / "publishconf.py").write_text(SETTINGS, encoding="utf-8")
    (folder / "content" / "good.md").write_text(POST.format(title="Good", more=""), encoding="utf-8")
    (hook,) = PRE_COMMIT["repos"][0]["hooks"]
    here = {name: value for name, value in hook.items() if name != "additional_dependencies"} | {"language": "system"}
    config = yaml.safe_dump({"repos": [{"repo": "local", "hooks": [here]}]})
    (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    run(folder, "git", "init", "--quiet")
    run(folder, "git", "add", ".")
    run(folder, "git", "-c", "user.name=Ada", "-c", "user.email=ada@blog.example", "commit", "--quiet", "-m", "First")
    return folder


@pytest.mark.parametrize(("more", "status"), [("", 0), ("nudge_share: off\nnudge_email: off\nnudge_cta: off", 1)])
def test_pre_commit_lets_good_posts_pass_and_holds_dead_ends(repository: Path, more: str, status: int) -> None:
    pytest.importorskip("pre_commit")
    (repository / "content" / "new.md").write_text(POST.format(title="New", more=more), encoding="utf-8")
    run(repository, "git", "add", ".")
    done = run(repository, sys.executable, "-m", "pre_commit", "run")
    assert done.returncode == status, done.stdout + done.stderr
    assert ("Failed" if status else "Passed") in done.stdout
    assert ("1 error" in done.stdout) == bool(status)
    assert ("content/new.md:3: error: It is a dead end" in done.stdout) == bool(status)
