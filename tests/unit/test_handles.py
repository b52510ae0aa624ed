"""Whom a share link mentions: the post's own wish, its author, the blog."""

from __future__ import annotations

import pytest

from pelican_share_nudge.hooks.bar import make_share_link
from pelican_share_nudge.locales import phrases
from pelican_share_nudge.post import Post, Source, handle_of, make
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import read_wishes
from pelican_share_nudge.tables.networks import NETWORKS

CONFIG = Config.parse(
    {
        "SHARE_NUDGE_HANDLES": {"x": "@blog", "bluesky": "blog.example"},
        "SHARE_NUDGE_AUTHORS": {
            "Ada Lin": {"x": "@ada", "mastodon": "@ada@norden.social"},
            "Bo": {"x": "bo", "threads": "bo"},
        },
    }
)


def post_of(*authors: str, **metadata: str) -> Post:
    wishes, problems = read_wishes(metadata, CONFIG)
    assert not problems
    source = Source(path="a.md", title="Rye", address="https://blog.example/a.html", language="en", authors=authors)
    return make(source, wishes, CONFIG)


MENTIONED: list[tuple[tuple[str, ...], dict[str, str], dict[str, str]]] = [
    (("Ada Lin",), {}, {"x": "@ada", "mastodon": "@ada@norden.social", "bluesky": "blog.example", "threads": ""}),
    (("ada lin",), {}, {"x": "@ada"}),
    (("Ada Lin", "Bo"), {}, {"x": "@ada", "threads": "bo"}),
    (("Bo", "Ada Lin"), {}, {"x": "bo", "mastodon": "@ada@norden.social"}),
    (("Nobody", "Bo"), {}, {"x": "bo", "mastodon": ""}),
    ((), {}, {"x": "@blog", "mastodon": ""}),
    (("Ada",), {}, {"x": "@blog"}),
    (("Ada Lin",), {"nudge_handle_x": "guest"}, {"x": "guest", "mastodon": "@ada@norden.social"}),
    (("Ada Lin",), {"nudge_handle_x": "off"}, {"x": "", "mastodon": "@ada@norden.social"}),
    ((), {"nudge_handle_bluesky": "off"}, {"x": "@blog", "bluesky": ""}),
]


@pytest.mark.parametrize(("authors", "metadata", "expected"), MENTIONED)
def test_who_is_mentioned(authors: tuple[str, ...], metadata: dict[str, str], expected: dict[str, str]) -> None:
    post = post_of(*authors, **metadata)
    assert {network: handle_of(post, CONFIG, network) for network in expected} == expected


@pytest.mark.parametrize(
    ("network", "authors", "end"),
    [
        ("x", ("Ada Lin",), "&via=ada"),
        ("x", (), "&via=blog"),
        ("mastodon", ("Ada Lin",), "%20via%20%40ada%40norden.social"),
        ("mastodon", ("Bo",), "a.html"),
        ("bluesky", ("Ada Lin",), "%20via%20%40blog.example"),
        ("facebook", ("Ada Lin",), "a.html"),
    ],
)
def test_links_mention_them(network: str, authors: tuple[str, ...], end: str) -> None:
    link = make_share_link(NETWORKS[network], post_of(*authors), CONFIG, phrases("en"))
    assert link
    assert link.address.endswith(end)


def test_only_networks_that_mention_take_one() -> None:
    takers = {name for name, network in NETWORKS.items() if network.takes_account}
    assert {"x", "mastodon", "bluesky", "whatsapp"} <= takers
    assert takers.isdisjoint(("facebook", "linkedin", "reddit", "email", "copy", "sheet", "print"))
