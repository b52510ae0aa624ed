"""Where a post can be passed on: each network is one row of data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["social", "forum", "messenger", "save", "publish", "mail", "copy"]
Counting = Literal["characters", "graphemes", "weighted"]
Need = Literal["image", "instance"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A place where a reader passes a post on.

    Attributes:
        name: what settings and front matter call it: lower case, no blanks.
        label: what readers see; a brand, so it is never translated.
        pattern: the address with placeholders. `{url}` the post's address; `{title}` its title; `{text}` what
            to say; `{message}` text, hashtags and address in one; `{excerpt}` a sentence or two; `{image}`;
            `{hashtags}` comma separated; `{hashtag}` the first one; `{via}` the blog's handle; `{instance}`
            a host. A query parameter whose value is empty is left out.
        kind: what sort of place it is.
        source: the page or project in which the form was read.
        checked: the day on which it was read, ISO 8601.
        needs: without it there is no share link: the post's image, or the blog's instance.
        instance_pattern: used instead of `pattern` when the blog names an instance.
        limit: how long the title (pattern with `{title}`) or the whole contribution (`{text}`, `{message}`) may be.
        counting: the unit of `limit`: code points, grapheme clusters, or X's weighted characters.
        address_length: what an address counts as where every address counts alike.
        carries_hashtags: whether `{message}` ends with hashtags.
        verified: False where nobody could confirm the form; such a network is never shown unless asked for.
    """

    name: str
    label: str
    pattern: str
    kind: Kind = "social"
    source: str = ""
    checked: str = ""
    needs: Need | None = None
    instance_pattern: str | None = None
    limit: int | None = None
    counting: Counting = "characters"
    address_length: int | None = None
    carries_hashtags: bool = False
    verified: bool = True

    @property
    def takes_image(self) -> bool:
        return "{image}" in self.pattern


@dataclass(frozen=True, slots=True)
class DeadNetwork:
    """A network that no longer takes posts: when it ended (ISO 8601, as exact as known) and what to use instead."""

    name: str
    label: str
    died: str
    instead: str
    source: str


# The first eight are those a blog shows unless it chooses; the others follow by name.
NETWORKS: dict[str, Network] = {
    network.name: network
    for network in (
        Network(
            name="facebook",
            label="Facebook",
            pattern="https://www.facebook.com/sharer/sharer.php?u={url}&hashtag=%23{hashtag}",
            source="react-share, src/FacebookShareButton.ts",
            checked="2026-11-01",
        ),
        Network(
            name="x",
            label="X",
            pattern="https://x.com/intent/tweet?text={text}&url={url}&hashtags={hashtags}&via={via}",
            source="docs.x.com/x-for-websites/post-button/guides/web-intent",
            checked="2026-11-01",
            limit=280,
            counting="weighted",
            address_length=23,
        ),
        Network(
            name="mastodon",
            label="Mastodon",
            pattern="https://share.joinmastodon.org/#text={message}",
            instance_pattern="https://{instance}/share?text={message}",
            source="blog.joinmastodon.org/2026/03/a-new-share-button",
            checked="2026-11-01",
            limit=500,
            counting="graphemes",
            address_length=23,
            carries_hashtags=True,
        ),
        Network(
            name="bluesky",
            label="Bluesky",
            pattern="https://bsky.app/intent/compose?text={message}",
            source="docs.bsky.app/docs/advanced-guides/intent-links",
            checked="2026-11-01",
            limit=300,
            counting="graphemes",
            carries_hashtags=True,
        ),
        Network(
            name="linkedin",
            label="LinkedIn",
            pattern="https://www.linkedin.com/sharing/share-offsite/?url={url}",
            source="shareon, src/shareon.js",
            checked="2026-11-23",
        ),
        Network(
            name="whatsapp",
            label="WhatsApp",
            kind="messenger",
            pattern="https://wa.me/?text={message}",
            source="shareon, src/shareon.js",
            checked="2026-11-23",
        ),
        Network(
            name="email",
            label="E-mail",
            kind="mail",
            pattern="mailto:?subject={subject}&body={body}",
            source="RFC 6068",
            checked="2026-11-01",
        ),
        Network(
            name="copy",
            label="Copy link",
            kind="copy",
            pattern="{url}",
            source="the post itself",
            checked="2026-11-01",
        ),
        Network(
            name="band",
            label="BAND",
            pattern="https://band.us/plugin/share?body={message}&route={url}",
            source="public code of several projects, no page found",
            checked="2026-11-23",
            verified=False,
        ),
        Network(
            name="blogger",
            label="Blogger",
            kind="publish",
            pattern="https://www.blogger.com/blog-this.g?u={url}&n={title}&t={excerpt}",
            source="social-share-urls, README",
            checked="2026-11-23",
        ),
        Network(
            name="diaspora",
            label="diaspora*",
            pattern="https://share.diasporafoundation.org/?title={title}&url={url}",
            instance_pattern="https://{instance}/bookmarklet?url={url}&title={title}&notes={excerpt}",
            source="social-share-urls, README; FreshRSS, app/shares.php",
            checked="2026-11-23",
        ),
        Network(
            name="douban",
            label="Douban",
            pattern="https://www.douban.com/recommend/?href={url}&name={title}&text={excerpt}",
            source="social-share-urls, README",
            checked="2026-11-23",
        ),
        Network(
            name="evernote",
            label="Evernote",
            kind="save",
            pattern="https://www.evernote.com/clip.action?url={url}&title={title}",
            source="social-share-urls, README",
            checked="2026-11-23",
        ),
        Network(
            name="flipboard",
            label="Flipboard",
            pattern="https://share.flipboard.com/bookmarklet/popout?v=2&title={title}&url={url}",
            source="social-share-urls, README",
            checked="2026-11-23",
        ),
        Network(
            name="friendica",
            label="Friendica",
            needs="instance",
            pattern="https://{instance}/compose?body={message}",
            source="share2fedi, src/lib/project.ts",
            checked="2026-11-23",
            carries_hashtags=True,
        ),
        Network(
            name="gmail",
            label="Gmail",
            kind="mail",
            pattern="https://mail.google.com/mail/?view=cm&su={title}&body={message}",
            source="social-share-urls, README",
            checked="2026-11-23",
        ),
        Network(
            name="gnusocial",
            label="GNU social",
            needs="instance",
            pattern="https://{instance}/notice/new?status_textarea={message}",
            source="share2fedi, src/lib/project.ts",
            checked="2026-11-23",
            carries_hashtags=True,
        ),
        Network(
            name="hackernews",
            label="Hacker News",
            kind="forum",
            pattern="https://news.ycombinator.com/submitlink?u={url}&t={title}",
            source="social-share-urls, README; limit: Arc, news.arc",
            checked="2026-11-23",
            limit=80,
        ),
        Network(
            name="hatena",
            label="Hatena Bookmark",
            kind="save",
            pattern="https://b.hatena.ne.jp/add?mode=confirm&url={url}&title={title}",
            source="react-share, src/HatenaShareButton.ts",
            checked="2026-11-01",
        ),
        Network(
            name="hubzilla",
            label="Hubzilla",
            needs="instance",
            pattern="https://{instance}/rpost?body={message}",
            source="share2fedi, src/lib/project.ts",
            checked="2026-11-23",
            carries_hashtags=True,
        ),
        Network(
            name="instapaper",
            label="Instapaper",
            kind="save",
            pattern="https://www.instapaper.com/hello2?url={url}&title={title}&description={excerpt}",
            source="react-share, src/InstapaperShareButton.ts",
            checked="2026-11-23",
        ),
        Network(
            name="journalduhacker",
            label="Journal du hacker",
            kind="forum",
            pattern="https://www.journalduhacker.net/stories/new?url={url}&title={title}",
            source="FreshRSS, app/shares.php",
            checked="2026-11-23",
        ),
        Network(
            name="lemmy",
            label="Lemmy",
            kind="forum",
            needs="instance",
            pattern="https://{instance}/create_post?url={url}&title={title}&body={excerpt}",
            source="lemmy-ui 1.0.0-beta.1; FreshRSS, app/shares.php",
            checked="2026-11-23",
        ),
        Network(
            name="line",
            label="LINE",
            kind="messenger",
            pattern="https://social-plugins.line.me/lineit/share?url={url}&text={text}",
            source="developers.line.biz, LINE Social Plugins: Using Share buttons",
            checked="2026-11-23",
        ),
        Network(
            name="linkding",
            label="linkding",
            kind="save",
            needs="instance",
            pattern="https://{instance}/bookmarks/new?url={url}&title={title}",
            source="FreshRSS, app/shares.php",
            checked="2026-11-23",
        ),
        Network(
            name="livejournal",
            label="LiveJournal",
            kind="publish",
            pattern="https://www.livejournal.com/update.bml?subject={title}&event={url}",
            source="social-share-urls, README",
            checked="2026-11-23",
        ),
        Network(
            name="lobsters",
            label="Lobsters",
            kind="forum",
            pattern="https://lobste.rs/stories/new?url={url}&title={title}",
            source="lobsters, bookmarklet and title limit in the site's code",
            checked="2026-11-01",
            limit=150,
        ),
        Network(
            name="meneame",
            label="Menéame",
            kind="forum",
            pattern="https://www.meneame.net/submit.php?url={url}",
            source="gallir/Meneame, www/submit.php",
            checked="2026-11-23",
        ),
        Network(
            name="microblog",
            label="Micro.blog",
            pattern="https://micro.blog/post?text={message}",
            source="Inkwell for Mac by Micro.blog's author, MBMainController.m",
            checked="2026-11-23",
        ),
        Network(
            name="misskey",
            label="Misskey",
            needs="instance",
            pattern="https://{instance}/share?text={message}",
            source="share2fedi, src/lib/project.ts",
            checked="2026-11-23",
            carries_hashtags=True,
        ),
        Network(
            name="naver",
            label="NAVER",
            pattern="https://share.naver.com/web/shareView?url={url}&title={title}",
            source="public code of several projects, no page found",
            checked="2026-11-23",
            verified=False,
        ),
        Network(
            name="nextdoor",
            label="Nextdoor",
            pattern="https://nextdoor.com/sharekit/?source=pelican-share-nudge&body={message}",
            source="Jetpack, sharing-sources.php",
            checked="2026-11-23",
        ),
        Network(
            name="odnoklassniki",
            label="Odnoklassniki",
            pattern="https://connect.ok.ru/offer?url={url}&title={title}&imageUrl={image}",
            source="shareon, src/shareon.js",
            checked="2026-11-23",
        ),
        Network(
            name="outlook",
            label="Outlook",
            kind="mail",
            pattern="https://outlook.office.com/mail/deeplink/compose?subject={title}&body={message}",
            source="gist katrinafyi/806fe51b8a6cd109b4f0689717b8034c",
            checked="2026-11-23",
        ),
        Network(
            name="pinboard",
            label="Pinboard",
            kind="save",
            pattern="https://pinboard.in/add?url={url}&title={title}",
            source="FreshRSS, app/shares.php",
            checked="2026-11-23",
        ),
        Network(
            name="pinterest",
            label="Pinterest",
            needs="image",
            pattern="https://www.pinterest.com/pin/create/button/?url={url}&media={image}&description={text}",
            source="developers.pinterest.com/docs/web-features/buttons",
            checked="2026-11-01",
        ),
        Network(
            name="qzone",
            label="QZone",
            pattern="https://sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey"
            "?url={url}&title={title}&summary={excerpt}&pics={image}",
            source="social-share-urls, README; pics: cnblogs.com/lein317/p/5067559.html",
            checked="2026-11-23",
        ),
        Network(
            name="raindrop",
            label="Raindrop.io",
            kind="save",
            pattern="https://app.raindrop.io/add?link={url}&title={title}",
            source="FreshRSS, app/shares.php",
            checked="2026-11-23",
        ),
        Network(
            name="reddit",
            label="Reddit",
            kind="forum",
            pattern="https://www.reddit.com/submit?url={url}&title={title}",
            source="shareon, src/shareon.js",
            checked="2026-11-23",
            limit=300,
        ),
        Network(
            name="shaarli",
            label="Shaarli",
            kind="save",
            needs="instance",
            pattern="https://{instance}/?post={url}&title={title}",
            source="FreshRSS, app/shares.php",
            checked="2026-11-23",
        ),
        Network(
            name="share2fedi",
            label="Share₂Fedi",
            pattern="https://s2f.kytta.dev/?text={message}",
            source="share2fedi, README",
            checked="2026-11-01",
            carries_hashtags=True,
        ),
        Network(
            name="shareopenly",
            label="ShareOpenly",
            pattern="https://shareopenly.org/share/?url={url}&text={text}",
            source="ktv-share-classicly (WordPress plugin)",
            checked="2026-11-23",
        ),
        Network(
            name="sharkey",
            label="Sharkey",
            needs="instance",
            pattern="https://{instance}/share?text={message}",
            source="share2fedi, src/lib/project.ts",
            checked="2026-11-23",
            carries_hashtags=True,
        ),
        Network(
            name="sms",
            label="SMS",
            kind="messenger",
            pattern="sms:?&body={message}",
            source="stackoverflow.com/q/6480462",
            checked="2026-11-01",
        ),
        Network(
            name="snapchat",
            label="Snapchat",
            pattern="https://www.snapchat.com/share?link={url}",
            source="developers.snap.com/snapchat-for-web/social-integrations/share-link-to-snapchat",
            checked="2026-11-01",
        ),
        Network(
            name="teams",
            label="Microsoft Teams",
            kind="messenger",
            pattern="https://teams.microsoft.com/share?href={url}&msgText={text}",
            source="shareon",
            checked="2026-11-01",
        ),
        Network(
            name="telegram",
            label="Telegram",
            kind="messenger",
            pattern="https://t.me/share/url?url={url}&text={text}",
            source="core.telegram.org/widgets/share",
            checked="2026-11-01",
        ),
        Network(
            name="threads",
            label="Threads",
            pattern="https://www.threads.com/intent/post?text={text}&url={url}&tag={hashtag}",
            source="developers.facebook.com/documentation/threads/threads-web-intents",
            checked="2026-11-23",
            limit=500,
        ),
        Network(
            name="threema",
            label="Threema",
            kind="messenger",
            pattern="https://threema.id/compose?text={message}",
            source="Nostadt ShareUrl, Threema.php, after threema.ch/en/faq/url_actions",
            checked="2026-11-23",
        ),
        Network(
            name="tootpick",
            label="Tootpick",
            pattern="https://tootpick.org/#text={message}",
            source="tootpick, README",
            checked="2026-11-23",
            limit=500,
            counting="graphemes",
            address_length=23,
            carries_hashtags=True,
        ),
        Network(
            name="tumblr",
            label="Tumblr",
            pattern="https://www.tumblr.com/widgets/share/tool"
            "?posttype=link&canonicalUrl={url}&content={url}&title={title}&caption={excerpt}&tags={hashtags}",
            source="react-share, src/TumblrShareButton.ts; content: vue-socials, STumblr.ts",
            checked="2026-11-23",
        ),
        Network(
            name="viber",
            label="Viber",
            kind="messenger",
            pattern="viber://forward?text={message}",
            source="shareon, src/shareon.js; broken for social-share-urls in 2018 and 2020",
            checked="2026-11-23",
            verified=False,
        ),
        Network(
            name="vk",
            label="VK",
            pattern="https://vk.com/share.php?url={url}&title={title}&image={image}",
            source="shareon, src/shareon.js",
            checked="2026-11-23",
        ),
        Network(
            name="wallabag",
            label="wallabag",
            kind="save",
            needs="instance",
            pattern="https://{instance}/bookmarklet?url={url}",
            source="FreshRSS, app/shares.php",
            checked="2026-11-23",
        ),
        Network(
            name="weibo",
            label="Weibo",
            pattern="https://service.weibo.com/share/share.php?url={url}&title={title}&pic={image}",
            source="blog.csdn.net/liuxingzi001/article/details/118521034; not found for social-share-urls in 2020",
            checked="2026-11-23",
            verified=False,
        ),
        Network(
            name="xing",
            label="XING",
            pattern="https://www.xing.com/spi/shares/new?url={url}",
            source="FreshRSS, app/shares.php; reported broken in heiseonline/shariff#451, May 2026",
            checked="2026-11-23",
            verified=False,
        ),
        Network(
            name="yahoomail",
            label="Yahoo Mail",
            kind="mail",
            pattern="https://compose.mail.yahoo.com/?subject={title}&body={message}",
            source="social-share-urls, README",
            checked="2026-11-23",
        ),
    )
}

DEAD_NETWORKS: dict[str, DeadNetwork] = {
    network.name: network
    for network in (
        DeadNetwork("addthis", "AddThis", "2023-05-31", "copy", "news of the closure"),
        DeadNetwork("aim", "AIM", "2017", "copy", "social-share-urls, README"),
        DeadNetwork("appnet", "App.net", "2017", "microblog", "feedbin/feedbin#237"),
        DeadNetwork("buffer", "Buffer", "2020", "copy", "social-share-urls, README"),
        DeadNetwork("delicious", "Delicious", "2017-06-01", "pinboard", "hugo-theme-zzo#448"),
        DeadNetwork("digg", "Digg", "2020", "reddit", "social-share-urls, README"),
        DeadNetwork("flattr", "Flattr", "2020", "copy", "social-share-urls, README"),
        DeadNetwork("friendfeed", "FriendFeed", "2015-04-09", "facebook", "vox.com/2015/3/9/11559956"),
        DeadNetwork("googlebookmarks", "Google Bookmarks", "2021-09-30", "raindrop", "hugo-theme-zzo#448"),
        DeadNetwork("googleplus", "Google+", "2019-04", "mastodon", "hexo-theme-landscape#136"),
        DeadNetwork("mix", "Mix", "2019", "flipboard", "social-share-urls, README"),
        DeadNetwork("newsvine", "Newsvine", "2017-10", "reddit", "social-share-urls, README"),
        DeadNetwork("omnivore", "Omnivore", "2024-11-15", "wallabag", "infoflow.app, read-later market 2025–2026"),
        DeadNetwork("pingfm", "Ping.fm", "2012-07-05", "shareopenly", "social-share-urls, README"),
        DeadNetwork("pocket", "Pocket", "2025-07-08", "instapaper", "infoflow.app, read-later market 2025–2026"),
        DeadNetwork("readability", "Readability", "2016-09-30", "instapaper", "muypymes.com, 2 September 2016"),
        DeadNetwork("skype", "Skype", "2025-05-05", "teams", "Automattic/jetpack#31624"),
        DeadNetwork("slashdot", "Slashdot", "2018", "hackernews", "social-share-urls, README"),
        DeadNetwork("stumbleupon", "StumbleUpon", "2018-06-30", "flipboard", "digitaltrends.com, 23 May 2018"),
        DeadNetwork("tencentweibo", "Tencent Weibo", "2020-09-28", "qzone", "simple-icons/simple-icons#4222"),
        DeadNetwork("toot", "toot.kytta.dev", "2026-02", "mastodon", "forem/forem#22732, kytta/share2fedi#128"),
        DeadNetwork("twitter", "Twitter", "2023-07", "x", "docs.x.com/x-for-websites/post-button/guides/web-intent"),
        DeadNetwork("workplace", "Workplace", "2025-09-01", "teams", "mspoweruser.com, closure of Workplace"),
    )
}
