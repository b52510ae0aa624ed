"""Asks the rules about each page, and puts together what they found: muting, levels, suppression, the theme's share."""

from __future__ import annotations

import html
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

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
    sentence,
)
from pelican_share_nudge.judge.sources import Position, Sources
from pelican_share_nudge.judge.spilled import without_spilled
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post, stands_in
from pelican_share_nudge.rules import Rule, Section, all_rules
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.site.site import Site

# What so many posts have in common is not theirs: it is said once for the site.
SHARED_BY = 0.9
SHARED_AT_LEAST = 3

_NOT_OF_OPTED_OUT: frozenset[Section] = frozenset(("hooks", "preview", "content"))
_NOT_OF_EMPTY_PAGES: frozenset[Section] = frozenset(("preview", "links", "content"))
_ABOUT_IGNORING = frozenset(("unknown-ignore", "unused-ignore"))
_CRASHES_AT_MOST = 100


_Check = Callable[[Page, Post, Site], Iterable[Found]]
_Asked = tuple[list[tuple[Rule, _Check]], list[Rule]]  # those that check, and those that gather


class _Pair(NamedTuple):
    page: Page
    post: Post


_Key = tuple[str, str]  # a rule and an anchor


class _Noted(NamedTuple):
    """What a rule found on a post, until all posts have been seen."""

    key: _Key
    found: Found
    source: str
    file: str
    page: str
    own: bool

    @property
    def rule(self) -> str:
        return self.key[0]


class Judge:
    """Judges the posts of one site, one page after the other. It keeps what was found, and no page.

    Args:
        select: the only rules to ask, whatever their level; None for all that are on.
        ignore: rules not to ask.
    """

    def __init__(
        self, site: Site, *, select: frozenset[str] | None = None, ignore: frozenset[str] = frozenset()
    ) -> None:
        self._levels = levels(site.config, select=select, ignore=ignore)
        self._site = replace(site, asked=frozenset(self._levels))
        self._rules = [rule for rule in all_rules().values() if rule.name in self._levels]
        self._ignored = frozenset(map(rule_name, site.config.ignore))
        self._noted: list[_Noted] = []
        self._gathered: dict[str, dict[str, Any]] = {rule.name: {} for rule in self._rules if rule.gather}
        self._crashes: list[Crash] = []
        self._opted_out = self._suppressed = self._unread = 0
        self._sources: list[str] = []
        # How many posts of each kind were judged, by whether they travel and have a page that is not empty.
        self._looked: Counter[tuple[bool, bool]] = Counter()
        # How many posts have it, those that do not want to hear of it among them.
        self._counts: Counter[_Key] = Counter()
        self._alike: Counter[tuple[_Key, str]] = Counter()  # with the very same message
        self._of_site = {rule.name: self._ask_site(rule) for rule in self._rules if rule.check_site}
        self._muted = muted(name for name, found in self._of_site.items() if found and name not in self._ignored)
        self._named = ("post.travels", "page.size", *{need: None for rule in self._rules for need in rule.needs})
        self._facts = attrgetter(*self._named)
        self._by_facts: dict[tuple[bool, ...], _Asked] = {}

    # Post by post

    def look(self, page: Page, post: Post) -> None:
        """Ask all rules about one post."""
        self._sources.append(post.source)
        self._looked[post.travels, page.size > 0] += 1
        self._opted_out += not post.travels
        self._unread += page.missing
        found: dict[str, list[Found]] = {}
        site = self._site
        page = without_spilled(page, post) if page.broken_metas else page
        checks, gatherers = self._asked(page, post)
        for rule, check in checks:
            try:
                result = [*check(page, post, site)]
            except Exception as error:  # One rule's mistake must not keep the others from looking.
                self._note_crash(rule, post.source, error)
                continue
            if result:
                found[rule.name] = result
        for rule in gatherers:
            self._gather(rule, page, post)
        if not page.missing:
            self._ask_afterwards(post, found)
        if found:
            self._note(found, page, post)

    def _asked(self, page: Page, post: Post) -> _Asked:
        """List the rules to ask about a post: which those are depends on what it has none of."""
        key = (*map(bool, self._facts(_Pair(page, post))),)
        if key not in self._by_facts:
            has = dict(zip(self._named, key, strict=True))
            rules = [rule for rule in self._rules if _is_for(rule, *key[:2]) and _has_any(rule.needs, has)]
            checks = [(rule, rule.check) for rule in rules if rule.check]
            self._by_facts[key] = checks, [rule for rule in rules if rule.gather]
        return self._by_facts[key]

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
        self._sources.append(source)
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
        ignored = frozenset(map(rule_name, post.ignored))
        silenced = {name for name in found if name in self._ignored or (ignored and _is_ignored(name, ignored))}
        no_news = self._muted | muted(found.keys() - silenced - self._muted)
        no_loss = no_news | muted(found)  # Had all been heard, these would not have been said.
        has_text = any(result.text for results in found.values() for result in results)
        hrefs = Counter(link.href for link in page.links) if has_text else Counter()
        for name, results in found.items():
            if name in no_news:
                continue
            silent = name in silenced
            told: set[tuple[str, bool]] = set()
            for one, is_own in _by_writer(results, page, post, hrefs):
                if (one.anchor, is_own) in told:
                    continue
                told.add((one.anchor, is_own))
                self._suppressed += silent and name not in no_loss
                key = name, one.anchor
                if not is_own:
                    self._counts[key] += 1
                    self._alike[key, one.message] += 1
                if not silent:
                    self._noted.append(_Noted(key, one, post.source, post.file, page.path, is_own))

    # All posts

    def verdict(self, sources: Sources, *, content: str, theme: str) -> Verdict:
        """Put together what was found.

        Args:
            sources: finds lines.
            content: absolute path of the content folder.
            theme: absolute path of the theme's folder.
        """
        self._compare(content)
        findings = [*self._about_the_site(sources, content, theme), *self._about_posts(sources, theme)]
        return Verdict(
            findings=in_order(findings),
            posts=len(self._sources),
            unread=self._unread,
            opted_out=self._opted_out,
            suppressed=self._suppressed,
            crashes=tuple(self._crashes),
            site=self._site.address or self._site.name,
            content=content,
            theme=theme,
            templates=sources.templates,
            sources=tuple(self._sources),
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
                    key = rule.name, found.anchor
                    self._noted.append(_Noted(key, found, source, os.path.join(content, source), "", own=True))
                else:
                    self._of_site.setdefault(rule.name, []).append(found)

    def _about_the_site(self, sources: Sources, content: str, theme: str) -> Iterator[Finding]:
        for name, results in self._of_site.items():
            if name in self._muted:
                continue
            if name in self._ignored:
                self._suppressed += len(results)
                continue
            for found in results:
                if name == "post-not-built":
                    yield self._finding(name, found, source=found.anchor, file=os.path.join(content, found.anchor))
                else:
                    template = sources.template(found.text, near=found.near) if found.text else None
                    source = f"theme:{_in_theme(template, theme)}" if template else ""
                    yield self._finding(name, found, source=source, at=template or sources.setting(found.keys))

    def _about_posts(self, sources: Sources, theme: str) -> Iterator[Finding]:
        """Tell the theme's findings from the posts' own, and find their lines."""
        in_common = {key for key, count in self._counts.items() if self._is_shared(key, count)}
        said = {key: message for (key, message), count in self._alike.items() if self._is_shared(key, count)}
        shared: dict[_Key, list[_Noted]] = {}
        for noted in self._noted:
            message = noted.found.message
            # Where most have the very same, a post that has another value has its own.
            is_alike = noted.key in in_common and said.get(noted.key, message) == message
            if not noted.own and (is_alike or noted.found.file):
                shared.setdefault(noted.key, []).append(noted)
            else:
                yield from self._own_finding(noted, sources, theme)
        for several in shared.values():
            for of_one_sentence in _by_sentence(several):
                yield self._theme_finding(of_one_sentence, sources, theme)

    def _is_shared(self, key: _Key, count: int) -> bool:
        return count >= SHARED_AT_LEAST and is_shared(count, of=self._judged_by(key[0]))

    def _judged_by(self, name: str) -> int:
        rule = all_rules()[name]
        return sum(count for kind, count in self._looked.items() if _is_for(rule, *kind))

    def _theme_finding(self, several: list[_Noted], sources: Sources, theme: str) -> Finding:
        """Say once what is in nine posts in ten, or certainly the template's, with the worst level and the values that
        are most often in it."""
        first = _first_to_show(several)
        place = _known_place(first.found)
        if place is None and first.found.text:
            place = sources.template(first.found.text, near=first.found.near)
        if place is None and first.found.template:
            place = sources.head(first.found.template)
        posts = self._judged_by(first.rule)
        named = f" (theme `{self._site.theme}`)" if self._site.theme else ""
        differ = len({noted.found.message for noted in several}) > 1
        example = f", not everywhere the same; in `{first.source}`" if differ else ""
        return self._finding(
            first.rule,
            first.found,
            source=f"theme:{_in_theme(place, theme)}" if place else "",
            message=f"On {len(several)} of {posts} posts{named}{example}: {first.found.message}",
            at=place or sources.setting((*first.found.near, "THEME")),
            page=first.page,
            sources=tuple(noted.source for noted in several),
            judged=posts,
        )

    def _own_finding(self, noted: _Noted, sources: Sources, theme: str) -> Iterator[Finding]:
        found = noted.found
        asked_for = sources.value(noted.file, found.about) if found.of_theme and noted.file and found.about else None
        is_of_theme = found.of_theme and found.text and asked_for is None
        in_theme = sources.template(found.text, near=found.near) if is_of_theme else None
        place = asked_for or in_theme
        if place is None and found.keys and noted.file:
            place = sources.key(noted.file, found.keys)
        if place is None and found.only_here:
            return
        for text in filter(None, (found.text if noted.own else "", found.about) if noted.file else ()):
            place = place or sources.text(noted.file, text, in_code=noted.own)
        template = (
            sources.template(found.text, near=found.near) if place is None and found.text and not noted.own else None
        )
        where = f" In the theme, `{_in_theme(template, theme)}` line {template.line} may print it." if template else ""
        yield self._finding(
            noted.rule,
            found,
            source=noted.source,
            message=found.message + where,
            file=noted.file,
            at=place,
            page=noted.page,
            sources=(noted.source,) if in_theme else (),
        )

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
        judged: int = 0,
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
            judged=judged,
            about=found.about,
        )


def is_shared(count: int, *, of: int) -> bool:
    """Tell whether so many posts of those that were judged have something that it is the theme's, and not theirs."""
    return count >= max(SHARED_AT_LEAST, SHARED_BY * of)


def _has_any(needs: Collection[str], has: Mapping[str, bool]) -> bool:
    return not needs or any(has[need] for need in needs)


def _is_for(rule: Rule, travels: bool, has_text: bool) -> bool:
    """Tell whether a rule is asked about such a post."""
    return (travels or rule.section not in _NOT_OF_OPTED_OUT) and (has_text or rule.section not in _NOT_OF_EMPTY_PAGES)


def _by_sentence(several: Iterable[_Noted]) -> Iterable[list[_Noted]]:
    """Part what begins with a sentence in other words, and not only of other values: it is another fault. What follows
    is how to mend it, which may differ from post to post."""
    alike: dict[tuple[str, ...], list[_Noted]] = {}
    for noted in several:
        message = noted.found.message
        names = tuple(name for name in (noted.source, noted.page) if name in message)
        alike.setdefault(_first_sentence(message, names), []).append(noted)
    return alike.values()


@lru_cache(maxsize=256)  # Most posts have the very same.
def _first_sentence(message: str, names: tuple[str, ...]) -> tuple[str, ...]:
    words = sentence(message, *names).words
    for place, part in enumerate(words):
        if ". " in part:
            return (*words[:place], part.partition(". ")[0])
    return words


def _first_to_show(several: list[_Noted]) -> _Noted:
    """Choose the finding that speaks for several: of the worst level, and with the message that most of them have."""
    worst = min(_rank(noted) for noted in several)
    bad = [noted for noted in several if _rank(noted) == worst]
    message = Counter(noted.found.message for noted in bad).most_common(1)[0][0]
    return next(noted for noted in bad if noted.found.message == message)


def _rank(noted: _Noted) -> int:
    return LEVELS.index(noted.found.level or LEVELS[0])


def _in_theme(place: Position, theme: str) -> str:
    """Name a template by its path in the theme's folder, or by its name alone if it lies elsewhere."""
    below = os.path.relpath(place.file, theme) if theme else place.file
    return (os.path.basename(place.file) if below.startswith("..") else below).replace(os.sep, "/")


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


def muted(heard: Iterable[str]) -> frozenset[str]:
    """List the rules that are no news beside those that found something and are heard: what is muted mutes nothing."""
    rules, left = all_rules(), set(heard)
    silent: set[str] = set()
    if not any(rules[name].mutes for name in left):
        return frozenset()
    while left:
        # Those that none of the others mutes are said for certain.
        said = {name for name in left if not any(name in rules[other].mutes for other in left - {name})} or set(left)
        mutes = frozenset().union(*(rules[name].mutes for name in said))
        silent |= mutes
        left -= said | mutes
    return frozenset(silent)


def milder(level: Level, other: Level | None) -> Level:
    """Give the milder of two levels."""
    return max(level, other or level, key=LEVELS.index)


def _known_place(found: Found) -> Position | None:
    """Give the place that a rule knows, so that it need not be looked for."""
    return Position(found.file, found.line) if found.file else None


def _by_writer(
    results: Iterable[Found], page: Page, post: Post, hrefs: Mapping[str, int]
) -> Iterator[tuple[Found, bool]]:
    """Tell for each thing that was found whether it is the post's own; one that both have, post and theme, is two."""
    for found in results:
        own = page.missing or _is_own(found, post, hrefs)
        yield found, own
        by_text = own and not page.missing and post.keys.isdisjoint(found.keys)
        times = hrefs.get(found.text, 0) if by_text else 0
        if times and 0 < html.unescape(post.content).count(found.text) < times:
            yield replace(found, of_theme=True), False


def _is_own(found: Found, post: Post, hrefs: Collection[str]) -> bool:
    """Tell whether the cause is in the post's own source: its front matter or its text."""
    if found.of_theme:
        return False
    if found.keys and not post.keys.isdisjoint(found.keys):
        return True
    return bool(found.text) and stands_in(found.text, post.content, hrefs)
