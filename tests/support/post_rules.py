"""Posts and their pages as plain values, judged together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pelican_share_nudge.findings import Finding
from pelican_share_nudge.judge.judge import Judge
from pelican_share_nudge.judge.sources import Sources
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.site.site import Site

SITE = Site(address="https://blog.example", theme="plain")


def post(source: str, **values: Any) -> Post:
    address = f"https://blog.example/{source.partition('.')[0]}.html"
    return Post(
        **{"title": source, "address": address, "own_address": address, "language": "en", "source": source, **values}
    )


def judged(posts: Iterable[tuple[Page, Post]], *rules: str, site: Site = SITE) -> tuple[Finding, ...]:
    judge = Judge(site, select=frozenset(rules) or None)
    for page, of_post in posts:
        judge.look(page, of_post)
    verdict = judge.verdict(Sources(), content="", theme="")
    assert verdict.crashes == ()
    return verdict.findings
