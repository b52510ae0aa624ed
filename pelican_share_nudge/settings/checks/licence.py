"""Checks the licence under which a blog gives its posts away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pelican_share_nudge.addresses import is_web_address
from pelican_share_nudge.nearest import cut, nearest
from pelican_share_nudge.settings.licences import find_licence, is_reserved, unknown_licence
from pelican_share_nudge.settings.rows import Given
from pelican_share_nudge.settings.values import NO_VALUE, UNUSABLE, Wrong

_KEYS = ("name", "url")


def check_licence(licence: str | Mapping[str, Any] | bool, _: Given) -> Iterator[Wrong]:
    if licence is True:
        yield Wrong((), True, "Name the licence, or write False.")
    elif isinstance(licence, str) and is_reserved(licence):
        yield Wrong((), licence, "It allows readers nothing that they could be told: write False.")
    elif isinstance(licence, str) and find_licence(licence) is None:
        yield Wrong((), licence, unknown_licence(licence))
    elif isinstance(licence, Mapping):
        yield from _problems_of_own(licence)


def _problems_of_own(licence: Mapping[str, Any]) -> Iterator[Wrong]:
    for key in licence.keys() - set(_KEYS):
        yield Wrong((key,), licence[key], f"There is no key `{cut(key)}`.{nearest(key, _KEYS)}", of_key=True)
    for key in _KEYS:
        if key not in licence:
            yield Wrong((key,), NO_VALUE, "This key is missing: a text is wanted.")
        elif licence[key] is not UNUSABLE and not licence[key].strip():
            yield Wrong((key,), licence[key], "It is empty.")
    url = licence.get("url", UNUSABLE)
    if url is not UNUSABLE and url.strip() and not (is_web_address(url) or url.startswith("/")):
        yield Wrong(("url",), url, f"`{cut(url)}` is no address: write https://… or a path on the site, /…/.")
