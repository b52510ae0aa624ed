"""A post's blocks in every look, as a preview shows them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pelican_share_nudge.blocks import looks
from pelican_share_nudge.blocks.render import Renderer, TemplateProblem
from pelican_share_nudge.errors import CommandError
from pelican_share_nudge.insert.splice import Block
from pelican_share_nudge.page.facts import TemplateMistake
from pelican_share_nudge.proof.facts import Facts
from pelican_share_nudge.tables.looks import available_looks


class Look(Struct, frozen=True, kw_only=True):
    """A post's blocks in one look; those are missing whose templates have mistakes."""

    name: str
    is_own: bool
    blocks: tuple[Block, ...]
    stylesheet: str
    mistakes: tuple[TemplateMistake, ...] = ()


def looks_of(facts: Facts) -> Iterator[Look]:
    config, prepared = facts.site.config, facts.prepared
    try:
        for name in sorted(available_looks(), key=lambda name: name != config.look):
            renderer = Renderer(facts.environment, look=name)
            values = (prepared.post, prepared.hooks, prepared.phrases)
            yield Look(
                name=name,
                is_own=name == config.look,
                blocks=(*renderer.ctas(*values), *renderer.bar(*values)),
                stylesheet=looks.stylesheet(name, config.known_networks.values()).text,
                mistakes=tuple(mistake for mistake, _ in renderer.mistakes),
            )
    except TemplateProblem as problem:
        raise CommandError(f"a template of the theme has a mistake: {problem}") from None
