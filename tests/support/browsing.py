"""Small blogs, built when they are first visited, and a Chromium to visit them with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from pelican_share_nudge.tables.looks import available_looks
from support.builds import SAMPLE_SITE, build, sample_settings
from support.foreign import theme_settings, with_nudge

OUR_THEME = SAMPLE_SITE.parent / "themes" / "passalong"
THEMES = ("notmyidea", "seafoam", "simple", "reflex", "plumage", *(["passalong"] if OUR_THEME.is_dir() else []))
LOOKS = available_looks()
DEFAULT_LOOK = "buttons"
POSTS = {"English": "2026/screenshot/", "German": "de/2026/how-to-ask/", "Arabic": "ar/2026/as-it-reached-me/"}
FILES = [
    "field-notes/a-screenshot-is-a-review.md",
    "field-notes/wie-man-darum-bittet.md",
    "field-notes/as-it-reached-me.md",
]

# What a blog has to ask for.
EXTRAS = {"SHARE_NUDGE_QR": "block", "SHARE_NUDGE_LICENCE": "CC BY-NC-SA 4.0"}
BLOCKS = [".passalong", ".passalong-cta", ".passalong-qr", ".passalong-licence"]
OURS = '[class^="passalong"]'
CONTROLS = ":is(.passalong-link, .passalong-do):visible"
MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
SCREEN: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
TOUCH = {"has_touch": True, "is_mobile": True}
USUAL = {"media": "screen", "color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"}

# How long a page may take to come to what is expected of it, in milliseconds: no page that is right takes as long, on
# any machine.
expect.set_options(timeout=120_000)

# The first one is the same engine without windows, menus and toolbars: a visit takes a third of the time.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)

by_look = pytest.mark.parametrize("look", LOOKS)
by_post = pytest.mark.parametrize("post", ["English", "Arabic"])


class Pages(SimpleHTTPRequestHandler):
    """Serves what was built; under a strict policy where the address ends in ?strict."""

    timeout = 10
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":  # Browsers ask for it once, whichever page they come to first.
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def end_headers(self) -> None:
        if self.path.endswith("?strict"):
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Blogs:
    """Builds three posts of the sample site when somebody asks for their address, once for the same settings."""

    def __init__(self, folder: Path, server: str) -> None:
        self.folder, self.server = folder, server
        self._built: dict[str, str] = {}

    def address(self, theme: str, look: str, **settings: Any) -> str:
        key = repr((theme, look, sorted(settings.items())))
        if key not in self._built:
            name = f"{theme}-{look}-{len(self._built)}"
            self._built[key] = f"{self.server}/{name}"
            self._build(name, theme, SHARE_NUDGE_LOOK=look, **settings)
        return self._built[key]

    def _build(self, name: str, theme: str, **settings: Any) -> None:
        of_theme = {"THEME": str(OUR_THEME)} if theme == "passalong" else theme_settings(theme)
        own = {
            "SITEURL": f"{self.server}/{name}",
            "ARTICLE_PATHS": FILES,
            "SHARE_NUDGE_WARN": False,
        }
        together = sample_settings() | of_theme | own | settings
        build(SAMPLE_SITE / "content", self.folder / name, plugins=with_nudge(theme), **together)


@pytest.fixture(name="chromium", scope="session")
def _chromium() -> str:
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None and os.environ.get("CI"):
        pytest.fail(f"CI has no Chromium: install one of {', '.join(CHROMIUMS)}")
    return found or pytest.skip(f"none of {', '.join(CHROMIUMS)} is on PATH")


@pytest.fixture(name="blogs", scope="session")
def _blogs(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Blogs]:
    folder = tmp_path_factory.mktemp("blogs")
    with ThreadingHTTPServer(("localhost", 0), partial(Pages, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield Blogs(folder, f"http://localhost:{server.server_port}")
        server.shutdown()
        thread.join()


@pytest.fixture(name="browser", scope="module")
def _browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """Opens posts, in the same page again where only the post, the screen or the reader's preferences differ."""

    def __init__(self, browser: Browser, blogs: Blogs) -> None:
        self.browser, self.blogs = browser, blogs
        self._pages: dict[str, Page] = {}

    def __call__(
        self,
        post: str = "English",
        *,
        theme: str = "notmyidea",
        look: str = DEFAULT_LOOK,
        settings: dict[str, Any] | None = None,
        viewport: ViewportSize = SCREEN,
        media: dict[str, Any] | None = None,
        query: str = "",
        start: str = "",
        prepare: Callable[[Page], object] = lambda page: None,
        wait_until: Literal["commit", "load"] = "load",
        **options: Any,
    ) -> Page:
        """Visit a post: `visit("Arabic", theme="seafoam", media={"color_scheme": "dark"})`.

        Args:
            settings: of the blog.
            media: as of Page.emulate_media, beside what is usual.
            start: a script that runs before those of the page.
            prepare: is called before the page is asked for.
            options: as of Browser.new_context.
        """
        address = self.blogs.address(theme, look, **settings or {})
        page = self._page(start, **options)
        page.unroute_all()
        if page.viewport_size != viewport:  # It takes a frame, also where nothing changes.
            page.set_viewport_size(viewport)
        page.emulate_media(**USUAL | (media or {}))
        page.mouse.move(0, 0)
        page.bring_to_front()
        prepare(page)
        page.heard.clear()  # type: ignore[attr-defined]
        page.goto(f"{address}/{POSTS[post]}{query}", wait_until=wait_until)
        return page

    def _page(self, start: str, **options: Any) -> Page:
        key = repr((start, sorted(options.items())))
        if key not in self._pages:
            page = self._pages[key] = self.browser.new_context(**options).new_page()
            page.add_init_script(MEASURE + start)
            page.heard = []  # type: ignore[attr-defined]  # what the console said, and what was asked of the network
            page.on("console", lambda message: page.heard.append(f"{message.type}: {message.text}"))  # type: ignore[attr-defined]
            page.on("pageerror", lambda error: page.heard.append(f"error: {error}"))  # type: ignore[attr-defined]
            page.on("request", lambda request: page.heard.append(f"GET {request.url}"))  # type: ignore[attr-defined]
        return self._pages[key]


@pytest.fixture(name="visit", scope="module")
def _visit(blogs: Blogs, browser: Browser) -> Visitor:
    return Visitor(browser, blogs)


# What a test module takes over from here.
FIXTURES = (_chromium, _blogs, _browser, _visit)


def open_all(page: Page) -> None:
    """Open the disclosures, so that everything is to be seen."""
    details = page.locator("details:is(.passalong-more, .passalong-phone)")
    details.evaluate_all("all => all.forEach(more => more.open = true)")


def paint(page: Page) -> None:
    """Wait until what has changed is on the screen."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
