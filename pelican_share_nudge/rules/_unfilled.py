"""What the rules about links have in common: what a template, or a script, did not fill in."""

from __future__ import annotations

import re
from functools import cache

from pelican_share_nudge.addresses import is_web_address, parameters, same_page, split
from pelican_share_nudge.page.facts import Link, Shared
from pelican_share_nudge.pattern import parse
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import (
    ends_at_quote,
    host_of,
    is_in_text,
    own_paths,
    path_among_words,
    shown,
)
from pelican_share_nudge.rules._links import parameters as parameters_of
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import NETWORKS, Network

# What templates and scripts write for a variable that has no value.
_NO_VALUES = frozenset(("undefined", "null", "none", "nil", "nan", "false", "(null)", "(undefined)"))
_OBJECT = r"\[object \w{1,40}\]"
# In which a text speaks of no value where none of the post's own words does.
_NO_VALUE_AMONG_WORDS = r"\[object \w{1,40}\]|(?<![\w-])undefined(?![\w-])|(?:^|[|–—:·-]\s*)(?:None|NaN|null)\Z"
_GLUED_TO_HOST = r"\w(?:undefined|null|none)\Z"
_GLUED = r"\Aundefined|undefined\Z|\[object"
# Hardly any link holds even one of these, as it is or encoded.
_SUSPECT = (
    *("{", "<", "[", "$", "@", "%%", "__", "##", "%7b", "%3c", "%5b", "%24", "%40", "%25", "%23%23"),
    *("%t", "%u", "%p", "%s", "%l", "%h", "%m"),
    *("undef", "null", "none", "nan", "nil", "false", "://http", "%2f%2fhttp"),
)

_NAMES = (
    r"(?:(?:the_?|page_?|post_?|article_?|share_?|site_?|current_?|your_?|encoded_?|my_?)?"
    r"(?:url|link|href|title|text|permalink|slug|address|siteurl|sitename|summary|description|excerpt|message))"
)
# Of templates' languages. An opening bracket may lack its end: a quote in it ends the attribute.
_OF_TEMPLATES = (
    r"\{\{[^{}]{0,80}(?:\}\})?|\{%[^{}]{0,80}%\}|[$#%]\{[^{}]{1,80}\}|<%[^<>]{0,80}>?|<\?(?:php|=)[^<>]{0,80}>?"
    r"|\[%[^\[\]]{0,80}%\]"
)
_IN_BRACKETS = (
    rf"\[\[\s*{_NAMES}\s*\]\]|\[{_NAMES}\]|\{{{_NAMES}\}}|%%?{_NAMES}%%?|__{_NAMES}__|@@?{_NAMES}@@?|##{_NAMES}##"
)
# Compiled when the first link needs them, which hardly one does.
_IN_WORDS = rf"{_OF_TEMPLATES}|(?i:{_IN_BRACKETS})"
# Where nothing but an address may stand.
_IN_ADDRESS = (
    rf"{_OF_TEMPLATES}|(?i:{_IN_BRACKETS})|\[\[[^\[\]]{{1,60}}\]\]|\{{[\w.\s]{{0,60}}\}}|<[\w.\s-]{{1,60}}>"
    rf"|\A[:$@]\w+(?:[.\-]>?\w+)*\Z|\A%\w{{1,40}}%\Z|\A%(?:\d\$)?[sd]\Z"
    r"|\A(?:window\.|document\.|location\b|encodeURI)[^\s]{0,80}|['\"]\s*\+\s*\w[^\s]{0,60}"
)
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_WHOLE_ADDRESS = re.compile(r"https?://\w", re.IGNORECASE)
_BEFORE_ADDRESS = r"(?i)([^\w\s/.:#?]{1,5})\s*https?://"
_LIKE_A_SCHEME = r"(?i)\w*(?:h?t{1,3}ps{0,2}|https?)"
# What leads nowhere from another page.
_NOWHERE = frozenset("about blob data file javascript".split())
_WITHOUT_SCHEME = r"[\w\-]+(?:\.[\w\-]+)+(?::\d+)?(?:[/?#]|\Z)"


def why_empty(link: Link, shared: Shared, post: Post, site: Site) -> str:
    """Say why a share link does not share what it should, what that means, and what to write; empty when it does, or
    when that is not certain."""
    if _WHOLE_ADDRESS.match(shared.address) and not any(map(link.href.lower().__contains__, _SUSPECT)):
        return ""
    if shared.network not in site.config.known_networks or _shows_an_address(link, post):
        return ""
    if ends_at_quote(link.href, post.title):
        return ""  # share-link-unencoded says so.
    network = site.config.known_networks[shared.network]
    if shared.address:
        return _of_address(shared.address, link, post) or _of_text(shared.text, link, post)
    if path_among_words(shared.text, tuple(own_paths(post, site))):
        return ""  # It shares the post, if not its whole address.
    if shared.text:
        return _of_text_alone(shared.text, link, network, post)
    if link.scripted or is_in_text(link.href, post) or not site.address:
        return ""
    empty = _empty_parameter(link.href, network) or "what it sends is empty"
    return f"shares nothing: {empty}, so friends get no address. {_ADDRESS}"


def _shows_an_address(link: Link, post: Post) -> bool:
    """Tell whether an author writes of share links: what readers see of this one is its address."""
    return "://" in link.name and is_in_text(link.href, post)


_ADDRESS = "In a theme, print `{{ SITEURL }}/{{ article.url }}`; in a text, write the post's whole address."
_TITLE = "Print the title: in a theme, `{{ article.title|striptags|urlencode }}`."


def _of_address(address: str, link: Link, post: Post) -> str:
    if is_nothing(address) or is_nothing(host_of(address)):
        why = f"shares `{shown(address)}` in place of an address: friends get a link that leads nowhere"
    elif link.scripted or _leads_here(address, post):
        return ""
    elif left := left_in_address(address):
        why = f"has `{shown(left)}` left in where the address should be: friends cannot get to the post"
    elif stray := re.match(_BEFORE_ADDRESS, address):
        return f"has `{stray[1]}` before its address: friends get a link that leads nowhere. Take it out."
    elif not _may_be_address(address):
        why = f"shares `{shown(address)}`, which is no address: friends get a link that leads nowhere"
    else:
        return ""
    return f"{why}. {_ADDRESS}"


def _of_text_alone(text: str, link: Link, network: Network, post: Post) -> str:
    if nothing := no_value_in(text, post):
        return f"says `{nothing}` and carries no address: friends cannot get to the post. {_ADDRESS}"
    if link.scripted:
        return ""
    if left := left_in(text, post):
        return f"has `{shown(left)}` left in and carries no address: friends cannot get to the post. {_ADDRESS}"
    if is_in_text(link.href, post) or _names_the_post(text, post) or _is_behind_a_sign(link.href):
        return ""
    where = _where_to_write(link.href, network)
    return f"carries a text and no address ({where}): friends cannot get to the post. {_ADDRESS}"


def _of_text(text: str, link: Link, post: Post) -> str:
    if left := "" if link.scripted else left_in(text, post):
        return f"has `{shown(left)}` left in where its text should be: friends read it as it is. {_TITLE}"
    if nothing := no_value_in(text, post):
        return f"says `{shown(nothing)}` in its text, for which there was no value: friends read it as it is. {_TITLE}"
    if parameter := _without_value(link.href, post):
        return (
            f"says `{shown(parameter)}`, for which there was no value: friends read that, or nothing of it. "
            "Leave it out where there is none."
        )
    return ""


# Addresses


def is_nothing(text: str) -> bool:
    """Tell whether a text is what templates and scripts write for a variable without value: `undefined`, `None` …"""
    words = text.replace("/", " ").split() if not re.search(_OBJECT, text) else [""]
    return bool(text) and all(word.lower() in _NO_VALUES for word in words if word)


def left_in_address(address: str) -> str:
    """Give the placeholder in an address that nothing has filled."""
    found = re.search(_IN_ADDRESS, address)
    return found[0] if found else ""


def _leads_here(address: str, post: Post) -> bool:
    if is_web_address(address):
        return any(same_page(address, own) for own in (post.address, post.own_address))
    return split(post.own_address).path.endswith(f"/{address}")


def _may_be_address(address: str) -> bool:
    """Tell whether a network may make something of an address; relative ones are another rule's."""
    if address.startswith(("/", ".", "#", "?")):
        return True
    if found := _WEB_ADDRESS.match(address):
        host = address[found.end() :].partition("/")[0].rstrip(":").lower()
        return host not in ("http", "https") and is_web_address(address)
    if address.lower().startswith(("http%3a", "https%3a")):
        return True  # share-link-double-encoded says so.
    scheme, colon, _ = address.partition("/")[0].partition(":")
    if colon and scheme.isalpha():
        return scheme.lower() not in _NOWHERE and not re.fullmatch(_LIKE_A_SCHEME, scheme)
    return bool(re.match(_WITHOUT_SCHEME, address))


def glued(address: str) -> str:
    """Give the part of an address to which a value was glued that there was none of: `blog.exampleundefined`."""
    place = split(address)
    if re.search(_GLUED_TO_HOST, place.host):
        return place.host
    parts = (part for part in place.path.split("/") if part)
    return next((part for part in parts if part.lower() in _NO_VALUES or re.search(_GLUED, part)), "")


# Texts


def _names_the_post(text: str, post: Post) -> bool:
    """Tell whether a text holds the post's address after all, in part: other rules tell what that lacks."""
    path, host = split(post.own_address).path, host_of(post.own_address)
    return (len(path) > 1 and path.lstrip("/") in text) or bool(host and host in text) or "%3A%2F" in text.upper()


def _is_behind_a_sign(href: str) -> bool:
    """Tell whether an address stands behind a `#` that cut it off: share-link-unencoded says so."""
    query, _, fragment = href.partition("#")
    return "?" in query and ("http" in fragment or any(_is_address(*pair) for pair in parameters(f"?{fragment}")))


def _is_address(name: str, value: str) -> bool:
    return name.lower() in _address_names() and bool(value)


def left_in(text: str, post: Post) -> str:
    """Give the placeholder in a text that nothing has filled; a post may speak of placeholders itself."""
    found = re.search(_IN_WORDS, text) if any(map(text.__contains__, "{<[%_@#")) else None
    return "" if found is None or _speaks_of(found[0], post) else found[0].strip()


def no_value_in(text: str, post: Post) -> str:
    """Give what in a text stands for a variable without value; a post may speak of `undefined` itself."""
    if is_nothing(text):
        return "" if _speaks_of(text, post) else text
    found = re.search(_NO_VALUE_AMONG_WORDS, text)
    return "" if found is None or _speaks_of(found[0], post) else found[0].strip("|–—:·- ")


def _speaks_of(words: str, post: Post) -> bool:
    own = (post.title, post.text, *post.texts.values(), post.excerpt, post.content)
    return any(words.strip("|–—:·- ") in text for text in own)


def _without_value(href: str, post: Post) -> str:
    """Give the parameter beside text and address whose value is none: `via=None`."""
    for name, value in parameters(href) if _may_hold_no_value(href) else ():
        if name.lower() in _BESIDE and is_nothing(value) and not _speaks_of(value, post):
            return f"{name}={value}"
    return ""


_BESIDE = frozenset("via hashtags hashtag tags media image pic pics description summary source author site".split())
_HINTS = ("undefined", "null", "none", "nan", "object", "nil")


def _may_hold_no_value(href: str) -> bool:
    small = href.lower()
    return any(hint in small for hint in _HINTS)


# What to write


def _where_to_write(href: str, network: Network) -> str:
    """Say of a link with a text where its address belongs."""
    if empty := _empty_parameter(href, network):
        return empty
    name = next((name for name, held in parse(network.pattern).parameters if held == ("url",)), "")
    if name and network.pattern.partition("?")[0].partition("//")[2].removeprefix("www.") in href:
        return f"`{name}=` is missing"
    return "it has no place for one" if name else "it belongs behind the text"


def _empty_parameter(href: str, network: Network) -> str:
    """Name the parameter for the address that is there without one; empty when there is none."""
    wanted, _ = parameters_of(network)
    name = next((name for name, value in parameters(href) if name in wanted and not value.strip()), "")
    return f"`{name}=` is empty" if name else ""


@cache
def _address_names() -> frozenset[str]:
    """List the parameters in which networks take an address; worked out when the first link needs it."""
    return frozenset(name for network in NETWORKS.values() for name in parameters_of(network)[0])
