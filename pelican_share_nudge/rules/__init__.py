"""The rules: one file each, named as the rule; its docstring is what people read about it.

A file that begins with `_` is what several rules share; from `kit` a rule imports that, and all else that most need.
A rule's file has a docstring (what it finds; then `Why:`, `Bad:`, `Good:`, `Mend:`), LEVEL, SECTION, perhaps MUTES
(rules whose findings are no news where this one found something and is heard), NEEDS, READS_OUTPUT and WITHOUT_PAGE
(see Rule), and one or more of these functions:

    check(page, post, site)           on every post; yields Found
    check_site(site)                  once a build; yields Found
    gather(page, post, site)          on every post; gives a small value, or None; together with
    compare(gathered, site)           once a build, with {source: value}; yields (source, Found)
    after(post, found, judged, site)  on every post, when all others are done: `found` are the rules that found
                                      something in it, `judged` those that looked; yields Found
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Literal, get_args

from msgspec import Struct

from pelican_share_nudge.findings import Found, Setting, rule_names
from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.site.site import Site

Section = Literal["site", "hooks", "links", "preview", "content", "linter"]
SECTIONS: tuple[Section, ...] = get_args(Section)


class Rule(Struct, frozen=True, kw_only=True):
    """One rule, as its file says.

    Attributes:
        name: the file's, with `-`.
        level: unless the blog sets another; `off` for what is a matter of taste.
        section: what it is about; hooks, preview and content of a post that is not meant to travel are not judged.
        mutes: rules whose findings on the same post (or, from a rule about the site, on all) are no news if heard.
        text: the whole docstring.
        needs: facts of a page or post, as in `page.widgets`: it is not asked where all of them are empty.
        reads_output: what it finds depends on other files of the output than the post's own page.
        without_page: the sources that it tells of became no page, so they are none of the posts that were judged.
    """

    name: str
    level: Setting
    section: Section
    text: str
    mutes: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    reads_output: bool = False
    without_page: bool = False
    check: Callable[[Page, Post, Site], Iterable[Found]] | None = None
    check_site: Callable[[Site], Iterable[Found]] | None = None
    gather: Callable[[Page, Post, Site], Any] | None = None
    compare: Callable[[Mapping[str, Any], Site], Iterable[tuple[str, Found]]] | None = None
    after: Callable[[Post, frozenset[str], frozenset[str], Site], Iterable[Found]] | None = None

    @property
    def summary(self) -> str:
        """What it finds, in one line."""
        return self.text.partition("\n")[0]


@cache
def all_rules() -> Mapping[str, Rule]:
    """Load all rules, by name: section by section, in each by name."""
    rules = [_rule(import_module(f"{__name__}.{name.replace('-', '_')}")) for name in rule_names()]
    return {rule.name: rule for rule in sorted(rules, key=lambda rule: (SECTIONS.index(rule.section), rule.name))}


def _rule(module: ModuleType) -> Rule:
    functions = ("check", "check_site", "gather", "compare", "after")
    return Rule(
        name=module.__name__.rpartition(".")[2].replace("_", "-"),
        level=module.LEVEL,
        section=module.SECTION,
        text=(module.__doc__ or "").strip(),
        mutes=frozenset(getattr(module, "MUTES", ())),
        needs=getattr(module, "NEEDS", ()),
        reads_output=getattr(module, "READS_OUTPUT", False),
        without_page=getattr(module, "WITHOUT_PAGE", False),
        **{name: getattr(module, name, None) for name in functions},
    )
