"""What an authored text says: plain text, sentences, excerpts. Nothing leaves a page but through here."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from pelican_share_nudge.lengths import shorten
from pelican_share_nudge.locales import abbreviations
from pelican_share_nudge.prose.blocks import Block, running, shown

EXCERPT_LENGTH = 300
_SHORTEST_CUT = 30  # characters that say enough by themselves
_PARAGRAPHS = 12  # an excerpt needs no more, however short they are
# Characters of content that are parsed for its first sentences; the second time when the first gave none.
_READ_AT_MOST = (2_000, 400_000)

_CONTROL_OR_BLANK = "[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]+"
# Soft hyphen, zero-width space, word joiner and zero-width no-break space tell a browser where a line may break. The
# (non-)joiner and marks of direction are part of a text.
_BREAK_HINTS = "[\u00ad\u200b\u2060\ufeff]+"

# Markup that hides nothing and stands in lines, as the readers of Pelican write it, and typogrify.
_CLASS = r"""class(?=="(?:amp|caps|dquo|quo|reference\ external)")"""
_SAFE = rf"""(?>(?:\s(?:title|rel|target|lang|dir|href(?!="\#)|{_CLASS})="[^"<>]*+")*)"""
_PLAIN_TAG = re.compile(rf"</?(?:a|abbr|b|cite|code|em|i|small|span|strong|tt){_SAFE}>", re.VERBOSE)
_PICTURE = r"""<img(?>(?:\s(?:alt|src|title|width|height|loading|decoding)="[^"<>]*+")*)\s*+/?>"""
_CODE = r"""<pre(?>(?:\s[^<>]*+)?)>(?>(?:[^<]++|</?(?:code|span)(?>(?:\s[^<>]*+)?)>)*)</pre>"""
_PLAIN_OPENING = re.compile(
    rf"""
    \s++
    | <h([1-6])(?>(?:\ id="[^"<>]*+")?)> [^<]*+ </h\1>
    | <p>\s*+{_PICTURE}\s*+</p>
    | {_CODE}
    | <div\ class="(?:codehilite|highlight)">\s*+{_CODE}\s*+</div>
    | <(?P<list>[uo]l)(?>(?:\ class="simple")?)>(?>(?:[^<]++|</?li>|{_PLAIN_TAG.pattern})*)</(?P=list)>
    | </?blockquote> | </div> | </section> | <hr\s?/?>
    | <p>(?P<said>(?>(?:[^<]++|{_PLAIN_TAG.pattern})*))</p>
    | <(?:div\ class="section"|section)\ id="(?!footnotes|toc|table-of-contents|refs|bibliography)[^"<>]*+">
    """,
    re.VERBOSE,
)

_END = re.compile(r"""[.!?…؟۔。！？।॥](?:(?<=[。！？।॥])["'”’」』）]*+|(?<=[.!?…؟۔])["'”’»)\]]*+(?=\s))""")
_NEXT = re.compile(r"""\s*+["'“‘„‚«‹¿¡(\[–—-]*+\s?(\w{1,8})?""")
_NUMBER = re.compile(r"\d+\w*|[IVXLC]{2,}|[VX]")
_BEFORE = re.compile(r"""[\w.'’-]+(?=\.\W*\Z)""")
_WITH_STOPS_INSIDE = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_LONGEST_ABBREVIATION = 16
# Of notes, where somebody has typed them.
_NUMBERS_OF_NOTES = re.compile(r"[⁰¹²³⁴-⁹](?<=\w[.!?…].)[⁰¹²³⁴-⁹]{0,2}(?=\s|\Z)")
_VOWELS = frozenset("aeiouyáàâäãåæéèêëíìîïóòôöõøœúùûüýÿăąęėěůűőıаеёиоуыэюяіїєґαεηιουωάέήίόύώ")


def clean(text: str) -> str:
    """Make one line that says the same outside of a page: control characters, line ends and runs of blanks become one
    blank, and hints where a line may break go; everything else stays."""
    return one_line(text if text.isprintable() else re.sub(_BREAK_HINTS, "", text))


def one_line(text: str) -> str:
    """Make one line for the page itself: hints where a line may break stay."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")  # As most texts are, and told in a tenth of the time.
    return re.sub(_CONTROL_OR_BLANK, " ", text).strip(" ")


def plain_text(fragment: str) -> str:
    """Take the markup off an authored fragment of HTML and decode its entities once, as a browser would.

    What readers do not see, and notes and their numbers, are no part of it.
    """
    line = one_line(fragment).removeprefix("<p>").removesuffix("</p>")  # What Markdown makes of most summaries.
    if "<" in line and "<" in (line := _PLAIN_TAG.sub("", line)):
        return clean(" ".join(_texts(shown(fragment))))
    return _decoded(line)


def _decoded(line: str) -> str:
    return clean(html.unescape(line) if "&" in line else line)


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    return filter(None, (clean(block.text) for block in blocks))


def running_text(content: str) -> Iterator[Block]:
    """Read the running text of a content block by block, each as one line: what an excerpt may quote."""
    for block in running(content):
        if text := clean(block.text):
            yield block._replace(text=text)


def first_sentences(content: str, *, language: str = "", most: int = EXCERPT_LENGTH) -> str:
    """Take whole sentences from the running text that opens a content, up to about `most` characters.

    A first sentence that is longer stays whole up to twice that, and is then cut at a word, with an ellipsis.
    """
    said = _plain_paragraphs(content, most)
    if said is not None:
        return _opening(said, language, most)
    for size in _READ_AT_MOST:
        said, whole = _paragraphs(content[:size], most), len(content) <= size
        if whole or _is_enough(said, most):
            break
    return _opening(said or (), language, most)


def _plain_paragraphs(content: str, most: int) -> list[str] | None:
    """Read the first paragraphs without a parser; None where that might go wrong, or where there are none."""
    said: list[str] = []
    end = length = 0
    while length < most and len(said) < _PARAGRAPHS and end < len(content):
        found = _PLAIN_OPENING.match(content, end)
        if found is None:
            return None
        if text := found["said"]:
            said.append(_decoded(_PLAIN_TAG.sub("", text) if "<" in text else text))
            length += len(said[-1])
        end = found.end()
    return said or None


def _paragraphs(content: str, most: int) -> list[str]:
    """Read the first paragraphs; of a text that has none, all that is there."""
    said, other = list[str](), list[str]()
    for block in running_text(content):
        if block.name in ("p", "body"):
            said.append(block.text)
            if _is_enough(said, most):
                break
        elif not said and len(other) <= most:
            other.append(block.text)
    return said or other


def _is_enough(said: list[str], most: int) -> bool:
    """Tell whether the last paragraph is not needed, or not to its end: where the parser stopped it is cut off."""
    return len(said) > _PARAGRAPHS or (bool(said) and (sum(map(len, said[:-1])) >= most or len(said[-1]) >= 2 * most))


def _opening(paragraphs: Iterable[str], language: str, most: int) -> str:
    taken = ""
    said = (_NUMBERS_OF_NOTES.sub("", paragraph) for paragraph in paragraphs)
    for sentence in (sentence for paragraph in said for sentence in sentences(paragraph, language)):
        if len(taken) + len(sentence) >= most:
            return taken or shorten(sentence, 2 * most, "characters")
        taken = f"{taken} {sentence}".strip()
    return taken


def cut_at_sentence(text: str, most: int, *, language: str = "") -> str:
    """Cut a plain text at the end of a sentence, else at a word, so that it has at most so many characters."""
    if len(text) <= most:
        return text
    small = _is_small(text)
    for found in reversed([*_END.finditer(text, _SHORTEST_CUT, most + 1)]):
        if found.end() <= most and _ends_sentence(text, 0, found, language, small=small):
            return text[: found.end()]
    return shorten(text, most, "characters")


def _is_small(text: str) -> bool:
    """Tell whether a text begins with a small letter: who does that writes all sentences so."""
    return text.lstrip("\"'“„«(")[:1].islower()


def sentences(text: str, language: str = "") -> Iterator[str]:
    """Split plain text into sentences, each with the marks at its end.

    Args:
        language: a tag; its abbreviations and ordinals are known where rules cannot tell.
    """
    start = looked_to = 0
    has_word = False
    small = _is_small(text)
    for found in _END.finditer(text):
        end = found.end()
        has_word = has_word or any(map(str.isalpha, text[looked_to:end]))
        looked_to = end
        if has_word and (text[end : end + 1] == "" or _ends_sentence(text, start, found, language, small=small)):
            yield text[start:end].strip()
            start, has_word = end, False
    if text[start:].strip():
        yield text[start:].strip()


def _ends_sentence(text: str, start: int, found: re.Match[str], language: str, *, small: bool) -> bool:
    following = _NEXT.match(text, found.end())
    first = (following[1] or "") if following else ""
    if first[:1].islower() and not small:
        return False
    if found[0] != ".":
        return True
    word = _word_before(text[max(start, found.start() - _LONGEST_ABBREVIATION) : found.end()])
    return not word or not _is_abbreviation(word, first, language)


def _word_before(text: str) -> str:
    """Give the word that a full stop follows; empty when it is too long to be short for something."""
    found = _BEFORE.search(text)
    return found[0] if found and len(found[0]) < _LONGEST_ABBREVIATION else ""


def _is_abbreviation(word: str, following: str, language: str) -> bool:
    known = abbreviations(language)
    if word.isdecimal():
        return known.ordinals and len(word) <= 3 and following[:1].isalpha()
    if (len(word) == 1 and word.lower() != word.upper()) or _WITH_STOPS_INSIDE.fullmatch(word):
        return True
    spellings = {word, word[0].lower() + word[1:]}
    if spellings & known.always or (_NUMBER.fullmatch(following) and spellings & known.before_numbers):
        return True
    # Mr, Dr, St, Hr, Mrs: no word, for it has no vowel; but Hmm, and PHP, end sentences.
    return (
        word.istitle()
        and len(word) <= 4
        and _VOWELS.isdisjoint(word.lower())
        and word[-1] != word[-2]
        and word.isalpha()
    )
