"""The Pelican generator: one instance serves one run, lets its pages get their blocks, and has them judged."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from weakref import finalize, proxy

from msgspec.structs import replace
from pelican import signals
from pelican.contents import Article, Content
from pelican.generators import Generator
from pelican.log import console

from pelican_share_nudge import report
from pelican_share_nudge.blocks.nudge import NO_SHARE_POST, NoSharePost, Nudge, Prepared, SharePost, nothing
from pelican_share_nudge.blocks.render import Renderer
from pelican_share_nudge.hooks.bar import make_share_link
from pelican_share_nudge.host.assets import SiteAssets
from pelican_share_nudge.host.checking import check, make_renderer, without_what_is_broken
from pelican_share_nudge.host.contents import Contents, text_of
from pelican_share_nudge.host.copies import Copies
from pelican_share_nudge.host.feeds import Feeds
from pelican_share_nudge.host.gate import GATE
from pelican_share_nudge.host.heads import Heads
from pelican_share_nudge.host.insertion import Insertion
from pelican_share_nudge.host.judging import Judging
from pelican_share_nudge.host.known import without_known
from pelican_share_nudge.host.loaded import settings_file
from pelican_share_nudge.host.notes import say_what_is_missing, say_what_surprises
from pelican_share_nudge.host.pictures import PicturesOfPosts
from pelican_share_nudge.host.posts import Posts
from pelican_share_nudge.host.preview_pictures import PreviewPictures
from pelican_share_nudge.host.reasons import why_not
from pelican_share_nudge.host.run import Run
from pelican_share_nudge.host.stack import in_autoreload
from pelican_share_nudge.host.targets import Targets, is_wanted_by_fatal
from pelican_share_nudge.insert.pages import AssetWriter, PageReplacer, Room
from pelican_share_nudge.insert.splice import Block
from pelican_share_nudge.report.errors import Errors
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.front_matter import unquoted
from pelican_share_nudge.settings.problems import ConfigError
from pelican_share_nudge.text import plain_text

if TYPE_CHECKING:
    from pelican_share_nudge.host.cards import Cards

# In the shared context while one instance is at work: a plugin found twice must not do everything twice.
IN_CHARGE = "share_nudge_in_charge"

# Who logs why a source became no page (pelican/generators.py, pelican/contents.py).
_SPEAK_OF_SOURCES = ("pelican.generators", "pelican.contents")


_WITHOUT_WHAT_IS_BROKEN = "the site is built without what is broken until it is mended"


def generator_class(_: object) -> type[ShareNudge]:
    """Answer Pelican's question for generators."""
    return ShareNudge


class ShareNudge(Generator):
    """The plugin. One instance serves one run of Pelican and holds all its state.

    Raises:
        ConfigError: lists every problem of the settings; nothing has been written or deleted.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.in_charge = not self.context.get(IN_CHARGE)
        self.context[IN_CHARGE] = True
        config, self.renderer = self._checked()
        self.run = run = self._run(config)
        self.contents = contents = Contents(self.settings, self.context, config.where)
        itself = proxy(self)  # A build that dies gives back the folder at once, not when Python next looks for circles.
        copies = Copies(
            self.settings,
            self.theme,
            self.output_path,
            static=lambda: contents.static,
            judged=lambda: run.judged_output,
        )
        room = Room(copies.bytes_to_come)
        self.targets = Targets(self.settings, self.context, self.contents.site)
        pictures = PicturesOfPosts(
            config, self.context, self.targets, copies, site=self.contents.site, content=self.path
        )
        site = self.contents.site.rstrip("/")
        self.cards = _cards(run, room, site)
        previews = PreviewPictures(
            config,
            self.settings,
            pictures,
            copies,
            self.cards,
            site=site,
            may_be_there=lambda path: itself.judging.may_be_there(path),
        )
        self.posts = Posts(config, self.contents, self.targets, pictures, previews)
        writer = AssetWriter(self.output_path, room)
        self.assets = SiteAssets(config, writer, is_built=lambda: bool(itself.run.given_output))
        self._replacer = PageReplacer(self.output_path, room, waiting=lambda: itself._note_the_wait())
        self.insertion = Insertion(
            config,
            self.contents,
            self.posts,
            self.renderer,
            self.assets,
            self._replacer,
            folder=self.output_path,
            render_again=lambda content: itself._render_again(content),
            remembers=bool(config.warn or run.gate),
        )
        self._heads = Heads(
            config,
            self.settings,
            self.contents,
            self.posts,
            self.renderer,
            self._replacer,
            folder=self.output_path,
        )
        self._feeds = Feeds(self.contents, self.posts, self.renderer)
        errors = Errors()
        finalize(self, errors.hear(*_SPEAK_OF_SOURCES))
        self.judging = Judging(
            run,
            self.contents,
            self.posts,
            pictures,
            self.targets,
            self.renderer.mistakes,
            errors,
            self.cards,
            self._heads,
            previews,
        )
        if self.in_charge:
            signals.all_generators_finalized.connect(self._meet_generators)
            if "feeds" in config.where:
                signals.feed_generated.connect(self._add_to_feed)

    def _checked(self) -> tuple[Config, Renderer]:
        """Check once more: other plugins may have changed settings, and a theme's files change while Pelican runs."""
        checked = check(self.settings, self.env)
        if not checked.problems:
            return checked.config, make_renderer(checked.config, self.env)
        if not in_autoreload():
            report.without_traceback(console)
            raise ConfigError(checked.problems)
        # Pelican would try again without end, and not wait for the theme to be mended.
        report.say_settings(ConfigError(checked.problems, _WITHOUT_WHAT_IS_BROKEN), console)
        return checked.config, make_renderer(checked.config, without_what_is_broken(self.env), lenient=True)

    def _run(self, config: Config) -> Run:
        gate = GATE.get()
        return Run(
            config=config,
            settings=self.settings,
            context=self.context,
            content=self.path,
            theme=self.theme,
            output=self.output_path,
            environment=self.env,
            settings_file=gate.settings if gate else settings_file(self.settings),
            gate=gate,
        )

    def generate_context(self) -> None:
        """Give every article and page its `nudge`; `share_post` only where the bar is left to the theme: most themes
        that know it print nine links of their own then, whatever networks and look the blog chose."""
        if self.in_charge:
            for content in self.contents.everything():
                with suppress(Exception):  # What another plugin puts among the articles may refuse them.
                    content.nudge = Nudge(self, content)
                    if self.run.config.placement == "theme":
                        content.share_post = SharePost(self, content)
                    elif not hasattr(content, "share_post"):
                        content.share_post = NoSharePost(NO_SHARE_POST)

    def _meet_generators(self, generators: Iterable[Any]) -> None:
        """Remember who holds the articles and pages of this very run; others may run inside it (i18n_subsites)."""
        found = list(generators)
        if self in found:
            self.contents.meet(found)
            if self._inserts():
                signals.get_writer.connect(self._take_turn)
                signals.content_written.connect(self._note_page)

    def _inserts(self) -> bool:
        """Tell whether this build puts blocks into the pages that it writes."""
        return bool(self.run.config.where) and not self.run.given_output

    def _take_turn(self, pelican: Any) -> None:
        """Keep other builds out of the output folder from before Pelican writes until the blocks are in."""
        if pelican.settings is self.settings:
            signals.get_writer.disconnect(self._take_turn)
            self._replacer.__enter__()

    def _note_page(self, path: str, context: Any) -> None:
        """Remember where Pelican writes an article or page of this run, and what else it writes."""
        if "lists" in self.run.config.preview:
            self._heads.note(path, context)
        content = context.get("article") or context.get("page")
        if isinstance(content, Content) and context.get("generated_content") is self.context["generated_content"]:
            self.contents.note_page(content, str(context["output_file"]))

    def generate_output(self, writer: object) -> None:
        """Insert the blocks; every article and page of this run has been written."""
        if not self.in_charge:
            return
        if self._inserts():
            with self._replacer:
                for content in self.contents.with_blocks():
                    self.insertion.insert(self.contents.record(content))
                signals.content_written.disconnect(self._note_page)
                self._heads.insert()
                if self.cards is not None:
                    self.cards.draw()
        if not self.run.given_output:
            say_what_surprises(self.settings, self.contents.site, self.insertion.theme_bars)
        signals.finalized.connect(self._finish)

    def _finish(self, pelican: Any) -> None:
        """Judge the written pages, after the static files are in place and other plugins are done."""
        if pelican.settings is not self.settings:
            return
        signals.finalized.disconnect(self._finish)
        self.assets.say_which_are_missing()
        gate = self.run.gate
        if gate is not None:
            verdict = self.judging.verdict()
            gate.verdicts.append(verdict)
            gate.built += self.judging.built(verdict) if gate.wants_posts else ()
        elif self.run.config.warn:
            self._judge_and_say()
        say_what_is_missing(self.contents, self.renderer.mistakes, self._heads.failed, is_told_here=gate is None)
        if self.targets.fatal is not None:
            raise self.targets.fatal

    def _judge_and_say(self) -> None:
        try:
            verdict, note = without_known(self.judging.verdict())
            report.build(verdict, console, autoreload=in_autoreload(), settings=self.run.settings_file, note=note)
        except Exception as error:  # The site is written and whole; that nothing is said of it must not undo that.
            if is_wanted_by_fatal(error):
                raise
            for record in self.contents.records():
                record.is_judged = False
            report.log_failure(f"the posts could not be judged, {type(error).__name__}: {error}. Please report it.")

    def _note_the_wait(self) -> None:
        report.log_note(f"another build writes into {self.output_path}; this one waits until it has its hooks.")

    # What Pelican does in between

    def _add_to_feed(self, context: Any, feed: Any) -> None:
        if context is self.context:
            self._feeds.add_to(feed)

    def _render_again(self, content: Any) -> str:
        """Render an article or page as Pelican's writer does (pelican/writers.py, Writer.write_file)."""
        site, is_article = self.contents.site_as_written(content.save_as), isinstance(content, Article)
        context = {**self.context, "localsiteurl": site, "output_file": content.save_as}
        if self.settings["RELATIVE_URLS"]:
            context["SITEURL"] = site
        if is_article:
            context |= {"article": content, "category": getattr(content, "category", None), "blog": True}
        else:
            context["page"] = content
        return str(self.get_template(content.template).render(context))

    # What themes print

    def prepare_here(self, content: Any) -> Prepared:
        """Prepare a post for the page that Pelican is writing now; one that cannot be has no hooks there."""
        try:
            return self.posts.prepare(content, self.contents.site_here())
        except Exception as error:  # Another plugin's work may hold any surprise; Pelican is in the middle of the site.
            self._leave_alone(content, "The theme prints its hooks, and there are none", error)
            return nothing()

    def blocks_here(self, content: Any, hook: str) -> list[Block]:
        """Render a hook's block for the page that Pelican is writing now."""
        prepared = self.prepare_here(content)
        decision = prepared.decisions.get(hook)
        data = decision.data if decision else None
        if hook == "assets":
            assets = self.assets.addresses(data, self.contents.site_here())
            return self.renderer.assets(assets, prepared.post.source)
        return self.renderer.render(hook, data, prepared.post, prepared.hooks, prepared.phrases)

    def share_link(self, content: Any, network: str) -> str:
        """Make one address for `article.share_post`; empty for a post that is not meant to travel or has mistakes.

        As in pelican-share-post, a subtitle stands behind the title.
        """
        try:
            config = self.run.config
            source = self.contents.source(self.contents.record(content), written=False)
            (post, wishes), words = self.posts.make(source), self.posts.words(source.language)
            if not post.travels:
                return ""
            if subtitle := plain_text(unquoted(text_of(content, "subtitle"))):
                whole = f"{post.title} {subtitle}"
                post = replace(post, title=whole, text=post.text if wishes.text else whole)
            link = make_share_link(config.known_networks[network], post, config, words)
            return link.address if link else ""
        except Exception as error:  # As in prepare_here.
            self._leave_alone(content, "The theme prints its share links, and there are none", error)
            return ""

    def _leave_alone(self, content: Any, what: str, error: Exception) -> None:
        """Remember what is missing of a post, and why; the first reason is the one that is told."""
        record = self.contents.record(content)
        record.why_not = record.why_not or why_not(what, error)


def _cards(run: Run, room: Room, site: str) -> Cards | None:
    """Make what draws the cards of a run; None where the blog wants none, and pays nothing for them."""
    if not run.config.card_layout:
        return None
    from pelican_share_nudge.host.cards import make_cards

    return make_cards(run, room, site=site)
