"""What goes where in a written page, or why not: pure, for it knows neither Pelican nor settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from pelican_share_nudge.insert import splice
from pelican_share_nudge.insert.place import (
    Around,
    Lack,
    Place,
    content_place,
    count_selected,
    early_offset,
    head_offset,
    lack_of_place,
    usual_head_end,
)
from pelican_share_nudge.insert.splice import Block
from pelican_share_nudge.markup.sight import in_the_open


class WhyNot(Struct, frozen=True):
    """Why nothing, or not all, was put into a page, what to write instead, and a word for that reason."""

    why: str = ""
    remedy: str = ""
    lack: str = ""

    def __str__(self) -> str:
        return f"{self.why} {self.remedy}".rstrip()


class Slotted(Struct, frozen=True):
    """A block, and where it stands: `before` or `after` the content, at its end in `print`, `inline`, or in the `head`.

    Attributes:
        called: by which name people know it.
        at: offset in the content, as written, where it stands inline.
        is_extra: the page has the same block once more, which alone goes where the theme has marked a place for it.
    """

    slot: str
    block: Block
    called: str = ""
    at: int = 0
    is_extra: bool = False


class Plan(Struct, frozen=True):
    """What goes into a page, and at which offset; which blocks its theme has printed there; and what has no place."""

    insertions: tuple[tuple[int, Block], ...] = ()
    present: frozenset[str] = frozenset()
    why_not: WhyNot | None = None


_BY_SELECTOR = "Name the one element that holds it in SHARE_NUDGE_SELECTOR"
_INTO_TEMPLATE = "put {markers} into the theme's template, where readers shall see them"
# By what a page lacks: why it has no place, and what gives it one.
_NO_PLACE: dict[Lack, tuple[str, str]] = {
    Lack.NOTHING: (
        "Its page is empty",
        "Let the theme's template {template}.html print the post.",
    ),
    Lack.NO_TEXT: (
        "It has no text, and nothing in its page proves where one would be",
        f"Write one, or {_INTO_TEMPLATE}.",
    ),
    Lack.NOT_THERE: (
        "Its page has no place that is certainly the end of its content: the theme prints a part of it, or a plugin "
        "changed it",
        f"{_BY_SELECTOR}, or {_INTO_TEMPLATE}.",
    ),
    Lack.UNSEEN: (
        "Its content stands only where readers do not see it, as in a script, an attribute or a text field",
        f"Print it in the open, or {_INTO_TEMPLATE}.",
    ),
    Lack.REPEATED: (
        "Its page holds its content more than once, and nothing tells which one is the post",
        f"{_BY_SELECTOR}, or {_INTO_TEMPLATE}.",
    ),
    Lack.LEFT_OPEN: (
        "Its content opens <{name}> and does not close it, and what stands behind that is not the post's only",
        "Write </{name}> where it ends, or &lt;{name}&gt; if it is only a word.",
    ),
    Lack.CUT_OFF: (
        "Its content ends within a comment, a tag, or an element such as <textarea>, which swallows what follows",
        "Close that in the post.",
    ),
}
_NO_BLOCK_OF_THEME = WhyNot(
    "Its page has no hooks: SHARE_NUDGE_PLACEMENT leaves them to the theme, whose template neither prints nor marks "
    "them.",
    'Print {{ article.nudge.cta }} and {{ article.nudge.bar }} there, or set SHARE_NUDGE_PLACEMENT = "after".',
    "left-to-theme",
)


def plan(
    page: str,
    content: str,
    blocks: Sequence[Slotted],
    *,
    assets: Callable[[], Sequence[Block]] = tuple,
    placement: str = "after",
    selector: str = "",
    template: str = "article",
    prints_hooks: bool = False,
    which: Callable[[str], int | None] = lambda _: None,
    around: Callable[[], Sequence[Around]] = tuple,
    head: int | None = None,
) -> Plan:
    """Plan what is inserted into a page.

    Args:
        content: the post's own, as written; may be empty.
        blocks: in the order in which they stand beside each other.
        assets: asked only where the page has hooks: what these need at the end of its head.
        placement: `theme` where blocks stand only where the theme has marked a place.
        selector: of the element that holds the content, in the blog's own words.
        template: by which the page was made.
        prints_hooks: the theme prints share links of its own.
        which: asked only where readers see the content more than once: which occurrence of a text is the post's own.
        around: asked only for an empty content: what stands around each place where the page would have it.
        head: where its head ends, for whoever knows of an end that lies in the open.
    """
    head = usual_head_end(page, len(page)) if head is None else head
    marked = splice.marker_offsets(page)
    present = _present(page, content)
    in_head = [one.block for one in blocks if one.slot == "head" and one.block.name not in present]
    of_body = [one for one in blocks if one.slot != "head"]
    wanted = [one for one in of_body if one.block.name not in present]
    printed = prints_hooks or len(wanted) < len(of_body)
    place = _content_place(page, content, which, around, selector, head or 0) if wanted else None
    beside = [one for one in wanted if one.slot != "inline"]
    inline = [one for one in wanted if one.slot == "inline"]
    insertions = _placed(marked, beside, place, placement)
    inserted = {block.name for _, block in insertions}
    missing = [one for one in beside if one.block.name not in inserted]
    inside = _inside(page, content, place, inline) if inline else []
    why_not = None
    if missing and placement != "theme":
        why_not = _why_not(page, content, missing, selector, template)
    elif missing and not (insertions or printed):
        why_not = _NO_BLOCK_OF_THEME
    elif inline and not inside:
        why_not = _why_not_inside(inline[0])
    insertions = [*inside, *insertions]
    needed = [one for one in assets() if one.name not in present] if insertions or present else []
    limit = place.before if place else min((offset for offset, _ in insertions), default=len(page))
    in_head_placed = (*_early(page, marked, limit, in_head), *_late(page, head, limit, needed))
    return Plan((*in_head_placed, *insertions), present, why_not)


def _early(page: str, marked: Mapping[str, int], limit: int, blocks: Sequence[Block]) -> list[tuple[int, Block]]:
    """Place what friends' programs look for, which read no more than the first part of a page: behind the theme's
    marker comment, else early in the head; nowhere in a page that has none."""
    early = early_offset(page, limit) if blocks else None
    placed = ((marked.get(block.name, early), block) for block in blocks)
    return [(offset, block) for offset, block in placed if offset is not None]


def _late(page: str, head: int | None, limit: int, blocks: Sequence[Block]) -> list[tuple[int, Block]]:
    """Place what belongs at the end of the head; before all other blocks in a page that has no head."""
    offset = head
    if blocks and (head is None or head >= limit):
        offset = head_offset(page, limit)
    return [(limit if offset is None else offset, block) for block in blocks]


def _present(page: str, content: str) -> frozenset[str]:
    """List the blocks that the theme has printed; what the author has pasted into the content is none of them."""
    present = splice.names(page)
    return splice.names(page.replace(content, "")) if present and splice.names(content) else present


def _content_place(
    page: str,
    content: str,
    which: Callable[[str], int | None],
    around: Callable[[], Sequence[Around]],
    selector: str,
    start: int,
) -> Place | None:
    return content_place(
        page,
        content,
        which=lambda: which(content if content in page else content.strip()),
        around=around,
        selector=selector,
        start=start,
    )


def _placed(
    marked: Mapping[str, int], blocks: Sequence[Slotted], place: Place | None, placement: str
) -> list[tuple[int, Block]]:
    """Find the offset of each block: behind the theme's marker comment, else beside the content."""
    placed = []
    for slotted in blocks:
        offset = marked.get(slotted.block.name)
        if offset is None and place is not None and placement != "theme":
            offset = place.before if slotted.slot == "before" else place.after
        elif slotted.is_extra:
            continue
        if offset is not None:
            placed.append((offset, slotted.block))
    return placed


def _inside(page: str, content: str, place: Place | None, blocks: Sequence[Slotted]) -> list[tuple[int, Block]]:
    """Find the offsets of blocks that stand inside of the content: only where the page has that as it was written."""
    text = content.strip()
    start = -1 if place is None else page.find(text, place.before, place.before + len(content))
    if not text or start < 0:
        return []
    first = start - content.index(text)
    offsets = [first + one.at for one in blocks]
    shown = in_the_open(page, sorted(offsets))
    return [(offset, one.block) for offset, one in zip(offsets, blocks, strict=True) if offset in shown]


def _why_not_inside(slotted: Slotted) -> WhyNot:
    return WhyNot(
        f"Its page has its content in another markup than Pelican wrote, so no {slotted.called} was inserted.",
        "Take out what changes the page after that, or write `nudge_quote: off`.",
        "content-in-other-markup",
    )


def _why_not(page: str, content: str, missing: Sequence[Slotted], selector: str, template: str) -> WhyNot:
    lack, name = lack_of_place(page, content)
    why, remedy = _NO_PLACE[lack]
    markers = " and ".join(dict.fromkeys(f"<!-- share-nudge:{one.block.name} -->" for one in missing))
    blocks = " and no ".join(dict.fromkeys(one.called for one in missing))
    for placeholder, value in (("{name}", name), ("{markers}", markers), ("{template}", template)):
        why, remedy = why.replace(placeholder, value), remedy.replace(placeholder, value)
    if selector and _BY_SELECTOR in remedy:
        remedy = f"{_why_not_selected(page, selector)} {remedy}"
    return WhyNot(f"{why}, so no {blocks} was inserted.", remedy, lack.value)


def _why_not_selected(page: str, selector: str) -> str:
    count = count_selected(page, selector)
    found = {0: "nothing", 1: "an element without an end, or not the one that holds it"}
    return f"SHARE_NUDGE_SELECTOR selects {found.get(count, f'{count} elements')} there."
