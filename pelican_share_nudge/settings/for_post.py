"""The only module that works out what settings and wishes come to for one post: its texts, its accounts, no bar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pelican_share_nudge.locales import pick
from pelican_share_nudge.pattern import put
from pelican_share_nudge.settings.conditions import Described, first_met
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import Wishes
from pelican_share_nudge.text import clean


def why_no_bar(post: Described, wishes: Wishes, config: Config) -> str:
    """Say by which condition of SHARE_NUDGE_NO_BAR a post gets no share bar; empty when its author named networks."""
    return "" if wishes.share else first_met(config.no_bar, post)


class Said(NamedTuple):
    """What is said of a post: everywhere, and on single networks."""

    text: str
    texts: Mapping[str, str]


def said_of(wishes: Wishes, config: Config, *, title: str, language: str, site_name: str) -> Said:
    """Fill in what is said of a post; in an author's `nudge_text`, `{text}` is the title."""
    values = {"title": title, "text": title, "site": site_name}
    text = (clean(put(wishes.text, values)) if wishes.text else "") or title
    values["text"] = text
    own = {name: clean(put(words, values)) for name, words in wishes.texts.items()}
    return Said(text, {**_texts_of_site(wishes, config, values, language), **own})


def _texts_of_site(wishes: Wishes, config: Config, values: Mapping[str, str], language: str) -> Mapping[str, str]:
    """Give the site's words for single networks; the author's come before them, unless they quote those."""
    chosen = {name: pick(own, language) for name, own in config.network_texts.items()}
    texts = {name: text for name, text in chosen.items() if text and (not wishes.text or "{text}" in text.text)}
    return {name: clean(text.fill(**values).text) for name, text in texts.items()}


def accounts_of(authors: Iterable[str], config: Config) -> dict[str, str]:
    """Give the accounts of a post's authors; of two on one network, that of the first."""
    if not config.authors:
        return {}
    known = {name.casefold(): handles for name, handles in config.authors.items()}
    found = [known[author.casefold()] for author in authors if author.casefold() in known]
    return {network: handle for handles in reversed(found) for network, handle in handles.items()}
