"""Checks the campaign parameters that a blog adds to the addresses that are shared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pelican_share_nudge import pattern
from pelican_share_nudge.nearest import cut
from pelican_share_nudge.settings.checks.networks import unusable_network
from pelican_share_nudge.settings.rows import Given
from pelican_share_nudge.settings.values import NO_VALUE, UNUSABLE, Wrong

_LIKE = "utm_source={network}&utm_medium=social"


def check_campaign(campaign: str | Mapping[str, Any], given: Given) -> Iterator[Wrong]:
    if isinstance(campaign, str):
        yield from (Wrong((), campaign, problem) for problem in _problems(campaign) if campaign)
        return
    for name, query in campaign.items():
        if name != "*" and (text := unusable_network(name, given.networks)):
            yield Wrong((name,), NO_VALUE, text, of_key=True)
        if query is not UNUSABLE and query:  # Without any, that network gets none.
            yield from (Wrong((name,), query, problem) for problem in _problems(query))


def _problems(query: str) -> Iterator[str]:
    parts = query.split("&")
    names = [part.partition("=")[0] for part in parts]
    if query.startswith(("?", "&")):
        yield f"It begins with `{query[0]}`: write the parameters alone, like `{_LIKE}`."
    elif "#" in query or "://" in query:
        yield f"It is no row of parameters: write it like `{_LIKE}`."
    elif not all(name.strip() and "=" in part for name, part in zip(names, parts, strict=True)):
        yield f"Each part between two `&` needs a name and a value: write it like `{_LIKE}`."
    elif len({*names}) < len(names):
        yield f"`{cut(next(name for name in names if names.count(name) > 1))}` stands in it twice."
    elif pattern.names_in("&".join(names)):
        yield "A placeholder can only stand in a value."
    yield from pattern.problems(query, pattern.IN_CAMPAIGNS)
