"""What is said to readers: every language file, and what happens where one is missing."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from pelican_share_nudge.locales import PLACEHOLDER, Phrase, available, direction, keys, match, phrases, pick

EVERY = sorted(available())
KINDS = "pass-on subscribe reply follow contact support read-next".split()


def file(language: str) -> dict[str, Any]:
    return tomllib.loads((files("pelican_share_nudge.locales") / f"{language}.toml").read_text(encoding="utf-8"))


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return found


def texts(language: str) -> dict[str, str]:
    table = file(language)
    return flat({key: value for key, value in table.items() if key not in ("formal", "reviewed")})


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def test_english_and_german_are_there() -> None:
    assert {"en", "de"} <= set(EVERY)


def test_english_says_everything() -> None:
    parts = [f"cta.{kind}.{part}" for kind in KINDS for part in ("heading", "text", "action")]
    share = [f"share.{part}" for part in ("label", "on", "by", "save", "email", "copy", "copied")]
    assert keys() == {*parts, *share, "email.subject", "email.sentence"}
    assert all(text.strip() for key, text in texts("en").items() if key != "cta.read-next.text")


def test_german_says_everything() -> None:
    assert set(texts("de")) == keys()


@pytest.mark.parametrize("language", EVERY)
def test_files_have_only_known_keys_and_placeholders(language: str) -> None:
    english, table = texts("en"), file(language)
    for found in (texts(language), flat(table.get("formal", {}))):
        assert set(found) <= set(english)
        for key, text in found.items():
            assert isinstance(text, str)
            assert placeholders(text) == placeholders(english[key])
            assert text == text.strip()
            assert "\n" not in text
            assert "  " not in text
    assert isinstance(table.get("reviewed", False), bool)


@pytest.mark.parametrize("language", EVERY)
def test_a_share_phrase_has_its_network_in_it(language: str) -> None:
    for key in ("share.on", "share.by", "share.save"):
        text = phrases(language)[key].text
        assert text.count("{network}") == 1


@pytest.mark.parametrize("formal", [False, True])
@pytest.mark.parametrize("language", [*EVERY, "xx", "de-AT", ""])
def test_every_phrase_is_there(language: str, formal: bool) -> None:
    found = phrases(language, formal=formal)
    assert set(found.texts) == keys()
    assert {phrase.language for phrase in found.texts.values()} <= {"en", match(language)}


def test_formal_german_has_no_du_left() -> None:
    words = {"du", "dir", "dich", "dein", "deine", "deinen"}
    for key, phrase in phrases("de", formal=True).texts.items():
        said = set(phrase.text.lower().replace("?", " ").replace(",", " ").replace(":", " ").replace(".", " ").split())
        assert not said & words, key


@pytest.mark.parametrize("key", ["cta.follow.text", "share.label", "cta.read-next.action"])
def test_formal_leaves_the_rest(key: str) -> None:
    assert phrases("de", formal=True)[key] == phrases("de")[key]


def test_formal_changes_nothing_in_english() -> None:
    assert phrases("en", formal=True).texts == phrases("en").texts


MATCHES = [
    ("en", "en"),
    ("EN", "en"),
    ("en-GB", "en"),
    ("en_US", "en"),
    ("de", "de"),
    ("de_AT", "de"),
    ("de-AT", "de"),
    ("De-aT", "de"),
    ("de-Latn-CH-1996", "de"),
    ("de_CH.UTF-8", "de"),
    ("deu", None),
    ("d", None),
    ("xx", None),
    ("", None),
    ("-", None),
    ("e", None),
    ("den", None),
    ("formal", None),
]


@pytest.mark.parametrize(("language", "expected"), MATCHES)
def test_match(language: str, expected: str | None) -> None:
    assert match(language) == expected


def test_a_missing_language_is_english_and_says_so() -> None:
    found = phrases("xx")
    assert found.language == "xx"
    assert found["share.label"] == Phrase("Pass this post on", "en")
    assert str(found["share.label"].within("xx")) == '<span lang="en" dir="ltr">Pass this post on</span>'


def test_one_missing_text_falls_back_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    import pelican_share_nudge.locales as module

    real = module._texts
    german = {key: text for key, text in real("de", formal=False).items() if key != "share.label"}
    monkeypatch.setattr(module, "_texts", lambda name, formal: german if name == "de" else real(name, formal=formal))
    found = phrases("de")
    assert found["share.label"] == Phrase("Pass this post on", "en")
    assert found["share.copy"] == Phrase("Link kopieren", "de")


# A blog's own texts

OWN = [
    ("de", {"share.label": "Weitersagen"}, Phrase("Weitersagen", "de")),
    ("de-AT", {"share.label": "Weitersagen"}, Phrase("Weitersagen", "de-AT")),
    ("de", {"share.label": {"de": "Weitersagen"}}, Phrase("Weitersagen", "de")),
    ("de_AT", {"share.label": {"de": "Weitersagen"}}, Phrase("Weitersagen", "de")),
    ("de-AT", {"share.label": {"de_AT": "Weitersagen"}}, Phrase("Weitersagen", "de_AT")),
    ("de_AT", {"share.label": {"DE-at": "Weitersagen", "de": "x"}}, Phrase("Weitersagen", "DE-at")),
    ("zh-Hant-TW", {"share.label": {"zh-Hant": "轉發", "zh": "转发"}}, Phrase("轉發", "zh-Hant")),
    ("fr", {"share.label": {"de": "Weitersagen", "en": "Spread it"}}, Phrase("Spread it", "en")),
    ("de", {"share.label": {"en": "Spread it"}}, Phrase("Spread it", "en")),
    ("de", {"share.label": {"fr": "Partager"}}, Phrase("Diesen Beitrag weitergeben", "de")),
    ("cy", {"share.label": {"de": "Weitersagen"}}, Phrase("Pass this post on", "en")),
    ("de", {"share.label": ""}, Phrase("", "de")),
    ("de", {"share.label": {"de": ""}}, Phrase("", "de")),
    ("de", {}, Phrase("Diesen Beitrag weitergeben", "de")),
]


@pytest.mark.parametrize(("language", "own", "expected"), OWN)
def test_own_texts(language: str, own: dict[str, Any], expected: Phrase) -> None:
    assert phrases(language, own=own)["share.label"] == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("a", "de", Phrase("a", "de")),
        ({"de": "a"}, "de", Phrase("a", "de")),
        ({"de": "a"}, "fr", None),
        ({}, "de", None),
    ],
)
def test_pick(text: Any, language: str, expected: Phrase | None) -> None:
    assert pick(text, language) == expected


# Phrases


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("Share on {network}", {"network": "X"}, "Share on X"),
        ("{title}", {"title": "{network} {title}"}, "{network} {title}"),
        ("{unknown} {}", {"title": "x"}, "{unknown} {}"),
        ("{title} {title}", {"title": "x"}, "x x"),
        ("{ title }", {"title": "x"}, "{ title }"),
        (r"{title}", {"title": r"\1 \g<0>"}, r"\1 \g<0>"),
        ("100% {title}", {"title": "%s"}, "100% %s"),
        ("{title.__class__}", {"title": "x"}, "{title.__class__}"),
    ],
)
def test_fill(text: str, values: dict[str, str], expected: str) -> None:
    assert Phrase(text, "en").fill(**values) == Phrase(expected, "en")


@pytest.mark.parametrize(
    ("phrase", "around", "expected"),
    [
        (Phrase("a", "en"), "en", "a"),
        (Phrase("a", "en"), "de", '<span lang="en" dir="ltr">a</span>'),
        (Phrase("a", "en"), "ar", '<span lang="en" dir="ltr">a</span>'),
        (Phrase("שלום", "he"), "en", '<span lang="he" dir="rtl">שלום</span>'),
        (Phrase("", "en"), "de", ""),
        (Phrase("<b>&\"'", "en"), "en", "&lt;b&gt;&amp;&#34;&#39;"),
        (Phrase("<b>", "en"), "de", '<span lang="en" dir="ltr">&lt;b&gt;</span>'),
        (Phrase("a", '"><b>'), "de", '<span lang="&#34;&gt;&lt;b&gt;" dir="ltr">a</span>'),
    ],
)
def test_within(phrase: Phrase, around: str, expected: str) -> None:
    assert str(phrase.within(around)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        *(
            (tag, "rtl")
            for tag in ("ar", "AR", "ar-EG", "he_IL", "iw", "fa", "fa_IR", "ur", "yi", "pa-Arab", "az_Arab_IR")
        ),
        *((tag, "ltr") for tag in ("en", "de", "", "pa", "pa-Guru", "az", "zh-TW", "jp", "arn", "hei", "ku", "ff")),
    ],
)
def test_direction(language: str, expected: str) -> None:
    assert direction(language) == expected
