"""Where a picture is that a front matter names, and what is said of one that is nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from support.builds import Build

from pelican_share_nudge.site.pictures import Found, Pictures, is_of_another_plugin, is_same_file

WRITTEN = {
    "images/rope.png",
    "images/rope work.png",
    "images/C#.png",
    "images/mu\u0308he.png",
    "posts/knot/drawn.png",
    "theme/logo.png",
}
COPIED = {
    "images/rope.png": "images/rope.png",
    "photos/bay.jpg": "static/bay.jpg",
    "notes/beside.png": "notes/beside.png",
    "notes/images/rope.png": "notes/images/rope.png",
}
PICTURES = Pictures("/blog", WRITTEN.__contains__, lambda path: COPIED.get(path, ""))

FOUND = [
    ("images/rope.png", "images/rope.png"),
    ("/images/rope.png", "images/rope.png"),
    ("//images/rope.png", "images/rope.png"),
    ("/blog/images/rope.png", "images/rope.png"),
    ("../images/rope.png", "images/rope.png"),
    ("../../../images/rope.png", "images/rope.png"),
    ("images\\rope.png", "images/rope.png"),
    ("images/rope work.png", "images/rope work.png"),
    ("images/rope%20work.png", "images/rope work.png"),
    ("images/C#.png", "images/C#.png"),
    ("images/m\u00fche.png", "images/mu\u0308he.png"),
    ("photos/bay.jpg", "static/bay.jpg"),
    ("beside.png", "notes/beside.png"),
    ("./beside.png", "notes/beside.png"),
    ("./images/rope.png", "notes/images/rope.png"),
    ("drawn.png", "posts/knot/drawn.png"),
    ("theme/logo.png", "theme/logo.png"),
]
NOWHERE = ["rope.png", "images/", "images", "/", ".", "..", "../../etc/passwd", "images/rope.jpg", "\0", "?", "#"]


@pytest.mark.parametrize(("named", "url"), FOUND)
def test_where_a_picture_is(named: str, url: str) -> None:
    assert PICTURES.find(named, source="notes/knot.md", page="posts/knot/index.html") == Found(url)


def test_what_stands_behind_a_path_is_kept() -> None:
    found = PICTURES.find("images/rope.png?v=2#top", source="a.md", page="a.html")
    assert found == Found("images/rope.png", "?v=2#top")


@pytest.mark.parametrize("named", NOWHERE)
def test_a_picture_that_is_nowhere(named: str) -> None:
    assert PICTURES.find(named, source="notes/knot.md", page="posts/knot/index.html") is None


def test_what_only_other_plugins_know() -> None:
    theirs = ["{photo}album/a.jpg", "{lightbox}a.jpg", "{image}a.jpg", "|gallery|a.jpg"]
    ours = ["{static}/a.jpg", "{attach}a.jpg", "|filename|a.jpg", "a{photo}.jpg", "/a.jpg", ""]
    assert all(map(is_of_another_plugin, theirs))
    assert not any(map(is_of_another_plugin, ours))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("/images/a%20b.png?x", "images\\a b.png", True),
        ("/images/a.png", "https://blog.example/other/a.png", True),
        ("/images/a.png", "/images/b.png", False),
        ("/images/", "", False),
    ],
)
def test_same_file(one: str, other: str, same: bool) -> None:
    assert is_same_file(one, other) is same


# In a blog

SETTINGS = {
    "STATIC_PATHS": ["images"],
    "ARTICLE_URL": "posts/{slug}/",
    "ARTICLE_SAVE_AS": "posts/{slug}/index.html",
    "SHARE_NUDGE_NETWORKS": ["pinterest", "email"],
}


@pytest.fixture(name="content")
def _content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    for name in ("images/rope.png", "images/rope wörk.png", "images/C#.png", "drafts/alone.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"\x89PNG")
    return folder


def write(content: Path, line: str, text: str = "One. Two.") -> None:
    (content / "knot.md").write_text(f"Title: Knot\nDate: 2026-02-03\nSlug: knot\n{line}\n\n{text}\n", encoding="utf-8")


def shared_picture(built: Build) -> str:
    """Give the picture of the link for Pinterest; empty when there is no such link."""
    found = re.search(r'href="(https://[^"]*pinterest[^"]*)"', built.text("posts/knot/index.html"))
    return parse_qs(urlsplit(found[1].replace("&amp;", "&")).query)["media"][0] if found else ""


ROPE = "https://blog.example/images/rope.png"
SHARED = [
    ("Image: images/rope.png", ROPE),
    ("Cover: /images/rope.png", ROPE),
    ('Image: "images/rope.png"', ROPE),
    ("Image: {static}/images/rope.png", ROPE),
    ("Image: {static}images\\rope.png", ROPE),
    ("Image: ../images/rope.png", ROPE),
    ("nudge_image: images/rope.png", ROPE),
    ("Image: images/rope.png?v=3", f"{ROPE}?v=3"),
    ("Image: images/rope wörk.png", "https://blog.example/images/rope%20w%C3%B6rk.png"),
    ("Image: images/rope%20w%C3%B6rk.png", "https://blog.example/images/rope%20w%C3%B6rk.png"),
    ("Image: images/C#.png", "https://blog.example/images/C%23.png"),
    ("Image: https://cdn.example/a b.png", "https://cdn.example/a%20b.png"),
    ("Image: //cdn.example/a.png", "https://cdn.example/a.png"),
]


@pytest.mark.parametrize(("line", "address"), SHARED, ids=[line for line, _ in SHARED])
def test_a_picture_of_the_site_is_shared_from_where_it_is(line: str, address: str, build: Any, content: Path) -> None:
    write(content, line)
    built = build(content, **SETTINGS)
    assert shared_picture(built) == address
    assert "bad-metadata" not in built.log


MISSING = [
    ("Image: images/rop.png", "There is no `images/rop.png`"),
    ("Image: {static}/images/rop.png", "There is no `{static}/images/rop.png`"),
    ("nudge_image: /rope.png", "There is no `/rope.png`"),
    ("Image: drafts/alone.png", "Add its folder to STATIC_PATHS"),
    ("Image: https://[CDN]/a.png", "No network can fetch a picture at `https://[CDN]/a.png`"),
]


@pytest.mark.parametrize(("line", "said"), MISSING, ids=[line for line, _ in MISSING])
def test_a_picture_that_is_not_there_is_said_once_and_not_shared(
    line: str, said: str, build: Any, content: Path
) -> None:
    write(content, line)
    built = build(content, **SETTINGS)
    assert shared_picture(built) == ""
    assert "".join(built.log.split()).count("".join(said.split())) == 1


@pytest.mark.parametrize("line", ["Image: {photo}album/a.jpg", "nudge_image: {lightbox}a.jpg", "Gallery: {photo}album"])
def test_pictures_of_another_plugin_are_left_alone(line: str, build: Any, content: Path) -> None:
    write(content, line)
    built = build(content, **SETTINGS)
    assert shared_picture(built) == ""
    assert "bad-metadata" not in built.log
    assert "not recognized" not in built.log


def test_pictures_in_the_text_stay_relative_to_the_page(build: Any, content: Path) -> None:
    write(content, "Tags: rope", text="![Rope](drawn.png)")
    assert shared_picture(build(content, **SETTINGS)) == "https://blog.example/posts/knot/drawn.png"


def test_what_the_theme_prints_of_a_missing_picture_is_said_by_one_rule(
    build: Any, content: Path, tmp_path: Path
) -> None:
    template = tmp_path / "theme" / "templates" / "article.html"
    template.parent.mkdir(parents=True)
    template.write_text(
        '<html><head><title>{{ article.title }}</title><meta property="og:image" content="{{ SITEURL }}/{{ '
        'article.cover }}"></head><body><article>{{ article.content }}</article></body></html>',
        encoding="utf-8",
    )
    overrides = {"THEME_TEMPLATES_OVERRIDES": [str(template.parent)]}
    write(content, "Cover: images/rop.png")
    log = build(content, **SETTINGS, **overrides).log
    assert "preview-image-unusable" in log
    assert "bad-metadata" not in log
    off = {"SHARE_NUDGE_LEVELS": {"preview-image-unusable": "off"}}
    assert "bad-metadata" in build(content, "off", **SETTINGS, **overrides, **off).log


def test_looking_for_a_picture_does_not_keep_attach_from_moving_it(build: Any, content: Path, tmp_path: Path) -> None:
    (content / "images" / "bay.png").write_bytes(b"\x89PNG")
    write(content, "Image: images/bay.png", text="![Bay]({attach}images/bay.png)")
    built = build(content, **SETTINGS)
    assert (built.output / "posts" / "knot" / "images" / "bay.png").is_file()
    assert shared_picture(built) == "https://blog.example/posts/knot/images/bay.png"
