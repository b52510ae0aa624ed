"""Which hooks a post gets: its share links, and the first call to action whose conditions hold."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import html5lib
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from msgspec.structs import replace

from pelican_share_nudge.blocks.render import NO_HOOKS, Hooks, Renderer
from pelican_share_nudge.decision import Around, NextPost
from pelican_share_nudge.hooks import all_hooks, choose_hooks, slots_of
from pelican_share_nudge.hooks.bar import has_bar
from pelican_share_nudge.locales import Phrase, phrases
from pelican_share_nudge.pattern import problems
from pelican_share_nudge.post import Post, Source, make
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.ctas import Cta
from pelican_share_nudge.settings.wishes import Wishes, read_wishes
from pelican_share_nudge.tables.looks import available_looks
from pelican_share_nudge.tables.networks import NETWORKS, SCRIPTED
from pelican_share_nudge.text import clean, plain_text

TODAY = datetime.date(2026, 6, 15)
POST = Post(
    title="A title",
    text="A title",
    address="https://blog.example/a.html",
    language="de-AT",
    category="Letters",
    tags=("Static Site", "c++"),
    authors=("Jane Doe", "Ali"),
    source="letters/2026/a.md",
)
AROUND = Around(today=TODAY, phrases=phrases("en"), feed="/feed.xml")
NEXT = NextPost("The <next> one", "/next.html")
RENDERERS = {look: Renderer(Environment(loader=DictLoader({})), look=look) for look in available_looks()}


def resolved(
    post: Post,
    wishes: Wishes,
    config: Config,
    *,
    following: NextPost | None = NEXT,
    feed: str = "/feeds/all.atom.xml",
    resolve: Callable[[str], str | None] = str,
) -> Hooks:
    words = phrases(post.language, formal=config.formal, own=config.texts)
    around = Around(today=TODAY, phrases=words, next_post=following, feed=feed)
    decisions = choose_hooks(post, wishes, config, around)
    bar, calls = decisions["bar"].data, decisions["cta"].data
    return Hooks(bar.links if bar else (), calls.resolved(resolve) if calls else ())


def hooks(
    post: Post = POST, wishes: dict[str, Any] | None = None, around: dict[str, Any] | None = None, **given: Any
) -> Hooks:
    config = Config.parse({f"SHARE_NUDGE_{name}": value for name, value in given.items()})
    read, problems = read_wishes(wishes or {}, config)
    assert not problems
    return resolved(post, read, config, **(around or {}))


def cta_names(ctas: list[dict[str, Any]], **given: Any) -> list[str]:
    return [call.name for call in hooks(CTAS=ctas, **given).ctas]


def networks(**given: Any) -> list[str]:
    return [link.network for link in hooks(**given).links]


# The bar

DEFAULT = ["facebook", "x", "mastodon", "bluesky", "linkedin", "whatsapp", "email", "copy", "sheet"]
LEMMY = {"lemmy": "feddit.org"}
BARS = [
    ({}, {}, DEFAULT),
    ({}, {"NETWORKS": ["x", "copy"]}, ["x", "copy"]),
    ({}, {"NETWORKS": []}, []),
    ({}, {"NETWORKS": ["copy", "x"], "SCRIPT": False}, ["x"]),
    ({}, {"NETWORKS": ["x", "print"]}, ["x", "print"]),
    ({}, {"NETWORKS": ["x", "print"], "SCRIPT": False}, ["x"]),
    ({"nudge_share": "x, print"}, {}, ["x", "print", "email"]),
    ({}, {"NETWORKS": ["pinterest", "x"]}, ["x"]),
    ({}, {"NETWORKS": ["lemmy", "x"], "INSTANCES": LEMMY}, ["lemmy", "x"]),
    ({"nudge": "off"}, {}, []),
    ({"nudge_share": "off"}, {}, ["email"]),
    ({"nudge_share": "off"}, {"NETWORKS": ["x"]}, []),
    ({"nudge_share": "off", "nudge_email": "off"}, {}, []),
    ({"nudge_share": "on"}, {}, DEFAULT),
    ({"nudge_share": "reddit"}, {}, ["reddit", "email"]),
    ({"nudge_share": "email, reddit"}, {}, ["email", "reddit"]),
    ({"nudge_share": "reddit"}, {"NETWORKS": ["x"]}, ["reddit"]),
    ({"nudge_share": "reddit, email"}, {"NETWORKS": ["x"]}, ["reddit", "email"]),
    ({"nudge_email": "off"}, {}, [name for name in DEFAULT if name != "email"]),
    ({"nudge_email": "off"}, {"NETWORKS": ["email"]}, []),
    ({"nudge_email": "off", "nudge_share": "email, x"}, {}, ["x"]),
    ({"nudge_email": "on"}, {"NETWORKS": ["x"]}, ["x"]),
    ({"nudge_share": "pinterest"}, {}, ["email"]),
    ({}, {"NO_BAR": {}}, DEFAULT),
    (
        {},
        {"NO_BAR": {"category": "News", "tag": ["c", "static"], "path": "notes/*", "author": [], "language": ""}},
        DEFAULT,
    ),
    ({}, {"NO_BAR": {"category": "News", "tag": ["C++"]}}, []),
    ({}, {"NO_BAR": {"path": "letters/*"}}, []),
    ({}, {"NO_BAR": {"language": "de"}}, []),
    ({"nudge_share": "on"}, {"NO_BAR": {"category": "Letters"}}, []),
    ({"nudge_share": "off"}, {"NO_BAR": {"category": "Letters"}}, []),
    ({"nudge_share": "reddit"}, {"NO_BAR": {"category": "Letters"}}, ["reddit", "email"]),
]


@pytest.mark.parametrize(("wishes", "given", "expected"), BARS, ids=map(str, range(len(BARS))))
def test_networks_of_the_bar(wishes: dict[str, Any], given: dict[str, Any], expected: list[str]) -> None:
    assert networks(wishes=wishes, **given) == expected


def test_a_network_that_needs_an_image_has_one() -> None:
    assert networks(post=replace(POST, image="https://blog.example/a.png"), NETWORKS=["pinterest"]) == ["pinterest"]


def test_nudge_off_is_nothing_at_all() -> None:
    assert hooks(wishes={"nudge": "off", "nudge_cta": "A sentence."}) == NO_HOOKS


def test_what_the_mail_and_the_copy_link_are() -> None:
    found = hooks()
    assert found.email is not None
    assert found.email.address.startswith("mailto:?subject=")
    assert {link.kind: link.address for link in found.links}["copy"] == POST.address
    assert hooks(NETWORKS=["x"]).email is None
    assert hooks(NETWORKS=["gmail"]).email is None


def assets(**given: Any) -> tuple[bool, bool]:
    config = Config.parse({f"SHARE_NUDGE_{name}": value for name, value in given.items()})
    around = Around(today=TODAY, phrases=phrases(POST.language))
    needed = choose_hooks(POST, Wishes(), config, around)["assets"].data
    return (needed.stylesheet, needed.script) if needed else (False, False)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, (True, True)),
        ({"NETWORKS": ["x"]}, (True, False)),
        ({"NETWORKS": ["x", "print"]}, (True, True)),
        ({"NETWORKS": ["x"], "STICKY": True}, (True, True)),
        ({"NETWORKS": ["x"], "LOOK": "minimal"}, (True, True)),
        ({"NETWORKS": [], "LOOK": "minimal"}, (True, False)),
        ({"NETWORKS": ["pinterest"], "LOOK": "minimal"}, (True, False)),  # It needs a picture.
        ({"NETWORKS": ["x"], "EVENTS": True}, (True, True)),
        # The call to action tells, too.
        ({"NETWORKS": [], "CTAS": [{"kind": "reply", "target": "/r/"}], "EVENTS": True}, (True, True)),
        ({"NETWORKS": [], "CTAS": [], "EVENTS": True}, (True, False)),
        ({"SCRIPT": False}, (True, False)),
        ({"STYLESHEET": False}, (False, True)),
        ({"STYLESHEET": False, "NETWORKS": ["x"]}, (False, False)),
    ],
)
def test_assets_come_where_they_are_needed(given: dict[str, Any], expected: tuple[bool, bool]) -> None:
    assert assets(**given) == expected


# What is said of a post, and what the system's share sheet gets as title and text.
SAID: list[tuple[dict[str, str], tuple[str | None, str | None]]] = [
    ({"title": "Splices", "text": "Splices"}, ("Splices", None)),
    ({"title": "Splices", "text": "Three strands, no glue"}, ("Splices", "Three strands, no glue")),
    ({"title": "", "text": "Three strands"}, (None, "Three strands")),
    ({"title": 'A & B\'s "<b>"', "text": "{title} & 100 %"}, ('A & B\'s "<b>"', "{title} & 100 %")),
]


@pytest.mark.parametrize("look", RENDERERS)
def test_the_share_sheet_gets_title_and_text_of_its_own_post(look: str) -> None:
    for said, expected in SAID + SAID[::-1]:  # in each order: bars of several posts have parts in common
        post = replace(POST, **said)
        (bar,) = RENDERERS[look].bar(post, hooks(post), phrases("en"))
        buttons = html5lib.parseFragment(bar.html, namespaceHTMLElements=False).iter("button")
        given = {button.get("data-address"): (button.get("data-title"), button.get("data-text")) for button in buttons}
        assert given == {post.address: expected}


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("en", "x", ("Share on ", "X", "")),
        ("en", "whatsapp", ("Send with ", "WhatsApp", "")),
        ("en", "pinboard", ("Save to ", "Pinboard", "")),
        ("de", "x", ("Auf ", "X", " teilen")),
        ("de_CH", "whatsapp", ("Mit ", "WhatsApp", " verschicken")),
        ("cy", "x", ("Share on ", "X", "")),
    ],
)
def test_labels(language: str, name: str, expected: tuple[str, str, str]) -> None:
    (link,) = hooks(replace(POST, language=language), NETWORKS=[name]).links
    assert (link.before, link.label.text, link.after) == expected


def test_the_handle_and_the_instance_go_where_they_belong() -> None:
    found = hooks(HANDLES={"x": "@me"}, INSTANCES={"mastodon": "norden.social"}, NETWORKS=["x", "mastodon", "bluesky"])
    x, mastodon, bluesky = (link.address for link in found.links)
    assert x.endswith("&via=me")
    assert mastodon.startswith("https://norden.social/share?")
    assert "me" not in bluesky.partition("?")[2].split("%20")


# Conditions of a call to action: what holds, and more often what does not

HOLDS = [
    {},
    {"category": "Letters"},
    {"category": "letters"},
    {"category": ["Notes", "LETTERS"]},
    {"tag": "static site"},
    {"tag": ["x", "C++"]},
    {"author": "jane doe"},
    {"author": ["Ali"]},
    {"language": "de"},
    {"language": "DE"},
    {"language": "de-AT"},
    {"language": "de-at"},
    {"language": ["fr", "de"]},
    {"path": "letters/*"},
    {"path": "*.md"},
    {"path": "letters/2026/a.md"},
    {"path": ["x/*", "letters/????/*"]},
    {"from": "2026-06-15"},
    {"until": "2026-06-15"},
    {"from": "2026-06-15", "until": "2026-06-15"},
    {"from": datetime.date(2020, 1, 1), "until": datetime.date(2030, 1, 1)},
    {"category": [], "tag": ""},
    {"category": "Letters", "tag": "c++", "author": "Ali", "language": "de", "path": "letters/*", "from": "2026-01-01"},
    {
        "not_category": "Notes",
        "not_tag": ["static", "x"],
        "not_author": "Jane",
        "not_language": "en",
        "not_path": "notes/*",
    },
    {"not_category": [], "not_tag": "", "not_language": ["xx"], "not_path": ["2026/*", "LETTERS/*"]},
    {"category": "Letters", "not_tag": "y"},
]
HOLDS_NOT = [
    {"category": "Notes"},
    {"category": "Letter"},
    {"tag": "static"},
    {"tag": "static-site"},
    {"tag": ["x", "y"]},
    {"author": "Jane"},
    {"author": "Doe"},
    {"language": "en"},
    {"language": "de-DE"},
    {"language": "d"},
    {"language": "at"},
    {"path": "notes/*"},
    {"path": "letters"},
    {"path": "a.md"},
    {"path": "2026/*"},
    {"path": "LETTERS/*"},
    {"from": "2026-06-16"},
    {"until": "2026-06-14"},
    {"category": "Letters", "tag": "y"},
    {"category": "Letters", "language": "en"},
    {"category": "Letters", "from": "2027-01-01"},
    {"tag": "c++", "path": "notes/*"},
    {"not_category": "letters"},
    {"not_category": ["Notes", "LETTERS"]},
    {"not_tag": "c++"},
    {"not_author": ["Ali", "Jane"]},
    {"not_language": "de"},
    {"not_path": "letters/*"},
    {"tag": "c++", "not_category": "Letters"},
    {"not_category": "Notes", "not_tag": ["x", "Static site"]},
]


@pytest.mark.parametrize("conditions", HOLDS, ids=repr)
def test_conditions_that_hold(conditions: dict[str, Any]) -> None:
    assert cta_names([{"kind": "pass-on", "name": "asked", **conditions}, {"kind": "pass-on"}]) == ["asked"]


@pytest.mark.parametrize("conditions", HOLDS_NOT, ids=repr)
def test_conditions_that_do_not_hold(conditions: dict[str, Any]) -> None:
    assert cta_names([{"kind": "pass-on", "name": "asked", **conditions}, {"kind": "pass-on"}]) == ["pass-on"]


@pytest.mark.parametrize(
    ("language", "asked", "expected"),
    [
        ("ja", "jp", ["asked"]),
        ("zh-TW", "zh-Hant", ["asked"]),
        ("zh-TW", "zh", ["asked"]),
        ("zh-CN", "cn", ["asked"]),
        ("zh-CN", "zh-Hant", []),
        ("ja", "", ["asked"]),
        ("xx", "", ["asked"]),
        ("xx", "xy", []),
    ],
)
def test_a_language_may_be_called_as_its_file_knows_it(language: str, asked: str, expected: list[str]) -> None:
    post = replace(POST, language=language)
    assert cta_names([{"kind": "pass-on", "name": "asked", "language": asked}], post=post) == expected


@pytest.mark.parametrize("written", ["de_AT", "de-AT", "DE_at"])
@pytest.mark.parametrize("language", ["de_AT", "de-AT", "de-at"])
def test_a_language_may_be_written_either_way(written: str, language: str) -> None:
    post = replace(POST, language=language)
    assert cta_names([{"kind": "pass-on", "name": "asked", "language": written}], post=post) == ["asked"]


def test_a_post_without_anything_meets_no_condition() -> None:
    post = Post(title="", address="https://blog.example/", language="en")
    for conditions in ({"category": "x"}, {"tag": "x"}, {"author": "x"}, {"path": "x"}, {"language": "de"}):
        assert cta_names([{"kind": "pass-on", **conditions}], post=post) == []


# Which one is chosen

ASKS = [
    {"kind": "read-next"},
    {"kind": "subscribe"},
    {"kind": "reply", "target": "mailto:me@example.org"},
    {"kind": "support", "target": "/gone/", "tag": "nobody"},
    {"kind": "pass-on"},
]


def gone(target: str) -> str | None:
    return None if target in ("/feeds/all.atom.xml", "/next.html", "/gone/") else target


CHOICES = [
    ({}, {}, {}, ["read-next"]),
    ({}, {}, {"following": None}, ["subscribe"]),
    ({}, {}, {"following": None, "feed": ""}, ["reply"]),
    ({}, {}, {"resolve": gone}, ["reply"]),
    ({"CTA_LIMIT": 2}, {}, {}, ["read-next", "subscribe"]),
    ({"CTA_LIMIT": 2}, {}, {"following": None}, ["subscribe", "reply"]),
    ({"CTA_LIMIT": 9}, {}, {}, ["read-next", "subscribe", "reply", "pass-on"]),
    ({}, {"nudge_cta": "off"}, {}, []),
    ({"CTA_LIMIT": 2}, {"nudge_cta": "off"}, {}, []),
    ({}, {"nudge_cta": "on"}, {}, ["read-next"]),
    ({}, {"nudge_cta": "reply"}, {}, ["reply"]),
    ({}, {"nudge_cta": "pass-on, reply"}, {}, ["pass-on", "reply"]),
    ({"CTA_LIMIT": 1}, {"nudge_cta": "reply, pass-on, read-next"}, {}, ["reply", "pass-on", "read-next"]),
    ({}, {"nudge_cta": "support"}, {}, ["support"]),
    ({}, {"nudge_cta": "support"}, {"resolve": gone}, []),
    ({}, {"nudge_cta": "subscribe, reply"}, {"feed": ""}, ["reply"]),
    ({}, {"nudge_cta": "A sentence of my own."}, {}, ["sentence"]),
    ({"CTA_LIMIT": 3}, {"nudge_cta": "A sentence of my own."}, {}, ["sentence"]),
    ({"CTAS": []}, {}, {}, []),
    ({"CTAS": []}, {"nudge_cta": "pass-on"}, {}, ["pass-on"]),
    ({"CTAS": []}, {"nudge_cta": "read-next"}, {}, ["read-next"]),
    ({"CTAS": []}, {"nudge_cta": "A sentence of my own."}, {}, ["sentence"]),
]


NONE = {"kind": "none", "tag": "c++"}
MAIL = {"kind": "reply", "target": "mailto:me@example.org"}
FIRST = "The first of SHARE_NUDGE_CTAS whose conditions all hold."
ENDED = "`none` in SHARE_NUDGE_CTAS is for this post: it gets no call to action."
ENDINGS: list[tuple[dict[str, Any], dict[str, str], list[str], str]] = [
    ({"CTAS": [NONE, MAIL]}, {}, [], ENDED),
    ({"CTAS": [NONE | {"name": "quiet"}, MAIL]}, {}, [], ENDED.replace("none", "quiet", 1)),
    ({"CTAS": [NONE | {"tag": "y"}, MAIL]}, {}, ["reply"], FIRST),
    ({"CTAS": [NONE | {"tag": "y"}, NONE | {"category": "Letters"}, MAIL]}, {}, [], ENDED),
    ({"CTAS": [MAIL, NONE]}, {}, ["reply"], FIRST),
    ({"CTAS": [MAIL, NONE, {"kind": "pass-on"}], "CTA_LIMIT": 2}, {}, ["reply"], FIRST.replace("first", "first 2")),
    ({"CTAS": [NONE, MAIL]}, {"nudge_cta": "reply"}, ["reply"], "The author chose by name"),
    ({"CTAS": [NONE, MAIL]}, {"nudge_cta": "Send it to Ilse."}, ["sentence"], "The author wrote it"),
    ({"CTAS": [NONE, MAIL]}, {"nudge_cta": "off"}, [], "The author wants none"),
]


@pytest.mark.parametrize(("given", "wishes", "expected", "why"), ENDINGS, ids=map(str, range(len(ENDINGS))))
def test_a_list_that_ends(given: dict[str, Any], wishes: dict[str, str], expected: list[str], why: str) -> None:
    config = Config.parse({f"SHARE_NUDGE_{name}": value for name, value in given.items()})
    around = Around(today=TODAY, phrases=phrases("en"))
    decision = choose_hooks(POST, read_wishes(wishes, config)[0], config, around)["cta"]
    assert [call.name for call in (decision.data.candidates if decision.data else ())] == expected
    assert decision.why.startswith(why)


BY_NAME = "The author chose by name: `nudge_cta` in the front matter."
IN_VAIN = "`pass-on` is passed over: it has no target, and the post no share bar, so there is nothing to press."
PASS_ON = {"kind": "pass-on"}
NO_BAR = {"NO_BAR": {"category": "Letters"}}
BOTH_OFF = {"nudge_share": "off", "nudge_email": "off"}
NOTHING_TO_PRESS: list[tuple[str, dict[str, Any], dict[str, str], list[str], str]] = [
    ("posts without a bar", NO_BAR, {}, [], IN_VAIN),
    ("the bar switched off", {}, {"nudge_bar": "off"}, [], IN_VAIN),
    ("its parts switched off", {}, BOTH_OFF, [], IN_VAIN),
    ("no networks", {"NETWORKS": []}, {}, [], IN_VAIN),
    ("no network that can be had", {"NETWORKS": ["copy"], "SCRIPT": False}, {}, [], IN_VAIN),
    ("asked for by name", NO_BAR, {"nudge_cta": "pass-on"}, [], IN_VAIN),
    ("its own words", {"NETWORKS": [], "CTAS": [PASS_ON | {"heading": "Who is it for?"}]}, {}, [], IN_VAIN),
    ("one behind it", {"NETWORKS": [], "CTAS": [PASS_ON, MAIL]}, {}, ["reply"], f"{FIRST} {IN_VAIN}"),
    ("none behind it", {"NETWORKS": [], "CTAS": [PASS_ON, NONE, MAIL]}, {}, [], IN_VAIN),
    ("one of two", {"NETWORKS": []}, {"nudge_cta": "pass-on, m"}, ["m"], f"{BY_NAME} {IN_VAIN}"),
    ("one before it", {"NETWORKS": [], "CTAS": [MAIL, PASS_ON]}, {}, ["reply"], FIRST),
    ("a target", {"NETWORKS": [], "CTAS": [PASS_ON | {"target": "#share"}]}, {}, ["pass-on"], FIRST),
    ("a sentence", NO_BAR, {"nudge_cta": "Tell Ilse."}, ["sentence"], "The author wrote it"),
    ("the forward alone", {}, {"nudge_share": "off"}, ["pass-on"], FIRST),
    ("no forward", {}, {"nudge_email": "off"}, ["pass-on"], FIRST),
    ("networks of its own", NO_BAR, {"nudge_share": "reddit"}, ["pass-on"], FIRST),
    ("the end of the list", {"NETWORKS": [], "CTAS": [NONE, PASS_ON]}, {}, [], ENDED),
    ("switched off", NO_BAR, {"nudge_cta": "off"}, [], "The author wants none"),
]


@pytest.mark.parametrize(
    ("given", "wishes", "expected", "why"),
    [case[1:] for case in NOTHING_TO_PRESS],
    ids=[c[0] for c in NOTHING_TO_PRESS],
)
def test_a_question_with_nothing_to_press(
    given: dict[str, Any], wishes: dict[str, str], expected: list[str], why: str
) -> None:
    ctas = {"CTAS": [PASS_ON, MAIL | {"name": "m", "tag": "y"}]}
    config = Config.parse({f"SHARE_NUDGE_{name}": value for name, value in (ctas | given).items()})
    read, problems = read_wishes(wishes, config)
    assert not problems
    decisions = choose_hooks(POST, read, config, Around(today=TODAY, phrases=phrases("en")))
    calls = decisions["cta"].data
    assert [call.name for call in (calls.resolved(str) if calls else ())] == expected
    assert decisions["cta"].why.startswith(why)
    assert ("passed over" in decisions["cta"].why) == ("passed over" in why)
    source = Source(path=POST.source, title="A", category="Letters", language="de", metadata=wishes)
    assert has_bar(make(source, read, config), config) == (decisions["bar"].data is not None)


def test_a_post_cannot_ask_for_the_end_of_the_list() -> None:
    config = Config.parse({"SHARE_NUDGE_CTAS": [NONE | {"name": "quiet"}]})
    (problem,) = read_wishes({"nudge_cta": "quiet"}, config)[1]
    assert problem.unknown_cta
    assert "`quiet`, " not in problem.message.partition("Write one of these")[2]


@pytest.mark.parametrize(
    ("metadata", "without"),
    [
        ({}, {"share", "email"}),
        ({"nudge_share": "off", "nudge_cta": "off"}, {"share", "email", "cta"}),
        ({"nudge_share": "reddit"}, set()),
        ({"nudge_share": "reddit", "nudge_email": "off"}, {"email"}),
    ],
)
def test_no_rule_misses_the_bar_of_a_post_that_shall_have_none(metadata: dict[str, str], without: set[str]) -> None:
    config = Config.parse({"SHARE_NUDGE_NO_BAR": {"category": "letters"}})
    source = Source(path="a.md", title="A", category="Letters", metadata=metadata)
    assert make(source, read_wishes(metadata, config)[0], config).without == without
    assert make(replace(source, category="Notes"), Wishes(), config).without == set()


def test_why_a_post_has_no_bar() -> None:
    config = Config.parse({"SHARE_NUDGE_NO_BAR": {"tag": "c++"}})
    decisions = choose_hooks(POST, Wishes(), config, Around(today=TODAY, phrases=phrases("en")))
    assert decisions["bar"].why == "SHARE_NUDGE_NO_BAR names posts of its tag."


@pytest.mark.parametrize(("given", "wishes", "around", "expected"), CHOICES, ids=map(str, range(len(CHOICES))))
def test_choices(given: dict[str, Any], wishes: dict[str, Any], around: dict[str, Any], expected: list[str]) -> None:
    values = {"CTAS": ASKS, **given}
    found = hooks(wishes=wishes, around=around, **values)
    assert [call.name for call in found.ctas] == expected


def test_without_a_setting_there_is_the_pass_it_on_call() -> None:
    (call,) = hooks(replace(POST, language="en")).ctas
    assert (call.kind, call.heading.text, call.address) == ("pass-on", "Who came to mind?", "")
    assert call.action.text == ""


def test_named_twice_is_there_once() -> None:
    assert [call.name for call in hooks(CTAS=ASKS, wishes={"nudge_cta": "reply, Reply"}).ctas] == ["reply"]


# Where it points

TARGETS = [
    ({"kind": "reply", "target": "mailto:me@example.org"}, "mailto:me@example.org"),
    ({"kind": "support", "target": "/support/"}, "/support/"),
    ({"kind": "contact", "target": "#comments"}, "#comments"),
    ({"kind": "subscribe"}, "/feeds/all.atom.xml"),
    ({"kind": "subscribe", "target": "/letters/"}, "/letters/"),
    ({"kind": "read-next"}, "/next.html"),
    ({"kind": "read-next", "target": "/start/", "action": "The beginning"}, "/start/"),
    ({"kind": "pass-on"}, ""),
    ({"kind": "pass-on", "target": "/how/"}, "/how/"),
]


@pytest.mark.parametrize(("cta", "address"), TARGETS, ids=repr)
def test_targets(cta: dict[str, Any], address: str) -> None:
    (call,) = hooks(CTAS=[cta]).ctas
    assert call.address == address
    assert bool(call.action.text) == bool(address)


def test_a_target_is_resolved() -> None:
    (call,) = hooks(
        CTAS=[{"kind": "support", "target": "{filename}x.md"}], around={"resolve": lambda _: "/x.html"}
    ).ctas
    assert call.address == "/x.html"


def test_a_pass_on_call_whose_target_is_gone_is_left_out() -> None:
    asks = [{"kind": "pass-on", "name": "first", "target": "/gone/"}, {"kind": "pass-on"}]
    assert cta_names(asks, around={"resolve": gone}) == ["pass-on"]


# In which words

SAYS = {"en": "Hello", "de": "Hallo"}
WORDS = [
    ("en", {"heading": "Hi"}, {}, Phrase("Hi", "en")),
    ("de-AT", {"heading": "Hi"}, {}, Phrase("Hi", "de-AT")),
    ("de-AT", {"heading": SAYS}, {}, Phrase("Hallo", "de")),
    ("fr", {"heading": SAYS}, {}, Phrase("Qu’en pensez-vous\u202f?", "fr")),
    ("jp", {"heading": SAYS}, {}, Phrase("どう思いましたか？", "ja")),
    ("zh-TW", {"heading": {**SAYS, "zh-Hans": "你好"}}, {}, Phrase("你怎麼看？", "zh-Hant")),
    ("zh-TW", {"heading": SAYS}, {"FORMAL": True}, Phrase("您怎麼看？", "zh-Hant")),
    ("cy", {"heading": SAYS}, {}, Phrase("Hello", "en")),
    ("cy", {"heading": SAYS}, {"TEXTS": {"cta.reply.heading": {"cy": "Helô"}}}, Phrase("Helô", "cy")),
    ("cy", {"heading": {"de": "Hallo"}}, {}, Phrase("What do you think?", "en")),
    ("de", {"heading": {"fr": "Salut"}}, {}, Phrase("Was meinst du?", "de")),
    ("de", {"heading": {"fr": "Salut"}}, {"FORMAL": True}, Phrase("Was meinen Sie?", "de")),
    ("de", {}, {"TEXTS": {"cta.reply.heading": "Sag was"}}, Phrase("Sag was", "de")),
    ("de", {"heading": "Hi"}, {"TEXTS": {"cta.reply.heading": "Sag was"}}, Phrase("Hi", "de")),
    ("de", {"heading": ""}, {}, Phrase("", "de")),
    ("cy", {}, {}, Phrase("What do you think?", "en")),
    ("de", {"heading": "On {title}: { }"}, {}, Phrase(f"On {POST.title}: {{ }}", "de")),
]


@pytest.mark.parametrize(("language", "own", "given", "expected"), WORDS, ids=map(str, range(len(WORDS))))
def test_words(language: str, own: dict[str, Any], given: dict[str, Any], expected: Phrase) -> None:
    cta = {"kind": "reply", "target": "/reply/", **own}
    (call,) = hooks(replace(POST, language=language), CTAS=[cta], **given).ctas
    assert call.heading == expected


def test_each_text_has_its_own_language() -> None:
    cta = {"kind": "reply", "target": "/r/", "heading": {"cy": "Helô"}, "action": {"de": "Los"}}
    (call,) = hooks(replace(POST, language="cy"), CTAS=[cta]).ctas
    assert [call.heading.language, call.text.language, call.action.language] == ["cy", "en", "en"]


def test_the_next_post_is_named() -> None:
    (call,) = hooks(CTAS=[{"kind": "read-next"}]).ctas
    assert call.action.text == NEXT.title
    (call,) = hooks(CTAS=[{"kind": "read-next", "heading": "After this: {next}", "action": {"de": "Los"}}]).ctas
    assert (call.heading.text, call.action.text) == (f"After this: {NEXT.title}", "Los")


def test_a_sentence_is_said_as_it_is() -> None:
    (call,) = hooks(wishes={"nudge_cta": "Send {next} to <her> & me."}).ctas
    assert call.heading == Phrase("Send {next} to <her> & me.", "de-AT")
    assert (call.kind, call.text.text, call.action.text, call.address) == ("pass-on", "", "", "")


# What is rendered

NASTY = st.lists(
    st.sampled_from(
        [*"\"'<>&%{}`=", "--><script>", "</div>", '" onclick="x', "javascript:alert(1)", "שלום", "{{ 7*7 }}", "a"]
    )
    | st.text(max_size=5),
    max_size=8,
).map("".join)
CLICKABLE = [*NETWORKS]
INSTANCES = {name: "norden.social" for name, network in NETWORKS.items() if network.needs == "instance"}


@pytest.mark.parametrize("look", RENDERERS)
@given(title=NASTY, label=NASTY, heading=NASTY, language=st.sampled_from(["en", "de", "ar", "xx", '"><b>']))
@settings(max_examples=20)
def test_blocks_hold_what_they_should_and_nothing_else(
    look: str, title: str, label: str, heading: str, language: str
) -> None:
    # What is meant as a placeholder and is none is an error of the settings.
    assume(not [*problems(f"{label}{{network}} {label}a", ("network",)), *problems(f"{heading} {title}", ("title",))])
    post = replace(
        POST, title=plain_text(title), text=clean(title), language=language, image="https://blog.example/a.png"
    )
    config = Config.parse(
        {
            "SHARE_NUDGE_NETWORKS": CLICKABLE,
            "SHARE_NUDGE_INSTANCES": INSTANCES,
            "SHARE_NUDGE_TEXTS": {
                "share.label": f"a{label}",
                "share.on": label + "{network}",
                "share.copied": f"{label}a",
            },
            "SHARE_NUDGE_CTAS": [{"kind": "support", "target": "/x?a=1&b='\"", "heading": heading, "action": title}],
        }
    )
    words = phrases(language, own=config.texts)
    found = resolved(post, Wishes(), config)
    bar = "".join(block.html for block in RENDERERS[look].bar(post, found, words))
    cta = "".join(block.html for block in RENDERERS[look].ctas(post, found, words))
    elements = list(html5lib.parseFragment(bar + cta, namespaceHTMLElements=False).iter())
    tags = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in elements[1:]}
    assert tags <= set("div p ul li a button span section strong svg path details summary".split())
    hrefs = [element.attrib["href"] for element in elements if element.tag == "a"]
    links = [link.address for link in found.links if link.kind not in SCRIPTED]
    assert hrefs[: len(links)] == links
    assert hrefs[len(links) :] in ([], ["/x?a=1&b='\""])
    assert {urlsplit(href).scheme for href in hrefs} <= {"https", "mailto", "sms", "threema", "viber", ""}
    names = {name for element in elements[1:] for name in element.attrib}
    assert names <= set(
        "class href rel lang dir aria-label aria-hidden data-proofer-ignore hidden data-passalong type data-address "
        "data-done data-nosnippet data-pagefind-ignore data-title "
        "data-text role title viewBox width height fill focusable d fill-rule".split()
    )
    copy = next(element for element in elements if element.tag == "button")
    assert copy.attrib["data-address"] == post.address


# Switches by name

QUOTABLE = '<p class="quotable">A sentence to pass on.</p>'


@pytest.mark.parametrize("hook", sorted(all_hooks()))
def test_each_hook_can_be_switched_off_by_its_name(hook: str) -> None:
    wishes, problems = read_wishes({f"nudge_{hook}": "off"}, Config())
    asks = (Cta(kind="reply", target="/reply/"),)
    config = Config(where=("articles", "feeds"), qr="print", licence="CC BY 4.0", ctas=asks)
    post = replace(POST, content=QUOTABLE)
    decisions = choose_hooks(post, wishes, config, AROUND)
    assert not problems
    assert decisions[hook].data is None
    assert f"`nudge_{hook}: off`" in decisions[hook].why
    assert all(decision.data is not None for name, decision in decisions.items() if name not in (hook, "assets"))


@pytest.mark.parametrize("value", ["on", "yes", "maybe not"])
def test_a_switch_that_does_not_say_off(value: str) -> None:
    wishes, problems = read_wishes({"nudge_bar": value}, Config())
    assert (wishes.without, bool(problems)) == ((frozenset(), False) if value != "maybe not" else ({"bar"}, True))


def test_without_the_bar_a_post_offers_neither_links_nor_a_mail() -> None:
    wishes, _ = read_wishes({"nudge_bar": "off"}, Config())
    assert make(Source(path="a.md", title="A"), wishes, Config()).without == {"bar", "share", "email"}


PLACES = [
    ("bar", "after", ("after",)),
    ("bar", "before", ("before",)),
    ("bar", "both", ("before", "after")),
    ("bar", "theme", ("after",)),
    ("cta", "both", ("after",)),
    ("cta", "before", ("after",)),
    ("assets", "before", ("head",)),
    ("qr", "before", ("print",)),
    ("licence", "before", ("after",)),
]


@pytest.mark.parametrize(("hook", "placement", "expected"), PLACES)
def test_only_a_hook_that_can_stand_on_both_sides_follows_the_setting(
    hook: str, placement: str, expected: tuple[str, ...]
) -> None:
    assert slots_of(hook, placement) == expected
