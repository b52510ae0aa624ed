"""What readers may do with a post under its licence: one line. Who knows that it is allowed passes more on."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from msgspec import Struct

from pelican_share_nudge.decision import Around, Decision, Slot
from pelican_share_nudge.locales import Phrase
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.licences import Licence, find_licence, licence_of
from pelican_share_nudge.settings.wishes import Wishes

SLOTS: tuple[Slot, ...] = ("after",)
ORDER = 4
CALLED = "licence"
WITHOUT = "readers are not told what they may do with it"

_SWITCHED_OFF = "Its author gives no permission: `nudge_licence: off`, or another licence, in the front matter."
_NONE = "Neither SHARE_NUDGE_LICENCE nor the front matter names a licence."

_LINK = re.compile(r"<a\s[^<>]*>", re.IGNORECASE)
_LONGEST_LINK = 4_000
_RELATION = re.compile(r"""\srel\s*=\s*(?:"[^"]*\blicense\b|'[^']*\blicense\b|license(?![^\s>]))""", re.IGNORECASE)
_TARGET = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


class Permission(Struct, frozen=True):
    """What readers may do, and under which licence.

    Attributes:
        said: what they may do, then on which conditions; of a licence that is known by its name only, that it is one.
        in_words: it is known what they may do.
    """

    licence: Licence
    said: tuple[Phrase, ...]
    in_words: bool


def decide(post: Post, wishes: Wishes, config: Config, around: Around) -> Decision[Permission]:
    if wishes.licence == "":
        return Decision(None, _SWITCHED_OFF)
    licence = find_licence(wishes.licence) if wishes.licence else _of_site(config)
    if licence is None:
        return Decision(None, _NONE)
    said = tuple(around.phrases[f"licence.{key}"] for key in _said(licence))
    return Decision(Permission(licence, said, licence.parts is not None))


def _of_site(config: Config) -> Licence | None:
    given = config.licence
    return None if isinstance(given, bool) else licence_of(given)


def _said(licence: Licence) -> Iterator[str]:
    """Give the keys of what is said of a licence, in order."""
    if not licence.parts:
        yield "other" if licence.parts is None else "free"
        return
    yield "share" if "nd" in licence.parts else "adapt"
    yield from (part for part in ("by", "nc", "sa") if part in licence.parts)


def is_printed(page: str, permission: Permission) -> bool:
    """Tell whether a theme, or the author, has told readers of this very licence in a page."""
    if "license" not in page:
        return False
    links = (link for link in _LINK.findall(page) if len(link) < _LONGEST_LINK and _RELATION.search(link))
    targets = (found for link in links for found in _TARGET.findall(link))
    return any(_is_of(html.unescape("".join(target)), permission.licence) for target in targets)


def _is_of(address: str, licence: Licence) -> bool:
    known = find_licence(address)
    return (known.address if known else address) == licence.address
