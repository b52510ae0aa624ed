"""A share link that shares nothing: no address, `undefined` in its place, or a placeholder that nothing filled.

Why: the reader did recommend the post, and the friend gets a title that leads nowhere, or a template's innards.
Bad: `<a href="https://x.com/intent/tweet?text=Bread">`, `<a href="https://www.facebook.com/sharer/sharer.php?u={url}">`
Good: `<a href="https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fblog.example%2Fbread.html">`
Mend: print `{{ SITEURL }}/{{ article.url }}` in the theme: what Jinja does not know, such as `page.url` in an article,
is empty. Left alone are a link that a script fills in when readers click, and a quotation that you offer in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Link, Page, Widget
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import IN_A_THEME, is_in_text, living_links
from pelican_share_nudge.rules._unfilled import is_nothing, left_in, left_in_address, no_value_in, why_empty
from pelican_share_nudge.rules.kit import Found, shown
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "links"
NEEDS = ("page.sharing", "page.widgets")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for link, shared in living_links(page):
        if why := why_empty(link, shared, post, site):
            yield Found(message=f"Its {shared.label} link {why}", anchor=shared.network, text=link.href)
    for link in page.forwards:
        if found := _in_mail(link, post):
            yield found
            break
    for widget in page.widgets:
        if widget.address and (found := _in_widget(widget)):
            yield found


def _in_mail(link: Link, post: Post) -> Found | None:
    """Look at a mail that carries the post's address; email-forward-without-address tells of the others."""
    mail = link.mail
    if mail is None or is_in_text(link.href, post) or not (mail.body is None or _carries_it(mail.body, post)):
        return None
    said = (mail.subject or "", mail.body or "")
    left = next(filter(None, (left_in(text, post) or no_value_in(text, post) for text in said)), "")
    if not left:
        return None
    return Found(
        message=f"Its e-mail forward has `{shown(left)}` left in, and friends read it as it is. Print what belongs "
        "there: in a theme, `{{ article.title|striptags|urlencode }}`.",
        anchor="email",
        text=link.href,
    )


def _carries_it(body: str, post: Post) -> bool:
    own = filter(None, (post.address, post.own_address))
    return any(address.partition("://")[2] in body for address in own if "://" in address)


def _in_widget(widget: Widget) -> Found | None:
    left = widget.address if is_nothing(widget.address) else left_in_address(widget.address)
    if not left:
        return None
    return Found(
        message=f"{widget.label} is told to share `{shown(left)}`, which is no address: friends get a link that leads "
        f"nowhere. Write the post's whole address; {IN_A_THEME}.",
        anchor=widget.name,
        text=widget.address,
    )
