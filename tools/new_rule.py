"""Lays the files of a new rule: `python tools/new_rule.py my-rule`; its tests fail until what is left is written."""

from __future__ import annotations

import sys
from pathlib import Path

from lay import BadName, lay, require_words, run

from pelican_share_nudge.findings import EVERYTHING

RULES = "pelican_share_nudge/rules"
# A short rule, from which a new one has its imports.
MODEL = "preview_no_title.py"

RULE = '''"""TODO what it finds, in one line that ends with a full stop

Why: TODO what it means for the reader or the friend.
Bad: TODO `what a page or a source has`
Good: TODO `what it should have`
Mend: TODO what to do, and where.
"""
{imports}
LEVEL = "warning"
SECTION = "links"


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    if _is_wrong(page):
        yield Found(
            message="TODO what is wrong, and what it means for the reader or the friend. What to write instead.",
            anchor="TODO",
        )


def _is_wrong(page: Page) -> bool:
    return False
'''

EXPECTED = """# Its pages: what it must catch, and more that it must leave alone.
[caught-it]
found = [{ message = "TODO words of its message", line = 1 }]

[left-without-it]
found = []

# TODO what is nearly the same, and right.
[left-alike]
found = []
"""

PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>A post</title></head>
<body>
<article><!--content--><p>TODO {what}.</p><!--/content--></article>
</body>
</html>
"""

PLANTED = """Title: {title}
Date: 2026-03-01
Category: Notes

TODO a post with this fault, and no other one.
"""


def make(name: str, root: Path) -> tuple[str, ...]:
    """Lay the files of a rule, and list what is left to write.

    Raises:
        BadName: no rule can have this name, or something has it.
    """
    require_words(name, "-")
    if name in EVERYTHING:
        raise BadName(f"`{name}` means all rules in `nudge_ignore`.")
    module = f"{RULES}/{name.replace('-', '_')}.py"
    cases, post = f"tests/rules/{name}", f"tests/planted/content/{name}.md"
    pages = {"caught-it": "what it finds", "left-without-it": "a page as most are", "left-alike": "nearly the same"}
    files = {module: RULE.format(imports=_imports(root)), f"{cases}/expected.toml": EXPECTED}
    files |= {f"{cases}/{page}.html": PAGE.format(what=what) for page, what in pages.items()}
    files[post] = PLANTED.format(title=name.replace("-", " ").capitalize())
    lay(root, files)
    return (
        f"{module}: the docstring, LEVEL, SECTION, `check`; rules/__init__.py tells of the other functions.",
        f"{cases}/: pages `caught-…`, more `left-…`, and a table for each in expected.toml.",
        f'{post}: the fault; and in tests/planted/expected.toml {{ rule = "{name}", at = "{name}.md:5", says = "…" }}.',
        "CHANGELOG.md: an entry under Unreleased.",
        "`make readme`, then `make test`.",
    )


def _imports(root: Path) -> str:
    """Give what stands between the docstring and the level of a rule."""
    text = (root / RULES / MODEL).read_text(encoding="utf-8")
    return text.rpartition('"""\n')[2].partition("LEVEL =")[0].rstrip("\n") + "\n"


if __name__ == "__main__":
    sys.exit(run("rule", make, sys.argv[1:]))
