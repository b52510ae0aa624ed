"""The sample site as `make demo` builds it: it opens from a file, and what is shared has a whole address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser
from support.builds import SAMPLE_SITE, Build
from support.processes import pelican as run_pelican

from pelican_share_nudge.page.forms import forms_of
from pelican_share_nudge.page.recognition import recognise
from pelican_share_nudge.tables.networks import NETWORKS

LINKS = "a[href], link[rel=stylesheet], link[rel=next], link[type]"
HERE = "http://localhost:8123"
ONLINE = "https://blog.example"


def pelican(output: Path, *arguments: str) -> Build:
    done = run_pelican("content", "-o", str(output), *arguments, cwd=SAMPLE_SITE)
    assert done.status == 0, done.out + done.err
    return Build(output)


@pytest.fixture(name="demo", scope="module")
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return pelican(tmp_path_factory.mktemp("demo"), "-s", "pelicanconf.py", "-e", f'SITEURL="{HERE}"')


@pytest.fixture(name="online", scope="module")
def _online(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return pelican(tmp_path_factory.mktemp("online"), "-s", "publishconf.py")


def pages(built: Build) -> dict[str, LexborHTMLParser]:
    return {name: LexborHTMLParser(built.text(name)) for name in built.files() if name.endswith(".html")}


def addresses(page: LexborHTMLParser) -> list[str]:
    """List what a reader follows and a browser loads, and no more than begins at this page."""
    linked = [node.attributes["href"] or "" for node in page.css(LINKS)]
    loaded = [node.attributes["src"] or "" for node in page.css("[src]")]
    return [address for address in (*linked, *loaded) if address and not address.startswith("#")]


def shared(page: LexborHTMLParser) -> list[str]:
    forms = forms_of(NETWORKS)
    links = (recognise(node.attributes["href"] or "", forms) for node in page.css(".passalong a[href]"))
    return [link.address for link in links if link]


def test_every_link_of_the_demo_leads_to_a_file(demo: Build) -> None:
    missing = []
    for name, page in pages(demo).items():
        for address in addresses(page):
            parts = urlsplit(address)
            target = (demo.output / name).parent / unquote(parts.path)
            if not parts.scheme and not target.is_file():
                missing.append(f"{name}: {address}")
    assert missing == []


def test_no_page_of_the_demo_needs_the_server_of_its_address(demo: Build) -> None:
    found = {name: addresses(page) for name, page in pages(demo).items()}
    assert [(name, address) for name, every in found.items() for address in every if address.startswith(HERE)] == []


def test_what_is_shared_from_the_demo_is_a_whole_address(demo: Build) -> None:
    found = {name: shared(page) for name, page in pages(demo).items()}
    assert {name: set(links) for name, links in found.items() if links} == {
        name: {f"{HERE}/{name}"} for name, links in found.items() if links
    }
    assert sum(map(bool, found.values())) >= 20


def test_online_addresses_are_whole_and_name_no_file(online: Build) -> None:
    for name, page in pages(online).items():
        relative = [address for address in addresses(page) if not urlsplit(address).scheme and "feeds/" not in address]
        assert relative == [], name
        assert {f"{ONLINE}/{name.removesuffix('index.html')}"} >= set(shared(page))
        assert [node.attributes["href"] for node in page.css("[rel=home]")] == [f"{ONLINE}/"], name
