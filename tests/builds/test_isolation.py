"""Judging and showing leave the blog as it is: watched as a whole, and each way to change it tried at the guard."""

from __future__ import annotations

import os
import shutil
import types
from collections.abc import Callable
from pathlib import Path

import pytest
from support.blog import Blog
from support.processes import Done, run

from pelican_share_nudge.host.sandbox import Sandbox

# Every site has an output of its own: below the main one, beside it, relative, and one that a plugin builds by itself.
SETTINGS = """
import os
HERE = os.path.dirname(os.path.abspath(__file__))
PLUGIN_PATHS = [HERE]
PLUGINS = ["i18n_subsites", "share_nudge", "mirror_site"]
OUTPUT_PATH = os.path.join(HERE, "public", "en")
DELETE_OUTPUT_DIRECTORY = True
DEFAULT_LANG = "en"
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
STATIC_CREATE_LINKS = True
STATIC_PATHS = ["images", "extra"]
EXTRA_PATH_METADATA = {"extra/robots.txt": {"path": "../robots.txt"}, "extra/far.txt": {"path": "../../../far.txt"}}
OWN = {"DELETE_OUTPUT_DIRECTORY": True, "CACHE_CONTENT": True, "STATIC_PATHS": ["extra"]}
I18N_SUBSITES = {
    "de": {**OWN, "SITEURL": "https://blog.example/en/de", "OUTPUT_PATH": os.path.join(HERE, "public", "en", "de")},
    "fr": {**OWN, "SITEURL": "https://blog.example/fr", "OUTPUT_PATH": os.path.join(HERE, "public", "fr"),
        "CACHE_PATH": os.path.join(HERE, "cache-fr")},
    "pl": {**OWN, "SITEURL": "https://blog.example/pl", "OUTPUT_PATH": "public-pl"},
}
"""
MIRROR_SITE = """
import os
from pelican import Pelican, signals
def again(site):
    if not site.settings.get("MIRROR"):
        own = {**site.settings, "MIRROR": True, "OUTPUT_PATH": os.path.join(os.path.dirname(__file__), "mirror"),
            "PLUGINS": [], "I18N_SUBSITES": {}}
        signals.finalized.disconnect(again)
        Pelican(own).run()
def register():
    signals.finalized.connect(again)
"""
LANGUAGES = ("en", "de", "fr", "pl")


@pytest.fixture(name="blog", scope="module")
def _blog(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """A blog with four sites, each output holding a file that no build wrote."""
    blog = Blog(tmp_path_factory.mktemp("isolation") / "home" / "blog")
    blog.add(SETTINGS)
    blog.write("mirror_site.py", MIRROR_SITE)
    for language in LANGUAGES:
        blog.post(f"good-{language}", f"Lang: {language}")
    for name in ("robots.txt", "far.txt"):
        blog.write(f"content/extra/{name}", "User-agent: *\n")
    for folder in ("public/en", "public/en/de", "public/fr", "public-pl", "mirror", "cache", "cache-fr"):
        blog.write(f"{folder}/kept.txt", "Written by hand.\n")
    (blog.folder.parent / "temp").mkdir()
    return blog


def snapshot(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Give the mode, the time of the last change and the content of everything below a folder but temporary files."""
    found = {path: path.lstat() for path in (folder, *folder.rglob("*"))}
    return {
        str(path): (status.st_mode, status.st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path, status in found.items()
        if "temp" not in path.relative_to(folder).parts
    }


def watched(blog: Blog, *arguments: str) -> Done:
    """Run a command that may change nothing, and leave nothing among the temporary files but what it says."""
    home = blog.folder.parent
    before = snapshot(home)
    done = run(*arguments, cwd=blog.folder, env={"TMPDIR": str(home / "temp")})
    assert snapshot(home) == before
    return done


def test_a_check_changes_nothing(blog: Blog) -> None:
    done = watched(blog, "check", "-q")
    assert done.status in (0, 1), done.err
    assert len(done.out.splitlines()) == len(LANGUAGES) + 2, done.out  # and the one that a plugin builds, and all
    assert list((blog.folder.parent / "temp").iterdir()) == []


def test_a_preview_changes_nothing(blog: Blog) -> None:
    done = watched(blog, "preview", "good-fr", "--no-open", "-q")
    assert done.status == 0, done.err
    file = Path(done.out.strip())
    assert [path.name for path in (blog.folder.parent / "temp").iterdir()] == [file.parent.name]
    assert file.parent.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(file.parent)


def test_an_output_that_was_built_before_is_judged_where_each_site_lies(blog: Blog) -> None:
    page = "<html><head><title>x</title></head><body>Of {}.</body></html>"
    folders = {"en": "built", "de": "built/de", "fr": "public/fr", "pl": "public-pl"}
    for language, folder in folders.items():
        blog.write(f"{folder}/good-{language}.html", page.format(language))
    done = watched(blog, "check", "--output", "built", "--select", "dead-end")
    assert done.status == 1, done.err
    for language in LANGUAGES:
        assert f"content/good-{language}.md:" in done.out
    assert "Readers do not find it" not in done.out


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["import os", "os.makedirs('output/early')"], "pelicanconf was kept from changing"),
        (["THEME_STATIC_DIR = '../../shared'"], "pelican.generators was kept from changing"),
    ],
    ids=["the settings themselves", "a theme's files above the output"],
)
def test_what_would_write_elsewhere_is_no_verdict(tmp_path: Path, lines: list[str], said: str) -> None:
    blog = Blog(tmp_path / "home" / "blog")
    blog.write("theme/static/a.css", "")
    blog.add(*lines)
    (tmp_path / "home" / "temp").mkdir()
    done = watched(blog, "check")
    assert done.status == 2
    assert said in done.err


# The guard

OWN, ELSEWHERE, BUILT = "own/page.html", "elsewhere/cache.txt", "built/page.html"
CHANGES: dict[str, Callable[[Path], object]] = {
    "writing": lambda path: path.write_text("x"),
    "appending": lambda path: open(path, "a").close(),
    "reading and writing": lambda path: os.close(os.open(path, os.O_RDWR)),
    "removing": lambda path: path.unlink(),
    "renaming": lambda path: path.rename(path.with_suffix(".old")),
    "moving away": lambda path: shutil.move(path, path.parent.parent / "built" / "moved"),
    "taking its place": lambda path: os.replace(path.parent.parent / "built" / "spare", path),
    "linking": lambda path: os.link(path, path.parent.parent / "built" / "link"),
    "a link beside it": lambda path: os.symlink("page.html", path.with_suffix(".link")),
    "a folder beside it": lambda path: path.with_suffix("").mkdir(),
    "removing all": lambda path: shutil.rmtree(path.parent),
    "cutting": lambda path: os.truncate(path, 0),
    "the mode": lambda path: path.chmod(0o600),
    "the time": lambda path: os.utime(path),
    "through a link": lambda path: (path.parent.parent / "built" / path.parent.name).write_text("x"),
    "by bytes": lambda path: open(os.fsencode(path), "w").close(),
}


@pytest.fixture(name="sandbox")
def _sandbox(tmp_path: Path) -> Sandbox:
    for name in (OWN, ELSEWHERE, BUILT, "built/spare"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("as it was")
    for name in (OWN, ELSEWHERE):
        (tmp_path / "built" / Path(name).parent).symlink_to(tmp_path / name)
    sandbox = Sandbox(os.path.realpath(tmp_path / "built"))
    sandbox.protect(str(tmp_path / "own"))
    return sandbox


def call_as(module: str, change: Callable[[Path], object], path: Path) -> None:
    """Call a function as if a module of this name had done it."""
    act = types.FunctionType(change.__code__, {**globals(), "__name__": module, "__builtins__": __builtins__})
    act(path)


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_changes_what_is_the_blogs(change: str, sandbox: Sandbox, tmp_path: Path) -> None:
    before = snapshot(tmp_path / "own")
    with sandbox.watch(), pytest.raises(PermissionError, match="a_plugin was kept from changing"):
        call_as("a_plugin", CHANGES[change], tmp_path / OWN)
    assert snapshot(tmp_path / "own") == before
    assert str(tmp_path / "own") in sandbox.refused[0]


@pytest.mark.parametrize("name", [ELSEWHERE, BUILT])
@pytest.mark.parametrize("change", [name for name in CHANGES if name != "through a link"])
def test_a_plugin_has_its_own_place_elsewhere(change: str, name: str, sandbox: Sandbox, tmp_path: Path) -> None:
    with sandbox.watch():
        call_as("a_plugin", CHANGES[change], tmp_path / name)
    assert sandbox.refused == []


@pytest.mark.parametrize("module", ["pelican.writers", "pelican", "pelican_share_nudge.host.plugin"])
def test_what_builds_the_site_has_none(module: str, sandbox: Sandbox, tmp_path: Path) -> None:
    with sandbox.watch(), pytest.raises(PermissionError):
        call_as(module, CHANGES["writing"], tmp_path / ELSEWHERE)


READS: dict[str, Callable[[Path], object]] = {
    "reading": lambda path: path.read_text(),
    "asking": lambda path: path.stat(),
    "listing": lambda path: os.listdir(path.parent),
    "copying": lambda path: shutil.copy2(path, path.parent.parent / "built" / "copy"),
}


@pytest.mark.parametrize("read", READS)
def test_reading_is_free(read: str, sandbox: Sandbox, tmp_path: Path) -> None:
    with sandbox.watch():
        call_as("a_plugin", READS[read], tmp_path / OWN)
    assert sandbox.refused == []


def test_the_guard_is_gone_after_a_build(sandbox: Sandbox, tmp_path: Path) -> None:
    with sandbox.watch():
        pass
    (tmp_path / OWN).write_text("x")
    assert sandbox.refused == []


@pytest.mark.parametrize(
    ("path", "placed"),
    [
        ("/blog/public", "/temp"),
        ("/blog/public/de", "/temp/de"),
        ("/blog/public-de", "/temp/.outside/blog/public-de"),
        ("/blog", "/temp/.outside/blog"),
        ("/temp/fr", "/temp/fr"),
        ("/temp/../far", "/temp/.outside/far"),
    ],
)
def test_each_folder_has_its_place(path: str, placed: str) -> None:
    assert Sandbox("/temp", main="/blog/public").place(path) == placed


@pytest.mark.parametrize(
    ("site", "given"),
    [("public", "given/en"), ("public/de", "given/en/de"), ("other", "other"), ("moved", "given/moved")],
)
def test_a_site_is_judged_where_it_lies(site: str, given: str, tmp_path: Path) -> None:
    for name in ("given/en", "given/moved", "given/other", "other"):
        (tmp_path / name).mkdir(parents=True)
    sandbox = Sandbox("/temp", main=str(tmp_path / "public"))
    assert sandbox.given(sandbox.place(str(tmp_path / site)), str(tmp_path / "given/en")) == str(tmp_path / given)
