"""The only module that says with what a hook is asked, and what it answers."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Generic, Literal, TypeVar

from msgspec import Struct, field

from pelican_share_nudge.locales import Phrases
from pelican_share_nudge.page.head import Said

Slot = Literal["head", "before", "after", "inline", "feed", "print"]
Data = TypeVar("Data", covariant=True)

AT_HOME = "The author keeps the post at home: `nudge: off` in the front matter."
SWITCHED_OFF = "The author wants none: `{key}: off` in the front matter."


class Decision(Struct, Generic[Data], frozen=True):
    """What one hook gives one post.

    Attributes:
        data: what its template is rendered with; None when the post does not get the hook.
        why: a sentence for its author.
    """

    data: Data | None
    why: str = ""


class NextPost(Struct, frozen=True):
    """The post that comes after one in its series, category or tags."""

    title: str
    url: str


class Around(Struct, frozen=True, kw_only=True):
    """What hooks may know beside the post.

    Attributes:
        today: on which `from` and `until` are judged.
        phrases: in the language of the post.
        next_post: the post to read next; None when there is none, or nobody asks for it.
        feed: the site's feed as a target; empty when it has none.
        site_name: plain text.
        head: what the written page says of itself; None while it is being written.
        page: as it is written, without blocks; empty before it is.
        decided: what the hooks before have decided, by their names; the body's come first, then the head's and feeds'.
    """

    today: datetime.date
    phrases: Phrases
    next_post: NextPost | None = None
    feed: str = ""
    site_name: str = ""
    head: Said | None = None
    page: str = ""
    decided: Mapping[str, Decision[Any]] = field(default_factory=dict)
