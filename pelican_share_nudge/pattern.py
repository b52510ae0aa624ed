"""What a blog writes with placeholders, as `{title}`: which may stand there, and an address filled in for a post."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import quote

from pelican_share_nudge.addresses import quote_address, split
from pelican_share_nudge.nearest import closest, cut

IN_TARGETS = frozenset(("title", "url", "text", "language", "slug"))
_KNOWN = IN_TARGETS | {"network", "next"}

PLACEHOLDER = re.compile(r"\{(\w+)\}")
# What may be meant for one; braces around anything else are braces.
_NAME = r"\s*(\w+(?:[.-]\w+)*)\s*"
_LIKE_PLACEHOLDER = re.compile(rf"\{{\{{{_NAME}\}}\}}|\{{{_NAME}\}}")
_WITH_HEADERS = ("mailto", "sms")
_HEADER = re.compile(
    r"(?:subject|body|to|cc|bcc|from|reply-to|in-reply-to|references|keywords|comments|x-[\w-]+)=", re.IGNORECASE
)
# No name of a parameter begins or ends with a blank.
_AND_IN_TEXT = re.compile(r"(?<=\s)&|&(?=\s)")
_RESERVED_IN_HEADERS = str.maketrans({"#": "%23", "?": "%3F", "[": "%5B", "]": "%5D"})


def problems(text: str, allowed: Collection[str]) -> Iterator[str]:
    """Find what is meant as a placeholder and is none, and say what to write instead."""
    said = set()
    for found in _LIKE_PLACEHOLDER.finditer(text):
        written, name = found[0], found[1] or found[2]
        is_written_so = written == f"{{{name}}}"
        if (is_written_so and name in allowed) or (not is_written_so and name.casefold() not in _KNOWN):
            continue
        if written not in said:
            said.add(written)
            yield f"there is no placeholder `{cut(written)}` here.{_instead(name, allowed)}"


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
    return frozenset(PLACEHOLDER.findall(text))


def fill(address: str, values: Mapping[str, str]) -> str:
    """Fill in and percent-encode an address: values as a whole, and of the rest what an address may not hold.

    Args:
        values: placeholder → plain text; an address that stands for itself is quoted already.
    """
    address = _with_marks_of_text(address.strip().replace("&amp;", "&"))
    parts = PLACEHOLDER.split(address)
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
    query = _AND_IN_TEXT.sub("%26", query)
    if split(place).scheme not in _WITH_HEADERS:
        return f"{place}{mark}{query}"
    headers: list[str] = []
    for part in query.split("&"):
        if headers and not _HEADER.match(part):
            headers[-1] += f"%26{part}"
        else:
            headers.append(part)
    return f"{place}{mark}{'&'.join(headers).translate(_RESERVED_IN_HEADERS)}"
