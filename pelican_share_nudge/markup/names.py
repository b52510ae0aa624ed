"""The only module that says which elements HTML treats in ways of their own."""

from __future__ import annotations

# What does not nest, or may be left open by the rules of HTML (13.1.2.4), so that leaving it open swallows nothing.
CLOSED_BY_OTHERS = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr "
    "p li dt dd rb rt rtc rp thead tbody tfoot tr td th colgroup caption html head body".split()
)
# A parser opens these anew in whatever follows (13.2.4.3), so that there is no place outside of them.
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
LEAVES_NOTHING_OPEN = CLOSED_BY_OTHERS | FORMATTING
# Of these, what closes all that was left open inside it (13.2.6.4.7), so that it matters while it is open.
PARAGRAPHS_AND_ITEMS = frozenset("p li dd dt".split())
PASSED_OVER = LEAVES_NOTHING_OPEN - PARAGRAPHS_AND_ITEMS
CELLS = frozenset("td th caption".split())
TABLE_PARTS = CELLS | frozenset("thead tbody tfoot tr col colgroup".split())
RAW_TEXT = frozenset("script style textarea title xmp iframe noembed noframes plaintext".split())
# Elements whose end tag closes whatever is open in them (13.2.6.4.7); that of any other is passed over.
CLOSES_ALL_INSIDE = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup "
    "listing main menu nav ol pre search section summary ul".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Start tags that close an open paragraph.
ENDS_PARAGRAPHS = CLOSES_ALL_INSIDE | HEADINGS | frozenset("p li dd dt form hr table".split())
# Elements that the end tag of an ordinary one does not reach over (13.2.4.2, "special"), as far as they nest.
SPECIAL = (
    CLOSES_ALL_INSIDE
    | HEADINGS
    | PARAGRAPHS_AND_ITEMS
    | frozenset("applet button form marquee noscript object select table template".split())
) - {"dialog"}
REACHES_FAR = SPECIAL | CLOSES_ALL_INSIDE
ITEMS = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt")}  # and which of them a new one closes
# Those that a new item does not look past for the one that it closes.
BARRIERS = SPECIAL - {"address", "div", "p"}
DRAWINGS = frozenset(("svg", "math"))
# Where markup in a drawing is HTML again (13.2.4.2, "integration point").
HTML_IN_DRAWINGS = frozenset("foreignobject desc title mi mo mn ms mtext".split())
# Tags that end a drawing (13.2.6.5).
ENDS_DRAWINGS = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split()
)
# Elements inside which the end tags of what is around them count for nothing (13.2.4.2, "in scope").
WALLS = frozenset("applet button caption marquee object select table template td th".split())
# Elements that hide what stands in them, or move it elsewhere.
SWALLOWS = frozenset(
    "audio button canvas datalist details dialog map math noscript object optgroup option select svg table template "
    "video".split()
)
# The others that HTML knows. What it does not, such as the `<username>` of a command line, holds what follows, too, but
# is not seen and never closed: it opens nothing. One with a hyphen is a custom element.
ORDINARY = frozenset(
    "abbr acronym bdi bdo blink cite data del dfn frameset ins kbd label legend mark meter output picture progress q "
    "rbc ruby samp slot span sub sup time var".split()
)
TO_CLOSE = (
    ORDINARY | SPECIAL | CLOSES_ALL_INSIDE | DRAWINGS | HTML_IN_DRAWINGS | WALLS | SWALLOWS
) - LEAVES_NOTHING_OPEN
# Elements whose content readers do not see as a part of the page.
HIDES = frozenset("audio canvas datalist math noscript object optgroup option select svg template video".split())
