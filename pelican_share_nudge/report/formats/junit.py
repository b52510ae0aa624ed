"""JUnit XML: one test case for each post and rule that found something in it."""

from __future__ import annotations

import io
from collections.abc import Sequence

from junitparser import Attr, Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from pelican_share_nudge.findings import Crash, Finding, Verdict
from pelican_share_nudge.report.characters import cut, one_line, unlinked, unobeyed_in_xml, visible, writable
from pelican_share_nudge.report.paths import Paths
from pelican_share_nudge.report.wording import TOOL, count, crash, full_message, message, worst_first

PLACE = 6

HEADLINE_AT_MOST = 200
TEXT_AT_MOST = 100_000  # of one finding

Outcome = Error | Failure | Skipped


class Case(TestCase):
    """A test case that says in which file it failed: GitLab reads that."""

    file = Attr()


def write(verdicts: Sequence[Verdict], paths: Paths) -> str:
    """Write one suite a site. Infos alone count as a case that was skipped, a clean site as one that passed."""
    document = JUnitXml()
    for verdict in verdicts:
        # GitLab shows the first of two cases that have the same name and class.
        name = unlinked(one_line(verdict.site)) or TOOL
        suite = TestSuite(name)
        suite.add_testcases(_cases(verdict, name, paths))
        document.add_testsuite(suite)
    document.update_statistics()  # type: ignore[no-untyped-call]
    file = io.BytesIO()
    document.write(file)
    return unobeyed_in_xml(file.getvalue().decode("utf-8") + "\n")


def _cases(verdict: Verdict, suite: str, paths: Paths) -> list[TestCase]:
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in verdict.findings:
        grouped.setdefault((finding.rule, finding.source), []).append(finding)
    cases: list[TestCase] = [_finding_case(findings, suite, paths) for findings in grouped.values()]
    cases += [_crash_case(broken, suite, paths) for broken in verdict.crashes]
    return cases or [Case(f"nothing to mend in {count(verdict.posts, 'post')}", suite, 0)]


def _finding_case(findings: Sequence[Finding], suite: str, paths: Paths) -> Case:
    worst = worst_first(findings)[0]
    text = "\n".join(_line(finding, paths) for finding in findings)
    kind = Skipped if worst.level == "info" else Failure
    result = kind(cut(unlinked(message(worst)), HEADLINE_AT_MOST), worst.level)
    return _case(worst.rule, worst.source, paths.of(worst), suite, result, text)


def _line(finding: Finding, paths: Paths) -> str:
    return f"{visible(paths.of(finding))}:{finding.line}: {full_message(finding, paths, characters=TEXT_AT_MOST)}"


def _crash_case(broken: Crash, suite: str, paths: Paths) -> Case:
    result = Error(cut(unlinked(crash(broken)), HEADLINE_AT_MOST), "crash")
    return _case(broken.rule, broken.source, paths.of_source(broken.source), suite, result, crash(broken))


def _case(rule: str, source: str, path: str, suite: str, result: Outcome, text: str) -> Case:
    case = Case(unlinked(writable(f"{rule} {source or 'site'}")), suite, 0)
    case.file = visible(path)
    result.text = unlinked(writable(text))  # GitLab does not read the attribute `message`.
    case.result = [result]
    return case
