"""`{site}` in a blog's own texts: the site's name, as plain text."""

from __future__ import annotations

from typing import Any

import pytest

from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.ctas import Cta
from pelican_share_nudge.settings.problems import ConfigError


def parse(name: str | None = "Rye & Co", **settings: Any) -> Config:
    given = {} if name is None else {"SITENAME": name}
    return Config.parse(given | {f"SHARE_NUDGE_{key}": value for key, value in settings.items()})


TEXTS = [
    ("Rye & Co", "{title} – {site}", "{title} – Rye & Co"),
    ("R&amp;D <b>blog</b>", "{site}: {title}", "R&D blog: {title}"),
    ("  Rye \n", "{site}", "Rye"),
    ("Rye", "{site} {site}", "Rye Rye"),
    ("Rye", {"en": "From {site}", "de": "Aus {title}"}, {"en": "From Rye", "de": "Aus {title}"}),
    # left alone
    ("Rye", "{title}", "{title}"),
    ("Rye", "site", "site"),
    ("{site}", "{site}", "{site}"),
    ("", "{title}", "{title}"),
]


@pytest.mark.parametrize(("name", "text", "expected"), TEXTS)
def test_texts(name: str, text: Any, expected: Any) -> None:
    assert parse(name, TEXTS={"email.subject": text}).texts == {"email.subject": expected}


def test_calls_to_action() -> None:
    row = {"kind": "pass-on", "heading": "Do you like {site}?", "text": {"en": "{site}", "de": "{title}"}, "action": ""}
    (cta, other) = parse("Rye", CTAS=[row, {"kind": "read-next", "action": "{next}"}]).ctas
    assert (cta.heading, cta.text, cta.action) == ("Do you like Rye?", {"en": "Rye", "de": "{title}"}, "")
    assert other == Cta(kind="read-next", name="read-next", action="{next}")


UNNAMED = [
    ({"NETWORK_TEXTS": {"x": "{title} via {site}"}}, "SHARE_NUDGE_NETWORK_TEXTS"),
    ({"TEXTS": {"email.sentence": "From {site}:"}}, "SHARE_NUDGE_TEXTS"),
    ({"TEXTS": {"cta.pass-on.heading": {"de": "{site}"}}}, "SHARE_NUDGE_TEXTS"),
    ({"CTAS": [{"kind": "pass-on", "text": "{site}"}]}, "SHARE_NUDGE_CTAS"),
]


@pytest.mark.parametrize("name", ["", "  ", "<b></b>"])
@pytest.mark.parametrize(("settings", "setting"), UNNAMED)
def test_a_site_without_a_name_cannot_be_named(name: str, settings: dict[str, Any], setting: str) -> None:
    with pytest.raises(ConfigError, match="found 1 problem") as raised:
        parse(name, **settings)
    assert f"  {setting}[" in str(raised.value)
    assert "the blog has no SITENAME" in str(raised.value)


@pytest.mark.parametrize("text", ["share.label", "share.copied", "share.on"])
def test_buttons_and_labels_do_not_name_it(text: str) -> None:
    with pytest.raises(ConfigError, match=r"there is no placeholder `\{site\}` here"):
        parse(TEXTS={text: "On {network} of {site}" if text == "share.on" else "Of {site}"})
