"""Real builds in this process, each leaving Pelican as it found it."""

from __future__ import annotations

import logging
import runpy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.log import LimitFilter, console
from pelican.settings import read_settings
from pelican.utils import get_relative_path, path_to_url

TESTS = Path(__file__).parent.parent
CONTENT = TESTS / "content"
THEMES = TESTS / "themes"
SAMPLE_SITE = TESTS.parent / "sample_site"

NUDGE = "pelican_share_nudge"

SETTINGS: dict[str, Any] = {
    "SITENAME": "Test blog",
    "SITEURL": "https://blog.example",
    "TIMEZONE": "UTC",
    "DEFAULT_LANG": "en",
    "AUTHOR": "Ada Example",
    "CACHE_CONTENT": False,
    "LOAD_CONTENT_CACHE": False,
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "FEED_ALL_RSS": "feeds/all.rss.xml",
    # Made of the same as those, and a third of the time of a build.
    **dict.fromkeys(("AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS", "TRANSLATION_FEED_ATOM")),
    "LOG_FILTER": [],
}


def sample_settings() -> dict[str, Any]:
    """Give the sample site's settings, with addresses as they are online, but for those that say where things are, and
    for pages of its own theme."""
    settings = runpy.run_path(str(SAMPLE_SITE / "pelicanconf.py")) | {"RELATIVE_URLS": False}
    return {
        name: value.removesuffix("index.html") if name.endswith("_URL") else value
        for name, value in settings.items()
        if name.isupper() and name not in ("PATH", "OUTPUT_PATH", "PLUGINS", "DIRECT_TEMPLATES")
    }


@dataclass(frozen=True)
class Written:
    """What a build wrote for one article or page."""

    source: str
    save_as: str
    url: str
    content: str
    status: str
    language: str


@dataclass
class Build:
    """The result of one build."""

    output: Path
    lines: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    articles: list[Written] = field(default_factory=list)

    def text(self, name: str) -> str:
        return (self.output / name).read_bytes().decode("utf-8")

    def files(self) -> dict[str, bytes]:
        found = (path for path in self.output.rglob("*") if path.is_file())
        return {path.relative_to(self.output).as_posix(): path.read_bytes() for path in found}

    @property
    def log(self) -> str:
        """What the build said, to the terminal and in its log."""
        return "\n".join((*self.printed, *self.lines))


class _Lines(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.INFO)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING or record.name.endswith("share_nudge"):
            self.lines.append(f"{record.levelname}: {record.getMessage()}")


@contextmanager
def isolated(lines: list[str]) -> Iterator[None]:
    """Keep what plugins connect, and what Pelican remembers of its log, from the next build."""
    every = [value for value in vars(signals).values() if hasattr(value, "receivers")]
    before = [
        (signal, dict(signal.receivers), _copy(signal._by_receiver), _copy(signal._by_sender)) for signal in every
    ]
    handler, root = _Lines(lines), logging.getLogger()
    level = root.level
    LimitFilter._raised_messages.clear()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        for signal, receivers, by_receiver, by_sender in before:
            signal.receivers.clear()
            signal.receivers.update(receivers)
            signal._by_receiver.clear()
            signal._by_receiver.update(by_receiver)
            signal._by_sender.clear()
            signal._by_sender.update(by_sender)


def _copy(table: dict[Any, set[Any]]) -> dict[Any, set[Any]]:
    return {key: set(value) for key, value in table.items()}


def build(content: Path, output: Path, *, plugins: tuple[Any, ...] = (NUDGE,), **settings: Any) -> Build:
    """Build a blog with Pelican.

    Args:
        settings: beside SETTINGS; THEME is `simple` unless given.
    """
    result = Build(output)

    def collect(generators: list[Any]) -> None:
        if generators[0].output_path == str(output):
            result.articles += [_written(content, generators[0]) for content in _published(generators[0])]

    with isolated(result.lines):
        given = {"THEME": "simple", "PATH": str(content), "OUTPUT_PATH": str(output), "PLUGINS": list(plugins)}
        site = Pelican(read_settings(override=SETTINGS | given | settings))
        kept: list[Any] = []
        signals.all_generators_finalized.connect(kept.append, weak=False)
        signals.finalized.connect(lambda _: [collect(generators) for generators in kept], weak=False)
        with console.capture() as printed:
            site.run()
        result.printed = [line for line in printed.get().splitlines() if line and not line.startswith("Done: ")]
    return result


def _published(articles: Any) -> list[Any]:
    return [
        *articles.articles,
        *articles.translations,
        *articles.hidden_articles,
        *articles.hidden_translations,
    ]


def _written(article: Any, generator: Any) -> Written:
    relative = generator.settings["RELATIVE_URLS"]
    site = path_to_url(get_relative_path(article.save_as)) if relative else article.get_siteurl()
    return Written(
        source=article.relative_source_path,
        save_as=str(Path(article.save_as)),
        url=article.url,
        content=article.get_content(site) or "",
        status=article.status,
        language=article.lang,
    )
