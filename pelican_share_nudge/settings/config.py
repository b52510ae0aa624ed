"""What a blog can set: every SHARE_NUDGE_* setting is one row, and every problem is in one error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Literal, get_type_hints

from pelican_share_nudge.findings import Setting, rule_names
from pelican_share_nudge.settings.cards import CardStyle
from pelican_share_nudge.settings.checks.accounts import (
    check_authors,
    check_handles,
    check_instances,
    with_handles_of_pelican,
)
from pelican_share_nudge.settings.checks.bar import (
    check_cta_limit,
    check_events,
    check_hashtags,
    check_look,
    check_selector,
    check_sticky,
)
from pelican_share_nudge.settings.checks.campaign import check_campaign
from pelican_share_nudge.settings.checks.cards import check_card_fonts, check_card_style, check_cards
from pelican_share_nudge.settings.checks.ctas import check_ctas, check_no_bar
from pelican_share_nudge.settings.checks.licence import check_licence
from pelican_share_nudge.settings.checks.networks import check_extra_networks, check_networks, names_of_networks
from pelican_share_nudge.settings.checks.preview import check_image, check_preview_without
from pelican_share_nudge.settings.checks.rules import by_rule, check_ignore, check_levels
from pelican_share_nudge.settings.checks.texts import check_network_texts, check_texts
from pelican_share_nudge.settings.conditions import Names
from pelican_share_nudge.settings.ctas import PASS_ON, Cta, Texts, named
from pelican_share_nudge.settings.problems import ConfigError
from pelican_share_nudge.settings.rows import Given, problems_of, read, setting, setting_name, unknown_settings
from pelican_share_nudge.settings.site_name import in_ctas, in_texts, site_name
from pelican_share_nudge.settings.values import UNUSABLE, usable
from pelican_share_nudge.tables.looks import available_looks
from pelican_share_nudge.tables.networks import NETWORKS, Network
from pelican_share_nudge.tables.previews import PROPERTIES

DEFAULT_NETWORKS = ("facebook", "x", "mastodon", "bluesky", "linkedin", "whatsapp", "email", "copy", "sheet")
DEFAULT_LAYOUT = "letter"
# What a theme, or a skin over it, sets for the blogs that use it; among its templates, without the settings' prefix.
THEME_SETTINGS = "share_nudge/settings.toml"

Place = Literal["articles", "pages", "drafts", "feeds"]
Previewed = Literal["articles", "pages", "lists"]


@dataclass(frozen=True, kw_only=True)
class Config:
    """The settings of one site, checked. The name of a setting is `SHARE_NUDGE_` and the field's name in capitals."""

    networks: tuple[str, ...] = setting(
        DEFAULT_NETWORKS,
        "What the share bar offers, in this order; on touch the system's sheet comes first.",
        "a list of names from the table of networks",
        '["mastodon", "bluesky", "email", "copy"]',
        check=check_networks,
        choices=names_of_networks,
    )
    extra_networks: tuple[Network, ...] = setting(
        (),
        "Networks of your own; the keys are those of the table of networks.",
        "a list of tables with at least `name`, `label` and `pattern`",
        '[{"name": "intranet", "label": "Intranet", "pattern": "https://in.example/new?link={url}&title={title}"}]',
        check=check_extra_networks,
    )
    instances: Mapping[str, str] = setting(
        {},
        "The instance on which your readers are, for networks that have many.",
        "a table: network → host name",
        '{"mastodon": "norden.social", "lemmy": "feddit.org"}',
        check=check_instances,
    )
    handles: Mapping[str, str] = setting(
        {},
        "Your account, mentioned in what is shared where the network takes it; for `x`, else TWITTER_USERNAME.",
        "a table: network → account",
        '{"x": "myblog"}',
        check=check_handles,
        complete=with_handles_of_pelican,
    )
    authors: Mapping[str, Mapping[str, str]] = setting(
        {},
        "Accounts of authors, mentioned in place of yours in what is shared of their posts.",
        "a table: author → a table: network → account",
        '{"Ada Lin": {"x": "ada", "mastodon": "ada@norden.social"}}',
        check=check_authors,
    )
    hashtags: int = setting(
        3,
        "How many of a post's tags become hashtags at most.",
        "a whole number, 0 for none",
        "2",
        check=check_hashtags,
    )
    ctas: tuple[Cta, ...] = setting(
        (PASS_ON,),
        "The calls to action, in order: a post gets the first one whose conditions hold.",
        "a list of tables with `kind` and, as you like, `name`, conditions, texts and `target`",
        '[{"kind": "subscribe", "category": "Letters", "target": "/subscribe/"}, {"kind": "pass-on"}]',
        check=check_ctas,
        complete=lambda ctas, settings: in_ctas(named(ctas, settings), settings),
    )
    cta_limit: int = setting(
        1,
        "How many calls to action a post gets at most; a reader does one thing.",
        "a whole number, at least 1",
        "1",
        check=check_cta_limit,
    )
    no_bar: Mapping[str, Names] = setting(
        {},
        "The posts that get no share bar: all for which one of these conditions holds, unless they name networks in "
        "`nudge_share`.",
        "a table with any of `category`, `tag`, `author`, `language`, `path`: a name or a list of names",
        '{"category": "News", "path": ["family/*"]}',
        check=check_no_bar,
    )
    placement: Literal["after", "before", "both", "theme"] = setting(
        "after",
        "Where the share bar stands: after the content, before it, both, or only where the theme puts it. "
        "Calls to action always come after the content.",
        "`after`, `before`, `both` or `theme`",
        '"after"',
    )
    selector: str = setting(
        "",
        "Where the content is, for a page that does not hold it as written, or holds it twice.",
        "a CSS selector",
        '"main .post-body"',
        check=check_selector,
    )
    where: tuple[Place, ...] = setting(
        ("articles",),
        "What gets blocks. Hidden articles and all translations count as articles.",
        "a list of `articles`, `pages`, `drafts`, `feeds`",
        '["articles", "pages"]',
    )
    formal: bool = setting(
        False, "Address readers formally where the language has a form for it (Sie).", "True or False", "True"
    )
    texts: Mapping[str, Texts] = setting(
        {},
        "Your own words for any text that readers see, by its key in `pelican_share_nudge/locales/en.toml`: one for "
        "every language, or one a language, where others keep ours.",
        "a table: key → text, or → {language: text}",
        '{"share.label": {"en": "Spread the word", "de": "Weitersagen"}}',
        check=check_texts,
        complete=in_texts,
    )
    network_texts: Mapping[str, Texts] = setting(
        {},
        "What is said on a network, instead of a post's title; a post's own words come first. `{title}` and `{site}` "
        "are filled in, and `{text}`: those words, else the title.",
        "a table: network → text, or → {language: text}",
        '{"x": "{text} via {site}", "mastodon": {"de": "Neu auf {site}: {title}"}}',
        check=check_network_texts,
        complete=in_texts,
    )
    campaign: str | Mapping[str, str] = setting(
        "",
        "Parameters for the address in share links, mails and the link to copy, so that your statistics know where "
        "friends are from; `{network}`, `{kind}`, `{slug}` and `{language}` are filled in. The page keeps its address.",
        "a text like `utm_source={network}&utm_medium=social`, or a table: network, or `*` for all others → text",
        '"utm_source={network}&utm_medium=social&utm_campaign={slug}"',
        check=check_campaign,
    )
    look: str = setting(
        "buttons",
        "How the share bar looks: text links, icons, both on buttons, in the networks' own colours, or one disclosure.",
        ", ".join(f"`{name}`" for name in available_looks()),
        '"icons"',
        check=check_look,
    )
    sticky: bool = setting(
        False,
        "With the script, show the bar beside the content while it is read, on screens with room for it.",
        "True or False",
        "True",
        check=check_sticky,
    )
    stylesheet: bool = setting(True, "Write the stylesheet and link it.", "True or False", "False")
    script: bool = setting(
        True,
        "Write the script, without which there is no “Copy link” and no “Share…”, and no bar beside the content.",
        "True or False",
        "False",
    )
    events: bool = setting(
        False,
        "Link the script in each page with a block, also where nothing else needs it: its event `passalong:use` tells "
        "your own statistics what readers use.",
        "True or False",
        "True",
        check=check_events,
    )

    preview: tuple[Previewed, ...] = setting(
        ("articles",),
        "Whose pages get the preview tags that they lack: title, description, picture and the like, for whoever makes "
        "a preview of a link. Articles also have to be in SHARE_NUDGE_WHERE; lists are the index, tags and the like.",
        "a list of `articles`, `pages`, `lists`; empty for none",
        '["articles", "pages", "lists"]',
    )
    preview_without: tuple[str, ...] = setting(
        (),
        "Preview tags that are left to the theme.",
        "a list of names, such as `og:locale`, `twitter:card`, `canonical`",
        '["og:locale", "canonical"]',
        check=check_preview_without,
        choices=lambda settings: tuple(PROPERTIES),
    )
    image: str = setting(
        "",
        "The picture for previews of posts that have none; at best 1200×630 pixels, JPEG or PNG, below 300 KB.",
        "a path on the site, or an address that begins with https://",
        '"/images/card.jpg"',
        check=check_image,
    )
    cards: bool | str = setting(
        False,
        "Draw a picture for each post that has none, for its preview; it needs the extra `cards`, see docs/cards.md.",
        "True or False, or the name of a layout: `letter`, `margin`, `poster`, or your theme's own",
        "True",
        check=check_cards,
    )
    card_style: CardStyle = setting(  # noqa: RUF009 (a field)
        CardStyle(),
        "The colours of the cards, `#rrggbb`, and their logo: a file in the content folder.",
        "a table of `paper`, `ink`, `quiet`, `line`, `accent`, `on_accent`, `stripe_1`, `stripe_2` and `logo`",
        '{"paper": "#fbf5ea", "accent": "#9a3f12", "logo": "images/logo.svg"}',
        check=check_card_style,
    )
    card_fonts: tuple[str, ...] = setting(
        (),
        "The fonts of the cards, the first that has a character; without any, one of the package, and the system's.",
        "a list of families, or of files beside the settings or in the content folder",
        '["Charter", "fonts/NotoSerifJP.otf"]',
        check=check_card_fonts,
    )
    qr: Literal["print", "block"] | bool = setting(
        False,
        "A QR code of each post's address: printed at its end, or shown there on screens, too.",
        '`"print"`, which True means, too, `"block"` or False',
        '"print"',
    )

    licence: str | Mapping[str, str] | bool = setting(
        False,
        "Under which licence posts are given away: a line tells readers what they may do. A post's own comes first.",
        "a name of Creative Commons or SPDX, a table of `name` and `url`, or False",
        '"CC BY-SA 4.0"',
        check=check_licence,
    )

    warn: bool = setting(
        True, "Judge the posts in each build, and say what is wrong with them.", "True or False", "False"
    )
    levels: Mapping[str, Setting] = setting(
        {},
        "How bad a rule's findings are: `error`, `warning`, `info`, or `off`; `*` for all that are on and not named.",
        "a table: rule or `*` → `error`, `warning`, `info` or `off`",
        '{"preview-no-image": "info", "nothing-quotable": "warning"}',
        check=check_levels,
        complete=by_rule,
    )
    ignore: tuple[str, ...] = setting(
        (),
        "Rules whose findings you do not want to hear; they are counted. A post has `nudge_ignore` for itself.",
        "a list of names of rules",
        '["preview-no-image"]',
        check=check_ignore,
        choices=lambda settings: rule_names(),
    )
    baseline: str = setting(
        "",
        "A file of findings that you know of: builds and `share-nudge check` pass over them.",
        "a path, relative to the settings file; `share-nudge check --write-baseline` writes the file",
        '"share-nudge.baseline"',
    )

    @classmethod
    def parse(cls, settings: Mapping[str, Any]) -> Config:
        """Read the settings of a site.

        Raises:
            ConfigError: lists every problem of every setting.
        """
        rows = fields(cls)
        problems = list(unknown_settings(settings, rows))
        found = {
            row.name: read(row, TYPES[row.name], settings)
            for row in rows
            if settings.get(setting_name(row.name)) is not None
        }
        written = {name: value for name, (value, _) in found.items()}
        config = cls(**{name: usable(value) for name, value in written.items() if value is not UNUSABLE})
        given = Given(
            written=written,
            values=vars(config),
            networks=config.known_networks,
            languages=_languages(settings),
            site=site_name(settings),
        )
        for row in rows:
            if row.name in found:
                problems += problems_of(row, found[row.name][1], given)
        if problems:
            raise ConfigError(problems)
        completed = ((row.name, row.metadata["complete"]) for row in rows if row.metadata["complete"])
        return replace(config, **{name: complete(getattr(config, name), settings) for name, complete in completed})

    @property
    def card_layout(self) -> str:
        """The name of the cards' layout; empty where none are drawn."""
        return self.cards if isinstance(self.cards, str) else DEFAULT_LAYOUT if self.cards else ""

    @cached_property
    def known_networks(self) -> dict[str, Network]:
        """The built-in networks and the blog's own, which win."""
        return NETWORKS | {network.name: network for network in self.extra_networks}


TYPES = get_type_hints(Config)


def _languages(settings: Mapping[str, Any]) -> frozenset[str]:
    """List the languages that the blog itself names, however it writes them."""
    sites = settings.get("I18N_SUBSITES")
    named = (settings.get("DEFAULT_LANG"), *(sites if isinstance(sites, Mapping) else ()))
    return frozenset(str(language).casefold() for language in named)
