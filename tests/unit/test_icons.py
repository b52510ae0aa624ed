"""The icons, where they come from, and the networks' colours."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icon_sheet import ICONS, ROOT, SHEET, icons, page
from support.contrast import contrast

from pelican_share_nudge.blocks.icons import IconProblem, picture
from pelican_share_nudge.blocks.looks import readable_on
from pelican_share_nudge.settings.config import DEFAULT_NETWORKS
from pelican_share_nudge.tables.networks import NETWORKS, Network

SOURCES = (ICONS / "SOURCES.md").read_text(encoding="utf-8")
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"path", "g", "circle", "ellipse", "rect", "line", "polyline", "polygon"}
GEOMETRY = {
    "d",
    "fill-rule",
    "clip-rule",
    "transform",
    "points",
    *("x y width height rx ry r cx cy x1 y1 x2 y2".split()),
}
ACTIONS = {"more"}  # what has an icon and is no network

# Viber's is 2.2 KB, and no set has a simpler one; all others are below 2.
LIMIT = 2_300

every_icon = pytest.mark.parametrize("path", icons(), ids=lambda path: path.stem)
every_colour = pytest.mark.parametrize(
    "network", [network for network in NETWORKS.values() if network.colour], ids=lambda network: network.name
)


def section(heading: str) -> str:
    """Cut a section out of SOURCES.md."""
    return SOURCES.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def first_cells(text: str) -> list[str]:
    """List the first cells of a table's rows, without its head."""
    return re.findall(r"^\| ([^|]+?) \|", text, re.MULTILINE)[2:]


@every_icon
def test_only_shapes_that_take_the_colour_of_the_text(path: Path) -> None:
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    assert root.tag == f"{SVG}svg"
    assert list(root.attrib) == ["viewBox"]
    shapes = list(root.iter())[1:]
    assert shapes
    for shape in shapes:
        assert shape.tag.removeprefix(SVG) in SHAPES
        assert set(shape.attrib) <= GEOMETRY
        assert not (shape.text or "").strip()


@every_icon
def test_square_and_on_one_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.fullmatch(r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 (16 16|24 24)">.+</svg>\n', text)


@every_icon
def test_small(path: Path) -> None:
    assert path.stat().st_size <= LIMIT


def test_named_as_what_they_show() -> None:
    assert {path.stem for path in icons()} <= {*NETWORKS, *ACTIONS}
    assert {path.stem for path in icons()} >= {*ACTIONS, "email", "copy", "sheet", "print"}


def test_every_file_says_where_it_comes_from() -> None:
    assert first_cells(section("Icons")) == [path.name for path in icons()]


def test_every_file_comes_from_a_set_whose_version_and_licence_are_given() -> None:
    sets = re.findall(r"^\| ([\w ]+) \| \d[\d.]+ \| (?:CC0-1\.0|MIT[^|]*) \|", SOURCES, re.MULTILINE)
    used = re.findall(r"^\| \w+\.svg \| ([\w ]+) \| [\w-]+ \|", section("Icons"), re.MULTILINE)
    assert len(used) == len(icons())
    assert set(used) == set(sets)
    assert "Copyright (c) 2019-2024 The Bootstrap Authors" in section("Licence of Bootstrap Icons")


def test_every_network_without_an_icon_is_named_with_the_reason() -> None:
    without = section("Networks without an icon")
    assert set(first_cells(without)) == set(NETWORKS) - {path.stem for path in icons()}
    assert len(re.findall(r"^\| \w+ \| .+ \|$", without, re.MULTILINE)) == len(first_cells(without)) + 1


def test_the_default_bar_is_complete() -> None:
    assert {path.stem for path in icons()} >= set(DEFAULT_NETWORKS)


# Colours


@every_colour
def test_colours_are_written_alike(network: Network) -> None:
    assert re.fullmatch(r"#[0-9a-f]{6}", network.colour)


@every_colour
def test_what_is_written_on_the_colour_can_be_read(network: Network) -> None:
    assert contrast(network.colour, readable_on(network.colour)) >= 4.5


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#ffff00", "#0000ff", 8.0),
    ],
)
def test_contrast_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


def test_colours_from_elsewhere_than_the_set_are_named() -> None:
    named = first_cells(section("Colours"))
    assert named
    assert [name for name in named if not NETWORKS[name].colour] == []


def test_what_is_no_brand_has_no_colour() -> None:
    assert [name for name in ("email", "copy", "sheet", "print", "sms") if NETWORKS[name].colour] == []


# The sheet


def test_the_sheet_shows_every_icon_at_every_size_on_both_grounds() -> None:
    text = page()
    for path in icons():
        assert text.count(f"<span>{path.stem}</span>") == 2
    assert text.count("<svg ") == len(icons()) * 3 * 2


def test_the_sheet_is_in_the_docs() -> None:
    assert SHEET.stat().st_size <= 200_000
    assert f"]({SHEET.name})" in (ROOT / "docs" / "icons.md").read_text(encoding="utf-8")


# Icons of others


DRAWN = {
    "a drawing program's": (
        '<?xml version="1.0" encoding="UTF-8"?><!-- Generator: Draw --><svg xmlns="http://www.w3.org/2000/svg" '
        'xmlns:sodipodi="http://sodipodi.example/" width="24px" height="24" style="fill:red" id="Layer_1">'
        "<title>Logo</title><style>p{color:red}</style><script>alert(1)</script><sodipodi:namedview/>"
        '<defs><path id="a" d="M1 1"/></defs>'
        '<g id="g" transform="scale(2)" onclick="x()"><path style="fill:#f00" class="c" d="M0 0h9z"/></g></svg>',
        "0 0 24 24",
        '<g transform="scale(2)"><path d="M0 0h9z"/></g>',
    ),
    "an icon font's, with its frame": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0,0,24,24"><path d="M0 0h24v24H0z" fill="none"/>'
        '<circle cx="9" cy="9" r="2"/></svg>',
        "0 0 24 24",
        '<circle cx="9" cy="9" r="2"/>',
    ),
    "with a quote": (
        "<svg viewBox='0 0 1 1'><path d='M0 0&quot; onload=&quot;x'/></svg>",
        "0 0 1 1",
        '<path d="M0 0&#34; onload=&#34;x"/>',
    ),
}


@pytest.mark.parametrize("name", DRAWN)
def test_of_an_icon_only_its_shapes_are_taken(name: str) -> None:
    svg, box, inside = DRAWN[name]
    assert picture(svg) == (
        f'<svg class="passalong-icon" viewBox="{box}" width="20" height="20" fill="currentColor" aria-hidden="true" '
        f'focusable="false">{inside}</svg>'
    )


REFUSED = {
    "": "it is no SVG",
    "<html/>": "it is no SVG",
    "<svg": "it is no SVG",
    '<svg viewBox="0 0 24 24"/>': "no shape that is filled",
    '<svg viewBox="0 0 24"><path d="M0 0"/></svg>': "it has no size",
    '<svg width="24"><path d="M0 0"/></svg>': "it has no size",
    '<svg viewBox="0 0 9 9" fill="none" stroke="currentColor"><path d="M0 0"/></svg>': "drawn with lines",
    '<svg viewBox="0 0 9 9"><path style="fill:none;stroke:#000" d="M0 0"/></svg>': "drawn with lines",
    '<svg viewBox="0 0 9 9"><text>x</text></svg>': "it has a <text>",
    '<svg viewBox="0 0 9 9"><image href="x.png"/></svg>': "it has a <image>",
    '<svg viewBox="0 0 9 9"><use href="#a"/></svg>': "it has a <use>",
    '<svg viewBox="0 0 9 9"><foreignObject/></svg>': "it has a <foreignObject>",
}


@pytest.mark.parametrize("svg", REFUSED)
def test_what_cannot_be_an_icon_is_refused(svg: str) -> None:
    with pytest.raises(IconProblem, match=REFUSED[svg]):
        picture(svg)


@every_icon
def test_ours_go_into_pages_as_they_are(path: Path) -> None:
    svg = path.read_text(encoding="utf-8").strip()
    assert svg.partition(">")[2] == picture(svg).partition(">")[2]
