"""A name in `nudge_ignore` that suppresses nothing: that rule finds nothing in this post.

Why: it stays when its reason has gone, and one day it hides what should be heard.
Bad: `nudge_ignore: preview-no-image` in a post that has had a picture for years.
Good: no `nudge_ignore`, or one whose rules find something.
Mend: take the name out. What is set for a whole folder or site with EXTRA_PATH_METADATA is left alone, and a local
preview says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.findings import EVERYTHING, rule_name
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules import all_rules
from pelican_share_nudge.rules._preview import previews_locally
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "linter"
NEEDS = ("post.ignored",)


def after(post: Post, found: frozenset[str], judged: frozenset[str], site: Site) -> Iterator[Found]:
    if previews_locally(site):
        return  # What is found where the blog is published may not be found here.
    for name in dict.fromkeys(map(rule_name, post.ignored)):
        looked = _all_looked(judged, site) if name in EVERYTHING else name in judged
        if looked and not (found if name in EVERYTHING else name in found):
            yield Found(
                message=f"`nudge_ignore: {name}` suppresses nothing: there is nothing to hide in this post. Take it "
                "out, before it hides what you want to hear.",
                anchor=name,
                keys=("nudge_ignore",),
                only_here=True,
            )


def _all_looked(judged: frozenset[str], site: Site) -> bool:
    """Tell whether this build asked all rules that are on: a check of a few rules cannot say that all find nothing."""
    levels = site.config.levels
    return all(
        rule.name in judged
        for rule in all_rules().values()
        if rule.check and "off" not in (rule.level, levels.get(rule.name, levels.get("*")))
    )
