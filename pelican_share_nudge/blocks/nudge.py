"""What themes can print: `article.nudge`, and `article.share_post` if a blog wants it, computed when they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Protocol
from weakref import proxy

from jinja2 import Undefined
from markupsafe import Markup
from msgspec import Struct

from pelican_share_nudge.blocks.render import NO_HOOKS, Hooks, join
from pelican_share_nudge.decision import Decision
from pelican_share_nudge.hooks import all_hooks
from pelican_share_nudge.hooks.bar import ShareLink
from pelican_share_nudge.hooks.cta import CallToAction
from pelican_share_nudge.insert.splice import Block
from pelican_share_nudge.locales import Phrases, phrases
from pelican_share_nudge.post import Post

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


class Prepared(Struct, frozen=True):
    """One post, made ready for a page: what each hook decided, and with addresses as that page needs them."""

    post: Post
    decisions: Mapping[str, Decision[Any]]
    hooks: Hooks
    phrases: Phrases


@cache
def nothing() -> Prepared:
    """Give what a post has that cannot be prepared."""
    return Prepared(Post(title="", address="", language=""), {}, NO_HOOKS, phrases(""))


class Host(Protocol):
    """Who can prepare posts: the plugin. None of these raises anything."""

    def prepare_here(self, content: Any) -> Prepared: ...
    def blocks_here(self, content: Any, hook: str) -> Iterable[Block]: ...
    def share_link(self, content: Any, network: str) -> str: ...


class Nudge:
    """`article.nudge`: `links`, `email`, `ctas` and, by its name, the block of each hook, ready to print.

    It keeps nothing, so that a site of any size costs no memory.
    """

    __slots__ = ("_content", "_host")

    def __init__(self, host: Host, content: Any) -> None:
        self._host = proxy(host)  # Pelican keeps contents of past builds; they must not keep the plugin.
        self._content = content

    def _prepared(self) -> Prepared:
        try:
            prepared: Prepared = self._host.prepare_here(self._content)
        except ReferenceError:  # The build that it is of is over: a sub-site lists posts of the sites before it.
            return nothing()
        return prepared

    def __bool__(self) -> bool:
        return self._prepared().hooks != NO_HOOKS

    def __getattr__(self, name: str) -> Markup:
        if name not in all_hooks():
            raise AttributeError(name)
        try:
            return join(self._host.blocks_here(self._content, name))
        except ReferenceError:  # As above.
            return Markup()

    @property
    def links(self) -> tuple[ShareLink, ...]:
        """The entries of the share bar: `network`, `label`, `address`, `kind`, `before`, `after`, `title`, `text`."""
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


class SharePost(Mapping[str, Markup]):
    """`article.share_post` as pelican-share-post gives it, where a blog leaves the bar to its theme: its name of a
    network → escaped address."""

    __slots__ = ("_content", "_host", "was_read")

    def __init__(self, host: Host, content: Any) -> None:
        self._host = proxy(host)
        self._content = content
        self.was_read = False

    def __getitem__(self, name: str) -> Markup:
        network = SHARE_POST_NAMES[name]
        self.was_read = True
        try:
            return Markup.escape(self._host.share_link(self._content, network))
        except ReferenceError:  # See Nudge.
            return Markup()

    def __iter__(self) -> Iterator[str]:
        return iter(SHARE_POST_NAMES)

    def __len__(self) -> int:
        return len(SHARE_POST_NAMES)


NO_SHARE_POST = 'article.share_post is there only with SHARE_NUDGE_PLACEMENT = "theme"'


class NoSharePost(Undefined):
    """`article.share_post` where the bar is the plugin's own: not there, as without the plugin, but a theme that goes
    through the links without asking prints none, where it would end the build."""

    __slots__ = ()

    def items(self) -> tuple[()]:
        return ()

    keys = values = items


def prints_share_post(content: Any, page: str) -> bool:
    """Tell whether a theme made for pelican-share-post prints its links in a page, whichever plugin made them."""
    links = getattr(content, "share_post", None)
    if not isinstance(links, Mapping) or (isinstance(links, SharePost) and not links.was_read):
        return False
    try:
        return any(link and str(link) in page for link in links.values())
    except Exception:  # Another plugin's links may raise what they like: whether they are printed is not known then.
        return False
