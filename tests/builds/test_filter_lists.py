"""Readers with a filter list against share buttons still meet what we write: no generic rule hides it by its names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
import soupsieve
from bs4 import BeautifulSoup, Comment, Tag
from support.builds import Build, build

from pelican_share_nudge.blocks import looks
from pelican_share_nudge.locales import available
from pelican_share_nudge.settings.config import DEFAULT_NETWORKS
from pelican_share_nudge.settings.ctas import CtaKind
from pelican_share_nudge.tables.looks import available_looks
from pelican_share_nudge.tables.networks import NETWORKS

LISTS = Path(__file__).parent.parent / "filter_lists"
STATIC = Path(looks.__file__).parent.parent / "static"
LANGUAGES = tuple(sorted(available()))
SITES = ("https://blog.example", "https://www.sharing-social.example")
INSTANCES = {network.name: f"{network.name}.example" for network in NETWORKS.values() if network.needs == "instance"}
ANY_INSTANCE = {network.name: "norden.social" for network in NETWORKS.values() if "{instance}" in str(network)}
TARGETED = ("reply", "follow", "contact", "support")  # calls to action that are none without an address
SHARE_LINK = ".passalong-list a:not(.passalong-email)"
ELSEWHERE = "https://elsewhere.example/"  # where share links lead if their addresses are not what is tried
SAYING = {"title", "aria-label", "alt"}  # attributes with words that rules look for


def rules(name: str) -> list[str]:
    return [line for line in _lines(name) if line and not line.startswith("!")]


def hidden_networks() -> set[str]:
    """Read for which networks the data file accepts that a plain link is hidden."""
    marked = (line.removeprefix("! hidden:") for line in _lines("hiding.txt") if line.startswith("! hidden:"))
    return {name for line in marked for name in line.split()}


def _lines(name: str) -> list[str]:
    return (LISTS / name).read_text(encoding="utf-8").splitlines()


HIDING = {rule: soupsieve.compile(rule) for rule in rules("hiding.txt")}  # raises for one that is no selector
ANY = soupsieve.compile(", ".join(HIDING))


def hides(element: Tag) -> list[str]:
    return [rule for rule, selector in HIDING.items() if selector.match(element)] if ANY.match(element) else []


def ours(html: str) -> tuple[BeautifulSoup, list[Tag]]:
    """Give the elements between our marker comments, and the page, without which they are gone."""
    page = BeautifulSoup(html, "html.parser")
    return page, list(_between_markers(page))


def _between_markers(page: BeautifulSoup) -> Iterator[Tag]:
    inside = False
    for node in page.descendants:
        if isinstance(node, Comment):
            text = node.strip()
            inside = text.startswith("share-nudge:") or (inside and text != "/share-nudge")
        elif inside and isinstance(node, Tag):
            yield node


@pytest.fixture(name="blog", scope="module")
def _blog(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Build]:
    """Build, once for each look, a post in every language with everything that we can write."""
    content = tmp_path_factory.mktemp("content")
    for name, language in [(language, language) for language in LANGUAGES] + [("next", "en")]:
        facts = f"Title: Rye bread\nSlug: {name}\nLang: {language}\nDate: 2026-01-01\nTags: rye\nImage: https://pictures.example/rye.jpg"
        (content / f"{name}.md").write_text(f"{facts}\n\nText that is about rye bread.", encoding="utf-8")

    @cache
    def made(look: str, site: str = SITES[0], instances: str = "needed") -> Build:
        return build(
            content,
            tmp_path_factory.mktemp(look),
            SITEURL=site,
            ARTICLE_LANG_URL="{slug}.html",
            ARTICLE_LANG_SAVE_AS="{slug}.html",
            SHARE_NUDGE_LOOK=look,
            SHARE_NUDGE_STICKY=look != "minimal",
            SHARE_NUDGE_NETWORKS=list(NETWORKS),
            SHARE_NUDGE_INSTANCES=INSTANCES if instances == "needed" else ANY_INSTANCE,
            SHARE_NUDGE_CTAS=[
                {"name": kind, "kind": kind} | ({"target": "mailto:me@blog.example"} if kind in TARGETED else {})
                for kind in get_args(CtaKind)
            ],
            SHARE_NUDGE_CTA_LIMIT=len(get_args(CtaKind)),
            SHARE_NUDGE_WARN=False,
        )

    return made


by_look = pytest.mark.parametrize("look", available_looks())


# Hiding


@by_look
def test_a_page_of_the_tests_holds_everything(look: str, blog: Callable[..., Build]) -> None:
    page, elements = ours(blog(look).text("en.html"))
    classes = {name for element in elements for name in element.get_attribute_list("class") if name}
    assert {f"passalong-{name}" for name in NETWORKS} <= classes
    assert {f"passalong-cta-{kind}" for kind in get_args(CtaKind)} <= classes
    assert bool(page.select('.passalong[data-passalong="sticky"]')) is (look != "minimal")
    assert {element.name for element in elements} >= {"link", "script", "div", "ul", "li", "a", "button", "section"}


@by_look
def test_no_rule_hides_what_we_write(look: str, blog: Callable[..., Build]) -> None:
    page, elements = ours(blog(look).text("en.html"))
    _lead_elsewhere(page)
    assert _hiding(elements) == []


@by_look
def test_no_rule_hides_what_we_say_in_any_language(look: str, blog: Callable[..., Build]) -> None:
    said = {}
    for language in LANGUAGES:
        page, elements = ours(blog(look).text(f"{language}.html"))
        _lead_elsewhere(page)
        said |= {_written(element): element for element in elements if set(element.attrs) & SAYING}
    assert len(said) >= len(LANGUAGES)
    assert _hiding(said.values()) == []


def _hiding(elements: Iterable[Tag]) -> list[str]:
    return sorted({f"{rule} hides {_written(element)}" for element in elements for rule in hides(element)})


def _lead_elsewhere(page: BeautifulSoup) -> None:
    for link in page.select(SHARE_LINK):
        link["href"] = ELSEWHERE


def _written(element: Tag) -> str:
    """Write an element without what it holds."""
    shown = {name: value if isinstance(value, str) else " ".join(value) for name, value in element.attrs.items()}
    return f"<{element.name} {' '.join(f'{name}={value!r}' for name, value in shown.items())}>"


@by_look
def test_a_filter_list_hides_only_links_to_networks_that_it_names(look: str, blog: Callable[..., Build]) -> None:
    assert _hidden(blog(look)) == hidden_networks()


def test_an_instance_changes_nothing(blog: Callable[..., Build]) -> None:
    assert _hidden(blog("buttons", instances="any")) == hidden_networks()


def _hidden(blog: Build) -> set[str]:
    """Name the networks whose links are hidden; what is hidden and is no such link is named by its tag."""
    _, elements = ours(blog.text("en.html"))
    return {_network(element) or _written(element) for element in elements if hides(element)}


def _network(element: Tag) -> str | None:
    names = [name.removeprefix("passalong-") for name in element.get_attribute_list("class") if name]
    return next((name for name in names if name in NETWORKS and element.name == "a"), None)


def test_a_bar_without_hidden_links_still_passes_the_post_on() -> None:
    assert {"mastodon", "email", "copy", "sheet"} <= set(DEFAULT_NETWORKS) - hidden_networks()


def classes_of_ours() -> list[str]:
    """List the classes that stylesheets and the script know, also those that only the script sets."""
    files = [path for pattern in ("*.css", "*.js", "looks/*.css") for path in STATIC.glob(pattern)]
    found = {name for path in files for name in re.findall(r"(?<!--)\bpassalong[\w-]*", path.read_text("utf-8"))}
    return sorted(found | {f"passalong-{name}" for name in NETWORKS})


def test_no_rule_hides_a_class_of_ours_on_any_element() -> None:
    names = classes_of_ours()
    assert {"passalong", "passalong-list", "passalong-link", "passalong-beside"} <= set(names)
    text = "".join(f'<{tag} class="{name}"></{tag}>' for name in names for tag in "div span a button ul li nav".split())
    page = BeautifulSoup(text, "html.parser")
    assert _hiding(page.select("[class]")) == []


BARS = [
    '<div class="share-buttons"></div>',
    '<a class="social-icon twitter-icon"></a>',
    '<div class="article-share-buttons"></div>',
    '<a class="js-ShareButton-x" href="#"></a>',
    '<ul class="post-share-buttons"></ul>',
    '<a title="Share on LinkedIn"></a>',
    '<a title="Facebook"></a>',
    '<a href="https://www.facebook.com/sharer/sharer.php?u=x"></a>',
    '<button aria-label="Share on Facebook"></button>',
    "<share-button></share-button>",
    '<amp-social-share type="x"></amp-social-share>',
    '<li data-share="twitter"></li>',
    '<div class="newsletter signup"></div>',
    '<ul><li><div class="panel-share-networks"><a href="#">Share</a></div></li></ul>',
]


@pytest.mark.parametrize("bar", BARS)
def test_what_others_write_is_hidden(bar: str) -> None:
    assert any(hides(element) for element in BeautifulSoup(bar, "html.parser").find_all(True))


def test_a_bar_as_others_write_it_is_hidden_many_times_over() -> None:
    text = """
        <div class="social-share share-buttons" id="share-buttons">
        <a class="share-link twitter-share" title="Share on Twitter" href="https://x.com/intent/tweet?text=x">Share</a>
        </div>"""
    found = [rule for element in BeautifulSoup(text, "html.parser").find_all(True) for rule in hides(element)]
    assert len(found) >= 5


# Blocking


def address_pattern(pattern: str) -> re.Pattern[str]:
    """Read a pattern of a filter list: `||` is where a host or one above it starts, `|` an end of the address, `^` the
    end of a part of it, `*` anything; case does not matter."""
    body = pattern.removeprefix("||").removeprefix("|").removesuffix("|")
    ends = {"*": ".*", "^": r"(?:[^\w.%-]|$)"}
    start = r"^[\w-]+://(?:[^/?#]+\.)?" if pattern.startswith("||") else "^" if pattern.startswith("|") else ""
    middle = "".join(ends.get(character, re.escape(character)) for character in body)
    return re.compile(start + middle + ("$" if pattern.endswith("|") else ""), re.IGNORECASE)


BLOCKING = {pattern: address_pattern(pattern) for pattern in rules("blocking.txt")}


def blocks(address: str) -> list[str]:
    return [pattern for pattern, compiled in BLOCKING.items() if compiled.search(address)]


def loaded(elements: Iterable[Tag]) -> list[str]:
    """List the addresses of what a page loads for us; a canonical address is only named."""
    loads = (element for element in elements if "canonical" not in element.get_attribute_list("rel"))
    sources = (element.get("src") or (element.name == "link" and element.get("href")) for element in loads)
    return [str(source) for source in sources if source]


@by_look
@pytest.mark.parametrize("site", SITES)
def test_no_pattern_blocks_a_file_of_ours(site: str, look: str, blog: Callable[..., Build]) -> None:
    _, elements = ours(blog(look, site).text("en.html"))
    addresses = loaded(elements)
    assert [address.rpartition(".")[2] for address in addresses] == ["css", "js"]
    assert all(address.startswith(f"{site}/passalong/passalong.") for address in addresses)
    assert [(address, pattern) for address in addresses for pattern in blocks(address)] == []


BLOCKED = [
    "https://blog.example/js/share-buttons.js",
    "https://blog.example/theme/css/social-icons.css",
    "https://blog.example/static/sharethis.js",
    "https://blog.example/plugins/Social-share/share.css",
    "https://blog.example/social/icons/x.svg",
    "https://blog.example/js/likely.js",
    "https://blog.example/share/js/bar.js",
    "https://blog.example/addthis_widget.js",
    "https://www.linkedin.com/shareArticle?url=x",
    "https://assets.pinterest.com/js/pinit_main.js",
]


@pytest.mark.parametrize("address", BLOCKED)
def test_files_as_others_call_them_are_blocked(address: str) -> None:
    assert blocks(address)


ALONE = [
    ("||linkedin.com/shareArticle", "https://blog.example/?from=linkedin.com/shareArticle"),
    ("||linkedin.com/shareArticle", "https://notlinkedin.com/shareArticle"),
    ("/addthis_widget.js^", "https://blog.example/addthis_widget.json"),
    ("|https://a.example/x|", "https://a.example/xy"),
    ("/share.", "https://blog.example/share-x.js"),
]


@pytest.mark.parametrize(("pattern", "address"), ALONE)
def test_a_pattern_means_no_more_than_it_says(pattern: str, address: str) -> None:
    assert not address_pattern(pattern).search(address)


def test_each_pattern_blocks_the_address_that_it_describes() -> None:
    assert [pattern for pattern in BLOCKING if pattern not in blocks(_described(pattern))] == []
    assert not any(re.fullmatch("/.*/", pattern) for pattern in BLOCKING), "lists write regular expressions so"


def _described(pattern: str) -> str:
    body = pattern.removeprefix("||").replace("*", "any").removesuffix("^")
    return f"https://www.{body}" if pattern.startswith("||") else f"https://blog.example/a{body}"


# The data


@pytest.mark.parametrize("name", ["hiding.txt", "blocking.txt"])
def test_a_list_says_where_it_comes_from_and_no_rule_twice(name: str) -> None:
    found = rules(name)
    assert sorted(found) == sorted(set(found))
    assert len(found) >= 400
    assert re.search(r"^! Read on \d{4}-\d\d-\d\d\.", (LISTS / name).read_text(encoding="utf-8"), re.MULTILINE)
    assert hidden_networks() <= set(NETWORKS)
