"""The only module that reads and writes baselines: what an older blog knows of, and what is new beside it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from pelican_share_nudge.errors import ShareNudgeError
from pelican_share_nudge.findings import Finding, Identity, Verdict

BASELINE_HEADER = '["share-nudge baseline", 2]'
# Of files that an earlier version wrote: what a theme does stands in them without its posts.
_OLD_HEADER = '["share-nudge baseline", 1]'
NO_BASELINE = "there is no baseline {file} yet (`share-nudge check --write-baseline` writes it)"
BAD_BASELINE = "the baseline {file} cannot be read: {why}"


class BaselineError(ShareNudgeError, ValueError):
    """A baseline cannot be read; the message says which line is wrong and what to do."""


# What the theme does begins with it, in a baseline; one of an earlier version does not tell it from the site's.
_THEME = "theme:"
_SITE_OR_THEME = "*"


def write_baseline(findings: Iterable[Finding]) -> str:
    """Write known findings as text: a header, then one line each, sorted, so that git can merge two of them.

    What is said once for many posts is a line for the theme and one for each post.
    """
    lines = sorted(_line(identity) for finding in findings for identity in _known_by(finding))
    return "".join(f"{line}\n" for line in (BASELINE_HEADER, *lines))


def _known_by(finding: Finding) -> list[Identity]:
    if not finding.sources:
        return [finding.identity]
    return [finding.identity._replace(source=finding.source or _THEME), *_of_posts(finding)]


def _line(identity: Identity) -> str:
    text = json.dumps([*identity], ensure_ascii=False)
    return text if text.isprintable() else json.dumps([*identity])  # Names of files may hold the end of a line.


def read_baseline(text: str) -> Counter[Identity]:
    """Read what write_baseline wrote, in this version or an earlier one; lines in any order, blank ones passed over.

    Raises:
        BaselineError: it is no baseline, or a line in it is none.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    headers = (BASELINE_HEADER, _OLD_HEADER)
    if not lines or lines[0][1] not in headers:
        raise BaselineError(f"its first line is not {BASELINE_HEADER}. Write it with --write-baseline.")
    known = Counter(_read_line(number, line) for number, line in lines if line not in headers)
    return known if all(line != _OLD_HEADER for _, line in lines) else _from_earlier(known)


def _from_earlier(known: Counter[Identity]) -> Counter[Identity]:
    return Counter(
        identity if identity.source else identity._replace(source=_SITE_OR_THEME) for identity in known.elements()
    )


def _read_line(number: int, line: str) -> Identity:
    try:
        parts = json.loads(line)
    except (ValueError, RecursionError):
        parts = None
    if not (isinstance(parts, list) and len(parts) == 3 and all(isinstance(part, str) for part in parts)):
        raise BaselineError(
            f"line {number} is no finding: {line[:60]}. Each line is [rule, source, what it points at]; "
            "after a merge, take both sides' lines and no others."
        )
    return Identity(*parts)


def without_baseline(verdict: Verdict, known: Counter[Identity]) -> Verdict:
    """Take known findings out of a verdict, each as often as it is known, and name those that are gone.

    A finding of a post is known if it is known of this post. What a theme does to nine posts in ten is known if it was
    so before, in whatever posts; else those posts are left for which it is not known.
    """
    return without_baseline_of_sites([verdict], known)[0]


def without_baseline_of_sites(verdicts: Sequence[Verdict], known: Counter[Identity]) -> list[Verdict]:
    """Take known findings out of the verdicts on a site and its sub-sites; what is gone is in the last one."""
    left = _Known(known)
    results = []
    for verdict in verdicts:
        new = tuple(rest for finding in verdict.findings if (rest := left.unknown(finding)) is not None)
        known_ones = len(verdict.findings) - len(new)
        results.append(replace(verdict, findings=new, baselined=verdict.baselined + known_ones, gone=()))
    return [*results[:-1], replace(results[-1], gone=left.gone())] if results else []


class _Known:
    """What a baseline knows and was not found yet."""

    def __init__(self, known: Counter[Identity]) -> None:
        self._left = Counter(identity for identity in known.elements() if not identity.source.startswith(_THEME))
        self._themes = Counter(_key(one) for one in known.elements() if one.source.startswith(_THEME))
        self._used: set[tuple[str, str]] = set()

    def unknown(self, finding: Finding) -> Finding | None:
        """Give what is new of a finding: all of it, those of its posts for which it is not known, or nothing."""
        if not finding.sources:
            is_known = (
                self._take_theme(finding) if finding.source.startswith(_THEME) else self._take_one(finding.identity)
            )
            return None if is_known else finding
        posts = _of_posts(finding)
        if self._take_theme(finding):
            for identity in posts:
                self._take(identity)
            return None
        new = tuple(identity.source for identity in posts if not self._take(identity))
        return replace(finding, sources=new) if new else None

    def _take_one(self, identity: Identity) -> bool:
        either = identity._replace(source=_SITE_OR_THEME)
        return self._take(identity) or (not identity.source and self._take(either))

    def _take_theme(self, finding: Finding) -> bool:
        if self._themes[finding.rule, finding.anchor] > 0:
            self._themes[finding.rule, finding.anchor] -= 1
            return True
        return self._take(Identity(finding.rule, _SITE_OR_THEME, finding.anchor))

    def _take(self, identity: Identity) -> bool:
        if self._left[identity] <= 0:
            return False
        self._left[identity] -= 1
        self._used.add(_key(identity))
        return True

    def gone(self) -> tuple[Identity, ...]:
        """List what nobody found. The theme's line is needed as long as a post has it, the posts' no longer than it."""
        themes = [key for key in self._themes.elements() if key not in self._used]
        of_themes = set(themes)
        posts = [identity for identity in self._left.elements() if _key(identity) not in of_themes]
        shown = (one._replace(source="") if one.source == _SITE_OR_THEME else one for one in posts)
        return tuple(sorted([*(Identity(rule, "", anchor) for rule, anchor in themes), *shown]))


def _of_posts(finding: Finding) -> list[Identity]:
    return [Identity(finding.rule, source, finding.anchor) for source in finding.sources]


def _key(identity: Identity) -> tuple[str, str]:
    return identity.rule, identity.anchor
