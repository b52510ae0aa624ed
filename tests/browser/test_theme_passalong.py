"""Our own theme: every kind of page it writes, with and without the plugin, and what readers of those pages meet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser
from support.axe import found_by_axe
from support.browsing import OUR_THEME, Pages, _browser, _chromium  # noqa: F401
from support.builds import NUDGE, SAMPLE_SITE, Build, build, sample_settings
from support.judging import changed_files

from pelican_share_nudge import locales

SITE = "https://blog.example"
THEME = {
    "THEME": str(OUR_THEME),
    "DIRECT_TEMPLATES": ["index", "tags", "categories", "authors", "archives", "404"],
    "YEAR_ARCHIVE_URL": "{date:%Y}/",
    "YEAR_ARCHIVE_SAVE_AS": "{date:%Y}/index.html",
}
SAMPLE = {"SITEURL": SITE, "SITEIMAGE": "images/link-card.png"}
FEEDS = {
    "FEED_ALL_RSS": "feeds/all.rss.xml",
    "CATEGORY_FEED_ATOM": "feeds/category-{slug}.atom.xml",
    "TAG_FEED_RSS": "feeds/tag-{slug}.rss.xml",
    "AUTHOR_FEED_ATOM": "feeds/author-{slug}.atom.xml",
    "TRANSLATION_FEED_ATOM": "feeds/all-{lang}.atom.xml",
}
KINDS = {
    "index": "",
    "second page": "index2.html",
    "article": "2026/screenshot/",
    "article in German": "de/2026/how-to-ask/",
    "article in Arabic": "ar/2026/as-it-reached-me/",
    "page": "about/",
    "tag": "tag/endings/",
    "tags": "tags.html",
    "category": "category/letters/",
    "categories": "categories.html",
    "author": "author/owen-tallis/",
    "authors": "authors.html",
    "archives": "archives.html",
    "year": "2025/",
    "404": "404.html",
}
HARD = """\
Title: R&D "quotes" + 100% café <em>x</em>
Date: 2026-01-02
Modified: 2026-02-03
Lang: de_AT
Summary: He said "no" & <b>left</b>.
Image: {static}/images/a card.png
Image_alt: A "card"

Text.
"""

COMPOUND = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
# A name is no HTML, whatever it looks like.
NAMED = """\
Title: Post
Date: 2026-01-02
Category: A<i>B
Tags: vector<T>, Q&A "x"
Authors: Ada <ada@example.org>
Lang: {language}
Slug: post
{more}
Text.
"""
NAMES = {
    "SITENAME": "R&D",
    "SITESUBTITLE": "Q&A",
    "MENUITEMS": [("Map<K>", "/find?a=1&b=2")],
    "LINKS": [("B&B", "https://friend.example/?a=1&b=2")],
    "SOCIAL": [("<me>", "https://social.example/@me")],
    "LINKS_WIDGET_NAME": "P&L",
    "THEME_WORDS": {"en": {"archives": "Then & <now>"}},
}
# What does not fit a line of a phone, wherever a blog can have it.
WIDE = f"""\
Title: {COMPOUND} {{markup}}
Date: 2026-01-02
Category: {COMPOUND} A
Tags: {COMPOUND} T, post, {COMPOUND} U
Authors: {COMPOUND} N, {COMPOUND} M
Summary: {COMPOUND}
Lang: de
Slug: {{slug}}
{{more}}
{COMPOUND} `{COMPOUND}`

<audio controls></audio>

Nr | Wort
---|---
1  | {COMPOUND}

- > - {COMPOUND}
"""


def sample(output: Path, *, plugins: tuple[Any, ...] = (), **settings: Any) -> Build:
    together = sample_settings() | THEME | SAMPLE | settings
    return build(SAMPLE_SITE / "content", output, plugins=plugins, **together)


@pytest.fixture(name="nudged", scope="module")
def _nudged(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return sample(tmp_path_factory.mktemp("nudged"), plugins=(NUDGE,), **FEEDS)


@pytest.fixture(name="bare", scope="module")
def _bare(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The sample site without the plugin."""
    return sample(tmp_path_factory.mktemp("bare"), **FEEDS)


@pytest.fixture(name="relative", scope="module")
def _relative(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return sample(tmp_path_factory.mktemp("relative"), plugins=(NUDGE,), RELATIVE_URLS=True)


@pytest.fixture(name="default", scope="module")
def _default(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A blog that sets nothing but the theme."""
    return build(
        SAMPLE_SITE / "content", tmp_path_factory.mktemp("default"), plugins=(), THEME=str(OUR_THEME), SITEURL=""
    )


@pytest.fixture(name="built", params=["nudged", "bare", "relative", "default"])
def _built(request: pytest.FixtureRequest) -> Build:
    found: Build = request.getfixturevalue(request.param)
    return found


def write(folder: Path, **texts: str) -> None:
    (folder / "content" / "pages").mkdir(parents=True)
    for name, text in texts.items():
        (folder / "content" / f"{name}.md").write_text(text, encoding="utf-8")


def one_post(folder: Path, text: str = HARD, **settings: Any) -> tuple[str, Element]:
    """Build a blog of one post and give its page, as text and as a tree."""
    write(folder, post=text)
    blog = build(folder / "content", folder / "output", plugins=(), **({"THEME": str(OUR_THEME)} | settings))
    page = blog.text(blog.articles[0].save_as)
    return page, parsed(page, strict=False)


def pages(built: Build) -> dict[str, str]:
    return {name: built.text(name) for name in built.files() if name.endswith(".html")}


def file_of(path: str) -> str:
    """Name the file that a web server sends for a path."""
    path = unquote(path).lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def parsed(page: str, *, strict: bool = True) -> Element:
    tree: Element = html5lib.HTMLParser(strict=strict, namespaceHTMLElements=False).parse(page)
    return tree


def tree_of(built: Build, kind: str) -> Element:
    return parsed(built.text(file_of(KINDS[kind])))


def values(tree: Element, selector: str, attribute: str) -> list[str]:
    return [value for element in tree.iterfind(f".//{selector}") if (value := element.get(attribute)) is not None]


def meta(tree: Element, name: str) -> list[str]:
    return values(tree, f"meta[@property='{name}']", "content") + values(tree, f"meta[@name='{name}']", "content")


def loaded(tree: Element) -> list[str]:
    """List the addresses that a browser fetches by itself."""
    links = [link for link in tree.iterfind(".//link") if link.get("rel") in ("stylesheet", "icon")]
    return [link.get("href", "") for link in links] + values(tree, "*[@src]", "src")


def own_markup(built: Build, name: str) -> str:
    """Give a page without what its author wrote."""
    page = built.text(name)
    for article in built.articles:
        page = page.replace(article.content, "")
    return page


def test_nothing_but_blocks_is_added(nudged: Build, bare: Build) -> None:
    assert changed_files(bare, nudged) == []


def test_every_page_is_valid(built: Build) -> None:
    for page in pages(built).values():
        parsed(page)


def test_everything_inside_of_the_site_is_there(built: Build) -> None:
    files = set(built.files())
    missing = set()
    for name, page in pages(built).items():
        tree = parsed(page)
        here = f"{SITE}/{name}"
        addresses = [*values(tree, "*[@href]", "href"), *values(tree, "*[@src]", "src"), *meta(tree, "og:image")]
        targets = [urlsplit(urljoin(here, address)) for address in addresses]
        inside = {file_of(target.path) for target in targets if target.hostname == urlsplit(SITE).hostname}
        missing |= {(name, file) for file in inside - files}
    assert missing == set()


def test_pelican_has_no_complaint_but_that_an_address_is_missing(bare: Build, default: Build) -> None:
    assert bare.lines == []
    assert [line for line in default.lines if "SITEURL" not in line] == []


def test_the_judge_finds_nothing(nudged: Build) -> None:
    assert re.findall(r"\[[a-z-]+\]$", nudged.log, re.MULTILINE) == []
    assert "share-nudge (https://blog.example): nothing to mend" in nudged.log


def test_the_theme_has_no_script_no_style_of_an_element_and_asks_no_other_host(bare: Build) -> None:
    for name in pages(bare):
        assert re.findall(r"<script|<style|\sstyle=|\son\w+=", own_markup(bare, name)) == [], name
        asked = {urlsplit(address).hostname for address in loaded(parsed(bare.text(name)))}
        assert asked == {"blog.example"}, name


def test_the_stylesheet_is_small_and_loads_nothing() -> None:
    stylesheet = (OUR_THEME / "static" / "css" / "theme.css").read_bytes()
    assert len(stylesheet) <= 20 * 1024
    assert re.findall(rb"url\(|@import|@font-face", stylesheet) == []


def test_every_page_has_one_heading_of_the_first_rank_and_leaves_out_no_rank(bare: Build) -> None:
    for name in pages(bare):
        ranks = [int(rank) for rank in re.findall(r"<h([1-6])\b", bare.text(name))]
        assert ranks.count(1) == 1, name
        assert all(after <= before + 1 for before, after in zip([0, *ranks], ranks, strict=False)), name


def test_every_page_says_what_it_is(nudged: Build) -> None:
    once = (
        "description",
        "og:title",
        "og:description",
        "og:type",
        "og:url",
        "og:site_name",
        "og:image",
        "twitter:card",
    )
    titles = []
    for name, page in pages(nudged).items():
        tree = parsed(page)
        counts = {wanted: len(meta(tree, wanted)) for wanted in once}
        assert counts == dict.fromkeys(once, 1), name
        assert all(meta(tree, wanted)[0].strip() for wanted in once), name
        titles.append(tree.findtext(".//title", ""))
        address = f"{SITE}/{name.removesuffix('index.html')}"
        assert meta(tree, "og:url") == [address]
        assert values(tree, "link[@rel='canonical']", "href") == ([] if name == "404.html" else [address])
    originals = {title for title in titles if titles.count(title) > 1}
    assert originals == set()


def test_the_preview_of_an_article(nudged: Build) -> None:
    tree = tree_of(nudged, "article")
    said = {name: meta(tree, name)[0] for name in ("og:title", "og:type", "og:image", "og:image:alt", "twitter:card")}
    assert said == {
        "og:title": "A screenshot is a review",
        "og:type": "article",
        "og:image": f"{SITE}/images/link-card.png",
        "og:image:alt": "The Forwarded Post",
        "twitter:card": "summary_large_image",
    }
    assert meta(tree, "og:description")[0].startswith("A man on my train photographs his newspaper")
    assert meta(tree, "article:published_time") == ["2026-09-29T13:00:00+02:00"]
    assert meta(tree, "author") == ["Owen Tallis"]


def test_what_an_author_writes_arrives_whole(tmp_path: Path) -> None:
    _, tree = one_post(tmp_path)
    assert meta(tree, "og:title") == ['R&D "quotes" + 100% café x']
    assert meta(tree, "description") == meta(tree, "og:description") == ['He said "no" & left.']
    assert meta(tree, "og:image") == [f"{SITE}/images/a%20card.png"]
    assert meta(tree, "og:image:alt") == ['A "card"']
    assert meta(tree, "article:modified_time") == ["2026-02-03T00:00:00+00:00"]


def test_addresses_are_quoted_once(tmp_path: Path) -> None:
    _, tree = one_post(tmp_path, f"Url: 50%/é.html\nSave_as: 50%/é.html\n{HARD}")
    assert meta(tree, "og:url") == values(tree, "link[@rel='canonical']", "href") == [f"{SITE}/50%25/%C3%A9.html"]


def test_whole_addresses_where_links_are_relative(relative: Build) -> None:
    tree = tree_of(relative, "article")
    assert values(tree, "link[@rel='canonical']", "href") == [f"{SITE}/{KINDS['article']}"]
    assert meta(tree, "og:url") == [f"{SITE}/{KINDS['article']}"]
    assert meta(tree, "og:image") == [f"{SITE}/images/link-card.png"]
    assert values(tree, "link[@rel='stylesheet']", "href")[0] == "../../theme/css/theme.css"


def test_hosts_show_the_404_under_any_address(relative: Build) -> None:
    tree = tree_of(relative, "404")
    linked = [*loaded(tree), *values(tree, "a", "href")]
    assert [address for address in linked if not address.startswith((f"{SITE}/", "#"))] == []
    assert meta(tree, "robots") == ["noindex"]


@pytest.mark.parametrize(
    ("settings", "stylesheet"),
    [
        ({"SITEURL": "http://localhost:8000", "RELATIVE_URLS": True}, "./theme/css/theme.css"),
        ({"SITEURL": "http://localhost", "RELATIVE_URLS": True}, "./theme/css/theme.css"),
        ({"SITEURL": "http://localhost:8000"}, "http://localhost:8000/theme/css/theme.css"),
        (
            {"SITEURL": "http://localhost.example", "RELATIVE_URLS": True},
            "http://localhost.example/theme/css/theme.css",
        ),
    ],
)
def test_a_preview_on_this_machine_shows_the_404_from_a_file(
    tmp_path: Path, settings: dict[str, Any], stylesheet: str
) -> None:
    write(tmp_path, post=HARD)
    blog = build(tmp_path / "content", tmp_path / "output", plugins=(), **THEME, **settings)
    assert values(tree_of(blog, "404"), "link[@rel='stylesheet']", "href") == [stylesheet]


@pytest.mark.parametrize(
    ("settings", "feed"),
    [
        ({"RELATIVE_URLS": True}, "./feeds/all.atom.xml"),
        ({}, f"{SITE}/feeds/all.atom.xml"),
        ({"RELATIVE_URLS": True, "FEED_DOMAIN": "https://feeds.example"}, "https://feeds.example/feeds/all.atom.xml"),
    ],
)
def test_a_feed_is_linked_as_pages_are_unless_it_is_elsewhere(
    tmp_path: Path, settings: dict[str, Any], feed: str
) -> None:
    write(tmp_path, post="Title: Post\nDate: 2026-01-02\n\nText.")
    blog = build(tmp_path / "content", tmp_path / "output", plugins=(), **THEME, **settings)
    front = tree_of(blog, "index")
    assert feed in values(front, "link[@rel='alternate']", "href")
    assert feed in values(front, "a", "href")


@pytest.mark.parametrize(
    ("settings", "home"),
    [({}, f"{SITE}/"), ({"INDEX_URL": "index.html"}, f"{SITE}/index.html"), ({"INDEX_URL": "blog/"}, f"{SITE}/")],
)
def test_the_name_leads_to_the_front_page(tmp_path: Path, settings: dict[str, Any], home: str) -> None:
    _, tree = one_post(tmp_path, **settings)
    assert values(tree, "a[@rel='home']", "href") == [home]


def test_drafts_are_not_for_search_engines(tmp_path: Path, bare: Build) -> None:
    _, tree = one_post(tmp_path, f"Status: hidden\n{HARD}")
    assert meta(tree, "robots") == ["noindex"]
    assert values(tree, "link[@rel='canonical']", "href") == []
    assert meta(tree_of(bare, "article"), "robots") == []


@pytest.mark.parametrize(
    ("kind", "feeds"),
    [
        ("index", ["all.atom", "all.rss"]),
        ("tag", ["all.atom", "all.rss", "tag-endings.rss"]),
        ("category", ["all.atom", "all.rss", "category-letters.atom"]),
        ("author", ["all.atom", "all.rss", "author-owen-tallis.atom"]),
        ("article in German", ["all.atom", "all.rss", "category-field-notes.atom", "all-de.atom"]),
    ],
)
def test_feeds_are_linked(nudged: Build, kind: str, feeds: list[str]) -> None:
    links = tree_of(nudged, kind).iterfind(".//link[@rel='alternate'][@type]")
    assert [link.get("href") for link in links] == [f"{SITE}/feeds/{feed}.xml" for feed in feeds]


@pytest.mark.parametrize(
    ("kind", "language", "direction", "word"),
    [
        ("index", "en", "ltr", "Archives"),
        ("article", "en", "ltr", "Archives"),
        ("article in German", "de", "ltr", "Archiv"),
        ("article in Arabic", "ar", "rtl", "الأرشيف"),
    ],
)
def test_a_page_speaks_its_language(bare: Build, kind: str, language: str, direction: str, word: str) -> None:
    tree = tree_of(bare, kind)
    assert (tree.get("lang"), tree.get("dir")) == (language, direction)
    assert word in [link.text for link in tree.iterfind(".//footer//nav//a")]


def test_lists_say_the_language_of_what_is_in_another(bare: Build) -> None:
    archives = tree_of(bare, "archives")
    other = {(link.get("lang"), link.get("dir")) for link in archives.iterfind(".//main//a[@lang]")}
    assert other == {("de", "ltr"), ("ar", "rtl")}


def test_translations_are_linked_by_their_own_names(bare: Build) -> None:
    tree = tree_of(bare, "article in German")
    links = [(link.get("hreflang"), link.text) for link in tree.iterfind(".//main//a[@hreflang]")]
    assert links == [("en", "English")]
    assert values(tree, "link[@hreflang]", "hreflang") == ["de", "en"]
    assert "Über uns" in [link.text for link in tree.iterfind(".//header/div/nav//a")]


def test_words_of_a_setting(tmp_path: Path) -> None:
    words = {"de": {"archives": "Alles", "updated": "Neu seit"}, "de-at": {"updated": "Nachgeführt"}}
    page, tree = one_post(tmp_path, THEME_WORDS=words)
    assert tree.get("lang") == "de-AT"
    assert "Alles" in [link.text for link in tree.iterfind(".//footer//nav//a")]
    assert "Nachgeführt" in page


def test_settings_of_pelican_and_of_the_theme(tmp_path: Path) -> None:
    _, tree = one_post(
        tmp_path,
        MENUITEMS=[("Shop", "/shop/")],
        SOCIAL=[("Fediverse", "https://social.example/@me")],
        LINKS=[("A friend", "https://friend.example/")],
        LINKS_WIDGET_NAME="Friends",
        SITELOGO="images/logo.svg",
        SITEICON="images/icon.svg",
        THEME_STYLESHEETS=["css/skin.css", "/extra/more.css"],
        FEDIVERSE_CREATOR="me@social.example",
        DISPLAY_CATEGORIES_ON_MENU=False,
    )
    assert [link.text for link in tree.iterfind(".//header/div/nav//a")] == ["Shop"]
    assert values(tree, "a[@rel='me']", "href") == ["https://social.example/@me"]
    assert values(tree, "footer//nav", "aria-label") == ["Mehr", "Anderswo", "Friends"]
    assert [address.removeprefix(SITE) for address in loaded(tree)] == [
        "/theme/css/theme.css",
        "/theme/css/skin.css",
        "/extra/more.css",
        "/images/icon.svg",
        "/images/logo.svg",
    ]
    assert meta(tree, "fediverse:creator") == ["me@social.example"]


@pytest.fixture(name="named", scope="module")
def _named(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A blog whose names look like HTML."""
    folder = tmp_path_factory.mktemp("named")
    write(
        folder,
        post=NAMED.format(language="en", more=""),
        fremd=NAMED.format(language='x"><y', more="Translation: true"),
    )
    listed = {"DIRECT_TEMPLATES": THEME["DIRECT_TEMPLATES"], "DEFAULT_PAGINATION": 1}
    return build(folder / "content", folder / "output", plugins=(), **THEME | FEEDS | NAMES | listed)


def test_names_are_no_html(named: Build) -> None:
    for page in pages(named).values():
        tree = parsed(page)
        assert "R&D" in [link.text for link in tree.iterfind(".//header//a[@rel='home']")]
        assert [link.text for link in tree.iterfind(".//header//nav//a")] == ["Map<K>", "A<i>B"]
        assert values(tree, "header//nav//a", "href")[0] == "/find?a=1&b=2"
        assert {"B&B", "<me>", "Then & <now>"} <= {link.text for link in tree.iterfind(".//footer//a")}
        assert "P&L" in values(tree, "footer//nav", "aria-label")
        assert meta(tree, "og:site_name") == ["R&D"]
        assert {"R&D"} <= set(values(tree, "link[@type]", "title"))


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("tag/vector.html", "vector<T>"),
        ("tag/qa-x.html", 'Q&A "x"'),
        ("category/ab.html", "A<i>B"),
        ("author/ada.html", "Ada <ada@example.org>"),
    ],
)
def test_a_name_is_the_heading_of_its_page(named: Build, page: str, name: str) -> None:
    tree = parsed(named.text(page))
    assert [heading.text for heading in tree.iterfind(".//main//h1")] == [name]
    assert tree.findtext(".//title") == f"{name} – R&D"
    assert meta(tree, "og:title") == [name]
    assert f"R&D: {name}" in values(tree, "link[@type]", "title")


def test_names_of_a_post(named: Build) -> None:
    tree = parsed(named.text("post.html"))
    assert [link.text for link in tree.iterfind(".//footer//a[@rel='tag']")] == ["vector<T>", 'Q&A "x"']
    assert tree.findtext(".//a[@class='p-author']") == "Ada <ada@example.org>"
    assert tree.findtext(".//a[@class='p-category']") == "A<i>B"
    assert meta(tree, "author") == ["Ada <ada@example.org>"]
    assert values(tree, "main//a[@hreflang]", "hreflang") == ['x"><y']
    assert tree.findtext(".//main//a[@hreflang]") == 'x"><y'
    assert tree.findtext(".//title") == "Post – R&D"
    for kind, name in (("tags", "vector<T>"), ("categories", "A<i>B"), ("authors", "Ada <ada@example.org>")):
        assert name in [link.text for link in parsed(named.text(f"{kind}.html")).iterfind(".//main//a")]
    assert "A<i>B" in [link.text for link in parsed(named.text("index.html")).iterfind(".//main//p/a")]


def test_a_title_keeps_its_markup(tmp_path: Path) -> None:
    page, tree = one_post(tmp_path, "Title: A <em>b</em>\nDate: 2026-01-02\n\nText.\n")
    assert '<h1 class="p-name">A <em>b</em></h1>' in page
    assert tree.findtext(".//title", "").startswith("A b – ")


def words(**context: Any) -> Any:
    """Give what the templates import from words.html."""
    environment = Environment(loader=FileSystemLoader(OUR_THEME / "templates"), trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("words.html").make_module(context)


@pytest.mark.parametrize(("written", "tag"), sorted(locales._claimed("miswritten").items()))
def test_a_miswritten_language_is_the_one_that_the_plugin_takes_it_for(written: str, tag: str) -> None:
    assert words().tag_of(written) == locales.tag(written) == tag


@pytest.mark.parametrize(
    ("written", "tag", "name", "direction"),
    [
        ("jp", "ja", "日本語", "ltr"),
        ("JP", "ja", "日本語", "ltr"),
        ("iw", "he", "עברית", "rtl"),
        ("iw_IL", "he-IL", "עברית", "rtl"),
        ("in", "id", "Indonesia", "ltr"),
        ("zh", "zh", "中文", "ltr"),
        ("zh_TW", "zh-TW", "繁體中文", "ltr"),
        ("zh-CN", "zh-CN", "简体中文", "ltr"),
        ("zh-Hant-MO", "zh-Hant-MO", "繁體中文", "ltr"),
        ("cn", "zh-Hans", "简体中文", "ltr"),
        ("de_AT.UTF-8", "de-AT", "Deutsch", "ltr"),
        ("de_DE@euro", "de-DE", "Deutsch", "ltr"),
        ("sr-Latn", "sr-Latn", "Српски", "ltr"),
        ("tlh", "tlh", "tlh", "ltr"),
    ],
)
def test_languages_as_blogs_write_them(written: str, tag: str, name: str, direction: str) -> None:
    here = words(DEFAULT_LANG=written)
    assert (here.language, here.name_of(written), here.direction) == (tag, name, direction)
    assert (here.tongue(written), here.tongue(tag)) == ("", "")
    assert words(DEFAULT_LANG="fo").tongue(written) == f' lang="{tag}" dir="{direction}"'


def test_words_for_a_language_as_the_blog_writes_it() -> None:
    given = {"jp": {"archives": "過去の記事", "language": "にほんご"}}
    here = words(DEFAULT_LANG="jp", THEME_WORDS=given)
    assert (here.say["archives"], here.say["tags"], here.name_of("ja")) == ("過去の記事", "Tags", "にほんご")


def test_a_page_in_a_miswritten_language(tmp_path: Path) -> None:
    _, tree = one_post(tmp_path, "Title: 記事\nDate: 2026-01-02\nLang: jp\nSlug: a\n\n本文。\n")
    assert tree.get("lang") == "ja"


def test_a_summary_made_of_the_opening_does_not_stand_there_twice(tmp_path: Path) -> None:
    page, _ = one_post(tmp_path, "Title: Post\nDate: 2026-01-02\nSummary: An opening.\n\nAn opening. And more.\n")
    assert page.partition("<main")[2].count("An opening.") == 1


def test_hooks_stand_where_readers_finish(nudged: Build, bare: Build) -> None:
    page = nudged.text(file_of(KINDS["article"]))
    places = [page.index(part) for part in ("took a photograph of it", "passalong-cta", "passalong-list", 'rel="tag"')]
    assert places == sorted(places)
    assert "passalong-" not in bare.text(file_of(KINDS["article"]))
    for kind in ("index", "tag", "category", "author", "archives", "page"):
        assert "passalong-" not in nudged.text(file_of(KINDS[kind])), kind


def test_a_post_that_is_not_to_travel_ends_with_its_text(nudged: Build) -> None:
    page = nudged.text("2026/for-ilse/index.html")
    assert "passalong-" not in page


def test_pages_have_hooks_where_a_setting_asks_for_them(tmp_path: Path) -> None:
    blog = sample(tmp_path, plugins=(NUDGE,), SHARE_NUDGE_WHERE=["articles", "pages"])
    page = blog.text("about/index.html")
    assert page.index("share-nudge:cta") < page.index("share-nudge:bar") < page.index("</article>")


# In Chromium

WIDE_PAGES = [
    "",
    "index2.html",
    "post.html",
    "other.html",
    "pages/page.html",
    "tag/post.html",
    f"tag/{COMPOUND.lower().replace('ü', 'u')}-t.html",
    "tags.html",
    f"category/{COMPOUND.lower().replace('ü', 'u')}-a.html",
    "categories.html",
    f"author/{COMPOUND.lower().replace('ü', 'u')}-n.html",
    "authors.html",
    "archives.html",
    "2026/",
    "404.html",
]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and give its address."""
    with ThreadingHTTPServer(("localhost", 0), partial(Pages, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(name="site", scope="module")
def _site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    with served(folder) as address:
        sample(folder, plugins=(NUDGE,), SITEURL=address)
        yield address


@pytest.fixture(name="wide", scope="module")
def _wide(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A blog of long words."""
    folder = tmp_path_factory.mktemp("wide")
    code = f"<code>{COMPOUND}</code>"
    posts = {
        "a": WIDE.format(slug="post", markup=code, more=""),
        "b": WIDE.format(slug="post", markup="", more="Translation: true").replace("Lang: de", f"Lang: {COMPOUND}"),
        "c": WIDE.format(slug="other", markup=code, more=""),
        "pages/a": WIDE.format(slug="page", markup=code, more=""),
    }
    write(folder, **posts)
    settings = {
        "SITENAME": COMPOUND,
        "SITESUBTITLE": COMPOUND,
        "DEFAULT_LANG": "de",
        "DEFAULT_PAGINATION": 1,
        "MENUITEMS": [(COMPOUND, "/")],
        "LINKS": [(COMPOUND, "/")],
        "SHARE_NUDGE_WARN": False,
    }
    with served(folder / "output") as address:
        build(folder / "content", folder / "output", plugins=(NUDGE,), **THEME | settings | {"SITEURL": address})
        yield address


@pytest.fixture(name="every_page", scope="module")
def _every_page(browser: Browser, site: str) -> Callable[..., Iterator[tuple[str, Any]]]:
    """Visit one page of every kind: `every_page(color_scheme="dark")`."""

    def visit(query: str = "", **options: Any) -> Iterator[tuple[str, Any]]:
        context = browser.new_context(**options)
        page = context.new_page()
        for kind, path in KINDS.items():
            page.goto(f"{site}/{path}{query}", wait_until="load")
            yield kind, page
        context.close()

    return visit


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(every_page: Callable[..., Iterator[tuple[str, Any]]], scheme: str, width: int) -> None:
    problems = []
    for kind, page in every_page(color_scheme=scheme, viewport={"width": width, "height": 800}):
        problems += [(kind, *problem) for problem in found_by_axe(page, ["html"])]
    assert problems == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 768])
def test_no_page_is_wider_than_its_screen(every_page: Callable[..., Iterator[tuple[str, Any]]], width: int) -> None:
    for kind, page in every_page(viewport={"width": width, "height": 640}):
        assert page.evaluate("document.documentElement.scrollWidth") == width, kind


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 1024])
def test_no_word_is_wider_than_its_screen(browser: Browser, wide: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 640})
    wider = []
    for name in WIDE_PAGES:
        answer = page.goto(f"{wide}/{name}", wait_until="load")
        assert answer is not None
        assert answer.ok, name
        found = page.evaluate("document.documentElement.scrollWidth")
        wider += [(name, found)] if found != width else []
    page.close()
    assert wider == []


@pytest.mark.browser
def test_the_edge_is_drawn_where_hooks_follow(browser: Browser, site: str) -> None:
    page = browser.new_page()
    edge = "text => [getComputedStyle(text, '::after').content, getComputedStyle(text, '::after').height]"
    drawn = {}
    for path in (KINDS["article"], "2026/for-ilse/", KINDS["page"]):
        page.goto(f"{site}/{path}")
        drawn[path] = page.locator(".text").evaluate(edge)
    page.close()
    stripe = drawn.pop(KINDS["article"])
    assert stripe[0] == '""'
    assert float(stripe[1].removesuffix("px")) > 4
    assert [content for content, _ in drawn.values()] == ["none", "none"]


@pytest.mark.browser
def test_about_66_characters_stand_in_a_line(every_page: Callable[..., Iterator[tuple[str, Any]]]) -> None:
    a_line = "p => p.textContent.length / Math.round(p.offsetHeight / parseFloat(getComputedStyle(p).lineHeight))"
    for kind, page in every_page(viewport={"width": 1440, "height": 900}):
        if kind == "article":
            assert 58 <= max(page.locator(".text p").evaluate_all(f"all => all.map({a_line})")) <= 74


@pytest.mark.browser
def test_the_first_key_press_offers_to_skip_to_the_text(every_page: Callable[..., Iterator[tuple[str, Any]]]) -> None:
    for kind, page in every_page():
        page.keyboard.press("Tab")
        first = page.locator(":focus")
        assert first.get_attribute("href") == "#main-text", kind
        assert first.bounding_box()["height"] > 24, kind
