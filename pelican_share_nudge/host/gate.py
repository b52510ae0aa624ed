"""What the commands that build a site, and the plugin, tell each other during a build."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING

from msgspec import Struct, field

from pelican_share_nudge.findings import Verdict

if TYPE_CHECKING:
    from pelican_share_nudge.host.sandbox import Sandbox
    from pelican_share_nudge.proof.facts import Built


def _no_sandbox() -> Sandbox:
    from pelican_share_nudge.host.sandbox import Sandbox  # Only commands load it.

    return Sandbox("")


class Gate(Struct):
    """The command at work: the plugin judges as it says, prints nothing, and hands over its verdicts.

    Attributes:
        select: the only rules to ask; None for all that are on.
        ignore: rules not to ask.
        settings: absolute path of the settings file; empty when there is none.
        sandbox: where the site is built.
        output: the folder whose pages are judged instead of those of this build; nothing is inserted then.
        progress: called with the number of posts judged and of all posts.
        verdicts: one a site, in the order in which they were built: sub-sites are sites of their own.
        built: the posts of all sites; only for a command that asks for them.
        wants_posts: whether it does.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    settings: str = ""
    sandbox: Sandbox = field(default_factory=_no_sandbox)
    output: str = ""
    progress: Callable[[int, int], None] = lambda done, posts: None
    verdicts: list[Verdict] = field(default_factory=list)
    built: list[Built] = field(default_factory=list)
    wants_posts: bool = False


# Of this very build; None when no command is at work.
GATE: ContextVar[Gate | None] = ContextVar("share_nudge_gate", default=None)
