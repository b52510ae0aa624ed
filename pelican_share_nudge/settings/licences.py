"""The only module that knows which licence a name or an address means, and what it lets readers do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct

from pelican_share_nudge.nearest import closest, cut
from pelican_share_nudge.tables.licences import (
    COUNTRIES,
    KINDS,
    PARTS,
    PORTS,
    PUBLIC_DOMAIN,
    PUBLIC_DOMAIN_NAMES,
    RESERVED,
    SPDX,
    WORDS,
)

_CREATIVE_COMMONS = "https://creativecommons.org/"
_SPDX = "https://spdx.org/licenses/"


class Licence(Struct, frozen=True):
    """A licence under which a post is given away.

    Attributes:
        parts: what it asks of readers, `by`, `nc`, `nd`, `sa`; empty for the public domain, and None for one of which
            only the name is known.
    """

    name: str
    address: str
    parts: tuple[str, ...] | None = None


# No text of an author is as long as to be one licence's name or address.
_LONGEST = 2_000
_ADDRESS = re.compile(
    r"creativecommons\.org/(?:licenses/([a-z-]{2,12})/(\d\.\d)(?:/([a-z]{2,8}))?|publicdomain/(zero|mark)/1\.0)(?![\w.])",
    re.IGNORECASE,
)
_ADDRESS_OF_OTHERS = re.compile(
    r"(?:spdx|opensource)\.org/licen[cs]es?/([\w.+-]{1,60}?)(?:\.html|\.json)?/?$", re.IGNORECASE
)
_NOISE = frozenset(
    "a the under licensed license licence lizenz licencia licenza licenca international unported generic universal und "
    "and version".split()
)
_NO_WORD = re.compile(r"[^\w.+]+|_")
_VERSION = re.compile(r"(\d)(?:\.(\d))?")
_BEFORE_NUMBER = re.compile(r"v(?=\d)")


@lru_cache(maxsize=256)  # Most posts of a blog have the same one.
def find_licence(text: str) -> Licence | None:
    """Find the licence that a text names: by name, in any usual spelling, or by an address in it."""
    if len(text) > _LONGEST:
        return None
    return _by_address(text) or _by_name(text)


def is_reserved(text: str) -> bool:
    """Tell whether an author says that readers may do nothing but read."""
    words = " ".join(_words(text[:_LONGEST])).strip(".")
    return words in RESERVED or text.strip().startswith("©") or words.startswith("copyright ")


def closest_licence(text: str, *, cutoff: float = 0.65) -> str:
    """Find the name that is most like one that is none; empty when none is."""
    of_creative_commons = (f"CC {kind.upper()} 4.0" for kind in sorted(KINDS))
    return closest(text, (*PUBLIC_DOMAIN, *of_creative_commons, *sorted(SPDX)), cutoff=cutoff)


def unknown_licence(text: str) -> str:
    """Say that a text names no licence, and what to write."""
    meant = closest_licence(text)
    advice = f"Did you mean `{meant}`?" if meant else "Write one like `CC BY-SA 4.0` or `MIT`."
    return f"`{cut(text)}` is no licence of Creative Commons or SPDX, with its version. {advice}"


def licence_of(value: str | Mapping[str, str]) -> Licence | None:
    """Give the licence that a setting names; one of the blog's own is known by its address or name, if at all."""
    if isinstance(value, str):
        return find_licence(value)
    name, address = value["name"], value["url"]
    known = find_licence(address) or find_licence(name)
    return Licence(name, address, known.parts if known else None)


def _by_address(text: str) -> Licence | None:
    if found := _ADDRESS.search(text):
        kind, version, port, public = (part.lower() if part else "" for part in found.groups())
        if public:
            return _public_domain("CC0 1.0" if public == "zero" else "Public Domain Mark 1.0")
        return _creative_commons(kind.split("-"), version, port if port in PORTS.get(version, ()) else "")
    found = _ADDRESS_OF_OTHERS.search(text.strip())
    return _of_spdx(found[1]) if found else None


def _by_name(text: str) -> Licence | None:
    words = [word for word in _words(text) if word not in _NOISE]
    if name := PUBLIC_DOMAIN_NAMES.get(" ".join(words)):
        return _public_domain(name)
    return _of_spdx(text) or _of_words(words)


def _words(text: str) -> list[str]:
    """Take a name apart, in small letters and without accents, what is written in full abbreviated."""
    plain = unicodedata.normalize("NFKD", _NO_WORD.sub(" ", text)).encode("ascii", "ignore").decode("ascii")
    spaced = f" {' '.join(_BEFORE_NUMBER.sub('', plain.casefold()).split())} "
    for words, short in _ABBREVIATED:
        spaced = spaced.replace(f" {words} ", f" {short} ")
    return spaced.split()


_ABBREVIATED = (
    ("creative commons", "cc"),
    ("public license", "license"),
    *sorted({**WORDS, **COUNTRIES}.items(), key=lambda item: len(item[0]), reverse=True),
)


def _of_words(words: list[str]) -> Licence | None:
    """Read `cc by sa 4.0 de`, in which nothing else stands, and each word once."""
    parts = [word for word in words if word in PARTS]
    rest = [word for word in words if word not in PARTS and word != "cc"]
    if not rest or len(rest) > 2 or (version := _VERSION.fullmatch(rest[0])) is None:
        return None
    return _creative_commons(parts, f"{version[1]}.{version[2] or 0}", rest[1] if rest[1:] else "")


def _creative_commons(parts: list[str], version: str, port: str) -> Licence | None:
    kind = "-".join(part for part in PARTS if part in parts)
    if kind not in KINDS or len(set(parts)) < len(parts) or port not in PORTS.get(version, ()):
        return None
    written = "by-nd-nc" if (kind, version) == ("by-nc-nd", "1.0") else kind
    address = f"{_CREATIVE_COMMONS}licenses/{written}/{version}/{port + '/' if port else ''}"
    return Licence(
        " ".join(filter(None, ("CC", written.upper(), version, port.upper()))), address, tuple(kind.split("-"))
    )


def _public_domain(name: str) -> Licence:
    return Licence(name, _CREATIVE_COMMONS + PUBLIC_DOMAIN[name], ())


def _of_spdx(text: str) -> Licence | None:
    words = _NO_WORD.sub(" ", text.casefold()).split()
    for chosen in (words, [word for word in words if word not in _NOISE]):
        written = _BEFORE_NUMBER.sub("", "-".join(chosen))
        for spelled in ("-".join(chosen), written, f"{written}.0"):  # `GPLv3` is GPL-3.0.
            if name := _spdx().get(_spelling(spelled)):
                return Licence(name, f"{_SPDX}{name}.html")
    return None


@cache
def _spdx() -> Mapping[str, str]:
    return {_spelling(name): name for name in SPDX}


def _spelling(name: str) -> str:
    """Spell a name of SPDX in the one way in which they are compared; only a plus makes a difference."""
    return re.sub(r"[^a-z0-9+]", "", name.casefold())
