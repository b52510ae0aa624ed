"""The only module that reads a post's own `nudge…` front matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pelican_share_nudge.addresses import is_web_address, quote_address, split
from pelican_share_nudge.nearest import closest, cut, nearest
from pelican_share_nudge.settings.checks.networks import unusable_network
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.ctas import BUILT_IN_CTAS
from pelican_share_nudge.settings.front_matter import folded, unquoted, without_marks_of_yaml, without_remark
from pelican_share_nudge.settings.values import OFF, ON
from pelican_share_nudge.tables.networks import DEAD_NETWORKS
from pelican_share_nudge.text import clean, one_line

PREFIX = "nudge"
_SEPARATOR = re.compile("[,;，、；]")
_AND = frozenset("and & + und et y e en och og i".split())  # between names, as languages of blogs say it
_NAMED_AT_MOST = 8
_SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", "؟")


@dataclass(frozen=True, slots=True)
class MetadataProblem:
    """A value in a post's front matter that cannot be used: its key as written, the rule that says so, and why.

    Attributes:
        text: what to look for in the source where the front matter does not have the key.
        picture: that is not there, as written.
    """

    key: str
    rule: str
    message: str
    text: str = ""
    picture: str = ""


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
        hashtags: as written, without `#`.
        url: the absolute address that is shared instead of the post's own.
        image: as written: an address, a site path or `{static}…`.
        ignore: rules whose findings its author does not want to hear, as written.
    """

    nudge: bool = True
    share: tuple[str, ...] | None = None
    email: bool = True
    cta: tuple[str, ...] | None = None
    sentence: str = ""
    text: str = ""
    hashtags: tuple[str, ...] | None = None
    url: str = ""
    image: str = ""
    ignore: tuple[str, ...] = ()


NO_WISHES = Wishes()


class _Unusable(Exception):
    """Its message says what is wrong with a value and what to write instead; `rule` finds such values."""

    rule = "bad-metadata"


class _UnknownCta(_Unusable):
    rule = "cta-unknown"


class _Doubtful(Exception):
    """Its message says what to write instead of a value that may have been meant as `off`, and is read so."""

    def __init__(self, message: str, wishes: dict[str, Any]) -> None:
        super().__init__(message)
        self.wishes = wishes


def read_wishes(metadata: Mapping[str, Any], config: Config) -> tuple[Wishes, tuple[MetadataProblem, ...]]:
    """Read the `nudge…` keys of a post's metadata, whatever their letter case and whether `-` or `_` joins them.

    Returns:
        the wishes, and a problem for each value that cannot be used and was passed over.
    """
    wishes = NO_WISHES
    problems: list[MetadataProblem] = []
    for key, value in metadata.items():
        name = folded(str(key))
        if not name.startswith(PREFIX) or (name[len(PREFIX) :][:1].isalpha() and name not in _JOINED):
            continue
        lines = _as_lines(value)
        if name not in _READERS:
            message = f"`{cut(key)}` does nothing. There is no such key.{nearest(name, _READERS)}"
            problems.append(MetadataProblem(key, "bad-metadata", message))
            continue
        try:
            wishes = replace(wishes, **_READERS[name](lines, config))
        except _Unusable as unusable:
            message = f"`{key}: {cut(' '.join(lines))}` cannot be used, so the site's setting is. {unusable}"
            problems.append(MetadataProblem(key, unusable.rule, message))
        except _Doubtful as doubtful:
            wishes = replace(wishes, **doubtful.wishes)
            written = cut(" ".join(lines))
            message = f"`{key}: {written}` is neither `off` nor `on`, so it is read as `off`, to be safe. {doubtful}"
            problems.append(MetadataProblem(key, "bad-metadata", message))
    return wishes, tuple(problems)


def _as_lines(value: Any) -> tuple[str, ...]:
    """Front matter is text, a list of lines, or (from YAML readers) a value of any type; an empty one says nothing."""
    if value is None:
        return ()
    if isinstance(value, bool):
        return ("on" if value else "off",)
    lines = value if isinstance(value, list | tuple | set) else [value]
    return _without_quotes(without_marks_of_yaml([*map(_as_line, lines)]))


def _without_quotes(lines: list[str]) -> tuple[str, ...]:
    """Quotes stand around all lines, where a text goes on in the next one, or around each."""
    whole = " ".join(filter(None, lines))
    if len(lines) > 1 and (inside := unquoted(whole)) != whole:
        return (inside,) if inside else ()
    return tuple(filter(None, map(unquoted, lines)))


def _as_line(value: object) -> str:
    try:
        return one_line(str(value))
    except Exception:  # A number of too many digits, or a value of a reader's own making.
        return ""


def _switch(lines: tuple[str, ...]) -> bool | None:
    """Read `off` or `on`; None when it is neither."""
    text = " ".join(lines)
    text = unquoted(_inside_brackets(text).partition(" #")[0]).casefold()
    return False if text in OFF else True if text in ON else None


def _inside_brackets(line: str) -> str:
    """Take off the brackets around a list that is written as in YAML."""
    line = without_remark(line).strip()
    return line[1:-1].strip() if line.startswith("[") and line.endswith("]") else line


def _names(lines: tuple[str, ...]) -> tuple[str, ...]:
    parts = (part for line in lines for part in _SEPARATOR.split(_inside_brackets(line)))
    return tuple(name for part in parts if (name := unquoted(part)))


def _known_names(lines: tuple[str, ...], known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Read names, with commas between them or only blanks and words such as `and`.

    Args:
        known: spelling → name.

    Returns:
        the names that are known, and what is none, as written.
    """
    found: list[str] = []
    unknown: list[str] = []
    for part in _names(lines):
        names, others = _known_words(part.split(), known)
        found += names
        unknown += others if names else [part]
    return list(dict.fromkeys(found)), list(dict.fromkeys(unknown))[:_NAMED_AT_MOST]


def _known_words(words: list[str], known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Find names in a row of words, the longest first: `Hacker News Mastodon` are two."""
    found: list[str] = []
    unknown: list[str] = []
    place = 0
    while place < len(words):
        for length in range(min(len(words) - place, 4), 0, -1):
            if (name := known.get(_spelling(" ".join(words[place : place + length])))) is not None:
                found.append(name)
                break
        else:
            length = 1
            unknown += [words[place]] if words[place].casefold() not in _AND else []
        place += length
    return found, unknown


def _read_nudge(lines: tuple[str, ...], config: Config) -> dict[str, Any]:
    return _on_or_off("nudge", lines)


def _read_email(lines: tuple[str, ...], config: Config) -> dict[str, Any]:
    return _on_or_off("email", lines)


def _on_or_off(name: str, lines: tuple[str, ...]) -> dict[str, Any]:
    switch = _switch(lines)
    if switch is None and lines:
        raise _Doubtful("Write `off` or `on`.", {name: False})
    if switch is None:
        raise _Unusable("Write `off` or `on`.")
    return {name: switch}


def _is_like_off(text: str) -> bool:
    """Tell whether a value that is no name may have been meant as `off`: `offf`, `false!`."""
    return text.strip(" .!-_").casefold() in OFF or bool(closest(text, ("off", "false", "none"), cutoff=0.8))


def _read_share(lines: tuple[str, ...], config: Config) -> dict[str, Any]:
    switch = _switch(lines)
    if switch is not None:
        return {"share": None if switch else ()}
    networks = config.known_networks
    by_spelling = {_spelling(dead.label): name for name, dead in DEAD_NETWORKS.items()}
    by_spelling |= {_spelling(network.label): name for name, network in networks.items()}
    by_spelling |= {_spelling(name): name for name in networks}
    chosen, unknown = _known_names(lines, by_spelling)
    wrong = [unusable_network(name.lower(), networks) for name in unknown]
    wrong += [problem for name in chosen if (problem := unusable_network(name, networks))]
    wrong += [
        f"`{name}` needs your readers' instance in SHARE_NUDGE_INSTANCES."
        for name in chosen
        if name in networks and networks[name].needs == "instance" and name not in config.instances
    ]
    if unknown and not chosen and _is_like_off(without_remark(" ".join(lines))):
        raise _Doubtful("Write `off`, or names of networks with commas between them.", {"share": ()})
    if wrong:
        raise _Unusable(" ".join(dict.fromkeys(wrong)))
    if not chosen:
        raise _Unusable("Write names of networks with commas between them, or `off`.")
    return {"share": tuple(dict.fromkeys(chosen))}


def _spelling(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold())


def _read_cta(lines: tuple[str, ...], config: Config) -> dict[str, Any]:
    switch = _switch(lines)
    if switch is not None:
        return {"cta": None if switch else ()}
    known = {name: name for name in BUILT_IN_CTAS} | {cta.name.casefold(): cta.name for cta in config.ctas}
    by_spelling = {_spelling(name): real for name, real in known.items()}
    names, text = _names(lines), " ".join(lines)
    found, unknown = _known_names(lines, by_spelling)
    is_sentence = text.endswith(_SENTENCE_END) and any(_spelling(name) not in by_spelling for name in names)
    if found and not unknown and not is_sentence:
        return {"cta": tuple(dict.fromkeys(found))}
    if is_sentence or (any(" " in name for name in names) and not _are_names(names, by_spelling)):
        return {"sentence": text}
    if not found and _is_like_off(without_remark(text)):
        raise _Doubtful("Write `off`, names of calls to action, or a sentence of your own.", {"cta": ()})
    offered = [f"`{name}`" for name in dict.fromkeys((*(cta.name for cta in config.ctas), *BUILT_IN_CTAS))]
    missing = " ".join(f"No call to action is called `{cut(name)}`.{nearest(name, known)}" for name in unknown or [""])
    raise _UnknownCta(
        f"{missing} Write one of these names: {', '.join(offered[:_NAMED_AT_MOST])}; "
        "or `off`, or a sentence of your own."
    )


def _are_names(parts: tuple[str, ...], known: Mapping[str, str]) -> bool:
    """Tell whether several words are names, of which some are misspelt, rather than words for readers."""
    words = dict.fromkeys(word for part in parts for word in part.split() if word.casefold() not in _AND)
    return all(closest(_spelling(word), known, cutoff=0.7) for word in words)


def _read_text(lines: tuple[str, ...], config: Config) -> dict[str, Any]:
    if not lines:
        raise _Unusable("Write what to say when somebody shares the post.")
    return {"text": clean(" ".join(lines))}


def _read_hashtags(lines: tuple[str, ...], config: Config) -> dict[str, Any]:
    switch = _switch(lines)
    if switch is not None:
        return {"hashtags": None if switch else ()}
    lines = tuple(map(_inside_brackets, lines))
    text = " ".join(lines)
    if _SEPARATOR.search(text) or len(lines) > 1 or " " not in text:
        names = tuple(map(_without_and, _names(tuple(line.replace(" #", ", ") for line in lines))))
    elif text.startswith("#"):
        names = tuple(word for word in text.split() if word.casefold() not in _AND)
    else:
        words = [word.lstrip("#") for word in text.split() if word.casefold() not in _AND]
        one = "".join(word[:1].upper() + word[1:] for word in words)
        raise _Unusable(f"Write `{cut(', '.join(words))}` for {len(words)} hashtags, or `{cut(one)}` for one.")
    return {"hashtags": tuple(filter(None, (name.lstrip("#＃").strip() for name in names))) or None}


def _without_and(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first.casefold() in _AND and rest else name


def _read_url(lines: tuple[str, ...], config: Config) -> dict[str, Any]:
    address = without_remark("".join(lines))
    if not is_web_address(address):
        raise _Unusable("Write an absolute address that begins with https://.")
    return {"url": quote_address(address)}


def _read_image(lines: tuple[str, ...], config: Config) -> dict[str, Any]:
    image = without_remark("".join(lines))
    if not (is_web_address(image) or image.startswith(("/", "{", "|")) or _is_path(image)):
        raise _Unusable(
            "Write an address that begins with https://, a path on the site (/images/…) or {static}/images/…."
        )
    return {"image": image}


def _is_path(image: str) -> bool:
    """Tell whether a text may name a file: it has folders, or an ending."""
    return not split(image).scheme and re.search(r"[/\\]|\.\w{2,5}$", image) is not None


def _read_ignore(lines: tuple[str, ...], config: Config) -> dict[str, Any]:
    return {"ignore": tuple(" ".join(_names(lines)).split())}  # No rule's name has a blank.


_READERS: dict[str, Callable[[tuple[str, ...], Config], dict[str, Any]]] = {
    "nudge": _read_nudge,
    "nudge_share": _read_share,
    "nudge_email": _read_email,
    "nudge_cta": _read_cta,
    "nudge_text": _read_text,
    "nudge_hashtags": _read_hashtags,
    "nudge_url": _read_url,
    "nudge_image": _read_image,
    "nudge_ignore": _read_ignore,
}

# Without the `_`: hardly another plugin's key.
_JOINED = frozenset(name.replace("_", "") for name in _READERS if "_" in name)

METADATA = {
    "nudge": ("off", "The post is not meant to travel: nothing is inserted."),
    "nudge_share": ("off | names", "The networks of this post's share bar, or no share links."),
    "nudge_email": ("off", "No e-mail forward."),
    "nudge_cta": ("name(s) | off | a sentence", "The calls to action by name, none, or one in your own words."),
    "nudge_text": (
        "text",
        "What to say when sharing, instead of the title; in the mail, instead of its first sentence.",
    ),
    "nudge_hashtags": ("names | off", "Hashtags instead of those made from the tags."),
    "nudge_url": ("https://…", "The address to share instead of the post's own (the original of a cross-post)."),
    "nudge_image": ("https://…, /path, {static}…", "The picture, for networks that take one."),
    "nudge_ignore": ("rules | all", "What the build shall not say about this post."),
}
