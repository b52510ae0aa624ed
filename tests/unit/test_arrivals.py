"""What each platform shows of a link: tables of what a page says, and of its picture."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.proof.arrivals import Arrival, Said, arrivals_of
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.site.site import Output, Site
from pelican_share_nudge.site.theme import Prints
from pelican_share_nudge.tables.platforms import PLATFORMS

EVERYWHERE = {platform.label for platform in PLATFORMS}
IMAGE = {"og:image": "https://blog.example/a.png"}
LARGE = {"twitter:card": "summary_large_image"}


def arrivals(
    tmp_path: Path, metas: dict[str, str], size: tuple[int, int, int] | None = (1200, 630, 0), **page: Any
) -> dict[str, Arrival]:
    if size is not None:
        width, height, more = size
        header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
        (tmp_path / "a.png").write_bytes(header + bytes(more))
    site = Site(
        address="https://blog.example",
        config=Config(),
        output=Output(str(tmp_path)),
        prints=Prints(()),
        today=datetime.date(2026, 6, 1),
    )
    facts = Page(path="post.html", metas={name: (value,) for name, value in metas.items()}, **page)
    return {arrival.label: arrival for arrival in arrivals_of(facts, site)}


TEXTS: list[tuple[dict[str, str], str, set[str]]] = [
    ({"og:title": "O", "twitter:title": "T"}, "T", {"X"}),
    ({"og:title": "O", "twitter:title": "T"}, "O", EVERYWHERE - {"X"}),
    ({"twitter:title": "T"}, "T", EVERYWHERE - {"LinkedIn"}),
    ({"twitter:title": "T"}, "The page", {"LinkedIn"}),
    ({}, "The page", EVERYWHERE),
    ({"og:title": " "}, "The page", EVERYWHERE),
]


@pytest.mark.parametrize(("metas", "title", "platforms"), TEXTS)
def test_which_title(metas: dict[str, str], title: str, platforms: set[str], tmp_path: Path) -> None:
    found = arrivals(tmp_path, metas, title="The page")
    assert {label for label, one in found.items() if one.title == Said(title)} == platforms


def test_what_is_cut_off_of_a_title_and_a_description(tmp_path: Path) -> None:
    found = arrivals(tmp_path, {"og:title": "t" * 210, "og:description": "d" * 310})
    titles = {label: len(one.title.shown) for label, one in found.items() if one.title.cut_off}
    assert titles == {"X": 70, "LinkedIn": 200}
    assert all(one.title.shown + one.title.cut_off == "t" * 210 for one in found.values())
    descriptions = {label: len(one.description.shown) for label, one in found.items() if one.description.cut_off}
    assert descriptions == {"X": 200, "LinkedIn": 300, "iMessage": 0}


def test_linkedin_reads_no_other_description(tmp_path: Path) -> None:
    found = arrivals(tmp_path, {"description": "D"})
    assert {label for label, one in found.items() if one.description == Said("D")} == EVERYWHERE - {
        "LinkedIn",
        "iMessage",
    }


SHAPES: list[tuple[tuple[int, int, int], set[str], set[str]]] = [
    ((1200, 630, 0), {"Teams"}, set()),
    ((199, 199, 0), {"LinkedIn", "X", "Teams"}, {"Facebook", "WhatsApp"}),
    ((143, 143, 0), {"LinkedIn", "Teams"}, {"Facebook", "WhatsApp", "X"}),
    ((400, 210, 0), {"Facebook", "LinkedIn", "Teams"}, set()),
    ((599, 599, 0), {"Facebook", "Teams"}, set()),
    ((2000, 499, 0), {"Teams"}, {"WhatsApp"}),
    ((1200, 630, 700_000), {"Teams"}, {"WhatsApp"}),
    ((1200, 630, 1_100_000), {"Teams"}, {"WhatsApp", "Bluesky"}),
    ((1200, 630, 6_000_000), {"Teams"}, {"WhatsApp", "Bluesky", "X", "LinkedIn"}),
]


@pytest.mark.parametrize(("size", "small", "none"), SHAPES)
def test_how_a_picture_is_shown(size: tuple[int, int, int], small: set[str], none: set[str], tmp_path: Path) -> None:
    found = arrivals(tmp_path, IMAGE | LARGE, size)
    assert {label for label, one in found.items() if one.picture == "small"} == small
    assert {label for label, one in found.items() if one.picture == "none"} == none
    assert all(bool(one.why) == (one.picture != "large") for one in found.values())


def test_x_shows_a_picture_large_only_if_it_is_told(tmp_path: Path) -> None:
    assert arrivals(tmp_path, IMAGE)["X"].picture == "small"
    assert arrivals(tmp_path, IMAGE | {"twitter:card": "summary"})["X"].picture == "small"
    assert arrivals(tmp_path, IMAGE | {"twitter:card": " Summary_Large_Image "})["X"].picture == "large"


def test_a_picture_of_another_host_is_taken_as_it_may_be(tmp_path: Path) -> None:
    found = arrivals(tmp_path, {"og:image": "https://cdn.example/a.png"} | LARGE, None)
    assert {label for label, one in found.items() if one.picture == "large"} == EVERYWHERE - {"Teams"}
    assert (found["Teams"].picture, found["Teams"].why) == ("small", "It shows all pictures small.")


@pytest.mark.parametrize("address", ["https://blog.example/a.svg", "https://blog.example/a.avif?v=2"])
def test_drawings_are_not_shown(address: str, tmp_path: Path) -> None:
    assert {one.picture for one in arrivals(tmp_path, {"og:image": address}).values()} == {"none"}


def test_only_some_take_the_picture_of_x(tmp_path: Path) -> None:
    found = arrivals(tmp_path, {"twitter:image": "https://blog.example/a.png"} | LARGE)
    assert {label for label, one in found.items() if one.picture != "none"} == {"X", "Slack"}


@pytest.mark.parametrize(("at", "without"), [(0, set()), (40_000, {"Slack"}), (310_000, {"Slack", "WhatsApp"})])
def test_tags_that_come_too_late(at: int, without: set[str], tmp_path: Path) -> None:
    found = arrivals(tmp_path, {"og:title": "O"} | IMAGE | LARGE, preview_at=at)
    assert {label for label, one in found.items() if one.title == Said()} == without
    assert all("reads only the first" in found[label].why for label in without)
