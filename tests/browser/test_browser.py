"""What readers meet and do: small blogs in Chromium, with and without the script, by pointer, by finger and by key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from support.browsing import CONTROLS, FIXTURES, LOOKS, PHONE, TOUCH, Blogs, Visitor, by_look, by_post, open_all, paint

from pelican_share_nudge.tables.looks import discloses

pytestmark = pytest.mark.browser
_chromium, _blogs, _browser, _visit = FIXTURES

THEMES = ("notmyidea", "seafoam")  # neither asks other hosts by itself
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
PLACE = "element => [element.offsetLeft, element.offsetTop]"
SHARING = """
window.shared = [];
navigator.share = async (what) => {
  shared.push(what);
  if (window.failure) throw new DOMException("", window.failure);
};
"""


def post_of(page: Page) -> str:
    """Give the address of the post that is visited."""
    return page.url.partition("?")[0]


def said(page: Page) -> list[str]:
    """List what the console said, and errors."""
    return [line for line in page.heard if not line.startswith("GET ")]  # type: ignore[attr-defined]


def asked(page: Page) -> list[str]:
    """List the addresses that were asked for."""
    return [line.removeprefix("GET ") for line in page.heard if line.startswith("GET ")]  # type: ignore[attr-defined]


def names(controls: Locator) -> list[str]:
    return [name.strip() for name in controls.all_inner_texts()]


# Hosts, policies, blogs without the script


@by_look
@pytest.mark.parametrize("theme", THEMES)
def test_a_post_asks_no_other_host_and_says_nothing_on_the_console(
    visit: Visitor, blogs: Blogs, theme: str, look: str
) -> None:
    page = visit(theme=theme, look=look)
    assert said(page) == []
    assert [address for address in asked(page) if not address.startswith(f"{blogs.server}/")] == []
    ours = [address.rpartition("/")[2] for address in asked(page) if "/passalong/" in address]
    assert [re.sub(r"\.[0-9a-f]{8}\.", ".", name) for name in ours] == ["passalong.css", "passalong.js"]
    assert page.context.cookies() == []


@by_look
def test_stylesheet_and_script_work_under_a_strict_policy(visit: Visitor, look: str) -> None:
    page = visit(theme="simple", look=look, query="?strict", **CLIPBOARD)
    assert said(page) == []
    open_all(page)
    assert page.locator(".passalong-list").evaluate("e => getComputedStyle(e).display") in ("flex", "grid")
    page.locator(".passalong-copy").click()
    expect(page.locator(".passalong-copy + .passalong-status")).to_have_text("Link copied")
    assert said(page) == []


def test_a_bar_beside_the_content_works_under_a_strict_policy(visit: Visitor) -> None:
    page = visit(theme="notmyidea", query="?strict", settings=STICKY, viewport=WIDE)
    page.evaluate("scrollTo(0, 300)")
    expect(page.locator(".passalong-beside")).to_be_visible()
    assert [line for line in said(page) if "passalong" in line] == []


def test_the_strict_policy_is_in_force(visit: Visitor) -> None:
    page = visit(query="?strict")
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate("document.body.append(Object.assign(new Image(), { src: 'data:image/gif;base64,' }))")


def assert_everything_does_something(page: Page) -> None:
    """What is to be seen leads somewhere, or opens what leads somewhere; no place is kept for what will never come."""
    toggle = page.locator(".passalong summary")
    if toggle.count():
        expect(page.locator(".passalong-list")).to_be_hidden()
        toggle.click()
    expect(page.locator(".passalong-list")).to_be_visible()
    controls = page.locator(f"{CONTROLS}:not(summary)")
    tags = controls.evaluate_all("all => all.map(e => [e.tagName, e.href])")
    assert len(tags) >= 7
    assert [(tag, address) for tag, address in tags if tag != "A" or not re.match("https?://|mailto:", address)] == []
    gaps = page.locator(".passalong-item").evaluate_all("all => all.filter(e => e.offsetWidth && !e.innerText)")
    assert gaps == []


@by_look
def test_without_script_everything_that_is_seen_does_something(visit: Visitor, look: str) -> None:
    page = visit(look=look, java_script_enabled=False)
    expect(page.locator(".passalong-copy")).to_be_hidden()
    expect(page.locator(".passalong-sheet")).to_be_hidden()
    assert_everything_does_something(page)
    assert said(page) == []


@by_look
def test_a_blog_without_the_script_has_nothing_of_it(visit: Visitor, blogs: Blogs, look: str) -> None:
    page = visit(look=look, theme="simple", settings={"SHARE_NUDGE_SCRIPT": False})
    assert page.locator("script, [data-passalong], .passalong [hidden], .passalong button").count() == 0
    assert [address for address in asked(page) if address.endswith(".js")] == []
    output = blogs.folder / blogs.address("simple", look, SHARE_NUDGE_SCRIPT=False).rpartition("/")[2]
    assert [path.name for path in output.rglob("*.js")] == []
    assert_everything_does_something(page)


@by_look
def test_a_blog_without_the_stylesheet_has_nothing_of_it(visit: Visitor, blogs: Blogs, look: str) -> None:
    page = visit(look=look, theme="simple", settings={"SHARE_NUDGE_STYLESHEET": False}, **CLIPBOARD)
    output = blogs.folder / blogs.address("simple", look, SHARE_NUDGE_STYLESHEET=False).rpartition("/")[2]
    assert [path.name for path in (output / "passalong").iterdir()] == [asked(page)[-1].rpartition("/")[2]]
    assert page.locator("link[href*=passalong]").count() == 0
    open_all(page)
    assert "" not in names(page.locator(".passalong-link:visible"))
    page.locator(".passalong-copy").click()
    expect(page.locator(".passalong-copy + .passalong-status")).to_have_text("Link copied")
    assert said(page) == []


# By key


@by_post
@by_look
def test_tab_goes_through_everything_as_it_stands_and_shows_where_it_is(visit: Visitor, look: str, post: str) -> None:
    page = visit(post, look=look)
    open_all(page)
    controls = page.locator(CONTROLS)
    wanted = [control.element_handle() for control in controls.all()]
    page.locator(".passalong-do").focus()
    for control in wanted:
        assert control.evaluate("e => e === document.activeElement"), names(page.locator(":focus"))
        ring = control.evaluate("measure.ring")
        assert ring["style"] == "solid"
        assert ring["width"] >= 2
        assert ring["alone"] >= 3 or ring["twofold"] >= 9, ring
        page.keyboard.press("Tab")
    assert page.locator(".passalong :focus").count() == 0
    towards = -1 if post == "Arabic" else 1
    places = [(box["top"], towards * box["left"]) for box in page.evaluate("measure.boxes('.passalong-link')")]
    assert places == sorted(places)


@by_look
def test_enter_opens_each_link(visit: Visitor, look: str) -> None:
    opened: list[str] = []

    def refuse(route: Route) -> None:
        opened.append(route.request.url)
        route.abort("aborted")

    page = visit(look=look)
    page.route(re.compile("^https?://(?!localhost)"), refuse)
    open_all(page)
    links = page.locator(".passalong-list a[href^=http]")
    addresses = [link.evaluate("e => e.href") for link in links.all()]
    assert len(addresses) >= 6
    for link in links.all():
        link.focus()
        with page.expect_event("requestfailed"):
            page.keyboard.press("Enter")
    assert [address.partition("#")[0] for address in opened] == [address.partition("#")[0] for address in addresses]
    page.evaluate("addEventListener('click', event => { clicked = [event.target.href, event.defaultPrevented] })")
    page.locator(".passalong-email").press("Enter")
    address, is_prevented = page.evaluate("clicked")
    assert address.startswith("mailto:?")
    assert not is_prevented


@by_post
def test_the_disclosure_opens_and_closes_by_key(visit: Visitor, post: str) -> None:
    page = visit(post, look="minimal")
    toggle, links = page.locator(".passalong-toggle"), page.locator(".passalong-list")
    toggle.focus()
    for key in ("Enter", "Space"):
        expect(links).to_be_hidden()
        page.keyboard.press(key)
        expect(links).to_be_visible()
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    for leaving in (0, 1, 3):
        for _ in range(leaving):
            page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(links).to_be_hidden()
        expect(toggle).to_be_focused()
        page.keyboard.press("Enter")
    expect(links).to_be_visible()


def test_escape_is_left_alone_where_there_is_nothing_to_close(visit: Visitor) -> None:
    page = visit(look="minimal")
    page.locator(".passalong-do").press("Escape")
    expect(page.locator(".passalong-do")).to_be_focused()


@by_look
def test_copy_link_works_by_key_and_is_announced(visit: Visitor, look: str) -> None:
    page = visit(look=look, **CLIPBOARD)
    open_all(page)
    for key in ("Enter", "Space"):
        page.evaluate("navigator.clipboard.writeText('')")
        page.locator(".passalong-copy").press(key)
        expect(page.get_by_role("status").filter(has_text="Link copied")).to_have_count(1)
        assert page.evaluate("navigator.clipboard.readText()") == post_of(page)
        expect(page.locator(".passalong-copy")).to_be_focused()


@pytest.mark.parametrize(
    ("post", "wanted"),
    [
        ("English", ["Share on Facebook", "Send with WhatsApp", "Forward by e-mail", "Copy link"]),
        ("German", ["Auf Facebook teilen", "Mit WhatsApp verschicken", "Per E-Mail weiterleiten", "Link kopieren"]),
    ],
)
@by_look
def test_links_are_read_out_as_whole_sentences(visit: Visitor, look: str, post: str, wanted: list[str]) -> None:
    page = visit(post, look=look)
    open_all(page)
    tree = page.locator(".passalong").aria_snapshot()
    assert [name for name in wanted if f'"{name}"' not in tree] == []


# The script


def test_copy_link_is_not_shown_where_the_browser_cannot_copy(visit: Visitor) -> None:
    page = visit(start="Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    expect(page.locator(".passalong-copy")).to_be_hidden()
    assert [line for line in said(page) if "error" in line] == []


def test_copy_link_copies_the_address_and_says_so(visit: Visitor) -> None:
    page = visit(**CLIPBOARD)
    button, status = page.locator(".passalong-copy"), page.locator(".passalong-copy + .passalong-status")
    expect(button).to_be_visible()
    expect(status).to_be_empty()
    place = button.evaluate(PLACE)
    button.click()
    expect(status).to_have_text("Link copied")
    assert button.evaluate(PLACE) == place
    assert page.evaluate("navigator.clipboard.readText()") == post_of(page)
    expect(status).to_be_hidden()


def test_the_address_is_shown_where_copying_fails(visit: Visitor) -> None:
    page = visit(start="navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))")
    page.locator(".passalong-copy").click()
    status = page.locator(".passalong-copy + .passalong-status")
    expect(status).to_have_text(post_of(page))
    status.click()
    assert page.evaluate("getSelection().toString()") == post_of(page)


def test_the_script_may_run_twice(visit: Visitor) -> None:
    page = visit(start="navigator.clipboard.writeText = async () => { window.copies = (window.copies || 0) + 1 }")
    page.add_script_tag(url=page.locator("script[src*=passalong]").get_attribute("src"))
    page.locator(".passalong-copy").click()
    expect(page.locator(".passalong-copy + .passalong-status")).to_have_text("Link copied")
    assert page.evaluate("copies") == 1


@by_look
def test_the_share_sheet_is_opened_with_the_post(visit: Visitor, look: str) -> None:
    page = visit(look=look, start=SHARING, viewport=PHONE, **TOUCH)
    open_all(page)
    button, status = page.locator(".passalong-sheet"), page.locator(".passalong-sheet + .passalong-status")
    button.tap()
    expect(status).to_be_empty()
    title = "A screenshot is a review"
    assert page.evaluate("shared") == [{"title": title, "text": None, "url": post_of(page)}]
    page.evaluate("window.failure = 'AbortError'")
    button.tap()
    expect(status).to_be_empty()
    page.evaluate("window.failure = 'NotAllowedError'")
    button.tap()
    expect(status).to_have_text(post_of(page))
    assert page.evaluate("shared.length") == 3
    assert said(page) == []


@by_look
def test_the_share_sheet_is_not_shown_where_there_is_none(visit: Visitor, look: str) -> None:
    page = visit(look=look, start="delete Navigator.prototype.share", viewport=PHONE, **TOUCH)
    open_all(page)
    expect(page.locator(".passalong-copy")).to_be_visible()
    expect(page.locator(".passalong-sheet")).to_be_hidden()


PRINTING = "window.print = () => { window.prints = (window.prints || 0) + 1 }"
WITH_PRINT = {"SHARE_NUDGE_NETWORKS": ["mastodon", "email", "copy", "print"]}


@by_look
def test_print_prints_the_page_by_pointer_and_by_key(visit: Visitor, look: str) -> None:
    page = visit(look=look, settings=WITH_PRINT, start=PRINTING)
    page.add_script_tag(url=page.locator("script[src*=passalong]").get_attribute("src"))  # It may run twice.
    open_all(page)
    page.locator(".passalong-print").click()
    page.locator(".passalong-print").press("Enter")
    assert page.evaluate("prints") == 2
    assert said(page) == []


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"java_script_enabled": False}, id="without script"),
        pytest.param({"start": "Object.defineProperty(window, 'print', { value: undefined })"}, id="without print"),
    ],
)
def test_print_is_not_shown_where_the_browser_cannot_print(visit: Visitor, options: dict[str, Any]) -> None:
    page = visit(settings=WITH_PRINT, **options)
    expect(page.locator(".passalong-email")).to_be_visible()
    expect(page.locator(".passalong-print")).to_be_hidden()
    assert page.locator(".passalong-item").evaluate_all("all => all.filter(e => e.offsetWidth && !e.innerText)") == []


# What readers use, for the site's own statistics

USED = """
window.used = [];
const note = ({ detail, bubbles }) => used.push([detail.network, detail.address, bubbles]);
document.addEventListener("passalong:use", note);
addEventListener("click", (event) => event.preventDefault()); // Nobody leaves.
navigator.clipboard.writeText = async () => {};
window.print = () => {};
"""
EVENTS = {
    "SHARE_NUDGE_EVENTS": True,
    "SHARE_NUDGE_NETWORKS": ["mastodon", "x", "email", "copy", "sheet", "print"],
    "SHARE_NUDGE_CTAS": [{"kind": "follow", "target": "https://social.example/@me"}],
}


@by_look
def test_each_use_is_told_once(visit: Visitor, blogs: Blogs, look: str) -> None:
    page = visit(look=look, settings=EVENTS, start=SHARING + USED, viewport=PHONE, **TOUCH)
    page.add_script_tag(url=page.locator("script[src*=passalong]").get_attribute("src"))  # It may run twice.
    open_all(page)
    page.evaluate("used.length = 0")
    for name in ("mastodon", "x", "email", "copy", "sheet", "print"):
        page.locator(f".passalong-{name}").tap()
    page.locator(".passalong-do").press("Enter")
    shared = [[name, post_of(page), True] for name in ("mastodon", "x", "email", "copy", "sheet", "print")]
    assert page.evaluate("used") == [*shared, ["cta-follow", "https://social.example/@me", True]]
    assert [address for address in asked(page) if not address.startswith(f"{blogs.server}/")] == []
    assert said(page) == []


def test_what_is_no_use_is_not_told(visit: Visitor) -> None:
    page = visit(look="minimal", settings=EVENTS, start=SHARING + USED)
    page.locator(".passalong-toggle").click()
    page.locator("h1").first.click()
    page.locator(".passalong-heading").click()
    assert page.evaluate("used") == []


def test_the_event_is_there_under_a_strict_policy_and_on_a_bar_of_links_alone(visit: Visitor) -> None:
    alone = EVENTS | {"SHARE_NUDGE_NETWORKS": ["mastodon"]}
    page = visit(theme="simple", settings=alone, start=USED, query="?strict")
    page.locator(".passalong-mastodon").click()
    assert page.evaluate("used.map(([network]) => network)") == ["mastodon"]
    assert said(page) == []


@pytest.mark.parametrize("name", ["Plausible", "Matomo", "GoatCounter"])
def test_the_lines_for_statistics_count(visit: Visitor, name: str) -> None:
    text = (Path(__file__).parent.parent.parent / "docs" / "statistics.md").read_text(encoding="utf-8")
    lines = text.partition(f"{name}:\n\n```js\n")[2].partition("```")[0]
    page = visit(settings=EVENTS, start=f"{USED} {STATISTICS}")
    page.evaluate(lines)
    page.locator(".passalong-mastodon").click()
    assert page.evaluate("[...counted, ...(window._paq ?? [])]") == [COUNTED[name](post_of(page))]


STATISTICS = """
window.counted = [];
window.plausible = (...all) => counted.push(all);
window.goatcounter = { count: (all) => counted.push(all) };
"""
COUNTED: dict[str, Any] = {
    "Plausible": lambda post: ["Pass on", {"props": {"network": "mastodon", "address": post}}],
    "Matomo": lambda post: ["trackEvent", "Pass on", "mastodon", post],
    "GoatCounter": lambda post: {"path": "pass-on-mastodon", "title": post, "event": True},
}


# Nothing moves


@pytest.mark.parametrize("script", ["", SHARING], ids=["without sheet", "with sheet"])
@pytest.mark.parametrize(
    "screen",
    [
        pytest.param({"viewport": {"width": 360, "height": 4000}}, id="narrow"),
        pytest.param({"viewport": {"width": 1280, "height": 4000}}, id="wide"),
        pytest.param({"viewport": {"width": 360, "height": 4000}} | TOUCH, id="touch"),
    ],
)
@by_look
def test_nothing_moves_while_a_page_loads(visit: Visitor, look: str, screen: dict[str, Any], script: str) -> None:
    held: list[Route] = []
    page = visit(
        look=look,
        theme="simple",
        start=script,
        prepare=lambda page: page.route("**/passalong/*.js", lambda route: held.append(route)),
        wait_until="commit",
        **screen,
    )
    page.locator(".passalong").wait_for()
    page.locator("body > footer").wait_for()
    paint(page)
    before, links = places(page), places(page, ".passalong-list a:not(.passalong-email)")
    assert len(held) == 1
    assert before[0]["bottom"] < 4000
    held[0].continue_()
    page.wait_for_load_state("load")
    expect(page.locator('[data-passalong="copy"]:not([hidden])')).to_have_count(1)
    paint(page)
    assert places(page) == before
    if (look, screen.get("has_touch"), script) != ("plain", True, ""):  # “Copy link” is longer than “Share…” was
        assert places(page, ".passalong-list a:not(.passalong-email)") == links
    assert page.evaluate("measure.moved") == []


def places(page: Page, selector: str = ".passalong, .passalong-cta, footer") -> list[dict[str, Any]]:
    boxes = page.evaluate("selector => measure.boxes(selector)", selector)
    return [{name: value for name, value in box.items() if name != "text"} for box in boxes]


# Beside the content

STICKY = {"SHARE_NUDGE_STICKY": True}
WIDE = {"width": 1600, "height": 560}
by_sticky_look = pytest.mark.parametrize("look", [look for look in LOOKS if not discloses(look)])


def scroll_through(page: Page, step: int = 80) -> list[int]:
    """Read a page from top to bottom and back; give how far it is scrolled where the list stands beside the content.
    Nothing may be under it there, and the bar's own place not in view."""
    heights = range(0, page.evaluate("document.documentElement.scrollHeight - innerHeight") + step, step)
    beside = []
    for height in (*heights, *reversed(heights)):
        page.evaluate("height => scrollTo({ top: height, behavior: 'instant' })", height)
        paint(page)
        if page.locator(".passalong-beside").count():
            assert page.evaluate("measure.covered()") == []
            assert not page.locator(".passalong").evaluate("e => e.getBoundingClientRect().top < innerHeight")
            beside.append(height)
    return beside


@by_post
@by_sticky_look
def test_the_bar_stands_beside_what_is_read_and_covers_nothing(visit: Visitor, look: str, post: str) -> None:
    page = visit(post, look=look, settings=STICKY, viewport=WIDE)
    heights = scroll_through(page)
    assert heights
    assert page.evaluate("measure.moved") == []
    page.evaluate("height => scrollTo(0, height)", heights[0])
    paint(page)
    beside, card = (page.evaluate("part => measure.boxes(part)", part)[0] for part in (".passalong-beside", "#content"))
    assert beside["left"] > card["right"] if post == "Arabic" else beside["right"] < card["left"]


@by_sticky_look
def test_the_bar_beside_the_content_keeps_its_order(visit: Visitor, look: str) -> None:
    page = visit(look=look, settings=STICKY, viewport=WIDE)
    wanted = names(page.locator(".passalong-link:visible"))
    page.evaluate("scrollTo(0, 240)")
    expect(page.locator(".passalong-beside")).to_be_visible()
    page.locator(".passalong-link").first.focus()
    reached = []
    for _ in wanted:
        reached += names(page.locator(".passalong-beside :focus"))
        page.keyboard.press("Tab")
    assert reached == wanted


@pytest.mark.parametrize(
    ("theme", "width"),
    [
        pytest.param("notmyidea", 768, id="no room"),
        pytest.param("reflex", 1600, id="the sidebar is in the way"),
        pytest.param("simple", 1600, id="the content fills the page"),
    ],
)
@by_sticky_look
def test_the_bar_stays_where_there_is_no_room(visit: Visitor, look: str, theme: str, width: int) -> None:
    page = visit(look=look, theme=theme, settings=STICKY, viewport={"width": width, "height": 560})
    assert scroll_through(page, step=200) == []
    bar, links = page.evaluate("measure.boxes('.passalong, .passalong-list')")
    assert [links[side] - bar[side] for side in ("left", "right", "bottom")] == [0, 0, 0]
    assert page.evaluate("measure.moved") == []


def test_the_bar_comes_and_goes_with_the_room_for_it(visit: Visitor) -> None:
    page = visit(settings=STICKY, viewport=WIDE)
    page.evaluate("scrollTo(0, 240)")
    expect(page.locator(".passalong-beside")).to_be_visible()
    page.set_viewport_size({"width": 768, "height": 560})
    expect(page.locator(".passalong-beside")).to_have_count(0)
    narrow = page.evaluate("measure.boxes('.passalong, .passalong-list, .passalong-link')")
    page.set_viewport_size(WIDE)
    expect(page.locator(".passalong-beside")).to_have_count(1)
    page.set_viewport_size({"width": 768, "height": 560})
    expect(page.locator(".passalong-beside")).to_have_count(0)
    assert page.evaluate("measure.boxes('.passalong, .passalong-list, .passalong-link')") == narrow


def test_without_script_the_bar_stays(visit: Visitor) -> None:
    page = visit(settings=STICKY, viewport=WIDE, java_script_enabled=False)
    page.mouse.wheel(0, 240)
    assert page.locator(".passalong-list").evaluate("e => getComputedStyle(e).position") == "static"


COLUMN = "#post { box-sizing: border-box; max-width: 600px; margin: 0 auto }"
HEADER = "#other { position: fixed; inset: 0 0 auto; height: 60px; background: #fff }"
SIDEBAR = "#other { position: sticky; float: left; top: 0; width: 460px; height: 100vh; background: #335 }"
PANEL = "#other { position: fixed; inset: 0 auto 0 0; width: 460px; background: #335 }"
OVERLAY = "#other { position: fixed; inset: 0; visibility: hidden; background: #335 }"
PART = """html, body { height: 100%; margin: 0; overflow: hidden }
main { height: 100vh; overflow: auto } body > footer { display: none }"""


def visit_column(visit: Visitor, style: str, **options: Any) -> Page:
    """Visit a post in a narrow column on a bare page, beside which something else stands."""
    page = visit(theme="simple", settings=STICKY | options.pop("settings", {}), viewport=WIDE, **options)
    page.evaluate(
        "document.querySelector('.passalong').parentElement.id = 'post';"
        "document.body.insertAdjacentHTML('afterbegin', '<div id=other><a href=#x>Other</a></div>')"
    )
    page.add_style_tag(content=COLUMN + style)
    paint(page)
    return page


@pytest.mark.parametrize(
    ("style", "stands"),
    [
        pytest.param("", True, id="nothing"),
        pytest.param(HEADER, True, id="a header that stays"),
        pytest.param(OVERLAY, True, id="an overlay that is not shown"),
        pytest.param(SIDEBAR, False, id="a sidebar that stays, nearly empty"),
        pytest.param(PANEL, False, id="a panel"),
    ],
)
def test_the_bar_stands_beside_what_is_read_unless_something_else_does(
    visit: Visitor, style: str, stands: bool
) -> None:
    assert bool(scroll_through(visit_column(visit, style), step=200)) is stands


def test_the_bar_goes_back_where_a_part_of_the_page_scrolls(visit: Visitor) -> None:
    page = visit_column(visit, PART)
    main = page.locator("main")
    main.evaluate("e => e.scrollTo(0, 400)")
    expect(page.locator(".passalong-beside")).to_be_visible()
    main.evaluate("e => e.scrollTo(0, e.scrollHeight)")
    expect(page.locator(".passalong-beside")).to_have_count(0)


def test_the_bar_takes_the_ground_on_which_it_is_written_along(visit: Visitor) -> None:
    page = visit_column(visit, "#post { padding: 1em; background: rgb(34, 34, 34); color: rgb(238, 238, 238) }")
    page.evaluate("scrollTo(0, 400)")
    beside = page.locator(".passalong-beside")
    expect(beside).to_have_css("background-color", "rgb(34, 34, 34)")
    expect(beside).to_have_css("color", "rgb(238, 238, 238)")


def test_what_opens_later_lies_above_the_bar(visit: Visitor) -> None:
    page = visit_column(visit, "#late { position: fixed; inset: 0; background: #fff }")
    page.evaluate("scrollTo(0, 400)")
    expect(page.locator(".passalong-beside")).to_be_visible()
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<div id=late>Cookies?</div>')")
    box = page.locator(".passalong-beside").bounding_box()
    assert box is not None
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).id", middle) == "late"


def test_with_two_bars_none_stands_beside_the_other(visit: Visitor) -> None:
    page = visit_column(visit, "", settings={"SHARE_NUDGE_PLACEMENT": "both"})
    page.evaluate("document.querySelectorAll('.passalong')[0].scrollIntoView()")
    paint(page)
    expect(page.locator(".passalong-beside")).to_have_count(0)
    page.evaluate("scrollTo(0, 700)")
    expect(page.locator(".passalong-beside")).to_have_count(1)


@pytest.mark.parametrize(("address", "count"), [("https://blog.example/other", 0), ("", 1)])
def test_no_bar_of_a_list_of_posts_stands_beside_it(visit: Visitor, address: str, count: int) -> None:
    page = visit(theme="simple", viewport=WIDE)
    page.evaluate(
        "address => { const bar = document.querySelector('.passalong'), other = bar.cloneNode(true);"
        " bar.parentElement.id = 'post'; bar.parentElement.prepend(other); other.dataset.address = address || "
        " bar.dataset.address; bar.dataset.passalong = other.dataset.passalong = 'sticky' }",
        address,
    )
    page.add_style_tag(content=COLUMN)
    page.add_script_tag(url=page.locator("script[src*=passalong]").get_attribute("src"))
    page.evaluate("scrollTo(0, 700)")
    paint(page)
    expect(page.locator(".passalong-beside")).to_have_count(count)


@pytest.mark.parametrize("kind", ["const", "var"])
def test_names_of_other_scripts_are_theirs(visit: Visitor, kind: str) -> None:
    page = visit()
    own = (
        f"{kind} parts = 1, activate = 2, SPACE = 3, accompany = 4; window.found = [parts, activate, SPACE, accompany]"
    )
    page.add_script_tag(content=own)
    page.add_script_tag(url=page.locator("script[src*=passalong]").get_attribute("src"))
    assert page.evaluate("found") == [1, 2, 3, 4]
    assert [line for line in page.heard if "rror" in line] == []  # type: ignore[attr-defined]


def test_nothing_moves_when_a_confirmation_goes(visit: Visitor) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    page.locator(".passalong-copy").click()
    status = page.locator(".passalong-copy + .passalong-status")
    expect(status).to_have_text("Link copied")
    page.wait_for_timeout(600)  # what moves right after a click is no layout shift
    height = page.locator(".passalong").evaluate("e => e.offsetHeight")
    expect(status).to_be_hidden()
    paint(page)
    assert page.locator(".passalong").evaluate("e => e.offsetHeight") == height
    assert page.evaluate("measure.moved") == []
