"""A call to action whose link says “click here” or “read more” and not what the reader gets.

Why: readers decide by the words on the link, and screen readers list links without the text around them.
Bad: `<a href="/newsletter/">Click here</a>`
Good: `<a href="/newsletter/">Get the next letter on Sunday</a>`
Mend: write in `action` of the call to action what happens: a verb, and what the reader has then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pelican_share_nudge.page.facts import FoundCta, Link, Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._calls import SETTING, counted, ctas_of_others, ctas_of_settings
from pelican_share_nudge.rules._phrases import folded, says_nothing
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.settings.ctas import Texts
from pelican_share_nudge.site.site import Site

LEVEL = "off"
SECTION = "content"
NEEDS = ("page.ctas",)

_WHY = "which does not say what the reader gets"
_EXAMPLE = "“Get the next letter on Sunday”"


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for link in _generic(ctas_of_others(page, post), post):
        yield Found(
            message=f"A call to action has a link “{link.name}”, {_WHY}. Write on it what happens, as in {_EXAMPLE}.",
            anchor=folded(link.name),
            text=link.href if len(link.href) > 1 else link.name,
        )


def gather(page: Page, post: Post, site: Site) -> tuple[str, ...] | None:
    return tuple(link.name for link in _generic(ctas_of_settings(page, post), post)) or None


def compare(gathered: Mapping[str, tuple[str, ...]], site: Site) -> Iterator[tuple[str, Found]]:
    for name, posts in counted(gathered):
        yield (
            "",
            Found(
                message=f"{_named(name, site)} has, on {posts}, a link “{name}”, {_WHY}. Write another `action`, as in "
                f"{_EXAMPLE}.",
                anchor=folded(name),
                keys=SETTING,
            ),
        )


def _generic(ctas: Iterator[FoundCta], post: Post) -> Iterator[Link]:
    """List links whose words say nothing, each of them once."""
    said: set[str] = set()
    for link in (link for cta in ctas for link in cta.links):
        if link.name and folded(link.name) not in said and says_nothing(link.name, post.language):
            said.add(folded(link.name))
            yield link


def _named(action: str, site: Site) -> str:
    """Name the call to action whose `action` this is, where the settings have it."""
    names = [cta.name or cta.kind for cta in site.config.ctas if folded(action) in map(folded, _texts(cta.action))]
    return f"The call to action `{names[0]}`" if names else "A call to action"


def _texts(texts: Texts | None) -> Iterable[str]:
    return () if texts is None else (texts,) if isinstance(texts, str) else texts.values()
