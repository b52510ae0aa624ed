"""The only module that reads the patterns of networks backwards: what an address of each form sends along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote

from msgspec import Struct

from pelican_share_nudge.page.facts import Form
from pelican_share_nudge.pattern import Parameter, compile_path, parse
from pelican_share_nudge.tables.networks import DEAD_NETWORKS, NETWORKS, Kind, Network

_ADDRESS = re.compile(
    r"\s*(?:([a-z][a-z0-9+.\-]*):)?(?:[/\\]{2}([^/\\?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?\Z",
    re.IGNORECASE | re.DOTALL,
)
_SMS_PARAMETERS = re.compile(r"[?&;]")
_REMOVED_BY_BROWSERS = re.compile(r"[\t\r\n]")  # https://url.spec.whatwg.org/#concept-basic-url-parser
_LIKE_AN_ADDRESS = re.compile(r"https?(?::|%3a)(?:/|%2f){2}", re.IGNORECASE)


class Destination(Struct, frozen=True):
    """Where an address leads: host (or `scheme:` of an app), path in small letters, and what is sent along."""

    host: str
    path: str
    written_path: str
    query: str
    fragment: str | None

    @property
    def is_web(self) -> bool:
        return not self.host.endswith(":")


def parse_address(address: str) -> Destination | None:
    if "\n" in address or "\t" in address or "\r" in address:
        address = _REMOVED_BY_BROWSERS.sub("", address)
    found = _ADDRESS.match(address)
    if found is None:
        return None
    scheme, authority, path, query, fragment = found.groups()
    if scheme is None or scheme.lower() in ("http", "https"):
        if not authority:
            return None
        return _web_destination(authority, path, query or "", fragment)
    path = f"{authority or ''}{path}"
    if query is None and scheme.lower() == "sms":
        path, *rest = _SMS_PARAMETERS.split(path, maxsplit=1)
        query = "".join(rest)
    return Destination(f"{scheme.lower()}:", path.strip("/").lower(), path.strip("/"), query or "", fragment)


def _web_destination(authority: str, path: str, query: str, fragment: str | None) -> Destination:
    host = authority.rpartition("@")[2].partition(":")[0].rstrip(".").lower()
    path = path.strip("/")
    return Destination(host, path.lower(), path, query, fragment)


class AddressForm(Struct, frozen=True):
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

    def read(self, destination: Destination) -> dict[str, str] | None:
        """Read what an address sends along, decoded; None when it has another path."""
        if self.path_pattern is None:
            if destination.path != self.path:
                return None
            found: dict[str, str] = {}
        else:
            match = self.path_pattern.fullmatch(destination.written_path)
            if match is None:
                return None
            found = {_own_name(name): unquote(value) for name, value in match.groupdict().items()}
        if self.whole_query:
            text = destination.fragment or "" if self.in_fragment else destination.query
            return found | {_own_name(self.whole_query): _decode(text, destination)}
        texts = (destination.query, destination.fragment or "") if self.in_fragment else (destination.query,)
        return found | _parameters(texts, destination)


def _own_name(placeholder: str) -> str:
    return f"{{{placeholder}}}"


def _decode(text: str, destination: Destination) -> str:
    return _unquoted(text.replace("+", " ") if destination.is_web else text) if "%" in text or "+" in text else text


# A post's address and title stand in most of its links.
_unquoted = lru_cache(maxsize=64)(unquote)


def _parameters(texts: Iterable[str], destination: Destination) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in texts:
        for part in text.split("&"):
            name, _, value = part.partition("=")
            found.setdefault(_decode(name, destination), _decode(value, destination))
    for name in [name for name in found if name.startswith("amp;")]:
        found.setdefault(name.removeprefix("amp;"), found[name])
    return found


class Forms(Struct, frozen=True, eq=False):
    """All forms of some networks, by where they are found; made once, and one of a kind.

    Attributes:
        hosts: by host without `www.`, or by `scheme:` of an app.
        anywhere: those found on every host, by path, which for them holds no placeholder.
        in_paths: some web address shares without query and fragment.
    """

    hosts: Mapping[str, tuple[AddressForm, ...]]
    anywhere: Mapping[str, tuple[AddressForm, ...]]
    in_paths: bool

    def at(self, destination: Destination) -> tuple[AddressForm, ...]:
        """Give the forms of a host, or of the one whose `www.`, `m.` or `de.` it is; else those found on every host."""
        forms = self.hosts.get(destination.host)
        if forms is None and destination.is_web:
            forms = self.hosts.get(destination.host.partition(".")[2])
            if forms is None:
                forms = self.anywhere.get(destination.path)
                if forms and not _LIKE_AN_ADDRESS.search(destination.query or destination.fragment or ""):
                    return ()
        return forms or ()


def forms_of(networks: Mapping[str, Network]) -> Forms:
    """Read all patterns of networks, given by name, and of those that are no more."""
    hosts: dict[str, tuple[AddressForm, ...]] = {}
    anywhere: dict[str, tuple[AddressForm, ...]] = {}
    in_paths = False
    for form in _all_forms(networks):
        table, key = (anywhere, form.path) if form.anywhere else (hosts, form.host)
        table[key] = (*table.get(key, ()), form)
        in_paths |= form.in_path and not form.host.endswith(":")
    return Forms(hosts, anywhere, in_paths)


def _all_forms(networks: Mapping[str, Network]) -> Iterator[AddressForm]:
    """Give all forms; where two read an address alike, the first counts: the blog's own, then the living."""
    for network in sorted(networks.values(), key=lambda network: NETWORKS.get(network.name) is network):
        for pattern in (network.pattern, network.instance_pattern or "", *network.also):
            yield from _read_pattern(pattern, network.name, network.label, network.kind, "current")
        for pattern in network.outdated:
            yield from _read_pattern(pattern, network.name, network.label, network.kind, "outdated")
    for dead in DEAD_NETWORKS.values():
        for pattern in dead.patterns:
            yield from _read_pattern(pattern, dead.name, dead.label, "social", "dead")


def _read_pattern(pattern: str, network: str, label: str, kind: Kind, form: Form) -> Iterator[AddressForm]:
    """Read a pattern; gives nothing for mail (links.py reads it) and for what leads nowhere else."""
    destination = parse_address(pattern)
    if destination is None or destination.host == "mailto:":
        return
    in_fragment = not destination.query and bool(destination.fragment)
    parsed = parse(pattern)
    path_pattern, in_path = compile_path(destination.written_path)
    yield AddressForm(
        network=network,
        label=label,
        kind=kind,
        form=form,
        host=destination.host.removeprefix("www."),
        path=destination.path,
        path_pattern=path_pattern,
        names=_names(parsed.parameters, (*in_path, parsed.whole) if parsed.whole else in_path),
        in_path=not {"url", "message"}.isdisjoint(in_path),
        whole_query=parsed.whole,
        in_fragment=in_fragment,
        anywhere="{" in destination.host,
        personal=kind == "messenger" and "*" in destination.path,
    )


def _names(parameters: Iterable[Parameter], own: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Tell by placeholder in which parameters it stands."""
    names: dict[str, tuple[str, ...]] = {placeholder: (_own_name(placeholder),) for placeholder in own}
    for parameter in parameters:
        names[parameter.carries] = (*names.get(parameter.carries, ()), parameter.name)
    return names
