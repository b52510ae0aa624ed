"""Checks a blog's own words: their keys, their placeholders and their languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pelican_share_nudge import locales, pattern
from pelican_share_nudge.nearest import cut, nearest
from pelican_share_nudge.settings.checks.networks import takes_no_text, unusable_network
from pelican_share_nudge.settings.rows import Given
from pelican_share_nudge.settings.site_name import MISSING, PLACEHOLDER
from pelican_share_nudge.settings.values import NO_VALUE, Path, Wrong

SAID = frozenset(("title", "text", PLACEHOLDER))


def check_texts(texts: Mapping[str, Any], given: Given) -> Iterator[Wrong]:
    known = locales.keys()
    for key, own in texts.items():
        if key not in known:
            text = f"There is no text called `{cut(key)}`.{nearest(key, known)}"
            yield Wrong((key,), NO_VALUE, text, of_key=True)
        tags = own if isinstance(own, dict) else {}
        yield from bad_tags((key,), tags, given.languages)
        for path, text in texts_in((key,), own).items() if key in known else ():
            for problem in (*_text_problems(key, text), *nameless(text, given)):
                yield Wrong(path, text, problem)


def check_network_texts(texts: Mapping[str, Any], given: Given) -> Iterator[Wrong]:
    for name, own in texts.items():
        if problem := unusable_network(name, given.networks) or takes_no_text(given.networks[name]):
            yield Wrong((name,), NO_VALUE, problem, of_key=True)
        yield from bad_tags((name,), own if isinstance(own, dict) else {}, given.languages)
        for path, text in texts_in((name,), own).items():
            for problem in (*_problems_of_said(text), *nameless(text, given)):
                yield Wrong(path, text, problem)


def _problems_of_said(text: str) -> Iterator[str]:
    if not text.strip():
        yield "It is empty. Take it out, and the title is said."
    yield from pattern.problems(text, SAID)


def texts_in(path: Path, given: Any) -> dict[Path, str]:
    """List a text, or those of a table of languages, with where they stand."""
    texts = {(*path, tag): text for tag, text in given.items()} if isinstance(given, Mapping) else {path: given}
    return {path: text for path, text in texts.items() if isinstance(text, str)}


def _text_problems(key: str, text: str) -> Iterator[str]:
    if key.startswith("share.") and (problem := _text_problem(key, text)):
        yield problem
    else:
        yield from (f"`{key}`: {problem}" for problem in pattern.problems(text, _filled_in_text(key)))


def _filled_in_text(key: str) -> frozenset[str]:
    """List the placeholders of a text: those that our own has, and more where there is more to say."""
    first, _, rest = key.partition(".")
    of_mail = frozenset(("title", PLACEHOLDER) if first == "email" else ())
    more = filled_in(rest.rpartition(".")[0]) if first == "cta" else of_mail
    return more | pattern.names_in(locales.phrases(locales.FALLBACK)[key].text)


def filled_in(kind: str, *, has_next: bool = True) -> frozenset[str]:
    """List the placeholders of a call to action's own words."""
    words = frozenset(("title", PLACEHOLDER))
    return words | {"next"} if kind == "read-next" and has_next else words


def nameless(text: str, given: Given) -> Iterator[str]:
    """Find a text that wants the name of a site that has none."""
    if PLACEHOLDER in pattern.names_in(text) and given.site == "":
        yield MISSING


def _text_problem(key: str, text: str) -> str:
    """Find what would take the name from a link: those who cannot see it have nothing else."""
    own = locales.phrases(locales.FALLBACK)[key].text
    if not text.strip():
        return f"`{key}` is empty, and links and buttons need a name. Write one like `{own}`."
    if "{network}" in own and "{network}" not in text:
        return f"`{key}`: `{cut(text)}` lacks the place of the network. Write it like `{own}`."
    return ""


def bad_tags(path: Path, texts: Mapping[str, Any], languages: frozenset[str]) -> Iterator[Wrong]:
    for language in texts:
        if problem := tag_problem(language, languages):
            yield Wrong((*path, language), NO_VALUE, problem, of_key=True)


def tag_problem(language: str, languages: frozenset[str]) -> str:
    """Say why a name is no language tag; empty when it is one, or when the blog calls a language so itself."""
    if locales.is_tag(language) or language.casefold() in languages:
        return ""
    meant = locales.tag_of(language)
    advice = f"Did you mean `{meant}`?" if meant else "Write one like `en`, `de` or `pt-BR`."
    return f"`{cut(language)}` is no language tag, so no reader would see it. {advice}"
