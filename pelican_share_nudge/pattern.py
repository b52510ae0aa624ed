"""The only module that takes apart and fills what has placeholders, as `{title}`: words, targets, share addresses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

from msgspec import Struct

from pelican_share_nudge.addresses import quote_address, split
from pelican_share_nudge.nearest import closest, cut

IN_TARGETS = frozenset(("title", "url", "text", "language", "slug"))
IN_SHARE_LINKS = frozenset("url title text message excerpt image hashtags hashtag via instance".split())
IN_CAMPAIGNS = frozenset(("network", "kind", "slug", "language"))
_KNOWN = IN_TARGETS | {"network", "next", "site"}

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
# In a path, `*` stands for one segment of it.
_VARIABLE = re.compile(r"\*|\{\w+\}")
_MARK = re.compile("[?#]")
# What may be meant for one; braces around anything else are braces.
_NAME = r"\s*(\w+(?:[.-]\w+)*)\s*"
_LIKE_PLACEHOLDER = rf"\{{\{{{_NAME}\}}\}}|\{{{_NAME}\}}"
# In prose: `code`, f{x}, ${name}, \frac{one}{two}, {0}, {id}: what stands directly behind a word or a sign of code, and
# what is too short for a name.
_BRACES_OF_OTHERS = r"`[^`]*`|(?<=[A-Za-z0-9_$\\)}#%=>])\{\s*\w+\s*\}|\{\s*(?:\w{1,2}|\d\w*)\s*\}"
_WITH_HEADERS = ("mailto", "sms")
_HEADER = r"(?i)(?:subject|body|to|cc|bcc|from|reply-to|in-reply-to|references|keywords|comments|x-[\w-]+)="
# No name of a parameter begins or ends with a blank.
_AND_IN_TEXT = r"(?<=\s)&|&(?=\s)"
_RESERVED_IN_HEADERS = str.maketrans({"#": "%23", "?": "%3F", "[": "%5B", "]": "%5D"})


def problems(text: str, allowed: Collection[str]) -> Iterator[str]:
    """Find what is meant as a placeholder and is none, and say what to write instead."""
    said = set()
    for found in re.finditer(_LIKE_PLACEHOLDER, text):
        written, name = found[0], found[1] or found[2]
        is_written_so = written == f"{{{name}}}"
        if (is_written_so and name in allowed) or (not is_written_so and name.casefold() not in _KNOWN):
            continue
        if written not in said:
            said.add(written)
            yield f"there is no placeholder `{cut(written)}` here.{_instead(name, allowed)}"


def problems_in_prose(text: str, allowed: Collection[str]) -> Iterator[str]:
    """Find the same in an author's words, where code, formulas and numbers have braces of their own."""
    return problems(re.sub(_BRACES_OF_OTHERS, "", text), allowed)


def _instead(name: str, allowed: Collection[str]) -> str:
    if meant := closest(name, allowed):
        return f" Did you mean `{{{meant}}}`?"
    if not allowed:
        return " Nothing is filled in here: write the words themselves."
    return f" {'There is' if len(allowed) == 1 else 'There are'} {listed(allowed)}."


def listed(names: Collection[str]) -> str:
    return ", ".join(f"`{{{name}}}`" for name in sorted(names))


def names_in(text: str) -> frozenset[str]:
    """List the placeholders in an address or a text."""
    return frozenset(_pieces(text)[1::2])


def without_placeholders(text: str) -> str:
    return "".join(_pieces(text)[::2])


def put(text: str, values: Mapping[str, str]) -> str:
    """Put values in the places of their placeholders; all other braces stay what they are."""
    pieces = list(_pieces(text))
    pieces[1::2] = [values.get(name, f"{{{name}}}") for name in pieces[1::2]]
    return "".join(pieces)


@lru_cache(maxsize=1024)  # A site has few texts and patterns, and each of its posts wants them filled.
def _pieces(text: str) -> tuple[str, ...]:
    """Take a text apart: what stands around placeholders, and between them their names."""
    return tuple(_PLACEHOLDER.split(text))


class Part(NamedTuple):
    """What stands between two `&` of a share address, and its placeholders."""

    text: str
    names: tuple[str, ...]


class Parameter(NamedTuple):
    """A parameter of a share address, whose name is decoded, and the placeholders in its value."""

    name: str
    placeholders: tuple[str, ...]

    @property
    def carries(self) -> str:
        """The placeholder whose value it carries: several in one, with the address, are a message."""
        is_message = len(self.placeholders) > 1 and not {"url", "message"}.isdisjoint(self.placeholders)
        return "message" if is_message else self.placeholders[0]


class SharePattern(Struct, frozen=True):
    """The address of a network, with placeholders.

    Attributes:
        head: what stands before its query or fragment.
        mark: with which that begins.
        parts: what stands behind the mark.
        parameters: of these parts, those with a placeholder in their value.
        whole: the placeholder that is all that stands behind the mark.
        names: all its placeholders.
    """

    head: str
    mark: str
    parts: tuple[Part, ...]
    parameters: tuple[Parameter, ...]
    whole: str
    names: frozenset[str]

    def fill(self, values: Mapping[str, str]) -> str:
        """Fill in values, encoded already; a parameter of which one is empty is left out."""
        kept = [text for text, names in self.parts if all(map(values.__getitem__, names))]
        address = f"{self.head}{self.mark}{'&'.join(kept)}"
        for name in self.names:  # Encoded values hold no brace that could be taken for a placeholder.
            address = address.replace(f"{{{name}}}", values[name])
        return address


@cache
def parse(pattern: str) -> SharePattern:
    """Take the address of a network apart; each only once."""
    found = _MARK.search(pattern)
    head, mark = (pattern[: found.start()], found[0]) if found else (pattern, "")
    behind = pattern[len(head) + len(mark) :]
    in_both = behind.replace("#", "&", 1) if mark == "?" else behind  # query and fragment
    pairs = (part.partition("=") for part in in_both.split("&"))
    parameters = (Parameter(unquote(name), _pieces(value)[1::2]) for name, _, value in pairs)
    whole = _PLACEHOLDER.fullmatch(behind.partition("#")[0])
    return SharePattern(
        head=head,
        mark=mark,
        parts=tuple(Part(part, _pieces(part)[1::2]) for part in behind.split("&")) if mark else (),
        parameters=tuple(parameter for parameter in parameters if parameter.placeholders),
        whole=whole[1] if whole else "",
        names=names_in(pattern),
    )


def compile_path(path: str) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    """Make the expression for a path, and list the placeholders in it; no expression for a path without any."""
    parts: list[str] = []
    names: list[str] = []
    end = 0
    for variable in _VARIABLE.finditer(path):
        name = variable[0].strip("{}")
        is_new = name.isidentifier() and name not in names
        part = "[^/]+" if name == "*" else f"(?P<{name}>.+)" if is_new else ".+"
        names += [name] if is_new else []
        parts += [re.escape(path[end : variable.start()]), part]
        end = variable.end()
    if not parts:
        return None, ()
    parts.append(re.escape(path[end:]))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL), tuple(names)


def fill(address: str, values: Mapping[str, str]) -> str:
    """Fill in and percent-encode the target of a link: values as a whole, and of the rest what an address may not hold.

    Args:
        values: placeholder → plain text; an address that stands for itself is quoted already.
    """
    address = _with_marks_of_text(address.strip().replace("&amp;", "&"))
    parts = _pieces(address)
    written = [quote_address(parts[0])]
    for name, behind in zip(parts[1::2], parts[2::2], strict=True):
        if name not in values:
            written.append(quote_address(f"{{{name}}}"))
        elif name == "url" and not any(written):
            written.append(values[name])
        else:
            written.append(quote(values[name], safe="", errors="replace"))
        written.append(quote_address(behind))
    return "".join(written)


def _with_marks_of_text(address: str) -> str:
    """Encode each `&` that belongs to a text, and in a mail's headers what would end them."""
    place, mark, query = address.partition("?")
    query = re.sub(_AND_IN_TEXT, "%26", query)
    if split(place).scheme not in _WITH_HEADERS:
        return f"{place}{mark}{query}"
    headers: list[str] = []
    for part in query.split("&"):
        if headers and not re.match(_HEADER, part):
            headers[-1] += f"%26{part}"
        else:
            headers.append(part)
    return f"{place}{mark}{'&'.join(headers).translate(_RESERVED_IN_HEADERS)}"
