"""What a blog sees of the plugin: names, settings, front matter, placement, template API, feeds, sub-sites."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import feedparser
import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser
from support.builds import NUDGE, TESTS, Build
from support.judging import ASSET, changed_files, hook_counts
from support.processes import pelican

from pelican_share_nudge.insert.splice import names, strip
from pelican_share_nudge.settings.problems import ConfigError


def write_post(folder: Path, slug: str, *lines: str, text: str = "One. Two.\n\nThree.", suffix: str = "md") -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / f"{slug}.{suffix}"
    head = "\n".join((f"Title: {slug.title()}", "Date: 2026-02-03 04:05", f"Slug: {slug}", *lines))
    path.write_text(f"{head}\n\n{text}\n", encoding="utf-8")
    return path


@pytest.fixture(name="content")
def _content(tmp_path: Path) -> Path:
    write_post(tmp_path / "content", "post", "Tags: one tag, two", "Category: Notes")
    return tmp_path / "content"


# Names


@pytest.mark.parametrize(
    "plugins",
    [
        ("share_nudge",),
        ("pelican_share_nudge",),
        ("pelican.plugins.share_nudge",),
        ("share_nudge", "pelican_share_nudge"),
    ],
    ids=" and ".join,
)
def test_every_name_and_both_names_give_one_bar(plugins: tuple[str, ...], build: Any, content: Path) -> None:
    assert hook_counts(build(content, plugins=plugins).text("post.html")) == (1, 1, 1)


def test_two_copies_of_the_plugin_give_one_bar(build: Any, content: Path, tmp_path: Path) -> None:
    from pelican_share_nudge.host.plugin import ShareNudge

    class Copy(ShareNudge):
        """What a second copy of the package, found under another name, would be."""

    class SecondCopy:
        @staticmethod
        def register() -> None:
            from pelican import signals

            signals.get_generators.connect(lambda _: Copy, weak=False)

    page = build(content, plugins=(NUDGE, SecondCopy)).text("post.html")
    assert hook_counts(page) == (1, 1, 1)
    assert page.count("<!-- share-nudge:assets -->") == 1


def test_a_blog_without_plugins_setting_needs_only_the_package(content: Path, tmp_path: Path) -> None:
    # Pelican loads every plugin that is installed: those of the tests' environment are told to do nothing.
    quiet = ['SITEURL="https://blog.example"', "HTML_MIN=false", "SEO_ENHANCER=false", "SEO_REPORT=false"]
    done = pelican(str(content), "-o", str(tmp_path / "out"), "-t", "simple", "-e", *quiet, cwd=tmp_path)
    assert done.status == 0, done.err
    assert hook_counts((tmp_path / "out" / "post.html").read_text(encoding="utf-8")) == (1, 1, 1)


# Front matter, in the three formats

MARKDOWN = "Title: Post\nDate: 2026-02-03\nSlug: post\n{}\n\nText.\n"
RST = "Post\n####\n\n:date: 2026-02-03\n:slug: post\n{}\n\nText.\n"
HTML = (
    '<html><head><title>Post</title><meta name="date" content="2026-02-03"><meta name="slug" content="post">{}</head>'
    "<body><p>Text.</p></body></html>"
)
FORMATS = {
    "md": lambda key, value: MARKDOWN.format(f"{key}: {value}"),
    "rst": lambda key, value: RST.format(f":{key}: {value}"),
    "html": lambda key, value: HTML.format(f'<meta name="{key}" content="{value}">'),
}
WISHES = [
    ("nudge", "off", (0, 0, 0), None),
    ("NUDGE", "Off", (0, 0, 0), None),
    ("nudge-share", "off", (1, 1, 1), "passalong-email"),
    ("nudge_share", "Mastodon, hacker-news", (1, 1, 1), "submitlink"),
    ("Nudge_Email", "OFF", (1, 0, 1), None),
    ("nudge_cta", "off", (1, 1, 0), None),
    ("nudge_cta", "Who should read this on Monday?", (1, 1, 1), "Who should read this on Monday?"),
    ("nudge_text", "Read &lt;this&gt;", (1, 1, 1), None),
    ("nudge_hashtags", "Schreiben, Kürzen", (1, 1, 1), "hashtags=Schreiben%2CK%C3%BCrzen"),
    ("nudge_url", "https://original.example/post?a=1", (1, 1, 1), "u=https%3A%2F%2Foriginal.example%2Fpost%3Fa%3D1"),
    ("nudge_share", "facebok", (1, 1, 1), "passalong-linkedin"),
    ("nudge_url", "javascript:alert(1)", (1, 1, 1), "u=https%3A%2F%2Fblog.example%2Fpost.html"),
]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("key", "value", "counts", "part"), WISHES, ids=lambda value: str(value)[:30])
def test_front_matter(
    suffix: str, key: str, value: str, counts: tuple[int, int, int], part: str | None, build: Any, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / f"post.{suffix}").write_text(FORMATS[suffix](key, value), encoding="utf-8")
    page = build(content).text("post.html")
    assert hook_counts(page) == counts
    assert part is None or part in page
    assert "javascript:" not in page


def test_a_bad_value_is_one_line_and_the_sites_value_is_used(build: Any, tmp_path: Path) -> None:
    write_post(tmp_path / "content", "post", "nudge_share: facebok", "nudge-email: perhaps", "nudge_shre: off")
    result = build(tmp_path / "content")
    assert hook_counts(result.text("post.html")) == (1, 0, 1)  # A doubtful switch is off.
    findings = [line for line in result.printed if "[bad-metadata]" in line]
    assert [re.findall(r"post\.md:(\d+): warning: ", line) for line in findings] == [["4"], ["5"], ["6"]]
    for part in ("post.md", "facebok", "`facebook`", "perhaps", "`off` or `on`", "nudge_shre", "`nudge_share`"):
        assert part in result.log


# Placement


@pytest.mark.parametrize(
    ("placement", "order"),
    [
        ("after", ["content", "cta", "bar"]),
        ("before", ["bar", "content", "cta"]),
        ("both", ["bar", "content", "cta", "bar"]),
        ("theme", ["content"]),
    ],
)
def test_placement(placement: str, order: list[str], build: Any, content: Path) -> None:
    bare, nudged = build(content, "bare", plugins=()), build(content, SHARE_NUDGE_PLACEMENT=placement)
    page = nudged.text("post.html")
    found = re.findall(r"<!-- share-nudge:(cta|bar) -->|<p>One\. (T)wo\.</p>", page)
    assert [name or "content" for name, _ in found] == order
    assert strip(page) == bare.text("post.html")
    assert page.count('<div role="navigation" class="passalong"') == (0 if placement == "theme" else 1)
    assert page.count('<div role="group" class="passalong"') == (1 if placement == "both" else 0)
    assert ("leaves them to the theme" in nudged.log) == (placement == "theme")


def test_reader_views_and_search_leave_our_blocks_out(build: Any, content: Path) -> None:
    page = LexborHTMLParser(build(content, SHARE_NUDGE_PLACEMENT="both").text("post.html"))
    blocks = page.css(".passalong, .passalong-cta")
    assert [node.attributes["role"] for node in blocks] == ["group", "complementary", "navigation"]
    kept_out = [{"data-nosnippet", "data-pagefind-ignore"} <= node.attributes.keys() for node in blocks]
    assert kept_out == [True, True, True]


@pytest.mark.parametrize(
    ("where", "touched"),
    [
        (["articles"], {"post.html", "hidden.html"}),
        (["articles", "pages"], {"post.html", "hidden.html", "pages/about.html"}),
        (["articles", "drafts"], {"post.html", "hidden.html", "drafts/draft.html"}),
        (["pages"], {"pages/about.html"}),
        ([], set()),
    ],
    ids=["default", "pages", "drafts", "only pages", "nothing"],
)
def test_where(where: list[str], touched: set[str], build: Any, content: Path) -> None:
    write_post(content, "hidden", "Status: hidden")
    write_post(content, "draft", "Status: draft")
    write_post(content / "pages", "about")
    result = build(content, SHARE_NUDGE_WHERE=where)
    pages = [name for name in result.files() if name.endswith(".html")]
    assert {name for name in pages if names(result.text(name))} == touched


def test_the_selector_says_where_a_changed_content_is(build: Any, tmp_path: Path) -> None:
    write_post(tmp_path / "content", "post")
    templates = tmp_path / "theme" / "templates"
    templates.mkdir(parents=True)
    text = "<div class='text'>{{ article.content|upper }}</div>"
    page = f"<html><head></head><body><main>{text}<p>x</p></main></body></html>"
    (templates / "article.html").write_text(page, encoding="utf-8")
    theme = {"THEME": str(tmp_path / "theme")}
    assert names(build(tmp_path / "content", "without", **theme).text("post.html")) == {"preview"}
    page = build(tmp_path / "content", "with", SHARE_NUDGE_SELECTOR="main > .text", **theme).text("post.html")
    assert "</div><!-- /share-nudge --></div><p>x</p>" in page


# Template API


def theme_with(tmp_path: Path, **templates: str) -> dict[str, str]:
    folder = tmp_path / "theme" / "templates"
    for name, text in templates.items():
        path = folder / f"{name.replace('__', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return {"THEME": str(tmp_path / "theme")}


def test_a_theme_prints_blocks_on_articles_and_lists(build: Any, content: Path, tmp_path: Path) -> None:
    theme = theme_with(
        tmp_path,
        article="<html><head></head><body>{{ article.nudge.cta }}{{ article.content }}{{ article.nudge.bar }}</body>",
        index="<html><head>{{ articles[0].nudge.assets }}</head><body>{% for a in articles %}{% if a.nudge %}"
        "<a href='{{ a.nudge.email }}'>mail</a>{% for l in a.nudge.links %}{{ l.network }} {% endfor %}"
        "{{ a.nudge.ctas[0].name }}{% endif %}{% endfor %}</body></html>",
    )
    result = build(content, **theme)
    assert hook_counts(result.text("post.html")) == (1, 1, 1)
    assert len(re.findall(r"passalong\.[0-9a-f]{8}\.css", result.text("post.html"))) == 1
    index = result.text("index.html")
    assert "facebook x mastodon bluesky linkedin whatsapp email copy sheet pass-on" in index
    assert "mailto:?subject=Post&amp;body=" in index
    assert re.search(r"https://blog\.example/passalong/passalong\.[0-9a-f]{8}\.css", index)


def test_a_skin_sets_what_the_blog_does_not(build: Any, content: Path, tmp_path: Path) -> None:
    folder = tmp_path / "skin" / "share_nudge"
    (folder / "icons").mkdir(parents=True)
    icon = '<?xml version="1.0"?>\n<svg viewBox="0 0 9 9" class="x">\n<rect width="9" height="9"/></svg>\n'
    (folder / "icons" / "x.svg").write_text(icon, encoding="utf-8")
    (folder / "settings.toml").write_text(
        'look = "icons"\nnetworks = ["x", "reddit"]\ntexts = {"share.label" = "Erzähl es weiter"}\n'
        '[[ctas]]\nkind = "contact"\ntarget = "/kontakt/"\nuntil = 2999-01-01\n',
        encoding="utf-8",
    )
    skin = {"THEME_TEMPLATES_OVERRIDES": [str(tmp_path / "skin")]}
    page = build(content, **skin, SHARE_NUDGE_NETWORKS=["x"]).text("post.html")
    assert 'aria-label="Erzähl es weiter"' in page
    assert 'href="https://blog.example/kontakt/"' in page
    assert page.count("passalong-item") == 1
    assert 'viewBox="0 0 9 9" width="20" height="20" fill="currentColor"' in page
    assert 'focusable="false"><rect width="9" height="9"/></svg><span class="passalong-unseen">Share on </span>' in page


def test_a_bad_icon_stops_the_build_before_anything_is_written(build: Any, content: Path, tmp_path: Path) -> None:
    icons = tmp_path / "skin" / "share_nudge" / "icons"
    icons.mkdir(parents=True)
    (icons / "x.svg").write_text("<svg><path/></svg>", encoding="utf-8")
    (icons / "reddit.svg").write_bytes(b"\xff")
    with pytest.raises(ConfigError) as caught:
        build(content, THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "skin")])
    assert f"{icons / 'x.svg'}\n    It cannot be shown as an icon: it has no size" in str(caught.value)
    assert "reddit.svg" in str(caught.value)
    assert not (tmp_path / "output").exists()


def test_an_opted_out_post_prints_nothing(build: Any, tmp_path: Path) -> None:
    write_post(tmp_path / "content", "post", "nudge: off")
    theme = theme_with(
        tmp_path, article="<p>[{{ article.nudge.bar }}{{ article.nudge.cta }}{% if article.nudge %}!{% endif %}]</p>"
    )
    assert build(tmp_path / "content", **theme).text("post.html") == "<p>[]</p>"


def test_a_theme_overrides_one_template_and_may_extend_ours(build: Any, content: Path, tmp_path: Path) -> None:
    theme = theme_with(
        tmp_path,
        share_nudge__cta="<p class='ours'>{{ cta.heading.text }} & {{ '<b>' }}</p>",
        share_nudge__bar="{% extends '!share_nudge/bar.html' %}",
    )
    page = build(content, **theme).text("post.html")
    assert "<p class='ours'>Who came to mind? & &lt;b&gt;</p>" in page
    assert hook_counts(page) == (1, 1, 0)


SHARE_POST_THEME = {"THEME": str(TESTS / "themes" / "share-post")}


def test_a_share_post_theme_prints_nothing_and_gets_the_bar(build: Any, content: Path) -> None:
    bare, nudged = build(content, "bare", plugins=(), **SHARE_POST_THEME), build(content, **SHARE_POST_THEME)
    assert changed_files(bare, nudged) == []
    assert hook_counts(nudged.text("post.html")) == (1, 1, 1)
    assert "intent/tweet" not in bare.text("post.html")
    assert "share links of its own" not in nudged.log


@pytest.mark.parametrize(
    ("article", "printed"),
    [
        ("{% for name, link in article.share_post.items() %}<a href='{{ link }}'>{{ name }}</a>{% endfor %}", ""),
        ("{% for name in article.share_post %}{{ name }}{% endfor %}{{ article.share_post.values()|join }}", ""),
        ("{% if article.share_post %}links{% else %}none{% endif %}", "none"),
        ("{{ article.share_post is defined }}", "False"),
        ("{{ article.share_post|default('none') }}", "none"),
    ],
)
def test_what_share_post_is_where_the_bar_is_ours(
    article: str, printed: str, build: Any, content: Path, tmp_path: Path
) -> None:
    theme = theme_with(tmp_path, article=f"<p>[{article}]</p>{{{{ article.content }}}}")
    page = build(content, **theme).text("post.html")
    assert f"<p>[{printed}]</p>" in page
    assert hook_counts(page) == (1, 1, 1)


def test_a_share_post_theme_prints_its_links_where_the_bar_is_left_to_it(build: Any, content: Path) -> None:
    write_post(content, "post", "Tags: one tag, two", "Subtitle: for *beginners*")
    built = build(content, **SHARE_POST_THEME, SHARE_NUDGE_PLACEMENT="theme", TWITTER_USERNAME="@nele")
    page = built.text("post.html")
    assert hook_counts(page)[0] == 0
    (link,) = re.findall(r'href="(https://x\.com/intent/[^"]*)"', page)
    values = parse_qs(urlsplit(html.unescape(link)).query)
    assert (values["text"], values["via"]) == (["Post for *beginners*"], ["nele"])
    assert "share links of its own on 1 page, " in built.log
    assert "has no hooks" not in built.log


def test_the_bar_mentions_the_account_that_themes_know(build: Any, content: Path) -> None:
    page = build(content, "one", TWITTER_USERNAME="nele").text("post.html")
    assert "via=nele" in page
    page = build(content, "two", TWITTER_USERNAME="nele", SHARE_NUDGE_HANDLES={"x": "letters"}).text("post.html")
    assert "via=letters" in page
    for name in ("", None, 5, "https://x.example/nele"):
        assert "via=" not in build(content, "none", TWITTER_USERNAME=name).text("post.html")


def test_both_plugins_give_one_bar_and_a_line(build: Any, content: Path) -> None:
    themed = build(content, "themed", plugins=("share_post", NUDGE), **SHARE_POST_THEME)
    assert hook_counts(themed.text("post.html"))[0] == 0
    assert "share links of its own on 1 page, " in themed.log
    simple = build(content, "simple", plugins=(NUDGE, "share_post"))
    assert hook_counts(simple.text("post.html")) == (1, 1, 1)
    assert "pelican-share-post is at work, too" in simple.log


def test_share_post_has_the_same_names(build: Any, content: Path, tmp_path: Path) -> None:
    theme = theme_with(tmp_path, article="{{ article.share_post.keys()|sort|join(',') }}")
    ours = build(content, "ours", **theme, SHARE_NUDGE_PLACEMENT="theme").text("post.html")
    theirs = build(content, "theirs", plugins=("share_post",), **theme).text("post.html")
    assert ours == theirs


# Calls to action


def test_targets(build: Any, content: Path) -> None:
    write_post(content / "pages", "contact")
    wanted = {
        "https://example.org/x?a=1&b=2": "https://example.org/x?a=1&amp;b=2",
        "/letter/": "https://blog.example/letter/",
        "#comments": "#comments",
        "mailto:me@example.org": "mailto:me@example.org",
        "{filename}/pages/contact.md": "https://blog.example/pages/contact.html",
        "{index}": "https://blog.example/index.html",
        "{tag}two": "https://blog.example/tag/two.html",
    }
    for number, (target, address) in enumerate(wanted.items()):
        ctas = [{"kind": "contact", "target": target}]
        page = build(content, f"out-{number}", SHARE_NUDGE_CTAS=ctas).text("post.html")
        assert f'<a class="passalong-do" href="{address}">' in page


def test_a_target_that_is_not_there_is_named_and_the_next_cta_is_shown(build: Any, content: Path) -> None:
    ctas = [{"kind": "contact", "target": "{filename}/pages/gone.md"}, {"kind": "pass-on"}]
    result = build(content, SHARE_NUDGE_CTAS=ctas)
    assert "passalong-cta-pass-on" in result.text("post.html")
    assert "A call to action leads to `{filename}/pages/gone.md`, which Pelican does not find" in result.log


def test_relative_targets_fit_the_depth_of_the_page(build: Any, content: Path) -> None:
    ctas = [{"kind": "contact", "target": "/letter/"}]
    settings = {"ARTICLE_SAVE_AS": "a/b/{slug}.html", "ARTICLE_URL": "a/b/{slug}.html", "RELATIVE_URLS": True}
    page = build(content, SHARE_NUDGE_CTAS=ctas, **settings).text("a/b/post.html")
    assert 'href="../../letter/"' in page
    assert re.search(r'href="\.\./\.\./passalong/passalong\.[0-9a-f]{8}\.css"', page)


def test_read_next_follows_the_series(build: Any, content: Path) -> None:
    for number in (1, 2):
        write_post(content, f"part-{number}", "Series: Parts", f"Modified: 2026-03-0{number}", "nudge_cta: read-next")
    page = build(content).text("part-1.html")
    assert 'href="https://blog.example/part-2.html"><span class="passalong-do-name">Part-2</span></a>' in page


def test_read_next_follows_the_numbers_of_a_series(build: Any, content: Path) -> None:
    for slug, number in (("end", 3), ("start", 1), ("middle", 2)):
        write_post(content, slug, "Series: Parts", f"Series_Index: {number}", "nudge_cta: read-next")
    assert ">Middle</span></a>" in build(content).text("start.html")


def test_a_subscription_takes_the_feed_even_from_another_domain(build: Any, content: Path) -> None:
    ctas = {"SHARE_NUDGE_CTAS": [{"kind": "subscribe"}]}
    assert 'href="https://blog.example/feeds/all.atom.xml"' in build(content, "one", **ctas).text("post.html")
    page = build(content, "two", FEED_DOMAIN="https://feeds.example", **ctas).text("post.html")
    assert 'href="https://feeds.example/feeds/all.atom.xml"><span class="passalong-do-name">Subscribe</span>' in page


def test_several_ctas_only_where_asked_for(build: Any, content: Path) -> None:
    write_post(content, "asks", "nudge_cta: letter, pass-on")
    ctas = [{"name": "letter", "kind": "subscribe"}, {"kind": "pass-on"}]
    result = build(content, SHARE_NUDGE_CTAS=ctas)
    assert hook_counts(result.text("post.html")) == (1, 1, 1)
    assert hook_counts(result.text("asks.html")) == (1, 1, 2)
    assert hook_counts(build(content, "two", SHARE_NUDGE_CTAS=ctas, SHARE_NUDGE_CTA_LIMIT=2).text("post.html")) == (
        1,
        1,
        2,
    )


# Languages


def test_language_and_direction_of_the_post(build: Any, tmp_path: Path) -> None:
    for language in ("de", "ur", "zh-TW", "xx"):
        write_post(tmp_path / "content", f"post-{language.lower()}", f"Lang: {language}")
    result = build(tmp_path / "content", ARTICLE_LANG_SAVE_AS="{slug}.html", ARTICLE_LANG_URL="{slug}.html")
    page = result.text("post-de.html")
    assert (
        '<div role="navigation" class="passalong" aria-label="Diesen Beitrag weitergeben" lang="de" dir="ltr" ' in page
    )
    before, after = (f'<span class="passalong-unseen">{words}</span>' for words in ("Auf ", " teilen"))
    assert f'{before}<span class="passalong-name">Facebook</span>{after}</a>' in page
    page = result.text("post-ur.html")
    assert 'lang="ur" dir="rtl"' in page
    assert '<span lang="en" dir="ltr">Pass this post on</span>' in page
    assert 'lang="zh-TW" dir="ltr"' in result.text("post-zh-tw.html")


def test_formal_german(build: Any, tmp_path: Path) -> None:
    write_post(tmp_path / "content", "post")
    informal = build(tmp_path / "content", "du", DEFAULT_LANG="de").text("post.html")
    formal = build(tmp_path / "content", "sie", DEFAULT_LANG="de", SHARE_NUDGE_FORMAL=True).text("post.html")
    assert "Ist dir dabei jemand eingefallen?" in informal
    assert "Ist Ihnen dabei jemand eingefallen?" in formal
    (mail,) = set(re.findall(r'"mailto:[^"]*', informal))
    assert "gelesen und möchte es weitergeben:" in unquote(mail)
    assert mail in formal


# Feeds


def test_feeds_are_untouched_unless_asked(build: Any, content: Path) -> None:
    bare, nudged = build(content, "bare", plugins=()), build(content, "nudged")
    feeds = [name for name in bare.files() if name.startswith("feeds/")]
    assert len(feeds) >= 2
    assert changed_files(bare, nudged) == []


def test_feeds_get_the_hooks_where_a_setting_asks(build: Any, content: Path) -> None:
    result = build(content, SHARE_NUDGE_WHERE=["articles", "feeds"])
    for name in ("feeds/all.atom.xml", "feeds/all.rss.xml"):
        feed = feedparser.parse((result.output / name).read_bytes())
        assert not feed.bozo
        entry = feed.entries[0]
        text = entry.content[0].value if "content" in entry else entry.description
        tree = html5lib.parse(text, namespaceHTMLElements=False)
        addresses = [node.get("href") for node in tree.iter("a")]
        assert any(address.startswith("https://www.facebook.com/sharer/") for address in addresses)
        assert any(address.startswith("mailto:?subject=Post") for address in addresses)
        assert "class=" not in text


# Sub-sites


def test_three_languages_with_i18n_subsites(tmp_path: Path) -> None:
    content = tmp_path / "content"
    for language in ("en", "de", "fr"):
        path = write_post(content, f"both-{language}", f"Lang: {language}", text=f"Text {language}.")
        path.write_text(
            path.read_text(encoding="utf-8").replace(f"Slug: both-{language}", "Slug: both"), encoding="utf-8"
        )
    write_post(content, "only-en", "Lang: en")
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(
        "SITEURL = 'https://blog.example'\nTIMEZONE = 'UTC'\nDEFAULT_LANG = 'en'\nTHEME = 'simple'\n"
        "PLUGINS = [name for name in __import__('os').environ['NAMES'].split(',') if name]\n"
        "I18N_SUBSITES = {'de': {'SITENAME': 'Blog auf Deutsch'}, 'fr': {}}\n"
        "ARTICLE_LANG_URL = '{slug}-{lang}.html'\nARTICLE_LANG_SAVE_AS = '{slug}-{lang}.html'\n",
        encoding="utf-8",
    )
    outputs = []
    for name, plugins in (("bare", "i18n_subsites"), ("nudged", "i18n_subsites,share_nudge")):
        arguments = (str(content), "-s", str(settings), "-o", str(tmp_path / name))
        assert pelican(*arguments, cwd=tmp_path, env={"NAMES": plugins}).status == 0
        outputs.append(Build(tmp_path / name))
    bare, nudged = outputs
    ours = [name for name in nudged.files() if ASSET.fullmatch(re.sub("^(de|fr)/", "", name))]
    assert len(ours) == 6
    assert [name for name in changed_files(bare, nudged) if name not in ours] == []
    for language, name in (("en", "both.html"), ("de", "de/both.html"), ("fr", "fr/both.html")):
        page = nudged.text(name)
        assert hook_counts(page) == (1, 1, 1)
        assert f'lang="{language}"' in page
        site = f"https%3A%2F%2Fblog.example{'' if language == 'en' else '%2F' + language}%2Fboth.html"
        assert f"sharer.php?u={site}" in page
    assert hook_counts(nudged.text("only-en.html")) == (1, 1, 1)
    drafts = [name for name in nudged.files() if "drafts/" in name]
    assert drafts
    assert all(hook_counts(nudged.text(name)) == (0, 0, 0) for name in drafts)


def test_a_bad_setting_of_a_sub_site_stops_the_build_before_anything(build: Any, content: Path, tmp_path: Path) -> None:
    sites = {"de": {"SHARE_NUDGE_PLACEMENT": "above"}, "fr": {"SHARE_NUDGE_LOOK": "minimal"}}
    with pytest.raises(ConfigError) as raised:
        build(content, I18N_SUBSITES=sites, SHARE_NUDGE_STICKY=True)
    assert "I18N_SUBSITES['de']: SHARE_NUDGE_PLACEMENT = 'above'" in str(raised.value)
    assert "I18N_SUBSITES['fr']: SHARE_NUDGE_STICKY = True" in str(raised.value)  # only with its own look
    assert not (tmp_path / "output").exists()


# Autoreload


def test_builds_in_one_process_are_alike(build: Any, content: Path) -> None:
    """What `pelican --autoreload` does: the same process builds again and again."""
    from pelican import Pelican
    from pelican.settings import read_settings
    from support.builds import SETTINGS, isolated

    output = content.parent / "out"
    with isolated([]):
        given = {"THEME": "simple", "PATH": str(content), "OUTPUT_PATH": str(output), "PLUGINS": [NUDGE]}
        site = Pelican(read_settings(override=SETTINGS | given))
        pages = []
        for _ in range(3):
            site.run()
            pages.append((output / "post.html").read_bytes())
    assert pages[0] == pages[1] == pages[2]
    assert hook_counts(pages[0].decode()) == (1, 1, 1)
