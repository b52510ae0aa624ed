"""How findings leave the program: each format is read back as the program that takes it in would read it."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt
from msgspec.structs import replace
from pelican.log import FatalLogger, LimitFilter
from rich.console import Console
from rich.logging import RichHandler
from support.log_readers import command_of, command_of_others, obeyed

from pelican_share_nudge import report
from pelican_share_nudge.findings import LEVELS, Crash, Finding, Identity, Verdict
from pelican_share_nudge.report.characters import (
    as_json,
    cut,
    in_gitlab,
    in_markdown,
    loggable,
    one_line,
    printable,
    unlinked,
    unobeyed_in_xml,
    visible,
    writable,
)
from pelican_share_nudge.report.formats import all_formats, sarif
from pelican_share_nudge.report.formats.github import write_summary
from pelican_share_nudge.report.paths import Paths
from pelican_share_nudge.report.wording import message, summary
from pelican_share_nudge.rules import all_rules

DATA = Path(__file__).parent.parent / "report"
PACKAGE = Path(report.__file__).parent
PATHS = Paths(root="/blog", content="/blog/content", theme="/blog/themes/mine", settings="/blog/pelicanconf.py")

MANY = tuple(f"{number}.md" for number in range(110))

MIXED = Verdict(
    findings=(
        Finding(
            rule="siteurl-local",
            level="error",
            source="",
            message="SITEURL is `http://localhost`, so no link works for a friend. Write the address of the blog.",
            anchor="http://localhost",
            line=4,
            file="/blog/pelicanconf.py",
        ),
        Finding(
            rule="preview-description-broken",
            level="warning",
            source="theme:templates/article.html",
            message='The description ends at a `"`, so the friend sees half of it.',
            file="/blog/themes/mine/templates/article.html",
            line=6,
            sources=MANY,
        ),
        Finding(
            rule="cta-empty-link",
            level="error",
            source="2024/tea.md",
            message="The link `#` leads nowhere, 100% of the time.",
            anchor="#",
            line=7,
            file="/blog/content/2024/tea.md",
            page="2024/tea.html",
        ),
        Finding(
            rule="preview-no-image",
            level="info",
            source="2024/tea.md",
            message="The friend sees no picture. Name one with `image`.",
            file="/blog/content/2024/tea.md",
        ),
        Finding(
            rule="dead-end",
            level="warning",
            source="2023/a, b.md",
            message="It is a dead end.",
            line=2,
            file="/blog/content/2023/a, b.md",
        ),
    ),
    posts=120,
    opted_out=3,
    suppressed=2,
    baselined=40,
    gone=(Identity("dead-end", "old.md", ""), Identity("siteurl-insecure", "", "http://x.example")),
    crashes=(Crash("cta-expired", "2024/tea.md", "ValueError: year 0 is out of range"),),
    site="https://blog.example",
    content="/blog/content",
    theme="/blog/themes/mine",
)
CLEAN = Verdict(posts=120, site="https://blog.example", content="/blog/content", theme="/blog/themes/mine")


def finding(**given: Any) -> Finding:
    values: dict[str, Any] = {"rule": "dead-end", "level": "warning", "source": "a.md", "message": "It is a dead end."}
    return Finding(**{**values, **given})


def verdict(*findings: Finding, **given: Any) -> Verdict:
    return replace(CLEAN, findings=findings, **given)


def written(name: str, *verdicts: Verdict, paths: Paths = PATHS) -> str:
    text = all_formats()[name](verdicts, paths)
    text.encode("utf-8")
    return text


# The same verdict in each format

DIFFERENT: dict[str, Callable[[Verdict], str]] = {
    "txt": lambda given: written("text", given),
    "junit.xml": lambda given: ElementTree.canonicalize(written("junit", given)).replace("><", ">\n<") + "\n",
    "summary.md": lambda given: write_summary([given], PATHS),
}
# The golden file of a format begins with its name; SARIF is judged by its schema.
GOLDEN = {path.name.removeprefix("expected."): path for path in sorted(DATA.glob("expected.*"))}
EXPECTED = {ending: partial(written, ending.partition(".")[0]) for ending in GOLDEN} | DIFFERENT


def test_each_format_has_a_golden_file() -> None:
    assert {ending.partition(".")[0] for ending in GOLDEN} == {*all_formats(), "txt", "summary"} - {"text", "sarif"}


@pytest.mark.parametrize("ending", EXPECTED)
def test_each_format_is_as_expected(ending: str) -> None:
    assert EXPECTED[ending](MIXED) == GOLDEN[ending].read_text(encoding="utf-8")


# Readers


def read_sarif(text: str) -> list[dict[str, Any]]:
    document = json.loads(text)
    sarif_judge().validate(document)
    assert not list(empty_texts(document))
    runs: list[dict[str, Any]] = document["runs"]
    return runs


@cache
def sarif_judge() -> Any:
    """Read the schema once. Whether two of a thousand places are the same, jsonschema by itself asks of each two."""
    judge = jsonschema.validators.extend(jsonschema.Draft4Validator, {"uniqueItems": same_items})
    return judge(json.loads((DATA / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")))


def same_items(judge: Any, unique: bool, items: Any, schema: Any) -> Iterator[jsonschema.ValidationError]:
    if unique and judge.is_type(items, "array"):
        different = {json.dumps(item, sort_keys=True) for item in items}
        if len(different) < len(items):
            yield jsonschema.ValidationError(f"Of {len(items)} items only {len(different)} are different")


def test_the_judge_of_sarif_sees_what_is_there_twice() -> None:
    twice = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "a", "rules": [{"id": "a"}, {"id": "a"}]}}}]}
    assert not sarif_judge().is_valid(twice)
    twice["runs"][0]["tool"]["driver"]["rules"].pop()  # type: ignore[index]
    assert sarif_judge().is_valid(twice)


def empty_texts(value: Any) -> Iterator[str]:
    """GitHub refuses a file for an empty text where it wants one."""
    if value == "":
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from empty_texts(item)


def read_own_json(text: str) -> list[dict[str, Any]]:
    document = json.loads(text)
    own_judge().validate(document)
    sites: list[dict[str, Any]] = document["sites"]
    return sites


@cache
def own_judge() -> Any:
    schema = json.loads((PACKAGE / "findings.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@dataclass(frozen=True)
class Command:
    name: str
    properties: dict[str, str]
    data: str


def read_commands(text: str) -> list[Command]:
    """Read lines as TryParseV2 of actions/runner does (src/Runner.Common/ActionCommand.cs)."""
    assert text == "" or text.endswith("\n")
    return [read_command(line) for line in re.split(r"\r\n|\r|\n", text)[:-1]]  # as .NET reads lines


def read_command(line: str) -> Command:
    assert line.startswith("::")
    head, _, data = line[2:].partition("::")
    name, _, given = head.partition(" ")
    pairs = [part.split("=", 1) for part in given.strip().split(",") if part]
    properties = {pair[0]: unescape(pair[1], ("%0D", "%0A", "%3A", "%2C", "%25")) for pair in pairs}
    return Command(name, properties, unescape(data, ("%0D", "%0A", "%25")))


def unescape(text: str, codes: tuple[str, ...]) -> str:
    for code in codes:
        text = text.replace(code, chr(int(code[1:], 16)))
    return text


def read_junit(text: str) -> list[Any]:
    ElementTree.fromstring(text)
    return [case for suite in JUnitXml.fromstring(text.encode("utf-8")) for case in suite]


def read_table(text: str) -> list[list[str]]:
    """Render Markdown as GitHub does and give the cells of all rows as text."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    rows: list[list[str]] = []
    for before, token in pairwise(tokens):
        if token.type == "tr_open":
            rows.append([])
        if before.type in ("td_open", "th_open"):
            kinds = {child.type for child in token.children or ()}
            assert kinds <= {"text", "html_inline", "text_special"}, kinds
            rows[-1].append("".join(child.content for child in token.children or () if child.type != "html_inline"))
    return rows


def cells_of(found: Finding) -> tuple[str, str]:
    row = read_table(write_summary([verdict(found)], PATHS))[1]
    assert len(row) == 4
    return row[1], row[2]


# Paths


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (finding(file="/blog/content/a.md"), "content/a.md"),
        (finding(file="/blog/content/x/../a.md"), "content/a.md"),
        (finding(file="/blog/content/ä b.md"), "content/ä b.md"),
        (finding(file="/elsewhere/a.md"), "/elsewhere/a.md"),
        (finding(file="/blogs/a.md"), "/blogs/a.md"),
        (finding(file="/blog/a\0.md"), "a\0.md"),
        (finding(source="2024/a.md"), "content/2024/a.md"),
        (finding(source="theme:templates/article.html"), "themes/mine/templates/article.html"),
        (finding(source=""), "pelicanconf.py"),
    ],
)
def test_a_path_is_relative_to_the_root_if_it_lies_below(given: Finding, shown: str) -> None:
    assert PATHS.of(given) == shown


@pytest.mark.parametrize(
    ("content", "shown"),
    [("/blog/content", "content"), ("/blog/my/posts", "my/posts"), ("/blog", "blog"), ("/x/posts", "posts")],
)
def test_without_a_settings_file_the_site_is_its_content_folder(content: str, shown: str) -> None:
    assert Paths(root="/blog", content=content, theme="").of(finding(source="")) == shown


def test_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "checkout" / "content").mkdir(parents=True)
    (tmp_path / "checkout" / "content" / "a.md").touch()
    (tmp_path / "outside.md").touch()
    (tmp_path / "link").symlink_to(tmp_path / "checkout")
    (tmp_path / "checkout" / "content" / "out.md").symlink_to(tmp_path / "outside.md")
    paths = Paths(root=str(tmp_path / "link"), content=str(tmp_path / "link" / "content"), theme="")
    assert paths.of(finding(source="a.md")) == "content/a.md"
    assert paths.of(finding(file=str(tmp_path / "checkout" / "content" / "a.md"))) == "content/a.md"
    assert paths.of(finding(source="out.md")) == (tmp_path / "outside.md").as_posix()


# Words


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (CLEAN, "nothing to mend in 120 posts"),
        (replace(CLEAN, posts=1), "nothing to mend in 1 post"),
        (verdict(finding()), "1 warning about 1 of 120 posts"),
        (verdict(finding(), finding(), finding(source="b.md")), "3 warnings about 2 of 120 posts"),
        (verdict(finding(level="error"), finding(level="info")), "1 error, 1 info about 1 of 120 posts"),
        (verdict(finding(source="")), "1 warning about the site and none of 120 posts"),
        (verdict(finding(source="theme:a.html"), finding()), "2 warnings about the site and 1 of 120 posts"),
        (
            verdict(finding(source=""), finding(), finding(rule="post-not-built", source="b.md")),
            "3 warnings about the site, 1 source without a page and 1 of 120 posts",
        ),
        (verdict(finding(source="", sources=MANY[:19]), posts=19), "1 warning about all 19 posts"),
        (verdict(finding(source="theme:a.html", sources=MANY[:18]), posts=19), "1 warning about 18 of 19 posts"),
        (verdict(finding(sources=MANY[:18]), finding(source="18.md"), posts=19), "2 warnings about all 19 posts"),
        (verdict(finding(), posts=1), "1 warning about 1 of 1 post"),
        (
            verdict(finding(rule="post-not-built", source="b.md"), posts=19),
            "1 warning about 1 source without a page and none of 19 posts",
        ),
        (verdict(suppressed=2), "nothing to mend in 120 posts; 2 suppressed"),
        (verdict(baselined=40), "nothing to mend in 120 posts; 40 in the baseline"),
        (verdict(opted_out=1), "nothing to mend in 120 posts; 1 post is not meant to travel"),
        (
            verdict(finding(), suppressed=2, baselined=40, opted_out=3),
            "1 warning about 1 of 120 posts; 2 suppressed, 40 in the baseline; 3 posts are not meant to travel",
        ),
        (verdict(crashes=(Crash("a", "b", "c"),)), "nothing to mend in 120 posts; rules broke 1 time"),
    ],
)
def test_a_verdict_is_summed_up(given: Verdict, said: str) -> None:
    assert summary(given) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((CLEAN, CLEAN), "nothing to mend in 240 posts"),
        ((verdict(finding()), CLEAN), "1 warning about 1 of 240 posts"),
        ((verdict(finding()), verdict(finding(source="de/a.md"))), "2 warnings about 2 of 240 posts"),
        (
            (verdict(finding(source="")), verdict(finding(level="error"))),
            "1 error, 1 warning about the sites and 1 of 240",
        ),
        (
            (verdict(opted_out=1, suppressed=1), verdict(opted_out=1, baselined=2)),
            "1 suppressed, 2 in the baseline; 2 posts",
        ),
        (
            (replace(CLEAN, since="main", changed=1), replace(CLEAN, since="main", changed=2)),
            "in the 3 posts that changed",
        ),
    ],
)
def test_several_sites_are_summed_up_together(given: tuple[Verdict, ...], said: str) -> None:
    assert said in summary(*given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (finding(message="M."), "M."),
        (finding(message="M.", sources=MANY), "M. (110 posts)"),
        (finding(message="On 110 of 120 posts: M.", sources=MANY), "On 110 of 120 posts: M."),
        (finding(message="Over 1100 characters.", sources=MANY), "Over 1100 characters. (110 posts)"),
        (finding(message=" \n"), "dead-end"),
    ],
)
def test_a_message_says_how_many_posts_it_concerns(given: Finding, said: str) -> None:
    assert message(given) == said


def named(number: int) -> Finding:
    return finding(message="M.", source="theme:a.html", sources=tuple(f"{n}.md" for n in range(number)))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (finding(message="M."), "M."),
        (named(1), "M. (content/0.md)"),
        (named(2), "M. (2 posts: content/0.md and content/1.md)"),
        (named(3), "M. (3 posts: content/0.md, content/1.md and content/2.md)"),
        (named(4), "M. (4 posts: content/0.md, content/1.md and 2 more)"),
        (replace(named(4), message="On 4 of 4 posts."), "On 4 of 4 posts. (content/0.md, content/1.md and 2 more)"),
        (replace(named(2), sources=("a\x1b.md", "##[b].md")), "M. (2 posts: content/a\ufffd.md and content/## [b].md)"),
    ],
)
def test_people_read_the_names_of_posts(given: Finding, said: str) -> None:
    assert f": warning: {said} [dead-end]\n" in written("text", verdict(given))


@pytest.mark.parametrize("name", [name for name in all_formats() if name != "text"])
def test_programs_read_the_names_of_all_posts(name: str) -> None:
    text = written(name, verdict(named(40)))
    assert all(re.search(rf"(?<!\d){number}\.md", text) for number in range(40))


@pytest.mark.parametrize(("name", "least"), [("github", 150), ("gitlab", 150), ("rdjson", 150), ("sarif", 30)])
def test_a_message_names_as_many_posts_as_it_may_hold(name: str, least: int) -> None:
    _, heard = read_back(name, written(name, verdict(named(3_000))))
    assert len(heard) <= MOST[name]
    shown, more = re.fullmatch(r"M\. \(3000 posts: (.*) and (\d+) more\)", heard).groups()  # type: ignore[union-attr]
    assert least < len(shown.split(", ")) == 3_000 - int(more)


def test_a_message_without_room_names_no_post() -> None:
    long = replace(named(30), message="x" * 1_010)
    [result] = read_sarif_quickly(written("sarif", verdict(long)))[0]["results"]
    assert result["message"]["text"] == f"{'x' * 1_010} (30 posts)"[:1_023] + ("…" if 1_010 + 11 > 1_024 else "")


@pytest.mark.parametrize(
    ("function", "given", "made"),
    [
        (writable, "Tee, 100 % café 🫖 \u200e\u200f\u061c\n\t", "Tee, 100 % café 🫖 \u200e\u200f\u061c\n\t"),
        (writable, "\u202eevil\u202c \u2066x\u2069", "\ufffdevil\ufffd \ufffdx\ufffd"),
        (writable, "a\0b\x1b[31m\x9bc\ud800\uffff", "a\ufffdb\ufffd[31m\ufffdc\ufffd\ufffd"),
        (one_line, " שלום \u200f 100 % ", "שלום \u200f 100 %"),
        (one_line, "a\r\n::error::b\u2028c\td", "a ::error::b c d"),
        (one_line, "\u202eevil\u202c \u2066x\u2069", "evil x"),
        (visible, "a  b/ä.md", "a  b/ä.md"),
        (visible, "a\nb\u202e\0\udce9.md", "a\ufffdb\ufffd\ufffd\ufffd.md"),
        (visible, "C#/a::b [c].md", "C#/a::b [c].md"),
        (visible, "::error::a/##[error]b.md", ": :error::a/## [error]b.md"),
        (printable, "one\ntwo\r\nthree\u2028four\rfive", "one\ntwo\nthree four five"),
        (printable, "a\tb \x1b[2J\x07 \x9b1m \x7f", "a b \ufffd[2J\ufffd \ufffd1m \ufffd"),
        (printable, "\u202eevil\u202c, שלום \u200f", "evil, שלום \u200f"),
        (printable, "std::vector, C##, ## [a], # #[a] and #[a]", "std::vector, C##, ## [a], # #[a] and #[a]"),
        (printable, "x ##[stop-commands]y", "x ## [stop-commands]y"),
        (printable, "###[a] ##vso[a.b]c ##TeamCity[d]", "### [a] ## vso[a.b]c ## TeamCity[d]"),
        (printable, "::error::x\n \u00a0::add-mask::y", ": :error::x\n \u00a0: :add-mask::y"),
        (printable, "section_start:1:x\r\x1b[0Ky", "section_start:1:x \ufffd[0Ky"),
        (loggable, "a\n::error::b ##[c]", "a : :error: :b ## [c]"),
        (loggable, ":::: https://x.example", ": : : : https://x.example"),
        (unlinked, "a [b] (c), [d]: e, f(g)[h]", "a [b] (c), [d]: e, f(g)[h]"),
        (unlinked, "[a](https://x.example) ![b](c) [d](1)", "[a] (https://x.example) ![b] (c) [d] (1)"),
        (in_gitlab, "1 < 2, 100% of `a`, <3", "1 < 2, 100% of `a`, <3"),
        (in_gitlab, "<img src=x> </p> <!-- %{strong_start}", "< img src=x> < /p> < !-- % {strong_start}"),
        (in_markdown, "It is 1 of 3 (see `a_b`, #tea).", "It is 1 of 3 (see `a_b`, #tea)."),
        (in_markdown, "a*b* _c_ `d*e*` <f>", "a\\*b\\* \\_c\\_ `d*e*` \\<f>"),
        (in_markdown, "`a`b`", "\\`a\\`b\\`"),
        (in_markdown, "@octocat a@b.example #1", "@ octocat a@ b.example # 1"),
        (in_markdown, "https://x.example www.x.example", "https\\://x.example www\\.x.example"),
        (unobeyed_in_xml, "<a>x ##[b]\n ::c::d</a>", "<a>x #&#35;[b]\n &#58;:c::d</a>"),
        (lambda text: cut(text, 5), "12345", "12345"),
        (lambda text: cut(text, 5), "123456", "1234…"),
    ],
)
def test_characters_that_cannot_be_shown(function: Callable[[str], str], given: str, made: str) -> None:
    assert function(given) == made


# Text


def shown_by(given: Verdict, **options: Any) -> str:
    file = io.StringIO()
    report.show([given], PATHS, console=Console(file=file, width=40, **options))
    return file.getvalue()


def test_a_pipe_gets_whole_lines_without_colours() -> None:
    assert shown_by(MIXED) == written("text", MIXED)


def test_a_terminal_gets_colours_and_whole_lines() -> None:
    text = shown_by(MIXED, force_terminal=True, color_system="standard")
    assert "\x1b[1mcontent/2024/tea.md:7\x1b[0m: \x1b[1;31merror\x1b[0m: " in text
    assert re.sub(r"\x1b\[[\d;]*m", "", text) == written("text", MIXED)


def test_markup_in_a_message_is_text() -> None:
    assert "a [bold]b[/bold] :tea: [/] [dead-end]\n" in shown_by(verdict(finding(message="a [bold]b[/bold] :tea: [/]")))


def test_a_terminal_that_knows_few_characters_gets_what_it_knows() -> None:
    data = io.BytesIO()
    console = Console(file=io.TextIOWrapper(data, encoding="ascii", write_through=True), width=40)
    report.show([verdict(finding(message="Café 🫖"))], PATHS, console=console)
    assert b"content/a.md:1: warning: Caf? ? [dead-end]\n" in data.getvalue()


def test_quiet_only_sums_up() -> None:
    file = io.StringIO()
    report.show([MIXED, CLEAN], PATHS, console=Console(file=file), quiet=True)
    assert file.getvalue().splitlines() == [
        f"share-nudge (https://blog.example): {summary(MIXED)}",
        "share-nudge (https://blog.example): nothing to mend in 120 posts",
        f"share-nudge, 2 sites together: {summary(MIXED, CLEAN)}",
    ]
    report.show([CLEAN], PATHS, console=Console(file=file), quiet=True)
    assert "together" not in file.getvalue().splitlines()[-1]


def test_of_a_long_list_of_what_is_gone_the_number_is_said() -> None:
    gone = tuple(Identity("dead-end", f"{number}.md", "") for number in range(25))
    assert "25 findings of the baseline are gone: dead-end in 0.md, " in written("text", verdict(gone=gone))
    assert "dead-end in 9.md and 15 more. " in written("text", verdict(gone=gone))


# The build


@dataclass
class Said:
    """What a build said: in its log, and on the console before that."""

    printed: str
    records: list[tuple[str, str, str]]


class Listener(logging.Handler):
    """Notes what is logged, and what has been printed by then."""

    def __init__(self, file: io.StringIO) -> None:
        super().__init__()
        self.file = file
        self.printed: list[str] = []
        self.records: list[tuple[str, str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.printed.append(self.file.getvalue())
        self.records.append((record.levelname, record.name, record.getMessage()))


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[logging.Logger]:
    monkeypatch.setattr(LimitFilter, "_raised_messages", set())
    monkeypatch.chdir("/")
    log = logging.getLogger("pelican.plugins.share_nudge")
    yield log
    log.setLevel(logging.NOTSET)


@pytest.fixture
def say(log: logging.Logger) -> Callable[..., Said]:
    def build(given: Verdict, *, level: int = logging.WARNING, autoreload: bool = False, quiet: bool = False) -> Said:
        file = io.StringIO()
        listener = Listener(file)
        log.setLevel(level)
        log.addHandler(listener)
        try:
            report.build(given, Console(file=file, width=40), autoreload=autoreload, quiet=quiet)
        finally:
            log.removeHandler(listener)
        assert listener.printed in ([], [file.getvalue()]), "something was printed behind the record"
        return Said(file.getvalue(), listener.records)

    return build


def test_a_build_shows_findings_and_then_warns_once(say: Callable[..., Said]) -> None:
    said = say(MIXED)
    assert (
        "blog/content/2024/tea.md:7: error: The link `#` leads nowhere, 100% of the time. [cta-empty-link]\n"
        in said.printed
    )
    assert summary(MIXED) not in said.printed
    assert said.records == [
        ("WARNING", "pelican.plugins.share_nudge", f"share-nudge (https://blog.example): {summary(MIXED)}")
    ]


@pytest.mark.usefixtures("log")
def test_fatal_warnings_end_a_build_when_all_has_been_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FatalLogger, "fatal_lvl", logging.WARNING)
    file = io.StringIO()
    with pytest.raises(RuntimeError):
        report.build(MIXED, Console(file=file), autoreload=False)
    assert file.getvalue().count(" [") == len(MIXED.findings)


@pytest.mark.parametrize(
    ("given", "level", "options", "records", "summed_up"),
    [
        (verdict(finding(level="error")), logging.WARNING, {}, ["WARNING"], False),
        (verdict(finding()), logging.WARNING, {}, ["WARNING"], False),
        (verdict(finding(level="info")), logging.WARNING, {}, [], True),
        (verdict(finding(level="info")), logging.INFO, {}, ["INFO"], False),
        (verdict(baselined=40), logging.WARNING, {}, [], True),
        (CLEAN, logging.WARNING, {}, [], False),
        (CLEAN, logging.INFO, {}, ["INFO"], False),
        (verdict(finding()), logging.WARNING, {"autoreload": True}, [], True),
        (verdict(finding()), logging.INFO, {"autoreload": True}, [], True),
        (CLEAN, logging.INFO, {"autoreload": True}, [], False),
        (verdict(finding()), logging.WARNING, {"quiet": True}, ["WARNING"], False),
        (verdict(finding()), logging.CRITICAL, {}, [], False),
    ],
)
def test_where_the_summary_goes(
    say: Callable[..., Said], given: Verdict, level: int, options: dict[str, bool], records: list[str], summed_up: bool
) -> None:
    said = say(given, level=level, **options)
    assert [record[0] for record in said.records] == records
    assert (summary(given) in said.printed) == summed_up


@pytest.mark.parametrize(
    ("options", "level"), [({"quiet": True}, logging.WARNING), ({}, logging.CRITICAL), ({"autoreload": True}, 50)]
)
def test_a_quiet_build_prints_nothing(say: Callable[..., Said], options: dict[str, bool], level: int) -> None:
    assert say(MIXED, level=level, **options).printed == ""


def test_autoreload_says_the_same_again(say: Callable[..., Said]) -> None:
    first, second = say(MIXED, autoreload=True), say(MIXED, autoreload=True)
    assert summary(MIXED) in first.printed
    assert first.printed == second.printed


def test_a_build_names_some_posts_and_the_site_always(say: Callable[..., Said]) -> None:
    posts = [
        finding(source=f"{number:02}.md", rule=rule, message=f"It is as {'ab'[number % 2] * (number + 1)}.")
        for number in range(23)
        for rule in ("a", "b")
    ]
    printed = say(verdict(finding(source=""), *posts)).printed
    assert printed.count(" [a]\n") == printed.count(" [b]\n") == report.NAMED_AT_MOST
    assert "[dead-end]" in printed
    assert printed.endswith("6 more findings in 3 posts: `share-nudge check` shows all.\n")
    assert "more finding" not in say(verdict(*posts[:40])).printed


# What several posts have in common


def in_posts(number: int, text: str, *, first: int = 0, **given: Any) -> list[Finding]:
    """Make one finding a post; `{}` in the text is the post's own value."""
    return [
        finding(source=f"{place:02}.md", message=text.replace("{}", str(place)), located=False, **given)
        for place in range(first, first + number)
    ]


LINKED = "It leads to `/{}/`, and nothing is there."


@pytest.mark.parametrize(
    ("findings", "lines"),
    [
        pytest.param(
            in_posts(2, "It is a dead end."),
            [
                "content/00.md:1: warning: It is a dead end. [dead-end]",
                "content/01.md:1: warning: It is a dead end. [dead-end]",
            ],
            id="two are said of each",
        ),
        pytest.param(
            in_posts(3, "It is a dead end."),
            ["3 posts: warning: It is a dead end. [dead-end]", "    content/00.md, content/01.md, content/02.md"],
            id="three once",
        ),
        pytest.param(
            [*in_posts(4, "It is a dead end.")][::-1],
            [
                "4 posts: warning: It is a dead end. [dead-end]",
                "    content/00.md, content/01.md, content/02.md, content/03.md",
            ],
            id="sorted",
        ),
        pytest.param(
            [replace(one, line=3, located=True) for one in in_posts(3, "It is a dead end.")],
            ["3 posts: warning: It is a dead end. [dead-end]", "    content/00.md:3, content/01.md:3, content/02.md:3"],
            id="with the lines that are known",
        ),
        pytest.param(
            in_posts(3, LINKED),
            [
                "3 posts: warning: It leads to `…`, and nothing is there. [dead-end]",
                "    content/00.md: `/0/`",
                "    content/01.md: `/1/`",
                "    content/02.md: `/2/`",
            ],
            id="with what is not the same in all",
        ),
        pytest.param(
            [
                *in_posts(2, "It leads to `/a/`, not to `/b/`."),
                *in_posts(2, "It leads to `/c/`, not to `/b/`.", first=2),
            ],
            [
                "4 posts: warning: It leads to `…`, not to `/b/`. [dead-end]",
                "    content/00.md, content/01.md: `/a/`",
                "    content/02.md, content/03.md: `/c/`",
            ],
            id="the same value once",
        ),
        pytest.param(
            in_posts(3, "It weighs {}00 KB of 600, and is called “{}”."),
            [
                "3 posts: warning: It weighs … KB of 600, and is called “…”. [dead-end]",
                "    content/00.md: 000, “0”",
                "    content/01.md: 100, “1”",
                "    content/02.md: 200, “2”",
            ],
            id="several values",
        ),
        pytest.param(
            [
                finding(
                    source=f"{name}.md", page=f"{name}.html", located=False, message=f"Its page {name}.html is gone."
                )
                for name in ("one", "three", "two")
            ],
            [
                "3 posts: warning: Its page … is gone. [dead-end]",
                "    content/one.md: one.html",
                "    content/three.md: three.html",
                "    content/two.md: two.html",
            ],
            id="the post's own paths",
        ),
        pytest.param(
            [replace(one, file="/blog/themes/mine/a.html", line=7) for one in in_posts(3, "It has a mistake.")],
            [
                "themes/mine/a.html:7: warning: It has a mistake. (3 posts) [dead-end]",
                "    content/00.md, content/01.md, content/02.md",
            ],
            id="at one line of a template",
        ),
        pytest.param(
            [finding(source="", message="A."), finding(source="", message="A."), finding(source="", message="A.")],
            ["blog/content:1: warning: A. [dead-end]"] * 3,
            id="the site's stay apart",
        ),
    ],
)
def test_what_is_said_of_three_posts_is_said_once(findings: list[Finding], lines: list[str]) -> None:
    given = verdict(*findings)
    paths = replace(PATHS, settings="", root="/") if not findings[0].source else PATHS
    assert written("text", given, paths=paths).splitlines()[:-1] == lines
    named = json.loads(written("json", given))
    assert len(named["sites"][0]["findings"] if "sites" in named else named["findings"]) == len(findings)


@pytest.mark.parametrize(
    "others",
    [
        pytest.param({"level": "info"}, id="another level"),
        pytest.param({"rule": "cta-missing"}, id="another rule"),
        pytest.param({"message": "It leads to `/0/`, and a page is there."}, id="other words"),
        pytest.param({"anchor": "email: no body"}, id="another kind of trouble"),
        pytest.param({"message": "It says `og:title`, and nothing is there."}, id="the name of a property is no value"),
    ],
)
def test_what_is_not_the_same_is_said_apart(others: dict[str, Any]) -> None:
    findings = [*in_posts(2, LINKED), *(replace(one, **others) for one in in_posts(2, LINKED, first=2))]
    shown = written("text", verdict(*findings)).splitlines()[:-1]
    assert len(shown) == 4
    assert not any("…" in line for line in shown)


def test_a_build_names_a_few_posts_of_one_sentence(say: Callable[..., Said]) -> None:
    printed = say(verdict(*in_posts(18, "It is a dead end."))).printed.splitlines()
    assert printed == [
        "18 posts: warning: It is a dead end. [dead-end]",
        f"    {', '.join(f'blog/content/0{number}.md' for number in range(5))}",
        "    and 13 more: `share-nudge check` names all.",
    ]
    printed = say(verdict(*in_posts(7, LINKED))).printed.splitlines()
    assert (len(printed), printed[-1]) == (7, "    and 2 more: `share-nudge check` names all.")


# SARIF


def test_sarif_of_mixed_findings() -> None:
    [run] = read_sarif(written("sarif", MIXED))
    rules = run["tool"]["driver"]["rules"]
    assert run["automationDetails"]["id"] == "share-nudge/blog.example/"
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [r["ruleId"] for r in run["results"]]
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "warning", "note"]
    first = run["results"][1]
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "content/2024/tea.md"
    assert first["locations"][0]["physicalLocation"]["region"]["startLine"] == 7
    hashes = {result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]}
    assert len(hashes) == len(MIXED.findings)
    assert run["invocations"][0]["executionSuccessful"] is False


def test_sarif_tells_all_rules() -> None:
    [run] = read_sarif(written("sarif", CLEAN))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(all_rules())
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True}]
    dead_end = next(rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "dead-end")
    assert dead_end["shortDescription"]["text"] == all_rules()["dead-end"].summary
    assert "\n\n**Why:** " in dead_end["help"]["markdown"]
    for rule in run["tool"]["driver"]["rules"]:
        assert len(rule["shortDescription"]["text"]) <= 1024
        assert len(rule["fullDescription"]["text"]) <= 1024


def test_sarif_runs_of_several_sites_have_their_own_categories() -> None:
    sites = ("https://blog.example/de", "https://blog.example/de/", "", "", "My blog")
    runs = read_sarif(written("sarif", *(replace(MIXED, site=site) for site in sites)))
    assert [run["automationDetails"]["id"] for run in runs] == [
        "share-nudge/blog.example/de/",
        "share-nudge/blog.example/de-2/",
        "share-nudge/",
        "share-nudge-2/",
        "share-nudge/My blog/",
    ]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("/blog/content/a.md", "content/a.md"),
        ("/blog/content/a, ä 100%:#?.md", "content/a%2C%20%C3%A4%20100%25%3A%23%3F.md"),
        ("/blog/content/caf\udce9.md", "content/caf%E9.md"),
        ("/blog/content/\ud800.md", "content/%EF%BF%BD.md"),
        ("/x y/a.md", "file:///x%20y/a.md"),
    ],
)
def test_sarif_paths_are_addresses(file: str, uri: str) -> None:
    [run] = read_sarif(written("sarif", verdict(finding(file=file))))
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_sarif_keeps_the_worst_that_github_takes() -> None:
    many = [finding(level="info", anchor=str(number)) for number in range(30_000)]
    [run] = read_sarif_quickly(written("sarif", verdict(*many, finding(level="error"))))
    assert len(run["results"]) == 25_000
    assert run["results"][0]["level"] == "error"


def read_sarif_quickly(text: str) -> list[dict[str, Any]]:
    runs: list[dict[str, Any]] = json.loads(text)["runs"]
    return runs


def test_a_fingerprint_stays_when_line_and_message_change() -> None:
    before, after = finding(line=1, message="A."), finding(line=9, message="B.", level="error")
    assert fingerprint_of(before) == fingerprint_of(after) != fingerprint_of(finding(anchor="x"))


def fingerprint_of(found: Finding) -> str:
    [run] = read_sarif_quickly(written("sarif", verdict(found)))
    return str(run["results"][0]["partialFingerprints"]["primaryLocationLineHash"])


def of_sites(number: int) -> list[Verdict]:
    found = (finding(), finding(source="b.md", level="error"))
    return [
        verdict(*found, site=f"https://blog.example/{site}", crashes=(Crash("a", "b.md", "c"),))
        for site in range(number)
    ]


@pytest.mark.parametrize("number", [19, 20])
def test_sarif_of_as_many_sites_as_github_takes_has_a_run_for_each(number: int) -> None:
    runs = read_sarif(written("sarif", *of_sites(number)))
    assert [run["automationDetails"]["id"] for run in runs] == [
        f"share-nudge/blog.example/{site}/" for site in range(number)
    ]
    assert {result["message"]["text"] for run in runs for result in run["results"]} == {"It is a dead end."}


@pytest.mark.parametrize("number", [21, 25])
def test_sarif_of_more_sites_puts_the_last_ones_together(number: int) -> None:
    *alone, last = read_sarif(written("sarif", *of_sites(number)))
    assert [run["automationDetails"]["id"] for run in alone] == [
        f"share-nudge/blog.example/{site}/" for site in range(19)
    ]
    assert last["automationDetails"]["id"] == "share-nudge/other sites/"
    together = [f"https://blog.example/{site}" for site in range(19, number)]
    said = [f"On {site}: It is a dead end." for site in together]
    assert [result["message"]["text"] for result in last["results"]] == [*said, *said]
    assert [result["level"] for result in last["results"]] == ["error"] * len(said) + ["warning"] * len(said)
    hashes = [result["partialFingerprints"]["primaryLocationLineHash"] for result in last["results"]]
    assert len(set(hashes)) == len(hashes)
    told = [note["message"]["text"] for note in last["invocations"][0]["toolExecutionNotifications"]]
    assert [note.partition(": b.md: ")[0] for note in told] == [f"On {site}" for site in together]


def test_sarif_fingerprints_of_sites_that_are_together_do_not_depend_on_each_other() -> None:
    def prints(*verdicts: Verdict) -> set[str]:
        last = read_sarif_quickly(written("sarif", *verdicts))[-1]
        return {result["partialFingerprints"]["primaryLocationLineHash"] for result in last["results"]}

    sites = of_sites(23)
    assert prints(*sites[:21]) < prints(*sites)
    assert prints(*sites[:19], *sites[20:]) < prints(*sites)


def test_sarif_caps_what_sites_have_together(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sarif.RESULTS_AT_MOST == 25_000
    monkeypatch.setattr(sarif, "RESULTS_AT_MOST", 250)
    many = [finding(level="info", anchor=str(number)) for number in range(90)]
    sites = [verdict(*many, site=str(site)) for site in range(3)]
    *_, last = read_sarif_quickly(written("sarif", *of_sites(19), *sites))
    assert len(last["results"]) == 250


def test_sarif_names_a_site_that_is_called_as_the_others_apart() -> None:
    sites = [verdict(site="other sites"), verdict(site=""), verdict(site="")]
    runs = read_sarif(written("sarif", *sites, *of_sites(20)))
    names = [run["automationDetails"]["id"] for run in runs]
    assert len(set(names)) == 20
    assert (names[0], names[-1]) == ("share-nudge/other sites-2/", "share-nudge/other sites/")


def test_sarif_points_to_the_posts_that_a_finding_concerns() -> None:
    [run] = read_sarif(written("sarif", verdict(replace(named(1_200), page="0.html", located=False))))
    places = [place["physicalLocation"]["artifactLocation"] for place in run["results"][0]["relatedLocations"]]
    assert places[:3] == [{"uri": "0.html", "uriBaseId": "OUTPUT"}, {"uri": "content/0.md"}, {"uri": "content/1.md"}]
    assert len(places) == 1_000


# GitHub


def test_github_says_how_many_there_are_more() -> None:
    levels = ("info", "warning", "error", "info")
    findings = [finding(source=f"{number}.md", level=level) for number in range(5) for level in levels]
    commands = read_commands(written("github", verdict(*findings[:10]), verdict(*findings[10:])))
    assert [command.name for command in commands] == ["error"] * 5 + ["warning"] * 4 + ["notice"]
    assert commands[-1].data.startswith("11 more findings: see the report")
    assert "file" not in commands[-1].properties


@pytest.mark.parametrize("number", [0, 1, 9])
def test_github_says_nothing_of_more_when_there_is_no_more(number: int) -> None:
    commands = read_commands(written("github", verdict(*[finding(source=str(n)) for n in range(number)])))
    assert [command.name for command in commands] == ["warning"] * number


def test_github_hears_of_rules_that_broke() -> None:
    [command] = read_commands(written("github", verdict(crashes=(Crash("a", "b", "c"),))))
    assert command.name == "notice"
    assert command.data.startswith("rules broke 1 time: ")


def test_github_cuts_messages_itself() -> None:
    [command] = read_commands(written("github", verdict(finding(message="%" * 10_000))))
    assert command.data.endswith("%… [dead-end]")
    assert len(command.data) < 4096


def test_a_summary_of_everything_is_a_table() -> None:
    rows = read_table(write_summary([MIXED], PATHS))
    assert [row[3] for row in rows] == [
        "rule",
        "cta-expired",
        "siteurl-local",
        "cta-empty-link",
        "preview-description-broken",
        "dead-end",
        "preview-no-image",
    ]


def test_a_summary_stays_below_what_github_takes() -> None:
    many = verdict(*[finding(source=f"{number}.md", message="ä|" * 200) for number in range(30_000)])
    text = write_summary([many, many], PATHS)
    assert 900_000 < len(text.encode()) < 1024 * 1024
    assert re.search(r"^\d+ more: `share-nudge check` shows all\.$", text, re.MULTILINE)


def test_a_clean_site_has_no_table() -> None:
    text = write_summary([CLEAN], PATHS)
    assert "nothing to mend in 120 posts" in text
    assert "|" not in text


# GitLab


def test_gitlab_gets_an_empty_list_when_there_is_nothing_to_mend() -> None:
    assert written("gitlab", CLEAN) == written("gitlab") == "[]\n"


def test_gitlab_fingerprints_differ_over_all_sites() -> None:
    same = verdict(finding(), finding(), finding(line=3))
    entries = json.loads(written("gitlab", same, same))
    assert len({entry["fingerprint"] for entry in entries}) == 6


# JUnit


def test_junit_cases_are_posts_and_rules() -> None:
    twice = finding(level="info", source="b.md", message="B.")
    cases = read_junit(written("junit", verdict(finding(), finding(line=5, level="error"), twice)))
    assert [(case.name, [type(result) for result in case.result]) for case in cases] == [
        ("dead-end a.md", [Failure]),
        ("dead-end b.md", [Skipped]),
    ]
    assert cases[0].result[0].type == "error"
    assert cases[0].result[0].text.splitlines() == [
        "content/a.md:1: It is a dead end.",
        "content/a.md:5: It is a dead end.",
    ]
    assert cases[0]._elem.attrib["file"] == "content/a.md"


def test_junit_of_a_clean_site_is_one_case_that_passed() -> None:
    [case] = read_junit(written("junit", CLEAN))
    assert case.is_passed
    assert case.name == "nothing to mend in 120 posts"


def test_junit_counts_what_it_holds() -> None:
    document = JUnitXml.fromstring(written("junit", MIXED, CLEAN).encode())
    assert (document.tests, document.failures, document.skipped, document.errors) == (7, 4, 1, 1)
    assert [type(result) for case in read_junit(written("junit", MIXED)) for result in case.result][-1] is Error


# JSON


def test_json_holds_all_of_a_verdict() -> None:
    [site] = read_own_json(written("json", MIXED))
    assert {key: site[key] for key in ("posts", "opted_out", "suppressed", "baselined")} == {
        "posts": 120,
        "opted_out": 3,
        "suppressed": 2,
        "baselined": 40,
    }
    assert site["counts"] == {"error": 2, "warning": 2, "info": 1}
    assert [entry["rule"] for entry in site["findings"]] == [found.rule for found in MIXED.findings]
    assert [entry["source"] for entry in site["gone"]] == ["old.md", ""]
    assert site["crashes"][0]["path"] == "content/2024/tea.md"


@pytest.mark.parametrize("wrong", [{"version": 2}, {"sites": [{}]}, {"tool": "other"}], ids=["version", "site", "tool"])
def test_the_schema_refuses_what_is_no_report(wrong: dict[str, Any]) -> None:
    document = {**json.loads(written("json", CLEAN)), **wrong}
    with pytest.raises(jsonschema.ValidationError):
        read_own_json(as_json(document))


def test_rdjson_names_file_and_line() -> None:
    document = json.loads(written("rdjson", MIXED))
    assert document["source"] == {"name": "share-nudge"}
    assert document["diagnostics"][2] == {
        "message": "The link `#` leads nowhere, 100% of the time.",
        "location": {"path": "content/2024/tea.md", "range": {"start": {"line": 7}}},
        "severity": "ERROR",
        "code": {"value": "cta-empty-link"},
    }


# Hostile texts

HOSTILE = [
    "100% of %0A and %25, a: b, c=d",
    "]]> <![CDATA[ x ]]> &amp; <b>",
    "::error::x",
    "one\r\n::error file=x::two\nthree",
    "##[error]x | `code` ``` *a* _b_ [l](https://x.example) <img src=x> @octocat :tea: $x$ ~~y~~ #1",
    "nul \0 escape \x1b]8;;https://x.example\x07 c1 \x9b31m",
    "surrogates \ud800 \udce9 \udfff",
    "שלום \u200f \u202e evil \u2066 x",
    "\ufeff\ufffe\uffff\U0001fffe",
    "\u2028 \u2029 \x85 \x0b \x0c",
    "x" * 10_000,
    "=,=:",
    "|",
    "\\| \\` \\",
]


def read_back(name: str, text: str) -> tuple[str, str]:
    """Read path and message of the only finding in a report."""
    if name == "sarif":
        [result] = read_sarif(text)[0]["results"]
        uri = urlsplit(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]).path
        return writable(unquote(uri, errors="surrogateescape")), result["message"]["text"]
    if name == "json":
        [entry] = read_own_json(text)[0]["findings"]
        return entry["path"], entry["message"]
    if name == "gitlab":
        [entry] = json.loads(text)
        return entry["location"]["path"], entry["description"].removeprefix("dead-end: ")
    if name == "rdjson":  # as Markdown that shows it
        [entry] = json.loads(text)["diagnostics"]
        return entry["location"]["path"], entry["message"]
    if name == "github":
        [command] = read_commands(text)
        return command.properties["file"], command.data.removesuffix(" [dead-end]")
    if name == "junit":
        [case] = read_junit(text)
        [result] = case.result
        return case._elem.attrib["file"], result.text.removeprefix(f"{unlinked(case._elem.attrib['file'])}:3: ")
    assert name == "text"
    line, _ = text.splitlines()
    path, _, said = line.partition(":3: warning: ")
    return path, said.removesuffix(" [dead-end]")


MOST = {"sarif": 1_024, "github": 4_000 - len("dead-end") - 3, "gitlab": 4_000, "rdjson": 4_000, "text": 10_000}
SHOWN: dict[str, Callable[[str], str]] = {
    "text": printable,
    "github": printable,
    "json": unlinked,
    "sarif": lambda text: cut(unlinked(text), MOST["sarif"]),
    "gitlab": in_gitlab,
    "junit": unlinked,
    "rdjson": in_markdown,
}


def check(name: str, path: str, said: str) -> None:
    found = finding(file=f"/blog/content/{path}", source=path, message=said, line=3, anchor=said)
    shown, heard = read_back(name, written(name, verdict(found, site=said, crashes=())))
    wanted_path = PATHS.of(found)
    wanted = cut(message(found), MOST.get(name, 100_000))
    assert heard == SHOWN[name](wanted)
    assert shown == (visible(wanted_path) if name in ("text", "github", "junit") else writable(wanted_path))


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", all_formats())
def test_hostile_texts_arrive(name: str, hostile: str) -> None:
    check(name, f"{hostile.replace('/', '-')[:100]}.md", hostile)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_in_their_cells(hostile: str) -> None:
    found = finding(file=f"/blog/content/{hostile[:100]}.md", message=hostile)
    where, said = (cell.replace("`", "") for cell in cells_of(found))
    assert where == one_line(f"{visible(PATHS.of(found))}:1").replace("`", "")
    assert said == cut(one_line(hostile), 1_000).replace("`", "")


ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)


@pytest.mark.parametrize("name", [name for name in all_formats() if name != "sarif"])
@settings(max_examples=60)
@given(path=ANYTHING, said=ANYTHING)
def test_any_text_arrives(name: str, path: str, said: str) -> None:
    check(name, f"-{path.replace('/', '-')}.md", said)


@settings(max_examples=100)
@given(said=ANYTHING)
def test_any_text_stays_in_its_cell(said: str) -> None:
    assert cells_of(finding(message=said))[1].replace("`", "") == (one_line(said) or "dead-end").replace("`", "")


@pytest.mark.parametrize("name", all_formats())
def test_other_texts_of_a_verdict_can_be_hostile(name: str) -> None:
    for hostile in HOSTILE:
        given = replace(
            MIXED,
            site=hostile,
            gone=(Identity("dead-end", hostile, hostile),),
            crashes=(Crash("cta-expired", hostile, hostile),),
        )
        text = written(name, given)
        readers: dict[str, Callable[[str], object]] = {
            "sarif": read_sarif,
            "json": read_own_json,
            "github": read_commands,
            "junit": read_junit,
            "text": lambda text: [re.match(r"\S", line) or pytest.fail(line) for line in text.splitlines()],
        }
        assert readers.get(name, json.loads)(text)


# Nothing is obeyed

MARKS = "## # [ ] ( ) :: : ` < @ ! %{ \\ &#35; add-mask stop-commands error vso teamcity".split()
PIECES = st.sampled_from([*MARKS, *" \n\r\t\x1b\x9b\x7f\xa0\u200b\u2028\u202e\u2067"])
HOSTILE_TEXT = st.lists(PIECES | st.characters(exclude_categories=()), max_size=25).map("".join)


def of_one_text(text: str) -> Verdict:
    """Say the same text in every place of a verdict that an author, a theme or an exception fills."""
    path = text.replace("/", "-")
    return replace(
        MIXED,
        findings=(
            finding(message=text, anchor=text, source=path, page=path, located=False),
            finding(message=f"`{text}` is wrong.", file=f"/{path}", source=path, level="error"),
            finding(message=text, source=f"theme:{path}", sources=(path, f"{path}.md", f"a/{path}")),
        ),
        gone=(Identity("dead-end", path, text),),
        crashes=(Crash("cta-expired", path, text), Crash("", path, text)),
        site=text,
    )


def obeyed_in(text: str) -> dict[str, list[str]]:
    given = of_one_text(text)
    printed = {name: obeyed(written(name, given), ours=name == "github") for name in all_formats()}
    printed["summary"] = obeyed(write_summary([given], PATHS))
    return {name: found for name, found in printed.items() if found}


@pytest.mark.parametrize("hostile", [*HOSTILE, "::add-mask::e", "##vso[task.complete]x", "x ##[add-mask]e"])
def test_nothing_is_obeyed(hostile: str) -> None:
    assert obeyed_in(hostile) == {}


@settings(max_examples=60)
@given(text=HOSTILE_TEXT)
def test_nothing_of_any_text_is_obeyed(text: str) -> None:
    assert obeyed_in(text) == {}


@settings(max_examples=60)
@given(text=HOSTILE_TEXT)
def test_no_line_for_a_terminal_is_obeyed(text: str) -> None:
    assert obeyed(printable(f"share-nudge: {text}")) == []
    assert obeyed("\n".join(loggable(text)[start:] for start in range(len(loggable(text))))) == []


@settings(max_examples=60)
@given(text=HOSTILE_TEXT)
def test_no_text_becomes_a_link_or_a_tag(text: str) -> None:
    inline = MarkdownIt("gfm-like", {"linkify": False}).parseInline(in_markdown(f"It says {one_line(text)}."))
    kinds = {child.type for token in inline for child in token.children or ()}
    assert kinds <= {"text", "text_special", "code_inline"}
    assert not re.search(r"<[a-zA-Z/!?]|\]\(|%\{", in_gitlab(text))
    assert "](" not in unlinked(text)


def test_the_judge_sees_what_is_obeyed() -> None:
    assert command_of(" \u00a0::add-mask a=b::e") == "add-mask"
    assert command_of("x ##[error]y") == "##[error]"
    assert command_of("x ::error::y") is command_of("## [error]") is command_of("##[error") is None
    assert command_of_others("x ##vso[task.complete]") == "##vso[task.complete]"
    assert obeyed("::error file=a::x ##[b]\n", ours=True) == []
    assert obeyed("a\x1b\u202e\n::stop-commands::x", ours=True) == ["'\\u202e'", "'\\x1b'", "stop-commands"]


@pytest.mark.parametrize(("width", "say"), [(60, report.log_note), (60, report.log_failure), (80, report.log_failure)])
def test_a_log_that_wraps_lines_makes_no_command(
    say: Callable[..., None], width: int, log: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = io.StringIO()
    handler = RichHandler(console=Console(file=file, width=width))
    monkeypatch.setattr(log, "handlers", [handler])
    monkeypatch.setattr(log, "propagate", False)
    log.setLevel(logging.INFO)
    for hostile in [text for text in HOSTILE if len(text) < 1_000]:
        say(f"{'x' * 30} ::add-mask::e {hostile}", f"::error::{hostile}")
    assert file.getvalue().count("add-mask") >= len(HOSTILE) // 2
    assert obeyed(file.getvalue()) == []


def test_only_we_break_the_lines_of_a_log(log: logging.Logger, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, log.name)
    report.log_failure("the theme broke: a\nb", "in c\r\nd")
    assert caplog.messages == ["share-nudge: the theme broke: a b\nin c d"]


# Where reports go


def test_a_file_is_replaced_whole_and_its_folders_are_made(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "report.json"
    report.write_out("first\r\n\n", file)
    report.write_out("é\n", file)
    assert file.read_bytes() == b"\xc3\xa9\n"
    assert os.listdir(file.parent) == ["report.json"]


def test_a_file_can_be_added_to(tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    file.write_text("before\n", encoding="utf-8")
    report.write_out("after\n", file, append=True)
    assert file.read_text(encoding="utf-8") == "before\nafter\n"


def test_a_link_stays_a_link_and_a_mode_a_mode(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.touch(0o640)
    (tmp_path / "link").symlink_to(target)
    report.write_out("x", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert target.read_text(encoding="utf-8") == "x"
    assert target.stat().st_mode & 0o777 == 0o640


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # It waits for nobody, and without a writer reads nothing.
    try:
        report.write_out("x", pipe)
        assert os.read(reader, 9) == b"x"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        report.write_out("x", tmp_path / "folder")
    assert os.listdir(tmp_path) == ["folder"]


def run(code: str, pipe: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = f"{sys.executable} -X dev -W error -c '{code}' {pipe}"
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False, env={**os.environ, **environment}
    )


def test_standard_output_is_utf_8_whatever_the_locale() -> None:
    code = 'from pelican_share_nudge import report; print("first"); report.write_out("\\xe9 \\ud800\\r\\n")'
    done = run(code, LANG="C", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.stdout, done.stderr) == ("first\né ?\r\n".encode(), b"")


def test_standard_output_can_be_something_else(capsys: pytest.CaptureFixture[str]) -> None:
    report.write_out("é\n")
    report.print_table(("A", "B"), [("longer", "b")])
    report.print_error("no.\n  \x1b[2J::error::x")
    report.print_table(("C",), [], errors=True)
    out, err = capsys.readouterr()
    assert out == "é\nA       B\nlonger  b\n"
    assert err == "share-nudge: no.\n  \ufffd[2J::error::x\nC\n"


@pytest.mark.parametrize("call", ['write_out("x\\n" * 100000)', 'print_table(("x",), [("y",)] * 100000)'])
def test_a_reader_may_stop_reading(call: str) -> None:
    done = run(f"from pelican_share_nudge import report; report.{call}", "| head -c 1")
    assert (done.returncode, done.stderr) == (0, b"")


# Waiting


def test_a_terminal_sees_how_far_it_is() -> None:
    file = io.StringIO()
    with report.progress(Console(file=file, force_terminal=True, width=60)) as progress:
        progress(1, 3)
        progress(3, 3)
    assert "3/3" in file.getvalue()


def test_a_bar_while_cards_are_drawn() -> None:
    file = io.StringIO()
    with report.drawing(3, Console(file=file, force_terminal=True, width=60)) as drawn:
        drawn(1)
        drawn(3)
    assert "Drawing cards" in file.getvalue()
    assert "3/3" in file.getvalue()


def test_a_build_may_show_something_else_while_cards_are_drawn() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=60)
    with console.status("Generating..."), report.drawing(3, console) as drawn:
        drawn(3)
    assert console.file.getvalue().endswith("\x1b[2K")  # type: ignore[attr-defined]


@pytest.mark.parametrize("console", [None, Console(file=io.StringIO(), force_terminal=False)])
def test_no_bar_without_a_terminal(console: Console | None) -> None:
    with report.drawing(3, console) as drawn:
        drawn(3)
    assert console is None or console.file.getvalue() == ""  # type: ignore[attr-defined]


def test_a_pipe_sees_nothing_of_waiting(capfd: pytest.CaptureFixture[str]) -> None:
    with report.progress() as progress:
        progress(1, 3)
    assert capfd.readouterr() == ("", "")


def test_formats_are_listed_and_none_is_loaded_before_it_is_asked_for() -> None:
    assert tuple(all_formats())[:7] == ("text", "json", "sarif", "github", "gitlab", "junit", "rdjson")
    code = 'import sys; from pelican_share_nudge import report; print("junitparser" in sys.modules)'
    assert run(code).stdout == b"False\n"


def test_levels_are_known_to_all_formats() -> None:
    for level in LEVELS:
        for name in all_formats():
            assert written(name, verdict(finding(level=level)))
