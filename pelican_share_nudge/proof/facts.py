"""What the author's page about a post is made of: all that a build knows of it."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment
from msgspec import Struct

from pelican_share_nudge.blocks.nudge import Prepared
from pelican_share_nudge.findings import Verdict
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.wishes import Wishes
from pelican_share_nudge.site.site import Site


class Facts(Struct, frozen=True, kw_only=True):
    """All that a build knows of one post.

    Attributes:
        prepared: the post and its hooks; of a draft too, as if it were published.
        post: as rules have it.
        page: what was written; where nothing was inserted, with the preview tags that it would get.
        environment: in which the theme's templates are found.
        inserted: whether posts of its kind get blocks in this build; drafts and pages do not unless a setting says so.
    """

    prepared: Prepared
    wishes: Wishes
    post: Post
    page: Page
    site: Site
    environment: Environment
    inserted: bool


class Built(Struct, frozen=True, kw_only=True):
    """An article or page of this build, by the names that people have for it.

    Attributes:
        file: absolute path of the source.
        source: the same below the content folder, with `/`.
        url: its address below the site's.
        page: path of the written page below the output folder; empty when Pelican writes none.
        status: as Pelican has it: `published`, `draft` …
        verdict: on the site that it is a part of.
        facts: looks everything up, while the folder is there in which the site was built.
    """

    file: str
    source: str
    slug: str
    url: str
    page: str
    status: str
    verdict: Verdict
    facts: Callable[[], Facts]
