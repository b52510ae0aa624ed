"""What a written page contains, as far as passing it on goes: one fast parse, then plain facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pelican_share_nudge.addresses import same_page
from pelican_share_nudge.insert import splice
from pelican_share_nudge.markup import shallow
from pelican_share_nudge.page.recognition import Shared, recognise
from pelican_share_nudge.tables.networks import SCRIPTED, Network
from pelican_share_nudge.tables.widgets import ADDRESSES as WIDGET_ADDRESSES
from pelican_share_nudge.tables.widgets import CLASSES, DEAD_IN_WIDGETS, WIDGETS, KnownWidget
from pelican_share_nudge.text import clean

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

# What people call a call to action in classes and ids.
_CTA_NAMES = frozenset(
    "cta call-to-action call_to_action calltoaction post-cta cta-box newsletter newsletter-form newsletter-signup "
    "newsletter-subscribe subscribe-form subscription-form signup-form mc_embed_signup email-signup "
    "subscribe-box".split()
)
# Whoever has more of them on one page has an archive, or an element that was never closed.
_CTAS_AT_MOST = 100
# Where a link in a post asks for something by its address alone: newsletters, and places to support an author.
_CTA_ADDRESSES = (
    "list-manage.com/subscribe",
    "buttondown.com/",
    "buttondown.email/",
    "tinyletter.com/",
    "substack.com/subscribe",
    "patreon.com/",
    "ko-fi.com/",
    "buymeacoffee.com/",
    "liberapay.com/",
    "github.com/sponsors/",
    "opencollective.com/",
)

# What people call a share bar.
_BAR_NAMES = frozenset(
    "share shares sharing share-bar share-buttons share-links share-post post-share post-sharing social-share "
    "social-sharing social-buttons sharing-buttons entry-share article-share share-icons sharedaddy sharebar "
    "share-article share_buttons".split()
)
_COPY_NAMES = frozenset("copy-link copy-url copylink copy-link-button share-copy copy-permalink".split())

# It stops at the next `<`: a page may hold ten thousand tags that nothing closes.
_PREVIEW_TAG = re.compile(
    r"""<title[\s>]|<meta\s[^<>]*?["'=\s](og:(?:title|description|image|url)|description)["'\s>]""", re.IGNORECASE
)
_HEAD_END = re.compile(r"</head|<body", re.IGNORECASE)
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
# Attributes without a value of their own that a <meta> may have (HTML, 3.2.6 and 4.2.5; RDFa; microdata).
_META_ATTRIBUTES = frozenset(
    "name property content http-equiv charset media itemprop lang dir id class scheme prefix itemscope itemtype itemid "
    "title vocab typeof resource about hidden inert translate".split()
)
# In a handler, what makes another address than that of the link.
_MAKES_ADDRESS = re.compile(r"location\.|document\.|encodeURI|://")
# What stands in the name of an attribute only where a quote ended another one before its time.
_OF_CONTENT = frozenset("\"'<`“”‘’.,;!?")
# Where a page names a shorter address of its own.
_SHORT = frozenset(("shortlink", "shorturl", "short_url"))
_CANONICAL = frozenset(("canonical",))
# Beyond this a preview's tags may be out of sight (WhatsApp's 300 KB): only then is it worth looking where they are.
_FAR = 250_000


@dataclass(frozen=True, slots=True)
class Mail:
    """A `mailto:` link, decoded (RFC 6068).

    Attributes:
        recipients: what stands before `?`, and `to`; empty for an e-mail forward.
        subject: None when the link has none.
        body: None when the link has none.
        query: what stands behind `?`, as in the page but decoded from HTML.
    """

    recipients: str
    subject: str | None
    body: str | None
    query: str = ""

    @property
    def is_forward(self) -> bool:
        return not self.recipients and (self.subject is not None or self.body is not None)


class Link(NamedTuple):
    """A link in the page.

    Attributes:
        href: as a browser has it: decoded from HTML once, blanks around it taken off.
        name: what a screen reader calls a share link, mail link or CTA's link; of other links it is not read.
        own: whether this plugin wrote it.
        shared: what it shares, if it is a share link.
        mail: what it sends, if it is a `mailto:` link.
        hidden: `hidden` or `display: none` on it or around it.
        aside: it stands in comments, or in a list of other posts: it is no hook of this post.
        scripted: a script may put in what a share link lacks: it has a handler that does more than to open it, or is
            the place of a widget.
    """

    href: str
    name: str = ""
    own: bool = False
    shared: Shared | None = None
    mail: Mail | None = None
    hidden: bool = False
    aside: bool = False
    scripted: bool = False


@dataclass(frozen=True, slots=True)
class Widget:
    """What a third party's script turns into a share bar, or the script that does.

    Attributes:
        name: in WIDGETS.
        label: what people call it.
        text: the class or the whole address in the page that gives it away.
        is_script: a script or frame of the third party, which loads before anybody clicks; else a place for it.
        shares: readers can share with it. Counters and follow buttons are no hooks, and neither is a dead widget.
        address: what its place is told to share; empty where it takes the page's own address.
        dead: networks that are no more and that it offers, with the word in the page that says so.
        in_content: it stands in the post's own content, and nowhere else in the page.
    """

    name: str
    label: str
    text: str
    is_script: bool
    shares: bool
    address: str = ""
    dead: tuple[tuple[str, str], ...] = ()
    in_content: bool = False


@dataclass(frozen=True, slots=True)
class FoundCta:
    """A call to action in the page.

    Attributes:
        own: whether this plugin wrote it.
        text: all its words, blanks folded.
        links: in order.
        kind: of the plugin's own, such as `subscribe`; else empty.
        asks: it holds a form to fill in.
        text_there: a class or id that gives it away; empty for the plugin's own.
    """

    own: bool
    text: str
    links: tuple[Link, ...] = ()
    kind: str = ""
    asks: bool = False
    text_there: str = ""


@dataclass(frozen=True, slots=True)
class BrokenMeta:
    """A `<meta>` whose content ended at a quote inside it: its name, what is left, and what became attributes."""

    name: str
    content: str
    rest: str


_NO_SHARE_LINKS = {*SCRIPTED, "email"}


@dataclass(frozen=True, slots=True)
class Written:
    """What the plugin wrote into a page by templates of its own, and what still stands there byte for byte: it has been
    made from the same facts that the rules would compare it with, so it is not read again.

    Attributes:
        networks: of the share bar; the e-mail forward and the copy link among them.
        ctas: the calls to action.
    """

    networks: tuple[str, ...] = ()
    ctas: tuple[FoundCta, ...] = ()

    @property
    def shares(self) -> bool:
        """Whether there is a share link."""
        return not _NO_SHARE_LINKS.issuperset(self.networks)


NOTHING_WRITTEN = Written()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The facts of a written page.

    Attributes:
        path: below the output folder, with `/`.
        missing: there is no such file.
        size: in characters; 0 for an empty page.
        title: of the head; else, as browsers have it, of what a mistake in the head has made a part of the body.
        metas: `<meta>` by `property` or `name` in small letters: `og:title`, `description`, `twitter:card` …
        broken_metas: those that a quote broke.
        canonical: every `rel=canonical`.
        short: every `rel=shortlink` and its like: an address of the page's own, wherever it seems to lead.
        links: all, in order.
        sharing: those that share something or send a mail.
        images: addresses of all pictures; no rule asks for them yet.
        scripts: addresses of all scripts.
        widgets: third parties' share widgets.
        ctas: whoever wrote them.
        empty_bar: the class or id of the first element that is called a share bar and holds nothing.
        copies: there is a button or link that copies the address.
        written: what the plugin wrote, where that is known: its links are not among `links`, its calls to action are
            among `ctas`.
        preview_at: how many bytes stand before the last of the preview's tags in the head; 0 in a page of usual size.
        ids: what `#…` can point at; read only where a call to action points into its own page.
    """

    path: str
    missing: bool = False
    size: int = 0
    title: str = ""
    metas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    broken_metas: tuple[BrokenMeta, ...] = ()
    canonical: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    sharing: tuple[Link, ...] = ()
    images: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    widgets: tuple[Widget, ...] = ()
    ctas: tuple[FoundCta, ...] = ()
    empty_bar: str = ""
    copies: bool = False
    written: Written = NOTHING_WRITTEN
    preview_at: int = 0
    ids: frozenset[str] = frozenset()

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        path: str,
        networks: Mapping[str, Network],
        own: Collection[str] = (),
        written: Written = NOTHING_WRITTEN,
        content: str = "",
    ) -> Page:
        """Read the facts of a page, whatever is wrong with its markup; time grows with its size and no faster. What
        stands deeper than a browser lets elements stand is read as a browser does it: beside each other.

        Args:
            text: the whole page.
            networks: those that are recognised, by name.
            own: addresses of this post. A share link in another post's part of the page that shares none of them is
                that other post's.
            written: what the plugin wrote, and the text does not hold any more.
            content: of this post, as Pelican wrote it. What holds it is no list of other posts, whatever it is called.
        """
        return _Reader(text, networks, own, content).page(path, written)

    @property
    def share_links(self) -> tuple[Link, ...]:
        """The share links of this very post, those to dead networks among them."""
        return tuple(link for link in self.sharing if link.shared is not None and not link.aside)

    @property
    def forwards(self) -> tuple[Link, ...]:
        """The e-mail forwards of this very post."""
        return tuple(link for link in self.sharing if link.mail is not None and link.mail.is_forward and not link.aside)

    def meta(self, *names: str) -> str:
        """Give the first content of the first of these `<meta>` that says anything; empty when none does."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value and not value.isspace():
                    return value
        return ""


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What stands around a node: the plugin's block, something hidden, comments, the page's own parts, a post."""

    own: bool = False
    hidden: bool = False
    aside: bool = False
    outside: bool = False
    article: int = 0


_NOTHING = _Surroundings()


class _Reader:
    """Reads one page."""

    def __init__(self, text: str, networks: Mapping[str, Network], own: Collection[str], content: str) -> None:
        self.text = text
        self.content = content
        self.networks = networks
        self.own_addresses = own
        self.tree = LexborHTMLParser(shallow(text))
        self._names = _names_in(self.tree)
        self._around: dict[int, _Surroundings] = {}
        self._first_article: int | None = None
        self._asked: set[int] = set()  # what was looked at as a call to action
        self._is_within: dict[int, bool] = {}
        self._holders_asked = 0
        self.links: tuple[Link, ...] = ()

    def page(self, path: str, written: Written) -> Page:
        tree, text = self.tree, self.text
        self.links = tuple(self._links())
        metas, broken = self._metas()
        scripts, code = self._scripts()
        ctas = (*written.ctas, *islice(self._ctas(), _CTAS_AT_MOST))
        into_itself = any("#" in link.href for cta in ctas for link in cta.links)
        return Page(
            path=path,
            size=len(text),
            title=self._title(),
            metas=metas,
            broken_metas=broken,
            canonical=tuple(self._related(_CANONICAL)),
            short=tuple(self._related(_SHORT)),
            links=self.links,
            sharing=tuple(link for link in self.links if link.shared is not None or link.mail is not None),
            images=tuple(_addresses(tree.tags("img"))),
            scripts=scripts,
            widgets=tuple(self._widgets((*scripts, *_addresses(tree.tags("iframe"))), code)),
            ctas=ctas,
            empty_bar=self._empty_bar(),
            copies="copy" in written.networks or self._copies(),
            written=written,
            preview_at=self._preview_at(),
            ids=ids_in(tree) if into_itself else frozenset(),
        )

    # The head

    def _title(self) -> str:
        titles = self.tree.tags("title")
        first = next(filter(_is_in_head, titles), None) or next((one for one in titles if not _is_in_svg(one)), None)
        return clean(first.text()) if first is not None else ""

    def _metas(self) -> tuple[dict[str, tuple[str, ...]], tuple[BrokenMeta, ...]]:
        in_head: dict[str, list[str]] = {}
        in_body: dict[str, list[str]] = {}
        broken = []
        for meta in self.tree.tags("meta"):
            attributes = meta.attributes
            content, keys = attributes.get("content"), (attributes.get("property"), attributes.get("name"))
            if content is None or keys == (None, None):
                continue
            head = _is_in_head(meta)
            rest = _left_of_content(attributes) if head else ""
            for key in dict.fromkeys(filter(None, keys)):
                name = key.strip().lower()
                (in_head if head else in_body).setdefault(name, []).append(content.strip())
                if rest:
                    broken.append(BrokenMeta(name, content, rest))
        metas = {name: tuple(values) for name, values in (in_body | in_head).items()}
        return metas, tuple(broken)

    def _related(self, kinds: frozenset[str]) -> Iterator[str]:
        for link in self.tree.tags("link"):
            attributes = link.attributes
            rel, href = attributes.get("rel"), attributes.get("href")
            if rel and href is not None and not kinds.isdisjoint(rel.lower().split()):
                yield href.strip()

    def _preview_at(self) -> int:
        if len(self.text) < _FAR:
            return 0
        end = _HEAD_END.search(self.text)
        first: dict[str, int] = {}
        for found in _PREVIEW_TAG.finditer(self.text, 0, end.start() if end else len(self.text)):
            first.setdefault((found[1] or "title").lower(), found.end())
        return len(self.text[: max(first.values(), default=0)].encode("utf-8", "surrogatepass"))

    # Links

    def _links(self) -> Iterator[Link]:
        networks, plain = self.networks, _memory_of(self.networks)
        for node in (*self.tree.tags("a"), *self.tree.tags("area")):
            href = node.attributes.get("href")
            if href is None:
                continue
            href = href.strip()
            # What shares or asks something has a query, which is another one on each page.
            link = _told(networks, href) if "?" in href else plain(href)
            if link.shared is None and link.mail is None:
                yield link
            else:
                yield self._in_its_place(link, node)

    def _in_its_place(self, link: Link, node: LexborNode) -> Link:
        around = self._surroundings(node)
        aside = self._is_aside(around, link.shared, link.mail)
        scripted = link.shared is not None and _is_scripted(node.attributes)
        return Link(link.href, _name(node), around.own, link.shared, link.mail, around.hidden, aside, scripted)

    def _is_aside(self, around: _Surroundings, shared: Shared | None, mail: Mail | None) -> bool:
        if around.aside:
            return True
        if not around.article or around.article == self._main_article():
            return False
        said = shared.address if shared else (mail.body or "") if mail else ""
        return not any(_says(said, own) for own in self.own_addresses)

    def _main_article(self) -> int:
        if self._first_article is None:
            articles = self.tree.css("article, .hentry, .h-entry")
            main = next(filter(self._holds_content, articles), articles[0] if articles else None)
            self._first_article = main.mem_id if main is not None else 0
        return self._first_article

    def _holds_content(self, node: LexborNode) -> bool:
        """Tell whether all that the page has of the post's content stands in a node."""
        text, times = self._content_in_body
        if not times or self._holders_asked == _HOLDERS_AT_MOST:
            return False
        self._holders_asked += 1
        return _squeezed(node).count(text) == times

    @cached_property
    def _content_in_body(self) -> tuple[str, int]:
        """The content's words without blanks, and how often the page has them."""
        content = LexborHTMLParser(shallow(self.content)).body if self.content else None
        text = _squeezed(content) if content is not None else ""
        return text, _squeezed(self.tree.body).count(text) if text and self.tree.body is not None else 0

    def _surroundings(self, node: LexborNode) -> _Surroundings:
        """Look at a node and what is around it. Nodes that were looked at are remembered: pages nest without end."""
        path: list[LexborNode] = []
        current: LexborNode | None = node
        while current is not None and current.mem_id not in self._around:
            path.append(current)
            current = current.parent
        around = self._around[current.mem_id] if current is not None else _NOTHING
        for inner in reversed(path):
            around = self._around[inner.mem_id] = self._inside(inner, around)
        return around

    def _inside(self, node: LexborNode, around: _Surroundings) -> _Surroundings:
        inside = _inside(node, around)
        if (inside.aside, inside.outside) > (around.aside, around.outside) and self._holds_content(node):
            return replace(inside, aside=around.aside, outside=inside.outside and around.outside)
        return inside

    # Scripts and widgets

    def _scripts(self) -> tuple[tuple[str, ...], str]:
        """List the addresses of scripts; beside them, all code that stands in the page itself."""
        addresses, code = [], []
        for script in self.tree.tags("script"):
            attributes = script.attributes
            if "src" not in attributes:
                code.append(script.text())
            elif address := attributes["src"]:
                addresses.append(address.strip())
        return tuple(addresses), "\n".join(code)

    def _widgets(self, addresses: Iterable[str], code: str) -> Iterator[Widget]:
        said: set[tuple[str, bool]] = set()
        found = (*self._scripted(addresses, code), *self._placed())
        for widget in sorted(found, key=lambda widget: widget.in_content):
            if (widget.name, widget.is_script) not in said:
                said.add((widget.name, widget.is_script))
                yield widget

    def _scripted(self, addresses: Iterable[str], code: str) -> Iterator[Widget]:
        loaded: dict[str, str] = {}
        for address in addresses:
            plain = _without_scheme(address)
            starts = filter(plain.startswith, _STARTS_BY_HOST.get(plain.partition("/")[0], ()))
            loaded |= dict.fromkeys(starts, address) | loaded
        if not loaded and "//" not in code:
            return
        for start, widget in _SCRIPTS.items():
            if (start in loaded or start in code) and not self._embeds(widget):
                address = loaded.get(start) or _whole_address(start, code)
                in_content = self._is_in_content(start)
                yield Widget(widget.name, widget.label, address, is_script=True, shares=False, in_content=in_content)

    def _is_in_content(self, text: str) -> bool:
        """Tell whether the post's content has a text as often as the whole page."""
        return text in self.content and self.content.count(text) >= self.text.count(text)

    def _embeds(self, widget: KnownWidget) -> bool:
        """Tell whether a script is there for something that the author quotes, and for nothing to share with."""
        return not self._names.isdisjoint(widget.embeds) and self._names.isdisjoint(map(str.lower, widget.classes))

    def _placed(self) -> Iterator[Widget]:
        for small in sorted(self._names & _CLASS_NAMES):
            name, widget = _CLASSES[small]
            place = self._place_of(name)
            if place is not None and not self._surroundings(place).aside:
                yield self._placed_at(place, widget, name)
        for selector, (hint, widget) in _SELECTORS.items():
            if hint in self.text and (place := self.tree.css_first(selector)) and not self._surroundings(place).aside:
                yield self._placed_at(place, widget, hint)

    def _placed_at(self, place: LexborNode, widget: KnownWidget, text: str) -> Widget:
        return Widget(
            name=widget.name,
            label=widget.label,
            text=text,
            is_script=False,
            shares=not widget.ended,
            address=_address_of(place.attributes),
            dead=self._dead_in(widget),
            in_content=self._is_in_content(text),
        )

    def _dead_in(self, widget: KnownWidget) -> tuple[tuple[str, str], ...]:
        """List what a widget offers that is no more, as far as its places say so."""
        names = self._names.intersection(map(str.lower, widget.classes))
        selectors = (*(f".{name}" for name in names if name.replace("-", "_").isidentifier()), *widget.selectors)
        places = (place for selector in selectors for place in islice(self.tree.css(selector), _PLACES_AT_MOST))
        words = (word for place in places for node in islice(place.traverse(), _LOOK_AT) for word in _offered(node))
        found = {DEAD_IN_WIDGETS[name]: text for name, text in words if name in DEAD_IN_WIDGETS}
        return tuple(sorted(found.items()))

    def _place_of(self, name: str) -> LexborNode | None:
        """Find the element with this class or id; a share bar of one network may also be told by `type`."""
        for node in self.tree.css(f'[class*="{name}"], [id="{name}"], script[type="{name}"]'):
            attributes = node.attributes
            if name in (attributes.get("class") or "").split() or name in (
                attributes.get("id"),
                attributes.get("type"),
            ):
                return node
        return None

    # Calls to action

    @property
    def _has_own_cta(self) -> bool:
        return "passalong-cta" in self._names

    def _ctas(self) -> Iterator[FoundCta]:
        # Minifiers take the markers out, and leave the class.
        own = (
            [node for node in self.tree.css(".passalong-cta") if self._is_outermost(node)] if self._has_own_cta else []
        )
        yield from (self._cta(node, own=True) for node in own)
        if not own:  # A theme's own template, under any class.
            yield from _ctas_in(splice.contents(self.text, "cta"))
        if not _CTA_NAMES.isdisjoint(self._names):
            yield from self._ctas_by_name()
        yield from self._ctas_by_address()

    def _ctas_by_name(self) -> Iterator[FoundCta]:
        for node in self.tree.css(_CTA_SELECTOR):
            tell = _named(node, _CTA_NAMES)
            if (
                tell
                and not self._is_inside_asked(node)
                and self._speaks_for_the_post(node)
                and not self._is_layout(node)
            ):
                # Also if it turns out to hold nothing to do: then nothing inside does.
                self._asked.add(node.mem_id)
                cta = self._cta(node, own=False, tell=tell)
                if cta.links or cta.asks:
                    yield cta

    def _ctas_by_address(self) -> Iterator[FoundCta]:
        hrefs = " ".join([link.href for link in self.links])
        if not any(map(hrefs.__contains__, _CTA_ADDRESSES)):
            return
        for node in self.tree.tags("a"):
            href = node.attributes.get("href") or ""
            if any(map(href.__contains__, _CTA_ADDRESSES)):
                around = self._surroundings(node)
                if around.article and self._speaks_for_the_post(node) and not self._is_inside_asked(node):
                    yield FoundCta(False, clean(node.text()), (Link(href.strip(), _name(node)),), text_there=href)
                    return  # One such link asks; more of them ask the same.

    def _cta(self, node: LexborNode, *, own: bool, tell: str = "") -> FoundCta:
        classes = (node.attributes.get("class") or "").split()
        kind = next((name.removeprefix("passalong-cta-") for name in classes if name.startswith("passalong-cta-")), "")
        asks = node.tag == "form" or node.css_first("form, iframe") is not None
        return FoundCta(own, clean(node.text(separator=" ")), tuple(_plain_links(node)), kind, asks, tell)

    def _is_outermost(self, node: LexborNode) -> bool:
        return node.parent is None or not self._surroundings(node.parent).own

    def _is_inside_asked(self, node: LexborNode) -> bool:
        """Tell whether a node is, or is inside of, what was looked at. To be asked in the order of the page: only then
        does what is remembered of a node hold for those inside of it."""
        if not self._asked:
            return False
        path: list[int] = []
        current: LexborNode | None = node
        inside = False
        while current is not None:
            here = current.mem_id
            if here in self._asked or here in self._is_within:
                inside = here in self._asked or self._is_within[here]
                break
            path.append(here)
            current = current.parent
        self._is_within.update(dict.fromkeys(path, inside))
        return inside

    def _is_layout(self, node: LexborNode) -> bool:
        """Tell whether an element is called after what a page is for, and holds the post."""
        return node.tag == "body" or (node.css_first("p, h1, h2, article") is not None and self._holds_content(node))

    def _speaks_for_the_post(self, node: LexborNode) -> bool:
        around = self._surroundings(node)
        return not (around.own or around.aside or around.outside)

    # Bars and copy links

    def _empty_bar(self) -> str:
        if _BAR_NAMES.isdisjoint(self._names):
            return ""
        for node in self.tree.css(_BAR_SELECTOR):
            name = _named(node, _BAR_NAMES)
            if name and self._speaks_for_the_post(node) and _is_empty(node):
                return name
        return ""

    def _copies(self) -> bool:
        if 'data-passalong="copy"' in self.text and self.tree.css_first('[data-passalong="copy"]') is not None:
            return True
        if "data-clipboard-text" not in self.text and _COPY_NAMES.isdisjoint(self._names):
            return False
        nodes = self.tree.css("[data-clipboard-text], [class*=copy]")
        return any(
            "http" in (node.attributes.get("data-clipboard-text") or "") or bool(_named(node, _COPY_NAMES))
            for node in nodes
        )


_SCRIPTS = {start: widget for widget in WIDGETS for start in widget.scripts}
_STARTS_BY_HOST: dict[str, tuple[str, ...]] = {}
for _start in _SCRIPTS:
    _host = _start.partition("/")[0]
    _STARTS_BY_HOST[_host] = (*_STARTS_BY_HOST.get(_host, ()), _start)
_CLASSES = {name.lower(): (name, widget) for name, widget in CLASSES.items()}
_CLASS_NAMES = frozenset(_CLASSES)
_SELECTORS = {
    selector: (re.split(r'[*="\[\]]+', selector)[2 if "*=" in selector else 1], widget)
    for widget in WIDGETS
    for selector in widget.selectors
}
_PLACES_AT_MOST = 50
# Attributes in which widgets name the networks that they offer, and what stands around one in a class.
_NAMING_NETWORKS = ("data-sharer", "data-services", "data-service", "data-network")
_WORD = re.compile(r"[\w-]+")
_AROUND_NETWORK = re.compile(
    r"\A(?:st_|a2a_button_|addthis_button_|ssk-|likely__|social-likes__)|_(?:hcount|vcount|large|custom|button)\Z"
)
# How much of a bar is looked at; what holds more is not what a theme leaves empty.
_LOOK_AT = 40
# How many elements are asked whether they hold the post's content: each time all of their text is read.
_HOLDERS_AT_MOST = 20
_CTA_SELECTOR = ", ".join(
    f"[class*={hint}], [id*={hint}]" for hint in ("cta", "call", "newsletter", "subscri", "signup")
)
_FILLERS = frozenset(("a", "button", "form", "iframe", "img", "svg", "script"))
_BAR_SELECTOR = "[class*=shar], [id*=shar], [class*=social]"


def _ctas_in(blocks: Iterable[str]) -> Iterator[FoundCta]:
    for html in blocks:
        body = LexborHTMLParser(shallow(html)).body
        if body is not None:
            yield FoundCta(True, clean(body.text()), tuple(_plain_links(body)))


def ids_in(tree: LexborHTMLParser) -> frozenset[str]:
    """List what `#…` can point at in a page."""
    ids = {node.attributes.get("id") for node in tree.css("[id]")}
    names = {node.attributes.get("name") for node in tree.css("a[name]")}
    return frozenset(filter(None, ids | names))


def _names_in(tree: LexborHTMLParser) -> frozenset[str]:
    """List the classes, ids and types in a page, in small letters: nearly every page has none of those looked for."""
    said: list[str | None] = []
    for node in tree.css("[class], [id], script[type]"):
        attributes = node.attributes
        said += (attributes.get("class"), attributes.get("id") or attributes.get("type"))
    return frozenset(" ".join(filter(None, said)).lower().split())


# Menus and lists of tags have the same links on each page. By id of the networks, which are kept with it, so that no
# other mapping can have this id.
_MEMORIES: dict[int, tuple[Mapping[str, Network], Callable[[str], Link]]] = {}
_SITES_AT_MOST = 16
_LINKS_AT_MOST = 2048


def _memory_of(networks: Mapping[str, Network]) -> Callable[[str], Link]:
    kept = _MEMORIES.get(id(networks))
    if kept is None:
        if len(_MEMORIES) >= _SITES_AT_MOST:
            _MEMORIES.clear()
        kept = _MEMORIES[id(networks)] = (networks, lru_cache(_LINKS_AT_MOST)(partial(_told, networks)))
    return kept[1]


def _told(networks: Mapping[str, Network], href: str) -> Link:
    """Make a link of an address: what can be told from that alone, wherever it stands."""
    if href[:7].lower() == "mailto:":
        return Link(href, mail=_mail(href))
    return Link(href, shared=recognise(href, networks))


def _inside(node: LexborNode, around: _Surroundings) -> _Surroundings:
    """Tell what is around the children of a node."""
    tag, attributes = node.tag, node.attributes
    if not attributes and tag not in _OUTSIDE_THE_POST and tag not in ("article", "footer"):
        return around
    names = (attributes.get("class") or "").split()
    article = tag == "article" or "hentry" in names or "h-entry" in names
    return _Surroundings(
        own=around.own or any(name == "passalong" or name.startswith("passalong-") for name in names),
        hidden=around.hidden or "hidden" in attributes or "display:none" in _without_blanks(attributes.get("style")),
        aside=around.aside
        or not _ASIDE.isdisjoint(names)
        or attributes.get("id") in _ASIDE
        or attributes.get("itemprop") == "comment",
        outside=(around.outside and not article)
        or tag in _OUTSIDE_THE_POST
        or not _CALLED_OUTSIDE.isdisjoint(names)
        or attributes.get("id") in _CALLED_OUTSIDE
        or (tag == "footer" and not around.article),
        article=node.mem_id if article and not around.article else around.article,
    )


def _without_blanks(style: str | None) -> str:
    return "".join(style.split()).lower() if style else ""


def _offered(node: LexborNode) -> Iterator[tuple[str, str]]:
    """List what may name a network in a widget: the name alone, and the word as the page has it."""
    attributes = node.attributes
    for name in _NAMING_NETWORKS:
        for word in _WORD.findall(attributes.get(name) or ""):
            yield word.lower(), word
    for word in (attributes.get("class") or "").split():
        yield _AROUND_NETWORK.sub("", word.lower()), word


def _address_of(attributes: Mapping[str, str | None]) -> str:
    """Give what a widget's place is told to share."""
    said = (attributes.get(name) for name in WIDGET_ADDRESSES)
    return next((address.strip() for address in said if address), "")


def _is_scripted(attributes: Mapping[str, str | None]) -> bool:
    """Tell whether a link may be filled in when it is clicked: one that is opened as it is is not."""
    handler = attributes.get("onclick") or ""
    if handler and ("this.href" not in handler or _MAKES_ADDRESS.search(handler)):
        return True
    names = (attributes.get("class") or "").lower().split()
    return any(name in attributes for name in WIDGET_ADDRESSES) or not _CLASS_NAMES.isdisjoint(names)


def _is_in_head(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag == "head"


def _is_in_svg(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag != "svg":
        parent = parent.parent
    return parent is not None


def _squeezed(node: LexborNode) -> str:
    return "".join(node.text().split())


def _left_of_content(attributes: Mapping[str, str | None]) -> str:
    """List what became attributes of a `<meta>` when a quote ended its content; empty when nothing did."""
    if _META_ATTRIBUTES.issuperset(attributes):
        return ""
    rest = {key: value for key, value in attributes.items() if key not in _META_ATTRIBUTES}
    return " ".join(rest) if any(_was_content(key, value) for key, value in rest.items()) else ""


def _was_content(key: str, value: str | None) -> bool:
    """Tell words from attributes that frameworks and XML add (`xml:lang`, `data-…`, `key="…"`): a word has no value, or
    holds what no name does."""
    if not _OF_CONTENT.isdisjoint(key):
        return True
    return ":" not in key and "-" not in key and (not value or '"' in value)


def _addresses(nodes: Iterable[LexborNode]) -> Iterator[str]:
    for node in nodes:
        address = node.attributes.get("src")
        if address:
            yield address.strip()


def _is_empty(node: LexborNode) -> bool:
    """Tell whether a bar holds neither words nor anything that may show or fill it; only if that is certain."""
    inside = list(islice(node.traverse(include_text=True), _LOOK_AT + 1))[1:]
    return len(inside) < _LOOK_AT and not any(
        child.tag in _FILLERS or (child.tag == "-text" and child.text(deep=False).strip()) for child in inside
    )


def _named(node: LexborNode, names: frozenset[str]) -> str:
    """Give the class or id of a node that is one of these names; empty when none is."""
    attributes = node.attributes
    candidates = ((attributes.get("class") or "").split(), (attributes.get("id") or "").split())
    return next((name for found in candidates for name in found if name.lower() in names), "")


def _name(node: LexborNode) -> str:
    """Give a link's accessible name, as far as it can be told without a browser (accname 1.2, 4.3)."""
    attributes = node.attributes
    if label := clean(attributes.get("aria-label") or ""):
        return label
    said = clean(_PRIVATE_USE.sub("", " ".join(_heard(node))))
    return said or clean(attributes.get("aria-labelledby") or attributes.get("title") or "")


def _heard(link: LexborNode) -> Iterator[str]:
    """List what is read out of the inside of a link: its text, the names of its pictures, nothing `aria-hidden`; and
    nothing of a link inside of it, which HTML forbids, for then each word would be read at each depth."""
    waiting: list[LexborNode | str] = [*link.iter(include_text=True)]
    waiting.reverse()
    while waiting:
        child = waiting.pop()
        if isinstance(child, str):
            yield child
            continue
        tag = child.tag
        if tag == "-text":
            yield child.text(deep=False)
            continue
        attributes = child.attributes
        if attributes.get("aria-hidden") == "true" or "hidden" in attributes or tag in ("script", "style"):
            continue
        if tag == "a" and "href" in attributes:
            continue
        if tag in ("img", "svg", "i", "span", "abbr") and (title := attributes.get("title")):
            waiting.append(title)
        if label := attributes.get("aria-label") or (attributes.get("alt") if tag == "img" else ""):
            yield label
        else:
            waiting += reversed([*child.iter(include_text=True)])


def _plain_links(node: LexborNode) -> Iterator[Link]:
    for link in node.css("a"):
        if "href" in link.attributes:
            yield Link((link.attributes["href"] or "").strip(), _name(link))


def _mail(href: str) -> Mail:
    """Decode a `mailto:` address (RFC 6068): `+` is a plus; header names in any letter case."""
    recipients, _, query = href[len("mailto:") :].partition("?")
    fields: dict[str, str] = {}
    for part in query.split("&"):
        name, _, value = part.partition("=")
        fields.setdefault(unquote(name).lower(), unquote(value))
    to = ", ".join(filter(None, (unquote(recipients).strip(), fields.get("to", "").strip())))
    return Mail(to, fields.get("subject"), fields.get("body"), query)


def _says(said: str, own: str) -> bool:
    return own in said or same_page(said, own)


def _whole_address(start: str, code: str) -> str:
    """Give the address in a page's own code that begins with host and path, as far as it is written in one piece."""
    found = re.search(rf"(?:(?:https?:)?//)?{re.escape(start)}[^\s\"'`<>(){{}}\\;,]*", code)
    return found[0] if found else start


def _without_scheme(address: str) -> str:
    """Give host, in small letters, and path; what has no host as it is."""
    if "//" not in address[:9]:
        return address
    host, slash, path = address.partition("//")[2].partition("/")
    return f"{host.lower()}{slash}{path}"
