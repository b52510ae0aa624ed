"""The only module that parses a written page: its elements, what they are called, and what stands around each."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pelican_share_nudge.markup.depth import shallow

# Where comments and lists of other posts stand in real themes: classes and ids.
_ASIDE = frozenset(
    "comments comment comment-list commentlist comments-area comment-content comment-body disqus_thread isso-thread "
    "isso-comment utterances giscus commento webmentions webmention mentions h-cite p-comment u-comment related "
    "related-posts related_posts relatedposts related-articles related-post recent-posts recent_posts recentposts "
    "blogroll h-feed post-list postlist".split()
)
# Where the page itself speaks and not the post.
_OUTSIDE_THE_POST = frozenset(("nav", "header", "aside"))
_CALLED_OUTSIDE = frozenset(
    "sidebar side-bar footer site-footer page-footer widget-area widgets navbar site-header".split()
)
_CHANGES_CONTEXT = _OUTSIDE_THE_POST | {"article", "footer"}
_QUOTE = "passalong-quote"
# How many elements are asked whether they hold the post's content: each time all of their text is read.
_HOLDERS_AT_MOST = 20


class Context(NamedTuple):
    """What an element stands in, itself included: the plugin's block, something hidden, comments, the page's own parts,
    a post; of the outermost post, the node's number."""

    own: bool = False
    hidden: bool = False
    aside: bool = False
    outside: bool = False
    article: int = 0


_NOTHING = Context()


def parse(html: str, data: bytes = b"") -> LexborHTMLParser:
    """Parse a page or a part of one, whatever is wrong with it; what stands deeper than a browser lets elements stand
    is read as a browser does it: beside each other.

    Args:
        data: the same as UTF-8, for whoever has it.
    """
    read = shallow(html)
    return LexborHTMLParser(data if data and read is html else read)


class Tree:
    """A parsed page, and what was found out about its elements.

    Attributes:
        text: of the page.
        content: of its post, as Pelican wrote it.
        names: the classes, ids and types in it, in small letters: nearly every page has none of those looked for.
        quotes: it had the plugin's links beside quotable sentences, which are no part of what the post says.
        has_data: it may have attributes for scripts, `data-…`: many a page has none.
    """

    def __init__(self, text: str, content: str = "", data: bytes = b"") -> None:
        self.text = text
        self.content = content
        self.document = parse(text, data)
        self.quotes = _QUOTE in text and _take_out(self.document, f".{_QUOTE}")
        self.names = _names_in(self.document)
        self.has_data = "data-" in text
        self._contexts: dict[int, Context] = {}
        self._holders_asked = 0

    def context(self, node: LexborNode) -> Context:
        """Look at a node and what is around it. Nodes that were looked at are remembered: pages nest without end."""
        path: list[LexborNode] = []
        current: LexborNode | None = node
        while current is not None and current.mem_id not in self._contexts:
            path.append(current)
            current = current.parent
        context = self._contexts[current.mem_id] if current is not None else _NOTHING
        for inner in reversed(path):
            context = self._contexts[inner.mem_id] = self._inside(inner, context)
        return context

    def _inside(self, node: LexborNode, around: Context) -> Context:
        inside = _inside(node, around)
        if inside.outside and not around.outside and self._is_aside_of_content(node):
            inside = inside._replace(outside=False)
        if (inside.aside, inside.outside) > (around.aside, around.outside) and self.holds_content(node):
            return inside._replace(aside=around.aside, outside=inside.outside and around.outside)
        return inside

    def _is_aside_of_content(self, node: LexborNode) -> bool:
        """Tell whether a node is an `<aside>` that the post's author wrote."""
        if node.tag != "aside" or "<aside" not in self.content or self._holders_asked == _HOLDERS_AT_MOST:
            return False
        self._holders_asked += 1
        words = _squeezed(node)
        return bool(words) and words in self._content_in_body[0]

    def speaks_for_the_post(self, node: LexborNode) -> bool:
        context = self.context(node)
        return not (context.own or context.aside or context.outside)

    @cached_property
    def main_article(self) -> int:
        """The number of the article that holds the post's content; else of the first; 0 where there is none."""
        articles = self.document.css("article, .hentry, .h-entry")
        main = next(filter(self.holds_content, articles), articles[0] if articles else None)
        return main.mem_id if main is not None else 0

    def holds_content(self, node: LexborNode) -> bool:
        """Tell whether all that the page has of the post's content stands in a node."""
        text, times = self._content_in_body
        if not times or self._holders_asked == _HOLDERS_AT_MOST:
            return False
        self._holders_asked += 1
        return _squeezed(node).count(text) == times

    @cached_property
    def _content_in_body(self) -> tuple[str, int]:
        """The content's words without blanks, and how often the page has them."""
        content = parse(self.content).body if self.content else None
        text = _squeezed(content) if content is not None else ""
        body = self.document.body
        return text, _squeezed(body).count(text) if text and body is not None else 0

    def is_in_content_alone(self, text: str) -> bool:
        """Tell whether the post's content has a text as often as the whole page."""
        return text in self.content and self.content.count(text) >= self.text.count(text)


def _take_out(document: LexborHTMLParser, selector: str) -> bool:
    """Take elements out of a page; tell whether there were any."""
    found = document.css(selector)
    for node in found:
        node.decompose()
    return bool(found)


def ids_in(document: LexborHTMLParser) -> frozenset[str]:
    """List what `#…` can point at in a page."""
    ids = {node.attributes.get("id") for node in document.css("[id]")}
    names = {node.attributes.get("name") for node in document.css("a[name]")}
    return frozenset(filter(None, ids | names))


def called(node: LexborNode, names: frozenset[str]) -> str:
    """Give the class or id of a node that is one of these names; empty when none is."""
    attributes = node.attributes
    candidates = ((attributes.get("class") or "").split(), (attributes.get("id") or "").split())
    return next((name for found in candidates for name in found if name.lower() in names), "")


def _names_in(document: LexborHTMLParser) -> frozenset[str]:
    names: list[str | None] = []
    for node in document.css("[class], [id], script[type]"):
        attributes = node.attributes
        names += (attributes.get("class"), attributes.get("id") or attributes.get("type"))
    return frozenset(" ".join(filter(None, names)).lower().split())


def _inside(node: LexborNode, around: Context) -> Context:
    """Tell what is around the children of a node."""
    tag, attributes = node.tag, node.attributes
    if not attributes and tag not in _CHANGES_CONTEXT:
        return around
    names = (attributes.get("class") or "").split()
    article = tag == "article" or "hentry" in names or "h-entry" in names
    return Context(
        own=around.own or any(name == "passalong" or name.startswith("passalong-") for name in names),
        hidden=around.hidden or "hidden" in attributes or "display:none" in _without_blanks(attributes.get("style")),
        aside=around.aside
        or not _ASIDE.isdisjoint(names)
        or attributes.get("id") in _ASIDE
        or attributes.get("itemprop") == "comment",
        outside=(around.outside and not article)
        or (tag in _OUTSIDE_THE_POST and not (tag == "aside" and around.article))
        or not _CALLED_OUTSIDE.isdisjoint(names)
        or attributes.get("id") in _CALLED_OUTSIDE
        or (tag == "footer" and not around.article),
        article=node.mem_id if article and not around.article else around.article,
    )


def _without_blanks(style: str | None) -> str:
    return "".join(style.split()).lower() if style else ""


def _squeezed(node: LexborNode) -> str:
    return "".join(node.text().split())
