"""Texts of a report as every encoding, terminal, log and format takes them: shown as text, and obeyed by nobody.

What a terminal would obey is replaced or left out. What a program that reads a log, or one that renders a message,
would obey is broken by a blank, which everybody sees and can take out again: `## [add-mask]`, `[text] (address)`. A
character without width would not do: the runner of GitHub compares as .NET does, which passes over some of them.
"""

from __future__ import annotations

import json
import re
from typing import Any

from pelican_share_nudge.addresses import without_password

# They turn what follows them on the line around, as far as the level, the rule and the next cell.
_TURN = "\u202a-\u202e\u2066-\u2069"
_TURNING = f"[{_TURN}]"
# And what XML 1.0 forbids, and the other control characters: of them come the sequences that a terminal obeys.
_UNWRITABLE = f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff{_TURN}]"
_LINE_ENDS_AND_TABS = "[\t\n\r\u2028\u2029]"
_BLANK_ON_A_LINE = "[\t\r\u2028\u2029]"
_REPLACEMENT = "\ufffd"

# `##[add-mask]x` anywhere in a line (actions/runner, src/Runner.Common/ActionCommand.cs, TryParse), as Azure Pipelines'
# `##vso[…]` and TeamCity's `##teamcity[…]`.
_COMMAND = re.compile(r"##(?=\w*\[)")
# `::add-mask::x` behind nothing but blanks (TryParseV2).
_COLON_BEFORE_COLON = re.compile(":(?=:)")
_COMMAND_OF_A_LINE = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)

# In plain text SARIF has links, and only of this form: the `message` object, messages with embedded links.
_LINK = re.compile(r"\](?=\()")
# GitLab's widget renders HTML, and takes `%{name}` out (vue_merge_request_widget/components/extensions/utils.js).
_TAG_OR_STYLE = re.compile(r"[<%](?=[a-zA-Z/!?{])")
_MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<~&$"})
_MENTION = re.compile(r"@(?=\w)|#(?=\d)")  # Entities and backslashes do not keep GitHub from finding them.
_ADDRESS = re.compile(r"(?=://)|(?<=www)(?=\.)", re.IGNORECASE)


def writable(text: str) -> str:
    """Replace what cannot be encoded, stands in no XML, or turns text around; line ends and tabs stay."""
    return re.sub(_UNWRITABLE, _REPLACEMENT, text)


def one_line(text: str) -> str:
    """Make one line of a sentence, without anything that a terminal would obey."""
    return " ".join(writable(re.sub(_TURNING, "", without_password(text))).split())


def visible(path: str) -> str:
    """Replace, one for one, what would not show in a path or break its line; and break commands."""
    return _unobeyed(re.sub(_LINE_ENDS_AND_TABS, _REPLACEMENT, writable(path)))


def printable(text: str) -> str:
    """Make text of one or more lines safe for a terminal and for the log of a CI server. Only what we end is a line."""
    lines = re.sub(_BLANK_ON_A_LINE, " ", without_password(text).replace("\r\n", "\n"))
    return _unobeyed(writable(re.sub(_TURNING, "", lines)))


def loggable(text: str) -> str:
    """Make one line for a log that wraps its lines anywhere: what stands within one may come to its beginning."""
    return _COLON_BEFORE_COLON.sub(": ", _COMMAND.sub("## ", one_line(text)))


def _unobeyed(text: str) -> str:
    return _COMMAND_OF_A_LINE.sub(r"\1: ", _COMMAND.sub("## ", text))


def unlinked(text: str) -> str:
    """Break links as Markdown and SARIF have them, for readers that may render a plain text."""
    return _LINK.sub("] ", text)


def in_gitlab(text: str) -> str:
    """Break what GitLab's widgets would render: tags and placeholders of styles, and links."""
    return _TAG_OR_STYLE.sub(lambda found: f"{found[0]} ", unlinked(text))


def in_markdown(text: str) -> str:
    """Write a sentence as Markdown that shows it as it is; what stands between two backticks is code."""
    parts = unlinked(text).split("`")
    if len(parts) % 2 == 0:
        return _in_markdown("`".join(parts))
    return "`".join(part if place % 2 else _in_markdown(part) for place, part in enumerate(parts))


def _in_markdown(text: str) -> str:
    escaped = _ADDRESS.sub(r"\\", text.translate(_MARKDOWN))
    return _MENTION.sub(lambda found: f"{found[0]} ", escaped)


def cut(text: str, most: int) -> str:
    """Shorten a text to so many characters, with an ellipsis at its end."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def as_json(document: Any) -> str:
    """Write a document as JSON that UTF-8 can encode and strict readers take; no line of it is a command in a log."""
    text = json.dumps(_all_writable(document), ensure_ascii=False, indent=2) + "\n"
    return _COMMAND.sub(r"#\\u0023", text)


def unobeyed_in_xml(document: str) -> str:
    """Write as references what would be a command in a log; the document stays the same."""
    return _COMMAND_OF_A_LINE.sub(r"\1&#58;", _COMMAND.sub("#&#35;", document))


def _all_writable(value: Any) -> Any:
    if isinstance(value, str):
        return writable(without_password(value))
    if isinstance(value, dict):
        return {key: _all_writable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_all_writable(item) for item in value]
    return value
