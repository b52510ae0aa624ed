"""The written pages of a build, judged: what the rules get of each, and what is known of the site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pelican_share_nudge.blocks.mistakes import Mistakes
from pelican_share_nudge.findings import Verdict
from pelican_share_nudge.host.contents import Contents, Record, source_path, text_of
from pelican_share_nudge.host.heads import Heads
from pelican_share_nudge.host.pictures import PicturesOfPosts
from pelican_share_nudge.host.posts import Posts
from pelican_share_nudge.host.preview_pictures import PreviewPictures
from pelican_share_nudge.host.reasons import reason
from pelican_share_nudge.host.run import Run
from pelican_share_nudge.host.stack import runs_around
from pelican_share_nudge.host.targets import Targets
from pelican_share_nudge.insert import splice
from pelican_share_nudge.insert.pages import read_page
from pelican_share_nudge.insert.plan import WhyNot
from pelican_share_nudge.judge.judge import Judge
from pelican_share_nudge.judge.setting_lines import published_address
from pelican_share_nudge.judge.sources import Sources
from pelican_share_nudge.page import reader
from pelican_share_nudge.page.facts import NOTHING_WRITTEN, Page, Written
from pelican_share_nudge.page.forms import forms_of
from pelican_share_nudge.post import Post, Source
from pelican_share_nudge.report.errors import Errors
from pelican_share_nudge.settings.wishes import Wishes
from pelican_share_nudge.site.site import Output, Site
from pelican_share_nudge.site.theme import Prints

if TYPE_CHECKING:
    from pelican_share_nudge.host.cards import Cards
    from pelican_share_nudge.proof.facts import Built, Facts


class Judging:
    """Judges the pages of one run of Pelican.

    Args:
        mistakes: of templates.
        errors: what Pelican logged of sources.
    """

    def __init__(
        self,
        run: Run,
        contents: Contents,
        posts: Posts,
        pictures: PicturesOfPosts,
        targets: Targets,
        mistakes: Mistakes,
        errors: Errors,
        cards: Cards | None,
        heads: Heads,
        previews: PreviewPictures,
    ) -> None:
        self._run = run
        self._contents = contents
        self._posts = posts
        self._pictures = pictures
        self._targets = targets
        self._mistakes = mistakes
        self._errors = errors
        self._cards = cards
        self._heads = heads
        self._previews = previews
        self._forms = forms_of(run.config.known_networks)

    def verdict(self) -> Verdict:
        """Ask the rules about each page, and about the site."""
        run, gate = self._run, self._run.gate
        judge = Judge(self.site()) if gate is None else Judge(self.site(), select=gate.select, ignore=gate.ignore)
        records = [record for record in map(self._contents.record, self._contents.judged()) if self._has_page(record)]
        for number, record in enumerate(records, 1):
            record.is_judged = True
            try:
                judge.look(*self._read(record))
            except Exception as error:  # Another plugin's work may hold any surprise; the other posts go on.
                judge.could_not_look(source_path(record.content), error)
            if gate is not None:
                gate.progress(number, len(records))
        sources = Sources(run.templates, run.settings_file)
        verdict = judge.verdict(sources, content=os.path.abspath(run.content), theme=os.path.abspath(run.theme))
        return replace(verdict, baseline=self._baseline_file())

    def _has_page(self, record: Record) -> bool:
        return bool(self._contents.save_as(record)) or record.pathless is not None

    def _baseline_file(self) -> str:
        """Find what SHARE_NUDGE_BASELINE names: beside the settings file, else beside the content folder."""
        run = self._run
        beside = os.path.dirname(run.settings_file or os.path.abspath(run.content))
        return os.path.abspath(os.path.join(beside, run.config.baseline)) if run.config.baseline else ""

    # One page

    def _read(self, record: Record, *, with_tags: bool = False) -> tuple[Page, Post]:
        """Read what was written for a post.

        Args:
            with_tags: read it as it is with the preview tags that this build has not given it.

        Raises:
            Exception: whatever keeps it from being known where its page is, or what it was made from.
        """
        if record.pathless is not None:
            raise record.pathless
        post, wishes = self._post(record)
        path = os.path.join(self._run.judged_output, post.page)
        try:
            data = read_page(path)
        except OSError as error:
            gone = f"there is no {post.page} in {self._run.judged_output}" if self._run.given_output else reason(error)
            why_not = WhyNot(f"Readers do not find it: {gone}.", lack="page-gone")
            return self._with_what_went_wrong(Page(path=post.page, missing=True), post, why_not), post
        data, written = _without_what_was_written(record, data)
        if with_tags:
            with suppress(Exception):  # As for pages that get them: what goes wrong leaves it as it is.
                data = self._heads.with_tags(data, self._contents.source(record), post, wishes)
        decoded = data.decode("utf-8", "replace")
        text = self._contents.without_userinfo(decoded)
        page = reader.read(
            text,
            path=post.page,
            networks=self._forms,
            own=frozenset(filter(None, (post.address, post.own_address))),
            written=written,
            content=post.content,
            data=data if text is decoded and "\ufffd" not in text else b"",
        )
        return self._with_what_went_wrong(page, post, record.why_not), post

    def _with_what_went_wrong(self, page: Page, post: Post, why_not: WhyNot | None) -> Page:
        mistakes = self._mistakes.of(post.source)
        card = self._cards.problems.get(post.source) if self._cards else None
        if not (why_not or mistakes or card):
            return page
        why = why_not or WhyNot()
        return replace(page, left_alone=why.why, lack=why.lack, remedy=why.remedy, mistakes=mistakes, card=card)

    def _post(self, record: Record) -> tuple[Post, Wishes]:
        """Give the very post of which the page was made."""
        post, wishes = record.post, record.wishes
        source: Source | None = None
        if post is None or wishes is None:
            source = self._contents.source(record)
            post, wishes = self._posts.make(source)
        if any(problem.picture for problem in post.problems):
            post = self._without_found_pictures(post, source or self._contents.source(record))
        if self._contents.userinfo:
            post = replace(post, content=self._contents.without_userinfo(post.content))
        return post, wishes

    def _without_found_pictures(self, post: Post, source: Source) -> Post:
        problems = (one for one in post.problems if not self._pictures.is_there_by_now(one, source))
        return replace(post, problems=tuple(problems))

    # The site

    def site(self) -> Site:
        run = self._run
        settings = run.settings
        return Site(
            address=self._contents.site.rstrip("/"),
            name=str(settings.get("SITENAME") or ""),
            theme=os.path.basename(run.theme),
            config=run.config,
            today=self._posts.today,
            output=Output(run.judged_output, beside=(run.content, os.path.dirname(run.settings_file))),
            publishing=run.gate is not None or os.path.basename(run.settings_file).startswith("publish"),
            published=published_address(run.settings_file),
            relative=bool(settings["RELATIVE_URLS"]),
            has_password=bool(self._contents.userinfo),
            texts={name: value for name, value in settings.items() if isinstance(value, str)},
            prints=Prints(run.templates),
            unbuilt=tuple(sorted(self._unbuilt())),
            why_unbuilt=self._errors.by_source,
            unresolved=tuple(self._targets.unresolved),
            not_there=self._previews.not_there,
        )

    def may_be_there(self, path: str) -> bool:
        """Tell whether another step than Pelican, or the host, answers a path below the site."""
        site = self.site()
        return site.serves(path) or site.output.is_made_later(path)

    def _unbuilt(self) -> set[str]:
        """List the sources that became no page; neither those of folders that hold none, nor what the main site's build
        tells of already."""
        generated = self._run.context["generated_content"].items()
        unbuilt = {str(source) for source, content in generated if content is None}
        around = runs_around(self._run.context, self._run.settings["PATH"])
        told = {source for contents in around for source, content in contents.items() if content is None}
        return set(filter(self._may_be_post, unbuilt - told))

    def _may_be_post(self, source: str) -> bool:
        """With a content path such as `.` Pelican reads the output and the theme, too."""
        run = self._run
        content, path = os.path.realpath(run.content), os.path.realpath(os.path.join(run.content, source))
        others = (run.output, run.gate.sandbox.main if run.gate else "", run.theme)
        below = (folder for folder in map(os.path.realpath, filter(None, others)) if _lies_in(folder, content))
        return not any(_lies_in(path, folder) for folder in below)

    # For the author's page about one post

    def built(self, verdict: Verdict) -> Iterator[Built]:
        """List all that this build has made, by the names that people have for it."""
        from pelican_share_nudge.proof.facts import Built  # Only the command that asks for it loads it.

        with_blocks = [self._contents.record(content) for content in self._contents.with_blocks()]
        for content in self._contents.everything():
            record = self._contents.record(content)
            yield Built(
                file=text_of(content, "source_path"),
                source=source_path(content),
                slug=text_of(content, "slug"),
                url=text_of(content, "url"),
                page=self._contents.save_as(record),
                status=text_of(content, "status"),
                verdict=verdict,
                facts=partial(self._facts, record, inserted=record in with_blocks),
            )

    def _facts(self, record: Record, *, inserted: bool) -> Facts:
        from pelican_share_nudge.proof.facts import Facts

        page, post = self._read(record, with_tags=not inserted)
        _, wishes = self._post(record)
        decided = self._posts.decide(self._contents.source(record), post, wishes)
        return Facts(
            prepared=self._posts.resolve(decided, self._contents.site),
            wishes=wishes,
            post=post,
            page=page,
            site=self.site(),
            environment=self._run.environment,
            inserted=inserted,
        )


def _without_what_was_written(record: Record, page: bytes) -> tuple[bytes, Written]:
    """Take the plugin's own blocks out of a page, if they are still what it wrote, byte for byte."""
    blocks, spans, written, others = record.written
    rest, found = splice.split_blocks(page, spans)
    if not spans or hash(found) != blocks or rest.count(splice.CLOSE.encode("utf-8")) != others:
        return page, NOTHING_WRITTEN
    return rest, written


def _lies_in(path: str, folder: str) -> bool:
    """Tell whether a path lies below a folder."""
    return path.startswith(os.path.join(folder, ""))
