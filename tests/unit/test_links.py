"""Every network, any post: what goes into a share link arrives at the other end, and nothing else happens."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import html5lib
import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from support.sharing import (
    ANCHOR,
    FAMILY,
    FLAGS,
    LIMITS,
    LINKED,
    MANY,
    PROPERTY,
    SCHEMES,
    TITLES,
    Case,
    a_post,
    assert_arrived,
    assert_parameter_arrived,
    cases,
    counted,
    fits_by_itself,
    graphemes,
    joined,
    parameters,
    templates,
)
from twitter_text import parse_tweet

from pelican_share_nudge.hooks.bar import make_share_link
from pelican_share_nudge.lengths import length, shorten
from pelican_share_nudge.locales import phrases
from pelican_share_nudge.pattern import IN_SHARE_LINKS
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.problems import ConfigError
from pelican_share_nudge.sharing.links import encode, share_link
from pelican_share_nudge.tables.networks import NETWORKS, Network
from pelican_share_nudge.text import clean, plain_text

# Any post, every network


@given(case=cases())
@MANY
def test_everything_arrives_and_nothing_escapes(case: Case) -> None:
    for network in LINKED:
        note(network.name)
        assert_all_arrives(network, case)


def assert_all_arrives(network: Network, case: Case) -> None:
    link = case.link(network)
    if link is None:
        assert (network.needs == "image" and not case.post.image) or (network.needs == "instance" and not case.instance)
        return
    assert_ascii_and_goes_where_it_should(link, network, case)
    assert_stays_in_its_attribute(link)
    wanted = templates(network, case.instance)
    found = parameters(link)
    assert set(found) <= set(wanted)
    for name, template in wanted.items():
        assert_parameter_arrived(template, found.get(name, ""), case, network)
        assert template != "{url}" or found[name] == case.post.address


def assert_ascii_and_goes_where_it_should(link: str, network: Network, case: Case) -> None:
    assert re.fullmatch(r"[!-~]+", link)
    assert not set(link) & set('"<>\\^`{}|+')
    assert re.fullmatch(r"(?:[^%]|%[0-9A-F]{2})*", link)
    pattern = network.instance_pattern if case.instance and network.instance_pattern else network.pattern
    parts = urlsplit(link)
    assert parts.scheme in SCHEMES
    assert (parts.scheme, parts.netloc) == urlsplit(pattern.replace("{instance}", case.instance))[:2]
    assert (link.count("#"), link.count("?")) == (pattern.count("#"), pattern.count("?"))


def assert_stays_in_its_attribute(link: str) -> None:
    page = ANCHOR.render(link=link)
    elements = list(html5lib.parseFragment(page, namespaceHTMLElements=False))
    assert [(element.tag, element.attrib, list(element)) for element in elements] == [("a", {"href": link}, [])]


@given(case=cases())
@MANY
def test_limits_are_kept_and_what_fits_is_not_cut(case: Case) -> None:
    for name in LIMITS:
        note(name)
        assert_limit_is_kept(name, case)
        assert_what_fits_is_not_cut(name, case)


def assert_limit_is_kept(name: str, case: Case) -> None:
    network, address = NETWORKS[name], case.post.address
    link = case.link(network)
    assert link is not None
    if fits_by_itself(network, address):
        assert counted(network, joined(network, link), address) <= LIMITS[name]


def assert_what_fits_is_not_cut(name: str, case: Case) -> None:
    network, post = NETWORKS[name], case.post
    link = case.link(network)
    assert link is not None
    text = joined(network, link)
    whole = post.text if "{title}" not in network.pattern else post.title
    bare = f"{whole} {post.address} " if "{title}" not in network.pattern else whole
    tail = "".join(f" #{tag}" for tag in post.hashtags) + f" via @{case.handle}"
    if counted(network, bare, post.address) + length(tail, network.counting) + 2 <= LIMITS[name] * 2 // 3:
        assert text.startswith(whole)


def test_the_limits_of_the_table_are_those_of_this_file() -> None:
    assert {name: network.limit for name, network in NETWORKS.items() if network.limit} == LIMITS


# X: twitter-text itself is asked

X_TEXTS = {
    "short addresses": "a.de b.de c.de " * 9,
    "many short addresses": "t.co " * 50,
    "addresses with commas": "a.de,b.de,c.de,d.de,e.de,f.de,g.de,h.de " * 3,
    "addresses in Japanese": "日本a.com日本b.com" * 7,
    "addresses in brackets": "(a.de)(b.de)(c.de)" * 8,
    "long addresses": "https://example.org/" + "a" * 200 + " and more words " * 12,
    "an address that is cut": "word " * 40 + "https://example.org/" + "a" * 300,
    "dots without blanks": "eins.zwei.drei.vier.fünf.sechs " * 10,
    "e.g. and i.e.": "e.g. this, i.e. that, z.B. dies, 3.14 and v1.2.3 " * 6,
    "node.js": "node.js and vue.js and next.js " * 9,
    "family emoji": FAMILY * 140,
    "flags": "🇩🇪" * 150,
    "flags of nowhere": "🇽🇽" * 150,
    "single regional indicators": "🇽 " * 120,
    "joined emoji of no family": "👍\u200d👍\u200d👍\u200d👍" * 60,
    "marks on an emoji": ("👍" + "\u0301" * 20) * 12,
    "skin tones": "👍🏽" * 140,
    "skin tone alone": "🏽" * 139,
    "keycaps": "1️⃣" * 140,
    "digits with a variation selector": "1\ufe0f" * 139,
    "text symbols": "©®™↔" * 70,
    "hearts in text style": "❤\ufe0e" * 120,
    "hearts": "❤️" * 140,
    "zalgo": "e" + "\u0301" * 600,
    "combining long": ("e\u0301\u0323\u0308") * 90,
    "hangul": "한국어" * 90,
    "hangul in letters": "하\u11ab" * 90,
    "japanese": "日本語の長い題名" * 30,
    "kana with marks": "か\u3099" * 130,
    "compositions that grow": "\ufb2c" * 139,
    "music that grows": "\U0001d160" * 70,
    "devanagari that grows": "\u0958" * 260,
    "old italic": "𐌀" * 139,
    "mathematical": "𝒜𝓃 " * 90,
    "quotation marks": "“„»«‘’‚›‹" * 30,
    "dashes": "—–‒―" * 70,
    "zero width": "\u200b\u200c\u200d\u2060" * 70,
    "bidirectional": "\u2067שלום\u2069 " * 50,
    "mentions": "@somebody " * 40,
    "hashtags": "#hashtag " * 40,
    "thai": "กำลังใจ" * 40,
    "georgian": "ქართული" * 40,
    "tag sequence flags": "🏴󠁧󠁢󠁳󠁣󠁴󠁿" * 140,
    "tag characters": "a󠁧󠁢󠁳" * 60,
}


@pytest.mark.parametrize("handle", ["", "fifteen_letters"], ids=["bare", "via"])
@pytest.mark.parametrize("tags", [(), ("日本語", "staticSite", "x" * 30)], ids=["no tags", "tags"])
@pytest.mark.parametrize("text", X_TEXTS.values(), ids=X_TEXTS)
def test_x_never_refuses(text: str, tags: tuple[str, ...], handle: str) -> None:
    for start in (0, len(text) // 2, len(text) * 3 // 4):
        post = a_post(title=clean(text[start:]), hashtags=tags)
        link = share_link(NETWORKS["x"], post, handle=handle)
        assert link is not None
        assert parse_tweet(joined(NETWORKS["x"], link)).weightedLength <= 280


@pytest.mark.parametrize(
    "text",
    ["Plain words", "Ein Gruß über 100 %", "日本語の題名", f"{FAMILY} and {FLAGS}", "می‌خواهم", "e\u0301te\u0301"],
)
def test_x_counts_as_twitter_text_does(text: str) -> None:
    assert length(text, "weighted") == parse_tweet(text).weightedLength


# Where the limit is tight


@pytest.mark.parametrize("tags", [(), ("static", "pelican", "blogging")], ids=["no tags", "tags"])
@pytest.mark.parametrize("handle", ["", "myblog.bsky.social"], ids=["bare", "via"])
@pytest.mark.parametrize("size", [20, 150, 200, 230, 250, 270, 285, 290, 299, 300])
def test_bluesky_holds_the_whole_address_and_nothing_too_much(size: int, handle: str, tags: tuple[str, ...]) -> None:
    address = "https://blog.example.org/".ljust(size, "a")
    link = share_link(
        NETWORKS["bluesky"], a_post(title="A title of words", address=address, hashtags=tags), handle=handle
    )
    assert link is not None
    text = parameters(link)["text"]
    assert address in text.split(" ")
    assert len(graphemes(text)) <= max(300, size)


@pytest.mark.parametrize(("size", "tags"), [(300, "one"), (495, "one"), (496, ""), (500, ""), (600, "")])
def test_a_hashtag_gives_way_to_a_long_address(size: int, tags: str) -> None:
    address = "https://blog.example/".ljust(size, "x")
    link = share_link(NETWORKS["threads"], Post(title="T", address=address, language="en", hashtags=("one",)))
    assert link is not None
    assert dict(parse_qsl(urlsplit(link).query)).get("tag", "") == tags


def test_an_address_longer_than_the_limit_stays_whole() -> None:
    address = "https://blog.example.org/" + "a" * 700
    for name in LIMITS:
        assert address in unquote(str(share_link(NETWORKS[name], a_post(address=address))))


@pytest.mark.parametrize("name", ["x", "mastodon", "bluesky", "threads", "hackernews", "lobsters", "reddit"])
@pytest.mark.parametrize("word", ["word", "слово", "हिन्दी", FAMILY, "🇩🇪🇯🇵", "e\u0301te\u0301", "שלום"])
def test_shortened_at_a_word(name: str, word: str) -> None:
    title = f"{word} " * 400
    network = NETWORKS[name]
    link = share_link(network, a_post(title=title.strip()))
    assert link is not None
    said = joined(network, link).split(" https://", 1)[0]
    assert said.endswith(f"{word}…")
    assert set(said.removesuffix("…").split()) == {word}
    assert counted(network, joined(network, link), "https://blog.example.org/a.html") <= LIMITS[name]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("", 5, ""),
        ("short", 5, "short"),
        ("exactly ten", 11, "exactly ten"),
        ("one two three", 8, "one two…"),
        ("one two three", 9, "one two…"),
        ("one, two, three", 10, "one, two…"),
        ("one – two", 7, "one…"),
        ("onetwothree", 5, "onet…"),
        ("a onetwothree", 8, "a onetw…"),
        ("ab", 1, "a"),
        ("ab", 0, ""),
        ("ab", -5, ""),
        ("", -5, ""),
        ("abc", 2, "a…"),
        (FAMILY + "x", 7, FAMILY),
        (FAMILY + "xy", 8, FAMILY + "…"),
        ("🇩🇪🇯🇵🇫🇷", 4, "🇩🇪…"),
        ("क्षि क्षि", 5, "क्षि…"),
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("a\u0301" * 4, 2, "a\u0301"),
    ],
)
def test_shorten_in_characters(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit, "characters") == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        (FAMILY * 3, 3, FAMILY * 3),
        (FAMILY * 4, 3, FAMILY * 2 + "…"),
        ("🇩🇪🇯🇵🇫🇷", 2, "🇩🇪…"),
        ("क्षि क्षि क्षि", 4, "क्षि क्षि…"),
        ("e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
    ],
)
def test_shorten_in_graphemes(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit, "graphemes") == expected


@pytest.mark.parametrize("counting", ["characters", "graphemes", "weighted"])
@given(text=TITLES.map(plain_text), limit=st.integers(-3, 120))
@settings(PROPERTY, max_examples=150)
def test_shorten_keeps_limit_and_graphemes(counting: Any, text: str, limit: int) -> None:
    short = shorten(text, limit, counting)
    assert_arrived(short, text)
    assert short == "" or length(short, counting) <= limit
    assert short == text or length(text, counting) > limit
    assert short.strip(" ") == short


# The title that holds everything

AWKWARD = 'R&D "quotes" + 100% café <em>x</em>'
TITLE_TABLE = [
    (AWKWARD, 'R&D "quotes" + 100% café x'),
    ("Q&amp;A", "Q&A"),
    ("&amp;lt;", "&lt;"),
    ("&amp;amp;amp;", "&amp;amp;"),
    ("a+b=c", "a+b=c"),
    ("50%20off %41 %", "50%20off %41 %"),
    ("#1 & #2?", "#1 & #2?"),
    ("{url} {title}", "{url} {title}"),
    ("مرحبا \u200f(العالم)\u200e!", "مرحبا \u200f(العالم)\u200e!"),
    ("\u2067שלום\u2069", "\u2067שלום\u2069"),
    ("two\nlines\tand\x07bell", "two lines and bell"),
    ("lone \ud83d surrogate", "lone surrogate"),
    ("lone &amp; \ud83d surrogate", "lone & surrogate"),
    ("javascript:alert(1)", "javascript:alert(1)"),
]


@pytest.mark.parametrize("network", LINKED, ids=lambda network: network.name)
@pytest.mark.parametrize(("title", "expected"), TITLE_TABLE, ids=[repr(row[0])[:20] for row in TITLE_TABLE])
def test_titles_arrive_exactly(network: Network, title: str, expected: str) -> None:
    post = a_post(title=plain_text(title), image="https://blog.example.org/a.png")
    link = share_link(network, post, instance="norden.social")
    assert link is not None
    found = parameters(link)
    for name, template in templates(network, "norden.social").items():
        if template in ("{title}", "{text}"):
            assert found[name] == expected
        elif template == "{message}":
            assert found[name] == f"{expected} {post.address}"
    assert urlsplit(link).scheme in SCHEMES


@pytest.mark.parametrize(
    "address",
    [
        "https://blog.example.org/",
        "https://blog.example.org/a%20b/100%25.html",
        "https://blog.example.org/grüße.html",
        "https://bücher.example/日本語/?a=1&b=2#teil-2",
        "https://blog.example.org/?a+b=c&amp;d",
        "https://blog.example.org/a'b(c)!*;,@$",
        "https://user:pw@blog.example.org:8080/x",
        "https://[2001:db8::1]/x",
    ],
)
@pytest.mark.parametrize("network", LINKED, ids=lambda network: network.name)
def test_addresses_arrive_exactly(network: Network, address: str) -> None:
    post = a_post(address=address, image="https://blog.example.org/a.png")
    link = share_link(network, post, instance="norden.social", handle="me")
    assert link is not None
    found = parameters(link)
    for name, template in templates(network, "norden.social").items():
        if template == "{url}":
            assert found[name] == address
        elif template == "{message}":
            assert found[name] == f"A title {address} via @me"


# Exactly these links

EXACT = [
    ("facebook", {}, {}, "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fblog.example.org%2Fa.html"),
    (
        "facebook",
        {"hashtags": ("Grüße", "b")},
        {},
        "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fblog.example.org%2Fa.html&hashtag=%23Gr%C3%BC%C3%9Fe",
    ),
    ("x", {}, {}, "https://x.com/intent/tweet?text=A%20title&url=https%3A%2F%2Fblog.example.org%2Fa.html"),
    (
        "x",
        {"hashtags": ("a", "b")},
        {"handle": "@me"},
        "https://x.com/intent/tweet?text=A%20title&url=https%3A%2F%2Fblog.example.org%2Fa.html&hashtags=a%2Cb&via=me",
    ),
    ("x", {"title": ""}, {}, "https://x.com/intent/tweet?url=https%3A%2F%2Fblog.example.org%2Fa.html"),
    ("mastodon", {}, {}, "https://share.joinmastodon.org/#text=A%20title%20https%3A%2F%2Fblog.example.org%2Fa.html"),
    (
        "mastodon",
        {"hashtags": ("a", "b")},
        {"instance": "norden.social"},
        "https://norden.social/share?text=A%20title%20https%3A%2F%2Fblog.example.org%2Fa.html%20%23a%20%23b",
    ),
    ("bluesky", {"title": ""}, {}, "https://bsky.app/intent/compose?text=https%3A%2F%2Fblog.example.org%2Fa.html"),
    ("linkedin", {}, {}, "https://www.linkedin.com/sharing/share-offsite/?url=https%3A%2F%2Fblog.example.org%2Fa.html"),
    ("whatsapp", {"hashtags": ("a",)}, {}, "https://wa.me/?text=A%20title%20https%3A%2F%2Fblog.example.org%2Fa.html"),
    ("sms", {}, {}, "sms:?&body=A%20title%20https%3A%2F%2Fblog.example.org%2Fa.html"),
    ("lemmy", {}, {}, None),
    ("pinterest", {}, {}, None),
    (
        "pinterest",
        {"image": "https://blog.example.org/ä.png"},
        {},
        "https://www.pinterest.com/pin/create/button/?url=https%3A%2F%2Fblog.example.org%2Fa.html"
        "&media=https%3A%2F%2Fblog.example.org%2F%C3%A4.png&description=A%20title",
    ),
]


@pytest.mark.parametrize(("name", "values", "blog", "expected"), EXACT)
def test_exact_links(name: str, values: dict[str, Any], blog: dict[str, str], expected: str | None) -> None:
    assert share_link(NETWORKS[name], a_post(**values), **blog) == expected


def test_unreserved_characters_stay() -> None:
    assert encode("AZaz09-._~") == "AZaz09-._~"
    assert encode(" +&=%#/?\n") == "%20%2B%26%3D%25%23%2F%3F%0A"


# A blog's own networks and instances

PATTERN_PIECES = ["{url}", "{message}", "{title}", "{bogus}", "{url!r}", "{url:>9}", "{0}", "{}", "{{", "}}", "{", "}"]
PATTERNS = st.tuples(
    st.sampled_from(
        ["https://in.example/", "http://in.example/", "HTTPS://in.example/", "mailto:", "javascript:", " https:"]
    ),
    st.lists(
        st.sampled_from([*PATTERN_PIECES, "?", "&", "#", "a=", "x", " ", "ü", "\n", '"', "<", "{{title}}", "%", "%41"]),
        max_size=7,
    ),
).map(lambda parts: parts[0] + "".join(parts[1]))


@given(pattern=PATTERNS)
@settings(PROPERTY, max_examples=400)
def test_a_pattern_that_is_accepted_makes_a_link(pattern: str) -> None:
    row = {"name": "own", "label": "Own", "pattern": pattern}
    try:
        config = Config.parse({"SHARE_NUDGE_EXTRA_NETWORKS": [row], "SHARE_NUDGE_NETWORKS": ["own"]})
    except ConfigError:
        return
    link = make_share_link(config.known_networks["own"], a_post(title="R&D"), config, phrases("en"))
    assert link is not None
    assert encode("https://blog.example.org/a.html") in link.address
    assert re.fullmatch(r"(?i:https?|mailto):[!-~]*", link.address)
    assert not re.search(r"\{\w*\}", link.address)


@pytest.mark.parametrize(
    "pattern",
    [
        "https://in.example/new?link={url}",
        "https://in.example/{url}",
        "https://in.example/?a={title}&b={text}&c={message}&d={excerpt}&e={image}&f={hashtags}&g={hashtag}&h={via}",
        "https://in.example/#text={message}",
        "mailto:me@example.org?subject={title}&body={message}",
    ],
)
def test_good_patterns(pattern: str) -> None:
    config = Config.parse({"SHARE_NUDGE_EXTRA_NETWORKS": [{"name": "own", "label": "Own", "pattern": pattern}]})
    link = make_share_link(config.known_networks["own"], a_post(), config, phrases("en"))
    assert link is not None
    assert encode("https://blog.example.org/a.html") in link.address


@pytest.mark.parametrize(
    "host", ["norden.social", "norden.social:8443", "localhost:3000", "xn--bcher-kva.example", "münchen.social"]
)
def test_an_instance_that_is_accepted_makes_an_ascii_link(host: str) -> None:
    try:
        config = Config.parse({"SHARE_NUDGE_INSTANCES": {"mastodon": host}})
    except ConfigError:
        return
    link = share_link(NETWORKS["mastodon"], a_post(), instance=config.instances["mastodon"])
    assert link is not None
    assert link.isascii()
    assert urlsplit(link).netloc in (host, host.encode("idna").decode())


def test_placeholders_are_those_that_links_fills() -> None:
    pattern = "https://in.example/?" + "&".join(f"{name}={{{name}}}" for name in sorted(IN_SHARE_LINKS))
    network = Network(name="own", label="Own", pattern=pattern)
    post = a_post(excerpt="e", image="i", hashtags=("h",))
    link = share_link(network, post, instance="norden.social", handle="me")
    assert set(parameters(str(link))) == IN_SHARE_LINKS
