"""What arrives of a link to a built page: as an independent reader of Open Graph has it, and on each platform."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from linkpreview import Link, LinkPreview
from support.builds import Build
from support.foreign import theme_settings, with_nudge

from pelican_share_nudge.page import reader
from pelican_share_nudge.page.forms import forms_of
from pelican_share_nudge.proof.arrivals import arrivals_of
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.site.site import Output, Site
from pelican_share_nudge.site.theme import Prints
from pelican_share_nudge.tables.platforms import PLATFORMS

THEMES = ("simple", "notmyidea", "crlf-template")
TITLE = 'R&D "quotes" + 100% café: what we learned about bread in the coldest week of winter'
TEXT = "It rises, <em>slowly</em>, in a cool place. " + "Flour is patient, and so is whoever waits for it. " * 6
DESCRIPTION = "It rises, slowly, in a cool place." + " Flour is patient, and so is whoever waits for it." * 3
ADDRESS = "https://blog.example/post.html"
PICTURE = "https://blog.example/images/wide.png"
# What each shows of the title and the description, and how large it shows the picture.
ARRIVES = {
    "Facebook": (TITLE, DESCRIPTION, "large"),
    "X": (TITLE[:70], DESCRIPTION, "large"),
    "LinkedIn": (TITLE, DESCRIPTION, "large"),
    "WhatsApp": (TITLE, DESCRIPTION, "large"),
    "Bluesky": (TITLE, DESCRIPTION, "large"),
    "Mastodon": (TITLE, DESCRIPTION, "large"),
    "Slack": (TITLE, DESCRIPTION, "large"),
    "iMessage": (TITLE, "", "large"),
    "Teams": (TITLE, DESCRIPTION, "small"),
}


@pytest.fixture(name="built", params=THEMES)
def _built(request: pytest.FixtureRequest, build: Any, tmp_path: Path) -> Build:
    content = tmp_path / "content"
    (content / "images").mkdir(parents=True)
    header = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (1200).to_bytes(4) + (630).to_bytes(4) + b"\x08\x02\0\0\0"
    (content / "images" / "wide.png").write_bytes(header)
    post = f"Title: {TITLE}\nDate: 2026-02-03\nSlug: post\n\n![A loaf](images/wide.png)\n\n{TEXT}\n"
    (content / "post.md").write_text(post, encoding="utf-8")
    found: Build = build(content, plugins=with_nudge(request.param), **theme_settings(request.param))
    return found


def test_an_independent_reader_of_open_graph(built: Build) -> None:
    found = LinkPreview(Link(ADDRESS, built.text("post.html")))
    assert (found.opengraph.title, found.opengraph.description) == (TITLE, DESCRIPTION)
    assert (found.opengraph.image, found.opengraph.site_name) == (PICTURE, "Test blog")
    assert (found.title, found.absolute_image) == (TITLE, PICTURE)


def test_what_each_platform_shows(built: Build) -> None:
    site = Site(
        address="https://blog.example",
        config=Config(),
        output=Output(str(built.output)),
        prints=Prints(()),
        today=datetime.date(2026, 6, 1),
    )
    page = reader.read(built.text("post.html"), path="post.html", networks=forms_of({}), own=(ADDRESS,))
    found = {one.label: (one.title.shown, one.description.shown, one.picture) for one in arrivals_of(page, site)}
    assert found == ARRIVES
    assert found.keys() == {platform.label for platform in PLATFORMS}
