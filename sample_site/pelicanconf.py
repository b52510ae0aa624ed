"""Pelican settings of the sample blog: local preview.

    pelican content -s pelicanconf.py --listen --autoreload

What is built can also be opened as a file: output/index.html. What goes online
is built with publishconf.py, which changes the addresses.
"""

import os

AUTHOR = "The Forwarded Post"
SITENAME = "The Forwarded Post"
SITESUBTITLE = "Notes on writing that gets passed on. Auch auf Deutsch."

# A share link needs the full address of the post. With an empty SITEURL there
# would be nothing to share, so the preview uses the address it is served from.
SITEURL = "http://localhost:8000"
# All other links are relative, so the preview looks the same on any port and
# without a server.
RELATIVE_URLS = True

PATH = "content"
OUTPUT_PATH = "output"
THEME = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "themes", "passalong")
# What friends see of a post without a picture of its own.
SITEIMAGE = "images/link-card.png"
# Pelican's own, and what a server shows for a page that is not there.
DIRECT_TEMPLATES = ["index", "tags", "categories", "authors", "archives", "404"]
PLUGINS = ["share_nudge"]

# -- Share buttons and calls to action ---------------------------------------
# Everything else about the plugin is left at its defaults.
#
# The list is read from top to bottom; the FIRST entry whose conditions all hold
# is shown at the end of a post. A post can choose for itself in its metadata:
#
#   nudge_cta: stamps                      one of the names below
#   nudge_cta: Who needs to read this?     a question of its own
#   nudge: off                             nothing at all on this post
#
# Texts may be one string or one per language. Where they are missing, the
# built-in texts for the kind are used, in the post's language.
SHARE_NUDGE_CTAS = [
    # A series sends its readers on to the next part. Nothing to configure:
    # the kind finds the next post itself. "path" is below content/.
    {
        "name": "next-part",
        "kind": "read-next",
        "path": "anatomy/*",
    },
    # Letters end with the offer to have the next one delivered.
    {
        "name": "letter",
        "kind": "subscribe",
        "category": "Letters",
        "target": "/feeds/all.atom.xml",
        "heading": {
            "en": "Shall we write to you, too?",
            "de": "Sollen wir dir auch schreiben?",
        },
        "text": {
            "en": "A new post every few weeks, no address needed. Your feed reader comes and fetches it.",
            "de": "Alle paar Wochen ein neuer Beitrag, ganz ohne Adresse. Dein Feedreader holt ihn ab.",
        },
        "action": {"en": "Take the feed", "de": "Feed abonnieren"},
    },
    # A post that asks something wants an answer. The subject is filled in.
    {
        "name": "write-back",
        "kind": "reply",
        "tag": "subject lines",
        "target": "mailto:hello@example.org?subject=Swap%3A%20my%20best%20subject%20line",
        "heading": {
            "en": "What is the best subject line you ever opened?",
            "de": "Welchen Betreff hast du sofort aufgemacht?",
        },
        "text": {
            "en": "Send it over. You get one of ours back.",
            "de": "Schick ihn uns. Du bekommst einen von unseren zurück.",
        },
        "action": {"en": "Swap one", "de": "Tauschen"},
    },
    # Two entries for one offer, because each language has its own page. The
    # narrower one stands first.
    {
        "name": "workshop-de",
        "kind": "contact",
        "category": "Plumbing",
        "language": "de",
        "target": "{filename}/pages/contact-de.md",
    },
    {
        "name": "workshop",
        "kind": "contact",
        "category": "Plumbing",
        "target": "{filename}/pages/contact.md",
    },
    # Salma looks after the account, so her posts point to it, in words of
    # her own in each language.
    {
        "name": "fediverse",
        "kind": "follow",
        "author": "Salma Nasri",
        "target": "https://social.example/@forwarded",
        "heading": {
            "en": "One good forward a week",
            "de": "Jede Woche eine gute Weiterleitung",
            "ar": "كل أسبوع رسالة تستحق أن تُعاد",
        },
        "text": {
            "en": "We post the best thing somebody sent us, with the sentence they put above it.",
            "de": "Wir zeigen das Beste, was uns jemand geschickt hat, samt dem Satz, der darüber stand.",
            "ar": "ننشر أجمل ما وصلنا، ومعه الجملة التي كُتبت فوقه.",
        },
        "action": {
            "en": "Follow @forwarded",
            "de": "@forwarded folgen",
            "ar": "تابِع حسابنا",
        },
    },
    # A campaign: shown in builds from this day on. "until" would end it.
    {
        "name": "stamps",
        "kind": "support",
        "tag": ["long game"],
        "from": "2026-09-01",
        "target": "https://example.org/stamps",
        "heading": {"en": "Buy us a stamp?", "de": "Spendierst du uns eine Marke?"},
        "text": {
            "en": "This blog carries no advertising. It runs on coffee, "
            "stamps and a server with very few visitors at night.",
            "de": "Werbung gibt es hier keine. Das Blog läuft mit Kaffee, "
            "Briefmarken und einem Server, der nachts wenig zu tun hat.",
        },
        "action": {"en": "Buy a stamp", "de": "Marke spendieren"},
    },
    # Last, without conditions: everything else asks to be passed on.
    {"name": "pass-on", "kind": "pass-on"},
]

# -- Languages and dates -------------------------------------------------------
DEFAULT_LANG = "en"
TIMEZONE = "Europe/Berlin"
# Numbers only, so that the result does not depend on the locales installed.
DEFAULT_DATE_FORMAT = "%Y-%m-%d"
DATE_FORMATS = {"en": "%Y-%m-%d", "de": "%d.%m.%Y", "ar": "%Y-%m-%d"}

# -- Addresses -----------------------------------------------------------------
# Year and catchword: nothing in here has to change when a post moves category.
# Without a server a link has to name the file, index.html; publishconf.py takes
# that off.
INDEX_URL = "index.html"
ARTICLE_URL = ARTICLE_SAVE_AS = "{date:%Y}/{slug}/index.html"
ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = "{lang}/{date:%Y}/{slug}/index.html"
DRAFT_URL = DRAFT_SAVE_AS = "drafts/{slug}/index.html"
PAGE_URL = PAGE_SAVE_AS = "{slug}/index.html"
PAGE_LANG_URL = PAGE_LANG_SAVE_AS = "{lang}/{slug}/index.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "category/{slug}/index.html"
TAG_URL = TAG_SAVE_AS = "tag/{slug}/index.html"
AUTHOR_URL = AUTHOR_SAVE_AS = "author/{slug}/index.html"

# -- Feeds: one for everything, one per language --------------------------------
FEED_ALL_ATOM = "feeds/all.atom.xml"
TRANSLATION_FEED_ATOM = "feeds/all-{lang}.atom.xml"
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

# -- Layout --------------------------------------------------------------------
STATIC_PATHS = ["images"]
DEFAULT_PAGINATION = 10
DISPLAY_PAGES_ON_MENU = True
DISPLAY_CATEGORIES_ON_MENU = True
LINKS = ()
SOCIAL = ()

# -- Building --------------------------------------------------------------------
# Always read the sources afresh: calls to action depend on settings and on the
# day of the build, which a content cache knows nothing about.
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
