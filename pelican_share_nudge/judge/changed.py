"""The only module that asks git: what changed since a revision, and which findings that concerns."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from pelican_share_nudge.addresses import split
from pelican_share_nudge.errors import CommandError
from pelican_share_nudge.findings import Finding, Verdict
from pelican_share_nudge.judge.in_common import is_shared
from pelican_share_nudge.judge.sources import Sources
from pelican_share_nudge.nearest import nearest
from pelican_share_nudge.rules import all_rules

_ADDED = "A"
_SUBMODULE = "160000"
_PICTURES = frozenset(".jpg .jpeg .png .gif .webp .avif .bmp .ico .svg .svgz .tif .tiff .heic".split())
# What lies beside a blog and is no part of it.
_SAYS_NOTHING = re.compile(
    r"(?:readme|licen[cs]e|copying|notice|changelog|changes|contributing|security|authors|code_of_conduct)"
    r"(?:[.-].*)?",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_DATE_BEFORE = re.compile(r"^\d{4}-\d\d-\d\d[-_]?(?=.)")


class Change(Struct, frozen=True):
    """A file that differs from the revision, by its absolute path with links followed; a submodule is a folder."""

    file: str
    status: str
    is_folder: bool = False


class Changes(Struct, frozen=True):
    """What differs from a revision, in the working trees of these repositories, with what git does not know yet."""

    revision: str
    roots: tuple[str, ...]
    changes: tuple[Change, ...]


# Git


def require_revision(folder: str, revision: str) -> None:
    """Make sure that a revision is there, before time is spent on anything. A folder outside of git says nothing.

    Raises:
        CommandError: it is not there.
    """
    root = _root(folder)
    if root:
        _commit(root, revision)


def changes_since(revision: str, *, content: str, settings: str) -> Changes:
    """Ask git what has changed since a revision, or since the working tree's history left it.

    Args:
        content: absolute path of the content folder.
        settings: absolute path of the settings file; empty when there is none.

    Raises:
        CommandError: git is not there, the content is in no repository, or the revision is in none.
    """
    folder = os.path.realpath(content)
    root = _root(folder)
    if not root:
        raise CommandError(f"{content} is in no git repository, so what changed in it cannot be told. {_WITHOUT}")
    of_settings = _root(os.path.dirname(settings)) if settings else ""
    roots = [of_settings] if of_settings and of_settings in _around(root) else [root, of_settings]
    roots = [*dict.fromkeys(filter(None, roots))]
    found = [change for one in roots for change in _changes(one, _commit(one, revision))]
    # What git ignores there is built all the same, and nobody knows since when.
    ignored = _names(root, "ls-files", "--others", "-z", "--", folder)
    return Changes(revision, tuple(roots), (*found, *_added(root, ignored)))


_WITHOUT = "Leave --changed-since out, and all posts are judged."


def _root(folder: str) -> str:
    """Find the working tree in which a folder lies; empty when it lies in none.

    Raises:
        CommandError: git is not there, or does not want to look.
    """
    done = _run(folder, "rev-parse", "--show-toplevel")
    said = _said(done)
    if done.returncode and "not a git repository" not in said:
        raise CommandError(f"--changed-since: git rev-parse failed: {said}")
    return "" if done.returncode else os.path.realpath(os.fsdecode(done.stdout).removesuffix("\n"))


def _around(root: str) -> Iterator[str]:
    """Give a working tree, and those of which it is a submodule."""
    while root:
        yield root
        outer = os.fsdecode(_git(root, "rev-parse", "--show-superproject-working-tree")).removesuffix("\n")
        root = os.path.realpath(outer) if outer else ""


def _commit(root: str, revision: str) -> str:
    """Find the commit to compare with: where the history of now left that of the revision, if it did."""
    done = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode:
        raise CommandError(_no_revision(root, revision))
    commit = os.fsdecode(done.stdout).strip()
    base = _run(root, "merge-base", commit, "HEAD")
    return commit if base.returncode else os.fsdecode(base.stdout).strip() or commit


def _no_revision(root: str, revision: str) -> str:
    there_is_none = f"--changed-since: there is no revision `{revision}` here"
    if revision and not revision.strip("0"):
        return (
            f"{there_is_none}: zeros stand for the commit before the first one of a new branch. Name the branch from "
            f"which it came, such as origin/main. {_WITHOUT}"
        )
    if _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        return (
            f"{there_is_none}; this clone is shallow: fetch all (`fetch-depth: 0` of actions/checkout, "
            "`GIT_DEPTH: 0` in GitLab CI, `git fetch --unshallow` by hand)."
        )
    names = os.fsdecode(_git(root, "for-each-ref", "--format=%(refname:short)")).split("\n")
    return f"{there_is_none}.{nearest(revision, filter(None, names))} `git branch --all` lists the branches."


def _changes(root: str, commit: str) -> Iterator[Change]:
    fields = iter(
        _names(root, "diff", "--raw", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=none", commit, "--")
    )
    for facts, name in zip(fields, fields, strict=True):
        old, new, _, _, status = facts.lstrip(":").split(" ")
        yield Change(os.path.realpath(os.path.join(root, name)), status[:1], _SUBMODULE in (old, new))
    yield from _added(root, _names(root, "ls-files", "--others", "--exclude-standard", "-z"))


def _added(root: str, names: Iterable[str]) -> Iterator[Change]:
    """Take what git does not know; a repository in this one that is no submodule is listed as a folder."""
    for name in names:
        yield Change(os.path.realpath(os.path.join(root, name)), _ADDED, name.endswith("/"))


def _names(root: str, *arguments: str) -> list[str]:
    return [name for name in os.fsdecode(_git(root, *arguments)).split("\0") if name]


def _git(folder: str, *arguments: str) -> bytes:
    done = _run(folder, *arguments)
    if done.returncode:
        raise CommandError(f"--changed-since: git {arguments[0]} failed: {_said(done)}")
    return done.stdout


def _run(folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    # In a hook git's own variables name another work tree; and what it says is read here.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {"LC_ALL": "C"}
    command = ["git", "--literal-pathspecs", "-C", folder, *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False, env=environment)
    except (OSError, ValueError) as error:
        raise CommandError(f"--changed-since needs git: {error}.") from None


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode("utf-8", "replace").strip() or "it gives no reason"


# Findings


def concerned(
    verdicts: Sequence[Verdict], changes: Changes, *, settings: str, apart: Iterable[str] = ()
) -> list[Verdict]:
    """Keep what the changes bring in or break; everything if what all posts have in common changed.

    Args:
        settings: absolute path of the settings file; empty when there is none.
        apart: files and folders that belong to the judging, such as the baseline.
    """
    judges = [_Concern(verdict, changes, settings, frozenset(map(os.path.realpath, apart))) for verdict in verdicts]
    if any(judge.is_common(change) for judge in judges for change in changes.changes):
        return list(verdicts)
    # A post of one site is none of the files that another one's posts point at.
    return [judge.verdict() for judge in judges]


class _Concern:
    """Tells which findings of a verdict the changes concern."""

    def __init__(self, verdict: Verdict, changes: Changes, settings: str, apart: frozenset[str]) -> None:
        self._whole = verdict
        self._revision = changes.revision
        self._content = os.path.realpath(verdict.content)
        self._settings = os.path.realpath(settings) if settings else ""
        self._apart = apart
        self._theme = [os.path.realpath(folder) for folder in (*verdict.templates, verdict.theme) if folder]
        self._roots = changes.roots
        self._changed = frozenset(change.file for change in changes.changes)
        files = {source: os.path.realpath(os.path.join(verdict.content, source)) for source in verdict.sources}
        self._posts = frozenset(source for source, file in files.items() if self._has_changed(file))
        self._site = os.path.dirname(self._settings or self._content)
        posts = frozenset(files.values())
        self._others = [change for change in changes.changes if change.file not in posts and not self._is_apart(change)]
        # A new file takes nothing away from the posts that were there.
        self._lost = [change for change in changes.changes if change.status != _ADDED]
        self._names = frozenset(os.path.basename(change.file) for change in self._others)
        self._sources = Sources()

    def _has_changed(self, file: str) -> bool:
        """Tell whether a file changed; one outside of the repositories may have at any time."""
        return file in self._changed or not any(_is_below(file, root) for root in self._roots)

    def is_common(self, change: Change) -> bool:
        """Tell whether all posts may depend on a file: of the theme, or beside the settings."""
        places = [*self._theme, self._content, self._settings]
        if any(_is_below(change.file, folder) for folder in self._theme):
            return True
        if change.is_folder and any(_is_below(place, change.file) for place in filter(None, places)):
            return True
        if not _is_below(change.file, self._site) or self._is_apart(change):
            return False
        if _is_below(change.file, self._content):
            return _is_below(self._site, self._content) and change.file.endswith(".py")
        return change.status != _ADDED or change.file.endswith(".py") or change.is_folder

    def _is_apart(self, change: Change) -> bool:
        """Tell whether a file beside the content is hidden, or says something to people, or belongs to the judging."""
        if any(_is_below(change.file, place) for place in self._apart):
            return True
        if _is_below(change.file, self._content) or not _is_below(change.file, self._site):
            return False
        below = os.path.relpath(change.file, self._site).split(os.sep)
        return any(part.startswith(".") for part in below) or bool(_SAYS_NOTHING.fullmatch(below[-1]))

    def verdict(self) -> Verdict:
        findings = tuple(finding for finding in self._whole.findings if self._is_concerned(finding))
        return replace(self._whole, findings=findings, since=self._revision, changed=len(self._posts))

    def _is_concerned(self, finding: Finding) -> bool:
        posts = finding.concerned
        if not posts:  # What is wrong with the site is so for the new posts as well.
            return True
        if self._is_broken(finding):
            return True
        changed = self._posts.intersection(posts)
        if not changed:
            return finding.is_about_a_post and self._has_changed(os.path.realpath(finding.file))
        # What the theme does to all others, too, is older than the change.
        rest = len(posts) - len(changed)
        return not (finding.sources and is_shared(rest, of=finding.judged - len(changed)))

    def _is_broken(self, finding: Finding) -> bool:
        """Tell whether a change to another file may be the cause: one to which the finding or its posts point, or, if
        the rule looks for files in the output, any of the kind that it looks for: it may be written at any address."""
        rule = all_rules()[finding.rule]
        if rule.reads_output and any(_is_picture(change.file) == (rule.section == "preview") for change in self._lost):
            return True
        if any(_agree(finding.about, change.file) for change in self._others):
            return True
        if finding.about and os.path.realpath(os.path.join(self._content, finding.about)) in self._changed:
            return True
        if any(name in finding.message for name in self._names):
            return True
        files = (os.path.join(self._whole.content, source) for source in finding.concerned)
        return bool(self._names) and any(self._sources.mentions(file, self._names) for file in files)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _is_picture(file: str) -> bool:
    return os.path.splitext(file)[1].lower() in _PICTURES


def _path(address: str) -> str:
    parts = split(address)
    return unquote(parts.path) if parts.is_valid else address


def _agree(address: str, file: str) -> bool:
    """Tell whether a file may be what is at an address: `/contact/`, `pages/contact-de.html` and `contact.md` agree."""
    there, here = _slug(_path(address).replace("\\", "/").removesuffix("/index.html")), _slug(file)
    return bool(there and here) and (there == here or there.startswith(f"{here}-") or here.startswith(f"{there}-"))


def _slug(path: str) -> str:
    name = os.path.basename(path.rstrip("/")).rpartition("}")[2]
    return re.sub(r"[\W_]+", "-", _DATE_BEFORE.sub("", _ENDING.sub("", name))).strip("-").casefold()
