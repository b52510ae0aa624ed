"""The picture of a post."""

from __future__ import annotations

import pytest

from pelican_share_nudge.post import first_image, named_image


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ""),
        ("<p>No picture</p>", ""),
        ('<img src="a.png">', "a.png"),
        ('<img alt="x" src="a.png?x=1&amp;y=2">', "a.png?x=1&y=2"),
        ('<img src="data:image/gif;base64,xx"><img src="b.png">', "b.png"),
        ('<img src=""><img src="b.png">', "b.png"),
        ("<img><img src=b.png>", "b.png"),
        ('<!-- <img src="a.png"> -->', ""),
        ('<template><img src="a.png"></template>', ""),
        ('<IMG SRC="a.png">', "a.png"),
        ('<img src="DATA:image/gif;base64,xx">', ""),
    ],
)
def test_first_image(content: str, expected: str) -> None:
    assert first_image(content) == expected


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({}, ""),
        ({"image": "a.png"}, "a.png"),
        ({"cover": "b.png", "image": "a.png"}, "a.png"),
        ({"image": "", "cover": "b.png"}, "b.png"),
        ({"image": None, "thumbnail": " c.png "}, "c.png"),
        ({"image": ["a"], "cover": 1}, ""),
    ],
)
def test_named_image(metadata: dict[str, object], expected: str) -> None:
    assert named_image(metadata) == expected
