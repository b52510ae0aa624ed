"""What programs obey that show a text or read a log, written anew after their own sources: a judge of what is printed.

GitHub's runner: actions/runner, src/Runner.Common/ActionCommand.cs (TryParseV2 and, if that finds nothing, TryParse),
and the names in src/Runner.Worker/ActionCommandManager.cs. The judge takes any name for a registered one, since
`stop-commands` registers a name of the author's choice.
"""

from __future__ import annotations

import re
import unicodedata

OWN = {"error", "warning", "notice"}
TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def command_of(line: str) -> str | None:
    """Give the name of the command that the runner finds in a line: ours, in `--format github`, or the legacy one."""
    return _new_command(line) or _legacy_command(line, "##[")


def _new_command(line: str) -> str | None:
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    return line[2:end].split(" ")[0] or None


def _legacy_command(line: str, prefix: str) -> str | None:
    start = line.lower().find(prefix)
    end = line.find("]", start)
    return line[start : end + 1] if 0 <= start < end else None


def command_of_others(line: str) -> str | None:
    """Give the command that Azure Pipelines or TeamCity finds in a line."""
    return _legacy_command(line, "##vso[") or _legacy_command(line, "##teamcity[")


def obeyed(text: str, *, ours: bool = False) -> list[str]:
    """List what would be obeyed in a text.

    Args:
        ours: it is what `--format github` writes, where each line is a command of ours.
    """
    marks = {repr(character) for character in text if _turns(character) or _controls(character)}
    commands = []
    for line in re.split("\r\n|\r|\n", text):
        found = command_of(line)
        is_ours = ours and found in OWN and line.startswith(f"::{found} ")
        commands += [name for name in (None if is_ours else found, command_of_others(line)) if name]
    return [*sorted(marks), *commands]


def _turns(character: str) -> bool:
    return ord(character) in TURNING


def _controls(character: str) -> bool:
    return unicodedata.category(character) == "Cc" and character != "\n"
