"""Lays the files of a new hook: `python tools/new_hook.py my_hook`; its tests fail until what is left is written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

from lay import BadName, lay, require_words, run

from pelican_share_nudge.blocks.nudge import Nudge
from pelican_share_nudge.decision import Slot

HOOK = '''"""TODO what it is: why a reader or a friend needs it."""

from __future__ import annotations

from msgspec import Struct

from pelican_share_nudge.decision import Around, Decision, Slot
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import Wishes

SLOTS: tuple[Slot, ...] = ("after",)
ORDER = 9
CALLED = "TODO its name, for people"
WITHOUT = "TODO what readers lack where its template fails"

_NOTHING = "TODO why a post does not get it, in one sentence for its author."


class {name}(Struct, frozen=True):
    """What its template is rendered with."""

    title: str


def decide(post: Post, wishes: Wishes, config: Config, around: Around) -> Decision[{name}]:
    return Decision(None, _NOTHING)
'''

TEMPLATE = """{{#- TODO what it is. Values: data.title; post, phrases, language, direction. -#}}
<aside class="passalong-{marker}" lang="{{{{ language }}}}" dir="{{{{ direction }}}}">
<p>{{{{ data.title }}}}</p>
</aside>
"""

TEST = '''"""TODO what the hook `{hook}` gives a post, and why it gives nothing."""

from __future__ import annotations

import datetime

from jinja2 import DictLoader, Environment

from pelican_share_nudge.blocks.render import NO_HOOKS, Renderer
from pelican_share_nudge.hooks import choose_hooks
from pelican_share_nudge.decision import Around
from pelican_share_nudge.locales import phrases
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import Wishes

POST = Post(title="A title", address="https://blog.example/a.html", language="en")
AROUND = Around(today=datetime.date(2026, 6, 15), phrases=phrases("en"))
RENDERER = Renderer(Environment(loader=DictLoader({{}})), look="plain")


def blocks_of(post: Post) -> str:
    decision = choose_hooks(post, Wishes(), Config(), AROUND)["{hook}"]
    return "".join(map(str, RENDERER.render("{hook}", decision.data, post, NO_HOOKS, AROUND.phrases)))


def test_a_post_gets_it() -> None:
    assert "A title" in blocks_of(POST)
'''


def make(name: str, root: Path) -> tuple[str, ...]:
    """Lay the files of a hook, and list what is left to write.

    Raises:
        BadName: no hook can have this name, or something has it.
    """
    require_words(name, "_")
    if hasattr(Nudge, name) or name in get_args(Slot):
        raise BadName(f"`{name}` is taken: by `article.nudge.{name}`, or by a place where hooks stand.")
    module = f"pelican_share_nudge/hooks/{name}.py"
    template = f"pelican_share_nudge/templates/share_nudge/{name}.html"
    test, marker = f"tests/unit/test_hook_{name}.py", name.replace("_", "-")
    lay(
        root,
        {
            module: HOOK.format(name=name.title().replace("_", "")),
            template: TEMPLATE.format(marker=marker),
            test: TEST.format(hook=name),
        },
    )
    return (
        f"{module}: the docstring, SLOTS, ORDER, CALLED, WITHOUT, what it decides, and why it gives nothing.",
        f"{template}: its markup; classes begin with `passalong`, and what it says comes from `phrases`.",
        f"{test}: posts that get it, and more that do not.",
        "CHANGELOG.md: an entry under Unreleased.",
        "`make readme`, then `make test`.",
    )


if __name__ == "__main__":
    sys.exit(run("hook", make, sys.argv[1:]))
