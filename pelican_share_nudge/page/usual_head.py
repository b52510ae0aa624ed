"""The only module that reads a head without a parser: what nearly every head is, in a tenth of the time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape

from pelican_share_nudge.markup.sight import RAW, USUAL
from pelican_share_nudge.markup.tokenizer import COMMENT

# Nothing in it is left open, hides what follows, or has attributes that a quote made.
# Names stand in both cases here: a pattern that ignores case takes twice the time.
_TAG = re.compile(
    rf"""<(?:(?P<name>meta|link|META|LINK)|html|head|base|HTML|HEAD|BASE)(?P<written>{USUAL})/?>
    | {RAW} | {COMMENT} | <!(?i:doctype)[^<>]*+> | (?P<unusual><)""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([a-zA-Z0-9_:@.-]++)(?:=(?:"([^"]*+)"|'([^']*+)'|([a-zA-Z0-9_.:#%-]++)))?""")


def tags_of(head: str) -> list[tuple[str, Mapping[str, str]]] | None:
    """List the `<meta>` and `<link>` of a head with their attributes, as a parser would; None where only one can tell.
    What stands behind a head of which they can be listed lies in the open.

    Args:
        head: of a page, from its first character on.
    """
    found = _TAG.findall(head)
    if any(unusual for *_, unusual in found):
        return None
    return [(name.lower(), _attributes(written)) for name, written, *_ in found if name]


@lru_cache(maxsize=256)  # Most are a theme's, the same on all pages.
def _attributes(written: str) -> Mapping[str, str]:
    """Read attributes, empty where they have no value; of two with one name the first counts (HTML, 13.2.5.33)."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        value = double or single or bare
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found
