"""An e-mail forward that is addressed to somebody already.

Why: the reader wants to send it to a friend, and the mail goes to the author.
Bad: `<a href="mailto:me@blog.example?subject=Bread&amp;body=https%3A%2F%2Fblog.example%2Fbread.html">Share</a>`
Good: `<a href="mailto:?subject=Bread&amp;body=https%3A%2F%2Fblog.example%2Fbread.html">Share</a>`
Mend: take out what stands between `mailto:` and `?`. Links with which readers answer you are left alone: they have a
subject and no address of this site in the body, or say in words that they are for replies.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.addresses import is_web_address
from pelican_share_nudge.page.facts import Mail, Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import host_of
from pelican_share_nudge.rules._mail import ADDRESS, is_for_replies
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site

LEVEL = "warning"
SECTION = "links"
NEEDS = ("page.sharing", "page.widgets")


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for link in page.sharing:
        if link.mail is None or link.aside or not link.mail.recipients:
            continue
        if _carries_the_site(link.mail, post, site) and not is_for_replies(link, link.mail, post):
            yield Found(
                message=f"Its e-mail forward goes to `{link.mail.recipients}` and not to a friend of the reader. Take "
                "out what stands before `?`: mail programs ask for the recipient then.",
                anchor="email",
                text=link.href,
            )
            return


def _carries_the_site(mail: Mail, post: Post, site: Site) -> bool:
    hosts = {host_of(address) for address in (post.address, post.own_address, site.address) if is_web_address(address)}
    return any(host_of(address) in hosts for address in ADDRESS.findall(mail.body or ""))
