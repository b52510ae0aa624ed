"""What a blog can set: every SHARE_NUDGE_* setting is one row, and every problem is in one error."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from pelican_share_nudge import locales, looks
from pelican_share_nudge.addresses import split
from pelican_share_nudge.findings import Setting, rule_name, rule_names
from pelican_share_nudge.networks import DEAD_NETWORKS, NETWORKS, Network

PREFIX = "SHARE_NUDGE_"
DEFAULT_NETWORKS = ("facebook", "x", "mastodon", "bluesky", "linkedin", "whatsapp", "email", "copy", "sheet")
PLACEHOLDERS = frozenset("url title text message excerpt image hashtags hashtag via instance".split())
PLACEHOLDER = re.compile(r"\{(\w+)\}")
_PATTERN = re.compile(r"[!-~]+")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_NETWORK_NAME = re.compile(r"[a-z0-9-]+")
_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]{1,5})?")

# What says no and yes in front matter, in any letter case.
OFF = frozenset(("off", "no", "false", "none", "0"))
ON = frozenset(("on", "yes", "true", "1"))

SAFE_SCHEMES = frozenset("http https mailto sms tel".split())

Texts = str | Mapping[str, str]
Names = str | tuple[str, ...]
CtaKind = Literal["pass-on", "subscribe", "reply", "follow", "contact", "support", "read-next"]
Place = Literal["articles", "pages", "drafts", "feeds"]

# Pass-on means the share bar beside it, read-next finds its post, and a subscription the feed.
KINDS_WITHOUT_TARGET = frozenset(("pass-on", "read-next", "subscribe"))


class Cta(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A call to action as a blog sets it: what it asks for, on which posts, and in which words."""

    kind: CtaKind
    name: str = ""
    category: Names = ()
    tag: Names = ()
    author: Names = ()
    language: Names = ()
    path: Names = ()
    from_: datetime.date | None = None
    until: datetime.date | None = None
    heading: Texts | None = None
    text: Texts | None = None
    action: Texts | None = None
    target: str = ""


PASS_ON = Cta(kind="pass-on", name="pass-on")

# What a post can ask for by name on every blog; a blog's own CTA of that name wins.
BUILT_IN_CTAS = {cta.name: cta for cta in (PASS_ON, Cta(kind="read-next", name="read-next"))}


def _setting(default: Any, meaning: str, allowed: str, example: str) -> Any:
    metadata = {"meaning": meaning, "allowed": allowed, "example": example}
    return (
        field(default_factory=dict, metadata=metadata) if default == {} else field(default=default, metadata=metadata)
    )


@dataclass(frozen=True, kw_only=True)
class Config:
    """The settings of one site, checked. The name of a setting is `SHARE_NUDGE_` and the field's name in capitals."""

    networks: tuple[str, ...] = _setting(
        DEFAULT_NETWORKS,
        "What the share bar offers, in this order.",
        "a list of names from the table of networks",
        '["mastodon", "bluesky", "email", "copy"]',
    )
    extra_networks: tuple[Network, ...] = _setting(
        (),
        "Networks of your own; the keys are those of the table of networks.",
        "a list of tables with at least `name`, `label` and `pattern`",
        '[{"name": "intranet", "label": "Intranet", "pattern": "https://in.example/new?link={url}&title={title}"}]',
    )
    instances: Mapping[str, str] = _setting(
        {},
        "The instance on which your readers are, for networks that have many.",
        "a table: network → host name",
        '{"mastodon": "norden.social", "lemmy": "feddit.org"}',
    )
    handles: Mapping[str, str] = _setting(
        {},
        "Your account, mentioned in what is shared where the network takes it.",
        "a table: network → account",
        '{"x": "myblog"}',
    )
    hashtags: int = _setting(3, "How many of a post's tags become hashtags at most.", "a whole number, 0 for none", "2")
    ctas: tuple[Cta, ...] = _setting(
        (PASS_ON,),
        "The calls to action, in order: a post gets the first one whose conditions hold.",
        "a list of tables with `kind` and, as you like, `name`, conditions, texts and `target`",
        '[{"kind": "subscribe", "category": "Letters", "target": "/subscribe/"}, {"kind": "pass-on"}]',
    )
    cta_limit: int = _setting(
        1, "How many calls to action a post gets at most; a reader does one thing.", "a whole number, at least 1", "1"
    )
    placement: Literal["after", "before", "both", "theme"] = _setting(
        "after",
        "Where the share bar stands: after the content, before it, both, or only where the theme puts it. "
        "Calls to action always come after the content.",
        "`after`, `before`, `both` or `theme`",
        '"after"',
    )
    selector: str = _setting(
        "",
        "Where the content is, for a page that does not hold it as written (another plugin changed it).",
        "a CSS selector",
        '"main .post-body"',
    )
    where: tuple[Place, ...] = _setting(
        ("articles",),
        "What gets blocks. Hidden articles and all translations count as articles.",
        "a list of `articles`, `pages`, `drafts`, `feeds`",
        '["articles", "pages"]',
    )
    formal: bool = _setting(
        False, "Address readers formally where the language has a form for it (Sie).", "True or False", "True"
    )
    texts: Mapping[str, Texts] = _setting(
        {},
        "Your own words for any text that readers see, by its key in `pelican_share_nudge/locales/en.toml`.",
        "a table: key → text, or → {language: text}",
        '{"share.label": {"en": "Spread the word", "de": "Weitersagen"}}',
    )
    look: str = _setting(
        "buttons",
        "How the share bar looks: text links, icons, both on buttons, in the networks' own colours, or one disclosure.",
        ", ".join(f"`{name}`" for name in looks.available()),
        '"icons"',
    )
    sticky: bool = _setting(
        False,
        "With the script, show the bar beside the content while it is read, on screens with room for it.",
        "True or False",
        "True",
    )
    stylesheet: bool = _setting(True, "Write the stylesheet and link it.", "True or False", "False")
    script: bool = _setting(
        True, "Write the script, without which there is no “Copy link” and no “Share…”.", "True or False", "False"
    )

    warn: bool = _setting(
        True, "Judge the posts in each build, and say what is wrong with them.", "True or False", "False"
    )
    levels: Mapping[str, Setting] = _setting(
        {},
        "How bad a rule's findings are: `error`, `warning`, `info`, or `off`; `*` for all that are on and not named.",
        "a table: rule or `*` → `error`, `warning`, `info` or `off`",
        '{"preview-no-image": "info", "nothing-quotable": "warning"}',
    )
    ignore: tuple[str, ...] = _setting(
        (),
        "Rules whose findings you do not want to hear; they are counted. A post has `nudge_ignore` for itself.",
        "a list of names of rules",
        '["preview-no-image"]',
    )

    @classmethod
    def parse(cls, settings: Mapping[str, Any]) -> Config:
        """Read the settings of a site.

        Raises:
            ConfigError: lists every problem of every setting.
        """
        problems = list(_unknown_settings(settings))
        values: dict[str, Any] = {}
        for row in fields(cls):
            name = setting_name(row.name)
            if settings.get(name) is not None:
                try:
                    values[row.name] = _convert(settings[name], TYPES[row.name])
                except _Unusable as unusable:
                    problems += [Problem(name, settings[name], f"{text} {_allowed(row)}") for text in unusable.texts]
                    if unusable.good:
                        values[row.name] = unusable.good
        config = cls(**values)
        for name, text in _contradictions(config, _claimed_names(settings)):
            problems.append(Problem(name, settings.get(name), text))
        if problems:
            raise ConfigError(problems)
        levels = {rule_name(name): level for name, level in config.levels.items()}
        return replace(config, ctas=_named(config.ctas), levels=levels)

    @cached_property
    def known_networks(self) -> dict[str, Network]:
        """The built-in networks and the blog's own, which win."""
        return NETWORKS | {network.name: network for network in self.extra_networks}


TYPES = get_type_hints(Config)


NO_VALUE = object()  # of a problem with a whole file


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one setting, or with a file that a theme brings."""

    setting: str
    value: object
    text: str

    def __str__(self) -> str:
        if self.value is NO_VALUE:
            return f"{self.setting}\n    {self.text}"
        shown = repr(self.value)
        return f"{self.setting} = {shown if len(shown) <= 100 else shown[:99] + '…'}\n    {self.text}"


class ConfigError(ValueError):
    """The settings cannot be used. Nothing has been written or deleted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"share-nudge found {count} in the settings, and nothing was written.\n{lines}")


class _Unusable(Exception):
    def __init__(self, texts: list[str], good: tuple[Any, ...] = ()) -> None:
        self.texts = texts
        self.good = good  # The items of a list that can be used: they may have other problems.


def setting_name(field_name: str) -> str:
    """Name the setting of a field: `cta_limit` is SHARE_NUDGE_CTA_LIMIT."""
    return PREFIX + field_name.upper()


def nearest(name: str, known: Iterable[str]) -> str:
    """Suggest the known name that looks most like `name`; empty when none does."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.55)
    return f" Did you mean `{found[0]}`?" if found else ""


def unusable_network(name: str, known: Mapping[str, Network]) -> str:
    """Say why a name is no network that can be shown; empty when it is one."""
    if name in known:
        return ""
    if name in DEAD_NETWORKS:
        dead = DEAD_NETWORKS[name]
        return f"{dead.label}: its share address has not worked since {dead.died}. Use `{dead.instead}` instead."
    return f"`{name}` is no network.{nearest(name, (*known, *DEAD_NETWORKS))} `share-nudge networks` lists them all."


def _allowed(row: Any) -> str:
    return f"Allowed: {row.metadata['allowed']}. For example: {setting_name(row.name)} = {row.metadata['example']}"


def _unknown_settings(settings: Mapping[str, Any]) -> Iterator[Problem]:
    known = [setting_name(row.name) for row in fields(Config)]
    for name in settings:
        if name.startswith(PREFIX) and name not in known:
            yield Problem(name, settings[name], f"There is no such setting.{nearest(name, known)}")


def _convert(value: Any, wanted: Any) -> Any:
    """Check and convert a value; each item of a list by itself, so that every bad one is named."""
    item_type = wanted.__args__[0] if getattr(wanted, "__origin__", None) is tuple else None
    if item_type is None or not isinstance(value, list | tuple):
        return _convert_one(value, wanted)
    items, texts = [], []
    for position, item in enumerate(value, 1):
        try:
            items.append(_convert_one(item, item_type))
        except _Unusable as unusable:
            texts += [f"Item {position}: {text}" for text in unusable.texts]
    if texts:
        raise _Unusable(texts, tuple(items))
    return tuple(items)


def _convert_one(value: Any, wanted: Any) -> Any:
    if wanted in (Cta, Network) and isinstance(value, Mapping):
        return _convert_table(value, wanted)
    try:
        return msgspec.convert(value, wanted)
    except (msgspec.ValidationError, TypeError) as error:
        raise _Unusable([_unusable_value(value, wanted, error)]) from None


def _unusable_value(value: Any, wanted: Any, error: Exception) -> str:
    if get_origin(wanted) is Literal and isinstance(value, str):
        known = get_args(wanted)
        return f"`{value}` is none of {', '.join(f'`{name}`' for name in known)}.{nearest(value, known)}"
    return f"{_plain(str(error))}."


def _convert_table(table: Mapping[Any, Any], wanted: type[Cta] | type[Network]) -> Any:
    """Check each key by itself, so that every bad one is named."""
    types = get_type_hints(wanted)
    known = {name.rstrip("_"): kind for name, kind in types.items()}
    texts = []
    for key, value in table.items():
        if key not in known:
            texts.append(f"There is no key `{key}`.{nearest(str(key), known)}")
            continue
        try:
            msgspec.convert(value, known[key])
        except (msgspec.ValidationError, TypeError) as error:
            texts.append(f"`{key}`: {_unusable_value(value, known[key], error)}")
    if not texts:
        try:
            return msgspec.convert(table, wanted)
        except (msgspec.ValidationError, TypeError) as error:
            texts.append(f"{_plain(str(error))}.")
    raise _Unusable(texts)


def _plain(message: str) -> str:
    """Say msgspec's message in Python's words, with the place in front of it."""
    for theirs, ours in {"`array`": "a list", "`object`": "a table", "`null`": "None"}.items():
        message = message.replace(theirs, ours)
    text, _, place = message.partition(" - at `$")
    return f"`{place.strip('`.')}`: {text}" if place else text


def _claimed_names(settings: Mapping[str, Any]) -> frozenset[str]:
    """List the names of the blog's own networks, also of those that are broken: their names are no second mistake."""
    rows = settings.get(setting_name("extra_networks"))
    if not isinstance(rows, list | tuple):
        return frozenset()
    return frozenset(str(row.get("name")) for row in rows if isinstance(row, Mapping))


def _contradictions(config: Config, claimed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Find what the types alone cannot tell: (setting, what is wrong)."""
    networks = config.known_networks
    for name in config.networks:
        if name in claimed and name not in networks:
            continue
        if text := unusable_network(name, networks):
            yield setting_name("networks"), text
        elif networks[name].needs == "instance" and name not in config.instances:
            yield (
                setting_name("networks"),
                f"`{name}` needs your readers' instance: add SHARE_NUDGE_INSTANCES = {{'{name}': 'host.example'}}.",
            )
    for name in dict.fromkeys(name for name in config.networks if config.networks.count(name) > 1):
        yield setting_name("networks"), f"`{name}` is named twice: the bar would offer it twice."
    for table in ("instances", "handles"):
        for name in getattr(config, table):
            if (text := unusable_network(name, networks)) and name not in claimed:
                yield setting_name(table), text
    for name, host in config.instances.items():
        if problem := _host_problem(host):
            yield setting_name("instances"), f"`{host}` for `{name}` {problem}."
    yield from _bad_patterns(config.extra_networks)
    yield from _bad_ctas(config.ctas)
    yield from _bad_texts(config.texts)
    yield from _unknown_rules(config)
    yield from _bad_look(config)
    if config.hashtags < 0:
        yield setting_name("hashtags"), "There cannot be fewer than 0 hashtags."
    if config.cta_limit < 1:
        yield setting_name("cta_limit"), "At least 1. To have no call to action, set SHARE_NUDGE_CTAS = []."
    if config.selector:
        import soupsieve  # Only blogs that set a selector pay for loading it.

        try:
            soupsieve.compile(config.selector)
        except soupsieve.SelectorSyntaxError as error:
            yield setting_name("selector"), f"This is no CSS selector: {str(error).splitlines()[0]}"


def _bad_look(config: Config) -> Iterator[tuple[str, str]]:
    known = looks.available()
    if config.look not in known:
        names = ", ".join(f"`{name}`" for name in known)
        yield setting_name("look"), f"`{config.look}` is none of {names}.{nearest(config.look, known)}"
    elif config.sticky and looks.discloses(config.look):
        yield (
            setting_name("sticky"),
            f"The look `{config.look}` has nothing to show beside the content: choose another look, or write False.",
        )
    if config.sticky and config.placement == "before":
        yield (
            setting_name("sticky"),
            "The bar accompanies readers on the way to its own place, and yours stands before the content. "
            "Take it out, or set SHARE_NUDGE_PLACEMENT to `after` or `both`.",
        )
    if config.sticky and not (config.script and config.stylesheet):
        yield (
            setting_name("sticky"),
            "It needs the script and the stylesheet: take SHARE_NUDGE_SCRIPT and SHARE_NUDGE_STYLESHEET out.",
        )


def _bad_patterns(networks: Iterable[Network]) -> Iterator[tuple[str, str]]:
    setting, seen = setting_name("extra_networks"), set()
    for network in networks:
        if not _NETWORK_NAME.fullmatch(network.name):
            yield setting, f"`{network.name}` is no name for a network: use a-z, 0-9 and `-`."
        if network.name in seen:
            yield setting, f"Two networks are called `{network.name}`."
        seen.add(network.name)
        if network.colour and not _COLOUR.fullmatch(network.colour):
            yield setting, f"`{network.name}`: `{network.colour}` is no colour; write it like `#1a73e8`."
        for pattern in filter(lambda pattern: pattern is not None, (network.pattern, network.instance_pattern)):
            for problem in _pattern_problems(pattern or ""):
                yield setting, f"`{network.name}`: {problem}"


def _pattern_problems(pattern: str) -> Iterator[str]:
    names = PLACEHOLDER.findall(pattern)
    if set("{}") & set(PLACEHOLDER.sub("", pattern)):
        yield f"the pattern `{pattern}` has a brace that belongs to no placeholder."
        return
    for name in sorted(set(names) - PLACEHOLDERS):
        yield f"there is no placeholder `{{{name}}}`.{nearest(name, PLACEHOLDERS)}"
    if not {"url", "message"} & set(names):
        yield "the pattern needs `{url}` or `{message}`, else nothing is shared."
    if pattern and (not _PATTERN.fullmatch(pattern) or split(pattern).scheme not in SAFE_SCHEMES):
        yield (
            f"the pattern `{pattern}` must begin with https: (or http:, mailto:, sms:), and all but its placeholders "
            "must be percent-encoded."
        )


def _bad_ctas(ctas: Iterable[Cta]) -> Iterator[tuple[str, str]]:
    name = setting_name("ctas")
    seen: set[str] = set()
    for cta in _named(ctas):
        if not cta.target and cta.kind not in KINDS_WITHOUT_TARGET:
            yield (
                name,
                f"`{cta.name}`: kind `{cta.kind}` needs a `target`, such as `/contact/` or `mailto:me@example.org`.",
            )
        if cta.target and not is_safe_target(cta.target):
            yield (
                name,
                f"`{cta.name}`: `{cta.target}` is no target; write https://…, /path/, #anchor, mailto: or {{filename}}",
            )
        if cta.from_ and cta.until and cta.from_ > cta.until:
            yield name, f"`{cta.name}`: it ends ({cta.until}) before it begins ({cta.from_})."
        if cta.name.casefold() in seen:
            yield name, f"Two CTAs are called `{cta.name}`: a post could not say which one it means."
        if cta.name.casefold() in OFF | ON or any(character in cta.name for character in ", \n"):
            yield name, f"`{cta.name}` is no name for a CTA: use one word, other than `on` or `off`."
        if cta.kind == "read-next" and is_safe_target(cta.target) and cta.action is None:
            yield (
                name,
                f"`{cta.name}`: read-next finds its post itself. Take `target` out, or say in `action` what it is.",
            )
        seen.add(cta.name.casefold())


def is_safe_target(target: str) -> bool:
    """Tell whether a link may point there: absolute address, site path, anchor, mailto: or Pelican's {filename}."""
    if target.startswith(("/", "#", "{", "|")):
        return target != "#"
    parts = split(target)
    return parts.scheme in SAFE_SCHEMES and (parts.scheme not in ("http", "https") or bool(parts.host))


def _bad_texts(texts: Mapping[str, Texts]) -> Iterator[tuple[str, str]]:
    known = locales.keys()
    for key, given in texts.items():
        if key not in known:
            yield setting_name("texts"), f"There is no text called `{key}`.{nearest(key, known)}"
        elif key.startswith("share."):
            for text in (given,) if isinstance(given, str) else given.values():
                yield from _bad_text(key, text)


def _bad_text(key: str, text: str) -> Iterator[tuple[str, str]]:
    """Find what would take the name from a link: those who cannot see it have nothing else."""
    own = locales.phrases(locales.FALLBACK)[key].text
    if not text.strip():
        yield setting_name("texts"), f"`{key}` is empty, and links and buttons need a name. Write one like `{own}`."
    elif "{network}" in own and "{network}" not in text:
        yield setting_name("texts"), f"`{key}`: `{text}` lacks the place of the network. Write it like `{own}`."


def _unknown_rules(config: Config) -> Iterator[tuple[str, str]]:
    for field_name, names in (("levels", config.levels), ("ignore", config.ignore)):
        for name in names:
            if rule_name(name) not in rule_names() and not (name == "*" and field_name == "levels"):
                yield (
                    setting_name(field_name),
                    f"`{name}` is no rule.{nearest(name, rule_names())} `share-nudge rules` lists them all.",
                )


def _named(ctas: Iterable[Cta]) -> tuple[Cta, ...]:
    """Give each CTA without a name the name of its kind."""
    return tuple(cta if cta.name else msgspec.structs.replace(cta, name=cta.kind) for cta in ctas)


def _host_problem(host: str) -> str:
    """Say why a text is no host name as addresses have it (RFC 3986, 3.2.2, and RFC 5891); empty when it is one."""
    if _HOST.fullmatch(host):
        return ""
    try:
        written = host.encode("idna").decode("ascii")
    except UnicodeError:
        written = ""
    if not host.isascii() and _HOST.fullmatch(written):
        return f"must be written as addresses have it: `{written}`"
    return "is no host name; write it like `norden.social`"
