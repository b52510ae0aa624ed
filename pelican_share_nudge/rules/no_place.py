"""The page has no place where a block can safely go, so it was not inserted.

Why: the plugin never guesses: a bar in the wrong place, below the page's footer or in another post, is worse than none.
Bad: a theme that prints only a part of the content; a plugin that changes it after Pelican wrote it; a post that opens
an element and never closes it.
Good: <div class="post-body">{{ article.content }}</div>
Mend: what the finding says: close the element in the post; name the content in SHARE_NUDGE_SELECTOR; or write
`<!-- share-nudge:bar -->` and `<!-- share-nudge:cta -->` into the theme's template, where the blocks shall go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pelican_share_nudge.hooks.bar import has_bar
from pelican_share_nudge.hooks.cta import fitting_ctas, needs_bar
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._sharing import has_email_forward, has_share_bar
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import SCRIPTED

LEVEL = "warning"
SECTION = "hooks"
NEEDS = ("page.left_alone",)
MUTES = ("dead-end", "share-bar-missing", "email-forward-missing", "cta-missing", "share-bar-hidden")

_SETTING = re.compile(r"SHARE_NUDGE_\w+")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    if page.left_alone:
        said = " ".join(filter(None, (page.left_alone, _loss(page, post, site), page.remedy)))
        yield Found(message=said, anchor=page.lack, near=tuple(dict.fromkeys(_SETTING.findall(said))))


def _loss(page: Page, post: Post, site: Site) -> str:
    """Say what readers find in the page all the same, whoever wrote it, and what they do not."""
    if page.missing:
        return ""
    ways = {
        "share links": has_share_bar(page, post),
        "an e-mail forward": has_email_forward(page, post, site),
        "a link to copy": page.copies,
    }
    if not any(ways.values()):
        return "Readers cannot pass it on." if page.ctas else "Readers cannot pass it on, and nothing asks them to."
    has = [way for way, is_there in (ways | {"a call to action": bool(page.ctas)}).items() if is_there]
    lacks = [name for name, is_lacking in _wanted(post, site).items() if is_lacking and name not in has]
    but = f", but no {' and no '.join(_bare(name) for name in lacks)}" if lacks else ""
    return f"Readers find {' and '.join(has)} there{but}."


def _wanted(post: Post, site: Site) -> dict[str, bool]:
    networks = set(site.config.networks)
    return {
        "share links": "share" not in post.without and bool(networks - {*SCRIPTED, "email"}),
        "an e-mail forward": "email" not in post.without and "email" in networks,
        "a call to action": "cta" not in post.without and _has_cta(post, site),
    }


def _has_cta(post: Post, site: Site) -> bool:
    ctas = fitting_ctas(post, site.config, site.today)
    return any(not needs_bar(cta) or has_bar(post, site.config) for cta in ctas)


def _bare(name: str) -> str:
    return name.removeprefix("an ").removeprefix("a ")
