"""The calls to action at the end of a post: the motive to pass it on, to answer, to subscribe, to read on."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from pelican_share_nudge.decision import Around, Decision, Slot
from pelican_share_nudge.hooks.bar import Bar, email_of
from pelican_share_nudge.locales import Phrase, Phrases
from pelican_share_nudge.pattern import IN_TARGETS, names_in
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.conditions import CONDITIONS, Names, is_among, several
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.ctas import BUILT_IN_CTAS, Cta, CtaKind, Texts
from pelican_share_nudge.settings.wishes import Wishes

SLOTS: tuple[Slot, ...] = ("after",)
ORDER = 1
CALLED = "call to action"
WITHOUT = "readers are asked for nothing"

_A_SENTENCE = "The author wrote it: `nudge_cta` in the front matter is a sentence."
_SWITCHED_OFF = "The author wants none: `nudge_cta: off` in the front matter."
_BY_NAME = "The author chose by name: `nudge_cta` in the front matter."
_ENDED = "`{name}` in SHARE_NUDGE_CTAS is for this post: it gets no call to action."
_THE_FIRST = "The first of SHARE_NUDGE_CTAS whose conditions all hold."
_THE_FIRST_FEW = "The first {limit} of SHARE_NUDGE_CTAS whose conditions all hold."
_IN_VAIN = "`{name}` is passed over: it has no target, and the post no share bar, so there is nothing to press."


class CallToAction(Struct, frozen=True):
    """A block that asks the reader to do something; without an address it is only said.

    Attributes:
        address: to where it leads; empty until its target was resolved.
        is_of_post: it holds what only one post has: its title or address, the post after it, its author's sentence.
        target: as the settings have it, if that is still to be turned into an address.
    """

    name: str
    kind: CtaKind
    heading: Phrase
    text: Phrase
    action: Phrase
    address: str = ""
    is_of_post: bool = False
    target: str = ""


class Calls(Struct, frozen=True):
    """The calls to action that a post may have, the first choice first, and how many of them it gets at most: those
    whose targets exist."""

    candidates: tuple[CallToAction, ...]
    limit: int

    def resolved(self, resolve: Callable[[str], str | None]) -> tuple[CallToAction, ...]:
        """Turn targets into addresses; what has none is passed over.

        Args:
            resolve: gives what stands in the page's `href` for a target; None when there is nothing there.
        """
        made: list[CallToAction] = []
        for call in self.candidates:
            if len(made) == self.limit:
                break
            if not call.target:
                made.append(call)
            elif address := resolve(call.target):
                made.append(replace(call, address=address, target=""))
        return tuple(made)


def decide(post: Post, wishes: Wishes, config: Config, around: Around) -> Decision[Calls]:
    if wishes.cta == () and not wishes.sentence:
        return Decision(None, _SWITCHED_OFF)
    if wishes.sentence:
        sentence = _with_means(_from_sentence(post, wishes), config, around)
        return Decision(Calls((sentence,), 1), _A_SENTENCE)
    limit = most_ctas(wishes, config)
    made = tuple(_calls(post, wishes, config, around))
    candidates = tuple(_with_means(call, config, around) for call in made if not _is_in_vain(call, around))
    end = None if candidates or wishes.cta is not None else _end(post, config, around.today)
    if in_vain := next((call for call in made[:limit] if _is_in_vain(call, around)), None):
        passed_over = _IN_VAIN.format(name=in_vain.name)
        why = f"{_why(wishes, limit)} {passed_over}" if candidates else passed_over
    else:
        why = _ENDED.format(name=end.name) if end else _why(wishes, limit)
    return Decision(Calls(candidates, limit) if candidates else None, why)


def _why(wishes: Wishes, limit: int) -> str:
    if wishes.cta is not None:
        return _BY_NAME
    return _THE_FIRST if limit == 1 else _THE_FIRST_FEW.format(limit=limit)


def _from_sentence(post: Post, wishes: Wishes) -> CallToAction:
    nothing = Phrase("", post.language)
    heading = Phrase(wishes.sentence, post.language)
    return CallToAction("sentence", "pass-on", heading, nothing, nothing, is_of_post=True)


def _calls(post: Post, wishes: Wishes, config: Config, around: Around) -> Iterator[CallToAction]:
    """Make those that a post could have: those that its author named, else those whose conditions hold. One without a
    target is certainly there, so that none is made when as many as are wanted are."""
    left = most_ctas(wishes, config)
    for cta in fitting_ctas(post, config, around.today) if wishes.cta is None else asked_ctas(wishes, config):
        call = _call_to_action(cta, post, around) if left else None
        if call is not None:
            left -= not call.target and not _is_in_vain(call, around)
            yield call


def _is_in_vain(call: CallToAction, around: Around) -> bool:
    """Tell whether a CTA asks to pass a post on, and there is nothing to press."""
    return call.kind == "pass-on" and not call.target and around.decided["bar"].data is None


def _with_means(call: CallToAction, config: Config, around: Around) -> CallToAction:
    """Let a CTA to pass a post on lead to the e-mail forward where no bar stands behind it."""
    if call.kind != "pass-on" or call.target or config.placement != "before":
        return call
    bar: Bar | None = around.decided["bar"].data
    email = email_of(bar.links) if bar else None
    if email is None:
        return call
    action = call.action if call.action.text else around.phrases["cta.pass-on.action"]
    return replace(call, action=action, address=email.address, is_of_post=True)


def most_ctas(wishes: Wishes, config: Config) -> int:
    """Tell how many CTAs a post gets at most: as many as its author named, else as the site wants."""
    return config.cta_limit if wishes.cta is None else len(wishes.cta)


def asked_ctas(wishes: Wishes, config: Config) -> Sequence[Cta]:
    """List the CTAs that are asked, in order, whether they fit a post: those that its author named, else the site's."""
    if wishes.cta is None:
        return config.ctas
    by_name = BUILT_IN_CTAS | {cta.name: cta for cta in config.ctas}
    return [by_name[name] for name in wishes.cta]


def fitting_ctas(post: Post, config: Config, today: datetime.date) -> Iterator[Cta]:
    """List the site's CTAs whose conditions hold for a post, up to a `none` among them."""
    held = (cta for cta in config.ctas if holds(cta, post, today))
    return takewhile(lambda cta: cta.kind != "none", held)


def _end(post: Post, config: Config, today: datetime.date) -> Cta | None:
    """Find the `none` that ends the site's list for a post."""
    return next((cta for cta in config.ctas if cta.kind == "none" and holds(cta, post, today)), None)


def needs_bar(cta: Cta) -> bool:
    """Tell whether a CTA only makes sense beside a share bar, which is what readers press."""
    return cta.kind == "pass-on" and not cta.target.strip()


def asks_for_next(wishes: Wishes, config: Config) -> bool:
    """Tell whether it matters which post comes next."""
    return any(cta.kind == "read-next" and not cta.target for cta in asked_ctas(wishes, config))


def holds(cta: Cta, post: Post, today: datetime.date) -> bool:
    """Tell whether all conditions of a CTA hold for a post; letter case does not matter."""
    return (
        (cta.from_ is None or cta.from_ <= today)
        and (cta.until is None or today <= cta.until)
        and all(is_among(name, names, post) for name, names in _named(cta, _WANTED))
        and not any(is_among(name, names, post) for name, names in _named(cta, _UNWANTED))
    )


_WANTED = tuple((name, name) for name in CONDITIONS)
_UNWANTED = tuple((name, f"not_{name}") for name in CONDITIONS)


def _named(cta: Cta, conditions: Iterable[tuple[str, str]]) -> list[tuple[str, Names]]:
    """List the conditions that a CTA has, and what each names."""
    found = [(name, getattr(cta, key)) for name, key in conditions]
    return [(name, names) for name, names in found if names and several(names)]


def _call_to_action(cta: Cta, post: Post, around: Around) -> CallToAction | None:
    """Make a CTA with its own texts before those of its kind; None when it has nowhere to lead to."""
    if cta.kind == "none":
        return None
    target, title = cta.target.strip(), ""
    if cta.kind == "read-next" and not cta.target:
        if around.next_post is None:
            return None
        target, title = around.next_post.url, around.next_post.title
    elif cta.kind == "subscribe" and not cta.target:
        target = around.feed
    if not target and cta.kind != "pass-on":
        return None
    texts = [_say(own, f"cta.{cta.kind}.{part}", around.phrases) for part, own in _own_texts(cta)]
    filled = [text.fill(next=title, title=post.title) for text in texts]
    heading, text, action = filled
    is_of_post = filled != texts or bool(title) or bool(names_in(cta.target) & IN_TARGETS)
    action = action if target else Phrase("", action.language)
    return CallToAction(cta.name, cta.kind, heading, text, action, is_of_post=is_of_post, target=target)


def values_in_targets(post: Post) -> dict[str, str]:
    """Give what the placeholders in the targets of calls to action stand for."""
    values = {"title": post.title, "url": post.address, "text": post.text, "language": post.language, "slug": post.slug}
    assert values.keys() == IN_TARGETS
    return values


def _own_texts(cta: Cta) -> tuple[tuple[str, Texts | None], ...]:
    return ("heading", cta.heading), ("text", cta.text), ("action", cta.action)


def _say(own: Texts | None, key: str, phrases: Phrases) -> Phrase:
    return phrases[key] if own is None else phrases.choose(key, own)
