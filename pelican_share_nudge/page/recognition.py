"""The only module that tells from an address which network it shares to, and what: links.py backwards."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import unquote

from pelican_share_nudge.pattern import Parameter, compile_path, parse
from pelican_share_nudge.tables.networks import DEAD_NETWORKS, NETWORKS, Kind, Network

Form = Literal["current", "outdated", "dead"]

# Parameters that name who gets it: the author's own number or mail address, or the post that is answered.
_RECIPIENTS = ("phone", "to", "in_reply_to")
# Placeholders that carry what is shared; parameters for a title, also of old; and for what readers write themselves.
_CARRIERS = ("url", "message", "text")
_TITLES = ("title", "t")
_WRITTEN_BY_READERS = frozenset(("selftext", "body"))

_ADDRESS = re.compile(
    r"\s*(?:([a-z][a-z0-9+.\-]*):)?(?:[/\\]{2}([^/\\?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?\Z",
    re.IGNORECASE | re.DOTALL,
)
_SMS_PARAMETERS = re.compile(r"[?&;]")
_REMOVED_BY_BROWSERS = re.compile(r"[\t\r\n]")  # https://url.spec.whatwg.org/#concept-basic-url-parser
_LIKE_AN_ADDRESS = re.compile(r"https?(?::|%3a)(?:/|%2f){2}", re.IGNORECASE)
_ABSOLUTE = re.compile(r"https?://[\w\[]", re.IGNORECASE)
# Stops at what networks take for the sentence around an address, of which other scripts do not set it off by blanks.
_IN_TEXT = re.compile(r"https?://[\w\[][^\s<>\"“”„«»‹›。、，！？：；（）「」『』【】《》｜…]*", re.IGNORECASE)
_BLANKS = " \t\r\n"
_PUNCTUATION = frozenset(".,;:!?'’")


@dataclass(frozen=True, slots=True)
class Shared:
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


def recognise(address: str, networks: Mapping[str, Network]) -> Shared | None:
    """Recognise a share link; None for every other address, whatever text it is.

    It is one only when it carries what is to be shared, an address or a text, or has a parameter for it that is empty
    or holds a title alone: then it was meant to. A text that speaks to somebody (`@me`, a telephone number, `to=`)
    shares nothing unless it holds an http(s) address. Forms that are the same on every host (`/share?text=`) need such
    an address too, and count as those of the first network in the table: Mastodon's are Misskey's.

    Values are percent-decoded once, and in http(s) addresses `+` is a blank, as form decoders and URLSearchParams have
    it; the handlers of `sms:` (RFC 5724) and of apps leave it. Within a text, the last http(s) address counts, without
    the punctuation behind it. A parameter that was escaped twice, `amp;url`, is read as `url`.

    Args:
        address: as in an `href`, decoded from HTML.
        networks: by name; must not change afterwards, for what is made of it is kept.
    """
    lookup = _lookup(networks)
    if "?" not in address and "#" not in address and address.startswith(("http", "/", ".")) and not lookup.in_paths:
        return None
    if address.startswith(("/", "#", "?", ".")) and not address.startswith("//"):
        return None
    place = _place(address)
    if place is None:
        return None
    return _best(lookup.forms_at(place), place)


class _Place(NamedTuple):
    """Where an address leads: host (or `scheme:` of an app), path in small letters, and what is sent along."""

    host: str
    path: str
    written_path: str
    query: str
    fragment: str | None

    @property
    def is_web(self) -> bool:
        return not self.host.endswith(":")


def _place(address: str) -> _Place | None:
    if "\n" in address or "\t" in address or "\r" in address:
        address = _REMOVED_BY_BROWSERS.sub("", address)
    found = _ADDRESS.match(address)
    if found is None:
        return None
    scheme, authority, path, query, fragment = found.groups()
    if scheme is None or scheme.lower() in ("http", "https"):
        if not authority:
            return None
        return _web_place(authority, path, query or "", fragment)
    path = f"{authority or ''}{path}"
    if query is None and scheme.lower() == "sms":
        path, *rest = _SMS_PARAMETERS.split(path, maxsplit=1)
        query = "".join(rest)
    return _Place(f"{scheme.lower()}:", path.strip("/").lower(), path.strip("/"), query or "", fragment)


def _web_place(authority: str, path: str, query: str, fragment: str | None) -> _Place:
    host = authority.rpartition("@")[2].partition(":")[0].rstrip(".").lower()
    path = path.strip("/")
    return _Place(host, path.lower(), path, query, fragment)


@dataclass(frozen=True, slots=True)
class _Form:
    """A pattern, backwards.

    Attributes:
        path: without slashes around, in small letters.
        path_pattern: instead, for a path with placeholders or `*`.
        names: parameters by the placeholder that stands in them. A placeholder in the path has its own name.
        in_path: an address or a message stands in its path.
        whole_query: the placeholder that is all of the query or fragment, if one is.
        in_fragment: its parameters stand behind `#`; where there is a query too, that wins.
        anywhere: it is found on every host.
        personal: a segment of its path names who gets it.
    """

    network: str
    label: str
    kind: Kind
    form: Form
    host: str
    path: str
    path_pattern: re.Pattern[str] | None
    names: Mapping[str, tuple[str, ...]]
    in_path: bool
    whole_query: str
    in_fragment: bool
    anywhere: bool
    personal: bool

    @property
    def parameters(self) -> frozenset[str]:
        return frozenset(name for names in self.names.values() for name in names)

    def read(self, place: _Place) -> dict[str, str] | None:
        """Read what an address sends along, decoded; None when it has another path."""
        if self.path_pattern is None:
            if place.path != self.path:
                return None
            found: dict[str, str] = {}
        else:
            match = self.path_pattern.fullmatch(place.written_path)
            if match is None:
                return None
            found = {_own_name(name): unquote(value) for name, value in match.groupdict().items()}
        if self.whole_query:
            text = place.fragment or "" if self.in_fragment else place.query
            return found | {_own_name(self.whole_query): _decode(text, place)}
        texts = (place.query, place.fragment or "") if self.in_fragment else (place.query,)
        return found | _parameters(texts, place)


def _own_name(placeholder: str) -> str:
    return f"{{{placeholder}}}"


def _decode(text: str, place: _Place) -> str:
    return _unquoted(text.replace("+", " ") if place.is_web else text) if "%" in text or "+" in text else text


# A post's address and title stand in most of its links.
_unquoted = lru_cache(maxsize=64)(unquote)


def _parameters(texts: Iterable[str], place: _Place) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in texts:
        for part in text.split("&"):
            name, _, value = part.partition("=")
            found.setdefault(_decode(name, place), _decode(value, place))
    for name in [name for name in found if name.startswith("amp;")]:
        found.setdefault(name.removeprefix("amp;"), found[name])
    return found


def _best(forms: Iterable[_Form], place: _Place) -> Shared | None:
    """Read an address with each form; the one of which it has most, and lacks least, knows best."""
    best: tuple[int, int] | None = None
    result: Shared | None = None
    for form in forms:
        found = form.read(place)
        shared = None if found is None else _shared(_Sent(form, found, place))
        if found is not None and shared is not None:
            fit = (len(form.parameters & found.keys()), -len(form.parameters - found.keys()))
            if best is None or fit > best:
                best, result = fit, shared
    return result


@dataclass(frozen=True, slots=True)
class _Sent:
    """What an address sends to a network, as one of its forms has it."""

    form: _Form
    found: Mapping[str, str]
    place: _Place

    def value(self, placeholder: str) -> str:
        """Give what stands where a placeholder was; empty when nothing does."""
        values = (self.found.get(name, "").strip(_BLANKS) for name in self.form.names.get(placeholder, ()))
        return next(filter(None, values), "")

    @property
    def url(self) -> str:
        return self.value("url") or self._anchor

    @property
    def _anchor(self) -> str:
        """What an unencoded `u=#` was to share, though a browser sends nothing of it."""
        if self.place.fragment is None or not self.place.query.endswith("="):
            return ""
        last = self.place.query[:-1].rpartition("&")[2]
        return f"#{self.place.fragment}" if last in self.form.names.get("url", ()) else ""

    @property
    def tail(self) -> tuple[str, ...]:
        """What the network itself adds: hashtags and account."""
        tags = (tag.strip().lstrip("#") for tag in (self.value("hashtags") or self.value("hashtag")).split(","))
        account = self.value("via").lstrip("@")
        return (*(f"#{tag}" for tag in tags if tag), *((f"via @{account}",) if account else ()))

    @property
    def has_recipient(self) -> bool:
        return self.form.personal or any(self.found.get(name, "").strip() for name in _RECIPIENTS)

    @property
    def is_complete(self) -> bool:
        """Whether all is there by which a form that is found on every host can be known."""
        return all(self.value(name) for name in ("url", "text", "message") if name in self.form.names)

    @property
    def title(self) -> str:
        """What is said in a parameter for a title, also one that this network has no more."""
        return self.value("title") or next(filter(None, (self.found.get(name, "").strip() for name in _TITLES)), "")

    @property
    def was_meant_to_share(self) -> bool:
        """Whether a link without address and text has a place for them that is empty, or has a title alone."""
        form = self.form
        if form.anywhere or form.kind == "mail" or form.path_pattern is not None or form.whole_query:
            return False
        if self.has_recipient or not (_WRITTEN_BY_READERS - form.parameters).isdisjoint(self.found):
            return False
        wanted = (name for placeholder in _CARRIERS for name in form.names.get(placeholder, ()))
        return any(name in self.found for name in wanted) or bool(self.title)


def _shared(sent: _Sent) -> Shared | None:
    form, url, message = sent.form, sent.url, sent.value("message")
    words = message or sent.value("text")
    if not (url or words):
        return Shared(form.network, form.label, form.form, "", sent.title) if sent.was_meant_to_share else None
    inner, text = _address_in(words) if message or not url else ("", words)
    address = url or inner
    if not _is_for_everybody(sent, address, text):
        return None
    if form.anywhere and not (_ABSOLUTE.match(address) and sent.is_complete):
        return None
    return Shared(form.network, form.label, form.form, address, text or sent.value("title"), _said(sent, url, words))


def _said(sent: _Sent, url: str, words: str) -> str:
    if sent.value("message"):
        return words
    if "title" in sent.form.names and not words:
        return sent.value("title")
    return " ".join(filter(None, (words, url, *sent.tail)))


def _is_for_everybody(sent: _Sent, address: str, text: str) -> bool:
    """Tell a share link from one with which readers write to somebody: to the author, most of all."""
    if sent.form.kind == "mail":
        return not sent.has_recipient
    if sent.has_recipient:
        return bool(sent.value("url") or _ABSOLUTE.match(address))
    return bool(address) or not text.startswith("@")


def _address_in(text: str) -> tuple[str, str]:
    """Take the last address out of a text: what it is, and the text without it."""
    found = deque(_IN_TEXT.finditer(text), maxlen=1)
    if not found:
        return "", text
    start, whole = found[0].start(), found[0][0]
    address = _without_end(whole)
    before, behind = text[:start].rstrip(_BLANKS), text[start + len(address) :].lstrip(_BLANKS)
    return address, f"{before} {behind}".strip(_BLANKS)


def _without_end(address: str) -> str:
    """Leave to the sentence around an address its punctuation, and a bracket that was not opened within."""
    unopened = address.count(")") - address.count("(")
    end = len(address)
    while address[end - 1] in _PUNCTUATION or (address[end - 1] == ")" and unopened > 0):
        unopened -= address[end - 1] == ")"
        end -= 1
    return address[:end]


@dataclass(frozen=True, slots=True)
class _Lookup:
    """All forms, by where they are found.

    Attributes:
        hosts: by host without `www.`, or by `scheme:` of an app.
        anywhere: those found on every host, by path, which for them holds no placeholder.
        in_paths: some web address shares without query and fragment.
    """

    hosts: Mapping[str, tuple[_Form, ...]] = field(default_factory=dict)
    anywhere: Mapping[str, tuple[_Form, ...]] = field(default_factory=dict)
    in_paths: bool = False

    def forms_at(self, place: _Place) -> tuple[_Form, ...]:
        """Give the forms of a host, or of the one whose `www.`, `m.` or `de.` it is; else those found on every host."""
        forms = self.hosts.get(place.host)
        if forms is None and place.is_web:
            forms = self.hosts.get(place.host.partition(".")[2])
            if forms is None:
                forms = self.anywhere.get(place.path)
                if forms and not _LIKE_AN_ADDRESS.search(place.query or place.fragment or ""):
                    return ()
        return forms or ()


# By id of the mapping, which is kept with it, so that no other mapping can have this id.
_LOOKUPS: dict[int, tuple[Mapping[str, Network], _Lookup]] = {}
_KEPT = 16  # sites of one build: sub-sites have settings of their own


def _lookup(networks: Mapping[str, Network]) -> _Lookup:
    kept = _LOOKUPS.get(id(networks))
    if kept is None:
        if len(_LOOKUPS) >= _KEPT:
            _LOOKUPS.clear()
        kept = _LOOKUPS[id(networks)] = (networks, _build(_forms(networks)))
    return kept[1]


def _build(forms: Iterable[_Form]) -> _Lookup:
    hosts: dict[str, tuple[_Form, ...]] = {}
    anywhere: dict[str, tuple[_Form, ...]] = {}
    in_paths = False
    for form in forms:
        table, key = (anywhere, form.path) if form.anywhere else (hosts, form.host)
        table[key] = (*table.get(key, ()), form)
        in_paths |= form.in_path and not form.host.endswith(":")
    return _Lookup(hosts, anywhere, in_paths)


def _forms(networks: Mapping[str, Network]) -> Iterator[_Form]:
    """Give all forms; where two read an address alike, the first counts: the blog's own, then the living."""
    for network in sorted(networks.values(), key=lambda network: NETWORKS.get(network.name) is network):
        for pattern in (network.pattern, network.instance_pattern or "", *network.also):
            yield from _form(pattern, network.name, network.label, network.kind, "current")
        for pattern in network.outdated:
            yield from _form(pattern, network.name, network.label, network.kind, "outdated")
    for dead in DEAD_NETWORKS.values():
        for pattern in dead.patterns:
            yield from _form(pattern, dead.name, dead.label, "social", "dead")


def _form(pattern: str, network: str, label: str, kind: Kind, form: Form) -> Iterator[_Form]:
    """Read a pattern; gives nothing for mail (page.py reads it) and for what leads nowhere else."""
    place = _place(pattern)
    if place is None or place.host == "mailto:":
        return
    in_fragment = not place.query and bool(place.fragment)
    parsed = parse(pattern)
    path_pattern, in_path = compile_path(place.written_path)
    yield _Form(
        network=network,
        label=label,
        kind=kind,
        form=form,
        host=place.host.removeprefix("www."),
        path=place.path,
        path_pattern=path_pattern,
        names=_names(parsed.parameters, (*in_path, parsed.whole) if parsed.whole else in_path),
        in_path=not {"url", "message"}.isdisjoint(in_path),
        whole_query=parsed.whole,
        in_fragment=in_fragment,
        anywhere="{" in place.host,
        personal=kind == "messenger" and "*" in place.path,
    )


def _names(parameters: Iterable[Parameter], own: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Tell by placeholder in which parameters it stands."""
    names: dict[str, tuple[str, ...]] = {placeholder: (_own_name(placeholder),) for placeholder in own}
    for parameter in parameters:
        names[parameter.carries] = (*names.get(parameter.carries, ()), parameter.name)
    return names
