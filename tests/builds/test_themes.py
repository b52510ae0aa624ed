"""Only additions, in the right place, whatever the theme."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import html5lib
import pytest
from support.builds import CONTENT, SAMPLE_SITE, THEMES, Build, build, sample_settings
from support.foreign import FOREIGN_THEMES, OUR_THEMES, plugins, theme_settings, with_nudge
from support.judging import changed_files, hook_counts, stands_behind_content, stands_inside

from pelican_share_nudge.insert.splice import names

EXPECTED = tomllib.loads((THEMES / "expectations.toml").read_text(encoding="utf-8"))
EMPTY, LEFT_OPEN, BREAKS_OUT = (EXPECTED[name]["posts"] for name in ("empty", "behind-what-closes-them", "breaks-out"))


@pytest.fixture(name="builds", scope="module", params=(*OUR_THEMES, "passalong", *FOREIGN_THEMES))
def _builds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Build, Build]:
    theme, folder = request.param, tmp_path_factory.mktemp("theme")
    bare = build(CONTENT, folder / "bare", plugins=plugins(theme), **theme_settings(theme))
    # The other rules have their own tests.
    levels = {"SHARE_NUDGE_LEVELS": {"*": "off", "no-place": "warning"}}
    nudged = build(CONTENT, folder / "nudged", plugins=with_nudge(theme), **levels, **theme_settings(theme))
    return theme, bare, nudged


def expected(theme: str) -> dict[str, Any]:
    return {"without": [], "elsewhere": [], "inside": "", "swallowed": False, **EXPECTED.get(theme, {})}


def elements_around_cta(page: str) -> list[tuple[str, str | None, str | None]]:
    """List what the call to action stands in, innermost first, as an independent parser sees it."""
    root = html5lib.parse(page, namespaceHTMLElements=False)
    parents = {child: parent for parent in root.iter() for child in parent}
    (cta,) = (node for node in root.iter("section") if "passalong-cta" in (node.get("class") or ""))
    around, node = [], cta
    while node in parents:
        node = parents[node]
        around.append((node.tag, node.get("class"), node.get("id")))
    return around


def test_nothing_but_blocks_is_added(builds: tuple[str, Build, Build]) -> None:
    _, bare, nudged = builds
    assert changed_files(bare, nudged) == []


def test_every_post_has_each_hook_once(builds: tuple[str, Build, Build]) -> None:
    theme, _, nudged = builds
    without = expected(theme)["without"]
    for article in nudged.articles:
        counts = hook_counts(nudged.text(article.save_as))
        wanted = (0, 0, 0) if without == "all" or article.source in without else (1, 1, 1)
        assert counts == wanted, article.source


def test_blocks_stand_right_behind_the_content(builds: tuple[str, Build, Build]) -> None:
    theme, _, nudged = builds
    table = expected(theme)
    if "all" in (table["without"], table["elsewhere"]):
        pytest.skip("the theme says where, has no place, or changes the content")
    for article in nudged.articles:
        if article.source not in (*EMPTY, *LEFT_OPEN, *table["without"], *table["elsewhere"]):
            page = nudged.text(article.save_as)
            assert stands_behind_content(article, page), article.source
            if table["inside"] and article.source not in BREAKS_OUT:
                assert stands_inside(table["inside"], page), article.source


def test_a_post_without_a_place_is_named(builds: tuple[str, Build, Build]) -> None:
    _, _, nudged = builds
    without = {article.source for article in nudged.articles if hook_counts(nudged.text(article.save_as))[2] == 0}
    findings = [line for line in nudged.printed if "[no-place]" in line]
    together = [line for line in findings if f" of {len(nudged.articles)} posts" in line]
    named = {line.partition(":")[0].rpartition("/")[2] for line in findings if line not in together}
    if len(without) < len(nudged.articles):
        assert together == []
        assert named == without
    else:  # What most have in common is said once; another reason, with the post.
        assert [int(count) for count in re.findall(r"(\d+) of \d+ posts", together[0])] == [len(without) - len(named)]
        assert len(together) == 1


def test_an_empty_post_has_its_blocks_where_the_others_have_them(builds: tuple[str, Build, Build]) -> None:
    theme, _, nudged = builds
    pages = {article.source: nudged.text(article.save_as) for article in nudged.articles}
    if expected(theme)["without"] == "all":
        assert [name for name in EMPTY if names(pages[name]) - {"preview"}] == []
        return
    containers = {name: elements_around_cta(pages[name]) for name in ("short.md", *EMPTY)}
    assert containers["short.md"]
    assert {name: containers[name] for name in EMPTY} == dict.fromkeys(EMPTY, containers["short.md"])


def test_an_element_left_open_swallows_nothing(builds: tuple[str, Build, Build]) -> None:
    theme, _, nudged = builds
    if expected(theme)["swallowed"]:
        pytest.skip("the element stays open to the end of the page, with everything that follows in it")
    article = next(article for article in nudged.articles if article.source == "open-figure.md")
    tree = html5lib.parse(nudged.text(article.save_as), namespaceHTMLElements=False)
    inside = [node for figure in tree.iter("figure") for tag in ("section", "div") for node in figure.iter(tag)]
    assert [node.get("class") for node in inside if "passalong" in (node.get("class") or "")] == []


def test_drafts_and_lists_are_left_alone(builds: tuple[str, Build, Build]) -> None:
    _, _, nudged = builds
    articles = {article.save_as for article in nudged.articles}
    touched = {name for name in nudged.files() if name.endswith(".html") and names(nudged.text(name))}
    assert touched <= articles


@pytest.mark.parametrize("theme", FOREIGN_THEMES)
def test_the_sample_site_on_foreign_themes(theme: str, tmp_path: Path) -> None:
    settings = sample_settings() | theme_settings(theme)
    settings["IMAGE_PROCESS"] = {"article-photo": ["scale_in 300 300 True"]}  # asked for by seafoam
    content = SAMPLE_SITE / "content"
    bare = build(content, tmp_path / "bare", plugins=plugins(theme), **settings)
    nudged = build(content, tmp_path / "nudged", plugins=with_nudge(theme), **settings)
    assert changed_files(bare, nudged) == []
    counts = {article.source: hook_counts(nudged.text(article.save_as)) for article in nudged.articles}
    assert counts.pop("letters/for-ilse.md") == (0, 0, 0)
    assert set(counts.values()) == {(1, 1, 1)}
    # What a preview lacks is the theme's: see test_planted.py.
    rules = set(re.findall(r"\[([a-z-]+)\]$", "\n".join(nudged.printed), re.MULTILINE))
    assert {rule for rule in rules if not rule.startswith("preview-")} <= {"siteurl-local"}
