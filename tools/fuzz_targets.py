"""What is fuzzed: one class a target, which makes a case of a text and judges what the plugin does with it."""

from __future__ import annotations

import datetime
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from pelican_share_nudge import locales
from pelican_share_nudge.addresses import absolute
from pelican_share_nudge.findings import Finding, Verdict, rule_names
from pelican_share_nudge.hashtags import hashtags
from pelican_share_nudge.insert.place import content_place, early_offset, head_offset
from pelican_share_nudge.insert.splice import Block, marker_offset, names, splice, strip
from pelican_share_nudge.judge.baseline import BaselineError, read_baseline, without_baseline, write_baseline
from pelican_share_nudge.judge.judge import Judge
from pelican_share_nudge.judge.sources import Sources
from pelican_share_nudge.lengths import length
from pelican_share_nudge.page import reader
from pelican_share_nudge.page.forms import forms_of
from pelican_share_nudge.page.head import said_in
from pelican_share_nudge.page.recognition import recognise
from pelican_share_nudge.post import Post
from pelican_share_nudge.settings import front_matter
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.problems import ConfigError
from pelican_share_nudge.settings.wishes import KEYS as KNOWN_KEYS
from pelican_share_nudge.settings.wishes import Wishes, read_wishes
from pelican_share_nudge.sharing.links import MAILTO_BYTES, email_forward, length_of_address, share_link
from pelican_share_nudge.site.site import Site
from pelican_share_nudge.tables.networks import NETWORKS, Network
from pelican_share_nudge.text import clean, first_sentences, plain_text

ROOT = Path(__file__).parent.parent
TESTS = ROOT / "tests"
FORMS = forms_of(NETWORKS)

MARKUP = (
    *"<>\"'&=/!-\n\t \x00",
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<DIV>",
        "<svg>",
        "</svg>",
        "<math>",
        "<table><tr><td>",
        "</table>",
        "<a href='",
    ),
    *(
        "<!--",
        "-->",
        "--!>",
        "<!-->",
        "<![CDATA[",
        "]]>",
        "<?xml",
        "<template>",
        "</template>",
        "<details>",
        "<noscript>",
    ),
    *(
        "<script>",
        "</script>",
        "<style>",
        "<textarea>",
        "</textarea>",
        "<title>",
        "</title>",
        "<plaintext>",
        "<iframe>",
    ),
    *("<head>", "</head>", "<body>", "</body>", "<article>", "</article>", "<div class='e-content'>", "<b><i></b></i>"),
    *("<!-- share-nudge:bar -->", "<!-- share-nudge:cta -->", "<!-- /share-nudge -->", "<!-- share-nudge:"),
    *("<meta property='og:title' content='", '<meta name=description content="', "<link rel=canonical href="),
    *("<a href='mailto:?subject=a&amp;body=b'>x</a>", "<a href='https://x.com/intent/tweet?text=a&url=b'>x</a>"),
    *("<section class='passalong-cta'>", "<div class='passalong'>", "class='share-buttons'", "hidden", "id=a"),
    *("&amp;amp;", "&#0;", "&#x110000;", "&nbsp", "{{ x }}", "İ", "\u2028", "👨‍👩‍👧‍👦", "e\u0301"),
)
IN_HEADS = (
    *("<head>", "</head>", "<head prefix='og: x'>", "<body>", "<html>", "<title>", "</title>", "<style>", "</style>"),
    *("<meta charset=utf-8>", "<META CHARSET='x>'>", "<meta http-equiv=Content-Type content='text/html;charset=x'>"),
    *("<meta name=description content='a > b \"c'>", "<meta property=og:title content=", "<link rel=canonical href=a>"),
    *("<!-- <head> -->", "<!--[if IE]>", "<![endif]-->", "<script>'</head>'</script>", "<noscript>", "</noscript>"),
    *(
        "<base href=/>",
        "<template>",
        "</template>",
        "<svg>",
        "</svg>",
        "\ufeff",
        " ",
        "\n",
        ">",
        "'",
        '"',
        "<",
        "x" * 400,
    ),
)
WORDS = (
    *"\"'&+%#<>@/\\?=;,.:!{}|`^~()[]*_- \n\r\t\x00\x1b\x85\u2028\u202e\u200d\ufe0f\u0301",
    *(
        "{url}",
        "{title}",
        "%20",
        "%0D%0A",
        "%",
        "&amp;",
        "javascript:",
        "https://",
        "http://[",
        "//",
        "mailto:",
        "a.de ",
    ),
    *(
        "👨‍👩‍👧‍👦",
        "🇩🇪",
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "1️⃣",
        "हिन्दी",
        "日本語",
        "مرحبا",
        "שלום",
        "İ",
        "ß",
        "ﬁ",
        "\u0958",
        "\ud800",
        "\x07",
        "C++",
        "C#",
    ),
)
LINES = (
    *":-=.~ \n\t\r#[](){}<>|\"'&%",
    *(
        "title: ",
        "Title\n=====\n",
        ":date: 2026\n",
        "---\n",
        "...\n",
        "    ",
        ".. x\n",
        "<head>",
        "<meta name='",
        "</head>",
    ),
    *("<title>", "{filename}/a.md", "|static|a", "https://x.example/a?b=", "&amp;", "%C3%A4", "\ufeff", "\r\n", "\x00"),
    *("SITEURL = ''\n", "from a import *\n", "[[ctas]]\n", "{% extends 'base.html' %}", "class='a", "<![x"),
)
TAGS = (
    *"-_.@/ \x00",
    *locales.available(),
    "de_AT",
    "zh-TW",
    "pt_br",
    "cn",
    "jp",
    "İ",
    "x-klingon",
    "en-",
    "UTF-8",
    "sr@latin",
)
MARKED = ("]", "[", '"', "\\u0000", "\\ud800", "{}", "null", "1e999", "\n", "\u2028", "\x00", "[[", '["a", "b", "c"]\n')


class Judged(AssertionError):
    """What came out is wrong; the message says how."""


def require(holds: object, message: str) -> None:
    """Like `assert`, which a run with -O leaves out."""
    if not holds:
        raise Judged(message)


@dataclass(frozen=True, kw_only=True)
class Target:
    """One part of the plugin.

    Attributes:
        judge: runs it on a text; raises whatever it raises, or Judged. What else it needs is drawn from `Random`,
            in the same way for a text of any length.
        corpus: globs below the repository, whose files are mutated.
        pieces: what is hostile to it.
        surrogates: it can be given text that is no UTF-8.
    """

    judge: Callable[[str, Random], None]
    corpus: tuple[str, ...]
    pieces: tuple[str, ...]
    surrogates: bool = True


# Pages

SITE = "https://blog.example"
BLOCKS = (Block("cta", "<p>Ask</p>"), Block("bar", "<ul><li>Share</li></ul>"), Block("head", "<link>"))


def part(text: str, random: Random) -> str:
    """Choose a slice by fractions, so that a text of twice the length gives one of twice the length."""
    start, end = sorted((random.random(), random.random()))
    return text[int(start * len(text)) : int(end * len(text))]


def judge_splice(text: str, random: Random) -> None:
    """Find the place in a page, insert, and take out again."""
    shape, fraction = random.randrange(4), random.random()
    content = part(text, random)
    if shape == 0:  # The page as it is, and a content that is in it.
        page = text
    elif shape == 1:  # A content that was written anew.
        rewritten = re.sub("[ \n]+", " ", text)
        page = f"<html><head></head><body><article>{rewritten}</article></body></html>"
    elif shape == 2:  # A text as the content of a plain page.
        page, content = f"<html><head><title>x</title></head><body><main>{text}</main><p>End.</body></html>", text
    else:
        page = f"{text}<article>{content}</article>{text}"
    occurrences = page.count(content) if content else 1
    written = inserted(page, content, which=int(fraction * occurrences))
    if strip(page) == page:
        require(strip(written) == page, "strip does not undo splice")
        require(inserted(strip(written), content, which=int(fraction * occurrences)) == written, "not the same twice")
    require(strip(strip(written)) == strip(written) or strip(page) != page, "strip is not done at once")
    require(inserted(written, content, which=0).count("<p>Ask</p>") <= max(1, written.count("<p>Ask</p>")), "twice")


HEADS = (
    "<!doctype html><html><head>{}</head><body>End.",
    "<!doctype html><html><head><meta charset=utf-8>{}</head><body>End.",
    "<!doctype html>{}<p>End.",
    "{}<html><head></head><body>End.",
    "{}",
)
LARGE = 20_000
IN_HEAD = Block("preview", '<meta property="fuzz:probe" content="1">')


def judge_head(text: str, random: Random) -> None:
    """Read what a head says, and insert early in it, where a browser still takes it for the head."""
    page = random.choice(HEADS).format(text)
    said = said_in(page)
    require(all(name == name.strip().lower() for name in said.metas), f"a name as written: {[*said.metas][:5]}")
    offset = early_offset(page, len(page))
    if offset is None:
        return
    require(0 <= offset <= len(page), f"{offset} is outside of the page")
    written = splice(page, [(offset, IN_HEAD)])
    if strip(page) == page:
        require(strip(written) == page, "strip does not undo splice")
    if len(page) > LARGE:  # How long the parser takes for a page is none of the plugin's.
        return
    body = LexborHTMLParser(page[:offset]).body
    if body is None or body.child is None:  # Else it has begun, and a browser takes the head's own tags for it, too.
        tree = LexborHTMLParser(written)
        require(tree.css_first("head > meta[property='fuzz:probe']"), f"not in the head: {page[:offset][-200:]!r}")


def inserted(page: str, content: str, *, which: int) -> str:
    """Insert each block that the page lacks, as a build does."""
    missing = [block for block in BLOCKS if block.name not in names(page)]
    place = content_place(page, content, which=lambda: which)
    if place is None:
        return page
    require(0 <= place.before <= place.after <= len(page), f"{place} is outside of the page")
    insertions = []
    for block in missing:
        asked = marker_offset(page, block.name)
        offset = head_offset(page, place.before) if block.name == "head" else asked
        insertions.append((place.after if offset is None else offset, block))
        require(0 <= insertions[-1][0] <= len(page), "an offset is outside of the page")
    return splice(page, insertions)


@cache
def all_levels() -> Config:
    return Config.parse({"SHARE_NUDGE_LEVELS": dict.fromkeys(rule_names(), "warning")})


def judge_page(text: str, random: Random) -> None:
    """Read a page's facts, and ask every rule about it."""
    config = all_levels()
    site = Site(address=SITE, config=config, today=datetime.date(2026, 6, 1))
    address = f"{SITE}/{random.choice(('post.html', 'a/', 'é.html', ''))}"
    content = part(text, random)
    post = Post(
        title=plain_text(text[:80]),
        address=address,
        own_address=address,
        language=random.choice(("en", "de", "ar", "ja", "xx")),
        text=plain_text(content[:200]),
        excerpt=first_sentences(content),
        source="post.md",
        page="post.html",
        content=content,
        keys=frozenset(random.sample(("title", "summary", "nudge_cta", "og_image"), 2)),
        ignored=tuple(random.sample(("dead-end", "all", "x"), 1)),
    )
    page = reader.read(text, path="post.html", networks=forms_of(config.known_networks), own=(address,))
    judge = Judge(site)
    judge.look(page, post)
    verdict = judge.verdict(Sources(), content="", theme="")
    require(not verdict.crashes, f"a rule broke: {', '.join(f'{c.rule}: {c.error}' for c in verdict.crashes)}")


# Links

HOST = "norden.social"
ALIKE = {"email", "copy", "sheet", "print"}


def judge_links(text: str, random: Random) -> None:
    """Make every network's link and the mail of a post, and read them backwards."""
    title = plain_text(part(text, random)) if random.random() < 0.5 else plain_text(text)
    post = Post(
        title=title,
        address=absolute(f"{SITE}/blog", part(text, random)[:300].encode("utf-8", "replace").decode("utf-8")),
        language="en",
        text=clean(part(text, random)) or title,
        excerpt=first_sentences(text),
        hashtags=hashtags(text.split()[:5], most=3),
        image=random.choice(("", f"{SITE}/a%20b.png")),
    )
    instance, handle = random.choice(("", HOST)), random.choice(("", "@me", "me@norden.social"))
    for network in NETWORKS.values():
        if network.pattern and network.name not in ALIKE:
            judge_link(share_link(network, post, instance=instance, handle=handle), network, post)
    judge_mail(email_forward(post, locales.phrases(random.choice(("en", "de", "ja")))), post)


def judge_link(link: str | None, network: Network, post: Post) -> None:
    if link is None:
        require(network.needs, f"{network.name} gives no link")
        return
    require(re.fullmatch(r"(?:[!-$&-~]|%[0-9A-F]{2})+", link), f"{network.name}: no address: {link[:200]}")
    require(not set(link) & set('"<>\\^`{}|+'), f"{network.name}: unencoded: {link[:200]}")
    if "{url}" in network.pattern:
        require(
            f"={link_part(post.address)}" in link or f"/{link_part(post.address)}" in link, f"{network.name}: {link}"
        )
    shared = recognise(link, FORMS)
    if shared is None or network.limit is None or network.counting == "weighted":
        return
    alone = length_of_address(post.address, network)
    if "{title}" in network.pattern and "{text}" not in network.pattern:
        require(
            length(shared.said, network.counting) <= network.limit, f"{network.name}: too long: {shared.said[:200]}"
        )
    elif alone <= network.limit:
        rest = shared.said.replace(post.address, "", 1)
        require(
            length(rest, network.counting) + alone <= network.limit, f"{network.name}: too long: {shared.said[:200]}"
        )


def link_part(address: str) -> str:
    return "".join(
        character if re.match(r"[A-Za-z0-9_.~-]", character) else "".join(f"%{byte:02X}" for byte in character.encode())
        for character in address
    )


def judge_mail(href: str, post: Post) -> None:
    found = re.fullmatch(r"mailto:\?subject=([^&=]*)&body=([^&=]*)", href)
    require(found, f"no mail link: {href[:200]}")
    assert found is not None
    subject, body = unquote(found[1], errors="strict"), unquote(found[2], errors="strict")
    bare = f"mailto:?subject=&body={link_part(post.address)}"
    require(len(href) <= max(MAILTO_BYTES, len(bare) + 500), f"the mail has {len(href)} bytes")
    require(body.endswith(post.address), "the mail has no address")
    require("\n" not in subject and "\r" not in subject, "the subject has two lines")
    require(subject or not post.title, "the subject is empty")


# Front matter and settings


def value(text: str, random: Random, depth: int = 0) -> Any:
    """Make any value that YAML, Python or Pelican may give, with texts from a text."""
    kind = random.randrange(16)
    if kind < 6 or depth > 2:
        return part(text, random) if kind % 2 else text
    if kind < 9:
        return [value(text, random, depth + 1) for _ in range(random.randrange(4))]
    if kind < 11:
        return {value(text, random, 3): value(text, random, depth + 1) for _ in range(random.randrange(3))}
    if kind == 11:
        return text.split()
    plain: tuple[Any, ...] = (
        *(None, True, False, 0, -1, 10**30, 1.5, float("nan"), float("inf"), b"bytes", {"set"}, object(), Path("a")),
        *(datetime.date(2026, 1, 1), datetime.datetime(2026, 1, 1), range(3), str, len, (), [], {}, ("a", ["b"])),
    )
    return random.choice(plain)


KEYS = (*KNOWN_KEYS, "nudge-cta", "NUDGE_SHARE", "nudge_", "nudge", "nudge_networks", "nudges", "title")


def judge_wishes(text: str, random: Random) -> None:
    """Read the front matter of a post."""
    config = all_levels()
    own = Config.parse({"SHARE_NUDGE_CTAS": [{"kind": "reply", "name": "Ask", "target": "/a/"}, {"kind": "pass-on"}]})
    metadata = {random.choice(KEYS): value(text, random) for _ in range(random.randrange(1, 5))}
    if random.random() < 0.3:
        metadata |= {f"nudge{part(text, random)[:40]}": text}
    wishes, problems = read_wishes(metadata, random.choice((config, own)))
    require(isinstance(wishes, Wishes), "no wishes")
    require(all(problem.message and problem.rule in rule_names() for problem in problems), "a problem says nothing")


SETTINGS = tuple(f"SHARE_NUDGE_{name.upper()}" for name in Config.__dataclass_fields__)
TABLES = {
    "SHARE_NUDGE_CTAS": "kind name category tag language path from until heading text action target bogus".split(),
    "SHARE_NUDGE_EXTRA_NETWORKS": "name label pattern kind limit counting needs colour also bogus".split(),
    "SHARE_NUDGE_INSTANCES": ["mastodon", "lemmy", "nowhere"],
    "SHARE_NUDGE_HANDLES": ["x", "mastodon", "nowhere"],
    "SHARE_NUDGE_TEXTS": ["share.label", "cta.reply.text", "bogus"],
    "SHARE_NUDGE_LEVELS": ["*", "dead-end", "bogus"],
}


def judge_settings(text: str, random: Random) -> None:
    """Parse the settings of a site: usable, or a ConfigError that can be said."""
    settings = {random.choice(SETTINGS): value(text, random) for _ in range(random.randrange(1, 4))}
    for name in random.sample(sorted(TABLES), 2):
        is_list = name in ("SHARE_NUDGE_CTAS", "SHARE_NUDGE_EXTRA_NETWORKS")
        of_row = text[:200] if is_list else text  # Many long rows would themselves grow with the square.
        row = {key: value(of_row, random, 2) for key in random.sample(TABLES[name], min(3, len(TABLES[name])))}
        settings[name] = [dict(row) for _ in range(1 + min(500, len(text) // 40))] if is_list else row
    if random.random() < 0.2:
        settings[f"SHARE_NUDGE_{part(text, random)[:60]}"] = 1
    try:
        config = Config.parse(settings)
    except ConfigError as error:
        require(str(error).strip() and error.problems, "an error says nothing")
    else:
        require(isinstance(config.known_networks, Mapping), "no networks")


# Baseline


def findings_of(text: str, random: Random) -> Iterator[Finding]:
    rules, about_posts = rule_names(), random.random() < 0.8
    for number, line in enumerate(text.splitlines() or [""]):
        source = f"{line[:40]}.md" if about_posts else random.choice(("theme:base.html", ""))
        yield Finding(
            rule=rules[number * 7 % len(rules)],
            level="warning",
            source=source,
            message=line,
            anchor=line,
            sources=("a.md", f"{number}.md") if number % 5 == 0 and not about_posts else (),
        )


def judge_baseline(text: str, random: Random) -> None:
    """Read any text as a baseline; write one of findings, read it, and take it off them."""
    try:
        read = read_baseline(text)
    except BaselineError as error:
        require(str(error).strip(), "an error says nothing")
    else:
        require(all(isinstance(part, str) for identity in read for part in identity), "an identity is no text")
    findings = tuple(findings_of(text, random))
    written = write_baseline(findings)
    known = read_baseline(written)
    require(sum(known.values()) >= len({finding.identity for finding in findings}), "a finding was lost")
    require(read_baseline("\n".join(reversed(written.splitlines()[1:] + written.splitlines()[:1]))) == known, "order")
    verdict = Verdict(findings=findings, posts=3)
    left = without_baseline(verdict, known)
    require(not left.findings and not left.gone, "a known finding is new, or gone")
    require(left.baselined == len(findings), "some are not counted")
    require(without_baseline(verdict, Counter()).findings == findings, "without a baseline something is known")


# Lines


def judge_lines(text: str, random: Random) -> None:
    """Find keys, texts, templates and settings in any file."""
    data = text.encode("utf-8", "surrogatepass" if random.random() < 0.2 else "replace")
    ending = random.choice((".md", ".rst", ".html", ".txt", ".markdown", ""))
    sought = part(text, random)[:200] if random.random() < 0.7 else "https://x.example/a?b=c&d=e"
    most = data.count(b"\n") + data.count(b"\r") + 1
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"post{ending}")
        file.write_bytes(data)
        template = Path(folder, "base.html")
        template.write_bytes(data)
        sources = Sources((folder,), str(template))
        found = [
            sources.key(str(file), ["title", sought]),
            sources.text(str(file), sought),
            sources.template(sought),
            sources.setting([sought.split("=")[0], "SITEURL"]),
        ]
        require(all(position is None or 1 <= position.line <= most for position in found), f"no such line: {found}")
    clean_text = text.replace("\r\n", "\n").replace("\r", "\n")
    keys = front_matter.keys(clean_text, ending)
    require(all(1 <= line <= clean_text.count("\n") + 1 for line in keys.values()), f"no such line: {keys}")
    require(all(front_matter.folded(key) == key for key in keys), f"not folded: {[*keys][:3]}")


# Languages


def judge_languages(text: str, random: Random) -> None:
    """Ask for everything that is said in a language."""
    own = {"share.label": {text: "x", "de": "y", part(text, random): "z"}, "share.more": text}
    language = part(text, random) if random.random() < 0.5 else text
    found = locales.match(language)
    require(found is None or found in locales.available(), f"no file: {found}")
    require(locales.direction(language) in ("ltr", "rtl"), "no direction")
    words = locales.phrases(language, formal=random.random() < 0.5, own=own)
    for key in ("share.label", "email.subject", "cta.pass-on.heading"):
        phrase = words[key].fill(title=text, network=text)
        require(phrase.language or not language[:1].isalpha(), f"{key} has no language")
        phrase.within(language)
    require(locales.tag(locales.tag(language)) == locales.tag(language), "a tag is not the same twice")
    clear_caches()


def clear_caches() -> None:
    """Forget: what a build asks a few times is asked a million times here, and nothing is asked twice."""
    for function in (locales.match, locales.tag):
        if hasattr(function, "cache_clear"):
            function.cache_clear()


_PAGES = ("tests/pages/*.html", "tests/rules/*/*.html", "tests/content/*.html", "tests/themes/*/templates/*.html")
_TEXTS = ("tests/content/*", "sample_site/content/*/*.md", "tests/planted/content/*.md")

TARGETS: dict[str, Target] = {
    "splice": Target(judge=judge_splice, corpus=_PAGES, pieces=MARKUP, surrogates=False),
    "head": Target(judge=judge_head, corpus=_PAGES, pieces=IN_HEADS, surrogates=False),
    "page": Target(judge=judge_page, corpus=_PAGES, pieces=MARKUP, surrogates=False),
    "links": Target(judge=judge_links, corpus=_TEXTS, pieces=WORDS),
    "wishes": Target(judge=judge_wishes, corpus=("tests/planted/content/*.md", "tests/recognition/*"), pieces=WORDS),
    "settings": Target(
        judge=judge_settings, corpus=("sample_site/*.py", "tests/planted/*.py", "tests/recognition/*"), pieces=WORDS
    ),
    "baseline": Target(judge=judge_baseline, corpus=_TEXTS, pieces=MARKED),
    "lines": Target(
        judge=judge_lines, corpus=("tests/sources/*/*", *_TEXTS, "themes/passalong/templates/*", *_PAGES), pieces=LINES
    ),
    "languages": Target(judge=judge_languages, corpus=("pelican_share_nudge/locales/*.toml",), pieces=TAGS),
}


@cache
def corpus(name: str) -> tuple[str, ...]:
    """Read the files that a target's texts are made from."""
    files = sorted(path for pattern in TARGETS[name].corpus for path in ROOT.glob(pattern) if path.is_file())
    return tuple(map(partial(Path.read_text, encoding="utf-8", errors="replace"), files))
