"""The address of a post as a QR code: from paper, or from the screen of somebody else, it gets onto a phone."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct

from pelican_share_nudge.addresses import is_web_address
from pelican_share_nudge.decision import Around, Decision, Slot
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.wishes import Wishes

SLOTS: tuple[Slot, ...] = ("print",)
ORDER = 3
CALLED = "QR code"
WITHOUT = "readers of paper have no code for their phones"

_NOT_ASKED_FOR = "SHARE_NUDGE_QR is False."
_NO_ADDRESS = "Its address is not known: SITEURL is empty."
_TOO_LONG = "Its address has {length} characters, and no phone reads a small code of more than {most}."

# What version 16 holds. With the quiet zone it is 89 modules wide: at 3 cm each is a third of a millimetre.
_LONGEST_ADDRESS = 450
_QUIET_ZONE = 4  # modules, as ISO/IEC 18004 wants it


class Code(Struct, frozen=True):
    """A code, drawn when it is asked for.

    Attributes:
        on_screen: it is shown there, too.
    """

    address: str
    on_screen: bool

    @property
    def svg(self) -> Markup:
        """The picture, black on white whatever is around it."""
        return _drawn(self.address)


def decide(post: Post, wishes: Wishes, config: Config, around: Around) -> Decision[Code]:
    if not config.qr:
        return Decision(None, _NOT_ASKED_FOR)
    if not is_web_address(post.address):
        return Decision(None, _NO_ADDRESS)
    if len(post.address) > _LONGEST_ADDRESS:
        return Decision(None, _TOO_LONG.format(length=len(post.address), most=_LONGEST_ADDRESS))
    return Decision(Code(post.address, on_screen=config.qr == "block"))


@lru_cache(maxsize=1024)  # Drawing takes longer than all the rest; `pelican -r` builds the same posts again.
def _drawn(address: str) -> Markup:
    import segno  # Only blogs that want codes pay for loading it.

    code = segno.make_qr(address, error="M", boost_error=False)
    colours = {"dark": "#000", "light": "#fff"}
    return Markup(code.svg_inline(border=_QUIET_ZONE, omitsize=True, svgclass=None, lineclass=None, **colours))
