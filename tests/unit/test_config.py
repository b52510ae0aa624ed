"""Settings: what is accepted, and that every problem is said at once, with setting, value and what is allowed."""

from __future__ import annotations

import copy
import datetime
import pickle
import re
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_share_nudge.nearest import cut, nearest
from pelican_share_nudge.settings.cards import CardStyle
from pelican_share_nudge.settings.checks.ctas import is_safe_target
from pelican_share_nudge.settings.config import DEFAULT_NETWORKS, Config
from pelican_share_nudge.settings.ctas import Cta
from pelican_share_nudge.settings.problems import ConfigError, Problem
from pelican_share_nudge.settings.rows import setting_name

PROPERTY = settings(max_examples=80)
REPLY = {"kind": "reply", "target": "mailto:me@example.org"}
NETWORK = {"name": "intranet", "label": "Intranet", "pattern": "https://in.example/new?link={url}"}


def numbered(rows: list[Any]) -> list[str]:
    return [f"{number} {row[0]}={_written(row[1])}"[:60] for number, row in enumerate(rows)]


def _written(value: object) -> str:
    """Name a value the same in every process."""
    written = repr(value)
    return type(value).__name__ if isinstance(value, set) or " at 0x" in written else written


def parse(**given_values: Any) -> Config:
    return Config.parse({f"SHARE_NUDGE_{name}": value for name, value in given_values.items()})


def problems(**given_values: Any) -> list[tuple[str, object, str]]:
    with pytest.raises(ConfigError) as raised:
        parse(**given_values)
    for problem in raised.value.problems:
        assert f"  {problem.setting}{problem.path}" in str(raised.value)
        assert cut(problem.text, 2000) in str(raised.value)
        assert problem.hint in str(raised.value)
        assert str(problem).count("\n") == 1
    return [
        (problem.setting, problem.value, f"{problem.path} {problem.text} {problem.hint}")
        for problem in raised.value.problems
    ]


# Good values of each shape

GOOD = [
    ("NETWORKS", ["mastodon", "email"], ("mastodon", "email")),
    ("NETWORKS", ("mastodon", "email"), ("mastodon", "email")),
    ("NETWORKS", [], ()),
    ("NETWORKS", None, DEFAULT_NETWORKS),
    (
        "INSTANCES",
        {"mastodon": "norden.social", "lemmy": "feddit.org:8443"},
        {"mastodon": "norden.social", "lemmy": "feddit.org:8443"},
    ),
    ("INSTANCES", {}, {}),
    ("HANDLES", {"x": "@me", "mastodon": "me@norden.social"}, {"x": "@me", "mastodon": "me@norden.social"}),
    ("HANDLES", {"mastodon": "@me@norden.social"}, {"mastodon": "@me@norden.social"}),
    ("HANDLES", {"bluesky": "me.example", "telegram": "me"}, {"bluesky": "me.example", "telegram": "me"}),
    (
        "AUTHORS",
        {"Ada": {"x": "@ada", "mastodon": "@ada@norden.social"}, "Bo": {}},
        {"Ada": {"x": "@ada", "mastodon": "@ada@norden.social"}, "Bo": {}},
    ),
    ("HASHTAGS", 0, 0),
    ("HASHTAGS", 30, 30),
    ("CTAS", [], ()),
    ("CTAS", [{"kind": "pass-on"}], (Cta(kind="pass-on", name="pass-on"),)),
    ("CTAS", ({"kind": "pass-on"},), (Cta(kind="pass-on", name="pass-on"),)),
    ("CTAS", [{"kind": "none", "name": "none"}], (Cta(kind="none", name="none"),)),
    ("NO_BAR", {"category": "News", "tag": ["a", "b"]}, {"category": "News", "tag": ("a", "b")}),
    ("NO_BAR", {"language": ("de", "klingon"), "path": "x/*"}, {"language": ("de", "klingon"), "path": "x/*"}),
    ("CTA_LIMIT", 1, 1),
    ("CTA_LIMIT", 7, 7),
    ("PLACEMENT", "before", "before"),
    ("PLACEMENT", "theme", "theme"),
    ("SELECTOR", "main > .post-body:not(.x)", "main > .post-body:not(.x)"),
    ("SELECTOR", "[data-x='}']", "[data-x='}']"),
    ("SELECTOR", "", ""),
    ("WHERE", ["articles", "pages", "drafts", "feeds"], ("articles", "pages", "drafts", "feeds")),
    ("WHERE", (), ()),
    ("FORMAL", True, True),
    ("TEXTS", {"share.label": "Say it"}, {"share.label": "Say it"}),
    ("TEXTS", {"share.label": {"en": "Say it", "de-AT": "Sag’s"}}, {"share.label": {"en": "Say it", "de-AT": "Sag’s"}}),
    ("TEXTS", {"share.on": {"de": "{network} sagen"}}, {"share.on": {"de": "{network} sagen"}}),
    ("TEXTS", {"cta.pass-on.text": ""}, {"cta.pass-on.text": ""}),
    ("TEXTS", {"email.subject": "{title} { } {{ x }} {"}, {"email.subject": "{title} { } {{ x }} {"}),
    ("TEXTS", {"cta.read-next.action": "{next} after {title}"}, {"cta.read-next.action": "{next} after {title}"}),
    ("NETWORK_TEXTS", {"x": "{text} via {title}"}, {"x": "{text} via {title}"}),
    ("NETWORK_TEXTS", {"email": {"de": "Lies das"}, "sheet": "!"}, {"email": {"de": "Lies das"}, "sheet": "!"}),
    ("NETWORK_TEXTS", {"reddit": "{title} { }"}, {"reddit": "{title} { }"}),
    ("CAMPAIGN", "", ""),
    ("CAMPAIGN", "utm_source={network}&utm_medium=social", "utm_source={network}&utm_medium=social"),
    ("CAMPAIGN", "ref={network}", "ref={network}"),
    ("CAMPAIGN", {"x": "", "*": "a={slug}&b="}, {"x": "", "*": "a={slug}&b="}),
    ("LOOK", "minimal", "minimal"),
    ("CARDS", False, False),
    ("CARD_STYLE", {"paper": "#FBF5EA", "logo": "images/logo.svg"}, CardStyle(paper="#FBF5EA", logo="images/logo.svg")),
    ("CARD_STYLE", {}, CardStyle()),
    ("CARD_FONTS", ["Charter", "fonts/NotoSerifJP.otf"], ("Charter", "fonts/NotoSerifJP.otf")),
    ("STICKY", True, True),
    ("STYLESHEET", False, False),
    ("SCRIPT", False, False),
    ("EVENTS", True, True),
    ("QR", "print", "print"),
    ("QR", "block", "block"),
    ("QR", True, True),
    ("QR", False, False),
    ("LICENCE", "CC BY-SA 4.0", "CC BY-SA 4.0"),
    ("LICENCE", "cc-by-3.0-de", "cc-by-3.0-de"),
    ("LICENCE", "https://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by/4.0/"),
    ("LICENCE", "MIT", "MIT"),
    ("LICENCE", False, False),
    ("LICENCE", {"name": "Ours", "url": "/licence/"}, {"name": "Ours", "url": "/licence/"}),
    ("LICENCE", {"name": "Ours", "url": "https://a.example/"}, {"name": "Ours", "url": "https://a.example/"}),
]


@pytest.mark.parametrize(("name", "value", "expected"), GOOD, ids=numbered(GOOD))
def test_good_values(name: str, value: Any, expected: Any) -> None:
    before = copy.deepcopy(value)
    assert getattr(parse(**{name: value}), name.lower()) == expected
    assert value == before


def test_no_settings_are_the_defaults() -> None:
    assert Config.parse({}) == Config()
    assert (
        Config.parse({"SITEURL": "", "PLUGINS": ["share_nudge"], "SHARENUDGE": 1, "SHARE_POST": 2, "SHARED": 3})
        == Config()
    )
    assert Config().networks == DEFAULT_NETWORKS


def test_a_config_is_frozen_plain_data() -> None:
    config = parse(CTAS=[REPLY], EXTRA_NETWORKS=[NETWORK])
    assert pickle.loads(pickle.dumps(config)) == config
    with pytest.raises(AttributeError):
        config.networks = ()  # type: ignore[misc]


GOOD_CTAS = [
    ({"kind": "subscribe"}, {"kind": "subscribe", "name": "subscribe"}),
    ({"kind": "read-next"}, {"name": "read-next"}),
    ({**REPLY, "name": "write"}, {"name": "write", "target": "mailto:me@example.org"}),
    ({**REPLY, "category": "Letters"}, {"category": "Letters"}),
    ({**REPLY, "category": ["Letters", "Notes"]}, {"category": ("Letters", "Notes")}),
    (
        {**REPLY, "tag": ("a", "b"), "author": ["c"], "language": "de", "path": ["x/*"]},
        {"tag": ("a", "b"), "path": ("x/*",)},
    ),
    ({"kind": "none", "tag": "obituary"}, {"kind": "none", "name": "none"}),
    ({**REPLY, "not_tag": "a", "not_path": ["x/*"]}, {"not_tag": "a", "not_path": ("x/*",)}),
    ({**REPLY, "from": "2026-01-02"}, {"from_": datetime.date(2026, 1, 2)}),
    ({**REPLY, "from": datetime.date(2026, 1, 2)}, {"from_": datetime.date(2026, 1, 2)}),
    ({**REPLY, "from": "2026-01-02", "until": datetime.date(2026, 1, 2)}, {"until": datetime.date(2026, 1, 2)}),
    ({**REPLY, "heading": "Hi", "text": {"de": "Hallo"}}, {"heading": "Hi", "text": {"de": "Hallo"}}),
    ({**REPLY, "action": ""}, {"action": ""}),
    ({"kind": "support", "target": "https://example.org/"}, {"target": "https://example.org/"}),
    ({"kind": "support", "target": "{filename}/pages/support.md"}, {}),
    ({"kind": "support", "target": "|filename|/pages/support.md"}, {}),
    ({"kind": "support", "target": "#comments"}, {}),
    ({"kind": "support", "target": "/support/#now"}, {}),
    ({"kind": "support", "target": "tel:+4930123456"}, {}),
]


@pytest.mark.parametrize(("table", "expected"), GOOD_CTAS, ids=numbered(GOOD_CTAS))
def test_good_ctas(table: dict[str, Any], expected: dict[str, Any]) -> None:
    before = copy.deepcopy(table)
    (cta,) = parse(CTAS=[table]).ctas
    assert {name: getattr(cta, name) for name in expected} == expected
    assert table == before


def test_a_cta_without_name_is_called_like_its_kind() -> None:
    ctas = parse(CTAS=[{"kind": "pass-on"}, REPLY, {**REPLY, "name": "second"}]).ctas
    assert [cta.name for cta in ctas] == ["pass-on", "reply", "second"]


def test_networks_of_ones_own() -> None:
    config = parse(EXTRA_NETWORKS=[NETWORK, {**NETWORK, "name": "x", "label": "My X"}], NETWORKS=["intranet", "x"])
    assert config.known_networks["intranet"].label == "Intranet"
    assert config.known_networks["x"].label == "My X"
    assert config.known_networks["mastodon"].label == "Mastodon"


def test_a_dead_network_may_be_ones_own() -> None:
    assert "pocket" in parse(EXTRA_NETWORKS=[{**NETWORK, "name": "pocket"}], NETWORKS=["pocket"]).networks


# Each bad value by itself

BAD = [
    # wrong types
    ("NETWORKS", "mastodon", "a list", "a text", '["mastodon", "bluesky", "email", "copy"]'),
    ("NETWORKS", {"mastodon": 1}, "a list"),
    ("NETWORKS", 5, "a list", "a whole number"),
    ("NETWORKS", ["x", 5], "[1]", "a whole number"),
    ("NETWORKS", ["x", None], "[1]", "None"),
    ("EXTRA_NETWORKS", NETWORK, "a list"),
    ("EXTRA_NETWORKS", ["intranet"], "[0]", "a table"),
    ("EXTRA_NETWORKS", [{"name": "a", "label": "A"}], "[0]", "pattern"),
    ("EXTRA_NETWORKS", [{**NETWORK, "limit": "280"}], "[0]", "limit", "a whole number"),
    ("EXTRA_NETWORKS", [{**NETWORK, "counting": "bytes"}], "[0]", "counting", "bytes"),
    ("INSTANCES", "norden.social", "a table", "network → host name"),
    ("QR", "prnt", "`print`", "`block`", "Did you mean `print`?"),
    ("QR", 3, "True or False"),
    ("QR", "prnt", '`"print"`, which True means, too, `"block"` or False'),
    ("LICENCE", "CC BY", "Did you mean `CC BY 4.0`?"),
    ("LICENCE", "CC BY-ND-SA 4.0", "is no licence", "Did you mean `CC BY-NC-SA 4.0`?"),
    ("LICENCE", "Ask me", "Write one like `CC BY-SA 4.0` or `MIT`."),
    ("LICENCE", "", "is no licence"),
    ("LICENCE", "All rights reserved", "write False"),
    ("LICENCE", "CC BY 4.0 " * 500, "is no licence"),
    ("LICENCE", True, "Name the licence, or write False."),
    ("LICENCE", ["MIT"], "a text"),
    ("LICENCE", {"name": "Ours"}, '["url"]', "This key is missing"),
    ("LICENCE", {"url": "/licence/"}, '["name"]', "This key is missing"),
    ("LICENCE", {"name": "Ours", "url": "licence.html"}, '["url"]', "is no address"),
    ("LICENCE", {"name": "Ours", "url": "javascript:alert(1)"}, '["url"]', "is no address"),
    ("LICENCE", {"name": " ", "url": "/licence/"}, '["name"]', "It is empty."),
    ("LICENCE", {"name": 5, "url": "/licence/"}, '["name"]', "a text"),
    ("LICENCE", {"name": "Ours", "url": "/a/", "adress": "/b/"}, '["adress"]', "There is no key `adress`."),
    ("INSTANCES", ["norden.social"], "a table"),
    ("INSTANCES", {"mastodon": ["norden.social"]}, "a text", "a list"),
    ("HANDLES", "me", "a table"),
    ("HANDLES", {"x": 5}, "a text", "a whole number"),
    ("AUTHORS", {"Ada": "@ada"}, '["Ada"]', "a table"),
    ("AUTHORS", {"Ada": {"x": 5}}, '["Ada"]["x"]', "a text"),
    ("AUTHORS", {"Ada": {"twiter": "ada"}}, '["Ada"]["twiter"]', "`twiter` is no network"),
    ("AUTHORS", {"Ada": {"mastodon": "ada"}}, "`ada@host.example`"),
    ("AUTHORS", {"Ada": {"x": "https://x.com/ada"}}, "write `ada`"),
    ("AUTHORS", {"Ada": {"x": ""}}, "is no account"),
    ("HASHTAGS", "3", "a whole number", "a text", "a whole number"),
    ("HASHTAGS", 2.5, "a whole number"),
    ("HASHTAGS", True, "a whole number", "this is True"),
    ("HASHTAGS", [3], "a whole number", "a list"),
    ("CTAS", REPLY, "a list", "a list of tables with `kind`"),
    ("CTAS", "reply", "a list"),
    ("CTAS", ["reply"], "[0]", "a table"),
    ("CTAS", [REPLY, 5], "[1]", "a table"),
    ("CTA_LIMIT", "1", "a whole number"),
    ("CTA_LIMIT", False, "a whole number", "this is False"),
    ("PLACEMENT", "afterwards", "afterwards", "`after`, `before`, `both` or `theme`"),
    ("PLACEMENT", "After", "`after`"),
    ("PLACEMENT", ["after"], "`after`"),
    ("SELECTOR", ["main"], "a text", "a list"),
    ("SELECTOR", 5, "a text"),
    ("WHERE", "articles", "a list"),
    ("WHERE", ["articles", "page"], "[1]", "page", "`articles`, `pages`, `drafts`, `feeds`"),
    ("FORMAL", "yes", "True or False", "True or False"),
    ("FORMAL", 1, "True or False"),
    ("TEXTS", "share.label", "a table"),
    ("TEXTS", {"share.label": 5}, "a text"),
    ("TEXTS", {"share.label": {"de": None}}, "a text"),
    ("TEXTS", {"share.label": ["a"]}, "a list"),
    ("STYLESHEET", "passalong.css", "True or False", "True or False"),
    ("SCRIPT", 0, "True or False"),
    ("EVENTS", "plausible", "True or False"),
    # networks
    ("NETWORKS", ["mastodn"], "`mastodn`", "Did you mean `mastodon`?", "share-nudge networks"),
    ("NETWORKS", ["Facebook"], "Did you mean `facebook`?"),
    ("NETWORKS", ["e-mail"], "Did you mean `email`?"),
    ("NETWORKS", ["zzzzzz"], "`zzzzzz` is no network."),
    ("NETWORKS", [""], "`` is no network."),
    ("NETWORKS", ["pocket"], "Pocket", "2025-07-08", "`instapaper`"),
    ("NETWORKS", ["twitter"], "Twitter", "2023-07", "`x`"),
    ("NETWORKS", ["googleplus"], "Google+", "2019-04", "`mastodon`"),
    ("NETWORKS", ["lemmy"], "`lemmy`", "SHARE_NUDGE_INSTANCES", "'lemmy': 'host.example'"),
    ("INSTANCES", {"mastodn": "norden.social"}, "Did you mean `mastodon`?"),
    ("INSTANCES", {"pocket": "norden.social"}, "2025-07-08"),
    ("HANDLES", {"twitter": "me"}, "`x`"),
    ("HANDLES", {"bluesk": "me"}, "Did you mean `bluesky`?"),
    # hosts
    ("INSTANCES", {"mastodon": "https://norden.social"}, "`https://norden.social`", "host name", "`norden.social`"),
    ("INSTANCES", {"mastodon": "norden.social/"}, "host name"),
    ("INSTANCES", {"mastodon": "norden.social/share"}, "host name"),
    ("INSTANCES", {"mastodon": "me@norden.social"}, "host name"),
    ("INSTANCES", {"mastodon": "@norden.social"}, "host name"),
    ("INSTANCES", {"mastodon": ""}, "host name"),
    ("INSTANCES", {"mastodon": "norden social"}, "host name"),
    ("INSTANCES", {"mastodon": " norden.social"}, "host name"),
    ("INSTANCES", {"mastodon": "norden.social\n"}, "host name"),
    ("INSTANCES", {"mastodon": "norden.social?x"}, "host name"),
    ("INSTANCES", {"mastodon": "norden.social#x"}, "host name"),
    ("INSTANCES", {"mastodon": 'norden.social"><b>'}, "host name"),
    ("INSTANCES", {"mastodon": "norden.social\\x"}, "host name"),
    ("INSTANCES", {"mastodon": "norden.social:port"}, "host name"),
    ("INSTANCES", {"mastodon": "norden.social%20"}, "host name"),
    ("INSTANCES", {"mastodon": "{url}"}, "host name"),
    ("INSTANCES", {"mastodon": "nörden\u00a0social"}, "host name"),
    ("INSTANCES", {"mastodon": "[::1"}, "host name"),
    # numbers
    ("HASHTAGS", -1, "0"),
    ("CTA_LIMIT", 0, "At least 1", "SHARE_NUDGE_CTAS = []"),
    ("CTA_LIMIT", -3, "At least 1"),
    # selector
    ("SELECTOR", "main >", "no CSS selector"),
    ("SELECTOR", ".", "no CSS selector"),
    ("SELECTOR", "a:nonsense(1)", "no CSS selector"),
    ("SELECTOR", "[href", "no CSS selector"),
    ("SELECTOR", "<main>", "no CSS selector"),
    # texts
    ("TEXTS", {"share.lable": "x"}, "`share.lable`", "Did you mean `share.label`?"),
    ("TEXTS", {"formal.email.sentence": "x"}, "no text called"),
    ("TEXTS", {"zzz": "x"}, "There is no text called `zzz`."),
    ("TEXTS", {"share.label": ""}, "`share.label` is empty", "`Pass this post on`"),
    ("TEXTS", {"share.copy": {"en": "Copy", "de": " "}}, "`share.copy` is empty"),
    ("TEXTS", {"share.on": "Teilen"}, "`Teilen` lacks the place of the network", "`Share on {network}`"),
    ("TEXTS", {"share.by": {"de": "Mit {netz}"}}, "`share.by`", "`Mit {netz}` lacks the place"),
    (
        "TEXTS",
        {"share.on": "On {network}, {who}"},
        "`share.on`: there is no placeholder `{who}`",
        "There is `{network}`.",
    ),
    ("TEXTS", {"share.copied": "Copied {network}"}, "`{network}`", "Nothing is filled in here"),
    ("TEXTS", {"email.subject": "Read {titel}"}, "`{titel}`", "Did you mean `{title}`?"),
    ("TEXTS", {"email.subject": {"de": "Lies {Title}"}}, '["de"]', "Did you mean `{title}`?"),
    ("TEXTS", {"email.sentence": "From {site.name}:"}, "`{site.name}`", "Did you mean `{site}`?"),
    ("TEXTS", {"email.sentence": "On {{ title }}:"}, "`{{ title }}`", "Did you mean `{title}`?"),
    ("TEXTS", {"email.sentence": "On {titel.de}:"}, "`{titel.de}`", "Did you mean `{title}`?"),
    ("TEXTS", {"email.sentence": "From {author}:"}, "`{author}`", "There are `{site}`, `{title}`."),
    ("TEXTS", {"cta.read-next.action": "On with {nxt}"}, "`{nxt}`", "Did you mean `{next}`?"),
    ("TEXTS", {"cta.pass-on.heading": "{next}"}, "`{next}`", "`{title}`"),
    ("CTAS", [{"kind": "read-next", "action": "On with {nxt}"}], "`read-next`", "Did you mean `{next}`?"),
    ("CTAS", [{**REPLY, "text": {"fr": "Sur {titre}"}}], '["text"]["fr"]', "Did you mean `{title}`?"),
    ("CTAS", [{"kind": "read-next", "target": "/a/", "action": "{next}"}], "`{next}`"),
    ("CTAS", [{**REPLY, "target": "mailto:me@example.org?subject={titel}"}], "`{titel}`", "Did you mean `{title}`?"),
    ("CTAS", [{**REPLY, "target": "/talk/{id}/"}], "`{id}`", "`{language}`, `{slug}`, `{text}`, `{title}`, `{url}`"),
    ("CTAS", [{**REPLY, "target": "{title}"}], "`{title}` is no target"),
    ("CTAS", [{**REPLY, "target": "{fillename}/pages/a.md"}], "is no target"),
    ("CTAS", [{**REPLY, "target": "https://{title}.example/"}], "in the name of a host"),
    ("CTAS", [{**REPLY, "target": "mailto:me@example.org?body=a\nb"}], "is no target", "%0D%0A"),
    ("NETWORK_TEXTS", "{title}", "a table"),
    ("NETWORK_TEXTS", {"x": ["{title}"]}, '["x"]', "a text", "a list"),
    ("NETWORK_TEXTS", {"mastodn": "{title}"}, "Did you mean `mastodon`?"),
    ("NETWORK_TEXTS", {"twitter": "{title}"}, "`x`"),
    ("NETWORK_TEXTS", {"facebook": "{title}"}, "Facebook takes no text"),
    ("NETWORK_TEXTS", {"copy": "{title}"}, "Copy link takes no text"),
    ("NETWORK_TEXTS", {"x": ""}, '["x"]', "It is empty"),
    ("NETWORK_TEXTS", {"x": {"de": " "}}, '["x"]["de"]', "It is empty"),
    ("NETWORK_TEXTS", {"x": {"german": "{title}"}}, "Did you mean `de`?"),
    ("NETWORK_TEXTS", {"x": "{titel} via {site}"}, "`{titel}`", "Did you mean `{title}`?"),
    ("NETWORK_TEXTS", {"x": {"de": "{url}"}}, "`{url}`", "There are `{site}`, `{text}`, `{title}`."),
    ("CAMPAIGN", ["utm_source=a"], "a text or a table"),
    ("CAMPAIGN", 5, "a text or a table"),
    ("CAMPAIGN", {"x": 5}, '["x"]', "a text"),
    ("CAMPAIGN", {"mastodn": "a=b"}, "Did you mean `mastodon`?"),
    ("CAMPAIGN", {"pocket": "a=b"}, "2025-07-08"),
    ("CAMPAIGN", "?utm_source=x", "begins with `?`", "utm_source={network}"),
    ("CAMPAIGN", "&utm_source=x", "begins with `&`"),
    ("CAMPAIGN", "spring", "a name and a value"),
    ("CAMPAIGN", "a=b&", "a name and a value"),
    ("CAMPAIGN", "=b", "a name and a value"),
    ("CAMPAIGN", {"x": "a=b&c"}, '["x"]', "a name and a value"),
    ("CAMPAIGN", "https://blog.example/?a=b", "no row of parameters"),
    ("CAMPAIGN", "a=b#c", "no row of parameters"),
    ("CAMPAIGN", "a=b&a=c", "`a` stands in it twice"),
    ("CAMPAIGN", "{network}=1", "only stand in a value"),
    ("CAMPAIGN", "utm_source={netwrok}", "`{netwrok}`", "Did you mean `{network}`?"),
    ("CAMPAIGN", "utm_campaign={title}", "`{title}`", "There are `{kind}`, `{language}`, `{network}`, `{slug}`."),
    # looks
    ("LOOK", "butons", "`butons` is none of `brand`, `buttons`", "Did you mean `buttons`?"),
    ("LOOK", "", "is none of"),
    ("LOOK", 5, "a text"),
    ("STICKY", "yes", "True or False"),
    # cards
    ("CARDS", 1, "True or False or a text", "a whole number"),
    ("CARDS", ["letter"], "True or False or a text", "a list"),
    ("CARDS", "letter.typ", "without `.typ`", "like `letter`"),
    ("CARDS", "../letter", "A layout is named as its file is"),
    ("CARDS", "", "A layout is named as its file is"),
    ("CARD_STYLE", "#fff", "a table"),
    ("CARD_STYLE", {"papper": "#ffffff"}, "`papper`", "Did you mean `paper`?"),
    ("CARD_STYLE", {"ink": "black"}, '["ink"]', "`black` is no colour", "`#1b1d23`"),
    ("CARD_STYLE", {"accent": "#fff"}, '["accent"]', "`#fff` is no colour"),
    ("CARD_STYLE", {"logo": 5}, '["logo"]', "a text"),
    ("CARD_FONTS", "Charter", "a list", '["Charter"]'),
    ("CARD_FONTS", ["Charter", " "], "[1]", ".ttf, .otf or .ttc"),
    ("CARD_FONTS", [5], "[0]", "a whole number"),
    ("EXTRA_NETWORKS", [{**NETWORK, "colour": "red"}], "`intranet`: `red` is no colour", "`#1a73e8`"),
    ("EXTRA_NETWORKS", [{**NETWORK, "colour": "#fff"}], "`#fff` is no colour"),
    ("EXTRA_NETWORKS", [{**NETWORK, "colour": "#1a73e8;}"}], "is no colour"),
    # patterns
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "javascript:alert('{url}')"}], "`intranet`", "must begin with https:"),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "JavaScript:alert('{url}')"}], "must begin with https:"),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "java\nscript:alert('{url}')"}], "must begin with https:"),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": " javascript:alert('{url}')"}], "must begin with https:"),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "data:text/html,{url}"}], "must begin with https:"),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "/share?u={url}"}], "must begin with https:"),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "{url}"}], "must begin with https:"),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "{text}://x/{url}"}], "must begin with https:"),
    ("EXTRA_NETWORKS", [{**NETWORK, "instance_pattern": "javascript:alert('{url}')"}], "must begin with https:"),
    (
        "EXTRA_NETWORKS",
        [{**NETWORK, "pattern": "https://x.example/?u={ulr}&v={url}"}],
        "`{ulr}`",
        "Did you mean `url`?",
    ),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "https://x.example/?u={link}&m={message}"}], "`{link}`"),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "https://x.example/"}], "needs `{url}` or `{message}`"),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "https://x.example/?t={title}"}], "needs `{url}` or `{message}`"),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "https://x.example/?t={{url}}"}], "`intranet`"),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "https://x.example/?t={url!r}"}], "`intranet`"),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "https://x.example/?t={url:>9}"}], "`intranet`"),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "https://x.example/?t={url}&a={{b}}"}], "`intranet`"),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "https://x.example/a b?t={url}"}], "`intranet`"),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": ""}], "`intranet`"),
    ("EXTRA_NETWORKS", [{**NETWORK, "name": "In Tranet"}], "no name for a network"),
    ("EXTRA_NETWORKS", [{**NETWORK, "name": ""}], "no name for a network"),
    ("EXTRA_NETWORKS", [{**NETWORK, "name": 'a"b'}], "no name for a network"),
    ("EXTRA_NETWORKS", [NETWORK, {**NETWORK, "label": "Other"}], "intranet"),
    ("EXTRA_NETWORKS", [{**NETWORK, "patern": "x"}], "[0]", "`patern`", "Did you mean `pattern`?"),
    ("EXTRA_NETWORKS", [{**NETWORK, "takes_image": True}], "`takes_image`"),
    # calls to action
    ("CTAS", [{"kind": "contac", "target": "/"}], "[0]", "contac"),
    ("CTAS", [{"kind": "Reply", "target": "/"}], "[0]", "Reply"),
    ("CTAS", [{"target": "/"}], "[0]", "kind"),
    ("CTAS", [{**REPLY, "targt": "/"}], "[0]", "`targt`", "Did you mean `target`?"),
    ("CTAS", [{**REPLY, "from_": "2026-01-01"}], "`from_`", "Did you mean `from`?"),
    ("CTAS", [{**REPLY, "categories": "x"}], "Did you mean `category`?"),
    ("CTAS", [{**REPLY, 5: "x"}], "`5`"),
    ("CTAS", [{**REPLY, "from": "2026-13-01"}], "[0]", "from", "date"),
    ("CTAS", [{**REPLY, "until": "2026-02-30"}], "[0]", "until", "date"),
    ("CTAS", [{**REPLY, "until": "tomorrow"}], "until", "date"),
    ("CTAS", [{**REPLY, "until": "1.2.2026"}], "until", "date"),
    ("CTAS", [{**REPLY, "until": 20260101}], "until", "date"),
    ("CTAS", [{**REPLY, "category": 5}], "category"),
    ("CTAS", [{**REPLY, "category": ["a", 5]}], "category"),
    ("CTAS", [{**REPLY, "heading": ["a"]}], "heading"),
    ("CTAS", [{**REPLY, "target": None}], "target"),
    ("CTAS", [{**REPLY, "from": "2026-02-01", "until": "2026-01-31"}], "2026-01-31", "2026-02-01", "before it begins"),
    ("CTAS", [{"kind": "reply"}], "`reply`", "needs a `target`"),
    ("CTAS", [{"kind": "follow", "name": "fol"}], "`fol`", "needs a `target`"),
    ("CTAS", [{"kind": "contact"}], "needs a `target`"),
    ("CTAS", [{"kind": "support"}], "needs a `target`"),
    ("CTAS", [{"kind": "support", "target": ""}], "needs a `target`"),
    ("CTAS", [{"kind": "support", "target": "javascript:alert(1)"}], "`javascript:alert(1)` is no target"),
    ("CTAS", [{"kind": "pass-on", "target": "JavaScript:alert(1)"}], "is no target"),
    ("CTAS", [{"kind": "read-next", "target": "java\tscript:alert(1)"}], "is no target"),
    ("CTAS", [{"kind": "support", "target": " javascript:alert(1)"}], "is no target"),
    ("CTAS", [{"kind": "support", "target": "\x01javascript:alert(1)"}], "is no target"),
    ("CTAS", [{"kind": "support", "target": "data:text/html,x"}], "is no target"),
    ("CTAS", [{"kind": "support", "target": "vbscript:x"}], "is no target"),
    ("CTAS", [{"kind": "support", "target": "support.html"}], "is no target"),
    ("CTAS", [{"kind": "support", "target": "www.example.org"}], "is no target"),
    ("CTAS", [{"kind": "support", "target": "#"}], "is no target"),
    ("CTAS", [{"kind": "support", "target": "https://"}], "is no target"),
    ("CTAS", [{"kind": "support", "target": "me@example.org"}], "is no target"),
    ("CTAS", [{"kind": "support", "target": "https://[::1"}], "is no target"),
    ("CTAS", [REPLY, REPLY], "Two CTAs are called `reply`"),
    ("CTAS", [{**REPLY, "name": "A"}, {**REPLY, "name": "a"}], "Two CTAs are called `a`"),
    ("CTAS", [{**REPLY, "name": "reply to me"}], "no name for a CTA"),
    ("CTAS", [{**REPLY, "name": "a,b"}], "no name for a CTA"),
    ("CTAS", [{**REPLY, "name": "Off"}], "no name for a CTA"),
    ("CTAS", [{**REPLY, "name": "none"}], "no name for a CTA"),
    ("CTAS", [{**REPLY, "name": "yes"}], "no name for a CTA"),
    ("CTAS", [{**REPLY, "name": "none"}], '["name"]', '{"kind": "none"}'),
    ("CTAS", [{"kind": "none", "target": "/a/"}], '["kind"]', "asks for nothing"),
    ("CTAS", [{"kind": "none", "heading": "Hello"}], '["kind"]', "asks for nothing"),
    ("CTAS", [{"kind": "none", "action": "Go"}], "`none`: it asks for nothing: take `action` out."),
    (
        "CTAS",
        [{"kind": "none", "name": "quiet", "target": "/a/", "text": "a"}],
        "`quiet`: it",
        "`target` and `text` out.",
    ),
    ("CTAS", [{"kind": "non"}], "Did you mean `none`?"),
    ("CTAS", [{**REPLY, "not_categories": "x"}], "Did you mean `not_category`?"),
    ("CTAS", [{**REPLY, "not_language": "german"}], "Did you mean `de`?"),
    ("CTAS", [{**REPLY, "not_from": "2026-01-01"}], "There is no key `not_from`"),
    ("NO_BAR", "News", "a table"),
    ("NO_BAR", {"category": 5}, '["category"]', "a text or a list"),
    ("NO_BAR", {"categories": "News"}, "`categories` is none of", "Did you mean `category`?"),
    ("NO_BAR", {"not_tag": "News"}, "`not_tag` is none of", "Did you mean `tag`?"),
    ("NO_BAR", {"until": "2026-01-01"}, "`until` is none of"),
    ("NO_BAR", {"language": ["de", "german"]}, "Did you mean `de`?"),
    # misspelt settings
    ("NETWORK", ["x"], "There is no such setting.", "Did you mean `SHARE_NUDGE_NETWORKS`?"),
    ("CTA", [], "Did you mean `SHARE_NUDGE_CTAS`?"),
    ("PLACMENT", "after", "Did you mean `SHARE_NUDGE_PLACEMENT`?"),
    ("SELEKTOR", "", "Did you mean `SHARE_NUDGE_SELECTOR`?"),
    ("KNOWN_NETWORKS", [], "There is no such setting."),
]


LEAKED = re.compile(r"Expected|`(?:array|object|null|str|int|bool)`")  # the words of the library that converts


@pytest.mark.parametrize("row", BAD, ids=numbered(BAD))
def test_bad_values(row: tuple[Any, ...]) -> None:
    name, value, *said = row
    before = copy.deepcopy(value)
    found = problems(**{name: value})
    assert len(found) == 1, found
    setting, _, text = found[0]
    assert setting == f"SHARE_NUDGE_{name}"
    assert not LEAKED.search(re.sub("Its parser says: “.*?”", "", text))
    for part in said:
        assert part.lower() in text.lower()
    assert value == before


# What the blogger reads: where, and what to write instead. All of it in one run.

SAID = [
    ("LEVELS", {"dead-ends": "warn"}, '["dead-ends"]: `dead-end`', '["dead-ends"]: `warning`'),
    ("LEVELS", {"dead-end": None, 7: "info"}, '["dead-end"]: this is None', "[7]: The key must be a text"),
    ("INSTANCES", {"lemy": "https://feddit.org/c/x"}, '["lemy"]: `lemmy`', '["lemy"]: write `feddit.org`'),
    ("INSTANCES", {"mastodon": "@me@norden.social", "lemmy": 5}, "write `norden.social`", '["lemmy"]: a whole number'),
    ("INSTANCES", {"mastodon": "HTTP://norden.social:80?x#y"}, "write `norden.social:80`"),
    (
        "HANDLES",
        {"x": "https://x.com/me", "mastodn": 3},
        '["x"]: write `me`',
        '["mastodn"]: `mastodon`',
        "whole number",
    ),
    ("HANDLES", {"mastodon": "https://norden.social/@me"}, "write `me@norden.social`"),
    ("HANDLES", {"x": "my blog"}, "like `myblog`"),
    ("HANDLES", {"x": "me@norden.social"}, "`me@norden.social` is nobody on X"),
    ("HANDLES", {"x": "@"}, "`@` is no account"),
    (
        "HANDLES",
        {"mastodon": "nele"},
        "is somebody else on each instance: write the whole account, `nele@host.example`",
    ),
    ("HANDLES", {"mastodon": "@nele"}, "`nele@host.example`"),
    ("HANDLES", {"misskey": "nele"}, "`nele@host.example`"),
    ("HANDLES", {"bluesky": "nele"}, "`nele.bsky.social`"),
    ("HANDLES", {"bluesky": "https://bsky.app/profile/nele.example"}, "write `nele.example`"),
    ("HASHTAGS", " 12 ", "Write 12"),
    ("HASHTAGS", 4.0, "Write 4"),
    ("NETWORKS", "mastodon, email", 'Write ["mastodon", "email"].'),
    ("NETWORKS", "Mastodon; e-mail", 'Write ["mastodon", "email"].'),
    ("NETWORKS", "mastodn bluesky", 'Write ["mastodon", "bluesky"].'),
    ("NETWORKS", {"x", "email"}, "a set, which has no order"),
    ("NETWORKS", iter(["x"]), "a `list_iterator`"),
    ("NETWORKS", ["x", ["email"], None, 4], "[1]: a list", "[2]: None", "[3]: a whole number"),
    ("NETWORKS", ["x", "email", "x"], "[2]: named twice"),
    ("WHERE", "article pages", 'Write ["articles", "pages"].'),
    ("IGNORE", "dead-end", 'Write ["dead-end"].'),
    ("IGNORE", ["dead-ends", "cta-mising"], "[0]: `dead-end`", "[1]: `cta-missing`"),
    ("STICKY", "Yes", "Write True"),
    ("SCRIPT", "off", "Write False"),
    ("WARN", 0, "Write False"),
    ("LOOK", "ICON", "Did you mean `icons`?"),
    ("PLACEMENT", True, "One of `after`, `before`, `both`, `theme` is wanted, and this is True."),
    (
        "TEXTS",
        {"share.lable": 5, "share.on": {"de": 6}},
        '["share.lable"]: `share.label`',
        '["share.lable"]: whole',
        '["share.on"]["de"]: whole',
    ),
    ("TEXTS", {"share.label": {"germn": "x"}}, '["share.label"]["germn"]: Did you mean `de`?'),
    ("TEXTS", {"share.label": {"français": "x", "xx": "y"}}, '["français"]: `fr`', '["xx"]: like `en`'),
    ("CTAS", {"kind": "replie"}, "Put it between [ and ]", '["kind"]: `reply`'),
    ("CTAS", [{**REPLY, "until": "31.12.2026"}], '[0]["until"]: `2026-12-31`'),
    ("CTAS", [{**REPLY, "until": "2026/12/31"}], '[0]["until"]: `2026-12-31`'),
    ("CTAS", [{**REPLY, "until": "31 December 2026"}], '[0]["until"]: `2026-12-31`'),
    ("CTAS", [{**REPLY, "until": "3/4/2026"}], '[0]["until"]: `2026-03-04` or `2026-04-03`'),
    ("CTAS", [{**REPLY, "until": 20261231}], '[0]["until"]: `2026-12-31`'),
    (
        "CTAS",
        [REPLY, {"kind": "suport", "target": "javascript:x"}],
        '[1]["kind"]: `support`',
        '[1]["target"]: no target',
    ),
    ("CTAS", [{"knd": "reply", "target": "/x/"}], '[0]["knd"]: `kind`'),
    ("CTAS", [REPLY, {"target": 5, 8: 1}], '[1]["kind"]: missing', '[1]["target"]: whole number', "[1][8]: no key"),
    ("CTAS", [{**REPLY, "language": "german", "text": {"de": 1}}], '["language"]: `de`', '[0]["text"]["de"]: whole'),
    ("EXTRA_NETWORKS", [{"label": 5}], '[0]["name"]: missing', '[0]["pattern"]: missing', '[0]["label"]: whole number'),
    ("EXTRA_NETWORKS", [{**NETWORK, "limt": 3, "verified": "no"}], '["limt"]: `limit`', '["verified"]: Write False'),
    ("EXTRA_NETWORKS", [{**NETWORK, "Pattern": "x"}], '[0]["Pattern"]: Did you mean `pattern`?'),
    ("EXTRA_NETWORKS", [{**NETWORK, "pattern": "https://[x/{url}"}], '[0]["pattern"]: must begin with https:'),
    ("EXTRA_NETWORKS", [{**NETWORK, "limit": 0}], '[0]["limit"]: At least 1'),
]


@pytest.mark.parametrize("row", SAID, ids=numbered(SAID))
def test_what_is_said(row: tuple[Any, ...]) -> None:
    name, value, *said = row
    found = [text for _, _, text in problems(**{name: value})]
    assert len(found) == len(said)
    for path, part in map(split, said):
        assert any(text.partition(" ")[0].endswith(path) and part.lower() in text.lower() for text in found), (
            path,
            part,
            found,
        )
    for text in found:
        assert not LEAKED.search(text)
        assert f"For example: SHARE_NUDGE_{name} = " in text


def split(said: str) -> tuple[str, str]:
    path, colon, part = said.rpartition("]: ")
    return (path + "]", part) if colon else ("", said)


class Hostile:
    def __repr__(self) -> str:
        raise RuntimeError("no")


class Escaping:
    def __repr__(self) -> str:
        return "red \x1b[31m\n  ::error::"


UNPRINTABLE = [
    Hostile(),
    Escaping(),
    [Escaping()],
    "\x1b[31m\n",
    "\u202eabc",
    {"\x1b\n": "x"},
    [{"\x9b": 1}],
    "\ud800",
    10**5000,
]


@pytest.mark.parametrize("field", fields(Config), ids=lambda field: field.name)
@pytest.mark.parametrize("value", UNPRINTABLE, ids=range(len(UNPRINTABLE)))
def test_what_is_said_can_be_printed(field: Any, value: Any) -> None:
    text = said_about({setting_name(field.name): value})
    assert all(line.isprintable() for line in text.split("\n"))
    assert all(line.startswith("  ") for line in text.split("\n")[1:])
    text.encode()


def said_about(settings: dict[str, Any]) -> str:
    """Give what is said about settings; nothing when they are good."""
    try:
        Config.parse(settings)
    except ConfigError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("value", ["x" * 1_000_000, ["y" * 1_000_000], {"z" * 1_000_000: {"a" * 1_000_000: 1}}])
@pytest.mark.parametrize("field", fields(Config), ids=lambda field: field.name)
def test_of_a_huge_value_little_is_shown(field: Any, value: Any) -> None:
    assert len(said_about({setting_name(field.name): value})) < 4000


MISSPELT = [
    ("share_nudge_Networks", "SHARE_NUDGE_NETWORKS"),
    ("SHARENUDGE_LOOK", "SHARE_NUDGE_LOOK"),
    ("SHARE-NUDGE-CTA-LIMIT", "SHARE_NUDGE_CTA_LIMIT"),
    ("Share_Nudge_Instance", "SHARE_NUDGE_INSTANCES"),
    ("SHARE_NUGDE_NETWORKS", "SHARE_NUDGE_NETWORKS"),
    ("SHARE_NUDGES_LOOK", "SHARE_NUDGE_LOOK"),
    ("SHARE_NUDGE_SHARE_NUDGE_LOOK", "SHARE_NUDGE_LOOK"),
]


@pytest.mark.parametrize(("name", "meant"), MISSPELT)
def test_a_misspelt_setting_is_no_other_plugins(name: str, meant: str) -> None:
    with pytest.raises(ConfigError, match=f"{name} = 1\n.*Did you mean `{meant}`"):
        Config.parse({name: 1})


@pytest.mark.parametrize(
    "name", ["SHARE_POST_NETWORKS", "SHARE", "NUDGE_LOOK", "SOCIAL_NETWORKS", "SHARE_BUTTONS", "LOOK"]
)
def test_settings_of_others_are_left_alone(name: str) -> None:
    assert Config.parse({name: object()}) == Config()


GOOD_TAGS = ["en", "de_AT", "pt-BR", "zh-Hant", "jp", "cn", "eo", "gsw", "de_DE.UTF-8", "sr@latin"]


@pytest.mark.parametrize("tag", GOOD_TAGS)
def test_language_tags_as_blogs_write_them(tag: str) -> None:
    assert parse(TEXTS={"share.label": {tag: "x"}}, CTAS=[{**REPLY, "language": [tag], "text": {tag: "x"}}])


def test_a_language_may_be_called_as_the_blog_calls_it() -> None:
    texts = {"SHARE_NUDGE_TEXTS": {"share.label": {"english": "x", "klingon": "y"}}}
    assert Config.parse({"DEFAULT_LANG": "English", "I18N_SUBSITES": {"klingon": {}}, **texts})


@pytest.mark.parametrize(
    "query", ["t={url.x}", "t={url}&a={", "t={url}&a=}", "t={url[0]}", "t={0}&u={url}", "t={}&u={url}"]
)
def test_broken_patterns(query: str) -> None:
    found = problems(EXTRA_NETWORKS=[{**NETWORK, "pattern": f"https://x.example/?{query}"}])
    assert {setting for setting, _, _ in found} == {"SHARE_NUDGE_EXTRA_NETWORKS"}
    assert all("`intranet`" in text for _, _, text in found)


@pytest.mark.parametrize("field", fields(Config), ids=lambda field: field.name)
def test_a_wrong_type_is_answered_with_what_is_allowed(field: Any) -> None:
    (problem,) = problems(**{field.name.upper(): object()})
    assert problem[0] == setting_name(field.name) == f"SHARE_NUDGE_{field.name.upper()}"
    assert f"Allowed: {field.metadata['allowed']}" in problem[2]
    assert f"For example: {setting_name(field.name)} = {field.metadata['example']}" in problem[2]


@pytest.mark.parametrize("field", fields(Config), ids=lambda field: field.name)
def test_every_example_is_right(field: Any) -> None:
    value = eval(field.metadata["example"], {})
    extra = {"SHARE_NUDGE_INSTANCES": {"lemmy": "feddit.org"}} if field.name == "networks" else {}
    assert Config.parse({setting_name(field.name): value, **extra})
    assert field.metadata["meaning"].endswith(".")


def test_wrong_types_are_said_in_pythons_words() -> None:
    for name, value in (("NETWORKS", {}), ("CTAS", [[]]), ("INSTANCES", []), ("TEXTS", {"share.label": None})):
        (problem,) = problems(**{name: value})
        assert not re.search(r"`(array|object|null)`", problem[2])


@pytest.mark.parametrize(
    ("others", "part"),
    [
        ({"LOOK": "minimal"}, "nothing to show beside the content"),
        ({"PLACEMENT": "before"}, "`after` or `both`"),
        ({"SCRIPT": False}, "needs the script and the stylesheet"),
        ({"STYLESHEET": False}, "needs the script and the stylesheet"),
    ],
)
def test_a_bar_beside_the_content_needs_its_means(others: dict[str, Any], part: str) -> None:
    with pytest.raises(ConfigError, match=part):
        Config.parse({f"SHARE_NUDGE_{name}": value for name, value in {"STICKY": True, **others}.items()})


def test_events_need_the_script() -> None:
    with pytest.raises(ConfigError, match="take SHARE_NUDGE_SCRIPT out"):
        parse(EVENTS=True, SCRIPT=False)
    assert parse(EVENTS=False, SCRIPT=False)


def test_every_problem_is_said_at_once() -> None:
    found = problems(
        NETWORKS=["mastodn", "pocket", "lemmy", "x"],
        INSTANCES={"mastodon": "https://norden.social"},
        HASHTAGS="3",
        CTAS=[REPLY, {"kind": "nonsense"}, {**REPLY, "targt": "x", "nam": "y"}, {**REPLY, "from": "tomorrow"}],
        CTA_LIMIT=0,
        PLACEMENT="nowhere",
        SELECTOR=">",
        WHERE=["articles", "page", 5],
        TEXTS={"share.lable": "x", "zzz": "y"},
        EXTRA_NETWORKS=[{**NETWORK, "pattern": "javascript:{ulr}"}],
        FORMAL="no",
        NETWROKS=[],
    )
    counts = {name: sum(setting == f"SHARE_NUDGE_{name}" for setting, _, _ in found) for name in ("NETWORKS", "CTAS")}
    assert counts == {"NETWORKS": 3, "CTAS": 5}
    named = "NETWORKS INSTANCES HASHTAGS CTAS CTA_LIMIT PLACEMENT SELECTOR WHERE TEXTS EXTRA_NETWORKS FORMAL NETWROKS"
    assert {setting.removeprefix("SHARE_NUDGE_") for setting, _, _ in found} == set(named.split())
    assert len([text for setting, _, text in found if setting == "SHARE_NUDGE_WHERE"]) == 2
    assert len([text for setting, _, text in found if setting == "SHARE_NUDGE_TEXTS"]) == 2
    assert len([text for setting, _, text in found if setting == "SHARE_NUDGE_EXTRA_NETWORKS"]) == 3


def test_several_problems_of_one_call_to_action() -> None:
    texts = [text for _, _, text in problems(CTAS=[{"kind": "replay", "until": "never", "category": 5}])]
    assert len(texts) == 3


def test_a_broken_network_of_ones_own_is_one_problem() -> None:
    row = {"name": "intranet", "label": "Intranet", "patern": "https://in.example/new?link={url}"}
    found = problems(EXTRA_NETWORKS=[row], NETWORKS=["intranet"])
    assert [setting for setting, _, _ in found] == ["SHARE_NUDGE_EXTRA_NETWORKS"]


def test_the_message_counts_and_cuts() -> None:
    with pytest.raises(ConfigError) as raised:
        parse(NETWORKS=["mastodn"], SELECTOR="x" * 500 + ">")
    text = str(raised.value)
    assert text.startswith("share-nudge found 2 problems in the settings, and nothing was written.\n")
    assert "…" in text
    assert len(max(text.splitlines(), key=len)) < 400
    assert issubclass(ConfigError, ValueError)


def test_one_problem_is_no_problems() -> None:
    with pytest.raises(ConfigError, match="found 1 problem in the settings"):
        parse(HASHTAGS=-1)


@pytest.mark.parametrize("value", [datetime.datetime(2026, 1, 2), datetime.datetime(2026, 1, 2, 3, 4)])
def test_a_date_with_a_time_is_a_date_or_a_problem(value: datetime.datetime) -> None:
    try:
        (cta,) = parse(CTAS=[{**REPLY, "from": value}]).ctas
    except ConfigError:
        return
    assert type(cta.from_) is datetime.date


# Anything at all

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.binary(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | st.integers(), inner, max_size=3),
    max_leaves=6,
)
NAMES = [field.name.upper() for field in fields(Config)]


@given(st.dictionaries(st.sampled_from([*NAMES, "BOGUS"]), ANYTHING, max_size=4))
@PROPERTY
def test_anything_is_a_config_or_a_config_error(values: dict[str, Any]) -> None:
    before = copy.deepcopy(values)
    found: tuple[Problem, ...] = ()
    try:
        parse(**values)
    except ConfigError as error:
        found = error.problems or (Problem("no problems", "", ""),)
    assert {problem.setting.removeprefix("SHARE_NUDGE_") for problem in found} <= set(values)
    assert all(problem.text.strip() for problem in found)
    assert values == before


CTA_VALUES = ANYTHING | st.sampled_from(
    ["pass-on", "reply", "/x", "javascript:x", "2026-01-01", datetime.date(2026, 1, 1), "{filename}x.md", "#x"]
)


@given(st.lists(st.dictionaries(st.sampled_from([*Cta.__struct_encode_fields__, "bogus"]), CTA_VALUES), max_size=2))
@PROPERTY
def test_any_ctas(tables: list[dict[str, Any]]) -> None:
    try:
        config = parse(CTAS=tables)
    except ConfigError:
        return
    assert all(cta.target == "" or is_safe_target(cta.target) for cta in config.ctas)


@given(st.text(max_size=12))
@PROPERTY
def test_a_target_never_runs(rest: str) -> None:
    for scheme in (
        "javascript:",
        "JAVASCRIPT:",
        " javascript:",
        "java\nscript:",
        "\x00javascript:",
        "data:",
        "vbscript:",
    ):
        assert not is_safe_target(scheme + rest)


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("mastodn", ["mastodon", "x"], " Did you mean `mastodon`?"),
        ("zzz", ["mastodon", "x"], ""),
        ("", ["mastodon"], ""),
        ("x", [], ""),
    ],
)
def test_nearest(name: str, known: list[str], expected: str) -> None:
    assert nearest(name, known) == expected
