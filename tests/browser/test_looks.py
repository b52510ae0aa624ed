"""The looks: that each can be read, reached and used on any theme and screen, and what its stylesheet is made of."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from playwright.sync_api import Page, ViewportSize, expect
from support.axe import OF_COLOURS, found_by_axe
from support.browsing import BLOCKS, EXTRAS, FIXTURES, LOOKS, OURS, POSTS, THEMES, Visitor, by_look, by_post, open_all
from support.builds import CONTENT, Build, build
from support.foreign import plugins, theme_settings, with_nudge
from support.judging import changed_files, hook_counts

from pelican_share_nudge.blocks import looks
from pelican_share_nudge.tables.networks import NETWORKS

browser = pytest.mark.browser
_chromium, _blogs, _browser, _visit = FIXTURES

COLOURED = {network.name: network.colour for network in NETWORKS.values() if network.colour}
SHEETS = {look: looks.stylesheet(look, NETWORKS.values()) for look in LOOKS}

NARROW: ViewportSize = {"width": 320, "height": 640}
LEAST = {"plain": (0, 24)}  # text links

# What themes have been seen to do to lists, links, sections and paragraphs, all at once and with an id.
HOSTILE = """
nav, #content nav, #content div[role] { position: fixed; display: none; float: left; width: 90px; height: 9px;
  padding: 30px;
  border: 5px solid; background: #c00; color: #fff; font: italic 10px/1 monospace; letter-spacing: .2em;
  text-align: center; text-transform: uppercase; white-space: nowrap; overflow: hidden; transform: rotate(3deg);
  animation: spin 1s infinite; transition: all 1s }
nav::before, div[role]::before, section::before,
#content li::before, #content p::before, #content a::after, #content summary::before,
#content button::before { content: "»" }
#content ul, nav ul, div[role] ul { display: block; margin: 3em; padding: 3em; columns: 3; list-style: square }
#content li, nav ul li { display: inline-block; float: left; width: 33%; margin: 1em; padding: 1em;
  border-bottom: 3px dotted; background: #ff0 }
#content ul li a:link, nav a { display: block; float: right; width: 100%; padding: 2em; border-bottom: 4px dashed;
  background: #00f; box-shadow: inset 0 -4px; color: red; text-decoration: line-through; text-transform: uppercase;
  transition: all .3s }
#content section section, section.passalong-cta { display: flex; float: left; width: 100%; min-height: 500px;
  padding: 100px; border: 9px solid; background: #333; color: #fff; text-align: center; animation: spin 1s infinite }
#content p { margin: 4em; color: red; font-size: 30px; text-align: justify; text-indent: 5em }
#content p:first-of-type::first-letter { float: left; font-size: 4em }
#content button { position: absolute; width: 100%; height: 100px; border: 10px solid; border-radius: 50% }
#content details { padding: 2em; border: 1px solid; background: #eee }
#content summary { display: list-item; list-style: square; padding: 3em; color: green }
#content span { display: block; padding: 1em; background: #0f0 }
#content svg { width: 100%; height: auto; margin: 1em; fill: none; stroke: red; vertical-align: top }
#content svg path { fill: red; stroke: blue; stroke-width: 3px }
#content strong, nav strong, section strong { background: yellow; color: blue; font: 300 2em/3 serif }
#content nav, #content div[role], #content section { visibility: hidden; opacity: 0;
  filter: blur(2px); pointer-events: none; columns: 2 }
#content p, #content li, #content ul, #content section, #content nav, #content div[role],
#content span { direction: var(--other-way);
  line-height: 1; word-spacing: 1em; hyphens: auto }
#content *:focus { outline: none !important; box-shadow: none !important }
#content a, #content button, #content summary { border-radius: 0 !important }
@keyframes spin { to { rotate: 1turn } }
"""
STYLES = """elements => elements.map(element => {
  const style = getComputedStyle(element);
  const names = ['position', 'display', 'float', 'width', 'height', 'margin', 'padding', 'border', 'background',
    'boxShadow', 'color', 'font', 'letterSpacing', 'textAlign', 'textDecoration', 'textTransform', 'textIndent',
    'whiteSpace', 'listStyle', 'columns', 'transform', 'fill', 'stroke', 'animation', 'transition', 'borderRadius',
    'gap', 'direction', 'lineHeight', 'wordSpacing', 'visibility', 'opacity', 'filter', 'pointerEvents',
    'outlineStyle'];
  return [element.getAttribute('class'), ...names.map(name => name + ': ' + style[name]),
    ...['::before', '::after', '::first-letter'].map(part => {
      const inner = getComputedStyle(element, part);
      return [part, inner.content, inner.float, inner.fontSize].join(' ');
    })];
})"""

# WCAG 2.2, 1.4.12: readers may space text so, and nothing may be lost.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }"""


def width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


# What axe finds


@browser
@pytest.mark.parametrize("theme", THEMES)
@by_look
def test_axe_finds_nothing_in_our_blocks(visit: Visitor, look: str, theme: str) -> None:
    problems = []
    for post in ("English", "Arabic"):
        page = visit(post, theme=theme, look=look)
        problems += _problems_by_day_and_night(page)
        if look == "minimal":
            open_all(page)
            problems += _problems_by_day_and_night(page)
    assert problems == []


def _problems_by_day_and_night(page: Page) -> list[tuple[str, str]]:
    page.emulate_media(color_scheme="light")
    problems = _problems(page)
    page.emulate_media(color_scheme="dark")
    return problems + _problems(page, runOnly=OF_COLOURS)


def _problems(page: Page, **options: Any) -> list[tuple[str, str]]:
    return found_by_axe(page, BLOCKS, **{"rules": {"target-size": {"enabled": True}}} | options)


# Each look on one theme, and each theme with one look.
LOOKS_AND_THEMES = [(look, "simple") for look in LOOKS] + [("buttons", theme) for theme in THEMES if theme != "simple"]


@browser
@pytest.mark.parametrize(("look", "theme"), LOOKS_AND_THEMES)
def test_axe_finds_nothing_in_code_and_licence(visit: Visitor, look: str, theme: str) -> None:
    problems = []
    for post in ("English", "Arabic"):
        page = visit(post, theme=theme, look=look, settings=EXTRAS)
        open_all(page)
        expect(page.locator(".passalong-code svg")).to_be_visible()
        problems += _problems_by_day_and_night(page)
    assert problems == []


@browser
def test_axe_would_find_what_is_wrong(visit: Visitor) -> None:
    page = visit()
    page.add_style_tag(content=".passalong-email:not(#passalong#passalong) { color: #bbb !important; background: #fff}")
    assert [rule for rule, _ in _problems(page)] == ["color-contrast"]


# Colours

by_scheme = pytest.mark.parametrize("scheme", ["light", "dark"])
AS_NETWORKS = """(link, names) => names.map(name => {
  link.className = `passalong-link passalong-${name}`;
  return [name, measure.contrastOfText(link), measure.rgba(getComputedStyle(link).backgroundColor).slice(0, 3)];
})"""


@browser
@by_scheme
def test_every_networks_name_can_be_read_on_its_colour(visit: Visitor, scheme: str) -> None:
    page = visit(look="brand", media={"color_scheme": scheme})
    shown = page.locator(".passalong-link").first.evaluate(AS_NETWORKS, list(NETWORKS))
    assert [(name, contrast) for name, contrast, _ in shown if contrast < 4.5] == []
    grounds = {name: bytes(ground).hex() for name, _, ground in shown}
    assert {name: f"#{grounds[name]}" for name in COLOURED} == COLOURED


@browser
@by_scheme
@by_look
def test_names_can_be_read_under_the_pointer(visit: Visitor, look: str, scheme: str) -> None:
    page = visit(look=look, media={"color_scheme": scheme})
    open_all(page)
    for link in page.locator(".passalong-link:visible").all():
        link.hover()
        contrast, shadow = link.evaluate("e => [measure.contrastOfText(e), getComputedStyle(e).boxShadow]")
        assert contrast >= 4.5
        assert re.fullmatch(r"none|.+ 0px 0px 0px 2px inset", shadow), "a wider one would be under the name"


channels = st.integers(0, 255)


@given(channels, channels, channels)
def test_what_is_chosen_can_be_read_on_any_colour(red: int, green: int, blue: int) -> None:
    chosen = looks.readable_on(f"#{red:02x}{green:02x}{blue:02x}")
    lighter, darker = sorted((brightness(red, green, blue), 1.0 if chosen == "#ffffff" else 0.0), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.49  # the two formulas differ a little


@given(channels, channels, channels)
def test_luminance_is_that_of_the_colour_space(red: int, green: int, blue: int) -> None:
    assert looks.luminance(f"#{red:02x}{green:02x}{blue:02x}") == pytest.approx(brightness(red, green, blue), abs=1e-3)


def brightness(red: int, green: int, blue: int) -> float:
    """Work out Y of a colour in sRGB by the matrix to XYZ in CSS Color 4, which has more digits than WCAG."""
    parts = [channel / 255 for channel in (red, green, blue)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    row = (87098 / 409605, 175762 / 245763, 12673 / 175545)
    return sum(weight * part for weight, part in zip(row, linear, strict=True))


# Screens


def assert_fits(page: Page, look: str) -> None:
    """Nothing of ours is wider than the screen, cut off, under another or too small for a finger."""
    screen = page.viewport_size
    assert screen is not None
    boxes = page.evaluate("selector => measure.boxes(selector)", f"{OURS}:not(.passalong-unseen, .passalong-name)")
    assert [box for box in boxes if box["left"] < 0 or box["right"] > screen["width"]] == []
    assert page.evaluate("measure.clipped()") == []
    controls = page.evaluate("measure.boxes('.passalong-link, .passalong-do')")
    least_width, least_height = LEAST.get(look, (44, 44))
    assert [box for box in controls if box["width"] < least_width or box["height"] < least_height] == []
    assert [(one["name"], other["name"]) for one, other in _pairs(controls) if _overlap(one, other)] == []


def _pairs(boxes: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    return ((one, other) for index, one in enumerate(boxes) for other in boxes[index + 1 :])


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(
        one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    )


@browser
@pytest.mark.parametrize("theme", ["notmyidea", "seafoam"])
@pytest.mark.parametrize("post", POSTS)
@by_look
def test_our_blocks_fit_on_a_narrow_screen(visit: Visitor, look: str, post: str, theme: str) -> None:
    page = visit(post, theme=theme, look=look, viewport=NARROW)
    open_all(page)
    assert_fits(page, look)
    with_blocks = width(page)
    page.locator(", ".join(BLOCKS)).evaluate_all("blocks => blocks.forEach(block => block.remove())")
    assert with_blocks == width(page)


@browser
@by_post
@by_look
def test_our_blocks_fit_when_a_reader_enlarges_or_spaces_them(visit: Visitor, look: str, post: str) -> None:
    page = visit(post, theme="simple", look=look, viewport=NARROW)
    open_all(page)
    page.add_style_tag(content=SPACED)
    assert_fits(page, look)
    page.add_style_tag(content="html { font-size: 200% !important }")
    assert_fits(page, look)


@browser
@pytest.mark.parametrize("post", POSTS)
@by_look
def test_code_and_licence_fit_on_a_narrow_screen(visit: Visitor, look: str, post: str) -> None:
    page = visit(post, theme="simple", look=look, viewport=NARROW, settings=EXTRAS)
    open_all(page)
    assert_fits(page, look)
    page.add_style_tag(content=SPACED + "html { font-size: 200% !important }")
    assert_fits(page, look)


@browser
@by_post
@by_look
def test_our_blocks_fit_at_twice_the_size(visit: Visitor, look: str, post: str) -> None:
    page = visit(post, look=look, viewport={"width": 640, "height": 400}, device_scale_factor=2)
    open_all(page)
    assert_fits(page, look)


@browser
@pytest.mark.parametrize("by", ["pointer", "key"])
@pytest.mark.parametrize("screen", [320, 380, 1280])
@pytest.mark.parametrize("post", POSTS)
def test_the_names_of_icons_cover_nothing(visit: Visitor, post: str, screen: int, by: str) -> None:
    page = visit(post, theme="simple", look="icons", viewport={"width": screen, "height": 800})
    before = width(page)
    page.locator(".passalong-do").focus()
    for link in page.locator(".passalong-link:visible").all():
        link.hover() if by == "pointer" else page.keyboard.press("Tab")
        shown = [box for box in page.evaluate("measure.boxes('.passalong-name')") if box["width"] > 1]
        assert len(shown) == 1
        assert shown[0]["text"] == link.locator(".passalong-name").text_content()
        assert shown[0]["left"] >= 0
        assert shown[0]["right"] <= screen
        around = page.evaluate("measure.boxes('.passalong-link, .passalong-label, body > footer, article > footer')")
        assert [box["name"] for box in around if _overlap(shown[0], box)] == []
        assert width(page) == before


@browser
def test_one_name_is_shown_at_a_time(visit: Visitor) -> None:
    page = visit(look="icons")
    page.locator(".passalong-do").focus()
    page.keyboard.press("Tab")
    page.locator(".passalong-email").hover()
    shown = [box["text"] for box in page.evaluate("measure.boxes('.passalong-name')") if box["width"] > 1]
    assert shown == ["Forward by e-mail"]


# Themes, preferences, paper


@browser
@pytest.mark.parametrize(("post", "other_way"), [("English", "rtl"), ("Arabic", "ltr")])
@pytest.mark.parametrize("screen", [320, 1280])
@by_look
def test_a_themes_own_rules_do_not_reach_our_blocks(
    visit: Visitor, look: str, screen: int, post: str, other_way: str
) -> None:
    page = visit(post, look=look, viewport={"width": screen, "height": 800})
    open_all(page)
    page.locator(".passalong-do").focus()
    page.keyboard.press("Tab")
    blocks = page.locator(f"{OURS}, .passalong-heading strong, .passalong-icon *")
    before = blocks.evaluate_all(STYLES)
    page.add_style_tag(content=HOSTILE.replace("var(--other-way)", other_way))
    assert blocks.evaluate_all(STYLES) == before


@browser
@pytest.mark.parametrize(("post", "other_way"), [("English", "rtl"), ("Arabic", "ltr")])
def test_a_themes_own_rules_do_not_reach_code_and_licence(visit: Visitor, post: str, other_way: str) -> None:
    page = visit(post, settings=EXTRAS)
    open_all(page)
    blocks = page.locator(f"{OURS}, .passalong-code *")
    before = blocks.evaluate_all(STYLES)
    page.add_style_tag(content=HOSTILE.replace("var(--other-way)", other_way))
    assert blocks.evaluate_all(STYLES) == before


@browser
@by_post
@by_look
def test_on_paper_there_are_addresses_instead_of_buttons(visit: Visitor, look: str, post: str) -> None:
    page = visit(post, look=look)
    page.emulate_media(media="print")
    expect(page.locator(".passalong-list")).to_be_hidden()
    assert page.locator(".passalong-link:visible").count() == 0
    printed = page.locator(".passalong").evaluate("e => getComputedStyle(e, '::after').content")
    assert printed == f'"{isolated(page.url)}"'
    if look == "minimal":
        heading = page.locator(".passalong").evaluate("e => getComputedStyle(e, '::before').content")
        assert heading == f'"{page.locator(".passalong").get_attribute("aria-label")}"'
    else:
        expect(page.locator(".passalong-label")).to_be_visible()
    action = page.locator(".passalong-do")
    expect(action).to_be_visible()
    assert action.evaluate("e => measure.rgba(getComputedStyle(e).backgroundColor)[3]") == 0
    assert page.locator(".passalong-do-name").evaluate("e => getComputedStyle(e).color") == action.evaluate(
        "e => getComputedStyle(e).color"
    )
    address = action.get_attribute("href")
    assert address is not None
    assert action.evaluate("e => getComputedStyle(e, '::after').content") == f'" ({isolated(address)})"'


def isolated(address: str) -> str:
    """An address as it can be read between words that are written from right to left."""
    return f"\N{LEFT-TO-RIGHT ISOLATE}{address}\N{POP DIRECTIONAL ISOLATE}"


@browser
@by_look
def test_every_control_is_seen_in_forced_colours(visit: Visitor, look: str) -> None:
    page = visit(look=look, media={"forced_colors": "active"})
    open_all(page)
    edges = page.locator(".passalong-cta, .passalong-do, .passalong-link").evaluate_all(
        "all => all.map(e => [e.className, getComputedStyle(e).borderTopWidth, getComputedStyle(e).borderTopColor,"
        " getComputedStyle(e).textDecorationLine])"
    )
    unseen = [edge for edge in edges if edge[3] != "underline" and (edge[1] == "0px" or edge[2] == "rgba(0, 0, 0, 0)")]
    assert unseen == []
    for icon in page.locator("a .passalong-icon:visible").all():  # that of the copy link is too thin to tell
        picture = base64.b64encode(icon.screenshot()).decode()
        colour = icon.evaluate("e => measure.rgba(getComputedStyle(e.parentElement).color)")
        assert colour in page.evaluate("measure.mainColours", picture)[:2]


@browser
@by_look
def test_nothing_of_ours_is_animated(visit: Visitor, look: str) -> None:
    page = visit(look=look, media={"reduced_motion": "reduce"})
    open_all(page)
    page.locator(".passalong-email").hover()
    page.locator(".passalong-copy").focus()
    assert page.evaluate("document.getAnimations().length") == 0
    assert not re.search(r"@keyframes|scroll-behavior|(animation|transition): (?!none)", SHEETS[look].text)


# Files


@by_look
def test_stylesheet_and_script_are_small(look: str) -> None:
    together = gzip.compress(SHEETS[look].text.encode()) + gzip.compress(looks.script().text.encode())
    assert len(together) <= 9 * 1024  # of five blocks: bar, call to action, quotations, code and licence


@by_look
def test_a_stylesheet_is_valid(look: str) -> None:
    assert list(_mistakes(tinycss2.parse_stylesheet(SHEETS[look].text))) == []


def _mistakes(nodes: list[Any]) -> Iterator[str]:
    for node in nodes:
        if node.type == "error":
            yield f"line {node.source_line}: {node.message}"
        elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
            yield from _mistakes(tinycss2.parse_blocks_contents(node.content))


@by_look
def test_a_stylesheets_address_says_what_it_holds(look: str, small: Callable[[str], Build]) -> None:
    files = {name: data for name, data in small(look).files().items() if name.startswith("passalong/")}
    assert len(files) == 2
    for name, data in files.items():
        stem, digest, _ = name.rsplit(".", 2)
        assert stem == "passalong/passalong"
        assert digest == hashlib.sha256(data).hexdigest()[:8]
    page = small(look).text("post.html")
    loaded = re.findall(r'(?:<link rel="stylesheet" href|<script src)="https://blog.example/([^"]+)"', page)
    assert sorted(loaded) == sorted(files)


def test_each_look_has_an_address_of_its_own() -> None:
    assert len({sheet.path for sheet in SHEETS.values()}) == len(LOOKS)


def test_the_address_changes_with_what_the_file_holds() -> None:
    repainted = [replace(network, colour="#123456") for network in NETWORKS.values()]
    assert looks.stylesheet("brand", repainted).path != SHEETS["brand"].path
    assert looks.stylesheet("plain", repainted).path == SHEETS["plain"].path


@pytest.fixture(name="small", scope="module")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Build]:
    content = tmp_path_factory.mktemp("content")
    (content / "post.md").write_text("Title: A post\nDate: 2026-01-01\nSlug: post\n\nText.", encoding="utf-8")
    return cache(lambda look: build(content, tmp_path_factory.mktemp(look), SHARE_NUDGE_LOOK=look))


# Custom properties

# Set by looks.py for each network, and by the stylesheet for itself.
INTERNAL = {"--passalong-brand", "--passalong-brand-text", "--passalong-ground"}


def documented() -> set[str]:
    """Read the custom properties that the stylesheet's first comment names: `--passalong-fill, -fill-text`."""
    comment = SHEETS["plain"].text.partition("*/")[0]
    rows = re.findall(r"^ +(--passalong-[\w-]+(?:, -[\w-]+)*) ", comment, re.MULTILINE)
    named = (name.removeprefix("--passalong") for row in rows for name in row.split(", "))
    return {f"--passalong{name}" for name in named}


def read(text: str) -> set[str]:
    return set(re.findall(r"var\((--[\w-]+)", text))


def test_every_custom_property_that_is_read_is_documented_and_no_other() -> None:
    assert len(documented()) >= 9
    assert set().union(*(read(sheet.text) for sheet in SHEETS.values())) == documented() | INTERNAL


@browser
def test_every_custom_property_changes_something(visit: Visitor) -> None:
    page = visit()
    values = {"font": "monospace", "radius": "3px", "gap": "3px", "size": "66px", "scale": "1.5"}
    blocks = page.locator(OURS)
    before = blocks.evaluate_all(STYLES)
    for name in sorted(documented()):
        value = values.get(name.removeprefix("--passalong-"), "rgb(1, 2, 3)")
        root = page.locator("html")
        root.evaluate("(root, [name, value]) => root.style.setProperty(name, value)", [name, value])
        assert blocks.evaluate_all(STYLES) != before, name
        root.evaluate("(root, name) => root.style.removeProperty(name)", name)
        assert blocks.evaluate_all(STYLES) == before, name


# Bytes

BYTES_THEMES = ("simple", "notmyidea", "uppercase-tags")


@pytest.fixture(name="bare", scope="module")
def _bare(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Build]:
    """Build the awkward posts without the plugin, once for each theme."""
    return cache(
        lambda theme: build(CONTENT, tmp_path_factory.mktemp(theme), plugins=plugins(theme), **theme_settings(theme))
    )


@pytest.mark.parametrize("theme", BYTES_THEMES)
@by_look
def test_a_look_adds_nothing_but_blocks(theme: str, look: str, bare: Callable[[str], Build], tmp_path: Path) -> None:
    settings = theme_settings(theme) | {"SHARE_NUDGE_LOOK": look, "SHARE_NUDGE_WARN": False}
    nudged = build(CONTENT, tmp_path, plugins=with_nudge(theme), **settings)
    assert changed_files(bare(theme), nudged) == []
    bars = [hook_counts(nudged.text(article.save_as))[0] for article in nudged.articles]
    assert set(bars) <= {0, 1}
    assert sum(bars) >= len(bars) - 2


@browser
def test_axe_finds_nothing_in_two_bars_of_one_post(visit: Visitor) -> None:
    page = visit(settings={"SHARE_NUDGE_PLACEMENT": "both"})
    assert page.locator(".passalong").count() == 2
    assert _problems(page) == []


@browser
@by_look
def test_links_that_a_filter_linkshides_leave_no_hole(visit: Visitor, look: str) -> None:
    page = visit(look=look)
    open_all(page)
    page.locator('a[href*="facebook.com/sharer"], a[href*="x.com/intent"]').evaluate_all(
        "all => all.forEach(e => e.style.setProperty('display', 'none', 'important'))"
    )
    first = page.locator(".passalong-list .passalong-link:visible").first
    links, box = page.locator(".passalong-list").bounding_box(), first.bounding_box()
    assert links
    assert box
    assert first.inner_text().strip().endswith("Mastodon")
    assert box["x"] == links["x"]
