"""SARIF 2.1.0, within the limits of GitHub's code scanning."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import quote

from pelican_share_nudge.findings import LEVELS, Finding, Level, Setting, Verdict, fingerprints
from pelican_share_nudge.report.characters import as_json, cut
from pelican_share_nudge.report.paths import Paths
from pelican_share_nudge.report.wording import TOOL, crash, message
from pelican_share_nudge.rules import Rule, all_rules

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
RESULTS_AT_MOST = 25_000  # a run; GitHub refuses the whole file otherwise
CHARACTERS_AT_MOST = 1_024  # of a text

_LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "note"}
_SEVERITIES: dict[Setting, str] = {
    "error": "error",
    "warning": "warning",
    "info": "recommendation",
    "off": "recommendation",
}
_HEADED = re.compile(r"^([A-Z]\w+):(?= )", re.MULTILINE)
_NO_BYTE_OF_A_NAME = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def write(verdicts: Sequence[Verdict], paths: Paths) -> str:
    """Write one run a site; findings that are suppressed or in the baseline are not in a verdict, nor here.

    GitHub would show them as open alerts, and takes 20 runs at most.
    """
    categories = _categories(verdicts)
    runs = [_run(verdict, category, paths) for verdict, category in zip(verdicts, categories, strict=True)]
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": runs})


def _categories(verdicts: Sequence[Verdict]) -> list[str]:
    """Name each run: GitHub refuses two of one name, and takes what stands before the last `/`."""
    seen: Counter[str] = Counter()
    names = []
    for verdict in verdicts:
        site = re.sub(r"^\w+://", "", verdict.site).strip("/ ")
        name = f"{TOOL}/{site}" if site else TOOL
        seen[name] += 1
        names.append(f"{name}/" if seen[name] == 1 else f"{name}-{seen[name]}/")
    return names


def _run(verdict: Verdict, category: str, paths: Paths) -> dict[str, Any]:
    rules = all_rules()
    names = list(rules) + sorted({finding.rule for finding in verdict.findings} - set(rules))
    indexes = {name: index for index, name in enumerate(names)}
    prints = zip(verdict.findings, fingerprints(verdict.findings), strict=True)
    worst = sorted(prints, key=lambda pair: LEVELS.index(pair[0].level))[:RESULTS_AT_MOST]
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
        "invocations": [_invocation(verdict)],
        "results": [_result(finding, fingerprint, indexes[finding.rule], paths) for finding, fingerprint in worst],
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


def _invocation(verdict: Verdict) -> dict[str, Any]:
    notifications = [
        {
            "level": "error",
            "message": {"text": cut(f"{broken.source or 'site'}: {crash(broken)}", CHARACTERS_AT_MOST)},
            **({"associatedRule": {"id": broken.rule}} if broken.rule else {}),
        }
        for broken in verdict.crashes
    ]
    said = {"toolExecutionNotifications": notifications} if notifications else {}
    return {"executionSuccessful": not notifications, **said}


def _result(finding: Finding, fingerprint: str, rule: int, paths: Paths) -> dict[str, Any]:
    line = max(finding.line, 1)
    region = {"startLine": line, "startColumn": 1, "endLine": line}
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.level],
        "message": {"text": cut(message(finding), CHARACTERS_AT_MOST)},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": _address(paths.of(finding))}, "region": region}}
        ],
        **_related(finding),
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }


def _related(finding: Finding) -> dict[str, Any]:
    """Name the written page where the source does not show the place; it lies in the output, not in the checkout."""
    if finding.located or not finding.page:
        return {}
    page = {"artifactLocation": {"uri": quote(finding.page, errors="surrogateescape"), "uriBaseId": "OUTPUT"}}
    return {"relatedLocations": [{"physicalLocation": page, "message": {"text": "the written page"}}]}


def _address(path: str) -> str:
    """Percent-encode a path, name by name with the bytes that it has on disk; an absolute one becomes `file:`."""
    encoded = quote(_NO_BYTE_OF_A_NAME.sub("\ufffd", path), safe="/", errors="surrogateescape")
    if path.startswith("/"):
        return f"file://{encoded}"
    return f"file:///{encoded}" if re.match(r"[A-Za-z]:/", path) else encoded
