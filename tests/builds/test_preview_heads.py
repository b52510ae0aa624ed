"""Preview tags in heads of all kinds, and beside others who write such tags: only additions, nothing twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import html5lib
import pytest
from support.builds import NUDGE, Build
from support.foreign import theme_settings
from support.judging import changed_files

STYLE = "body{color:red}\n" * 20_000
REST = "<title>{{ article.title }}</title></head><body><article>{{ article.content }}</article></body></html>"
OPEN_GRAPH = """<meta property="og:title" content="{{ article.title|striptags|escape }}">
<meta property="og:url" content="{{ SITEURL }}/{{ article.url }}">
<meta property="og:image" content="{{ SITEURL }}/images/theirs.png">
<meta name="twitter:card" content="summary"><link rel="canonical" href="{{ SITEURL }}/{{ article.url }}">
"""
# A template each; what its page says by itself stands in the tests.
HEADS = {
    "plain": f"<!doctype html>\n<html><head>\n<meta charset='utf-8'>\n{REST}",
    "minified": f"<!doctype html><html><head><meta charset=utf-8><meta name=viewport content=width=device-width>{REST}",
    "base-address": f"<!doctype html><html><head><base href='{{{{ SITEURL }}}}/'><meta charset='utf-8'>{REST}",
    "xhtml": '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml"><head>\n'
    f'<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />\n{REST}',
    "header": f"<!doctype html><html><head><meta http-equiv=Content-Type content=text/html;charset=utf-8>{REST}",
    "no-encoding": f"<!doctype html><html><head>{REST}",
    "far-encoding": f"<!doctype html><html><head><style>{STYLE[:2000]}</style><meta charset='utf-8'>{REST}",
    "mark": f"\ufeff<!doctype html><html><head><meta charset='utf-8'>{REST}",
    "comment": f"<!doctype html><!-- <head><meta charset=x> --><html><head><!-- </head> -->{REST}",
    "script": f"<!doctype html><html><head><script>var a = '<head><meta charset=x></head>';</script>{REST}",
    "conditional": "<!doctype html><!--[if IE]><html class=ie><![endif]--><!--[if !IE]><!--><html><!--<![endif]-->"
    f"<head prefix='og: https://ogp.me/ns#'><meta charset='utf-8'>{REST}",
    "long-style": f"<!doctype html><html><head><style>{STYLE}</style>{REST}",
    "sign": f"<!doctype html><html><head><meta name='description' content='A charset -> bytes'>{REST}",
    "no-head-tags": "<!doctype html><meta charset=utf-8><title>{{ article.title }}</title><p>{{ article.content }}",
    "no-end": "<html><head><title>{{ article.title }}</title><body><article>{{ article.content }}</article>",
    "capitals": f"<!DOCTYPE HTML><HTML><HEAD><META CHARSET=UTF-8>{REST}",
    "own-tags": f"<!doctype html><html><head><meta charset='utf-8'>{OPEN_GRAPH}{REST}",
    "own-tags-last": f"<!doctype html><html><head><meta charset='utf-8'><style>{STYLE}</style>{OPEN_GRAPH}{REST}",
    "printed": f"<!doctype html><html><head><meta charset='utf-8'>{{{{ article.nudge.preview }}}}{REST}",
    "marked": f"<!doctype html><html><head><meta charset='utf-8'><link><!-- share-nudge:preview -->{REST}",
    "no-head": "<!doctype html><p>{{ article.content }}</p>",
    "empty": "",
}
# Without the plugin, an article has no `nudge`.
BARE = {"printed": HEADS["printed"].replace("{{ article.nudge.preview }}", "")}
ALL = {"og:title", "og:description", "og:url", "og:type", "og:site_name", "og:locale", "twitter:card", "canonical"}


@pytest.fixture(name="blog", scope="module")
def _blog(tmp_path_factory: pytest.TempPathFactory) -> tuple[Build, Build]:
    from support.builds import build

    folder = tmp_path_factory.mktemp("heads")
    for theme, heads in (("ours", HEADS), ("bare", HEADS | BARE)):
        for name, template in heads.items():
            path = folder / theme / "templates" / f"{name}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(template, encoding="utf-8")
    for name in HEADS:
        text = f"Title: Café {name}\nDate: 2026-02-03\nSlug: {name}\nTemplate: {name}\n\nThe words of {name}, café.\n"
        path = folder / "content" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    made = [
        build(folder / "content", folder / f"{theme}-output", plugins=plugins, THEME=str(folder / theme))
        for theme, plugins in (("bare", ()), ("ours", (NUDGE,)))
    ]
    return made[0], made[1]


def said(page: str) -> Counter[str]:
    """Count what a page says of itself in its head, as an independent parser reads it."""
    head = html5lib.parse(page.removeprefix("\ufeff"), namespaceHTMLElements=False).find("head")
    assert head is not None
    metas = [node.get("property") or node.get("name") or "" for node in head.iter("meta")]
    return Counter((*metas, *(node.get("rel") or "" for node in head.iter("link"))))


def doubled(page: str) -> set[str]:
    """List what is said twice; of some there may be many (https://ogp.me, “Arrays”)."""
    named = {name for name, count in said(page).items() if count > 1 and (":" in name or name in ALL | {"description"})}
    return named - {"article:tag", "article:author", "og:locale:alternate"}


def test_without_its_blocks_every_page_is_the_bare_one(blog: tuple[Build, Build]) -> None:
    assert changed_files(*blog) == []


@pytest.mark.parametrize("name", [name for name in HEADS if name not in ("no-head", "empty")])
def test_all_is_said_once_in_the_head_and_early(name: str, blog: tuple[Build, Build]) -> None:
    page = blog[1].text(f"{name}.html")
    assert doubled(page) == set()
    assert said(page).keys() >= ALL
    assert 0 < page.index("og:site_name") < 4_000
    assert "Café" in page


@pytest.mark.parametrize("name", ["no-head", "empty"])
def test_a_page_without_a_head_gets_none(name: str, blog: tuple[Build, Build]) -> None:
    assert "og:title" not in blog[1].text(f"{name}.html")


def test_an_encoding_that_browsers_find_is_still_where_they_look(blog: tuple[Build, Build]) -> None:
    for name in HEADS.keys() - {"script"}:  # That in a script tells none.
        bare, ours = (data.text(f"{name}.html").lower().encode() for data in blog)
        at = bare.find(b"charset=", 0, 1024)
        assert ours.find(b"charset=", 0, 1024) == at, name


# Beside others who write such tags

SEO = {"SEO_REPORT": False, "SEO_ENHANCER": True, "SEO_ENHANCER_OPEN_GRAPH": True, "SEO_ENHANCER_TWITTER_CARDS": True}
BESIDE: dict[str, tuple[tuple[str, ...], tuple[str, ...], dict[str, Any]]] = {
    "seo before": (("seo",), ("seo", NUDGE), SEO),
    "seo behind": (("seo",), (NUDGE, "seo"), SEO),
    "seo without its tags": (("seo",), ("seo", NUDGE), {"SEO_REPORT": False, "SEO_ENHANCER": True}),
}


@pytest.mark.filterwarnings("ignore:'locale.getdefaultlocale':DeprecationWarning")  # seo asks it
@pytest.mark.parametrize("theme", ["simple", "passalong"])
@pytest.mark.parametrize(("bare", "ours", "settings"), BESIDE.values(), ids=BESIDE)
def test_beside_others(
    bare: tuple[str, ...], ours: tuple[str, ...], settings: dict[str, Any], theme: str, build: Any, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    for name in ("post-1", "post-2"):
        path = content / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        head = f'Title: R&D "{name}"\nDate: 2026-02-03\nSlug: {name}\nTags: bread\nDescription: Of {name}.'
        path.write_text(f"{head}\n\nWords.\n", encoding="utf-8")
    settings = {**settings, **theme_settings(theme), "SHARE_NUDGE_PREVIEW": ["articles", "pages", "lists"]}
    before: Build = build(content, "bare", plugins=bare, **settings)
    after: Build = build(content, "ours", plugins=ours, **settings)
    if theme == "simple":  # The other theme prints hooks by itself where there are some.
        assert changed_files(before, after) == []
    for name in ("post-1.html", "post-2.html", "index.html", "tag/bread.html"):
        assert doubled(after.text(name)) == doubled(before.text(name)), name
        assert said(after.text(name)).keys() >= ALL - {"og:description"}, name
