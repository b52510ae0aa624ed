"""A call to action that leads to a page, file or `#anchor` of this site that is not there.

Why: the reader who did what was asked gets an error page, and does not ask again.
Bad: `SHARE_NUDGE_CTAS = [{"kind": "contact", "target": "/contcat/"}]`
Good: `SHARE_NUDGE_CTAS = [{"kind": "contact", "target": "{filename}/pages/contact.md"}]`
Mend: write the address of a page that is in the output; with `{filename}` Pelican finds it for you. Addresses of other
sites, `mailto:` and `tel:` are not tried, nor is what the site redirects by `_redirects`, `.htaccess` or the settings
of Netlify, Vercel, Firebase and Azure (`netlify.toml`, `vercel.json`, `firebase.json`, `staticwebapp.config.json`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from pelican_share_nudge.hooks.cta import values_in_targets
from pelican_share_nudge.page.facts import FoundCta, Link, Page
from pelican_share_nudge.pattern import IN_TARGETS, fill, names_in
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._calls import SETTING, counted, ctas_of_others, ctas_of_settings
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "links"
NEEDS = ("page.ctas",)
READS_OUTPUT = True

_NOTHING_THERE = "which is not in the output: readers who do what it asks for end there."
# Whoever has more on one post has one mistake that makes them.
_SAID_AT_MOST = 20


def check_site(site: Site) -> Iterator[Found]:
    for target in site.unresolved:
        yield Found(
            message=f"A call to action leads to `{target}`, which Pelican does not find, so it is not shown. Write "
            "the path of a source that is there, from the content folder on.",
            anchor=target,
            keys=SETTING,
            about=target,
        )


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    said: set[str] = set()
    for link, broken in _broken(ctas_of_others(page, post), page, site):
        if len(said) == _SAID_AT_MOST:
            return
        if broken not in said:
            said.add(broken)
            yield Found(
                message=f"A call to action leads to `{broken}`, {_NOTHING_THERE} Write an address that is there.",
                anchor=_of_any_post(broken, page),
                text=link.href if len(link.href) > 1 else "",
                about=broken,
            )


def gather(page: Page, post: Post, site: Site) -> tuple[str, ...] | None:
    found = (broken for _, broken in _broken(ctas_of_settings(page, post), page, site))
    return tuple(dict.fromkeys(_as_set(broken, post, site) for broken in found)) or None


def _as_set(broken: str, post: Post, site: Site) -> str:
    """Give the target as the settings have it where its placeholders make another address of it for each post."""
    values = values_in_targets(post)
    targets = (cta.target for cta in site.config.ctas if names_in(cta.target) & IN_TARGETS)
    return next((target for target in targets if broken in unquote(fill(target, values))), broken)


def compare(gathered: Mapping[str, tuple[str, ...]], site: Site) -> Iterator[tuple[str, Found]]:
    for broken, posts in counted(gathered):
        yield (
            "",
            Found(
                message=f"A call to action leads on {posts} to `{broken}`, {_NOTHING_THERE} Write another `target`; "
                "one such as `{filename}/pages/contact.md`, the path of a source, lets Pelican find it.",
                anchor=broken,
                keys=SETTING,
                about=broken,
            ),
        )


def _broken(ctas: Iterator[FoundCta], page: Page, site: Site) -> Iterator[tuple[Link, str]]:
    """List links to what is not there, with the place below the site, which is the same in all posts."""
    for cta in ctas:
        for link in cta.links:
            broken = _missing(link.href, page, site)
            if broken:
                yield link, broken


def _missing(href: str, page: Page, site: Site) -> str:
    address, _, fragment = href.partition("#")
    if not (address or fragment) or "{" in unquote(href):  # Other rules tell of these.
        return ""
    path = site.path_of(href, page=page.path) if address else page.path
    if path is None:
        return ""
    file = site.output.file(path)
    if not file:
        return f"/{path}" if address and not site.serves(path) else ""
    if not file.endswith((".html", ".htm")) or _is_there(fragment, file, page, site):
        return ""
    return f"/{path}#{fragment}" if address else f"#{fragment}"


def _of_any_post(broken: str, page: Page) -> str:
    """Leave out the name of the post, with which a theme makes another address on each."""
    name = posixpath.splitext(page.path)[0].removesuffix("/index").rpartition("/")[2]
    return re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", "…", broken) if name else broken


def _is_there(fragment: str, file: str, page: Page, site: Site) -> bool:
    """Tell whether a fragment points at something; text fragments and the routes of scripts are none of ours."""
    name = fragment.partition(":~:")[0]
    if not name or name.lower() == "top" or name.startswith(("!", "/")) or "=" in name:
        return True
    ids = page.ids if file == page.path else site.output.ids(file)
    return name in ids or unquote(name) in ids
