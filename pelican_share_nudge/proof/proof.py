"""The only module that works out what the preview of one post shows: its looks, and what arrives at the other end."""

from __future__ import annotations

import base64
import difflib
import mimetypes
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pelican_share_nudge.addresses import parameters, split
from pelican_share_nudge.blocks import looks
from pelican_share_nudge.blocks.render import Renderer, TemplateProblem
from pelican_share_nudge.errors import CommandError
from pelican_share_nudge.findings import Crash, Finding, Verdict
from pelican_share_nudge.hooks.bar import ShareLink, networks_of
from pelican_share_nudge.hooks.cta import CallToAction, asked_ctas, holds, most_ctas
from pelican_share_nudge.insert.splice import Block
from pelican_share_nudge.lengths import length
from pelican_share_nudge.locales import direction
from pelican_share_nudge.page.page import Page
from pelican_share_nudge.page.recognition import Shared, recognise
from pelican_share_nudge.pattern import parse
from pelican_share_nudge.post import Post, TemplateMistake
from pelican_share_nudge.proof.facts import Built, Facts
from pelican_share_nudge.settings.ctas import Cta
from pelican_share_nudge.settings.front_matter import folded
from pelican_share_nudge.sharing.links import MAILTO_BYTES, length_of_address
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.looks import available_looks
from pelican_share_nudge.tables.networks import SCRIPTED, Network

PICTURE_BYTES = 5_000_000  # a larger one is named and not shown

# What readers call the value that stands in the place of a placeholder.
_PARTS = {
    "url": "Address",
    "title": "Title",
    "text": "Text",
    "message": "Text",
    "excerpt": "Description",
    "image": "Picture",
    "hashtags": "Hashtags",
    "hashtag": "Hashtags",
    "via": "Account",
    "subject": "Subject",
    "body": "Text",
}
_ADDRESSES = frozenset(("url", "image"))
_TEXTS = frozenset(("Title", "Text", "Description", "Subject"))
_BETWEEN_HASHTAGS = re.compile(r"[\s,#]+")

_CONDITIONS = ("category", "tag", "author", "language", "path", "from_", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A post's blocks in one look; those are missing whose templates have mistakes."""

    name: str
    is_own: bool
    blocks: tuple[Block, ...]
    stylesheet: str
    mistakes: tuple[TemplateMistake, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One value that a link carries, decoded."""

    name: str
    value: str
    is_address: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How long it is, in the network's own counting; without a limit, none is known."""

    length: int
    limit: int | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What a link of the bar says at the other end, read from the link itself.

    Attributes:
        network: its name in the table.
        label: what readers call it.
        address: the link itself; empty for the script's buttons.
        count: None where the network takes nothing but an address.
        notes: what is worth knowing: what was shortened or left out.
    """

    network: str
    label: str
    kind: str
    address: str = ""
    parts: tuple[Part, ...] = ()
    count: Count | None = None
    notes: tuple[str, ...] = ()


class LeftOut(NamedTuple):
    """A network that the bar does not show, and why."""

    label: str
    why: str


class Condition(NamedTuple):
    """One condition of a call to action, and what the post has."""

    name: str
    wanted: str
    actual: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A call to action that the post could have, and why it has it or not."""

    name: str
    kind: str
    conditions: tuple[Condition, ...]
    is_shown: bool
    why: str


class Row(NamedTuple):
    """One thing on the card that a friend sees: under which name the page gives it, and what it says."""

    name: str
    found: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The card that a friend sees, as the written page has it; texts are empty where it says nothing.

    Attributes:
        picture: the picture itself as a `data:` address; empty when it is not a file of this site.
    """

    title: str
    description: str
    image: str
    host: str
    rows: tuple[Row, ...]
    picture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """All that the preview of one post shows."""

    post: Post
    source: str
    direction: Literal["ltr", "rtl"]
    notes: tuple[str, ...]
    looks: tuple[Look, ...]
    script: str
    received: tuple[Received, ...]
    left_out: tuple[LeftOut, ...]
    ctas: tuple[CallToAction, ...]
    why_cta: str
    choices: tuple[Choice, ...]
    card: Card
    findings: tuple[Finding, ...]
    crashes: tuple[Crash, ...]


# Finding the post


def find(wanted: str, built: Sequence[Built], *, content: str) -> Built:
    """Find the post that somebody means.

    Args:
        wanted: a path, absolute, from the working directory or from the content folder; a slug; an address.
        content: absolute path of the content folder.

    Raises:
        CommandError: none or several are meant; the message lists what there is.
    """
    paths = {os.path.realpath(wanted), os.path.realpath(os.path.join(content, wanted))}
    found = _each_once(post for post in built if os.path.realpath(post.file) in paths)
    found = found or _each_once(post for post in built if _bare(wanted) in _names(post))
    if not found and (file := next(filter(os.path.isfile, sorted(paths)), "")):
        raise CommandError(
            f"Pelican made no post of {file}: it is skipped, it cannot be read, or it is no post at all."
        )
    if not found:
        hint = _nearest(wanted, built) or " Write its source, its slug or its address."
        raise CommandError(f"there is no post {wanted}.{hint}")
    if len(found) > 1:
        listed = ", ".join(sorted(post.source for post in found))
        raise CommandError(f"{wanted} may mean {len(found)} posts. Write the source of one: {listed}")
    return found[0]


def _each_once(found: Iterable[Built]) -> list[Built]:
    """List posts; sub-sites build the same sources, some as drafts, some without a page, and the first that publishes
    one counts."""
    by_file: dict[str, list[Built]] = {}
    for post in found:
        by_file.setdefault(post.file, []).append(post)
    return [same[0] if len(same) == 1 else min(same, key=_is_worse) for same in by_file.values()]


def _is_worse(post: Built) -> tuple[bool, bool]:
    return post.status == "draft", not post.page or post.facts().page.missing


def _names(post: Built) -> set[str]:
    name = os.path.basename(post.source)
    site = split(post.verdict.site).path
    names = (post.slug, post.url, post.page, post.source, name, os.path.splitext(name)[0], f"{site}/{post.url}")
    return set(filter(None, map(_bare, names)))


def _bare(name: str) -> str:
    """Take from an address what differs without meaning: host, slashes around, `index.html`."""
    path = split(name).path if name.startswith(("http://", "https://")) else name.partition("#")[0]
    return path.removesuffix("index.html").strip("/").casefold()


def _nearest(wanted: str, built: Iterable[Built]) -> str:
    by_name = {name: post.source for post in built for name in _names(post)}
    close = difflib.get_close_matches(_bare(wanted), list(by_name), n=5, cutoff=0.5)
    sources = list(dict.fromkeys(by_name[name] for name in close))[:3]
    return f" Did you mean {' or '.join(f'`{source}`' for source in sources)}?" if sources else ""


# Putting it together


def preview(built: Built) -> Preview:
    """Work out what the preview of a post shows; while the folder is there in which the site was built.

    Raises:
        CommandError: the post is not meant to travel, or has no page.
    """
    facts = built.facts()
    _require_something_to_show(built, facts)
    post, config, hooks = facts.prepared.post, facts.site.config, facts.prepared.hooks
    shown = tuple(_looks(facts))
    return Preview(
        post=post,
        source=built.source,
        direction=direction(post.language),
        notes=(*_notes(built, facts), *_notes_on_mistakes(shown)),
        looks=shown,
        script=looks.script().text if config.script else "",
        received=tuple(_received(link, facts) for link in hooks.links),
        left_out=tuple(_left_out(facts)),
        ctas=hooks.ctas,
        why_cta=_why_cta(facts),
        choices=tuple(_choices(facts)),
        card=_card(facts.page, facts.site, post.address),
        findings=tuple(_findings(built.verdict, built.source)),
        crashes=tuple(crash for crash in built.verdict.crashes if crash.source in ("", built.source)),
    )


def _require_something_to_show(built: Built, facts: Facts) -> None:
    if not facts.wishes.nudge:
        raise CommandError(
            f"{built.source} says `nudge: off`, so readers get nothing with which to pass it on. "
            "There is something to show when that line is gone."
        )
    if not built.page or facts.page.missing:
        raise CommandError(f"Pelican wrote no page for {built.source}, so there is nothing to show.")


def _notes(built: Built, facts: Facts) -> Iterator[str]:
    config = facts.site.config
    if built.status == "draft" and not facts.inserted:
        yield (
            "This is a draft: nothing is inserted yet. You see what it gets when it is published; "
            "until then its address is that of the draft."
        )
    elif not facts.inserted:
        yield "Your setting SHARE_NUDGE_WHERE leaves this page out: nothing is inserted. You see what it would get."
    if not config.stylesheet:
        yield "SHARE_NUDGE_STYLESHEET is False: on your blog your theme makes the look, and not one of these."
    if config.sticky:
        yield "On your blog the bar goes beside the content on wide screens (SHARE_NUDGE_STICKY); here it stays below."


def _notes_on_mistakes(shown: Iterable[Look]) -> list[str]:
    """Say once what keeps a block from being shown."""
    mistakes = (mistake for look in shown for mistake in look.mistakes)
    said = (
        f"A block is missing, for {mistake.file}:{mistake.line} has a mistake: {mistake.why}" for mistake in mistakes
    )
    return list(dict.fromkeys(said))


def _looks(facts: Facts) -> Iterator[Look]:
    config, prepared = facts.site.config, facts.prepared
    try:
        for name in sorted(available_looks(), key=lambda name: name != config.look):
            renderer = Renderer(facts.environment, look=name)
            values = (prepared.post, prepared.hooks, prepared.phrases)
            yield Look(
                name=name,
                is_own=name == config.look,
                blocks=(*renderer.ctas(*values), *renderer.bar(*values)),
                stylesheet=looks.stylesheet(name, config.known_networks.values()).text,
                mistakes=tuple(mistake for mistake, _ in renderer.mistakes),
            )
    except TemplateProblem as problem:
        raise CommandError(f"a template of the theme has a mistake: {problem}") from None


def _findings(verdict: Verdict, source: str) -> Iterator[Finding]:
    """Choose what was found of one post, and what concerns it with others or with the whole site."""
    for finding in verdict.findings:
        of_all = not finding.is_about_a_post and not finding.sources
        if (finding.is_about_a_post and finding.source == source) or source in finding.sources or of_all:
            yield finding


# What arrives at the other end


def _received(link: ShareLink, facts: Facts) -> Received:
    post, config = facts.prepared.post, facts.site.config
    network = config.known_networks[link.network]
    label = link.label.text if link.kind in (*SCRIPTED, "mail") else network.label
    if link.kind == "copy":
        parts: tuple[Part, ...] = (Part(name="Copies", value=link.address, is_address=True),)
        return Received(network=link.network, label=label, kind=link.kind, parts=parts)
    if link.kind == "sheet":
        words = [Part(name=name, value=value) for name, value in (("Title", link.title), ("Text", link.text)) if value]
        note = "Shown where the browser has a share sheet, mostly on phones."
        parts = (*words, Part(name="Address", value=link.address, is_address=True))
        return Received(network=link.network, label=label, kind=link.kind, parts=parts, notes=(note,))
    shared = recognise(link.address, config.known_networks)
    parts = tuple(_parts(link.address, network)) or tuple(_parts_by_recognition(shared))
    return Received(
        network=link.network,
        label=label,
        kind=link.kind,
        address=link.address,
        parts=parts,
        count=_count(link, network, shared),
        notes=tuple(_notes_on(link, parts, network, post)),
    )


def _parts(address: str, network: Network) -> Iterator[Part]:
    """Read the parameters of a link backwards: the network's pattern tells what each of them means."""
    meanings = _meanings(network)
    for name, value in parameters(address):
        placeholder = meanings.get(name)
        if placeholder == "hashtags":
            value = " ".join(f"#{tag}" for tag in value.split(",") if tag)
        if placeholder is not None and value:
            yield Part(name=_name_of(placeholder, network), value=value, is_address=placeholder in _ADDRESSES)


def _meanings(network: Network) -> Mapping[str, str]:
    """Tell by parameter which placeholder stands in it; several in one are a message."""
    meanings: dict[str, str] = {}
    for pattern in (network.instance_pattern or "", network.pattern):
        for name, placeholders in parse(pattern).parameters:
            meanings[name] = placeholders[0] if len(placeholders) == 1 else "message"
    return meanings


def _name_of(placeholder: str, network: Network) -> str:
    return "Subject" if network.kind == "mail" and placeholder == "title" else _PARTS.get(placeholder, placeholder)


def _parts_by_recognition(shared: Shared | None) -> Iterator[Part]:
    """Give what a link says whose values stand in its path."""
    if shared is not None and shared.text:
        yield Part(name="Text", value=shared.text)
    if shared is not None and shared.address:
        yield Part(name="Address", value=shared.address, is_address=True)


def _count(link: ShareLink, network: Network, shared: Shared | None) -> Count | None:
    if network.name == "email":
        return Count(length=len(link.address), limit=MAILTO_BYTES, unit="bytes that every mail program takes")
    if shared is None or not (shared.text or network.limit):
        return None
    if network.limit is None:
        return Count(length=length(shared.said, "graphemes"), limit=None, unit="characters; no limit is known")
    return Count(length=_length(shared, network), limit=network.limit, unit=f"as {network.label} counts")


def _length(shared: Shared, network: Network) -> int:
    """Count what the network counts; some count every address alike."""
    if network.address_length is None or not shared.address or shared.address not in shared.said:
        return length(shared.said, network.counting)
    before, address, behind = shared.said.partition(shared.address)
    around = length(before, network.counting) + length(behind, network.counting)
    return around + length_of_address(address, network)


def _notes_on(link: ShareLink, parts: Sequence[Part], network: Network, post: Post) -> Iterator[str]:
    """Say what of the post does not arrive whole, compared with what the link holds."""
    said = "\n".join(part.value for part in parts if not part.is_address)
    meanings = _meanings(network)
    placeholders = {meanings.get(name, "") for name, _ in parameters(link.address)}
    whole = {"title": post.title, "excerpt": post.excerpt, "text": post.text, "message": post.text}
    names = {"title": "the title", "excerpt": "the description", "text": "the text", "message": "the text"}
    if network.name == "email":
        wanted = "" if post.text == post.title else post.text
        whole = {"text": wanted, "title": post.title, "excerpt": post.excerpt}
        placeholders = set(whole)
    short = [names[name] for name in whole if name in placeholders and whole[name] not in said]
    if short:
        yield f"Shortened so that it fits: {' and '.join(dict.fromkeys(short))}."
    carried = "hashtags" in meanings.values() or network.carries_hashtags
    words = set(_BETWEEN_HASHTAGS.split(said))
    lost = [f"#{tag}" for tag in post.hashtags if tag not in words] if carried else []
    if lost:
        yield f"No room for {', '.join(lost)}."
    if not any(part.name in _TEXTS for part in parts):
        yield f"{network.label} takes no text, and makes its own card from the page: see below."


def _left_out(facts: Facts) -> Iterator[LeftOut]:
    """List the networks that the site or the author named, or the site offers, and that the bar does not show."""
    config, wishes = facts.site.config, facts.wishes
    wanted, networks = networks_of(wishes, config), config.known_networks
    shown = {link.network for link in facts.prepared.hooks.links}
    for name in wanted:
        if name not in shown:
            yield LeftOut(networks[name].label, _what_it_lacks(networks[name]))
    for name in config.networks:
        if name not in wanted:
            key = "nudge_email: off" if name == "email" and not wishes.email else "nudge_share"
            yield LeftOut(networks[name].label, f"The author left it out: `{key}` in the front matter.")
    for problem in facts.post.problems:
        if folded(problem.key) == "nudge_share":
            yield LeftOut(problem.key, problem.message)


def _what_it_lacks(network: Network) -> str:
    if network.kind in SCRIPTED:
        return "It needs the script, and SHARE_NUDGE_SCRIPT is False."
    if network.needs == "image":
        return "It needs a picture, and the post has none. Write `nudge_image`, or put a picture into the text."
    return "It needs your readers' instance. Name it in SHARE_NUDGE_INSTANCES."


# The call to action


def _why_cta(facts: Facts) -> str:
    wishes, limit = facts.wishes, facts.site.config.cta_limit
    if wishes.sentence:
        return "The author wrote it: `nudge_cta` in the front matter is a sentence."
    if wishes.cta == ():
        return "The author wants none: `nudge_cta: off` in the front matter."
    if wishes.cta is not None:
        return "The author chose by name: `nudge_cta` in the front matter."
    if limit == 1:
        return "The first of SHARE_NUDGE_CTAS whose conditions all hold."
    return f"The first {limit} of SHARE_NUDGE_CTAS whose conditions all hold."


def _choices(facts: Facts) -> Iterator[Choice]:
    """List the calls to action that were asked, in order; none when the author wrote a sentence or wants none."""
    wishes, config = facts.wishes, facts.site.config
    if wishes.sentence or wishes.cta == ():
        return
    made = {call.name for call in facts.prepared.hooks.ctas}
    left = most_ctas(wishes, config)
    for cta in asked_ctas(wishes, config):
        conditions = tuple(_conditions(cta, facts)) if wishes.cta is None else ()
        all_hold = all(condition.holds for condition in conditions)
        is_shown = all_hold and left > 0 and cta.name in made
        why = _why_not(cta, all_hold=all_hold, left=left) if not is_shown else ""
        left -= is_shown
        yield Choice(name=cta.name, kind=cta.kind, conditions=conditions, is_shown=is_shown, why=why)


def _why_not(cta: Cta, *, all_hold: bool, left: int) -> str:
    if not all_hold:
        return "Not for this post."
    if not left:
        return "One above was chosen before it was asked."
    if cta.kind == "read-next" and not cta.target:
        return "There is no next post."
    return f"Its target is not there: {cta.target or 'the site has no feed'}."


def _conditions(cta: Cta, facts: Facts) -> Iterator[Condition]:
    post, today = facts.prepared.post, facts.site.today
    actual = {
        "category": post.category,
        "tag": ", ".join(post.tags),
        "author": ", ".join(post.authors),
        "language": post.language,
        "path": post.source,
        "from_": today.isoformat(),
        "until": today.isoformat(),
    }
    for name in _CONDITIONS:
        wanted: Any = getattr(cta, name)
        if wanted:
            alone = Cta(kind=cta.kind, **{name: wanted})
            written = ", ".join(wanted) if isinstance(wanted, tuple) else str(wanted)
            yield Condition(name.rstrip("_"), written, actual[name] or "none", holds(alone, post, today))


# The card that a friend sees


def _card(page: Page, site: Site, address: str) -> Card:
    title = _first(page, "og:title", "twitter:title")
    description = _first(page, "og:description", "description", "twitter:description")
    if not title.value and page.title:
        title = Row("og:title", "<title>", page.title)
    image = _first(page, "og:image", "og:image:url", "twitter:image")
    own_address = _first(page, "og:url")
    return Card(
        title=title.value,
        description=description.value,
        image=image.value,
        host=split(own_address.value or address).host,
        rows=(title, description, image, own_address),
        picture=_picture(image.value, page, site) if image.value else "",
    )


def _first(page: Page, *names: str) -> Row:
    """Give the first of these properties that says anything, under the name that it should have."""
    found = next((name for name in names if page.meta(name)), "")
    return Row(names[0], found, page.meta(found) if found else "")


def _picture(address: str, page: Page, site: Site) -> str:
    """Read a picture of the site's own, so that the page can show it without asking any host."""
    path = site.path_of(address, page=page.path)
    name = site.output.file(path) if path else ""
    kind = mimetypes.guess_type(name)[0] or ""
    if not kind.startswith("image/"):
        return ""
    file = Path(site.output.folder, name)
    if file.stat().st_size > PICTURE_BYTES:
        return ""
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode('ascii')}"
