"""The way of an article from Pelican's object into its written page, step by step."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any

from pelican.utils import sanitised_join

from pelican_share_nudge.blocks.nudge import Prepared, prints_share_post
from pelican_share_nudge.blocks.render import Assets, Hooks, Renderer
from pelican_share_nudge.decision import Slot
from pelican_share_nudge.hooks import all_hooks, hooks_in, licence, slots_of
from pelican_share_nudge.hooks.cta import CallToAction
from pelican_share_nudge.host.assets import SiteAssets
from pelican_share_nudge.host.contents import Contents, Record, Remembered
from pelican_share_nudge.host.posts import Posts
from pelican_share_nudge.host.reasons import why_not
from pelican_share_nudge.insert import splice
from pelican_share_nudge.insert.pages import PageChanged, PageReplacer, read_page
from pelican_share_nudge.insert.place import Around
from pelican_share_nudge.insert.plan import Plan, Slotted, plan
from pelican_share_nudge.page.facts import FoundCta, Link, Written
from pelican_share_nudge.page.head import said_in
from pelican_share_nudge.post import Source
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.text import clean

# No text of an author, so that it can be found again in a page that is rendered a second time.
_PROBE = "<!--share-nudge-probe-2f6c0e6b-->"
_IN_PAGE: tuple[Slot, ...] = ("head", "before", "after", "inline", "print")
# How much of a page beside an empty content, in characters, must be as it was when it was rendered a second time.
_AROUND = 400


# Blocks that are judged as they stand in the page, like all else that friends' programs read there.
READ_AGAIN = frozenset(("preview",))


class Insertion:
    """Puts blocks into the pages of one run of Pelican.

    Args:
        render_again: renders the page of a content once more, as Pelican's writer does.
        remembers: whether what was written is kept for judging.

    Attributes:
        theme_bars: on how many pages the theme prints share links of its own.
    """

    def __init__(
        self,
        config: Config,
        contents: Contents,
        posts: Posts,
        renderer: Renderer,
        assets: SiteAssets,
        replacer: PageReplacer,
        *,
        folder: str,
        render_again: Callable[[Any], str],
        remembers: bool,
    ) -> None:
        self._config = config
        self._contents = contents
        self._posts = posts
        self._renderer = renderer
        self._assets = assets
        self._replacer = replacer
        self._folder = folder
        self._render_again = render_again
        self._remembers = remembers
        self._same: dict[Written, Written] = {}  # so that what posts have in common is kept once
        self.theme_bars = 0

    def insert(self, record: Record) -> None:
        """Put the blocks into one page. Whatever goes wrong, the page stays as it was."""
        if not self._contents.save_as(record):
            return
        try:
            try:
                self._insert(record)
            except PageChanged:
                record.why_not = None
                self._insert(record)
        except Exception as error:  # A page, a theme's template or another plugin's work may hold any surprise.
            record.why_not = why_not("Its page was left as it is", error)

    def _insert(self, record: Record) -> None:
        path = sanitised_join(self._folder, self._contents.save_as(record))
        data = read_page(path)
        page = data.decode("utf-8")
        source = self._contents.source(record)
        record.post, record.wishes = self._posts.make(source)
        head = said_in(page) if self._config.preview else None
        decided = self._posts.decide(source, record.post, record.wishes, head, page)
        prepared = self._posts.resolve(decided, self._contents.site_for(source.page))
        theme_has_bar = prints_share_post(record.content, page)
        end = head.end if head else None
        planned = self._plan(record.content, source, page, prepared, theme_has_bar, end)
        record.why_not = planned.why_not or record.why_not
        if planned.insertions:
            written, spans = splice.splice_bytes(data, page, planned.insertions)
            self._replacer.replace(path, written, over=data)
            self._remember(record, planned, prepared.hooks, written, spans)

    def _plan(
        self, content: Any, source: Source, page: str, prepared: Prepared, theme_has_bar: bool, head: int | None
    ) -> Plan:
        self.theme_bars += theme_has_bar
        return plan(
            page,
            source.content,
            list(self._blocks(prepared, printed=_printed(page, prepared, theme_has_bar))),
            assets=lambda: self._renderer.assets(self._assets_of(prepared, source), source.path),
            placement=self._config.placement,
            selector=self._config.selector,
            template=source.template,
            prints_hooks=theme_has_bar,
            which=lambda text: self._which_occurrence(content, text),
            around=lambda: self._around(content),
            head=head,
        )

    def _assets_of(self, prepared: Prepared, source: Source) -> Assets:
        return self._assets.addresses(prepared.decisions["assets"].data, self._contents.site_for(source.page))

    def _blocks(self, prepared: Prepared, *, printed: Collection[str]) -> Iterator[Slotted]:
        """Render what stands in the page; not what the theme prints in a way of its own."""
        values = (prepared.post, prepared.hooks, prepared.phrases)
        for name in hooks_in(*_IN_PAGE):
            data = prepared.decisions[name].data
            if data is None or name in printed or name == "assets":
                continue
            slots = slots_of(name, self._config.placement)
            if slots == ("inline",):
                yield from self._inline(name, data, prepared)
                continue
            for slot in slots:
                is_extra = slot == "before" and len(slots) == 2
                blocks = self._renderer.render(name, data, *values, is_extra=is_extra)
                yield from (Slotted(slot, block, all_hooks()[name].CALLED, is_extra=is_extra) for block in blocks)

    def _inline(self, name: str, data: Sequence[Any], prepared: Prepared) -> Iterator[Slotted]:
        """Render what stands inside of the content, part by part."""
        for part in data:
            for block in self._renderer.render(name, (part,), prepared.post, prepared.hooks, prepared.phrases):
                yield Slotted("inline", block, all_hooks()[name].CALLED, at=part.at)

    def _remember(self, record: Record, planned: Plan, hooks: Hooks, page: bytes, spans: splice.Spans) -> None:
        """Keep what was written into a page, for judging: in few words, for most posts the same ones."""
        if planned.present or not self._renderer.is_ours or not self._remembers:
            return
        in_order = [block for _, block in sorted(planned.insertions, key=lambda insertion: insertion[0])]
        ours = [(block.name, span) for block, span in zip(in_order, spans, strict=True) if block.name not in READ_AGAIN]
        names = [name for name, _ in ours]
        if names.count("cta") == len(hooks.ctas):
            networks = tuple(link.network for link in hooks.links) if "bar" in names else ()
            written = Written(networks, tuple(map(_found_cta, hooks.ctas)), quotes="quote" in names)
            known = tuple(span for _, span in ours)
            blocks, others = hash(splice.blocks_in(page, known)), len(spans) - len(known)
            record.written = Remembered(blocks, known, self._same.setdefault(written, written), others)

    # A page that has to be rendered once more, to find the content in it

    def _which_occurrence(self, content: Any, text: str) -> int | None:
        """Find which of several occurrences of a text is this post's own content: render the page once more with a
        probe behind the content, and count the occurrences up to the probe. None when that does not tell."""
        plain = content.get_content
        parts = self._rendered_around(content, lambda site: plain(site) + _PROBE)
        if len(parts) != 2 or not parts[0].rstrip().endswith(text.rstrip()):
            return None
        return parts[0].count(text) - 1

    def _around(self, content: Any) -> list[Around]:
        """Find what stands around an empty content: render the page once more with a probe in its place."""
        parts = [part.replace("\n", os.linesep) for part in self._rendered_around(content, lambda _: _PROBE)]
        return [
            Around(before[-_AROUND:], behind[:_AROUND])
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


def _printed(page: str, prepared: Prepared, theme_has_bar: bool) -> tuple[str, ...]:
    """List the hooks that a page has in a way of its own."""
    permission = prepared.decisions["licence"].data
    of_theme = {"bar": theme_has_bar, "licence": permission is not None and licence.is_printed(page, permission)}
    return tuple(name for name, is_there in of_theme.items() if is_there)


@lru_cache(maxsize=64)  # Most posts have the same.
def _found_cta(call: CallToAction) -> FoundCta:
    """Give the facts of a call to action as they would be read in the page."""
    links = (Link(call.address, call.action.text, own=True),) if call.address and call.action.text else ()
    said = (call.heading.text, call.text.text, call.action.text if links else "")
    return FoundCta(own=True, text=clean(" ".join(said)), links=links, kind=call.kind)
