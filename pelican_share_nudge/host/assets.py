"""The only module that knows where a site's stylesheet and script are, and lets them be written."""

from __future__ import annotations

import os
from collections.abc import Callable

from pelican_share_nudge import report
from pelican_share_nudge.blocks import looks
from pelican_share_nudge.blocks.render import Assets
from pelican_share_nudge.hooks.assets import Needed
from pelican_share_nudge.insert.pages import AssetWriter
from pelican_share_nudge.settings.config import Config

_NO_ASSET = (
    "{path} could not be written: {why}. Readers get the hooks without it: {loss}. Let the output folder have a folder "
    "`{folder}` that may be written, and space."
)


class SiteAssets:
    """The files that all pages of a site have in common.

    Args:
        is_built: tells that the output was built before, so that nothing is written.
    """

    def __init__(self, config: Config, writer: AssetWriter, is_built: Callable[[], bool]) -> None:
        self.stylesheet = looks.stylesheet(config.look, config.known_networks.values())
        self.script = looks.script()
        self._writer = writer
        self._is_built = is_built

    def addresses(self, needed: Needed | None, site: str) -> Assets:
        """Give the addresses of what a page needs."""
        return Assets(
            self._address(site, self.stylesheet) if needed and needed.stylesheet else "",
            self._address(site, self.script) if needed and needed.script else "",
        )

    def _address(self, site: str, asset: looks.Asset) -> str:
        """Give the address of an asset, which is there by then; empty when it cannot be written."""
        is_there = self._is_built() or self._writer.provide(asset.path, asset.text)
        return f"{site}/{asset.path}" if is_there else ""

    def say_which_are_missing(self) -> None:
        for path, why in self._writer.problems.items():
            loss = "they have no style" if path == self.stylesheet.path else "what needs JavaScript stays hidden"
            report.log_failure(_NO_ASSET.format(path=path, why=why, loss=loss, folder=os.path.dirname(path)))
