"""The only module that reads icons: of an SVG file, as drawing programs write it, only the shapes go into a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from markupsafe import Markup, escape

from pelican_share_nudge.errors import ShareNudgeError

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset("path circle ellipse rect line polyline polygon".split())
_GEOMETRY = frozenset(
    "d fill-rule clip-rule transform points x y width height rx ry r cx cy x1 y1 x2 y2 pathLength".split()
)
# What is for programs, or gives colours, which an icon takes from the text around it.
_NOT_SHOWN = frozenset("title desc metadata style script defs".split())
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


class IconProblem(ShareNudgeError):
    """A file cannot be shown as an icon; the message says why, and what to do."""


def picture(svg: str) -> Markup:
    """Make of an SVG file what stands in a page: monochrome, in the colour of the text around it, for the eye only.

    Raises:
        IconProblem: it is no SVG, has no size, or shows something else than filled shapes.
    """
    try:
        root = ElementTree.fromstring(svg.strip())
    except (ElementTree.ParseError, ValueError) as error:
        raise IconProblem(f"it is no SVG: {error}") from error
    if root.tag not in (f"{_SVG}svg", "svg"):
        raise IconProblem(f"it is no SVG: it begins with <{root.tag}>")
    _refuse_lines(root)
    shapes = Markup().join(_shapes(root))
    if not shapes:
        raise IconProblem("it has no shape that is filled")
    return Markup(
        '<svg class="passalong-icon" viewBox="{}" width="20" height="20" fill="currentColor" aria-hidden="true" '
        'focusable="false">{}</svg>'
    ).format(_view_box(root), shapes)


def _view_box(root: ElementTree.Element) -> str:
    """Give the part of the plane that is shown, of which an SVG may only tell width and height."""
    numbers = _NUMBER.findall(root.get("viewBox", ""))
    if not numbers:
        numbers = ["0", "0", *_NUMBER.findall(root.get("width", ""))[:1], *_NUMBER.findall(root.get("height", ""))[:1]]
    if len(numbers) != 4:
        raise IconProblem('it has no size: write viewBox="0 0 24 24", with its own numbers, into its first element')
    return " ".join(numbers)


def _shapes(parent: ElementTree.Element) -> Iterator[Markup]:
    for element in parent:
        space, _, name = str(element.tag).rpartition("}")
        if (space and f"{space}}}" != _SVG) or name in _NOT_SHOWN:
            continue
        if name == "g":
            yield Markup("<g{}>{}</g>").format(_geometry(element), Markup().join(_shapes(element)))
        elif name not in _SHAPES:
            raise IconProblem(f"it has a <{name}>, and only shapes can be shown: turn it into paths")
        elif _painted(element, "fill") != "none":  # a frame without colour is only for the program
            yield Markup("<{}{}/>").format(Markup(name), _geometry(element))


def _geometry(element: ElementTree.Element) -> Markup:
    kept = ((name, value) for name, value in element.attrib.items() if name in _GEOMETRY)
    return Markup().join(Markup(' {}="{}"').format(Markup(name), escape(value)) for name, value in kept)


def _refuse_lines(root: ElementTree.Element) -> None:
    if any(_painted(element, "stroke") not in ("", "none") for element in root.iter()):
        raise IconProblem("it is drawn with lines, and icons are filled: turn its strokes into paths")


def _painted(element: ElementTree.Element, how: str) -> str:
    """Give the colour of an element's area or line, an attribute or in its style; empty when it says none."""
    styled = re.search(rf"(?:^|;)\s*{how}\s*:\s*([^;!]+)", element.get("style", ""))
    return (styled[1] if styled else element.get(how, "")).strip().lower()
