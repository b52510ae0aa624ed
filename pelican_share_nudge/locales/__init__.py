"""What is said to readers, and which words rules know: one TOML file a language, English beneath every other."""

from __future__ import annotations

import locale
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from markupsafe import Markup, escape
from msgspec import Struct

from pelican_share_nudge.pattern import put

FALLBACK = "en"
_MARKED = Markup('<span lang="{}" dir="{}">{}</span>')
_NOT_TEXTS = frozenset({"abbreviations", "also", "formal", "miswritten", "reviewed", "territory"})
_PARTS_AT_MOST = 12  # No tag in use has as many.
_AFTER_TAG = re.compile(r"[.@].*")  # of a locale's name: `.UTF-8`, `@euro`

# What a file's [rules] lists; en.toml says what each is.
Kind = Literal["vague_links", "closing_links", "reply_prefixes", "to_author", "to_friend", "todo_is_a_word_in"]

# Languages written from right to left, by ISO 639 code (CLDR, character orientation), and the scripts that are.
RIGHT_TO_LEFT = frozenset(
    "ar arc az-arab ckb dv fa ff-adlm he iw ji ks ku-arab mzn nqo pa-arab prs ps sd syr ug ur yi".split()
)

# ISO 639-1: all languages that have a code of two letters, and the codes that some of them had before.
_CODES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
    "el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io "
    "is it iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml "
    "mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd "
    "se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi "
    "vo wa wo xh yi yo za zh zu".split()
)
_SHAPE_OF_TAG = r"(?a)(?:[a-z]{2,3})(?:-[a-z0-9]{1,8})*"


class Phrase(Struct, frozen=True):
    """A text and the language in which it is really written, a BCP 47 tag."""

    text: str
    language: str

    def fill(self, **values: str) -> Phrase:
        """Put values in the places of `{name}`; all other braces stay what they are."""
        if "{" not in self.text:
            return self
        return Phrase(put(self.text, values), self.language)

    def differs_from(self, language: str) -> bool:
        """Tell whether it must be marked inside of a text in another language."""
        return not _is_within(self.language, language)

    def within(self, language: str) -> Markup:
        """Escape for HTML, and mark the language where it is another than that of what is around."""
        text = escape(self.text)
        if not self.text or not self.differs_from(language):
            return text
        return _MARKED.format(self.language, direction(self.language), text)


class Abbreviations(Struct, frozen=True):
    """Words behind which a full stop ends no sentence, without it; those in small letters may begin one, too.

    Attributes:
        before_numbers: those for which that is so where a number follows: “No. 5”, “S. 12”.
        ordinals: `3.` is the third.
    """

    always: frozenset[str]
    before_numbers: frozenset[str]
    ordinals: bool


class Phrases(Struct, frozen=True, dict=True):
    """All phrases of one language, each falling back to English by itself.

    Attributes:
        borrowed: the keys whose phrase is English for want of one in the language.
    """

    language: str
    texts: Mapping[str, Phrase]
    borrowed: frozenset[str] = frozenset()

    def __getitem__(self, key: str) -> Phrase:
        return self.texts[key]

    def choose(self, key: str, own: str | Mapping[str, str]) -> Phrase:
        """Choose between a blog's own text and ours: both in the language come before both in English."""
        chosen = pick(own, self.language)
        if chosen is None and key in self.borrowed:
            chosen = pick(own, FALLBACK)
        return chosen or self.texts[key]


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


@cache
def match(language: str) -> str | None:
    """Find the file for a language tag as blogs write them: `de_AT` is served by `de`, `zh-TW` by `zh-Hant`."""
    return next((name for tag in _ever_wider(language) if (name := _serving(tag)) is not None), None)


@cache
def tag(language: str) -> str:
    """Give a language tag as HTML wants it (BCP 47): `de-AT` for `de_AT`, `ja` for `jp`, `zh-Hans` for `cn`."""
    written = _with_hyphens(language)
    for part in _ever_wider(language):
        if part in _names():
            return written
        if part in _claimed("miswritten"):
            return _claimed("miswritten")[part] + written[len(part) :]
    return written


@cache
def open_graph_locale(language: str) -> str:
    """Give a language as Open Graph has it (https://ogp.me/#optional, `language_TERRITORY`): the territory that its tag
    names, else that in which most who write it are; empty where nobody can say."""
    parts = tag(language).split("-")
    named = next((part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha()), "")
    name = match(language)
    territory = named or (_file(name)["territory"] if name else "")
    return f"{parts[0].lower()}_{territory}" if territory else ""


def is_tag(language: str) -> bool:
    """Tell whether a text may be the tag of a language: one of ISO 639, or one that some language's file claims."""
    written = _with_hyphens(language).lower()
    code = written.split("-")[0]
    known = code in _CODES or len(code) == 3 or _serving(code) is not None or _serving(written) is not None
    return known and re.fullmatch(_SHAPE_OF_TAG, written) is not None


def tag_of(name: str) -> str:
    """Find the tag of a language that is called by its name, as in `english` or `deutsch`; empty when none is known."""
    names = {alias: known for alias, known in locale.locale_alias.items() if len(alias) > 3 and alias.isalpha()}
    import difflib  # Loaded when the first language is misspelt.

    found = difflib.get_close_matches(name.strip().lower()[:40], names, n=1, cutoff=0.75)
    code = names[found[0]].partition("_")[0].partition(".")[0] if found else ""
    return code if is_tag(code) else ""


def _serving(part: str) -> str | None:
    """Find the file that serves exactly this tag, in lower case: one of that name comes before one that claims it."""
    return _names().get(part) or _claimed("also").get(part) or _claimed("miswritten").get(part)


@cache
def _names() -> Mapping[str, str]:
    return {name.lower(): name for name in available()}


@cache
def _claimed(how: Literal["also", "miswritten"]) -> Mapping[str, str]:
    """List, in lower case, the tags that files claim beside their own, and by which file."""
    return {other.lower(): name for name in sorted(available()) for other in _file(name).get(how, ())}


def _with_hyphens(language: str) -> str:
    return _AFTER_TAG.sub("", language).replace("_", "-")


def _ever_wider(language: str) -> list[str]:
    """List a language tag and what it is part of: `zh-hant-tw`, `zh-hant`, `zh`."""
    parts = _with_hyphens(language).lower().split("-")[:_PARTS_AT_MOST]
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]


def _is_within(language: str, around: str) -> bool:
    """Tell whether a text in a language needs no mark inside of another: `de` in `de-AT`, `zh-Hant` in `zh-TW`."""
    inside, outside = _ever_wider(language), _ever_wider(around)
    return inside[0] in outside or (inside[-1] == outside[-1] and match(language) == match(around) is not None)


@cache
def keys() -> frozenset[str]:
    """List what can be said: `share.label`, `cta.pass-on.text` …"""
    return frozenset(_texts(FALLBACK, formal=False))


@cache
def _parts(name: str) -> tuple[str, str]:
    """Give a file's text in two: what is said, and what only rules ask for, which is a third of the work of reading."""
    text = (files(__name__) / f"{name}.toml").read_text(encoding="utf-8")
    said, _, known = text.partition("\n[rules]\n")
    return said, known


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(_parts(name)[0])


@cache
def _rules(name: str) -> dict[str, list[str]]:
    return tomllib.loads(_parts(name)[1])


@cache
def _texts(name: str, *, formal: bool) -> dict[str, str]:
    table = _file(name)
    texts = _flat(table, skip=_NOT_TEXTS)
    return texts | _flat(table.get("formal", {})) if formal else texts


def _flat(table: Mapping[str, Any], prefix: str = "", skip: frozenset[str] = frozenset()) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if key in skip:
            continue
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = value
    return flat


@cache
def abbreviations(language: str) -> Abbreviations:
    """Give the abbreviations of a language; those of English for one that has no file."""
    names = [name for part in _ever_wider(language) if (name := _serving(part))] or [FALLBACK]
    table: Mapping[str, Any] = next((known for name in names if (known := _file(name).get("abbreviations"))), {})
    return Abbreviations(
        frozenset(table.get("always", ())), frozenset(table.get("before_numbers", ())), bool(table.get("ordinals"))
    )


@cache
def words_of_all(kind: Kind) -> frozenset[str]:
    """List words that rules know of any language."""
    return frozenset(word for name in available() for word in _rules(name).get(kind, ()))


@cache
def words_of(language: str, kind: Kind) -> frozenset[str]:
    """List words that rules know of a language, in all its variants: readers of `pt-BR` know what `pt` says."""
    name = match(language)
    code = name and name.partition("-")[0]
    variants = (other for other in available() if other.partition("-")[0] == code)
    return frozenset(word for other in variants for word in _rules(other).get(kind, ()))


def phrases(
    language: str, *, formal: bool = False, own: Mapping[str, str | Mapping[str, str]] | None = None
) -> Phrases:
    """Collect the phrases for a post's language: the blog's own, ours, the blog's own in English, ours in English.

    Args:
        language: the post's language tag.
        formal: say Sie, vous, usted … where the language knows the difference.
        own: the blog's own texts by key, one for all languages or one a language.
    """
    name = match(language)
    spoken = {key: Phrase(text, name) for key, text in _texts(name, formal=formal).items()} if name else {}
    english = {key: Phrase(text, FALLBACK) for key, text in _texts(FALLBACK, formal=formal).items()}
    ours = english | spoken
    shipped = Phrases(language, ours, frozenset(english) - frozenset(spoken))
    chosen = {key: shipped.choose(key, text) for key, text in (own or {}).items()}
    translated = {key for key, text in (own or {}).items() if pick(text, language) is not None}
    return Phrases(language, ours | chosen, shipped.borrowed - translated)


def pick(text: str | Mapping[str, str], language: str) -> Phrase | None:
    """Choose from a text given once, which is for every language, or once a language: the exact tag, other tags of the
    same language, what it is part of."""
    if isinstance(text, str):
        return Phrase(text, tag(language))
    by_tag = {_with_hyphens(written).lower(): (written, value) for written, value in text.items()}
    for candidate in _acceptable(language):
        if candidate in by_tag:
            written, value = by_tag[candidate]
            return Phrase(value, tag(written))
    return None


def _acceptable(language: str) -> list[str]:
    """List the tags under which a text for a language may stand, best first: `zh-tw`, `zh-hant`, `zh-hk` … `zh`."""
    name, acceptable = match(language), []
    for part in _ever_wider(language):
        acceptable.append(part)
        if name is not None and match(part) == name:
            acceptable += (name.lower(), *_also_called(name))
    return acceptable


@cache
def _also_called(name: str) -> tuple[str, ...]:
    table = _file(name)
    return tuple(other.lower() for other in (*table.get("also", ()), *table.get("miswritten", ())))
