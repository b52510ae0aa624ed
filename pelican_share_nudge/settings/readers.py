"""The only module that reads what a post asks for: one reader a front-matter key."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pelican_share_nudge.addresses import is_web_address, quote_address, split
from pelican_share_nudge.nearest import closest, cut, nearest
from pelican_share_nudge.pattern import problems_in_prose
from pelican_share_nudge.settings.checks.accounts import handle_problem
from pelican_share_nudge.settings.checks.networks import takes_no_text, unusable_network
from pelican_share_nudge.settings.checks.texts import SAID
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.ctas import BUILT_IN_CTAS
from pelican_share_nudge.settings.front_matter import without_remark
from pelican_share_nudge.settings.licences import closest_licence, find_licence, is_reserved
from pelican_share_nudge.settings.lines import (
    AND,
    NAMED_AT_MOST,
    SEPARATOR,
    Lines,
    find_names,
    inside_brackets,
    on_or_off,
    spelling,
    split_names,
)
from pelican_share_nudge.settings.values import OFF
from pelican_share_nudge.tables.networks import DEAD_NETWORKS, Network
from pelican_share_nudge.text import clean

_SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", "؟")


class Unusable(Exception):
    """Its message says what is wrong with a value and what to write instead."""


class UnknownCta(Unusable):
    """A value names a call to action that no setting defines."""


class NoSuchKey(Exception):
    """Its message says why a key does nothing."""


class Doubtful(Exception):
    """Its message says what to write instead of a value that may have been meant as `off`, and is read so.

    Attributes:
        off: what is read.
        what: is wrong with the value.
    """

    what = "is neither `off` nor `on`"

    def __init__(self, message: str, off: bool | tuple[()] | str) -> None:
        super().__init__(message)
        self.off = off


class UnknownLicence(Doubtful):
    what = "names no licence of Creative Commons or SPDX, with its version"


def read_switch(lines: Lines, _: Config) -> bool:
    switch = on_or_off(lines)
    if switch is None and lines:
        raise Doubtful("Write `off` or `on`.", False)
    if switch is None:
        raise Unusable("Write `off` or `on`.")
    return switch


def _is_like_off(text: str) -> bool:
    """Tell whether a value that is no name may have been meant as `off`: `offf`, `false!`."""
    return text.strip(" .!-_").casefold() in OFF or bool(closest(text, ("off", "false", "none"), cutoff=0.8))


def read_networks(lines: Lines, config: Config) -> Lines | None:
    switch = on_or_off(lines)
    if switch is not None:
        return None if switch else ()
    networks = config.known_networks
    chosen, unknown = find_names(lines, _by_spelling(networks))
    wrong = [unusable_network(name.lower(), networks) for name in unknown]
    wrong += [problem for name in chosen if (problem := unusable_network(name, networks))]
    wrong += [
        f"`{name}` needs your readers' instance in SHARE_NUDGE_INSTANCES."
        for name in chosen
        if name in networks and networks[name].needs == "instance" and name not in config.instances
    ]
    if unknown and not chosen and _is_like_off(without_remark(" ".join(lines))):
        raise Doubtful("Write `off`, or names of networks with commas between them.", ())
    if wrong:
        raise Unusable(" ".join(dict.fromkeys(wrong)))
    if not chosen:
        raise Unusable("Write names of networks with commas between them, or `off`.")
    return tuple(dict.fromkeys(chosen))


def find_network(written: str, config: Config) -> Network:
    """Find the network that is named at the end of a key."""
    networks = config.known_networks
    name = _by_spelling(networks).get(spelling(written), written)
    if problem := unusable_network(name, networks):
        raise NoSuchKey(problem)
    return networks[name]


def _by_spelling(networks: Mapping[str, Network]) -> dict[str, str]:
    by_spelling = {spelling(dead.label): name for name, dead in DEAD_NETWORKS.items()}
    by_spelling |= {spelling(network.label): name for name, network in networks.items()}
    return by_spelling | {spelling(name): name for name in networks}


def read_ctas(lines: Lines, config: Config) -> Lines | str | None:
    switch = on_or_off(lines)
    if switch is not None:
        return None if switch else ()
    own = [cta.name for cta in config.ctas if cta.kind != "none"]
    known = {name: name for name in BUILT_IN_CTAS} | {name.casefold(): name for name in own}
    by_spelling = {spelling(name): real for name, real in known.items()}
    names, text = split_names(lines), " ".join(lines)
    found, unknown = find_names(lines, by_spelling)
    is_sentence = text.endswith(_SENTENCE_END) and any(spelling(name) not in by_spelling for name in names)
    if found and not unknown and not is_sentence:
        return tuple(dict.fromkeys(found))
    if is_sentence or (any(" " in name for name in names) and not _are_names(names, by_spelling)):
        return text
    if not found and _is_like_off(without_remark(text)):
        raise Doubtful("Write `off`, names of calls to action, or a sentence of your own.", ())
    offered = [f"`{name}`" for name in dict.fromkeys((*own, *BUILT_IN_CTAS))]
    missing = " ".join(f"No call to action is called `{cut(name)}`.{nearest(name, known)}" for name in unknown or [""])
    raise UnknownCta(
        f"{missing} Write one of these names: {', '.join(offered[:NAMED_AT_MOST])}; "
        "or `off`, or a sentence of your own."
    )


def _are_names(parts: tuple[str, ...], known: Mapping[str, str]) -> bool:
    """Tell whether several words are names, of which some are misspelt, rather than words for readers."""
    words = dict.fromkeys(word for part in parts for word in part.split() if word.casefold() not in AND)
    return all(closest(spelling(word), known, cutoff=0.7) for word in words)


def read_text(lines: Lines, _: Config) -> str:
    if not lines:
        raise Unusable("Write what to say when somebody shares the post.")
    text = clean(" ".join(lines))
    if wrong := [f"{problem[0].upper()}{problem[1:]}" for problem in problems_in_prose(text, SAID)]:
        raise Unusable(" ".join(wrong))
    return text


def read_text_on(lines: Lines, config: Config, network: Network) -> str:
    if problem := takes_no_text(network):
        raise Unusable(problem)
    return read_text(lines, config)


def read_handle(lines: Lines, config: Config, network: Network) -> str:
    if on_or_off(lines) is False:
        return ""
    handle = "".join(lines).strip()
    if not network.takes_account:
        raise Unusable(f"{network.label} takes no account in a share link, so nobody is mentioned.")
    if not handle.lstrip("@"):
        raise Unusable("Write an account, or `off` to mention nobody.")
    if problem := handle_problem(network, handle, config.instances):
        raise Unusable(f"`{cut(handle)}` {problem}.")
    return handle


def read_hashtags(lines: Lines, _: Config) -> Lines | None:
    switch = on_or_off(lines)
    if switch is not None:
        return None if switch else ()
    lines = tuple(map(inside_brackets, lines))
    text = " ".join(lines)
    if SEPARATOR.search(text) or len(lines) > 1 or " " not in text:
        names = tuple(map(_without_and, split_names(tuple(line.replace(" #", ", ") for line in lines))))
    elif text.startswith("#"):
        names = tuple(word for word in text.split() if word.casefold() not in AND)
    else:
        words = [word.lstrip("#") for word in text.split() if word.casefold() not in AND]
        one = "".join(word[:1].upper() + word[1:] for word in words)
        raise Unusable(f"Write `{cut(', '.join(words))}` for {len(words)} hashtags, or `{cut(one)}` for one.")
    return tuple(filter(None, (name.lstrip("#＃").strip() for name in names))) or None


def _without_and(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first.casefold() in AND and rest else name


def read_address(lines: Lines, _: Config) -> str:
    address = without_remark("".join(lines))
    if not is_web_address(address):
        raise Unusable("Write an absolute address that begins with https://.")
    return quote_address(address)


def read_image(lines: Lines, _: Config) -> str:
    image = without_remark("".join(lines))
    if not (is_web_address(image) or image.startswith(("/", "{", "|")) or _is_path(image)):
        raise Unusable(
            "Write an address that begins with https://, a path on the site (/images/…) or {static}/images/…."
        )
    return image


def _is_path(image: str) -> bool:
    """Tell whether a text may name a file: it has folders, or an ending."""
    return not split(image).scheme and re.search(r"[/\\]|\.\w{2,5}$", image) is not None


def read_alt(lines: Lines, _: Config) -> str:
    if not lines:
        raise Unusable("Write what the picture shows.")
    return clean(" ".join(lines))


def read_licence(lines: Lines, _: Config) -> str | None:
    switch = on_or_off(lines)
    if switch is not None:
        return None if switch else ""
    text = without_remark(" ".join(lines))
    if (licence := find_licence(text)) is not None:
        return licence.name
    if is_reserved(text):
        return ""
    meant = closest_licence(text)
    advice = f"Did you mean `{meant}`?" if meant else "Write one like `CC BY-SA 4.0` or `MIT`, or `off`."
    raise UnknownLicence(advice, "")


def read_rules(lines: Lines, _: Config) -> Lines:
    return tuple(" ".join(split_names(lines)).split())  # No rule's name has a blank.
