"""Preview tags in real builds: which pages get them, which picture they name, and that nothing else changes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from pelican import signals
from selectolax.lexbor import LexborHTMLParser
from support.builds import NUDGE, Build
from support.foreign import FOREIGN_THEMES, plugins, theme_settings, with_nudge
from support.processes import pelican, run

from pelican_share_nudge.insert.splice import strip

FROM_EVERYTHING = {"SHARE_NUDGE_PREVIEW": ["articles", "pages", "lists"]}


def write(folder: Path, name: str, head: str, text: str = "Some words. And more of them.") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{head}\n\n{text}\n", encoding="utf-8")


def picture(folder: Path, name: str, width: int, height: int, size: int = 0) -> None:
    """Write what programs that measure pictures take for a PNG."""
    path = folder / "images" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    header = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    path.write_bytes(header + bytes(size))


@pytest.fixture(name="content")
def _content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    write(folder, "post.md", "Title: A post\nDate: 2026-02-03\nSlug: post\nCategory: Food\nTags: bread")
    write(folder, "pages/about.md", "Title: About")
    return folder


def tags(page: str) -> dict[str, str]:
    """Read the tags of a page; of several with one name the first."""
    found: dict[str, str] = {}
    for meta in LexborHTMLParser(page).css("head meta[content]"):
        given = meta.attributes
        found.setdefault(given.get("property") or given.get("name") or "", given["content"] or "")
    for link in LexborHTMLParser(page).css("head link[rel=canonical]"):
        found.setdefault("canonical", link.attributes["href"] or "")
    return found


def images(build: Any, content: Path, **settings: Any) -> str:
    return tags(build(content, **settings).text("a.html")).get("og:image", "").removeprefix("https://blog.example")


# Nothing but the block is new


@pytest.mark.parametrize("theme", FOREIGN_THEMES)
def test_without_its_blocks_every_page_is_the_bare_one(theme: str, build: Any, content: Path) -> None:
    bare: Build = build(content, "bare", plugins=plugins(theme), **theme_settings(theme))
    ours: Build = build(content, "ours", plugins=with_nudge(theme), **theme_settings(theme), **FROM_EVERYTHING)
    pages = {name: data for name, data in bare.files().items() if name.endswith(".html")}
    assert len(pages) > 5
    for name, data in pages.items():
        assert strip(ours.text(name)).encode() == data, name


def test_only_articles_get_tags_where_nothing_else_is_asked_for(build: Any, content: Path) -> None:
    built: Build = build(content)
    with_tags = {name for name, data in built.files().items() if b"share-nudge:preview" in data}
    assert with_tags == {"post.html"}


def test_pages_and_lists_get_them_if_the_blog_wants_that(build: Any, content: Path) -> None:
    built: Build = build(content, SITENAME="A blog", SITESUBTITLE="Of words", **FROM_EVERYTHING)
    found = {name: tags(data.decode()) for name, data in built.files().items() if b"share-nudge:preview" in data}
    assert {"post.html", "index.html", "pages/about.html", "category/food.html", "tag/bread.html"} <= found.keys()
    assert (found["pages/about.html"]["og:type"], found["pages/about.html"]["og:title"]) == ("website", "About")
    assert found["index.html"]["og:url"] == "https://blog.example/"
    assert found["category/food.html"]["og:url"] == "https://blog.example/category/food.html"
    assert {one["og:description"] for name, one in found.items() if name not in ("post.html", "pages/about.html")} == {
        "Of words"
    }


class ReadOnlyIndex:
    """A plugin after which nobody shall write the index again."""

    __name__ = "read_only_index"

    @staticmethod
    def register() -> None:
        signals.content_written.connect(ReadOnlyIndex.close, weak=False)

    @staticmethod
    def close(path: str, context: object) -> None:
        if path.endswith("index.html"):
            os.chmod(path, 0o444)


def test_a_list_that_cannot_be_written_stays_as_it_was_and_the_build_says_so(build: Any, content: Path) -> None:
    built: Build = build(content, plugins=(ReadOnlyIndex, NUDGE), **FROM_EVERYTHING)
    assert "share-nudge:preview" not in built.text("index.html")
    assert "share-nudge:preview" in built.text("category/food.html")
    assert "It was left without preview tags: the page is read-only" in built.log


@pytest.mark.parametrize("relative", [True, False])
def test_addresses_are_absolute_whatever_the_pages_links_are(relative: bool, build: Any, content: Path) -> None:
    picture(content, "card.png", 1200, 630)
    built = build(content, RELATIVE_URLS=relative, SHARE_NUDGE_IMAGE="images/card.png", **FROM_EVERYTHING)
    for name in ("post.html", "pages/about.html", "category/food.html"):
        found = tags(built.text(name))
        assert found["og:url"] == f"https://blog.example/{name}"
        assert found["og:image"] == "https://blog.example/images/card.png"


def test_without_siteurl_there_are_no_addresses(build: Any, content: Path) -> None:
    picture(content, "card.png", 1200, 630)
    found = tags(build(content, SITEURL="", SHARE_NUDGE_IMAGE="images/card.png").text("post.html"))
    assert (found["og:title"], found["twitter:card"]) == ("A post", "summary")
    assert not {"og:url", "og:image"} & found.keys()


# Which picture

PICTURES = {"small.png": (120, 80), "wide.png": (2000, 300), "one.png": (640, 400), "two.png": (800, 500)}
SITE = {"SHARE_NUDGE_IMAGE": "/images/site.png"}
CASES: list[tuple[str, str, dict[str, Any], str]] = [
    ("", "![a](images/one.png) ![b](images/two.png)", SITE, "/images/one.png"),
    ("", "![a](images/small.png) ![b](images/wide.png) ![c](images/two.png)", SITE, "/images/two.png"),
    ("", "![a]({static}/images/one.png)", {}, "/images/one.png"),
    ("", '<img src="https://cdn.example/a.jpg" width="800" height="600">', {}, "https://cdn.example/a.jpg"),
    ("", "![heavy](images/heavy.png) ![c](images/two.png)", {}, "/images/two.png"),
    ("", "![heavy](images/heavy.png)", SITE, "/images/heavy.png"),
    ("Image: images/small.png", "![a](images/one.png)", SITE, "/images/small.png"),
    ("nudge_image: /images/two.png\nImage: images/one.png", "", SITE, "/images/two.png"),
    ("Cover: {static}/images/two.png", "", SITE, "/images/two.png"),
    ("Image: https://cdn.example/b.jpg", "", SITE, "https://cdn.example/b.jpg"),
    # None of its own that could be shown
    ("", "Words.", SITE, "/images/site.png"),
    ("", "![a](images/small.png)", SITE, "/images/site.png"),
    ("", "![a](images/none.png)", SITE, "/images/site.png"),
    ("", "![a](https://cdn.example/a.jpg)", SITE, "/images/site.png"),
    ("", "![a](data:image/png;base64,AAAA)", SITE, "/images/site.png"),
    ("", '<img hidden src="images/one.png">', SITE, "/images/site.png"),
    ("", '<div style="display: none"><img src="images/one.png"></div>', SITE, "/images/site.png"),
    ("", "`<img src=images/one.png>`", SITE, "/images/site.png"),
    ("Image: images/drawing.svg", "", SITE, "/images/site.png"),
    ("Image: images/none.png", "", SITE, "/images/site.png"),
    # The site's
    ("", "", {"SITEIMAGE": "/images/site.png"}, "/images/site.png"),
    ("", "", {"SITEIMAGE": "/images/site.png width=1200 height=630"}, "/images/site.png"),
    ("", "", {"SITELOGO": "/images/one.png"}, "/images/one.png"),
    ("", "", {"SITELOGO": "https://blog.example/images/one.png"}, "/images/one.png"),
    ("", "", {"SITELOGO": "/images/small.png"}, ""),
    ("", "", {"SITELOGO": "/images/none.png"}, ""),
    ("", "", {"SITELOGO": ["/images/one.png"]}, ""),
    ("", "", {"SITEIMAGE": "/images/drawing.svg"}, ""),
    ("", "", {**SITE, "SITEIMAGE": "/images/one.png"}, "/images/site.png"),
    # One that is not there is named nowhere, but for what something else than Pelican may put there
    ("", "", {"SHARE_NUDGE_IMAGE": "/images/none.png"}, ""),
    ("", "", {"SHARE_NUDGE_IMAGE": "https://blog.example/images/none.png"}, ""),
    ("", "", {"SITEIMAGE": "images/none.png"}, ""),
    ("", "", {"SHARE_NUDGE_IMAGE": "/images/none.png", "SITEIMAGE": "/images/one.png"}, "/images/one.png"),
    ("", "", {"SHARE_NUDGE_IMAGE": "https://cdn.example/none.png"}, "https://cdn.example/none.png"),
    ("", "", {"SHARE_NUDGE_IMAGE": "/api/card.png"}, "/api/card.png"),
    ("", "", {}, ""),
]


@pytest.mark.parametrize(("head", "text", "settings", "expected"), CASES, ids=range(len(CASES)))
def test_which_picture(
    head: str, text: str, settings: dict[str, Any], expected: str, build: Any, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    for name, (width, height) in PICTURES.items():
        picture(content, name, width, height)
    picture(content, "site.png", 1200, 630)
    picture(content, "heavy.png", 1200, 630, size=700_000)
    (content / "images" / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    write(content, "a.md", f"Title: A\nDate: 2026-02-03\nSlug: a\n{head}".rstrip(), text or "Words.")
    assert images(build, content, **settings) == expected


NOT_THERE = [
    # settings, what stands in the Makefile, what check says of them
    ('SHARE_NUDGE_IMAGE = "images/none.png"', "", ["SHARE_NUDGE_IMAGE names `images/none.png`"]),
    ('SITEIMAGE = "/images/none.png"', "", ["SITEIMAGE names `/images/none.png`"]),
    ('SHARE_NUDGE_IMAGE = "images/none.png"\nSITEIMAGE = "a.png"', "", ["SHARE_NUDGE_IMAGE names", "SITEIMAGE names"]),
    ('SHARE_NUDGE_IMAGE = "images/none.png"\nSHARE_NUDGE_PREVIEW = []', "", []),
    ('SHARE_NUDGE_IMAGE = "cards/none.png"', "cards:\n\tdraw --into output/cards", []),
    ('SHARE_NUDGE_IMAGE = "images/card.png"', "", []),
    ('SITELOGO = "images/none.png"', "", []),
]


@pytest.mark.parametrize(("settings", "steps", "said"), NOT_THERE)
def test_a_setting_that_names_what_is_not_there_is_told_once(
    settings: str, steps: str, said: list[str], content: Path, tmp_path: Path
) -> None:
    picture(content, "card.png", 1200, 630)
    for number in range(3):
        write(content, f"{number}.md", f"Title: Post {number}\nDate: 2026-02-03")
    of_blog = f'SITEURL = "https://blog.example"\nPATH = "content"\nTIMEZONE = "UTC"\nPLUGINS = ["{NUDGE}"]'
    (tmp_path / "pelicanconf.py").write_text(f"{of_blog}\n{settings}\n", encoding="utf-8")
    (tmp_path / "Makefile").write_text(steps, encoding="utf-8")
    done = run("check", "-s", "pelicanconf.py", "--format", "json", cwd=tmp_path)
    (site,) = json.loads(done.out)["sites"]
    blamed = [one for one in site["findings"] if one["rule"] == "preview-image-unusable" and one["level"] != "info"]
    told = [one for one in site["findings"] if "and there is no such file" in one["message"]]
    assert blamed == []
    assert [(one["path"], one["line"]) for one in told] == [("pelicanconf.py", 5 + n) for n in range(len(said))]
    assert all(words in one["message"] for words, one in zip(said, told, strict=True))


def test_how_large_it_is_and_what_it_shows(build: Any, tmp_path: Path) -> None:
    content = tmp_path / "content"
    picture(content, "one.png", 640, 300)
    write(content, "a.md", "Title: A\nDate: 2026-02-03\nSlug: a", '![A "loaf"](images/one.png)')
    found = tags(build(content).text("a.html"))
    assert {name: value for name, value in found.items() if name.startswith("og:image:")} == {
        "og:image:width": "640",
        "og:image:height": "300",
        "og:image:type": "image/png",
        "og:image:alt": 'A "loaf"',
    }
    assert found["twitter:card"] == "summary_large_image"


# Where the blog's own address for a list is not the file's

ADDRESSES: list[tuple[dict[str, Any], str, str]] = [
    ({}, "category/food.html", "category/food.html"),
    ({"CATEGORY_URL": "c/{slug}/", "CATEGORY_SAVE_AS": "c/{slug}/index.html"}, "c/food/index.html", "c/food/"),
    ({"CATEGORY_URL": "c/{slug}", "CATEGORY_SAVE_AS": "c/{slug}.html"}, "c/food.html", "c/food"),
    ({"TAG_URL": "t/{slug}", "TAG_SAVE_AS": "t/{slug}.html", "RELATIVE_URLS": True}, "t/bread.html", "t/bread"),
    ({"AUTHOR_URL": "by/{slug}", "DEFAULT_PAGINATION": 1}, "author/ada-example.html", "by/ada-example"),
    ({"DEFAULT_PAGINATION": 1}, "index2.html", "index2.html"),
    ({"INDEX_SAVE_AS": "blog/index.html"}, "blog/index.html", "blog/"),
    ({}, "archives.html", "archives.html"),
]


@pytest.mark.parametrize(("settings", "page", "address"), ADDRESSES, ids=range(len(ADDRESSES)))
def test_the_address_of_a_list(settings: dict[str, Any], page: str, address: str, build: Any, content: Path) -> None:
    write(content, "other.md", "Title: Other\nDate: 2026-02-04\nSlug: other\nCategory: Food\nTags: bread")
    found = tags(build(content, **settings, **FROM_EVERYTHING).text(page))
    assert found["og:url"] == f"https://blog.example/{address}"


ALTS = [
    ("nudge_image: images/one.png\nnudge_image_alt: A *loaf* & more", "A *loaf* & more"),
    ("Image: images/one.png\nImage_alt: A loaf", "A loaf"),
    ("Cover: images/one.png\nCover_alt: A loaf\nImage_alt: Another", "A loaf"),
    ("Image: images/one.png\nImage_alt: Another\nnudge_image_alt: A loaf", "A loaf"),
    ("nudge_image: images/one.png\nImage: images/two.png\nImage_alt: Two", ""),
    ("nudge_image: images/one.png", ""),
]


@pytest.mark.parametrize(("head", "alt"), ALTS, ids=range(len(ALTS)))
def test_what_a_named_picture_shows(head: str, alt: str, build: Any, tmp_path: Path) -> None:
    content = tmp_path / "content"
    picture(content, "one.png", 640, 300)
    picture(content, "two.png", 640, 300)
    write(content, "a.md", f"Title: A\nDate: 2026-02-03\nSlug: a\n{head}")
    built: Build = build(content)
    assert tags(built.text("a.html")).get("og:image:alt", "") == alt
    assert "bad-metadata" not in built.log


# What nobody may see


def test_a_picture_arrives_without_a_password(build: Any, tmp_path: Path) -> None:
    content = tmp_path / "content"
    picture(content, "one.png", 640, 400)
    write(content, "a.md", "Title: A\nDate: 2026-02-03\nSlug: a", "![a](images/one.png)")
    own = {"SITEURL": "https://editor:geheim@blog.example"}
    assert images(build, content, **own) == "/images/one.png"
    write(content, "a.md", "Title: A\nDate: 2026-02-03\nSlug: a", "Words.")
    elsewhere = {"SHARE_NUDGE_IMAGE": "https://editor:geheim@cdn.example/card.png"}
    assert images(build, content, **elsewhere) == "https://cdn.example/card.png"
    text = '<img src="https://editor:geheim@cdn.example/a.png" width="800" height="600">'
    write(content, "a.md", "Title: A\nDate: 2026-02-03\nSlug: a", text)
    assert images(build, content) == "https://cdn.example/a.png"


# Sub-sites of other languages

SUB_SITES = """
SITEURL = "https://blog.example"
SITENAME = "Blog"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = "simple"
PLUGINS = ["i18n_subsites", "pelican_share_nudge"]
SHARE_NUDGE_IMAGE = "/images/site.png"
SHARE_NUDGE_PREVIEW = ["articles", "pages", "lists"]
I18N_SUBSITES = {"de": {"SITENAME": "Blog auf Deutsch"}}
"""


def test_a_sub_site_says_what_is_its_own_and_shows_pictures_of_the_main_site(content: Path, tmp_path: Path) -> None:
    picture(content, "site.png", 1200, 630)
    picture(content, "one.png", 640, 400)
    picture(content, "cover.png", 800, 500)
    for language, slug, text in (("en", "a", ""), ("de", "a", "![Ein Brot]({static}/images/one.png)"), ("de", "b", "")):
        head = f"Title: {slug} {language}\nDate: 2026-02-03\nSlug: {slug}\nLang: {language}"
        write(content, f"{slug}-{language}.md", head, f"{text} Some words.")
    write(content, "c-de.md", "Title: C\nDate: 2026-02-03\nSlug: c\nLang: de\nCover: {static}/images/cover.png")
    (tmp_path / "conf.py").write_text(SUB_SITES, encoding="utf-8")
    done = pelican(str(content), "-s", "conf.py", "-o", "output", cwd=tmp_path)
    assert done.status == 0, done.err
    built = Build(tmp_path / "output")
    own, plain, named, index = (tags(built.text(f"de/{name}.html")) for name in ("a", "b", "c", "index"))
    assert (own["og:url"], own["og:site_name"]) == ("https://blog.example/de/a.html", "Blog auf Deutsch")
    assert (own["og:locale"], own["og:locale:alternate"]) == ("de_DE", "en_US")
    assert own["canonical"] == "https://blog.example/de/a.html"
    assert [one["og:image:width"] for one in (own, plain, named, index)] == ["640", "1200", "800", "1200"]
    for one in (own, plain, named, index):
        assert (built.output / one["og:image"].removeprefix("https://blog.example/")).is_file(), one
    assert "og:locale:alternate" not in plain
    assert (index["og:url"], index["og:locale"]) == ("https://blog.example/de/", "de_DE")
    main = tags(built.text("a.html"))
    assert (main["og:url"], main["og:site_name"]) == ("https://blog.example/a.html", "Blog")
    assert (main["og:locale"], main["og:locale:alternate"]) == ("en_US", "de_DE")
