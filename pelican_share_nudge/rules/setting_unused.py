"""A setting that does nothing: a selector that no page has, a network that no bar shows, a category without a post.

Why: whoever wrote it believes that readers get something that they do not get.
Bad: `SHARE_NUDGE_HANDLES = {"linkedin": "ada"}`, for LinkedIn takes no account; `SHARE_NUDGE_SELECTOR = ".post-bdoy"`
Good: `SHARE_NUDGE_HANDLES = {"x": "ada", "mastodon": "ada@norden.social"}`
Mend: correct the name, name the network in SHARE_NUDGE_NETWORKS, or take the entry out.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from itertools import dropwhile
from pathlib import Path

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from pelican_share_nudge.nearest import nearest
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.pattern import names_in
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.settings.conditions import Names, is_among, several
from pelican_share_nudge.settings.ctas import Cta
from pelican_share_nudge.settings.rows import setting_name
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "site"
READS_OUTPUT = True

_ABOUT = ("selector", "extra_networks", "instances", "handles", "authors", "no_bar")


class _Seen(Struct, frozen=True, kw_only=True):
    """Of a page: its path, the networks for which it has a share link, and which post it is of.

    Attributes:
        asks_for: names of calls to action that the author wants.
    """

    path: str
    networks: frozenset[str]
    category: str
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    language: str
    source: str
    asks_for: tuple[str, ...]


def gather(page: Page, post: Post, site: Site) -> _Seen | None:
    config = site.config
    is_asked = any(getattr(config, name) for name in _ABOUT) or any(map(_is_of_interest, config.ctas))
    if page.missing or not is_asked:
        return None
    linked = (link.shared.network for link in page.sharing if link.shared is not None)
    return _Seen(
        path=page.path,
        networks=frozenset((*linked, *page.written.networks)),
        category=post.category,
        tags=post.tags,
        authors=post.authors,
        language=post.language,
        source=post.source,
        asks_for=post.asks_for,
    )


def _is_of_interest(cta: Cta) -> bool:
    return _is_end_for_all(cta) or any(getattr(cta, f"not_{condition}") for condition in _NAMES_OF)


def compare(gathered: Mapping[str, _Seen], site: Site) -> Iterator[tuple[str, Found]]:
    if gathered:
        shown = frozenset(site.config.networks).union(*(seen.networks for seen in gathered.values()))
        authors = {author.casefold() for seen in gathered.values() for author in seen.authors}
        findings = (
            *_networks(site, shown),
            *_instances(site, shown),
            *_accounts(site),
            *_authors(site, authors),
            *_no_bar(gathered, site),
            *_excluded(gathered, site),
            *_behind_the_end(gathered, site),
            *_selector(gathered, site),
        )
        yield from (("", found) for found in findings)


def _found(field: str, name: str, why: str, mend: str = "Take it out.") -> Found:
    setting = setting_name(field)
    message = f"{setting} has `{name}`, and {why}. {mend}"
    return Found(message=message, anchor=f"{setting} {name}", keys=(setting,), level="info")


_NOT_SHOWN = "no share bar shows it, so readers never see it"
_SHOW_IT = "Add it to SHARE_NUDGE_NETWORKS, or take it out."


def _networks(site: Site, shown: frozenset[str]) -> Iterator[Found]:
    for network in site.config.extra_networks:
        if network.name not in shown:
            yield _found("extra_networks", network.name, _NOT_SHOWN, _SHOW_IT)


def _instances(site: Site, shown: frozenset[str]) -> Iterator[Found]:
    for name in site.config.instances:
        network = site.config.known_networks[name]
        if "instance" not in names_in(f"{network.pattern} {network.instance_pattern}"):
            yield _found("instances", name, f"{network.label} has no instances")
        elif name not in shown:
            yield _found("instances", name, _NOT_SHOWN, _SHOW_IT)


def _accounts(site: Site) -> Iterator[Found]:
    for name in site.config.handles:
        network = site.config.known_networks[name]
        if not network.takes_account:
            yield _found("handles", name, f"{network.label} takes no account in a share link, so nobody is mentioned")


def _authors(site: Site, authors: Container[str]) -> Iterator[Found]:
    for author, handles in site.config.authors.items():
        if author.casefold() not in authors:
            mend = "Write the name as posts have it, or take it out."
            yield _found("authors", author, "no post is by an author of that name", mend)
        for network in (site.config.known_networks[name] for name in handles):
            if not network.takes_account:
                why = f"{network.label} takes no account in a share link, so nobody is mentioned"
                yield _found("authors", f"{author}: {network.name}", why)


_NOBODY_MEETS = {
    "category": "no post is of that category",
    "tag": "no post has that tag",
    "author": "no post is by an author of that name",
    "language": "no post is in that language",
    "path": "no post has such a source",
}
# What may be meant by a name that no post has.
_NAMES_OF: Mapping[str, Callable[[_Seen], tuple[str, ...]]] = {
    "category": lambda seen: (seen.category,),
    "tag": lambda seen: seen.tags,
    "author": lambda seen: seen.authors,
}


def _no_bar(gathered: Mapping[str, _Seen], site: Site) -> Iterator[Found]:
    for condition, names in site.config.no_bar.items():
        for name in _unmet(condition, names, gathered):
            mend = _meant(condition, name, gathered)
            yield _found("no_bar", f"{condition}: {name}", _NOBODY_MEETS[condition], mend)


def _excluded(gathered: Mapping[str, _Seen], site: Site) -> Iterator[Found]:
    for cta in site.config.ctas:
        for condition in _NAMES_OF:
            for name in _unmet(condition, getattr(cta, f"not_{condition}"), gathered):
                why = f"{_NOBODY_MEETS[condition]}, so none is excluded by it"
                mend = _meant(condition, name, gathered)
                yield _found("ctas", f"{cta.name or cta.kind}: not_{condition}: {name}", why, mend)


def _unmet(condition: str, names: Names, gathered: Mapping[str, _Seen]) -> Iterator[str]:
    for name in several(names):
        if not any(is_among(condition, name, seen) for seen in gathered.values()):
            yield name


def _meant(condition: str, name: str, gathered: Mapping[str, _Seen]) -> str:
    actual = _NAMES_OF.get(condition)
    known = {other for seen in gathered.values() for other in actual(seen)} if actual else ()
    return nearest(name, sorted(known)).strip() or "Write it as posts have it, or take it out."


def _is_end_for_all(cta: Cta) -> bool:
    return cta == Cta(kind="none", name=cta.name)


def _behind_the_end(gathered: Mapping[str, _Seen], site: Site) -> Iterator[Found]:
    """Find what stands behind a `none` that is for all posts; authors can still ask for it by name."""
    asked = {name for seen in gathered.values() for name in seen.asks_for}
    behind = [*dropwhile(lambda cta: not _is_end_for_all(cta), site.config.ctas)][1:]
    for cta in behind:
        if cta.kind == "none" or cta.name not in asked:
            why = "a `none` without conditions stands before it, so no post gets it"
            yield _found("ctas", cta.name or cta.kind, why, "Give that `none` a condition, or put it at the end.")


def _selector(gathered: Mapping[str, _Seen], site: Site) -> Iterator[Found]:
    selector = site.config.selector
    if not selector or any(_matches(selector, seen.path, site) for seen in gathered.values()):
        return
    where = "not in the only page" if len(gathered) == 1 else f"in none of the {len(gathered)} pages"
    yield Found(
        message=f"SHARE_NUDGE_SELECTOR: `{selector}` is {where}, so no content is found by it. "
        "Write the selector of the element that holds a post's content, or take it out.",
        anchor="SHARE_NUDGE_SELECTOR",
        keys=("SHARE_NUDGE_SELECTOR",),
    )


def _matches(selector: str, path: str, site: Site) -> bool:
    """Tell whether a page has an element of a selector; yes where that cannot be told."""
    try:
        return LexborHTMLParser(Path(site.output.folder, path).read_bytes()).css_first(selector) is not None
    except (OSError, ValueError, SelectolaxError):
        return True
