"""The only module that reads what hosts are told to redirect: `_redirects`, netlify.toml, vercel.json and others."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from pelican_share_nudge.addresses import split

# With these a host says that nothing is there.
_GONE = frozenset("400 401 403 404 410 451 500 503 gone forbidden f g".split())
_REFERENCE = r":([A-Za-z_]\w*)[*+?]?|\$\{?(\w+)\}?"
# Nobody redirects this one on purpose: what does redirects everything.
_ANYTHING = "/no-such-folder-8d1f/no-such-page-8d1f.html"


class Redirect(Struct, frozen=True):
    """One line of what a host is told.

    Attributes:
        pattern: is sought in a path, from `/` on.
        target: an address or a path; `:name`, `$name` and `$1` stand for what the pattern has found.
    """

    pattern: re.Pattern[str]
    target: str

    def target_of(self, path: str) -> str | None:
        """Tell where a path leads; None when it is another path that is redirected."""
        found = self.pattern.search(path)
        return None if found is None else re.sub(_REFERENCE, lambda name: _value(found, name), self.target)

    def is_by_name(self, path: str) -> bool:
        """Tell whether somebody wrote down this very path and where it leads: nothing of it is filled in."""
        found = self.pattern.search(path)
        values = found.groups() if found and re.search(_REFERENCE, self.target) else ()
        return not any(values) and self.pattern.search(_ANYTHING) is None


def _value(found: re.Match[str], name: re.Match[str]) -> str:
    groups = found.groupdict()
    key = name[1] or name[2]
    if key in groups:
        return groups[key] or ""
    if key.isdigit() and int(key) <= found.re.groups:
        return found[int(key)] or ""
    return name[0]


def read(folders: Iterable[str]) -> tuple[Redirect, ...]:
    """Read what stands in these folders. What cannot be read, or is no redirect, is passed over."""
    return tuple(
        redirect
        for folder in dict.fromkeys(filter(None, folders))
        for name, lines in _READERS.items()
        for redirect in lines(_text(os.path.join(folder, name)))
    )


def _text(file: str) -> str:
    try:
        return Path(file).read_bytes().decode("utf-8-sig", "replace")
    except (OSError, ValueError):
        return ""


def _redirect(pattern: str, target: str, status: str = "") -> Iterator[Redirect]:
    if target and status.lower().rstrip("!") not in _GONE:
        try:
            yield Redirect(re.compile(pattern), target)
        except re.error:
            return


# Netlify, Cloudflare Pages, GitLab Pages

_COMMENT = r"\s#"


def _redirects(text: str) -> Iterator[Redirect]:
    for line in text.splitlines():
        start, *rest = re.split(_COMMENT, f" {line}", maxsplit=1)[0].split() or ("",)
        at = next((place for place, word in enumerate(rest) if word.startswith(("/", "http"))), None)
        if at is not None:
            yield from _redirect(_pattern_of(start), rest[at], "".join(rest[at + 1 : at + 2]))


def _netlify(text: str) -> Iterator[Redirect]:
    try:
        rows = tomllib.loads(text).get("redirects")
    except tomllib.TOMLDecodeError:
        return
    for row in _tables(rows):
        target, status = str(row.get("to") or ""), str(row.get("status") or "")
        yield from _redirect(_pattern_of(str(row.get("from") or "\0")), target, status)


def _tables(rows: object) -> Iterator[dict[str, Any]]:
    yield from (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()


def _pattern_of(path: str) -> str:
    """Make the expression for `/go/:name/*`: a placeholder is a part, `*` the rest; a slash at the end is no matter."""
    path = split(path).path if "://" in path else path
    path, star, behind = path.partition("*")
    parts = re.split(r":([A-Za-z_]\w*)", path.rstrip("/") if not behind else path)
    known = [_part(text, is_name=number % 2 == 1) for number, text in enumerate(parts)]
    rest = "" if not star else r"(?:/(?P<splat>.*))?" if path.endswith("/") else r"(?P<splat>.*)"
    return f"^{''.join(known)}{rest}{re.escape(behind)}/?$"


def _part(text: str, *, is_name: bool) -> str:
    return f"(?P<{text}>[^/]+)" if is_name else re.escape(text)


# Vercel

_TOKEN = r"(/?):(\w+)(\((?:[^()]|\([^()]*\))*\))?([*+?])?|(\((?:[^()]|\([^()]*\))*\))"


def _vercel(text: str) -> Iterator[Redirect]:
    settings = _json(text)
    for row in (*_tables(settings.get("redirects")), *_tables(settings.get("rewrites"))):
        yield from _redirect(_vercel_pattern(str(row.get("source") or "\0")), str(row.get("destination") or ""))
    for row in _tables(settings.get("routes")):
        headers = row.get("headers")
        location = headers.get("Location") if isinstance(headers, dict) else None
        target, status = str(location or row.get("dest") or ""), str(row.get("status") or "")
        yield from _redirect(f"^{row.get('src') or chr(0)}$", target, status)


def _json(text: str) -> dict[str, Any]:
    try:
        settings = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return settings if isinstance(settings, dict) else {}


def _vercel_pattern(source: str) -> str:
    """Make the expression for path-to-regexp's `/go/:name(\\d+)/:rest*`."""
    parts, end = [], 0
    for token in re.finditer(_TOKEN, source):
        parts += [re.escape(source[end : token.start()]), _vercel_part(token)]
        end = token.end()
    return f"^{''.join(parts)}{re.escape(source[end:].rstrip('/'))}/?$"


def _vercel_part(token: re.Match[str]) -> str:
    slash, name, own, times, group = token.groups()
    if group:
        return str(group)
    inner = own[1:-1] if own else ".+" if times in ("*", "+") else "[^/]+"
    part = f"{slash}(?P<{name}>{inner})"
    return f"(?:{part})?" if times in ("*", "?") else part


# Firebase (firebase.google.com/docs/hosting/full-config)

_GLOB = r"(/?)\*\*|\*|:(\w+)\*?"


def _firebase(text: str) -> Iterator[Redirect]:
    hosting = _json(text).get("hosting")
    for site in _tables(hosting if isinstance(hosting, list) else [hosting]):
        for row in (*_tables(site.get("redirects")), *_tables(site.get("rewrites"))):
            pattern = row.get("regex") or _firebase_pattern(str(row.get("source") or row.get("glob") or "\0"))
            yield from _redirect(str(pattern), str(row.get("destination") or ""), str(row.get("type") or ""))


def _firebase_pattern(source: str) -> str:
    parts, end = [], 0
    for found in re.finditer(_GLOB, source):
        name = f"(?P<{found[2]}>.+)" if found[0].endswith("*") else f"(?P<{found[2]}>[^/]+)"
        any_of_it = "(?:/.*)?" if found[1] else ".*" if found[0] == "**" else "[^/]*"
        parts += [re.escape(source[end : found.start()]), name if found[2] else any_of_it]
        end = found.end()
    return f"^{''.join(parts)}{re.escape(source[end:].rstrip('/'))}/?$"


# Azure Static Web Apps (learn.microsoft.com/azure/static-web-apps/configuration)


def _azure(text: str) -> Iterator[Redirect]:
    for row in _tables(_json(text).get("routes")):
        target, status = str(row.get("redirect") or row.get("rewrite") or ""), str(row.get("statusCode") or "")
        yield from _redirect(_pattern_of(str(row.get("route") or "\0")), target, status)


# Apache

_WORD = r'"((?:[^"\\]|\\.)*)"|(\S+)'
_STATUS = r"(?i)\d{3}|permanent|temp|seeother|gone"


def _htaccess(text: str) -> Iterator[Redirect]:
    for line in text.replace("\\\n", " ").splitlines():
        name, *values = [found[1] or found[2] for found in re.finditer(_WORD, line)] or [""]
        directive = _DIRECTIVES.get(name.lower())
        if directive is not None:
            yield from directive(values)


def _prefix(values: list[str]) -> Iterator[Redirect]:
    status, *rest = values if values and re.fullmatch(_STATUS, values[0]) else ["", *values]
    if len(rest) == 2:
        start, target = rest
        yield from _redirect(
            f"^{re.escape(start.rstrip('/'))}(?P<rest>/.*)?$", f"{target.rstrip('/')}${{rest}}", status
        )


def _match(values: list[str]) -> Iterator[Redirect]:
    status, *rest = values if values and re.fullmatch(_STATUS, values[0]) else ["", *values]
    if len(rest) == 2:
        yield from _redirect(rest[0], rest[1], status)


def _rewrite(values: list[str]) -> Iterator[Redirect]:
    """Read a rule as it holds in a folder: its pattern knows no slash before the path."""
    pattern, target, flags = (*values, "", "")[:3] if len(values) > 1 else ("!", "", "")
    names = {flag.strip().lower().removeprefix("r=") for flag in flags.strip("[]").split(",")}
    if pattern.startswith("!") or target == "-" or "%" in target or names & _GONE:
        return
    if not target.startswith(("/", "http")):
        target = f"/{target}"
    anchored = f"^/{pattern[1:]}".replace("^//?", "^/?", 1) if pattern.startswith("^") else f"^/.*?(?:{pattern})"
    yield from _redirect(anchored, target)


_DIRECTIVES: dict[str, Callable[[list[str]], Iterator[Redirect]]] = {
    "redirect": _prefix,
    "redirectpermanent": _prefix,
    "redirecttemp": _prefix,
    "redirectmatch": _match,
    "rewriterule": _rewrite,
}
_READERS: dict[str, Callable[[str], Iterator[Redirect]]] = {
    "_redirects": _redirects,
    "netlify.toml": _netlify,
    "vercel.json": _vercel,
    "now.json": _vercel,
    "serve.json": _vercel,
    "firebase.json": _firebase,
    "staticwebapp.config.json": _azure,
    ".htaccess": _htaccess,
}
