"""A post's page with any link, judged by all rules about links."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from pelican_share_nudge.findings import Finding
from pelican_share_nudge.judge.judge import Judge
from pelican_share_nudge.judge.sources import Sources
from pelican_share_nudge.page import reader
from pelican_share_nudge.page.forms import forms_of
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules import all_rules
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import NETWORKS

FORMS = forms_of(NETWORKS)

SITE = Site(address="https://blog.example")
ADDRESS = "https://blog.example/rye.html"
ENCODED = "https%3A%2F%2Fblog.example%2Frye.html"
POST = Post(
    title="Rye in winter",
    address=ADDRESS,
    own_address=ADDRESS,
    page="rye.html",
    language="en",
    source="rye.md",
    content="<p>The dough stands overnight.</p>",
)
LINKS = frozenset(name for name, rule in all_rules().items() if rule.section == "links") - {"share-link-outdated"}
FACEBOOK = "https://www.facebook.com/sharer/sharer.php?u="
X = "https://x.com/intent/tweet?text="


def page(body: str, content: str = POST.content) -> str:
    return f"<!DOCTYPE html><html><head><title>Rye</title></head><body><article>{content}{body}</article></body></html>"


def link(href: str, name: str = "Share", **attributes: str) -> str:
    others = "".join(f' {key.replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return f'<a href="{escape(href)}"{others}>{name}</a>'


def judged(body: str, post: Mapping[str, Any] | None = None, site: Site = SITE) -> list[Finding]:
    of_post = Post(**{name: getattr(POST, name) for name in POST.__slots__} | dict(post or {}))
    judge = Judge(site, select=LINKS)
    own = (of_post.address, of_post.own_address)
    text = page(body, of_post.content)
    judge.look(reader.read(text, path=of_post.page, networks=FORMS, own=own), of_post)
    verdict = judge.verdict(Sources(), content="", theme="")
    assert verdict.crashes == ()
    return list(verdict.findings)
