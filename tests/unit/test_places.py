"""Where a finding stands, and of how many posts it is said: small themes, posts and settings, judged together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from pelican_share_nudge.findings import Finding
from pelican_share_nudge.judge.judge import Judge
from pelican_share_nudge.judge.sources import Sources
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.site.site import Site

NETWORKS = Config().known_networks
SITE = Site(address="https://blog.example")


@dataclass(frozen=True, kw_only=True)
class Written:
    """A post: its source, the content that Pelican makes of it, and what the page has before and behind that."""

    source: str = "Title: Bread\n\nBread.\n"
    content: str = "<p>Bread.</p>"
    head: str = ""
    behind: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


def judged(
    folder: Path,
    posts: list[Written],
    *rules: str,
    templates: Mapping[str, str] | None = None,
    settings: str = "SITENAME = 'Rye'\n",
    site: Site = SITE,
) -> list[Finding]:
    """Judge posts by some rules; {n} in what is behind a content is the number of the post."""
    theme = folder / "theme"
    for name, text in (templates or {}).items():
        (theme / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (theme / "templates" / name).write_text(text, encoding="utf-8")
    (folder / "pelicanconf.py").write_text(settings, encoding="utf-8")
    judge = Judge(site, select=frozenset(rules))
    for number, one in enumerate(posts):
        name = f"post-{number}"
        file = folder / f"{name}.md"
        file.write_text(one.source, encoding="utf-8")
        address = f"https://blog.example/{name}.html"
        post = Post(
            title="Bread",
            address=address,
            own_address=address,
            language="en",
            source=file.name,
            file=str(file),
            page=f"{name}.html",
            content=one.content,
        )
        post = replace(post, **one.values)
        head, behind = (part.replace("{n}", str(number)) for part in (one.head, one.behind))
        text = (
            f"<html><head><title>Bread</title>{head}</head><body><article>{one.content}{behind}</article></body></html>"
        )
        page = Page.parse(text, path=post.page, networks=NETWORKS, own=(address,), content=one.content)
        judge.look(page, post)
    sources = Sources((str(theme / "templates"),), settings=str(folder / "pelicanconf.py"))
    verdict = judge.verdict(sources, content=str(folder), theme=str(theme))
    assert verdict.crashes == ()
    return list(verdict.findings)


def places(findings: list[Finding]) -> list[tuple[str, int, int]]:
    """Give file, line and number of posts of each finding."""
    return [(Path(one.file).name, one.line, one.posts) for one in findings]


# What is the same everywhere

BASE = """<head>
<p class="description">{{ SITESUBTITLE }}</p>
<meta name="generator" content="Pelican">
<meta name="description" content="{{ SITESUBTITLE }}">
<title>{{ SITENAME }}</title>
</head>
"""


@pytest.mark.parametrize(
    ("head", "templates", "place"),
    [
        pytest.param(
            '<meta name="description" content="Bread for all">',
            {"article.html": '{% extends "base.html" %}', "base.html": BASE},
            ("base.html", 4),
            id="of a setting",
        ),
        pytest.param(
            '<meta name="description" content="A letter on bread">',
            {"base.html": '<head>\n<meta name="description" content="A letter on bread">'},
            ("base.html", 2),
            id="written into it",
        ),
        pytest.param(
            '<meta property="og:title" content="Our bread">',
            {"article.html": '{# og:title #}\n<h1>og:title</h1>\n<meta content="{{ x }}" property="og:title">'},
            ("article.html", 3),
            id="a title",
        ),
        pytest.param(
            '<meta property="og:image" content="https://cdn.example/logo.png">',
            {"article.html": '<meta property="og:image:width">\n<meta property="og:image" content="{{ LOGO }}">'},
            ("article.html", 2),
            id="a picture",
        ),
        pytest.param(
            '<meta name="description" content="Bread for all">',
            {"base.html": "<head></head>"},
            ("pelicanconf.py", 3),
            id="by no template that can be found",
        ),
    ],
)
def test_what_is_the_same_everywhere_stands_in_the_template(
    tmp_path: Path, head: str, templates: dict[str, str], place: tuple[str, int]
) -> None:
    settings = "AUTHOR = 'Nele'\nSITESUBTITLE = 'Bread for all'\nTHEME = 'theme'\n"
    site = Site(address="https://blog.example", texts={"AUTHOR": "Nele", "SITESUBTITLE": "Bread for all"})
    (finding,) = judged(
        tmp_path,
        [Written(head=head)] * 5,
        "preview-same-everywhere",
        templates=templates,
        settings=settings,
        site=site,
    )
    assert (Path(finding.file).name, finding.line) == place


# A setting that leaves the place to the theme


@pytest.mark.parametrize(
    ("values", "settings", "line"),
    [
        pytest.param(
            {"left_alone": "No hooks: SHARE_NUDGE_PLACEMENT leaves them to the theme.", "lack": "left-to-theme"},
            "AUTHOR = 'Nele'\nTHEME = 'theme'\nSHARE_NUDGE_PLACEMENT = 'theme'\n",
            3,
            id="the setting that leaves it to the theme",
        ),
        pytest.param(
            {"left_alone": "It is there twice.", "remedy": "Name it in SHARE_NUDGE_SELECTOR."},
            "AUTHOR = 'Nele'\nSHARE_NUDGE_SELECTOR = '.text'\nTHEME = 'theme'\n",
            2,
            id="the setting to mend",
        ),
        pytest.param(
            {"left_alone": "It is there twice.", "remedy": "Name it in SHARE_NUDGE_SELECTOR."},
            "AUTHOR = 'Nele'\nTHEME = 'theme'\n",
            2,
            id="the theme where no setting has it",
        ),
        pytest.param({"left_alone": "Its page is empty."}, "THEME = 'theme'\n", 1, id="the theme"),
    ],
)
def test_no_place_stands_at_its_setting(tmp_path: Path, values: dict[str, str], settings: str, line: int) -> None:
    findings = judged(tmp_path, [Written(values=values)] * 3, "no-place", settings=settings)
    assert places(findings) == [("pelicanconf.py", line, 3)]
