"""The only module that finds the post that somebody means: by its source, its slug or its address."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Sequence

from pelican_share_nudge.addresses import split
from pelican_share_nudge.errors import CommandError
from pelican_share_nudge.proof.facts import Built


def find(wanted: str, built: Sequence[Built], *, content: str) -> Built:
    """Find the post that somebody means.

    Args:
        wanted: a path, absolute, from the working directory or from the content folder; a slug; an address.
        content: absolute path of the content folder.

    Raises:
        CommandError: none or several are meant; the message lists what there is.
    """
    paths = {os.path.realpath(wanted), os.path.realpath(os.path.join(content, wanted))}
    found = _each_once(post for post in built if os.path.realpath(post.file) in paths)
    found = found or _each_once(post for post in built if _bare(wanted) in _names(post))
    if not found and (file := next(filter(os.path.isfile, sorted(paths)), "")):
        raise CommandError(
            f"Pelican made no post of {file}: it is skipped, it cannot be read, or it is no post at all."
        )
    if not found:
        hint = _nearest(wanted, built) or " Write its source, its slug or its address."
        raise CommandError(f"there is no post {wanted}.{hint}")
    if len(found) > 1:
        listed = ", ".join(sorted(post.source for post in found))
        raise CommandError(f"{wanted} may mean {len(found)} posts. Write the source of one: {listed}")
    return found[0]


def _each_once(found: Iterable[Built]) -> list[Built]:
    """List posts; sub-sites build the same sources, some as drafts, some without a page, and the first that publishes
    one counts."""
    by_file: dict[str, list[Built]] = {}
    for post in found:
        by_file.setdefault(post.file, []).append(post)
    return [same[0] if len(same) == 1 else min(same, key=_is_worse) for same in by_file.values()]


def _is_worse(post: Built) -> tuple[bool, bool]:
    return post.status == "draft", not post.page or post.facts().page.missing


def _names(post: Built) -> set[str]:
    name = os.path.basename(post.source)
    site = split(post.verdict.site).path
    names = (post.slug, post.url, post.page, post.source, name, os.path.splitext(name)[0], f"{site}/{post.url}")
    return set(filter(None, map(_bare, names)))


def _bare(name: str) -> str:
    """Take from an address what differs without meaning: host, slashes around, `index.html`."""
    path = split(name).path if name.startswith(("http://", "https://")) else name.partition("#")[0]
    return path.removesuffix("index.html").strip("/").casefold()


def _nearest(wanted: str, built: Iterable[Built]) -> str:
    by_name = {name: post.source for post in built for name in _names(post)}
    close = difflib.get_close_matches(_bare(wanted), list(by_name), n=5, cutoff=0.5)
    sources = list(dict.fromkeys(by_name[name] for name in close))[:3]
    return f" Did you mean {' or '.join(f'`{source}`' for source in sources)}?" if sources else ""
