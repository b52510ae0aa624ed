"""Where a post can be passed on: each network is one row of data."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Kind = Literal["social", "forum", "messenger", "save", "publish", "mail", "copy", "sheet", "print"]
Counting = Literal["characters", "graphemes", "weighted"]
Need = Literal["image", "instance"]


class Network(Struct, frozen=True, kw_only=True):
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
        also: other addresses at which the same place is found today: apps, other hosts, other paths. They are only
            recognised, never written. `*` stands for one segment of a path; in a messenger's it is the recipient.
        outdated: as `also`, but the network has replaced these, or they break somewhere.
        limit: how long the title (pattern with `{title}`) or the whole contribution (`{text}`, `{message}`) may be.
        counting: the unit of `limit`: code points, grapheme clusters, or X's weighted characters.
        address_length: what an address counts as where every address counts alike.
        carries_hashtags: whether `{message}` ends with hashtags.
        verified: False where nobody could confirm the form; such a network is never shown unless asked for.
        colour: the brand's own, `#rrggbb`, for the look `brand`; from the icon set's data or the brand's page.
    """

    name: str
    label: str
    pattern: str
    kind: Kind = "social"
    source: str = ""
    checked: str = ""
    needs: Need | None = None
    instance_pattern: str | None = None
    also: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    limit: int | None = None
    counting: Counting = "characters"
    address_length: int | None = None
    carries_hashtags: bool = False
    verified: bool = True
    colour: str = ""

    @property
    def takes_image(self) -> bool:
        return "{image}" in self.pattern

    @property
    def takes_account(self) -> bool:
        """Whether an account can be mentioned in what is shared there."""
        patterns = f"{self.pattern} {self.instance_pattern}"
        return "{via}" in patterns or "{message}" in patterns

    @property
    def takes_text(self) -> bool:
        """Whether something can be said there: beside the address, or as the title."""
        return self.kind in ("mail", "sheet") or any(map(self.pattern.__contains__, _SAID))


_SAID = ("{text}", "{message}", "{title}")


class DeadNetwork(Struct, frozen=True):
    """A network that no longer takes posts.

    Attributes:
        name: as in Network.
        label: as in Network.
        died: the day on which it ended, ISO 8601, as exact as known.
        instead: the network to use instead.
        source: where this was read.
        patterns: the addresses at which it took posts, as in Network. None for what lives on under another name.
    """

    name: str
    label: str
    died: str
    instead: str
    source: str
    patterns: tuple[str, ...] = ()


# What the reader's own browser does, with the script; it is no link.
SCRIPTED: frozenset[Kind] = frozenset(("copy", "sheet", "print"))

# The first nine are those a blog shows unless it chooses; the others follow by name.
NETWORKS: dict[str, Network] = {
    network.name: network
    for network in (
        Network(
            name="facebook",
            label="Facebook",
            colour="#0866ff",
            pattern="https://www.facebook.com/sharer/sharer.php?u={url}&hashtag=%23{hashtag}",
            also=(
                "https://www.facebook.com/sharer.php?u={url}",
                "https://www.facebook.com/sharer?u={url}",
                "https://www.facebook.com/share.php?u={url}",
                "https://www.facebook.com/dialog/share?href={url}&quote={text}&hashtag=%23{hashtag}",
            ),
            outdated=(
                "https://www.facebook.com/sharer.php?s=100&p[url]={url}&p[title]={title}",
                "https://www.facebook.com/sharer/sharer.php?s=100&p[url]={url}&p[title]={title}",
                "https://www.facebook.com/dialog/feed?link={url}&name={title}",
            ),
            source="react-share, src/FacebookShareButton.ts",
            checked="2026-11-01",
        ),
        Network(
            name="x",
            label="X",
            colour="#000000",
            pattern="https://x.com/intent/tweet?text={text}&url={url}&hashtags={hashtags}&via={via}",
            also=("https://x.com/intent/post?text={text}&url={url}&hashtags={hashtags}&via={via}",),
            outdated=(
                "https://twitter.com/intent/tweet?text={text}&url={url}&hashtags={hashtags}&via={via}",
                "https://twitter.com/intent/post?text={text}&url={url}&hashtags={hashtags}&via={via}",
                "https://twitter.com/share?text={text}&url={url}&hashtags={hashtags}&via={via}",
                "https://x.com/share?text={text}&url={url}&hashtags={hashtags}&via={via}",
                "https://twitter.com/home?status={message}",
                "https://x.com/home?status={message}",
                "https://twitter.com/compose/tweet?text={message}",
                "https://x.com/compose/post?text={message}",
                "twitter://post?message={message}",
            ),
            source="docs.x.com/x-for-websites/post-button/guides/web-intent",
            checked="2026-11-01",
            limit=280,
            counting="weighted",
            address_length=23,
        ),
        Network(
            name="mastodon",
            label="Mastodon",
            colour="#6364ff",
            pattern="https://share.joinmastodon.org/#text={message}",
            instance_pattern="https://{instance}/share?text={message}",
            also=(
                "https://{instance}/share?text={text}&url={url}",
                "https://sharetomastodon.github.io/?title={text}&url={url}",
                "https://sharetomastodon.github.io/?text={message}",
                "https://mastodonshare.com/?text={text}&url={url}",
            ),
            outdated=("web+mastodon://share?text={message}",),
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
            colour="#1185fe",
            pattern="https://bsky.app/intent/compose?text={message}",
            also=("bluesky://intent/compose?text={message}",),
            source="docs.bsky.app/docs/advanced-guides/intent-links",
            checked="2026-11-01",
            limit=300,
            counting="graphemes",
            carries_hashtags=True,
        ),
        Network(
            name="linkedin",
            label="LinkedIn",
            colour="#0a66c2",
            pattern="https://www.linkedin.com/sharing/share-offsite/?url={url}",
            also=(
                "https://www.linkedin.com/cws/share?url={url}",
                "https://www.linkedin.com/feed/?shareActive=true&text={message}",
                "https://www.linkedin.com/feed/?shareActive=true&shareUrl={url}",
            ),
            outdated=("https://www.linkedin.com/shareArticle?mini=true&url={url}&title={title}",),
            source="shareon, src/shareon.js",
            checked="2026-11-23",
        ),
        Network(
            name="whatsapp",
            label="WhatsApp",
            colour="#25d366",
            kind="messenger",
            pattern="https://wa.me/?text={message}",
            also=(
                "https://wa.me/*?text={message}",
                "https://api.whatsapp.com/send?text={message}",
                "https://web.whatsapp.com/send?text={message}",
                "whatsapp://send?text={message}",
            ),
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
            name="sheet",
            label="Share…",
            kind="sheet",
            pattern="{url}",
            source="w3.org/TR/web-share",
            checked="2026-11-24",
        ),
        Network(
            name="band",
            label="BAND",
            pattern="https://band.us/plugin/share?body={message}&route={url}",
            also=("bandapp://create/post?text={message}&route={url}",),
            source="public code of several projects, no page found",
            checked="2026-11-23",
            verified=False,
        ),
        Network(
            name="blogger",
            label="Blogger",
            colour="#ff5722",
            kind="publish",
            pattern="https://www.blogger.com/blog-this.g?u={url}&n={title}&t={excerpt}",
            outdated=("https://www.blogger.com/blog_this.pyra?u={url}&n={title}&t={excerpt}",),
            source="social-share-urls, README",
            checked="2026-11-23",
        ),
        Network(
            name="diaspora",
            label="diaspora*",
            colour="#000000",
            pattern="https://share.diasporafoundation.org/?title={title}&url={url}",
            instance_pattern="https://{instance}/bookmarklet?url={url}&title={title}&notes={excerpt}",
            outdated=("https://sharetodiaspora.github.io/?title={title}&url={url}",),
            source="social-share-urls, README; FreshRSS, app/shares.php",
            checked="2026-11-23",
        ),
        Network(
            name="douban",
            label="Douban",
            colour="#2d963d",
            pattern="https://www.douban.com/recommend/?href={url}&name={title}&text={excerpt}",
            also=("https://www.douban.com/share/service?href={url}&name={title}&text={excerpt}",),
            outdated=("https://shuo.douban.com/!service/share?href={url}&name={title}",),
            source="social-share-urls, README",
            checked="2026-11-23",
        ),
        Network(
            name="evernote",
            label="Evernote",
            colour="#00a82d",
            kind="save",
            pattern="https://www.evernote.com/clip.action?url={url}&title={title}",
            source="social-share-urls, README",
            checked="2026-11-23",
        ),
        Network(
            name="flipboard",
            label="Flipboard",
            colour="#e12828",
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
            colour="#ea4335",
            kind="mail",
            pattern="https://mail.google.com/mail/?view=cm&su={title}&body={message}",
            also=("https://mail.google.com/mail/u/*?view=cm&su={title}&body={message}",),
            source="social-share-urls, README",
            checked="2026-11-23",
        ),
        Network(
            name="gnusocial",
            label="GNU social",
            colour="#a22430",
            needs="instance",
            pattern="https://{instance}/notice/new?status_textarea={message}",
            source="share2fedi, src/lib/project.ts",
            checked="2026-11-23",
            carries_hashtags=True,
        ),
        Network(
            name="hackernews",
            label="Hacker News",
            colour="#ff6600",
            kind="forum",
            pattern="https://news.ycombinator.com/submitlink?u={url}&t={title}",
            source="social-share-urls, README; limit: Arc, news.arc",
            checked="2026-11-23",
            limit=80,
        ),
        Network(
            name="hatena",
            label="Hatena Bookmark",
            colour="#00a4de",
            kind="save",
            pattern="https://b.hatena.ne.jp/add?mode=confirm&url={url}&title={title}",
            also=("https://b.hatena.ne.jp/entry/panel/?url={url}",),
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
            colour="#1f1f1f",
            kind="save",
            pattern="https://www.instapaper.com/hello2?url={url}&title={title}&description={excerpt}",
            also=("https://www.instapaper.com/edit?url={url}&title={title}&description={excerpt}",),
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
            colour="#000000",
            kind="forum",
            needs="instance",
            pattern="https://{instance}/create_post?url={url}&title={title}&body={excerpt}",
            source="lemmy-ui 1.0.0-beta.1; FreshRSS, app/shares.php",
            checked="2026-11-23",
        ),
        Network(
            name="line",
            label="LINE",
            colour="#06c755",
            kind="messenger",
            pattern="https://social-plugins.line.me/lineit/share?url={url}&text={text}",
            also=("https://line.me/R/share?text={message}",),
            outdated=(
                "https://line.me/R/msg/text/?{message}",
                "https://line.naver.jp/R/msg/text/?{message}",
                "https://lineit.line.me/share/ui?url={url}&text={text}",
                "line://msg/text/?{message}",
                "line://msg/text/{message}",
                "line://share?text={message}",
            ),
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
            colour="#00b0ea",
            kind="publish",
            pattern="https://www.livejournal.com/update.bml?subject={title}&event={url}",
            source="social-share-urls, README",
            checked="2026-11-23",
        ),
        Network(
            name="lobsters",
            label="Lobsters",
            colour="#ac130d",
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
            colour="#ff8800",
            pattern="https://micro.blog/post?text={message}",
            also=("microblog://post?text={message}",),
            source="Inkwell for Mac by Micro.blog's author, MBMainController.m",
            checked="2026-11-23",
        ),
        Network(
            name="misskey",
            label="Misskey",
            colour="#a1ca03",
            needs="instance",
            pattern="https://{instance}/share?text={message}",
            source="share2fedi, src/lib/project.ts",
            checked="2026-11-23",
            carries_hashtags=True,
        ),
        Network(
            name="naver",
            label="NAVER",
            colour="#03c75a",
            pattern="https://share.naver.com/web/shareView?url={url}&title={title}",
            outdated=("https://share.naver.com/web/shareView.nhn?url={url}&title={title}",),
            source="public code of several projects, no page found",
            checked="2026-11-23",
            verified=False,
        ),
        Network(
            name="nextdoor",
            label="Nextdoor",
            colour="#8ed500",
            pattern="https://nextdoor.com/sharekit/?source=pelican-share-nudge&body={message}",
            source="Jetpack, sharing-sources.php",
            checked="2026-11-23",
        ),
        Network(
            name="odnoklassniki",
            label="Odnoklassniki",
            colour="#ee8208",
            pattern="https://connect.ok.ru/offer?url={url}&title={title}&imageUrl={image}",
            outdated=(
                "https://connect.ok.ru/dk?st.cmd=WidgetSharePreview&st.shareUrl={url}&st.comments={title}",
                "https://www.odnoklassniki.ru/dk?st.cmd=addShare&st._surl={url}&st.comments={title}",
                "https://www.ok.ru/dk?st.cmd=addShare&st._surl={url}&st.comments={title}",
            ),
            source="shareon, src/shareon.js",
            checked="2026-11-23",
        ),
        Network(
            name="outlook",
            label="Outlook",
            colour="#0078d4",
            kind="mail",
            pattern="https://outlook.office.com/mail/deeplink/compose?subject={title}&body={message}",
            also=(
                "https://outlook.live.com/mail/deeplink/compose?subject={title}&body={message}",
                "https://outlook.live.com/mail/*/deeplink/compose?subject={title}&body={message}",
                "https://outlook.office.com/mail/*/deeplink/compose?subject={title}&body={message}",
                "https://outlook.live.com/owa/?path=/mail/action/compose&subject={title}&body={message}",
                "https://outlook.office.com/owa/?path=/mail/action/compose&subject={title}&body={message}",
            ),
            source="gist katrinafyi/806fe51b8a6cd109b4f0689717b8034c",
            checked="2026-11-23",
        ),
        Network(
            name="pinboard",
            label="Pinboard",
            colour="#0000ff",
            kind="save",
            pattern="https://pinboard.in/add?url={url}&title={title}",
            source="FreshRSS, app/shares.php",
            checked="2026-11-23",
        ),
        Network(
            name="pinterest",
            label="Pinterest",
            colour="#e60023",
            needs="image",
            pattern="https://www.pinterest.com/pin/create/button/?url={url}&media={image}&description={text}",
            also=(
                "https://www.pinterest.com/pin/create/link/?url={url}&media={image}&description={text}",
                "https://www.pinterest.com/pin/create/bookmarklet/?url={url}&media={image}&description={text}",
                "https://www.pinterest.com/pin-builder/?url={url}&media={image}&description={text}",
            ),
            source="developers.pinterest.com/docs/web-features/buttons",
            checked="2026-11-01",
        ),
        Network(
            name="print",
            label="Print",
            kind="print",
            pattern="{url}",
            source="html.spec.whatwg.org, dom-print",
            checked="2026-11-27",
        ),
        Network(
            name="qzone",
            label="QZone",
            colour="#fece00",
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
            colour="#ff4500",
            kind="forum",
            pattern="https://www.reddit.com/submit?url={url}&title={title}",
            also=("https://www.reddit.com/r/*/submit?url={url}&title={title}",),
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
            also=("sms:*?body={message}",),
            source="stackoverflow.com/q/6480462",
            checked="2026-11-01",
        ),
        Network(
            name="snapchat",
            label="Snapchat",
            colour="#fffc00",
            pattern="https://www.snapchat.com/share?link={url}",
            also=("https://www.snapchat.com/scan?attachmentUrl={url}",),
            source="developers.snap.com/snapchat-for-web/social-integrations/share-link-to-snapchat",
            checked="2026-11-01",
        ),
        Network(
            name="teams",
            label="Microsoft Teams",
            colour="#6264a7",
            kind="messenger",
            pattern="https://teams.microsoft.com/share?href={url}&msgText={text}",
            source="shareon",
            checked="2026-11-01",
        ),
        Network(
            name="telegram",
            label="Telegram",
            colour="#26a5e4",
            kind="messenger",
            pattern="https://t.me/share/url?url={url}&text={text}",
            also=(
                "https://t.me/share?url={url}&text={text}",
                "https://telegram.me/share/url?url={url}&text={text}",
                "https://telegram.me/share?url={url}&text={text}",
                "tg://msg_url?url={url}&text={text}",
                "tg://msg?text={message}",
            ),
            source="core.telegram.org/widgets/share",
            checked="2026-11-01",
        ),
        Network(
            name="threads",
            label="Threads",
            colour="#000000",
            pattern="https://www.threads.com/intent/post?text={text}&url={url}&tag={hashtag}",
            outdated=("https://www.threads.net/intent/post?text={text}&url={url}&tag={hashtag}",),
            source="developers.facebook.com/documentation/threads/threads-web-intents",
            checked="2026-11-23",
            limit=500,
        ),
        Network(
            name="threema",
            label="Threema",
            colour="#3fe669",
            kind="messenger",
            pattern="https://threema.id/compose?text={message}",
            also=("threema://compose?text={message}",),
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
            colour="#36465d",
            pattern="https://www.tumblr.com/widgets/share/tool"
            "?posttype=link&canonicalUrl={url}&content={url}&title={title}&caption={excerpt}&tags={hashtags}",
            also=(
                "https://www.tumblr.com/widgets/share/tool?url={url}&title={title}",
                "https://www.tumblr.com/widgets/share/tool/preview?canonicalUrl={url}&title={title}",
            ),
            outdated=(
                "https://www.tumblr.com/share/link?url={url}&name={title}&description={excerpt}",
                "https://www.tumblr.com/share?v=3&u={url}&t={title}",
            ),
            source="react-share, src/TumblrShareButton.ts; content: vue-socials, STumblr.ts",
            checked="2026-11-23",
        ),
        Network(
            name="viber",
            label="Viber",
            colour="#7360f2",
            kind="messenger",
            pattern="viber://forward?text={message}",
            source="shareon, src/shareon.js; broken for social-share-urls in 2018 and 2020",
            checked="2026-11-23",
            verified=False,
        ),
        Network(
            name="vk",
            label="VK",
            colour="#0077ff",
            pattern="https://vk.com/share.php?url={url}&title={title}&image={image}",
            also=("https://vk.ru/share.php?url={url}&title={title}&image={image}",),
            outdated=("https://vkontakte.ru/share.php?url={url}&title={title}&image={image}",),
            source="shareon, src/shareon.js",
            checked="2026-11-23",
        ),
        Network(
            name="wallabag",
            label="wallabag",
            colour="#3f6184",
            kind="save",
            needs="instance",
            pattern="https://{instance}/bookmarklet?url={url}",
            source="FreshRSS, app/shares.php",
            checked="2026-11-23",
        ),
        Network(
            name="weibo",
            label="Weibo",
            colour="#e6162d",
            pattern="https://service.weibo.com/share/share.php?url={url}&title={title}&pic={image}",
            outdated=("https://v.t.sina.com.cn/share/share.php?url={url}&title={title}&pic={image}",),
            source="blog.csdn.net/liuxingzi001/article/details/118521034; not found for social-share-urls in 2020",
            checked="2026-11-23",
            verified=False,
        ),
        Network(
            name="xing",
            label="XING",
            colour="#006567",
            pattern="https://www.xing.com/spi/shares/new?url={url}",
            outdated=(
                "https://www.xing.com/social/share/spi?op=share&url={url}&title={title}",
                "https://www.xing.com/social_plugins/share?url={url}",
                "https://www.xing.com/app/user?op=share&url={url}&title={title}",
            ),
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
        DeadNetwork(
            "addthis",
            "AddThis",
            "2023-05-31",
            "copy",
            "news of the closure",
            patterns=(
                "https://www.addthis.com/bookmark.php?url={url}&title={title}",
                "https://api.addthis.com/oexchange/0.8/offer?url={url}&title={title}",
                "https://api.addthis.com/oexchange/0.8/forward/*/offer?url={url}&title={title}",
            ),
        ),
        DeadNetwork(
            "aim",
            "AIM",
            "2017",
            "copy",
            "social-share-urls, README",
            patterns=("https://lifestream.aol.com/share/?url={url}&title={title}&description={excerpt}",),
        ),
        DeadNetwork(
            "appnet",
            "App.net",
            "2017",
            "microblog",
            "feedbin/feedbin#237",
            patterns=(
                "https://alpha.app.net/intent/post?text={text}&url={url}",
                "https://account.app.net/intent/post?text={text}&url={url}",
            ),
        ),
        DeadNetwork(
            "buffer",
            "Buffer",
            "2020",
            "copy",
            "social-share-urls, README",
            patterns=(
                "https://buffer.com/add?url={url}&text={text}",
                "https://bufferapp.com/add?url={url}&text={text}",
                "https://publish.buffer.com/compose?url={url}&text={text}",
            ),
        ),
        DeadNetwork(
            "delicious",
            "Delicious",
            "2017-06-01",
            "pinboard",
            "hugo-theme-zzo#448",
            patterns=(
                "https://delicious.com/save?url={url}&title={title}",
                "https://delicious.com/post?url={url}&title={title}",
                "https://del.icio.us/post?url={url}&title={title}",
                "https://del.icio.us/save?url={url}&title={title}",
            ),
        ),
        DeadNetwork(
            "digg",
            "Digg",
            "2020",
            "reddit",
            "social-share-urls, README",
            patterns=(
                "https://digg.com/submit?url={url}&title={title}",
                "https://digg.com/remote-submit?url={url}&title={title}",
            ),
        ),
        DeadNetwork(
            "flattr",
            "Flattr",
            "2020",
            "copy",
            "social-share-urls, README",
            patterns=("https://flattr.com/submit/auto?url={url}&title={title}&description={excerpt}",),
        ),
        DeadNetwork(
            "friendfeed",
            "FriendFeed",
            "2015-04-09",
            "facebook",
            "vox.com/2015/3/9/11559956",
            patterns=(
                "https://friendfeed.com/?url={url}&title={title}",
                "https://friendfeed.com/share?url={url}&title={title}",
                "https://friendfeed.com/share?link={url}&title={title}",
            ),
        ),
        DeadNetwork(
            "googlebookmarks",
            "Google Bookmarks",
            "2021-09-30",
            "raindrop",
            "hugo-theme-zzo#448",
            patterns=("https://www.google.com/bookmarks/mark?op=edit&bkmk={url}&title={title}&annotation={excerpt}",),
        ),
        DeadNetwork(
            "googleplus",
            "Google+",
            "2019-04",
            "mastodon",
            "hexo-theme-landscape#136",
            patterns=(
                "https://plus.google.com/share?url={url}&text={text}",
                "https://plusone.google.com/_/+1/confirm?url={url}&title={title}",
                "https://m.google.com/app/plus/x/?content={message}",
            ),
        ),
        DeadNetwork(
            "mix",
            "Mix",
            "2019",
            "flipboard",
            "social-share-urls, README",
            patterns=(
                "https://mix.com/add?url={url}",
                "https://mix.com/submit?url={url}",
                "https://mix.com/mixit?su=submit&url={url}",
            ),
        ),
        DeadNetwork(
            "newsvine",
            "Newsvine",
            "2017-10",
            "reddit",
            "social-share-urls, README",
            patterns=(
                "https://www.newsvine.com/_tools/seed&save?u={url}&h={title}",
                "https://www.newsvine.com/_wine/save?u={url}&h={title}",
            ),
        ),
        DeadNetwork(
            "omnivore",
            "Omnivore",
            "2024-11-15",
            "wallabag",
            "infoflow.app, read-later market 2025–2026",
            patterns=("https://omnivore.app/api/save?url={url}",),
        ),
        DeadNetwork(
            "pingfm",
            "Ping.fm",
            "2012-07-05",
            "shareopenly",
            "social-share-urls, README",
            patterns=("https://ping.fm/ref/?link={url}&title={title}&body={text}",),
        ),
        DeadNetwork(
            "pocket",
            "Pocket",
            "2025-07-08",
            "instapaper",
            "infoflow.app, read-later market 2025–2026",
            patterns=(
                "https://getpocket.com/save?url={url}&title={title}",
                "https://getpocket.com/edit?url={url}&title={title}",
                "https://getpocket.com/edit.php?url={url}&title={title}",
                "https://readitlaterlist.com/save?url={url}&title={title}",
                "pocket://add?url={url}",
            ),
        ),
        DeadNetwork(
            "readability",
            "Readability",
            "2016-09-30",
            "instapaper",
            "muypymes.com, 2 September 2016",
            patterns=(
                "https://www.readability.com/save?url={url}",
                "https://www.readability.com/read?url={url}",
            ),
        ),
        DeadNetwork(
            "skype",
            "Skype",
            "2025-05-05",
            "teams",
            "Automattic/jetpack#31624",
            patterns=("https://web.skype.com/share?url={url}&text={text}",),
        ),
        DeadNetwork(
            "slashdot",
            "Slashdot",
            "2018",
            "hackernews",
            "social-share-urls, README",
            patterns=(
                "https://slashdot.org/bookmark.pl?url={url}&title={title}",
                "https://slashdot.org/slashdot-it.pl?url={url}&title={title}",
            ),
        ),
        DeadNetwork(
            "stumbleupon",
            "StumbleUpon",
            "2018-06-30",
            "flipboard",
            "digitaltrends.com, 23 May 2018",
            patterns=(
                "https://www.stumbleupon.com/submit?url={url}&title={title}",
                "https://www.stumbleupon.com/badge/?url={url}",
                "https://www.stumbleupon.com/refer.php?url={url}&title={title}",
            ),
        ),
        DeadNetwork(
            "tencentweibo",
            "Tencent Weibo",
            "2020-09-28",
            "qzone",
            "simple-icons/simple-icons#4222",
            patterns=(
                "https://v.t.qq.com/share/share.php?url={url}&title={title}",
                "https://share.v.t.qq.com/index.php?c=share&a=index&url={url}&title={title}",
            ),
        ),
        DeadNetwork(
            "toot",
            "toot.kytta.dev",
            "2026-02",
            "mastodon",
            "forem/forem#22732, kytta/share2fedi#128",
            patterns=("https://toot.kytta.dev/?text={message}",),
        ),
        DeadNetwork("twitter", "Twitter", "2023-07", "x", "docs.x.com/x-for-websites/post-button/guides/web-intent"),
        DeadNetwork(
            "workplace",
            "Workplace",
            "2025-09-01",
            "teams",
            "mspoweruser.com, closure of Workplace",
            patterns=(
                "https://work.facebook.com/sharer.php?u={url}",
                "https://work.workplace.com/sharer.php?u={url}",
            ),
        ),
    )
}
