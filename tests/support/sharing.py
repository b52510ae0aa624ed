"""Posts of any kind, the links made of them, and counting as the networks themselves count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import regex
from hypothesis import settings
from hypothesis import strategies as st
from jinja2 import Environment
from twitter_text import parse_tweet

from pelican_share_nudge.addresses import absolute
from pelican_share_nudge.hashtags import hashtags
from pelican_share_nudge.post import Post
from pelican_share_nudge.sharing.links import share_link
from pelican_share_nudge.tables.networks import NETWORKS, SCRIPTED, Network
from pelican_share_nudge.text import clean, plain_text

LINKED = [network for network in NETWORKS.values() if network.name not in {*SCRIPTED, "email"}]
SCHEMES = {"https", "mailto", "sms", "viber"}
PROPERTY = settings(max_examples=35)
MANY = settings(PROPERTY, max_examples=80)

# How each network counts its own limit, told here once more and independently of the table of networks.
LIMITS = {
    "x": 280,
    "bluesky": 300,
    "mastodon": 500,
    "tootpick": 500,
    "threads": 500,
    "reddit": 300,
    "hackernews": 80,
    "lobsters": 150,
}

FAMILY, FLAGS, HINDI = "👨‍👩‍👧‍👦", "🇩🇪🇯🇵🏴󠁧󠁢󠁳󠁣󠁴󠁿", "हिन्दी क्षत्रिय"
PIECES = [
    *"\"'&+%#<>…@/\\?=;,.:!{}|`^~",
    *("&amp;", "&lt;", "&amp;lt;", "&quot;", "&#39;", "&#x202e;", "%20", "%0D%0A", "%", "100% ", "+1"),
    *(FAMILY, FLAGS, HINDI, "👍🏽", "❤️", "1️⃣", "e\u0301\u0323", "Ω̈", "ﬁ", "ß", "İ", "ǆ"),
    *("مرحبا \u200f(العالم)\u200e", "\u2067שלום\u2069", "می‌خواهم", "日本語", "중국", "\u202eabc\u202c"),
    *("\ud800", "\udfff", "\x00", "\x07", "\x1b[0m", "\r\n", "\n", "\t", "\x7f", "\x85", "\u2028", "\u2029", "\xa0"),
    *("javascript:alert(1)", "data:text/html,x", '"><script>alert(1)</script>', "' onmouseover='x", "<em>x</em>"),
    *("wort ", "palabra ", "слово ", "a" * 90, "long words that go on for a while ", "日本" * 40, "{url}", "{title}"),
]
RAW = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=14).map("".join)
LONG = st.lists(st.sampled_from(PIECES), min_size=20, max_size=120).map("".join)
TITLES = RAW | LONG
SLUGS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20) | st.sampled_from(
    ["blog/grüße.html", "a%20b/100%.html", "?p=1&q=a+b#c", "posts/日本語/", "x" * 250, 'a"b<c>.html', "ü" * 40, "a//b"]
)
TAGS = st.lists(
    st.sampled_from(["C++", "static site", "हिन्दी", "日本語", "R&D", "x" * 70, "a-b-c", "2024"]), max_size=5
)
HANDLES = st.sampled_from(["", "myblog", "@myblog", "user@norden.social", "a_b"])
INSTANCES = st.sampled_from(["", "norden.social", "social.example.org"])
ANCHOR = Environment(autoescape=True).from_string('<a href="{{ link }}">x</a>')
IMAGES = st.sampled_from(["", "https://blog.example.org/a%20b.png?x=1&y=2", "https://blog.example.org/grüße.png"])


@dataclass(frozen=True)
class Case:
    """A post and what a blog says about the network."""

    post: Post
    instance: str
    handle: str

    def link(self, network: Network) -> str | None:
        return share_link(network, self.post, instance=self.instance, handle=self.handle)


@st.composite
def cases(draw: Any) -> Case:
    title = plain_text(draw(TITLES))
    post = Post(
        title=title,
        address=absolute("https://blog.example.org/sub", draw(SLUGS)),
        language=draw(st.sampled_from(["en", "ar", "de_AT"])),
        text=clean(draw(TITLES)) or title,
        excerpt=plain_text(draw(TITLES)),
        hashtags=hashtags(draw(TAGS), most=3),
        image=draw(IMAGES),
    )
    return Case(post, draw(INSTANCES), draw(HANDLES))


def graphemes(text: str) -> list[str]:
    return regex.findall(r"\X", text)


def parameters(link: str) -> dict[str, str]:
    """Read the query, or the fragment that is written like one, as a server or a page's script does."""
    parts = urlsplit(link)
    encoded = parts.query or parts.fragment
    assert "+" not in encoded
    pairs = parse_qsl(encoded, keep_blank_values=True, strict_parsing=False, errors="strict")
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def templates(network: Network, instance: str) -> dict[str, str]:
    """Read which placeholder stands under which name, from the pattern."""
    pattern = network.instance_pattern if instance and network.instance_pattern else network.pattern
    query = re.split(r"[?#]", pattern, maxsplit=1)[1]
    return dict(part.split("=", 1) for part in query.split("&") if part)


def assert_arrived(arrived: str, whole: str) -> None:
    """Exactly, or cut between two graphemes with an ellipsis behind; one grapheme may have no room for that."""
    if arrived in (whole, "", *graphemes(whole)[:1]):
        return
    assert arrived.endswith("…")
    kept = graphemes(arrived[:-1])
    assert kept == graphemes(whole)[: len(kept)]


def assert_message_arrived(message: str, case: Case, network: Network) -> None:
    before, found, behind = message.rpartition(case.post.address)
    assert found
    assert before == "" or before.endswith(" ")
    assert_arrived(before.removesuffix(" "), case.post.text)
    if not before:  # Nothing is said: neither hashtags nor account may stand alone.
        assert not behind
        return
    said, _, account = behind.partition(" via @")
    assert account in (case.handle.lstrip("@"), "")  # The account gives way before the text does.
    tags = said.split()
    assert all(tag.startswith("#") for tag in tags)
    assert tuple(tag[1:] for tag in tags) == case.post.hashtags[: len(tags)]
    assert not tags or network.carries_hashtags


def assert_parameter_arrived(template: str, arrived: str, case: Case, network: Network) -> None:
    post = case.post
    if template == "{message}":
        assert_message_arrived(arrived, case, network)
    elif template in ("{title}", "{text}"):
        assert_arrived(arrived, getattr(post, template.strip("{}")))
    elif template == "{excerpt}":
        assert_arrived(arrived, post.excerpt)
        assert len(graphemes(arrived)) <= 300
    elif template == "{hashtags}":
        tags = arrived.split(",") if arrived else []
        assert tuple(tags) == post.hashtags[: len(tags)]
    elif template in ("{hashtag}", "%23{hashtag}"):
        assert arrived.removeprefix("#") in ("", *post.hashtags[:1])
    else:
        exact = {"{url}": post.address, "{image}": post.image, "{via}": case.handle.lstrip("@")}
        assert arrived == exact.get(template, template)


def joined(network: Network, link: str) -> str:
    """Join what the network publishes, or takes as the title, out of a link."""
    found = parameters(link)
    if network.name == "x":
        tags = [f"#{tag}" for tag in found.get("hashtags", "").split(",") if tag]
        via = [f"via @{found['via']}"] if found.get("via") else []
        return " ".join([*filter(None, [found.get("text")]), found["url"], *tags, *via])
    if network.name == "threads":
        tag = [f"#{found['tag']}"] if found.get("tag") else []
        return " ".join([*filter(None, [found.get("text")]), found["url"], *tag])
    return found.get("text") or found.get("title") or found.get("t") or ""


def counted(network: Network, text: str, address: str) -> int:
    """Count as the network's own code does, with judges of their own."""
    if network.name == "x":
        return int(parse_tweet(text).weightedLength)
    if network.name in ("mastodon", "tootpick"):
        before, _, behind = text.rpartition(address)
        return len(graphemes(before)) + 23 + len(graphemes(behind))
    return len(graphemes(text)) if network.name == "bluesky" else len(text)


def fits_by_itself(network: Network, address: str) -> bool:
    """Tell whether the address, which is never cut, leaves the limit anything at all."""
    return network.name in ("hackernews", "lobsters", "reddit") or (
        counted(network, address, address) <= LIMITS[network.name]
    )


def a_post(**given_values: Any) -> Post:
    values: dict[str, Any] = {"title": "A title", "address": "https://blog.example.org/a.html", "language": "en"}
    values |= given_values
    return Post(**({"text": values["title"]} | values))
