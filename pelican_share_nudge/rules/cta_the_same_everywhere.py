"""Nine posts in ten end with the very same call to action.

Why: who has read three posts no longer sees it, and it fits none of them in particular.
Bad: “Subscribe to the newsletter” under the recipe, the obituary and the release notes.
Good: “Send this to whoever bakes with you” under recipes, “Tell us what you would change” under drafts.
Mend: give SHARE_NUDGE_CTAS several calls to action with conditions (`category`, `tag`, `path`), or write a sentence in
the front matter: `nudge_cta: Know somebody who kneads? Send it to them.`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules.kit import Found, shown
from pelican_share_nudge.site.site import Site

LEVEL = "off"
SECTION = "content"

FEWEST_POSTS = 10
SHARE = 0.9


def gather(page: Page, post: Post, site: Site) -> tuple[str, ...]:
    # Posts without any count as well: they are not like the others.
    return tuple(dict.fromkeys(cta.text for cta in page.ctas if cta.text))


def compare(gathered: Mapping[str, tuple[str, ...]], site: Site) -> Iterator[tuple[str, Found]]:
    if len(gathered) < FEWEST_POSTS:
        return
    text, count = max(
        Counter(text for texts in gathered.values() for text in texts).items(),
        key=lambda item: (item[1], item[0]),
        default=("", 0),
    )
    if count >= SHARE * len(gathered):
        yield (
            "",
            Found(
                message=f"{count} of {len(gathered)} posts end with the same call to action, “{shown(text)}”, and "
                "readers who come back no longer see it. Give SHARE_NUDGE_CTAS several, with conditions such as "
                "`category`.",
                anchor="cta",
                keys=("SHARE_NUDGE_CTAS",),
            ),
        )
