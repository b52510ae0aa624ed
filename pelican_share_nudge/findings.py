"""What is wrong with a post, as plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        rule: the rule's name, such as `bad-metadata`.
        source: the post's source file, relative to the content folder; empty for the site.
        message: what is wrong, what it means for the reader, and what to write instead.
    """

    rule: str
    source: str
    message: str
