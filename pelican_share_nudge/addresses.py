"""The only module that takes addresses apart or compares them: nothing in it raises, whatever text it is given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

from msgspec import Struct

# What stands for itself in a path, query or fragment (RFC 3986, sections 3.3 to 3.5).
_DELIMITERS = "/?#:@!$&'()*+,;=-._~"
_BLANK = re.compile(r"\s")
# With nothing before its host or behind it that could be wrong, and so as nearly all are.
_PLAIN_WEB_ADDRESS = re.compile(r"https?://[a-z0-9][a-z0-9.-]*+(?:[/?#]|\Z)")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Halves of characters, but for those that stand for the bytes of a file name that is no UTF-8.
_HALF = re.compile("[\ud800-\udc7f\udd00-\udfff]")


# What Pelican fills in before a path; what other plugins do (`{photo}`, `{image}`) is known to them alone.
OF_PELICAN = frozenset("filename static attach category tag author index".split())


class Address(Struct, frozen=True):
    """An address, taken apart.

    Attributes:
        scheme: in small letters.
        netloc: host, port, and what may stand before them, as written.
        host: in small letters, without brackets, port, name and password.
        port: None when none is written.
        is_valid: False for what no browser takes for an address, such as `https://[CDN]/a.png`; all else is empty then.
    """

    scheme: str = ""
    netloc: str = ""
    host: str = ""
    port: int | None = None
    path: str = ""
    query: str = ""
    fragment: str = ""
    is_valid: bool = True

    @property
    def is_web(self) -> bool:
        """Whether it is absolute, and http or https."""
        named = bool(self.host) and not _BLANK.search(self.netloc)
        return self.scheme in ("http", "https") and named and self.port != 0

    @property
    def place(self) -> str:
        """Host and port in small letters, as written, without name and password."""
        return self.netloc.rpartition("@")[2].lower()

    @property
    def userinfo(self) -> str:
        """Name and password before the host, as in `name:password@host`; empty for most."""
        return self.netloc.rpartition("@")[0]

    @property
    def behind_host(self) -> str:
        """Path, query and fragment."""
        query, fragment = f"?{self.query}" if self.query else "", f"#{self.fragment}" if self.fragment else ""
        return f"{self.path}{query}{fragment}"


_NO_ADDRESS = Address(is_valid=False)


@lru_cache(maxsize=256)  # The same few are asked about again and again: the site's, a post's, those of its links.
def split(address: str) -> Address:
    """Take an address apart."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return _NO_ADDRESS
    return Address(parts.scheme, parts.netloc, host, port, parts.path, parts.query, parts.fragment)


def join(base: str, address: str) -> str:
    """Tell where an address leads that stands in a page; one that cannot be understood is given back as it is."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def parameters(address: str) -> Iterator[tuple[str, str]]:
    """Decode the parameters as the receiver does: `+` is a blank on the web, and a plus in mail and messages."""
    place = split(address)
    is_web = place.scheme in ("http", "https")
    for text in (place.query, place.fragment):
        yield from parse_qsl(text if is_web else text.replace("+", "%2B"), keep_blank_values=True)


def absolute(site: str, url: str) -> str:
    """Join the site's address and a post's own, which is quoted once and never unquoted (`%` becomes `%25`)."""
    if is_web_address(url):
        return url
    return f"{site.rstrip('/')}/{_quote(url.lstrip('/'), _DELIMITERS)}"


def of_file(site: str, url: str) -> str:
    """Join the site's address and that of a file, whose name may hold any character (`C#.png`)."""
    if is_web_address(url):
        return quote_address(url)
    return join(f"{site.rstrip('/')}/", _quote(url.lstrip("/"), _DELIMITERS.replace("?", "").replace("#", "")))


def with_parameters(address: str, added: Iterable[tuple[str, str]]) -> str:
    """Add parameters to a query, before the fragment; one of a name that the address has already is left out."""
    place, mark, fragment = address.partition("#")
    known = {name for name, _ in parse_query(split(place).query)}
    written = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in added if name not in known)
    if not written:
        return address
    joint = "?" if "?" not in place else "" if place.endswith(("?", "&")) else "&"
    return f"{place}{joint}{written}{mark}{fragment}"


@lru_cache(maxsize=64)
def parse_query(query: str) -> tuple[tuple[str, str], ...]:
    """Take the parameters of an address apart: decoded names and values."""
    return tuple(parse_qsl(query, keep_blank_values=True))


def quote_address(address: str) -> str:
    """Quote what an authored address may not hold; what is already percent-encoded stays."""
    return _quote(_STRAY_PERCENT.sub("%25", address), _DELIMITERS + "%[]")


def _quote(text: str, safe: str) -> str:
    # A file name may hold bytes that are no UTF-8.
    return quote(_HALF.sub("\ufffd", text), safe=safe, errors="surrogateescape")


def is_web_address(address: str) -> bool:
    """Tell whether an address is absolute and http or https."""
    if ":" not in address:
        return False  # Most are paths, and told at once.
    return _PLAIN_WEB_ADDRESS.match(address) is not None or split(address).is_web


def same_page(one: str, other: str) -> bool:
    """Tell whether two addresses lead to the same page, as far as can be told from them alone.

    Scheme, query, fragment, `index.html`, a slash at the end and the spelling of percent-encoding make no difference.
    """
    return one == other or _page_of(one) == _page_of(other)


def _page_of(address: str) -> tuple[str, str]:
    parts = split(address.strip())
    if not parts.is_valid:
        return "", address
    return parts.place, unquote(parts.path).removesuffix("index.html").rstrip("/")


# In a text, and in one that is encoded once or more; what `@` ends may hold no end of a host.
_NAMED_HOST = re.compile(r"""(?<=://)[^\s/?#\\"'<>`]+@""")
_NAMED_HOST_ENCODED = (
    r"""(?i)(%(?:25)*3A%(?:25)*2F%(?:25)*2F)(?:(?!%(?:25)*(?:2F|3F|23|40))[^\s/?#@&"'<>`])+(?:%(?:25)*40|@)"""
)


def by_decoded(addresses: Iterable[str]) -> dict[str, frozenset[str]]:
    """Gather the spellings of addresses that are the same without percent-encoding, by what they are then."""
    found: dict[str, set[str]] = {}
    for address in addresses:
        found.setdefault(unquote(address), set()).add(address)
    return {decoded: frozenset(spelled) for decoded, spelled in found.items()}


def without_password(text: str) -> str:
    """Take name and password out of all addresses in a text: `https://name:password@host/` is `https://host/`."""
    if "@" in text and "://" in text:
        text = _NAMED_HOST.sub("", text)
    return re.sub(_NAMED_HOST_ENCODED, r"\1", text) if "40" in text and "%" in text else text


def without(userinfo: str, text: str) -> str:
    """Take a name and password, known from an address, out of a text in which they may be encoded or escaped."""
    return _spellings(userinfo).sub("", text) if userinfo else text


@lru_cache(maxsize=8)
def _spellings(userinfo: str) -> re.Pattern[str]:
    once = (userinfo, escape(userinfo), quote(userinfo, safe=""), quote(userinfo, safe=":"), quote(unquote(userinfo)))
    all_of_them = dict.fromkeys((*once, *(quote(one, safe="") for one in once)))
    return re.compile(f"(?:{'|'.join(map(re.escape, all_of_them))})(?:@|%(?:25)*40|&#(?:64|x40);)", re.IGNORECASE)


def without_www(address: str) -> str:
    """Take `www.` off an absolute address: most sites answer with and without it."""
    return address.replace("://www.", "://", 1)
