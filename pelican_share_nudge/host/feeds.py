"""The hooks at the end of each item's text in feeds, where a setting asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from feedgenerator.django.utils.encoding import iri_to_uri

from pelican_share_nudge.addresses import join as join_address
from pelican_share_nudge.blocks.render import Renderer, join
from pelican_share_nudge.hooks import hooks_in
from pelican_share_nudge.host.contents import Contents
from pelican_share_nudge.host.posts import Posts
from pelican_share_nudge.host.reasons import why_not


class Feeds:
    """Adds to the feeds of one run of Pelican."""

    def __init__(self, contents: Contents, posts: Posts, renderer: Renderer) -> None:
        self._contents = contents
        self._posts = posts
        self._renderer = renderer
        self._site = ""
        self._articles: dict[str, Any] = {}  # item's link → article, of the feeds of one site's address
        self._lines: dict[str, str] = {}  # the same

    def add_to(self, feed: Any) -> None:
        """Put the hooks at the end of each item's text."""
        try:
            articles = self._articles_of(str(feed.feed["link"]))
            found = [(item, str(item["link"]).removesuffix("?ref=feed")) for item in feed.items]
        except Exception:  # Another plugin's feed, of a shape of its own.
            return
        for item, link in found:
            if link in articles:
                self._add_to_item(item, articles[link], link)

    def _articles_of(self, site: str) -> Mapping[str, Any]:
        """Give the articles by the links of their items; made anew only for feeds of another site's address."""
        if self._site != site:
            self._site, self._articles = site, {}
            for article in self._contents.published():
                with suppress(Exception):  # Pelican has made no item of what has no address.
                    self._articles[iri_to_uri(join_address(site, str(article.url)))] = article
        return self._articles

    def _add_to_item(self, item: Any, article: Any, link: str) -> None:
        try:
            if line := self._line(article, link):
                key = "content" if item.get("content") else "description"
                item[key] = f"{item.get(key) or ''}{line}"
        except Exception as error:  # Another plugin's work may hold any surprise; Pelican is in the middle of the site.
            record = self._contents.record(article)
            record.why_not = record.why_not or why_not("Its text in feeds was left as it is, without hooks", error)

    def _line(self, article: Any, link: str) -> str:
        """Render what a post gets in feeds, once for all of them."""
        if link not in self._lines:
            self._lines[link] = ""  # One that fails is not tried again in the next feed.
            prepared = self._posts.prepare(article, self._contents.site)
            values = (prepared.post, prepared.hooks, prepared.phrases)
            made = [self._renderer.render(name, prepared.decisions[name].data, *values) for name in hooks_in("feed")]
            self._lines[link] = str(join(block for blocks in made for block in blocks))
        return self._lines[link]
