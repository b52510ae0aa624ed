"""What must be true of a build with the plugin beside one without it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from pelican_share_nudge.findings import Verdict
from pelican_share_nudge.host.gate import GATE, Gate
from pelican_share_nudge.insert.splice import strip
from support.builds import Build, Written, build

ASSET = re.compile(r"passalong/passalong\.[0-9a-f]{8}\.(css|js)")
FIRST_BLOCK = ("<!-- share-nudge:assets -->", "<!-- share-nudge:cta -->", "<!-- share-nudge:bar -->")


def judge(content: Path, output: Path, settings_file: Path | None = None, **settings: Any) -> Verdict:
    """Build a blog as `share-nudge check` does, and give what came out."""
    gate = Gate(settings=str(settings_file or ""))
    token = GATE.set(gate)
    try:
        build(content, output, **settings)
    finally:
        GATE.reset(token)
    (verdict,) = gate.verdicts
    assert verdict.crashes == ()
    return verdict


def changed_files(bare: Build, nudged: Build) -> list[str]:
    """List what the plugin changed beyond its blocks and its own two files."""
    before, after = bare.files(), nudged.files()
    changed = [name for name in before if name not in after or _differs(name, before[name], after[name])]
    return changed + sorted(name for name in set(after) - set(before) if not ASSET.fullmatch(name))


def _differs(name: str, before: bytes, after: bytes) -> bool:
    return _comparable(_without_blocks(name, after)) != _comparable(before)


def _without_blocks(name: str, data: bytes) -> bytes:
    return strip(data.decode("utf-8")).encode("utf-8") if name.endswith(".html") else data


def _comparable(data: bytes) -> bytes:
    """Leave out what differs from build to build: reflex prints where an object lies in memory."""
    return re.sub(rb" at 0x[0-9a-f]+", b"", data)


def hook_counts(page: str) -> tuple[int, int, int]:
    """Count share bars, e-mail forwards and calls to action."""
    return (
        page.count(' class="passalong" '),
        page.count('="mailto:?'),
        page.count(' class="passalong-cta passalong-cta-'),
    )


def stands_behind_content(article: Written, page: str) -> bool:
    """Tell whether the first block begins where the article's content, as written, ends."""
    texts = (article.content, article.content.rstrip(), article.content.strip())
    return any(text.strip() and text + marker in page for text in texts for marker in FIRST_BLOCK)


def stands_inside(selector: str, page: str) -> bool:
    """Tell whether the only call to action stands in the element of a selector."""
    return len(LexborHTMLParser(page).css(f"{selector} .passalong-cta")) == 1
