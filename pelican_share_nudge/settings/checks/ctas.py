"""Checks a blog's calls to action: their targets, words and names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pelican_share_nudge import locales, pattern
from pelican_share_nudge.addresses import OF_PELICAN, split
from pelican_share_nudge.nearest import cut, none_of
from pelican_share_nudge.settings.checks.networks import SAFE_SCHEMES, named_twice
from pelican_share_nudge.settings.checks.texts import bad_tags, filled_in, nameless, tag_problem, texts_in
from pelican_share_nudge.settings.conditions import CONDITIONS, Names, several
from pelican_share_nudge.settings.ctas import KINDS_WITHOUT_TARGET, Cta
from pelican_share_nudge.settings.rows import Given
from pelican_share_nudge.settings.values import NO_VALUE, OFF, ON, UNUSABLE, Path, Wrong, listed

_BEFORE_TARGET = r"[{|]([^{}|]*)[}|]"
_ASKS = ("target", "heading", "text", "action")
_CONTROL = "[\x00-\x1f\x7f-\x9f\u2028\u2029]"


def check_ctas(ctas: Sequence[Any], given: Given) -> Iterator[Wrong]:
    for position, cta in listed(ctas):
        for key, text in _cta_problems(cta):
            value = getattr(cta, key.replace("from", "from_"))
            yield Wrong((position, key), value or NO_VALUE, f"`{cut(cta.name or cta.kind)}`: {text}")
        for key in ("heading", "text", "action"):
            tags = getattr(cta, key)
            if isinstance(tags, dict):
                yield from bad_tags((position, key), tags, given.languages)
            for path, text in texts_in((position, key), tags).items():
                unfilled = pattern.problems(text, filled_in(cta.kind, has_next=not cta.target))
                for problem in (*unfilled, *nameless(text, given)):
                    yield Wrong(path, text, f"`{cut(cta.name or cta.kind)}`: {problem}")
        for key in ("language", "not_language"):
            yield from _bad_languages((position, key), getattr(cta, key), given)
    with_names = [UNUSABLE if getattr(cta, "kind", "") == "none" else cta for cta in ctas]  # No post asks for those.
    yield from named_twice(with_names, "Two CTAs are called `{}`: a post could not say which one it means.")


def _bad_languages(path: Path, names: Names, given: Given) -> Iterator[Wrong]:
    for language in (name for _, name in listed(several(names))):
        problem = tag_problem(language, given.languages)
        if problem and locales.tag_of(language):  # Posts may be in a language of any name.
            yield Wrong(path, language, problem)


def check_no_bar(posts: Mapping[str, Any], given: Given) -> Iterator[Wrong]:
    for name, names in posts.items():
        if name not in CONDITIONS:
            yield Wrong((name,), NO_VALUE, none_of(name, CONDITIONS), of_key=True)
        elif name == "language" and names is not UNUSABLE:
            yield from _bad_languages((name,), names, given)


def _cta_problems(cta: Cta) -> Iterator[tuple[str, str]]:
    """Find what is wrong with a call to action: (key, what)."""
    if str(cta.kind) and not cta.target and cta.kind not in KINDS_WITHOUT_TARGET:
        yield "target", f"kind `{cta.kind}` needs a `target`, such as `/contact/` or `mailto:me@example.org`."
    if cta.target and not is_safe_target(cta.target):
        text = f"`{cut(cta.target)}` is no target; write https://…, /path/, #anchor, mailto: or {{filename}}"
        line_end = ". A line end in a mail is %0D%0A" if "\n" in cta.target.strip() else ""
        yield "target", f"{text}{line_end}"
    elif cta.target:
        yield from (("target", problem) for problem in _target_problems(cta.target))
    if cta.from_ and cta.until and cta.from_ > cta.until:
        yield "until", f"it ends ({cta.until}) before it begins ({cta.from_})."
    if cta.kind == "none" and (said := [key for key in _ASKS if getattr(cta, key)]):
        yield "kind", f"it asks for nothing: take {' and '.join(f'`{key}`' for key in said)} out."
    if cta.name == "none" != cta.kind:
        yield "name", '`none` is no name for a CTA. For posts without any, write {"kind": "none"} and for which.'
    elif (cta.name != "none" and cta.name.casefold() in OFF | ON) or any(character in cta.name for character in ", \n"):
        yield "name", f"`{cut(cta.name)}` is no name for a CTA: use one word, other than `on` or `off`."
    if cta.kind == "read-next" and is_safe_target(cta.target) and cta.action is None:
        yield "target", "read-next finds its post itself. Take `target` out, or say in `action` what it is."


def _target_problems(target: str) -> Iterator[str]:
    rest = re.sub(_BEFORE_TARGET, "", target) if _is_of_pelican(target) else target
    yield from pattern.problems(rest, pattern.IN_TARGETS)
    if pattern.names_in(split(target).netloc) - {"language"}:
        yield f"`{cut(target)}` has a placeholder in the name of a host, where only `{{language}}` may stand."


def _is_of_pelican(target: str) -> bool:
    found = re.match(_BEFORE_TARGET, target)
    return found is not None and found[1] in OF_PELICAN


def is_safe_target(target: str) -> bool:
    """Tell whether a link may point there: absolute address, site path, anchor, mailto: or Pelican's {filename}."""
    if re.search(_CONTROL, target):
        return False
    if target.startswith(("/", "#")):
        return target != "#"
    if target.startswith(("{", "|")):
        return _is_of_pelican(target) or target.startswith("{url}")
    parts = split(target)
    return parts.scheme in SAFE_SCHEMES and (parts.scheme not in ("http", "https") or bool(parts.host))
