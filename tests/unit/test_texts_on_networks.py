"""What is said on one network: an author's words for it, the site's, and the limits that hold for both."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pelican_share_nudge.hooks.bar import make_share_link
from pelican_share_nudge.locales import phrases
from pelican_share_nudge.post import Post, Source, make
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.for_post import said_of
from pelican_share_nudge.settings.wishes import read_wishes
from pelican_share_nudge.sharing.links import email_forward, share_link
from pelican_share_nudge.tables.networks import NETWORKS
from pelican_share_nudge.text import clean

WORDS = phrases("en")


def post_of(texts: dict[str, Any] | None = None, language: str = "en", **metadata: str) -> Post:
    config = Config.parse({"SITENAME": "Rye & Co", "SHARE_NUDGE_NETWORK_TEXTS": texts or {}})
    wishes, problems = read_wishes(metadata, config)
    assert not problems
    source = Source(
        path="a.md",
        title="Sour <em>dough</em>",
        language=language,
        address="https://blog.example/a.html",
        site_name="Rye & Co",
    )
    return make(source, wishes, config, problems=problems)


def said(network: str, post: Post) -> str:
    link = share_link(NETWORKS[network], post, instance="norden.social")
    assert link
    return unquote(link)


SITE = {"x": "{text} via {site}", "bluesky": "New: {title}", "reddit": "{title} [{site}]"}
SAID: list[tuple[dict[str, str], dict[str, str]]] = [
    ({}, {"x": "text=Sour dough via Rye & Co", "bluesky": "text=New: Sour dough h", "mastodon": "text=Sour dough h"}),
    # The author's words come before the site's, but for those that quote them.
    (
        {"nudge_text": "Salt last"},
        {"x": "=Salt last via Rye & Co", "bluesky": "=Salt last h"},
    ),
    ({"nudge_text_x": "For X"}, {"x": "text=For X&", "bluesky": "text=New: Sour dough h"}),
    (
        {"nudge_text_bluesky": "For B", "nudge_text": "All"},
        {"x": "=All via Rye", "bluesky": "=For B h"},
    ),
    # What is filled in in the site's words is in an author's.
    ({"nudge_text_x": "{title} on {site}"}, {"x": "text=Sour dough on Rye & Co&", "bluesky": "=New: Sour dough h"}),
    (
        {"nudge_text": "“{title}” ({site})"},
        {"mastodon": "text=“Sour dough” (Rye & Co) h", "x": "=“Sour dough” (Rye & Co) via Rye & Co"},
    ),
    (
        {"nudge_text": "Salt last", "nudge_text_x": "{text}! {title}"},
        {"x": "=Salt last! Sour dough&", "mastodon": "=Salt last h"},
    ),
    ({"nudge_text_x": "{text}, now"}, {"x": "=Sour dough, now&"}),
    ({"nudge_text": "{text}, now"}, {"mastodon": "=Sour dough, now h"}),
    # Other braces are an author's own.
    ({"nudge_text": "{ } and {0}, f{x}, {}"}, {"mastodon": "={ } and {0}, f{x}, {} h"}),
    ({"nudge_text": r"\frac{one}{two} ${name} `{code}`"}, {"mastodon": r"=\frac{one}{two} ${name} `{code}` h"}),
    ({"nudge_text_x": '{"key": 1} { title: x }'}, {"x": '={"key": 1} { title: x }&'}),
    # A title, where that is all that is said.
    ({}, {"reddit": "title=Sour dough [Rye & Co]", "hackernews": "t=Sour dough", "gmail": "su=Sour dough"}),
    (
        {"nudge_text": "Salt last"},
        {"reddit": "title=Sour dough", "hackernews": "t=Sour dough", "gmail": "su=Sour dough"},
    ),
    ({"nudge_text_hackernews": "Salt last"}, {"hackernews": "t=Salt last"}),
    ({"nudge_text_gmail": "Salt last"}, {"gmail": "su=Sour dough"}),
]


@pytest.mark.parametrize(("metadata", "expected"), SAID)
def test_what_is_said(metadata: dict[str, str], expected: dict[str, str]) -> None:
    post = post_of(SITE, **metadata)
    for network, part in expected.items():
        assert part in said(network, post), network


@given(words=st.text(st.sampled_from("{}$`\\\\ .a0_ü"), min_size=1).map(clean).filter(bool))
def test_braces_of_an_authors_own_stay(words: str) -> None:
    assume(not read_wishes({"nudge_text": words}, Config())[1])
    assert post_of(nudge_text=f"{words} of {{title}}").text == f"{words} of Sour dough"


@given(title=st.text(st.sampled_from("{}titlesx ")).map(clean).filter(bool))
def test_what_is_filled_in_is_not_filled_again(title: str) -> None:
    wishes, _ = read_wishes({"nudge_text": "{title}", "nudge_text_x": "{text}: {site}"}, Config())
    said = said_of(wishes, Config(), title=title, language="en", site_name="{text}")
    assert (said.text, said.texts) == (title, {"x": f"{title}: {{text}}"})


@pytest.mark.parametrize(
    ("language", "expected"), [("de-AT", "Neu: Sour dough"), ("fr", "Sour dough h"), ("en", "New: Sour dough")]
)
def test_a_text_may_be_one_a_language(language: str, expected: str) -> None:
    post = post_of({"mastodon": {"en": "New: {title}", "de": "Neu: {title}"}}, language)
    assert f"text={expected}" in said("mastodon", post)


def test_a_text_for_one_network_is_kept_within_its_limit() -> None:
    long = "Rye wants patience. " * 40
    post = post_of({"x": f"{long}{{title}}"}, nudge_text_bluesky=long, nudge_text_hackernews=long)
    assert said("hackernews", post).partition("&t=")[2].endswith("…")
    for network in ("x", "bluesky", "hackernews"):
        assert "…" in said(network, post)
        assert len(said(network, post)) < 420


def test_the_mail_and_the_sheet_have_their_own() -> None:
    post = post_of({"sheet": "{title}!"}, nudge_text_email="Ilse, read this")
    assert "body=Ilse%2C%20read%20this%0D%0A" in email_forward(post, WORDS)
    sheet = make_share_link(NETWORKS["sheet"], post, Config(), WORDS)
    assert sheet
    assert (sheet.title, sheet.text) == ("Sour dough", "Sour dough!")
    assert "I%20just%20read%20this" in email_forward(post_of(nudge_text_x="x"), WORDS)


@pytest.mark.parametrize("name", ["facebook", "linkedin", "copy"])
def test_networks_that_take_no_text(name: str) -> None:
    assert not NETWORKS[name].takes_text


@pytest.mark.parametrize("name", ["x", "mastodon", "lemmy", "reddit", "email", "gmail", "sheet", "sms"])
def test_networks_that_take_one(name: str) -> None:
    assert NETWORKS[name].takes_text
