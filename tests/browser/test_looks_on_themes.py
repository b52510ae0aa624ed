"""What the blocks take over from a theme, text size, measure and accent; and how they stand on a narrow screen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from support.browsing import DEFAULT_LOOK, FIXTURES, PHONE, TOUCH, Visitor, by_post, open_all

pytestmark = pytest.mark.browser
_chromium, _blogs, _browser, _visit = FIXTURES

CAN_SHARE = "navigator.share = async () => {};"
PASS_ON = {"SHARE_NUDGE_CTAS": [{"kind": "pass-on"}]}
SUBSCRIBE = {"SHARE_NUDGE_CTAS": [{"kind": "subscribe", "target": "/subscribe/"}]}
with_names = pytest.mark.parametrize("look", ["buttons", "brand"])


def styled(css: str) -> str:
    """A script that gives the page another stylesheet before ours is asked for what it sees."""
    return f"""new MutationObserver((_, watch) => {{
      if (!document.body) return;
      watch.disconnect();
      document.head.append(Object.assign(document.createElement("style"), {{ textContent: `{css}` }}));
    }}).observe(document, {{ childList: true, subtree: true }});"""


def on_touch(visit: Visitor, *args: Any, viewport: Any = PHONE, **kwargs: Any) -> Page:
    return visit(*args, viewport=viewport, start=CAN_SHARE, **TOUCH, **kwargs)


def rows(page: Page) -> list[int]:
    """Count what is seen in each row of the bar."""
    tops = [round(box["top"]) for box in page.evaluate("measure.boxes('.passalong-list .passalong-link')")]
    return [tops.count(top) for top in sorted(set(tops))]


def size(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))


# Text size and measure


@pytest.mark.parametrize(
    ("css", "wanted"),
    [
        ("", 14),
        (".entry-content p { font-size: 1.6em }", 22.4),
        (".entry-content { font-size: 10px } .entry-content p { font-size: 1.8em }", 18),
        (".entry-content { font-size: 9px }", 14),
        (".entry-content p { font-size: 60px }", 22.4),
        (".entry-content p { font-size: 13.3px }", 14),
        (".entry-content { font-size: 18px } .entry-content p { font-size: 15px }", 15),
        (".entry-content { font-size: 0 } .entry-content p { font-size: 18px }", 14),
        (".entry-content > p:nth-of-type(1) { font-size: 2em }", 14),
        (":root { --passalong-scale: 1.25 }", 17.5),
        (":root { --passalong-scale: 1.25 } .entry-content p { font-size: 1.6em }", 17.5),
    ],
)
def test_the_text_is_as_large_as_that_of_the_paragraphs(visit: Visitor, css: str, wanted: float) -> None:
    page = visit(start=styled(css))
    for part in (".passalong-text", ".passalong-link", ".passalong-do"):
        assert size(page, part) == pytest.approx(wanted, abs=0.1)


MEASURES = {
    "on the left": "p { max-width: 400px; margin-inline: 0 auto }",
    "centred": "p { max-width: 400px; margin-inline: auto }",
    "set in": "p { max-width: 400px; margin-inline: 30px }",
    "a share": "p { width: 55% }",
    "by padding": "p { padding-inline: calc(50% - 200px) 20px }",
    "on large screens": "p { max-width: 400px; margin-left: 100px } @media (max-width: 700px) { p { all: revert } }",
    "of a grid": """{ display: grid; grid-template-columns: [full] 1fr [text] 400px [end] 1fr [full-end] }
        * { grid-column: full / full-end } p { grid-column: text / end }""",
    "of a column": "{ display: flex; flex-flow: column; align-items: flex-start } p { width: 500px; max-width: 100% }",
}


@pytest.mark.parametrize("css", MEASURES.values(), ids=MEASURES)
def test_the_blocks_are_as_wide_as_the_paragraphs(visit: Visitor, css: str) -> None:
    rules = re.sub(r"(^|[;}] *)(p|\*) \{", r"\1.entry-content > \2:not(#x, .passalong-label) {", css)
    page = visit(start=styled(rules.replace("^", "").replace("{ display", ".entry-content { display", 1)))
    for screen in (1280, 600, 360, 1000):
        page.set_viewport_size({"width": screen, "height": 800})
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        left, right = page.evaluate(TEXT)
        for block in page.evaluate("measure.boxes('.passalong, .passalong-cta')"):
            assert (block["left"], block["right"]) == (pytest.approx(left, abs=1), pytest.approx(right, abs=1)), screen


TEXT = """() => {
  const paragraphs = [...document.querySelectorAll('.entry-content > p')];
  const text = paragraphs.sort((one, other) => other.textContent.length - one.textContent.length)[0];
  const [box, style] = [text.getBoundingClientRect(), getComputedStyle(text)];
  return [box.left + parseFloat(style.paddingLeft), box.right - parseFloat(style.paddingRight)];
}"""


def test_a_theme_whose_paragraphs_are_like_the_rest_gets_no_style_of_ours(visit: Visitor) -> None:
    styles = visit().locator(".passalong, .passalong-cta").evaluate_all("all => all.map(e => e.getAttribute('style'))")
    assert styles == [None, None]


# The accent


@pytest.mark.parametrize(
    "colour",
    [
        *("#cc0000", "#ffffff", "#ffff00", "#000000", "#767676", "#0645ad", "hsl(30 90% 50%)", "rgb(119 119 119)"),
        *("rgb(200 0 0 / .35)", "rgb(0 0 0 / .15)", "transparent"),
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_action_is_in_the_colour_of_the_themes_links_and_can_be_read(
    visit: Visitor, colour: str, scheme: str
) -> None:
    ground = "" if scheme == "light" else "body, #content { background: #111 !important; color: #eee !important }"
    page = visit(start=styled(f"#content a {{ color: {colour} }} {ground}"), settings=SUBSCRIBE)
    action = page.locator(".passalong-do")
    shown = action.evaluate("e => measure.rgba(getComputedStyle(e).backgroundColor)")
    if "/" not in colour and colour != "transparent":
        assert shown == page.evaluate("colour => measure.rgba(colour)", colour)
    assert shown[3] == 1  # what stands on it is measured against it alone
    assert page.locator(".passalong-do-name").evaluate("measure.contrastOfText") >= 4.5


@pytest.mark.parametrize(
    ("css", "ground", "text"),
    [
        (":root { --passalong-accent: #ffee00 }", "#ffee00", "#000000"),
        (":root { --passalong-accent: #8c1d40 }", "#8c1d40", "#ffffff"),
        (":root { --passalong-fill: #123456 }", "#123456", "#ffffff"),
        (":root { --passalong-fill: #123456; --passalong-fill-text: #ffee00 }", "#123456", "#ffee00"),
    ],
)
def test_an_agencys_own_accent_is_used(visit: Visitor, css: str, ground: str, text: str) -> None:
    page = visit(start=styled(css), settings=SUBSCRIBE)
    shown = "([e, part]) => measure.rgba(getComputedStyle(e)[part]).slice(0, 3)"
    action, name = (page.locator(part).element_handle() for part in (".passalong-do", ".passalong-do-name"))
    assert bytes(page.evaluate(shown, [action, "backgroundColor"])).hex() == ground[1:]
    assert bytes(page.evaluate(shown, [name, "color"])).hex() == text[1:]


@pytest.mark.parametrize(
    "css",
    [
        "span, a span, #content * { color: #c00 !important }",
        "#content a { background: #06c !important; color: #fff !important }",
        "a:link, a:visited { color: transparent !important }",
    ],
)
def test_no_theme_takes_the_contrast_away(visit: Visitor, css: str) -> None:
    page = visit(start=styled(css), settings=SUBSCRIBE)
    assert page.locator(".passalong-do-name").evaluate("measure.contrastOfText") >= 4.5


def test_links_of_the_bar_are_in_the_colour_of_the_text(visit: Visitor) -> None:
    page = visit(start=styled("article a { background: #06c; color: #fff !important; padding: 1em }"))
    contrasts = page.locator(".passalong-link:visible").evaluate_all("all => all.map(measure.contrastOfText)")
    assert min(contrasts) >= 4.5


# One card with one label


@by_post
@with_names
def test_question_and_bar_are_one_card_with_one_label(visit: Visitor, look: str, post: str) -> None:
    page = visit(post, look=look, settings=PASS_ON)
    expect(page.locator(".passalong-label")).to_be_hidden()
    assert page.locator(".passalong").get_attribute("aria-label")
    card, bar = page.locator(".passalong-cta").bounding_box(), page.locator(".passalong").bounding_box()
    assert card
    assert bar
    assert bar["y"] == pytest.approx(card["y"] + card["height"], abs=1)
    assert (bar["x"], bar["width"]) == (card["x"], card["width"])
    grounds = page.locator(".passalong, .passalong-cta").evaluate_all("a => a.map(e => getComputedStyle(e).background)")
    assert grounds[0] == grounds[1] != "none"


@pytest.mark.parametrize(
    "css",
    [
        ".entry-content { display: flex; flex-direction: column; align-items: flex-start }",
        ".entry-content { display: flex; flex-direction: column; align-items: center; gap: 2rem }",
        ".entry-content { display: grid; gap: 24px }",
        ".entry-content > * { margin-block: 1.5em !important }",
        ".entry-content > * + * { margin-top: 2em !important }",
        ".entry-content section { background: #333 !important }",
    ],
)
def test_no_theme_takes_the_card_apart(visit: Visitor, css: str) -> None:
    page = visit(start=styled(css), settings=PASS_ON)
    card, bar = page.evaluate("measure.boxes('.passalong-cta, .passalong')")
    assert bar["top"] == pytest.approx(card["bottom"], abs=1)
    assert (bar["left"], bar["right"]) == (card["left"], card["right"])
    grounds = page.locator(".passalong, .passalong-cta").evaluate_all("a => a.map(e => getComputedStyle(e).background)")
    assert grounds[0] == grounds[1]


def test_a_bar_after_another_call_to_action_keeps_its_label(visit: Visitor) -> None:
    expect(visit(settings=SUBSCRIBE).locator(".passalong-label")).to_be_visible()


def test_a_bar_on_its_own_keeps_its_label(visit: Visitor) -> None:
    page = visit(settings={"SHARE_NUDGE_CTAS": []})
    assert page.locator(".passalong-cta").count() == 0
    expect(page.locator(".passalong-label")).to_be_visible()


def test_before_the_content_a_bar_keeps_its_label(visit: Visitor) -> None:
    page = visit(settings=PASS_ON | {"SHARE_NUDGE_PLACEMENT": "both"})
    assert [label.is_visible() for label in page.locator(".passalong-label").all()] == [True, False]


# On a phone


@pytest.mark.parametrize("settings", [PASS_ON, SUBSCRIBE], ids=["pass-on", "subscribe"])
@pytest.mark.parametrize("theme", ["notmyidea", "seafoam", "simple", "reflex", "plumage"])
@pytest.mark.parametrize("post", ["English", "German", "Arabic"])
def test_the_usual_bar_takes_three_rows_at_most(
    visit: Visitor, theme: str, post: str, settings: dict[str, Any]
) -> None:
    page = on_touch(visit, post, theme=theme, settings=settings)
    has_room = theme != "reflex" or settings == SUBSCRIBE  # it leaves 302 pixels, and the card takes some of them
    assert rows(page) == ([1, 6, 2] if has_room else [1, 5, 3])
    names = [box for box in page.evaluate("measure.boxes('.passalong-name')") if box["width"] > 1]
    assert len(names) == (3 if has_room else 1)  # of the sheet, the e-mail and the link; icons tell the rest
    for screen in (320, 340, 390, 430, 480):
        page.set_viewport_size({"width": screen, "height": 700})
        assert len(rows(page)) <= 3
        heights = [box["height"] for box in page.evaluate("measure.boxes('.passalong-link')")]
        assert max(heights) <= 64


@pytest.mark.parametrize("size", [14, 16, 18, 20, 22])
@pytest.mark.parametrize("post", ["English", "German", "Arabic"])
def test_large_letters_take_no_more_rows(visit: Visitor, post: str, size: int) -> None:
    page = on_touch(visit, post, settings=PASS_ON)
    page.add_style_tag(content=f".entry-content, .entry-content p {{ font-size: {size}px !important }}")
    for screen in (330, 360, 375, 390, 412, 430, 480):
        page.set_viewport_size({"width": screen, "height": 700})
        assert len(rows(page)) <= 3, screen


@pytest.mark.parametrize("screen", [360, 390, 412, 430])
@with_names
def test_mail_and_link_stand_together_with_their_names(visit: Visitor, look: str, screen: int) -> None:
    page = visit(look=look, viewport={"width": screen, "height": 800})
    assert rows(page) == [6, 2]
    names = [box["text"] for box in page.evaluate("measure.boxes('.passalong-name')") if box["width"] > 1]
    assert names == ["Forward by e-mail", "Copy link"]


@by_post
@with_names
def test_where_there_are_few_links_they_keep_their_names(visit: Visitor, look: str, post: str) -> None:
    page = visit(post, look=look, viewport=PHONE, settings={"SHARE_NUDGE_NETWORKS": ["mastodon", "whatsapp"]})
    names = page.evaluate("measure.boxes('.passalong-name')")
    assert [name["text"] for name in names if name["width"] > 1] == ["Mastodon", "WhatsApp"]


@with_names
def test_a_network_without_an_icon_keeps_its_name(visit: Visitor, look: str) -> None:
    forum = {"name": "forum", "label": "The Old Forum", "pattern": "https://forum.example/new?u={url}"}
    networks = ["facebook", "x", "forum", "bluesky", "email"]
    settings = {"SHARE_NUDGE_EXTRA_NETWORKS": [forum], "SHARE_NUDGE_NETWORKS": networks}
    page = visit(look=look, viewport=PHONE, settings=settings)
    link = page.locator(".passalong-forum")
    assert link.inner_text().split("\n") == ["Share on ", "The Old Forum"]
    assert link.evaluate("e => e.scrollWidth <= e.clientWidth && e.offsetHeight < 50")


@pytest.mark.parametrize("screen", [PHONE, {"width": 1024, "height": 700}])
def test_on_touch_the_systems_sheet_comes_first(visit: Visitor, screen: Any) -> None:
    page = on_touch(visit, viewport=screen)
    expect(page.locator(".passalong-link").first).to_have_class("passalong-link passalong-sheet")
    places = page.evaluate("measure.boxes('.passalong-link')")
    assert min(places, key=lambda place: (place["top"], place["left"]))["name"] == "passalong-link passalong-sheet"


def test_without_touch_it_stays_where_it_is(visit: Visitor) -> None:
    page = visit(start=CAN_SHARE, settings={"SHARE_NUDGE_NETWORKS": ["x", "sheet", "email"]})
    names = page.locator(".passalong-link").evaluate_all("all => all.map(e => e.className.split('passalong-').at(-1))")
    assert names == ["x", "sheet", "email"]


def test_on_touch_a_browser_without_a_sheet_has_the_copy_link_in_its_place(visit: Visitor) -> None:
    page = visit(viewport=PHONE, start="delete Navigator.prototype.share;", **TOUCH)
    assert page.locator(".passalong-sheet").count() == 0
    expect(page.locator(".passalong-link").first).to_have_class("passalong-link passalong-copy")
    assert rows(page) == [1, 6, 1]


@with_names
def test_on_a_phone_hidden_links_leave_no_hole(visit: Visitor, look: str) -> None:
    page = visit(look=look, viewport=PHONE)
    page.locator('a[href*="facebook.com/sharer"], a[href*="x.com/intent"]').evaluate_all(
        "all => all.forEach(e => e.style.setProperty('display', 'none', 'important'))"
    )
    links, first = page.locator(".passalong-list"), page.locator(".passalong-list .passalong-link:visible").first
    assert first.bounding_box()["x"] == links.bounding_box()["x"]  # type: ignore[index]
    assert rows(page) == [6]


def test_in_a_narrow_window_the_sheet_stands_where_the_keyboard_meets_it(visit: Visitor) -> None:
    page = visit(start=CAN_SHARE)
    page.set_viewport_size({"width": 320, "height": 256})
    boxes = page.evaluate("measure.boxes('.passalong-link')")
    assert boxes == sorted(boxes, key=lambda box: (box["top"], box["left"]))


def test_icons_are_drawn_whatever_a_theme_takes_back(visit: Visitor) -> None:
    page = visit(look="icons", start=styled("* { all: revert }"))
    assert page.locator(".passalong-icon path").first.evaluate("e => e.getBBox().width > 0")


@pytest.mark.parametrize("post", ["English", "German", "Arabic"])
@pytest.mark.parametrize("screen", [360, 1280])
def test_in_a_list_of_names_each_stands_in_one_line(visit: Visitor, post: str, screen: int) -> None:
    page = visit(post, look="minimal", viewport={"width": screen, "height": 800})
    open_all(page)
    heights = {round(box["height"]) for box in page.evaluate("measure.boxes('.passalong-list .passalong-link')")}
    assert max(heights) <= 46


def test_the_usual_look_is_one_of_those_with_names() -> None:
    assert DEFAULT_LOOK == "buttons"
