"""What the rules about calls to action have in common: who wrote one, and what is said once for all posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from pelican_share_nudge.page.facts import FoundCta, Link, Page
from pelican_share_nudge.post import Post

SETTING = ("SHARE_NUDGE_CTAS",)


def ctas_of_settings(page: Page, post: Post) -> Iterator[FoundCta]:
    """List those that the plugin wrote as the settings say: what is wrong with one is mended there, once."""
    return (cta for cta in page.ctas if cta.own and not is_sentence(cta, post))


def ctas_of_others(page: Page, post: Post) -> Iterator[FoundCta]:
    """List those of the theme, of the author's text, and the author's sentence in the front matter."""
    return (cta for cta in page.ctas if not cta.own or is_sentence(cta, post))


def is_sentence(cta: FoundCta, post: Post) -> bool:
    """Tell whether the author wrote it as `nudge_cta: a sentence`."""
    return cta.own and cta.kind in ("", "pass-on") and "nudge_cta" in post.keys and not post.asks_for


def counted(gathered: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Give each thing that was gathered once, with on how many posts it is."""
    for thing, count in Counter(thing for things in gathered.values() for thing in things).items():
        yield thing, "1 post" if count == 1 else f"{count} posts"


def tell(cta: FoundCta, link: Link | None = None) -> str:
    """Give what to look for in sources and templates: an address, else a class, else words on a link."""
    if link is not None and len(link.href) > 1:
        return link.href
    # Short classes (`cta`) are part of ordinary words.
    return cta.text_there if len(cta.text_there) > 6 else (link.name if link else "") or cta.text_there
