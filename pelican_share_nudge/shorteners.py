"""Hosts whose addresses stand for longer ones elsewhere: where one leads cannot be told without asking the host."""

from __future__ import annotations

from pelican_share_nudge.addresses import split

# Public ones, those of single networks, and those with which newsletters and social media tools replace addresses.
SHORTENERS = frozenset(
    "1url.com 2.gp adf.ly amzn.to b23.tv bc.vc bit.do bit.ly bitly.com bl.ink buff.ly chilp.it clck.ru cli.gs "
    "clicky.me "
    "cutt.ly cutt.us da.gd db.tt dlvr.it dub.co dub.link dub.sh fb.me flic.kr flip.it g.co git.io goo.gl goo.su "
    "hubs.ly "
    "hyperurl.co ift.tt is.gd j.mp kutt.it lc.chat lnk.bio lnk.to lnkd.in mcaf.ee n9.cl ow.ly pst.cr qr.ae qr.net "
    "rb.gy rebrand.ly redd.it reurl.cc s.id shorte.st short.io shorturl.at shrtco.de smarturl.it snip.ly snurl.com "
    "soo.gd spr.ly su.pr surl.li t.cn t.co t.ly t1p.de tiny.cc tiny.one tiny.pl tinyurl.com tldr.sk tr.im "
    "trib.al tumblr.co u.nu u.to url.kr urlz.fr v.gd v.ht vk.cc w.wiki wp.me x.co x.gd youtu.be zpr.io".split()
)


def is_short(address: str) -> bool:
    """Tell whether an address is one of a shortener's, and not its home page."""
    parts = split(address)
    return parts.host.removeprefix("www.") in SHORTENERS and len(parts.path.strip("/")) > 0
