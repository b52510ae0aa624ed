"""The command that shows one post to its author."""

from __future__ import annotations

import argparse
import os

from pelican_share_nudge import report
from pelican_share_nudge.commands._arguments import add_site, build_options
from pelican_share_nudge.errors import CommandError
from pelican_share_nudge.host.building import built
from pelican_share_nudge.host.gate import Gate
from pelican_share_nudge.host.isolation import clean_standard_output
from pelican_share_nudge.proof.lookup import find
from pelican_share_nudge.proof.proof import preview
from pelican_share_nudge.report.preview import show_in_browser, write_preview

HELP = "show what a post gets, and what its links say"
DESCRIPTION = """Build the site into a temporary folder with its own settings, and show one of its posts on a
page for its author: the share bar and the call to action in every look, and what each link says at the other end."""
EXIT_STATUS = "Exit status: 0 the page is written; 2 it is not (no such post, bad settings, the build failed)."
PLACE = 2
BUILDS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("post", metavar="POST", help="its source (content/letters/a.md), its slug or its address")
    add_site(parser)
    add(
        "--output", dest="file", metavar="FILE", help="write the page here and open nothing (default: a temporary file)"
    )
    add("--no-open", action="store_true", help="only say where the page is")
    add("-q", "--quiet", action="store_true", help="Pelican says only what is critical")


def run(options: argparse.Namespace) -> int:
    """Write the preview of a post, and show it."""
    site, gate = build_options(options), Gate(wants_posts=True)
    with clean_standard_output(quiet=options.quiet), built(gate, site):
        content = gate.verdicts[0].content
        post = find(options.post, gate.built, content=content)
        shown = preview(post)
    paths = report.Paths(root=os.getcwd(), content=content, theme=post.verdict.theme, settings=site.settings)
    try:
        file = write_preview(shown, paths, options.file)
    except OSError as error:
        raise CommandError(f"{options.file or 'the preview'} cannot be written: {error.strerror or error}.") from None
    report.write_out(f"{file}\n")
    if not (options.file or options.no_open):
        show_in_browser(file)
    return 0
