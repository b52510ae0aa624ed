"""Share cards in a blog: who gets one, what its page says of it, and what a build draws again."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import imagesize
import pytest
from support.builds import Build, build
from support.processes import SHARE_NUDGE, run_apart

from pelican_share_nudge.insert.splice import strip

pytest.importorskip("typst")

POST = "Title: {title}\nDate: 2026-02-03\nAuthor: Ada\nSlug: {slug}\n{more}\n\n{text}\n"
TAG = re.compile(r'<meta property="(og:image[^"]*)" content="([^"]*)">')
CARD = "https://blog.example/passalong/cards/{}.png?v="


@pytest.fixture(name="content")
def _content(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    (content / "images").mkdir(parents=True)
    (content / "images" / "bread.png").write_bytes(b"\x89PNG")
    write(content, "bread", "Bread & butter")
    write(content, "rope", "Rope", more="Image: images/bread.png")
    return content


def write(content: Path, slug: str, title: str, *, more: str = "Lang: en", text: str = "One. Two.") -> None:
    (content / f"{slug}.md").write_text(POST.format(title=title, slug=slug, more=more, text=text), encoding="utf-8")


def with_cards(content: Path, output: Path, **settings: Any) -> Build:
    return build(content, output, **{"SHARE_NUDGE_CARDS": True, "STATIC_PATHS": ["images"], **settings})


def picture(built: Build, page: str = "bread.html") -> dict[str, str]:
    return dict(TAG.findall(built.text(page)))


def cards(built: Build) -> list[str]:
    return sorted(name for name in built.files() if name.startswith("passalong/cards/"))


def test_a_post_without_a_picture_gets_a_card(content: Path, tmp_path: Path) -> None:
    built = with_cards(content, tmp_path / "output")
    said = picture(built)
    assert said.pop("og:image").startswith(CARD.format("bread"))
    assert said == {
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:type": "image/png",
        "og:image:alt": "Bread &amp; butter",
    }
    assert '"twitter:card" content="summary_large_image"' in built.text("bread.html")
    assert cards(built) == ["passalong/cards/bread.png"]
    assert imagesize.get(io.BytesIO(built.files()["passalong/cards/bread.png"])) == (1200, 630)
    assert picture(built, "rope.html")["og:image"] == "https://blog.example/images/bread.png"
    assert "card-" not in built.log


def test_the_page_without_its_blocks_is_the_bare_one(content: Path, tmp_path: Path) -> None:
    bare = build(content, tmp_path / "bare", plugins=(), STATIC_PATHS=["images"])
    built = with_cards(content, tmp_path / "output")
    assert strip(built.text("bread.html")) == bare.text("bread.html")


OTHERS: list[dict[str, Any]] = [
    {"SHARE_NUDGE_CARDS": False},
    {"SITEURL": ""},
    {"SHARE_NUDGE_PREVIEW": []},
    {"SHARE_NUDGE_PREVIEW_WITHOUT": ["og:image"]},
    {"SHARE_NUDGE_IMAGE": "/images/bread.png"},
    {"SHARE_NUDGE_WHERE": ["pages"]},
]


@pytest.mark.parametrize("settings", OTHERS, ids=str)
def test_no_card_where_none_is_wanted_or_could_be_fetched(
    settings: dict[str, Any], content: Path, tmp_path: Path
) -> None:
    built = with_cards(content, tmp_path / "output", **settings)
    assert cards(built) == []
    assert "passalong/cards" not in built.text("bread.html")


def test_with_relative_addresses_it_is_absolute_all_the_same(content: Path, tmp_path: Path) -> None:
    built = with_cards(content, tmp_path / "output", RELATIVE_URLS=True, ARTICLE_SAVE_AS="a/{slug}/index.html")
    assert picture(built, "a/bread/index.html")["og:image"].startswith(CARD.format("a/bread/index"))


@pytest.mark.parametrize("deletes", [False, True])
def test_a_second_build_draws_nothing(
    deletes: bool, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {"DELETE_OUTPUT_DIRECTORY": deletes, "CACHE_PATH": str(tmp_path / "cache")}
    first = with_cards(content, tmp_path / "output", **settings)
    before = first.files()
    assert (tmp_path / "cache").exists() is deletes

    def fail(*_: object) -> None:
        raise AssertionError("drawn again")

    monkeypatch.setattr("pelican_share_nudge.host.cards.draw", fail)
    second = with_cards(content, tmp_path / "output", **settings)
    assert {name: second.files()[name] for name in cards(second)} == {name: before[name] for name in cards(first)}
    assert picture(second)["og:image"].startswith(CARD.format("bread"))
    assert "card-" not in second.log


def test_another_title_gives_the_same_path_and_another_version(content: Path, tmp_path: Path) -> None:
    one = picture(with_cards(content, tmp_path / "output"))["og:image"]
    write(content, "bread", "Better bread")
    other = picture(with_cards(content, tmp_path / "output"))["og:image"]
    assert one != other
    assert one.partition("?")[0] == other.partition("?")[0]


def theme_with(tmp_path: Path, layout: str) -> dict[str, Any]:
    templates = tmp_path / "skin" / "templates"
    (templates / "share_nudge" / "cards").mkdir(parents=True)
    (templates / "share_nudge" / "cards" / "own.typ").write_text(layout, encoding="utf-8")
    return {"THEME_TEMPLATES_OVERRIDES": [str(templates)], "SHARE_NUDGE_CARDS": "own"}


def test_a_layout_of_a_skin(content: Path, tmp_path: Path) -> None:
    skin = theme_with(tmp_path, '#import "@local/passalong:1.0.0": *\n#show: sheet\n#headline')
    built = with_cards(content, tmp_path / "output", **skin)
    plain = with_cards(content, tmp_path / "plain")
    assert cards(built) == ["passalong/cards/bread.png"]
    assert built.files()["passalong/cards/bread.png"] != plain.files()["passalong/cards/bread.png"]


def test_a_layout_with_a_mistake_stops_nothing_and_no_page_names_a_card(content: Path, tmp_path: Path) -> None:
    built = with_cards(content, tmp_path / "output", **theme_with(tmp_path, "#let a = 1\n#titel"))
    assert (cards(built), picture(built)) == ([], {})
    (line,) = (line for line in built.printed if "[card-not-drawn]" in line)
    assert "own.typ:2: warning:" in line
    assert "unknown variable: titel" in line
    assert "share-nudge:bar" in built.text("bread.html")


def test_a_file_in_the_way_is_told(content: Path, tmp_path: Path) -> None:
    (content / "images" / "passalong").write_text("", encoding="utf-8")
    output = tmp_path / "output"
    output.mkdir()
    (output / "passalong").write_text("", encoding="utf-8")
    built = with_cards(content, output)
    assert "[card-not-drawn]" in built.log
    assert "in its folder's place" in built.log


def test_check_finds_nothing_to_mend_in_a_blog_with_cards(content: Path, tmp_path: Path) -> None:
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(
        'SITENAME = "Letters"\nSITEURL = "https://blog.example"\nTIMEZONE = "UTC"\nPATH = "content"\n'
        'THEME = "simple"\nSTATIC_PATHS = ["images"]\nSHARE_NUDGE_CARDS = True\nPLUGINS = ["pelican_share_nudge"]\n',
        encoding="utf-8",
    )
    rules = ("--select", "preview-no-image", "--select", "preview-image-unusable", "--select", "card-not-drawn")
    # Typst has threads, and a process that is forked from this one has them no more.
    done = run_apart(*SHARE_NUDGE, "check", *rules, cwd=tmp_path)
    assert done.status == 0, done.out
    assert not (tmp_path / "output").exists()
