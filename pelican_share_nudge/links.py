"""Post and network in, address out: encoding, limits, shortening, the e-mail forward."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

from pelican_share_nudge.locales import Phrases
from pelican_share_nudge.networks import Counting, Network
from pelican_share_nudge.post import Post

ELLIPSIS = "…"

# Mail programs cut or refuse longer ones: Outlook on Windows and Chrome's handler at about 2,000 (share-targets, 1c).
MAILTO_BYTES = 1_900

_EMOJI = r"[\p{Extended_Pictographic}\p{Regional_Indicator}]|[0-9#*]\ufe0f?\u20e3"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
# A word that X may take for an address, and count as one.
_LIKE_AN_ADDRESS = re.compile(r"\S+\.\S+")


def share_link(network: Network, post: Post, *, instance: str = "", handle: str = "") -> str | None:
    """Make the address at which a reader passes a post on.

    Args:
        instance: host of the readers' instance of this network.
        handle: the blog's account on this network, without `@`.

    Returns:
        the percent-encoded address (RFC 3986), or None when the network needs what the post or blog does not have.
    """
    if (network.needs == "image" and not post.image) or (network.needs == "instance" and not instance):
        return None
    pattern = network.instance_pattern if instance and network.instance_pattern else network.pattern
    head, mark, parameters = _parts(pattern)
    handle = handle.lstrip("@")
    values = _values(network, post, handle, frozenset(_PLACEHOLDER.findall(pattern)))
    values["instance"] = instance
    kept = [parameter for parameter in parameters if all(values[name] for name in _PLACEHOLDER.findall(parameter))]
    return _fill(head, values) + mark + "&".join(_fill(parameter, values) for parameter in kept)


@cache
def _parts(pattern: str) -> tuple[str, str, tuple[str, ...]]:
    """Split a pattern into what stands before its query or fragment, the mark, and the parameters."""
    found = re.search(r"[?#]", pattern)
    if found is None:
        return pattern, "", ()
    return pattern[: found.start()], found[0], tuple(pattern[found.end() :].split("&"))


def _fill(template: str, values: dict[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values[found[1]], template)


@lru_cache(maxsize=64)  # A post's address and title go into most of its links.
def encode(text: str) -> str:
    """Percent-encode as UTF-8 all but unreserved characters: a blank is `%20`, never `+` (RFC 3986, section 2)."""
    return quote(text, safe="")


def _values(network: Network, post: Post, handle: str, wanted: frozenset[str]) -> dict[str, str]:
    """Give the encoded value of each placeholder that a pattern has."""
    makers: dict[str, Callable[[], str]] = {
        "url": lambda: post.address,
        "title": lambda: shorten(post.title, network.limit, network.counting),
        "text": lambda: _text_beside_address(network, post, handle, wanted),
        "excerpt": lambda: shorten(post.excerpt, 300, "graphemes"),
        "image": lambda: post.image,
        "hashtags": lambda: ",".join(_hashtags(network, post)),
        "hashtag": lambda: "".join(_hashtags(network, post)[:1]),
        "via": lambda: handle,
        "instance": lambda: "",
    }
    values = {name: encode(makers[name]()) for name in wanted if name != "message"}
    if "message" in wanted:
        values["message"] = "%20".join(map(encode, message(network, post, handle)))
    return values


def _text_beside_address(network: Network, post: Post, handle: str, wanted: frozenset[str]) -> str:
    """Shorten what is said: the network itself joins text, address, hashtags and account, all within its limit."""
    tags = (
        _hashtags(network, post)
        if "hashtags" in wanted
        else _hashtags(network, post)[:1]
        if "hashtag" in wanted
        else ()
    )
    return _beside_address(network, post, _tail(tags, handle if "via" in wanted else ""))


def message(network: Network, post: Post, handle: str = "") -> tuple[str, ...]:
    """Give what is said, the whole address, hashtags and account; joined by blanks they keep the network's limit."""
    tail = _tail(_hashtags(network, post) if network.carries_hashtags else (), handle)
    text = _beside_address(network, post, tail)
    return tuple(filter(None, (text, post.address, tail.lstrip()))) if text else (post.address,)


def _tail(tags: tuple[str, ...], handle: str) -> str:
    return "".join(f" #{tag}" for tag in tags) + (f" via @{handle}" if handle else "")


def _hashtags(network: Network, post: Post) -> tuple[str, ...]:
    """Give the hashtags that leave at least two thirds of the network's limit to text and address."""
    tags = post.hashtags
    while tags and network.limit is not None and length(_tail(tags, ""), network.counting) > network.limit // 3:
        tags = tags[:-1]
    return tags


def _beside_address(network: Network, post: Post, tail: str) -> str:
    if network.limit is None:
        return post.text
    address = network.address_length or length(post.address, network.counting)
    return shorten(post.text, network.limit - address - 1 - length(tail, network.counting), network.counting)


def shorten(text: str, limit: int | None, counting: Counting) -> str:
    """Shorten to a limit in a network's own counting: at a word if that keeps half, else at a grapheme.

    Returns:
        the text itself when it fits; empty when not even the ellipsis and one grapheme fit.
    """
    if limit is None or len(text) * 2 <= limit or length(text, counting) <= limit:
        return text
    room = limit - length(ELLIPSIS, counting)
    graphemes: list[str] = []
    for grapheme in _graphemes(text):
        room -= length(grapheme, counting)
        if room < 0:
            break
        graphemes.append(grapheme)
    kept = _end_at_word("".join(graphemes), text)
    while kept and length(kept + ELLIPSIS, counting) > limit:
        kept = _end_at_word("".join(_graphemes(kept)[:-1]), text)
    return kept + ELLIPSIS if kept else ""


def _end_at_word(start: str, text: str) -> str:
    """Take a word that was cut off away, unless that costs half of what was kept."""
    if not text.startswith(start + " "):
        blank = start.rfind(" ")
        if blank * 2 >= len(start):
            start = start[:blank]
    return start.rstrip(" ,;:–—-")


def _graphemes(text: str) -> list[str]:
    """Split into what a reader takes for one character: extended grapheme clusters (UAX #29)."""
    return list(text) if text.isascii() else _unicode_pattern(r"\X").findall(text)


@cache
def _unicode_pattern(pattern: str) -> Any:
    import regex  # Loaded when the first text that needs it comes along; many blogs write none.

    return regex.compile(pattern)


def length(text: str, counting: Counting) -> int:
    """Count as a network does: code points, grapheme clusters (UAX #29), or X's weighted characters."""
    if counting == "characters":
        return len(text)
    if counting == "graphemes":
        return len(text) if text.isascii() else len(_graphemes(text))
    return _weighted_length(text)


def _weighted_length(text: str) -> int:
    """Count as X does (twitter-text, configuration v3): 1 for Latin and most alphabets, 2 for others and for an emoji.

    A word with a dot in it counts as an address would, if that is more.
    """
    if text.isascii():
        total = len(text)
    else:
        text = unicodedata.normalize("NFC", text)
        emoji = _unicode_pattern(_EMOJI)
        total = sum(2 if emoji.search(cluster) else sum(map(_weight, cluster)) for cluster in _graphemes(text))
    return total + sum(max(0, 23 - len(word)) for word in _LIKE_AN_ADDRESS.findall(text) if "." in text)


def _weight(character: str) -> int:
    point = ord(character)
    light = point <= 4351 or 8192 <= point <= 8205 or 8208 <= point <= 8223 or 8242 <= point <= 8247
    return 1 if light else 2


def email_forward(post: Post, phrases: Phrases) -> str:
    """Make the `mailto:` link (RFC 6068) with subject and body and no recipient, for the reader to fill in.

    At most MAILTO_BYTES long: the excerpt gives way first, then the title, then all but the address, which never does.
    """

    def href(title: str, excerpt: str) -> str:
        subject = phrases["email.subject"].fill(title=title).text
        sentence = phrases["email.sentence"].fill(title=title).text
        body = "\r\n\r\n".join(part for part in (sentence, title, excerpt, post.address) if part)
        return f"mailto:?subject={encode(subject)}&body={encode(body)}"

    return (
        _with_the_longest(post.excerpt, lambda excerpt: href(post.title, excerpt))
        or _with_the_longest(post.title, lambda title: href(title, ""))
        or f"mailto:?subject=&body={encode(post.address)}"
    )


def _with_the_longest(text: str, make: Callable[[str], str]) -> str:
    """Make the mail with as much of a text as its bytes allow, found by halving; empty when they allow none."""
    whole = make(text)
    if len(whole) <= MAILTO_BYTES:
        return whole
    best, low, high = make(""), 0, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        made = make(shorten(text, middle, "characters"))
        if len(made) <= MAILTO_BYTES:
            best, low = made, middle
        else:
            high = middle - 1
    return best if len(best) <= MAILTO_BYTES else ""
