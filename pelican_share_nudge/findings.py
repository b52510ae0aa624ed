"""What rules find, as plain data: levels, findings, verdicts, and what makes two findings one."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from msgspec import Struct

Level = Literal["error", "warning", "info"]
Setting = Literal["error", "warning", "info", "off"]
LEVELS: tuple[Level, ...] = ("error", "warning", "info")  # worst first

# What `nudge_ignore` takes for all rules.
EVERYTHING = frozenset(("all", "*"))


class Found(Struct, frozen=True, kw_only=True):
    """One thing that a rule found on a page. The rule does not name itself or the post: whoever asked it knows them.

    Attributes:
        message: what is wrong, what it means for the reader or the friend, and what to write instead.
        anchor: what it points at (a network, an address, a property); with the rule and the post it is the finding's
            identity, so it holds nothing that changes with a title, a language or a line. What a theme does to every
            post has the same anchor in every post.
        keys: keys of the front matter at which to mend it, as in `nudge_cta`; the first that the source has counts.
        text: what to look for in the source and in the theme's templates: an address as the page has it, a class …
        near: names of settings of which one stands in the same tag of the template as `text`.
        template: a template of the theme, such as `article.html`, that is to print what no template does.
        about: the address, path, source or value that is wrong, as the page has it: where a post's own source holds
            it, it stands there, and what changes the file to which it leads is what brought it in.
        source: of the post, where a rule about the site tells of one that has no page.
        level: a milder level than the rule's own.
        file: absolute path of the file to mend, where it is known; with `line`, from 1.
        of_theme: a template writes it, whatever the post's own source has that looks like it.
        setting: with which it is mended for all posts at once: it is said once, and stands there.
        only_here: it counts only where the post's own source has one of `keys`: not if a setting gave it the key.
    """

    message: str
    anchor: str = ""
    keys: tuple[str, ...] = ()
    text: str = ""
    near: tuple[str, ...] = ()
    template: str = ""
    about: str = ""
    source: str = ""
    level: Level | None = None
    file: str = ""
    line: int = 1
    of_theme: bool = False
    setting: str = ""
    only_here: bool = False


class Identity(NamedTuple):
    """What makes two findings of two builds the same one: never a line, a message or a machine."""

    rule: str
    source: str
    anchor: str


class Finding(Struct, frozen=True, kw_only=True):
    """One thing to mend, and where.

    Attributes:
        rule: the rule's name, such as `bad-metadata`.
        level: after the blog's own SHARE_NUDGE_LEVELS.
        source: the post's source, below the content folder and with `/`; `theme:templates/article.html` for a template
            of the theme; empty for the site.
        message: as in Found; one that concerns many posts says how many.
        line: in `file`, from 1.
        located: whether that line is the place itself; else it is line 1, and `page` shows it.
        anchor: as in Found.
        file: absolute path of the file to mend; empty when there is none (the site's settings).
        page: path below the output of the written page in which it shows; empty for the site.
        sources: of the posts that it concerns, each once, if it is said once for several: it is the theme's then.
        judged: how many posts were judged for it, those without it among them; 0 if it is about one post or the site.
        about: as in Found.
    """

    rule: str
    level: Level
    source: str
    message: str
    line: int = 1
    located: bool = True
    anchor: str = ""
    file: str = ""
    page: str = ""
    sources: tuple[str, ...] = ()
    judged: int = 0
    about: str = ""

    @property
    def identity(self) -> Identity:
        return Identity(self.rule, self.source, self.anchor)

    @property
    def posts(self) -> int:
        """How many posts it concerns."""
        return len(self.sources) or 1

    @property
    def is_about_a_post(self) -> bool:
        return is_post(self.source)

    @property
    def concerned(self) -> tuple[str, ...]:
        """The sources of the posts that it is about; none if it is about the site."""
        return self.sources or ((self.source,) if self.is_about_a_post else ())


class Crash(Struct, frozen=True):
    """A rule that did not work on a post: its verdict on that post is not known. Without a rule, none could look."""

    rule: str
    source: str
    error: str


class Record(NamedTuple):
    """One post that was judged; its findings are those of the verdict that name its source.

    Attributes:
        source: below the content folder and with `/`.
        title: plain text.
        address: what readers share.
        hooks: those that its page has, whoever wrote them: `share`, `email`, `copy`, `cta`.
        preview: what a friend sees of it: `title`, `description`, `picture`.
    """

    source: str
    title: str
    address: str
    hooks: tuple[str, ...] = ()
    preview: tuple[str, ...] = ()


class Verdict(Struct, frozen=True, kw_only=True):
    """What came out when the posts of one site were judged.

    Attributes:
        findings: in the order in which to mend them: the site's first, then post by post, worst first.
        posts: how many articles and pages were judged.
        unread: how many of them have no page to judge.
        opted_out: how many of them say `nudge: off`.
        suppressed: how many findings the blog or its posts do not want to hear.
        baselined: how many were known before.
        gone: what the baseline knows and nobody finds any more.
        crashes: rules that broke.
        site: SITEURL, else SITENAME: what to call the site among several.
        content: absolute path of the content folder.
        theme: absolute path of the theme's folder.
        templates: absolute paths of all folders of templates.
        sources: of the posts that were judged.
        records: of those that have a page.
        baseline: absolute path of the file that SHARE_NUDGE_BASELINE names; empty when it names none.
        since: the revision, when only what has changed since then is wanted.
        changed: how many of the posts have changed since then; None when all posts are wanted.
    """

    findings: tuple[Finding, ...] = ()
    posts: int = 0
    unread: int = 0
    opted_out: int = 0
    suppressed: int = 0
    baselined: int = 0
    gone: tuple[Identity, ...] = ()
    crashes: tuple[Crash, ...] = ()
    site: str = ""
    content: str = ""
    theme: str = ""
    templates: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()
    baseline: str = ""
    since: str = ""
    changed: int | None = None

    def count(self, level: Level) -> int:
        return sum(finding.level == level for finding in self.findings)


# What a message may quote of one post: what stands in backticks or quotation marks, and numbers; no property's name.
_VALUE = re.compile(
    r"(?P<name>`(?:(?:og|twitter|article):[\w:]+|canonical|description)`)|`[^`]*`|“[^”]*”|\d(?:[\d,.]*\d)?"
)


class Sentence(NamedTuple):
    """A message, taken apart: `words` stand around the `values`, and are one more than those."""

    words: tuple[str, ...]
    values: tuple[str, ...]


def sentence(message: str, *own: str) -> Sentence:
    """Take a message apart into what it says and of what, so that what several posts have in common is said once.

    Args:
        own: what the post alone has, such as the paths of its source and its page.
    """
    names = sorted(filter(None, own), key=len, reverse=True)
    pattern = re.compile("|".join((*map(re.escape, names), _VALUE.pattern))) if names else _VALUE
    words, values, start = [], [], 0
    for found in pattern.finditer(message):
        if found["name"] is None:
            words.append(message[start : found.start()])
            values.append(found[0])
            start = found.end()
    return Sentence((*words, message[start:]), tuple(values))


def is_post(source: str) -> bool:
    """Tell whether a finding's source is a post, and not the site or its theme."""
    return bool(source) and not source.startswith("theme:")


def at_or_above(level: Level, threshold: Level) -> bool:
    """Tell whether a level is as bad as a threshold, or worse."""
    return LEVELS.index(level) <= LEVELS.index(threshold)


@cache
def rule_names() -> tuple[str, ...]:
    """List the rules: the name of a rule is that of its file."""
    names = (entry.name for entry in files("pelican_share_nudge.rules").iterdir())
    modules = (name.removesuffix(".py") for name in names if name.endswith(".py") and not name.startswith("_"))
    return tuple(sorted(module.replace("_", "-") for module in modules if module != "kit"))


def rule_name(written: str) -> str:
    """Read a rule's name as people write it: letter case does not matter, nor whether `-` or `_` joins."""
    return written.strip().lower().replace("_", "-")


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings: the site and its theme first, then the post with the worst finding; within one, worst first."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(_group(finding), []).append(finding)
    groups = sorted(grouped.items(), key=lambda group: (group[0] != "", _worst(group[1]), group[0]))
    return tuple(finding for _, group in groups for finding in sorted(group, key=_place_in_group))


def _group(finding: Finding) -> str:
    return finding.source if finding.is_about_a_post else ""


def _worst(findings: Iterable[Finding]) -> int:
    return min(LEVELS.index(finding.level) for finding in findings)


def _place_in_group(finding: Finding) -> tuple[int, int, str, str, str]:
    return LEVELS.index(finding.level), finding.line, finding.rule, finding.anchor, finding.message


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Give each finding a fingerprint of 64 hexadecimal digits, its own one each: SHA-256 of identity and count."""
    seen: Counter[Identity] = Counter()
    result = []
    for finding in findings:
        seen[finding.identity] += 1
        text = json.dumps([*finding.identity, seen[finding.identity]], ensure_ascii=True)
        result.append(hashlib.sha256(text.encode("ascii")).hexdigest())
    return result
