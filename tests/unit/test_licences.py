"""Which licence a name or an address means, in the spellings that blogs have; what names none is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_share_nudge.settings.licences import Licence, closest_licence, find_licence, is_reserved, licence_of
from pelican_share_nudge.tables.licences import KINDS, PORTS, PUBLIC_DOMAIN, SPDX

CC = "https://creativecommons.org"

FOUND = [
    ("CC BY 4.0", "CC BY 4.0"),
    ("cc by 4.0", "CC BY 4.0"),
    ("CC-BY-4.0", "CC BY 4.0"),
    ("CC BY 4", "CC BY 4.0"),
    ("CC_BY_SA_4.0", "CC BY-SA 4.0"),
    ("CC BY–SA 4.0", "CC BY-SA 4.0"),
    ("CC:BY-SA 4.0", "CC BY-SA 4.0"),
    ("cc by nc sa v3", "CC BY-NC-SA 3.0"),
    ("BY-SA 4.0", "CC BY-SA 4.0"),
    ("CC BY-SA-NC 4.0", "CC BY-NC-SA 4.0"),
    ("Creative Commons BY 4.0", "CC BY 4.0"),
    ("Licence CC-BY-NC 4.0", "CC BY-NC 4.0"),
    ("Licensed under CC BY-ND 4.0", "CC BY-ND 4.0"),
    ("Creative Commons Attribution 3.0 Unported License", "CC BY 3.0"),
    ("Creative Commons Attribution-ShareAlike 4.0 International", "CC BY-SA 4.0"),
    ("Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International Public License", "CC BY-NC-ND 4.0"),
    ("Attribution-Noncommercial-No Derivative Works 3.0 United States", "CC BY-NC-ND 3.0 US"),
    ("Creative Commons Namensnennung - Weitergabe unter gleichen Bedingungen 3.0 Deutschland", "CC BY-SA 3.0 DE"),
    ("Creative Commons Namensnennung-Keine Bearbeitung 3.0 Österreich Lizenz", "CC BY-ND 3.0 AT"),
    ("CC BY-SA 3.0 DE", "CC BY-SA 3.0 DE"),
    ("CC-BY-NC-SA-2.0-UK", "CC BY-NC-SA 2.0 UK"),
    ("CC BY 2.5 Scotland", "CC BY 2.5 SCOTLAND"),
    ("CC BY 3.0 IGO", "CC BY 3.0 IGO"),
    ("CC BY-NC-ND 1.0", "CC BY-ND-NC 1.0"),
    ("CC0", "CC0 1.0"),
    ("CC0-1.0", "CC0 1.0"),
    ("CC0 1.0 Universal", "CC0 1.0"),
    ("Creative Commons Zero v1.0 Universal", "CC0 1.0"),
    ("Public Domain Mark 1.0", "Public Domain Mark 1.0"),
    ("http://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
    ("https://creativecommons.org/licenses/by-sa/4.0/legalcode", "CC BY-SA 4.0"),
    ("https://creativecommons.org/licenses/by-nc-sa/3.0/de/deed.de", "CC BY-NC-SA 3.0 DE"),
    ("https://creativecommons.org/licenses/by/4.0/deed.fr", "CC BY 4.0"),
    ("https://creativecommons.org/licenses/by/4.0", "CC BY 4.0"),
    ("https://creativecommons.org/licenses/by-nd-nc/1.0/", "CC BY-ND-NC 1.0"),
    ("https://creativecommons.org/publicdomain/zero/1.0/deed.en", "CC0 1.0"),
    ('<a rel="license" href="http://creativecommons.org/licenses/by/4.0/">CC</a>', "CC BY 4.0"),
    ("[CC BY](https://creativecommons.org/licenses/by/4.0/)", "CC BY 4.0"),
    ("MIT", "MIT"),
    ("The MIT License", "MIT"),
    ("Apache License 2.0", "Apache-2.0"),
    ("Apache License, Version 2.0", "Apache-2.0"),
    ("GPLv3", "GPL-3.0"),
    ("GPL-3.0+", "GPL-3.0+"),
    ("gpl-3.0-or-later", "GPL-3.0-or-later"),
    ("https://spdx.org/licenses/Apache-2.0.html", "Apache-2.0"),
    ("https://opensource.org/licenses/MIT", "MIT"),
]

LEFT = [
    "",
    " ",
    "©",
    "4.0",
    "CC",
    "CC 4.0",
    "by",
    "CC BY",  # which version?
    "CC BY-SA",
    "Creative Commons",
    "Creative Commons Attribution",
    "CC BY 5.0",
    "CC BY 4.1",
    "CC BY 2.1",  # there were only ports
    "CC BY 4.0 DE",  # there are none of 4.0
    "CC BY 3.0 DE AT",
    "CC BY 3.0 XX",
    "CC BY-ND-SA 4.0",
    "CC NC-SA 4.0",
    "CC BY BY 4.0",
    "CC SA 4.0",
    "CC BY 4.0 3.0",
    "CC BY 4.0, but ask me",
    "CC BY-SA 4.0 and MIT",
    "MIT OR Apache-2.0",
    "MITT",
    "BSD",
    "GPL",
    "Apache",
    "Free to use",
    "Public domain",
    "public",
    "None of your business",
    "See the footer",
    "https://blog.example/licence/",
    "https://creativecommons.org/",
    "https://creativecommons.org/licenses/",
    "https://creativecommons.org/licenses/by/",
    "https://creativecommons.org/licenses/by/9.0/",
    "https://creativecommons.org/licenses/by-sa-nd/4.0/",
    "https://creativecommons.org/publicdomain/zero/2.0/",
    "https://creativecommons.example/licenses/by/4.0/",
    "https://opensource.org/licenses/",
    "https://spdx.org/licenses/Nothing-1.0.html",
    "All rights reserved",
    "Alle Rechte vorbehalten",
    "© 2020 Ada Example",
    "Copyright Ada Example",
    "版权所有",
    "CC BY 4.0 " * 1_000,
]


@pytest.mark.parametrize(("text", "name"), FOUND)
def test_a_licence_is_known_in_every_usual_spelling(text: str, name: str) -> None:
    licence = find_licence(text)
    assert licence
    assert licence.name == name


@pytest.mark.parametrize("text", LEFT, ids=range(len(LEFT)))
def test_what_names_no_licence_is_none(text: str) -> None:
    assert find_licence(text) is None


EVERY = [
    *(
        f"CC {kind.upper()} {version} {port.upper()}".strip()
        for kind in KINDS
        for version in PORTS
        for port in PORTS[version]
    ),
    *PUBLIC_DOMAIN,
    *SPDX,
]


def test_every_licence_is_found_by_its_name_and_its_address() -> None:
    for name in EVERY:
        licence = find_licence(name)
        assert licence, name
        assert find_licence(licence.name) == licence
        assert find_licence(licence.address) == licence
    assert len({licence.address for licence in map(find_licence, EVERY) if licence}) == len(EVERY)


ADDRESSES = [
    ("CC BY-SA 4.0", f"{CC}/licenses/by-sa/4.0/", ("by", "sa")),
    ("CC BY-NC-ND 3.0 DE", f"{CC}/licenses/by-nc-nd/3.0/de/", ("by", "nc", "nd")),
    ("CC BY-NC-ND 1.0", f"{CC}/licenses/by-nd-nc/1.0/", ("by", "nc", "nd")),
    ("CC0", f"{CC}/publicdomain/zero/1.0/", ()),
    ("MIT", "https://spdx.org/licenses/MIT.html", None),
]


@pytest.mark.parametrize(("text", "address", "parts"), ADDRESSES)
def test_where_it_is_and_what_it_asks(text: str, address: str, parts: tuple[str, ...] | None) -> None:
    licence = find_licence(text)
    assert licence
    assert (licence.address, licence.parts) == (address, parts)


OWN = [
    ({"name": "Ours", "url": "/licence/"}, Licence("Ours", "/licence/")),
    ({"name": "CC BY 4.0", "url": "/licence/"}, Licence("CC BY 4.0", "/licence/", ("by",))),
    (
        {"name": "Namensnennung", "url": f"{CC}/licenses/by/4.0/deed.de"},
        Licence("Namensnennung", f"{CC}/licenses/by/4.0/deed.de", ("by",)),
    ),
]


@pytest.mark.parametrize(("value", "expected"), OWN)
def test_a_blogs_own_is_known_by_its_address_or_name(value: dict[str, str], expected: Licence) -> None:
    assert licence_of(value) == expected


@pytest.mark.parametrize(
    ("text", "name"), [("CC BYE 4.0", "CC BY 4.0"), ("CC BY-SA", "CC BY-SA 4.0"), ("MITT", "MIT"), ("Ask me", "")]
)
def test_the_nearest_name(text: str, name: str) -> None:
    assert closest_licence(text) == name


RESERVED = [
    ("All rights reserved", True),
    ("All rights reserved.", True),
    ("Tous droits réservés", True),
    ("© 2020 Ada", True),
    ("Copyright 2020 Ada", True),
    ("CC BY 4.0", False),
    ("some rights reserved", False),
    ("copyleft", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "expected"), RESERVED)
def test_what_allows_nothing(text: str, expected: bool) -> None:
    assert is_reserved(text) == expected


@given(st.text(max_size=60))
def test_any_text_is_a_licence_or_none(text: str) -> None:
    licence = find_licence(text)
    assert licence is None or find_licence(licence.name) == licence
    assert is_reserved(text) in (True, False)
