"""Posts that get no blocks: each reason with its own remedy, and the remedy works; what readers have all the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pelican import signals
from support.builds import Build
from support.judging import changed_files, hook_counts

from pelican_share_nudge.insert.splice import strip

SHELL = "<html><head><title>{{ article.title }}</title></head><body><main>BODY</main></body></html>"
MARKERS = "<!-- share-nudge:cta --><!-- share-nudge:bar -->"
BOX = "<div class='text'>{{ article.content }}</div>"
PLAIN = f"<h1>{{{{ article.title }}}}</h1>{BOX}<p>Filed under letters.</p>"
BARE = "<h1>x</h1>{{ article.content }}<p>Filed under letters.</p>"
CHANGED = PLAIN.replace("article.content", "article.content|replace('e', '3')")
TWICE = PLAIN.replace(BOX, f"<div class='teaser'>{{{{ article.content }}}}</div>{BOX}")
IN_TEMPLATE = PLAIN.replace(BOX, f"<template>{BOX}</template>")
HIDES_EMPTY = PLAIN.replace(BOX, f"{{% if article.content %}}{BOX}{{% endif %}}")
SHARES = '<a href="https://www.facebook.com/sharer/sharer.php?u={{ SITEURL|urlencode }}/{{ article.url }}">Facebook</a>'
MAILS = '<a href="mailto:?subject={{ article.title }}&body={{ SITEURL }}/{{ article.url }}">Mail</a>'


class Emptied:
    """A plugin that empties the pages of articles."""

    @staticmethod
    def register() -> None:
        def empty(path: str, context: dict[str, Any]) -> None:
            if "article" in context:
                Path(path).write_text("", encoding="utf-8")

        signals.content_written.connect(empty, weak=False)


@dataclass(frozen=True)
class Row:
    """A blog whose post gets no blocks; what is said; and what is changed, as that says: text, template, settings."""

    says: str
    text: str
    body: str = PLAIN
    mended: tuple[str, str] | None = None  # text and template
    selector: str = ""


WORDS = "A letter came on Monday.\n\nI read it twice."
ROWS = {
    "a box left open": Row("Write </div> where it ends", f"<div>{WORDS}", BARE, mended=(f"<div>{WORDS}</div>", BARE)),
    "a list left open": Row(
        "Write </ul> where it ends", f"{WORDS}\n\n<ul>\n<li>x", BARE, mended=(f"{WORDS}\n\n- x", BARE)
    ),
    "a comment left open": Row("Close that in the post", f"{WORDS}\n\n<div><!-- x", mended=(WORDS, PLAIN)),
    "a changed content, selector": Row("Name the one element", WORDS, CHANGED, selector="main .text"),
    "a changed content, markers": Row(
        "put <!-- share-nudge:cta --> and <!-- share-nudge:bar -->", WORDS, CHANGED, mended=(WORDS, CHANGED + MARKERS)
    ),
    "a content twice, selector": Row("Name the one element", WORDS, TWICE, selector="div.text"),
    "a content twice, markers": Row("put <!-- share-nudge:cta --> and", WORDS, TWICE, mended=(WORDS, TWICE + MARKERS)),
    "a hidden content, markers": Row(
        "put <!-- share-nudge:cta --> and", WORDS, IN_TEMPLATE, mended=(WORDS, IN_TEMPLATE + MARKERS)
    ),
    "a hidden content, in the open": Row("Print it in the open", WORDS, IN_TEMPLATE, mended=(WORDS, PLAIN)),
    "no text, markers": Row("put <!-- share-nudge:cta --> and", "", HIDES_EMPTY, mended=("", HIDES_EMPTY + MARKERS)),
    "no text, some": Row("Write one", "", HIDES_EMPTY, mended=(WORDS, HIDES_EMPTY)),
}


@pytest.fixture(name="blog")
def _blog(build: Any, tmp_path: Path) -> Callable[..., Build]:
    """Build a blog of one post: `blog(name, text, body, **settings)`."""

    def run(name: str, text: str, body: str, **settings: Any) -> Build:
        content, templates = tmp_path / f"{name}-content", tmp_path / f"{name}-theme" / "templates"
        content.mkdir()
        templates.mkdir(parents=True)
        (content / "post.md").write_text(f"Title: Post\nDate: 2026-02-03\nSlug: post\n\n{text}\n", encoding="utf-8")
        (templates / "article.html").write_text(SHELL.replace("BODY", body), encoding="utf-8")
        return build(content, name, THEME=str(templates.parent), **settings)

    return run


def said(result: Build) -> list[str]:
    return [line for line in result.printed if "[no-place]" in line]


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_the_remedy_works(row: Row, blog: Callable[..., Build]) -> None:
    broken = blog("broken", row.text, row.body)
    assert hook_counts(broken.text("post.html")) == (0, 0, 0)
    (finding,) = said(broken)
    assert row.says in finding
    assert "Readers cannot pass it on" in finding
    text, body = row.mended or (row.text, row.body)
    mended = blog("mended", text, body, **({"SHARE_NUDGE_SELECTOR": row.selector} if row.selector else {}))
    assert hook_counts(mended.text("post.html")) == (1, 1, 1)
    assert said(mended) == []


HAVE = [
    (SHARES, "Readers find share links there, but no e-mail forward and no call to action."),
    (MAILS, "Readers find an e-mail forward there, but no share links and no call to action."),
    (SHARES + MAILS, "Readers find share links and an e-mail forward there, but no call to action."),
    ('<button class="copy-link">Copy</button>', "Readers find a link to copy there, but no share links and no e-mail"),
    ("<a href='https://x.com/nele'>Nele on X</a>", "Readers cannot pass it on, and nothing asks them to."),
    ("<div class='newsletter'><form><input></form></div>", "Readers cannot pass it on. "),
    (
        f"{SHARES}<!-- share-nudge:cta -->",
        "so no share bar was inserted. Readers find share links and a call to action",
    ),
    ("<!-- share-nudge:bar -->", "so no call to action was inserted. Readers find share links and an e-mail forward"),
]


@pytest.mark.parametrize(("has", "says"), HAVE, ids=range(len(HAVE)))
def test_what_readers_have_all_the_same(has: str, says: str, blog: Callable[..., Build]) -> None:
    (finding,) = said(blog("output", WORDS, CHANGED + has))
    assert says in finding


def test_what_the_blog_does_not_want_is_not_missed(blog: Callable[..., Build]) -> None:
    settings = {"SHARE_NUDGE_NETWORKS": ["facebook"], "SHARE_NUDGE_CTAS": []}
    (finding,) = said(blog("output", WORDS, CHANGED + SHARES, **settings))
    assert "so no share bar was inserted. Readers find share links there. Name the one element" in finding


SELECTORS = [
    ("p.nowhere", CHANGED, "SHARE_NUDGE_SELECTOR selects nothing there."),
    ("main *", CHANGED, "SHARE_NUDGE_SELECTOR selects 5 elements there."),
    ("h1", TWICE, "SHARE_NUDGE_SELECTOR selects an element without an end, or not the one that holds it there."),
]


@pytest.mark.parametrize(("selector", "body", "says"), SELECTORS, ids=[selector for selector, _, _ in SELECTORS])
def test_a_selector_that_does_not_tell(selector: str, body: str, says: str, blog: Callable[..., Build]) -> None:
    (finding,) = said(blog("output", WORDS, body, SHARE_NUDGE_SELECTOR=selector))
    assert f"{says} Name the one element that holds it in SHARE_NUDGE_SELECTOR, or put <!--" in finding


def test_an_empty_page_names_its_template(blog: Callable[..., Build]) -> None:
    (finding,) = said(blog("output", WORDS + "<!-- x -->", "", plugins=(Emptied, "pelican_share_nudge")))
    assert "Its page is empty, so no call to action and no share bar was inserted." in finding
    assert "Let the theme's template article.html print the post." in finding


# Posts without text

EMPTY_ON = {
    "a box": PLAIN,
    "between other text": BARE,
    "in a cell": "<table><tr><td>{{ article.content }}</td><td>x</td></tr></table>",
    "trimmed": PLAIN.replace("article.content", "article.content|trim"),
    "beside the last posts": "<ul>{% for a in articles %}<li><div class='text'>{{ a.title }}</div>{% endfor %}</ul>"
    + PLAIN,
    "beside a summary": f"<p>{{{{ article.summary }}}}</p>{PLAIN}",
    "a time that differs": f"<i>{{{{ range(10**9)|random }}}}</i>{'<hr>' * 200}{PLAIN}",
}
ELSEWHERE = {
    "a box for posts with text": HIDES_EMPTY,
    "another word where there is none": "<h1>x</h1><div>{{ article.content or 'Nothing yet.' }}</div>",
    "twice": TWICE,
    "a content that is changed": CHANGED.replace("replace('e', '3')", "upper"),
    "what cannot be rendered twice": PLAIN
    + "{{ nothing.nowhere if article.metadata.seen else '' }}{{ article.metadata.update(seen=1) or '' }}",
}


@pytest.mark.parametrize("text", ["", "\n\n"], ids=["empty", "blank"])
@pytest.mark.parametrize("body", EMPTY_ON.values(), ids=EMPTY_ON)
def test_a_post_without_text_has_its_blocks_where_the_text_would_be(
    body: str, text: str, blog: Callable[..., Build]
) -> None:
    page = blog("empty", text, body).text("post.html")
    assert hook_counts(page) == (1, 1, 1)
    bare = blog("bare", "Here it is.", body, plugins=()).text("post.html")
    before, _, behind = bare.rpartition("<p>Here it is.</p>")
    at = page.index("<!-- share-nudge:cta -->")
    assert strip(page[:at]).rstrip()[-12:] == before[-12:]
    assert strip(page[at:]).lstrip()[:20] == behind[:20]


@pytest.mark.parametrize("body", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_post_without_text_has_no_blocks_where_nothing_proves_a_place(body: str, blog: Callable[..., Build]) -> None:
    result = blog("empty", "", body)
    assert hook_counts(result.text("post.html")) == (0, 0, 0)
    (finding,) = said(result)
    assert "It has no text, and nothing in its page proves where one would be" in finding


def test_a_post_without_text_leaves_nothing_behind(blog: Callable[..., Build]) -> None:
    bare, nudged = blog("bare", "", PLAIN, plugins=()), blog("nudged", "", PLAIN)
    assert changed_files(bare, nudged) == []
    assert "probe" not in nudged.text("post.html")
