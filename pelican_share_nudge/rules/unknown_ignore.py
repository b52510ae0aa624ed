"""A name in `nudge_ignore` that no rule has, so that it suppresses nothing.

Why: what the author did not want to hear is said again in each build, and nobody knows why.
Bad: `nudge_ignore: dead-ends`
Good: `nudge_ignore: dead-end, cta-missing`
Mend: write the name that stands in the finding; `share-nudge rules` lists them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.findings import EVERYTHING, rule_name, rule_names
from pelican_share_nudge.nearest import nearest
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "linter"
NEEDS = ("post.ignored",)


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for name in dict.fromkeys(post.ignored):
        if rule_name(name) not in EVERYTHING.union(rule_names()):
            yield Found(
                message=f"`nudge_ignore` names `{name}`, which is no rule, so nothing is suppressed."
                f"{nearest(rule_name(name), rule_names())} `share-nudge rules` lists them all.",
                anchor=rule_name(name),
                keys=("nudge_ignore",),
            )
