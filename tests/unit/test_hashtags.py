"""Tags as hashtags that networks link."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pelican_share_nudge.hashtags import hashtag, hashtags

PROPERTY = settings(max_examples=120)

HASHTAGS = {
    "pelican": "pelican",
    "Pelican": "Pelican",
    "static site": "staticSite",
    "Static Site Generators": "StaticSiteGenerators",
    "NASA news": "NASANews",
    "static-site": "staticSite",
    "static_site": "static_site",
    "C++": "Cpp",
    "c++": "Cpp",
    "C++20": "Cpp20",
    "modern C++": "modernCpp",
    "C/C++": "CCpp",
    "C#": "CSharp",
    "c#": "cSharp",
    "C♯": "CSharp",
    "C# in depth": "CSharpInDepth",
    "F#": "FSharp",
    "J#": "JSharp",
    ".NET": "dotNET",
    ".NET Core": "dotNETCore",
    "C#/.NET": "CSharpDotNET",
    "ASP.NET": "ASPNET",
    "...and more": "andMore",
    "g++": "",
    "Notepad++": "",
    "C+++": "",
    "Disney+": "",
    "G+": "",
    "A+": "",
    "A*": "",
    "A-": "",
    "C--": "",
    "T-Shirt": "TShirt",
    "3D-Druck": "3DDruck",
    "Haupt- und Nebenfach": "HauptUndNebenfach",
    "Yahoo!": "Yahoo",
    "Lego™": "Lego",
    "H₂O": "",
    "x²": "",
    "½ pint": "",
    "①first": "",
    "Louis Ⅻ": "",
    "B♭": "",
    "100% wool": "",
    "50€": "",
    "issue #5": "",
    "a = b": "",
    "Pelican | Python": "PelicanPython",
    "col·legi": "col·legi",
    "COL·LEGI": "COL·LEGI",
    "one · two": "oneTwo",
    "❤️ music": "music",
    "👨‍👩‍👧 family": "family",
    "Node.js": "NodeJs",
    "R&D": "",
    "Q & A": "",
    "AT&T": "",
    "Rope & Knots": "RopeKnots",
    "Bread&Butter": "BreadButter",
    "P!nk": "",
    "Ahoy! Sailor": "AhoySailor",
    "don't": "donT",
    "don’t": "donT",
    "#already": "already",
    "  spaces  around ": "spacesAround",
    "a/b": "aB",
    "3d": "3d",
    "web 2.0": "web20",
    "2024": "",
    "20 24": "",
    "٢٠٢٤": "",
    "+++": "",
    "": "",
    "_": "",
    "1_000": "",
    "🎉": "",
    "🎉 party": "party",
    "Grüße": "Grüße",
    "grüße aus köln": "grüßeAusKöln",
    "ünnötig": "ünnötig",
    "ß a": "ßA",
    "日本語": "日本語",
    "日本 語": "日本語",
    "프로그래밍 언어": "프로그래밍언어",
    "שלום עולם": "שלוםעולם",
    "مرحبا": "مرحبا",
    "می‌خواهم": "می‌خواهم",
    "हिन्दी": "हिन्दी",
    "हिन्दी भाषा": "हिन्दीभाषा",
    "ภาษาไทย": "ภาษาไทย",
    "தமிழ்": "தமிழ்",
    "e\u0301te\u0301 a": "e\u0301te\u0301A",
    "\u0301": "",
    "naïve-café": "naïveCafé",
    "a\u200fb": "aB",
}


@pytest.mark.parametrize(("tag", "expected"), HASHTAGS.items(), ids=map(repr, HASHTAGS))
def test_hashtag(tag: str, expected: str) -> None:
    assert hashtag(tag) == expected


@given(st.text(st.characters(), max_size=60))
@PROPERTY
def test_a_hashtag_has_no_blank_no_hyphen_and_a_letter(tag: str) -> None:
    written = hashtag(tag)
    assert not set(written) & set(" -#+&.,;/\n\t\u2028")
    assert written == "" or any(map(str.isalpha, written))
    assert all(unicodedata.category(sign)[0] in "LM" or sign.isdecimal() or sign in "_·\u200c" for sign in written)
    written.encode("utf-8")


TAG_LISTS = [
    ([], None, ()),
    (["a", "b", "c", "d"], 3, ("a", "b", "c")),
    (["a", "b"], None, ("a", "b")),
    (["a", "b"], 0, ()),
    (["2024", "a", "+", "b"], 2, ("a", "b")),
    (["Pelican", "pelican"], 3, ("Pelican",)),
    (["pelican", "Pelican", "PELICAN"], 3, ("pelican",)),
    (["Straße", "STRASSE"], 3, ("Straße",)),
    (["static site", "static-site", "StaticSite"], 3, ("staticSite",)),
    (["Python", "web", "python"], None, ("Python", "web")),
    (["Python", "web", "python"], 1, ("Python",)),
    (["Knots &amp; Co", "<em>x</em>"], None, ("KnotsCo", "x")),
    (["C", "C++", "C#"], None, ("C", "Cpp", "CSharp")),
    (
        ["Hafen\u00adrund\u00adfahrt", "Kai\u200bmauer", "Werft&shy;tor"],
        None,
        ("Hafenrundfahrt", "Kaimauer", "Werfttor"),
    ),
    (["Tau\u2060werk", "\ufeffAnker", "می\u200cخواهم"], None, ("Tauwerk", "Anker", "می\u200cخواهم")),
]


@pytest.mark.parametrize(("tags", "most", "expected"), TAG_LISTS)
def test_hashtags(tags: list[str], most: int | None, expected: tuple[str, ...]) -> None:
    assert hashtags(tags, most=most) == expected
