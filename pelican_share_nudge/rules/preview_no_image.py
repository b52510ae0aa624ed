"""A page that names no picture for its preview: neither `og:image` nor `twitter:image`.

Why: between posts with pictures, a link without one is what friends scroll past.
Bad: a head without `og:image`, although the post is full of photos: networks do not look for them;
`SHARE_NUDGE_IMAGE = "/images/crad.png"` where the file is `card.png`.
Good: `<meta property="og:image" content="https://blog.example/images/bread.jpg">`
Mend: name a picture in the front matter (`Image: images/bread.jpg`), and one for posts that have none in
SHARE_NUDGE_IMAGE, or let SHARE_NUDGE_CARDS draw one. Where SHARE_NUDGE_PREVIEW leaves the tags to the theme, have the
theme print both.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pelican_share_nudge.page.facts import OG_IMAGES, Page
from pelican_share_nudge.post import IMAGE_KEYS, Post
from pelican_share_nudge.rules._preview import is_filled_in
from pelican_share_nudge.rules.kit import Found, shown
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.previews import FEWEST_PIXELS

LEVEL = "warning"
SECTION = "preview"

_PRINT_ONE = "Have the theme print `og:image` from the front matter, and a picture of the site where a post has none."
_NONE = "Its page names no picture, and a link without one is what friends scroll past."
_NO_PICTURE = Found(
    message=f"{_NONE} Put one of at least {FEWEST_PIXELS}×{FEWEST_PIXELS} pixels into the text, or write `Image:` in "
    "the front matter; for posts that have none, set SHARE_NUDGE_IMAGE to one of 1200×630, or let SHARE_NUDGE_CARDS "
    "draw one.",
    anchor="og:image",
    level="info",
    setting="SHARE_NUDGE_IMAGE",
)
_NO_PICTURES = frozenset(("SITEURL", "SITENAME", "THEME_STATIC_DIR"))


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    # No keys: where the front matter names a picture, it is the theme that does not print it.
    if page.pictures or _has_no_address_yet(post, site):
        return
    if is_filled_in("og:image", post, site):
        yield from [_not_there(*one) for one in site.not_there.items()] or [_NO_PICTURE]
    else:
        yield _found(_mend(site))


def _not_there(setting: str, named: str) -> Found:
    return Found(
        message=f"{setting} names `{shown(named)}`, and there is no such file, so posts without a picture do not get "
        "this one. Write the path of one that is there, as the site has it: /images/card.jpg.",
        anchor=setting,
        setting=setting,
    )


def _has_no_address_yet(post: Post, site: Site) -> bool:
    """Tell whether there is a picture, and no SITEURL that would make an address of it: siteurl-missing says so."""
    return not site.address and is_filled_in("og:image", post, site)


@lru_cache(maxsize=8)  # Most posts need the same.
def _found(mend: str) -> Found:
    template = "article.html" if mend == _PRINT_ONE else ""
    return Found(message=f"{_NONE} {mend}", anchor="og:image", template=template)


def _mend(site: Site) -> str:
    """Say what makes a theme print a picture that can, and which of its settings is not set."""
    printed = site.prints.names(*OG_IMAGES)
    if not printed:
        return _PRINT_ONE
    settings = sorted(name for name in printed - _NO_PICTURES if name.isupper() and not site.texts.get(name))
    keys = [key for key in IMAGE_KEYS if key in printed]
    ways = [f"write `{min(keys, key=len).capitalize()}:` in the front matter"] if keys else []
    ways += [f"set {settings[0]} to a picture for posts that have none"] if settings else []
    if ways:
        return f"This theme prints one: {', or '.join(ways)}."
    return _PRINT_ONE
