"""Checks which networks a blog names, and its own ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pelican_share_nudge import pattern
from pelican_share_nudge.addresses import split
from pelican_share_nudge.nearest import cut, nearest
from pelican_share_nudge.settings.rows import Given, Settings, setting_name
from pelican_share_nudge.settings.values import Path, Wrong, listed, table
from pelican_share_nudge.tables.networks import DEAD_NETWORKS, NETWORKS, Network

SAFE_SCHEMES = frozenset("http https mailto sms tel".split())

_PATTERN = r"[!-~]+"
_COLOUR = r"#[0-9A-Fa-f]{6}"
_NETWORK_NAME = r"[a-z0-9-]+"


def unusable_network(name: str, known: Mapping[str, Network]) -> str:
    """Say why a name is no network that can be shown; empty when it is one."""
    if name in known:
        return ""
    if name in DEAD_NETWORKS:
        dead = DEAD_NETWORKS[name]
        return f"{dead.label}: its share address has not worked since {dead.died}. Use `{dead.instead}` instead."
    meant = nearest(name, (*known, *DEAD_NETWORKS))
    return f"`{cut(name)}` is no network.{meant} `share-nudge networks` lists them all."


def takes_no_text(network: Network) -> str:
    """Say why nothing can be said on a network; empty where something can."""
    return "" if network.takes_text else f"{network.label} takes no text, so nobody would read it."


def names_of_networks(settings: Settings) -> Iterable[str]:
    """List the names from which SHARE_NUDGE_NETWORKS chooses."""
    rows = settings.get(setting_name("extra_networks"))
    own = [row.get("name") for row in rows if isinstance(row, Mapping)] if isinstance(rows, list | tuple) else []
    return (*NETWORKS, *(found for found in own if isinstance(found, str)))


def check_networks(names: Sequence[Any], given: Given) -> Iterator[Wrong]:
    seen: set[str] = set()
    for position, name in listed(names):
        if text := unusable_network(name, given.networks):
            yield Wrong((position,), name, text)
        elif given.networks[name].needs == "instance" and name not in table(given.written.get("instances")):
            text = f"`{name}` needs your readers' instance: add SHARE_NUDGE_INSTANCES = {{'{name}': 'host.example'}}."
            yield Wrong((position,), name, text)
        elif name in seen:
            yield Wrong((position,), name, f"`{name}` is named twice: the bar would offer it twice.")
        seen.add(name)


def check_extra_networks(networks: Sequence[Any], given: Given) -> Iterator[Wrong]:
    for position, network in listed(networks):
        yield from _bad_network((position,), network)
    yield from named_twice(networks, "Two networks are called `{}`.")


def _bad_network(path: Path, network: Network) -> Iterator[Wrong]:
    if not re.fullmatch(_NETWORK_NAME, network.name):
        text = f"`{cut(network.name)}` is no name for a network: use a-z, 0-9 and `-`."
        yield Wrong((*path, "name"), network.name, text)
    if network.colour and not re.fullmatch(_COLOUR, network.colour):
        text = f"`{cut(network.name)}`: `{cut(network.colour)}` is no colour; write it like `#1a73e8`."
        yield Wrong((*path, "colour"), network.colour, text)
    if network.limit is not None and network.limit < 1:
        yield Wrong((*path, "limit"), network.limit, "At least 1. Leave it out where a text may have any length.")
    for key in ("pattern", "instance_pattern"):
        address = getattr(network, key)
        if address is not None:
            for problem in _pattern_problems(address):
                yield Wrong((*path, key), address, f"`{cut(network.name)}`: {problem}")


def _pattern_problems(address: str) -> Iterator[str]:
    names, written = pattern.names_in(address), cut(address)
    if set("{}") & set(pattern.without_placeholders(address)):
        yield f"the pattern `{written}` has a brace that belongs to no placeholder."
        return
    for name in sorted(names - pattern.IN_SHARE_LINKS):
        advice = nearest(name, pattern.IN_SHARE_LINKS) or f" There are {pattern.listed(pattern.IN_SHARE_LINKS)}."
        yield f"there is no placeholder `{{{cut(name)}}}`.{advice}"
    if names.isdisjoint(("url", "message")):
        yield "the pattern needs `{url}` or `{message}`, else nothing is shared."
    if address and (not re.fullmatch(_PATTERN, address) or split(address).scheme not in SAFE_SCHEMES):
        yield (
            f"the pattern `{written}` must begin with https: (or http:, mailto:, sms:), and all but its placeholders "
            "must be percent-encoded."
        )


def named_twice(items: Sequence[Any], text: str) -> Iterator[Wrong]:
    """Find items that are called as one before them: by their name, else by their kind."""
    seen: set[str] = set()
    for position, item in listed(items):
        name = item.name or getattr(item, "kind", "")
        if name and name.casefold() in seen:
            yield Wrong((position, "name" if item.name else "kind"), name, text.format(cut(name)))
        seen.add(name.casefold())
