"""What the licence of a post lets its readers know, and which posts say nothing."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from pelican_share_nudge.blocks.render import NO_HOOKS, Renderer
from pelican_share_nudge.decision import Around
from pelican_share_nudge.hooks import choose_hooks
from pelican_share_nudge.hooks.licence import Permission, is_printed
from pelican_share_nudge.locales import available, phrases
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import read_wishes

CC = "https://creativecommons.org"
RENDERER = Renderer(Environment(loader=DictLoader({})), look="plain")


def permission_of(licence: Any, *, language: str = "en", **front_matter: Any) -> Permission | None:
    config = Config.parse({"SHARE_NUDGE_LICENCE": licence})
    wishes, _ = read_wishes(front_matter, config)
    post = Post(title="A title", address="https://blog.example/a.html", language=language)
    around = Around(today=datetime.date(2026, 6, 15), phrases=phrases(language))
    data: Permission | None = choose_hooks(post, wishes, config, around)["licence"].data
    return data


def block_of(licence: Any, *, language: str = "en", **front_matter: Any) -> str:
    post = Post(title="A title", address="https://blog.example/a.html", language=language)
    data = permission_of(licence, language=language, **front_matter)
    return "".join(map(str, RENDERER.render("licence", data, post, NO_HOOKS, phrases(language))))


def line_of(licence: Any, **given_values: Any) -> str:
    """Give what is seen of a block."""
    inside = block_of(licence, **given_values).partition("<div")[2].partition(">")[2].partition("</div>")[0]
    return " ".join(re.sub("<[^>]*>", "", inside).replace("&nbsp;", " ").split())


ADAPT = "You may forward, quote, translate and change this post"
UNCHANGED = "You may forward and quote this post, unchanged"
LINES = [
    ("CC BY 4.0", f"{ADAPT} · name the author and link here · CC BY 4.0"),
    ("CC BY-NC 4.0", f"{ADAPT} · name the author and link here · no commercial use · CC BY-NC 4.0"),
    (
        "CC BY-SA 3.0 DE",
        f"{ADAPT} · name the author and link here · same licence for what you make of it · CC BY-SA 3.0 DE",
    ),
    (
        "CC BY-NC-SA 4.0",
        f"{ADAPT} · name the author and link here · no commercial use · same licence for what you make of it · "
        "CC BY-NC-SA 4.0",
    ),
    ("CC BY-ND 4.0", f"{UNCHANGED} · name the author and link here · CC BY-ND 4.0"),
    ("CC BY-NC-ND 4.0", f"{UNCHANGED} · name the author and link here · no commercial use · CC BY-NC-ND 4.0"),
    ("CC0", "You may do with this post what you like · CC0 1.0"),
    ("Public Domain Mark 1.0", "You may do with this post what you like · Public Domain Mark 1.0"),
    ("MIT", "Licence: MIT"),
    ({"name": "Ours & yours", "url": "/licence/"}, "Licence: Ours &amp; yours"),
    ({"name": "BY", "url": f"{CC}/licenses/by/4.0/deed.de"}, f"{ADAPT} · name the author and link here · BY"),
]


@pytest.mark.parametrize(("licence", "line"), LINES, ids=[line for _, line in LINES])
def test_what_readers_are_told(licence: Any, line: str) -> None:
    assert line_of(licence) == line


def test_the_name_leads_to_the_licence() -> None:
    assert f'rel="license" href="{CC}/licenses/by/4.0/"' in block_of("CC BY 4.0")
    own = block_of({"name": "<Ours>", "url": 'https://a.example/?a&b"c'})
    assert 'href="https://a.example/?a&amp;b&#34;c"' in own
    assert "&lt;Ours&gt;" in own


OF_POST: list[tuple[Any, dict[str, Any], str]] = [
    (False, {"license": "CC BY 4.0"}, "CC BY 4.0"),
    (False, {"nudge_licence": "MIT"}, "MIT"),
    ("CC BY 4.0", {"license": "MIT"}, "MIT"),
    ("CC BY 4.0", {"nudge_licence": "CC0"}, "CC0 1.0"),
    ("CC BY 4.0", {"nudge_licence": "on"}, "CC BY 4.0"),
    ("CC BY 4.0", {"license": ""}, "CC BY 4.0"),
    ("CC BY 4.0", {"licenses": "MIT"}, "CC BY 4.0"),
]


@pytest.mark.parametrize(("site", "front_matter", "name"), OF_POST)
def test_a_posts_own_licence_comes_first(site: Any, front_matter: dict[str, Any], name: str) -> None:
    permission = permission_of(site, **front_matter)
    assert permission
    assert permission.licence.name == name


NONE: list[tuple[Any, dict[str, Any]]] = [
    (None, {}),
    (False, {}),
    (False, {"license": "off"}),
    (False, {"license": "Ask me"}),
    (False, {"license": "CC BYE 4.0"}),
    (False, {"copyright": "CC BY 4.0"}),
    ("CC BY 4.0", {"nudge_licence": "off"}),
    ("CC BY 4.0", {"nudge_licence": "offf"}),
    ("CC BY 4.0", {"nudge_licence": "CC BYE 4.0"}),
    ("CC BY 4.0", {"license": "All rights reserved"}),
    ("CC BY 4.0", {"license": "© Grandmother"}),
    ("CC BY 4.0", {"license": "With the kind permission of my grandmother"}),
    ("CC BY 4.0", {"nudge": "off"}),
    ("CC BY 4.0", {"nudge": "off", "license": "CC BY 4.0"}),
]


@pytest.mark.parametrize(("site", "front_matter"), NONE, ids=str)
def test_nothing_is_allowed_that_its_author_does_not_allow(site: Any, front_matter: dict[str, Any]) -> None:
    assert permission_of(site, **front_matter) is None


@pytest.mark.parametrize("language", sorted(available()))
def test_it_speaks_the_posts_language(language: str) -> None:
    said = phrases(language)
    parts = (said[f"licence.{key}"].text for key in ("adapt", "by", "nc", "sa"))
    assert line_of("CC BY-NC-SA 4.0", language=language) == " · ".join((*parts, "CC BY-NC-SA 4.0"))
    assert " ".join(said["licence.other"].text.split()) in line_of("MIT", language=language)


PRINTED = [
    f'<a rel="license" href="{CC}/licenses/by/4.0/">CC</a>',
    "<A HREF='http://creativecommons.org/licenses/by/4.0/deed.de' REL='license noopener'>CC</A>",
    f"<a class=x rel=license href={CC}/licenses/by/4.0>CC</a>",
    f'<a rel="noopener license"\n  href="{CC}/licenses/by/4.0/"><img src="cc.png"></a>',
]
NOT_PRINTED = [
    "",
    "license",
    "<p>This post has the license CC BY 4.0.</p>",
    f'<a href="{CC}/licenses/by/4.0/">CC</a>',
    f'<a rel="nofollow" href="{CC}/licenses/by/4.0/">license</a>',
    f'<a rel="licensed" href="{CC}/licenses/by/4.0/">CC</a>',
    f'<link rel="license" href="{CC}/licenses/by/4.0/">',  # which no reader sees
    f'<a rel="license" href="{CC}/licenses/by-sa/4.0/">CC</a>',  # of the pictures, perhaps
    f'<a rel="license" href="{CC}/licenses/by/3.0/">CC</a>',
    '<a rel="license" href="https://spdx.org/licenses/MIT.html">MIT</a>',
    '<a rel="license" href="/licence/">Licence</a>',
    '<a rel="license">CC</a>',
    f'<abbr rel="license" href="{CC}/licenses/by/4.0/">CC</abbr>',
    "<a rel=license " * 20_000,
    f"<a {'rel=x ' * 50_000} license>",
    f"<a rel='{'license ' * 50_000}>",
]


@pytest.mark.parametrize(
    ("page", "expected"),
    [*((page, True) for page in PRINTED), *((page, False) for page in NOT_PRINTED)],
    ids=range(len(PRINTED) + len(NOT_PRINTED)),
)
def test_what_a_theme_says_of_the_same_licence_is_enough(page: str, expected: bool) -> None:
    permission = permission_of("CC BY 4.0")
    assert permission
    assert is_printed(f"<body>{page}", permission) == expected


def test_a_theme_may_print_a_licence_of_the_blogs_own() -> None:
    permission = permission_of({"name": "Ours", "url": "/licence/?a&b"})
    assert permission
    assert is_printed('<a rel="license" href="/licence/?a&amp;b">Ours</a>', permission)
    assert not is_printed('<a rel="license" href="/licence/">Ours</a>', permission)
