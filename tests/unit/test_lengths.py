"""Lengths in the eyes of networks, where it is hard: next to no room, long rows of flags, very long texts."""

from __future__ import annotations

from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from twitter_text import parse_tweet

from pelican_share_nudge.lengths import ELLIPSIS, length, shorten
from pelican_share_nudge.sharing.links import length_of_address
from pelican_share_nudge.tables.networks import NETWORKS

PROPERTY = settings(max_examples=300)
COUNTINGS = ["characters", "graphemes", "weighted"]
FLAG = "🇩🇪"
PIECES = ["a", " ", "-", ".com", "…", FLAG, "🇩", "👨‍👩‍👧‍👦", "e\u0301", "日", "\u0600", "\u200d", "\ufe0f", "—", "क्षि"]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)


def graphemes(text: str) -> list[str]:
    found: list[str] = regex.findall(r"\X", text)
    return found


@given(TEXTS, st.integers(-3, 40), st.sampled_from(COUNTINGS))
@PROPERTY
def test_shortened_to_something_that_fits(text: str, limit: int, counting: Any) -> None:
    short = shorten(text, limit, counting)
    first = graphemes(text.strip() or text)[:1]
    assert short == "" or length(short, counting) <= limit
    if first and length(first[0], counting) <= limit:
        assert short


@given(TEXTS.map(lambda text: text + FLAG * 7 + text + "🇩" * 9 + "\u0301" + text))
@PROPERTY
def test_flags_are_counted_as_unicode_has_it(text: str) -> None:
    assert length(text, "graphemes") == len(graphemes(text))


LEAST = [
    ("A title", 1, "A"),
    ("A title", 2, "A…"),
    ("A title", 0, ""),
    ("A title", -1, ""),
    ("— — —", 3, "—…"),
    ("--- x", 4, "-…"),
    ("A", 1, "A"),
    ("", 0, ""),
    (FLAG + FLAG, 1, FLAG),
    ("e\u0301a", 1, "e\u0301"),
]


@pytest.mark.parametrize(("text", "limit", "expected"), LEAST)
def test_the_least_that_is_said(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit, "graphemes") == expected


@pytest.mark.parametrize("counting", COUNTINGS)
@pytest.mark.parametrize("piece", ["a", "a ", ".co", FLAG, "🇩", "日", "-", "👨‍👩‍👧‍👦", "e\u0301", "\u200d", "क्ष"])
def test_long_texts(piece: str, counting: Any) -> None:
    text = piece * 100_000
    assert length(text, counting) > 0
    assert length(shorten(text, 5_000, counting), counting) <= 5_000


@pytest.mark.parametrize(
    ("behind", "count"), [("", 0), (".", 1), ("a.", 1), ("/", 0), ("…" * 9, 9), (".-" * 200_000, 400_000), ("a(b)", 1)]
)
def test_what_stands_behind_an_address(behind: str, count: int) -> None:
    assert length_of_address(f"https://blog.example/{behind}", NETWORKS["x"]) == 23 + count


@pytest.mark.parametrize(
    "path", "a)b a() (((a))) a?b( a#b(c a#b?c) .)b (b(c)d)e (b)(c)?d=(e )%C2%80 (?a a(b?c) ((((".split()
)
def test_a_bracket_without_its_partner_ends_an_address(path: str) -> None:
    address = f"https://blog.example.org/{path}"
    assert length_of_address(address, NETWORKS["x"]) == parse_tweet(address).weightedLength


def test_a_shortened_text_has_its_mark() -> None:
    assert shorten("one two three", 9, "characters") == f"one two{ELLIPSIS}"
