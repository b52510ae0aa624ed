"""Where a finding stands, and of how many posts it is said: small themes, posts and settings, judged together."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct, field
from msgspec.structs import replace
from support.link_rules import FORMS

from pelican_share_nudge.findings import Finding
from pelican_share_nudge.judge.judge import Judge
from pelican_share_nudge.judge.sources import Sources
from pelican_share_nudge.page import reader
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.site.site import Site

NETWORKS = Config().known_networks
SITE = Site(address="https://blog.example")


class Written(Struct, frozen=True, kw_only=True):
    """A post: its source, the content that Pelican makes of it, and what the page has before and behind that."""

    source: str = "Title: Bread\n\nBread.\n"
    content: str = "<p>Bread.</p>"
    head: str = ""
    behind: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    of_page: Mapping[str, Any] = field(default_factory=dict)


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
        page = reader.read(text, path=post.page, networks=FORMS, own=(address,), content=one.content)
        judge.look(replace(page, **one.of_page), post)
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
    findings = judged(tmp_path, [Written(of_page=values)] * 3, "no-place", settings=settings)
    assert places(findings) == [("pelicanconf.py", line, 3)]


# Links of the theme and of the post

GOOGLE = "https://plus.google.com/share?url=https://blog.example/post-{n}.html"
THEME_LINK = f'<a href="{GOOGLE}">Google+</a>'
TEMPLATES = {"article.html": '<article>\n<a href="https://plus.google.com/share?url={{ SITEURL }}/{{ article.url }}">'}
SHOWN = Written(
    source="Title: Bread\n\nWrite:\n\n    https://plus.google.com/share?url=https://blog.example/post-0.html\n",
    content='<pre><code>&lt;a href="https://plus.google.com/share?url=https://blog.example/post-0.html"&gt;</code></pre>',
    behind=THEME_LINK,
)
OWN = Written(
    source="Title: Bread\n\n[Google+](https://plus.google.com/share?url=https%3A%2F%2Fblog.example%2Fpost-0.html)\n",
    content='<p><a href="https://plus.google.com/share?url=https%3A%2F%2Fblog.example%2Fpost-0.html">Google+</a></p>',
    behind=THEME_LINK,
)
SHOWN_AND_OWN = Written(
    source=f"{SHOWN.source}\n{OWN.source.partition('Bread')[2].strip()}\n",
    content=SHOWN.content + OWN.content,
    behind=THEME_LINK,
)
SAME = Written(
    source="Title: Bread\n\n[Google+](https://plus.google.com/share?url=https://blog.example/post-0.html)\n",
    content='<p><a href="https://plus.google.com/share?url=https://blog.example/post-0.html">Google+</a></p>',
    behind=THEME_LINK,
)
PLAIN = Written(behind=THEME_LINK)
ALONE = replace(OWN, behind="")


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        pytest.param([PLAIN] * 4, [("article.html", 2, 4)], id="the theme's"),
        pytest.param([SHOWN, *[PLAIN] * 3], [("article.html", 2, 4)], id="a post shows the theme's as code"),
        pytest.param([OWN, *[PLAIN] * 3], [("article.html", 2, 4), ("post-0.md", 3, 1)], id="a post has its own, too"),
        pytest.param(
            [SHOWN_AND_OWN, *[PLAIN] * 3], [("article.html", 2, 4), ("post-0.md", 7, 1)], id="a post has and shows it"
        ),
        pytest.param(
            [SAME, *[PLAIN] * 3], [("article.html", 2, 4), ("post-0.md", 3, 1)], id="a post has the very same"
        ),
        pytest.param([replace(SAME, behind="")], [("post-0.md", 3, 1)], id="a post alone, spelled as the theme's"),
        pytest.param([ALONE], [("post-0.md", 3, 1)], id="a post alone"),
        pytest.param([replace(SHOWN, behind="")], [], id="a post shows it and no page has it"),
    ],
)
def test_each_dead_link_is_told_where_it_is_written(
    tmp_path: Path, posts: list[Written], expected: list[tuple[str, int, int]]
) -> None:
    assert sorted(places(judged(tmp_path, posts, "share-link-dead-network", templates=TEMPLATES))) == expected


LONG = "bread%20" * 60
FAULTS = {
    "share-link-outdated": "https://twitter.com/share?url=https://blog.example/post-{n}.html",
    "share-link-relative": "https://www.facebook.com/sharer/sharer.php?u=./post-{n}.html",
    "share-link-wrong-target": "https://www.facebook.com/sharer/sharer.php?u=https://blog.example/",
    "share-link-double-encoded": "https://www.facebook.com/sharer/sharer.php?u=https%253A%252F%252Fblog.example%252F{n}",
    "share-link-empty": "https://www.facebook.com/sharer/sharer.php?u=undefined&n={n}",
    "share-link-unencoded": "https://x.com/intent/tweet?text=50%&url=https://blog.example/post-{n}.html",
    "share-text-too-long": f"https://x.com/intent/tweet?text={'bread%20' * 60}&url=https://blog.example/post-{{n}}.html",
}


@pytest.mark.parametrize(("rule", "href"), FAULTS.items(), ids=FAULTS)
def test_a_link_of_the_post_does_not_hide_the_theme_s(tmp_path: Path, rule: str, href: str) -> None:
    own = f'<p><a href="{href.replace("{n}", "0")}&amp;me=1">Share</a></p>'
    behind = f'<a href="{href}">Share</a>'
    findings = judged(tmp_path, [Written(content=own, behind=behind), *[Written(behind=behind)] * 3], rule)
    assert sorted(one.posts for one in findings) == [1, 4], [one.message for one in findings]
    (theme,) = (one for one in findings if one.posts == 4)
    assert theme.message.startswith("On 4 of 4 posts")
    alone = judged(tmp_path, [Written(content=own), *[Written()] * 3], rule)
    assert [(one.source, one.posts) for one in alone] == [("post-0.md", 1)]


SHARE = "https://plus.google.com/share?url=https://blog.example/"
TOLD = "https://plus.google.com/share?url=https://blog.example/told"
LOADER = "https://platform.twitter.com/widgets.js"
BUTTON = '<a class="twitter-share-button" href="https://twitter.com/share">'
SPILLED = f'Write <a href="{SHARE}">, {BUTTON} and <script src="{LOADER}"></script> into it.'
CODE = f"<p>Write <code>{html.escape(SPILLED)}</code></p>"
HEAD = f'<meta property="og:description" content="{SPILLED}">'


@pytest.mark.parametrize(
    ("content", "behind", "expected"),
    [
        pytest.param(CODE, "", [], id="shown as code"),
        pytest.param(CODE, f'<a href="{SHARE}">+</a>', ["share-link-dead-network"], id="in the page as well"),
        pytest.param(f'{CODE}<a href="{SHARE}">+</a>', "", ["share-link-dead-network"], id="in the post as well"),
        pytest.param(f"{CODE}{TOLD}", f'<a href="{TOLD}">+</a>', ["share-link-dead-network"], id="told of"),
    ],
)
def test_code_that_a_broken_description_lets_out_is_not_judged(
    tmp_path: Path, content: str, behind: str, expected: list[str]
) -> None:
    post = Written(content=content, behind=behind, head=HEAD)
    rules = ("share-link-dead-network", "share-script-third-party", "share-link-outdated")
    assert [one.rule for one in judged(tmp_path, [post], *rules)] == expected
    assert len(judged(tmp_path, [post], "preview-description-broken")) == 1


# Pictures

PICTURE = '<meta property="og:image" content="./images/harbour.png">'
OG = {"article.html": '<head>\n<meta property="og:image" content="{{ SITEURL }}/{{ article.image }}">'}
WITH_PICTURE = Written(
    source="Title: Harbour\nImage: images/harbour.png\n\n![The boats]({static}/images/harbour.png)\n",
    content='<p><img alt="The boats" src="./images/harbour.png"></p>',
    head=PICTURE,
)


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        pytest.param([WITH_PICTURE], [("article.html", 2, 1)], id="one post"),
        pytest.param([WITH_PICTURE, Written(head=PICTURE), Written()], [("article.html", 2, 1)] * 2, id="two posts"),
        pytest.param([WITH_PICTURE, *[Written(head=PICTURE)] * 3], [("article.html", 2, 4)], id="all posts"),
        pytest.param([replace(WITH_PICTURE, head="")], [], id="none that friends see"),
    ],
)
def test_a_picture_whose_address_the_theme_begins_stands_there(
    tmp_path: Path, posts: list[Written], expected: list[tuple[str, int, int]]
) -> None:
    site = Site(address="https://blog.example", relative=True)
    assert places(judged(tmp_path, posts, "preview-image-unusable", templates=OG, site=site)) == expected


def test_what_the_front_matter_asks_for_is_told_once(tmp_path: Path) -> None:
    block = '<div class="passalong-cta passalong-cta-contact"><a href="https://blog.example/post-0.html">Go</a></div>'
    asks = {"asks_for": ("start-here",), "keys": frozenset(("nudge_cta",))}
    findings = judged(tmp_path, [Written(behind=block, values=asks)], "cta-links-to-itself")
    assert [one.source for one in findings] == ["post-0.md"]


def test_a_theme_s_address_is_not_sought_in_code(tmp_path: Path) -> None:
    shown = replace(SHOWN, source="Title: Bread\n\nWrite:\n\n    ./post-0.html\n", behind=RELATIVE)
    findings = judged(tmp_path, [shown, Written(behind=RELATIVE), *[Written()] * 3], "share-link-relative")
    assert places(findings) == [("post-0.md", 1, 1), ("post-1.md", 1, 1)]


RELATIVE = '<a href="https://www.facebook.com/sharer/sharer.php?u=./post-{n}.html">f</a>'
