"""The examples in docs/ci.md, as far as they can be tried without the servers they are for."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from pelican_share_nudge.cli import parser

CI = (Path(__file__).parent.parent / "docs" / "ci.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"<!-- file: (\S+) -->\n```yaml\n(.*?)```", CI, re.DOTALL))


def commands() -> list[str]:
    """List every `share-nudge …` in the page, in its examples and beside them."""
    found = re.findall(r"share-nudge (?:check|rules|explain)[^\n#|]*", re.sub(r"`[^`\n]*`", "", CI))
    return [command.strip() for command in found]


def lines_of(value: Any) -> list[str]:
    """List all texts in a document."""
    if isinstance(value, dict):
        return [line for item in value.values() for line in lines_of(item)]
    if isinstance(value, list):
        return [line for item in value for line in lines_of(item)]
    return [str(value)]


@pytest.mark.parametrize("command", commands())
def test_the_command_line_takes_it(command: str) -> None:
    words = shlex.split(command.replace("${{ github.base_ref }}", "main"))
    assert words[0] == "share-nudge"
    assert parser().parse_args(words[1:]).command in ("check", "rules", "explain")


@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml", "pre-commit.yml"])
def test_the_file_is_what_its_server_reads(name: str) -> None:
    document = yaml.safe_load(FILES[name])
    assert any(line.startswith("share-nudge check -s publishconf.py") for line in lines_of(document))


def test_the_reports_are_uploaded_under_the_names_that_are_written() -> None:
    (job,) = yaml.safe_load(FILES["github.yml"])["jobs"].values()
    uploads = [step["with"]["sarif_file"] for step in job["steps"] if "upload-sarif" in step.get("uses", "")]
    assert uploads == re.findall(r"sarif=(\S+)", FILES["github.yml"])
    reports = yaml.safe_load(FILES["gitlab.yml"])["share-nudge"]["artifacts"]["reports"]
    assert reports == dict(
        zip(("codequality", "junit"), re.findall(r"(?:gitlab|junit)=(\S+)", FILES["gitlab.yml"]), strict=True)
    )


def test_pre_commit_starts_it_for_posts() -> None:
    (hook,) = yaml.safe_load(FILES["pre-commit.yml"])["repos"][0]["hooks"]
    assert re.search(hook["files"], "content/post.md")
    assert not re.search(hook["files"], "README.md")
