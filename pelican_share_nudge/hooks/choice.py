"""Which hooks a post gets: share links, e-mail forward, copy link, calls to action."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from pelican_share_nudge.hooks.links import email_forward, share_link
from pelican_share_nudge.locales import Phrase, Phrases, match, tag
from pelican_share_nudge.pattern import IN_TARGETS, names_in
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import BUILT_IN_CTAS, Config, Cta, CtaKind, Names, Texts
from pelican_share_nudge.settings.wishes import Wishes
from pelican_share_nudge.tables.networks import SCRIPTED, Kind, Network

_SAID_BY_KIND: dict[Kind, str] = {"messenger": "share.by", "mail": "share.by", "save": "share.save"}


@dataclass(frozen=True, slots=True)
class ShareLink:
    """One entry of the share bar.

    Attributes:
        network: its name in the table.
        label: what is seen, a brand or a phrase.
        before: what is heard before the label: “Share on ”, “Auf ”.
        after: what is heard behind it: “ teilen”.
        address: percent-encoded, not yet escaped for HTML.
        kind: `mail` with the network `email` is the e-mail forward, `copy` the copy link, `sheet` the system's own
            share sheet; the last two are buttons for the script.
        title: what the sheet hands over beside the address; of no other entry.
        text: the same: what the author wants said instead of the title, else empty.
    """

    network: str
    label: Phrase
    address: str
    kind: Kind
    before: str = ""
    after: str = ""
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class CallToAction:
    """A block that asks the reader to do something; without an address it is only said.

    Attributes:
        is_of_post: it holds what only one post has: its title or address, the post after it, its author's sentence.
    """

    name: str
    kind: CtaKind
    heading: Phrase
    text: Phrase
    action: Phrase
    address: str = ""
    is_of_post: bool = False


@dataclass(frozen=True, slots=True)
class Hooks:
    """Everything with which a reader can pass one post on."""

    links: tuple[ShareLink, ...] = ()
    ctas: tuple[CallToAction, ...] = ()

    @property
    def email(self) -> ShareLink | None:
        return next((link for link in self.links if link.network == "email"), None)

    @property
    def need_script(self) -> bool:
        return any(link.kind in SCRIPTED for link in self.links)


@dataclass(frozen=True, slots=True)
class NextPost:
    """The post that comes after one in its series, category or tags."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a post's calls to action need to know beside the post.

    Attributes:
        today: on which `from` and `until` are judged.
        resolve: turns a target into what stands in the page's `href`; None when there is nothing there.
        next_post: finds the post to read next; None when there is none.
        feed: the site's feed as a target; empty when it has none.
    """

    today: datetime.date
    resolve: Callable[[str], str | None]
    next_post: Callable[[], NextPost | None]
    feed: str = ""


NO_HOOKS = Hooks()


def wanted(post: Post, wishes: Wishes, config: Config, phrases: Phrases, around: Surroundings) -> Hooks:
    """Choose the hooks of a post; none when its author said `nudge: off`."""
    if not wishes.nudge:
        return NO_HOOKS
    links = tuple(_share_links(post, wishes, config, phrases))
    ctas = tuple(_ctas(post, wishes, config, phrases, around))
    return Hooks(links, tuple(_with_means(call, links, config, phrases) for call in ctas))


def _with_means(call: CallToAction, links: tuple[ShareLink, ...], config: Config, phrases: Phrases) -> CallToAction:
    """Let a CTA to pass a post on lead to the e-mail forward where no bar stands behind it."""
    email = Hooks(links).email
    if call.kind != "pass-on" or call.address or email is None or config.placement != "before":
        return call
    action = call.action if call.action.text else phrases["cta.pass-on.action"]
    return replace(call, action=action, address=email.address, is_of_post=True)


def networks_of(wishes: Wishes, config: Config) -> tuple[str, ...]:
    """List the networks of a post's bar; the e-mail forward is a hook of its own, which `nudge_share` leaves."""
    names = config.networks if wishes.share is None else wishes.share
    if not wishes.email:
        return tuple(name for name in names if name != "email")
    if "email" in config.networks and "email" not in names:
        return (*names, "email")
    return names


def _share_links(post: Post, wishes: Wishes, config: Config, phrases: Phrases) -> Iterator[ShareLink]:
    networks = config.known_networks
    for name in networks_of(wishes, config):
        link = make_share_link(networks[name], post, config, phrases)
        if link is not None:
            yield link


def make_share_link(network: Network, post: Post, config: Config, phrases: Phrases) -> ShareLink | None:
    """Make one entry of the bar; None when what the network needs is not there: image, instance or script."""
    if network.kind in SCRIPTED:
        return _scripted(network, post, phrases) if config.script else None
    if network.name == "email":
        return ShareLink(network.name, phrases["share.email"], email_forward(post, phrases), network.kind)
    instance, handle = config.instances.get(network.name, ""), config.handles.get(network.name, "")
    address = share_link(network, post, instance=instance, handle=handle)
    if address is None:
        return None
    said = phrases[_SAID_BY_KIND.get(network.kind, "share.on")]
    before, _, after = said.text.partition("{network}")
    return ShareLink(network.name, Phrase(network.label, said.language), address, network.kind, before, after)


def _scripted(network: Network, post: Post, phrases: Phrases) -> ShareLink:
    button = ShareLink(network.name, phrases[f"share.{network.kind}"], post.address, network.kind)
    text = "" if post.text == post.title else post.text
    return replace(button, title=post.title, text=text) if network.kind == "sheet" else button


def _ctas(post: Post, wishes: Wishes, config: Config, phrases: Phrases, around: Surroundings) -> Iterator[CallToAction]:
    if wishes.sentence:
        heading = Phrase(wishes.sentence, post.language)
        nothing = Phrase("", post.language)
        yield CallToAction("sentence", "pass-on", heading, nothing, nothing, is_of_post=True)
        return
    made = 0
    limit = most_ctas(wishes, config)
    for cta in _candidates(post, wishes, config, around.today):
        call = _call_to_action(cta, post, phrases, around) if made < limit else None
        if call is not None:
            made += 1
            yield call


def most_ctas(wishes: Wishes, config: Config) -> int:
    """Tell how many CTAs a post gets at most: as many as its author named, else as the site wants."""
    return config.cta_limit if wishes.cta is None else len(wishes.cta)


def asked_ctas(wishes: Wishes, config: Config) -> Sequence[Cta]:
    """List the CTAs that are asked, in order, whether they fit a post: those that its author named, else the site's."""
    if wishes.cta is None:
        return config.ctas
    by_name = BUILT_IN_CTAS | {cta.name: cta for cta in config.ctas}
    return [by_name[name] for name in wishes.cta]


def _candidates(post: Post, wishes: Wishes, config: Config, today: datetime.date) -> Iterable[Cta]:
    """List the CTAs that a post could have, in order: those that its author named, else those whose conditions hold."""
    return [cta for cta in asked_ctas(wishes, config) if wishes.cta is not None or holds(cta, post, today)]


def holds(cta: Cta, post: Post, today: datetime.date) -> bool:
    """Tell whether all conditions of a CTA hold for a post; letter case does not matter."""
    return (
        (cta.from_ is None or cta.from_ <= today)
        and (cta.until is None or today <= cta.until)
        and _one_of(cta.category, (post.category,))
        and _one_of(cta.tag, post.tags)
        and _one_of(cta.author, post.authors)
        and _one_of(tuple(map(tag, filter(None, _several(cta.language)))), _tags(post.language))
        and (not cta.path or any(fnmatchcase(post.source, pattern) for pattern in _several(cta.path)))
    )


def _one_of(names: Names, actual: Iterable[str]) -> bool:
    return not names or not {name.casefold() for name in _several(names)}.isdisjoint(name.casefold() for name in actual)


def _tags(language: str) -> tuple[str, ...]:
    """List by what a post's language can be meant: `zh-TW`, `zh`, and `zh-Hant`, whose file serves it."""
    return tuple(filter(None, (tag(language), tag(language).partition("-")[0], match(language))))


def _several(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names


def _call_to_action(cta: Cta, post: Post, phrases: Phrases, around: Surroundings) -> CallToAction | None:
    """Make a CTA with its own texts before those of its kind; None when its target does not exist."""
    target, title = cta.target, ""
    if cta.kind == "read-next" and not target:
        following = around.next_post()
        if following is None:
            return None
        target, title = following.url, following.title
    elif cta.kind == "subscribe" and not target:
        target = around.feed
    address = around.resolve(target) if target else ""
    if address is None or (not address and cta.kind != "pass-on"):
        return None
    texts = [_say(own, f"cta.{cta.kind}.{part}", phrases) for part, own in _own_texts(cta)]
    filled = [text.fill(next=title, title=post.title) for text in texts]
    heading, text, action = filled
    is_of_post = filled != texts or bool(title) or bool(names_in(cta.target) & IN_TARGETS)
    action = action if address else Phrase("", action.language)
    return CallToAction(cta.name, cta.kind, heading, text, action, address, is_of_post)


def values_in_targets(post: Post) -> dict[str, str]:
    """Give what the placeholders in the targets of calls to action stand for."""
    values = {"title": post.title, "url": post.address, "text": post.text, "language": post.language, "slug": post.slug}
    assert values.keys() == IN_TARGETS
    return values


def _own_texts(cta: Cta) -> tuple[tuple[str, Texts | None], ...]:
    return ("heading", cta.heading), ("text", cta.text), ("action", cta.action)


def _say(own: Texts | None, key: str, phrases: Phrases) -> Phrase:
    return phrases[key] if own is None else phrases.choose(key, own)
