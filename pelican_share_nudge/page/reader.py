"""The only module that makes a Page of a written page's text: one fast parse, then plain facts."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from pelican_share_nudge.page.bars import copies, empty_bar_in
from pelican_share_nudge.page.ctas import ctas_in
from pelican_share_nudge.page.facts import NOTHING_WRITTEN, Page, Written
from pelican_share_nudge.page.forms import Forms
from pelican_share_nudge.page.head import head_of
from pelican_share_nudge.page.links import links_in
from pelican_share_nudge.page.tree import Tree, ids_in
from pelican_share_nudge.page.widgets import scripts_in, widgets_in

# Whoever has more of them on one page has an archive, or an element that was never closed.
_CTAS_AT_MOST = 100


def read(
    text: str,
    *,
    path: str,
    networks: Forms,
    own: Collection[str] = (),
    written: Written = NOTHING_WRITTEN,
    content: str = "",
    data: bytes = b"",
) -> Page:
    """Read the facts of a page, whatever is wrong with its markup; time grows with its size and no faster.

    Args:
        text: the whole page.
        networks: the forms of those that are recognised.
        own: addresses of this post. A share link in another post's part of the page that shares none of them is
            that other post's.
        written: what the plugin wrote, and the text does not hold any more.
        content: of this post, as Pelican wrote it. What holds it is no list of other posts, whatever it is called.
        data: the text as UTF-8, for whoever has it.
    """
    tree = Tree(text, content, data)
    head = head_of(tree.document, text)
    links = tuple(links_in(tree, networks, own))
    scripts, code = scripts_in(tree)
    ctas = (*written.ctas, *islice(ctas_in(tree, links), _CTAS_AT_MOST))
    into_itself = any("#" in link.href for cta in ctas for link in cta.links)
    return Page(
        path=path,
        size=len(text),
        title=head.title,
        metas=head.metas,
        broken_metas=head.broken_metas,
        canonical=head.canonical,
        short=head.short,
        links=links,
        sharing=tuple(link for link in links if link.shared is not None or link.mail is not None),
        scripts=scripts,
        widgets=widgets_in(tree, scripts, code),
        ctas=ctas,
        empty_bar=empty_bar_in(tree),
        copies="copy" in written.networks or copies(tree),
        quotes=written.quotes or tree.quotes,
        written=written,
        preview_at=head.preview_at,
        ids=ids_in(tree.document) if into_itself else frozenset(),
    )
