"""A share link with a sign that is not encoded: `&`, `#`, a quote or blank cut it off; `%` and `|` make it invalid.

Why: the network takes what follows for something else. The friend reads “R” instead of “R&D”, or gets another page. A
`%` that begins no `%XX`, and signs that no address may hold (RFC 3986), go to the network as they are, and X answers
with an error page. What browsers encode themselves (`<`, `>`, `"`) breaks in other programs only: that is an info.
Bad: `<a href="https://x.com/intent/tweet?text=R&D in Ghent&url=https://blog.example/r-d.html">`
Good: `<a href="https://x.com/intent/tweet?text=R%26D%20in%20Ghent&amp;url=https%3A%2F%2Fblog.example%2Fr-d.html">`
Mend: in the theme's template, `{{ article.title|striptags|urlencode }}`; in a text, write `%26` for `&`, `%23` for `#`,
`%22` for a quote, `%20` for a blank, `%25` for `%` and `%7C` for `|`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

from msgspec import Struct

from pelican_share_nudge.findings import Level
from pelican_share_nudge.page.facts import Link, Page, Shared
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import (
    ESCAPED_TWICE,
    by_writer,
    ends_at_quote,
    is_example,
    living_links,
    parameters,
)
from pelican_share_nudge.rules._unfilled import why_empty
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import NETWORKS, Network

LEVEL = "error"
SECTION = "links"
NEEDS = ("page.sharing", "page.widgets")

# Sites name their parameters for each other, too: `via`, `media`, `hashtags`.
_OF_NETWORKS = frozenset(name for network in NETWORKS.values() for names in parameters(network) for name in names)
# What share links carry besides, as documented or as common widgets write it.
_KNOWN = _OF_NETWORKS | frozenset(
    "hashtags hashtag via tag tags media image imageurl pic pics content notes appkey posttype mode view "
    "related in_reply_to original_referer locale ref ref_src ref_url source src summary desc description display "
    "redirect_uri app_id picture caption mini ro trk kid redir_token linkurl linkname linknote type size count amp "
    "version v s tw_p url title text media is_video".split()
)
# Elsewhere a language belongs to the address before it.
_KNOWN_AT = {"x": frozenset(("lang",))}
_TRACKING = ("utm_", "pk_", "mtm_", "fb_", "amp;")
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9_.\-\[\]]*")
_BLANK = re.compile(r"\s")
# Signs that no address may hold (RFC 3986, appendix A), and a `%` that is no encoding.
_NO_ENCODING = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NOT_ALLOWED = re.compile(r"[|^`{}\\<>\"]")
_SIGNS = '|^`{}\\<>"'
# What browsers encode (https://url.spec.whatwg.org/#query-percent-encode-set, #fragment-percent-encode-set).
_ENCODED_IN_QUERY = '<>"'
_ENCODED_IN_FRAGMENT = '<>"`'


class _Part(Struct, frozen=True):
    """A parameter as the link has it, not decoded."""

    name: str
    value: str
    whole: str


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    said: set[tuple[str, bool]] = set()
    for link, shared in living_links(page):
        if link.own or shared.network not in site.config.known_networks:
            continue
        found = _found(link, shared, post, site)
        if found is None or why_empty(link, shared, post, site):
            continue
        which = by_writer(shared.network, link, page, post)
        if which not in said:
            said.add(which)
            yield found


def _found(link: Link, shared: Shared, post: Post, site: Site) -> Found | None:
    if ESCAPED_TWICE.search(link.href):
        return None  # That is another rule's.
    cut = _cut(link.href, shared, post, site)
    if cut:
        message = (
            f"In its {shared.label} link, {cut} is not encoded and cuts off what stands behind it: friends "
            f"get {_left(cut)}. Write `|urlencode` in a theme; in a text, `%26` for `&`, "
            "`%23` for `#`, `%22` for a quote, `%20` for a blank."
        )
        anchor = f"{shared.network}: {cut.partition(' before ')[0]}"
        return Found(message=message, anchor=anchor, text=link.href)
    return None if is_example(link, shared, post) else _invalid(link, shared)


def _left(cut: str) -> str:
    """Say what friends get of a link; a quote ends the whole of it, with the address if that stands behind it."""
    return "what stands before it at most" if cut == "a quote" else "half of the title or another address"


def _invalid(link: Link, shared: Shared) -> Found | None:
    """Find a sign that no address may hold, though it cuts nothing off."""
    query, encoded = _behind_mark(link.href)
    signs = sorted(set(_NOT_ALLOWED.findall(query)), key=lambda sign: (sign in encoded, _SIGNS.index(sign)))
    sign = "%" if _NO_ENCODING.search(query) else next(iter(signs), "")
    if not sign:
        return None
    why, level = _what_happens(sign, encoded)
    name = "backtick" if sign == "`" else f"`{sign}`"
    return Found(
        message=f"In its {shared.label} link, a {name} is not encoded: {why}. Write `%{ord(sign):02X}`; in a theme, "
        "`|urlencode` does so for every sign.",
        anchor=f"{shared.network}: {sign}",
        text=link.href,
        level=level,
    )


def _behind_mark(href: str) -> tuple[str, str]:
    """Give what is sent along, and which signs browsers encode in it."""
    query, fragment = _query_and_fragment(href)
    in_query = "?" in href.partition("#")[0]
    return (query, _ENCODED_IN_QUERY) if in_query else (query or fragment, _ENCODED_IN_FRAGMENT)


def _what_happens(sign: str, encoded: str) -> tuple[str, Level | None]:
    if sign == "%":
        return "it begins no `%XX`, and the network may answer with an error page, as X does", None
    if sign in encoded:
        return "browsers do so themselves, but other programs, such as feed readers, may end the link there", "info"
    if sign == "|":
        return "no address may hold it, browsers send it as it is, and the network may answer with an error page", None
    return "no address may hold it, browsers send it as it is, and the network may refuse it", "warning"


def _cut(href: str, shared: Shared, post: Post, site: Site) -> str:
    """Name the character that cuts something off; empty when none certainly does."""
    if _BLANK.search(shared.address):
        return "a blank or `+` in the address"
    title = post.title
    query, fragment = _query_and_fragment(href)
    parts = [_Part(*_name_and_value(part), part) for part in query.split("&")]
    network = site.config.known_networks[shared.network]
    addresses, words = parameters(network)
    known = _known(network)
    if any(part.name in words for part in parts) and ends_at_quote(href, title):
        return "a quote"
    for before, part in pairwise(parts):
        if _is_known(part.name, known):
            continue
        if _splits_words(before, part, title, words) or _splits_address(before, part, addresses):
            return f"the `&` before `{_decoded(part.whole)[:20]}`"
    if fragment and _fragment_was_meant(parts[-1], fragment, title, addresses | words, known):
        return f"the `#` before `{_decoded(fragment)[:20]}`"
    return ""


def _query_and_fragment(href: str) -> tuple[str, str]:
    """Take both apart; where a link carries all behind `#`, that is its query."""
    head, _, fragment = href.partition("#")
    query = head.partition("?")[2]
    return (query, fragment) if query else (fragment, "")


def _name_and_value(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return name, value


@cache
def _known(network: Network) -> frozenset[str]:
    return _KNOWN.union(*parameters(network), _KNOWN_AT.get(network.name, ()))


def _is_known(name: str, known: frozenset[str]) -> bool:
    name = unquote(name).lower()
    return not name or name in known or name.startswith(_TRACKING)


def _decoded(text: str) -> str:
    return unquote(text.replace("+", " "))


def _splits_words(before: _Part, part: _Part, title: str, words: frozenset[str]) -> bool:
    if before.name not in words:
        return False
    if _decoded(f"{before.value}&{part.whole}").strip() in title:
        return True
    return "=" not in part.whole and not _PLAIN_NAME.fullmatch(_decoded(part.name))


def _splits_address(before: _Part, part: _Part, addresses: frozenset[str]) -> bool:
    """Tell whether a parameter belongs to the address before it, which has one already: `u=https://…/?p=1&lang=de`."""
    behind = before.value.partition("://")[2]
    return before.name in addresses and "?" in behind and "=" in part.whole


def _fragment_was_meant(last: _Part, fragment: str, title: str, names: frozenset[str], known: frozenset[str]) -> bool:
    if last.name not in names or fragment.startswith("!"):
        return False
    if not last.value:
        return title.startswith("#") and f"#{_decoded(fragment)}".startswith(title)
    if "://" in last.value:
        return True
    if any("=" in part and _name_and_value(part)[0].lower() in known for part in fragment.split("&")[1:]):
        return True
    before = _decoded(last.value)
    return (before.endswith(" ") and fragment[0].isalnum()) or f"{before}#{_decoded(fragment)}".strip() in title
