"""Checks how a blog wants the bar to look, where it is to stand, and how much of anything there may be."""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.nearest import none_of
from pelican_share_nudge.settings.rows import Given
from pelican_share_nudge.settings.values import Wrong
from pelican_share_nudge.tables.looks import available_looks, discloses

SELECTOR_AT_MOST = 500


def check_hashtags(hashtags: int, _: Given) -> Iterator[Wrong]:
    if hashtags < 0:
        yield Wrong((), hashtags, "There cannot be fewer than 0 hashtags.")


def check_cta_limit(limit: int, _: Given) -> Iterator[Wrong]:
    if limit < 1:
        yield Wrong((), limit, "At least 1. To have no call to action, set SHARE_NUDGE_CTAS = [].")


def check_look(look: str, _: Given) -> Iterator[Wrong]:
    if look not in available_looks():
        yield Wrong((), look, none_of(look, available_looks()))


def check_sticky(sticky: bool, given: Given) -> Iterator[Wrong]:
    look = given.values["look"]
    if sticky and look in available_looks() and discloses(look):
        text = f"The look `{look}` has nothing to show beside the content: choose another look, or write False."
        yield Wrong((), True, text)
    if sticky and given.values["placement"] == "before":
        text = (
            "The bar accompanies readers on the way to its own place, and yours stands before the content. "
            "Take it out, or set SHARE_NUDGE_PLACEMENT to `after` or `both`."
        )
        yield Wrong((), True, text)
    if sticky and not (given.values["script"] and given.values["stylesheet"]):
        text = "It needs the script and the stylesheet: take SHARE_NUDGE_SCRIPT and SHARE_NUDGE_STYLESHEET out."
        yield Wrong((), True, text)


def check_events(events: bool, given: Given) -> Iterator[Wrong]:
    if events and not given.values["script"]:
        yield Wrong((), True, "The events are the script's: take SHARE_NUDGE_SCRIPT out.")


def check_selector(selector: str, _: Given) -> Iterator[Wrong]:
    if selector and (problem := _selector_problem(selector)):
        yield Wrong((), selector, problem)


def _selector_problem(selector: str) -> str:
    if len(selector) > SELECTOR_AT_MOST:
        return f"It has {len(selector)} characters, and {SELECTOR_AT_MOST} are enough to name one place."
    import soupsieve  # Only blogs that set a selector pay for loading it.

    try:
        soupsieve.compile(selector)
    except Exception as error:  # Also what no parser of selectors reckons with, as a thousand of them in each other.
        return f"This is no CSS selector. Its parser says: “{(str(error) or type(error).__name__).splitlines()[0]}”."
    return ""
