"""An e-mail forward whose body does not carry the post's absolute address.

Why: the friend reads that there is something to read, and not where.
Bad: `<a href="mailto:?subject=Bread&amp;body=Read%20this%3A%20/bread.html">`
Good: `<a href="mailto:?subject=Bread&amp;body=Read%20this%3A%20https%3A%2F%2Fblog.example%2Fbread.html">`
Mend: print `{{ SITEURL }}/{{ article.url }}` in the body. A template for a mail that you offer in the text, to write to
somebody else, is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.addresses import same_page, split, without_www
from pelican_share_nudge.page.facts import Mail, Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import (
    is_in_text,
    may_lead_here,
    own_paths,
    path_among_words,
    what_to_write,
)
from pelican_share_nudge.rules._mail import ADDRESS, forwards
from pelican_share_nudge.rules._preview import previews_locally
from pelican_share_nudge.rules._unfilled import left_in, no_value_in
from pelican_share_nudge.rules.kit import Found, shown
from pelican_share_nudge.site.site import Site

LEVEL = "error"
SECTION = "links"
NEEDS = ("page.sharing", "page.widgets")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    if not page.sharing or previews_locally(site):
        return
    for link, mail in forwards(page, post):
        if mail.body is None or _carries_it(mail, page, post, site):
            continue
        if is_in_text(link.href, post) and not _speaks_of_it(mail, post):
            continue
        others = ADDRESS.findall(mail.body)
        left = left_in(mail.body, post) or no_value_in(mail.body, post)
        what = f"carries `{shown(others[-1])}` and not this post" if others else "carries no address"
        what = f"has `{shown(left)}` left in and {what}" if left else what
        relative = path_among_words(mail.body, tuple(own_paths(post, site)))
        yield Found(
            message=f"Its e-mail forward {what}: friends cannot get to it. "
            f"{what_to_write(relative, link.href, post, site, into=' into the body')}",
            anchor="email: another address" if others else "email: no address",
            text=link.href,
        )
        return


def _carries_it(mail: Mail, page: Page, post: Post, site: Site) -> bool:
    """Tell whether a mail leads to the post; mail programs make a link of an address without a scheme, too."""
    said = f"{mail.subject or ''} {mail.body}"
    own = tuple(filter(None, (post.address, post.own_address)))
    if any(address.partition("://")[2] in said for address in own if "://" in address):
        return True
    found = [address.rstrip(".,;:!?)\"'") for address in ADDRESS.findall(said)]
    if any(same_page(without_www(address), without_www(known)) for address in found for known in own):
        return True
    return any(may_lead_here(address, page, site) for address in found)


def _speaks_of_it(mail: Mail, post: Post) -> bool:
    """Tell whether a mail in the author's text is about this post, and not one to somebody else."""
    said = f"{mail.subject or ''} {mail.body}"
    title, path = post.title, split(post.own_address).path
    return (bool(title) and title in said) or (len(path) > 1 and path in said)
