"""A picture for the preview that no network can show: not on the web, not in the output, SVG or AVIF.

Why: the friend gets a grey box, or no picture at all.
Bad: `<meta property="og:image" content="/images/bread.jpg">`, `content="http://localhost:8000/a.jpg"`,
`content="https://blog.example/images/no-such-file.jpg"`, `content="https://blog.example/logo.svg"`,
`Image: drawing.svg`
Good: `<meta property="og:image" content="https://blog.example/images/bread.jpg">`
Mend: begin with `{{ SITEURL }}/` in the theme, name a file that is there in the front matter, and use JPEG, PNG or
WebP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import splitext

from msgspec import Struct

from pelican_share_nudge.addresses import split
from pelican_share_nudge.findings import Level
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import IMAGE_KEYS, Post
from pelican_share_nudge.rules._preview import is_filled_in, is_local, keys_of, previews_locally
from pelican_share_nudge.rules.kit import Found, shown
from pelican_share_nudge.site.pictures import is_same_file
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.previews import NOT_DRAWN

LEVEL = "error"
SECTION = "preview"
NEEDS = ("page.pictures", "post.picture")
READS_OUTPUT = True
MUTES = ("preview-image-too-small", "preview-image-too-heavy", "preview-no-image")

_BEFORE_PATH = re.compile(r"^(?:\.{0,2}/)+")
_NOT_DRAWN = "none of them draws {kind}. Use a JPEG, PNG or WebP of 1200×630 pixels."
_WHOLE = re.compile(r"https?:/{1,2}", re.IGNORECASE)


class _Trouble(Struct, frozen=True):
    """Why a picture cannot be shown, in a word and with what to write instead; whether it is the theme that writes it
    so."""

    kind: str
    text: str
    of_theme: bool = False
    level: Level | None = None
    settings: tuple[str, ...] = ()


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for name, address in page.pictures:
        trouble = _trouble(name, address, page, site)
        if trouble is not None:
            yield Found(
                message=f"Networks cannot show its picture, `{shown(address)}` in `{name}`: {trouble.text}",
                anchor=f"{name}: {trouble.kind}",
                keys=() if trouble.of_theme else keys_of(address, post),
                text=name if trouble.of_theme else address,
                near=trouble.settings,
                level=trouble.level,
                about=address,
                of_theme=trouble.of_theme,
            )
    yield from _named(page, post, site)


def _named(page: Page, post: Post, site: Site) -> Iterator[Found]:
    """Find a picture that the author named, and for which the preview tags name another one or none."""
    not_drawn = _not_drawn(post.picture)
    if not not_drawn or any(is_same_file(address, post.picture) for _, address in page.pictures):
        return
    if is_filled_in("og:image", post, site):
        yield Found(
            message=f"Networks cannot show the picture that it names, `{shown(post.picture)}`, so friends do not see "
            f"it: {_NOT_DRAWN.format(kind=not_drawn)}",
            anchor=f"picture: {not_drawn.lower()}",
            keys=("nudge_image", *IMAGE_KEYS),
            text=post.picture,
            level="warning",
            about=post.picture,
        )


def is_shown(name: str, address: str, page: Page, site: Site) -> bool:
    """Tell whether networks can show a picture that a page names."""
    return _trouble(name, address, page, site) is None


def _not_drawn(picture: str) -> str:
    """Say what kind of picture it is, if no network draws such; else nothing."""
    return NOT_DRAWN.get(splitext(split(picture).path.lower())[1], "")


def _trouble(name: str, address: str, page: Page, site: Site) -> _Trouble | None:
    parts = split(address)
    if not parts.is_valid:
        return _Trouble("no address", "that is no address. Write all of it, from https:// on.")
    if parts.scheme == "data":
        return _Trouble(
            "data", "they fetch a picture and read none inside a page. Write the address of a file.", of_theme=True
        )
    if not_drawn := _not_drawn(address):
        return _Trouble(not_drawn.lower(), _NOT_DRAWN.format(kind=not_drawn))
    if not previews_locally(site):
        if parts.scheme not in ("http", "https") or not parts.host:
            settings = tuple(_settings_with(address, name, site))
            return _Trouble(
                "relative",
                f"they need all of its address. {_whole(address, settings, site)}",
                of_theme=True,
                settings=settings,
            )
        if is_local(address):
            return _Trouble("local", "it is on a machine that only you can reach. Write where it is on the web.")
    return _trouble_with_file(name, address, page, site)


def _settings_with(address: str, name: str, site: Site) -> Iterator[str]:
    """Name the settings that hold this address, and that the theme prints as a picture."""
    printed = site.prints.names(name)
    same = (setting for setting, value in site.texts.items() if value and _bare(value) == _bare(address))
    yield from (setting for setting in same if setting in printed)


def _bare(address: str) -> str:
    """Take off what a template puts before a path: a slash, or a SITEURL that is relative."""
    return _BEFORE_PATH.sub("", address).rstrip("/")


def _whole(address: str, settings: tuple[str, ...], site: Site) -> str:
    if site.relative and address.startswith("."):
        return "Set RELATIVE_URLS = False where you publish: with it, SITEURL is relative in the theme's templates."
    by_theme = "have the theme begin it with `{{ SITEURL }}/`"
    if site.relative:
        by_theme = (
            f"set RELATIVE_URLS = False where you publish, for with it SITEURL is relative in templates, and {by_theme}"
        )
    if settings:
        return f'Write {settings[0]} = "{site.address}/{_bare(address)}", or {by_theme}.'
    return f"{by_theme[0].upper()}{by_theme[1:]}."


def _trouble_with_file(name: str, address: str, page: Page, site: Site) -> _Trouble | None:
    path = site.path_of(address, page=page.path)
    if path is None:
        return None
    file = site.output.file(path)
    if not file and site.serves(path):
        return None
    if not file and site.output.is_made_later(path):
        return _Trouble(
            "no file yet",
            "there is no such file yet. See that the step that makes it runs.",
            of_theme=True,
            level="info",
        )
    if not file:
        return _no_file(name, path, site)
    if file.endswith((".html", ".htm")):
        return _Trouble(
            "a page", "that is a page. Have the theme print none where the post names no picture.", of_theme=True
        )
    return None


def _no_file(name: str, path: str, site: Site) -> _Trouble:
    if not _WHOLE.match(path):
        mend = "Name one that is there, with its whole path on the site."
        return _Trouble(
            "no file", f"there is no such file in the output. {mend}", settings=tuple(_settings_with(path, name, site))
        )
    inner = site.path_of(_WHOLE.sub("https://", path), page="")
    alone = f"Write its path alone, `{shown(inner)}`, or have" if inner else "Have"
    return _Trouble(
        "no file",
        "there is no such file, for the theme puts SITEURL before an address that is whole already. "
        f"{alone} the theme print what is whole as it is.",
    )
