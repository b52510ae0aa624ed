"""Asks the rules about each page, and puts together what they found: muting, levels, suppression, the theme's share."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pelican_share_nudge.findings import (
    Crash,
    Finding,
    Found,
    Record,
    Verdict,
    in_order,
    rule_name,
)
from pelican_share_nudge.judge.in_common import SHARED_AT_LEAST, Key, Noted, by_sentence, by_writer, is_shared
from pelican_share_nudge.judge.levels import is_ignored, levels, muted
from pelican_share_nudge.judge.placing import Placing
from pelican_share_nudge.judge.record import record_of
from pelican_share_nudge.judge.sources import Sources
from pelican_share_nudge.judge.spilled import without_spilled
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules import Rule, Section, all_rules
from pelican_share_nudge.site.site import Site

_NOT_OF_OPTED_OUT: frozenset[Section] = frozenset(("hooks", "preview", "content"))
_NOT_OF_EMPTY_PAGES: frozenset[Section] = frozenset(("preview", "links", "content"))
_CRASHES_AT_MOST = 100


_Check = Callable[[Page, Post, Site], Iterable[Found]]
_Asked = tuple[list[tuple[Rule, _Check]], list[Rule]]  # those that check, and those that gather


class _Pair(Struct, frozen=True):
    page: Page
    post: Post


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
        self._noted: list[Noted] = []
        self._gathered: dict[str, dict[str, Any]] = {rule.name: {} for rule in self._rules if rule.gather}
        self._crashes: list[Crash] = []
        self._opted_out = self._suppressed = self._unread = 0
        self._sources: list[str] = []
        self._records: list[Record] = []
        # How many posts of each kind were judged, by whether they travel and have a page that is not empty.
        self._looked: Counter[tuple[bool, bool]] = Counter()
        # How many posts have it, those that do not want to hear of it among them.
        self._counts: Counter[Key] = Counter()
        self._alike: Counter[tuple[Key, str]] = Counter()  # with the very same message
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
            if result := self._ask(rule, post.source, check, page, post, site):
                found[rule.name] = result
        for rule in gatherers:
            self._gather(rule, page, post)
        if not page.missing:
            self._ask_afterwards(post, found)
            self._records.append(record_of(page, post, site))
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
        silenced = {name for name in found if name in self._ignored or (ignored and is_ignored(name, ignored))}
        no_news = self._muted | muted(found.keys() - silenced - self._muted)
        # Had all been heard, these would not have been said.
        no_loss = no_news | muted(found) if silenced else no_news
        has_text = any(result.text for results in found.values() for result in results)
        hrefs = Counter(link.href for link in page.links) if has_text else Counter()
        for name, results in found.items():
            if name in no_news:
                continue
            silent = name in silenced
            told: set[tuple[str, bool]] = set()
            for one, is_own in by_writer(results, page, post, hrefs):
                if (one.anchor, is_own) in told:
                    continue
                told.add((one.anchor, is_own))
                self._suppressed += silent and name not in no_loss
                key = name, one.anchor
                if not is_own:
                    self._counts[key] += 1
                    self._alike[key, one.message] += 1
                if not silent:
                    self._noted.append(Noted(key, one, post.source, post.file, page.path, is_own))

    # All posts

    def verdict(self, sources: Sources, *, content: str, theme: str) -> Verdict:
        """Put together what was found.

        Args:
            sources: finds lines.
            content: absolute path of the content folder.
            theme: absolute path of the theme's folder.
        """
        self._compare(content)
        placing = Placing(sources=sources, levels=self._levels, content=content, theme=theme, name=self._site.theme)
        findings = [*self._about_the_site(placing), *self._about_posts(placing)]
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
            records=tuple(self._records),
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
                    self._noted.append(Noted(key, found, source, os.path.join(content, source), "", own=True))
                else:
                    self._of_site.setdefault(rule.name, []).append(found)

    def _about_the_site(self, placing: Placing) -> Iterator[Finding]:
        for name, results in self._of_site.items():
            if name in self._muted:
                continue
            if name in self._ignored:
                self._suppressed += len(results)
                continue
            yield from (placing.of_site(name, found) for found in results)

    def _about_posts(self, placing: Placing) -> Iterator[Finding]:
        """Tell the theme's findings from the posts' own, and find their lines."""
        in_common = {key for key, count in self._counts.items() if self._is_shared(key, count)}
        said = {key: message for (key, message), count in self._alike.items() if self._is_shared(key, count)}
        shared: dict[Key, list[Noted]] = {}
        for noted in self._noted:
            message = noted.found.message
            # Where most have the very same, a post that has another value has its own.
            is_alike = noted.key in in_common and said.get(noted.key, message) == message
            if not noted.own and (is_alike or noted.found.file or noted.found.setting):
                shared.setdefault(noted.key, []).append(noted)
            else:
                yield from placing.of_post(noted)
        for several in shared.values():
            for of_one_sentence in by_sentence(several):
                yield placing.of_theme(of_one_sentence, self._judged_by(of_one_sentence[0].rule))

    def _is_shared(self, key: Key, count: int) -> bool:
        return count >= SHARED_AT_LEAST and is_shared(count, of=self._judged_by(key[0]))

    def _judged_by(self, name: str) -> int:
        rule = all_rules()[name]
        return sum(count for kind, count in self._looked.items() if _is_for(rule, *kind))


def _has_any(needs: Collection[str], has: Mapping[str, bool]) -> bool:
    return not needs or any(has[need] for need in needs)


def _is_for(rule: Rule, travels: bool, has_text: bool) -> bool:
    """Tell whether a rule is asked about such a post."""
    return (travels or rule.section not in _NOT_OF_OPTED_OUT) and (has_text or rule.section not in _NOT_OF_EMPTY_PAGES)
