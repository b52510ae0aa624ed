"""What a baseline knows is passed over, and nothing else: of which post, how often, and whether it is the theme's."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_share_nudge.findings import Finding, Identity, Verdict
from pelican_share_nudge.judge.baseline import (
    BASELINE_HEADER,
    BaselineError,
    read_baseline,
    without_baseline,
    without_baseline_of_sites,
    write_baseline,
)


def of_post(source: str, anchor: str = "x", rule: str = "share-link-relative") -> Finding:
    return Finding(rule=rule, level="error", source=source, message="m", anchor=anchor)


def of_theme(*sources: str, anchor: str = "x", template: str = "theme:templates/article.html") -> Finding:
    return Finding(
        rule="share-link-relative",
        level="error",
        source=template,
        message="On some posts: m",
        anchor=anchor,
        sources=sources,
        judged=len(sources),
    )


def of_site(anchor: str = "x") -> Finding:
    return of_post("", anchor)


def new(now: list[Finding], known: list[Finding]) -> list[tuple[str, ...]]:
    """Give what is new of findings, each with its posts, when others are known."""
    verdict = without_baseline(Verdict(findings=tuple(now)), read_baseline(write_baseline(known)))
    return [finding.concerned for finding in verdict.findings]


def gone(now: list[Finding], known: list[Finding]) -> list[str]:
    verdict = without_baseline(Verdict(findings=tuple(now)), read_baseline(write_baseline(known)))
    return [identity.source for identity in verdict.gone]


THREE = ("a.md", "b.md", "c.md")


@pytest.mark.parametrize(
    ("now", "known", "left"),
    [
        pytest.param([of_post("a.md")], [of_post("a.md")], [], id="the same"),
        pytest.param([of_post("b.md")], [of_post("a.md")], [("b.md",)], id="another post"),
        pytest.param([of_post("a.md", "y")], [of_post("a.md")], [("a.md",)], id="at another thing"),
        pytest.param([of_post("a.md"), of_post("a.md")], [of_post("a.md")], [("a.md",)], id="twice by now"),
        pytest.param([of_theme(*THREE)], [of_theme(*THREE)], [], id="the theme's"),
        pytest.param([of_theme(*THREE, "d.md")], [of_theme(*THREE)], [], id="the theme's in a new post"),
        pytest.param([of_theme()], [of_theme()], [], id="a template's, of no post"),
        pytest.param([of_theme(anchor="y")], [of_theme()], [()], id="another of a template's"),
        pytest.param([of_theme(*THREE, template="")], [of_theme(*THREE)], [], id="its template is not found any more"),
        pytest.param([of_theme(*THREE)], [of_site()], [THREE], id="the theme's is not the site's"),
        pytest.param([of_site()], [of_theme(*THREE, template="")], [()], id="the site's is not the theme's"),
        pytest.param([*map(of_post, THREE)], [of_theme(*THREE)], [], id="the theme's, in too few posts by now"),
        pytest.param([of_post("d.md")], [of_theme(*THREE)], [("d.md",)], id="a new post's own"),
        pytest.param([of_theme(*THREE)], [*map(of_post, THREE)], [], id="in so many posts by now, and all are known"),
        pytest.param(
            [of_theme(*THREE, "d.md")], [*map(of_post, THREE)], [("d.md",)], id="the theme's by now, and in a new post"
        ),
    ],
)
def test_what_is_new(now: list[Finding], known: list[Finding], left: list[tuple[str, ...]]) -> None:
    assert new(now, known) == left


@pytest.mark.parametrize(
    ("now", "known", "names"),
    [
        pytest.param([], [of_post("a.md")], ["a.md"], id="a post's"),
        pytest.param([], [of_theme(*THREE)], [""], id="the theme's is one thing"),
        pytest.param([of_post("a.md")], [of_theme(*THREE)], ["b.md", "c.md"], id="the theme's in fewer posts"),
        pytest.param([of_theme("a.md", "b.md")], [of_theme(*THREE)], ["c.md"], id="a post of the theme's"),
        pytest.param([of_post("b.md")], [of_post("a.md"), of_site()], ["", "a.md"], id="all"),
    ],
)
def test_what_is_gone(now: list[Finding], known: list[Finding], names: list[str]) -> None:
    assert gone(now, known) == names


def test_sub_sites_share_a_baseline() -> None:
    sites = [Verdict(findings=(of_theme(*THREE),)), Verdict(findings=(of_theme("d.md", "e.md"), of_post("f.md", "y")))]
    known = read_baseline(write_baseline(finding for site in sites for finding in site.findings))
    results = without_baseline_of_sites(sites, known)
    assert [(site.findings, site.baselined, site.gone) for site in results] == [((), 1, ()), ((), 2, ())]
    (last,) = without_baseline_of_sites([sites[1]], known)[-1:]
    assert {identity.source for identity in last.gone} <= {"", *THREE}


# The file

names = st.text(min_size=1, max_size=6).filter(lambda name: not name.startswith("theme:") and name != "*")
few = st.sampled_from(("a.md", "b.md", "c.md", "d.md", "e.md"))
posts = st.builds(of_post, few, st.sampled_from("xyz"))
themes = st.lists(few, min_size=1, unique=True).flatmap(
    lambda sources: st.builds(lambda anchor: of_theme(*sources, anchor=anchor), st.sampled_from("xyz"))
)
blogs = st.lists(st.one_of(posts, themes, st.builds(of_site, st.sampled_from("xyz"))), max_size=8)


def triples(findings: list[Finding]) -> Counter[Identity]:
    return Counter(
        Identity(finding.rule, source, finding.anchor)
        for finding in findings
        for source in (finding.concerned or ("",))
    )


@given(now=blogs, known=blogs)
def test_exactly_what_is_known_is_passed_over(now: list[Finding], known: list[Finding]) -> None:
    left = list(without_baseline(Verdict(findings=tuple(now)), read_baseline(write_baseline(known))).findings)
    hidden = triples(now) - triples(left)
    theme_knows = Counter(finding.anchor for finding in known if finding.sources)
    of_known_themes = [finding for finding in now if finding.sources and theme_knows[finding.anchor]]
    # Nothing is hidden but what is known, or what a known theme does.
    assert hidden <= triples(known) + triples(of_known_themes)
    if not of_known_themes:
        assert hidden == triples(now) & triples(known)


@given(now=blogs)
def test_what_was_written_is_known_and_not_gone(now: list[Finding]) -> None:
    verdict = without_baseline(Verdict(findings=tuple(now)), read_baseline(write_baseline(now)))
    assert (verdict.findings, verdict.gone, verdict.baselined) == ((), (), len(now))


@given(st.lists(st.tuples(names, names, st.text(max_size=6)), max_size=5))
def test_any_name_can_be_written_and_read(identities: list[tuple[str, str, str]]) -> None:
    findings = [of_post(source, anchor, rule) for rule, source, anchor in identities]
    text = write_baseline(findings)
    assert text.encode("utf-8").decode("utf-8") == text
    assert text.count("\n") == len(identities) + 1
    assert read_baseline(text) == Counter(finding.identity for finding in findings)


@given(one=blogs, other=blogs)
def test_lines_of_two_branches_can_be_put_together(one: list[Finding], other: list[Finding]) -> None:
    both = write_baseline(one) + write_baseline(other)
    assert read_baseline(both) == read_baseline(write_baseline([*one, *other]))


@given(st.text())
def test_any_other_text_is_refused_or_read(text: str) -> None:
    for given_text in (text, f"{BASELINE_HEADER}\n{text}"):
        try:
            read_baseline(given_text)
        except BaselineError:
            continue


# As an earlier version wrote them

EARLIER = '["share-nudge baseline", 1]\n'


@pytest.mark.parametrize(
    ("line", "now", "left"),
    [
        ('["share-link-relative", "a.md", "x"]', of_post("a.md"), 0),
        ('["share-link-relative", "", "x"]', of_site(), 0),
        ('["share-link-relative", "", "x"]', of_theme(*THREE, template=""), 0),
        ('["share-link-relative", "theme:templates/article.html", "x"]', of_theme(*THREE), 0),
        ('["share-link-relative", "theme:templates/article.html", "x"]', of_post("a.md"), 1),
        ('["share-link-relative", "", "x"]', of_post("a.md"), 1),
    ],
)
def test_an_earlier_file_is_read_and_hides_no_post_that_it_does_not_name(line: str, now: Finding, left: int) -> None:
    verdict = without_baseline(Verdict(findings=(now,)), read_baseline(f"{EARLIER}{line}\n"))
    assert len(verdict.findings) == left
    assert all(identity.source != "*" for identity in verdict.gone)
