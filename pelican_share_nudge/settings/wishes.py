"""The only module that reads a post's own `nudge…` front matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from msgspec import Struct

from pelican_share_nudge.nearest import cut, nearest
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.front_matter import folded
from pelican_share_nudge.settings.licences import closest_licence
from pelican_share_nudge.settings.lines import Lines, as_lines
from pelican_share_nudge.settings.readers import (
    Doubtful,
    NoSuchKey,
    UnknownCta,
    UnknownLicence,
    Unusable,
    find_network,
    read_address,
    read_alt,
    read_ctas,
    read_handle,
    read_hashtags,
    read_image,
    read_licence,
    read_networks,
    read_rules,
    read_switch,
    read_text,
    read_text_on,
)
from pelican_share_nudge.settings.switches import HOOKS

PREFIX = "nudge"
NETWORK = "NETWORK"


def wish(default: Any, read: Callable[..., Any], values: str, meaning: str, *, key: str = "") -> Any:
    """Make the row of a wish: its front-matter key is `nudge_` and the name of its field.

    Args:
        read: makes a value of lines and config; of `nudge_…_NETWORK`, of the network, too.
        values: what the key may hold, for people.
        key: what stands behind `nudge_` where that is not the name; NETWORK in it is the name of any network.
    """
    row = {"read": read, "values": values, "meaning": meaning, "key": key}
    return field(default_factory=dict, metadata=row) if default == {} else field(default=default, metadata=row)


class MetadataProblem(Struct, frozen=True):
    """A value in a post's front matter that cannot be used: its key as written, and why.

    Attributes:
        text: what to look for in the source where the front matter does not have the key.
        picture: that is not there, as written.
        unknown_cta: it names a call to action that no setting defines.
    """

    key: str
    message: str
    text: str = ""
    picture: str = ""
    unknown_cta: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What one post asks for. None, or empty text, means: as the site has it.

    Attributes:
        nudge: False when the post is not meant to travel.
        share: the networks of the bar; empty for no share links.
        email: False for no e-mail forward.
        cta: names of calls to action, in order; empty for none.
        sentence: a call to action in the author's own words.
        text: what to say when sharing.
        texts: what to say on one network, by its name.
        handles: whom one network mentions, by its name; empty for nobody.
        hashtags: as written, without `#`.
        url: the absolute address that is shared instead of the post's own.
        image: as written: an address, a site path or `{static}…`.
        image_alt: what that shows; plain text.
        licence: the name of that under which the post is given away; empty where it is not.
        ignore: rules whose findings its author does not want to hear, as written.
        without: names of hooks that the post shall not get: each has the switch `nudge_NAME: off`.
    """

    nudge: bool = wish(True, read_switch, "off", "The post is not meant to travel: nothing is inserted.")
    share: tuple[str, ...] | None = wish(
        None, read_networks, "off | names", "The networks of this post's share bar, or no share links."
    )
    email: bool = wish(True, read_switch, "off", "No e-mail forward.")
    cta: tuple[str, ...] | None = wish(
        None, read_ctas, "name(s) | off | a sentence", "The calls to action by name, none, or one in your own words."
    )
    sentence: str = ""
    text: str = wish(
        "",
        read_text,
        "text",
        "What to say when sharing, instead of the title; in the mail, instead of its first sentence.",
    )
    texts: Mapping[str, str] = wish(
        {},
        read_text_on,
        "text",
        "What to say on that network alone, such as `nudge_text_mastodon`.",
        key=f"text_{NETWORK}",
    )
    handles: Mapping[str, str] = wish(
        {},
        read_handle,
        "account | off",
        "Whom that network mentions for this post, such as `nudge_handle_x`, instead of the author or the blog.",
        key=f"handle_{NETWORK}",
    )
    hashtags: tuple[str, ...] | None = wish(
        None, read_hashtags, "names | off", "Hashtags instead of those made from the tags."
    )
    url: str = wish(
        "", read_address, "https://…", "The address to share instead of the post's own (the original of a cross-post)."
    )
    image: str = wish("", read_image, "https://…, /path, {static}…", "The picture, for networks that take one.")
    image_alt: str = wish("", read_alt, "a text", "What the picture shows, for whoever does not see it.")
    licence: str | None = wish(
        None,
        read_licence,
        "CC BY-SA 4.0, MIT, … | off",
        "The licence that readers are told of, or none; else what `license` or `licence` says.",
    )
    ignore: tuple[str, ...] = wish((), read_rules, "rules | all", "What the build shall not say about this post.")
    without: frozenset[str] = frozenset()


NO_WISHES = Wishes()


class Key(Struct, frozen=True):
    """A key of the front matter.

    Attributes:
        name: of its field; of a hook, where the key is that hook's switch.
        key: what stands behind `nudge_` where that is not the name.
    """

    name: str
    read: Callable[..., Any]
    values: str
    meaning: str
    key: str = ""
    is_switch: bool = False


def _keys() -> dict[str, Key]:
    """List the keys: a row each, and a switch for every hook that has no row."""
    rows = [Key(row.name, **row.metadata) for row in fields(Wishes) if row.metadata]
    found = {PREFIX if key.name == PREFIX else f"{PREFIX}_{key.key or key.name}": key for key in rows}
    switches = (Key(name, read_switch, "off", _SWITCH.format(name=name), is_switch=True) for name in HOOKS)
    return found | {key: switch for switch in switches if (key := f"{PREFIX}_{switch.name}") not in found}


_SWITCH = "No block `{name}` in the page of this post."
KEYS = _keys()

# Those that end with the name of a network, by what stands before it.
_OF_NETWORKS = {key.removesuffix(NETWORK): known for key, known in KEYS.items() if key.endswith(NETWORK)}

# What themes and other plugins call the licence of a post.
_LICENCE_OF_OTHERS = frozenset(("license", "licence"))

# Without the `_`: hardly another plugin's key.
_JOINED = frozenset(name.replace("_", "") for name in KEYS if "_" in name)


def read_wishes(metadata: Mapping[str, Any], config: Config) -> tuple[Wishes, tuple[MetadataProblem, ...]]:
    """Read the `nudge…` keys of a post's metadata, whatever their letter case and whether `-` or `_` joins them.

    Returns:
        the wishes, and a problem for each value that cannot be used and was passed over.
    """
    wishes = NO_WISHES
    problems: list[MetadataProblem] = []
    licence: str | None = None
    for key, value in metadata.items():
        name = folded(str(key))
        if name in _LICENCE_OF_OTHERS:
            licence, more = _read_licence_of_others(str(key), as_lines(value), config)
            problems += more
            continue
        if not name.startswith(PREFIX) or (name[len(PREFIX) :][:1].isalpha() and name not in _JOINED):
            continue
        lines = as_lines(value)
        try:
            wishes = _read(wishes, name, lines, config)
        except NoSuchKey as unknown:
            problems.append(MetadataProblem(key, f"`{cut(key)}` does nothing. {unknown}"))
        except Unusable as unusable:
            message = f"`{key}: {cut(' '.join(lines))}` cannot be used, so the site's setting is. {unusable}"
            problems.append(MetadataProblem(key, message, unknown_cta=isinstance(unusable, UnknownCta)))
        except Doubtful as doubtful:
            wishes = _with(wishes, KEYS[name], doubtful.off)
            problems.append(_doubtful_problem(key, lines, doubtful))
    if licence is not None and wishes.licence is None:
        wishes = replace(wishes, licence=licence)
    return wishes, tuple(problems)


def _read(wishes: Wishes, name: str, lines: Lines, config: Config) -> Wishes:
    if known := KEYS.get(name):
        return _with(wishes, known, known.read(lines, config))
    for start, known in _OF_NETWORKS.items():
        if name.startswith(start) and name != start:
            network = find_network(name.removeprefix(start), config)
            value = known.read(lines, config, network)
            return _with(wishes, known, {**getattr(wishes, known.name), network.name: value})
    raise NoSuchKey(f"There is no such key.{nearest(name, KEYS)}")


def _doubtful_problem(key: str, lines: Lines, doubtful: Doubtful) -> MetadataProblem:
    written = cut(" ".join(lines))
    message = f"`{key}: {written}` {doubtful.what}, so it is read as `off`, to be safe. {doubtful}"
    return MetadataProblem(key, message)


def _read_licence_of_others(key: str, lines: Lines, config: Config) -> tuple[str | None, tuple[MetadataProblem, ...]]:
    """Read a key that is not ours: what it says in words of its own is no mistake, but for a name that is misspelt.
    Either way its author has decided, and the site's licence is not the post's."""
    try:
        return (read_licence(lines, config) if lines else None), ()
    except UnknownLicence as unknown:
        is_misspelt = bool(closest_licence(" ".join(lines), cutoff=0.75))
        return "", (_doubtful_problem(key, lines, unknown),) if is_misspelt else ()


def _with(wishes: Wishes, key: Key, value: Any) -> Wishes:
    """Add a wish; what is asked for in the author's own words instead of names is a sentence."""
    if key.is_switch:
        return replace(wishes, without=wishes.without - {key.name} if value else wishes.without | {key.name})
    return replace(wishes, **{"sentence" if key.name == "cta" and isinstance(value, str) else key.name: value})
