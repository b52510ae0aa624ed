"""The Pelican generator: turns articles into posts, and puts blocks into the pages that Pelican wrote."""

from __future__ import annotations

import datetime
import errno
import html
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from weakref import finalize, proxy

from feedgenerator.django.utils.encoding import iri_to_uri
from jinja2 import Environment, FileSystemLoader
from pelican import signals
from pelican.contents import Article, Content
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, StaticGenerator
from pelican.log import console
from pelican.utils import get_relative_path, path_to_url, posixize_path, sanitised_join

from pelican_share_nudge import report
from pelican_share_nudge.addresses import absolute, of_file, quote_address, split, without, without_password
from pelican_share_nudge.addresses import join as join_address
from pelican_share_nudge.blocks import looks
from pelican_share_nudge.blocks.nudge import (
    NO_SHARE_POST,
    NoSharePost,
    Nudge,
    Prepared,
    SharePost,
    nothing,
    prints_share_post,
)
from pelican_share_nudge.blocks.render import (
    Assets,
    Renderer,
    join,
)
from pelican_share_nudge.findings import BAD_BASELINE, NO_BASELINE, Verdict, read_baseline, without_baseline
from pelican_share_nudge.hooks.choice import (
    NO_HOOKS,
    CallToAction,
    Hooks,
    NextPost,
    Surroundings,
    make_share_link,
    networks_of,
    values_in_targets,
    wanted,
)
from pelican_share_nudge.hooks.hashtags import hashtags
from pelican_share_nudge.hooks.sequence import Listed, Sequence
from pelican_share_nudge.host.checking import check, check_sub_sites, make_renderer, without_what_is_broken
from pelican_share_nudge.host.gate import GATE
from pelican_share_nudge.host.loaded import settings_file
from pelican_share_nudge.insert import pages, splice
from pelican_share_nudge.insert.pages import AssetWriter, PageChanged, PageReplacer, Room, read_page
from pelican_share_nudge.judge.judge import Judge
from pelican_share_nudge.judge.sources import Sources, published_address
from pelican_share_nudge.locales import Phrases, phrases, tag
from pelican_share_nudge.page.page import NOTHING_WRITTEN, FoundCta, Link, Page, Written
from pelican_share_nudge.pattern import fill
from pelican_share_nudge.post import IMAGE_KEYS, Post, excerpt, first_image, named_image
from pelican_share_nudge.proof.facts import Built, Facts
from pelican_share_nudge.report.errors import Errors
from pelican_share_nudge.settings.config import Config, ConfigError, setting_name
from pelican_share_nudge.settings.front_matter import folded, unquoted
from pelican_share_nudge.settings.wishes import MetadataProblem, Wishes, read_wishes
from pelican_share_nudge.site.pictures import Pictures, is_of_another_plugin, is_path, with_slashes
from pelican_share_nudge.site.site import Output, Site
from pelican_share_nudge.site.theme import Prints
from pelican_share_nudge.tables.looks import discloses
from pelican_share_nudge.text import clean, plain_text

# In the shared context while one instance is at work: a plugin found twice must not do everything twice.
IN_CHARGE = "share_nudge_in_charge"

# Who logs why a source became no page (pelican/generators.py, pelican/contents.py).
_SPEAK_OF_SOURCES = ("pelican.generators", "pelican.contents")

# What a log names of pages without hooks.
_REASONS = 5
_SOURCES = 3

# No text of an author, so that it can be found again in a page that is rendered a second time.
_PROBE = "<!--share-nudge-probe-2f6c0e6b-->"
# How much of a page beside an empty content, in characters, must be as it was when it was rendered a second time.
_AROUND = 400


_LAST_GOOD_SETTINGS = "the site is built with the last good ones until they are mended"
_WITHOUT_WHAT_IS_BROKEN = "the site is built without what is broken until it is mended"


def check_settings(pelican: Any) -> None:
    """Check everything that can be wrong before anything is written or deleted.

    While Pelican waits for changes, what a theme brings is left to the generator: an error here means that the settings
    are read again only when their own file has changed.

    Raises:
        ConfigError: lists every problem.
    """
    if _within("run"):  # Another site is being written, and this one, its sub-site, was checked with it.
        return
    settings = {**_passed_over(pelican.settings), **pelican.settings}
    checked = check(settings, _environment(settings), complete=False)
    own = (*checked.own, *check_sub_sites(settings, checked, _environment))
    problems = own if _in_autoreload() else (*own, *checked.of_theme)
    if problems and _within("__call__"):  # `pelican --print-settings` builds nothing.
        report.say_settings(ConfigError(problems))
    elif problems:
        report.without_traceback(console)
        raise ConfigError(problems, _LAST_GOOD_SETTINGS if _in_autoreload() else "nothing was written")


def _environment(settings: Mapping[str, Any]) -> Environment:
    """Make the environment of a theme's templates as Pelican does (pelican/generators.py, Generator.__init__), but for
    what plugins add to it."""
    theme = os.path.expanduser(os.path.join(settings["THEME"], "templates"))
    loader = FileSystemLoader([*settings["THEME_TEMPLATES_OVERRIDES"], theme])
    return Environment(loader=loader, **settings["JINJA_ENVIRONMENT"])


def _passed_over(settings: Mapping[str, Any]) -> dict[str, Any]:
    """List what the settings file sets by a name that is ours but for its capitals: Pelican does not see it."""
    file = settings_file(settings)
    module = next((module for module in [*sys.modules.values()] if getattr(module, "__file__", None) == file), None)
    known = {setting_name(row.name) for row in fields(Config)}
    return {
        name: value
        for name, value in (vars(module).items() if file and module else ())
        if not name.isupper() and name.upper() in known and name.upper() not in settings
    }


def generator_class(_: object) -> type[ShareNudge]:
    """Answer Pelican's question for generators."""
    return ShareNudge


@dataclass(frozen=True, slots=True)
class _Plan:
    """What goes into a page, and at which offset; which blocks its theme has printed there; and the post's hooks."""

    insertions: list[tuple[int, splice.Block]]
    present: frozenset[str]
    hooks: Hooks


@dataclass(frozen=True, slots=True)
class _LeftAlone:
    """Why nothing, or not all, was put into a page, what to write instead, and a word for that reason."""

    why: str = ""
    remedy: str = ""
    lack: str = ""

    def __str__(self) -> str:
        return f"{self.why} {self.remedy}".rstrip()


_BY_SELECTOR = "Name the one element that holds it in SHARE_NUDGE_SELECTOR"
_INTO_TEMPLATE = "put {markers} into the theme's template, where readers shall see them"
# By what a page lacks: why it has no place, and what gives it one.
_NO_PLACE: dict[splice.Lack, tuple[str, str]] = {
    splice.Lack.NOTHING: (
        "Its page is empty",
        "Let the theme's template {template}.html print the post.",
    ),
    splice.Lack.NO_TEXT: (
        "It has no text, and nothing in its page proves where one would be",
        f"Write one, or {_INTO_TEMPLATE}.",
    ),
    splice.Lack.NOT_THERE: (
        "Its page has no place that is certainly the end of its content: the theme prints a part of it, or a plugin "
        "changed it",
        f"{_BY_SELECTOR}, or {_INTO_TEMPLATE}.",
    ),
    splice.Lack.UNSEEN: (
        "Its content stands only where readers do not see it, as in a script, an attribute or a text field",
        f"Print it in the open, or {_INTO_TEMPLATE}.",
    ),
    splice.Lack.REPEATED: (
        "Its page holds its content more than once, and nothing tells which one is the post",
        f"{_BY_SELECTOR}, or {_INTO_TEMPLATE}.",
    ),
    splice.Lack.LEFT_OPEN: (
        "Its content opens <{name}> and does not close it, and what stands behind that is not the post's only",
        "Write </{name}> where it ends, or &lt;{name}&gt; if it is only a word.",
    ),
    splice.Lack.CUT_OFF: (
        "Its content ends within a comment, a tag, or an element such as <textarea>, which swallows what follows",
        "Close that in the post.",
    ),
}
_NO_BLOCK_OF_THEME = _LeftAlone(
    "Its page has no hooks: SHARE_NUDGE_PLACEMENT leaves them to the theme, whose template neither prints nor marks "
    "them.",
    "Print {{ article.nudge.cta }} and {{ article.nudge.bar }} there, or write `after`.",
    "left-to-theme",
)
_NAMES_OF_BLOCKS = {"cta": "call to action", "bar": "share bar"}
_FROM_THE_START = (
    "Print {{ article.nudge.cta }} and {{ article.nudge.bar }} in the theme's template, so that it has them from the "
    "start."
)
_NO_PICTURE = (
    "No network can fetch a picture at `{image}`, so the post is shared without it. Write an address that "
    "begins with https:// and is whole, a path on the site (/images/…) or {{static}}/images/…."
)
_NO_ASSET = (
    "{path} could not be written: {why}. Readers get the hooks without it: {loss}. Let the output folder have a folder "
    "`{folder}` that may be written, and space."
)


class ShareNudge(Generator):
    """The plugin. One instance serves one run of Pelican and holds all its state.

    Raises:
        ConfigError: lists every problem of the settings; nothing has been written or deleted.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.in_charge = not self.context.get(IN_CHARGE)
        self.context[IN_CHARGE] = True
        self.config, self.renderer = self._checked()
        self.stylesheet = looks.stylesheet(self.config.look, self.config.known_networks.values())
        self.script = looks.script()
        written = str(self.settings.get("SITEURL") or "")
        self._userinfo = split(written).userinfo
        self.site = without_password(written)  # Whoever gets a link must not get the password.
        self.today = datetime.date.today()
        self.gate = GATE.get()
        self.settings_file = self.gate.settings if self.gate else settings_file(self.settings)
        self._left_alone: dict[int, _LeftAlone] = {}  # by the identity of a content, as the next four are
        self._pathless: dict[int, Exception] = {}
        self._missing_pictures: dict[int, MetadataProblem] = {}
        self._copies: set[str] | None = None  # what Pelican copies into the output after the blocks are in
        self._addresses: dict[int, str] = {}
        self._paths: dict[int, str] = {}
        self._written: dict[int, tuple[int, Written]] = {}  # the hash of the blocks, and what they hold
        self._same: dict[Any, Any] = {}  # so that what posts have in common is kept once
        self._unresolved: dict[str, None] = {}  # an ordered set
        self._articles: ArticlesGenerator | None = None
        self._pages: PagesGenerator | None = None
        self._static: StaticGenerator | None = None
        self._sequence: Sequence | None = None
        self._phrases: dict[str, Phrases] = {}
        self._targets: dict[tuple[str, str, str], str | None] = {}
        self._theme_bars: set[str] = set()
        itself = proxy(self)  # A build that dies gives back the folder at once, not when Python next looks for circles.
        room = Room(lambda: itself._bytes_to_come())
        self._assets = AssetWriter(self.output_path, room)
        self._replacer = PageReplacer(self.output_path, room, waiting=lambda: itself._note_the_wait())
        self._judged_ones: set[int] = set()
        self._in_feeds: tuple[str, dict[str, Any]] = ("", {})  # the address of a feed's site; item's link → article
        self._feed_texts: dict[int, str] = {}
        self._fatal: RuntimeError | None = None
        self._errors = Errors()
        finalize(self, self._errors.hear(*_SPEAK_OF_SOURCES))
        if self.in_charge:
            signals.all_generators_finalized.connect(self._meet_generators)
            if "feeds" in self.config.where:
                signals.feed_generated.connect(self._add_to_feed)

    def _checked(self) -> tuple[Config, Renderer]:
        """Check once more: other plugins may have changed settings, and a theme's files change while Pelican runs."""
        checked = check(self.settings, self.env)
        if not checked.problems:
            return checked.config, make_renderer(checked.config, self.env)
        if not _in_autoreload():
            report.without_traceback(console)
            raise ConfigError(checked.problems)
        # Pelican would try again without end, and not wait for the theme to be mended.
        report.say_settings(ConfigError(checked.problems, _WITHOUT_WHAT_IS_BROKEN), console)
        return checked.config, make_renderer(checked.config, without_what_is_broken(self.env), lenient=True)

    def generate_context(self) -> None:
        """Give every article and page its `nudge`; `share_post` only where the bar is left to the theme: most themes
        that know it print nine links of their own then, whatever networks and look the blog chose."""
        if self.in_charge:
            for content in self._all_contents():
                with suppress(Exception):  # What another plugin puts among the articles may refuse them.
                    content.nudge = Nudge(self, content)
                    if self.config.placement == "theme":
                        content.share_post = SharePost(self, content)
                    elif not hasattr(content, "share_post"):
                        content.share_post = NoSharePost(NO_SHARE_POST)

    def _all_contents(self) -> Iterator[Any]:
        for name in ("articles", "hidden_articles", "drafts", "pages", "hidden_pages", "draft_pages"):
            for content in self.context.get(name) or ():
                yield content
                yield from getattr(content, "translations", None) or ()

    def _meet_generators(self, generators: Iterable[Any]) -> None:
        """Remember who holds the articles and pages of this very run; others may run inside it (i18n_subsites)."""
        found = list(generators)
        if self in found:
            self._articles = next((one for one in found if isinstance(one, ArticlesGenerator)), None)
            self._pages = next((one for one in found if isinstance(one, PagesGenerator)), None)
            self._static = next((generator for generator in found if isinstance(generator, StaticGenerator)), None)
            if self._inserts():
                signals.get_writer.connect(self._take_turn)

    def _inserts(self) -> bool:
        """Tell whether this build puts blocks into the pages that it writes."""
        return bool(self.config.where) and not self._given_output()

    def _take_turn(self, pelican: Any) -> None:
        """Keep other builds out of the output folder from before Pelican writes until the blocks are in."""
        if pelican.settings is self.settings:
            signals.get_writer.disconnect(self._take_turn)
            self._replacer.__enter__()

    def generate_output(self, writer: object) -> None:
        """Insert the blocks; every article and page of this run has been written."""
        if not self.in_charge:
            return
        if self._inserts():
            with self._replacer:
                for content in self._contents_with_blocks():
                    self._insert(content)
        if not self._given_output():
            self._note_the_surprising()
        signals.finalized.connect(self._finish)

    def _contents_with_blocks(self) -> Iterator[Any]:
        articles, pages, where = self._articles, self._pages, self.config.where
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

    # Judging

    def _finish(self, pelican: Any) -> None:
        """Judge the written pages, after the static files are in place and other plugins are done."""
        if pelican.settings is not self.settings:
            return
        signals.finalized.disconnect(self._finish)
        self._say_which_assets_are_missing()
        self._feed_texts.clear()
        if self.gate is not None:
            verdict = self._judge(self._given_output() or self.output_path)
            self.gate.verdicts.append(verdict)
            self.gate.built += self._built(verdict) if self.gate.wants_posts else ()
        elif self.config.warn:
            self._judge_and_say()
        self._say_what_is_missing()
        if self._fatal is not None:
            raise self._fatal

    def _judge_and_say(self) -> None:
        try:
            verdict, note = self._without_known(self._judge(self.output_path))
            report.build(verdict, console, autoreload=_in_autoreload(), settings=self.settings_file, note=note)
        except Exception as error:  # The site is written and whole; that nothing is said of it must not undo that.
            if _is_wanted_by_fatal(error):
                raise
            self._judged_ones.clear()
            report.log_failure(f"the posts could not be judged, {type(error).__name__}: {error}. Please report it.")

    def _without_known(self, verdict: Verdict) -> tuple[Verdict, str]:
        """Pass over what SHARE_NUDGE_BASELINE knows, or say why not. What is gone concerns the whole site with its
        sub-sites, which only the command judges together."""
        if not verdict.baseline:
            return verdict, ""
        try:
            known = read_baseline(Path(verdict.baseline).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return verdict, f"{NO_BASELINE.format(file=verdict.baseline)}, so all findings are told."
        except (OSError, ValueError) as error:
            return verdict, f"{BAD_BASELINE.format(file=verdict.baseline, why=error)} All findings are told."
        return replace(without_baseline(verdict, known), gone=()), ""

    def _baseline_file(self) -> str:
        """Find what SHARE_NUDGE_BASELINE names: beside the settings file, else beside the content folder."""
        beside = os.path.dirname(self.settings_file or os.path.abspath(self.path))
        return os.path.abspath(os.path.join(beside, self.config.baseline)) if self.config.baseline else ""

    def _say_what_is_missing(self) -> None:
        """Log what no finding tells: all of it where nothing is judged, and what is wrong with posts that are not.
        A command says beside its report which templates fail."""
        contents = list({id(content): content for content in self._all_contents()}.values())
        if pages := _by_reason(
            (str(self._left_alone.get(id(content), "")), _source(content))
            for content in contents
            if id(content) not in self._judged_ones and self.gate is None
        ):
            report.log_warning(pages)
        told = {_source(content) for content in contents if id(content) in self._judged_ones and self.gate is None}
        for mistake, sources in self.renderer.mistakes:
            if told.isdisjoint(sources):
                posts = f"{len(sources)} post{'s' if len(sources) > 1 else ''} ({_named(sources)})"
                text = f"{mistake.file}:{mistake.line}: no {mistake.block} in {posts}: {mistake.why}"
                (report.print_error if self.gate is not None else report.log_failure)(text)

    def _given_output(self) -> str:
        """Find the folder to judge that was built before; empty when it is that of this build."""
        if self.gate is None or not self.gate.output:
            return ""
        return self.gate.sandbox.given(self.output_path, self.gate.output)

    def _judge(self, output: str) -> Verdict:
        site = self._judged_site(output)
        judge = Judge(site) if self.gate is None else Judge(site, select=self.gate.select, ignore=self.gate.ignore)
        contents = [one for one in self._judged_contents() if self._save_as(one) or id(one) in self._pathless]
        self._judged_ones = set(map(id, contents))
        for number, content in enumerate(contents, 1):
            try:
                if id(content) in self._pathless:
                    raise self._pathless[id(content)]
                judge.look(*self._judged(content, output))
            except Exception as error:  # Another plugin's work may hold any surprise; the other posts go on.
                judge.could_not_look(_source(content), error)
            if self.gate is not None:
                self.gate.progress(number, len(contents))
        sources = Sources(self._template_folders(), self.settings_file)
        verdict = judge.verdict(sources, content=os.path.abspath(self.path), theme=os.path.abspath(self.theme))
        return replace(verdict, baseline=self._baseline_file())

    def _template_folders(self) -> tuple[str, ...]:
        templates = (*self.settings["THEME_TEMPLATES_OVERRIDES"], os.path.join(self.theme, "templates"))
        return tuple(map(os.path.abspath, templates))

    def _built(self, verdict: Verdict) -> Iterator[Built]:
        with_blocks = set(map(id, self._contents_with_blocks()))
        for content in self._all_contents():
            yield Built(
                file=_text_of(content, "source_path"),
                source=_source(content),
                slug=_text_of(content, "slug"),
                url=_text_of(content, "url"),
                page=self._save_as(content),
                status=_text_of(content, "status"),
                verdict=verdict,
                facts=partial(self._facts, content, inserted=id(content) in with_blocks),
            )

    def _facts(self, content: Any, *, inserted: bool) -> Facts:
        wishes, _ = read_wishes(_metadata(content), self.config)
        page, post = self._judged(content, self.output_path)
        site = self._judged_site(self.output_path)
        prepared = self._prepared(content, self.site, wishes)
        return Facts(
            prepared=prepared,
            wishes=wishes,
            post=post,
            page=page,
            site=site,
            environment=self.env,
            inserted=inserted,
        )

    def _judged_site(self, output: str) -> Site:
        return Site(
            address=self.site.rstrip("/"),
            name=str(self.settings.get("SITENAME") or ""),
            theme=os.path.basename(self.theme),
            config=self.config,
            today=self.today,
            output=Output(output, beside=(self.path, os.path.dirname(self.settings_file))),
            publishing=self.gate is not None or os.path.basename(self.settings_file).startswith("publish"),
            published=published_address(self.settings_file),
            relative=bool(self.settings["RELATIVE_URLS"]),
            has_password=bool(self._userinfo),
            texts={name: value for name, value in self.settings.items() if isinstance(value, str)},
            prints=Prints(self._template_folders()),
            unbuilt=tuple(sorted(self._unbuilt())),
            why_unbuilt=self._errors.by_source,
            unresolved=tuple(self._unresolved),
        )

    def _unbuilt(self) -> set[str]:
        """List the sources that became no page; neither those of folders that hold none, nor what the main site's build
        tells of already."""
        generated = self.context["generated_content"].items()
        unbuilt = {str(source) for source, content in generated if content is None}
        told = {source for around in _runs_around(self) for source, content in around.items() if content is None}
        return set(filter(self._may_be_post, unbuilt - told))

    def _may_be_post(self, source: str) -> bool:
        """With a content path such as `.` Pelican reads the output and the theme, too."""
        content, path = os.path.realpath(self.path), os.path.realpath(os.path.join(self.path, source))
        others = (self.output_path, self.gate.sandbox.main if self.gate else "", self.theme)
        below = (folder for folder in map(os.path.realpath, filter(None, others)) if _lies_in(folder, content))
        return not any(_lies_in(path, folder) for folder in below)

    def _judged_contents(self) -> Iterator[Any]:
        """List what is published and gets hooks; all articles where a blog leaves them to its theme."""
        articles = self._articles
        if not self.config.where and articles:
            yield from (*articles.articles, *articles.translations)
            yield from (*articles.hidden_articles, *articles.hidden_translations)
        yield from (content for content in self._contents_with_blocks() if _text_of(content, "status") != "draft")

    def _judged_post(self, content: Any) -> Post:
        metadata = _metadata(content)
        wishes, problems = read_wishes(metadata, self.config)
        own_address, save_as = self._own_address(content), self._save_as(content)
        missing = self._missing_picture(content)
        left_alone = self._left_alone.get(id(content), _LeftAlone())
        switched_off = {"share": wishes.share == (), "email": not wishes.email, "cta": wishes.cta == ()}
        return Post(
            title=str(content.title or ""),
            excerpt=plain_text(str(metadata.get("summary") or "")),
            address=without_password(wishes.url) or own_address,
            own_address=own_address,
            language=self._language(content),
            source=_source(content),
            file=str(content.source_path or ""),
            page=posixize_path(os.path.normpath(save_as)),
            content=without(self._userinfo, self._content_as_written(content, save_as)),
            keys=frozenset(map(folded, metadata)),
            travels=wishes.nudge,
            without=frozenset(name for name, is_off in switched_off.items() if is_off),
            category=_text_of(content, "category"),
            tags=_texts(content, "tags"),
            authors=_texts(content, "authors"),
            slug=_text_of(content, "slug"),
            image=wishes.image or named_image(metadata),
            asks_for=wishes.cta or (),
            summarised=bool(str(metadata.get("summary") or "").strip()),
            problems=problems if missing is None else (*problems, missing),
            mistakes=self.renderer.mistakes.of(_source(content)),
            left_alone=left_alone.why,
            lack=left_alone.lack,
            remedy=left_alone.remedy,
            ignored=wishes.ignore,
        )

    def _judged(self, content: Any, output: str) -> tuple[Page, Post]:
        post = self._judged_post(content)
        path = os.path.join(output, post.page)
        try:
            text = read_page(path)
        except UnicodeDecodeError:
            text = Path(path).read_bytes().decode("utf-8", "replace")
        except OSError as error:
            gone = f"there is no {post.page} in {output}" if self.gate and self.gate.output else _reason(error)
            post = replace(post, left_alone=f"Readers do not find it: {gone}.", lack="page-gone", remedy="")
            return Page(path=post.page, missing=True), post
        own = frozenset(filter(None, (post.address, post.own_address)))
        text, written = self._without_what_was_written(content, text)
        text = without(self._userinfo, text)  # No rule may quote it, and no report print it.
        networks = self.config.known_networks
        content = post.content
        return Page.parse(text, path=post.page, networks=networks, own=own, written=written, content=content), post

    def _without_what_was_written(self, content: Any, page: str) -> tuple[str, Written]:
        """Take the plugin's own blocks out of a page, if they are still what it wrote, byte for byte."""
        known, written = self._written.get(id(content), (0, NOTHING_WRITTEN))
        if not known:
            return page, NOTHING_WRITTEN
        rest, blocks = splice.apart(page, unseen=True)
        return (rest, written) if hash(blocks) == known else (page, NOTHING_WRITTEN)

    # One page

    def _insert(self, content: Any) -> None:
        """Put the blocks into one page. Whatever goes wrong, the page stays as it was."""
        save_as = self._save_as(content)
        if not save_as:
            return
        try:
            path = sanitised_join(self.output_path, save_as)
            try:
                self._insert_into(path, content, save_as)
            except PageChanged:
                self._left_alone.pop(id(content), None)
                self._insert_into(path, content, save_as)
        except Exception as error:  # A page, a theme's template or another plugin's work may hold any surprise.
            why = f"Its page was left as it is: {_reason(error)}."
            self._left_alone[id(content)] = _LeftAlone(why, *_remedy(error))

    def _insert_into(self, path: str, content: Any, save_as: str) -> None:
        page = read_page(path)
        plan = self._plan(content, save_as, page)
        if plan.insertions:
            self._replacer.replace(path, splice.splice(page, plan.insertions), over=page)
            self._remember(content, plan)

    def _plan(self, content: Any, save_as: str, page: str) -> _Plan:
        """Work out what goes where in a page."""
        site = self._site_for(save_as)
        prepared = self.prepare(content, site)
        present = self._present(content, save_as, page)
        blocks = [block for block in self._blocks(prepared, content, page) if block.name not in present]
        place = self._content_place(content, save_as, page) if blocks else None
        insertions = self._placed(page, blocks, place, prepared)
        inserted = {block.name for _, block in insertions}
        missing = list(dict.fromkeys(block.name for block in blocks if block.name not in inserted))
        by_theme = self.config.placement == "theme" and (insertions or present or save_as in self._theme_bars)
        if missing and not by_theme:
            self._left_alone[id(content)] = self._why_not_placed(content, save_as, page, missing)
        if not insertions and not present:
            return _Plan([], present, prepared.hooks)
        for block in self.renderer.head(self.assets(site, prepared.hooks), prepared.post.source):
            if block.name not in present:
                first = min((offset for offset, _ in insertions), default=len(page))
                offset = splice.head_offset(page, place.before if place else first)
                insertions.insert(0, (first if offset is None else offset, block))
        return _Plan(insertions, present, prepared.hooks)

    def _why_not_placed(self, content: Any, save_as: str, page: str, missing: list[str]) -> _LeftAlone:
        if self.config.placement == "theme":
            return _NO_BLOCK_OF_THEME
        lack, name = splice.lack_of_place(page, self._content_as_written(content, save_as))
        why, remedy = _NO_PLACE[lack]
        markers = " and ".join(f"<!-- share-nudge:{block} -->" for block in missing)
        blocks = " and no ".join(_NAMES_OF_BLOCKS[block] for block in missing)
        template = _text_of(content, "template")
        for placeholder, value in (("{name}", name), ("{markers}", markers), ("{template}", template)):
            why, remedy = why.replace(placeholder, value), remedy.replace(placeholder, value)
        if self.config.selector and _BY_SELECTOR in remedy:
            remedy = f"{self._why_not_selected(page)} {remedy}"
        return _LeftAlone(f"{why}, so no {blocks} was inserted.", remedy, lack.value)

    def _why_not_selected(self, page: str) -> str:
        count = splice.count_selected(page, self.config.selector)
        found = {0: "nothing", 1: "an element without an end, or not the one that holds it"}
        return f"SHARE_NUDGE_SELECTOR selects {found.get(count, f'{count} elements')} there."

    def _present(self, content: Any, save_as: str, page: str) -> frozenset[str]:
        """List the blocks that the theme has printed; what the author has pasted into the content is none of them."""
        present = splice.names(page)
        text = self._content_as_written(content, save_as) if present else ""
        return splice.names(page.replace(text, "")) if splice.names(text) else present

    def _remember(self, content: Any, plan: _Plan) -> None:
        """Keep what was written into a page, for judging: in few words, for most posts the same ones."""
        if plan.present or not self.renderer.is_ours or not (self.config.warn or self.gate):
            return
        in_order = [block for _, block in sorted(plan.insertions, key=lambda insertion: insertion[0])]
        names = [block.name for block in in_order]
        if names.count("cta") == len(plan.hooks.ctas):
            networks = tuple(link.network for link in plan.hooks.links) if "bar" in names else ()
            written = Written(networks, tuple(map(_found_cta, plan.hooks.ctas)))
            written = self._same.setdefault(written, written)
            self._written[id(content)] = (hash("".join(map(str, in_order))), written)

    def _save_as(self, content: Any) -> str:
        """Give the path of a content's page; empty when it has none, or when its settings give none that can be."""
        if id(content) not in self._paths:  # Pelican works it out anew each time.
            try:
                self._paths[id(content)] = str(content.save_as or "")
            except Exception as error:
                self._paths[id(content)] = ""
                self._pathless[id(content)] = error
                why = f"It is not known where its page is: {_reason(error)}."
                self._left_alone[id(content)] = _LeftAlone(why, lack="no-path")
        return self._paths[id(content)]

    def _blocks(self, prepared: Prepared, content: Any, page: str) -> list[splice.Block]:
        """Render what a page gets: the calls to action, then the bar, unless the theme prints one from `share_post`."""
        post, hooks, words = prepared.post, prepared.hooks, prepared.phrases
        ctas = self.renderer.ctas(post, hooks, words)
        if prints_share_post(content, page):
            self._theme_bars.add(self._save_as(content))
            return ctas
        return ctas + self.renderer.bar(post, hooks, words)

    def _placed(
        self, page: str, blocks: list[splice.Block], place: splice.Place | None, prepared: Prepared
    ) -> list[tuple[int, splice.Block]]:
        """Find the offset of each block: behind the theme's marker comment, else beside the content."""
        placed = []
        placement = self.config.placement
        for block in blocks:
            offset = splice.marker_offset(page, block.name)
            if offset is not None:
                placed.append((offset, block))
            elif place is not None and placement != "theme":
                if block.name == "bar" and placement == "before":
                    placed.append((place.before, block))
                if block.name == "bar" and placement == "both":
                    post, hooks, words = prepared.post, prepared.hooks, prepared.phrases
                    placed += [(place.before, upper) for upper in self.renderer.bar(post, hooks, words, is_extra=True)]
                if block.name != "bar" or placement in ("after", "both"):
                    placed.append((place.after, block))
        return placed

    def _content_place(self, content: Any, save_as: str, page: str) -> splice.Place | None:
        text = self._content_as_written(content, save_as)
        return splice.content_place(
            page,
            text,
            which=lambda: self._which_occurrence(content, text if text in page else text.strip()),
            around=lambda: self._around(content),
            selector=self.config.selector,
        )

    def _content_as_written(self, content: Any, save_as: str) -> str:
        # Without RELATIVE_URLS a content knows its SITEURL, an old one if it comes from Pelican's cache.
        site = self._site_for(save_as) if self.settings["RELATIVE_URLS"] else content.get_siteurl()
        return (content.get_content(site) or "").replace("\n", os.linesep)  # Pelican writes pages in text mode.

    def _which_occurrence(self, content: Any, text: str) -> int | None:
        """Find which of several occurrences of a text is this post's own content: render the page once more with a
        probe behind the content, and count the occurrences up to the probe. None when that does not tell."""
        plain = content.get_content
        parts = self._rendered_around(content, lambda site: plain(site) + _PROBE)
        if len(parts) != 2 or not parts[0].rstrip().endswith(text.rstrip()):
            return None
        return parts[0].count(text) - 1

    def _around(self, content: Any) -> list[splice.Around]:
        """Find what stands around an empty content: render the page once more with a probe in its place."""
        parts = [part.replace("\n", os.linesep) for part in self._rendered_around(content, lambda _: _PROBE)]
        return [
            splice.Around(before[-_AROUND:], behind[:_AROUND])
            for number in range(1, len(parts))
            for before, behind in (("".join(parts[:number]), "".join(parts[number:])),)
        ]

    def _rendered_around(self, content: Any, get_content: Callable[[str], str]) -> list[str]:
        """Render a page once more, with another content; give what stands around the probes in it."""
        content.get_content = get_content
        try:
            return self._render_again(content).split(_PROBE)
        except Exception:  # Some templates cannot be rendered twice, and raise what they like.
            return []
        finally:
            del content.get_content

    def _render_again(self, content: Any) -> str:
        """Render an article or page as Pelican's writer does (pelican/writers.py, Writer.write_file)."""
        site, is_article = self._site_as_written(content.save_as), isinstance(content, Article)
        context = {**self.context, "localsiteurl": site, "output_file": content.save_as}
        if self.settings["RELATIVE_URLS"]:
            context["SITEURL"] = site
        if is_article:
            context |= {"article": content, "category": getattr(content, "category", None), "blog": True}
        else:
            context["page"] = content
        return str(self.get_template(content.template).render(context))

    # One post

    def prepare_here(self, content: Any) -> Prepared:
        """Prepare a post for the page that Pelican is writing now; one that cannot be has no hooks there."""
        try:
            return self.prepare(content, self._site_here())
        except Exception as error:  # Another plugin's work may hold any surprise; Pelican is in the middle of the site.
            self._leave_alone(content, "The theme prints its hooks, and there are none", error)
            return nothing()

    def _leave_alone(self, content: Any, what: str, error: Exception) -> None:
        """Remember what is missing of a post, and why; the first reason is the one that is told."""
        self._left_alone.setdefault(id(content), _LeftAlone(f"{what}: {_reason(error)}.", *_remedy(error)))

    def prepare(self, content: Any, site: str) -> Prepared:
        """Turn an article or page into a post and its hooks.

        Args:
            site: what stands before a site path in the page that is being made.
        """
        wishes, _ = read_wishes(_metadata(content), self.config)
        is_draft = _text_of(content, "status") == "draft"
        if not wishes.nudge or (is_draft and "drafts" not in self.config.where):
            language = self._language(content)
            post = Post(title="", address="", language=language, source=_source(content))
            return Prepared(post, NO_HOOKS, self._words(language))
        return self._prepared(content, site, wishes)

    def _prepared(self, content: Any, site: str, wishes: Wishes) -> Prepared:
        words = self._words(self._language(content))
        post = self._post(content, wishes)
        around = Surroundings(
            today=self.today,
            resolve=lambda target: self._resolve_cta(target, site, values_in_targets(post)),
            next_post=lambda: self._next_post(content),
            feed=self._feed(),
        )
        return Prepared(post, wanted(post, wishes, self.config, words, around), words)

    def _language(self, content: Any) -> str:
        return tag(_text_of(content, "lang") or str(self.settings.get("DEFAULT_LANG") or ""))

    def _words(self, language: str) -> Phrases:
        if language not in self._phrases:
            self._phrases[language] = phrases(language, formal=self.config.formal, own=self.config.texts)
        return self._phrases[language]

    def _post(self, content: Any, wishes: Wishes) -> Post:
        address, language = without_password(wishes.url) or self._own_address(content), self._language(content)
        title, tags = plain_text(str(content.title or "")), _texts(content, "tags")
        chosen, most = (tags, self.config.hashtags) if wishes.hashtags is None else (wishes.hashtags, None)
        summary = _metadata(content).get("summary")
        return Post(
            title=title,
            address=address,
            language=language,
            text=wishes.text or title,
            excerpt=excerpt(str(summary or ""), _text_of(content, "_content"), language=language),
            hashtags=hashtags(chosen, most=most),
            image=self._image(content, wishes),
            category=_text_of(content, "category"),
            tags=tags,
            authors=_texts(content, "authors"),
            slug=_text_of(content, "slug"),
            source=_source(content),
        )

    def _image(self, content: Any, wishes: Wishes) -> str:
        """Find the picture: the one named for sharing, the front matter's, else the first in the content if any
        network asks for it. An absolute address, or empty."""
        self._missing_pictures.pop(id(content), None)
        metadata = _metadata(content)
        image = named = wishes.image or named_image(metadata)
        if not image and any(self.config.known_networks[name].takes_image for name in networks_of(wishes, self.config)):
            image = first_image(_text_of(content, "_content"))
        if not image or is_of_another_plugin(image):
            return ""
        address = self._named_picture(image, content) if named else self._picture_in_text(image, content)
        parts = split(address or "")
        if address and parts.is_valid and (parts.is_web or not parts.scheme):
            return address
        key = next((key for key in ("nudge_image", *IMAGE_KEYS) if named and metadata.get(key)), "nudge_image")
        why = self._why_not_shared(image) if address is None else _NO_PICTURE.format(image=image)
        problem = MetadataProblem(key, "bad-metadata", why, "" if named else image, image if named else "")
        self._missing_pictures[id(content)] = problem
        return ""

    def _named_picture(self, image: str, content: Any) -> str | None:
        """Give the address of a picture that a front matter names; None when it is nowhere."""
        image = with_slashes(image)
        if image.startswith(("{", "|")):
            return self._picture_in_text(image, content)
        if not is_path(image):
            return join_address(self._own_address(content), quote_address(image))
        found = self._pictures.find(image, source=_source(content), page=posixize_path(self._save_as(content)))
        return of_file(self.site, found.url) + quote_address(found.behind) if found else None

    def _picture_in_text(self, image: str, content: Any) -> str | None:
        """Give the address of a picture as it is written into a page; None when Pelican does not find it."""
        found = self._resolve(image, self.site, relative_to=_text_of(content, "source_path"))
        return None if found is None else join_address(self._own_address(content), quote_address(found))

    def _missing_picture(self, content: Any) -> MetadataProblem | None:
        """Give what is wrong with a post's picture, unless another plugin has made the file since."""
        problem = self._missing_pictures.get(id(content))
        there = problem and is_path(problem.picture) and self._named_picture(problem.picture, content)
        return None if there else problem

    def _why_not_shared(self, image: str) -> str:
        """Say why there is no picture of that name: it may be in the content folder, and not be copied."""
        path = with_slashes(image).lstrip("/.")
        if not image.startswith(("{", "|")) and path and os.path.isfile(os.path.join(self.path, unquote(path))):
            return (
                f"`{image}` is in the content folder, and Pelican copies it nowhere, so the post is shared without this"
                " picture. Add its folder to STATIC_PATHS."
            )
        return f"There is no `{image}`, so the post is shared without this picture. Write a path that is there."

    @cached_property
    def _pictures(self) -> Pictures:
        return Pictures(split(self.site).path, self._will_be_written, self._copied_to)

    def _will_be_written(self, path: str) -> bool:
        if self._static is not None and self._copies is None:
            folder = os.path.join(self.output_path, "")
            copies = (*self._copies_of_theme(), *self._copies_of_blog(everything=True))
            self._copies = {posixize_path(os.path.normpath(copy.removeprefix(folder))) for _, copy in copies}
        return path in (self._copies or ()) or os.path.isfile(
            os.path.join(self._given_output() or self.output_path, path)
        )

    def _copied_to(self, path: str) -> str:
        static = (self.context.get("static_content") or {}).get(path)
        # Its `url` would keep {attach} from moving it.
        return str(static.get_url_setting("url")) if static is not None else ""

    def _own_address(self, content: Any) -> str:
        if id(content) not in self._addresses:  # Pelican works a content's `url` out anew each time.
            self._addresses[id(content)] = absolute(self.site, str(content.url))
        return self._addresses[id(content)]

    def _resolve_cta(self, target: str, site: str, values: Mapping[str, str]) -> str | None:
        target = target.strip()
        found = target if target.startswith("{url}") else self._resolve(target, site, relative_to="")
        if found is None:
            self._unresolved[target] = None
            return None
        before = site if site and found.startswith(f"{site}/") else ""  # As it stands in all other links of the page.
        return before + fill(found.removeprefix(before), values)

    def _resolve(self, target: str, site: str, *, relative_to: str) -> str | None:
        """Turn a target into an `href`; None when Pelican's `{filename}` and the like name nothing that is there.

        Args:
            relative_to: the source file from which a relative path is seen; empty for the content folder.
        """
        if not target.startswith(("{", "|")):
            is_path = target.startswith("/") and not target.startswith("//")
            return f"{site}{target}" if is_path else target
        key = (target, site, os.path.dirname(relative_to))
        if key not in self._targets:
            source = relative_to or os.path.join(self.settings["PATH"], "-")
            self._targets[key] = None
            try:
                self._targets[key] = _PlaceInSite(self.settings, self.context, source).resolve(target, site)
            except RuntimeError as error:
                if not _is_wanted_by_fatal(error):
                    raise
                self._fatal = error  # It ends the build when all pages are whole.
            except ValueError:  # Pelican parses what an author wrote.
                pass
        return self._targets[key]

    def _feed(self) -> str:
        """Give the target of the site's feed; empty when it has none."""
        domain = without_password(str(self.settings.get("FEED_DOMAIN") or ""))
        for name in ("FEED_ALL_ATOM", "FEED_ATOM", "FEED_ALL_RSS", "FEED_RSS"):
            if self.settings.get(name):
                path = "/" + str(self.settings.get(f"{name}_URL") or self.settings[name]).lstrip("/")
                return path if domain in ("", self.site) else domain + path
        return ""

    def _next_post(self, content: Any) -> NextPost | None:
        if self._sequence is None:
            self._sequence = Sequence(self._list_articles())
        following = self._sequence.after(_text_of(content, "source_path"))
        return NextPost(following.title, following.url) if following else None

    def _list_articles(self) -> Iterator[Listed]:
        """List what can be read next; an article that cannot be put in order is no next one."""
        if self._articles is not None:
            for article in (*self._articles.articles, *self._articles.translations):
                with suppress(Exception):  # Its own page says what is wrong with it.
                    yield _listed(article)

    def share_link(self, content: Any, network: str) -> str:
        """Make one address for `article.share_post`; empty for a post that is not meant to travel or has mistakes.

        As in pelican-share-post, a subtitle stands behind the title.
        """
        try:
            wishes, _ = read_wishes(_metadata(content), self.config)
            if not wishes.nudge:
                return ""
            post, words = self._post(content, wishes), self._words(self._language(content))
            if subtitle := plain_text(unquoted(_text_of(content, "subtitle"))):
                whole = f"{post.title} {subtitle}"
                post = replace(post, title=whole, text=wishes.text or whole)
            link = make_share_link(self.config.known_networks[network], post, self.config, words)
            return link.address if link else ""
        except Exception as error:  # As in prepare_here.
            self._leave_alone(content, "The theme prints its share links, and there are none", error)
            return ""

    # The site

    def _site_for(self, save_as: str) -> str:
        """Give what stands before site paths in a page: what Pelican put there, but for a password."""
        return without_password(self._site_as_written(save_as))

    def _site_as_written(self, save_as: str) -> str:
        """Give what Pelican put before site paths when it wrote a page."""
        relative = bool(self.settings["RELATIVE_URLS"])
        return str(path_to_url(get_relative_path(save_as)) if relative else self.settings.get("SITEURL") or "")

    def _site_here(self) -> str:
        """Give what stands before site paths in the page that Pelican is writing now."""
        return str(self.context.get("localsiteurl") or "") if self.settings["RELATIVE_URLS"] else self.site

    def assets_here(self, hooks: Hooks) -> Assets:
        """Give the addresses of stylesheet and script for the page that Pelican is writing now."""
        return self.assets(self._site_here(), hooks)

    def assets(self, site: str, hooks: Hooks) -> Assets:
        """Give the addresses of the stylesheet and the script that a page with these hooks needs."""
        return Assets(
            self._address(site, self.stylesheet) if self.config.stylesheet else "",
            self._address(site, self.script) if self.config.script and self._needs_script(hooks) else "",
        )

    def _address(self, site: str, asset: looks.Asset) -> str:
        """Give the address of an asset, which is there by then; empty when it cannot be written."""
        is_there = self._given_output() or self._assets.provide(asset.path, asset.text)
        return f"{site}/{asset.path}" if is_there else ""

    def _needs_script(self, hooks: Hooks) -> bool:
        return hooks.need_script or bool(hooks.links and (self.config.sticky or discloses(self.config.look)))

    def _say_which_assets_are_missing(self) -> None:
        for path, why in self._assets.problems.items():
            loss = "they have no style" if path == self.stylesheet.path else "what needs JavaScript stays hidden"
            report.log_failure(_NO_ASSET.format(path=path, why=why, loss=loss, folder=os.path.dirname(path)))

    def _note_the_wait(self) -> None:
        report.log_note(f"another build writes into {self.output_path}; this one waits until it has its hooks.")

    def _bytes_to_come(self) -> int:
        """Count what Pelican copies after the blocks are in: the theme's files and the blog's own."""
        return pages.growth((*self._copies_of_theme(), *self._copies_of_blog()))

    def _copies_of_theme(self) -> Iterator[tuple[str, str]]:
        copy = os.path.join(self.output_path, self.settings["THEME_STATIC_DIR"])
        for path in self.settings["THEME_STATIC_PATHS"]:
            root = os.path.join(self.theme, path)
            for folder, _, names in os.walk(root, followlinks=True):
                below = os.path.relpath(folder, root)
                yield from ((os.path.join(folder, name), os.path.join(copy, below, name)) for name in names)

    def _copies_of_blog(self, *, everything: bool = False) -> Iterator[tuple[str, str]]:
        """List what is copied; with everything also that to which only a link is laid."""
        if self._static and (everything or not self.settings["STATIC_CREATE_LINKS"]):
            for file in self._static.staticfiles:
                copy = str(file.get_url_setting("save_as"))  # `save_as` would keep {attach} from moving it.
                yield os.path.join(self.path, file.source_path), os.path.join(self.output_path, copy)

    def _note_the_surprising(self) -> None:
        if not self.site:
            report.log_note("SITEURL is empty, so share links do not work yet. Set it before you publish.")
        if count := len(self._theme_bars):
            report.log_note(
                f"the theme prints share links of its own on {count} page{'s' if count > 1 else ''}, from "
                "article.share_post; they get no second bar; there SHARE_NUDGE_NETWORKS and SHARE_NUDGE_LOOK change "
                "nothing."
            )
        if any(str(name).rpartition(".")[2] == "share_post" for name in self.settings.get("PLUGINS") or ()):
            report.log_note(
                "pelican-share-post is at work, too. Take it out of PLUGINS: every page gets this plugin's bar, or "
                'with SHARE_NUDGE_PLACEMENT = "theme", article.share_post is made here.'
            )

    # Feeds

    def _add_to_feed(self, context: Any, feed: Any) -> None:
        """Put the hooks at the end of each item's text, where a setting asks for it."""
        if context is not self.context or self._articles is None:
            return
        try:
            articles = self._articles_in_feeds(str(feed.feed["link"]))
            found = [(item, articles.get(str(item["link"]).removesuffix("?ref=feed"))) for item in feed.items]
        except Exception:  # Another plugin's feed, of a shape of its own.
            return
        for item, article in found:
            if article is not None:
                self._add_to_item(item, article)

    def _articles_in_feeds(self, site: str) -> Mapping[str, Any]:
        """Give the articles by the links of their items; made anew only for feeds of another site's address."""
        if self._in_feeds[0] != site and self._articles is not None:
            articles: dict[str, Any] = {}
            for article in (*self._articles.articles, *self._articles.translations):
                with suppress(Exception):  # Pelican has made no item of what has no address.
                    articles[iri_to_uri(join_address(site, str(article.url)))] = article
            self._in_feeds = (site, articles)
        return self._in_feeds[1]

    def _add_to_item(self, item: Any, article: Any) -> None:
        try:
            if text := self._feed_text(article):
                key = "content" if item.get("content") else "description"
                item[key] = f"{item.get(key) or ''}{text}"
        except Exception as error:  # As in prepare_here.
            self._leave_alone(article, "Its text in feeds was left as it is, without hooks", error)

    def _feed_text(self, article: Any) -> str:
        """Render what a post gets in feeds, once for all of them."""
        if id(article) not in self._feed_texts:
            self._feed_texts[id(article)] = ""  # One that fails is not tried again in the next feed.
            prepared = self.prepare(article, self.site)
            blocks = self.renderer.feed(prepared.post, prepared.hooks, prepared.phrases)
            self._feed_texts[id(article)] = str(join(blocks))
        return self._feed_texts[id(article)]


class _PlaceInSite(Content):
    """A place from which Pelican resolves `{filename}` and the like: the parts of a Content that it needs for that."""

    def __init__(self, settings: Mapping[str, Any], context: dict[str, Any], source: str) -> None:
        self.settings = settings
        self._context = context
        self.source_path = source

    def resolve(self, target: str, site: str) -> str | None:
        # A picture is where it is by now: {attach} can move it no more.
        written = html.escape(re.sub(r"^([{|])attach([}|])", r"\1static\2", target))
        link = self._update_content(f'<a href="{written}">', site)
        address = html.unescape(link.removeprefix('<a href="').removesuffix('">'))
        return None if address.startswith(("{", "|")) else address


def _runs_around(generator: Generator) -> Iterator[Mapping[str, Any]]:
    """List what the sites hold, by source, of the same content folder in whose build this one is a sub-site: Pelican
    keeps that on its stack alone (pelican/__init__.py, Pelican.run)."""
    frame = sys._getframe()
    while (outer := frame.f_back) is not None:
        frame = outer
        if frame.f_code.co_name == "run" and frame.f_globals.get("__name__") == "pelican":
            context = frame.f_locals.get("context") or {}
            if context is not generator.context and context.get("PATH") == generator.settings["PATH"]:
                yield context.get("generated_content") or {}


def _lies_in(path: str, folder: str) -> bool:
    """Tell whether a path lies below a folder."""
    return path.startswith(os.path.join(folder, ""))


def _in_autoreload() -> bool:
    """Tell whether Pelican will build again when something changes: it has no other sign of it than its own stack."""
    return _within("autoreload")


def _within(function: str) -> bool:
    """Tell whether a function or method of Pelican's main module is at work."""
    frame = sys._getframe()
    while (outer := frame.f_back) is not None:
        frame = outer
        if frame.f_code.co_name == function and frame.f_globals.get("__name__") == "pelican":
            return True
    return False


def _found_cta(call: CallToAction) -> FoundCta:
    """Give the facts of a call to action as they would be read in the page."""
    links = (Link(call.address, call.action.text, own=True),) if call.address and call.action.text else ()
    said = (call.heading.text, call.text.text, call.action.text if links else "")
    return FoundCta(own=True, text=clean(" ".join(said)), links=links, kind=call.kind)


def _source(content: Any) -> str:
    return _text_of(content, "relative_source_path")


def _text_of(content: Any, name: str) -> str:
    """Give what a content has under a name as text; empty where it has nothing, or cannot say what."""
    try:
        value = getattr(content, name)
        return "" if value is None else str(value)
    except Exception:  # Another plugin's work, or a setting such as ARTICLE_URL that does not fit this one.
        return ""


def _texts(content: Any, name: str) -> tuple[str, ...]:
    """Give the tags or authors of a content, also where they are one text with commas."""
    value = getattr(content, name, None)
    if isinstance(value, str):
        return tuple(filter(None, map(str.strip, value.split(","))))
    return tuple(map(str, value)) if isinstance(value, Iterable) else ()


def _metadata(content: Any) -> Mapping[str, Any]:
    """Give the front matter; a reader of another plugin may put in keys that are no text."""
    given = getattr(content, "metadata", None)
    return {key: value for key, value in given.items() if isinstance(key, str)} if isinstance(given, Mapping) else {}


def _listed(article: Any) -> Listed:
    date = article.date
    return Listed(
        key=str(article.source_path),
        title=plain_text(str(article.title or "")),
        url=absolute("", str(article.url)),
        language=str(article.lang),
        date=date if date.tzinfo else date.replace(tzinfo=datetime.UTC),
        series=str(_metadata(article).get("series", "")),  # the attribute is pelican-series' own table
        part=_number(_metadata(article).get("series_index")),
        category=_text_of(article, "category"),
        tags=frozenset(_texts(article, "tags")),
    )


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 0


def _reason(error: Exception) -> str:
    """Say in plain words why a page could not be changed."""
    if isinstance(error, FileNotFoundError):
        return "it is gone, another plugin removed or renamed it before it got its hooks"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    if isinstance(error, PageChanged):
        return str(error)
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return f"{type(error).__name__}: {error}"


def _remedy(error: Exception) -> tuple[str, str]:
    """Say what to do about that, where it can be told; beside it, a word for the reason."""
    if isinstance(error, FileNotFoundError):
        return _FROM_THE_START, "page-gone"
    if isinstance(error, UnicodeDecodeError):
        return _FROM_THE_START, "not-utf-8"
    if isinstance(error, PageChanged):
        return "Build again while nothing else writes into the output folder.", "page-changed"
    if isinstance(error, PermissionError):
        return "Let the build write this file.", "read-only"
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "Make room for it on the disk.", "disk-full"
    return "", type(error).__name__


def _is_wanted_by_fatal(error: Exception) -> bool:
    """Tell whether Pelican's log ended the build, as `--fatal` asks (pelican/log.py, FatalLogger)."""
    return type(error) is RuntimeError and str(error).endswith("encountered")


def _by_reason(missed: Iterable[tuple[str, str]]) -> str:
    """Put pages without hooks into words: how many, why, and the first of each reason; empty when there are none."""
    sources: dict[str, list[str]] = {}
    for why, source in missed:
        if why:
            sources.setdefault(why, []).append(source)
    if not sources:
        return ""
    pages = sum(map(len, sources.values()))
    reasons = [f"{why} ({_named(found)})" for why, found in sources.items()]
    rest = f" … and {len(reasons) - _REASONS} more reasons" if len(reasons) > _REASONS else ""
    return (
        f"{pages} page{'s' if pages > 1 else ''} without hooks. {' '.join(reasons[:_REASONS])}{rest}" if pages else ""
    )


def _named(sources: list[str] | tuple[str, ...]) -> str:
    """List the first few posts."""
    rest = f" and {len(sources) - _SOURCES} more" if len(sources) > _SOURCES else ""
    return f"{', '.join(sources[:_SOURCES])}{rest}"
