"""The only module that says what is known of a written page: plain types, in the order of a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from msgspec import Struct, field

from pelican_share_nudge.tables.networks import SCRIPTED

Form = Literal["current", "outdated", "dead"]

_NO_SHARE_LINKS = {*SCRIPTED, "email"}

# https://ogp.me/#structured: og:image:url is the same as og:image.
OG_IMAGES = ("og:image", "og:image:url", "og:image:secure_url")
TWITTER_IMAGES = ("twitter:image", "twitter:image:src")


class Shared(Struct, frozen=True):
    """What a share link shares, decoded as the network will decode it.

    Attributes:
        network: its name in NETWORKS, in DEAD_NETWORKS, or of the blog's own.
        label: what readers call it.
        form: `outdated` when the network has a newer form of this address, `dead` when the network is no more.
        address: the address that is shared, as the network receives it, also `/post.html` or `#`; empty when what is
            said holds none.
        text: what is said beside the address: text, title or message without the address.
        said: the whole contribution as the network counts it: text, address, hashtags, account. For a network that
            takes a title and an address, the title.
    """

    network: str
    label: str
    form: Form
    address: str
    text: str = ""
    said: str = ""


class Mail(Struct, frozen=True):
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


class Widget(Struct, frozen=True):
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


class FoundCta(Struct, frozen=True):
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


class BrokenMeta(Struct, frozen=True):
    """A `<meta>` whose content ended at a quote inside it: its name, what is left, and what became attributes."""

    name: str
    content: str
    rest: str


class NamedPicture(NamedTuple):
    """A picture that a page names for the preview: under which property, and its address as the page has it."""

    property: str
    address: str


class CardProblem(Struct, frozen=True):
    """What is wrong with the share card of a post.

    Attributes:
        why: it could not be drawn as it should be, in sentences.
        without: what is not on it, for no font has its letters: `its title`; or the symbols themselves.
        only_symbols: no word is missing on it.
        instead: what friends see, where it is neither drawn nor missing.
        file: absolute path of the layout that has a mistake; empty where it has none.
        line: in it, from 1.
    """

    why: str
    without: str = ""
    only_symbols: bool = False
    instead: str = ""
    file: str = ""
    line: int = 1


class TemplateMistake(Struct, frozen=True):
    """What keeps a template from giving its block.

    Attributes:
        block: the name of its hook.
        file: absolute path of the template that has the mistake.
        line: in it, from 1.
        why: what is wrong.
    """

    block: str
    file: str
    line: int
    why: str


class Written(Struct, frozen=True):
    """What the plugin wrote into a page by templates of its own, and what still stands there byte for byte: it has been
    made from the same facts that the rules would compare it with, so it is not read again.

    Attributes:
        networks: of the share bar; the e-mail forward and the copy link among them.
        ctas: the calls to action.
        quotes: there are links beside a quotable sentence.
    """

    networks: tuple[str, ...] = ()
    ctas: tuple[FoundCta, ...] = ()
    quotes: bool = False

    @property
    def shares(self) -> bool:
        """Whether there is a share link."""
        return not _NO_SHARE_LINKS.issuperset(self.networks)


NOTHING_WRITTEN = Written()


class Page(Struct, frozen=True, kw_only=True):
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
        scripts: addresses of all scripts.
        widgets: third parties' share widgets.
        ctas: whoever wrote them.
        empty_bar: the class or id of the first element that is called a share bar and holds nothing.
        copies: there is a button or link that copies the address.
        quotes: the plugin's links stand beside a quotable sentence; they share no more than that, and are not among
            `links`.
        written: what the plugin wrote, where that is known: its links are not among `links`, its calls to action are
            among `ctas`.
        preview_at: how many bytes stand before the last of the preview's tags in the head; 0 in a page of usual size.
        ids: what `#…` can point at; read only where a call to action points into its own page.
        mistakes: of templates, for which blocks are missing in it or in feeds.
        card: what is wrong with the picture that was to be drawn for it.
        left_alone: why the plugin put nothing, or not all, into it; empty when it did.
        lack: a word for that reason, the same on every page that has it.
        remedy: what to write instead.
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
    scripts: tuple[str, ...] = ()
    widgets: tuple[Widget, ...] = ()
    ctas: tuple[FoundCta, ...] = ()
    empty_bar: str = ""
    copies: bool = False
    quotes: bool = False
    written: Written = NOTHING_WRITTEN
    preview_at: int = 0
    ids: frozenset[str] = frozenset()
    mistakes: tuple[TemplateMistake, ...] = ()
    card: CardProblem | None = None
    left_alone: str = ""
    lack: str = ""
    remedy: str = ""

    @property
    def share_links(self) -> tuple[Link, ...]:
        """The share links of this very post, those to dead networks among them."""
        return tuple(link for link in self.sharing if link.shared is not None and not link.aside)

    @property
    def forwards(self) -> tuple[Link, ...]:
        """The e-mail forwards of this very post."""
        return tuple(link for link in self.sharing if link.mail is not None and link.mail.is_forward and not link.aside)

    @property
    def pictures(self) -> tuple[NamedPicture, ...]:
        """The pictures that networks take: the first of each family, the second one if it is another. Further og:image
        are alternatives that most networks never show."""
        first, second = self.meta(*OG_IMAGES), self.meta(*TWITTER_IMAGES)
        og = (NamedPicture("og:image", first),) if first else ()
        return (*og, NamedPicture("twitter:image", second)) if second and second != first else og

    def meta(self, *names: str) -> str:
        """Give the first content of the first of these `<meta>` that says anything; empty when none does."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value and not value.isspace():
                    return value
        return ""
