"""A blog with one fault for each rule, and posts without any: every fault is found, at its line, and nothing else."""

from __future__ import annotations

import runpy
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from support.builds import SAMPLE_SITE, sample_settings
from support.foreign import FOREIGN_THEMES, theme_settings, with_nudge
from support.judging import judge
from support.planted import PLANTED, SETTINGS_FILE, THEMES, planted_content, planted_settings

from pelican_share_nudge.findings import Finding, Verdict, rule_names

EXPECTED = tomllib.loads((PLANTED / "expected.toml").read_text(encoding="utf-8"))

# Of these, one post can show nothing, or not in this blog.
NEED_MORE = {
    "siteurl-missing",
    "siteurl-local",
    "siteurl-insecure",
    "siteurl-with-password",
    "cta-the-same-everywhere",
    "redundant-post",
    "card-not-drawn",  # needs the extra, and a machine without some font
    "card-incomplete",
    "template-mistake",  # needs a template of the theme's own, and then no page is as it was
    "preview-markup",
    "preview-same-everywhere",
    "setting-unused",
}

# Seafoam makes derivatives of pictures, and leaves their files open.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@dataclass(frozen=True)
class Row:
    """A finding that must be there: its rule, its file and line, and words of its message."""

    rule: str
    at: str
    says: str
    level: str = ""
    themes: tuple[str, ...] = THEMES


def rows(*names: str) -> list[Row]:
    table: Any = EXPECTED
    for name in names:
        table = table[name]
    return [Row(**{**row, "themes": tuple(row.get("themes", THEMES))}) for row in table]


def place(finding: Finding) -> str:
    """Say where a finding is: in a source, a template of the theme, or the settings."""
    return f"{finding.source or Path(finding.file).name or 'settings'}:{finding.line}"


def differences(verdict: Verdict, expected: list[Row]) -> list[str]:
    """List what is expected and was not found, and what was found and is not expected."""
    left = list(verdict.findings)
    wrong = []
    for row in expected:
        found = next((finding for finding in left if is_meant(row, finding)), None)
        if found is None:
            wrong.append(f"not found: {row.at}: {row.rule}: {row.says}")
        else:
            left.remove(found)
    return wrong + [f"not expected: {place(finding)}: {finding.rule}: {finding.message}" for finding in left]


def is_meant(row: Row, finding: Finding) -> bool:
    same = (row.rule, row.at) == (finding.rule, place(finding)) and row.level in ("", finding.level)
    return same and row.says in finding.message


@pytest.fixture(name="content", scope="module")
def _content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted_content(tmp_path_factory.mktemp("planted") / "content")


@pytest.fixture(name="planted", scope="module", params=THEMES)
def _planted(request: pytest.FixtureRequest, content: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Build the blog on one theme: its name, and the verdict."""
    theme = request.param
    return theme, judge(content, tmp_path_factory.mktemp(theme), SETTINGS_FILE, **planted_settings(theme))


def test_every_fault_is_found_and_nothing_else(planted: tuple[str, Verdict]) -> None:
    theme, verdict = planted
    expected = [row for row in rows("planted") if theme in row.themes] + rows(theme)
    assert not (wrong := differences(verdict, expected)), "\n".join(wrong)


def test_every_finding_leads_to_a_line_that_is_there(planted: tuple[str, Verdict]) -> None:
    _, verdict = planted
    for finding in verdict.findings:
        lines = Path(finding.file).read_text(encoding="utf-8").splitlines()
        assert 1 <= finding.line <= len(lines), finding
        assert lines[finding.line - 1].strip(), finding
        assert not Path(finding.page).is_absolute(), finding


def test_what_is_not_meant_to_be_heard_is_counted(planted: tuple[str, Verdict]) -> None:
    _, verdict = planted
    assert verdict.opted_out == 1
    assert verdict.suppressed == 1


def test_each_rule_has_its_fault_and_its_file() -> None:
    rules = set(rule_names()) - NEED_MORE
    assert {row.rule for row in rows("planted")} == rules
    names = [path.stem for path in (PLANTED / "content").iterdir() if path.is_file()]
    assert {rule for rule in rules if any(name.startswith(rule) for name in names)} == rules
    assert [name for name in names if not name.startswith(tuple(rules))] == []


# The address of the site


@pytest.mark.parametrize(
    ("line", "rule", "level"),
    [
        ('SITEURL = ""', "siteurl-missing", "error"),
        ('SITEURL = "blog.example"', "siteurl-missing", "error"),
        ('SITEURL = "http://localhost:8000"', "siteurl-local", "error"),
        ('SITEURL = "https://192.168.1.20"', "siteurl-local", "error"),
        ('SITEURL = "http://blog.example"', "siteurl-insecure", "info"),
        ('SITEURL = "https://blog.example"', "", ""),
        ('SITEURL = "https://blog.example/notes/"', "", ""),
    ],
)
def test_the_address_of_the_site(line: str, rule: str, level: str, content: Path, tmp_path: Path) -> None:
    settings_file = tmp_path / "publishconf.py"
    settings_file.write_text(f'SITENAME = "The Proving Drawer"\n{line}\n', encoding="utf-8")
    settings = {name: value for name, value in runpy.run_path(str(settings_file)).items() if name.isupper()}
    overrides = {
        "THEME": str(PLANTED / "theme"),
        "THEME_TEMPLATES_OVERRIDES": [str(PLANTED / "templates")],
        "ARTICLE_PATHS": ["clean"],
        "SLUGIFY_SOURCE": "basename",
        "STATIC_PATHS": ["images"],
    }
    verdict = judge(content, tmp_path / "output", settings_file, **overrides, **settings)
    found = [(finding.rule, finding.level, place(finding)) for finding in verdict.findings]
    assert found == ([(rule, level, "publishconf.py:2")] if rule else [])


# Blogs without faults


@pytest.mark.parametrize("theme", FOREIGN_THEMES)
def test_good_posts_have_no_finding_but_the_theme_s(theme: str, content: Path, tmp_path: Path) -> None:
    overrides: dict[str, Any] = {"ARTICLE_PATHS": ["clean"], "SLUGIFY_SOURCE": "basename", "STATIC_PATHS": ["images"]}
    verdict = judge(content, tmp_path, **overrides, **theme_settings(theme), plugins=with_nudge(theme))
    assert differences(verdict, rows("trust", theme)) == []


def test_the_sample_site(tmp_path: Path) -> None:
    settings = sample_settings() | {"SITEURL": "https://blog.example", "RELATIVE_URLS": False}
    verdict = judge(SAMPLE_SITE / "content", tmp_path, SAMPLE_SITE / "pelicanconf.py", **settings)
    assert differences(verdict, rows("sample-site")) == []
