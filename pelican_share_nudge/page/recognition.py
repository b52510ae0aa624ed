"""The only module that tells from an address which network it shares to, and what: links.py backwards."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping

from msgspec import Struct

from pelican_share_nudge.page.facts import Shared
from pelican_share_nudge.page.forms import AddressForm, Destination, Forms, parse_address

# Parameters that name who gets it: the author's own number or mail address, or the post that is answered.
_RECIPIENTS = ("phone", "to", "in_reply_to")
# Placeholders that carry what is shared; parameters for a title, also of old; and for what readers write themselves.
_CARRIERS = ("url", "message", "text")
_TITLES = ("title", "t")
_WRITTEN_BY_READERS = frozenset(("selftext", "body"))

_ABSOLUTE = r"(?i)https?://[\w\[]"
# Stops at what networks take for the sentence around an address, of which other scripts do not set it off by blanks.
_IN_TEXT = r"(?i)https?://[\w\[][^\s<>\"“”„«»‹›。、，！？：；（）「」『』【】《》｜…]*"
_BLANKS = " \t\r\n"
_PUNCTUATION = frozenset(".,;:!?'’")


def recognise(address: str, networks: Forms) -> Shared | None:
    """Recognise a share link; None for every other address, whatever text it is.

    It is one only when it carries what is to be shared, an address or a text, or has a parameter for it that is empty
    or holds a title alone: then it was meant to. A text that speaks to somebody (`@me`, a telephone number, `to=`)
    shares nothing unless it holds an http(s) address. Forms that are the same on every host (`/share?text=`) need such
    an address too, and count as those of the first network in the table: Mastodon's are Misskey's.

    Values are percent-decoded once, and in http(s) addresses `+` is a blank, as form decoders and URLSearchParams have
    it; the handlers of `sms:` (RFC 5724) and of apps leave it. Within a text, the last http(s) address counts, without
    the punctuation behind it. A parameter that was escaped twice, `amp;url`, is read as `url`.

    Args:
        address: as in an `href`, decoded from HTML.
        networks: the forms of those that are recognised.
    """
    if "?" not in address and "#" not in address and address.startswith(("http", "/", ".")) and not networks.in_paths:
        return None
    if address.startswith(("/", "#", "?", ".")) and not address.startswith("//"):
        return None
    destination = parse_address(address)
    if destination is None:
        return None
    return _best(networks.at(destination), destination)


def _best(forms: Iterable[AddressForm], destination: Destination) -> Shared | None:
    """Read an address with each form; the one of which it has most, and lacks least, knows best."""
    best: tuple[int, int] | None = None
    result: Shared | None = None
    for form in forms:
        found = form.read(destination)
        shared = None if found is None else _shared(_Sent(form, found, destination))
        if found is not None and shared is not None:
            fit = (len(form.parameters & found.keys()), -len(form.parameters - found.keys()))
            if best is None or fit > best:
                best, result = fit, shared
    return result


class _Sent(Struct, frozen=True):
    """What an address sends to a network, as one of its forms has it."""

    form: AddressForm
    found: Mapping[str, str]
    destination: Destination

    def value(self, placeholder: str) -> str:
        """Give what stands where a placeholder was; empty when nothing does."""
        values = (self.found.get(name, "").strip(_BLANKS) for name in self.form.names.get(placeholder, ()))
        return next(filter(None, values), "")

    @property
    def url(self) -> str:
        return self.value("url") or self._anchor

    @property
    def _anchor(self) -> str:
        """What an unencoded `u=#` was to share, though a browser sends nothing of it."""
        if self.destination.fragment is None or not self.destination.query.endswith("="):
            return ""
        last = self.destination.query[:-1].rpartition("&")[2]
        return f"#{self.destination.fragment}" if last in self.form.names.get("url", ()) else ""

    @property
    def tail(self) -> tuple[str, ...]:
        """What the network itself adds: hashtags and account."""
        tags = (tag.strip().lstrip("#") for tag in (self.value("hashtags") or self.value("hashtag")).split(","))
        account = self.value("via").lstrip("@")
        return (*(f"#{tag}" for tag in tags if tag), *((f"via @{account}",) if account else ()))

    @property
    def has_recipient(self) -> bool:
        return self.form.personal or any(self.found.get(name, "").strip() for name in _RECIPIENTS)

    @property
    def is_complete(self) -> bool:
        """Whether all is there by which a form that is found on every host can be known."""
        return all(self.value(name) for name in ("url", "text", "message") if name in self.form.names)

    @property
    def title(self) -> str:
        """What is said in a parameter for a title, also one that this network has no more."""
        return self.value("title") or next(filter(None, (self.found.get(name, "").strip() for name in _TITLES)), "")

    @property
    def was_meant_to_share(self) -> bool:
        """Whether a link without address and text has a place for them that is empty, or has a title alone."""
        form = self.form
        if form.anywhere or form.kind == "mail" or form.path_pattern is not None or form.whole_query:
            return False
        if self.has_recipient or not (_WRITTEN_BY_READERS - form.parameters).isdisjoint(self.found):
            return False
        wanted = (name for placeholder in _CARRIERS for name in form.names.get(placeholder, ()))
        return any(name in self.found for name in wanted) or bool(self.title)


def _shared(sent: _Sent) -> Shared | None:
    form, url, message = sent.form, sent.url, sent.value("message")
    words = message or sent.value("text")
    if not (url or words):
        return Shared(form.network, form.label, form.form, "", sent.title) if sent.was_meant_to_share else None
    inner, text = _address_in(words) if message or not url else ("", words)
    address = url or inner
    if not _is_for_everybody(sent, address, text):
        return None
    if form.anywhere and not (re.match(_ABSOLUTE, address) and sent.is_complete):
        return None
    return Shared(form.network, form.label, form.form, address, text or sent.value("title"), _said(sent, url, words))


def _said(sent: _Sent, url: str, words: str) -> str:
    if sent.value("message"):
        return words
    if "title" in sent.form.names and not words:
        return sent.value("title")
    return " ".join(filter(None, (words, url, *sent.tail)))


def _is_for_everybody(sent: _Sent, address: str, text: str) -> bool:
    """Tell a share link from one with which readers write to somebody: to the author, most of all."""
    if sent.form.kind == "mail":
        return not sent.has_recipient
    if sent.has_recipient:
        return bool(sent.value("url") or re.match(_ABSOLUTE, address))
    return bool(address) or not text.startswith("@")


def _address_in(text: str) -> tuple[str, str]:
    """Take the last address out of a text: what it is, and the text without it."""
    found = deque(re.finditer(_IN_TEXT, text), maxlen=1)
    if not found:
        return "", text
    start, whole = found[0].start(), found[0][0]
    address = _without_end(whole)
    before, behind = text[:start].rstrip(_BLANKS), text[start + len(address) :].lstrip(_BLANKS)
    return address, f"{before} {behind}".strip(_BLANKS)


def _without_end(address: str) -> str:
    """Leave to the sentence around an address its punctuation, and a bracket that was not opened within."""
    unopened = address.count(")") - address.count("(")
    end = len(address)
    while address[end - 1] in _PUNCTUATION or (address[end - 1] == ")" and unopened > 0):
        unopened -= address[end - 1] == ")"
        end -= 1
    return address[:end]
