"""A `nudge_…` value in the front matter that cannot be used, or a key that does nothing.

Why: the author asked for something, and readers get what the site has for all posts.
Bad: `nudge_share: facebok`, `nudge_ctas: off`
Good: `nudge_share: facebook, email`, `nudge_cta: off`
Mend: write what the message says. These are all the keys:
KEYS.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.findings import EVERYTHING, rule_name
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules import preview_image_unusable
from pelican_share_nudge.rules._preview import previews_locally
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.settings.front_matter import folded
from pelican_share_nudge.settings.wishes import KEYS
from pelican_share_nudge.site.pictures import is_same_file
from pelican_share_nudge.site.site import Site

__doc__ = (__doc__ or "").replace("KEYS", ",\n".join(f"`{key}: {row.values}`" for key, row in KEYS.items()))

LEVEL = "warning"
SECTION = "linter"
NEEDS = ("post.problems",)

_ABOUT_PREVIEW = "preview-image-unusable"


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for problem in post.problems:
        if not problem.unknown_cta and not _preview_tells(problem.picture, page, post, site):
            key = folded(problem.key)
            yield Found(message=problem.message, anchor=key, keys=(key,), text=problem.text)


def _preview_tells(picture: str, page: Page, post: Post, site: Site) -> bool:
    """Tell whether the rule about the preview's picture says of the same one that it is not there."""
    if not picture:
        return False
    ignored = (*site.config.ignore, *post.ignored)
    if _ABOUT_PREVIEW not in _asked(site) or {_ABOUT_PREVIEW, *EVERYTHING} & set(map(rule_name, ignored)):
        return False
    # Where addresses cannot be right in any case, another rule keeps that one silent.
    return not previews_locally(site) and any(
        is_same_file(found.about, picture) for found in preview_image_unusable.check(page, post, site)
    )


def _asked(site: Site) -> frozenset[str]:
    levels = site.config.levels
    off = levels.get(_ABOUT_PREVIEW, levels.get("*")) == "off"
    return frozenset(() if off else (_ABOUT_PREVIEW,)) if site.asked is None else site.asked
