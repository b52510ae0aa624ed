"""A share card without its title, its author or an emoji, for no font has these characters.

Why: friends see a card that does not say what the link is about; the other way would be a card full of boxes.
Bad: a title in Japanese, on a server without a Japanese font
Good: `apt-get install fonts-noto-cjk` before the site is built, or `SHARE_NUDGE_CARD_FONTS = ["fonts/NotoSerifJP.otf"]`
Mend: install a font that has the characters, or name its file; on Debian and Ubuntu `fonts-noto-core`,
`fonts-noto-cjk` and `fonts-noto-color-emoji` have all. A missing emoji is told as an info.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "preview"
NEEDS = ("page.card",)


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    card = page.card
    if card and card.without:
        yield Found(
            message=f"Its card is drawn without {card.without}. {card.why}",
            anchor="symbols" if card.only_symbols else "words",
            keys=("title",),
            level="info" if card.only_symbols else None,
        )
