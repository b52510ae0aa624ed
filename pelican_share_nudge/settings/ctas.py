"""Which calls to action there are: the kinds, those of a blog, and those that every blog has."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import msgspec

from pelican_share_nudge.settings.conditions import Names

Texts = str | Mapping[str, str]
CtaKind = Literal["pass-on", "subscribe", "reply", "follow", "contact", "support", "read-next"]
# `none` asks for nothing, and ends the list for the posts that it is for.
RowKind = Literal[CtaKind, "none"]

# Pass-on means the share bar beside it, read-next finds its post, and a subscription the feed.
KINDS_WITHOUT_TARGET = frozenset(("pass-on", "read-next", "subscribe", "none"))


class Cta(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A call to action as a blog sets it: what it asks for, on which posts, and in which words."""

    kind: RowKind
    name: str = ""
    category: Names = ()
    tag: Names = ()
    author: Names = ()
    language: Names = ()
    path: Names = ()
    not_category: Names = ()
    not_tag: Names = ()
    not_author: Names = ()
    not_language: Names = ()
    not_path: Names = ()
    from_: datetime.date | None = None
    until: datetime.date | None = None
    heading: Texts | None = None
    text: Texts | None = None
    action: Texts | None = None
    target: str = ""


PASS_ON = Cta(kind="pass-on", name="pass-on")

# What a post can ask for by name on every blog; a blog's own CTA of that name wins.
BUILT_IN_CTAS = {cta.name: cta for cta in (PASS_ON, Cta(kind="read-next", name="read-next"))}


def named(ctas: Iterable[Cta], _: Mapping[str, Any]) -> tuple[Cta, ...]:
    """Give each CTA without a name the name of its kind."""
    return tuple(cta if cta.name else msgspec.structs.replace(cta, name=cta.kind) for cta in ctas)
