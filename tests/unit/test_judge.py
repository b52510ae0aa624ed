"""What becomes of what rules found: muting, levels, suppression, and what nine posts in ten have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from pelican_share_nudge.findings import Found, Verdict
from pelican_share_nudge.judge.judge import Judge
from pelican_share_nudge.judge.levels import levels, milder, muted
from pelican_share_nudge.judge.sources import Sources
from pelican_share_nudge.page import reader
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.page.forms import forms_of
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules import all_rules
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import MetadataProblem
from pelican_share_nudge.site.site import Site

FORMS = forms_of(Config().known_networks)
HOOKS = frozenset(("dead-end", "share-bar-missing", "email-forward-missing", "cta-missing", "no-place"))
PREVIEW = frozenset(("preview-no-title", "preview-incomplete", "preview-no-image"))


def post(number: int = 0, **values: Any) -> Post:
    name = f"post-{number}"
    address = f"https://blog.example/{name}.html"
    return Post(
        **{"title": "T", "address": address, "own_address": address, "language": "en", "source": f"{name}.md", **values}
    )


def verdict_on(
    *posts: Post,
    select: frozenset[str] | None = None,
    not_asked: frozenset[str] = frozenset(),
    left_alone: str = "",
    **settings: Any,
) -> Verdict:
    """Judge posts whose pages hold nothing at all but a word."""
    config = Config.parse({f"SHARE_NUDGE_{name.upper()}": value for name, value in settings.items()})
    judge = Judge(Site(address="https://blog.example", theme="bare", config=config), select=select, ignore=not_asked)
    for one in posts:
        judge.look(Page(path=one.page, size=4, left_alone=left_alone), one)
    return judge.verdict(Sources(), content="/blog/content", theme="/blog/theme")


def rules_of(verdict: Verdict) -> list[str]:
    return [finding.rule for finding in verdict.findings]


def test_a_missing_thing_mutes_the_rules_about_its_parts() -> None:
    assert rules_of(verdict_on(post(), select=HOOKS)) == ["dead-end"]
    assert rules_of(verdict_on(post(), select=HOOKS, left_alone="Its page is empty.")) == ["no-place"]


PARTS = ["share-bar-missing", "cta-missing", "email-forward-missing"]  # of a dead end, worst first


@pytest.mark.parametrize(
    ("settings", "rules", "suppressed"),
    [
        pytest.param({}, ["dead-end"], 0, id="heard"),
        pytest.param({"levels": {"dead-end": "info"}}, ["dead-end"], 0, id="as an info"),
        pytest.param({"levels": {"dead-end": "off"}}, PARTS, 0, id="off"),
        pytest.param({"ignore": ["dead-end"]}, PARTS, 1, id="ignored by the blog"),
        pytest.param({"ignore": ["share-bar-missing"]}, ["dead-end"], 0, id="another one ignored"),
        pytest.param({"ignore": ["dead-end", "cta-missing"]}, [PARTS[0], PARTS[2]], 1, id="some ignored"),
    ],
)
def test_only_what_is_heard_mutes(settings: dict[str, Any], rules: list[str], suppressed: int) -> None:
    verdict = verdict_on(post(), **settings)
    assert sorted(name for name in rules_of(verdict) if name in HOOKS) == sorted(rules)
    assert verdict.suppressed == suppressed


@pytest.mark.parametrize(
    ("select", "not_asked", "rules"),
    [
        pytest.param({"share-bar-missing"}, set(), ["share-bar-missing"], id="selected without what mutes it"),
        pytest.param({"share-bar-missing", "dead-end"}, set(), ["dead-end"], id="selected with it"),
        pytest.param({"share-bar-missing", "dead-end"}, {"dead-end"}, ["share-bar-missing"], id="not asked"),
        pytest.param(HOOKS, {"dead-end"}, PARTS, id="all but what mutes them"),
    ],
)
def test_a_rule_that_is_not_asked_mutes_nothing(select: set[str], not_asked: set[str], rules: list[str]) -> None:
    verdict = verdict_on(post(), select=frozenset(select), not_asked=frozenset(not_asked))
    assert sorted(rules_of(verdict)) == sorted(rules)


PICTURE = MetadataProblem("image", "There is no `kite.jpg`.", picture="https://blog.example/kite.jpg")
ABOUT_PICTURE = frozenset(("bad-metadata", "preview-image-unusable"))


@pytest.mark.parametrize(
    ("select", "not_asked", "rules"),
    [
        pytest.param(ABOUT_PICTURE, set(), ["preview-image-unusable"], id="both are asked: it is said once"),
        pytest.param({"bad-metadata"}, set(), ["bad-metadata"], id="the other is not selected"),
        pytest.param(ABOUT_PICTURE, {"preview-image-unusable"}, ["bad-metadata"], id="the other is ignored"),
        pytest.param({"preview-image-unusable"}, set(), ["preview-image-unusable"], id="the other alone"),
    ],
)
def test_what_two_rules_find_is_said_by_one_that_is_asked(
    select: set[str], not_asked: set[str], rules: list[str]
) -> None:
    judge = Judge(Site(address="https://blog.example"), select=frozenset(select), ignore=frozenset(not_asked))
    page = Page(path="kite.html", size=4, metas={"og:image": ("https://blog.example/kite.jpg",)})
    judge.look(page, post(problems=(PICTURE,), keys=frozenset({"image"})))
    assert rules_of(judge.verdict(Sources(), content="", theme="")) == rules


def test_a_post_that_ignores_a_rule_hears_what_that_would_have_muted() -> None:
    verdict = verdict_on(post(1, ignored=("dead-end",)), post(2), select=HOOKS)
    assert [finding.rule for finding in verdict.findings if finding.source == "post-2.md"] == ["dead-end"]
    assert {finding.rule for finding in verdict.findings if finding.source == "post-1.md"} == {*PARTS}


MUTERS = [(rule.name, name) for rule in all_rules().values() for name in sorted(rule.mutes)]


@pytest.mark.parametrize(("muter", "name"), MUTERS)
def test_each_rule_that_mutes(muter: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both find something, whatever they look for, in each way in which the one can be heard or not."""

    def both(ignored: tuple[str, ...] = (), select: tuple[str, ...] = (muter, name), **settings: Any) -> set[str]:
        return set(rules_of(verdict_on(post(ignored=ignored), select=frozenset(select), **settings)))

    rules = dict(all_rules())
    for one in (muter, name):
        checks = {"check_site" if rules[one].check_site else "check": lambda *_: [Found(message="Something.")]}
        none = {"check": None, "check_site": None, "needs": ()}
        rules[one] = replace(rules[one], **{**none, **checks})
    monkeypatch.setattr("pelican_share_nudge.judge.judge.all_rules", lambda: rules)
    monkeypatch.setattr("pelican_share_nudge.judge.judge._is_for", lambda *_: True)
    assert both() == {muter}
    assert both(select=(name,)) == {name}
    assert both(not_asked=frozenset((muter,))) == {name}
    assert both(ignore=[muter]) == {name}
    if rules[muter].check:
        assert both(ignored=(muter,)) == {name}


def test_no_rule_mutes_what_mutes_it() -> None:
    mutes = {(rule.name, name) for rule in all_rules().values() for name in rule.mutes}
    assert all((name, muter) not in mutes and muter != name for muter, name in mutes)
    assert {name for _, name in mutes} <= set(all_rules())


def test_what_is_muted_mutes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = dict(all_rules())
    for muter, mutes in (("no-place", "dead-end"), ("dead-end", "cta-missing")):
        rules[muter] = replace(rules[muter], mutes=frozenset((mutes,)))
    monkeypatch.setattr("pelican_share_nudge.judge.levels.all_rules", lambda: rules)
    assert muted(("no-place", "dead-end", "cta-missing")) == {"dead-end"}
    assert muted(("dead-end", "cta-missing")) == {"cta-missing"}
    assert muted(("cta-missing",)) == frozenset()


def test_levels() -> None:
    assert verdict_on(post(), select=HOOKS, levels={"dead-end": "error"}).findings[0].level == "error"
    assert verdict_on(post(), select=HOOKS, levels={"*": "info"}).findings[0].level == "info"
    assert verdict_on(post(), select=HOOKS, levels={"*": "info", "dead-end": "error"}).findings[0].level == "error"
    on = levels(Config())
    assert set(on) == {rule.name for rule in all_rules().values() if rule.level != "off"}
    assert set(levels(Config(levels={"*": "error"}))) == set(on)
    assert set(levels(Config(levels={"nothing-quotable": "info"}))) == {*on, "nothing-quotable"}
    assert levels(Config(levels={"*": "off", "dead-end": "info"})) == {"dead-end": "info"}


@pytest.mark.parametrize(
    ("level", "other", "result"),
    [("error", None, "error"), ("error", "info", "info"), ("info", "error", "info"), ("warning", "info", "info")],
)
def test_the_milder_level_counts(level: Any, other: Any, result: str) -> None:
    assert milder(level, other) == result


@pytest.mark.parametrize(
    ("ignored", "left", "suppressed"),
    [
        ((), ["dead-end"], 0),
        (("dead-end", *PARTS), [], 1),
        (("Dead_End", *PARTS), [], 1),
        (("all",), [], 1),
        (("*",), [], 1),
        (("no-place",), ["dead-end"], 0),
    ],
)
def test_a_post_can_ask_for_silence(ignored: tuple[str, ...], left: list[str], suppressed: int) -> None:
    verdict = verdict_on(post(ignored=ignored), select=HOOKS)
    assert (rules_of(verdict), verdict.suppressed) == (left, suppressed)


def test_a_blog_can_ask_for_silence() -> None:
    verdict = verdict_on(post(1), post(2), select=HOOKS, ignore=["dead-end", *PARTS])
    assert (rules_of(verdict), verdict.suppressed) == ([], 2)


def test_what_suppresses_nothing_is_said_only_where_it_stands(tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text("Title: A\nNudge-Ignore: no-place\n\nText.\n", encoding="utf-8")
    select = frozenset({"unused-ignore", "no-place"})
    own = post(file=str(source), ignored=("no-place",), keys=frozenset({"title", "nudge_ignore"}))
    finding = verdict_on(own, select=select).findings[0]
    assert (finding.rule, finding.line) == ("unused-ignore", 2)
    other = tmp_path / "b.md"
    other.write_text("Title: A\n\nnudge_ignore: no-place\n", encoding="utf-8")
    from_a_folder = post(file=str(other), ignored=("no-place",), keys=frozenset({"title", "nudge_ignore"}))
    assert rules_of(verdict_on(from_a_folder, select=select)) == []


def test_an_ignored_rule_that_is_off_is_not_called_unused() -> None:
    select = frozenset({"unused-ignore"})
    assert rules_of(verdict_on(post(ignored=("no-place",), keys=frozenset({"nudge_ignore"})), select=select)) == []


def test_all_hides_what_is_wrong_with_the_front_matter() -> None:
    problem = MetadataProblem("nudge_shre", "`nudge_shre` does nothing.")
    verdict = verdict_on(post(problems=(problem,), ignored=("all",)), select=frozenset({"bad-metadata"}))
    assert (rules_of(verdict), verdict.suppressed) == ([], 1)


def test_a_post_without_a_page() -> None:
    judge = Judge(Site(address="https://blog.example", theme="bare"))
    for number in range(5):
        judge.look(
            Page(path="a.html", missing=True, left_alone="Readers do not find it."), post(number, ignored=("all",))
        )
        judge.look(Page(path="a.html", missing=True, left_alone="Readers do not find it."), post(number + 5))
    verdict = judge.verdict(Sources(), content="", theme="")
    assert [finding.rule for finding in verdict.findings] == ["no-place"] * 5
    assert (verdict.unread, verdict.suppressed) == (10, 5)
    assert not any("theme" in finding.message for finding in verdict.findings)


def test_a_post_that_cannot_be_judged() -> None:
    judge = Judge(Site(address="https://blog.example"))
    judge.could_not_look("a.md", ValueError("no"))
    verdict = judge.verdict(Sources(), content="", theme="")
    assert [(crash.rule, crash.source) for crash in verdict.crashes] == [("", "a.md")]


def test_a_post_that_is_not_meant_to_travel() -> None:
    problem = MetadataProblem("nudge_shre", "`nudge_shre` does nothing.")
    verdict = verdict_on(post(travels=False, problems=(problem,), keys=frozenset({"nudge", "nudge_shre"})))
    assert rules_of(verdict) == ["bad-metadata"]
    assert (verdict.posts, verdict.opted_out) == (1, 1)


def test_each_post_with_a_page_has_a_record() -> None:
    judge = Judge(Site(address="https://blog.example"))
    head = '<title>Bread</title><meta property="og:image" content="https://blog.example/a.jpg">'
    body = '<div class="call-to-action"><a href="/letter/">Get the letter</a></div>'
    judge.look(reader.read(f"<head>{head}</head>{body}", path="a.html", networks=FORMS), post(1))
    judge.look(Page(path="b.html", missing=True), post(2))
    (record,) = judge.verdict(Sources(), content="", theme="").records
    assert record == ("post-1.md", "T", "https://blog.example/post-1.html", ("cta",), ("title", "picture"))


def test_an_empty_page_has_no_preview_to_speak_of() -> None:
    judge = Judge(Site(address="https://blog.example"))
    judge.look(Page(path="a.html", left_alone="Its page is empty."), post())
    assert rules_of(judge.verdict(Sources(), content="", theme="")) == ["no-place"]


# The theme's share


def test_what_nine_in_ten_have_in_common_is_said_once() -> None:
    verdict = verdict_on(*map(post, range(20)), select=frozenset({"preview-no-title"}))
    (finding,) = verdict.findings
    assert (finding.source, finding.posts) == ("", 20)
    assert finding.message.startswith("On 20 of 20 posts (theme `bare`): ")


def test_posts_that_do_not_want_to_hear_of_it_have_it_all_the_same() -> None:
    posts = [post(number, ignored=("preview-no-title",) if number < 4 else ()) for number in range(20)]
    verdict = verdict_on(*posts, select=frozenset({"preview-no-title"}))
    (finding,) = verdict.findings
    assert (finding.posts, verdict.suppressed) == (16, 4)


def test_what_fewer_have_in_common_is_theirs() -> None:
    judge = Judge(Site(address="https://blog.example"), select=frozenset({"preview-no-title"}))
    for number in range(20):
        judge.look(Page(path="", size=4, title="" if number < 17 else "Title"), post(number))
    findings = judge.verdict(Sources(), content="", theme="").findings
    assert len(findings) == 17
    assert {finding.posts for finding in findings} == {1}


def test_what_only_a_template_can_have_written_stands_there(tmp_path: Path) -> None:
    template = tmp_path / "theme" / "article.html"
    template.parent.mkdir()
    template.write_text('<head>\n<meta name="description" content="{{ article.summary }}">\n', encoding="utf-8")
    judge = Judge(Site(address="https://blog.example"), select=frozenset({"preview-description-broken"}))
    text = '<head><meta name="description" content="Say "nine" first"></head><body><p>Nine bows.</p></body>'
    judge.look(reader.read(text, path="a.html", networks=forms_of({})), post(file=str(tmp_path / "post-0.md")))
    (finding,) = judge.verdict(Sources((str(template.parent),)), content=str(tmp_path), theme="").findings
    assert (finding.source, finding.file, finding.line, finding.located) == ("post-0.md", str(template), 2, True)
    assert finding.sources == ("post-0.md",)  # the report names it, for the place does not


@pytest.mark.parametrize("number", [1, 2])
def test_one_or_two_posts_are_no_theme(number: int) -> None:
    verdict = verdict_on(*map(post, range(number)), select=frozenset({"preview-no-title"}))
    assert [finding.source for finding in verdict.findings] == [f"post-{n}.md" for n in range(number)]


def test_posts_that_opted_out_do_not_count() -> None:
    posts = [post(number, travels=number < 5) for number in range(20)]
    (finding,) = verdict_on(*posts, select=frozenset({"preview-no-title"})).findings
    assert finding.posts == 5


def test_what_all_authors_wrote_is_said_of_each() -> None:
    problem = MetadataProblem("nudge_shre", "`nudge_shre` does nothing.")
    posts = [post(number, problems=(problem,), keys=frozenset({"nudge_shre"})) for number in range(20)]
    assert len(verdict_on(*posts, select=frozenset({"bad-metadata"})).findings) == 20


def judged_on_a_theme(folder: Path, number: int) -> tuple[Verdict, Path]:
    """Judge posts of a theme that prints an outdated share link."""
    template = folder / "theme" / "templates" / "article.html"
    template.parent.mkdir(parents=True)
    template.write_text(
        '<article>\n<a href="https://twitter.com/share?url={{ SITEURL }}/{{ article.url }}">t</a>', encoding="utf-8"
    )
    judge = Judge(Site(address="https://blog.example"), select=frozenset({"share-link-outdated"}))
    for one in map(post, range(number)):
        text = f'<article><a href="https://twitter.com/share?url={one.address}">t</a></article>'
        judge.look(reader.read(text, path="", networks=FORMS), one)
    return judge.verdict(Sources((str(template.parent),)), content="", theme=str(folder / "theme")), template


def test_a_theme_that_can_be_found_is_the_place(tmp_path: Path) -> None:
    verdict, template = judged_on_a_theme(tmp_path, 3)
    (finding,) = verdict.findings
    assert (finding.source, finding.line, finding.posts) == ("theme:templates/article.html", 2, 3)
    assert finding.concerned == ("post-0.md", "post-1.md", "post-2.md")
    assert finding.file == str(template)


def test_a_template_that_can_be_found_does_not_make_it_the_theme_s(tmp_path: Path) -> None:
    verdict, _ = judged_on_a_theme(tmp_path, 2)
    assert [(one.source, one.line, one.located) for one in verdict.findings] == [
        ("post-0.md", 1, False),
        ("post-1.md", 1, False),
    ]
    for finding in verdict.findings:
        assert finding.message.endswith("In the theme, `templates/article.html` line 2 may print it.")


HEAD = '<html><head><link rel="canonical" href="{}"></head><body><p>Word.</p></body></html>'


def judged_canonical(*addresses: str) -> Verdict:
    """Judge posts whose pages name another page as the right one; an empty address is none."""
    judge = Judge(Site(address="https://blog.example", theme="bare"), select=frozenset({"preview-wrong-address"}))
    for number, address in enumerate(addresses):
        one = post(number, address="https://blog.example/p", own_address="https://blog.example/p")
        page = reader.read(HEAD.format(address or one.address), path="", networks=FORMS)
        judge.look(page, one)
    return judge.verdict(Sources(), content="", theme="")


OTHER = [f"https://mirror.example/{number}" for number in range(20)]


@pytest.mark.parametrize(
    ("addresses", "posts"),
    [
        pytest.param(["", *OTHER[:1], *[""] * 18], [1], id="one"),
        pytest.param([*OTHER[:2], *[""] * 18], [1, 1], id="two of their own"),
        pytest.param([*OTHER[:1] * 17, *[""] * 3], [1] * 17, id="less than nine in ten"),
        pytest.param([*OTHER[:1] * 18, *[""] * 2], [18], id="nine in ten"),
        pytest.param([*OTHER[:1] * 19, OTHER[1]], [19, 1], id="one has another value"),
        pytest.param(OTHER, [20], id="each has its own value"),
    ],
)
def test_each_finding_is_true_of_each_post_that_it_names(addresses: list[str], posts: list[int]) -> None:
    findings = judged_canonical(*addresses).findings
    assert [finding.posts for finding in findings] == posts
    for finding in findings:
        named = {f"`{addresses[int(source[5:-3])]}`" for source in finding.concerned}
        assert sum(name in finding.message for name in named) == 1
        assert ("not everywhere the same; in `post-0.md`" in finding.message) == (len(named) > 1)


def test_what_is_said_in_other_words_is_another_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """One anchor on all posts, and three faults behind it: no post is told of another one's."""

    def check(page: Page, one: Post, site: Site) -> list[Found]:
        number = int(one.source[5:-3])
        kind = "It is gone." if number < 8 else "It is not UTF-8." if number < 19 else "It is empty."
        return [Found(message=f"{kind} See `{one.address}`.")]

    rules = {**all_rules(), "no-place": replace(all_rules()["no-place"], check=check, needs=())}
    monkeypatch.setattr("pelican_share_nudge.judge.judge.all_rules", lambda: rules)
    findings = verdict_on(*map(post, range(20)), select=frozenset({"no-place"})).findings
    assert sorted((one.posts, one.message.partition(": ")[0]) for one in findings) == [
        (1, "On 1 of 20 posts (theme `bare`)"),
        (8, "On 8 of 20 posts (theme `bare`), not everywhere the same; in `post-0.md`"),
        (11, "On 11 of 20 posts (theme `bare`), not everywhere the same; in `post-8.md`"),
    ]
    assert len({source for one in findings for source in one.sources}) == 20


def test_pages_that_cannot_have_a_fault_do_not_count() -> None:
    judge = Judge(Site(address="https://blog.example"), select=frozenset({"preview-no-title"}))
    for number in range(20):
        judge.look(Page(path="", size=4 if number < 5 else 0), post(number))
    (finding,) = judge.verdict(Sources(), content="", theme="").findings
    assert (finding.posts, finding.judged) == (5, 5)


# Rules that break


def breaks(page: Page, post: Post, site: Site) -> list[Found]:
    raise KeyError("nothing")


def test_a_rule_that_breaks_is_named_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = {**all_rules(), "no-place": replace(all_rules()["no-place"], check=breaks, needs=())}
    monkeypatch.setattr("pelican_share_nudge.judge.judge.all_rules", lambda: rules)
    verdict = verdict_on(post(1), post(2), select=HOOKS)
    crashes = [(crash.rule, crash.source, crash.error) for crash in verdict.crashes]
    assert crashes == [("no-place", f"post-{number}.md", "KeyError: 'nothing'") for number in (1, 2)]
    assert rules_of(verdict) == ["dead-end", "dead-end"]


# What differs from post to post

IMAGE = '<meta property="og:image" content="{}">'


def judged_pages(rule: str, pages: list[str]) -> Verdict:
    judge = Judge(Site(address="https://blog.example", theme="bare"), select=frozenset({rule}))
    for number, text in enumerate(pages):
        one = post(number, page=f"post-{number}.html")
        judge.look(reader.read(text, path=one.page, networks=FORMS), one)
    return judge.verdict(Sources(), content="", theme="")


@pytest.mark.parametrize(
    ("rule", "page"),
    [
        (
            "preview-image-unusable",
            '<head><meta property="og:image" content="https://blog.example/covers/post-{}.png"></head>',
        ),
        ("preview-image-unusable", IMAGE.format("/covers/{}.png")),
        ("preview-image-unusable", '<head><meta name="twitter:image" content="http://localhost/{}.png"></head>'),
        ("cta-broken-link", '<div class="call-to-action"><a href="/comments/post-{}/">Say what you think</a></div>'),
        ("email-forward-without-address", '<a href="mailto:?subject=A&body=https://old.example/{}">Forward</a>'),
        ("share-link-relative", '<a href="https://www.facebook.com/sharer/sharer.php?u=/post-{}.html">Facebook</a>'),
    ],
)
def test_a_value_of_each_post_s_own_makes_one_finding_of_the_theme(rule: str, page: str) -> None:
    pages = [f"<html>{page.replace('{}', str(number))}<body></body></html>" for number in range(12)]
    (finding,) = judged_pages(rule, pages).findings
    assert (finding.rule, finding.posts) == (rule, 12)


MAIL = '<a href="mailto:?subject=A{}">Forward</a>'


@pytest.mark.parametrize(
    ("rule", "tag", "one", "other"),
    [
        ("preview-image-unusable", IMAGE, "data:image/png;base64,AAAA", "/a.png"),
        ("preview-image-unusable", IMAGE, "https://blog.example/a.png", "https://blog.example/a.svg"),
        ("email-forward-malformed", MAIL, "", "&body=bread+and+salt+and+tea"),
        ("email-forward-without-address", MAIL, "&body=B", "&body=https://old.example/"),
    ],
)
def test_two_faults_are_two_findings(rule: str, tag: str, one: str, other: str) -> None:
    pages = [f"<html>{tag.format((one, other)[number % 2])}</html>" for number in range(12)]
    findings = judged_pages(rule, pages).findings
    assert len({finding.anchor for finding in findings}) == 2
    assert len({finding.message for finding in findings}) >= 2
    assert sum(finding.posts for finding in findings) == 12
