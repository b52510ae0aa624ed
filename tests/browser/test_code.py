"""The QR code as a phone sees it: on paper and on screens, by day and by night, on any theme."""

from __future__ import annotations

import base64
from typing import Any

import pytest
import zxingcpp
from playwright.sync_api import Page, expect
from support.browsing import EXTRAS, FIXTURES, PHONE, SCREEN, THEMES, Visitor, by_look, by_post, open_all

pytestmark = pytest.mark.browser
_chromium, _blogs, _browser, _visit = FIXTURES

PRINT = {"SHARE_NUDGE_QR": "print"}
THREE_CENTIMETRES = 3 / 2.54 * 96
# What is black and what is white in a picture, row by row.
PIXELS = """async png => {
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  canvas.drawImage(picture, 0, 0);
  const { data } = canvas.getImageData(0, 0, picture.width, picture.height);
  const pixels = Array.from({ length: data.length / 4 }, (_, index) => (data[4 * index + 1] < 128 ? "b" : "w"));
  return [picture.width, picture.height, pixels.join("")];
}"""


def seen(page: Page) -> list[str]:
    """Read the codes that are on the screen, with the place for one in its middle."""
    page.locator(".passalong-qr").evaluate("block => block.scrollIntoView({ block: 'center', behavior: 'instant' })")
    png = base64.b64encode(page.screenshot()).decode("ascii")
    width, height, pixels = page.evaluate(PIXELS, png)
    grey = pixels.encode("ascii").translate(bytes.maketrans(b"bw", b"\x00\xff"))
    picture = memoryview(grey).cast("B", (height, width))
    return [code.text for code in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("theme", THEMES)
def test_a_phone_reads_it_from_paper(visit: Visitor, theme: str) -> None:
    page = visit(theme=theme, settings=PRINT)
    expect(page.locator(".passalong-qr")).to_be_hidden()
    page.emulate_media(media="print")
    assert seen(page) == [page.url]


@by_look
@by_post
def test_on_paper_code_and_address_stand_instead_of_the_bar(visit: Visitor, look: str, post: str) -> None:
    page = visit(post, look=look, settings=EXTRAS, media={"media": "print"})
    code = page.locator(".passalong-code")
    expect(code).to_be_visible()
    assert abs(code.evaluate("e => e.getBoundingClientRect().width") - THREE_CENTIMETRES) < 1
    expect(page.locator(".passalong-address")).to_be_visible()
    expect(page.locator(".passalong-typed")).to_have_text(page.url)
    expect(page.locator(".passalong")).to_be_hidden()
    expect(page.locator(".passalong-show")).to_be_hidden()
    assert seen(page) == [page.url]


SCREENS: list[tuple[Any, dict[str, str]]] = [
    (SCREEN, {"color_scheme": "light"}),
    (SCREEN, {"color_scheme": "dark"}),
    (PHONE, {"color_scheme": "dark"}),
    (SCREEN, {"forced_colors": "active"}),
    (SCREEN, {"forced_colors": "active", "color_scheme": "dark"}),
]


@by_post
@pytest.mark.parametrize(("viewport", "media"), SCREENS)
def test_a_phone_reads_it_from_a_screen(visit: Visitor, viewport: Any, media: dict[str, str], post: str) -> None:
    page = visit(post, theme="passalong", settings=EXTRAS, viewport=viewport, media=media)
    assert seen(page) == []
    page.locator(".passalong-show").click()
    assert seen(page) == [page.url]


def test_it_opens_and_closes_by_key(visit: Visitor) -> None:
    page = visit(settings=EXTRAS)
    page.locator(".passalong-show").focus()
    for is_open in (True, False):
        page.keyboard.press("Enter")
        expect(page.locator(".passalong-code svg")).to_be_visible(visible=is_open)


@by_post
def test_it_is_read_out_as_what_it_is_for(visit: Visitor, post: str) -> None:
    page = visit(post, settings=EXTRAS)
    open_all(page)
    label = page.locator(".passalong-qr").get_attribute("aria-label")
    expect(page.get_by_role("img", name=f"{label} {page.url}")).to_be_visible()


def test_code_and_licence_work_under_a_strict_policy_and_without_script(visit: Visitor) -> None:
    page = visit(theme="simple", settings=EXTRAS, query="?strict", java_script_enabled=False)
    page.locator(".passalong-show").click()
    expect(page.locator(".passalong-code svg")).to_be_visible()
    expect(page.locator(".passalong-deed")).to_have_text("CC BY-NC-SA 4.0")
    assert [line for line in page.heard if not line.startswith("GET http://localhost")] == []  # type: ignore[attr-defined]
