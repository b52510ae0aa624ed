"""Share links backwards: what themes and authors write is recognised, and nothing else is."""

from __future__ import annotations

import datetime
import tomllib
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from support.sharing import LIMITS, LINKED, MANY, PROPERTY, Case, cases, joined
from support.steps import grows_no_faster_than_its_size

from pelican_share_nudge.page import reader
from pelican_share_nudge.page.facts import Shared
from pelican_share_nudge.page.forms import Forms, forms_of
from pelican_share_nudge.page.recognition import recognise
from pelican_share_nudge.pattern import IN_SHARE_LINKS, names_in
from pelican_share_nudge.tables.networks import DEAD_NETWORKS, NETWORKS, Network
from pelican_share_nudge.tables.widgets import CLASSES, WIDGETS

TABLES = Path(__file__).parent.parent / "recognition"
ADDRESS = "https://blog.example/post.html"
SHARED = tomllib.loads((TABLES / "share-links.toml").read_text(encoding="utf-8"))["shared"]
EMPTY = tomllib.loads((TABLES / "empty-links.toml").read_text(encoding="utf-8"))["links"]
OTHERS = [
    (why, href)
    for why, hrefs in tomllib.loads((TABLES / "other-links.toml").read_text(encoding="utf-8")).items()
    for href in hrefs
]

# Networks whose instances have the same address: the first of the table stands for them.
ALIKE = {"misskey": "mastodon", "sharkey": "mastodon"}
FILLED = {
    "url": ADDRESS,
    "title": "A post",
    "text": "A post",
    "message": f"A post {ADDRESS}",
    "excerpt": "It says so.",
    "image": "https://blog.example/a.png",
    "hashtags": "a,b",
    "hashtag": "a",
    "via": "me",
}

FORMS = forms_of(NETWORKS)


def label_of(name: str) -> str:
    return (NETWORKS.get(name) or DEAD_NETWORKS[name]).label


@pytest.mark.parametrize("row", SHARED, ids=lambda row: row["href"][:80])
def test_share_links(row: dict[str, str]) -> None:
    shared = recognise(row["href"], FORMS)
    assert shared is not None
    expected = (row["network"], row.get("form", "current"), row.get("address", ADDRESS), row.get("text", ""))
    assert (shared.network, shared.form, shared.address, shared.text) == expected
    assert shared.label == label_of(row["network"])
    assert shared.said == row.get("said", shared.said)


@pytest.mark.parametrize(("why", "href"), OTHERS)
def test_links_that_share_nothing(why: str, href: str) -> None:
    assert recognise(href, FORMS) is None


@pytest.mark.parametrize("row", EMPTY, ids=lambda row: row["href"])
def test_links_that_were_meant_to_share(row: dict[str, str]) -> None:
    shared = recognise(row["href"], FORMS)
    assert shared is not None
    assert (shared.network, shared.form) == (row["network"], row.get("form", "current"))
    assert (shared.address, shared.text) == ("", row.get("text", ""))


def test_more_is_left_alone_than_recognised() -> None:
    assert len({href for _, href in OTHERS}) == len(OTHERS) > len(SHARED)


# links.py backwards


@given(case=cases())
@MANY
def test_what_was_shared_is_read_again(case: Case) -> None:
    for network in LINKED:
        note(network.name)
        link = case.link(network)
        if link is not None and ("{url}" in network.pattern or ends_like_an_address(case.post.address)):
            assert_is_read_again(link, network, case)


def assert_is_read_again(link: str, network: Network, case: Case) -> None:
    shared = recognise(link, FORMS)
    assert shared is not None
    assert shared.network in names_of(network, case)
    assert (shared.form, shared.address) == ("current", case.post.address)
    if network.name in LIMITS:
        assert shared.said == joined(network, link).strip(" ")


def ends_like_an_address(address: str) -> bool:
    """Networks leave punctuation behind an address in a text to the sentence; only there is an end in doubt."""
    return address[-1] not in ".,;:!?'’)"


def names_of(network: Network, case: Case) -> set[str]:
    """A pod of diaspora* and wallabag have one address, which tells them apart only by a title."""
    if case.instance and network.name == "diaspora":
        return {"diaspora", "wallabag"}
    return {ALIKE.get(network.name, network.name)}


# The table


PATTERNS = [
    *((row.name, "current", pattern) for row in LINKED for pattern in (row.pattern, *row.also)),
    *((row.name, "outdated", pattern) for row in LINKED for pattern in row.outdated),
    *((row.name, "dead", pattern) for row in DEAD_NETWORKS.values() for pattern in row.patterns),
]


@pytest.mark.parametrize(("name", "form", "pattern"), PATTERNS)
def test_every_form_is_that_of_its_network(name: str, form: str, pattern: str) -> None:
    href = pattern.replace("*", "some").replace("{instance}", "norden.social")
    for placeholder, value in FILLED.items():
        href = href.replace(f"{{{placeholder}}}", quote(value, safe=""))
    shared = recognise(href, FORMS)
    assert shared is not None
    assert (shared.network, shared.form, shared.address) == (ALIKE.get(name, name), form, ADDRESS)
    assert shared.text in ("A post", "")


@pytest.mark.parametrize(("name", "form", "pattern"), PATTERNS)
def test_forms_are_addresses(name: str, form: str, pattern: str) -> None:
    assert pattern.isascii()
    assert names_in(pattern) <= IN_SHARE_LINKS
    assert {"url", "message"} & names_in(pattern)
    assert sum(pattern == other for _, _, other in PATTERNS) == 1 or "{instance}" in pattern


def test_nearly_every_dead_network_is_recognised() -> None:
    assert [row.name for row in DEAD_NETWORKS.values() if not row.patterns] == ["twitter"]


# A blog's own networks


def own(pattern: str, **values: Any) -> Forms:
    return forms_of(NETWORKS | {"own": Network(name="own", label="Own", pattern=pattern, **values)})


@pytest.mark.parametrize(
    ("pattern", "href", "address", "text"),
    [
        (
            "https://in.example/new?link={url}",
            "https://in.example/new?link=https%3A%2F%2Fb.example%2F",
            "https://b.example/",
            "",
        ),
        ("https://in.example/new?link={url}&t={title}", "http://in.example/new/?t=Hi&link=/p", "/p", "Hi"),
        (
            "https://in.example/{url}",
            "https://in.example/https%3A%2F%2Fb.example%2F%3Fa%3Db",
            "https://b.example/?a=b",
            "",
        ),
        ("https://in.example/{url}/{title}", "https://in.example/%2Fp/Hi", "/p", "Hi"),
        ("https://in.example/?{url}", "https://in.example/?https%3A%2F%2Fb.example%2F", "https://b.example/", ""),
        (
            "https://in.example/#{message}",
            "https://in.example/#Hi%20https%3A%2F%2Fb.example%2F",
            "https://b.example/",
            "Hi",
        ),
        (
            "https://in.example/#/new?u={url}",
            "https://in.example/#/new?u=https%3A%2F%2Fb.example%2F",
            "https://b.example/",
            "",
        ),
        (
            "https://in.example/?say={title}%20{url}",
            "https://in.example/?say=Hi%20https%3A%2F%2Fb.example%2F",
            "https://b.example/",
            "Hi",
        ),
        (
            "https://{instance}/publish?u={url}",
            "https://any.example/publish?u=https%3A%2F%2Fb.example%2F",
            "https://b.example/",
            "",
        ),
        ("https://{instance}/publish?u={url}", "https://any.example/publish?u=/p", "", None),
        ("https://in.example:8443/new?link={url}", "https://in.example:8443/new?link=/p", "/p", ""),
        ("sms:+49170?body={message}", "sms:+49170?body=Hi%20https%3A%2F%2Fb.example%2F", "https://b.example/", "Hi"),
    ],
)
def test_own_networks(pattern: str, href: str, address: str, text: str | None) -> None:
    shared = recognise(href, own(pattern))
    if text is None:
        assert shared is None
    else:
        assert shared is not None
        assert (shared.network, shared.address, shared.text) == ("own", address, text)


def test_an_own_network_wins() -> None:
    href = "https://x.com/intent/tweet?url=https%3A%2F%2Fblog.example%2Fpost.html"
    networks = own("https://x.com/intent/tweet?url={url}&text={text}&hashtags={hashtags}&via={via}")
    assert recognise(href, networks) == Shared("own", "Own", "current", ADDRESS, "", ADDRESS)


def test_a_blog_can_replace_a_row() -> None:
    networks = forms_of(NETWORKS | {"x": Network(name="x", label="Ex", pattern="https://ex.example/?u={url}")})
    assert recognise("https://x.com/intent/tweet?url=https%3A%2F%2Fb.example%2F", networks) is None
    assert recognise("https://ex.example/?u=https%3A%2F%2Fb.example%2F", networks) == Shared(
        "x", "Ex", "current", "https://b.example/", "", "https://b.example/"
    )


def test_mappings_that_come_and_go_are_not_confused() -> None:
    for number in range(100):
        href = f"https://in{number}.example/?u=https%3A%2F%2Fb.example%2F"
        assert recognise(href, own(f"https://in{number}.example/?u={{url}}")) is not None
        assert recognise(href, own("https://in.example/?u={url}")) is None


@pytest.mark.parametrize(
    "pattern", ["", "{url}", "mailto:?body={message}", "https:", "https://", "https://a/{0}/{url}/{url}?{", "?u={url}"]
)
def test_patterns_that_lead_nowhere_harm_nobody(pattern: str) -> None:
    assert recognise("mailto:?body=https%3A%2F%2Fb.example%2F", own(pattern)) is None
    assert recognise("https://x.com/intent/tweet?url=/p", own(pattern)) is not None


# Any text


PIECES = st.sampled_from(
    [
        *(
            "https:",
            "http:",
            "HTTPS:",
            "//",
            "/",
            "?",
            "#",
            "&",
            "=",
            ";",
            ":",
            "@",
            "%",
            "%2",
            "%ff",
            "+",
            "[",
            "]",
            "\\",
        ),
        *(
            "www.facebook.com",
            "x.com",
            "wa.me",
            "t.me",
            "bsky.app",
            "line.me",
            "norden.social",
            "share.joinmastodon.org",
        ),
        *(
            "sharer.php",
            "intent/tweet",
            "share",
            "R/msg/text",
            "r/a/submit",
            "u",
            "url",
            "text",
            "amp;",
            "body",
            "post",
        ),
        *(
            "sms:",
            "whatsapp://send",
            "tg://",
            "line://msg/text/",
            "bluesky:",
            "\n",
            "\t",
            " ",
            "\x00",
            "\ud800",
            "é",
            "日",
        ),
        *("https%3A%2F%2Fblog.example%2F", "https://blog.example/", "(", ")", ".", "!", "{url}", "*"),
    ]
)


@given(st.text() | st.lists(PIECES | st.text(max_size=3), max_size=14).map("".join))
@settings(PROPERTY, max_examples=1_000)
def test_any_text_is_an_address_or_not(text: str) -> None:
    shared = recognise(text, FORMS)
    assert shared is None or shared.address or shared.said


@given(row=st.sampled_from(SHARED), piece=PIECES | st.text(max_size=8), at=st.integers(0, 80))
@settings(PROPERTY, max_examples=500)
def test_broken_share_links_break_nothing(row: dict[str, str], piece: str, at: int) -> None:
    shared = recognise(row["href"][:at] + piece + row["href"][at:], FORMS)
    assert shared is None or shared.network in NETWORKS or shared.network in DEAD_NETWORKS


@pytest.mark.parametrize(
    "piece", [")", "(", ".", "https://a", "&", "=", "%", "%28", "+", " ", "#", "?", "/", "amp;a=&", "x:"]
)
@pytest.mark.parametrize(
    "start",
    ["https://wa.me/?text=https://b.example/", "https://norden.social/share?text=https://", "sms:", "line:", ""],
)
def test_long_addresses_take_no_more_steps_than_they_are_long(start: str, piece: str) -> None:
    """A pattern that goes back over the long one at each of its places would not come to an end."""
    assert grows_no_faster_than_its_size(lambda size: recognise(start + piece * size, FORMS))
    shared = recognise(start + piece * 100_000, FORMS)
    assert shared is None or shared.address or shared.said


# Widgets


def test_widgets_are_rows() -> None:
    names = [widget.name for widget in WIDGETS]
    assert names == sorted(set(names))
    for widget in WIDGETS:
        assert widget.label
        assert widget.source
        assert widget.scripts or widget.classes
        assert widget.leaks == bool(widget.scripts)
        assert not any("//" in script or "/" not in script for script in widget.scripts)
        assert not widget.ended or datetime.date.fromisoformat((widget.ended + "-01-01")[:10])


def test_a_class_is_in_one_row() -> None:
    assert len(CLASSES) == sum(len(widget.classes) for widget in WIDGETS)


@pytest.mark.parametrize(
    ("name", "widget"),
    [
        ("twitter-share-button", "twitter"),
        ("fb-share-button", "facebook"),
        ("fb-like", "facebooklike"),
        ("addthis_inline_share_toolbox", "addthis"),
        ("a2a_kit", "addtoany"),
        ("sharethis-inline-share-buttons", "sharethis"),
        ("st_sharethis", "sharethis"),
        ("st_facebook_hcount", "sharethis"),
        ("st_twitter_vcount", "sharethis"),
        ("st_email_large", "sharethis"),
        ("st_linkedin", "sharethis"),
        ("addthis_button_tweet", "addthis"),
        ("social-likes", "sociallikes"),
        ("bdsharebuttonbox", "baidu"),
        ("goodshare", "goodshare"),
        ("pluso", "pluso"),
        ("uptolike-buttons", "uptolike"),
        ("g-plusone", "googleplus"),
        ("IN/Share", "linkedin"),
        ("shariff", "shariff"),
        ("shareon", "shareon"),
    ],
)
def test_places(name: str, widget: str) -> None:
    assert CLASSES[name].name == widget


@pytest.mark.parametrize(
    "name",
    [
        "twitter-follow-button",
        "twitter-tweet",
        "twitter-timeline",
        "fb-page",
        "fb-comments",
        "fb-follow",
        "IN/FollowCompany",
        "IN/MemberProfile",
        "g-person",
        "disqus_thread",
        "st_follow",
        "st_instagram_hcount",
        "addthis_button_facebook_follow",
        "social-likes__widget",
        "resp-sharing-button",
        "share",
        "social",
    ],
)
def test_no_places_to_share(name: str) -> None:
    assert name not in CLASSES


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://platform.twitter.com/widgets.js", "twitter"),
        ("//platform.twitter.com/widgets.js", "twitter"),
        ("https://platform.twitter.com/widgets/tweet_button.html?url=https://blog.example/", "twitter"),
        ("https://connect.facebook.net/de_DE/sdk.js#xfbml=1&version=v19.0", "facebook"),
        ("//connect.facebook.net/en_US/all.js", "facebook"),
        ("https://www.facebook.com/plugins/like.php?href=https://blog.example/", "facebooklike"),
        ("http://S7.addthis.com/js/300/addthis_widget.js#pubid=me", "addthis"),
        ("https://static.addtoany.com/menu/page.js", "addtoany"),
        ("http://w.sharethis.com/button/buttons.js", "sharethis"),
        ("https://platform-api.sharethis.com/js/sharethis.js#property=1", "sharethis"),
        ("https://apis.google.com/js/plusone.js", "googleplus"),
        ("https://platform.linkedin.com/in.js", "linkedin"),
        ("//assets.pinterest.com/js/pinit.js", "pinterest"),
        ("https://www.redditstatic.com/button/button1.js", "reddit"),
        ("https://yastatic.net/share2/share.js", "yandex"),
        ("https://cdn.jsdelivr.net/npm/shareon@2/dist/shareon.iife.js", "shareoncdn"),
        ("https://cdn.jsdelivr.net/sharer.js/0.2.4/sharer.min.js", "sharerjscdn"),
        ("https://cdn.jsdelivr.net/npm/social-likes/dist/social-likes.min.js", "sociallikescdn"),
        ("https://unpkg.com/social-likes-next", "sociallikescdn"),
        ("http://bdimg.share.baidu.com/static/api/js/share.js?v=1", "baidu"),
        ("https://cdn.jsdelivr.net/npm/goodshare.js@6/goodshare.min.js", "goodsharecdn"),
        ("https://cdn.jsdelivr.net/jquery.jssocials/1.4.0/jssocials.min.js", "jssocialscdn"),
        ("//share.pluso.ru/pluso-like.js", "pluso"),
        ("https://cdn.jsdelivr.net/npm/social-share.js@1/dist/js/social-share.min.js", "sharejscdn"),
        ("https://w.uptolike.com/widgets/v1/uptolike.js", "uptolike"),
        ("theme/js/social-share.min.js", None),
        ("/theme/js/social-likes.min.js", None),
        ("/theme/js/shariff.min.js", None),
        ("theme/js/shareon.iife.js", None),
        ("https://blog.example/platform.twitter.com/widgets.js", None),
        ("https://blog.disqus.com/embed.js", None),
        ("https://www.facebook.com/plugins/page.php?href=https://www.facebook.com/me", None),
        ("https://cdn.jsdelivr.net/npm/bootstrap@5/dist/js/bootstrap.js", None),
        ("https://apis.google.com/js/api.js", None),
        ("https://platform.twitter.com/embed/Tweet.html?id=1", None),
        ("https://platform.linkedin.com/badges/js/profile.js", None),
        ("", None),
        ("//", None),
        ("https://", None),
    ],
)
def test_scripts(address: str, name: str | None) -> None:
    page = reader.read(f'<script src="{escape(address)}"></script>', path="", networks=FORMS)
    assert [widget.name for widget in page.widgets] == ([name] if name else [])


@pytest.mark.parametrize(
    ("html", "name", "dead"),
    [
        ('<div class="social-likes"><div class="plusone">Google+</div></div>', "sociallikes", ["googleplus"]),
        ('<ul class="social-likes social-likes_single"><li class="twitter"></li></ul>', "sociallikes", []),
        ('<a class="sharer" data-sharer="googleplus">+</a>', "sharerjs", ["googleplus"]),
        ('<a class="sharer" data-sharer="x"></a><a class="sharer" data-sharer="pocket"></a>', "sharerjs", ["pocket"]),
        ('<button class="button" data-sharer="facebook">Share</button>', "sharerjs", []),
        (
            '<span class="st_facebook_hcount"></span><span class="st_plusone_hcount"></span>',
            "sharethis",
            ["googleplus"],
        ),
        ('<span class="st_delicious_large"></span>', "sharethis", ["delicious"]),
        ('<div class="a2a_kit"><a class="a2a_button_google_plus"></a></div>', "addtoany", ["googleplus"]),
        (
            '<div class="shariff" data-services="[&quot;x&quot;,&quot;googleplus&quot;]"></div>',
            "shariff",
            ["googleplus"],
        ),
        ('<div class="shariff" data-services="[&quot;facebook&quot;]"></div>', "shariff", []),
        ('<div class="ya-share2" data-services="vkontakte,gplus"></div>', "yandex", ["googleplus"]),
        ('<div class="shareon"><a class="mastodon"></a><a class="pocket"></a></div>', "shareon", ["pocket"]),
        ('<a href="https://twitter.com/share" data-url="https://blog.example/">Tweet</a>', "twitter", []),
        ('<a href="https://twitter.com/share">Tweet</a><i class="fa-google-plus"></i>', None, []),
        ('<p data-shared="googleplus" class="googleplus plusone">It ended.</p>', None, []),
        ('<ol class="comments"><li data-sharer="googleplus"></li></ol>', None, []),
    ],
)
def test_what_widgets_offer(html: str, name: str | None, dead: list[str]) -> None:
    widgets = reader.read(f"<body>{html}</body>", path="", networks=FORMS).widgets
    assert [widget.name for widget in widgets] == ([name] if name else [])
    assert [network for widget in widgets for network, _ in widget.dead] == dead
