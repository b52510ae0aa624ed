"""The one family of errors whose message is for people: it says what is wrong, and what to do."""

from __future__ import annotations


class ShareNudgeError(Exception):
    """What ends a build or a command, or keeps a part of it from being done."""


class CommandError(ShareNudgeError):
    """There is no result; the message says why, and what to do. The command exits with 2."""
