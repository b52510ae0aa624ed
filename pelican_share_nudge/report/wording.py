"""How findings and verdicts are put into words, the same in every format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pelican_share_nudge.findings import LEVELS, Crash, Finding, Verdict
from pelican_share_nudge.report.characters import cut, one_line, visible
from pelican_share_nudge.report.paths import Paths
from pelican_share_nudge.rules import all_rules

TOOL = "share-nudge"


def count(number: int, noun: str) -> str:
    """Say how many: `1 post`, `3 posts`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def message(finding: Finding) -> str:
    """Say in one line what is wrong; of what concerns many posts also how many, unless the message says so itself."""
    return _with_posts(finding, "")


def full_message(finding: Finding, paths: Paths, *, characters: int, names: int | None = None) -> str:
    """Say in one line what is wrong, and which posts it concerns if it is said once for several.

    Args:
        characters: how long it may be; posts that do not fit in are counted.
        names: how many posts to name if there are more than one more of them; None for all that fit in.
    """
    said = cut(message(finding), characters)
    if not finding.sources:
        return said
    left = characters - len(said) - len("(1000000 posts: ) ")
    named = _listed(finding.sources, paths, characters=left, names=names)
    return _with_posts(finding, named) if named else said


def _with_posts(finding: Finding, named: str) -> str:
    said = one_line(finding.message) or finding.rule  # No format takes an empty text.
    knows_number = finding.posts <= 1 or re.search(rf"\b{finding.posts}\b", said)
    number = "" if knows_number else f"{finding.posts} posts"
    posts = ": ".join(filter(None, (number, named)))
    return f"{said} ({posts})" if posts else said


def _listed(sources: Sequence[str], paths: Paths, *, characters: int, names: int | None) -> str:
    """List posts, as many as may be named, and how many there are more; empty if not one fits in."""
    most = len(sources) if names is None or len(sources) <= names + 1 else names
    characters -= len(" and 1000000 more")
    taken: list[str] = []
    for source in sources[:most]:
        path = one_line(visible(paths.of_source(source)))
        characters -= len(path) + 2
        if characters < 0:
            break
        taken.append(path)
    if not taken:
        return ""
    more = len(sources) - len(taken)
    *others, last = [*taken, f"{more} more"] if more else taken
    return f"{', '.join(others)} and {last}" if others else last


def crash(broken: Crash) -> str:
    """Say in one line what it means that a rule broke."""
    error = one_line(broken.error) or "no reason"
    if not broken.rule:
        return f"it could not be judged, so whether readers can pass it on is not known: {error}"
    return f"the rule {broken.rule} broke, so whether it finds something here is not known: {error}"


def post_of(finding: Finding) -> str:
    """Give the source of the post that a finding is about; empty for the site and its theme."""
    return finding.source if finding.is_about_a_post else ""


def posts_of(finding: Finding) -> tuple[str, ...]:
    """Give the sources of all posts that a finding concerns; none for the site."""
    return finding.sources or tuple(filter(None, (post_of(finding),)))


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by level, and leave the order within each as it is."""
    return sorted(findings, key=lambda finding: LEVELS.index(finding.level))


def summary(*verdicts: Verdict) -> str:
    """Sum the verdict on a site up in one line, or those on a site and its sub-sites together."""
    parts = (_found(verdicts), _unheard(verdicts), _opted_out(verdicts), _unknown(verdicts))
    return "; ".join(filter(None, parts))


def has_news(verdict: Verdict) -> bool:
    """Tell whether a verdict says more than how many posts are all right."""
    return bool(verdict.findings or verdict.crashes or verdict.gone or verdict.suppressed or verdict.baselined)


def _found(verdicts: Sequence[Verdict]) -> str:
    findings = [finding for verdict in verdicts for finding in verdict.findings]
    if not findings:
        return _nothing(verdicts)
    levels = Counter(finding.level for finding in findings)
    numbers = ", ".join(count(levels[level], level) for level in LEVELS if levels[level])
    unbuilt = sum(map(_is_without_page, findings))
    places = (
        ["the site" if len(verdicts) == 1 else "the sites"]
        if any(not finding.concerned for finding in findings)
        else []
    )
    places += [count(unbuilt, "source") + " without a page"] if unbuilt else []
    places += [_some(sum(map(_concerned, verdicts)), sum(verdict.posts for verdict in verdicts))]
    return f"{numbers} about {', '.join(places[:-1])}{' and ' if places[1:] else ''}{places[-1]}"


def _concerned(verdict: Verdict) -> int:
    """Count the posts that findings are about, those among them that a finding of the theme concerns."""
    judged = (finding for finding in verdict.findings if not _is_without_page(finding))
    return len({source for finding in judged for source in finding.concerned})


def _is_without_page(finding: Finding) -> bool:
    rule = all_rules().get(finding.rule)
    return rule is not None and rule.without_page


def _some(number: int, posts: int) -> str:
    if not number:
        return f"none of {count(posts, 'post')}"
    return f"all {posts} posts" if number == posts > 1 else f"{number} of {count(posts, 'post')}"


def _nothing(verdicts: Sequence[Verdict]) -> str:
    posts = sum(verdict.posts for verdict in verdicts)
    changed = [verdict.changed for verdict in verdicts if verdict.changed is not None]
    return (
        _nothing_since(verdicts[0].since, sum(changed), posts)
        if changed
        else f"nothing to mend in {count(posts, 'post')}"
    )


def _nothing_since(revision: str, changed: int, of: int) -> str:
    since = f"since `{one_line(revision)}`"
    if not changed:
        return f"no post of {of} changed {since}, and no other change breaks one"
    posts = "the post" if changed == 1 else f"the {changed} posts"
    return f"nothing to mend in {posts} that changed {since} (of {of})"


def _unheard(verdicts: Sequence[Verdict]) -> str:
    suppressed = sum(verdict.suppressed for verdict in verdicts)
    baselined = sum(verdict.baselined for verdict in verdicts)
    numbers = ((suppressed, "suppressed"), (baselined, "in the baseline"))
    return ", ".join(f"{number} {what}" for number, what in numbers if number)


def _opted_out(verdicts: Sequence[Verdict]) -> str:
    number = sum(verdict.opted_out for verdict in verdicts)
    return f"{count(number, 'post')} {'is' if number == 1 else 'are'} not meant to travel" if number else ""


def _unknown(verdicts: Sequence[Verdict]) -> str:
    number = sum(len(verdict.crashes) for verdict in verdicts)
    return f"rules broke {count(number, 'time')}" if number else ""
