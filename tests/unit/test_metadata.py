"""The front matter of one post: `nudge…` keys, what they mean, and what is said when they mean nothing."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_share_nudge.hooks import all_hooks
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import KEYS, NO_WISHES, Wishes, read_wishes

CONFIG = Config.parse(
    {
        "SHARE_NUDGE_CTAS": [
            {"kind": "subscribe", "name": "Newsletter", "target": "/letters/"},
            {"kind": "reply", "target": "mailto:me@example.org"},
        ],
        "SHARE_NUDGE_INSTANCES": {"lemmy": "feddit.org"},
        "SHARE_NUDGE_EXTRA_NETWORKS": [
            {"name": "intranet", "label": "Our Intranet!", "pattern": "https://in.example/?u={url}"}
        ],
    }
)


def numbered(rows: list[Any]) -> list[str]:
    return [f"{number} {row[0]}={row[1]!r}"[:60] for number, row in enumerate(rows)]


def read(metadata: dict[str, Any]) -> tuple[Wishes, tuple[str, ...]]:
    return read_wishes(metadata, CONFIG)


OFF = [False, "off", "Off", "OFF", "no", "false", "False", "none", "0", 0, " off ", ["off"]]
ON = [True, "on", "On", "yes", "true", "1", 1, " on "]

# What is not for us stays alone.
NOT_OURS = [
    {},
    {"title": "A title", "summary": "nudge: off"},
    {"Nud-ge": "off"},
    {"renudge": "off"},
    {"share_nudge": "off"},
    {"nudg": "off"},
]


@pytest.mark.parametrize("metadata", NOT_OURS, ids=repr)
def test_what_is_not_ours(metadata: dict[str, Any]) -> None:
    assert read(metadata) == (NO_WISHES, ())


@pytest.mark.parametrize("key", ["nudge", "Nudge", "NUDGE"])
@pytest.mark.parametrize("value", OFF, ids=repr)
def test_nudge_off(key: str, value: Any) -> None:
    assert read({key: value}) == (Wishes(nudge=False), ())


@pytest.mark.parametrize("value", ON, ids=repr)
def test_on_is_as_the_site_has_it(value: Any) -> None:
    for key in ("nudge", "nudge_share", "nudge_email", "nudge_cta"):
        assert read({key: value}) == (NO_WISHES, ())


@pytest.mark.parametrize("key", ["nudge_email", "nudge-email", "Nudge-Email", "NUDGE_EMAIL", "nudge-Email"])
def test_spellings_of_a_key(key: str) -> None:
    assert read({key: "off"}) == (Wishes(email=False), ())


GOOD = [
    ("nudge_share", "off", {"share": ()}),
    ("nudge_share", False, {"share": ()}),
    ("nudge_share", "mastodon", {"share": ("mastodon",)}),
    ("nudge_share", "mastodon, email", {"share": ("mastodon", "email")}),
    ("nudge_share", "Mastodon , E-mail,, Hacker News", {"share": ("mastodon", "email", "hackernews")}),
    ("nudge_share", "hacker-news", {"share": ("hackernews",)}),
    ("nudge_share", "HACKER_NEWS", {"share": ("hackernews",)}),
    ("nudge_share", "Copy link", {"share": ("copy",)}),
    ("nudge_share", "Menéame", {"share": ("meneame",)}),
    ("nudge_share", "Micro.blog, diaspora*", {"share": ("microblog", "diaspora")}),
    ("nudge_share", "x, X, x", {"share": ("x",)}),
    ("nudge_share", ["x", "bluesky"], {"share": ("x", "bluesky")}),
    ("nudge_share", ("x", "bluesky"), {"share": ("x", "bluesky")}),
    ("nudge_share", "x\nbluesky".split("\n"), {"share": ("x", "bluesky")}),
    ("nudge_share", "our intranet", {"share": ("intranet",)}),
    ("nudge_share", "x; bluesky", {"share": ("x", "bluesky")}),
    ("nudge_share", "mastodon email", {"share": ("mastodon", "email")}),
    ("nudge_share", "Hacker News mastodon copy link", {"share": ("hackernews", "mastodon", "copy")}),
    ("nudge_share", "mastodon, x and email", {"share": ("mastodon", "x", "email")}),
    ("nudge_share", "#mastodon #email", {"share": ("mastodon", "email")}),
    ("nudge_share", "x，bluesky", {"share": ("x", "bluesky")}),
    ("nudge_cta", "reply newsletter", {"cta": ("reply", "Newsletter")}),
    ("nudge_cta", "reply; newsletter", {"cta": ("reply", "Newsletter")}),
    ("nudge_cta", "Newsletter and reply", {"cta": ("Newsletter", "reply")}),
    ("nudge_cta", "pass on, read next", {"cta": ("pass-on", "read-next")}),
    ("nudge_cta", "Reply and pass it on", {"sentence": "Reply and pass it on"}),
    ("nudge_cta", "Reply and pass on!", {"sentence": "Reply and pass on!"}),
    ("nudge_share", "intranet", {"share": ("intranet",)}),
    ("nudge_share", "lemmy", {"share": ("lemmy",)}),
    ("nudge_share", "pinterest", {"share": ("pinterest",)}),
    ("nudge_share", "viber", {"share": ("viber",)}),
    ("nudge_licence", "CC BY 4.0", {"licence": "CC BY 4.0"}),
    ("nudge_licence", "cc-by-sa 3.0 de", {"licence": "CC BY-SA 3.0 DE"}),
    ("nudge_licence", '"MIT" # the code', {"licence": "MIT"}),
    ("nudge_licence", "https://creativecommons.org/licenses/by/4.0/", {"licence": "CC BY 4.0"}),
    ("nudge_licence", "off", {"licence": ""}),
    ("nudge_licence", "All rights reserved", {"licence": ""}),
    ("nudge_licence", "on", {}),
    ("license", "CC BY 4.0", {"licence": "CC BY 4.0"}),
    ("Licence", "CC BY 4.0", {"licence": "CC BY 4.0"}),
    ("license", '<a href="https://creativecommons.org/licenses/by/4.0/">CC</a>', {"licence": "CC BY 4.0"}),
    ("license", {"name": "CC", "url": "https://creativecommons.org/licenses/by/4.0/"}, {"licence": "CC BY 4.0"}),
    ("license", "off", {"licence": ""}),
    ("license", "All rights reserved", {"licence": ""}),
    ("license", "© Ada Example", {"licence": ""}),
    ("license", "Ask me first, please", {"licence": ""}),  # in words of their own
    ("license", ["See the", "footer"], {"licence": ""}),
    ("license", "", {}),
    ("license", None, {}),
    ("license_url", "https://creativecommons.org/licenses/by/4.0/", {}),  # of which nobody says what it means
    ("nudge_cta", "off", {"cta": ()}),
    ("nudge_cta", "none", {"cta": ()}),
    ("nudge_cta", False, {"cta": ()}),
    ("nudge_cta", "Newsletter", {"cta": ("Newsletter",)}),
    ("nudge_cta", "newsletter", {"cta": ("Newsletter",)}),
    ("nudge_cta", "reply, NEWSLETTER", {"cta": ("reply", "Newsletter")}),
    ("nudge_cta", ["reply", "newsletter"], {"cta": ("reply", "Newsletter")}),
    ("nudge_cta", "pass-on", {"cta": ("pass-on",)}),
    ("nudge_cta", "Read-Next", {"cta": ("read-next",)}),
    ("nudge_cta", "Send this to your sister.", {"sentence": "Send this to your sister."}),
    ("nudge_cta", "Send this to your sister", {"sentence": "Send this to your sister"}),
    ("nudge_cta", "Weitersagen!", {"sentence": "Weitersagen!"}),
    ("nudge_cta", "Why?", {"sentence": "Why?"}),
    ("nudge_cta", "Really, reply!", {"sentence": "Really, reply!"}),
    ("nudge_cta", "把它转发给朋友。", {"sentence": "把它转发给朋友。"}),
    ("nudge_cta", "友だちに送って！", {"sentence": "友だちに送って！"}),
    ("nudge_cta", "أرسلها إلى صديق", {"sentence": "أرسلها إلى صديق"}),
    ("nudge_cta", "لماذا؟", {"sentence": "لماذا؟"}),
    ("nudge_cta", "Off.", {"sentence": "Off."}),
    ("nudge_cta", "Say “hello.”", {"sentence": "Say “hello.”"}),
    ("nudge_text", "R&D is + fun, <really>", {"text": "R&D is + fun, <really>"}),
    ("nudge_text", "  two\nlines\u2028here ", {"text": "two lines here"}),
    ("nudge_text", "off", {"text": "off"}),
    ("nudge_text", "{title} on {site}: {text}", {"text": "{title} on {site}: {text}"}),
    ("nudge_text", "{ } {0} {} {id} f{arg} ${name} `{name}`", {"text": "{ } {0} {} {id} f{arg} ${name} `{name}`"}),
    ("nudge_text", "javascript:alert(1)", {"text": "javascript:alert(1)"}),
    ("nudge_text", 2026, {"text": "2026"}),
    ("nudge_text_mastodon", "Salt goes in last", {"texts": {"mastodon": "Salt goes in last"}}),
    ("Nudge-Text-Hacker-News", "{title} & <em>", {"texts": {"hackernews": "{title} & <em>"}}),
    ("nudge_text_e-mail", "off", {"texts": {"email": "off"}}),
    ("nudge_text_hacker news", " two\nlines ", {"texts": {"hackernews": "two lines"}}),
    ("nudge_text_sheet", "Read this", {"texts": {"sheet": "Read this"}}),
    ("nudge_handle_x", "@ada", {"handles": {"x": "@ada"}}),
    ("Nudge-Handle-Mastodon", "'@ada@norden.social'", {"handles": {"mastodon": "@ada@norden.social"}}),
    ("nudge_handle_x", "off", {"handles": {"x": ""}}),
    ("nudge_handle_bluesky", "ada.example", {"handles": {"bluesky": "ada.example"}}),
    ("nudge_hashtags", "off", {"hashtags": ()}),
    ("nudge_hashtags", False, {"hashtags": ()}),
    ("nudge_hashtags", "a, b", {"hashtags": ("a", "b")}),
    ("nudge_hashtags", "#a, #b", {"hashtags": ("a", "b")}),
    ("nudge_hashtags", "#a #b", {"hashtags": ("a", "b")}),
    ("nudge_hashtags", "a; #b", {"hashtags": ("a", "b")}),
    ("nudge_hashtags", "#a and #b", {"hashtags": ("a", "b")}),
    ("nudge_hashtags", "a, b, and c", {"hashtags": ("a", "b", "c")}),
    ("nudge_hashtags", "rock and roll, R&D", {"hashtags": ("rock and roll", "R&D")}),
    ("nudge_ignore", "dead-end; no-place, cta-missing", {"ignore": ("dead-end", "no-place", "cta-missing")}),
    ("nudge_hashtags", "static site, C++", {"hashtags": ("static site", "C++")}),
    ("nudge_hashtags", ["a", "#b"], {"hashtags": ("a", "b")}),
    ("nudge_url", "https://other.example/a%20b?x=1#y", {"url": "https://other.example/a%20b?x=1#y"}),
    ("nudge_url", "http://other.example", {"url": "http://other.example"}),
    ("nudge_url", " https://other.example/ ", {"url": "https://other.example/"}),
    ("nudge_image", "https://cdn.example/a.png", {"image": "https://cdn.example/a.png"}),
    ("nudge_image", "/images/a b.png", {"image": "/images/a b.png"}),
    ("nudge_image", "{static}/images/a.png", {"image": "{static}/images/a.png"}),
    ("nudge_image", "{attach}a.png", {"image": "{attach}a.png"}),
    ("nudge_image", "{photo}album/a.png", {"image": "{photo}album/a.png"}),
    ("nudge_image", "a.png", {"image": "a.png"}),
    ("nudge_image", "images/a b", {"image": "images/a b"}),
]


@pytest.mark.parametrize(("key", "value", "expected"), GOOD, ids=numbered(GOOD))
def test_good_values(key: str, value: Any, expected: dict[str, Any]) -> None:
    assert read({key: value}) == (Wishes(**expected), ())


BAD = [
    ("nudge", "", "Write `off` or `on`."),
    ("nudge", None, "Write `off` or `on`."),
    ("nudge_email", None, "Write `off` or `on`."),
    ("nudge_share", "", "Write names of networks"),
    ("nudge_share", None, "Write names of networks"),
    ("nudge_share", ",", "Write names of networks"),
    ("nudge_share", [], "Write names of networks"),
    ("nudge_share", "mastodn", "Did you mean `mastodon`?"),
    ("nudge_share", "x, mastodn", "`mastodn` is no network"),
    ("nudge_share", "x, mastdon, emial", "`mastodon`", "`email`"),
    ("nudge_share", "mastodon emial and blusky", "`email`", "`bluesky`"),
    ("nudge_share", "pocket, twitter, wallabag", "`instapaper`", "`x`", "SHARE_NUDGE_INSTANCES"),
    ("nudge_share", "Foo Bar", "`foo bar` is no network"),
    ("nudge_cta", "newslettr, replie", "`newsletter`", "`reply`"),
    ("nudge_cta", "reply newslettr", "`newslettr`", "`newsletter`"),
    ("nudge_cta", "replie and newslettr", "`newsletter`"),
    ("nudge_hashtags", "python pelican", "Write `python, pelican` for 2 hashtags, or `PythonPelican` for one."),
    ("nudge_hashtags", "bread and salt", "`bread, salt`", "`BreadSalt`"),
    ("nudge_share", "pocket", "since 2025-07-08"),
    ("nudge_share", "Pocket", "Use `instapaper` instead"),
    ("nudge_share", "twitter", "Use `x` instead"),
    ("nudge_share", "Tencent Weibo", "Use `qzone` instead"),
    ("nudge_share", "wallabag", "SHARE_NUDGE_INSTANCES"),
    ("nudge_share", "javascript:alert(1)", "is no network"),
    ("nudge_cta", "", "Write one of these names: `Newsletter`, `reply`, `pass-on`, `read-next`; or `off`"),
    ("nudge_cta", None, "Write one of these names"),
    ("nudge_cta", "newslettr", "Did you mean `newsletter`?"),
    ("nudge_cta", "reply, newslettr", "No call to action is called `newslettr`"),
    ("nudge_cta", "donate", "No call to action is called `donate`"),
    ("nudge_text", "", "Write what to say"),
    ("nudge_text", "\x00\n", "Write what to say"),
    ("nudge_text", None, "Write what to say"),
    ("nudge_text_mastodon", "", "Write what to say"),
    ("nudge_text", "New: {titel}", "There is no placeholder `{titel}` here. Did you mean `{title}`?"),
    ("nudge_text", "{author}: a", "There is no placeholder `{author}` here. There are `{site}`, `{text}`, `{title}`."),
    ("nudge_text", "{{ title }}", "There is no placeholder `{{ title }}` here. Did you mean `{title}`?"),
    ("nudge_text_mastodon", "{url} {network}", "no placeholder `{url}` here", "There is no placeholder `{network}`"),
    ("nudge_text_mastodn", "x", "does nothing", "Did you mean `mastodon`?"),
    ("nudge_text_twitter", "x", "does nothing", "Use `x` instead"),
    ("nudge_text_facebook", "x", "Facebook takes no text"),
    ("nudge_text_intranet", "x", "Our Intranet! takes no text"),
    ("nudge_text_copy", "x", "Copy link takes no text"),
    ("nudge_text_", "x", "There is no such key. Did you mean `nudge_text`?"),
    ("nudge_handle_x", "", "Write an account"),
    ("nudge_handle_x", "@", "Write an account"),
    ("nudge_handle_x", "https://x.com/ada", "write `ada`"),
    ("nudge_handle_x", "ada@norden.social", "nobody on X"),
    ("nudge_handle_mastodon", "ada", "`ada@host.example`"),
    ("nudge_handle_facebook", "ada", "Facebook takes no account"),
    ("nudge_handle_mastodn", "ada", "Did you mean `mastodon`?"),
    ("nudge_url", "", "absolute address"),
    ("nudge_url", "javascript:alert(1)", "absolute address"),
    ("nudge_url", "JavaScript://x.example/%0aalert(1)", "absolute address"),
    ("nudge_url", "java\nscript:alert(1)", "absolute address"),
    ("nudge_url", "data:text/html,x", "absolute address"),
    ("nudge_url", "/a.html", "absolute address"),
    ("nudge_url", "a.html", "absolute address"),
    ("nudge_url", "www.example.org", "absolute address"),
    ("nudge_url", "//other.example/", "absolute address"),
    ("nudge_url", "https:///a", "absolute address"),
    ("nudge_url", "https://[::1", "absolute address"),
    ("nudge_url", True, "absolute address"),
    ("nudge_url", "mailto:me@example.org", "absolute address"),
    ("nudge_image", "", "Write an address"),
    ("nudge_image", "off", "Write an address"),
    ("nudge_image", "C:\\a.png", "Write an address"),
    ("nudge_image", "javascript:alert(1)", "Write an address"),
    ("nudge_image", "data:image/gif;base64,xx", "Write an address"),
    ("nudge_image", False, "Write an address"),
    ("nudge_share_", "x", "There is no such key. Did you mean `nudge_share`?"),
    ("nudge_shares", "x", "Did you mean `nudge_share`?"),
    ("nudge-mail", "off", "Did you mean `nudge_email`?"),
    ("nudge_hashtag", "a", "Did you mean `nudge_hashtags`?"),
    ("nudge_link", "https://x.example", "There is no such key."),
    ("Nudge CTA", "off", "Did you mean `nudge_cta`?"),
]


@pytest.mark.parametrize("row", BAD, ids=numbered(BAD))
def test_bad_values_are_one_line_and_change_nothing(row: tuple[Any, ...]) -> None:
    key, value, *said = row
    wishes, problems = read({key: value})
    assert wishes == NO_WISHES
    assert len(problems) == 1
    for part in said:
        assert part in problems[0].message
    assert key in problems[0].message
    assert problems[0].key == key
    unknown = "No call to action is called" in problems[0].message
    assert problems[0].unknown_cta is unknown
    assert "\n" not in problems[0].message


# What a YAML author's tools leave around a value, and what is left of it.
NOTATION = [
    ("nudge", '"off"', {"nudge": False}),
    ("nudge", "'off'", {"nudge": False}),
    ("nudge", "„off“", {"nudge": False}),
    ("nudge", "“Off”", {"nudge": False}),
    ("nudge", "‘no’", {"nudge": False}),
    ("nudge", "«off»", {"nudge": False}),
    ("nudge", "\"'off'\"", {"nudge": False}),
    ("nudge", "off # for the family", {"nudge": False}),
    ("nudge", '"off" # for the family', {"nudge": False}),
    ("nudge", "off #draft", {"nudge": False}),
    ("nudge", '["off"]', {"nudge": False}),
    ("nudge", '"on"', {}),
    ("nudge_email", "'off'", {"email": False}),
    ("nudge_share", '"off"', {"share": ()}),
    ("nudge_share", '["mastodon", "email"]', {"share": ("mastodon", "email")}),
    ("nudge_share", "'mastodon, email' # both", {"share": ("mastodon", "email")}),
    ("nudge_share", ["", "- mastodon", "- 'email'"], {"share": ("mastodon", "email")}),
    ("nudge_cta", "'newsletter'", {"cta": ("Newsletter",)}),
    ("nudge_cta", "newsletter # the long one", {"cta": ("Newsletter",)}),
    ("nudge_cta", '"off"', {"cta": ()}),
    ("nudge_cta", '"Who ties knots? Tell them."', {"sentence": "Who ties knots? Tell them."}),
    ("nudge_text", '"Four knots: one rope"', {"text": "Four knots: one rope"}),
    ("nudge_text", '"Four knots" # of twelve', {"text": "Four knots"}),
    ("nudge_text", r'"Say \"ahoy\""', {"text": 'Say "ahoy"'}),
    ("nudge_text", "'It''s a knot'", {"text": "It's a knot"}),
    ("nudge_text", "'It's a knot'", {"text": "It's a knot"}),
    ("nudge_text", ['"Four knots:', 'one rope"'], {"text": "Four knots: one rope"}),
    ("nudge_text", [">-", "Four knots:", "one rope"], {"text": "Four knots: one rope"}),
    ("nudge_hashtags", '["rope", "knots"]', {"hashtags": ("rope", "knots")}),
    ("nudge_hashtags", "'off'", {"hashtags": ()}),
    ("nudge_url", '"https://other.example/a"', {"url": "https://other.example/a"}),
    ("nudge_url", "https://other.example/a#b # first there", {"url": "https://other.example/a#b"}),
    ("nudge_image", "'/images/a.png'", {"image": "/images/a.png"}),
    ("nudge_ignore", '["dead-end", "no-place"]', {"ignore": ("dead-end", "no-place")}),
    ("nudge_ignore", "dead-end # on purpose", {"ignore": ("dead-end",)}),
]
WORDS = [
    ("nudge_text", '"Rope" and "knot"', {"text": '"Rope" and "knot"'}),
    ("nudge_text", "'Tis a rope, 'twas a knot", {"text": "'Tis a rope, 'twas a knot"}),
    ("nudge_text", "„Ahoi“, rief er", {"text": "„Ahoi“, rief er"}),
    ("nudge_text", '5" of rope', {"text": '5" of rope'}),
    ("nudge_text", "Knot # 5", {"text": "Knot # 5"}),
    ("nudge_text", "[Part 1] Knots [long]", {"text": "[Part 1] Knots [long]"}),
    ("nudge_text", "> a quotation", {"text": "> a quotation"}),
    ("nudge_hashtags", "#rope #knots", {"hashtags": ("rope", "knots")}),
]


@pytest.mark.parametrize(("key", "value", "expected"), NOTATION + WORDS, ids=numbered(NOTATION + WORDS))
def test_notation_is_no_part_of_a_value_and_words_are(key: str, value: Any, expected: dict[str, Any]) -> None:
    assert read({key: value}) == (Wishes(**expected), ())


DOUBTFUL = [
    ("nudge", "of", {"nudge": False}),
    ("nudge", "offf", {"nudge": False}),
    ("nudge", "false!", {"nudge": False}),
    ("nudge", "nein", {"nudge": False}),
    ("nudge", "draft", {"nudge": False}),
    ("nudge", "off, on", {"nudge": False}),
    ("nudge", "2", {"nudge": False}),
    ("nudge", '"offf"', {"nudge": False}),
    ("nudge_email", "me@example.org", {"email": False}),
    ("nudge_email", "of", {"email": False}),
    ("nudge_share", "offf", {"share": ()}),
    ("nudge_share", "Off!", {"share": ()}),
    ("nudge_cta", "offf", {"cta": ()}),
]


@pytest.mark.parametrize(("key", "value", "expected"), DOUBTFUL, ids=numbered(DOUBTFUL))
def test_a_doubtful_switch_is_off_and_said(key: str, value: str, expected: dict[str, Any]) -> None:
    wishes, (problem,) = read({key: value})
    assert wishes == Wishes(**expected)
    assert (problem.key, problem.unknown_cta) == (key, False)
    assert "is read as `off`" in problem.message
    assert "Write `off`" in problem.message


UNKNOWN_LICENCES = [
    ("nudge_licence", "CC BY", "Did you mean `CC BY 4.0`?"),
    ("nudge_licence", "CC BYE 4.0", "Did you mean `CC BY 4.0`?"),
    ("nudge_licence", "Ask me first, please", "Write one like `CC BY-SA 4.0`"),
    ("license", "CC BYE 4.0", "Did you mean `CC BY 4.0`?"),
    ("Licence", "CC BY-SA", "Did you mean `CC BY-SA 4.0`?"),
]


@pytest.mark.parametrize(("key", "value", "advice"), UNKNOWN_LICENCES)
def test_an_unknown_licence_is_none_and_said(key: str, value: str, advice: str) -> None:
    wishes, (problem,) = read({key: value})
    assert wishes == Wishes(licence="")
    assert (problem.key, problem.unknown_cta) == (key, False)
    assert f"`{key}: {value}` names no licence" in problem.message
    assert advice in problem.message


BOTH = {"license": "MIT", "nudge_licence": "CC BY 4.0"}


@pytest.mark.parametrize("keys", [list(BOTH), list(reversed(BOTH))])
def test_the_licence_for_readers_comes_before_that_of_others(keys: list[str]) -> None:
    assert read({key: BOTH[key] for key in keys})[0].licence == "CC BY 4.0"


# Markdown hands over the lines of a value that goes on in the next one as a list.
LINES = [
    ("nudge_text", ["A sentence that", "goes on here"], {"text": "A sentence that goes on here"}),
    (
        "nudge_cta",
        ["Send this to the friend", "you thought of."],
        {"sentence": "Send this to the friend you thought of."},
    ),
    ("nudge_share", ["x, bluesky", "mastodon"], {"share": ("x", "bluesky", "mastodon")}),
    ("nudge_hashtags", ["a, b", "c"], {"hashtags": ("a", "b", "c")}),
]


@pytest.mark.parametrize(("key", "value", "expected"), LINES, ids=numbered(LINES))
def test_values_of_several_lines(key: str, value: list[str], expected: dict[str, Any]) -> None:
    assert read({key: value}) == (Wishes(**expected), ())


@pytest.mark.parametrize("value", ["", None, "on", True], ids=repr)
def test_hashtags_that_say_nothing_leave_the_sites(value: Any) -> None:
    assert read({"nudge_hashtags": value})[0] == NO_WISHES


@pytest.mark.parametrize(
    "value", ["https://other.example/a b", "https://other.example/grüße", 'https://other.example/"<']
)
def test_an_address_is_quoted_or_refused(value: str) -> None:
    wishes, problems = read({"nudge_url": value})
    assert problems or (wishes.url.isascii() and " " not in wishes.url and '"' not in wishes.url)


@pytest.mark.parametrize("value", ["https://exa mple.org/", "https://example.org:port/"])
def test_a_host_that_is_none_is_refused(value: str) -> None:
    assert read({"nudge_url": value})[1]


def test_one_bad_value_leaves_the_others() -> None:
    wishes, problems = read(
        {
            "nudge_share": "mastodn",
            "nudge-email": "off",
            "Nudge_Text": "Say this",
            "nudge_url": "x",
            "nudge_cta": "reply",
        }
    )
    assert wishes == Wishes(email=False, text="Say this", cta=("reply",))
    assert len(problems) == 2


def test_a_call_to_action_of_ones_own_wins_over_a_built_in_name() -> None:
    config = Config.parse({"SHARE_NUDGE_CTAS": [{"kind": "pass-on", "name": "Pass-On", "heading": "Mine"}]})
    wishes, problems = read_wishes({"nudge_cta": "pass-on"}, config)
    assert (wishes.cta, problems) == (("Pass-On",), ())


def test_without_calls_to_action_the_built_in_ones_have_names() -> None:
    config = Config.parse({"SHARE_NUDGE_CTAS": []})
    assert read_wishes({"nudge_cta": "pass-on, read-next"}, config)[0].cta == ("pass-on", "read-next")


def test_the_table_for_readers_names_every_key() -> None:
    names = [row.metadata["key"] or row.name for row in fields(Wishes) if row.metadata]
    # `nudge_cta` and `nudge_licence` say which, too
    switches = [f"nudge_{name}" for name in sorted(all_hooks()) if name not in ("cta", "licence")]
    assert list(KEYS) == ["nudge", *(f"nudge_{name}" for name in names[1:]), *switches]
    for key in KEYS:
        assert not any("There is no such key" in problem.message for problem in read({key: "x"})[1])


class Hostile:
    def __str__(self) -> str:
        raise RuntimeError("no")


@pytest.mark.parametrize("key", [*KEYS, 5])
@pytest.mark.parametrize(
    "value", [Hostile(), [Hostile()], 10**5000, "x " * 5_000, "a,b;" * 5_000, {"a": [1]}], ids=range(6)
)
def test_what_no_reader_of_front_matter_should_give(key: Any, value: Any) -> None:
    wishes, problems = read({key: value})
    assert isinstance(wishes, Wishes)
    assert all(key in problem.message for problem in problems)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(), max_size=20),
    st.lists(st.text(st.characters(), max_size=8) | st.none(), max_size=3),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
)


@given(st.dictionaries(st.sampled_from([*KEYS, "nudge-X", "NUDGE_SHARE"]), VALUES, max_size=5))
@settings(max_examples=100)
def test_anything_gives_wishes_that_can_be_used(metadata: dict[str, Any]) -> None:
    wishes, problems = read(metadata)
    assert set(wishes.share or ()) <= set(CONFIG.known_networks)
    assert set(wishes.cta or ()) <= {"Newsletter", "reply", "pass-on", "read-next"}
    assert wishes.url == "" or wishes.url.lower().startswith(("http://", "https://"))
    assert not set(wishes.text + wishes.sentence) & set("\n\r\x00\u2028")
    said = "".join(problem.message for problem in problems)
    (wishes.text + wishes.sentence + wishes.url + wishes.image + said).encode()


def test_of_many_calls_to_action_eight_are_named() -> None:
    ctas = [{"kind": "contact", "name": f"contact-{number}", "target": "/contact/"} for number in range(20)]
    _, (problem,) = read_wishes({"nudge_cta": "donate"}, Config.parse({"SHARE_NUDGE_CTAS": ctas}))
    assert problem.message.count("contact-") == 8
