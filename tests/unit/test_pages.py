"""Whole pages as real themes and hand-made sites write them: their facts, and the rules that fire. See tests/pages/."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from support.builds import TESTS

from pelican_share_nudge.judge.judge import Judge
from pelican_share_nudge.judge.sources import Sources
from pelican_share_nudge.page import reader
from pelican_share_nudge.page.facts import FoundCta, Link, Page, Widget
from pelican_share_nudge.page.forms import forms_of
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules import all_rules
from pelican_share_nudge.site.site import Site

PAGES = TESTS / "pages"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8"))
NOTHING: dict[str, Any] = {
    "shares": [],
    "forwards": 0,
    "ctas": [],
    "widgets": [],
    "copies": False,
    "bar": False,
    "empty_bar": "",
    "aside": [],
    "hidden": [],
}
SITE = Site(address="https://blog.example", today=datetime.date(2026, 6, 1))
FORMS = forms_of(SITE.config.known_networks)
CONTENT = re.compile(r"<!--content-->(.*?)<!--/content-->", re.DOTALL)
LANGUAGE = re.compile(r"""<html[^>]*\slang=["']?([\w-]*)""", re.IGNORECASE)


def read(name: str) -> str:
    return (PAGES / f"{name}.html").read_bytes().decode("utf-8")


def address_of(name: str) -> str:
    return f"{SITE.address}/{name}.html"


def parse(name: str, text: str) -> Page:
    content = content_of(text)
    return reader.read(text, path=f"{name}.html", networks=FORMS, own=(address_of(name),), content=content)


def content_of(text: str) -> str:
    content = CONTENT.search(text)
    return content[1] if content else ""


def facts(page: Page) -> dict[str, Any]:
    return {
        "shares": names(page.share_links),
        "forwards": len(page.forwards),
        "ctas": [cta_name(cta) for cta in page.ctas],
        "widgets": sorted(widget_name(widget) for widget in page.widgets),
        "copies": page.copies,
        "bar": any(link.own for link in page.share_links),
        "empty_bar": page.empty_bar,
        "aside": names(link for link in page.links if link.aside),
        "hidden": names(link for link in page.links if link.hidden),
    }


def names(links: Iterable[Link]) -> list[str]:
    return [link_name(link) for link in links]


def link_name(link: Link) -> str:
    if link.shared is None:
        return "mail"
    return link.shared.network if link.shared.form == "current" else f"{link.shared.network}:{link.shared.form}"


def widget_name(widget: Widget) -> str:
    if widget.is_script:
        return f"{widget.name}:script"
    return widget.name if widget.shares else f"{widget.name}:dead"


def cta_name(cta: FoundCta) -> str:
    return f"own:{cta.kind}" if cta.own else cta.text_there


def fired(name: str) -> Counter[str]:
    """Ask all rules about hooks and links that are on unless a blog says otherwise."""
    text = read(name)
    page = parse(name, text)
    post = Post(
        title=page.title,
        address=address_of(name),
        own_address=address_of(name),
        language=LANGUAGE.search(text)[1],
        page=page.path,
        source=f"{name}.md",
        content=content_of(text),
    )
    rules = (rule for rule in all_rules().values() if rule.section in ("hooks", "links") and rule.level != "off")
    judge = Judge(SITE, select=frozenset(rule.name for rule in rules))
    judge.look(page, post)
    verdict = judge.verdict(Sources(), content="", theme="")
    assert verdict.crashes == ()
    return Counter(finding.rule for finding in verdict.findings)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_facts_of_a_page(name: str) -> None:
    wanted = {key: value for key, value in EXPECTED[name].items() if key != "rules"}
    assert facts(parse(name, read(name))) == NOTHING | wanted


@pytest.mark.parametrize("name", EXPECTED)
def test_line_ends_change_no_fact(name: str) -> None:
    text = read(name)
    assert facts(parse(name, text.replace("\n", "\r\n"))) == facts(parse(name, text))


@pytest.mark.parametrize("name", EXPECTED)
def test_the_rules_that_fire_on_a_page(name: str) -> None:
    assert fired(name) == EXPECTED[name].get("rules", {})


def test_every_page_is_expected() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == set(EXPECTED)
    assert len(EXPECTED) >= 25
