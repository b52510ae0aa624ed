"""The tables of README.md and docs/, and docs/rules.md, made from the code: `make readme` writes all, a test checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_args

from pelican_share_nudge.blocks import looks
from pelican_share_nudge.blocks.nudge import Nudge
from pelican_share_nudge.hooks import all_hooks
from pelican_share_nudge.locales import available, keys, phrases
from pelican_share_nudge.rules import SECTIONS, Rule, Section, all_rules
from pelican_share_nudge.settings.config import Config
from pelican_share_nudge.settings.ctas import CtaKind
from pelican_share_nudge.settings.rows import setting_name
from pelican_share_nudge.settings.wishes import KEYS
from pelican_share_nudge.tables.networks import DEAD_NETWORKS, NETWORKS
from pelican_share_nudge.tables.platforms import KILOBYTE, PLATFORMS

README = Path(__file__).parent.parent / "README.md"
STYLESHEET = Path(looks.__file__).parent.parent / "static" / "passalong.css"
DOCS = README.parent / "docs"
RULES = DOCS / "rules.md"

TITLES: dict[Section, str] = {
    "site": "The site",
    "hooks": "Hooks",
    "links": "Links in the page",
    "preview": "What the friend sees",
    "content": "Content, when you ask for it",
    "linter": "The judge itself",
}


def settings() -> str:
    defaults = Config()
    rows = []
    for row in fields(Config):
        default = getattr(defaults, row.name)
        shown = "`[{'kind': 'pass-on'}]`" if row.name == "ctas" else f"`{_plain(default)!r}`"
        meaning = f"{row.metadata['meaning']} For example `{row.metadata['example']}`."
        rows.append((f"`{setting_name(row.name)}`", _linked(row.metadata["allowed"]), shown, meaning))
    return _table(("setting", "allowed", "default", "meaning"), rows)


def _linked(allowed: str) -> str:
    """Link what is in a page of its own."""
    pages = {"the table of networks": "docs/networks.md", "names of rules": "docs/rules.md"}
    for words, page in pages.items():
        allowed = allowed.replace(words, f"[{words}]({page})")
    return allowed


def _plain(value: object) -> object:
    if is_dataclass(value):  # A table whose keys have defaults of their own.
        return {}
    return list(value) if isinstance(value, tuple) else value


def metadata() -> str:
    rows = [(f"`{key}`", f"`{row.values}`", row.meaning) for key, row in KEYS.items()]
    return _table(("key", "value", "meaning"), rows)


def networks() -> str:
    rows = []
    for network in NETWORKS.values():
        limit = f"{network.limit} {network.counting}" if network.limit else ""
        confirmed = "" if network.verified else "not confirmed"
        rows.append((f"`{network.name}`", network.label, network.kind, limit, network.needs or "", confirmed))
    return _table(("name", "label", "kind", "limit", "needs", ""), rows)


def texts() -> str:
    said = phrases("en")
    rows = [(f"`{key}`", " ".join(said[key].text.split())) for key in sorted(keys())]
    return _table(("key", "in English"), rows)


def platforms() -> str:
    rows = []
    for platform in PLATFORMS:
        width, height = platform.fewest
        shown = (
            f"title {platform.title_length}" if platform.title_length else "",
            "no description" if platform.description_length == 0 else "",
            f"description {platform.description_length}" if platform.description_length else "",
        )
        fewest = f"{width}×{height}" if height > 1 else f"{width} wide" if width else ""
        most = f"{platform.most_bytes // KILOBYTE:,} KB" if platform.most_bytes else ""
        reads = f"{platform.reads // 1000} KB" if platform.reads else ""
        rows.append((platform.label, ", ".join(filter(None, shown)), fewest, most, reads))
    return _table(("platform", "shows of texts", "smallest picture", "heaviest", "reads of a page"), rows)


def dead_networks() -> str:
    rows = [(f"`{dead.name}`", dead.label, dead.died, f"`{dead.instead}`") for dead in DEAD_NETWORKS.values()]
    return _table(("name", "label", "ended", "use instead"), rows)


def cta_kinds() -> str:
    words = phrases("en")
    needs = {
        "pass-on": "",
        "read-next": "found by itself; `{next}` is its title",
        "subscribe": "the site's feed, if none is given",
    }
    rows = [
        (f"`{kind}`", *(words[f"cta.{kind}.{part}"].text for part in ("heading", "text", "action")), target)
        for kind in get_args(CtaKind)
        for target in (needs.get(kind, "needed"),)
    ]
    return _table(("kind", "its own `heading`", "`text`", "`action`", "target"), rows)


def template_api() -> str:
    members = [(name, member) for name, member in vars(Nudge).items() if isinstance(member, property)]
    rows = [(f"`article.nudge.{name}`", (member.__doc__ or "").strip()) for name, member in members]
    for name, hook in all_hooks().items():
        if hook.SLOTS != ("feed",):  # which themes do not print
            rows.append((f"`article.nudge.{name}`", f"{(hook.__doc__ or '').partition('.')[0]}. Ready to print."))
    return _table(("name", "what it is"), rows)


def properties() -> str:
    """List the custom properties that the head of the stylesheet tells of."""
    head = STYLESHEET.read_text(encoding="utf-8").partition("*/")[0]
    told = re.findall(r"^ +--passalong(-\S+)(?:, (-\S+))? {2,}(\S.*)$", head, re.MULTILINE)
    rows = [(", ".join(f"`--passalong{name}`" for name in names if name), meaning) for *names, meaning in told]
    return _table(("property", "what it is, and its default"), rows)


def rules() -> str:
    rows = [
        (f"[`{rule.name}`](#{rule.name})", rule.level, rule.summary.removesuffix(".")) for rule in all_rules().values()
    ]
    return _table(("rule", "level", "finds"), rows)


def rules_page() -> str:
    """Write docs/rules.md."""
    parts = [
        "# Rules\n",
        "What `share-nudge explain RULE` says of each. `error` is broken for the reader or the friend, `warning`",
        "travels worse than it could, `info` is worth knowing, `off` is asked if `SHARE_NUDGE_LEVELS` turns it on.",
        "A rule about a missing thing mutes those about its quality: they are no news then. Only what is said mutes: a",
        "rule that is off, not selected, or ignored by the blog (`SHARE_NUDGE_IGNORE`, `--ignore`) or by the post",
        "(`nudge_ignore`) mutes nothing. What a baseline knows was said when it was written, and mutes on.\n",
        "This page is written by `make readme`, from the rules.\n",
        rules(),
    ]
    for section in SECTIONS:
        parts.append(f"\n## {TITLES[section]}")
        parts += [_rule_text(rule) for rule in all_rules().values() if rule.section == section]
    return "\n".join(parts) + "\n"


HEADS = ("Why:", "Bad:", "Good:", "Mend:")


def _rule_text(rule: Rule) -> str:
    """Write one rule: its sentence, then why, bad, good and how to mend it as a list; code stays code."""
    first, _, rest = rule.text.partition("\n")
    lines = "\n".join(item(head, text) for head, text in parts_of(rest))
    mutes = f"\n\nMutes: {', '.join(f'`{name}`' for name in sorted(rule.mutes))}" if rule.mutes else ""
    return f"\n### {rule.name}\n\n{rule.level} · {_shown(first)}\n\n{lines}{mutes}"


def parts_of(text: str) -> list[tuple[str, str]]:
    """Take a rule's text apart: each head, and what stands behind it until the next one."""
    parts: list[list[str]] = []
    for line in text.strip().splitlines():
        if line.startswith(HEADS):
            head, _, rest = line.partition(":")
            parts.append([head, rest.strip()])
        elif parts:
            parts[-1].append(line)
    return [(head, "\n".join(lines).strip("\n")) for head, *lines in parts]


def item(head: str, text: str) -> str:
    lines = (
        _shown(text).splitlines()
        if not text.startswith("    ")
        else [f"`{line.strip()}`  " for line in text.splitlines()]
    )
    return f"- **{head}:** " + "\n  ".join(lines)


def _shown(text: str) -> str:
    """Keep Markdown from taking tags for its own: what is an example as a whole is code, elsewhere `<` is escaped."""
    parts = text.split("`")
    if len(parts) == 1 and text.startswith("<"):
        return f"`{text}`"
    return "`".join(part if place % 2 else part.replace("<", "&lt;") for place, part in enumerate(parts))


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


TABLES: dict[str, Callable[[], str]] = {
    table.__name__: table
    for table in (settings, metadata, networks, platforms, dead_networks, texts, cta_kinds, template_api, properties)
}
PLACE = re.compile(r"(<!-- table: (\w+) -->\n)(?:\|.*\n)*(<!-- /table -->)")
LANGUAGES = re.compile(r"\b\d+(?=\s+languages\b)")


def pages() -> dict[Path, str]:
    """Give every page that has something made from the code, as it must be."""
    with_place = (page for page in (README, *sorted(DOCS.glob("*.md"))) if page != RULES)
    texts_of = {page: page.read_text(encoding="utf-8") for page in with_place}
    return {page: with_tables(text) for page, text in texts_of.items() if PLACE.search(text)} | {RULES: rules_page()}


def with_tables(page: str) -> str:
    """Put the tables between their markers, and count the languages where their number stands."""
    counted = LANGUAGES.sub(str(len(available())), page)
    return PLACE.sub(lambda found: f"{found[1]}{TABLES[found[2]]()}\n{found[3]}", counted)


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
