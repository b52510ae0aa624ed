"""The only module that looks into a PNG: it can bear a label, and be asked for it."""

from __future__ import annotations

import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEYWORD = b"passalong"
_HEADER_ENDS = len(_SIGNATURE) + 4 + 4 + 13 + 4
# How much of a file tells its label.
BEGINNING = 512


def labelled(png: bytes, label: str) -> bytes:
    """Put a label behind the header of a PNG, as a text chunk (www.w3.org/TR/png-3, 11.3.3.2).

    Args:
        label: a few letters of ASCII.
    """
    data = b"tEXt" + _KEYWORD + b"\0" + label.encode("ascii")
    chunk = (len(data) - 4).to_bytes(4) + data + zlib.crc32(data).to_bytes(4)
    return png[:_HEADER_ENDS] + chunk + png[_HEADER_ENDS:]


def label_of(beginning: bytes) -> str:
    """Read the label from the first bytes of a file; empty for any other file."""
    length = int.from_bytes(beginning[_HEADER_ENDS : _HEADER_ENDS + 4])
    data = beginning[_HEADER_ENDS + 4 : _HEADER_ENDS + 8 + length]
    prefix = b"tEXt" + _KEYWORD + b"\0"
    if not beginning.startswith(_SIGNATURE) or not data.startswith(prefix):
        return ""
    return data.removeprefix(prefix).decode("ascii", "replace")
