"""The calls to action that a post could have, and why it has the one that it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from msgspec import Struct

from pelican_share_nudge.hooks.cta import asked_ctas, holds, most_ctas, needs_bar
from pelican_share_nudge.proof.facts import Facts
from pelican_share_nudge.settings.conditions import CONDITIONS
from pelican_share_nudge.settings.ctas import Cta

_CONDITIONS = (*CONDITIONS, *(f"not_{name}" for name in CONDITIONS), "from_", "until")


class Condition(NamedTuple):
    """One condition of a call to action, and what the post has."""

    name: str
    wanted: str
    actual: str
    holds: bool


class Choice(Struct, frozen=True, kw_only=True):
    """A call to action that the post could have, and why it has it or not."""

    name: str
    kind: str
    conditions: tuple[Condition, ...]
    is_shown: bool
    why: str


def choices_of(facts: Facts) -> Iterator[Choice]:
    """List the calls to action that were asked, in order; none when the author wrote a sentence or wants none."""
    wishes, config = facts.wishes, facts.site.config
    if wishes.sentence or wishes.cta == ():
        return
    made = {call.name for call in facts.prepared.hooks.ctas}
    left = most_ctas(wishes, config)
    has_bar = facts.prepared.decisions["bar"].data is not None
    is_ended = False
    for cta in asked_ctas(wishes, config):
        conditions = tuple(_conditions(cta, facts)) if wishes.cta is None else ()
        all_hold = all(condition.holds for condition in conditions)
        is_shown = all_hold and left > 0 and not is_ended and cta.name in made
        why = _why_not(cta, all_hold=all_hold, left=left, is_ended=is_ended, has_bar=has_bar) if not is_shown else ""
        left -= is_shown
        is_ended |= all_hold and cta.kind == "none"
        yield Choice(name=cta.name, kind=cta.kind, conditions=conditions, is_shown=is_shown, why=why)


def _why_not(cta: Cta, *, all_hold: bool, left: int, is_ended: bool, has_bar: bool) -> str:
    if is_ended:
        return "A `none` above ends the list for this post."
    if not all_hold:
        return "Not for this post."
    if cta.kind == "none":
        return "It ends the list: what stands below is not asked."
    if not left:
        return "One above was chosen before it was asked."
    if needs_bar(cta) and not has_bar:
        return "The post has no share bar, so there is nothing to press. Give it a target."
    if cta.kind == "read-next" and not cta.target:
        return "There is no next post."
    return f"Its target is not there: {cta.target or 'the site has no feed'}."


def _conditions(cta: Cta, facts: Facts) -> Iterator[Condition]:
    post, today = facts.prepared.post, facts.site.today
    actual = {
        "category": post.category,
        "tag": ", ".join(post.tags),
        "author": ", ".join(post.authors),
        "language": post.language,
        "path": post.source,
        "from_": today.isoformat(),
        "until": today.isoformat(),
    }
    for name in _CONDITIONS:
        wanted: Any = getattr(cta, name)
        if wanted:
            alone = Cta(kind=cta.kind, **{name: wanted})
            written = ", ".join(wanted) if isinstance(wanted, tuple) else str(wanted)
            here = actual[name.removeprefix("not_")] or "none"
            yield Condition(name.rstrip("_"), written, here, holds(alone, post, today))
