"""An e-mail forward that is addressed to somebody already.

Why: the reader wants to send it to a friend, and the mail goes to the author.
Bad: `<a href="mailto:me@blog.example?subject=Bread&amp;body=https%3A%2F%2Fblog.example%2Fbread.html">Share</a>`
Good: `<a href="mailto:?subject=Bread&amp;body=https%3A%2F%2Fblog.example%2Fbread.html">Share</a>`
Mend: take out what stands between `mailto:` and `?`. Links with which readers answer you are left alone: they have a
subject and no address of this site in the body, or say in words that they are for replies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pelican_share_nudge.addresses import is_web_address
from pelican_share_nudge.findings import Found
from pelican_share_nudge.page import Link, Mail, Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import host_of, title_of
from pelican_share_nudge.site import Site

LEVEL = "warning"
SECTION = "links"
ABOUT_SHARING = True

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
# With these, readers write to the author: a mail that says of which post it speaks is right then.
_REPLY = re.compile(
    r"^\s*(?:re|aw|sv|vs|antw|rif|odp|回复|答复|返信)\s*[:：]"
    r"|repl|respon|commen|feedback|contact|question|typo|correct|erro|mistake|report|issue|problem|suggest|mail me|"
    r"write to|ask|antwort|komment|rückmeld|fehler|frage|kontakt|schreib|répon|erreur|écri|comenta|contac|escri|"
    r"pregunta|dúvida|rispo|scriv|contatt|odpow|błąd|napisz|reageer|reactie|fout|svar|kommentar|ответ|коммент|ошиб|"
    r"напис|评论|反馈|联系|コメント|連絡|感想|@",
    re.IGNORECASE,
)


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    for link in page.sharing:
        if link.mail is None or link.aside or not link.mail.recipients:
            continue
        if _carries_the_site(link.mail, post, site) and not _is_for_replies(link, link.mail, post):
            yield Found(
                message=f"Its e-mail forward goes to `{link.mail.recipients}` and not to a friend of the reader. Take "
                "out what stands before `?`: mail programs ask for the recipient then.",
                anchor="email",
                text=link.href,
            )
            return


def _carries_the_site(mail: Mail, post: Post, site: Site) -> bool:
    hosts = {host_of(address) for address in (post.address, post.own_address, site.address) if is_web_address(address)}
    return any(host_of(address) in hosts for address in _ADDRESS.findall(mail.body or ""))


def _is_for_replies(link: Link, mail: Mail, post: Post) -> bool:
    """Read what the link and its mail say, without the title, which may speak of anything."""
    title = title_of(post)
    body = _ADDRESS.sub(" ", mail.body or "")
    words = (link.name, mail.subject or "", body)
    return any(_REPLY.search(text.replace(title, " ") if title else text) for text in words)
