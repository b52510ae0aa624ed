"""Post and network in, address out: encoding, limits, shortening, the e-mail forward."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import takewhile
from string import ascii_letters, digits

from pelican_share_nudge.lengths import fits, length, shorten
from pelican_share_nudge.locales import Phrases
from pelican_share_nudge.pattern import parse
from pelican_share_nudge.post import Post
from pelican_share_nudge.tables.networks import NETWORKS, Network
from pelican_share_nudge.text import clean

# Mail programs cut or refuse longer ones: Outlook on Windows and Chrome's handler at about 2,000 (share-targets, 1c).
MAILTO_BYTES = 1_900
_SUBJECT = 100  # of a mail that quotes, in graphemes

# With what an address ends for a network that looks for addresses in a text: what stands behind it counts as text.
_ENDS_ADDRESS = frozenset(f"{ascii_letters}{digits}/")
# Up to where such a network reads an address: a bracket in its path that has no partner ends it, and so does one in two
# others (github.com/twitter/twitter-text, js/src/regexp/validUrlPath.js and validUrlBalancedParens.js).
_READ_AS_ADDRESS = re.compile(r"[^()?]*(?:\((?:[^()?]+|[^()?]*\([^()?]+\)[^()?]*)\)[^()?]*)*(?:\?.*)?", re.DOTALL)
_LINE_END = re.compile(r"\r\n|\r|\n")


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
    pattern = parse(network.instance_pattern if instance and network.instance_pattern else network.pattern)
    values = _values(network, post, handle.lstrip("@"), pattern.names)
    values["instance"] = instance
    return pattern.fill(values)


def said_on(network: Network, post: Post) -> str:
    """Give what is said of a post on a network."""
    return post.texts.get(network.name, post.text)


def own_words(network: Network, post: Post) -> str:
    """Give what is said beside the title, where that is something else; else empty."""
    said = said_on(network, post)
    return "" if said == post.title else said


def title_on(network: Network, post: Post, placeholders: Iterable[str]) -> str:
    """Give the title of a post on a network; where nothing else is said, that is what is said in its place."""
    is_all = {"text", "message"}.isdisjoint(placeholders)
    return post.texts.get(network.name, post.title) if is_all else post.title


_UNRESERVED = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_PERCENT = ord("%")


@lru_cache(maxsize=64)  # A post's address and title go into most of its links.
def encode(text: str) -> str:
    """Percent-encode as UTF-8 all but unreserved characters: a blank is `%20`, never `+` (RFC 3986, section 2)."""
    data = text.encode("utf-8", "replace")
    reserved = {*data.translate(None, delete=_UNRESERVED)}  # Few, so that this takes a fifth of the time of `quote`.
    for byte in sorted(reserved, key=_PERCENT.__ne__):  # What is put in holds percent signs.
        data = data.replace(bytes((byte,)), b"%%%02X" % byte)
    return data.decode("ascii")


def _values(network: Network, post: Post, handle: str, wanted: frozenset[str]) -> dict[str, str]:
    """Give the encoded value of each placeholder that a pattern has."""
    values = {"url": encode(post.address)}
    tags: tuple[str, ...] = ()
    if "hashtags" in wanted or "hashtag" in wanted:
        tags = _hashtags(network, post)
        tags = tags if "hashtags" in wanted else tags[:1]
        values["hashtags"] = values["hashtag"] = encode(",".join(tags))
    if "text" in wanted:  # The network itself joins text, address, hashtags and account, all within its limit.
        values["text"] = encode(_beside_address(network, post, _tail(tags, handle if "via" in wanted else "")))
    if "message" in wanted:
        values["message"] = "%20".join(map(encode, message(network, post, handle)))
    if "title" in wanted:
        values["title"] = encode(shorten(title_on(network, post, wanted), network.limit, network.counting))
    if "excerpt" in wanted:
        values["excerpt"] = encode(shorten(post.excerpt, 300, "graphemes"))
    if "image" in wanted:
        values["image"] = encode(post.image)
    if "via" in wanted:
        values["via"] = encode(handle)
    return values


def message(network: Network, post: Post, handle: str = "") -> tuple[str, ...]:
    """Give what is said, the whole address, hashtags and account; joined by blanks they keep the network's limit.

    Where there is no room for all, the hashtags give way first, then the account, then the text.
    """
    tags = _hashtags(network, post) if network.carries_hashtags else ()
    for tail in (_tail(tags, handle), _tail((), handle), ""):
        if text := _beside_address(network, post, tail):
            return tuple(filter(None, (text, post.address, tail.lstrip())))
    return (post.address,)


@lru_cache(maxsize=16)  # A post's go into most of its links.
def _tail(tags: tuple[str, ...], handle: str) -> str:
    if not tags and not handle:
        return ""
    return "".join(f" #{tag}" for tag in tags) + (f" via @{handle}" if handle else "")


def _hashtags(network: Network, post: Post) -> tuple[str, ...]:
    """Give the hashtags that leave at least two thirds of the network's limit to text and address, and all that the
    address needs."""
    tags = post.hashtags
    if network.limit is None:
        return tags
    room = network.limit // 3
    if tags and len(post.address) > network.limit - room:  # no network counts more than one for a character of it
        room = min(room, network.limit - length_of_address(post.address, network))
    while tags and not fits(_tail(tags, ""), room, network.counting):
        tags = tags[:-1]
    return tags


def length_of_address(address: str, network: Network) -> int:
    """Count an address as a network does, which may count every one alike."""
    if network.address_length is None:
        return length(address, network.counting)
    return network.address_length + _behind_address(address)


@lru_cache(maxsize=4)
def _behind_address(address: str) -> int:
    """Count the characters that count as text behind what is read as an address."""
    found = _READ_AS_ADDRESS.match(address)
    read = found[0] if found else ""
    behind = sum(1 for _ in takewhile(lambda end: end not in _ENDS_ADDRESS, reversed(read)))
    return behind + len(address) - len(read)


def _beside_address(network: Network, post: Post, tail: str) -> str:
    said = said_on(network, post)
    if network.limit is None:
        return said
    room = network.limit - length_of_address(post.address, network) - 1
    if fits(said + tail, room, network.counting):
        return said
    return shorten(said, room - length(tail, network.counting), network.counting)


def email_forward(post: Post, phrases: Phrases) -> str:
    """Make the `mailto:` link (RFC 6068) with subject and body and no recipient, for the reader to fill in.

    The body begins with what the post's author wants said, else with the sentence of the post's language. At most
    MAILTO_BYTES long: the excerpt gives way first, then what is wanted, then the title but for its beginning, then
    all of the body but the address. The address never does, and neither does the title's first grapheme in the subject.
    """
    wanted = own_words(NETWORKS["email"], post)

    def mail(title: str, *body: str) -> str:
        subject = clean(phrases["email.subject"].fill(title=title).text)
        text = "\r\n\r\n".join(filter(None, (*body, post.address)))
        return f"mailto:?subject={encode(subject)}&body={encode(text)}"

    def whole(title: str, excerpt: str, said: str = "") -> str:
        sentence = phrases["email.sentence"].fill(title=title).text
        return mail(title, said or _LINE_END.sub("\r\n", sentence), title, excerpt)

    if made := _with_the_longest(post.excerpt, lambda excerpt: whole(post.title, excerpt, wanted)):
        return made
    least = shorten(post.title, 1, "graphemes")
    return (
        _with_the_longest(wanted, lambda said: whole(post.title, "", said))
        or _with_the_longest(post.title, lambda title: whole(title, ""), least)
        or _with_the_longest(post.title, mail, least)
        or mail(least)
    )


def _with_the_longest(text: str, make: Callable[[str], str], least: str = "") -> str:
    """Make the mail with as much of a text as its bytes allow, found by halving; empty when they allow none.

    Args:
        least: with how little of it the mail still says something.
    """
    whole = make(text)
    if len(whole) <= MAILTO_BYTES:
        return whole
    best, low, high = make(least), len(least), min(len(text), MAILTO_BYTES) - 1
    while low < high:
        middle = (low + high + 1) // 2
        made = make(shorten(text, middle, "characters") or least)
        if len(made) <= MAILTO_BYTES:
            best, low = made, middle
        else:
            high = middle - 1
    return best if len(best) <= MAILTO_BYTES else ""


def room_for_text(network: Network, address: str, handle: str = "") -> int | None:
    """Count what a network leaves for a text beside an address and the blog's account; None where it sets no limit."""
    if network.limit is None:
        return None
    return network.limit - length_of_address(address, network) - 1 - length(_tail((), handle), network.counting)


def quotation_forward(post: Post, quotation: str, say: Callable[[str], str], phrases: Phrases) -> str:
    """Make a `mailto:` link that quotes a passage of a post; as long and as encoded as the e-mail forward.

    Args:
        post: with the address of the passage.
        say: puts the quotation, or as much of it as there is room for, in quotation marks.
    """
    subject = encode(clean(phrases["email.subject"].fill(title=shorten(post.title, _SUBJECT, "graphemes")).text))
    address = encode(post.address)

    def mail(quoted: str) -> str:
        body = f"{encode(say(quoted))}%0D%0A%0D%0A{address}" if quoted else address
        return f"mailto:?subject={subject}&body={body}"

    return _with_the_longest(quotation, mail) or mail("")
