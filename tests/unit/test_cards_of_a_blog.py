"""The cards of a blog: where they are, when they are drawn, and what happens to those that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from support.builds import TESTS

from pelican_share_nudge.blocks.of_theme import BadFile, layout_of
from pelican_share_nudge.cards.fonts import Fonts
from pelican_share_nudge.cards.logo import BadLogo
from pelican_share_nudge.cards.spec import Design
from pelican_share_nudge.hooks.preview import PreviewPicture
from pelican_share_nudge.host import cards as cards_module
from pelican_share_nudge.host.card_files import card_problems, design_of, plain_design_of
from pelican_share_nudge.host.cards import Cards, path_of
from pelican_share_nudge.insert.pages import AssetWriter, Room
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.checks import cards as checks
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.problems import ConfigError

typst = pytest.importorskip("typst")

SITE = "https://blog.example"
NO_THEME = Environment(loader=DictLoader({}))
MINI = str(TESTS / "cards" / "mini.typ")
PLAIN = "#set page(width: 12pt, height: 6pt)\n"
LAYOUT = "#set page(width: auto, height: auto)\n#let card = json(bytes(sys.inputs.card))\n#card.title #card.author"


def post(title: str = "Bread", page: str = "bread.html", **values: Any) -> Post:
    return Post(title=title, address=f"{SITE}/{page}", language="en", page=page, source=f"{page}.md", **values)


@pytest.fixture(name="drawn")
def _drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the cards that are drawn, with the fonts of the package alone."""
    drawn: list[str] = []

    def draw(card: Any, *others: Any) -> Any:
        drawn.append(card.title)
        return original(card, *others)

    def load(_: Design) -> Fonts:
        loaded = typst.Fonts(include_system_fonts=False)
        return Fonts(loaded, frozenset(loaded.families()), ())

    original = cards_module.draw
    monkeypatch.setattr(cards_module, "draw", draw)
    monkeypatch.setattr(cards_module, "load", load)
    return drawn


def design(layout: str = LAYOUT, **values: Any) -> Design:
    return Design(**{"layout": layout, "file": MINI, "site": "Letters", "colours": {}, **values})


def cards_in(
    output: Path, make: Callable[[], Design] = design, *, site: str = SITE, cache: Path | None = None
) -> Cards:
    writer = AssetWriter(str(output), Room())
    cache_writer = AssetWriter(str(cache), Room()) if cache else None
    elsewhere = [str(cache)] if cache else []
    return Cards(
        make,
        lambda: design(PLAIN),
        site=site,
        output=str(output),
        writer=writer,
        cache=cache_writer,
        elsewhere=elsewhere,
    )


def build(cards: Cards, *posts: Post) -> list[PreviewPicture | None]:
    """Do what a build does: plan all, draw, and ask again for the pages."""
    for one in posts:
        cards.plan(one)
    cards.draw()
    return [cards.plan(one) for one in posts]


def file_of(output: Path, page: str) -> Path:
    return output / path_of(page)


# Where they are

PAGES = [
    ("bread.html", f"{SITE}/passalong/cards/bread.png?v="),
    ("2026/bread/index.html", f"{SITE}/passalong/cards/2026/bread/index.png?v="),
    ("Brot & Öl 100%.html", f"{SITE}/passalong/cards/Brot%20%26%20%C3%96l%20100%25.png?v="),
    ("what#now?.html", f"{SITE}/passalong/cards/what%23now%3F.png?v="),
    ("bread", f"{SITE}/passalong/cards/bread.png?v="),
]


@pytest.mark.parametrize(("page", "address"), PAGES)
def test_the_address_of_a_card(page: str, address: str, tmp_path: Path) -> None:
    planned = cards_in(tmp_path).plan(post(page=page))
    assert planned is not None
    assert planned.address.startswith(address)
    assert len(planned.address) == len(address) + 8
    assert planned[1:] == (1200, 630, "image/png", "Bread")


def test_the_path_stays_and_the_version_changes(tmp_path: Path) -> None:
    one, other = cards_in(tmp_path).plan(post()), cards_in(tmp_path).plan(post("Better bread"))
    assert one is not None
    assert other is not None
    assert one.address.partition("?")[0] == other.address.partition("?")[0]
    assert one.address != other.address


@pytest.mark.parametrize("site", ["", "/blog", "blog.example"])
def test_no_card_where_nobody_could_fetch_it(site: str, tmp_path: Path) -> None:
    assert cards_in(tmp_path, site=site).plan(post()) is None


def test_no_card_for_what_has_no_page(tmp_path: Path) -> None:
    assert cards_in(tmp_path).plan(post(page="")) is None


def test_a_post_without_title_says_the_blogs_name(tmp_path: Path) -> None:
    planned = cards_in(tmp_path).plan(post(""))
    assert planned is not None
    assert planned.alt == "Letters"


# When they are drawn


def test_while_planning_nothing_is_written_and_only_the_first_is_drawn(tmp_path: Path, drawn: list[str]) -> None:
    cards = cards_in(tmp_path / "output")
    for number in range(9):
        cards.plan(post(f"Bread {number}", f"bread-{number}.html"))
    assert (drawn, list(tmp_path.iterdir())) == (["Bread 0"], [])


def test_each_is_drawn_once(tmp_path: Path, drawn: list[str]) -> None:
    posts = [post(f"Bread {number}", f"bread-{number}.html") for number in range(5)]
    first = build(cards_in(tmp_path), *posts)
    assert sorted(drawn) == [f"Bread {number}" for number in range(5)]
    assert len(list((tmp_path / "passalong" / "cards").iterdir())) == 5
    assert build(cards_in(tmp_path), *posts) == first
    assert len(drawn) == 5


def test_one_that_changes_is_drawn_again(tmp_path: Path, drawn: list[str]) -> None:
    build(cards_in(tmp_path), post(), post("Butter", "butter.html"))
    build(cards_in(tmp_path), post("Better bread"), post("Butter", "butter.html"))
    assert sorted(drawn) == ["Better bread", "Bread", "Butter"]


def test_a_file_of_somebody_else_is_replaced(tmp_path: Path, drawn: list[str]) -> None:
    file_of(tmp_path, "bread.html").parent.mkdir(parents=True)
    file_of(tmp_path, "bread.html").write_bytes(b"GIF89a")
    build(cards_in(tmp_path), post())
    assert drawn == ["Bread"]
    assert file_of(tmp_path, "bread.html").read_bytes().startswith(b"\x89PNG")


def test_where_the_output_is_deleted_the_cache_has_them(tmp_path: Path, drawn: list[str]) -> None:
    first, second, cache = tmp_path / "a", tmp_path / "b", tmp_path / "cache"
    build(cards_in(first, cache=cache), post())
    build(cards_in(second, cache=cache), post())
    assert drawn == ["Bread"]
    assert file_of(first, "bread.html").read_bytes() == file_of(second, "bread.html").read_bytes()
    build(cards_in(second, cache=cache), post("Better bread"))
    assert drawn == ["Bread", "Better bread"]


# What cannot be drawn


MISSING = [
    ("庭のパン", {}, "its title", False),
    ("Bread", {"authors": ("Ada", "花子")}, "its author", False),
    ("庭のパン", {"authors": ("花子",)}, "its title, its author", False),
    ("Knots \U0001faa2", {}, "\U0001faa2", True),
    ("庭 \U0001faa2", {}, "its title", False),
]


@pytest.mark.parametrize(("title", "values", "without", "only_symbols"), MISSING)
def test_what_no_font_has_is_told_in_every_build(
    title: str, values: dict[str, Any], without: str, only_symbols: bool, tmp_path: Path, drawn: list[str]
) -> None:
    for _ in range(2):
        cards = cards_in(tmp_path)
        pictures = build(cards, post(title, **values), post("Butter", "butter.html"))
        assert None not in pictures
        (problem,) = cards.problems.values()
        assert (problem.without, problem.only_symbols) == (without, only_symbols)
        assert "No font on this machine has “" in problem.why
    assert len(set(drawn)) == 2
    assert file_of(tmp_path, "bread.html").is_file()


def test_of_many_missing_letters_some_are_named(tmp_path: Path, drawn: list[str]) -> None:
    cards = cards_in(tmp_path)
    build(cards, post("".join(map(chr, range(0x5000, 0x5050)))))
    assert f"“{''.join(map(chr, range(0x5000, 0x500C)))}…”" in cards.problems["bread.html.md"].why


def test_who_ends_a_build_does_not_wait(tmp_path: Path, drawn: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> bool:
        raise KeyboardInterrupt

    cards = cards_in(tmp_path)
    for number in range(200):
        cards.plan(post(f"Bread {number}", f"{number}.html"))
    monkeypatch.setattr(AssetWriter, "provide", interrupt)
    with pytest.raises(KeyboardInterrupt):
        cards.draw()
    assert len(drawn) < 100


def test_with_other_fonts_what_was_left_out_is_tried_again(
    tmp_path: Path, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(cards_in(tmp_path), post("Knots \U0001faa2"))
    fonts = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(cards_module, "load", lambda _: Fonts(fonts, frozenset(("Noto Color Emoji",)), ()))
    before = len(drawn)
    build(cards_in(tmp_path), post("Knots \U0001faa2"))
    assert len(drawn) > before


@pytest.mark.parametrize("title", ["Bread", "Butter"])
def test_a_layout_with_a_mistake_promises_no_card(title: str, tmp_path: Path) -> None:
    cards = cards_in(tmp_path, lambda: design("#let a = 1\n#titel"))
    assert cards.plan(post(title)) is None
    assert build(cards, post(title), post("Two", "two.html")) == [None, None]
    problem = cards.problems["bread.html.md"]
    assert (problem.file, problem.line, problem.instead) == (MINI, 2, "")
    assert "titel" in problem.why
    assert set(cards.problems) == {"bread.html.md", "two.html.md"}
    assert not (tmp_path / "passalong").exists()


def test_a_mistake_that_one_post_alone_meets_gives_it_another_layout(tmp_path: Path, drawn: list[str]) -> None:
    layout = "#let card = json(bytes(sys.inputs.card))\n#set page(width: auto, height: auto)\n#card.author.first()"
    cards = cards_in(tmp_path, lambda: design(layout))
    pictures = build(cards, post("One", "one.html", authors=("Ada",)), post())
    assert None not in pictures
    assert {source: (problem.line, problem.instead) for source, problem in cards.problems.items()} == {
        "bread.html.md": (3, "friends see it in the layout `letter`")
    }
    assert file_of(tmp_path, "bread.html").is_file()


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "passalong").write_text("", encoding="utf-8")
    cards = cards_in(tmp_path)
    build(cards, post())
    assert "in its folder's place" in cards.problems["bread.html.md"].why


def test_no_font_engine_is_no_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Design) -> Fonts:
        raise ImportError("no module named typst")

    monkeypatch.setattr(cards_module, "load", fail)
    cards = cards_in(tmp_path)
    assert build(cards, post()) == [None]
    assert cards.problems["bread.html.md"].why == "ImportError: no module named typst."


@pytest.mark.parametrize("error", [BadFile("letter.typ", "gone"), BadLogo("gone"), OSError("gone")])
def test_what_is_gone_since_the_settings_were_read(error: Exception, tmp_path: Path) -> None:
    def fail() -> Design:
        raise error

    cards = cards_in(tmp_path, fail)
    assert build(cards, post()) == [None]
    assert "gone" in cards.problems["bread.html.md"].why


# What a blog names for them


def settings(tmp_path: Path, **values: Any) -> dict[str, Any]:
    (tmp_path / "content").mkdir(exist_ok=True)
    return {
        "PATH": str(tmp_path / "content"),
        "THEME": str(tmp_path / "theme"),
        "THEME_TEMPLATES_OVERRIDES": [],
        "SITENAME": "Letters",
        **values,
    }


def config(**values: Any) -> Config:
    return Config.parse({f"SHARE_NUDGE_{name}": value for name, value in values.items()})


def test_the_layout_of_the_package(tmp_path: Path) -> None:
    found = design_of(config(CARDS=True, CARD_STYLE={"paper": "#000000"}), settings(tmp_path), NO_THEME)
    assert found.file.endswith("letter.typ")
    assert (found.site, found.logo) == ("Letters", "")
    assert found.colours["paper"] == "#000000"
    assert set(found.colours) == {
        *("paper", "ink", "quiet", "line", "accent", "on-accent", "stripe-1", "stripe-2"),
    }


def test_the_layout_that_works_in_any_case(tmp_path: Path) -> None:
    own = config(CARDS="own", CARD_STYLE={"paper": "#000000", "logo": "nowhere.svg"}, CARD_FONTS=["Charter"])
    found = plain_design_of(own, settings(tmp_path))
    assert found.file.endswith("letter.typ")
    assert (found.logo, found.colours["paper"], found.fonts) == ("", "#000000", ("Charter",))


def test_a_themes_own_layout_comes_first() -> None:
    theme = Environment(loader=DictLoader({"share_nudge/cards/letter.typ": "#1", "share_nudge/cards/own.typ": "#2"}))
    assert layout_of(theme, "letter").text == "#1"
    assert layout_of(theme, "own").text == "#2"
    assert layout_of(theme, "poster").text.startswith("//")


def test_files_are_found_in_the_content_and_in_the_theme(tmp_path: Path) -> None:
    given = settings(tmp_path)
    (tmp_path / "theme" / "static").mkdir(parents=True)
    (tmp_path / "theme" / "static" / "logo.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "content" / "a.otf").write_bytes(b"")
    found = design_of(
        config(CARDS="poster", CARD_STYLE={"logo": "/logo.svg"}, CARD_FONTS=["a.otf", "Charter"]), given, NO_THEME
    )
    assert (found.logo, found.fonts) == ("<svg/>", ("Charter",))
    assert found.font_files == (str(tmp_path / "content" / "a.otf"),)


PROBLEMS: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({}, []),
    ({"CARDS": True}, []),
    ({"CARDS": "margin", "CARD_FONTS": ["Any Family"]}, []),
    ({"CARD_STYLE": {"logo": "nowhere.svg"}}, []),
    ({"CARDS": "leter"}, [("SHARE_NUDGE_CARDS", "Did you mean `letter`?")]),
    ({"CARDS": True, "CARD_STYLE": {"logo": "nowhere.svg"}}, [("SHARE_NUDGE_CARD_STYLE", "There is no such file in")]),
    ({"CARDS": True, "CARD_FONTS": ["x", "a.TTF"]}, [("SHARE_NUDGE_CARD_FONTS", "There is no such file in")]),
]


@pytest.mark.parametrize(("given", "said"), PROBLEMS)
def test_what_a_blog_names_and_does_not_have(
    given: dict[str, Any], said: list[tuple[str, str]], tmp_path: Path
) -> None:
    found = [*card_problems(config(**given), settings(tmp_path), NO_THEME)]
    assert [problem.setting for problem in found] == [setting for setting, _ in said]
    for problem, (_, text) in zip(found, said, strict=True):
        assert text in problem.text


def test_without_the_extra_the_setting_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "find_spec", lambda _: None)
    with pytest.raises(ConfigError, match=r'pip install "pelican-share-nudge\[cards\]"'):
        config(CARDS=True)
    assert config(CARDS=False).card_layout == ""
