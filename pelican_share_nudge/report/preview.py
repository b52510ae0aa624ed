"""The preview of one post: a page for its author, written once and shown in the browser."""

from __future__ import annotations

import os
import tempfile
import webbrowser
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from pelican_share_nudge.findings import Finding
from pelican_share_nudge.proof.proof import Preview
from pelican_share_nudge.report.characters import visible
from pelican_share_nudge.report.output import write_out
from pelican_share_nudge.report.paths import Paths
from pelican_share_nudge.report.wording import crash, message

TEMPLATE = "preview.html"


def write_preview(preview: Preview, paths: Paths, file: str | None = None) -> str:
    """Write the page, and give its absolute path.

    Args:
        file: None for a new one among the temporary files, in a folder that only the author may enter.

    Raises:
        OSError: it cannot be written.
    """
    text = render(preview, paths)
    if file is None:
        file = os.path.join(tempfile.mkdtemp(prefix="share-nudge-"), "preview.html")
    write_out(text, file)
    return os.path.abspath(file)


def show_in_browser(file: str) -> None:
    """Open a written page in the author's browser, if there is one."""
    webbrowser.open(Path(file).as_uri())


def render(preview: Preview, paths: Paths) -> str:
    """Write the page as a text. It asks no host for anything: all that it shows stands in it."""
    environment = Environment(
        loader=PackageLoader("pelican_share_nudge"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    findings = [(finding, _with_code(message(finding)), _place(finding, paths)) for finding in preview.findings]
    values = {"preview": preview, "findings": findings, "crashes": [_with_code(crash(one)) for one in preview.crashes]}
    environment.filters["with_code"] = _with_code
    return environment.get_template(TEMPLATE).render(values)


def _with_code(text: str) -> Markup:
    """Write a sentence as HTML in which what stands between two backticks is code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    shown = (Markup("<code>{}</code>").format(part) if place % 2 else escape(part) for place, part in enumerate(parts))
    return Markup("").join(shown)


def _place(finding: Finding, paths: Paths) -> str:
    return f"{visible(paths.of(finding))}:{finding.line}"
