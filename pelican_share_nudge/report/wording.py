"""How findings and verdicts are put into words, the same in every format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pelican_share_nudge.findings import LEVELS, Crash, Finding, Verdict
from pelican_share_nudge.report.characters import one_line

TOOL = "share-nudge"

# A source that Pelican could not turn into a page is none of the posts that were judged.
NOT_BUILT = "post-not-built"


def count(number: int, noun: str) -> str:
    """Say how many: `1 post`, `3 posts`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def message(finding: Finding) -> str:
    """Say what is wrong; of what concerns many posts also how many, unless the message says so itself."""
    said = finding.message if one_line(finding.message) else finding.rule  # No format takes an empty text.
    number = str(finding.posts)
    return said if finding.posts <= 1 or re.search(rf"\b{number}\b", said) else f"{said} ({number} posts)"


def crash(broken: Crash) -> str:
    """Say what it means that a rule broke."""
    if not broken.rule:
        return f"it could not be judged, so whether readers can pass it on is not known: {broken.error or 'no reason'}"
    return (
        f"the rule {broken.rule} broke, so whether it finds something here is not known: {broken.error or 'no reason'}"
    )


def post_of(finding: Finding) -> str:
    """Give the source of the post that a finding is about; empty for the site and its theme."""
    return finding.source if finding.is_about_a_post else ""


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by level, and leave the order within each as it is."""
    return sorted(findings, key=lambda finding: LEVELS.index(finding.level))


def summary(verdict: Verdict) -> str:
    """Sum a verdict up in one line."""
    return "; ".join(filter(None, (_found(verdict), _unheard(verdict), _opted_out(verdict), _unknown(verdict))))


def has_news(verdict: Verdict) -> bool:
    """Tell whether a verdict says more than how many posts are all right."""
    return bool(verdict.findings or verdict.crashes or verdict.gone or verdict.suppressed or verdict.baselined)


def _found(verdict: Verdict) -> str:
    if not verdict.findings:
        return f"nothing to mend in {count(verdict.posts, 'post')}"
    levels = Counter(finding.level for finding in verdict.findings)
    numbers = ", ".join(count(levels[level], level) for level in LEVELS if levels[level])
    sources = {post_of(finding) for finding in verdict.findings if finding.rule != NOT_BUILT}
    unbuilt = sum(finding.rule == NOT_BUILT for finding in verdict.findings)
    places = ["the site"] if "" in sources else []
    places += [count(unbuilt, "source") + " without a page"] if unbuilt else []
    places += [f"{len(sources - {''})} of {count(verdict.posts, 'post')}"]
    return f"{numbers} in {', '.join(places[:-1])}{' and ' if places[1:] else ''}{places[-1]}"


def _unheard(verdict: Verdict) -> str:
    suppressed = f"{verdict.suppressed} suppressed" if verdict.suppressed else ""
    baselined = f"{verdict.baselined} in the baseline" if verdict.baselined else ""
    return ", ".join(filter(None, (suppressed, baselined)))


def _opted_out(verdict: Verdict) -> str:
    if not verdict.opted_out:
        return ""
    return f"{count(verdict.opted_out, 'post')} {'is' if verdict.opted_out == 1 else 'are'} not meant to travel"


def _unknown(verdict: Verdict) -> str:
    return f"rules broke {count(len(verdict.crashes), 'time')}" if verdict.crashes else ""
