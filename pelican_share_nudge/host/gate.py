"""What the commands that build a site, and the plugin, tell each other during a build."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field

from jinja2 import Environment

from pelican_share_nudge.blocks.nudge import Prepared
from pelican_share_nudge.findings import Verdict
from pelican_share_nudge.host.sandbox import Sandbox
from pelican_share_nudge.page.page import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.wishes import Wishes
from pelican_share_nudge.site.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a build knows of one post.

    Attributes:
        prepared: the post and its hooks; of a draft too, as if it were published.
        post: as rules have it.
        page: what was written.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
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


@dataclass
class Gate:
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
    sandbox: Sandbox = field(default_factory=lambda: Sandbox(""))
    output: str = ""
    progress: Callable[[int, int], None] = lambda done, posts: None
    verdicts: list[Verdict] = field(default_factory=list)
    built: list[Built] = field(default_factory=list)
    wants_posts: bool = False


# Of this very build; None when no command is at work.
GATE: ContextVar[Gate | None] = ContextVar("share_nudge_gate", default=None)
