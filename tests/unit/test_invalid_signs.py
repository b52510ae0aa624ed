"""Signs that no address may hold, in share links: what browsers make of each, and what is left alone."""

from __future__ import annotations

import pytest
from support.link_rules import ENCODED, FACEBOOK, X, judged, link

BEHIND = f"&url={ENCODED}"


@pytest.mark.parametrize(
    ("text", "message", "level"),
    [
        ("100%%20rye", "a `%` is not encoded: it begins no `%XX`", "error"),
        ("50%20%", "a `%` is not encoded", "error"),
        ("100%-rye", "Write `%25`", "error"),
        ("R%u00FC", "a `%` is not encoded", "error"),
        ("Rye%20|%20salt", "a `|` is not encoded: no address may hold it, browsers send it as it is", "error"),
        ("Rye%20|%20salt%20%3E%20<all>", "Write `%7C`", "error"),
        ("2^3", "a `^` is not encoded: no address may hold it", "warning"),
        ("Rye%20`salt`", "a backtick is not encoded", "warning"),
        ("a%20{brown}%20loaf", "Write `%7B`", "warning"),
        ("a\\b", "Write `%5C`", "warning"),
        ("Rye%20<3", "a `<` is not encoded: browsers do so themselves", "info"),
        ("Rye%20>%20wheat", "Write `%3E`", "info"),
        ('A%20"real"%20loaf', "Write `%22`", "info"),
    ],
)
def test_a_sign_that_is_not_encoded(text: str, message: str, level: str) -> None:
    (finding,) = judged(link(f"{X}{text}{BEHIND}"))
    assert (finding.rule, finding.level) == ("share-link-unencoded", level)
    assert message in finding.message


@pytest.mark.parametrize(
    ("href", "level"),
    [
        (f"https://share.joinmastodon.org/#text=Rye%20|%20{ENCODED}", "error"),
        (f"https://share.joinmastodon.org/#text=Rye%20%%20{ENCODED}", "error"),
        (f"https://share.joinmastodon.org/#text=`Rye`%20{ENCODED}", "info"),
        (f"https://wa.me/?text=Rye%20|%20{ENCODED}", "error"),
        (f"whatsapp://send?text=Rye%20|%20{ENCODED}", "error"),
        (f"{FACEBOOK}https://blog.example/rye.html?a=1|2", "error"),
    ],
)
def test_wherever_it_stands(href: str, level: str) -> None:
    assert [(found.rule, found.level) for found in judged(link(href))] == [("share-link-unencoded", level)]


@pytest.mark.parametrize(
    "href",
    [
        pytest.param(f"{X}100%25%20rye{BEHIND}", id="percent"),
        pytest.param(f"{X}Rye%20%7C%20salt%20%5E%20%60%7B%7D%3C%3E%5C%22{BEHIND}", id="all encoded"),
        pytest.param(f"{X}Rye and salt{BEHIND}", id="blanks, which browsers encode"),
        pytest.param(f"{X}Rye+and+salt{BEHIND}", id="plus"),
        pytest.param(f"{X}Grünkern{BEHIND}", id="letters, which browsers encode"),
        pytest.param(f"{X}Ada's~rye(1)!*{BEHIND}", id="signs that an address may hold"),
        pytest.param(f"https://www.facebook.com/sharer.php?s=100&p[url]={ENCODED}", id="brackets of a parameter"),
        pytest.param("https://blog.example/search?q=a|b", id="no share link"),
    ],
)
def test_signs_that_are_left_alone(href: str) -> None:
    assert [found for found in judged(link(href)) if found.rule == "share-link-unencoded"] == []
