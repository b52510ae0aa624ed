"""Hosts whose addresses stand for longer ones elsewhere: where one leads cannot be told without asking the host."""

from __future__ import annotations

from pelican_share_nudge.addresses import split

# Public ones, those of single networks, and those with which newsletters and social media tools replace addresses.
SHORTENERS = frozenset(
    "0rz.tw 1url.com 2.gp a.co adf.ly aka.ms amzn.eu amzn.to apple.co b.link b23.tv bbc.in bc.vc bit.do bit.ly "
    "bitly.com bl.ink buff.ly chilp.it clck.ru cli.gs clicky.me cutt.ly cutt.us da.gd db.tt dlvr.it dub.co dub.link "
    "dub.sh econ.st fb.me flic.kr flip.it forms.gle g.co git.io goo.gl goo.gle goo.su hubs.la hubs.ly hyperurl.co "
    "ift.tt is.gd j.mp kurzelinks.de kutt.it lc.chat ln.run lnk.bio lnk.to lnkd.in maps.app.goo.gl mcaf.ee msft.it "
    "n9.cl nyti.ms ow.ly pin.it pst.cr qr.ae qr.net qrco.de rb.gy rebrand.ly redd.it reurl.cc s.id shope.ee shor.by "
    "short.gy short.io short.link shorte.st shorturl.at shrtco.de smarturl.it snip.link snip.ly snurl.com soo.gd "
    "spoti.fi spr.ly su.pr surl.li t.cn t.co t.ly t1p.de tinu.be tiny.cc tiny.one tiny.pl tinyurl.com tldr.sk tny.im "
    "tr.im trib.al tumblr.co u.nu u.to url.kr urlr.me urlz.fr v.gd v.ht vk.cc w.wiki wapo.st wp.me x.co x.gd yhoo.it "
    "youtu.be zpr.io".split()
)


def is_short(address: str) -> bool:
    """Tell whether an address is one of a shortener's, and not its home page."""
    parts = split(address)
    return parts.host.removeprefix("www.") in SHORTENERS and len(parts.path.strip("/")) > 0
