"""The only module that tells which posts a setting means: by category, tag, author, language or source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Protocol

from pelican_share_nudge.locales import match, tag

Names = str | tuple[str, ...]


# A path is that of the source below the content folder, where `*` stands for anything.
CONDITIONS = ("category", "tag", "author", "language", "path")


class Described(Protocol):
    """A post, as far as it matters which one it is."""

    @property
    def category(self) -> str: ...
    @property
    def tags(self) -> tuple[str, ...]: ...
    @property
    def authors(self) -> tuple[str, ...]: ...
    @property
    def language(self) -> str: ...
    @property
    def source(self) -> str: ...


def several(names: Names) -> tuple[str, ...]:
    """List the names that are given as one, or as a list."""
    return tuple(filter(None, (names,) if isinstance(names, str) else names))


def is_among(condition: str, names: Names, post: Described) -> bool:
    """Tell whether a post is one that a condition names; but in paths, letter case does not matter."""
    return bool(names) and _AMONG[condition](several(names), post)


def first_met(conditions: Mapping[str, Names], post: Described) -> str:
    """Give the first of several conditions by which a post is meant; empty when it is not."""
    return next((name for name, names in conditions.items() if is_among(name, names, post)), "")


def _one_of(names: Iterable[str], actual: Iterable[str]) -> bool:
    return not {name.casefold() for name in names}.isdisjoint(name.casefold() for name in actual)


def _tags(language: str) -> tuple[str, ...]:
    """List by what a post's language can be meant: `zh-TW`, `zh`, and `zh-Hant`, whose file serves it."""
    return tuple(filter(None, (tag(language), tag(language).partition("-")[0], match(language))))


_AMONG: Mapping[str, Callable[[tuple[str, ...], Described], bool]] = {
    "category": lambda names, post: _one_of(names, (post.category,)),
    "tag": lambda names, post: _one_of(names, post.tags),
    "author": lambda names, post: _one_of(names, post.authors),
    "language": lambda names, post: _one_of(map(tag, names), _tags(post.language)),
    "path": lambda names, post: any(fnmatchcase(post.source, pattern) for pattern in names),
}
