"""docs/for-themes.md shows how a theme opens share links in new tabs: in every look, and nothing else changes."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import html5lib
import pytest
from jinja2 import DictLoader, Environment

from pelican_share_nudge.blocks.render import Hooks, Renderer
from pelican_share_nudge.decision import Around
from pelican_share_nudge.hooks import choose_hooks
from pelican_share_nudge.locales import phrases
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import Wishes
from pelican_share_nudge.tables.looks import available_looks

PAGE = (Path(__file__).parent.parent.parent / "docs" / "for-themes.md").read_text(encoding="utf-8")
SNIPPETS = dict(re.findall(r"^`templates/(\S+)`:\n\n```\S+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
TITLE = 'A rel="x" target= rel= title & <b>'
POST = Post(title=TITLE, text=TITLE, address="https://blog.example/a.html", language="en")
WORDS = phrases("en")


def bar(templates: dict[str, str], look: str) -> str:
    around = Around(today=datetime.date(2026, 6, 15), phrases=WORDS)
    decided = choose_hooks(POST, Wishes(), Config(), around)["bar"].data
    assert decided
    renderer = Renderer(Environment(loader=DictLoader(templates)), look=look)
    (block,) = renderer.bar(POST, Hooks(decided.links), WORDS)
    return block.html


@pytest.mark.parametrize("look", available_looks())
def test_share_links_open_in_new_tabs(look: str) -> None:
    assert list(SNIPPETS) == ["share_nudge/bar.html"]
    written = bar(SNIPPETS, look)
    links = list(html5lib.parseFragment(written, namespaceHTMLElements=False).iter("a"))
    assert {link.get("href", "").partition(":")[0]: link.get("target") for link in links} == {
        "https": "_blank",
        "mailto": None,
    }
    assert {link.get("rel") for link in links if link.get("target")} == {"nofollow noopener noreferrer"}
    assert written.replace(" target=_blank", "") == bar({}, look)


@pytest.mark.parametrize("look", available_looks())
def test_without_it_they_do_not(look: str) -> None:
    links = html5lib.parseFragment(bar({}, look), namespaceHTMLElements=False).iter("a")
    assert {link.get("target") for link in links} == {None}
