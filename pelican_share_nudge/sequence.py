"""Which post comes after a post: in its series, else its category, else by its tags."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct


class Listed(Struct, frozen=True):
    """What has to be known of a published post to put it in order; `key` identifies, `part` and `date` order."""

    key: str
    title: str
    url: str
    language: str
    date: datetime.datetime
    series: str = ""
    part: float = 0
    category: str = ""
    tags: frozenset[str] = frozenset()


class Sequence:
    """Knows for each of a site's posts the next one to read."""

    def __init__(self, posts: Iterable[Listed]) -> None:
        ordered = sorted(posts, key=_place)
        self._by_key = {post.key: post for post in ordered}
        self._series: dict[tuple[str, str], list[Listed]] = defaultdict(list)
        self._category: dict[tuple[str, str], list[Listed]] = defaultdict(list)
        self._tag: dict[tuple[str, str], list[Listed]] = defaultdict(list)
        for post in ordered:
            if post.series:
                self._series[post.language, post.series].append(post)
            if post.category:
                self._category[post.language, post.category].append(post)
            for tag in post.tags:
                self._tag[post.language, tag].append(post)
        for parts in self._series.values():
            parts.sort(key=_place_in_series)

    def after(self, key: str) -> Listed | None:
        """Find the part that follows in the series; else the next newer post of the category, or the newest before it;
        else the newest post that shares most tags. None when there is no other."""
        post = self._by_key.get(key)
        if post is None:
            return None
        return (
            _following(self._series.get((post.language, post.series), []), post, _place_in_series)
            or _following(self._category.get((post.language, post.category), []), post)
            or _before(self._category.get((post.language, post.category), []), post)
            or self._related(post)
        )

    def _related(self, post: Listed) -> Listed | None:
        shared: dict[str, int] = defaultdict(int)
        for tag in post.tags:
            for other in self._tag[post.language, tag]:
                if other.key != post.key:
                    shared[other.key] += 1
        if not shared:
            return None
        return self._by_key[max(shared, key=lambda other: (shared[other], self._by_key[other].date, other))]


def _place(post: Listed) -> tuple[datetime.datetime, str]:
    return post.date, post.key


def _place_in_series(post: Listed) -> tuple[float, datetime.datetime, str]:
    return post.part, post.date, post.key


def _following(posts: list[Listed], post: Listed, place: Callable[[Listed], Any] = _place) -> Listed | None:
    position = bisect_right(posts, place(post), key=place)
    return posts[position] if position < len(posts) else None


def _before(posts: list[Listed], post: Listed) -> Listed | None:
    position = bisect_left(posts, _place(post), key=_place)
    return posts[position - 1] if position else None
