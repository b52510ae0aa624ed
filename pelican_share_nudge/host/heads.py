"""The only module that gives preview tags to pages that get nothing else: the blog's pages, its index, its lists."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from pelican.utils import posixize_path, sanitised_join

from pelican_share_nudge.addresses import absolute
from pelican_share_nudge.blocks.render import NO_HOOKS, Renderer
from pelican_share_nudge.host.contents import Contents
from pelican_share_nudge.host.posts import Posts
from pelican_share_nudge.host.reasons import why_not
from pelican_share_nudge.insert import splice
from pelican_share_nudge.insert.pages import PageReplacer, read_page
from pelican_share_nudge.insert.plan import Slotted, plan
from pelican_share_nudge.locales import tag
from pelican_share_nudge.page.head import read, said_in
from pelican_share_nudge.post import Post, Source
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import NO_WISHES, Wishes
from pelican_share_nudge.text import plain_text


class Heads:
    """Puts preview tags into the other pages of one run of Pelican."""

    def __init__(
        self,
        config: Config,
        settings: Mapping[str, Any],
        contents: Contents,
        posts: Posts,
        renderer: Renderer,
        replacer: PageReplacer,
        *,
        folder: str,
    ) -> None:
        self._config = config
        self._settings = settings
        self._contents = contents
        self._posts = posts
        self._renderer = renderer
        self._replacer = replacer
        self._folder = folder
        self._lists: dict[str, str] = {}  # what Pelican wrote, → its address as the blog has it
        self.failed: dict[str, str] = {}  # page below the output folder → why it was left as it was

    def note(self, path: str, context: Mapping[str, Any]) -> None:
        """Remember a page that Pelican has written, if it is no article and no page."""
        if "article" not in context and "page" not in context and path.endswith((".html", ".htm")):
            self._lists[path] = _address_in(context)

    def insert(self) -> None:
        """Put the tags into all of them. Whatever goes wrong, a page stays as it was."""
        if "pages" in self._config.preview and "pages" not in self._config.where:
            for content in self._contents.pages():
                self._try(self._contents.save_as(self._contents.record(content)), self._into_page, content)
        for path in self._lists:
            self._try(posixize_path(os.path.relpath(path, self._folder)), self._into_list, path)

    def _try(self, page: str, insert: Callable[[Any], None], what: Any) -> None:
        try:
            if page:
                insert(what)
        except Exception as error:  # A page, a theme's template or another plugin's work may hold any surprise.
            self.failed[page] = str(why_not("It was left without preview tags", error))

    def _into_page(self, content: Any) -> None:
        source = self._contents.source(self._contents.record(content))
        post, wishes = self._posts.make(source)
        path = sanitised_join(self._folder, source.page)
        self._insert(path, read_page(path), source, post, wishes)

    def _into_list(self, path: str) -> None:
        data = read_page(path)
        below = posixize_path(os.path.relpath(path, self._folder))
        address = absolute(self._contents.site, _without_index(self._lists[path] or below))
        language = tag(str(self._settings.get("DEFAULT_LANG") or ""))
        said = plain_text(str(self._settings.get("SITESUBTITLE") or ""))
        site_name = self._contents.site_name
        source = Source(path=below, page=below, address=address, language=language, kind="lists", site_name=site_name)
        post = Post(
            title=read(data.decode("utf-8")).title or site_name,
            description=said,
            address=address,
            language=language,
            source=below,
            page=below,
            kind="lists",
        )
        self._insert(path, data, source, post, NO_WISHES)

    def _insert(self, path: str, data: bytes, source: Source, post: Post, wishes: Wishes) -> None:
        written = self.with_tags(data, source, post, wishes)
        if written != data:
            self._replacer.replace(path, written, over=data)

    def with_tags(self, data: bytes, source: Source, post: Post, wishes: Wishes) -> bytes:
        """Give a page with its preview tags, without writing it.

        Raises:
            Exception: it is no UTF-8, a template of the theme fails …
        """
        page = data.decode("utf-8")
        decided = self._posts.decide(source, post, wishes, said_in(page))
        prepared = self._posts.resolve(decided, self._contents.site_for(source.page))
        tags = prepared.decisions["preview"].data
        blocks = self._renderer.render("preview", tags, post, NO_HOOKS, prepared.phrases)
        planned = plan(page, "", [Slotted("head", block) for block in blocks])
        return splice.splice_bytes(data, page, planned.insertions)[0]


def _address_in(context: Mapping[str, Any]) -> str:
    """Give the address that a blog's settings give to the list which is written; empty where they give none."""
    with suppress(Exception):  # Another plugin's, or a setting that does not fit.
        page = context.get("articles_page")
        if page is not None and page.number > 1:
            return str(page.url)
        return next((str(context[name].url) for name in ("category", "tag", "author") if name in context), "")
    return ""


def _without_index(page: str) -> str:
    """Give the path under which a web server shows a page."""
    folder, _, name = page.rpartition("/")
    return (f"{folder}/" if folder else "") if name == "index.html" else page
