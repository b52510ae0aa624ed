"""Marked sentences in Chromium: the address of each leads to that very one, and its links are as readers need them."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page
from support.axe import found_by_axe
from support.browsing import FIXTURES, PHONE, SCREEN, Pages, paint
from support.builds import build
from support.foreign import theme_settings, with_nudge

pytestmark = pytest.mark.browser
_chromium, _, _browser, _ = FIXTURES

FILLER = "So I waited.\n\n" * 60
LONG = (
    "A sourdough forgives everything – except a closed window, and a well-known baker who is sure that it is the oven."
)

# Each is marked once; what stands beside it must not be taken for it.
SENTENCES = {
    "short": ("en", "Before. *Open the window.*{: .quotable } Behind."),
    "signs": ("en", "Before.\n\nWell-known, R&amp;D, “100%” & #1 – or ‘none’?\n{: .quotable }"),
    "long": ("en", f"Before.\n\n{LONG}\n{{: .quotable }}"),
    "emphasis and a link": ("en", "Open *the* [win](/w)dow, **all** of it.\n{: .quotable }"),
    "a line break": ("en", "Open the window<br>and wait.\n{: .quotable }"),
    "hints for breaks": ("en", "Open the win&shy;dow for ten&nbsp;000 nights.\n{: .quotable }"),
    "an item": ("en", "- Open the door.\n- Open the window.\n{: .quotable }\n- Wait."),
    "a cell": ("en", '<table><tr><td>Open the door.</td><td class="quotable">Open the window.</td></tr></table>'),
    "a quotation": (
        "en",
        '<blockquote class="quotable"><p>Open the window, all of it.</p><p>And wait for the morning.</p></blockquote>',
    ),
    "twice": ("en", "Open the window.\n\nShe said: *Open the window.*{: .quotable }\n\nOpen the window."),
    "twice, a paragraph": ("en", "Open the window.\n\nWait.\n\nOpen the window.\n{: .quotable }"),
    "twice, in other letters": ("en", "ÓPEN THE WINDOW.\n\nShe said: *Open the window.*{: .quotable }"),
    "two in a line": ("en", "*Open the window.*{: .quotable .other } *Wait for the night.*{: .quotable }"),
    "inside of a word": ("en", 'Re<em class="quotable">open the window</em> now.'),
    "a note": ("en", 'Before. <span class="quotable">Open it.<sup><a href="#n">1</a></sup></span> Behind.'),
    "without a full stop": ("en", "Before, *open the window*{: .quotable } and wait."),
    "closed": ("en", '<details><summary>More</summary><p class="quotable">Open the window.</p></details>'),
    "Arabic": ("ar", "قبل.\n\nالرسالة التي لا تُرسَل لا تصل أبدًا، مهما كانت جميلة.\n{: .quotable }\n\nبعد."),
    "Japanese": ("ja", "前。*古い友人に手紙を書くことは、時間への贈り物です。返事は、要りません。*{: .quotable }後。"),
    "Japanese, inside of a sentence": ("ja", "前、*手紙を書くこと*{: .quotable }があった。"),
    "Chinese": ("zh", "前面。*给老朋友写信，是一件礼物。*{: .quotable }后面。"),
    "an emoji": ("en", "Before. *Open it 👩‍👩‍👧!*{: .quotable } Behind."),
}
PAINTED = "::target-text { background: #f0f !important; color: #f0f !important }"
# The corners of all that is painted in a screenshot.
FIND_PAINTED = """async picture => {
  const image = await createImageBitmap(await (await fetch(picture)).blob());
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const corners = [1e6, 1e6, -1, -1];
  for (let at = 0, place = 0; at < data.length; at += 4, place++) {
    if (data[at] !== 255 || data[at + 1] !== 0 || data[at + 2] !== 255) continue;
    const x = place % image.width, y = Math.floor(place / image.width);
    corners[0] = Math.min(corners[0], x); corners[1] = Math.min(corners[1], y);
    corners[2] = Math.max(corners[2], x + 1); corners[3] = Math.max(corners[3], y + 1);
  }
  return corners;
}"""
# The corners of the text of the last marked element, without that of its links.
FIND_MARKED = """() => {
  const marked = [...document.querySelectorAll(".quotable")].at(-1);
  const walker = document.createTreeWalker(marked, NodeFilter.SHOW_TEXT);
  const corners = [1e6, 1e6, -1, -1];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text.parentElement.closest(".passalong-quote") || !text.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      corners[0] = Math.min(corners[0], box.left); corners[1] = Math.min(corners[1], box.top);
      corners[2] = Math.max(corners[2], box.right); corners[3] = Math.max(corners[3], box.bottom);
    }
  }
  return corners;
}"""


def slug(case: str) -> str:
    return re.sub(r"\W+", "-", case.lower())


@pytest.fixture(name="site", scope="module")
def _site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("quotes")
    (folder / "content").mkdir()
    for case, (language, text) in SENTENCES.items():
        head = f"Title: {case}\nDate: 2026-01-01\nSlug: {slug(case)}\nLang: {language}\n\n"
        (folder / "content" / f"{slug(case)}.md").write_text(f"{head}{FILLER}{text}\n\n{FILLER}", encoding="utf-8")
    with ThreadingHTTPServer(("localhost", 0), partial(Pages, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        for theme in ("simple", "notmyidea"):
            own = {
                "SITEURL": f"http://localhost:{server.server_port}/{theme}",
                "ARTICLE_LANG_URL": "{slug}.html",
                "ARTICLE_LANG_SAVE_AS": "{slug}.html",
                "DEFAULT_LANG": "en",
                "SHARE_NUDGE_WARN": False,
            }
            build(folder / "content", folder / theme, plugins=with_nudge(theme), **theme_settings(theme) | own)
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(name="page", scope="module")
def _page(browser: Browser) -> Page:
    return browser.new_context(viewport=SCREEN).new_page()


@pytest.fixture(name="blank", scope="module")
def _blank(browser: Browser) -> Page:
    return browser.new_context().new_page()


def shared_address(page: Page) -> str:
    """Give what the last of the quote's links shares."""
    href = page.locator(".passalong-quote-x").last.get_attribute("href") or ""
    return parse_qs(urlsplit(href).query)["url"][0]


@pytest.mark.parametrize("case", SENTENCES)
def test_the_address_leads_to_that_very_sentence(page: Page, blank: Page, site: str, case: str) -> None:
    page.goto(f"{site}/simple/{slug(case)}.html")
    address = shared_address(page)
    assert "#:~:text=" in address
    page.goto("about:blank")
    page.goto(address)
    page.add_style_tag(content=PAINTED)
    paint(page)
    assert page.evaluate("'fragmentDirective' in document")
    marked = page.evaluate(FIND_MARKED)
    picture = base64.b64encode(page.screenshot()).decode()
    painted = blank.evaluate(FIND_PAINTED, f"data:image/png;base64,{picture}")
    assert painted[2] > 0, address
    if case == "inside of a word":  # Browsers find whole words only.
        assert painted[0] < marked[0]
        marked[0] = painted[0]
    assert painted == pytest.approx(marked, abs=4), address
    assert page.evaluate("scrollY") > 0
    assert 0 <= marked[1] <= marked[3] <= SCREEN["height"]


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
@pytest.mark.parametrize("case", ["short", "long", "an item", "a cell", "Arabic"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_links_can_be_used_by_everybody(page: Page, site: str, theme: str, case: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{site}/{theme}/{slug(case)}.html")
    assert found_by_axe(page, [".passalong-quote"]) == []
    for box in page.locator(".passalong-quote-link").evaluate_all(
        "all => all.map(one => [one.offsetWidth, one.offsetHeight, one.innerText])"
    ):
        assert min(box[:2]) >= 24, box


@pytest.mark.parametrize("case", ["short", "long", "an item", "a cell", "a quotation", "Arabic"])
def test_nothing_is_wider_than_a_phone(page: Page, site: str, case: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/simple/{slug(case)}.html")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size(SCREEN)


def test_they_are_not_printed(page: Page, site: str) -> None:
    page.goto(f"{site}/simple/long.html")
    assert page.locator(".passalong-quote").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".passalong-quote").is_visible()
    page.emulate_media(media="screen")


def test_a_strict_policy_changes_nothing(page: Page, site: str) -> None:
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto(f"{site}/simple/long.html?strict")
    assert page.locator(".quotable").evaluate("one => getComputedStyle(one).borderInlineStartWidth") == "3px"
    assert heard == []
