"""The share bar: a link for each network, the e-mail forward, the link to copy: the means to pass a post on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pelican_share_nudge.decision import Around, Decision, Slot
from pelican_share_nudge.locales import Phrase, Phrases, phrases
from pelican_share_nudge.post import Post, handle_of
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.for_post import why_no_bar
from pelican_share_nudge.settings.wishes import Wishes
from pelican_share_nudge.sharing.campaign import address_on
from pelican_share_nudge.sharing.links import email_forward, own_words, share_link
from pelican_share_nudge.tables.networks import SCRIPTED, Kind, Network

SLOTS: tuple[Slot, ...] = ("after", "before")
ORDER = 2
CALLED = "share bar"
WITHOUT = "readers get no share bar"

_SAID_BY_KIND: dict[Kind, str] = {"messenger": "share.by", "mail": "share.by", "save": "share.save"}
_SWITCHED_OFF = "The author wants none: `nudge_share: off` and `nudge_email: off` in the front matter."
_NOT_FOR_IT = "SHARE_NUDGE_NO_BAR names posts of its {condition}."
_NO_NETWORKS = "SHARE_NUDGE_NETWORKS names none."
_NONE_FITS = "No network of the bar can be had: each needs what the post or the blog does not have."


class ShareLink(NamedTuple):
    """One entry of the share bar.

    Attributes:
        network: its name in the table.
        label: what is seen, a brand or a phrase.
        before: what is heard before the label: “Share on ”, “Auf ”.
        after: what is heard behind it: “ teilen”.
        address: percent-encoded, not yet escaped for HTML.
        kind: `mail` with the network `email` is the e-mail forward, `copy` the copy link, `sheet` the system's own
            share sheet, `print` prints the page; the last three are buttons for the script.
        title: what the sheet hands over beside the address; of no other entry.
        text: the same: what the author wants said instead of the title, else empty.
    """

    network: str
    label: Phrase
    address: str
    kind: Kind
    before: str = ""
    after: str = ""
    title: str = ""
    text: str = ""


class Bar(Struct, frozen=True):
    """The entries in order, and the networks that were wanted and need what the post or the blog does not have."""

    links: tuple[ShareLink, ...]
    missing: tuple[str, ...] = ()

    @property
    def needs_script(self) -> bool:
        return any(link.kind in SCRIPTED for link in self.links)


def decide(post: Post, wishes: Wishes, config: Config, around: Around) -> Decision[Bar]:
    if condition := why_no_bar(post, wishes, config):
        return Decision(None, _NOT_FOR_IT.format(condition=condition))
    names, networks = networks_of(wishes, config), config.known_networks
    made = [(name, make_share_link(networks[name], post, config, around.phrases)) for name in names]
    bar = Bar(tuple(link for _, link in made if link), tuple(name for name, link in made if link is None))
    if bar.links:
        return Decision(bar)
    if names:
        return Decision(None, _NONE_FITS)
    return Decision(None, _SWITCHED_OFF if config.networks else _NO_NETWORKS)


def networks_of(wishes: Wishes, config: Config) -> tuple[str, ...]:
    """List the networks of a post's bar; the e-mail forward is a hook of its own, which `nudge_share` leaves."""
    return _networks(wishes.share, config, with_email=wishes.email)


def _networks(share: tuple[str, ...] | None, config: Config, *, with_email: bool) -> tuple[str, ...]:
    names = config.networks if share is None else share
    if not with_email:
        return tuple(name for name in names if name != "email")
    if "email" in config.networks and "email" not in names:
        return (*names, "email")
    return names


def has_bar(post: Post, config: Config) -> bool:
    """Tell whether a post gets a share bar, for who knows no wishes: as `decide` does."""
    if {"share", "email"} <= post.without:
        return False
    words, networks = phrases(post.language), config.known_networks
    names = _networks(post.offers, config, with_email="email" not in post.without)
    return any(make_share_link(networks[name], post, config, words) for name in names)


def email_of(links: Iterable[ShareLink]) -> ShareLink | None:
    """Find the e-mail forward; None where there is none."""
    return next((link for link in links if link.network == "email"), None)


def make_share_link(network: Network, post: Post, config: Config, phrases: Phrases) -> ShareLink | None:
    """Make one entry of the bar; None when what the network needs is not there: image, instance or script."""
    if config.campaign:
        post = replace(post, address=address_on(network, post, config.campaign))
    if network.kind in SCRIPTED:
        return _scripted(network, post, phrases) if config.script else None
    if network.name == "email":
        return ShareLink(network.name, phrases["share.email"], email_forward(post, phrases), network.kind)
    instance, handle = config.instances.get(network.name, ""), handle_of(post, config, network.name)
    address = share_link(network, post, instance=instance, handle=handle)
    if address is None:
        return None
    said = phrases[_SAID_BY_KIND.get(network.kind, "share.on")]
    label, before, after = _label(network.label, said.text, said.language)
    return ShareLink(network.name, label, address, network.kind, before, after)


@lru_cache(maxsize=256)  # The same in each post of a language.
def _label(label: str, said: str, language: str) -> tuple[Phrase, str, str]:
    """Give what is seen of a link, and what is heard before and behind it."""
    before, _, after = said.partition("{network}")
    return Phrase(label, language), before, after


def _scripted(network: Network, post: Post, phrases: Phrases) -> ShareLink:
    label = phrases[f"share.{network.kind}"]
    if network.kind != "sheet":
        return ShareLink(network.name, label, post.address, network.kind)
    text = own_words(network, post)
    return ShareLink(network.name, label, post.address, network.kind, title=post.title, text=text)
