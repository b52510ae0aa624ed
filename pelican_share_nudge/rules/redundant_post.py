"""A post with nearly the same text as another one of the same language.

Why: who knows the one has nothing new to pass on, and shares, links and comments are spread over two addresses.
Bad: `news.md` and `news-again.md`, which differ by one sentence.
Good: one post; the other one is a few lines that say what is new, and link to it.
Mend: say what is new in the later one, take one of them away, or write `nudge_url` with the address of the original.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._sketch import Sketch, nearly_equal, sketch
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "off"
SECTION = "content"


def gather(page: Page, post: Post, site: Site) -> Sketch | None:
    # With `nudge_url` readers share the original, which is what this asks for.
    return sketch(post.content, post.language) if post.address == post.own_address else None


def compare(gathered: Mapping[str, Sketch], site: Site) -> Iterator[tuple[str, Found]]:
    for source, older in nearly_equal(gathered):
        yield (
            source,
            Found(
                message=f"It says nearly the same as `{older}`: who knows that one has nothing new to pass on. Say "
                "what is new here, keep one of the two, or write `nudge_url` with the address of the original.",
                anchor=older,
                about=older,
            ),
        )
