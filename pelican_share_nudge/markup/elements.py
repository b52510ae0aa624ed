"""The only module that keeps which elements are open, as a browser's tree builder does."""

from __future__ import annotations

from pelican_share_nudge.markup.names import (
    BARRIERS,
    CELLS,
    DRAWINGS,
    ENDS_DRAWINGS,
    ENDS_PARAGRAPHS,
    HEADINGS,
    HIDES,
    HTML_IN_DRAWINGS,
    ITEMS,
    PASSED_OVER,
    REACHES_FAR,
    SPECIAL,
    SWALLOWS,
    TABLE_PARTS,
    TO_CLOSE,
    WALLS,
)


class Elements:
    """The elements that are open, outermost first, as far as it matters. A tag takes few steps, however many are open.

    Attributes:
        hiding: how many of them hide what stands in them.
        ignored: the last tag was an end tag that closed nothing.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.hiding = 0
        self.ignored = False
        self._at: dict[str, list[int]] = {}  # where in `names` each name is
        self._walls: list[int] = []  # where in `names`, as the next two are
        self._specials: list[int] = []
        self._barriers: list[int] = []
        self._drawings = [0]  # how many between walls
        self._in_cell = False  # of the innermost table

    @property
    def in_drawing(self) -> bool:
        return self._drawings[-1] > 0

    @property
    def behind_a_wall(self) -> bool:
        return bool(self._walls)

    def outermost(self) -> int | None:
        """Find the outermost that a block should not stand in: where in `names`; None when there is none. A block
        itself closes an open paragraph, with all in it."""
        names = self.names
        if "p" in names and not self._walls and SWALLOWS.isdisjoint(names):
            names = names[: names.index("p")]
        return next((at for at, name in enumerate(names) if "-" in name or name in TO_CLOSE), None)

    def take(self, name: str, *, closing: bool) -> None:
        """Go on behind a tag."""
        self.ignored = False
        in_drawing = self._drawings[-1] > 0
        if in_drawing and name in ENDS_DRAWINGS and (not closing or name in ("p", "br")):
            while self.in_drawing:
                self._pop()
            in_drawing = False
        if name in PASSED_OVER and name != "hr":
            if name in TABLE_PARTS:
                self._in_cell = name in CELLS and not closing
            return
        if closing:
            self.ignored = not self._close(name)
            return
        if name in ENDS_PARAGRAPHS and not in_drawing:
            self._make_room(name)
        if name != "hr" and not (name == "form" and self._at.get(name)):  # Forms do not nest.
            self._push(name)

    def _make_room(self, name: str) -> None:
        """Close what a start tag closes: an item of the same list, a table outside of its cells, a paragraph, a
        heading."""
        if name in ITEMS and self._barriers and self.names[self._barriers[-1]] in ITEMS[name]:
            self._pop_from(self._barriers[-1])
        if name == "table" and not self._in_cell and self._last("table") > self._last("template"):
            self._pop_from(self._last("table"))
        paragraphs = self._at.get("p")
        if paragraphs and paragraphs[-1] > self._wall:
            self._pop_from(paragraphs[-1])
        if name in HEADINGS and self.names and self.names[-1] in HEADINGS:
            self._pop()

    def _push(self, name: str) -> None:
        here = len(self.names)
        self.hiding += name in HIDES
        if name in WALLS or (self.in_drawing and name in HTML_IN_DRAWINGS):
            self._walls.append(here)
            self._drawings.append(0)
        else:
            self._drawings[-1] += name in DRAWINGS
        if name in SPECIAL:
            self._specials.append(here)
            if name in BARRIERS:
                self._barriers.append(here)
        self._in_cell = self._in_cell and name != "table"
        self._at.setdefault(name, []).append(here)
        self.names.append(name)

    def _pop(self) -> None:
        name = self.names.pop()
        here = len(self.names)
        self.hiding -= name in HIDES
        self._in_cell = self._in_cell or name == "table"  # Another table can stand around it in a cell alone.
        self._at[name].pop()
        for levels in (self._specials, self._barriers):
            if levels and levels[-1] == here:
                levels.pop()
        if self._walls and self._walls[-1] == here:
            self._walls.pop()
            self._drawings.pop()
        else:
            self._drawings[-1] -= name in DRAWINGS

    def _pop_from(self, position: int) -> None:
        while len(self.names) > position:
            self._pop()

    def _last(self, *names: str) -> int:
        """Tell where the innermost of these is; -1 when none is open."""
        return max((self._at[name][-1] for name in names if self._at.get(name)), default=-1)

    @property
    def _wall(self) -> int:
        return self._walls[-1] if self._walls else -1

    def _close(self, name: str) -> bool:
        """Close the innermost such element and all inside it, if nothing in between keeps its end tag from reaching
        it; tell whether there was one."""
        if name in HEADINGS:
            found = self._last(*HEADINGS)
        else:
            at = self._at.get(name)
            found = at[-1] if at else -1
        if found < 0 or found < self._reach(name):
            return False
        self._pop_from(found)
        return True

    def _reach(self, name: str) -> int:
        """Tell how far out an end tag looks for its element."""
        if name == "li":
            return max(self._wall, self._last("ul", "ol"))
        if name in REACHES_FAR or self._drawings[-1] or not self._specials:
            return self._wall
        return max(self._wall, self._specials[-1])
