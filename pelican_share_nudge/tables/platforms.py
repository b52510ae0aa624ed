"""What makes a preview of a link, and how much of a page each shows: rows, no logic.

Limits are those that a platform's own page or code states, or that are widely measured; None where neither says any.
Read 2026-11-27.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pelican_share_nudge.tables.previews import FEWEST_PIXELS, LONGEST_SHAPE, MOST_BYTES, READ_BYTES

# As the platforms count, where it is of pictures.
KILOBYTE = 1024

_OG_TITLE, _OG_TEXT = ("og:title", "twitter:title", "title"), ("og:description", "twitter:description", "description")
_ONLY_OG = ("og:image", "og:image:url", "og:image:secure_url")
_ANY = (*_ONLY_OG, "twitter:image")


class Platform(Struct, frozen=True, kw_only=True):
    """One row.

    Attributes:
        titles, descriptions, images: the properties in the order in which they are asked; `title` is `<title>`.
        title_length, description_length: how many characters are shown; 0 for a text that is not shown at all.
        fewest: width and height below which no picture is shown.
        large_from: width and height from which on it is shown large.
        longest_shape: how many times as long as broad a picture may be.
        most_bytes: above which no picture is shown.
        reads: how many bytes of a page are read.
        asks_for_card: a picture is large only with `twitter:card` as `summary_large_image`.
        only_small: no picture is shown large.
        source: where that is from; an address, if there is one.
    """

    label: str
    source: str
    titles: Sequence[str] = _OG_TITLE
    descriptions: Sequence[str] = _OG_TEXT
    images: Sequence[str] = _ANY
    title_length: int | None = None
    description_length: int | None = None
    fewest: tuple[int, int] = (0, 0)
    large_from: tuple[int, int] = (0, 0)
    longest_shape: float | None = None
    most_bytes: int | None = None
    reads: int | None = None
    asks_for_card: bool = False
    only_small: bool = False


PLATFORMS = (
    Platform(
        label="Facebook",
        images=_ONLY_OG,
        fewest=(FEWEST_PIXELS, FEWEST_PIXELS),
        large_from=(600, 315),
        most_bytes=8 * 1024 * KILOBYTE,
        source="https://developers.facebook.com/docs/sharing/webmasters/images",
    ),
    Platform(
        label="X",
        titles=("twitter:title", "og:title", "title"),
        descriptions=("twitter:description", "og:description", "description"),
        images=("twitter:image", *_ONLY_OG),
        title_length=70,
        description_length=200,
        fewest=(144, 144),
        large_from=(300, 157),
        most_bytes=5 * 1024 * KILOBYTE,
        asks_for_card=True,
        source="https://dev.twitter.com/cards/types/summary-large-image",
    ),
    Platform(
        label="LinkedIn",
        titles=("og:title", "title"),
        descriptions=("og:description",),
        images=_ONLY_OG,
        title_length=200,
        description_length=300,
        large_from=(401, 1),
        most_bytes=5 * 1024 * KILOBYTE,
        source="https://www.linkedin.com/post-inspector/",
    ),
    Platform(
        label="WhatsApp",
        images=_ONLY_OG,
        fewest=(300, 1),
        large_from=(300, 1),
        longest_shape=LONGEST_SHAPE,
        most_bytes=MOST_BYTES,
        reads=READ_BYTES,
        source="Meta: Link Previews, 2026-05-21",
    ),
    Platform(
        label="Bluesky",
        images=_ONLY_OG,
        most_bytes=1_000_000,
        source="https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/external.json",
    ),
    Platform(label="Mastodon", images=_ONLY_OG, source="https://docs.joinmastodon.org/entities/PreviewCard/"),
    Platform(label="Slack", reads=32 * KILOBYTE, source="https://docs.slack.dev/messaging/unfurling-links-in-messages"),
    Platform(
        label="iMessage",
        images=_ONLY_OG,
        description_length=0,
        source="https://developer.apple.com/library/archive/technotes/tn2444/_index.html",
    ),
    Platform(
        label="Teams",
        images=_ONLY_OG,
        only_small=True,
        source="https://learn.microsoft.com/microsoftteams/",
    ),
)
