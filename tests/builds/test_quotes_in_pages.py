"""Marked sentences in real builds: links stand beside them, on any theme, and the rest of the site is as it was."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import html5lib
import pytest
from support.blog import Blog
from support.builds import NUDGE, THEMES, Build
from support.foreign import theme_settings, with_nudge
from support.judging import changed_files
from support.processes import pelican

from pelican_share_nudge.insert.splice import contents

POSTS = {
    "marked.md": """Title: Marked
Date: 2026-01-01

Some words.

Open the *window*.
{: .quotable }

It took me a winter. **Wait a night.**{: .quotable } So I did.

- One.
- Two, and that is all.
{: .quotable }

> Shut it again.
> {: .quotable }
""",
    "marked.rst": """Marked, too
###########
:date: 2026-01-02
:slug: rest

.. role:: quotable

Some words.

.. class:: quotable

Open the *window*.

It took me a winter. :quotable:`Wait a night.` So I did.

.. class:: quotable

..

    Shut it again.

    -- Ada
""",
    "marked.html": """<html><head><title>By hand</title><meta name="date" content="2026-01-03">
<meta name="slug" content="hand"></head><body><table><tbody><tr><td class="quotable">Open it.</td></tr></tbody></table>
<details><summary>More</summary><p class="quotable">Wait.</p></details></body></html>
""",
    "hidden.md": """Title: Hidden
Date: 2026-01-04

Some words.

<div hidden><p class="quotable">A note to myself.</p></div>

`{: .quotable }` marks a sentence.
""",
    "off.md": """Title: Off
Date: 2026-01-05
nudge_quote: off

Open the window.
{: .quotable }
""",
    "draft.md": """Title: Draft
Date: 2026-01-06
Status: draft

Open the window.
{: .quotable }
""",
}
PAGES = {"marked.html": 4, "rest.html": 3, "hand.html": 2, "hidden.html": 0, "off.html": 0, "drafts/draft.html": 0}


@pytest.fixture(name="content", scope="module")
def _content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content")
    for name, text in POSTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(name="builds", scope="module", params=["simple", "notmyidea", "in a paragraph"])
def _builds(
    request: pytest.FixtureRequest, content: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Build, Build]:
    from support.builds import build

    own = {"THEME": str(THEMES / "content-in-paragraph")}
    theme = own if request.param == "in a paragraph" else theme_settings(request.param)
    folder = tmp_path_factory.mktemp("quotes")
    bare = build(content, folder / "bare", plugins=(), **theme)
    return bare, build(content, folder / "nudged", plugins=with_nudge(request.param), **theme)


def test_nothing_but_blocks_is_added(builds: tuple[Build, Build]) -> None:
    assert changed_files(*builds) == []


def test_each_marked_sentence_has_its_links(builds: tuple[Build, Build]) -> None:
    _, nudged = builds
    assert {page: len(contents(nudged.text(page), "quote")) for page in PAGES} == PAGES
    assert "passalong-quote" not in nudged.text("index.html") + nudged.text("feeds/all.atom.xml")


def test_no_markup_is_broken_that_was_whole(builds: tuple[Build, Build]) -> None:
    for page in PAGES:
        errors = [html5lib.HTMLParser(namespaceHTMLElements=False) for _ in builds]
        for parser, build in zip(errors, builds, strict=True):
            parser.parse(build.text(page))
        assert len(errors[0].errors) == len(errors[1].errors), page


def test_what_a_docutils_quotation_says_has_its_source(builds: tuple[Build, Build]) -> None:
    _, nudged = builds
    assert "%E2%80%9CShut%20it%20again.%E2%80%9D%20%E2%80%94%20Ada" in nudged.text("rest.html")


@pytest.mark.parametrize("theme", ["filtered-content", "content-sliced"])
def test_nothing_is_guessed_where_a_theme_changes_the_content(theme: str, content: Path, build: Any) -> None:
    settings = {"THEME": str(THEMES / theme), "ARTICLE_EXCLUDES": []}
    bare, nudged = build(content, "bare", plugins=(), **settings), build(content, "nudged", **settings)
    assert changed_files(bare, nudged) == []


def test_rules_take_them_neither_for_a_bar_nor_for_wrong_links(tmp_path: Path) -> None:
    blog = Blog(tmp_path)
    text = "Open the window, and wait for the whole night.\n{: .quotable }\n\nIt **took**{: .quotable } a winter.\n"
    blog.post("marked", text=text)
    blog.post("alone", "nudge_share: off", "nudge_cta: off", text=text)
    assert pelican(cwd=tmp_path).status == 0
    assert "passalong-quote" in (tmp_path / "output" / "alone.html").read_text(encoding="utf-8")
    for arguments in ((), ("--output", "output")):
        done = blog.check(*arguments)
        assert "nothing to mend in 3 posts" in done.out


def test_what_another_plugin_has_written_anew_is_told(content: Path, build: Any) -> None:
    seo = {"SEO_REPORT": False, "SEO_ENHANCER": True}
    bare = build(content, "bare", plugins=("seo",), **seo)
    nudged = build(content, "nudged", plugins=("seo", NUDGE), **seo)
    assert changed_files(bare, nudged) == []
    assert len(contents(nudged.text("marked.html"), "quote")) == 4
    assert contents(nudged.text("rest.html"), "quote") == []
    assert re.search(r"marked\.rst:1: warning: .*no link beside a quotable sentence was inserted", nudged.log)
