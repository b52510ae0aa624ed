"""A property of the preview that the page gives twice, with different values.

Why: networks take the first one, or the last; the friend may see the site's slogan in place of the post's description.
Several og:image are fine where a page offers a choice of pictures, with or without sizes (https://ogp.me/#array). They
are found only where another property is there twice as well: then two parts of the site write the preview, and the
picture of the wrong one may win.
Bad: `<meta property="og:title" content="My blog">` and `<meta property="og:title" content="Bread in three steps">`
Good: each property once; `og:image` as often as there are pictures.
Mend: leave one of the two that write it: the theme's base template, its article template, or a plugin such as seo.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.addresses import same_page
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules.kit import Found, shown
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.text import clean

LEVEL = "warning"
SECTION = "preview"

_ONCE = ("og:title", "og:description", "og:url")
_SIGNS_OF_TWO_WRITERS = (*_ONCE, "og:type", "og:site_name")
_SHOWN = 60


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    metas = page.metas
    if not any(len(values) > 1 for values in metas.values()):
        return
    names = list(_ONCE)
    if any(len(metas.get(name, ())) > 1 for name in _SIGNS_OF_TWO_WRITERS):
        names.append("og:image")
    if "og:description" not in metas:
        names.append("description")  # What networks take then.
    for name in names:
        one, other = _different(name, metas.get(name, ()))
        if other:
            yield Found(
                message=f"Its page says `{name}` twice, “{shown(one, _SHOWN)}” and “{shown(other, _SHOWN)}”: it is up "
                "to the network which one the friend sees. Keep one, in the theme or in the plugin that writes it.",
                anchor=name,
                text=name,
                about=other,
            )


def _different(name: str, values: tuple[str, ...]) -> tuple[str, str]:
    """Give the first value and the first that is another one; empty where there is none."""
    if len(values) < 2:
        return "", ""
    said = list(filter(None, map(clean, values)))
    first = said[0] if said else ""
    others = (value for value in said if value != first and not (name == "og:url" and same_page(value, first)))
    return first, next(others, "")
