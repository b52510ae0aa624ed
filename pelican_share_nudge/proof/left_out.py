"""What a post does not get, and why: hooks, and the networks that its bar does not show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pelican_share_nudge.hooks import all_hooks
from pelican_share_nudge.hooks.bar import Bar, networks_of
from pelican_share_nudge.proof.facts import Facts
from pelican_share_nudge.settings.for_post import why_no_bar
from pelican_share_nudge.settings.front_matter import folded
from pelican_share_nudge.tables.networks import SCRIPTED, Network


class LeftOut(NamedTuple):
    """What people call a hook or a network that a post does not get, and why."""

    label: str
    why: str


def hooks_left_out(facts: Facts) -> Iterator[LeftOut]:
    """List the hooks that a post does not get."""
    decisions, hooks = facts.prepared.decisions, all_hooks()
    without = (name for name in hooks if decisions[name].data is None)
    yield from (LeftOut(hooks[name].CALLED, decisions[name].why) for name in sorted(without))


def left_out_of(facts: Facts) -> Iterator[LeftOut]:
    """List the networks that the site or the author named, or the site offers, and that the bar does not show."""
    config, wishes = facts.site.config, facts.wishes
    wanted, networks = networks_of(wishes, config), config.known_networks
    decision = facts.prepared.decisions["bar"]
    if why_no_bar(facts.post, wishes, config):
        yield from (LeftOut(networks[name].label, decision.why) for name in config.networks)
        return
    bar: Bar | None = decision.data
    for name in wanted if bar is None else bar.missing:
        yield LeftOut(networks[name].label, _what_it_lacks(networks[name]))
    for name in config.networks:
        if name not in wanted:
            key = "nudge_email: off" if name == "email" and not wishes.email else "nudge_share"
            yield LeftOut(networks[name].label, f"The author left it out: `{key}` in the front matter.")
    for problem in facts.post.problems:
        if folded(problem.key) == "nudge_share":
            yield LeftOut(problem.key, problem.message)


def _what_it_lacks(network: Network) -> str:
    if network.kind in SCRIPTED:
        return "It needs the script, and SHARE_NUDGE_SCRIPT is False."
    if network.needs == "image":
        return "It needs a picture, and the post has none. Write `nudge_image`, or put a picture into the text."
    return "It needs your readers' instance. Name it in SHARE_NUDGE_INSTANCES."
