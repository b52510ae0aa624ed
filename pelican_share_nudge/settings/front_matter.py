"""How front matter is written: in which line of a source each key stands, and what of a value is only notation."""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser


def keys(text: str, ending: str) -> dict[str, int]:
    """Find the front matter of a source: each key, folded, and its line, from 1.

    Args:
        text: with `\\n` between its lines.
        ending: of the file's name, such as `.md`. What has an unknown one is read as Markdown, then reStructuredText.
    """
    if read := _FORMATS.get(ending.lower()):
        return read(text)
    return _markdown(text) or _restructured(text)


@lru_cache(maxsize=256)  # Posts have much the same keys.
def folded(key: str) -> str:
    """Spell a key in the one way in which keys are compared: `Nudge-CTA` is `nudge_cta`."""
    return key.strip().lower().replace("-", "_")


# One pair of quotes around all of a value, as YAML has them, or an editor that sets them in print.
_QUOTED = r"""(?xs)
    "(?P<double>(?:[^"\\]|\\.)*)" | '(?P<single>(?:[^']|''|(?<=\w)'(?=\w))*)' | ”(?P<right>[^”]*)” | ’(?P<one>[^’]*)’
    | [“„](?P<low>[^“”„]*)[“”] | [‘‚](?P<lower>(?:[^‘’‚]|(?<=\w)’(?=\w))*)[‘’] | «(?P<out>[^«»]*)» | »(?P<in>[^«»]*)«
    | ‹(?P<thin>[^‹›]*)› | ›(?P<thinner>[^‹›]*)‹ | 「(?P<corner>[^「」]*)」 | 『(?P<white>[^『』]*)』
"""
_REMARK = r"(?<=\S)\s+#(?=\s|$)"
_REMARK_BEHIND_QUOTES = re.compile(r"\s+#.*|\s*", re.DOTALL)
_ESCAPED = r'\\(["\\/])'
_LONGEST_QUOTED = 20_000
_BLOCK_OF_YAML = r"[|>][+-]?\d?"


def unquoted(value: str) -> str:
    """Take off the quotes that stand around all of a value, and a remark behind them."""
    value = value.strip()
    for _ in range(2):  # A tool may have quoted what its author had quoted.
        found = re.match(_QUOTED, value) if value[:1] in "\"'“„”‘‚’«»‹›「『" and len(value) < _LONGEST_QUOTED else None
        if found is None or not _REMARK_BEHIND_QUOTES.fullmatch(value, found.end()):
            break
        inside = found[found.lastgroup or 0]
        if found.lastgroup == "double":
            inside = re.sub(_ESCAPED, r"\1", inside)
        value = (inside.replace("''", "'") if found.lastgroup == "single" else inside).strip()
    return value


def without_remark(value: str) -> str:
    """Take off a YAML author's remark: ` # ` and what follows. A hashtag has no blank behind its sign."""
    found = re.search(_REMARK, value)
    return value[: found.start()] if found else value


def without_marks_of_yaml(lines: list[str]) -> list[str]:
    """Take off the `|` or `>` above the lines of a text, and the `-` before each item of a list."""
    if len(lines) > 1 and re.fullmatch(_BLOCK_OF_YAML, lines[0]):
        return lines[1:]
    filled = [line for line in lines if line]
    if len(lines) > 1 and all(line.startswith("- ") for line in filled):
        return [line[2:] for line in filled]
    return lines


# As in markdown.extensions.meta, whose reading counts: also that what ends it need only begin the line.
_META = r" {0,3}([A-Za-z0-9_-]+):"
_META_MORE = r" {4}"
_META_END = r"---|\.\.\."
# Other readers take YAML between fences: items of a list, folded text and remarks do not end it there.
_YAML_MORE = r" |-(?: |$)|#"


def _markdown(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    fenced = text.startswith("---")
    for number, written in enumerate(text.split("\n")[fenced:], 1 + fenced):
        line = written.expandtabs(4)
        if not line.strip() or re.match(_META_END, line):
            break
        if meta := re.match(_META, line):
            found.setdefault(folded(meta[1]), number)
        elif not (re.match(_YAML_MORE, line) if fenced else found and re.match(_META_MORE, line)):
            break
    return found


_FIELD = r":([^:\s][^:]*):(?: |$)"
_ADORNMENT = r"([!-/:-@\[-`{-~])\1* *$"


def _restructured(text: str) -> dict[str, int]:
    """Read the first list of fields, and the title before or behind it. Before them may stand a subtitle, remarks and
    the like."""
    found: dict[str, int] = {}
    title = 0
    lines = text.expandtabs(8).split("\n")
    for number, (line, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True), 1):
        if field := re.match(_FIELD, line):
            found.setdefault(folded(field[1]), number)
        elif not line.strip() or re.match(_ADORNMENT, line):
            continue
        elif re.match(_ADORNMENT, below):
            title = title or number
            if found:
                break
        elif not line.startswith((" ", "..")):
            break
    return {"title": title, **found} if title else found  # A field of that name counts more.


_HEAD = r"(?i)<head(?=[\s/>])"
_HEAD_END = re.compile(r"</head|<body", re.IGNORECASE)


def _html(text: str) -> dict[str, int]:
    head = re.search(_HEAD, text)
    if head is None:
        return {}
    end = _HEAD_END.search(text, head.end())
    reader = _Head(text.count("\n", 0, head.start()))
    try:
        reader.feed(text[head.start() : end.start() if end else None])
    except AssertionError:  # Python's parser gives up on `<![x`, and Pelican with it.
        return {}
    return reader.found


class _Head(HTMLParser):
    """Reads the `<meta>` and the `<title>` of a head, with the parser that Pelican uses."""

    def __init__(self, lines_before: int) -> None:
        super().__init__()
        self.found: dict[str, int] = {}
        self._lines_before = lines_before

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self._lines_before + self.getpos()[0]
        if tag == "title":
            self.found["title"] = line
        elif tag == "meta" and (key := folded(dict(attrs).get("name") or "")):
            self.found.setdefault("tags" if key == "keywords" else key, line)


_FORMATS = {
    **dict.fromkeys((".md", ".markdown", ".mkd", ".mdown"), _markdown),
    ".rst": _restructured,
    **dict.fromkeys((".html", ".htm"), _html),
}
