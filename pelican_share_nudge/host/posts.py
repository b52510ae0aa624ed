"""What a build decides for a post: its source and wishes make one post, and each hook is asked."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pelican_share_nudge.blocks.nudge import Prepared
from pelican_share_nudge.decision import Around, Decision, NextPost
from pelican_share_nudge.hooks import choose_hooks
from pelican_share_nudge.hooks.cta import asks_for_next
from pelican_share_nudge.hooks.preview import Preview
from pelican_share_nudge.host.contents import Contents
from pelican_share_nudge.host.pictures import PicturesOfPosts
from pelican_share_nudge.host.preview_pictures import PreviewPictures
from pelican_share_nudge.host.targets import Targets
from pelican_share_nudge.locales import Phrases, phrases
from pelican_share_nudge.page.head import Said
from pelican_share_nudge.post import Post, Source, make
from pelican_share_nudge.sequence import Sequence
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import Wishes, read_wishes


class Decided(Struct, frozen=True):
    """A post, what its author wishes, and what each hook gives it."""

    source: Source
    post: Post
    wishes: Wishes
    decisions: Mapping[str, Decision[Any]]
    phrases: Phrases


class Posts:
    """Makes the posts of a site."""

    def __init__(
        self,
        config: Config,
        contents: Contents,
        targets: Targets,
        pictures: PicturesOfPosts,
        previews: PreviewPictures,
    ) -> None:
        self.today = datetime.date.today()
        self._config = config
        self._contents = contents
        self._targets = targets
        self._pictures = pictures
        self._previews = previews
        self._phrases: dict[str, Phrases] = {}
        self._sequence: Sequence | None = None

    def make(self, source: Source) -> tuple[Post, Wishes]:
        """Make the post of a source."""
        wishes, problems = read_wishes(source.metadata, self._config)
        picture = self._pictures.find(source, wishes) if wishes.nudge else self._pictures.named(source, wishes)
        return make(source, wishes, self._config, picture=picture, problems=problems), wishes

    def decide(self, source: Source, post: Post, wishes: Wishes, head: Said | None = None, page: str = "") -> Decided:
        """Ask each hook what it gives a post.

        Args:
            head: of its written page.
            page: as it is written, without blocks.
        """
        words = self.words(post.language)
        around = Around(
            today=self.today,
            phrases=words,
            next_post=self._next_post(post) if asks_for_next(wishes, self._config) else None,
            feed=self._targets.feed(),
            site_name=source.site_name,
            head=head,
            page=page,
        )
        return Decided(source, post, wishes, choose_hooks(post, wishes, self._config, around), words)

    def prepare(self, content: Any, site: str) -> Prepared:
        """Make a post ready for a page that prints it itself; one that is not published yet gets nothing.

        Args:
            site: what stands before a site path in the page that is being made.
        """
        source = self._contents.source(self._contents.record(content), written=False)
        if source.status == "draft" and "drafts" not in self._config.where:
            return self._nothing(source)
        post, wishes = self.make(source)
        return self.resolve(self.decide(source, post, wishes), site) if post.travels else self._nothing(source)

    def _nothing(self, source: Source) -> Prepared:
        """Give what a post has that does not travel."""
        post = Post(title="", address="", language=source.language, source=source.path)
        return self.resolve(self.decide(source, post, Wishes(nudge=False)), "")

    def resolve(self, decided: Decided, site: str) -> Prepared:
        """Give a decided post with addresses as a page needs them."""
        hooks = self._targets.hooks(decided.decisions, decided.post, site)
        return Prepared(decided.post, self._with_picture(decided), hooks, decided.phrases)

    def _with_picture(self, decided: Decided) -> Mapping[str, Decision[Any]]:
        """Find the picture of the preview, if it asks for one."""
        preview: Preview | None = decided.decisions["preview"].data
        if preview is None or not preview.asks_for_picture:
            return decided.decisions
        found = preview.with_picture(self._previews.find(decided.source, decided.post, decided.wishes))
        return {**decided.decisions, "preview": replace(decided.decisions["preview"], data=found)}

    def words(self, language: str) -> Phrases:
        """Give what is said to readers in a language, as the blog has it."""
        if language not in self._phrases:
            self._phrases[language] = phrases(language, formal=self._config.formal, own=self._config.texts)
        return self._phrases[language]

    def _next_post(self, post: Post) -> NextPost | None:
        if self._sequence is None:
            self._sequence = Sequence(self._contents.in_order())
        following = self._sequence.after(post.file)
        return NextPost(following.title, following.url) if following else None
