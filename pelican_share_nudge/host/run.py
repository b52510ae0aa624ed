"""What one run of Pelican is made with."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment
from msgspec import Struct

from pelican_share_nudge.host.gate import Gate
from pelican_share_nudge.settings.config import Config


class Run(Struct, frozen=True, kw_only=True):
    """One run.

    Attributes:
        config: what the blog, and its theme, have set.
        settings: Pelican's.
        context: what Pelican shares among generators and templates.
        content: the content folder.
        theme: the folder of the theme.
        output: the folder into which it writes.
        environment: in which the theme's templates are found.
        settings_file: absolute path; empty when it is not known.
        gate: the command that builds; None in an ordinary build.
    """

    config: Config
    settings: Mapping[str, Any]
    context: dict[str, Any]
    content: str
    theme: str
    output: str
    environment: Environment
    settings_file: str
    gate: Gate | None

    @property
    def given_output(self) -> str:
        """The folder to judge that was built before; empty when it is that of this build."""
        if self.gate is None or not self.gate.output:
            return ""
        return self.gate.sandbox.given(self.output, self.gate.output)

    @property
    def judged_output(self) -> str:
        """The folder whose pages are judged."""
        return self.given_output or self.output

    @property
    def templates(self) -> tuple[str, ...]:
        """The folders of the theme's templates, in the order in which Pelican asks them."""
        folders = (*self.settings["THEME_TEMPLATES_OVERRIDES"], os.path.join(self.theme, "templates"))
        return tuple(map(os.path.abspath, folders))
