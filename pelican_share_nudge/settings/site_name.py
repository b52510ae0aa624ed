"""The only module that puts the site's name, SITENAME, into a blog's own texts, in the place of `{site}`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from pelican_share_nudge.pattern import names_in, put
from pelican_share_nudge.settings.ctas import Cta, Texts
from pelican_share_nudge.text import plain_text

PLACEHOLDER = "site"
MISSING = "`{site}` would be empty, for the blog has no SITENAME. Set it, or take `{site}` out."

Settings = Mapping[str, Any]


def site_name(settings: Settings) -> str | None:
    """Give the site's name as plain text; None where nobody was asked for it."""
    name = settings.get("SITENAME")
    return None if name is None else plain_text(str(name))


def in_texts(texts: Mapping[str, Texts], settings: Settings) -> Mapping[str, Texts]:
    """Fill a table of texts."""
    return {key: _fill(text, settings) for key, text in texts.items()} if _is_named(texts.values()) else texts


def in_ctas(ctas: Iterable[Cta], settings: Settings) -> tuple[Cta, ...]:
    """Fill the texts of calls to action."""
    return tuple(_in_cta(cta, settings) for cta in ctas)


def _in_cta(cta: Cta, settings: Settings) -> Cta:
    texts = {part: own for part in ("heading", "text", "action") if (own := getattr(cta, part))}
    if not _is_named(texts.values()):
        return cta
    return msgspec.structs.replace(cta, **{part: _fill(own, settings) for part, own in texts.items()})


def _is_named(texts: Iterable[Texts]) -> bool:
    """Tell whether any of a blog's texts has the placeholder."""
    every = (text for own in texts for text in ([own] if isinstance(own, str) else own.values()))
    return any(PLACEHOLDER in names_in(text) for text in every)


def _fill(own: Texts, settings: Settings) -> Texts:
    values = {PLACEHOLDER: site_name(settings) or ""}
    return put(own, values) if isinstance(own, str) else {tag: put(text, values) for tag, text in own.items()}
