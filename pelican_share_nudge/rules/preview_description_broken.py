"""A description, title or other property that ends at a quotation mark inside it, as the theme does not escape it.

Why: the friend reads the first half of a sentence; the rest became attributes that nobody sees. Pelican's own theme
notmyidea does this.
Bad: `<meta name="description" content="Why "done" is never done.">`
Good: `<meta name="description" content="Why &#34;done&#34; is never done.">`
Mend: have the theme escape it, `content="{{ article.summary|striptags|escape }}"`. Until then write curly quotation
marks (“ ”) in the summary; `&quot;` does not help, for `striptags` makes a plain quotation mark of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pelican_share_nudge.page.facts import BrokenMeta, Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._preview import DESCRIPTIONS
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "preview"
NEEDS = ("page.broken_metas",)
MUTES = ("preview-no-description", "preview-no-title")

_TITLES = ("og:title", "twitter:title", "title", "dc.title", "dcterms.title", "parsely-title")


class _From(Struct, frozen=True):
    """Where a value comes from: keys of the front matter or settings, and how to mend it."""

    keys: tuple[str, ...]
    mend: str


_WHERE_IT_COMES_FROM = {
    "title": _From(
        ("title",), "Have the theme escape it, `{{ article.title|striptags|escape }}`, or write “curly” marks there."
    ),
    "og:site_name": _From((), "Have the theme escape it, `{{ SITENAME|escape }}`, or write “curly” marks in SITENAME."),
}
_FROM_ANYWHERE = _From((), "Have the theme escape it: `|striptags|escape` behind what it prints there.")
_WORDS = 4
_SHORTEST = 8  # What is shorter stands anywhere in a source.


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    broken = next((meta for meta in page.broken_metas if meta.name in DESCRIPTIONS), None)
    if broken is not None:
        words = broken.content.split()
        left = f"{_reader(broken, page)} only “{' '.join(words)}”" if words else f"{_reader(broken, page)} nothing"
        key = _printed_key(post, site)
        own = post.summarised if key == "summary" else "description" in post.keys
        until = f" Until it does, write “curly” quotation marks in the {key}." if own else ""
        yield Found(
            message=f"Its description ends at a quotation mark, which the theme does not escape, so {left}. "
            f"Have the theme escape it: `{{{{ article.{key}|striptags|escape }}}}`.{until}",
            anchor="description",
            keys=(key,) if own else (),
            text=_tail(words) if own else f'name="{broken.name}"' if broken.name == "description" else broken.name,
            about="" if own else _tail(words),
            of_theme=not own,
        )
    yield from _others(page)


def _reader(broken: BrokenMeta, page: Page) -> str:
    """Say who gets what is left: of several descriptions, friends read one that is whole, and search engines this."""
    cut_off = {meta.name for meta in page.broken_metas}
    has_whole = any(page.meta(name) for name in DESCRIPTIONS if name not in cut_off)
    return "a search result shows" if has_whole and broken.name == "description" else "a friend reads"


def _printed_key(post: Post, site: Site) -> str:
    """Tell which key of the front matter the theme prints as the description, as far as its templates say so."""
    printed = site.prints.names(*DESCRIPTIONS)
    if "description" in printed and ("summary" not in printed or "description" in post.keys):
        return "description"
    return "summary" if post.summarised or "description" not in post.keys else "description"


def _others(page: Page) -> Iterator[Found]:
    """Find what else friends may read and a quote cut off: the title once, whatever properties say it."""
    cut = [meta for meta in page.broken_metas if _is_read(meta.name) and meta.name not in DESCRIPTIONS]
    families: dict[str, list[BrokenMeta]] = {}
    for meta in cut:
        families.setdefault("title" if meta.name in _TITLES else meta.name, []).append(meta)
    for family, metas in families.items():
        first = metas[0]
        what = _WHERE_IT_COMES_FROM.get(family, _FROM_ANYWHERE)
        names = " and ".join(dict.fromkeys(f"`{meta.name}`" for meta in metas))
        words = " ".join(first.content.split())
        yield Found(
            message=f"Its {names} {'end' if len(metas) > 1 else 'ends'} at a quotation mark, which the theme does not "
            f"escape, so a friend {f'reads only “{words}”' if words else 'reads nothing'}. {what.mend}",
            anchor=first.name,
            keys=what.keys,
            text=first.name,
        )


def _is_read(name: str) -> bool:
    return name in _TITLES or name == "author" or name.startswith(("og:", "twitter:", "article:"))


def _tail(words: list[str]) -> str:
    tail = " ".join(words[-_WORDS:])
    return tail if len(tail) >= _SHORTEST else ""
