"""The table of networks, as data."""

from __future__ import annotations

import datetime
import re
import string
from urllib.parse import urlsplit

import pytest

from pelican_share_nudge.commands import main
from pelican_share_nudge.commands.networks import network_row
from pelican_share_nudge.pattern import IN_SHARE_LINKS
from pelican_share_nudge.settings.config import DEFAULT_NETWORKS
from pelican_share_nudge.tables.networks import DEAD_NETWORKS, NETWORKS, SCRIPTED, DeadNetwork, Network

ROWS = list(NETWORKS.values())
DEAD_ROWS = list(DEAD_NETWORKS.values())
LINKED = [network for network in ROWS if network.name not in {*SCRIPTED, "email"}]
every_network = pytest.mark.parametrize("network", ROWS, ids=lambda network: network.name)
every_linked = pytest.mark.parametrize("network", LINKED, ids=lambda network: network.name)
every_dead = pytest.mark.parametrize("dead", DEAD_ROWS, ids=lambda dead: dead.name)


def patterns(network: Network) -> list[str]:
    return [pattern for pattern in (network.pattern, network.instance_pattern) if pattern is not None]


def placeholders(pattern: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None]


def test_there_are_enough() -> None:
    assert len([network for network in LINKED if network.verified]) >= 36


def test_names_and_labels_are_unique() -> None:
    rows = [*ROWS, *DEAD_ROWS]
    names = [row.name for row in rows]
    labels = [re.sub(r"[\W_]", "", row.label.casefold()) for row in rows]
    assert len(set(names)) == len(names)
    assert len(set(labels)) == len(labels)


def test_no_label_is_another_networks_name() -> None:
    names = {re.sub(r"\W", "", name): name for name in NETWORKS}
    for network in ROWS:
        assert names.get(re.sub(r"[\W_]", "", network.label.casefold()), network.name) == network.name


@every_network
def test_names_fit_everywhere(network: Network) -> None:
    assert NETWORKS[network.name] is network
    assert re.fullmatch(r"[a-z][a-z0-9]*", network.name)
    assert network.label == network.label.strip() != ""


@every_linked
def test_patterns_can_be_filled(network: Network) -> None:
    for pattern in patterns(network):
        found = placeholders(pattern)
        assert set(found) <= IN_SHARE_LINKS
        assert {"url", "message"} & set(found)
        assert pattern.count("{") == pattern.count("}") == len(found)
        assert re.fullmatch(r"[!-~]+", pattern)
        assert "+" not in pattern


@every_linked
def test_patterns_are_addresses(network: Network) -> None:
    for pattern in patterns(network):
        parts = urlsplit(pattern)
        assert parts.scheme in ("https", "sms", "threema", "viber")
        assert parts.netloc or parts.scheme == "sms"
        query = re.split(r"[?#]", pattern, maxsplit=1)[1]
        names = [part.partition("=")[0] for part in query.split("&") if part]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[^=]+=[^=]*", part) for part in query.split("&") if part)


@every_linked
def test_needs_match_the_pattern(network: Network) -> None:
    assert (network.needs == "instance") == ("{instance}" in network.pattern)
    assert network.instance_pattern is None or "{instance}" in network.instance_pattern
    assert network.needs != "image" or network.takes_image
    assert network.takes_image == any("{image}" in pattern for pattern in patterns(network))
    assert network.limit is None or network.limit > 0
    assert not network.carries_hashtags or "{message}" in network.pattern
    assert network.address_length is None or network.limit is not None


@every_network
def test_sources_are_given(network: Network) -> None:
    assert network.source
    assert datetime.date.fromisoformat(network.checked)


@every_dead
def test_the_dead_are_dead(dead: DeadNetwork) -> None:
    assert DEAD_NETWORKS[dead.name] is dead
    assert dead.name not in NETWORKS
    assert dead.instead in NETWORKS
    assert NETWORKS[dead.instead].verified
    assert re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", dead.died)
    assert dead.label
    assert dead.source


def test_the_default_bar() -> None:
    expected = ("facebook", "x", "mastodon", "bluesky", "linkedin", "whatsapp", "email", "copy", "sheet")
    assert expected == DEFAULT_NETWORKS
    assert tuple(NETWORKS)[: len(expected)] == expected
    for name in expected:
        assert NETWORKS[name].verified
        assert NETWORKS[name].needs is None


def test_the_others_follow_by_name() -> None:
    others = list(NETWORKS)[len(DEFAULT_NETWORKS) :]
    assert others == sorted(others)
    assert list(DEAD_NETWORKS) == sorted(DEAD_NETWORKS)


# The command


def test_the_command_prints_every_network(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["networks"]) == 0
    printed = capsys.readouterr()
    lines = [re.split(r" {2,}", line) for line in printed.out.splitlines()]
    living = {line[0]: line for line in lines}
    for network in ROWS:
        assert [cell for cell in network_row(network) if cell] == living[network.name]
    for dead in DEAD_ROWS:
        assert living[dead.name] == [dead.name, dead.label, dead.died, dead.instead, dead.source]
    assert printed.err == ""
    assert not any(line.endswith(" ") for line in printed.out.splitlines())


@pytest.mark.parametrize("arguments", [["nonsense"], ["networks", "more"]])
def test_wrong_arguments_end_with_an_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: share-nudge" in capsys.readouterr().err
