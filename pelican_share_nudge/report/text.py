"""The report for people: in a terminal, or in the log of a build."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, zip_longest
from typing import Any

from rich.console import Console
from rich.style import Style
from rich.text import Text

from pelican_share_nudge.findings import Crash, Finding, Identity, Level, Sentence, Verdict, sentence
from pelican_share_nudge.report.characters import cut, one_line, printable, visible
from pelican_share_nudge.report.paths import Paths
from pelican_share_nudge.report.wording import TOOL, count, crash, full_message, message, post_of, summary

GONE_NAMED_AT_MOST = 10
POSTS_NAMED = 2  # of those that one finding concerns
SAID_ONCE_FROM = 3  # posts
NAMED_OF_ONE_SENTENCE = 5  # posts, in a build
MESSAGE_AT_MOST = 10_000

_STYLES: dict[Level, Style] = {
    "error": Style(color="red", bold=True),
    "warning": Style(color="yellow"),
    "info": Style(color="cyan"),
}
_BOLD = Style(bold=True)
_DIM = Style(dim=True)


def show(verdicts: Sequence[Verdict], paths: Paths, *, console: Console | None = None, quiet: bool = False) -> None:
    """Print the report; in colours if the console is a terminal.

    Args:
        console: standard output unless given.
        quiet: sum up, and name nothing.
    """
    console = console or Console()
    shown = summary_lines(verdicts) if quiet else report_lines(verdicts, paths)
    for line in shown:
        print_line(line, console)


def print_line(line: Text, console: Console) -> None:
    """Print one line, never wrapped: `path:line` can be clicked only when it is whole."""
    # One character for one, so that the colours stay in place.
    line.plain = line.plain.encode(console.encoding, "replace").decode(console.encoding)
    console.print(line, soft_wrap=True, markup=False, highlight=False)


def report_lines(verdicts: Sequence[Verdict], paths: Paths) -> Iterator[Text]:
    """Write site by site what to mend, and sum up; several sites together, too."""
    for verdict in verdicts:
        yield from lines(verdict, paths)
    yield from summary_lines(verdicts)


def summary_lines(verdicts: Sequence[Verdict]) -> Iterator[Text]:
    """Sum up each site, and several together."""
    yield from map(summary_line, verdicts)
    if len(verdicts) > 1:
        yield Text(f"{TOOL}, {len(verdicts)} sites together: {summary(*verdicts)}", _BOLD)


def summary_line(verdict: Verdict) -> Text:
    """Sum up. The site is named, since a log that drops repetitions would keep quiet about the second of two sites."""
    site = f" ({printable(one_line(verdict.site))})" if verdict.site else ""
    return Text(f"{TOOL}{site}: {summary(verdict)}", _BOLD)


def note_line(note: str) -> Text:
    """Say what concerns the report itself."""
    return Text(f"{TOOL}: {one_line(note)}")


def lines(verdict: Verdict, paths: Paths, *, most: int | None = None) -> Iterator[Text]:
    """Write what to mend, in the order of the verdict, then what went wrong, then what the baseline need not hold.

    What a sentence says of three posts or more is said once, with the posts.

    Args:
        most: how many posts and sentences at most; None for all.
    """
    parts: dict[str | int, list[Sequence[Finding]]] = {}
    for alike in _said_once(verdict.findings, paths):
        part = post_of(alike[0]) if len(alike) == 1 else id(alike[0])
        parts.setdefault(part, []).append(alike)
    for alike in parts.pop("", []):
        yield _finding_line(alike[0], paths)
    groups = list(parts.values())
    for alike in (alike for group in groups[:most] for alike in group):
        yield from _lines_of(alike, paths, names=None if most is None else NAMED_OF_ONE_SENTENCE)
    if most is not None and len(groups) > most:
        yield _rest_line([finding for group in groups[most:] for alike in group for finding in alike])
    yield from (_crash_line(broken, paths) for broken in verdict.crashes)
    if verdict.gone:
        yield _gone_line(verdict.gone)


def _said_once(findings: Sequence[Finding], paths: Paths) -> Iterator[Sequence[Finding]]:
    """Put together what is said of three posts or more, at the place of the first; the rest stays as it is."""
    alike: dict[Any, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(_key(finding, paths), []).append(finding)
    said: set[int] = set()
    for finding in findings:
        several = alike[_key(finding, paths)]
        if len({one.source for one in several}) < SAID_ONCE_FROM:
            yield (finding,)
        elif id(several) not in said:
            said.add(id(several))
            yield several


def _key(finding: Finding, paths: Paths) -> Hashable:
    """Give what findings on several posts have in common; of the site and its theme each is for itself."""
    if finding.sources or not finding.is_about_a_post:
        return id(finding)
    words, values = _sentence(finding)
    of_value = any(finding.anchor in value for value in values)
    return finding.rule, finding.level, words, "" if of_value else finding.anchor, _place_of_all(finding, paths)


def _sentence(finding: Finding) -> Sentence:
    return sentence(message(finding), finding.source, finding.page)


def _place_of_all(finding: Finding, paths: Paths) -> str:
    """Give the line to mend where it is in no post's own file; else empty."""
    place = paths.of(finding)
    return "" if place == paths.of_source(finding.source) else f"{place}:{finding.line}"


def _lines_of(alike: Sequence[Finding], paths: Paths, *, names: int | None) -> Iterator[Text]:
    """Write one finding, or what is said of several posts and then which ones, with what is not the same in all."""
    if len(alike) == 1:
        yield _finding_line(alike[0], paths)
        return
    first, sentences = alike[0], [_sentence(finding) for finding in alike]
    differ = [len(set(values)) > 1 for values in zip(*(one.values for one in sentences), strict=True)]
    posts: dict[tuple[str, ...], dict[str, None]] = {}
    for finding, one in sorted(zip(alike, sentences, strict=True), key=lambda pair: pair[0].source):
        values = tuple(value for value in compress(one.values, differ) if value != finding.source)
        posts.setdefault(values, {})[_post(finding, paths)] = None
    number = count(len({finding.source for finding in alike}), "post")
    yield _line(
        visible(_place_of_all(first, paths)) or number,
        first,
        printable(cut(_with_gaps(sentences[0], differ), MESSAGE_AT_MOST))
        + (f" ({number})" if _place_of_all(first, paths) else ""),
    )
    yield from _post_lines(posts, names)


def _with_gaps(one: Sentence, differ: Sequence[bool]) -> str:
    """Write a sentence with `…` for each value that is not the same in all posts."""
    values = [_gap(value) if is_open else value for value, is_open in zip(one.values, differ, strict=True)]
    return "".join(part for pair in zip_longest(one.words, values, fillvalue="") for part in pair)


def _gap(value: str) -> str:
    return f"{value[0]}…{value[-1]}" if value[0] in "`“" else "…"


def _post(finding: Finding, paths: Paths) -> str:
    """Name a post of several, with the line if it is known."""
    known = finding.located and not _place_of_all(finding, paths)
    return f"{visible(paths.of_source(finding.source))}{f':{finding.line}' if known else ''}"


def _post_lines(posts: Mapping[tuple[str, ...], Iterable[str]], names: int | None) -> Iterator[Text]:
    """List posts, those with the same values on one line; no more than may be named."""
    left = sum(map(len, map(tuple, posts.values()))) if names is None else names
    more = 0
    for values, paths in posts.items():
        named = [*paths]
        more += len(named[max(left, 0) :])
        named = named[: max(left, 0)]
        left -= len(named)
        if named:
            said = cut(one_line(", ".join(values)), MESSAGE_AT_MOST)
            yield Text(f"    {', '.join(named)}{f': {printable(said)}' if said else ''}")
    if more:
        yield Text(f"    and {more} more: `share-nudge check` names all.")


def _finding_line(finding: Finding, paths: Paths) -> Text:
    said = f"{_message(finding, paths)}{_in_page(finding)}"
    return _line(f"{visible(paths.of(finding))}:{finding.line}", finding, said)


def _line(place: str, finding: Finding, said: str) -> Text:
    return Text.assemble(
        (place, _BOLD),
        ": ",
        (finding.level, _STYLES[finding.level]),
        f": {said} ",
        (f"[{finding.rule}]", _DIM),
    )


def _message(finding: Finding, paths: Paths) -> str:
    return printable(full_message(finding, paths, characters=MESSAGE_AT_MOST, names=POSTS_NAMED))


def _in_page(finding: Finding) -> str:
    """Name the written page where the source does not show the place."""
    return f" (see {visible(finding.page)})" if finding.page and not finding.located else ""


def _rest_line(findings: Sequence[Finding]) -> Text:
    posts = count(len({finding.source for finding in findings}), "post")
    return Text(f"{count(len(findings), 'more finding')} in {posts}: `share-nudge check` shows all.")


def _crash_line(broken: Crash, paths: Paths) -> Text:
    path = visible(paths.of_source(broken.source))
    return Text.assemble((path, _BOLD), ": ", ("error", _STYLES["error"]), f": {printable(crash(broken))}")


def _gone_line(gone: Sequence[Identity]) -> Text:
    some = gone[:GONE_NAMED_AT_MOST]
    named = one_line(", ".join(f"{identity.rule} in {identity.source or 'the site'}" for identity in some))
    rest = len(gone) - GONE_NAMED_AT_MOST
    more = f" and {rest} more" if rest > 0 else ""
    return Text(
        f"{count(len(gone), 'finding')} of the baseline {'is' if len(gone) == 1 else 'are'} gone: "
        f"{printable(named)}{more}. Write it anew with --write-baseline, so that they cannot come back unseen."
    )
