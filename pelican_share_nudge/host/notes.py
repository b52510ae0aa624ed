"""What a build says beside its findings: what surprises, and what no finding tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pelican_share_nudge import report
from pelican_share_nudge.blocks.mistakes import Mistakes
from pelican_share_nudge.host.contents import Contents, source_path
from pelican_share_nudge.host.reasons import by_reason, named


def say_what_surprises(settings: Mapping[str, Any], site: str, theme_bars: int) -> None:
    """Note what a blog may not expect.

    Args:
        theme_bars: on how many pages the theme prints share links of its own.
    """
    if not site:
        report.log_note("SITEURL is empty, so share links do not work yet. Set it before you publish.")
    if theme_bars:
        report.log_note(
            f"the theme prints share links of its own on {theme_bars} page{'s' if theme_bars > 1 else ''}, from "
            "article.share_post; they get no second bar; there SHARE_NUDGE_NETWORKS and SHARE_NUDGE_LOOK change "
            "nothing."
        )
    if any(str(name).rpartition(".")[2] == "share_post" for name in settings.get("PLUGINS") or ()):
        report.log_note(
            "pelican-share-post is at work, too. Take it out of PLUGINS: every page gets this plugin's bar, or "
            'with SHARE_NUDGE_PLACEMENT = "theme", article.share_post is made here.'
        )


def say_what_is_missing(
    contents: Contents, mistakes: Mistakes, without_tags: Mapping[str, str], *, is_told_here: bool
) -> None:
    """Log what no finding tells: all of it where nothing is judged, and what is wrong with posts that are not.

    Args:
        without_tags: pages that are no posts → why they have no preview tags.
        is_told_here: no command is at work, which says beside its report which templates fail.
    """
    records = dict.fromkeys(map(contents.record, contents.everything()))
    if is_told_here:
        missed = ((str(one.why_not or ""), source_path(one.content)) for one in records if not one.is_judged)
        if pages := by_reason((*missed, *((why, page) for page, why in without_tags.items()))):
            report.log_warning(pages)
    told = {source_path(one.content) for one in records if one.is_judged and is_told_here}
    for mistake, sources in mistakes:
        if told.isdisjoint(sources):
            posts = f"{len(sources)} post{'s' if len(sources) > 1 else ''} ({named(sources)})"
            text = f"{mistake.file}:{mistake.line}: no {mistake.block} in {posts}: {mistake.why}"
            (report.log_failure if is_told_here else report.print_error)(text)
