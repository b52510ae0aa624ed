"""The only module that works out what arrives at the other end, read from the links themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from pelican_share_nudge.addresses import parameters
from pelican_share_nudge.hooks.bar import ShareLink
from pelican_share_nudge.lengths import length
from pelican_share_nudge.page.facts import Shared
from pelican_share_nudge.page.forms import Forms
from pelican_share_nudge.page.recognition import recognise
from pelican_share_nudge.pattern import parse
from pelican_share_nudge.post import Post
from pelican_share_nudge.proof.facts import Facts
from pelican_share_nudge.sharing.links import MAILTO_BYTES, length_of_address, own_words, said_on, title_on
from pelican_share_nudge.tables.networks import SCRIPTED, Network

# What readers call the value that stands in the place of a placeholder.
_PARTS = {
    "url": "Address",
    "title": "Title",
    "text": "Text",
    "message": "Text",
    "excerpt": "Description",
    "image": "Picture",
    "hashtags": "Hashtags",
    "hashtag": "Hashtags",
    "via": "Account",
    "subject": "Subject",
    "body": "Text",
}
_ADDRESSES = frozenset(("url", "image"))
_TEXTS = frozenset(("Title", "Text", "Description", "Subject"))
_BETWEEN_HASHTAGS = re.compile(r"[\s,#]+")


class Part(Struct, frozen=True, kw_only=True):
    """One value that a link carries, decoded."""

    name: str
    value: str
    is_address: bool = False


class Count(Struct, frozen=True, kw_only=True):
    """How long it is, in the network's own counting; without a limit, none is known."""

    length: int
    limit: int | None
    unit: str


class Received(Struct, frozen=True, kw_only=True):
    """What a link of the bar says at the other end, read from the link itself.

    Attributes:
        network: its name in the table.
        label: what readers call it.
        address: the link itself; empty for the script's buttons.
        count: None where the network takes nothing but an address.
        notes: what is worth knowing: what was shortened or left out.
    """

    network: str
    label: str
    kind: str
    address: str = ""
    parts: tuple[Part, ...] = ()
    count: Count | None = None
    notes: tuple[str, ...] = ()


def received_of(link: ShareLink, facts: Facts, forms: Forms) -> Received:
    post, config = facts.prepared.post, facts.site.config
    network = config.known_networks[link.network]
    label = link.label.text if link.kind in (*SCRIPTED, "mail") else network.label
    if link.kind == "copy":
        parts: tuple[Part, ...] = (Part(name="Copies", value=link.address, is_address=True),)
        return Received(network=link.network, label=label, kind=link.kind, parts=parts)
    if link.kind == "print":
        return Received(network=link.network, label=label, kind=link.kind, notes=("Prints the page.",))
    if link.kind == "sheet":
        words = [Part(name=name, value=value) for name, value in (("Title", link.title), ("Text", link.text)) if value]
        note = "Shown where the browser has a share sheet, mostly on phones."
        parts = (*words, Part(name="Address", value=link.address, is_address=True))
        return Received(network=link.network, label=label, kind=link.kind, parts=parts, notes=(note,))
    shared = recognise(link.address, forms)
    parts = tuple(parts_of(link.address, network)) or tuple(_parts_by_recognition(shared))
    return Received(
        network=link.network,
        label=label,
        kind=link.kind,
        address=link.address,
        parts=parts,
        count=_count(link, network, shared),
        notes=tuple(notes_on(link, parts, network, post)),
    )


def parts_of(address: str, network: Network) -> Iterator[Part]:
    """Read the parameters of a link backwards: the network's pattern tells what each of them means."""
    meanings = _meanings(network)
    for name, value in parameters(address):
        placeholder = meanings.get(name)
        if placeholder == "hashtags":
            value = " ".join(f"#{tag}" for tag in value.split(",") if tag)
        if placeholder is not None and value:
            yield Part(name=_name_of(placeholder, network), value=value, is_address=placeholder in _ADDRESSES)


def _meanings(network: Network) -> Mapping[str, str]:
    """Tell by parameter which placeholder stands in it; several in one are a message."""
    meanings: dict[str, str] = {}
    for pattern in (network.instance_pattern or "", network.pattern):
        for name, placeholders in parse(pattern).parameters:
            meanings[name] = placeholders[0] if len(placeholders) == 1 else "message"
    return meanings


def _name_of(placeholder: str, network: Network) -> str:
    return "Subject" if network.kind == "mail" and placeholder == "title" else _PARTS.get(placeholder, placeholder)


def _parts_by_recognition(shared: Shared | None) -> Iterator[Part]:
    """Give what a link says whose values stand in its path."""
    if shared is not None and shared.text:
        yield Part(name="Text", value=shared.text)
    if shared is not None and shared.address:
        yield Part(name="Address", value=shared.address, is_address=True)


def _count(link: ShareLink, network: Network, shared: Shared | None) -> Count | None:
    if network.name == "email":
        return Count(length=len(link.address), limit=MAILTO_BYTES, unit="bytes that every mail program takes")
    if shared is None or not (shared.text or network.limit):
        return None
    if network.limit is None:
        return Count(length=length(shared.said, "graphemes"), limit=None, unit="characters; no limit is known")
    return Count(length=_length(shared, network), limit=network.limit, unit=f"as {network.label} counts")


def _length(shared: Shared, network: Network) -> int:
    """Count what the network counts; some count every address alike."""
    if network.address_length is None or not shared.address or shared.address not in shared.said:
        return length(shared.said, network.counting)
    before, address, behind = shared.said.partition(shared.address)
    around = length(before, network.counting) + length(behind, network.counting)
    return around + length_of_address(address, network)


def notes_on(link: ShareLink, parts: Sequence[Part], network: Network, post: Post) -> Iterator[str]:
    """Say what of the post does not arrive whole, compared with what the link holds."""
    said = "\n".join(part.value for part in parts if not part.is_address)
    meanings = _meanings(network)
    placeholders = {meanings.get(name, "") for name, _ in parameters(link.address)}
    title, text = title_on(network, post, placeholders), said_on(network, post)
    whole = {"title": title, "excerpt": post.excerpt, "text": text, "message": text}
    names = {"title": "the title", "excerpt": "the description", "text": "the text", "message": "the text"}
    if network.name == "email":
        whole = {"text": own_words(network, post), "title": post.title, "excerpt": post.excerpt}
        placeholders = set(whole)
    short = [names[name] for name in whole if name in placeholders and whole[name] not in said]
    if short:
        yield f"Shortened so that it fits: {' and '.join(dict.fromkeys(short))}."
    carried = "hashtags" in meanings.values() or network.carries_hashtags
    words = set(_BETWEEN_HASHTAGS.split(said))
    lost = [f"#{tag}" for tag in post.hashtags if tag not in words] if carried else []
    if lost:
        yield f"No room for {', '.join(lost)}."
    if not any(part.name in _TEXTS for part in parts):
        yield f"{network.label} takes no text, and makes its own card from the page: see below."
