"""The only module that puts together what the preview of one post shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from pelican_share_nudge.blocks import looks
from pelican_share_nudge.errors import CommandError
from pelican_share_nudge.findings import Crash, Finding, Verdict
from pelican_share_nudge.hooks.cta import CallToAction
from pelican_share_nudge.locales import direction
from pelican_share_nudge.page.forms import forms_of
from pelican_share_nudge.post import Post
from pelican_share_nudge.proof.arrivals import Arrival, arrivals_of
from pelican_share_nudge.proof.card import Card, card_of
from pelican_share_nudge.proof.choices import Choice, choices_of
from pelican_share_nudge.proof.facts import Built, Facts
from pelican_share_nudge.proof.left_out import LeftOut, hooks_left_out, left_out_of
from pelican_share_nudge.proof.looks import Look, looks_of
from pelican_share_nudge.proof.received import Received, received_of


class Preview(Struct, frozen=True, kw_only=True):
    """All that the preview of one post shows."""

    post: Post
    source: str
    direction: Literal["ltr", "rtl"]
    notes: tuple[str, ...]
    looks: tuple[Look, ...]
    script: str
    received: tuple[Received, ...]
    left_out: tuple[LeftOut, ...]
    ctas: tuple[CallToAction, ...]
    why_cta: str
    choices: tuple[Choice, ...]
    without: tuple[LeftOut, ...]
    card: Card
    arrivals: tuple[Arrival, ...]
    findings: tuple[Finding, ...]
    crashes: tuple[Crash, ...]


def preview(built: Built) -> Preview:
    """Work out what the preview of a post shows; while the folder is there in which the site was built.

    Raises:
        CommandError: the post is not meant to travel, or has no page.
    """
    facts = built.facts()
    _require_something_to_show(built, facts)
    post, config, hooks = facts.prepared.post, facts.site.config, facts.prepared.hooks
    shown, forms = tuple(looks_of(facts)), forms_of(config.known_networks)
    return Preview(
        post=post,
        source=built.source,
        direction=direction(post.language),
        notes=(*_notes(built, facts), *_notes_on_mistakes(shown)),
        looks=shown,
        script=looks.script().text if config.script else "",
        received=tuple(received_of(link, facts, forms) for link in hooks.links),
        left_out=tuple(left_out_of(facts)),
        ctas=hooks.ctas,
        why_cta=facts.prepared.decisions["cta"].why,
        choices=tuple(choices_of(facts)),
        without=tuple(hooks_left_out(facts)),
        card=card_of(facts.page, facts.site, post.address),
        arrivals=arrivals_of(facts.page, facts.site),
        findings=tuple(_findings(built.verdict, built.source)),
        crashes=tuple(crash for crash in built.verdict.crashes if crash.source in ("", built.source)),
    )


def _require_something_to_show(built: Built, facts: Facts) -> None:
    if not facts.wishes.nudge:
        raise CommandError(
            f"{built.source} says `nudge: off`, so readers get nothing with which to pass it on. "
            "There is something to show when that line is gone."
        )
    if not built.page or facts.page.missing:
        raise CommandError(f"Pelican wrote no page for {built.source}, so there is nothing to show.")


def _notes(built: Built, facts: Facts) -> Iterator[str]:
    config = facts.site.config
    if built.status == "draft" and not facts.inserted:
        yield (
            "This is a draft: nothing is inserted yet. You see what it gets when it is published; "
            "until then its address is that of the draft."
        )
    elif not facts.inserted:
        yield "Your setting SHARE_NUDGE_WHERE leaves this page out: nothing is inserted. You see what it would get."
    if not config.stylesheet:
        yield "SHARE_NUDGE_STYLESHEET is False: on your blog your theme makes the look, and not one of these."
    if config.sticky:
        yield "On your blog the bar goes beside the content on wide screens (SHARE_NUDGE_STICKY); here it stays below."


def _notes_on_mistakes(shown: Iterable[Look]) -> list[str]:
    """Say once what keeps a block from being shown."""
    mistakes = (mistake for look in shown for mistake in look.mistakes)
    said = (
        f"A block is missing, for {mistake.file}:{mistake.line} has a mistake: {mistake.why}" for mistake in mistakes
    )
    return list(dict.fromkeys(said))


def _findings(verdict: Verdict, source: str) -> Iterator[Finding]:
    """Choose what was found of one post, and what concerns it with others or with the whole site."""
    for finding in verdict.findings:
        of_all = not finding.is_about_a_post and not finding.sources
        if (finding.is_about_a_post and finding.source == source) or source in finding.sources or of_all:
            yield finding
