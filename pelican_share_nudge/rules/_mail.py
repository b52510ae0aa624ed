"""What the rules about mail links have in common: with which of them readers forward this very post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pelican_share_nudge.page.facts import Link, Mail, Page
from pelican_share_nudge.post import Post

ADDRESS = re.compile(r"https?://[^\s<>\"]+")
# With these, readers write to the author: a mail that says of which post it speaks is right then.
_REPLY = re.compile(
    r"^\s*(?:re|aw|sv|vs|antw|rif|odp|回复|答复|返信)\s*[:：]"
    r"|repl|respon|commen|feedback|contact|question|typo|correct|erro|mistake|report|issue|problem|suggest|mail me|"
    r"write (?:to|me|us)\b|email (?:me|us)\b|\bauthor|get in touch|drop (?:me|us)|let (?:me|us) know|your thoughts|"
    r"ask|antwort|komment|rückmeld|fehler|frage|kontakt|schreib|répon|erreur|écri|comenta|contac|escri|"
    r"pregunta|dúvida|rispo|scriv|contatt|odpow|błąd|napisz|reageer|reactie|fout|svar|kommentar|ответ|коммент|ошиб|"
    r"напис|评论|反馈|联系|コメント|連絡|感想|@",
    re.IGNORECASE,
)
# What a link says with which readers write to a friend.
_TO_A_FRIEND = re.compile(
    r"shar|forward|send|friend|recommend|pass (?:it|this)|mail this|teil|weiter|empf[ie]hl|freund|schick|partag|envoy|"
    r"\bamie?s?\b|recommand|compart|envi|amig|condivi|inoltr|invia|consigli|doorstu|deel|vriend|udost|wyślij|podziel|"
    r"\bdela\b|skicka|\bdel\b|jaa\b|lähetä|sdíle|paylaş|gönder|подел|отправ|пересл|друз|поділ|分享|转发|轉寄|推荐|推薦|"
    r"シェア|共有|送る|友|공유|보내|مشارك|ارسل|أرسل|שתפ|שלח",
    re.IGNORECASE,
)


def forwards(page: Page, post: Post) -> Iterator[tuple[Link, Mail]]:
    """List the e-mail forwards of this very post, whatever is wrong with them."""
    for link in page.sharing:
        if link.mail is not None and not link.aside and is_forward(link, link.mail, post):
            yield link, link.mail


def is_forward(link: Link, mail: Mail, post: Post) -> bool:
    """Tell a forward from a link to the author whose recipient is not filled in: it carries an address or the title,
    or says that it is for a friend."""
    if mail.recipients or not mail.query.strip():
        return False
    said = f"{mail.subject or ''} {mail.body or ''}"
    if is_escaped_twice(mail) or ADDRESS.search(said):
        return True
    if is_for_replies(link, mail, post):
        return False
    title = post.title
    names_it = bool(title) and title in said
    return names_it or bool((mail.body or "").strip()) or bool(_TO_A_FRIEND.search(f"{link.name} {mail.subject or ''}"))


def is_escaped_twice(mail: Mail) -> bool:
    return "amp;" in mail.query and any(part.lower().startswith("amp;") for part in mail.query.split("&"))


def is_for_replies(link: Link, mail: Mail, post: Post) -> bool:
    """Read what the link and its mail say, without the title, which may speak of anything."""
    title = post.title
    body = ADDRESS.sub(" ", mail.body or "")
    words = (link.name, mail.subject or "", body)
    return any(_REPLY.search(text.replace(title, " ") if title else text) for text in words)
