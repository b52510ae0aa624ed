"""Reads QR codes back, with ZXing, from SVG of rectangles and strokes as a browser would paint it."""

from __future__ import annotations

import re
from itertools import repeat

import zxingcpp
from selectolax.lexbor import LexborHTMLParser

_PIXELS = 4  # a module's side
_STEP = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")


def painted(html: str) -> list[list[bool]]:
    """Paint the modules of the code in a block: True where one is dark. What is behind it is white as far as the
    block itself makes it so."""
    svg = LexborHTMLParser(html).css_first("svg")
    assert svg is not None
    ground, strokes = svg.css("path")
    side = int(re.findall(r"\d+", svg.attributes.get("viewBox") or "")[-1])
    assert ground.attributes == {"fill": "#fff", "d": f"M0 0h{side}v{side}h-{side}z"}
    assert strokes.attributes.get("stroke") == "#000"
    modules = [[False] * side for _ in range(side)]
    x, y = 0.0, 0.0
    for command, first, second in _STEP.findall(strokes.attributes.get("d") or ""):
        if command == "M":
            x, y = float(first), float(second)
        elif command == "m":
            x, y = x + float(first), y + float(second)
        else:
            row, start = int(y - 0.5), int(x)
            modules[row][start : start + int(first)] = [True] * int(first)
            x += float(first)
    return modules


def decoded(html: str) -> tuple[str, str]:
    """Read the code in a block: what it says, and its level of error correction."""
    rows = [[0 if is_dark else 255 for is_dark in row for _ in range(_PIXELS)] for row in painted(html)]
    picture = bytes(value for row in rows for line in repeat(row, _PIXELS) for value in line)
    side = len(rows) * _PIXELS
    (code,) = zxingcpp.read_barcodes(memoryview(picture).cast("B", (side, side)))
    return code.text, code.ec_level
