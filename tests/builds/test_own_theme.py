"""`share-nudge theme` writes the theme, or a skin, as the wheel carries them; the source has what its tests need."""

from __future__ import annotations

import re
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from support.builds import NUDGE, SAMPLE_SITE, build, sample_settings

from pelican_share_nudge.commands import main
from pelican_share_nudge.report import themes

ROOT = SAMPLE_SITE.parent
THEMES = ROOT / "themes"
SKINS = ("harrow-vale", "ledgerline", "morning-crumb")
# Of these, all that is not made anew belongs into the source distribution.
IN_THE_SOURCE = ("pelican_share_nudge", "themes", "tests", "docs", "sample_site", "benchmarks", "tools", ".ci")
MADE = ("__pycache__", ".pytest_cache", ".hypothesis")


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and not set(path.parts) & set(MADE))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def built(builder: Any, folder: Path) -> Path:
    (file,) = builder(str(ROOT)).build(directory=str(folder))
    return Path(file)


@pytest.fixture(name="blog")
def _blog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# The command


@pytest.mark.parametrize("folder", ["themes/passalong", "über all/x", "."])
def test_the_theme_is_written_whole(blog: Path, folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["theme", folder]) == 0
    assert files(blog / folder) == files(THEMES / "passalong")
    settings = settings_in(capsys.readouterr().out, blog)
    assert settings["THEME"] == Path(folder).as_posix()


def settings_in(said: str, blog: Path) -> dict[str, Any]:
    """Read the lines for pelicanconf.py as Python does, in the folder of the settings."""
    lines = "\n".join(line.removeprefix("    ") for line in said.splitlines() if line.startswith("    "))
    settings: dict[str, Any] = {"__file__": str(blog / "pelicanconf.py")}
    exec(lines, settings)
    return settings


@pytest.mark.parametrize("skin", SKINS)
def test_a_skin_begins_with_one_of_ours(blog: Path, skin: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["theme", "clients/rosehill", "--skin", skin]) == 0
    assert files(blog / "clients/rosehill") == files(THEMES / "clients" / skin)
    settings = settings_in(capsys.readouterr().out, blog)
    assert settings["THEME_TEMPLATES_OVERRIDES"] == [str(blog / "clients/rosehill/templates")]
    assert settings["THEME_STATIC_PATHS"] == ["static", str(blog / "clients/rosehill/static")]


def test_what_was_written_builds_the_sample_blog(blog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["theme", "themes/passalong"]) == 0
    assert main(["theme", "clients/rosehill", "--skin", "ledgerline"]) == 0
    settings = settings_in(capsys.readouterr().out.partition("The skin ")[2], blog)
    told = {name: settings[name] for name in ("THEME", "THEME_TEMPLATES_OVERRIDES", "THEME_STATIC_PATHS")}
    of_blog = sample_settings() | told | {"SITEURL": "https://blog.example"}
    del of_blog["SHARE_NUDGE_CTAS"]
    site = build(SAMPLE_SITE / "content", blog / "output", plugins=(NUDGE,), SHARE_NUDGE_WARN=False, **of_blog)
    page = site.text("2026/screenshot/index.html")
    assert "https://blog.example/theme/skin.css" in page
    assert 'class="passalong-cta' in page
    assert {"theme/skin.css", "theme/css/theme.css"} <= set(site.files())


@pytest.mark.parametrize(
    ("there", "listed"),
    [
        (["base.html"], "There is base.html."),
        ([".git", "b", "a"], "There is .git, a, b."),
        (list("abcdefghij"), "There is a, b, c, d, e, f, g, h and 2 more."),
    ],
)
def test_a_folder_that_is_not_empty_is_left_alone(
    blog: Path, there: list[str], listed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (blog / "mine").mkdir()
    for name in there:
        (blog / "mine" / name).write_text("mine", encoding="utf-8")
    before = files(blog)
    for arguments in (["theme", "mine"], ["theme", "mine", "--skin", "ledgerline"]):
        assert main(arguments) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert listed in said.err
    assert files(blog) == before


def test_an_empty_folder_will_do(blog: Path) -> None:
    (blog / "mine").mkdir()
    assert main(["theme", "mine"]) == 0


@pytest.mark.parametrize("folder", ["file", "file/below", "link"])
def test_what_is_no_folder_is_left_alone(blog: Path, folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    (blog / "file").write_text("mine", encoding="utf-8")
    (blog / "link").symlink_to("nowhere/at/all")
    assert main(["theme", folder]) == 2
    assert folder in capsys.readouterr().err
    assert files(blog) == {"file": b"mine"}


def test_a_skin_that_is_not_there(blog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["theme", "mine", "--skin", "legerline"])
    assert stopped.value.code == 2
    assert "Did you mean `ledgerline`? There are harrow-vale, ledgerline, morning-crumb." in capsys.readouterr().err
    assert not (blog / "mine").exists()


def test_a_plugin_without_its_themes_says_so(
    blog: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(themes, "files", {"pelican_share_nudge": blog / "lib" / "pelican_share_nudge"}.__getitem__)
    assert main(["theme", "mine"]) == 2
    assert "Install it again." in capsys.readouterr().err
    assert main(["rules"]) == 0


def test_every_skin_is_listed() -> None:
    assert themes.skins() == SKINS


# What carries it


def test_the_wheel_has_the_themes(tmp_path: Path) -> None:
    with zipfile.ZipFile(built(WheelBuilder, tmp_path)) as wheel:
        names = set(wheel.namelist())
        wheel.extractall(tmp_path / "site-packages")
    assert {f"pelican_share_nudge/themes/{name}" for name in files(THEMES)} <= names
    assert "pelican/plugins/share_nudge/__init__.py" in names
    assert not {name for name in names if name.startswith(("tests/", "docs/", "themes/"))}


def test_themes_are_found_in_an_installed_package(tmp_path: Path, blog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(built(WheelBuilder, tmp_path)) as wheel:
        wheel.extractall(tmp_path / "site-packages")
    installed = tmp_path / "site-packages" / "pelican_share_nudge"
    monkeypatch.setattr(themes, "files", {"pelican_share_nudge": installed}.__getitem__)
    assert themes._themes() == installed / "themes"
    assert themes.skins() == SKINS
    assert main(["theme", "written"]) == 0
    assert files(blog / "written") == files(THEMES / "passalong")


def test_the_source_has_what_make_needs(tmp_path: Path) -> None:
    with tarfile.open(built(SdistBuilder, tmp_path)) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    assert missing(names) == []
    assert {"Makefile", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", ".ci/run"} <= names
    assert not [name for name in names if name.startswith("sample_site/output/") or "__pycache__" in name]


def missing(names: Iterable[str]) -> list[str]:
    there = {f"{folder}/{name}" for folder in IN_THE_SOURCE for name in files(ROOT / folder)}
    return sorted(name for name in there - set(names) if not re.match("sample_site/output/", name))
