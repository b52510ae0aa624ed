"""A little blog in a folder of its own."""

from __future__ import annotations

import os
import re
import select
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from support.builds import NUDGE, SAMPLE_SITE
from support.processes import PELICAN, Done, run

# A theme that leaves nothing to wish for, so that each test has its own findings and no others.
TEMPLATE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{{ article.title }}</title>
<meta name="description" content="{{ article.summary|striptags|escape }}"><meta property="og:type" content="article">
<meta name="twitter:card" content="summary">
<meta property="og:title" content="{{ article.title|striptags|escape }}">
<meta property="og:description" content="{{ article.summary|striptags|escape }}">
<meta property="og:url" content="{{ SITEURL }}/{{ article.url }}">
<meta property="og:image" content="{{ SITEURL }}/images/card.png">
</head><body><article>{{ article.content }}</article></body></html>
"""
SETTINGS = """SITENAME = "Blog"
SITEURL = "https://blog.example"
PATH = "content"
THEME = "theme"
TIMEZONE = "UTC"
STATIC_PATHS = ["images"]
PLUGINS = ["{plugin}"]
"""
SUMMARY = "share-nudge (https://blog.example): "
CARD = SAMPLE_SITE / "content" / "images" / "link-card.png"


class Blog:
    """A little blog in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("pelicanconf.py", SETTINGS.format(plugin=NUDGE))
        self.write("theme/templates/article.html", TEMPLATE)
        (folder / "content" / "images").mkdir(parents=True)
        (folder / "content" / "images" / "card.png").write_bytes(CARD.read_bytes())
        self.post("good")

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def add(self, *lines: str) -> None:
        """Add lines to the settings."""
        path = self.folder / "pelicanconf.py"
        path.write_text(path.read_text(encoding="utf-8") + "\n".join((*lines, "")), encoding="utf-8")

    def post(self, slug: str, *lines: str, text: str = "One. Two.") -> Path:
        head = "\n".join(
            (f"Title: {slug}", "Date: 2026-02-03", f"Slug: {slug}", f"Summary: A summary of {slug}.", *lines)
        )
        return self.write(f"content/{slug}.md", f"{head}\n\n{text}\n")

    def dead_end(self, slug: str = "dead") -> Path:
        return self.post(slug, "nudge_share: off", "nudge_email: off", "nudge_cta: off")

    def check(self, *arguments: str, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Done:
        return run("check", *arguments, cwd=cwd or self.folder, env=env)


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@blog.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


class Watcher:
    """`pelican --autoreload` at work; what it prints is read as it comes."""

    def __init__(self, blog: Blog, *arguments: str) -> None:
        command = [*PELICAN, "--autoreload", *arguments]
        self.process = subprocess.Popen(
            command,
            cwd=blog.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "TERM": "dumb"},
        )
        self.text = ""

    def until(self, pattern: str, again: Callable[[], object] = lambda: None) -> str:
        """Read on until a pattern comes, however long that takes; give what was read for it.

        Args:
            again: done now, and again and again as long as nothing comes: what happens before Pelican watches is lost.
        """
        start = len(self.text)
        pipe: Any = self.process.stdout
        again()
        while not (found := re.search(pattern, self.text[start:])):
            if select.select([pipe], [], [], 1)[0]:
                read = os.read(pipe.fileno(), 65536).decode("utf-8", "replace")
                assert read, f"It ended:\n{self.text}"
                self.text += read
            else:
                again()
        return self.text[start : start + found.end()]
