"""Third parties' share widgets: each is one row of data."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class KnownWidget(Struct, frozen=True, kw_only=True):
    """A share widget of old themes.

    Attributes:
        name: lower case, no blanks.
        label: what people call it.
        scripts: host and beginning of the path of its scripts and frames, `platform.twitter.com/widgets.js`.
        classes: classes or ids of the elements that the script fills, or the `type` of a script that is one: any of
            them in a page is a place to share. No row lists those of counters, follow buttons and embeds.
        selectors: of further such elements, each beginning with an attribute by which it is told at once, and with a
            `data-…` in it.
        embeds: classes of what else its script shows, such as a quoted post: a page that has one of them and no place
            to share loads the script for that.
        ended: the day on which it stopped working, ISO 8601, as exact as known; empty while it works.
        leaks: its script asks the third party before a reader clicks. False for what blogs serve themselves.
        source: where this was read.
    """

    name: str
    label: str
    scripts: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    selectors: tuple[str, ...] = ()
    embeds: tuple[str, ...] = ()
    ended: str = ""
    leaks: bool = True
    source: str = ""


# What old buttons of ShareThis and AddThis are called, one class a network; those with a number beside them share, too.
_OF_SHARETHIS = (
    "sharethis facebook twitter linkedin pinterest email googleplus plusone reddit whatsapp tumblr digg delicious "
    "stumbleupon instapaper evernote pocket blogger vkontakte odnoklassniki xing fblike fbsend fbrec"
).split()
_FORMS_OF_SHARETHIS = ("", "_hcount", "_vcount", "_large", "_button", "_custom")
_OF_ADDTHIS = (
    "compact expanded more email print facebook facebook_like facebook_share facebook_send twitter tweet linkedin "
    "linkedin_counter pinterest pinterest_pinit pinterest_share google google_plusone google_plusone_share "
    "google_plusone_badge reddit whatsapp tumblr digg delicious stumbleupon vk xing preferred_1 preferred_2 "
    "preferred_3 preferred_4 preferred_5 preferred_6"
).split()

# What widgets call networks that are no more, with their names in DEAD_NETWORKS.
DEAD_IN_WIDGETS: Mapping[str, str] = {
    **{name: name for name in "delicious digg flattr friendfeed newsvine pocket readability stumbleupon".split()},
    **dict.fromkeys(
        (
            *("googleplus", "google-plus", "google_plus", "gplus", "plusone"),
            *("google_plusone", "google_plusone_share", "google_plusone_badge"),
        ),
        "googleplus",
    ),
    **dict.fromkeys(("googlebookmarks", "google-bookmarks", "google_bookmarks"), "googlebookmarks"),
}

# Attributes in which the places of widgets have the address that they share.
ADDRESSES = ("data-url", "data-href", "data-share-url", "data-a2a-url", "addthis:url", "st_url", "data-permalink")

# What can be served by the blog itself has two rows: its elements leak nothing, its script from another host does.
WIDGETS: tuple[KnownWidget, ...] = (
    KnownWidget(
        name="addthis",
        label="AddThis",
        scripts=("s7.addthis.com/", "s9.addthis.com/", "cache.addthiscdn.com/"),
        classes=(
            "addthis_toolbox",
            "addthis_button",
            *(f"addthis_button_{name}" for name in _OF_ADDTHIS),
            "addthis_counter",
            "addthis_floating_style",
            "addthis_responsive_sharing",
            "addthis_sharing_toolbox",
            "addthis_native_toolbox",
            "addthis_inline_share_toolbox",
        ),
        ended="2023-05-31",
        source="nopSolutions/nopCommerce#6678, theme-next/hexo-theme-next#1724",
    ),
    KnownWidget(
        name="addtoany",
        label="AddToAny",
        scripts=("static.addtoany.com/menu/",),
        classes=("a2a_kit", "a2a_dd"),
        source="addtoany.com/buttons/for/website, as in the code of many sites",
    ),
    KnownWidget(
        name="baidu",
        label="Baidu Share",
        scripts=("bdimg.share.baidu.com/",),
        classes=("bdsharebuttonbox",),
        source="code of several sites",
    ),
    KnownWidget(
        name="buffer",
        label="Buffer",
        scripts=("static.bufferapp.com/js/button.js", "d389zggrogs7qo.cloudfront.net/js/button.js"),
        classes=("buffer-add-button",),
        ended="2020",
        source="form: code of several sites; end: social-share-urls, README",
    ),
    KnownWidget(
        name="facebook",
        label="Facebook SDK",
        scripts=("connect.facebook.net/", "www.facebook.com/plugins/share_button.php"),
        classes=("fb-share-button", "fb-send"),
        embeds=("fb-post", "fb-video", "fb-page", "fb-comments"),
        source="developers.facebook.com/docs/plugins/share-button",
    ),
    KnownWidget(
        name="facebooklike",
        label="Facebook Like button",
        scripts=("www.facebook.com/plugins/like.php",),
        classes=("fb-like",),
        ended="2026-02-10",
        source="Meta for Developers, 10 November 2025, as told by ppc.land",
    ),
    KnownWidget(
        name="flattr",
        label="Flattr",
        scripts=("api.flattr.com/js/", "button.flattr.com/", "api.flattr.com/button/"),
        classes=("FlattrButton",),
        ended="2020",
        source="form: code of several sites; end: social-share-urls, README",
    ),
    KnownWidget(
        name="goodshare",
        label="goodshare.js",
        classes=("goodshare",),
        leaks=False,
        source="koddr/goodshare.js, README",
    ),
    KnownWidget(
        name="goodsharecdn",
        label="goodshare.js from another host",
        scripts=("cdn.jsdelivr.net/npm/goodshare.js", "cdn.jsdelivr.net/jquery.goodshare.js", "unpkg.com/goodshare.js"),
        source="code of several sites",
    ),
    KnownWidget(
        name="googleplus",
        label="Google+ button",
        scripts=("apis.google.com/js/plusone.js",),  # platform.js also serves YouTube
        classes=("g-plusone", "g-plus"),
        ended="2019-04",
        source="form: code of several sites; end: hexo-theme-landscape#136",
    ),
    KnownWidget(
        name="hatena",
        label="Hatena Bookmark button",
        scripts=("b.st-hatena.com/js/bookmark_button", "b.hatena.ne.jp/js/bookmark_button"),
        classes=("hatena-bookmark-button",),
        source="code of several sites",
    ),
    KnownWidget(
        name="jiathis",
        label="JiaThis",
        scripts=("v1.jiathis.com/", "v2.jiathis.com/", "v3.jiathis.com/"),
        classes=("jiathis_style", "jiathis_button", "jiathis"),
        ended="2018",
        source="form: code of several sites; end: mashirozx/sakura#27, Simpleyyt/jekyll-jacman#33",
    ),
    KnownWidget(
        name="jssocialscdn",
        label="jsSocials from another host",
        scripts=(
            "cdn.jsdelivr.net/jquery.jssocials",
            "cdn.jsdelivr.net/npm/jssocials",
            "cdnjs.cloudflare.com/ajax/libs/jsSocials",
            "unpkg.com/jssocials",
        ),
        source="code of several sites; its place has whatever name a theme gives it",
    ),
    KnownWidget(
        name="likely",
        label="Likely",
        classes=("likely",),
        leaks=False,
        source="NikolayRys/Likely, README",
    ),
    KnownWidget(
        name="likelycdn",
        label="Likely from another host",
        scripts=(
            "cdn.jsdelivr.net/npm/ilyabirman-likely",
            "cdnjs.cloudflare.com/ajax/libs/ilyabirman-likely",
            "unpkg.com/ilyabirman-likely",
        ),
        source="code of several sites",
    ),
    KnownWidget(
        name="line",
        label="LINE button",
        scripts=("d.line-scdn.net/r/web/social-plugin/", "www.line-website.com/social-plugins/"),
        classes=("line-it-button",),
        source="developers.line.biz, LINE Social Plugins",
    ),
    KnownWidget(
        name="linkedin",
        label="LinkedIn button",
        scripts=("platform.linkedin.com/in.js",),
        classes=("IN/Share",),
        source="learn.microsoft.com/linkedin/consumer/integrations/self-serve/plugins/share-plugin",
    ),
    KnownWidget(
        name="pinterest",
        label="Pinterest button",
        scripts=("assets.pinterest.com/js/pinit",),
        source="developers.pinterest.com/docs/web-features/buttons; its places are share links",
    ),
    KnownWidget(
        name="pluso",
        label="Pluso",
        scripts=("share.pluso.ru/",),
        classes=("pluso",),
        source="code of several sites; whether it still works could not be confirmed",
    ),
    KnownWidget(
        name="pocket",
        label="Pocket button",
        scripts=("widgets.getpocket.com/",),
        classes=("pocket-btn",),
        ended="2025-07-08",
        source="form: code of several sites; end: as in DEAD_NETWORKS",
    ),
    KnownWidget(
        name="post",
        label="Po.st",
        scripts=("i.po.st/",),
        classes=("pw-server-widget", "pw-button-post-share"),
        source="code of several sites; whether it still works could not be confirmed",
    ),
    KnownWidget(
        name="reddit",
        label="Reddit button",
        scripts=("www.redditstatic.com/button/", "www.reddit.com/static/button/", "reddit.com/static/button/"),
        source="code of several sites; it has no element of its own",
    ),
    KnownWidget(
        name="shareaholic",
        label="Shareaholic",
        scripts=(
            "cdn.shareaholic.net/",
            "dsms0mj1bbhn4.cloudfront.net/assets/pub/shareaholic.js",
            "apps.shareaholic.com/",
        ),
        classes=("shareaholic-canvas",),
        source="code of several sites",
    ),
    KnownWidget(
        name="sharejscdn",
        label="share.js from another host",
        scripts=("cdn.jsdelivr.net/npm/social-share.js", "cdnjs.cloudflare.com/ajax/libs/social-share.js"),
        source="code of several sites; themes call their own bars `social-share`, too",
    ),
    KnownWidget(
        name="shareon",
        label="shareon",
        classes=("shareon",),
        leaks=False,
        source="kytta/shareon, README",
    ),
    KnownWidget(
        name="shareoncdn",
        label="shareon from another host",
        scripts=("cdn.jsdelivr.net/npm/shareon", "unpkg.com/shareon", "cdn.jsdelivr.net/gh/kytta/shareon"),
        source="kytta/shareon, README",
    ),
    KnownWidget(
        name="sharerjs",
        label="sharer.js",
        classes=("sharer",),
        selectors=("[data-sharer]",),
        leaks=False,
        source="ellisonleao/sharer.js, sharer.js",
    ),
    KnownWidget(
        name="sharerjscdn",
        label="sharer.js from another host",
        scripts=(
            "cdn.jsdelivr.net/npm/sharer.js",
            "cdn.jsdelivr.net/sharer.js",
            "cdn.jsdelivr.net/gh/ellisonleao/sharer.js",
            "cdn.rawgit.com/ellisonleao/sharer.js",
            "unpkg.com/sharer.js",
            "cdnjs.cloudflare.com/ajax/libs/sharer.js",
        ),
        source="code of several sites",
    ),
    KnownWidget(
        name="sharethis",
        label="ShareThis",
        scripts=(
            "w.sharethis.com/",
            "ws.sharethis.com/",
            "platform-api.sharethis.com/",
            "s.sharethis.com/",
        ),
        classes=(
            "sharethis-inline-share-buttons",
            "sharethis-sticky-share-buttons",
            *(f"st_{name}{form}" for name in _OF_SHARETHIS for form in _FORMS_OF_SHARETHIS),
        ),
        source="code of several sites",
    ),
    KnownWidget(
        name="shariff",
        label="Shariff",
        classes=("shariff",),
        leaks=False,
        source="heiseonline/shariff, README",
    ),
    KnownWidget(
        name="shariffcdn",
        label="Shariff from another host",
        scripts=("cdn.jsdelivr.net/npm/shariff", "unpkg.com/shariff", "cdnjs.cloudflare.com/ajax/libs/shariff"),
        source="code of several sites",
    ),
    KnownWidget(
        name="sociallikes",
        label="Social Likes",
        classes=("social-likes",),
        leaks=False,
        source="sapegin/social-likes, Readme",
    ),
    KnownWidget(
        name="sociallikescdn",
        label="Social Likes from another host",
        scripts=(
            "cdn.jsdelivr.net/npm/social-likes",
            "cdn.jsdelivr.net/gh/sapegin/social-likes",
            "cdn.jsdelivr.net/jquery.social-likes",
            "cdnjs.cloudflare.com/ajax/libs/social-likes",
            "cdnjs.cloudflare.com/ajax/libs/jquery.social-likes",
            "unpkg.com/social-likes",
        ),
        source="code of several sites",
    ),
    KnownWidget(
        name="socialsharekit",
        label="Social Share Kit",
        classes=("ssk-group", "ssk-sticky"),
        leaks=False,
        source="darklow/social-share-kit",
    ),
    KnownWidget(
        name="stumbleupon",
        label="StumbleUpon badge",
        scripts=("platform.stumbleupon.com/", "www.stumbleupon.com/hostedbadge.php"),
        ended="2018-06-30",
        source="form: code of several sites; end: as in DEAD_NETWORKS",
    ),
    KnownWidget(
        name="sumo",
        label="Sumo",
        scripts=("load.sumome.com/", "load.sumo.com/"),
        source="code of several sites; it puts its buttons where it likes",
    ),
    KnownWidget(
        name="tumblr",
        label="Tumblr button",
        scripts=(
            "platform.tumblr.com/v1/share.js",
            "assets.tumblr.com/share-button.js",
            "secure.assets.tumblr.com/share-button.js",
        ),
        classes=("tumblr-share-button",),
        source="tumblr.com/docs/en/share_button, as in the code of several sites",
    ),
    KnownWidget(
        name="twitter",
        label="X (Twitter) button",
        scripts=("platform.twitter.com/widgets", "platform.x.com/widgets"),
        classes=("twitter-share-button",),
        selectors=('[href*="//twitter.com/share"][data-url]', '[href*="//x.com/share"][data-url]'),
        embeds=("twitter-tweet", "twitter-video", "twitter-timeline"),
        source="docs.x.com/x-for-websites/post-button/overview",
    ),
    KnownWidget(
        name="uptolike",
        label="UpToLike",
        scripts=("w.uptolike.com/",),
        classes=("uptolike-buttons",),
        source="code of several sites",
    ),
    KnownWidget(
        name="vk",
        label="VK button",
        scripts=("vk.com/js/api/share.js", "vkontakte.ru/js/api/share.js"),
        classes=("vk_share_button",),
        source="code of several sites",
    ),
    KnownWidget(
        name="yandex",
        label="Yandex Share",
        scripts=("yastatic.net/share", "yandex.st/share/"),
        classes=("ya-share2", "yashare-auto-init"),
        source="code of several sites",
    ),
)

CLASSES: Mapping[str, KnownWidget] = {name: widget for widget in WIDGETS for name in widget.classes}
