"""The command `share-nudge preview`, in a process of its own: what it shows is what stands in the built page."""

from __future__ import annotations

import shutil
import sys
import webbrowser
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from support.browsing import _browser, _chromium  # noqa: F401
from support.builds import NUDGE, SAMPLE_SITE
from support.processes import Done, pelican, run
from twitter_text import parse_tweet

from pelican_share_nudge.findings import Verdict
from pelican_share_nudge.hooks.bar import make_share_link
from pelican_share_nudge.locales import phrases
from pelican_share_nudge.post import Post
from pelican_share_nudge.proof.facts import Built
from pelican_share_nudge.proof.lookup import find
from pelican_share_nudge.proof.received import notes_on, parts_of
from pelican_share_nudge.report.preview import show_in_browser
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.tables.looks import available_looks
from pelican_share_nudge.tables.networks import NETWORKS

TITLE = 'R&D "quotes" + 100% café <em>x</em>'
LONG = "Sixty words about a letter that was passed on by everyone who ever held it in their hands, " * 4
FIELD_NOTES = ("as-it-reached-me.md", "how-to-ask.md", "wie-man-darum-bittet.md")
TEMPLATE = """<!DOCTYPE html><html lang="{{ article.lang }}"><head><meta charset="utf-8">
<title>{{ article.title|striptags }} | Blog</title>
<meta name="description" content="{{ article.summary|striptags|escape }}">
<meta property="og:title" content="{{ article.title|striptags|escape }}">
<meta property="og:image" content="{{ SITEURL }}/images/link-card.png">
</head><body><article>{{ article.content }}</article></body></html>
"""
SETTINGS = f"""
SITENAME = "Blog"
SITEURL = "https://blog.example"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
STATIC_PATHS = ["images"]
ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = "{{lang}}/{{slug}}.html"
PLUGINS = ["{NUDGE}"]
SHARE_NUDGE_LOOK = "icons"
SHARE_NUDGE_NETWORKS = ["facebook", "x", "mastodon", "bluesky", "linkedin", "reddit", "hackernews", "lobsters", "sms",
    "diaspora", "tumblr", "pinterest", "gmail", "email", "copy", "sheet"]
SHARE_NUDGE_HANDLES = {{"x": "myblog"}}
SHARE_NUDGE_CTAS = [
    {{"name": "letters", "kind": "subscribe", "category": "Letters", "until": "2001-01-01", "target": "/feed.xml"}},
    {{"name": "write", "kind": "contact", "target": "mailto:me@blog.example?subject=A%20question"}},
    {{"name": "pass-on", "kind": "pass-on"}},
]
"""

# Which parameters the networks of that blog take, and how the page calls what stands in them.
PARAMETERS = {
    "facebook": {"u": "Address", "hashtag": "Hashtags"},
    "x": {"text": "Text", "url": "Address", "hashtags": "Hashtags", "via": "Account"},
    "mastodon": {"text": "Text"},
    "bluesky": {"text": "Text"},
    "linkedin": {"url": "Address"},
    "reddit": {"url": "Address", "title": "Title"},
    "hackernews": {"u": "Address", "t": "Title"},
    "lobsters": {"url": "Address", "title": "Title"},
    "sms": {"body": "Text"},
    "diaspora": {"title": "Title", "url": "Address"},
    "tumblr": {
        "canonicalUrl": "Address",
        "content": "Address",
        "title": "Title",
        "caption": "Description",
        "tags": "Hashtags",
    },
    "pinterest": {"url": "Address", "media": "Picture", "description": "Text"},
    "gmail": {"su": "Subject", "body": "Text"},
    "email": {"subject": "Subject", "body": "Text"},
}


def show(folder: Path, post: str, *arguments: str) -> Done:
    return run("preview", post, "-s", "pelicanconf.py", *arguments, cwd=folder)


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def post(folder: Path, name: str, title: str, *lines: str) -> None:
    head = (f"Title: {title}", "Date: 2026-02-03", "Category: Notes", "Tags: why people forward, slow web", *lines)
    write(folder, f"content/{name}.md", "\n".join(head) + "\n\nA first sentence. And a second one.\n")


@pytest.fixture(name="blog", scope="module")
def _blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A little blog, and what Pelican makes of it by itself, in `output`."""
    folder = tmp_path_factory.mktemp("blog")
    write(folder, "pelicanconf.py", SETTINGS)
    write(folder, "theme/templates/article.html", TEMPLATE)
    write(folder, "theme/templates/page.html", "<!DOCTYPE html><title>Page</title>{{ page.content }}")
    for name in FIELD_NOTES:
        write(folder, f"content/{name}", (SAMPLE_SITE / "content" / "field-notes" / name).read_text("utf-8"))
    shutil.copytree(SAMPLE_SITE / "content" / "images", folder / "content" / "images")
    post(folder, "notes/quotes", TITLE.replace("<em>", "&lt;em&gt;").replace("</em>", "&lt;/em&gt;"), "Slug: quotes")
    post(folder, "long", "Long", f"nudge_text: {LONG[:300]}")
    post(folder, "off", "Off", "nudge: off")
    post(folder, "chosen", "Chosen", "nudge_share: x, mastodon", "nudge_cta: Who needs to read this?")
    post(folder, "vain", "Vain", "nudge_share: off", "nudge_email: off", "nudge_cta: pass-on, write")
    post(folder, "dead", "Dead", "nudge_share: delicious")
    post(folder, "bare", "Bare", "nudge_share: off", "nudge_email: off", "nudge_cta: off")
    post(folder, "draft", "Draft", "Status: draft")
    post(folder, "skipped", "Skipped", "Status: skip")
    post(folder, "pages/about", "About")
    done = pelican("content", "-s", "pelicanconf.py", cwd=folder)
    assert done.status == 0, done.err
    return folder


class Shown:
    """The page that the command wrote, parsed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)

    def row(self, network: str) -> Any:
        return self.root.find(f".//tr[@data-network='{network}']")

    def parts(self, network: str) -> list[tuple[str, str]]:
        row = self.row(network)
        names = [text_of(name) for name in row.iter("dt")]
        values = ["".join(value.itertext()) for value in row.iter("dd")]
        return list(zip(names, values, strict=True))

    def section(self, name: str) -> str:
        return text_of(self.root.find(f".//section[@id='{name}']"))

    def frames(self) -> list[tuple[str, Any]]:
        frames = list(self.root.iter("iframe"))
        parser = html5lib.HTMLParser
        return [
            (frame.get("title"), parser(strict=True, namespaceHTMLElements=False).parse(frame.get("srcdoc")))
            for frame in frames
        ]


def text_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.fixture(name="shown", scope="module")
def _shown(blog: Path) -> Any:
    """Preview a post, once for all tests: `shown("content/long.md")`."""
    known: dict[str, Shown] = {}

    def preview(name: str) -> Shown:
        if name not in known:
            file = blog / "previews" / f"{len(known)}.html"
            done = show(blog, name, "--output", str(file))
            assert (done.status, done.out) == (0, f"{file}\n"), done.err
            known[name] = Shown(file.read_text("utf-8"))
        return known[name]

    return preview


def links_of(blog: Path, page: str) -> dict[str, str]:
    """List the share links of a page as Pelican wrote it, by the network that their class names."""
    root = html5lib.parse((blog / "output" / page).read_text("utf-8"), namespaceHTMLElements=False)
    links = (link for link in root.iter("a") if link.get("class", "").startswith("passalong-link "))
    return {link.get("class").split()[1].removeprefix("passalong-"): link.get("href") for link in links}


def decoded(network: str, address: str) -> list[tuple[str, str]]:
    """Decode a link with nothing but the standard library, as the page names its parts."""
    place = urlsplit(address)
    if place.scheme == "https":
        sent = parse_qs(place.query or place.fragment, strict_parsing=True)
    else:  # `+` is a plus
        fields = (part.partition("=") for part in place.query.split("&") if part)
        sent = {name: [unquote(value)] for name, _, value in fields}
    meanings = PARAMETERS[network]
    parts = [(meanings[name], value) for name, values in sent.items() if name in meanings for value in values]
    lists = {("x", "Hashtags"), ("tumblr", "Hashtags")}
    return [
        (name, " ".join(f"#{tag}" for tag in value.split(",")) if (network, name) in lists else value)
        for name, value in parts
    ]


# What arrives


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("content/notes/quotes.md", "quotes.html"),
        ("as-it-reached-me.md", "ar/as-it-reached-me.html"),
        ("content/long.md", "long.html"),
        ("content/how-to-ask.md", "how-to-ask.html"),
    ],
)
def test_what_is_shown_is_what_the_built_pages_links_hold(blog: Path, shown: Any, source: str, page: str) -> None:
    page = (
        page
        if (blog / "output" / page).is_file()
        else next(found.relative_to(blog / "output").as_posix() for found in (blog / "output").rglob(Path(page).name))
    )
    links = links_of(blog, page)
    assert {"x", "mastodon", "email"} <= links.keys()
    for network, address in links.items():
        without_line_ends = [(name, value.replace("\r\n", "\n")) for name, value in decoded(network, address)]
        assert shown(source).parts(network) == without_line_ends, network


def test_a_difficult_title_is_shown_exactly(shown: Any) -> None:
    preview = shown("content/notes/quotes.md")
    assert "".join(preview.root.find(".//h1").itertext()) == TITLE
    assert ("Title", TITLE) in preview.parts("reddit")
    assert ("Subject", TITLE) in preview.parts("email")
    assert ("Text", TITLE) in preview.parts("x")


def test_lengths_are_counted_as_the_network_counts(shown: Any) -> None:
    preview = shown("content/long.md")
    parts = dict(preview.parts("x"))
    address = parts["Address"].replace("blog.example", "example.com")  # twitter-text knows which domains there are
    tweet = f"{parts['Text']} {address} {parts['Hashtags']} via @{parts['Account']}"
    counted = int(parse_tweet(tweet).weightedLength)
    assert counted <= 280
    assert f"{counted} of 280 as X counts" in text_of(preview.row("x"))
    text = dict(preview.parts("bluesky"))["Text"]
    assert f"{len(text)} of 300 as Bluesky counts" in text_of(preview.row("bluesky"))
    assert "characters; no limit is known" in text_of(preview.row("sms"))


def test_the_mail_begins_with_what_its_author_wants_said(shown: Any) -> None:
    preview = shown("content/long.md")
    (body,) = (value for name, value in preview.parts("email") if name == "Text")
    assert body.split("\n\n")[:2] == [LONG[:300].strip(), "Long"]
    assert "Shortened" not in text_of(preview.row("email"))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"text": "Mind the knot:"}, []),
        ({"excerpt": "Of note. " * 300}, ["Shortened so that it fits: the description."]),
        (
            {"excerpt": "By hand.", "text": "Of note. " * 300},
            ["Shortened so that it fits: the text and the description."],
        ),
        ({"title": "日本語の題名" * 100}, ["Shortened so that it fits: the title."]),
    ],
)
def test_what_of_the_mail_was_shortened(values: dict[str, Any], expected: list[str]) -> None:
    given = {"title": "Long", "address": "https://blog.example/long.html", "language": "en"} | values
    author = Post(**({"text": given["title"]} | given))
    link = make_share_link(NETWORKS["email"], author, Config(), phrases("en"))
    assert link is not None
    parts = tuple(parts_of(link.address, NETWORKS["email"]))
    assert [note for note in notes_on(link, parts, NETWORKS["email"], author) if "Shortened" in note] == expected


def test_what_was_shortened_is_said_and_nothing_else(shown: Any) -> None:
    preview = shown("content/long.md")
    assert "Shortened so that it fits: the text." in text_of(preview.row("x"))
    assert dict(preview.parts("x"))["Text"].endswith("…")
    assert "Shortened" not in text_of(preview.row("mastodon"))
    assert "Shortened" not in shown("content/notes/quotes.md").section("links")


def test_networks_without_text_say_that_they_read_the_page(shown: Any) -> None:
    preview = shown("content/long.md")
    assert "LinkedIn takes no text" in text_of(preview.row("linkedin"))
    assert "Facebook takes no text" in text_of(preview.row("facebook"))
    assert "takes no text" not in text_of(preview.row("reddit"))


def test_copy_and_share_sheet_say_what_they_hand_over(shown: Any) -> None:
    preview = shown("content/long.md")
    assert preview.parts("copy") == [("Copies", "https://blog.example/long.html")]
    words = [("Title", "Long"), ("Text", LONG[:300].strip())]
    assert preview.parts("sheet") == [*words, ("Address", "https://blog.example/long.html")]
    assert [name for name, _ in shown("content/notes/quotes.md").parts("sheet")] == ["Title", "Address"]


def test_networks_that_are_left_out_say_why(shown: Any) -> None:
    assert "Pinterest: It needs a picture" in shown("content/long.md").section("links")
    assert "Pinterest" not in shown("content/how-to-ask.md").section("links").partition("Not in the bar")[2]
    chosen = shown("content/chosen.md").section("links")
    assert "Bluesky: The author left it out: nudge_share" in chosen
    assert "its share address has not worked since" in shown("content/dead.md").section("links")


def test_networks_that_need_the_script_or_an_instance_say_so(blog: Path, tmp_path: Path) -> None:
    file = tmp_path / "preview.html"
    settings = ("-e", "SHARE_NUDGE_SCRIPT=false", 'SHARE_NUDGE_NETWORKS=["x", "copy"]')
    assert show(blog, "content/long.md", "--output", str(file), *settings).status == 0
    assert "It needs the script" in Shown(file.read_text("utf-8")).section("links")
    assert "navigator.clipboard" not in file.read_text("utf-8")


def test_a_blog_without_an_address_has_a_preview(blog: Path, tmp_path: Path) -> None:
    file = tmp_path / "preview.html"
    done = show(blog, "content/long.md", "--output", str(file), "-e", 'SITEURL=""')
    assert done.status == 0, done.err
    preview = Shown(file.read_text("utf-8"))
    assert ("Address", "/long.html") in preview.parts("x")
    assert "siteurl-missing" in [item.get("data-rule") for item in preview.root.iter("li")]


def test_a_network_of_the_blogs_own_is_read_backwards_too(blog: Path, tmp_path: Path) -> None:
    own = '[{"name": "in", "label": "Intranet", "pattern": "https://in.example/new/{url}/{text}"}]'
    settings = ("-e", f"SHARE_NUDGE_EXTRA_NETWORKS={own}", 'SHARE_NUDGE_NETWORKS=["in", "email"]')
    file = tmp_path / "preview.html"
    done = show(blog, "content/notes/quotes.md", "--output", str(file), *settings)
    assert done.status == 0, done.err
    assert Shown(file.read_text("utf-8")).parts("in") == [
        ("Text", TITLE),
        ("Address", "https://blog.example/quotes.html"),
    ]


# Looks


def test_every_look_is_shown_twice_the_blogs_own_first(shown: Any) -> None:
    preview = shown("content/long.md")
    names = [title for title, _ in preview.frames()]
    others = [name for name in available_looks() if name != "icons"]
    assert names == [f"{name}, {scheme}" for name in ("icons", *others) for scheme in ("light", "dark")]
    marked = [
        text_of(heading) for heading in preview.root.iter("h3") if heading.find("span[@class='mark']") is not None
    ]
    assert marked == ["icons your blog’s look"]


def test_frames_hold_the_posts_blocks_as_they_are_in_the_page(blog: Path, shown: Any) -> None:
    links = links_of(blog, "quotes.html")
    for title, frame in shown("content/notes/quotes.md").frames():
        bar = [link.get("href") for link in frame.iter("a") if "passalong-link" in link.get("class", "")]
        assert bar == list(links.values()), title
        assert len(frame.findall(".//section[@class]")) == 1
        assert frame.find(".//script") is not None
        assert [element for element in frame.iter() if element.get("src") or element.tag == "link"] == []


def test_frames_have_the_language_and_direction_of_the_post(shown: Any) -> None:
    _, frame = shown("as-it-reached-me.md").frames()[0]
    assert (frame.get("lang"), frame.get("dir")) == ("ar", "rtl")
    _, frame = shown("content/how-to-ask.md").frames()[0]
    assert (frame.get("lang"), frame.get("dir")) == ("en", "ltr")


# Call to action, card, findings


def test_the_call_to_action_says_why_it_is_the_one(shown: Any) -> None:
    preview = shown("content/long.md")
    outcomes = {
        row.get("data-choice"): [text_of(cell) for cell in row.iter("td")]
        for row in preview.root.iter("tr")
        if row.get("data-choice")
    }
    assert outcomes["letters"][0].startswith("✗ does not hold: category Letters (here: Notes)")
    assert "✗ does not hold: until 2001-01-01" in outcomes["letters"][0]
    assert outcomes["write"] == ["None: it always holds.", "Shown"]
    assert outcomes["pass-on"][1] == "One above was chosen before it was asked."
    assert "leads to mailto:me@blog.example?subject=A%20question" in preview.section("cta")


def test_a_question_with_nothing_to_press_is_passed_over(shown: Any) -> None:
    preview = shown("content/vain.md")
    choices = {row.get("data-choice"): text_of(row) for row in preview.root.iter("tr") if row.get("data-choice")}
    assert "The post has no share bar, so there is nothing to press. Give it a target." in choices["pass-on"]
    assert choices["write"].endswith("Shown")
    assert "pass-on is passed over: it has no target" in preview.section("cta")


def test_a_call_to_action_of_the_authors_own_is_called_that(shown: Any) -> None:
    section = shown("content/chosen.md").section("cta")
    assert "The author wrote it" in section
    assert "Who needs to read this?" in section
    assert "The author wants none" in shown("content/bare.md").section("cta")


def card_rows(preview: Shown) -> dict[str, str]:
    rows = (row for row in preview.root.iter("dd") if row.get("data-property"))
    return {row.get("data-property"): text_of(row) for row in rows}


def test_the_card_is_what_the_page_says(shown: Any) -> None:
    preview = shown("content/notes/quotes.md")
    rows = card_rows(preview)
    assert rows["og:title"] == TITLE
    assert rows["og:description"] == "A first sentence. And a second one."
    assert rows["og:image"] == "https://blog.example/images/link-card.png"
    assert rows["og:url"].endswith("/quotes.html")
    assert preview.root.find(".//img").get("src").startswith("data:image/png;base64,iVBOR")


@pytest.mark.parametrize(
    ("post", "code"), [("content/bare.md", "nudge_cta: off"), ("content/dead.md", "nudge_share: delicious")]
)
def test_what_stands_between_backticks_is_shown_as_code(post: str, code: str, shown: Any) -> None:
    root = shown(post).root
    assert not ["`" for section in root.iter("main") if "`" in text_of(section)]
    assert code in [text_of(element) for element in root.iter("code")]


def test_findings_are_those_of_check(blog: Path, shown: Any) -> None:
    checked = run("check", "-s", "pelicanconf.py", "--fail-level", "error", cwd=blog)
    preview = shown("content/dead.md")
    findings = [item for item in preview.root.iter("li") if item.get("data-rule")]
    assert "bad-metadata" in [item.get("data-rule") for item in findings]
    for item in findings:
        message = text_of(item.findall("span")[1])
        assert message in " ".join(checked.out.replace("`", "").split()), message
    assert "content/dead.md:5" in preview.section("findings")
    assert "dead-end" in [item.get("data-rule") for item in shown("content/bare.md").root.iter("li")]


# Which post


@pytest.mark.parametrize(
    "name",
    [
        "content/notes/quotes.md",
        "notes/quotes.md",
        "quotes.md",
        "quotes",
        "quotes.html",
        "/quotes.html",
        "https://blog.example/quotes.html?utm=1#top",
    ],
)
def test_a_post_has_many_names(blog: Path, name: str, tmp_path: Path) -> None:
    file = tmp_path / "a" / "preview.html"
    assert show(blog, name, "--output", str(file)).status == 0
    assert "notes/quotes.md" in file.read_text("utf-8")


def test_an_absolute_path_is_found_from_anywhere(blog: Path, tmp_path: Path) -> None:
    file = tmp_path / "preview.html"
    arguments = (str(blog / "content" / "long.md"), "-s", str(blog / "pelicanconf.py"), "--output", str(file))
    assert run("preview", *arguments, cwd=tmp_path).status == 0
    assert "long.md" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("content/notes/qoutes.md", "there is no post content/notes/qoutes.md. Did you mean `notes/quotes.md`"),
        ("zzzzzzzzzzzzzzz", "there is no post zzzzzzzzzzzzzzz. Write its source, its slug or its address."),
        ("how-to-ask", "how-to-ask may mean 2 posts. Write the source of one: how-to-ask.md, wie-man-darum-bittet.md"),
        ("content/off.md", "off.md says `nudge: off`"),
        ("content/skipped.md", "skipped.md: it is skipped"),
        ("content/images/anatomy.svg", "it is no post at all"),
    ],
)
def test_a_post_that_cannot_be_shown_is_said(blog: Path, tmp_path: Path, name: str, said: str) -> None:
    done = show(blog, name, "--output", str(tmp_path / "preview.html"))
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_the_site_that_publishes_a_source_is_the_one_that_is_shown() -> None:
    def built(site: str, status: str, *, is_written: bool = True) -> Built:
        names = {"file": "/blog/content/a.md", "source": "a.md", "slug": "a", "url": "a.html", "page": "a.html"}
        facts: Any = SimpleNamespace(page=SimpleNamespace(missing=not is_written))
        return Built(**names, status=status, verdict=Verdict(site=site), facts=lambda: facts)

    sites = [built("https://blog.example", "draft"), built("https://blog.example/de", "published")]
    assert find("a", [*sites, built("https://blog.example/fr", "published")], content="/blog/content") is sites[1]
    unwritten = built(
        "https://blog.example/fr", "published", is_written=False
    )  # a translation, as i18n_subsites has it
    assert find("a", [unwritten, *sites], content="/blog/content") is sites[1]
    assert find("https://blog.example/de/a.html", sites, content="/blog/content") is sites[1]


def test_a_draft_shows_what_it_will_get(shown: Any) -> None:
    preview = shown("content/draft.md")
    assert "This is a draft: nothing is inserted yet." in text_of(preview.root.find(".//header"))
    assert ("Text", "Draft") in preview.parts("x")


def test_a_page_says_that_the_settings_leave_it_out(shown: Any) -> None:
    assert "SHARE_NUDGE_WHERE leaves this page out" in text_of(shown("content/pages/about.md").root.find(".//header"))


UNWRITTEN = [
    # post, SHARE_NUDGE_WHERE, what its page says after it
    ("draft", ["articles"], "https://blog.example/drafts/draft.html"),
    ("plain", ["pages"], "https://blog.example/plain.html"),
]


@pytest.mark.parametrize(("name", "where", "address"), UNWRITTEN)
def test_the_preview_tags_that_a_page_would_get(name: str, where: list[str], address: str, tmp_path: Path) -> None:
    tags, page = shown_without_a_theme_of_its_own(tmp_path, name, f"SHARE_NUDGE_WHERE = {where}")
    assert tags["og:title"] == name.capitalize()
    assert (tags["og:url"], tags["og:image"]) == (address, "https://blog.example/images/link-card.png")
    assert "og:" not in page


LEFT_ALONE = [
    ("plain", 'SHARE_NUDGE_WHERE = ["pages"]\nSHARE_NUDGE_PREVIEW = []'),
    ("draft", 'SHARE_NUDGE_PREVIEW = ["pages"]'),
    ("pages/about", ""),
]


@pytest.mark.parametrize(("name", "settings"), LEFT_ALONE)
def test_a_page_shows_no_tags_that_settings_leave_to_the_theme(name: str, settings: str, tmp_path: Path) -> None:
    tags, page = shown_without_a_theme_of_its_own(tmp_path, name, settings)
    assert not {"og:url", "og:image"} & tags.keys()
    assert "og:" not in page


def shown_without_a_theme_of_its_own(folder: Path, name: str, settings: str) -> tuple[dict[str, str], str]:
    """Give what the card of a post says is in its page, and that page as Pelican writes it."""
    without_theme = SETTINGS.replace('THEME = "theme"\n', "")
    write(folder, "pelicanconf.py", f'{without_theme}\nSHARE_NUDGE_IMAGE = "/images/link-card.png"\n{settings}\n')
    shutil.copytree(SAMPLE_SITE / "content" / "images", folder / "content" / "images")
    post(folder, "draft", "Draft", "Status: draft")
    post(folder, "plain", "Plain", "Slug: plain")
    post(folder, "pages/about", "About")
    done = show(folder, f"content/{name}.md", "--output", "shown.html")
    assert done.status == 0, done.err
    assert pelican("content", "-s", "pelicanconf.py", cwd=folder).status == 0
    page = next(folder.glob(f"output/**/{Path(name).name}.html"))
    return card_rows(Shown((folder / "shown.html").read_text("utf-8"))), page.read_text("utf-8")


def test_a_post_without_hooks_shows_that_there_are_none(shown: Any) -> None:
    preview = shown("content/bare.md")
    assert preview.frames() == []
    assert "neither a share bar nor a call to action" in preview.section("looks")
    assert "The author left it out: nudge_email: off" in preview.section("links")


@pytest.mark.parametrize(
    ("source", "hook", "why"),
    [
        ("content/long.md", "QR code", "SHARE_NUDGE_QR is False."),
        ("content/long.md", "Link beside a quotable sentence", "Its author marks no sentence as quotable:"),
        ("content/bare.md", "Share bar", "The author wants none: nudge_share: off and nudge_email: off"),
        ("content/bare.md", "Call to action", "The author wants none"),
    ],
)
def test_what_a_post_does_not_get_says_why(shown: Any, source: str, hook: str, why: str) -> None:
    assert f"{hook}: {why}" in shown(source).section("without")


def test_what_a_post_gets_is_not_missed(shown: Any) -> None:
    named = [text_of(name) for name in shown("content/long.md").root.iterfind(".//section[@id='without']//strong")]
    assert named == ["Line in feeds", "Licence", "QR code", "Link beside a quotable sentence"]


# The command


def test_bad_settings_are_listed_as_by_check(blog: Path) -> None:
    settings = ("-e", 'SHARE_NUDGE_NETWORKS=["twiter"]')
    done = show(blog, "content/long.md", "--no-open", *settings)
    checked = run("check", "-s", "pelicanconf.py", *settings, cwd=blog)
    assert (done.status, done.out) == (2, "")
    assert done.err == checked.err
    assert "SHARE_NUDGE_NETWORKS" in done.err


def test_a_missing_settings_file_is_said(blog: Path) -> None:
    done = run("preview", "content/long.md", "-s", "none.py", cwd=blog)
    assert done.status == 2
    assert "there is no settings file" in done.err


def test_a_page_that_cannot_be_written_is_said(blog: Path) -> None:
    done = show(blog, "content/long.md", "--output", "pelicanconf.py/preview.html")
    assert done.status == 2
    assert "cannot be written" in done.err


def test_without_output_the_page_is_a_temporary_file(blog: Path) -> None:
    done = show(blog, "content/long.md", "--no-open")
    file = Path(done.out.removesuffix("\n"))
    assert done.status == 0
    assert file.is_absolute()
    assert file.suffix == ".html"
    assert "long.md" in file.read_text("utf-8")
    file.unlink()


def test_nothing_is_written_into_the_blog(blog: Path, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (blog / "output").rglob("*")}
    assert show(blog, "content/long.md", "--output", str(tmp_path / "preview.html")).status == 0
    assert {path: path.stat().st_mtime_ns for path in (blog / "output").rglob("*")} == before


def test_the_page_is_opened_by_its_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    show_in_browser(str(tmp_path / "für dich.html"))
    assert opened == [f"{tmp_path.as_uri()}/f%C3%BCr%20dich.html"]


def test_the_browser_is_asked_unless_somebody_says_where_to_write(blog: Path, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    browser = {"BROWSER": f"{sys.executable} -c \"open(r'{asked}', 'w').write('%s')\""}
    for arguments in ([], ["--no-open"], ["--output", str(tmp_path / "preview.html")]):
        asked.unlink(missing_ok=True)
        done = run("preview", "content/long.md", *arguments, cwd=blog, env=browser)
        file = Path(done.out.strip())
        assert asked.is_file() is not bool(arguments), arguments
        file.unlink()


# In a browser


class Files(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(name="opened")
def _opened(browser: Browser, shown: Any, tmp_path: Path) -> Iterator[Any]:
    """Open a preview: from a file, or over http, where axe can speak with frames."""
    contexts = []
    with ThreadingHTTPServer(("localhost", 0), partial(Files, directory=str(tmp_path))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()

        def open_preview(source: str, *, by_http: bool = False, start: str = "", **options: Any) -> Page:
            (tmp_path / "preview.html").write_text(shown(source).text, encoding="utf-8")
            context = browser.new_context(**options)
            contexts.append(context)
            page = context.new_page()
            page.add_init_script(start)
            page.heard = []  # type: ignore[attr-defined]
            page.on("console", lambda message: page.heard.append(f"{message.type}: {message.text}"))
            page.on("pageerror", lambda error: page.heard.append(f"error: {error}"))
            page.on("request", lambda request: page.heard.append(f"GET {request.url}"))
            served = f"http://localhost:{server.server_port}/preview.html"
            page.goto(served if by_http else (tmp_path / "preview.html").as_uri(), wait_until="load")
            return page

        yield open_preview
        for context in contexts:
            context.close()
        server.shutdown()
        thread.join()


@pytest.mark.browser
@pytest.mark.parametrize("source", ["content/notes/quotes.md", "as-it-reached-me.md", "content/bare.md"])
def test_the_page_asks_nobody_for_anything(opened: Any, source: str, tmp_path: Path) -> None:
    page = opened(source)
    asked = [line for line in page.heard if not line.startswith("GET data:")]
    assert asked == [f"GET {(tmp_path / 'preview.html').as_uri()}"]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("source", ["content/long.md", "as-it-reached-me.md", "content/dead.md"])
def test_axe_finds_nothing(opened: Any, source: str, width: int, scheme: str) -> None:
    axe = Axe()
    screen = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    page = opened(source, by_http=True, start=axe.axe_script, **screen)  # it starts in each frame
    # The same blocks stand in ten frames, which is what the page is for.
    options = {"resultTypes": ["violations", "incomplete"], "rules": {"landmark-unique": {"enabled": False}}}
    found = axe.run(page, options=options).response
    assert [(rule["id"], node["html"]) for rule in found["violations"] for node in rule["nodes"]] == []
    assert "frame-tested" not in [rule["id"] for rule in found["incomplete"]]
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.browser
def test_frames_are_as_high_as_what_they_show(opened: Any) -> None:
    page = opened("content/long.md")
    frame = page.frame_locator("iframe[title='minimal, light']")
    height = page.locator("iframe[title='minimal, light']")
    low = height.bounding_box()["height"]
    frame.locator("summary").click()
    page.wait_for_function(
        "low => document.querySelector(\"iframe[title='minimal, light']\").offsetHeight > low", arg=low
    )
    assert frame.locator("html").evaluate("html => html.scrollHeight <= html.clientHeight")


@pytest.mark.browser
def test_what_is_said_can_be_read_without_script(opened: Any) -> None:
    page = opened("content/long.md", java_script_enabled=False)
    assert page.frame_locator("iframe >> nth=0").locator(".passalong-x").is_visible()
    assert page.locator("tr[data-network=x]").is_visible()
