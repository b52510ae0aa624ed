"""What goes wrong with one post, or with one template, stays there: the build ends as without the plugin."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader
from pelican import signals
from pelican.contents import Article
from pelican.settings import read_settings
from support.builds import NUDGE, TESTS, THEMES
from support.judging import hook_counts
from support.processes import pelican

from pelican_share_nudge.blocks.render import Assets, Hooks, Renderer
from pelican_share_nudge.hooks.bar import ShareLink
from pelican_share_nudge.host.plugin import ShareNudge
from pelican_share_nudge.host.posts import Posts
from pelican_share_nudge.locales import Phrase, phrases
from pelican_share_nudge.post import Post

PRINTS = str(TESTS / "containment" / "prints")
WITH_FEEDS = {"SHARE_NUDGE_WHERE": ["articles", "feeds"]}
SLUGS = ("ash", "birch", "cedar", "damson")


def write_post(folder: Path, slug: str, *, body: str = "", **front_matter: str) -> None:
    keys = {"Title": f"On {slug}", "Date": f"2026-03-0{SLUGS.index(slug) + 1}", "Slug": slug, **front_matter}
    head = "".join(f"{key}: {value}\n" for key, value in keys.items())
    (folder / f"{slug}.md").write_text(f"{head}\nThe wood of {slug} burns well.\n{body}\n", encoding="utf-8")


@pytest.fixture(name="content")
def _content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    for slug in SLUGS:
        write_post(folder, slug)
    return folder


@pytest.fixture(name="theme")
def _theme(tmp_path: Path) -> Callable[..., str]:
    """Make a theme whose templates below share_nudge/ are given by name."""

    def make(**templates: str | bytes) -> str:
        folder = tmp_path / "theme" / "templates" / "share_nudge"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in templates.items():
            (folder / f"{name}.html").write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(tmp_path / "theme")

    return make


class Answer:
    """What an article says when the plugin asks for an attribute; everybody else gets what it really is."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, article: Any, owner: type) -> object:
        if not sys._getframe(1).f_globals["__name__"].startswith("pelican_share_nudge"):
            own = vars(article)
            return own[self.name] if self.name in own else getattr(super(owner, article), self.name)
        if isinstance(self.value, Exception):
            raise type(self.value)(*self.value.args)
        return self.value

    def __set__(self, article: Any, value: object) -> None:
        vars(article)[self.name] = value


class Changing:
    """A plugin that lets the article with a slug give answers of its own, before anything is written."""

    def __init__(self, slug: str, **answers: object) -> None:
        self.slug, self.answers = slug, answers

    def register(self) -> None:
        signals.all_generators_finalized.connect(self._change)

    def _change(self, generators: list[Any]) -> None:
        for article in generators[0].articles:
            if article.slug == self.slug:
                answers = {name: Answer(value) for name, value in self.answers.items()}
                article.__class__ = type("Changed", (Article,), answers)


# One post


UNUSABLE = [
    "https://[CDN]/cover.png",
    "http://[::1",
    "//[",
    "https://cdn:port/a.png",
    "C:\\pictures\\a.png",
]


@pytest.mark.parametrize("address", UNUSABLE)
def test_a_picture_without_an_address_is_a_finding_and_no_more(address: str, build: Any, content: Path) -> None:
    write_post(content, "birch", Image=address)
    result = build(content, SHARE_NUDGE_NETWORKS=["pinterest", "email"], SHARE_NUDGE_WHERE=["articles", "feeds"])
    assert all(hook_counts(result.text(f"{slug}.html"))[1:] == (1, 1) for slug in SLUGS)
    (found,) = (line for line in result.printed if "[bad-metadata]" in line)
    assert "content/birch.md:4: warning: " in found
    assert "https:// and is whole" in found


@pytest.mark.parametrize("address", UNUSABLE)
def test_a_picture_in_the_text_that_has_no_address(address: str, build: Any, content: Path) -> None:
    write_post(content, "birch", body=f'\n<img src="{address}" alt="">')
    result = build(content, SHARE_NUDGE_NETWORKS=["pinterest", "email"])
    assert hook_counts(result.text("birch.html"))[1:] == (1, 1)
    (found,) = (line for line in result.printed if "[bad-metadata]" in line)
    assert "content/birch.md:7: warning: " in found


@pytest.mark.parametrize(
    "address", ["https://cdn.example/a.png", "//cdn.example/a.png", "/a.png", "a.png", "https://[::1]/a.png", "ä b.png"]
)
def test_pictures_that_can_be_fetched(address: str, build: Any, content: Path) -> None:
    write_post(content, "birch", Image=address)
    for name in ("a.png", "ä b.png"):
        (content / name).write_bytes(b"a picture")
    result = build(content, SHARE_NUDGE_NETWORKS=["pinterest"], STATIC_PATHS=["a.png", "ä b.png"])
    assert not [line for line in result.printed if "[bad-metadata]" in line]
    assert "media=https" in result.text("birch.html")


SURPRISES: dict[str, dict[str, object]] = {
    "no title": {"title": None},
    "no language": {"lang": None},
    "no category": {"category": None},
    "tags as text": {"tags": "wood, fire"},
    "no tags": {"tags": None},
    "authors that are none": {"authors": 7},
    "odd front matter": {"metadata": {1: 2, "summary": 3.5, "image": ["a"], "nudge_cta": {"a": 1}}},
    "no front matter": {"metadata": None},
    "a front matter that raises": {"metadata": KeyError("gone")},
    "a title that raises": {"title": ZeroDivisionError("division")},
    "a status that raises": {"status": OSError("no status")},
    "an address that raises": {"url": KeyError("season")},
    "no address": {"url": None},
    "a source that raises": {"relative_source_path": ValueError("no source")},
    "a page that raises": {"save_as": KeyError("season")},
    "translations that are none": {"translations": None},
    "no text": {"_content": None},
    "a text that raises": {"get_content": RuntimeError("no text")},
    "a date that is none": {"date": None},
}
PLAIN = str(TESTS / "containment" / "plain")


@pytest.mark.parametrize("surprise", SURPRISES)
@pytest.mark.parametrize("theme", [PLAIN, PRINTS], ids=["plain", "prints"])
def test_a_surprise_in_one_post_stays_there(surprise: str, theme: str, build: Any, content: Path) -> None:
    quiet = {"THEME": theme, "SHARE_NUDGE_CTAS": [{"kind": "read-next"}, {"kind": "pass-on"}], **WITH_FEEDS}
    usual = build(content, "usual", **quiet)
    result = build(content, plugins=(Changing("damson", **SURPRISES[surprise]), NUDGE), **quiet)
    assert set(result.files()) == set(usual.files())
    assert [result.text(f"{slug}.html") == usual.text(f"{slug}.html") for slug in SLUGS[:2]] == [True, True]
    assert all(hook_counts(result.text(f"{slug}.html"))[1] == 1 for slug in SLUGS[:3])


@pytest.mark.parametrize("name", ["title", "url"])
def test_a_surprise_in_one_post_leaves_the_share_links_of_the_others(name: str, build: Any, content: Path) -> None:
    odd = (Changing("birch", **{name: ZeroDivisionError("no such thing")}), NUDGE)
    result = build(content, plugins=odd, THEME=PRINTS, SHARE_NUDGE_PLACEMENT="theme")
    page = result.text("index.html")
    assert (page.count(">twitter</a>"), page.count('<a href="">twitter</a>')) == (len(SLUGS), 1)


@pytest.mark.parametrize("theme", [PLAIN, PRINTS], ids=["plain", "prints"])
@pytest.mark.parametrize("name", ["title", "url", "save_as"])
def test_what_cannot_be_prepared_is_said_once_with_its_reason(theme: str, name: str, build: Any, content: Path) -> None:
    odd = (Changing("birch", **{name: ZeroDivisionError("no such thing")}), NUDGE)
    result = build(content, plugins=odd, THEME=theme, SHARE_NUDGE_WARN=False, **WITH_FEEDS)
    (line,) = (line for line in result.lines if "ZeroDivisionError" in line)
    assert line.startswith("WARNING: share-nudge: 1 page without hooks. ")
    assert "no such thing" in line
    assert "(birch.md)" in line


def test_pages_without_a_place_are_said_though_nobody_wants_warnings(build: Any, content: Path) -> None:
    theme = {"THEME": str(THEMES / "filtered-no-place"), "SHARE_NUDGE_WARN": False}
    (line,) = (line for line in build(content, **theme).lines if "without hooks" in line)
    assert line.startswith("WARNING: share-nudge: 4 pages without hooks. Its page has no place")
    assert line.count(".md") == 3
    assert "and 1 more" in line


def test_nothing_is_said_where_nothing_is_missing(build: Any, content: Path) -> None:
    assert not [line for line in build(content, SHARE_NUDGE_WARN=False).lines if not line.startswith("INFO")]


# Templates

FAILS = "one\n{{ post.nothing.nowhere }}"
BLOCKS = ("bar", "cta")


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("base", ["simple", PRINTS], ids=["any theme", "prints"])
def test_a_template_that_fails_takes_its_own_block_away_and_no_other(
    block: str, base: str, build: Any, content: Path, theme: Callable[..., str], tmp_path: Path
) -> None:
    folder = theme(**{block: FAILS})
    overrides = {"THEME": base, "THEME_TEMPLATES_OVERRIDES": [f"{folder}/templates"]}
    result = build(content, **overrides)
    for slug in SLUGS:
        page = result.text(f"{slug}.html")
        assert f"<!-- share-nudge:{block} -->" not in page
        assert all(f"<!-- share-nudge:{name} -->" in page for name in ("assets", *BLOCKS) if name != block)
    (found,) = (line for line in result.printed if "[template-mistake]" in line)
    assert found.startswith(f"{folder}/templates/share_nudge/{block}.html:2: error: On 4 of 4 posts")
    assert not [line for line in result.printed if "-missing]" in line or "[dead-end]" in line]


@pytest.mark.parametrize("block", [*BLOCKS, "assets", "feed_line"])
def test_a_template_that_fails_is_one_error_in_the_log(
    block: str, build: Any, content: Path, theme: Callable[..., str]
) -> None:
    where = {"SHARE_NUDGE_WHERE": ["articles", "feeds"], "SHARE_NUDGE_WARN": False}
    result = build(content, THEME=theme(**{block: FAILS}), **where)
    (line,) = (line for line in result.lines if line.startswith("ERROR"))
    assert f"share_nudge/{block}.html:2: no {block} in 4 posts" in line
    assert ("share-nudge:feed-line" in result.text("feeds/all.atom.xml")) == (block != "feed_line")


def test_a_template_may_fail_for_some_posts(build: Any, content: Path, theme: Callable[..., str]) -> None:
    text = "{% if post.title == 'On cedar' %}{{ 1 // 0 }}{% endif %}<p class='own'>Pass it on</p>"
    result = build(content, THEME=theme(bar=text))
    assert ["Pass it on</p>" in result.text(f"{slug}.html") for slug in SLUGS] == [True, True, False, True]
    (found,) = (line for line in result.printed if "[template-mistake]" in line)
    assert "bar.html:1: error: On 1 of 4 posts" in found
    assert "ZeroDivisionError" in found


def test_a_mistake_is_found_in_the_template_that_is_included(
    build: Any, content: Path, theme: Callable[..., str]
) -> None:
    folder = theme(bar="{% include 'share_nudge/inner.html' %}", inner="\n\n{{ none.of.it }}")
    (found,) = (line for line in build(content, THEME=folder).printed if "[template-mistake]" in line)
    assert found.startswith(f"{folder}/templates/share_nudge/inner.html:3: error: ")


@pytest.mark.parametrize("inner", [False, True], ids=["itself", "included"])
def test_a_template_that_is_not_utf_8(inner: bool, build: Any, content: Path, theme: Callable[..., str]) -> None:
    bad = "one\ntwo\nErzähl es weiter".encode("latin-1")
    folder = theme(bar="{% include 'share_nudge/inner.html' %}", inner=bad) if inner else theme(bar=bad)
    result = build(content, THEME=folder)
    name = "inner" if inner else "bar"
    (found,) = (line for line in result.printed if "[template-mistake]" in line)
    assert found.startswith(f"{folder}/templates/share_nudge/{name}.html:3: error: ")
    assert "Save it as UTF-8" in found
    assert "<!-- share-nudge:cta -->" in result.text("ash.html")


def test_templates_that_work_are_left_alone(build: Any, content: Path, theme: Callable[..., str]) -> None:
    result = build(content, THEME=theme(bar="<p>{{ post.nothing }}Erzähl es weiter</p>"))
    assert not [line for line in result.printed if "[template-mistake]" in line]
    assert "Erzähl es weiter" in result.text("ash.html")


def test_a_template_that_is_none_fails_later_where_a_build_must_not_end(tmp_path: Path) -> None:
    folder = tmp_path / "share_nudge"
    folder.mkdir()
    (folder / "bar.html").write_text("\n{% if %}", encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(str(tmp_path)), autoescape=True)
    renderer = Renderer(environment, look="plain", lenient=True)
    post = Post(title="On ash", address="https://blog.example/ash.html", language="en", source="ash.md")
    hooks = Hooks((ShareLink("x", Phrase("X", "en"), "https://x.example/", "social"),))
    assert renderer.bar(post, hooks, phrases("en")) == []
    ((mistake, sources),) = renderer.mistakes
    assert (mistake.file, mistake.line, sources) == (str(folder / "bar.html"), 2, ("ash.md",))
    assert renderer.assets(Assets("/a.css"), "ash.md")


@pytest.mark.parametrize(("fatal", "status"), [([], 0), (["--fatal", "warnings"], 1)], ids=["usual", "fatal"])
def test_what_fatal_asks_for_ends_the_build_when_all_pages_are_whole(
    fatal: list[str], status: int, content: Path, tmp_path: Path
) -> None:
    ctas = '[{"kind": "contact", "target": "{filename}/nowhere.md"}, {"kind": "pass-on"}]'
    options = ["-e", f'PLUGINS=["{NUDGE}"]', f"SHARE_NUDGE_CTAS={ctas}", "SHARE_NUDGE_WARN=false", 'THEME="simple"']
    options += ['SITEURL="https://blog.example"', 'TIMEZONE="UTC"', "FEED_ALL_ATOM=null", "CATEGORY_FEED_ATOM=null"]
    done = pelican(str(content), "-o", str(tmp_path / "out"), *fatal, *options, cwd=tmp_path)
    assert done.status == status, done.err
    assert (tmp_path / "out" / "ash.html").is_file(), done.err + done.out
    pages = [(tmp_path / "out" / f"{slug}.html").read_text(encoding="utf-8") for slug in SLUGS]
    assert [hook_counts(page) for page in pages] == [(1, 1, 1)] * 4


# Feeds


class FeedChanging:
    """A plugin that changes each feed before hooks are put in."""

    def __init__(self, change: Callable[[Any], object]) -> None:
        self.change = change

    def register(self) -> None:
        signals.feed_generated.connect(self._changed)

    def _changed(self, context: object, feed: Any) -> None:
        self.change(feed)


def without_link(feed: Any) -> None:
    feed.feed["link"] = "https://other.example/"


def with_a_foreign_item(feed: Any) -> None:
    feed.items[0]["link"] = "https://other.example/x.html"


@pytest.mark.parametrize(("change", "hooks"), [(without_link, 0), (with_a_foreign_item, 3), (lambda feed: None, 4)])
def test_feeds_and_items_of_another_shape_are_left_alone(
    change: Callable[[Any], object], hooks: int, build: Any, content: Path
) -> None:
    result = build(content, plugins=(FeedChanging(change), NUDGE), **WITH_FEEDS)
    assert result.text("feeds/all.atom.xml").count("share-nudge:feed-line") == hooks


def test_an_item_that_fails_is_as_pelican_made_it(build: Any, content: Path, theme: Callable[..., str]) -> None:
    folder = theme(feed_line="{% if post.title == 'On ash' %}{{ 1 // 0 }}{% endif %}<p>Pass it on</p>")
    result = build(content, THEME=folder, **WITH_FEEDS)
    assert result.text("feeds/all.atom.xml").count("share-nudge:feed-line") == 3
    assert [line for line in result.printed if "feed_line.html:1: error: On 1 of 4 posts" in line]


def test_posts_are_prepared_once_for_all_feeds(build: Any, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, slug in enumerate(SLUGS):
        write_post(content, slug, Tags=", ".join(f"t{tag}" for tag in range(number, 12)))
    asked: list[str] = []
    plain = Posts.prepare

    def counted(self: Posts, article: Any, site: str) -> Any:
        asked.append(article.slug)
        return plain(self, article, site)

    monkeypatch.setattr(Posts, "prepare", counted)
    result = build(content, TAG_FEED_ATOM="feeds/tag-{slug}.xml", **WITH_FEEDS)
    assert len([name for name in result.files() if name.startswith("feeds/tag-")]) == 12
    assert result.text("feeds/tag-t11.xml").count("share-nudge:feed-line") == 4
    assert sorted(asked) == sorted(SLUGS)


# Anything


ODD = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.dates()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=2)),
    max_leaves=4,
)
ADDRESSES = st.sampled_from((*UNUSABLE, "{filename}//[", "{static}nowhere.png", "|filename|/x", "\ud800", "%", "/ä"))
KEYS = st.sampled_from(
    ("title", "summary", "image", "cover", "nudge", "nudge_share", "nudge_cta", "nudge_url", "nudge_image", "series")
)


@pytest.fixture(name="plugin", scope="module")
def _plugin(tmp_path_factory: pytest.TempPathFactory) -> ShareNudge:
    folder = tmp_path_factory.mktemp("site")
    given = {"PATH": str(folder), "OUTPUT_PATH": str(folder / "out"), "SITEURL": "https://blog.example"}
    options = read_settings(override=given | {"SHARE_NUDGE_NETWORKS": ["pinterest", "x", "email"]})
    context = {"generated_content": {}, "static_links": set(), "static_content": {}, "articles": []}
    return ShareNudge(context, options, str(folder), options["THEME"], str(folder / "out"))


@given(
    metadata=st.dictionaries(
        st.one_of(KEYS, st.text(max_size=8), st.integers()), st.one_of(ODD, ADDRESSES), max_size=6
    ),
    title=ODD,
    language=ODD,
    tags=ODD,
    content=st.one_of(st.none(), st.text(), st.builds('<p>x</p><img src="{}">'.format, ADDRESSES)),
)
@settings(max_examples=300)
def test_any_front_matter_can_be_prepared(
    plugin: ShareNudge, metadata: dict[Any, Any], title: Any, language: Any, tags: Any, content: str | None
) -> None:
    post = SimpleNamespace(
        metadata=metadata,
        title=title,
        lang=language,
        tags=tags,
        url="a.html",
        source_path="/nowhere/a.md",
        relative_source_path="a.md",
        status="published",
        date=datetime.datetime(2026, 1, 1),
        _content=content,
    )
    prepared = plugin.posts.prepare(post, "https://blog.example")
    assert prepared.post.address.isascii() or not prepared.hooks.links
    assert plugin.renderer.bar(prepared.post, prepared.hooks, prepared.phrases) or not prepared.hooks.links
    assert list(plugin.renderer.mistakes) == []
