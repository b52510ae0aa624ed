"""What the plugin writes itself passes the rules about share links and e-mail forwards, whatever a post is called."""

from __future__ import annotations

import html

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from pelican_share_nudge.addresses import absolute
from pelican_share_nudge.locales import phrases
from pelican_share_nudge.page import reader
from pelican_share_nudge.page.forms import forms_of
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules import all_rules
from pelican_share_nudge.sharing.links import email_forward, share_link
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import NETWORKS
from pelican_share_nudge.text import clean, plain_text

SITE = Site(address="https://blog.example")
FORMS = forms_of(SITE.config.known_networks)
RULES = [rule for name, rule in all_rules().items() if name.startswith(("share-link", "share-text", "email-forward-"))]
WRITTEN = [network for network in NETWORKS.values() if network.name not in ("email", "copy")]
LANGUAGES = ("en", "de", "ja", "ar")
TITLES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1, max_size=500)
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\\"), min_size=1, max_size=60)


def found(post: Post) -> list[tuple[str, str]]:
    """Judge the plugin's links as if somebody else had written them: nothing is let pass for being its own."""
    said = phrases(post.language, formal=False, own={})
    shared = replace(post, title=plain_text(post.title))  # as the plugin does: what a rule gets is written for HTML
    links = [share_link(network, shared, instance="norden.social", handle="ada") for network in WRITTEN]
    hrefs = [*filter(None, links), email_forward(shared, said)]
    text = "".join(f'<a href="{html.escape(href)}">Share</a>' for href in hrefs)
    own = (post.address,)
    page = reader.read(text, path=post.page, networks=FORMS, own=own)
    assert len(page.share_links) > len(hrefs) - 5  # Not every form that blogs may set up can be told from others.
    return [
        (rule.name, result.message)
        for rule in RULES
        if rule.check is not None and rule.name != "email-forward-missing"
        for result in rule.check(page, post, SITE)
    ]


def made(title: str, name: str, excerpt: str, language: str) -> Post:
    address = absolute("https://blog.example", f"{name}.html")
    title = plain_text(html.escape(clean(title)) or "-")
    return Post(
        title=html.escape(title),
        text=title,
        excerpt=clean(excerpt),
        address=address,
        own_address=address,
        page=f"{name}.html",
        language=language,
        hashtags=("rye", "bread"),
        image="https://blog.example/rye.jpg",
    )


@given(TITLES, NAMES, TITLES, st.sampled_from(LANGUAGES))
@example('R&D "quotes" + 100% café <em>x</em>', "café", "C# & Node.js", "en")
@example("rye%20bread", "100%25", "A+B+C+D", "de")
@example("Why &amp; how: https://blog.example/other.html", "a b", "1+1", "en")
@example("C# #rye #bread 'x' /post.html", "c++", "", "ja")
@example("a" * 500, "n" * 60, "b" * 500, "en")
@example("Rye and the bakers' ovens", "post", "Rye and the bakers", "en")
@example("%C3%A9 https%3A%2F%2Fblog.example", "post", "", "en")
def test_the_plugins_own_links_pass(title: str, name: str, excerpt: str, language: str) -> None:
    assert found(made(title, name, excerpt, language)) == []
