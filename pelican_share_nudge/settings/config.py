"""What a blog can set: every SHARE_NUDGE_* setting is one row, and every problem is in one error."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, Literal, get_type_hints

import msgspec

from pelican_share_nudge import locales, pattern
from pelican_share_nudge.addresses import OF_PELICAN, split
from pelican_share_nudge.errors import ShareNudgeError
from pelican_share_nudge.findings import Setting, rule_name, rule_names
from pelican_share_nudge.nearest import closest, cut, nearest, none_of
from pelican_share_nudge.settings.values import (
    NO_VALUE,
    OFF,
    ON,
    UNUSABLE,
    Path,
    Reading,
    Wrong,
    shown,
    subscript,
    usable,
)
from pelican_share_nudge.tables.looks import available_looks, discloses
from pelican_share_nudge.tables.networks import DEAD_NETWORKS, NETWORKS, Network

PREFIX = "SHARE_NUDGE_"
_LIKE_PREFIX = re.compile(r"share[_\-\s]*nudge[_\-\s]*", re.IGNORECASE)
DEFAULT_NETWORKS = ("facebook", "x", "mastodon", "bluesky", "linkedin", "whatsapp", "email", "copy", "sheet")
# What a theme, or a skin over it, sets for the blogs that use it; among its templates, without the settings' prefix.
THEME_SETTINGS = "share_nudge/settings.toml"
_PATTERN = re.compile(r"[!-~]+")
_BEFORE_TARGET = re.compile(r"[{|]([^{}|]*)[}|]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_X_ACCOUNT = re.compile(r"[A-Za-z0-9_]{1,15}")
_NETWORK_NAME = re.compile(r"[a-z0-9-]+")
_LONGEST_HOST = 253
_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]{1,5})?")

SELECTOR_AT_MOST = 500

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
        "What the share bar offers, in this order; on touch the system's sheet comes first.",
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
        "Your account, mentioned in what is shared where the network takes it; for `x`, else TWITTER_USERNAME.",
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
        "Where the content is, for a page that does not hold it as written, or holds it twice.",
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
        "Your own words for any text that readers see, by its key in `pelican_share_nudge/locales/en.toml`: one for "
        "every language, or one a language, where others keep ours.",
        "a table: key → text, or → {language: text}",
        '{"share.label": {"en": "Spread the word", "de": "Weitersagen"}}',
    )
    look: str = _setting(
        "buttons",
        "How the share bar looks: text links, icons, both on buttons, in the networks' own colours, or one disclosure.",
        ", ".join(f"`{name}`" for name in available_looks()),
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
        True,
        "Write the script, without which there is no “Copy link” and no “Share…”, and no bar beside the content.",
        "True or False",
        "False",
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
    baseline: str = _setting(
        "",
        "A file of findings that you know of: builds and `share-nudge check` pass over them.",
        "a path, relative to the settings file; `share-nudge check --write-baseline` writes the file",
        '"share-nudge.baseline"',
    )

    @classmethod
    def parse(cls, settings: Mapping[str, Any]) -> Config:
        """Read the settings of a site.

        Raises:
            ConfigError: lists every problem of every setting.
        """
        problems = list(_unknown_settings(settings))
        rows = {row.name: row for row in fields(cls)}
        read: dict[str, Any] = {}
        wrong: dict[str, list[Wrong]] = {}
        for name in rows:
            if (value := settings.get(setting_name(name))) is not None:
                read[name], wrong[name] = _read(name, value, settings)
        config = cls(**{name: usable(value) for name, value in read.items() if value is not UNUSABLE})
        unusable = {(name, found.path) for name, found_there in wrong.items() for found in found_there}
        for name, found in _contradictions(config, read, _languages(settings)):
            if found.of_key or (name, found.path) not in unusable:
                wrong.setdefault(name, []).append(found)
        for name, row in rows.items():
            problems += [_problem(row, found) for found in _in_order(wrong.get(name, []))]
        if problems:
            raise ConfigError(problems)
        levels = {rule_name(name): level for name, level in config.levels.items()}
        handles = {**_handles_of_pelican(settings), **config.handles}
        return replace(config, ctas=_named(config.ctas), levels=levels, handles=handles)

    @cached_property
    def known_networks(self) -> dict[str, Network]:
        """The built-in networks and the blog's own, which win."""
        return NETWORKS | {network.name: network for network in self.extra_networks}


TYPES = get_type_hints(Config)


# Without these there is no Cta and no Network; what stands in for one that is no good while the rest is looked at.
_REQUIRED = {Cta: {"kind": ""}, Network: {"name": "", "label": "", "pattern": ""}}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one setting, or with a file that a theme brings.

    Attributes:
        setting: its name; for a file where it is.
        value: what is wrong in it; NO_VALUE for what is missing, and for a file.
        text: what is wrong, and what to write instead.
        path: where in the setting the value stands, as `[2]["until"]`.
        file: what sets it, when that is not the blog.
        hint: what the setting may be, and an example.
    """

    setting: str
    value: object
    text: str
    path: str = ""
    file: str = ""
    hint: str = ""

    def __str__(self) -> str:
        name = f"{cut(self.setting, 1000)}{self.path}" + (f" (from {cut(self.file, 1000)})" if self.file else "")
        return f"{name if self.value is NO_VALUE else f'{name} = {shown(self.value)}'}\n    {cut(self.text, 2000)}"


class ConfigError(ShareNudgeError, ValueError):
    """The settings cannot be used. Nothing has been written or deleted.

    Args:
        outcome: what this means for the site.
    """

    def __init__(self, problems: Iterable[Problem], outcome: str = "nothing was written") -> None:
        self.problems = tuple(problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__(f"share-nudge found {count} in the settings, and {outcome}.\n" + "\n".join(self._lines()))

    def _lines(self) -> Iterator[str]:
        """Write the problems, what is allowed once behind all of a setting."""
        for problem, following in zip(self.problems, (*self.problems[1:], None), strict=True):
            yield f"  {problem}"
            if problem.hint and (following is None or following.hint != problem.hint):
                yield f"    {problem.hint}"


def setting_name(field_name: str) -> str:
    """Name the setting of a field: `cta_limit` is SHARE_NUDGE_CTA_LIMIT."""
    return PREFIX + field_name.upper()


def unusable_network(name: str, known: Mapping[str, Network]) -> str:
    """Say why a name is no network that can be shown; empty when it is one."""
    if name in known:
        return ""
    if name in DEAD_NETWORKS:
        dead = DEAD_NETWORKS[name]
        return f"{dead.label}: its share address has not worked since {dead.died}. Use `{dead.instead}` instead."
    meant = nearest(name, (*known, *DEAD_NETWORKS))
    return f"`{cut(name)}` is no network.{meant} `share-nudge networks` lists them all."


def _allowed(row: Any) -> str:
    return f"Allowed: {row.metadata['allowed']}. For example: {setting_name(row.name)} = {row.metadata['example']}"


def _problem(row: Any, found: Wrong) -> Problem:
    return Problem(setting_name(row.name), found.value, found.text, path=subscript(found.path), hint=_allowed(row))


def _in_order(wrong: list[Wrong]) -> list[Wrong]:
    """Order what is wrong as the items of the setting stand in it."""
    first = {subscript(found.path[:1]): place for place, found in reversed(list(enumerate(wrong)))}

    def place(found: Wrong) -> int:
        step = found.path[0] if found.path else None
        return step if isinstance(step, int) else first[subscript(found.path[:1])]

    return sorted(wrong, key=place)


def _unknown_settings(settings: Mapping[str, Any]) -> Iterator[Problem]:
    known = [setting_name(row.name) for row in fields(Config)]
    for name in settings:
        if name not in known and (meant := _meant(str(name), known)) is not None:
            text = f"There is no such setting.{f' Did you mean `{meant}`?' if meant else ''}"
            yield Problem(name, settings[name], text)


def _meant(name: str, known: Iterable[str]) -> str | None:
    """Find the setting that a name means that begins like ours; empty when none is like it, None for other names."""
    rest, is_ours = name, False
    while match := _LIKE_PREFIX.match(rest):  # A theme's file has the names without it.
        rest, is_ours = rest[match.end() :], True
    if is_ours and rest:
        meant = closest(rest, (other.removeprefix(PREFIX) for other in known))
        return meant and PREFIX + meant
    # A misspelt beginning counts only where the whole is nearly ours: other plugins have settings, too.
    return closest(name, known, cutoff=0.9) or None if name[:2].upper() == "SH" else None


def _read(name: str, value: Any, settings: Mapping[str, Any]) -> tuple[Any, list[Wrong]]:
    """Read a setting as its type wants it; everything that is wrong with it is named."""
    reading = Reading(_REQUIRED, _names_for(name, settings))
    try:
        return reading.read(value, TYPES[name]), reading.wrong
    except Exception as error:  # A value of a class of its own may raise whatever is asked of it.
        return UNUSABLE, [Wrong((), value, f"It cannot be read: {type(error).__name__}.")]


def _names_for(name: str, settings: Mapping[str, Any]) -> Iterable[str]:
    """List the names from which a setting chooses."""
    if name == "networks":
        rows = settings.get(setting_name("extra_networks"))
        own = [row.get("name") for row in rows if isinstance(row, Mapping)] if isinstance(rows, list | tuple) else []
        return (*NETWORKS, *(found for found in own if isinstance(found, str)))
    return rule_names() if name == "ignore" else ()


def _languages(settings: Mapping[str, Any]) -> frozenset[str]:
    """List the languages that the blog itself names, however it writes them."""
    sites = settings.get("I18N_SUBSITES")
    named = (settings.get("DEFAULT_LANG"), *(sites if isinstance(sites, Mapping) else ()))
    return frozenset(str(language).casefold() for language in named)


_Found = Iterator[tuple[str, Wrong]]


def _listed(read: Mapping[str, Any], name: str) -> Iterator[tuple[int, Any]]:
    """List what can be used of a list that the blog sets, and where it stands."""
    items = read.get(name, ())
    if items is not UNUSABLE:
        yield from ((position, item) for position, item in enumerate(items) if item is not UNUSABLE)


def _mapped(read: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Give a table that the blog sets, with UNUSABLE for values that are."""
    table = read.get(name, {})
    return table if isinstance(table, dict) else {}


def _contradictions(config: Config, read: Mapping[str, Any], languages: frozenset[str]) -> _Found:
    """Find what the types alone cannot tell, setting by setting."""
    yield from _bad_networks(config, read)
    yield from _bad_accounts(config, read)
    for position, network in _listed(read, "extra_networks"):
        yield from (("extra_networks", found) for found in _bad_network((position,), network))
    yield from _twice(read, "extra_networks", "Two networks are called `{}`.")
    yield from _bad_ctas(read, languages)
    yield from _bad_texts(_mapped(read, "texts"), languages)
    yield from _unknown_rules(read)
    yield from _bad_look(config)
    if config.hashtags < 0:
        yield "hashtags", Wrong((), config.hashtags, "There cannot be fewer than 0 hashtags.")
    if config.cta_limit < 1:
        text = "At least 1. To have no call to action, set SHARE_NUDGE_CTAS = []."
        yield "cta_limit", Wrong((), config.cta_limit, text)
    if config.selector and (problem := _selector_problem(config.selector)):
        yield "selector", Wrong((), config.selector, problem)


def _bad_networks(config: Config, read: Mapping[str, Any]) -> _Found:
    networks, seen = config.known_networks, set()
    for position, name in _listed(read, "networks"):
        if text := unusable_network(name, networks):
            yield "networks", Wrong((position,), name, text)
        elif networks[name].needs == "instance" and name not in _mapped(read, "instances"):
            text = f"`{name}` needs your readers' instance: add SHARE_NUDGE_INSTANCES = {{'{name}': 'host.example'}}."
            yield "networks", Wrong((position,), name, text)
        elif name in seen:
            yield "networks", Wrong((position,), name, f"`{name}` is named twice: the bar would offer it twice.")
        seen.add(name)


def _bad_accounts(config: Config, read: Mapping[str, Any]) -> _Found:
    checks = (("instances", _host_problem), ("handles", _handle_problem))
    for setting, problem_of in checks:
        for name, value in _mapped(read, setting).items():
            if text := unusable_network(name, config.known_networks):
                yield setting, Wrong((name,), NO_VALUE, text, of_key=True)
            problem = "" if value is UNUSABLE else problem_of(value)
            if setting == "handles" and value is not UNUSABLE:
                problem = problem or _account_problem(config.known_networks.get(name), value, config)
            if problem:
                yield setting, Wrong((name,), value, f"`{cut(value)}` {problem}.")


def _twice(read: Mapping[str, Any], setting: str, text: str) -> _Found:
    seen: set[str] = set()
    for position, item in _listed(read, setting):
        name = item.name or getattr(item, "kind", "")
        if name and name.casefold() in seen:
            yield setting, Wrong((position, "name" if item.name else "kind"), name, text.format(cut(name)))
        seen.add(name.casefold())


def _selector_problem(selector: str) -> str:
    if len(selector) > SELECTOR_AT_MOST:
        return f"It has {len(selector)} characters, and {SELECTOR_AT_MOST} are enough to name one place."
    import soupsieve  # Only blogs that set a selector pay for loading it.

    try:
        soupsieve.compile(selector)
    except Exception as error:  # Also what no parser of selectors reckons with, as a thousand of them in each other.
        return f"This is no CSS selector. Its parser says: “{(str(error) or type(error).__name__).splitlines()[0]}”."
    return ""


def _bad_look(config: Config) -> _Found:
    known = available_looks()
    if config.look not in known:
        yield "look", Wrong((), config.look, none_of(config.look, known))
    elif config.sticky and discloses(config.look):
        text = f"The look `{config.look}` has nothing to show beside the content: choose another look, or write False."
        yield "sticky", Wrong((), True, text)
    if config.sticky and config.placement == "before":
        text = (
            "The bar accompanies readers on the way to its own place, and yours stands before the content. "
            "Take it out, or set SHARE_NUDGE_PLACEMENT to `after` or `both`."
        )
        yield "sticky", Wrong((), True, text)
    if config.sticky and not (config.script and config.stylesheet):
        text = "It needs the script and the stylesheet: take SHARE_NUDGE_SCRIPT and SHARE_NUDGE_STYLESHEET out."
        yield "sticky", Wrong((), True, text)


def _bad_network(path: Path, network: Network) -> Iterator[Wrong]:
    if not _NETWORK_NAME.fullmatch(network.name):
        text = f"`{cut(network.name)}` is no name for a network: use a-z, 0-9 and `-`."
        yield Wrong((*path, "name"), network.name, text)
    if network.colour and not _COLOUR.fullmatch(network.colour):
        text = f"`{cut(network.name)}`: `{cut(network.colour)}` is no colour; write it like `#1a73e8`."
        yield Wrong((*path, "colour"), network.colour, text)
    if network.limit is not None and network.limit < 1:
        yield Wrong((*path, "limit"), network.limit, "At least 1. Leave it out where a text may have any length.")
    for key in ("pattern", "instance_pattern"):
        address = getattr(network, key)
        if address is not None:
            for problem in _pattern_problems(address):
                yield Wrong((*path, key), address, f"`{cut(network.name)}`: {problem}")


def _pattern_problems(address: str) -> Iterator[str]:
    names, written = pattern.names_in(address), cut(address)
    if set("{}") & set(pattern.without_placeholders(address)):
        yield f"the pattern `{written}` has a brace that belongs to no placeholder."
        return
    for name in sorted(names - pattern.IN_SHARE_LINKS):
        advice = nearest(name, pattern.IN_SHARE_LINKS) or f" There are {pattern.listed(pattern.IN_SHARE_LINKS)}."
        yield f"there is no placeholder `{{{cut(name)}}}`.{advice}"
    if names.isdisjoint(("url", "message")):
        yield "the pattern needs `{url}` or `{message}`, else nothing is shared."
    if address and (not _PATTERN.fullmatch(address) or split(address).scheme not in SAFE_SCHEMES):
        yield (
            f"the pattern `{written}` must begin with https: (or http:, mailto:, sms:), and all but its placeholders "
            "must be percent-encoded."
        )


def _bad_ctas(read: Mapping[str, Any], languages: frozenset[str]) -> _Found:
    for position, cta in _listed(read, "ctas"):
        for key, text in _cta_problems(cta):
            value = getattr(cta, key.replace("from", "from_"))
            yield "ctas", Wrong((position, key), value or NO_VALUE, f"`{cut(cta.name or cta.kind)}`: {text}")
        for key in ("heading", "text", "action"):
            tags = getattr(cta, key)
            if isinstance(tags, dict):
                yield from (("ctas", found) for found in _bad_tags((position, key), tags, languages))
            for path, text in _written((position, key), tags).items():
                for problem in pattern.problems(text, _filled_in(cta.kind, has_next=not cta.target)):
                    yield "ctas", Wrong(path, text, f"`{cut(cta.name or cta.kind)}`: {problem}")
        for language in (cta.language,) if isinstance(cta.language, str) else cta.language:
            problem = _tag_problem(language, languages)
            if problem and locales.tag_of(language):  # Posts may be in a language of any name.
                yield "ctas", Wrong((position, "language"), language, problem)
    yield from _twice(read, "ctas", "Two CTAs are called `{}`: a post could not say which one it means.")


def _cta_problems(cta: Cta) -> Iterator[tuple[str, str]]:
    """Find what is wrong with a call to action: (key, what)."""
    if str(cta.kind) and not cta.target and cta.kind not in KINDS_WITHOUT_TARGET:
        yield "target", f"kind `{cta.kind}` needs a `target`, such as `/contact/` or `mailto:me@example.org`."
    if cta.target and not is_safe_target(cta.target):
        text = f"`{cut(cta.target)}` is no target; write https://…, /path/, #anchor, mailto: or {{filename}}"
        line_end = ". A line end in a mail is %0D%0A" if "\n" in cta.target.strip() else ""
        yield "target", f"{text}{line_end}"
    elif cta.target:
        yield from (("target", problem) for problem in _target_problems(cta.target))
    if cta.from_ and cta.until and cta.from_ > cta.until:
        yield "until", f"it ends ({cta.until}) before it begins ({cta.from_})."
    if cta.name.casefold() in OFF | ON or any(character in cta.name for character in ", \n"):
        yield "name", f"`{cut(cta.name)}` is no name for a CTA: use one word, other than `on` or `off`."
    if cta.kind == "read-next" and is_safe_target(cta.target) and cta.action is None:
        yield "target", "read-next finds its post itself. Take `target` out, or say in `action` what it is."


def _filled_in(kind: str, *, has_next: bool = True) -> frozenset[str]:
    """List the placeholders of a call to action's own words."""
    return frozenset(("title", "next") if kind == "read-next" and has_next else ("title",))


def _target_problems(target: str) -> Iterator[str]:
    rest = _BEFORE_TARGET.sub("", target) if _is_of_pelican(target) else target
    yield from pattern.problems(rest, pattern.IN_TARGETS)
    if pattern.names_in(split(target).netloc) - {"language"}:
        yield f"`{cut(target)}` has a placeholder in the name of a host, where only `{{language}}` may stand."


def _is_of_pelican(target: str) -> bool:
    found = _BEFORE_TARGET.match(target)
    return found is not None and found[1] in OF_PELICAN


def is_safe_target(target: str) -> bool:
    """Tell whether a link may point there: absolute address, site path, anchor, mailto: or Pelican's {filename}."""
    if _CONTROL.search(target):
        return False
    if target.startswith(("/", "#")):
        return target != "#"
    if target.startswith(("{", "|")):
        return _is_of_pelican(target) or target.startswith("{url}")
    parts = split(target)
    return parts.scheme in SAFE_SCHEMES and (parts.scheme not in ("http", "https") or bool(parts.host))


def _bad_texts(texts: Mapping[str, Any], languages: frozenset[str]) -> _Found:
    known = locales.keys()
    for key, given in texts.items():
        if key not in known:
            text = f"There is no text called `{cut(key)}`.{nearest(key, known)}"
            yield "texts", Wrong((key,), NO_VALUE, text, of_key=True)
        tags = given if isinstance(given, dict) else {}
        yield from (("texts", found) for found in _bad_tags((key,), tags, languages))
        for path, text in _written((key,), given).items() if key in known else ():
            for problem in _text_problems(key, text):
                yield "texts", Wrong(path, text, problem)


def _written(path: Path, given: Any) -> dict[Path, str]:
    """List a text, or those of a table of languages, with where they stand."""
    texts = {(*path, tag): text for tag, text in given.items()} if isinstance(given, Mapping) else {path: given}
    return {path: text for path, text in texts.items() if isinstance(text, str)}


def _text_problems(key: str, text: str) -> Iterator[str]:
    if key.startswith("share.") and (problem := _text_problem(key, text)):
        yield problem
    else:
        yield from (f"`{key}`: {problem}" for problem in pattern.problems(text, _filled_in_text(key)))


def _filled_in_text(key: str) -> frozenset[str]:
    """List the placeholders of a text: those that our own has, and more where there is more to say."""
    first, _, rest = key.partition(".")
    more = _filled_in(rest.rpartition(".")[0]) if first == "cta" else frozenset(("title",) if first == "email" else ())
    return more | pattern.names_in(locales.phrases(locales.FALLBACK)[key].text)


def _text_problem(key: str, text: str) -> str:
    """Find what would take the name from a link: those who cannot see it have nothing else."""
    own = locales.phrases(locales.FALLBACK)[key].text
    if not text.strip():
        return f"`{key}` is empty, and links and buttons need a name. Write one like `{own}`."
    if "{network}" in own and "{network}" not in text:
        return f"`{key}`: `{cut(text)}` lacks the place of the network. Write it like `{own}`."
    return ""


def _bad_tags(path: Path, texts: Mapping[str, Any], languages: frozenset[str]) -> Iterator[Wrong]:
    for language in texts:
        if problem := _tag_problem(language, languages):
            yield Wrong((*path, language), NO_VALUE, problem, of_key=True)


def _tag_problem(language: str, languages: frozenset[str]) -> str:
    """Say why a name is no language tag; empty when it is one, or when the blog calls a language so itself."""
    if locales.is_tag(language) or language.casefold() in languages:
        return ""
    meant = locales.tag_of(language)
    advice = f"Did you mean `{meant}`?" if meant else "Write one like `en`, `de` or `pt-BR`."
    return f"`{cut(language)}` is no language tag, so no reader would see it. {advice}"


def _unknown_rules(read: Mapping[str, Any]) -> _Found:
    named: list[tuple[str, Path, str]] = [("levels", (name,), name) for name in _mapped(read, "levels") if name != "*"]
    named += [("ignore", (position,), name) for position, name in _listed(read, "ignore")]
    for setting, path, name in named:
        if rule_name(name) not in rule_names():
            text = f"`{cut(name)}` is no rule.{nearest(name, rule_names())} `share-nudge rules` lists them all."
            yield setting, Wrong(path, NO_VALUE if setting == "levels" else name, text, of_key=setting == "levels")


def _named(ctas: Iterable[Cta]) -> tuple[Cta, ...]:
    """Give each CTA without a name the name of its kind."""
    return tuple(cta if cta.name else msgspec.structs.replace(cta, name=cta.kind) for cta in ctas)


def _handles_of_pelican(settings: Mapping[str, Any]) -> dict[str, str]:
    """Read the one account that themes and pelican-share-post know; what is none is no mistake of ours to tell."""
    name = settings.get("TWITTER_USERNAME")
    is_account = isinstance(name, str) and name.strip().lstrip("@") and not _handle_problem(name)
    return {"x": str(name).strip().lstrip("@")} if is_account else {}


def _host_problem(host: str) -> str:
    """Say why a text is no host name as addresses have it (RFC 3986, 3.2.2, and RFC 5891); empty when it is one."""
    if _HOST.fullmatch(host):
        return ""
    if not host.isascii() and _HOST.fullmatch(written := _in_ascii(host)):
        return f"must be written as addresses have it: `{written}`"
    inside = _in_ascii(_host_of(host))
    if not _HOST.fullmatch(inside) or "." not in inside:
        return "is no host name; write it like `norden.social`"
    what = "is a whole address, and a host name is wanted" if "/" in host else "is no host name"
    return f"{what}: write `{inside}`"


def _in_ascii(host: str) -> str:
    try:
        return host[:_LONGEST_HOST].encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _host_of(text: str) -> str:
    """Take the host out of a whole address, or an account on it."""
    rest = text.strip().rpartition("//")[2] if "//" in text[:_LONGEST_HOST] else text.strip()
    return re.split(r"[/?#\\]", rest.partition("//")[0])[0].rpartition("@")[2].strip()


def _handle_problem(handle: str) -> str:
    """Say why a text is no account; empty when it may be one."""
    if not re.search(r"[/\s]", handle.strip()):
        return ""
    parts = [part for part in re.split(r"[/?#]+", handle.strip()) if part]
    name = parts[-1].lstrip("@") if len(parts) > 1 and not re.search(r"\s", parts[-1]) else ""
    if name and parts[-1].startswith("@") and (host := _host_of(handle)) in parts:  # As on Mastodon.
        name = f"{name}@{host}"
    return f"is no account: write `{cut(name)}`" if name else "is no account: write it in one word, like `myblog`"


def _account_problem(network: Network | None, handle: str, config: Config) -> str:
    """Say why an account is nobody's, or somebody else's, on its network; empty when it may be the blog's."""
    name = handle.strip().removeprefix("@")
    if not name:
        return "is no account: take it out, or write one like `myblog`"
    if network is None:
        return ""
    if _is_federated(network) and "@" not in name.strip("@"):
        host = config.instances.get(network.name, "host.example")
        return f"is somebody else on each instance: write the whole account, `{cut(name)}@{cut(host)}`"
    if network.name == "bluesky" and "." not in name:
        return f"is nobody on Bluesky: write the whole account, such as `{cut(name)}.bsky.social`"
    if network.name == "x" and not _X_ACCOUNT.fullmatch(name):
        return "is nobody on X, where accounts have at most 15 of A-Z, a-z, 0-9 and `_`"
    return ""


def _is_federated(network: Network) -> bool:
    """Tell whether an account is mentioned to readers of many instances."""
    return {"instance", "message"} <= pattern.names_in(f"{network.pattern} {network.instance_pattern}")
