"""Share cards as pictures: size and weight, every script, what fits, what is left out, and what they are known by."""

from __future__ import annotations

import io
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import imagesize
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from PIL import Image
from support.builds import TESTS

from pelican_share_nudge.cards import glyphs
from pelican_share_nudge.cards.draw import NotDrawn, draw
from pelican_share_nudge.cards.fonts import Fonts, load
from pelican_share_nudge.cards.label import NO_LABEL, Label, label_on
from pelican_share_nudge.cards.logo import MOST_BYTES, BadLogo, as_svg
from pelican_share_nudge.cards.png import BEGINNING, label_of, labelled
from pelican_share_nudge.cards.spec import Card, Design
from pelican_share_nudge.settings.cards import CardStyle

typst = pytest.importorskip("typst")

LAYOUTS = Path(__file__).parents[2] / "pelican_share_nudge" / "templates" / "share_nudge" / "cards"
NAMES = sorted(path.stem for path in LAYOUTS.glob("*.typ"))
TITLES: dict[str, dict[str, str]] = tomllib.loads((TESTS / "cards" / "titles.toml").read_text(encoding="utf-8"))
PAPER = "#fdfdfb"
COLOURS = {row.replace("_", "-"): getattr(CardStyle(), row) for row in CardStyle.__slots__ if row != "logo"}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="4" fill="#5b2be0"/></svg>'


def design(name: str = "letter", **values: Any) -> Design:
    file = LAYOUTS / f"{name}.typ"
    common = {"layout": file.read_text(encoding="utf-8"), "file": str(file), "site": "Letters", "colours": COLOURS}
    return Design(**{**common, **values})


@pytest.fixture(scope="module", name="fonts")
def _fonts() -> Fonts:
    """Only the fonts of the package: the same on every machine."""
    loaded = typst.Fonts(include_system_fonts=False)
    return Fonts(loaded, frozenset(loaded.families()), ())


@pytest.fixture(scope="module", name="all_fonts")
def _all_fonts() -> Fonts:
    return load(design())


def pixels(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def columns_with_ink(picture: Image.Image, top: int, bottom: int) -> tuple[int, int]:
    """Give the first and the last column that has another colour than the paper."""
    strip = picture.crop((0, top, picture.width, bottom))
    ground = Image.new("RGB", strip.size, PAPER)
    from PIL import ImageChops

    box = ImageChops.difference(strip, ground).getbbox()
    assert box is not None
    return box[0], box[2]


# What is drawn


@pytest.mark.parametrize("layout", NAMES)
@pytest.mark.parametrize("kind", TITLES)
def test_every_title_makes_a_card(kind: str, layout: str, all_fonts: Fonts) -> None:
    card = Card(**TITLES[kind], date="27 November 2026")
    drawn = draw(card, design(layout, logo=LOGO), all_fonts)
    assert imagesize.get(io.BytesIO(drawn.png)) == (1200, 630)
    assert len(drawn.png) < 300_000
    if drawn.missing:
        pytest.skip(f"no font here has {drawn.missing}")


def test_there_are_twelve_titles_and_three_layouts() -> None:
    assert (len(TITLES), NAMES) == (12, ["letter", "margin", "poster"])
    assert len(TITLES["german"]["title"]) >= 90
    assert len(TITLES["long"]["title"]) >= 250


def test_the_same_card_is_the_same_file(fonts: Fonts) -> None:
    card = Card(title="Bread", author="Ada", date="May", language="en")
    assert draw(card, design(), fonts) == draw(card, design(), fonts)


LONG = [
    ("en", "W" * 90),
    ("de", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorstand"),
    ("xx", "https://blog.example/" + "a-very-long-address/" * 6),
    ("en", "one " * 400),
    ("fi", "w" * 1500),
    ("en", "(" * 120),
    ("tr", "I\u0307" * 120),
    ("en", "A title of many words that is too long for two lines, and not for three of them"),
    ("el", "Ελληνικά και λίγα ακόμη"),
]


@pytest.mark.parametrize(("language", "title"), LONG, ids=[title[:12] for _, title in LONG])
@pytest.mark.parametrize("layout", ["letter", "margin"])
def test_what_is_long_fits(language: str, title: str, layout: str, fonts: Fonts) -> None:
    """The margins stay empty."""
    card = Card(title=title, author="M" * 90, date="W" * 30, language=language)
    picture = pixels(draw(card, design(layout, site="W" * 200, logo=LOGO), fonts).png)
    first, last = columns_with_ink(picture, 40, 590)
    assert first >= 60
    assert last <= 1200 - 60


@pytest.mark.parametrize(("language", "title"), LONG, ids=[title[:12] for _, title in LONG])
def test_a_long_title_does_not_run_into_the_blogs_name(language: str, title: str, fonts: Fonts) -> None:
    picture = pixels(draw(Card(title=title, language=language), design(site=""), fonts).png)
    below = picture.crop((0, 480, 1200, 600))
    assert below.getcolors() == [(1200 * 120, (0xFD, 0xFD, 0xFB))]


def test_from_right_to_left(fonts: Fonts) -> None:
    left, _ = columns_with_ink(pixels(draw(Card(title="Bread", language="en"), design(), fonts).png), 60, 400)
    _, right = columns_with_ink(pixels(draw(Card(title="לחם", language="he"), design(), fonts).png), 60, 400)
    assert left < 90
    assert right > 1200 - 90


@pytest.mark.parametrize(
    ("language", "site"), [("", ""), ("x", "A"), ("de-AT-1996", "A"), ("zh-Hant", "A"), ("q1", "")]
)
def test_any_language_tag(language: str, site: str, fonts: Fonts) -> None:
    assert draw(Card(title="A", language=language), design(site=site), fonts).missing == ""


@settings(max_examples=25)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=40))
def test_any_text(text: str) -> None:
    loaded = typst.Fonts(include_system_fonts=False)
    fonts = Fonts(loaded, frozenset(loaded.families()), ())
    card = Card(title=text, author=text, date=text, language="en")
    assert set(draw(card, design(site=text), fonts).missing) <= set(text)


# What docs/cards.md says

PAGE = (TESTS.parent / "docs" / "cards.md").read_text(encoding="utf-8")


def test_the_layout_in_the_docs_is_complete(fonts: Fonts) -> None:
    (layout,) = re.findall(r"^```typst\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    drawn = draw(Card(title="Bread", author="Ada"), design(layout=layout, logo=LOGO), fonts)
    assert imagesize.get(io.BytesIO(drawn.png)) == (1200, 630)


def test_the_docs_name_every_colour_and_its_default() -> None:
    for row in CardStyle.__slots__:
        value = getattr(CardStyle(), row)
        assert f"`{row}`" in PAGE
        assert not value or f"`{value}`" in PAGE


def test_the_docs_name_every_word_of_a_layout() -> None:
    library = Path(draw.__code__.co_filename).parent / "typst" / "local" / "passalong" / "1.0.0" / "lib.typ"
    words = set(re.findall(r"^#let ([a-z0-9-]+)", library.read_text(encoding="utf-8"), re.MULTILINE))
    inside = {"is-in", "in-size", "set-words", "divided", "long", "cut", "most", "isolated", "ink", "leading"}
    assert {word for word in words - inside if not re.search(rf"`{word}[(`]", PAGE)} == set()


@pytest.mark.parametrize("layout", NAMES)
def test_the_pictures_in_the_docs_are_light(layout: str) -> None:
    assert (TESTS.parent / "docs" / "cards" / f"{layout}.png").stat().st_size < 100_000


# What no font has

WITHOUT = [
    ("Knots \U0001faa2 for all", "\U0001faa2", "Knots for all"),
    ("\U0001faa2", "\U0001faa2", ""),
    ("A \U0001f469\u200d\U0001f680 flies", "\U0001f469\U0001f680", "A flies"),
    ("Ring \U0001f6ce\ufe0f", "\U0001f6ce", "Ring"),
    ("\U0001f3f4\U000e0067\U000e0062\U000e007f on top", "\U0001f3f4", "on top"),
    ("Thumbs \U0001f44d\U0001f3fd up", "\U0001f44d\U0001f3fd", "Thumbs up"),
    ("A b", "", "A b"),
]


@pytest.mark.parametrize(("title", "missing", "left"), WITHOUT)
def test_a_symbol_that_no_font_has_is_left_out_and_told(title: str, missing: str, left: str, fonts: Fonts) -> None:
    drawn = draw(Card(title=title, language="en"), design(), fonts)
    assert drawn.missing == missing
    assert glyphs.without(missing, title) == left
    alike = draw(Card(title=left, language="en"), design(), fonts)
    assert pixels(drawn.png).tobytes() == pixels(alike.png).tobytes()


@pytest.mark.parametrize("title", ["庭のパン", "A 庭", "ไทย 🪢", "தமிழ்", "한국어", "\U00013000"])
def test_a_text_with_a_letter_that_no_font_has_is_left_out_as_a_whole(title: str, fonts: Fonts) -> None:
    drawn = draw(Card(title=title, author="Ada", date=title, language="en"), design(), fonts)
    assert drawn.missing
    assert set(drawn.missing) <= set(title)
    alike = draw(Card(author="Ada", language="en"), design(), fonts)
    assert pixels(drawn.png).tobytes() == pixels(alike.png).tobytes()


@pytest.mark.parametrize(
    "title", ["A “quote” – dash…", "Ελλάδα Россия Łódź", "שלום", "a\u00a0b\u200bc\u00add", "½ × 2°"]
)
def test_what_the_package_has_is_drawn(title: str, fonts: Fonts) -> None:
    assert draw(Card(title=title, language="en"), design(), fonts).missing == ""


SAID = [
    ('error: PDF/A-2b error: the text `"転"` could not be displayed with font `"X"`', "転"),
    ('the text `"\\u{1faa2}"` could not be displayed … the text `"\\u{200d}"` could not be displayed', "\U0001faa2"),
    ('the text `"\\""` could not be displayed, the text `"\\\\"` could not be displayed', '"\\'),
    ('the text `" "` could not be displayed', ""),
    ('the text `"a"` is fine', ""),
    ("error: unknown variable: titel", ""),
    ("", ""),
]


@pytest.mark.parametrize(("diagnostic", "missing"), SAID)
def test_what_typst_says_of_it(diagnostic: str, missing: str) -> None:
    assert glyphs.missing_in(diagnostic) == missing


# Layouts and logos that cannot be used

BROKEN = [
    ("#let a = 1\n#titel", "unknown variable: titel", 2),
    ('#import "@local/passalong:1.0.0": *\n#show: sheet\n\n#image("nowhere.png")', "file not found", 4),
    ("#set page(height: auto)\n#pagebreak()\n", "2 pages", 0),
    ("#panic()", "panicked", 1),
    ("#let f(x) = f(x)\n#f(1)", "maximum function call depth", 1),
]


@pytest.mark.parametrize(("layout", "why", "line"), BROKEN)
def test_a_layout_with_a_mistake(layout: str, why: str, line: int, fonts: Fonts) -> None:
    with pytest.raises(NotDrawn, match=why) as raised:
        draw(Card(title="A"), design(layout=layout), fonts)
    assert raised.value.line == line


def test_a_layout_reads_only_beside_itself(tmp_path: Path, fonts: Fonts) -> None:
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (tmp_path / "below").mkdir()
    with pytest.raises(NotDrawn):
        draw(Card(), design(layout='#read("../secret.txt")', file=str(tmp_path / "below" / "a.typ")), fonts)


def picture_of(kind: str, size: tuple[int, int] = (3, 2)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp"])
def test_a_logo_of_pixels(kind: str, fonts: Fonts) -> None:
    svg = as_svg(picture_of(kind))
    assert 'width="3" height="2"' in svg
    plain = draw(Card(title="A"), design(), fonts).png
    assert draw(Card(title="A"), design(logo=svg), fonts).png != plain


def test_a_logo_of_lines() -> None:
    assert as_svg(b"\xef\xbb\xbf" + LOGO.encode()) == LOGO


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "neither SVG nor PNG"), (b"%PDF-1.7", "neither SVG"), (b"\x89PNG\r\n\x1a\n", "how large")],
)
def test_what_is_no_logo(data: bytes, why: str) -> None:
    with pytest.raises(BadLogo, match=why):
        as_svg(data)


def test_a_logo_that_is_too_heavy() -> None:
    with pytest.raises(BadLogo, match="1,000 kB"):
        as_svg(b"<svg>" + b" " * MOST_BYTES)


# What a card is known by

CHANGES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"title": "B"}, {}),
    ({"author": "B"}, {}),
    ({"date": "B"}, {}),
    ({"language": "de"}, {}),
    ({}, {"layout": "#card.title"}),
    ({}, {"site": "B"}),
    ({}, {"logo": LOGO}),
    ({}, {"colours": {**COLOURS, "paper": "#ffffff"}}),
    ({}, {"fonts": ("Charter",)}),
    ({}, {"font_files": ("/fonts/a.otf",)}),
]
CARD = Card(title="A", author="Ada", date="May", language="en")


@pytest.mark.parametrize(("of_card", "of_design"), CHANGES)
def test_the_version_changes_with_what_is_on_it(of_card: dict[str, Any], of_design: dict[str, Any]) -> None:
    assert structs.replace(CARD, **of_card).version(replace(design(), **of_design)) != CARD.version(design())


def test_the_version_stays() -> None:
    assert re.fullmatch("[0-9a-f]{8}", CARD.version(design()))
    assert structs.replace(CARD).version(replace(design(), file="/elsewhere/letter.typ")) == CARD.version(design())
    assert Card(title="ab", author="c").version(design()) != Card(title="a", author="bc").version(design())


LABELS = st.builds(
    Label, st.text("0123456789abcdef", min_size=8, max_size=8), st.text(min_size=1, max_size=30), st.just("01234567")
)


@given(LABELS)
def test_a_label_is_read_back(label: Label) -> None:
    assert label_on(label.put_on(picture_of("png"))[:BEGINNING]) == label


def test_a_picture_with_a_label_is_the_same_picture() -> None:
    png = picture_of("png", (30, 20))
    assert pixels(Label("01234567").put_on(png)).tobytes() == pixels(png).tobytes()


@pytest.mark.parametrize(
    "beginning",
    [b"", b"\x89PNG", picture_of("png"), picture_of("gif"), labelled(picture_of("png"), "a b zz")[:40], b"\0" * 600],
)
def test_other_files_have_no_label(beginning: bytes) -> None:
    assert label_on(beginning) == NO_LABEL


def test_a_label_that_is_cut() -> None:
    assert label_of(labelled(picture_of("png"), "01234567")[:52]) != "01234567"


# Which fonts are asked, in which order

FAMILIES = frozenset(("Libertinus Serif", "Noto Serif CJK JP", "Noto Serif CJK SC", "Noto Color Emoji", "Charter"))
ORDERS = [
    ("en", (), ("Libertinus Serif", "Noto Serif CJK SC", "Noto Serif CJK JP", "Noto Color Emoji")),
    ("ja", (), ("Libertinus Serif", "Noto Serif CJK JP", "Noto Serif CJK SC", "Noto Color Emoji")),
    ("ja-JP", (), ("Libertinus Serif", "Noto Serif CJK JP", "Noto Serif CJK SC", "Noto Color Emoji")),
    ("zh-CN", (), ("Libertinus Serif", "Noto Serif CJK SC", "Noto Serif CJK JP", "Noto Color Emoji")),
    ("ja", ("Charter",), ("Charter", "Libertinus Serif", "Noto Serif CJK JP", "Noto Serif CJK SC", "Noto Color Emoji")),
]


@pytest.mark.parametrize(("language", "wanted", "order"), ORDERS)
def test_the_order_of_fonts(language: str, wanted: tuple[str, ...], order: tuple[str, ...]) -> None:
    assert Fonts(None, FAMILIES, wanted).of(language) == order


def test_fonts_that_a_blog_names() -> None:
    found = load(design(fonts=("DejaVu Sans Mono", "No Such Font")))
    assert found.wanted == ("DejaVu Sans Mono",)
    assert "Libertinus Serif" in found.families
