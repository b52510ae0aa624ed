"""Which settings file Pelican loaded is known, however it was started and whatever else the process has loaded."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pelican.settings import read_settings
from support.blog import Blog

from pelican_share_nudge.host.loaded import settings_file

BASE = 'SITENAME = "A blog by the sea"\nTIMEZONE = "UTC"\nRELATIVE_URLS = True\nSITEURL = ""\nSTATIC_PATHS = ["a"]\n'
IMPORTS = "import os, sys\nsys.path.append(os.path.dirname(__file__))\nfrom {} import *\n"
PUBLISH = IMPORTS.format("pelicanconf") + 'SITEURL = "https://sea.example"\nRELATIVE_URLS = False\n'


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    before = dict(sys.modules)
    write(tmp_path, "pelicanconf.py", BASE)
    write(tmp_path, "publishconf.py", PUBLISH)
    yield tmp_path
    for name in set(sys.modules) - set(before):
        del sys.modules[name]
    sys.modules.update(before)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def load(path: str, **override: Any) -> dict[str, Any]:
    settings: dict[str, Any] = read_settings(path, override=override)
    return settings


@pytest.mark.parametrize("name", ["pelicanconf.py", "publishconf.py", "./publishconf.py", "../{}/publishconf.py"])
def test_the_file_that_was_loaded(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(name.format(folder.name))
    monkeypatch.chdir("/")
    assert settings_file(settings) == str(folder / Path(name).name)


@pytest.mark.parametrize("override", [{}, {"SITEURL": "https://other.example"}, {"RELATIVE_URLS": True, "PORT": 1}])
@pytest.mark.parametrize("name", ["pelicanconf.py", "publishconf.py"])
def test_several_builds_in_one_process(name: str, override: dict[str, Any], folder: Path) -> None:
    for before in ("pelicanconf.py", "publishconf.py", "pelicanconf.py"):
        load(before)
    assert settings_file(load(name, **override)) == str(folder / name)
    load("publishconf.py")
    assert settings_file(load(name, **override)) == str(folder / name)


def test_a_file_that_only_imports(folder: Path) -> None:
    write(folder, "publishconf.py", IMPORTS.format("pelicanconf"))
    assert settings_file(load("publishconf.py")) == str(folder / "publishconf.py")
    assert settings_file(load("pelicanconf.py")) == str(folder / "pelicanconf.py")
    assert settings_file(load("publishconf.py")) == str(folder / "publishconf.py")


def test_what_was_imported_twice_over(folder: Path) -> None:
    write(folder, "shared_settings.py", BASE)
    write(folder, "pelicanconf.py", IMPORTS.format("shared_settings"))
    write(folder, "publishconf.py", IMPORTS.format("pelicanconf"))
    assert settings_file(load("publishconf.py")) == str(folder / "publishconf.py")


def test_a_mended_file_that_is_loaded_again(folder: Path) -> None:
    load("publishconf.py")
    write(folder, "publishconf.py", PUBLISH + 'AUTHOR = "Ada Example"\n')
    assert settings_file(load("publishconf.py")) == str(folder / "publishconf.py")


@pytest.mark.parametrize("name", ["json.py", "settings.py", "my.blog.py"])
def test_names_that_others_have_too(name: str, folder: Path) -> None:
    write(folder, name, BASE)
    assert settings_file(load(name)) == str(folder / name)


def test_two_blogs_with_the_same_names(folder: Path) -> None:
    other = folder / "other"
    other.mkdir()
    write(other, "pelicanconf.py", BASE.replace("sea", "lake"))
    first = load("pelicanconf.py")
    assert settings_file(first) == str(folder / "pelicanconf.py")
    assert settings_file(load("other/pelicanconf.py")) == str(other / "pelicanconf.py")
    assert settings_file(first) == ""  # Its module is gone; the other one gave it nothing.


def test_no_file(folder: Path) -> None:
    load("publishconf.py")
    assert settings_file(read_settings(override={"SITENAME": "Blog", "TIMEZONE": "UTC"})) == ""
    assert settings_file({}) == ""


def test_a_copy_with_changes_as_for_a_sub_site(folder: Path) -> None:
    settings = {
        **load("publishconf.py"),
        "SITENAME": "Ein Blog",
        "DEFAULT_LANG": "de",
        "SITEURL": "https://sea.example/de",
    }
    assert settings_file(settings) == str(folder / "publishconf.py")


# However it is started

LOCAL = "from pelicanconf import *\nSITEURL = 'http://localhost:8000'\n"
STARTS = {
    "without a blank": ["-m", "pelican", "-spublishconf.py"],
    "with an equals sign": ["-m", "pelican", "--settings=publishconf.py"],
    "main": ["-c", "import pelican; pelican.main(['content', '-s', 'publishconf.py'])"],
    "after another": [
        "-c",
        "import pelican; from pelican.settings import get_settings_from_file as load; load('pelicanconf.py');"
        "pelican.main(['-s', 'publishconf.py'])",
    ],
    "from another folder": [
        "-c",
        "import os, pelican; os.chdir('content'); pelican.main(['-s', '../publishconf.py', '-o', '../output'])",
    ],
}


@pytest.mark.parametrize("start", STARTS)
def test_a_local_address_in_the_build_that_goes_online_is_an_error_there(start: str, tmp_path: Path) -> None:
    blog = Blog(tmp_path / "blog")
    blog.write("publishconf.py", f"import os, sys\nsys.path.insert(0, os.path.dirname(__file__))\n{LOCAL}")
    done = subprocess.run(
        [sys.executable, *STARTS[start]], cwd=blog.folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "publishconf.py:4: error: SITEURL leads to `localhost`" in done.stdout, done.stdout + done.stderr


def test_the_build_at_home_is_not_scolded(tmp_path: Path) -> None:
    blog = Blog(tmp_path / "blog")
    blog.write("publishconf.py", LOCAL)
    blog.add("SITEURL = 'http://localhost:8000'")
    code = "import pelican; pelican.main(['content', '-spelicanconf.py'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=blog.folder, capture_output=True, text=True, check=False)
    assert "pelicanconf.py:8: info: SITEURL leads to `localhost`" in done.stdout, done.stdout + done.stderr
