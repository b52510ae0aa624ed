"""Links beside each sentence that its author has marked as quotable: a friend comes to it, and sees it highlighted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from pelican_share_nudge.decision import Around, Decision, Slot
from pelican_share_nudge.hooks.bar import ShareLink, make_share_link, networks_of
from pelican_share_nudge.lengths import fits, length, shorten
from pelican_share_nudge.locales import Phrases
from pelican_share_nudge.post import Post, handle_of
from pelican_share_nudge.prose.marked import Marked, Marks, marks_in, searched_text
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import Wishes
from pelican_share_nudge.sharing.campaign import address_on
from pelican_share_nudge.sharing.links import quotation_forward, room_for_text
from pelican_share_nudge.sharing.passage import address_of_passage, text_directive
from pelican_share_nudge.tables.networks import SCRIPTED, Network
from pelican_share_nudge.text import plain_text

SLOTS: tuple[Slot, ...] = ("inline",)
ORDER = 1
CALLED = "link beside a quotable sentence"
WITHOUT = "readers cannot pass quotable sentences on one by one"

NETWORKS_AT_MOST = 3

_NO_MARK = "Its author marks no sentence as quotable: `{: .quotable }` behind it in Markdown."
_NONE_FITS = "No network of the bar takes a text, and there is no e-mail forward."

_TAKES_TEXT = re.compile(r"\{(?:text|message)\}")
_IN_MARKS = re.compile('(?P<open>[“„«»‹›「『"‚‘])(?P<said>[^“”„«»‹›「」『』"]+)(?P<close>[”“»›«‹」』"’‘])')
_DASHES = "–—-― "


class Quote(Struct, frozen=True):
    """A marked sentence with its links.

    Attributes:
        at: offset in the content behind which they stand.
        in_line: they stand in a line of text.
        text: the sentence; plain text.
        address: of the sentence in the post.
        links: as in the bar.
    """

    at: int
    in_line: bool
    text: str
    address: str
    links: tuple[ShareLink, ...]


def decide(post: Post, wishes: Wishes, config: Config, around: Around) -> Decision[tuple[Quote, ...]]:
    found = marks_in(post.content)
    if not found.marks:
        return Decision(None, _NO_MARK)
    networks = tuple(_networks(wishes, config))
    before, content, _ = around.page.partition(post.content.strip())
    above = searched_text(before) if content else ""
    quotes = (_quote(mark, found, above, networks, post, config, around.phrases) for mark in found.marks)
    made = tuple(quote for quote in quotes if quote is not None)
    return Decision(made) if made else Decision(None, _NONE_FITS)


def _networks(wishes: Wishes, config: Config) -> Iterator[Network]:
    """Choose the first of the bar that take a text, and mail."""
    named = [config.known_networks[name] for name in networks_of(wishes, config)]
    takers = [one for one in named if one.kind not in SCRIPTED and _TAKES_TEXT.search(one.pattern)]
    yield from takers[:NETWORKS_AT_MOST]
    yield from (one for one in named if one.name == "email")


def _quote(
    mark: Marked, found: Marks, above: str, networks: tuple[Network, ...], post: Post, config: Config, phrases: Phrases
) -> Quote | None:
    said = _said(mark, phrases)
    directive = text_directive(found.text, mark.start, mark.end, above=above)
    if not said.text:
        return None
    address = address_of_passage(post.address, directive)
    bare = replace(post, hashtags=(), texts={})
    links = (_link(network, bare, directive, said, config, phrases) for network in networks)
    made = tuple(link for link in links if link is not None)
    return Quote(mark.at, mark.in_line, said.text, address, made) if made else None


class _Said(Struct, frozen=True):
    """What is quoted, and how it is said: in quotation marks, with its source."""

    text: str
    say: Callable[[str], str]


def _said(mark: Marked, phrases: Phrases) -> _Said:
    """Read what a mark says; quotation marks of its author's own stay what they are."""
    text, source = plain_text(mark.html), plain_text(mark.source).lstrip(_DASHES)
    behind = f" — {source}" if source else ""
    own = _IN_MARKS.fullmatch(text)
    if own is not None:
        return _Said(own["said"], lambda quoted: f"{own['open']}{quoted}{own['close']}{behind}")
    return _Said(text, lambda quoted: f"{phrases['share.quoted'].fill(quote=quoted).text}{behind}")


def _link(
    network: Network, post: Post, directive: str, said: _Said, config: Config, phrases: Phrases
) -> ShareLink | None:
    of_post = address_on(network, post, config.campaign)
    address = address_of_passage(of_post, directive)
    if network.name == "email":
        mail = quotation_forward(replace(post, address=address), said.text, said.say, phrases)
        return ShareLink(network.name, phrases["share.email"], mail, network.kind)
    handle = handle_of(post, config, network.name).lstrip("@")
    text = _fitted(said, network, address, handle)
    if len(text) * 2 < len(said.text):  # Rather more of the sentence than the way to it.
        address = of_post
        text = _fitted(said, network, address, handle)
    return make_share_link(network, replace(post, address=address, text=text), config, phrases)


def _fitted(said: _Said, network: Network, address: str, handle: str) -> str:
    """Quote as much as there is room for beside an address, with quotation marks at both ends."""
    whole, room = said.say(said.text), room_for_text(network, address, handle)
    if room is None or fits(whole, room, network.counting):
        return whole
    marks = length(whole, network.counting) - length(said.text, network.counting)
    kept = shorten(said.text, room - marks, network.counting)
    return said.say(kept) if kept else ""
