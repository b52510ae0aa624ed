"""What themes can print: `article.nudge` and `article.share_post`, computed when they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from weakref import proxy

from markupsafe import Markup

from pelican_share_nudge.hooks import NO_HOOKS, CallToAction, Hooks, ShareLink
from pelican_share_nudge.locales import Phrases
from pelican_share_nudge.post import Post
from pelican_share_nudge.render import Assets, Renderer, TemplateProblem, join
from pelican_share_nudge.splice import Block

# What pelican-share-post calls the networks, in its order (version 1.2.1).
SHARE_POST_NAMES = {
    "email": "email",
    "hacker-news": "hackernews",
    "diaspora": "diaspora",
    "facebook": "facebook",
    "mastodon": "mastodon",
    "twitter": "x",
    "reddit": "reddit",
    "linkedin": "linkedin",
    "bluesky": "bluesky",
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """One post, made ready for a page."""

    post: Post
    hooks: Hooks
    phrases: Phrases


class Site(Protocol):
    """Who can prepare posts: the plugin."""

    renderer: Renderer

    def prepare_here(self, content: Any) -> Prepared: ...
    def assets_here(self, hooks: Hooks) -> Assets: ...
    def share_link(self, content: Any, network: str) -> str: ...


class Nudge:
    """`article.nudge`. It keeps nothing, so that a site of any size costs no memory."""

    __slots__ = ("_content", "_site")

    def __init__(self, site: Site, content: Any) -> None:
        self._site = proxy(site)  # Pelican keeps contents of past builds; they must not keep the plugin.
        self._content = content

    def _prepared(self) -> Prepared:
        prepared: Prepared = self._site.prepare_here(self._content)
        return prepared

    def __bool__(self) -> bool:
        return self._prepared().hooks != NO_HOOKS

    @property
    def links(self) -> tuple[ShareLink, ...]:
        """The entries of the share bar: `network`, `label`, `address`, `kind`, `before`, `after`."""
        return self._prepared().hooks.links

    @property
    def email(self) -> Markup:
        """The e-mail forward's `mailto:` address, escaped; empty when the post has none."""
        link = self._prepared().hooks.email
        return Markup.escape(link.address if link else "")

    @property
    def ctas(self) -> tuple[CallToAction, ...]:
        """The calls to action: `name`, `kind`, `heading`, `text`, `action`, `address`."""
        return self._prepared().hooks.ctas

    @property
    def bar(self) -> Markup:
        """The share bar, ready to print."""
        prepared = self._prepared()
        return _printed(lambda: self._site.renderer.bar(prepared.post, prepared.hooks, prepared.phrases))

    @property
    def cta(self) -> Markup:
        """The calls to action, ready to print."""
        prepared = self._prepared()
        return _printed(lambda: self._site.renderer.ctas(prepared.post, prepared.hooks, prepared.phrases))

    @property
    def head(self) -> Markup:
        """What the page's head needs, ready to print. An article's own page gets it without being asked."""
        return _printed(lambda: self._site.renderer.head(self._site.assets_here(self._prepared().hooks)))


def _printed(render: Callable[[], Iterable[Block]]) -> Markup:
    """Print blocks; none where a template fails: Pelican would stop in the middle of the site. What is wrong is told
    when the blocks are inserted."""
    try:
        return join(render())
    except TemplateProblem:
        return Markup()


class SharePost(Mapping[str, Markup]):
    """`article.share_post` as pelican-share-post gives it: its name of a network → escaped address."""

    __slots__ = ("_content", "_site", "was_read")

    def __init__(self, site: Site, content: Any) -> None:
        self._site = proxy(site)
        self._content = content
        self.was_read = False

    def __getitem__(self, name: str) -> Markup:
        network = SHARE_POST_NAMES[name]
        self.was_read = True
        return Markup.escape(self._site.share_link(self._content, network))

    def __iter__(self) -> Iterator[str]:
        return iter(SHARE_POST_NAMES)

    def __len__(self) -> int:
        return len(SHARE_POST_NAMES)


def prints_share_post(content: Any, page: str) -> bool:
    """Tell whether a theme made for pelican-share-post prints its links in a page, whichever plugin made them."""
    links = getattr(content, "share_post", None)
    if not isinstance(links, Mapping) or (isinstance(links, SharePost) and not links.was_read):
        return False
    return any(link and str(link) in page for link in links.values())
