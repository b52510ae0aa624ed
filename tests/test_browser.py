"""What readers meet: the sample site in Chromium, with its stylesheet and its script."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import SAMPLE_SITE, build, sample_settings
from foreign import theme_settings, with_nudge
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = pytest.mark.browser

THEMES = ("notmyidea", "seafoam")  # black on white and white on blue; neither asks other hosts by itself
POSTS = {"English": "2026/screenshot/", "German": "de/2026/how-to-ask/", "Arabic": "ar/2026/as-it-reached-me/"}
BLOCKS = [".passalong", ".passalong-cta"]
OURS = '[class^="passalong"]'
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)

# What themes have been seen to do to lists, links, sections and paragraphs, all at once and with an id.
HOSTILE = """
nav, #content nav { position: fixed; display: none; float: left; width: 90px; height: 9px; padding: 30px;
  border: 5px solid; background: #c00; color: #fff; font: italic 10px/1 monospace; letter-spacing: .2em;
  text-align: center; text-transform: uppercase; white-space: nowrap; overflow: hidden; transform: rotate(3deg) }
nav::before, section::before, #content li::before, #content p::before, #content a::after { content: "»" }
#content ul, nav ul { display: block; margin: 3em; padding: 3em; columns: 3; list-style: square }
#content li, nav ul li { display: inline-block; float: left; width: 33%; margin: 1em; padding: 1em;
  border-bottom: 3px dotted; background: #ff0 }
#content ul li a:link, nav a { display: block; float: right; width: 100%; padding: 2em; border-bottom: 4px dashed;
  background: #00f; box-shadow: inset 0 -4px; color: red; text-decoration: line-through; text-transform: uppercase }
#content section section, section.passalong-cta { display: flex; float: left; width: 100%; min-height: 500px;
  padding: 100px; border: 9px solid; background: #333; color: #fff; text-align: center }
#content p { margin: 4em; color: red; font-size: 30px; text-align: justify; text-indent: 5em }
#content p:first-of-type::first-letter { float: left; font-size: 4em }
#content button { position: absolute; width: 100%; height: 100px; border: 10px solid; border-radius: 50% }
"""
LOOK = (
    "elements => elements.map(element => { const style = getComputedStyle(element);"
    " const names = ['position', 'display', 'float', 'width', 'height', 'margin', 'padding', 'border', 'background',"
    " 'boxShadow', 'color', 'font', 'letterSpacing', 'textAlign', 'textDecoration', 'textTransform', 'textIndent',"
    " 'whiteSpace', 'listStyle', 'columns', 'transform'];"
    " return [element.className, ...names.map(name => name + ': ' + style[name]),"
    " ...['::before', '::after', '::first-letter'].map(part => { const inner = getComputedStyle(element, part);"
    " return [part, inner.content, inner.float, inner.fontSize].join(' ') })] })"
)
PLACE = "element => [element.offsetLeft, element.offsetTop]"
BOXES = (
    "elements => elements.map(element => [element.className, element.getBoundingClientRect()])"
    ".filter(([name, box]) => box.width).map(([name, box]) => [name, box.left, box.right, box.height])"
)


class Pages(SimpleHTTPRequestHandler):
    """Serves what was built; under a strict policy where the address ends in ?strict."""

    timeout = 10

    def end_headers(self) -> None:
        if self.path.endswith("?strict"):
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(name="chromium", scope="module")
def _chromium() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("CI has no Chromium: install chromium, chromium-browser or google-chrome")
    return found or pytest.skip("no chromium, chromium-browser or google-chrome on PATH")


@pytest.fixture(name="site", scope="module")
def _site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample site, built with each theme in a folder of its name."""
    folder = tmp_path_factory.mktemp("site")
    with ThreadingHTTPServer(("localhost", 0), partial(Pages, directory=str(folder))) as server:
        address = f"http://localhost:{server.server_port}"
        for theme in THEMES:
            build_sample(folder / theme, f"{address}/{theme}", theme)
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield address
        server.shutdown()
        thread.join()


def build_sample(output: Path, address: str, theme: str) -> None:
    settings = sample_settings() | theme_settings(theme) | {"SITEURL": address}
    build(SAMPLE_SITE / "content", output, plugins=with_nudge(theme), **settings)


@pytest.fixture(name="browser", scope="module")
def _browser(chromium: str, site: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(name="visit")
def _visit(site: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a post: `visit("Arabic", theme="seafoam", color_scheme="dark")`."""
    contexts = []

    def open_post(
        post: str = "English", *, theme: str = "notmyidea", query: str = "", start: str = "", **options: Any
    ) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(start)
        page.heard = []  # type: ignore[attr-defined]  # what the console said, and what was asked of the network
        page.on("console", lambda message: page.heard.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: page.heard.append(f"error: {error}"))
        page.on("request", lambda request: page.heard.append(f"GET {request.url}"))
        page.goto(f"{site}/{theme}/{POSTS[post]}{query}", wait_until="load")
        return page

    yield open_post
    for context in contexts:
        context.close()


def width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("theme", THEMES)
def test_a_post_asks_no_other_host_and_says_nothing_on_the_console(
    visit: Callable[..., Page], site: str, theme: str
) -> None:
    page = visit(theme=theme)
    requests = [line for line in page.heard if line.startswith("GET ")]
    assert [line for line in page.heard if line not in requests] == []
    assert [line for line in requests if not line.startswith(f"GET {site}/")] == []
    names = [line.rpartition("/")[2] for line in requests if "/passalong/" in line]
    assert [re.sub(r"\.[0-9a-f]{8}\.", ".", name) for name in names] == ["passalong.css", "passalong.js"]
    assert page.context.cookies() == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("post", "scheme"), [("English", "light"), ("English", "dark"), ("German", "light"), ("Arabic", "light")]
)
def test_axe_finds_nothing_in_our_blocks(visit: Callable[..., Page], theme: str, post: str, scheme: str) -> None:
    page = visit(post, theme=theme, color_scheme=scheme)
    found = Axe().run(page, {"include": [[block] for block in BLOCKS]})
    problems = [(rule["id"], node["html"]) for rule in found.response["violations"] for node in rule["nodes"]]
    assert problems == []


@pytest.mark.parametrize("post", ["English", "Arabic"])
def test_tab_reaches_every_link_in_order_and_shows_where_it_is(visit: Callable[..., Page], post: str) -> None:
    page = visit(post)
    links = page.locator(":is(.passalong-do, .passalong-link):visible").all_inner_texts()
    page.locator(".passalong-do").focus()
    reached = []
    for _ in links:
        here = page.locator(":focus")
        reached.append(here.inner_text())
        style, thickness = here.evaluate("e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).outlineWidth]")
        assert style == "solid", reached
        assert float(thickness.removesuffix("px")) >= 2, reached
        page.keyboard.press("Tab")
    assert reached == links
    assert page.locator(".passalong :focus").count() == 0


@pytest.mark.parametrize(
    ("post", "names"),
    [
        ("English", ["Share on Facebook", "Send with WhatsApp", "Forward by e-mail", "Copy link"]),
        ("German", ["Auf Facebook teilen", "Mit WhatsApp verschicken", "Per E-Mail weiterleiten", "Link kopieren"]),
    ],
)
def test_links_are_read_out_as_whole_sentences(visit: Callable[..., Page], post: str, names: list[str]) -> None:
    tree = visit(post).locator(".passalong").aria_snapshot()
    assert [name for name in names if f'"{name}"' not in tree] == []


def test_copy_link_is_not_shown_without_script(visit: Callable[..., Page]) -> None:
    page = visit(java_script_enabled=False)
    expect(page.locator(".passalong-email")).to_be_visible()
    expect(page.locator(".passalong-copy")).to_be_hidden()


def test_copy_link_is_not_shown_where_the_browser_cannot_copy(visit: Callable[..., Page]) -> None:
    page = visit(start="Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    expect(page.locator(".passalong-copy")).to_be_hidden()
    assert [line for line in page.heard if "error" in line] == []


def test_copy_link_copies_the_address_and_says_so(visit: Callable[..., Page], site: str) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    button, status = page.locator(".passalong-copy"), page.locator(".passalong-copy + .passalong-status")
    expect(button).to_be_visible()
    expect(status).to_be_empty()
    place = button.evaluate(PLACE)
    button.click()
    expect(status).to_have_text("Link copied")
    assert button.evaluate(PLACE) == place
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}/notmyidea/{POSTS['English']}"
    expect(status).to_be_empty(timeout=8000)


def test_the_address_is_shown_where_copying_fails(visit: Callable[..., Page], site: str) -> None:
    page = visit(start="navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))")
    page.locator(".passalong-copy").click()
    status = page.locator(".passalong-copy + .passalong-status")
    expect(status).to_have_text(f"{site}/notmyidea/{POSTS['English']}")
    status.click()
    assert page.evaluate("getSelection().toString()") == f"{site}/notmyidea/{POSTS['English']}"


def test_the_script_may_run_twice(visit: Callable[..., Page], site: str) -> None:
    page = visit(start="navigator.clipboard.writeText = async () => { window.copies = (window.copies || 0) + 1 }")
    page.add_script_tag(url=page.locator("script[src*=passalong]").get_attribute("src"))
    page.locator(".passalong-copy").click()
    expect(page.locator(".passalong-copy + .passalong-status")).to_have_text("Link copied")
    assert page.evaluate("copies") == 1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("post", POSTS)
def test_our_blocks_fit_on_a_narrow_screen(visit: Callable[..., Page], theme: str, post: str) -> None:
    page = visit(post, theme=theme, viewport={"width": 320, "height": 640})
    boxes = page.locator(OURS).evaluate_all(BOXES)
    assert [box for box in boxes if box[1] < 0 or box[2] > 320] == []
    links = page.locator(".passalong-link, .passalong-do").evaluate_all(BOXES)
    assert [link for link in links if link[2] - link[1] < 24 or link[3] < 44] == []
    with_blocks = width(page)
    page.locator(", ".join(BLOCKS)).evaluate_all("blocks => blocks.forEach(block => block.remove())")
    assert with_blocks == width(page)


@pytest.mark.parametrize("viewport", [320, 1280])
def test_a_themes_own_rules_do_not_reach_our_blocks(visit: Callable[..., Page], viewport: int) -> None:
    page = visit(viewport={"width": viewport, "height": 800})
    blocks = page.locator(OURS)
    before = blocks.evaluate_all(LOOK)
    page.add_style_tag(content=HOSTILE)
    assert blocks.evaluate_all(LOOK) == before


@pytest.mark.parametrize("theme", THEMES)
def test_stylesheet_and_script_work_under_a_strict_policy(visit: Callable[..., Page], theme: str) -> None:
    page = visit(theme=theme, query="?strict", permissions=["clipboard-read", "clipboard-write"])
    assert [line for line in page.heard if "passalong" in line and not line.startswith("GET ")] == []
    assert page.locator(".passalong-list").evaluate("e => getComputedStyle(e).display") == "flex"
    page.locator(".passalong-copy").click()
    expect(page.locator(".passalong-copy + .passalong-status")).to_have_text("Link copied")


def test_the_strict_policy_is_in_force(visit: Callable[..., Page]) -> None:
    page = visit(query="?strict")
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate("document.body.append(Object.assign(new Image(), { src: 'data:image/gif;base64,' }))")


def test_on_paper_there_are_addresses_instead_of_buttons(visit: Callable[..., Page], site: str) -> None:
    page = visit()
    page.emulate_media(media="print")
    expect(page.locator(".passalong-list")).to_be_hidden()
    expect(page.locator(".passalong-label")).to_be_visible()
    printed = page.locator(".passalong").evaluate("e => getComputedStyle(e, '::after').content")
    assert printed == f'"{site}/notmyidea/{POSTS["English"]}"'
    action = page.locator(".passalong-do")
    expect(action).to_be_visible()
    assert "https://example.org/stamps" in action.evaluate("e => getComputedStyle(e, '::after').content")


def test_blocks_keep_their_borders_in_forced_colours(visit: Callable[..., Page]) -> None:
    page = visit(forced_colors="active")
    edges = page.locator(".passalong-cta, .passalong-do, .passalong-link")
    colours = set(edges.evaluate_all("all => all.map(e => getComputedStyle(e).borderTopColor)"))
    assert "rgba(0, 0, 0, 0)" not in colours
