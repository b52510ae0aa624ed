"""Asks the rules about each page, and puts together what they found: muting, levels, suppression, the theme's share."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pelican_share_nudge.config import Config
from pelican_share_nudge.findings import (
    EVERYTHING,
    LEVELS,
    Crash,
    Finding,
    Found,
    Level,
    Setting,
    Verdict,
    in_order,
    rule_name,
)
from pelican_share_nudge.page import Page
from pelican_share_nudge.post import Post, stands_in
from pelican_share_nudge.rules import Rule, Section, all_rules
from pelican_share_nudge.site import Site
from pelican_share_nudge.sources import Position, Sources

# What so many posts have in common is not theirs: it is said once for the site.
SHARED_BY = 0.9
SHARED_AT_LEAST = 3

_NOT_OF_OPTED_OUT: frozenset[Section] = frozenset(("hooks", "preview", "content"))
_NOT_OF_EMPTY_PAGES: frozenset[Section] = frozenset(("preview", "links", "content"))
_ABOUT_IGNORING = frozenset(("unknown-ignore", "unused-ignore"))
_CRASHES_AT_MOST = 100


_Check = Callable[[Page, Post, Site], Iterable[Found]]


class _Noted(NamedTuple):
    """What a rule found on a post, until all posts have been seen."""

    rule: str
    found: Found
    source: str
    file: str
    page: str
    own: bool


class Judge:
    """Judges the posts of one site, one page after the other. It keeps what was found, and no page.

    Args:
        select: the only rules to ask, whatever their level; None for all that are on.
        ignore: rules not to ask.
    """

    def __init__(
        self, site: Site, *, select: frozenset[str] | None = None, ignore: frozenset[str] = frozenset()
    ) -> None:
        self._site = site
        self._levels = levels(site.config, select=select, ignore=ignore)
        rules = all_rules()
        # A rule that is off is asked all the same where it can mute one that is on.
        self._rules = [rule for rule in rules.values() if rule.name in self._levels or rule.mutes & self._levels.keys()]
        self._ignored = frozenset(map(rule_name, site.config.ignore))
        self._noted: list[_Noted] = []
        self._gathered: dict[str, dict[str, Any]] = {rule.name: {} for rule in self._rules if rule.gather}
        self._crashes: list[Crash] = []
        self._posts = self._opted_out = self._suppressed = self._unread = 0
        # How many posts have it, those that do not want to hear of it among them.
        self._counts: Counter[tuple[str, str]] = Counter()
        self._of_site = {rule.name: self._ask_site(rule) for rule in self._rules if rule.check_site}
        self._muted = frozenset(name for rule in self._rules if self._of_site.get(rule.name) for name in rule.mutes)
        self._checks: dict[tuple[bool, bool, bool], list[tuple[Rule, _Check]]] = {}
        self._gathering = [rule for rule in self._rules if rule.gather]

    # Post by post

    def look(self, page: Page, post: Post) -> None:
        """Ask all rules about one post."""
        self._posts += 1
        self._opted_out += not post.travels
        self._unread += page.missing
        found: dict[str, list[Found]] = {}
        site = self._site
        for rule, check in self._asked(post.travels, page.size > 0, bool(page.sharing or page.widgets)):
            try:
                result = [*check(page, post, site)]
            except Exception as error:  # One rule's mistake must not keep the others from looking.
                self._note_crash(rule, post.source, error)
                continue
            if result:
                found[rule.name] = result
        for rule in self._gathering:
            if (post.travels or rule.section not in _NOT_OF_OPTED_OUT) and (
                page.size or rule.section not in _NOT_OF_EMPTY_PAGES
            ):
                self._gather(rule, page, post)
        if not page.missing:
            self._ask_afterwards(post, found)
        if found:
            self._note(found, page, post)

    def _asked(self, travels: bool, has_text: bool, has_sharing: bool) -> list[tuple[Rule, _Check]]:
        """List the rules to ask about a post that travels or not, with a page that is empty or not, and has links and
        widgets to share with that the plugin did not write, or has none."""
        key = (travels, has_text, has_sharing)
        if key not in self._checks:
            left_out = (frozenset() if travels else _NOT_OF_OPTED_OUT) | (
                frozenset() if has_text else _NOT_OF_EMPTY_PAGES
            )
            self._checks[key] = [
                (rule, rule.check)
                for rule in self._rules
                if rule.check and rule.section not in left_out and (has_sharing or not rule.about_sharing)
            ]
        return self._checks[key]

    def _ask(self, rule: Rule, source: str, check: Callable[..., Iterable[Found]], *values: Any) -> list[Found]:
        try:
            return list(check(*values))
        except Exception as error:  # One rule's mistake must not keep the others from looking.
            self._note_crash(rule, source, error)
            return []

    def _ask_site(self, rule: Rule) -> list[Found]:
        assert rule.check_site is not None
        return self._ask(rule, "", rule.check_site, self._site)

    def _gather(self, rule: Rule, page: Page, post: Post) -> None:
        assert rule.gather is not None
        try:
            value = rule.gather(page, post, self._site)
        except Exception as error:
            self._note_crash(rule, post.source, error)
            return
        if value is not None:
            self._gathered[rule.name][post.source] = value

    def could_not_look(self, source: str, error: Exception) -> None:
        """Take down that a post could not be judged at all."""
        self._posts += 1
        self._note_crash(None, source, error)

    def _note_crash(self, rule: Rule | None, source: str, error: Exception) -> None:
        if len(self._crashes) < _CRASHES_AT_MOST:
            self._crashes.append(Crash(rule.name if rule else "", source, f"{type(error).__name__}: {error}"))

    def _ask_afterwards(self, post: Post, found: dict[str, list[Found]]) -> None:
        """Ask the rules that judge what the post does not want to hear."""
        if not post.ignored:
            return
        names = frozenset(found)
        judged = frozenset(rule.name for rule in self._rules if rule.check and rule.name not in self._muted)
        for rule in self._rules:
            if rule.after and (result := self._ask(rule, post.source, rule.after, post, names, judged, self._site)):
                found[rule.name] = result

    def _note(self, found: Mapping[str, list[Found]], page: Page, post: Post) -> None:
        rules = all_rules()
        muted = self._muted.union(*(rules[name].mutes for name in found))
        ignored = frozenset(map(rule_name, post.ignored))
        for name, results in found.items():
            if name in muted or name not in self._levels:
                continue
            silent = name in self._ignored or (bool(ignored) and _is_ignored(name, ignored))
            self._suppressed += len(results) if silent else 0
            for result in results:
                own = page.missing or _is_own(result, post)
                if not own:
                    self._counts[name, result.anchor] += 1
                if not silent:
                    self._noted.append(_Noted(name, result, post.source, post.file, page.path, own))

    # All posts

    def verdict(self, sources: Sources, *, content: str, theme: str) -> Verdict:
        """Put together what was found.

        Args:
            sources: finds lines.
            content: absolute path of the content folder.
            theme: absolute path of the theme's folder.
        """
        self._compare(content)
        findings = [*self._about_the_site(sources, content), *self._about_posts(sources, theme)]
        return Verdict(
            findings=in_order(findings),
            posts=self._posts,
            unread=self._unread,
            opted_out=self._opted_out,
            suppressed=self._suppressed,
            crashes=tuple(self._crashes),
            site=self._site.address or self._site.name,
            content=content,
            theme=theme,
            templates=sources.templates,
        )

    def _compare(self, content: str) -> None:
        for rule in self._rules:
            if rule.compare is None:
                continue
            try:
                results = list(rule.compare(self._gathered[rule.name], self._site))
            except Exception as error:
                self._note_crash(rule, "", error)
                continue
            for source, found in results:
                if source:
                    self._noted.append(_Noted(rule.name, found, source, os.path.join(content, source), "", own=True))
                else:
                    self._of_site.setdefault(rule.name, []).append(found)

    def _about_the_site(self, sources: Sources, content: str) -> Iterator[Finding]:
        for name, results in self._of_site.items():
            if name not in self._levels or name in self._muted:
                continue
            if name in self._ignored:
                self._suppressed += len(results)
                continue
            for found in results:
                if name == "post-not-built":
                    yield self._finding(name, found, source=found.anchor, file=os.path.join(content, found.anchor))
                else:
                    yield self._finding(name, found, at=sources.setting(found.keys))

    def _about_posts(self, sources: Sources, theme: str) -> Iterator[Finding]:
        """Tell the theme's findings from the posts' own, and find their lines."""
        places: dict[tuple[str, str], Position | None] = {}
        shared: dict[tuple[str, str], list[_Noted]] = {}
        for noted in self._noted:
            key = (noted.rule, noted.found.anchor)
            if noted.own:
                yield from self._own_finding(noted, sources)
                continue
            if key not in places:
                places[key] = sources.template(noted.found.text) if noted.found.text else None
            if places[key] is None and not self._is_shared(noted.rule, self._counts[key]):
                yield from self._own_finding(noted, sources)
            else:
                shared.setdefault(key, []).append(noted)
        for key, several in shared.items():
            yield self._theme_finding(several, places[key], sources, theme)

    def _is_shared(self, rule: str, count: int) -> bool:
        return count >= max(SHARED_AT_LEAST, SHARED_BY * self._judged_by(rule))

    def _judged_by(self, rule: str) -> int:
        return self._posts - (self._opted_out if all_rules()[rule].section in _NOT_OF_OPTED_OUT else 0)

    def _theme_finding(self, several: list[_Noted], place: Position | None, sources: Sources, theme: str) -> Finding:
        first = several[0]
        source = ""
        if place is not None:
            below = os.path.relpath(place.file, theme) if theme else place.file
            source = "theme:" + (os.path.basename(place.file) if below.startswith("..") else below).replace(os.sep, "/")
        posts = self._judged_by(first.rule)
        message = first.found.message
        if posts > 1:
            named = f" (theme `{self._site.theme}`)" if self._site.theme else ""
            message = f"On {len(several)} of {posts} posts{named}: {message}"
        return self._finding(
            first.rule,
            first.found,
            source=source,
            message=message,
            at=place or sources.setting(("THEME",)),
            page=first.page,
            sources=tuple(noted.source for noted in several),
        )

    def _own_finding(self, noted: _Noted, sources: Sources) -> Iterator[Finding]:
        found = noted.found
        place = sources.key(noted.file, found.keys) if found.keys and noted.file else None
        if place is None and found.only_here:
            return
        if place is None and found.text and noted.file:
            place = sources.text(noted.file, found.text)
        yield self._finding(noted.rule, found, source=noted.source, file=noted.file, at=place, page=noted.page)

    def _finding(
        self,
        rule: str,
        found: Found,
        *,
        source: str = "",
        message: str = "",
        file: str = "",
        at: Position | None = None,
        page: str = "",
        sources: tuple[str, ...] = (),
    ) -> Finding:
        return Finding(
            rule=rule,
            level=milder(self._levels[rule], found.level),
            source=source,
            message=message or found.message,
            line=at.line if at else 1,
            located=at is not None,
            anchor=found.anchor if source != found.anchor else "",
            file=at.file if at else file,
            page=page,
            sources=sources,
        )


def _is_ignored(name: str, ignored: frozenset[str]) -> bool:
    """Tell whether a post does not want to hear of a rule; `all` hides nothing of what it hides itself."""
    return name in ignored or (name not in _ABOUT_IGNORING and not EVERYTHING.isdisjoint(ignored))


def levels(
    config: Config, *, select: frozenset[str] | None = None, ignore: frozenset[str] = frozenset()
) -> dict[str, Level]:
    """Give the level of each rule that is on.

    `*` in SHARE_NUDGE_LEVELS means the rules that nobody names; it turns none on that is off. A rule that is off and
    selected is a warning.
    """
    wanted: dict[str, Level] = {}
    for rule in all_rules().values():
        level: Setting = config.levels.get(rule.name, config.levels.get("*", rule.level))
        if rule.level == "off" and rule.name not in config.levels:
            level = "off"
        if select is not None:
            level = "off" if rule.name not in select else "warning" if level == "off" else level
        if level != "off" and rule.name not in ignore:
            wanted[rule.name] = level
    return wanted


def milder(level: Level, other: Level | None) -> Level:
    """Give the milder of two levels."""
    return max(level, other or level, key=LEVELS.index)


def _is_own(found: Found, post: Post) -> bool:
    """Tell whether the cause is in the post's own source: its front matter or its text."""
    if found.keys and not post.keys.isdisjoint(found.keys):
        return True
    return bool(found.text) and stands_in(found.text, post.content)
