"""Why a page was left as it is, in plain words, and what to do about it."""

from __future__ import annotations

import errno
from collections.abc import Iterable

from pelican_share_nudge.insert.pages import PageChanged
from pelican_share_nudge.insert.plan import WhyNot

# What a log names of pages without hooks.
_REASONS = 5
_SOURCES = 3

_FROM_THE_START = (
    "Print {{ article.nudge.cta }} and {{ article.nudge.bar }} in the theme's template, so that it has them from the "
    "start."
)


def why_not(what: str, error: Exception) -> WhyNot:
    """Say what is missing of a post, and why."""
    return WhyNot(f"{what}: {reason(error)}.", *_remedy(error))


def reason(error: Exception) -> str:
    """Say in plain words why a page could not be changed."""
    if isinstance(error, FileNotFoundError):
        return "it is gone, another plugin removed or renamed it before it got its hooks"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    if isinstance(error, PageChanged):
        return str(error)
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return f"{type(error).__name__}: {error}"


def _remedy(error: Exception) -> tuple[str, str]:
    """Say what to do about that, where it can be told; beside it, a word for the reason."""
    if isinstance(error, FileNotFoundError):
        return _FROM_THE_START, "page-gone"
    if isinstance(error, UnicodeDecodeError):
        return _FROM_THE_START, "not-utf-8"
    if isinstance(error, PageChanged):
        return "Build again while nothing else writes into the output folder.", "page-changed"
    if isinstance(error, PermissionError):
        return "Let the build write this file.", "read-only"
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "Make room for it on the disk.", "disk-full"
    return "", type(error).__name__


def by_reason(missed: Iterable[tuple[str, str]]) -> str:
    """Put pages without hooks into words: how many, why, and the first of each reason; empty when there are none.

    Args:
        missed: why, which may be empty, and the source.
    """
    sources: dict[str, list[str]] = {}
    for why, source in missed:
        if why:
            sources.setdefault(why, []).append(source)
    pages = sum(map(len, sources.values()))
    reasons = [f"{why} ({named(found)})" for why, found in sources.items()]
    rest = f" … and {len(reasons) - _REASONS} more reasons" if len(reasons) > _REASONS else ""
    return (
        f"{pages} page{'s' if pages > 1 else ''} without hooks. {' '.join(reasons[:_REASONS])}{rest}" if pages else ""
    )


def named(sources: list[str] | tuple[str, ...]) -> str:
    """List the first few posts."""
    rest = f" and {len(sources) - _SOURCES} more" if len(sources) > _SOURCES else ""
    return f"{', '.join(sources[:_SOURCES])}{rest}"
