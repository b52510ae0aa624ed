"""What the preview tags say of a post, and what they leave to the page that says it already."""

from __future__ import annotations

import datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from msgspec.structs import replace

from pelican_share_nudge.blocks.render import NO_HOOKS, Renderer
from pelican_share_nudge.decision import Around
from pelican_share_nudge.hooks import choose_hooks
from pelican_share_nudge.hooks.preview import Preview, PreviewPicture
from pelican_share_nudge.locales import open_graph_locale, phrases
from pelican_share_nudge.page.head import said_in
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import NO_WISHES, Wishes
from pelican_share_nudge.tables.previews import PROPERTIES
from pelican_share_nudge.text import clean, cut_at_sentence

POST = Post(
    title='R&D "quotes" + 100% café <em>x</em>',
    description="What we found.",
    address="https://blog.example/a.html",
    language="de-AT",
    category="Letters",
    tags=("Static Site", "c++"),
    authors=("Jane Doe", "Ali"),
    author_addresses=("https://blog.example/author/jane-doe.html",),
    published="2026-05-01T10:00:00+02:00",
    modified="2026-05-03T00:00:00+02:00",
    translations=("en", "pt-BR", "tlh"),
    source="a.md",
)
ALL = {
    "og:title": [POST.title],
    "og:description": ["What we found."],
    "og:url": ["https://blog.example/a.html"],
    "og:type": ["article"],
    "og:site_name": ["My blog"],
    "og:locale": ["de_AT"],
    "og:locale:alternate": ["en_US", "pt_BR"],
    "article:published_time": ["2026-05-01T10:00:00+02:00"],
    "article:modified_time": ["2026-05-03T00:00:00+02:00"],
    "article:section": ["Letters"],
    "article:tag": ["Static Site", "c++"],
    "article:author": ["https://blog.example/author/jane-doe.html"],
    "twitter:card": ["summary"],
    "twitter:site": ["@myblog"],
    "fediverse:creator": ["@me@norden.social"],
    "description": ["What we found."],
    "author": ["Jane Doe, Ali"],
    "canonical": ["https://blog.example/a.html"],
}
PICTURE = PreviewPicture("https://blog.example/a.png", 1200, 630, "image/png", "A loaf")
OF_PICTURE = {
    "og:image": ["https://blog.example/a.png"],
    "og:image:width": ["1200"],
    "og:image:height": ["630"],
    "og:image:type": ["image/png"],
    "og:image:alt": ["A loaf"],
}
SETTINGS = {"HANDLES": {"x": "myblog", "mastodon": "me@norden.social"}}
RENDERER = Renderer(Environment(loader=DictLoader({})), look="plain")


class Read(HTMLParser):
    """Reads tags as Python's own parser does, whatever the plugin's makes of them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("property") or given.get("name") or given.get("rel"), given.get("content")
        self.found.setdefault(name or "", []).append(value if value is not None else given.get("href") or "")


def said(
    head: str | None = "",
    post: Post = POST,
    picture: PreviewPicture | None = None,
    wishes: Wishes = NO_WISHES,
    **settings: Any,
) -> dict[str, list[str]]:
    """Give what is written into a page with such a head; what a theme prints by itself for None."""
    config = Config.parse({f"SHARE_NUDGE_{name}": value for name, value in (SETTINGS | settings).items()})
    words = phrases(post.language)
    page = None if head is None else f"<!doctype html><html><head>{head}</head><body>"
    around = Around(
        today=datetime.date(2026, 6, 15),
        phrases=words,
        site_name="My blog",
        head=None if page is None else said_in(page),
    )
    preview: Preview | None = choose_hooks(post, wishes, config, around)["preview"].data
    if preview is not None and preview.asks_for_picture:
        preview = preview.with_picture(picture)
    return Read("".join(map(str, RENDERER.render("preview", preview, post, NO_HOOKS, words)))).found


def test_an_empty_head_gets_all() -> None:
    assert said() == ALL
    assert said(None) == ALL
    assert list(said(picture=PICTURE)) == [name for name in PROPERTIES if name != "twitter:creator"]
    assert said(picture=PICTURE) == ALL | OF_PICTURE | {"twitter:card": ["summary_large_image"]}


CREATORS = [
    ({}, {}, None, "@me@norden.social"),
    ({"x": "jane"}, {}, "@jane", "@me@norden.social"),
    ({"mastodon": "@jane@norden.social"}, {}, None, "@jane@norden.social"),
    ({"x": "", "mastodon": ""}, {}, None, None),
    ({"mastodon": "jane@norden.social"}, {"HANDLES": {}}, None, "@jane@norden.social"),
]


@pytest.mark.parametrize(("handles", "settings", "on_x", "in_the_fediverse"), CREATORS)
def test_the_author_is_the_creator(
    handles: dict[str, str], settings: dict[str, Any], on_x: str | None, in_the_fediverse: str | None
) -> None:
    found = said(post=replace(POST, handles=handles), **settings)
    assert found.get("twitter:creator", [None]) == [on_x]
    assert found.get("fediverse:creator", [None]) == [in_the_fediverse]
    assert found.get("twitter:site") == (None if settings else ["@myblog"])


# What a page says already, in whatever spelling, and what is left out then.
LEFT = [
    ('<meta property="og:title" content="Theirs">', {"og:title"}),
    ('<meta name="og:title" content="Theirs">', {"og:title"}),
    ("<META PROPERTY='OG:TITLE' CONTENT='Theirs'>", {"og:title"}),
    ('<meta content="Theirs" property=og:title>', {"og:title"}),
    ('<meta property=" og:title " content="Theirs">', {"og:title"}),
    ('<meta name="og:title" property="dc:title" content="Theirs">', {"og:title"}),
    ('<meta property="og:description" content="He said "yes" to it">', {"og:description"}),
    ('<meta name="description" content="Theirs">', {"description"}),
    ('<link rel="canonical" href="https://other.example/">', {"canonical"}),
    ('<link href="/a.html" rel="nofollow CANONICAL">', {"canonical"}),
    ('<meta name="twitter:card" content="summary">', {"twitter:card"}),
    ('<meta property="twitter:site" content="@theirs">', {"twitter:site"}),
    ('<meta name="author" content="Theirs">', {"author"}),
    ('<meta property="article:tag" content="one">', {"article:tag"}),
    ('<meta property="og:locale" content="fr_FR">', {"og:locale"}),
    ('<meta name="fediverse:creator" content="@a@b.example">', {"fediverse:creator"}),
    (
        '<meta property="og:type" content="website">',
        {"og:type", *(name for name in ALL if name.startswith("article:"))},
    ),
    ('<meta property="og:type" content="article">', {"og:type"}),
    # They say nothing.
    ('<meta property="og:title" content="">', set()),
    ('<meta property="og:title" content=" ">', set()),
    ('<meta property="og:title">', set()),
    ('<link rel="canonical" href="">', set()),
    # They are something else.
    ('<title>Theirs</title><meta itemprop="name" content="Theirs">', set()),
    ('<meta property="og:titles" content="Theirs">', set()),
    ('<!-- <meta property="og:title" content="Theirs"> -->', set()),
    ('<script>"<meta property=og:title content=Theirs>"</script>', set()),
]


@pytest.mark.parametrize(("head", "left"), LEFT)
def test_what_a_page_says_is_left_alone(head: str, left: set[str]) -> None:
    assert said(head) == {name: values for name, values in ALL.items() if name not in left}


NAMES_A_PICTURE = [
    '<meta property="og:image" content="https://blog.example/theirs.png">',
    '<meta name="og:image" content="theirs.png">',
    '<meta property="og:image:url" content="https://blog.example/theirs.png">',
    '<meta property="og:image:secure_url" content="https://blog.example/theirs.png">',
]


@pytest.mark.parametrize("head", NAMES_A_PICTURE)
def test_a_page_that_has_chosen_a_picture_keeps_it(head: str) -> None:
    assert said(head, picture=PICTURE) == ALL | {"twitter:card": ["summary_large_image"]}


@pytest.mark.parametrize("name", [*ALL, *OF_PICTURE])
def test_a_setting_leaves_one_to_the_theme(name: str) -> None:
    everything = ALL | OF_PICTURE | {"twitter:card": ["summary_large_image"]}
    left = {*OF_PICTURE} if name == "og:image" else {name}
    expected = {key: values for key, values in everything.items() if key not in left}
    if name == "og:image":  # Then nobody names a picture that could be shown large.
        expected |= {"twitter:card": ["summary"]}
    assert said(picture=PICTURE, PREVIEW_WITHOUT=[name]) == expected


NONE = [
    {"PREVIEW": []},
    {"PREVIEW": ["pages"]},
    {"wishes": Wishes(nudge=False)},
    {"wishes": Wishes(without=frozenset(("preview",)))},
    {"PREVIEW_WITHOUT": list(PROPERTIES)},
    {"head": "".join(f'<meta property="{name}" content="x"><link rel={name} href=x>' for name in PROPERTIES)},
]


@pytest.mark.parametrize("case", NONE, ids=range(len(NONE)))
def test_a_post_without_any(case: dict[str, Any]) -> None:
    assert said(**case) == {}


def test_without_an_address_of_the_site_nothing_is_written_that_would_be_wrong() -> None:
    found = said(post=replace(POST, address="/a.html", author_addresses=("/author/jane-doe.html",)))
    assert found == {key: value for key, value in ALL.items() if key not in ("og:url", "canonical", "article:author")}


def test_a_page_is_no_article() -> None:
    found = said(post=replace(POST, kind="pages"), PREVIEW=["pages"])
    assert found == {name: values for name, values in ALL.items() if not name.startswith("article:")} | {
        "og:type": ["website"]
    }


def test_what_a_post_does_not_have_is_not_said() -> None:
    bare = Post(title="A", address="https://blog.example/a.html", language="")
    names = ["og:title", "og:url", "og:type", "og:site_name", "twitter:card", "canonical"]
    assert list(said(post=bare, HANDLES={})) == names


SIZES = [
    (1200, 630, "summary_large_image"),
    (300, 157, "summary_large_image"),
    (0, 0, "summary_large_image"),
    (299, 150, "summary"),
    (800, 800, "summary"),
    (630, 1200, "summary"),
]


@pytest.mark.parametrize(("width", "height", "card"), SIZES)
def test_how_large_the_picture_is_shown(width: int, height: int, card: str) -> None:
    assert said(picture=PICTURE._replace(width=width, height=height))["twitter:card"] == [card]


LOCALES = [
    ("de", "de_DE"),
    ("de-AT", "de_AT"),
    ("de_CH", "de_CH"),
    ("en", "en_US"),
    ("en-GB", "en_GB"),
    ("zh-Hant", "zh_TW"),
    ("zh-TW", "zh_TW"),
    ("zh", "zh_CN"),
    ("zh-Hans-SG", "zh_SG"),
    ("jp", "ja_JP"),
    ("pt", "pt_PT"),
    ("pt-BR", "pt_BR"),
    ("nn", "nn_NO"),
    ("tlh", ""),
    ("", ""),
    ("sr-Latn", ""),
    ("gsw-CH", "gsw_CH"),
]


@pytest.mark.parametrize(("language", "expected"), LOCALES)
def test_a_language_as_open_graph_has_it(language: str, expected: str) -> None:
    assert open_graph_locale(language) == expected


LONG_ENOUGH = "A first sentence that says enough by itself."
DESCRIPTIONS = [
    ("Short.", "Short."),
    (
        "A first sentence that says enough by itself. " + "And then a very long one " * 12,
        "A first sentence that says enough by itself.",
    ),
    ("Yes. " + "word " * 60, "Yes. " + "word " * 38 + "word…"),
    ("word " * 60, "word " * 38 + "word word…"),
    ("一" * 150 + "。" + "二" * 100, "一" * 150 + "。"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), DESCRIPTIONS)
def test_a_description_ends_with_a_sentence_or_a_word(text: str, expected: str) -> None:
    assert cut_at_sentence(text.strip(), 200) == expected


@given(st.text(max_size=600))
def test_a_cut_is_a_part_of_the_text_and_short(text: str) -> None:
    cut = cut_at_sentence(text, 200)
    assert len(cut) <= 200
    assert cut == text or "".join(cut.removesuffix("…").split()) in "".join(text.split())


@given(st.text(min_size=1), st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_what_a_post_says_arrives_as_it_is(title: str, description: str, tags: list[str]) -> None:
    title, description, tags = clean(title), clean(description)[:200], list(filter(None, map(clean, tags)))
    found = said(post=replace(POST, title=title, description=description, tags=tuple(tags)))
    expected = {"og:title": [title], "og:description": [description], "article:tag": tags}
    assert {name: found.get(name, []) for name in expected} == {
        name: [value for value in values if value] for name, values in expected.items()
    }
