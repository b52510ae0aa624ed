"""What is wrong with a site's settings, and the one error that says all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from pelican_share_nudge.errors import ShareNudgeError
from pelican_share_nudge.nearest import cut
from pelican_share_nudge.settings.values import NO_VALUE, shown


class Problem(Struct, frozen=True):
    """One thing that is wrong with one setting, or with a file that a theme brings.

    Attributes:
        setting: its name; for a file where it is.
        value: what is wrong in it; NO_VALUE for what is missing, and for a file.
        text: what is wrong, and what to write instead.
        path: where in the setting the value stands, as `[2]["until"]`.
        file: what sets it, when that is not the blog.
        hint: what the setting may be, and an example.
    """

    setting: str
    value: object
    text: str
    path: str = ""
    file: str = ""
    hint: str = ""

    def __str__(self) -> str:
        name = f"{cut(self.setting, 1000)}{self.path}" + (f" (from {cut(self.file, 1000)})" if self.file else "")
        return f"{name if self.value is NO_VALUE else f'{name} = {shown(self.value)}'}\n    {cut(self.text, 2000)}"


class ConfigError(ShareNudgeError, ValueError):
    """The settings cannot be used. Nothing has been written or deleted.

    Args:
        outcome: what this means for the site.
    """

    def __init__(self, problems: Iterable[Problem], outcome: str = "nothing was written") -> None:
        self.problems = tuple(problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__(f"share-nudge found {count} in the settings, and {outcome}.\n" + "\n".join(self._lines()))

    def _lines(self) -> Iterator[str]:
        """Write the problems, what is allowed once behind all of a setting."""
        for problem, following in zip(self.problems, (*self.problems[1:], None), strict=True):
            yield f"  {problem}"
            if problem.hint and (following is None or following.hint != problem.hint):
                yield f"    {problem.hint}"
