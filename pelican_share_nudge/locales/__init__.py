"""What is said to readers, in their language: one TOML file a language, English beneath every other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from markupsafe import Markup, escape

FALLBACK = "en"
_MARKED = Markup('<span lang="{}" dir="{}">{}</span>')
PLACEHOLDER = re.compile(r"\{(\w+)\}")

# Languages written from right to left, by ISO 639 code (CLDR, character orientation), and the scripts that are.
RIGHT_TO_LEFT = frozenset(
    "ar arc az-arab ckb dv fa ff-adlm he iw ji ks ku-arab mzn nqo pa-arab prs ps sd syr ug ur yi".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text and the language in which it is really written, a BCP 47 tag."""

    text: str
    language: str

    def fill(self, **values: str) -> Phrase:
        """Put values in the places of `{name}`; all other braces stay what they are."""
        if "{" not in self.text:
            return self
        return Phrase(PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), self.text), self.language)

    def within(self, language: str) -> Markup:
        """Escape for HTML, and mark the language where it is another than that of what is around."""
        text = escape(self.text)
        if not self.text or f"{language}-".lower().startswith(f"{self.language}-".lower()):
            return text
        return _MARKED.format(self.language, direction(self.language), text)


@dataclass(frozen=True)
class Phrases:
    """All phrases of one language, each falling back to English by itself."""

    language: str
    texts: Mapping[str, Phrase]

    def __getitem__(self, key: str) -> Phrase:
        return self.texts[key]


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Tell the writing direction of a language tag (`ar`, `fa_IR`, `pa-Arab`)."""
    parts = language.replace("_", "-").lower().split("-")
    return "rtl" if parts[0] in RIGHT_TO_LEFT or "-".join(parts[:2]) in RIGHT_TO_LEFT else "ltr"


@cache
def available() -> frozenset[str]:
    """List the languages that have a file."""
    return frozenset(
        entry.name.removesuffix(".toml") for entry in files(__name__).iterdir() if entry.name.endswith(".toml")
    )


def match(language: str) -> str | None:
    """Find the file for a language tag as blogs write them: `de_AT` is served by `de`."""
    known = {name.lower(): name for name in available()}
    return next((known[tag] for tag in _ever_wider(language) if tag in known), None)


def _ever_wider(language: str) -> list[str]:
    """List a language tag and what it is part of: `zh-hant-tw`, `zh-hant`, `zh`."""
    parts = language.replace("_", "-").lower().split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]


@cache
def keys() -> frozenset[str]:
    """List what can be said: `share.label`, `cta.pass-on.text` …"""
    return frozenset(_texts(FALLBACK, formal=False))


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _texts(name: str, *, formal: bool) -> dict[str, str]:
    table = _file(name)
    texts = _flat(table, skip={"formal", "reviewed"})
    return texts | _flat(table.get("formal", {})) if formal else texts


def _flat(table: Mapping[str, Any], prefix: str = "", skip: frozenset[str] | set[str] = frozenset()) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if key in skip:
            continue
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = value
    return flat


def phrases(
    language: str, *, formal: bool = False, own: Mapping[str, str | Mapping[str, str]] | None = None
) -> Phrases:
    """Collect the phrases for a post's language.

    Args:
        language: the post's language tag.
        formal: say Sie, vous, usted … where the language knows the difference.
        own: the blog's own texts by key, one for all languages or one a language.
    """
    texts = {key: Phrase(text, FALLBACK) for key, text in _texts(FALLBACK, formal=formal).items()}
    name = match(language)
    if name is not None and name != FALLBACK:
        texts |= {key: Phrase(text, name) for key, text in _texts(name, formal=formal).items() if key in texts}
    for key, text in (own or {}).items():
        phrase = pick(text, language)
        if phrase is not None:
            texts[key] = phrase
    return Phrases(language, texts)


def pick(text: str | Mapping[str, str], language: str) -> Phrase | None:
    """Choose from a text given once, or once a language: the exact tag, what it is part of, then English."""
    if isinstance(text, str):
        return Phrase(text, language)
    by_tag = {tag.replace("_", "-").lower(): (tag, value) for tag, value in text.items()}
    for candidate in (*_ever_wider(language), FALLBACK):
        if candidate in by_tag:
            tag, value = by_tag[candidate]
            return Phrase(value, tag)
    return None
