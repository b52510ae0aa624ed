"""A share link, or a share widget, of a network that is no more.

Why: a reader who wanted to pass the post on gets an error page, or sees an empty gap where the buttons were.
Bad: `<a href="https://plus.google.com/share?url=https%3A%2F%2Fblog.example%2Fbread.html">Google+</a>`
Good: `<a href="https://share.joinmastodon.org/#text=Bread%20https%3A%2F%2Fblog.example%2Fbread.html">Mastodon</a>`
Mend: take the link out, or put the network that the message names in its place. Take a widget's script out as well: it
does nothing for readers, and still tells its owner who reads what.
"""

from __future__ import annotations

from collections.abc import Iterator

from pelican_share_nudge.page.facts import Page
from pelican_share_nudge.post import Post
from pelican_share_nudge.rules._links import by_writer, is_example
from pelican_share_nudge.rules._widgets import NOT_ONLY_FOR_SHARING, known_widget
from pelican_share_nudge.rules.kit import Found
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import DEAD_NETWORKS, NETWORKS

LEVEL = "warning"
SECTION = "links"
NEEDS = ("page.sharing", "page.widgets")

# Not of the machine's language: messages are English.
_MONTHS = "January February March April May June July August September October November December".split()


def check(page: Page, post: Post, site: Site) -> Iterator[Found]:
    said: set[tuple[str, bool]] = set()
    for link in page.share_links:
        shared = link.shared
        if shared is None or shared.form != "dead" or is_example(link, shared, post):
            continue
        which = by_writer(shared.network, link, page, post)
        if which in said:
            continue
        said.add(which)
        dead = DEAD_NETWORKS[shared.network]
        yield Found(
            message=f"Its {dead.label} link has not worked since {_day(dead.died)}: readers who follow it end there. "
            f"Take it out, or offer {_instead(dead.instead)}.",
            anchor=shared.network,
            text=link.href,
        )
    if page.widgets:
        linked = {network for network, _ in said}
        yield from _dead_widgets(page, linked)
        yield from _offered_by_widgets(page, linked)


def _dead_widgets(page: Page, said: set[str]) -> Iterator[Found]:
    for widget in page.widgets:
        ended = known_widget(widget).ended
        if not ended or widget.name in said or any(map(widget.text.__contains__, NOT_ONLY_FOR_SHARING)):
            continue
        said.add(widget.name)
        loads = any(other.is_script and other.name == widget.name for other in page.widgets)
        leak = ", and its script still tells who reads what" if loads else ""
        instead = DEAD_NETWORKS[widget.name].instead if widget.name in DEAD_NETWORKS else "copy"
        yield Found(
            message=f"It has the widget of {widget.label}, which has not worked since {_day(ended)}: readers see "
            f"nothing there{leak}. Take it out, or offer {_instead(instead)}.",
            anchor=f"{widget.name} widget",
            text=widget.text,
        )


def _offered_by_widgets(page: Page, said: set[str]) -> Iterator[Found]:
    for widget in page.widgets:
        for name, text in widget.dead:
            if widget.shares and name not in said:
                said.add(name)
                dead = DEAD_NETWORKS[name]
                yield Found(
                    message=f"{widget.label} offers {dead.label} (`{text}`), which has not worked since "
                    f"{_day(dead.died)}: readers who choose it get nowhere. Take it out, or offer "
                    f"{_instead(dead.instead)}.",
                    anchor=f"{name} offered",
                    text=text,
                )


def _instead(name: str) -> str:
    return "a link to copy" if name == "copy" else f"{NETWORKS[name].label} (`{name}`)"


def _day(written: str) -> str:
    """Write an ISO date for people, as exact as it is: `2019-04` is April 2019."""
    year, *rest = written.split("-")
    parts = [year, *(_MONTHS[int(month) - 1] for month in rest[:1]), *(str(int(day)) for day in rest[1:])]
    return " ".join(reversed(parts))
