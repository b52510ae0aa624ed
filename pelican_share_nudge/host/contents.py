"""The only module that asks Pelican's articles and pages: each becomes one frozen source."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from msgspec import Struct
from pelican.contents import Page
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.utils import get_relative_path, path_to_url, posixize_path

from pelican_share_nudge.addresses import absolute, split, without, without_password
from pelican_share_nudge.host.reasons import reason
from pelican_share_nudge.insert.plan import WhyNot
from pelican_share_nudge.insert.splice import Spans
from pelican_share_nudge.locales import tag
from pelican_share_nudge.page.facts import NOTHING_WRITTEN, Written
from pelican_share_nudge.post import Post, Source
from pelican_share_nudge.sequence import Listed
from pelican_share_nudge.settings.site_name import site_name
from pelican_share_nudge.settings.wishes import Wishes
from pelican_share_nudge.text import plain_text


class Remembered(NamedTuple):
    """What the plugin wrote into a page: the hash of that, where it is, what it says; and how many blocks it wrote that
    are read as all else in the page."""

    blocks: int = 0
    spans: Spans = ()
    written: Written = NOTHING_WRITTEN
    others: int = 0


NOTHING_REMEMBERED = Remembered()


class Record(Struct, eq=False):
    """What this build knows of one content.

    Attributes:
        content: Pelican's object.
        post: the one that its page got; None before, and for what gets nothing.
        wishes: of its author; together with the post.
        save_as: the path of its page below the output folder; empty when it has none; None before it was asked.
        pathless: why it is not known where its page is.
        why_not: why it has no hooks, or not all.
        written: what the plugin wrote into its page.
        is_judged: the rules were asked about it.
    """

    content: Any
    post: Post | None = None
    wishes: Wishes | None = None
    save_as: str | None = None
    pathless: Exception | None = None
    why_not: WhyNot | None = None
    written: Remembered = NOTHING_REMEMBERED
    is_judged: bool = False


class Contents:
    """The articles and pages of one run of Pelican."""

    def __init__(self, settings: Mapping[str, Any], context: Mapping[str, Any], where: Iterable[str]) -> None:
        self._settings = settings
        self.site_name = site_name(settings) or ""
        self._context = context
        self._where = frozenset(where)
        self._records: dict[Any, Record] = {}
        self._others: list[Record] = []
        self._authors: dict[str, str] = {}  # name → address of the page
        self._articles: ArticlesGenerator | None = None
        self._pages: PagesGenerator | None = None
        self.static: StaticGenerator | None = None
        written = str(settings.get("SITEURL") or "")
        self.userinfo = split(written).userinfo
        self.site = without_password(written)  # Whoever gets a link must not get the password.

    def meet(self, generators: Iterable[Any]) -> None:
        """Remember who holds the articles and pages of this very run."""
        found = list(generators)
        self._articles = next((one for one in found if isinstance(one, ArticlesGenerator)), None)
        self._pages = next((one for one in found if isinstance(one, PagesGenerator)), None)
        self.static = next((one for one in found if isinstance(one, StaticGenerator)), None)

    def record(self, content: Any) -> Record:
        """Give what is known of a content. Another plugin's may equal a second one, or have no hash: only which it is
        counts."""
        try:
            found = self._records.setdefault(content, Record(content))
        except TypeError:
            found = Record(None)
        if found.content is not content:
            found = next((one for one in self._others if one.content is content), Record(content))
            self._others += [] if found in self._others else [found]
        return found

    def records(self) -> Iterator[Record]:
        """List all that was ever asked for."""
        yield from (*self._records.values(), *self._others)

    # Which there are

    def everything(self) -> Iterator[Any]:
        for name in ("articles", "hidden_articles", "drafts", "pages", "hidden_pages", "draft_pages"):
            for content in self._context.get(name) or ():
                yield content
                yield from getattr(content, "translations", None) or ()

    def published(self) -> Iterator[Any]:
        """List the articles that readers find in lists and feeds."""
        if self._articles is not None:
            yield from (*self._articles.articles, *self._articles.translations)

    def with_blocks(self) -> Iterator[Any]:
        """List those whose pages get hooks."""
        articles, pages, where = self._articles, self._pages, self._where
        lists: list[Iterable[Any]] = []
        if "articles" in where and articles:
            lists += [articles.articles, articles.translations, articles.hidden_articles, articles.hidden_translations]
        if "pages" in where and pages:
            lists += [pages.pages, pages.translations, pages.hidden_pages, pages.hidden_translations]
        if "drafts" in where and articles:
            lists += [articles.drafts, articles.drafts_translations]
        if "drafts" in where and "pages" in where and pages:
            lists += [pages.draft_pages, pages.draft_translations]
        for contents in lists:
            yield from contents

    def pages(self) -> Iterator[Any]:
        """List the pages that readers find, whether they get hooks or not."""
        if self._pages is not None:
            yield from (*self._pages.pages, *self._pages.translations)
            yield from (*self._pages.hidden_pages, *self._pages.hidden_translations)

    def judged(self) -> Iterator[Any]:
        """List what is published and gets hooks; all articles where a blog leaves them to its theme."""
        articles = self._articles
        if not self._where and articles:
            yield from (*articles.articles, *articles.translations)
            yield from (*articles.hidden_articles, *articles.hidden_translations)
        yield from (content for content in self.with_blocks() if text_of(content, "status") != "draft")

    def in_order(self) -> Iterator[Listed]:
        """List what can be read next; an article that cannot be put in order is no next one."""
        for article in self.published():
            with suppress(Exception):  # Its own page says what is wrong with it.
                yield _listed(article)

    # What they are

    def save_as(self, record: Record) -> str:
        """Give the path of a content's page; empty when it has none, or when its settings give none that can be."""
        if record.save_as is None:  # Pelican works it out anew each time.
            try:
                record.save_as = str(record.content.save_as or "")
            except Exception as error:
                record.save_as, record.pathless = "", error
                record.why_not = WhyNot(f"It is not known where its page is: {reason(error)}.", lack="no-path")
        return record.save_as

    def note_page(self, content: Any, save_as: str) -> None:
        """Take from Pelican, as it writes a page, which path that has; it is asked where it writes two of a content."""
        record = self.record(content)
        if record.save_as is None:
            record.save_as = save_as
        elif record.save_as != save_as:
            record.save_as = None
            self.save_as(record)

    def source(self, record: Record, *, written: bool = True) -> Source:
        """Make the source of a content.

        Args:
            written: with what was written into its page; else Pelican is not asked to resolve its links.

        Raises:
            Exception: whatever another plugin's work raises when it is asked.
        """
        content, save_as = record.content, self.save_as(record)
        return Source(
            path=source_path(content),
            file=str(content.source_path or ""),
            title=str(content.title or ""),
            language=self.language(content),
            address=absolute(self.site, str(content.url)),
            page=posixize_path(os.path.normpath(save_as)) if save_as else "",
            status=text_of(content, "status"),
            template=text_of(content, "template"),
            text=text_of(content, "_content"),
            content=self._content_as_written(content, save_as) if written else "",
            category=text_of(content, "category"),
            tags=texts_of(content, "tags"),
            authors=texts_of(content, "authors"),
            slug=text_of(content, "slug"),
            metadata=metadata_of(content),
            kind="pages" if isinstance(content, Page) else "articles",
            published=_moment(content, "date"),
            date=text_of(content, "locale_date"),
            modified=_moment(content, "modified"),
            translations=tuple(self.language(other) for other in getattr(content, "translations", None) or ()),
            author_addresses=tuple(filter(None, map(self._address_of_author, getattr(content, "authors", None) or ()))),
            pictures_around=_pictures_around(content),
            site_name=self.site_name,
        )

    def _address_of_author(self, author: Any) -> str:
        """Give the address of an author's page; empty where the blog has none."""
        name = str(author)
        if name not in self._authors:
            try:
                page = absolute(self.site, str(author.url)) if author.save_as else ""
            except Exception:  # Another plugin's author, or a setting that does not fit.
                page = ""
            self._authors[name] = page
        return self._authors[name]

    def language(self, content: Any) -> str:
        return tag(text_of(content, "lang") or str(self._settings.get("DEFAULT_LANG") or ""))

    def _content_as_written(self, content: Any, save_as: str) -> str:
        # Without RELATIVE_URLS a content knows its SITEURL, an old one if it comes from Pelican's cache.
        site = self.site_for(save_as) if self._settings["RELATIVE_URLS"] else content.get_siteurl()
        text = content.get_content(site) or ""
        # Pelican writes pages in text mode. What it remembers itself is no second time in memory.
        return text if os.linesep == "\n" else text.replace("\n", os.linesep)

    # The site's address

    def site_for(self, save_as: str) -> str:
        """Give what stands before site paths in a page: what Pelican put there, but for a password."""
        return without_password(self.site_as_written(save_as))

    def site_as_written(self, save_as: str) -> str:
        """Give what Pelican put before site paths when it wrote a page."""
        relative = bool(self._settings["RELATIVE_URLS"])
        return str(path_to_url(get_relative_path(save_as)) if relative else self._settings.get("SITEURL") or "")

    def site_here(self) -> str:
        """Give what stands before site paths in the page that Pelican is writing now."""
        return str(self._context.get("localsiteurl") or "") if self._settings["RELATIVE_URLS"] else self.site

    def without_userinfo(self, text: str) -> str:
        """Take the name and password of SITEURL out of a text: no rule may quote them, and no report print them."""
        return without(self.userinfo, text)


def source_path(content: Any) -> str:
    return text_of(content, "relative_source_path")


def text_of(content: Any, name: str) -> str:
    """Give what a content has under a name as text; empty where it has nothing, or cannot say what."""
    try:
        value = getattr(content, name)
        return "" if value is None else str(value)
    except Exception:  # Another plugin's work, or a setting such as ARTICLE_URL that does not fit this one.
        return ""


def texts_of(content: Any, name: str) -> tuple[str, ...]:
    """Give the tags or authors of a content, also where they are one text with commas."""
    value = getattr(content, name, None)
    if isinstance(value, str):
        return tuple(filter(None, map(str.strip, value.split(","))))
    return tuple(map(str, value)) if isinstance(value, Iterable) else ()


def metadata_of(content: Any) -> Mapping[str, Any]:
    """Give the front matter; a reader of another plugin may put in keys that are no text."""
    given = getattr(content, "metadata", None)
    return {key: value for key, value in given.items() if isinstance(key, str)} if isinstance(given, Mapping) else {}


def _moment(content: Any, name: str) -> str:
    """Give a time as ISO 8601 has it; empty where it has no zone, for then nobody knows when it was."""
    moment = getattr(content, name, None)
    return moment.isoformat() if isinstance(moment, datetime.datetime) and moment.tzinfo else ""


def _pictures_around(content: Any) -> tuple[str, ...]:
    """List the pictures that plugins give to a content's category and authors."""
    around = (getattr(content, "category", None), *(getattr(content, "authors", None) or ()))
    pictures = (getattr(one, "image", None) for one in around)
    return tuple(picture for picture in pictures if isinstance(picture, str) and picture)


def _listed(article: Any) -> Listed:
    date = article.date
    return Listed(
        key=str(article.source_path),
        title=plain_text(str(article.title or "")),
        url=absolute("", str(article.url)),
        language=str(article.lang),
        date=date if date.tzinfo else date.replace(tzinfo=datetime.UTC),
        series=str(metadata_of(article).get("series", "")),  # the attribute is pelican-series' own table
        part=_number(metadata_of(article).get("series_index")),
        category=text_of(article, "category"),
        tags=frozenset(texts_of(article, "tags")),
    )


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 0
