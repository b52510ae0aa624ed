"""Checks a blog's accounts on networks, and its readers' instances."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pelican_share_nudge import pattern
from pelican_share_nudge.nearest import cut
from pelican_share_nudge.settings.checks.networks import unusable_network
from pelican_share_nudge.settings.rows import Given, Settings
from pelican_share_nudge.settings.values import NO_VALUE, UNUSABLE, Path, Wrong
from pelican_share_nudge.tables.networks import Network

_X_ACCOUNT = r"[A-Za-z0-9_]{1,15}"
_LONGEST_HOST = 253
_HOST = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]{1,5})?"


def check_instances(hosts: Mapping[str, Any], given: Given) -> Iterator[Wrong]:
    return _bad_accounts(hosts, given, lambda name, host: _host_problem(host))


def check_handles(handles: Mapping[str, Any], given: Given) -> Iterator[Wrong]:
    return _bad_handles(handles, given, ())


def check_authors(authors: Mapping[str, Any], given: Given) -> Iterator[Wrong]:
    for author, handles in authors.items():
        yield from _bad_handles(handles if isinstance(handles, Mapping) else {}, given, (author,))


def _bad_handles(handles: Mapping[str, Any], given: Given, path: Path) -> Iterator[Wrong]:
    def problem(name: str, handle: str) -> str:
        return handle_problem(given.networks.get(name), handle, given.values["instances"])

    return _bad_accounts(handles, given, problem, path)


def handle_problem(network: Network | None, handle: str, instances: Mapping[str, str]) -> str:
    """Say why a text is no account on a network; empty when it may be one."""
    return _handle_problem(handle) or _account_problem(network, handle, instances)


def _bad_accounts(
    accounts: Mapping[str, Any], given: Given, problem_of: Callable[[str, str], str], path: Path = ()
) -> Iterator[Wrong]:
    for name, value in accounts.items():
        if text := unusable_network(name, given.networks):
            yield Wrong((*path, name), NO_VALUE, text, of_key=True)
        if value is not UNUSABLE and (problem := problem_of(name, value)):
            yield Wrong((*path, name), value, f"`{cut(value)}` {problem}.")


def with_handles_of_pelican(handles: Mapping[str, str], settings: Settings) -> dict[str, str]:
    """Add the one account that themes and pelican-share-post know; what is none is no mistake of ours to tell."""
    name = settings.get("TWITTER_USERNAME")
    is_account = isinstance(name, str) and name.strip().lstrip("@") and not _handle_problem(name)
    return {**({"x": str(name).strip().lstrip("@")} if is_account else {}), **handles}


def _host_problem(host: str) -> str:
    """Say why a text is no host name as addresses have it (RFC 3986, 3.2.2, and RFC 5891); empty when it is one."""
    if re.fullmatch(_HOST, host):
        return ""
    if not host.isascii() and re.fullmatch(_HOST, written := _in_ascii(host)):
        return f"must be written as addresses have it: `{written}`"
    inside = _in_ascii(_host_of(host))
    if not re.fullmatch(_HOST, inside) or "." not in inside:
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


def _account_problem(network: Network | None, handle: str, instances: Mapping[str, str]) -> str:
    """Say why an account is nobody's, or somebody else's, on its network; empty when it may be the blog's."""
    name = handle.strip().removeprefix("@")
    if not name:
        return "is no account: take it out, or write one like `myblog`"
    if network is None:
        return ""
    if _is_federated(network) and "@" not in name.strip("@"):
        host = instances.get(network.name, "host.example")
        return f"is somebody else on each instance: write the whole account, `{cut(name)}@{cut(host)}`"
    if network.name == "bluesky" and "." not in name:
        return f"is nobody on Bluesky: write the whole account, such as `{cut(name)}.bsky.social`"
    if network.name == "x" and not re.fullmatch(_X_ACCOUNT, name):
        return "is nobody on X, where accounts have at most 15 of A-Z, a-z, 0-9 and `_`"
    return ""


def _is_federated(network: Network) -> bool:
    """Tell whether an account is mentioned to readers of many instances."""
    return {"instance", "message"} <= pattern.names_in(f"{network.pattern} {network.instance_pattern}")
