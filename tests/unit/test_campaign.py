"""Campaign parameters: in what readers share, and nowhere else; no rule of ours takes them for a fault."""

from __future__ import annotations

import html
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from pelican_share_nudge.addresses import absolute, with_parameters
from pelican_share_nudge.hooks.bar import ShareLink, make_share_link
from pelican_share_nudge.locales import phrases
from pelican_share_nudge.page import reader
from pelican_share_nudge.page.forms import forms_of
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules import all_rules
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import NETWORKS, SCRIPTED

WORDS = phrases("en")
CAMPAIGN = "utm_source={network}&utm_medium=social&utm_campaign={slug}"
POST = Post(
    title="Sour dough",
    text="Sour dough",
    address="https://blog.example/sour.html",
    own_address="https://blog.example/sour.html",
    page="sour.html",
    language="en",
    slug="sour",
    image="https://blog.example/a.png",
)


def entry(network: str, post: Post, campaign: Any) -> ShareLink:
    config = Config.parse({"SHARE_NUDGE_CAMPAIGN": campaign, "SHARE_NUDGE_INSTANCES": {"lemmy": "feddit.org"}})
    link = make_share_link(NETWORKS[network], post, config, WORDS)
    assert link
    return link


ADDED = [
    ("https://a.example/", "https://a.example/?utm_source=x&ref=a%20b"),
    ("https://a.example/a.html#top", "https://a.example/a.html?utm_source=x&ref=a%20b#top"),
    ("https://a.example/?p=1", "https://a.example/?p=1&utm_source=x&ref=a%20b"),
    ("https://a.example/?p=1#top?no", "https://a.example/?p=1&utm_source=x&ref=a%20b#top?no"),
    ("https://a.example/?", "https://a.example/?utm_source=x&ref=a%20b"),
    ("https://a.example/?p=1&", "https://a.example/?p=1&utm_source=x&ref=a%20b"),
    # What is there already stays.
    ("https://a.example/?utm_source=mine", "https://a.example/?utm_source=mine&ref=a%20b"),
    ("https://a.example/?ref=&utm_source", "https://a.example/?ref=&utm_source"),
    ("https://a.example/caf%C3%A9/%25.html?q=a+b", "https://a.example/caf%C3%A9/%25.html?q=a+b&utm_source=x&ref=a%20b"),
]


@pytest.mark.parametrize(("address", "expected"), ADDED)
def test_where_parameters_go(address: str, expected: str) -> None:
    assert with_parameters(address, [("utm_source", "x"), ("ref", "a b")]) == expected
    assert with_parameters(address, []) == address


EACH = {"email": "utm_source=newsletter&utm_medium=email", "x": "", "*": "ref={network}"}
SHARED: list[tuple[str, Any, str]] = [
    ("facebook", CAMPAIGN, "utm_source=facebook&utm_medium=social&utm_campaign=sour"),
    ("x", CAMPAIGN, "utm_source=x&utm_medium=social&utm_campaign=sour"),
    ("copy", CAMPAIGN, "utm_source=copy&utm_medium=social&utm_campaign=sour"),
    ("sheet", CAMPAIGN, "utm_source=sheet&utm_medium=social&utm_campaign=sour"),
    ("whatsapp", "m={kind}&l={language}", "m=messenger&l=en"),
    ("email", EACH, "utm_source=newsletter&utm_medium=email"),
    ("mastodon", EACH, "ref=mastodon"),
    ("mastodon", "c=R%26D&d=a+b", "c=R%26D&d=a%20b"),
    ("mastodon", "c=Frühling&mehr=1", "c=Fr%C3%BChling&mehr=1"),
    ("x", EACH, ""),
    ("x", {"mastodon": "ref=m"}, ""),
    ("x", "", ""),
]


@pytest.mark.parametrize(("network", "campaign", "expected"), SHARED)
def test_what_is_shared(network: str, campaign: Any, expected: str) -> None:
    address = POST.address + (f"?{expected}" if expected else "")
    link = entry(network, POST, campaign).address
    assert link == address if network in SCRIPTED else address in unquote(link)
    assert address in (link, *(value for _, value in parse_qsl(urlsplit(link.replace("#", "?")).query))) or (
        " " + address in unquote(link).replace("\r\n", " ")
    )


def test_a_parameter_without_a_value_is_left_out() -> None:
    assert entry("copy", replace(POST, slug=""), CAMPAIGN).address.endswith("?utm_source=copy&utm_medium=social")


def test_an_address_that_the_author_named_stays() -> None:
    elsewhere = replace(POST, address="https://other.example/first.html")
    assert entry("copy", elsewhere, CAMPAIGN).address == "https://other.example/first.html"


def test_a_longer_address_leaves_less_room_for_words() -> None:
    post = replace(POST, text="Rye wants patience. " * 30)
    bluesky = parse_qs(urlsplit(entry("bluesky", post, CAMPAIGN).address).query)["text"][0]
    assert len(bluesky) <= 300
    assert bluesky.endswith(f" {POST.address}?utm_source=bluesky&utm_medium=social&utm_campaign=sour")


# What the plugin writes so passes its own rules.

SITE = Site(address="https://blog.example", config=Config.parse({"SHARE_NUDGE_CAMPAIGN": CAMPAIGN}))
FORMS = forms_of(SITE.config.known_networks)
ABOUT = ("share-link", "share-text", "email-forward-", "preview-wrong", "setting-unused")
RULES = [rule for name, rule in all_rules().items() if name.startswith(ABOUT) and rule.check]
WRITTEN = [name for name, network in NETWORKS.items() if network.name not in SCRIPTED and network.needs != "instance"]


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1, max_size=80),
    st.text(st.characters(codec="utf-8", exclude_characters="/\\"), min_size=1, max_size=40),
)
@example("Sour dough", "sour")
@example('R&D "quotes" + 100%', "caf\u00e9 & 100%")
@example("?p=1", "?p=1")
def test_no_rule_takes_them_for_a_fault(title: str, slug: str) -> None:
    address = absolute("https://blog.example", f"{slug}.html")
    post = replace(POST, title=title, text=title, address=address, own_address=address, slug=slug, page=f"{slug}.html")
    hrefs = [entry(name, post, CAMPAIGN).address for name in WRITTEN]
    head = (
        f'<link rel="canonical" href="{html.escape(address)}"><meta property="og:url" content="{html.escape(address)}">'
    )
    text = head + "".join(f'<a href="{html.escape(href)}">Share</a>' for href in hrefs)
    page = reader.read(text, path=post.page, networks=FORMS, own=(address,))
    assert len(page.share_links) > len(hrefs) - 5
    found = [(rule.name, found.message) for rule in RULES if rule.check for found in rule.check(page, post, SITE)]
    assert found == []
