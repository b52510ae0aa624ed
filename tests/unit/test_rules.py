"""Each rule on its own pages: what it must catch, and what it must leave alone. A case is a file, see tests/rules/."""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from support.builds import TESTS

from pelican_share_nudge.findings import Finding, rule_names, sentence
from pelican_share_nudge.judge.judge import Judge
from pelican_share_nudge.judge.sources import Sources
from pelican_share_nudge.page import reader
from pelican_share_nudge.page.facts import CardProblem, Page, TemplateMistake
from pelican_share_nudge.page.forms import forms_of
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules import SECTIONS, all_rules
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import KEYS, MetadataProblem
from pelican_share_nudge.site.site import Output, Site
from pelican_share_nudge.site.theme import Prints
from pelican_share_nudge.text import plain_text

RULES = TESTS / "rules"
CONTENT = re.compile(r"<!--content-->(.*?)<!--/content-->", re.DOTALL)
KEY = re.compile(r"^:?([A-Za-z][\w-]*):|<meta name=\"([\w-]+)\"", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    rule: str
    name: str
    table: dict[str, Any]

    @property
    def folder(self) -> Path:
        return RULES / self.rule

    @property
    def source(self) -> Path | None:
        names = (f"{self.name}.md", f"{self.name}.rst", f"{self.name}.source.html")
        return next((self.folder / name for name in names if (self.folder / name).is_file()), None)


def cases() -> list[Case]:
    return [
        Case(path.parent.name, name, table)
        for path in sorted(RULES.glob("*/expected.toml"))
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items()
    ]


def keys_of(source: Path | None) -> frozenset[str]:
    """List the keys in the head of a source; values that continue a line of text do not matter here."""
    head = source.read_text(encoding="utf-8").split("\n\n\n")[0] if source else ""
    return frozenset((found[1] or found[2]).lower().replace("-", "_") for found in KEY.finditer(head))


def post_of(case: Case, page: str) -> Post:
    source = case.source
    content = CONTENT.search(page)
    values: dict[str, Any] = {
        "title": "A post",
        "address": "https://blog.example/post.html",
        "own_address": "https://blog.example/post.html",
        "page": "post.html",
        "language": "en",
        "source": source.name if source else "",
        "file": str(source) if source else "",
        "keys": keys_of(source),
        "content": content[1] if content else "",
    } | case.table.get("post", {})
    for name in ("keys", "without"):
        values[name] = frozenset(values.get(name, ()))
    values["title"] = plain_text(values["title"])
    values["problems"] = tuple(MetadataProblem(**problem) for problem in values.get("problems", ()))
    return Post(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})


def page_of(case: Case, text: str, post: Post, site: Site) -> Page:
    own, networks = (post.address, post.own_address), forms_of(site.config.known_networks)
    page = reader.read(text, path=post.page, networks=networks, own=own, content=post.content)
    values = dict(case.table.get("page", {}))
    values["mistakes"] = tuple(TemplateMistake(**mistake) for mistake in values.get("mistakes", ()))
    values["card"] = CardProblem(**values["card"]) if "card" in values else None
    return replace(page, **values)


def site_of(case: Case) -> Site:
    table = dict(case.table.get("site", {}))
    settings = {f"SHARE_NUDGE_{name.upper()}": value for name, value in table.pop("config", {}).items()}
    theme = table.pop("theme_prints", "")
    values = {
        "address": "https://blog.example",
        "prints": Prints((str(case.folder / theme),) if theme else ()),
        "today": datetime.date(2026, 6, 1),
        "output": Output(str(case.folder / "output")),
        "config": Config.parse(settings),
    }
    return Site(**{**values, **{name: tuple(v) if isinstance(v, list) else v for name, v in table.items()}})


def findings_of(case: Case) -> tuple[Finding, ...]:
    site = site_of(case)
    muters = {rule.name for rule in all_rules().values() if case.rule in rule.mutes}
    judge = Judge(site, select=frozenset({case.rule, *muters}))
    path = case.folder / f"{case.name}.html"
    if path.is_file():
        text = path.read_bytes().decode("utf-8", "replace")
        post = post_of(case, text)
        judge.look(page_of(case, text, post, site), post)
    settings = case.folder / f"{case.name}.settings.py"
    verdict = judge.verdict(Sources(settings=str(settings) if settings.is_file() else ""), content="", theme="")
    assert verdict.crashes == ()
    return tuple(finding for finding in verdict.findings if finding.rule == case.rule)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.rule}/{case.name}")
def test_a_rule(case: Case) -> None:
    found, expected = findings_of(case), case.table["found"]
    shown = [(finding.line, finding.message) for finding in found]
    assert len(found) == len(expected), shown
    for finding, wanted in zip(found, expected, strict=True):
        assert wanted["message"] in finding.message
        assert (finding.line, finding.level) == (wanted.get("line", 1), wanted.get("level", finding.level)), shown
    assert bool(expected) == case.name.startswith("caught-")
    assert case.name.startswith(("caught-", "left-"))


# See test_rules_over_posts.py and test_same_everywhere.py.
OVER_POSTS = {"redundant-post", "cta-the-same-everywhere", "unused-ignore", "preview-same-everywhere"}


def test_every_rule_has_cases_and_more_that_are_left_alone() -> None:
    counts = {name: [0, 0] for name in rule_names() if name not in OVER_POSTS}
    for case in cases():
        counts[case.rule][bool(case.table["found"])] += 1
    assert {name for name, (left, caught) in counts.items() if caught < 1 or left < caught} == set()


def test_every_page_belongs_to_a_case() -> None:
    known = {(case.rule, case.name) for case in cases()}
    pages = {(path.parent.name, path.name.split(".")[0]) for path in RULES.glob("*/*.*")} - {
        (rule, "expected") for rule in rule_names()
    }
    assert pages - known == set()


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.name)
def test_what_a_rule_says_of_itself(rule: Any) -> None:
    assert rule.section in SECTIONS
    assert rule.level in ("error", "warning", "info", "off")
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 120
    for heading in ("Why:", "Bad:", "Good:", "Mend:"):
        assert f"\n{heading} " in rule.text or f"\n{heading}\n" in rule.text, heading
    assert rule.mutes <= set(rule_names())
    functions = (rule.check, rule.check_site, rule.gather, rule.after)
    assert any(functions)
    assert bool(rule.gather) == bool(rule.compare)


# What blogs write into their settings, posts and baselines: a rule never changes its name. A new one comes here when it
# is released.
NAMES = (
    *("bad-metadata", "cta-broken-link", "cta-duplicate", "cta-empty-link", "cta-expired", "cta-generic"),
    *("cta-links-to-itself", "cta-missing", "cta-the-same-everywhere", "cta-unfilled", "cta-unknown"),
    *("dead-end", "email-forward-malformed", "email-forward-missing", "email-forward-with-recipient"),
    *("email-forward-without-address", "no-place", "nothing-quotable", "post-not-built"),
    *("preview-description-broken", "preview-duplicate", "preview-image-too-heavy"),
    *("preview-image-too-small", "preview-image-unusable", "preview-incomplete", "preview-markup"),
    *("preview-no-description", "preview-no-image", "preview-no-title", "preview-same-everywhere"),
    *("preview-too-late", "preview-wrong-address", "redundant-post", "setting-unused", "share-bar-duplicate"),
    *("share-bar-hidden", "share-bar-missing", "share-link-dead-network", "share-link-double-encoded"),
    *("share-link-empty", "share-link-outdated", "share-link-relative", "share-link-unencoded"),
    *("share-link-unnamed", "share-link-wrong-target", "share-script-third-party", "share-text-too-long"),
    *("siteurl-insecure", "siteurl-local", "siteurl-missing", "siteurl-with-password"),
    *("template-mistake", "unknown-ignore"),
    *("unused-ignore",),
)


def test_the_names_of_the_rules() -> None:
    assert set(NAMES) <= set(rule_names())
    assert sorted(all_rules()) == list(rule_names())


def test_all_keys_of_the_front_matter_are_told() -> None:
    text = all_rules()["bad-metadata"].text
    assert [key for key in KEYS if not re.search(rf"`{key}(?:`|:)", text)] == []


# Rules that say the same fault in other words, as what to do about it differs from post to post.
SAID_IN_OTHER_WORDS = {
    "bad-metadata": "each key is a fault of its own, whatever is wrong with its value",
    "cta-broken-link": "of the settings', on how many posts",
    "cta-unfilled": "of the settings', on how many posts",
    "cta-missing": "where the theme has the say of the place, that is to be mended",
    "dead-end": "where the settings name no hook, they are to be mended",
    "email-forward-without-address": "a post's own text, a theme and RELATIVE_URLS are mended each in its way",
    "no-place": "each way in which a page may have none is told where it is found",
    "post-not-built": "Pelican says why, and each source is one of its own",
    "preview-description-broken": "nothing may be left of it",
    "preview-image-unusable": "where the theme prints a setting, that is to be mended",
    "preview-incomplete": "one finding lists what is missing",
    "preview-markup": "it lists the properties",
    "preview-no-image": "where the theme prints one of a post or of a setting, that is to be named",
    "preview-wrong-address": "with RELATIVE_URLS, that is to be mended",
    "preview-no-description": "a summary that is there must be printed, one that is not must be written",
    "share-bar-duplicate": "it lists the networks of the other bar",
    "cta-generic": "the settings' stands there once, by its name where it has one",
    "cta-duplicate": "it says how many to take out",
    "share-bar-missing": "it is as bad with an e-mail forward, which takes its loss out of the message",
    "share-text-too-long": "an author shortens a text, a theme prints less of it",
    "share-link-empty": "whatever stands in place of the address, nothing is shared",
    "share-link-relative": "with RELATIVE_URLS, that is to be mended",
    "share-link-wrong-target": "a post's own text is no theme's",
    "share-link-dead-network": "a script that loads still tells who reads what",
    "siteurl-missing": "of a sub-site, its own setting is to be mended",
}


@pytest.mark.parametrize("rule", sorted({case.rule for case in cases()} - set(SAID_IN_OTHER_WORDS)))
def test_two_kinds_of_trouble_have_two_anchors(rule: str) -> None:
    """What a baseline knows of one must not silence the other, nor may the one be told in the other's words."""
    words: dict[str, set[tuple[str, ...]]] = {}
    for case in cases():
        for finding in findings_of(case) if case.rule == rule and case.table["found"] else ():
            words.setdefault(finding.anchor, set()).add(sentence(finding.message, finding.source, finding.page).words)
    assert {anchor: sorted(said) for anchor, said in words.items() if len(said) > 1} == {}
