"""What README.md and the pages in docs/ say is true."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import markdown
import pytest
from markdown_it import MarkdownIt
from readme_tables import DOCS, PLACE, README, TABLES, item, pages, parts_of
from selectolax.lexbor import LexborHTMLParser
from support.blog import Blog
from support.builds import NUDGE, SAMPLE_SITE

from pelican_share_nudge.commands import parser
from pelican_share_nudge.findings import rule_names
from pelican_share_nudge.locales import available, phrases
from pelican_share_nudge.rules import all_rules
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.rows import setting_name

ROOT = README.parent
TEXT = README.read_text(encoding="utf-8")
PAGES = {page: page.read_text(encoding="utf-8") for page in (README, *sorted(DOCS.glob("*.md")))}
LINK = re.compile(r"\]\(([^)#:\s]*)(?:#([^)\s]*))?\)")
# A link in code is none.
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
MENDING = PAGES[DOCS / "mending.md"]

by_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def links(page: Path) -> list[tuple[str, str]]:
    return [(found[1], found[2] or "") for found in LINK.finditer(CODE.sub("`", PAGES[page]))]


def test_what_is_made_from_the_code_is_as_the_code_says() -> None:
    stale = [page.name for page, text in pages().items() if PAGES[page] != text]
    assert stale == [], "run `make readme`"


def shown_by_python_markdown(text: str) -> str:
    return markdown.markdown(text, extensions=["extra"])


def shown_by_commonmark(text: str) -> str:
    return str(MarkdownIt("commonmark").enable("table").render(text))


def readable(html: str) -> str:
    """Give what a reader of a rendered page sees, blanks aside."""
    tree = LexborHTMLParser(html)
    return "".join((tree.body.text() if tree.body else "").split())


@pytest.mark.parametrize("render", [shown_by_python_markdown, shown_by_commonmark])
def test_the_page_of_rules_shows_every_example(render: Callable[[str], str]) -> None:
    shown = readable(render(PAGES[DOCS / "rules.md"]))
    for rule in all_rules().values():
        for head, text in [("", rule.summary), *parts_of(rule.text.partition("\n")[2])]:
            assert "".join(text.replace("`", "").split()) in shown, (rule.name, head)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('<a href="/x/">A *b*</a>', '<a href="/x/">A *b*</a>'),
        ("write `<b>` and <i>", "write <b> and <i>"),
        ("    Title: A\n    Date: B", "Title: A Date: B"),
        ('Good & "plain"', 'Good & "plain"'),
    ],
)
def test_an_example_is_shown_and_not_obeyed(text: str, shown: str) -> None:
    for render in (shown_by_python_markdown, shown_by_commonmark):
        assert readable(render(item("Bad", text))) == "".join(f"Bad: {shown}".split())


def test_every_table_has_its_place() -> None:
    assert sorted(found[2] for text in PAGES.values() for found in PLACE.finditer(text)) == sorted(TABLES)


@by_page
def test_files_that_it_links_to_are_there(page: Path) -> None:
    assert [target for target, _ in links(page) if target and not (page.parent / target).exists()] == []


@by_page
def test_headings_that_it_links_to_are_there(page: Path) -> None:
    for target, anchor in links(page):
        there = (page.parent / target).resolve() if target else page
        if anchor and there in PAGES:
            assert anchor in headings(PAGES[there]), (target, anchor)


def headings(text: str) -> set[str]:
    """List the anchors of a page, as GitHub makes them."""
    found = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@by_page
def test_make_targets_that_it_names_are_there(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?:`|^\$ )make ([a-z]+)", PAGES[page], re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_page_can_be_found_from_the_readme() -> None:
    linked = {(README.parent / target).resolve() for target, _ in links(README)}
    assert {page.resolve() for page in PAGES} - {README.resolve()} <= linked


# The README


def test_it_is_read_in_a_few_minutes() -> None:
    words = re.sub(r"^\|.*\n", "", TEXT, flags=re.MULTILINE).split()
    assert len(words) < 900


def test_installing_building_and_adding_come_before_the_demo() -> None:
    order = ("screenshot.png", "pip install pelican-share-nudge", "pelican content", "PLUGINS =", "make demo")
    places = [TEXT.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize("row", fields(Config), ids=lambda row: row.name)
def test_the_settings_say_what_is_allowed(row: Any) -> None:
    (line,) = re.findall(rf"^\| `{setting_name(row.name)}` \|(.*)$", TEXT, re.MULTILINE)
    allowed = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line.split(" | ")[0]).strip()
    assert allowed.replace("\\|", "|") == row.metadata["allowed"]


WITH_SETTINGS = ("calls-to-action", "networks", "previews", "print-and-licence", "statistics", "texts")


@pytest.mark.parametrize(
    "block",
    [
        block
        for name in ("README.md", *(f"docs/{page}.md" for page in WITH_SETTINGS))
        for block in re.findall(r"```python\n(.*?)```", PAGES[ROOT / name], re.DOTALL)
    ],
)
def test_settings_that_it_shows_are_accepted(block: str, tmp_path: Path, build: Any) -> None:
    settings: dict[str, Any] = {"SHARE_NUDGE_CTAS": []}  # A block may add to what stands in one before it.
    exec(block, settings)
    settings = {name: value for name, value in settings.items() if name.isupper() and name != "PLUGINS"}
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "post.md").write_text("Title: Post\nDate: 2026-01-01\n\nText.", encoding="utf-8")
    build(tmp_path / "content", **settings)


@by_page
def test_commands_that_it_shows_are_taken(page: Path) -> None:
    for command in re.findall(r"^\$ share-nudge (.*)$", PAGES[page], re.MULTILINE):
        assert parser().parse_args(command.split("#")[0].split()).run


# The recipes

SNIPPETS = re.findall(r"^`(\S+)`:\n\n```\S+\n(.*?)^```$", MENDING, re.MULTILINE | re.DOTALL)
RECIPES = dict(SNIPPETS) | {"pelicanconf.py": "".join(text for name, text in SNIPPETS if name == "pelicanconf.py")}
MENDED = sorted(set(re.findall(r"rules\.md#([a-z-]+)", MENDING)))


def test_the_recipes_are_about_rules_that_there_are() -> None:
    assert set(MENDED) <= set(rule_names())
    assert len(MENDED) >= 8


def test_a_recipe_is_short() -> None:
    assert {name for name, text in SNIPPETS if len(text.splitlines()) > 9} == set()


@pytest.mark.parametrize("theme", ["notmyidea", "simple"])
def test_a_new_blog_that_follows_the_recipes_has_nothing_to_mend(theme: str, tmp_path: Path) -> None:
    blog = new_blog(tmp_path / "blog", theme)
    before = blog.check("-s", "pelicanconf.py")
    assert before.status == 1, before.err
    assert set(re.findall(r"\[([a-z-]+)\]", before.out)) == {"siteurl-missing"}
    follow(blog)
    done = blog.check("-s", "publishconf.py")
    said = "share-nudge (https://blog.example): nothing to mend in 3 posts; 1 post is not meant to travel\n"
    assert (done.status, done.out) == (0, said), done.err


def new_blog(folder: Path, theme: str) -> Blog:
    blog = Blog(folder)
    (folder / "content" / "good.md").unlink()
    settings = f"SITENAME, TIMEZONE, PATH, THEME = 'New', 'UTC', 'content', {theme!r}\nPLUGINS = [{NUDGE!r}]\n"
    blog.write("pelicanconf.py", f"{settings}SITEURL = ''\n")
    for name in ("a-post", "another-post", "obituary"):
        blog.write(f"content/{name}.md", f"Title: {name}\nDate: 2026-01-01\n\nThe first words. And more of them.\n")
    return blog


def follow(blog: Blog) -> None:
    """Do what the page says; the front matter of posts is theirs, or goes on above what they have."""
    card = (SAMPLE_SITE / "content" / "images" / "link-card.png").read_bytes()
    for name in ("card.png", "bread.jpg"):
        (blog.folder / "content" / "images" / name).write_bytes(card)
    for name, text in RECIPES.items():
        if name.startswith("content/"):
            title = "" if "Title:" in text else f"Title: {name}\nDate: 2026-01-02\n"
            blog.write(name, f"{title}{text}\nThe first words. And more of them.\n")
        elif name == "pelicanconf.py":
            blog.write(name, (blog.folder / name).read_text(encoding="utf-8") + text)
        else:
            blog.write(name, f"{'from pelicanconf import *' if name == 'publishconf.py' else ''}\n{text}")


# The languages that our own examples do not speak get ours, not English.

OURS = sorted(available() - {"de", "en"})
SKINS = sorted((ROOT / "themes" / "clients").glob("*/templates/share_nudge/settings.toml"))


def shown_on(page: Path) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGES[page], re.DOTALL):
        exec(block, settings, settings)
    return {name: value for name, value in settings.items() if name in ("SHARE_NUDGE_CTAS", "SHARE_NUDGE_TEXTS")}


def read_skin(text: str) -> dict[str, Any]:
    return {f"SHARE_NUDGE_{name.upper()}": value for name, value in tomllib.loads(text).items()}


EXAMPLES = {name: shown_on(page) for name in ("calls-to-action", "texts") for page in (DOCS / f"{name}.md",)}
EXAMPLES |= {path.parts[-4]: read_skin(path.read_text(encoding="utf-8")) for path in SKINS}
EXAMPLES["theming"] = read_skin(re.findall(r"```toml\n(.*?)```", PAGES[DOCS / "theming.md"], re.DOTALL)[0])


def test_every_example_is_read() -> None:
    assert len(SKINS) >= 3
    assert [name for name, given in EXAMPLES.items() if '"de"' not in str(given).replace("'", '"')] == []


@pytest.mark.parametrize("formal", [False, True])
@pytest.mark.parametrize("language", [*OURS, "zh-TW", "jp"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_in_two_languages_leave_the_others(example: str, language: str, formal: bool) -> None:
    config = Config.parse(EXAMPLES[example])
    ours, said = phrases(language, formal=formal), phrases(language, formal=formal, own=config.texts)
    assert said.texts == ours.texts
    for cta in config.ctas:
        for part, own in (("heading", cta.heading), ("text", cta.text), ("action", cta.action)):
            key = f"cta.{cta.kind}.{part}"
            assert own is None or said.choose(key, own) == ours[key]
