"""Addresses taken apart, joined, quoted and compared: whatever text they are, nothing raises."""

from __future__ import annotations

from html import escape
from urllib.parse import quote, unquote, urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pelican_share_nudge.addresses import (
    absolute,
    is_web_address,
    join,
    parameters,
    quote_address,
    same_page,
    split,
    without,
    without_password,
    without_www,
)

PROPERTY = settings(max_examples=120)

# What urllib refuses, or answers only until it is asked for the host or the port.
NO_ADDRESSES = [
    "https://[CDN]/cover.png",
    "http://[::1",
    "//[",
    "https://]/a.png",
    "https://ex\u2100mple/",
    "https://a:b/",
    "https://a.example:99999999/",
    "https://a.example:" + "9" * 5000 + "/",
    "//host:port/a.png",
]


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_address_is_said_to_be_none(address: str) -> None:
    parts = split(address)
    assert not parts.is_valid
    assert (parts.scheme, parts.netloc, parts.host, parts.port, parts.behind_host) == ("", "", "", None, "")
    assert not is_web_address(address)
    assert same_page(address, address)
    assert not same_page(address, "https://blog.example/")
    assert list(parameters(address)) == []


@pytest.mark.parametrize("address", ["https://[CDN]/cover.png", "http://[::1", "//["])
def test_what_cannot_be_joined_stays(address: str) -> None:
    assert join("https://blog.example/a.html", address) == address


PARTS = [
    ("https://Blog.Example:8000/a?b=c#d", ("https", "blog.example", 8000, "/a?b=c#d")),
    ("https://me:secret@blog.example/", ("https", "blog.example", None, "/")),
    ("https://[::1]:80/x", ("https", "::1", 80, "/x")),
    ("//cdn.example/a.png", ("", "cdn.example", None, "/a.png")),
    ("/a/b.html", ("", "", None, "/a/b.html")),
    ("mailto:a@b.example?subject=x", ("mailto", "", None, "a@b.example?subject=x")),
    ("https://blog.example/[a]", ("https", "blog.example", None, "/[a]")),
    ("", ("", "", None, "")),
]


@pytest.mark.parametrize(("address", "expected"), PARTS)
def test_split(address: str, expected: tuple[str, str, int | None, str]) -> None:
    parts = split(address)
    assert parts.is_valid
    assert (parts.scheme, parts.host, parts.port, parts.behind_host) == expected


HOSTILE = st.one_of(
    st.text(),
    st.text(st.characters(categories=("Cs", "Cc", "Zs", "No", "So"))),
    st.builds(
        "".join,
        st.lists(
            st.sampled_from(
                [
                    "https:",
                    "//",
                    "[",
                    "]",
                    ":",
                    "@",
                    "\0",
                    "\t",
                    "\ud800",
                    "\udce9",
                    "%",
                    "\u2100",
                    "a",
                    "9",
                    "/",
                    "?",
                    "#",
                    "..",
                ]
            )
        ),
    ),
)


@given(HOSTILE, HOSTILE)
@example("https://blog.example", "\ud800")
@example("https://blog.example", "//[")
@settings(max_examples=400)
def test_nothing_raises_whatever_the_text(one: str, other: str) -> None:
    assert split(one).is_valid in (True, False)
    assert isinstance(join(one, other), str)
    assert all(isinstance(part, str) for pair in parameters(one) for part in pair)
    assert absolute("https://blog.example", other).startswith(("https://blog.example/", other))
    assert quote_address(one).isascii()
    assert same_page(one, other) == same_page(other, one)
    assert isinstance(without_www(one), str)


ADDRESSES = [
    ("https://blog.example", "a.html", "https://blog.example/a.html"),
    ("https://blog.example/", "a.html", "https://blog.example/a.html"),
    ("https://blog.example/sub", "/a/", "https://blog.example/sub/a/"),
    ("https://blog.example/sub//", "a", "https://blog.example/sub/a"),
    ("", "a.html", "/a.html"),
    ("https://blog.example", "", "https://blog.example/"),
    ("https://blog.example", "grüße.html", "https://blog.example/gr%C3%BC%C3%9Fe.html"),
    ("https://blog.example", "日本語/", "https://blog.example/%E6%97%A5%E6%9C%AC%E8%AA%9E/"),
    ("https://blog.example", "a b.html", "https://blog.example/a%20b.html"),
    ("https://blog.example", "100%.html", "https://blog.example/100%25.html"),
    ("https://blog.example", "a%20b.html", "https://blog.example/a%2520b.html"),
    ("https://blog.example", "?p=1&q=a+b#c", "https://blog.example/?p=1&q=a+b#c"),
    ("https://blog.example", 'a"b<c>.html', "https://blog.example/a%22b%3Cc%3E.html"),
    ("https://blog.example", "a'b(c)~d!.html", "https://blog.example/a'b(c)~d!.html"),
    ("https://blog.example", "a\nb", "https://blog.example/a%0Ab"),
    ("https://blog.example", "//evil.example/x", "https://blog.example/evil.example/x"),
    ("https://blog.example", "javascript:alert(1)", "https://blog.example/javascript:alert(1)"),
    ("https://blog.example", "https://other.example/a%20b", "https://other.example/a%20b"),
]


@pytest.mark.parametrize(("site", "url", "expected"), ADDRESSES)
def test_absolute(site: str, url: str, expected: str) -> None:
    assert absolute(site, url) == expected


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
@PROPERTY
def test_an_address_is_quoted_once(url: str) -> None:
    address = absolute("https://blog.example", url)
    if is_web_address(url):
        assert address == url
        return
    assert address.isascii()
    assert unquote(address) == "https://blog.example/" + url.lstrip("/")
    assert urlsplit(address).netloc == "blog.example"


def test_a_file_name_keeps_bytes_that_are_no_utf_8() -> None:
    assert absolute("https://blog.example", "caf\udce9.html") == "https://blog.example/caf%E9.html"
    assert absolute("https://blog.example", "half \ud83d.html") == "https://blog.example/half%20%EF%BF%BD.html"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/x y", "https://a.example/x%20y"),
        ("https://a.example/x%20y", "https://a.example/x%20y"),
        ("https://a.example/ü?ä=ö#ß", "https://a.example/%C3%BC?%C3%A4=%C3%B6#%C3%9F"),
        ("https://[::1]/x", "https://[::1]/x"),
        ("/images/a.png", "/images/a.png"),
    ],
)
def test_quote_address(address: str, expected: str) -> None:
    assert quote_address(address) == expected
    assert quote_address(expected) == expected


@pytest.mark.parametrize("address", ["https://a.example", "http://a.example/x", "HTTPS://A.EXAMPLE", "https://[::1]/"])
def test_web_addresses(address: str) -> None:
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "a.html",
            "/a",
            "//a.example/x",
            "javascript:alert(1)",
            "JavaScript://a.example/%0aalert(1)",
            "mailto:a@b.c",
        ),
        *(
            "data:text/html,x",
            "https:",
            "https://",
            "https:/a",
            "https:a",
            "ftp://a.example",
            "https://[::1",
            "#a",
            "?a",
        ),
        *(
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://a.example/x",
        ),
    ],
)
def test_no_web_addresses(address: str) -> None:
    assert not is_web_address(address)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://ada:s3cret@blog.example/a", "https://blog.example/a"),
        ("see https://ada@blog.example:8000/a, ftp://x:y@host", "see https://blog.example:8000/a, ftp://host"),
        ("u=https%3A%2F%2Fada%3As3cret%40blog.example%2Fa", "u=https%3A%2F%2Fblog.example%2Fa"),
        ("u=https%253a%252f%252fada%253as3cret%2540blog.example", "u=https%253a%252f%252fblog.example"),
        ("https://ada:p@ss@blog.example/", "https://blog.example/"),
        (
            "`https://ada:s@blog.example` and “https://ben:t@blog.example”",
            "`https://blog.example` and “https://blog.example”",
        ),
    ],
)
def test_name_and_password_are_taken_out(text: str, shown: str) -> None:
    assert without_password(text) == shown
    assert without_password(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "https://mastodon.example/@ada",
        "https://mastodon.example/share?text=@ada",
        "https%3A%2F%2Fmedium.example%2F%40ada",
        "https://blog.example/#@ada",
        "https://blog.example and ada@blog.example",
        "https://blog.example?a@b",
        "mailto:ada@blog.example",
        "://",
        "@",
        "",
    ],
)
def test_other_signs_stay(text: str) -> None:
    assert without_password(text) == text


@pytest.mark.parametrize("userinfo", ["ada:s3cret", "ada", "a+b:p&q%2F", "ü:ß"])
def test_what_stands_in_an_address_is_found_in_every_spelling(userinfo: str) -> None:
    address = f"https://{userinfo}@blog.example/a"
    once = quote(address, safe="")
    for spelling in (address, escape(address), quote(address), once, quote(once, safe="")):
        left = without(split(address).userinfo, f"<a href={spelling}>")
        assert not any(one in left for one in (f"{userinfo}@", quote(userinfo, safe="")))
        assert "blog.example" in left
    assert without("", address) == address
    assert without(userinfo, "https://blog.example/ada:s3cret") == "https://blog.example/ada:s3cret"


def test_a_password_makes_no_other_page() -> None:
    assert same_page("https://ada:s@blog.example/a.html", "https://blog.example/a.html")
    assert not same_page("https://ada:s@blog.example/a.html", "https://blog.example:8000/a.html")
