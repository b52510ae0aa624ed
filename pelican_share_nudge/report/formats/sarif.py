"""SARIF 2.1.0, within the limits of GitHub's code scanning."""

from __future__ import annotations

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from pelican_share_nudge.findings import LEVELS, Crash, Finding, Level, Setting, Verdict, fingerprints
from pelican_share_nudge.report.characters import as_json, cut, one_line, unlinked
from pelican_share_nudge.report.paths import Paths
from pelican_share_nudge.report.wording import TOOL, crash, full_message
from pelican_share_nudge.rules import Rule, all_rules

PLACE = 3

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
RUNS_AT_MOST = 20  # a file; GitHub refuses the whole file otherwise, as with the next one
RESULTS_AT_MOST = 25_000  # a run
CHARACTERS_AT_MOST = 1_024  # of a text
LOCATIONS_AT_MOST = 1_000  # of a result; GitHub keeps 100 of them
OTHERS = f"{TOOL}/other sites"  # the category of all sites that get no run of their own

_LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "note"}
_SEVERITIES: dict[Setting, str] = {
    "error": "error",
    "warning": "warning",
    "info": "recommendation",
    "off": "recommendation",
}
_HEADED = re.compile(r"^([A-Z]\w+):(?= )", re.MULTILINE)
_NO_BYTE_OF_A_NAME = re.compile("[\ud800-\udc7f\udd00-\udfff]")


class _Site(Struct, frozen=True):
    """A site and the category by which GitHub knows it, whether in a run of its own or with others."""

    verdict: Verdict
    category: str
    is_alone: bool = True

    def fingerprints(self) -> list[str]:
        """Give each finding its own fingerprint in the run: several sites are built from the same sources."""
        own = fingerprints(self.verdict.findings)
        if self.is_alone:
            return own
        return [hashlib.sha256(f"{self.category}\n{fingerprint}".encode()).hexdigest() for fingerprint in own]

    @property
    def place(self) -> str:
        """Say which site is meant, where several are together."""
        return "" if self.is_alone else f"On {one_line(self.verdict.site) or self.category.strip('/')}: "


def write(verdicts: Sequence[Verdict], paths: Paths) -> str:
    """Write one run a site; findings that are suppressed or in the baseline are not in a verdict, nor here.

    GitHub would show them as open alerts. It takes 20 runs at most, so the last one holds what is left of the sites.
    """
    runs = [_run(category, sites, paths) for category, sites in _runs(verdicts)]
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": runs})


def _runs(verdicts: Sequence[Verdict]) -> Iterator[tuple[str, list[_Site]]]:
    categories = _categories(verdicts)
    alone = len(verdicts) if len(verdicts) <= RUNS_AT_MOST else RUNS_AT_MOST - 1
    together = []
    for number, (verdict, category) in enumerate(zip(verdicts, categories, strict=True)):
        if number < alone:
            yield category, [_Site(verdict, category)]
        else:
            together.append(_Site(verdict, category, is_alone=False))
    if together:
        yield f"{OTHERS}/", together


def _categories(verdicts: Sequence[Verdict]) -> list[str]:
    """Name each run: GitHub refuses two of one name, and takes what stands before the last `/`."""
    seen = Counter([OTHERS])
    names = []
    for verdict in verdicts:
        site = re.sub(r"^\w+://", "", one_line(verdict.site)).strip("/ ")
        name = f"{TOOL}/{site}" if site else TOOL
        seen[name] += 1
        names.append(f"{name}/" if seen[name] == 1 else f"{name}-{seen[name]}/")
    return names


def _run(category: str, sites: Sequence[_Site], paths: Paths) -> dict[str, Any]:
    rules = all_rules()
    named = {finding.rule for site in sites for finding in site.verdict.findings}
    names = list(rules) + sorted(named - set(rules))
    indexes = {name: index for index, name in enumerate(names)}
    found = [(site, *pair) for site in sites for pair in zip(site.verdict.findings, site.fingerprints(), strict=True)]
    worst = sorted(found, key=lambda each: LEVELS.index(each[1].level))[:RESULTS_AT_MOST]
    return {
        "tool": {
            "driver": {
                "name": TOOL,
                "version": _version(),
                "rules": [_rule(rules[name]) if name in rules else _unknown_rule(name) for name in names],
            }
        },
        "automationDetails": {"id": category},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(sites)],
        "results": [
            _result(finding, site.place, fingerprint, indexes[finding.rule], paths)
            for site, finding, fingerprint in worst
        ],
    }


def _version() -> str:
    try:
        return version("pelican-share-nudge")
    except PackageNotFoundError:  # It runs from a checkout.
        return "unknown"


def _rule(rule: Rule) -> dict[str, Any]:
    off = rule.level == "off"
    return {
        "id": rule.name,
        "name": rule.name.title().replace("-", ""),
        "shortDescription": {"text": cut(rule.summary or rule.name, CHARACTERS_AT_MOST)},
        "fullDescription": {"text": cut(_first_part(rule.text) or rule.name, CHARACTERS_AT_MOST)},
        "help": {"text": rule.text or rule.name, "markdown": _markdown(rule.text) or rule.name},
        "defaultConfiguration": {"enabled": not off, "level": "note" if rule.level == "off" else _LEVELS[rule.level]},
        "properties": {"tags": [rule.section], "problem.severity": _SEVERITIES[rule.level]},
    }


def _first_part(text: str) -> str:
    """Take what a rule finds and why; examples and remedy are in its help."""
    return re.split(r"^(?:Bad|Good|Mend):", text, maxsplit=1, flags=re.MULTILINE)[0].strip()


def _markdown(text: str) -> str:
    """Make paragraphs of `Why:`, `Bad:` …; markup outside of backticks is meant as text."""
    parts = text.split("`")
    escaped = "`".join(part if place % 2 else html.escape(part, quote=False) for place, part in enumerate(parts))
    return _HEADED.sub(r"\n**\1:**", escaped).strip()


def _unknown_rule(name: str) -> dict[str, Any]:
    return {
        "id": name,
        "shortDescription": {"text": name},
        "fullDescription": {"text": name},
        "help": {"text": name},
    }


def _invocation(sites: Sequence[_Site]) -> dict[str, Any]:
    notifications = [_notification(broken, site.place) for site in sites for broken in site.verdict.crashes]
    said = {"toolExecutionNotifications": notifications} if notifications else {}
    return {"executionSuccessful": not notifications, **said}


def _notification(broken: Crash, place: str) -> dict[str, Any]:
    return {
        "level": "error",
        "message": _message(f"{place}{one_line(broken.source) or 'site'}: {crash(broken)}"),
        **({"associatedRule": {"id": broken.rule}} if broken.rule else {}),
    }


def _message(text: str) -> dict[str, str]:
    return {"text": cut(unlinked(text), CHARACTERS_AT_MOST)}


def _result(finding: Finding, place: str, fingerprint: str, rule: int, paths: Paths) -> dict[str, Any]:
    line = max(finding.line, 1)
    region = {"startLine": line, "startColumn": 1, "endLine": line}
    said = full_message(finding, paths, characters=CHARACTERS_AT_MOST - len(place))
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.level],
        "message": _message(f"{place}{said}"),
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": _address(paths.of(finding))}, "region": region}}
        ],
        **_related(finding, paths),
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }


def _related(finding: Finding, paths: Paths) -> dict[str, Any]:
    """Name the written page where the source does not show the place, and posts for which a finding is said once."""
    locations = [_written_page(finding)] if finding.page and not finding.located else []
    locations += [_post(source, paths) for source in finding.sources[: LOCATIONS_AT_MOST - 1]]
    return {"relatedLocations": locations} if locations else {}


def _written_page(finding: Finding) -> dict[str, Any]:
    """It lies in the output, not in the checkout."""
    page = {"artifactLocation": {"uri": _quoted(finding.page), "uriBaseId": "OUTPUT"}}
    return {"physicalLocation": page, "message": {"text": "the written page"}}


def _post(source: str, paths: Paths) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": _address(paths.of_source(source))}}
    return {"physicalLocation": place, "message": {"text": "a post that it concerns"}}


def _address(path: str) -> str:
    """Percent-encode a path, name by name with the bytes that it has on disk; an absolute one becomes `file:`."""
    encoded = _quoted(path)
    if path.startswith("/"):
        return f"file://{encoded}"
    return f"file:///{encoded}" if re.match(r"[A-Za-z]:/", path) else encoded


def _quoted(path: str) -> str:
    return quote(_NO_BYTE_OF_A_NAME.sub("\ufffd", path), safe="/", errors="surrogateescape")
