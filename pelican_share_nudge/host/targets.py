"""The only module that turns targets of settings and front matter, such as `{filename}…`, into addresses."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Mapping
from typing import Any

from pelican.contents import Content

from pelican_share_nudge.addresses import without_password
from pelican_share_nudge.blocks.render import Hooks
from pelican_share_nudge.decision import Decision
from pelican_share_nudge.hooks.bar import Bar
from pelican_share_nudge.hooks.cta import Calls, values_in_targets
from pelican_share_nudge.pattern import fill
from pelican_share_nudge.post import Post


class Targets:
    """Resolves what a site names.

    Attributes:
        unresolved: what CTAs lead to and is not there; an ordered set.
        fatal: what ends the build, as `--fatal` asks, when all pages are whole.
    """

    def __init__(self, settings: Mapping[str, Any], context: dict[str, Any], site: str) -> None:
        self._settings = settings
        self._context = context
        self._site = site
        self._known: dict[tuple[str, str, str], str | None] = {}
        self.unresolved: dict[str, None] = {}
        self.fatal: RuntimeError | None = None

    def hooks(self, decided: Mapping[str, Decision[Any]], post: Post, site: str) -> Hooks:
        """Give what templates call `hooks`, with addresses as a page needs them.

        Args:
            site: what stands before a site path in that page.
        """
        bar: Bar | None = decided["bar"].data
        calls: Calls | None = decided["cta"].data
        values = values_in_targets(post)
        resolved = calls.resolved(lambda target: self._of_cta(target, site, values)) if calls else ()
        return Hooks(bar.links if bar else (), resolved)

    def _of_cta(self, target: str, site: str, values: Mapping[str, str]) -> str | None:
        found = target if target.startswith("{url}") else self.resolve(target, site)
        if found is None:
            self.unresolved[target] = None
            return None
        before = site if site and found.startswith(f"{site}/") else ""  # As it stands in all other links of the page.
        return before + fill(found.removeprefix(before), values)

    def resolve(self, target: str, site: str, *, relative_to: str = "") -> str | None:
        """Turn a target into an `href`; None when Pelican's `{filename}` and the like name nothing that is there.

        Args:
            relative_to: the source file from which a relative path is seen; empty for the content folder.
        """
        if not target.startswith(("{", "|")):
            is_path = target.startswith("/") and not target.startswith("//")
            return f"{site}{target}" if is_path else target
        key = (target, site, os.path.dirname(relative_to))
        if key not in self._known:
            source = relative_to or os.path.join(self._settings["PATH"], "-")
            self._known[key] = None
            try:
                self._known[key] = _PlaceInSite(self._settings, self._context, source).resolve(target, site)
            except RuntimeError as error:
                if not is_wanted_by_fatal(error):
                    raise
                self.fatal = error
            except ValueError:  # Pelican parses what an author wrote.
                pass
        return self._known[key]

    def feed(self) -> str:
        """Give the target of the site's feed; empty when it has none."""
        domain = without_password(str(self._settings.get("FEED_DOMAIN") or ""))
        for name in ("FEED_ALL_ATOM", "FEED_ATOM", "FEED_ALL_RSS", "FEED_RSS"):
            if self._settings.get(name):
                path = "/" + str(self._settings.get(f"{name}_URL") or self._settings[name]).lstrip("/")
                return path if domain in ("", self._site) else domain + path
        return ""


class _PlaceInSite(Content):
    """A place from which Pelican resolves `{filename}` and the like: the parts of a Content that it needs for that."""

    def __init__(self, settings: Mapping[str, Any], context: dict[str, Any], source: str) -> None:
        self.settings = settings
        self._context = context
        self.source_path = source

    def resolve(self, target: str, site: str) -> str | None:
        # A picture is where it is by now: {attach} can move it no more.
        written = html.escape(re.sub(r"^([{|])attach([}|])", r"\1static\2", target))
        link = self._update_content(f'<a href="{written}">', site)
        address = html.unescape(link.removeprefix('<a href="').removesuffix('">'))
        return None if address.startswith(("{", "|")) else address


def is_wanted_by_fatal(error: Exception) -> bool:
    """Tell whether Pelican's log ended the build, as `--fatal` asks (pelican/log.py, FatalLogger)."""
    return type(error) is RuntimeError and str(error).endswith("encountered")
