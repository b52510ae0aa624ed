"""What the QR code of a post says to a phone, and which posts have none."""

from __future__ import annotations

import datetime
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from support.codes import decoded, painted

from pelican_share_nudge.addresses import absolute
from pelican_share_nudge.blocks.render import NO_HOOKS, Renderer
from pelican_share_nudge.decision import Around
from pelican_share_nudge.hooks import choose_hooks
from pelican_share_nudge.hooks.qr import Code
from pelican_share_nudge.locales import available, phrases
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import read_wishes

ADDRESS = "https://blog.example/a.html"
POST = Post(title="A title", address=ADDRESS, language="en")
RENDERER = Renderer(Environment(loader=DictLoader({})), look="plain")
QUIET_ZONE = 4


def code_of(address: str = ADDRESS, qr: Any = "print", **front_matter: Any) -> Code | None:
    config = Config.parse({"SHARE_NUDGE_QR": qr})
    wishes, _ = read_wishes(front_matter, config)
    post = Post(title="A title", address=address, language="en")
    around = Around(today=datetime.date(2026, 6, 15), phrases=phrases("en"))
    data: Code | None = choose_hooks(post, wishes, config, around)["qr"].data
    return data


def block_of(address: str = ADDRESS, language: str = "en", **given_values: Any) -> str:
    post = Post(title="A title", address=address, language=language)
    data = code_of(address, **given_values)
    return "".join(map(str, RENDERER.render("qr", data, post, NO_HOOKS, phrases(language))))


READ = [
    ADDRESS,
    "http://localhost:8000/a.html",
    "https://blog.example/a.html?b=c&d=%22%3C#e",
    "https://blog.example/%E4%BD%A0%E5%A5%BD/%D9%85%D8%B1%D8%AD%D8%A8%D8%A7/",
    "https://xn--bcher-kva.example/",
    "HTTPS://BLOG.EXAMPLE/A",
    f"https://blog.example/{'long-' * 85}",
]


@pytest.mark.parametrize("address", READ)
def test_a_phone_reads_the_address(address: str) -> None:
    assert decoded(block_of(address)) == (address, "M")


@given(st.text(min_size=1, max_size=30))
@settings(max_examples=15)
def test_a_phone_reads_any_address(path: str) -> None:
    address = absolute("https://blog.example", path)
    assert decoded(block_of(address)) == (address, "M")


NONE: list[tuple[str, dict[str, Any]]] = [
    ("as blogs are by default", {"qr": None}),
    ("switched off by the blog", {"qr": False}),
    ("switched off by its author", {"nudge_qr": "off"}),
    ("a switch that is misspelt", {"nudge_qr": "offf"}),
    ("kept at home", {"nudge": "off"}),
    ("no SITEURL", {"address": "/a.html"}),
    ("no SITEURL, and relative addresses", {"address": "../a.html"}),
    ("no web address", {"address": "file:///a.html"}),
    ("no address", {"address": ""}),
    ("too long to be read from paper", {"address": f"https://blog.example/{'a' * 430}"}),
    ("longer than any code can be", {"address": f"https://blog.example/{'a' * 4_000}"}),
]


@pytest.mark.parametrize("given_values", [row[1] for row in NONE], ids=[row[0] for row in NONE])
def test_a_post_without_a_code(given_values: dict[str, Any]) -> None:
    assert code_of(**given_values) is None


@pytest.mark.parametrize(("qr", "on_screen"), [("print", False), (True, False), ("block", True)])
def test_where_it_is_seen(qr: Any, on_screen: bool) -> None:
    assert code_of(qr=qr) == Code(ADDRESS, on_screen)
    block = block_of(qr=qr)
    assert (" hidden>" in block, "<details" in block) == (not on_screen, on_screen)


def test_the_code_keeps_its_distance() -> None:
    """A phone looks for it by the white around it."""
    modules = painted(block_of())
    dark = [(row, column) for row, line in enumerate(modules) for column, is_dark in enumerate(line) if is_dark]
    edges = [(min(one), max(one)) for one in zip(*dark, strict=True)]
    assert edges == [(QUIET_ZONE, len(modules) - 1 - QUIET_ZONE)] * 2


def test_an_address_is_escaped_once() -> None:
    block = block_of("https://blog.example/a.html?b=c&d='e'")
    assert block.count("https://blog.example/a.html?b=c&amp;d=&#39;e&#39;") == 2
    assert "d='e'" not in block


@pytest.mark.parametrize("language", sorted(available()))
def test_it_speaks_the_posts_language(language: str) -> None:
    block = block_of(language=language, qr="block")
    assert all(phrases(language)[key].text in block for key in ("qr.address", "qr.show"))
    assert f' lang="{language}"' in block


@pytest.mark.parametrize("qr", [False, "print"])
def test_a_blog_without_codes_does_not_load_what_draws_them(qr: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "segno", None)
    assert code_of("https://blog.example/drawn-by-nobody.html", qr=qr) is None or qr


def test_nothing_in_it_needs_what_a_strict_policy_forbids() -> None:
    block = block_of(qr="block")
    assert not [part for part in ("style=", "<style", "<img", "data:", "url(", "<script", "xlink") if part in block]
