"""What is published and passed on: a source, as Pelican has it, and the one post that is made of it."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from pelican_share_nudge.addresses import by_decoded, without_password
from pelican_share_nudge.hashtags import hashtags
from pelican_share_nudge.prose.element import images_in, parse_fragment
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.for_post import accounts_of, said_of, why_no_bar
from pelican_share_nudge.settings.front_matter import folded, unquoted
from pelican_share_nudge.settings.wishes import MetadataProblem, Wishes
from pelican_share_nudge.text import first_sentences, plain_text

# Where themes look for a post's picture, most specific first.
IMAGE_KEYS = ("og_image", "image", "cover", "cover_image", "featured_image", "header_cover", "thumbnail")

_IMAGE = re.compile(r"<img\b", re.IGNORECASE)


Kind = Literal["articles", "pages", "lists"]


class Source(Struct, frozen=True, kw_only=True):
    """One Pelican article or page as plain values: all that is taken from Pelican's object, once.

    Attributes:
        path: below the content folder, with `/`.
        file: absolute path.
        title: as authored, HTML.
        language: as the blog writes it: `en`, `zh-TW`, `jp`.
        address: where the post itself is; absolute if the site's address is.
        page: path of the written page below the output folder, with `/`; empty when there is none.
        status: as Pelican has it: `published`, `draft` …
        template: by which the page is made, without `.html`.
        text: as it was read, before Pelican's links in it were resolved; HTML.
        content: as written into the page; HTML.
        slug: as Pelican made it, for addresses.
        metadata: the front matter, with what settings added to it.
        kind: whether it is one of the articles or of the pages.
        published, modified: when, as ISO 8601 with a zone; empty where that is not known.
        date: when it was published, as the blog writes it.
        translations: the languages of its other versions.
        author_addresses: of its authors' pages; absolute if the site's address is.
        pictures_around: those of its category and authors, as written.
        site_name: plain text.
    """

    path: str
    file: str = ""
    title: str = ""
    language: str = ""
    address: str = ""
    page: str = ""
    status: str = ""
    template: str = ""
    text: str = ""
    content: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    slug: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    kind: Kind = "articles"
    published: str = ""
    modified: str = ""
    date: str = ""
    translations: tuple[str, ...] = ()
    author_addresses: tuple[str, ...] = ()
    pictures_around: tuple[str, ...] = ()
    site_name: str = ""

    @property
    def summary(self) -> str:
        """The authored one, HTML; Pelican's own is no part of the front matter."""
        return str(self.metadata.get("summary") or "")


class Picture(Struct, frozen=True):
    """The picture of a post.

    Attributes:
        named: as its author named it for sharing, or for the theme; empty for one that only stands in the text.
        address: absolute; empty when nobody can fetch it.
        problem: why that is so.
    """

    named: str = ""
    address: str = ""
    problem: MetadataProblem | None = None


NO_PICTURE = Picture()


class Post(Struct, frozen=True, kw_only=True):
    """An article or page that is being published, and passed on.

    Attributes:
        title: plain text.
        address: what is shared: absolute, percent-encoded.
        language: as the blog writes it: `en`, `zh-TW`, `jp`.
        text: what to say when sharing; plain text.
        texts: what to say on one network, by its name; plain text.
        handles: accounts of its author, by network; empty where the author wants nobody mentioned.
        excerpt: the authored summary, else the first sentences; plain text.
        description: the authored one, else the excerpt; plain text.
        hashtags: without `#`.
        image: absolute address, or empty.
        slug: as Pelican made it, for addresses.
        source: path below the content folder, with `/`.
        kind, published, modified, translations, author_addresses: as those of the source.

    What only rules ask for:
        page: path of the written page below the output folder.
        own_address: where the post itself is, whatever `nudge_url` says; absolute if the site's address is.
        file: absolute path of the source.
        content: as written into the page.
        keys: of the front matter, in small letters and with `_`; also those that settings gave it.
        picture: as its author named it for sharing, or for the theme.
        travels: False for `nudge: off`.
        without: hooks that its author, or the site for posts like it, switched off, by their names; of the bar's parts
            `share` and `email`.
        offers: networks that its author named for the share bar; None when the site's are offered.
        asks_for: names of the calls to action for which its author asked.
        summarised: its author wrote a summary.
        problems: values of its front matter that cannot be used.
        ignored: rules that its author does not want to hear of, as written.
    """

    title: str
    address: str
    language: str
    text: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    handles: Mapping[str, str] = field(default_factory=dict)
    excerpt: str = ""
    description: str = ""
    hashtags: tuple[str, ...] = ()
    image: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    slug: str = ""
    source: str = ""
    kind: Kind = "articles"
    published: str = ""
    modified: str = ""
    translations: tuple[str, ...] = ()
    author_addresses: tuple[str, ...] = ()
    page: str = ""
    own_address: str = ""
    file: str = ""
    content: str = ""
    keys: frozenset[str] = frozenset()
    picture: str = ""
    travels: bool = True
    without: frozenset[str] = frozenset()
    offers: tuple[str, ...] | None = None
    asks_for: tuple[str, ...] = ()
    summarised: bool = False
    problems: tuple[MetadataProblem, ...] = ()
    ignored: tuple[str, ...] = ()


def make(
    source: Source,
    wishes: Wishes,
    config: Config,
    *,
    picture: Picture = NO_PICTURE,
    problems: tuple[MetadataProblem, ...] = (),
) -> Post:
    """Make the one post of a source.

    Args:
        picture: which of its pictures was found.
        problems: of its wishes.
    """
    title, summary = plain_text(source.title), source.summary
    words = said_of(wishes, config, title=title, language=source.language, site_name=source.site_name)
    said = excerpt(summary, source.text, language=source.language)
    chosen, most = (source.tags, config.hashtags) if wishes.hashtags is None else (wishes.hashtags, None)
    bar = "bar" in wishes.without
    switches = {"share": wishes.share == () or bar, "email": not wishes.email or bar, "cta": wishes.cta == ()}
    switched_off = [name for name, is_off in switches.items() if is_off]
    post = Post(
        title=title,
        address=without_password(wishes.url) or source.address,
        language=source.language,
        text=words.text,
        texts=words.texts,
        handles=accounts_of(source.authors, config) | dict(wishes.handles),
        excerpt=said,
        description=plain_text(str(source.metadata.get("description") or "")) or said,
        hashtags=hashtags(chosen, most=most),
        image=picture.address,
        category=source.category,
        tags=source.tags,
        authors=source.authors,
        slug=source.slug,
        source=source.path,
        kind=source.kind,
        published=source.published,
        modified=source.modified,
        translations=source.translations,
        author_addresses=source.author_addresses,
        page=source.page,
        own_address=source.address,
        file=source.file,
        content=source.content,
        keys=_keys(tuple(source.metadata)),
        picture=picture.named,
        travels=wishes.nudge,
        without=wishes.without.union(switched_off) if switched_off else wishes.without,
        offers=wishes.share,
        asks_for=wishes.cta or (),
        summarised=bool(summary.strip()),
        problems=problems if picture.problem is None else (*problems, picture.problem),
        ignored=wishes.ignore,
    )
    return replace(post, without=post.without | {"share", "email"}) if why_no_bar(post, wishes, config) else post


@lru_cache(maxsize=64)  # Most posts of a blog have the same, and one set of them is enough.
def _keys(metadata: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(folded, metadata))


def handle_of(post: Post, config: Config, network: str) -> str:
    """Give the account that is mentioned for a post on a network: its author's, else the blog's; empty for none."""
    return post.handles.get(network, config.handles.get(network, ""))


def excerpt(summary: str, content: str, *, language: str) -> str:
    """Give what a mail says of a post: the summary as plain text, else the first sentences of the content."""
    return plain_text(summary) or first_sentences(content, language=language)


def first_image(content: str) -> str:
    """Find the address of the first picture that is a file; empty when there is none."""
    if not _IMAGE.search(content):
        return ""
    for image in images_in(content):
        address = image.attributes.get("src") or ""
        if address and not address.lower().startswith("data:"):
            return address
    return ""


_ADDRESS = r"(?i)(?:[a-z][a-z0-9+.-]*:|/|\.{1,2}/)\S"
_NAME = re.compile(r"[\w-]+")
_CODE = r"(?is)<(pre|code|kbd|samp)\b.*?(?:</\1\s*>|\Z)"


def stands_in(text: str, content: str, page: Collection[str] = ()) -> bool:
    """Tell whether an author's content holds what the page has: an address, a class or word as a whole, other words. An
    address or a class that code shows is nothing that the page does.

    Args:
        text: decoded from HTML.
        content: HTML.
        page: the addresses of all links of the page.
    """
    if re.match(_ADDRESS, text):
        return leads_to(text, content, page)
    if "/" not in text and ":" not in text:
        shown = re.sub(_CODE, " ", content) if _NAME.fullmatch(text) else content
        return text in shown and re.search(rf"(?<![\w-]){re.escape(text)}(?![\w-])", shown) is not None
    return text in content or html.escape(text, quote=False) in content or html.escape(text) in content


def leads_to(address: str, content: str, page: Collection[str] = ()) -> bool:
    """Tell whether something in an author's content has an address: in this spelling, or in another one that the page
    does not have, for another plugin has encoded it."""
    written, scripts = _addresses_in(content)
    decoded = unquote(address)
    if address in written.get(decoded, ()) or address in scripts:
        return True
    return "%" in address and any(one not in page for one in written.get(decoded, ()))


@lru_cache(maxsize=4)
def _addresses_in(content: str) -> tuple[Mapping[str, frozenset[str]], str]:
    """List what may be an address in a content, values of attributes, by what they are decoded; beside them, all
    scripts."""
    body = parse_fragment(content)
    values = (value for node in body.css("*") for value in node.attributes.values() if value and len(value) > 1)
    scripts = "\n".join(script.text() for script in body.css("script"))
    return by_decoded(map(str.strip, values)), scripts


def named_image(metadata: Mapping[str, object]) -> str:
    """Find the picture that the front matter names under one of the usual keys, as written; empty if none."""
    values = (metadata.get(key) for key in IMAGE_KEYS)
    return next((named for value in values if isinstance(value, str) and (named := unquoted(value))), "")
