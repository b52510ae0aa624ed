"""The skins of themes/clients on the sample posts, and docs/theming.md: an agency that follows it gets what it says."""

from __future__ import annotations

import re
import runpy
import shutil
from pathlib import Path
from typing import Any

import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser
from support.builds import SAMPLE_SITE, Build, build, sample_settings
from support.contrast import contrast
from support.processes import pelican, run

from pelican_share_nudge.report.themes import write_theme

ROOT = SAMPLE_SITE.parent
THEME = ROOT / "themes" / "passalong"
CLIENTS = ROOT / "themes" / "clients"
SKINS = sorted(path.name for path in CLIENTS.iterdir() if path.is_dir())
GUIDE = (ROOT / "docs" / "theming.md").read_text(encoding="utf-8")
SNIPPETS = dict(re.findall(r"^`(\S+)`:\n\n```\S+\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))
POST = "2025/subject-line/index.html"
ARABIC = "ar/2026/as-it-reached-me/index.html"


def files(skin: str) -> list[Path]:
    return [path for path in (CLIENTS / skin).rglob("*") if path.is_file()]


def show(skin: str, output: Path) -> Build:
    """Build as `make clients` does."""
    done = pelican("content", "-s", "clientconf.py", "-o", str(output), cwd=SAMPLE_SITE, env={"CLIENT": skin})
    assert done.status == 0, done.out + done.err
    assert "WARNING" not in done.out + done.err
    return Build(output)


# The skins


@pytest.mark.parametrize("skin", SKINS)
def test_a_skin_is_small_and_has_no_python(skin: str) -> None:
    assert {path.suffix for path in files(skin)} <= {".css", ".html", ".svg", ".toml"}
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files(skin)) < 60


@pytest.mark.parametrize("skin", SKINS)
def test_a_skin_overrides_and_asks_what_it_says(skin: str, tmp_path: Path) -> None:
    site = show(skin, tmp_path)
    post = LexborHTMLParser(site.text("2026/screenshot/index.html"))
    address = "../../theme"
    assert [node.attributes["src"] for node in post.css("img.logo")] == [f"{address}/logo.svg"]
    assert f"{address}/skin.css" in [node.attributes["href"] for node in post.css("link[rel=stylesheet]")]
    assert {"theme/skin.css", "theme/logo.svg", "theme/css/theme.css"} <= set(site.files())
    assert len(post.css(".passalong")) == len(post.css(".passalong-cta")) == 1
    asked = {
        "harrow-vale": "Does this touch a matter of yours?",
        "ledgerline": "Try it on your own numbers",
        "morning-crumb": "What comes out of the oven on Friday?",
    }
    assert [node.text() for node in post.css(".passalong-heading")] == [asked[skin]]
    arabic = LexborHTMLParser(site.text(ARABIC))
    blocks = arabic.css(".passalong, .passalong-cta")
    assert [node.attributes["aria-label"] for node in blocks] == ["من خطر ببالك؟", "مشاركة هذه التدوينة"]
    assert [node.html for block in blocks for node in block.css("span[lang]")] == []
    assert html5lib.HTMLParser(strict=True).parse(site.text("2026/screenshot/index.html")) is not None


def test_every_skin_is_told_of() -> None:
    told = (CLIENTS / "README.md").read_text(encoding="utf-8")
    assert len(SKINS) >= 3
    assert [skin for skin in SKINS if f"[{skin}]({skin})" not in told] == []


@pytest.mark.parametrize("skin", SKINS)
def test_colours_of_a_skin_can_be_read(skin: str) -> None:
    for half in (0, 1):
        colours = palette((CLIENTS / skin / "static" / "skin.css").read_text(encoding="utf-8"), half)
        for text, ground in [("ink", "paper"), ("quiet", "paper"), ("accent", "paper"), ("on-accent", "accent")]:
            assert contrast(colours[text], colours[ground]) >= 4.5, (half, text, ground)
        assert contrast(colours["ink"], colours["tint"]) >= 4.5


def palette(css: str, half: int) -> dict[str, str]:
    """List the colours by day (0) or by night (1), those of the theme beneath the skin's."""
    found: dict[str, str] = {}
    for sheet in ((THEME / "static" / "css" / "theme.css").read_text(encoding="utf-8"), css):
        day, _, night = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL).partition(
            "@media (prefers-color-scheme: dark)"
        )
        for part in (day, night.partition("\n}\n")[0])[: half + 1]:
            found |= dict(re.findall(r"^\s*--([\w-]+): (#[0-9a-f]{3,6});", part, re.MULTILINE))
    return found


# The guide


@pytest.fixture(name="agency", scope="module")
def _agency(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which somebody has followed the guide."""
    folder = tmp_path_factory.mktemp("agency")
    for name, text in SNIPPETS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    static = folder / "clients" / "rosehill" / "static"
    (static / "logo.svg").write_bytes((CLIENTS / "ledgerline" / "static" / "logo.svg").read_bytes())
    write_theme(str(folder / "themes" / "passalong"))
    return folder


def rosehill(agency: Path, output: Path, **settings: Any) -> Build:
    """Build the sample posts with the guide's own lines."""
    sample = {name: value for name, value in sample_settings().items() if name != "SHARE_NUDGE_CTAS"}
    given = {name: value for name, value in runpy.run_path(str(agency / "pelicanconf.py")).items() if name.isupper()}
    return build(SAMPLE_SITE / "content", output, **sample | given | {"SHARE_NUDGE_WARN": False} | settings)


def test_the_guide_shows_every_file_of_its_folder() -> None:
    tree = re.search(r"```text\n(.*?)```", GUIDE, re.DOTALL)
    assert tree is not None
    names = set(re.findall(r"[\w-]+\.\w+", tree[1]))
    assert names - {Path(name).name for name in SNIPPETS} == {"logo.svg"}


def test_following_the_guide_makes_the_skin(agency: Path, tmp_path: Path) -> None:
    site = rosehill(agency, tmp_path / "output")
    english, german = (LexborHTMLParser(site.text(f"{prefix}{POST}")) for prefix in ("", "de/"))
    assert [node.text() for node in english.css(".passalong-label")] == ["Who should read this?"]
    assert [node.text() for node in german.css(".passalong-label")] == ["Wer sollte das lesen?"]
    assert [node.text() for node in english.css(".passalong-heading")] == ["Planning something like it?"]
    assert [node.text() for node in german.css(".passalong-do")] == ["Termin anfragen"]
    networks = [str(node.attributes["class"]).split()[-1] for node in english.css(".passalong-link")]
    assert networks == [f"passalong-{name}" for name in ("linkedin", "whatsapp", "email", "copy")]
    assert [node.text() for node in german.css(".passalong-cta + p")] == ["Wir antworten innerhalb eines Tages."]
    assert len(english.css(".passalong-linkedin rect")) == 1
    assert len(english.css("img.logo")) == 1
    styles = [str(node.attributes["href"]).rpartition("/")[2] for node in english.css("link[rel=stylesheet]")]
    assert [re.sub(r"\.[0-9a-f]{8}\.", ".", name) for name in styles] == ["theme.css", "skin.css", "passalong.css"]


def test_the_blogs_own_settings_win(agency: Path, tmp_path: Path) -> None:
    site = rosehill(agency, tmp_path / "output", SHARE_NUDGE_NETWORKS=["reddit"])
    assert re.findall(r'"passalong-link passalong-([a-z]+)"', site.text(POST)) == ["reddit"]


def test_at_the_end_of_the_guide_nothing_is_to_be_mended(agency: Path, tmp_path: Path) -> None:
    lines = (
        "PATH = os.path.join(HERE, 'content')",
        "SITENAME, SITEURL, TIMEZONE, SITEIMAGE = 'Rosehill', 'https://rosehill.example', 'UTC', 'card.png'",
        "PLUGINS, STATIC_PATHS, FEED_ALL_ATOM = ['pelican_share_nudge'], ['card.png'], 'atom.xml'",
    )
    blog = shutil.copytree(agency, tmp_path / "blog", symlinks=True)
    (blog / "pelicanconf.py").write_text(SNIPPETS["pelicanconf.py"] + "\n".join(lines), encoding="utf-8")
    (blog / "content" / "pages").mkdir(parents=True)
    (blog / "content" / "a-post.md").write_text(
        "Title: A post\nDate: 2026-01-01\nSummary: What it is about.\n\nSome words on it.", encoding="utf-8"
    )
    (blog / "content" / "pages" / "contact.md").write_text("Title: Contact\n\nWrite to us.", encoding="utf-8")
    shutil.copy(SAMPLE_SITE / "content" / "images" / "link-card.png", blog / "content" / "card.png")
    done = run("check", "-s", str(blog / "pelicanconf.py"), cwd=tmp_path)
    assert (done.status, "nothing to mend in 1 post" in done.out) == (0, True), done.out + done.err


@pytest.mark.parametrize("name", [name for name in SNIPPETS if name.endswith(".css")])
def test_properties_in_the_guide_exist(name: str) -> None:
    known = (THEME / "static" / "css" / "theme.css").read_text(encoding="utf-8")
    known += (ROOT / "pelican_share_nudge" / "static" / "passalong.css").read_text(encoding="utf-8")
    for found in re.findall(r"(--[\w-]+):", SNIPPETS[name]):
        assert f"var({found}" in known


def test_colours_in_the_guide_can_be_read() -> None:
    for half in (0, 1):
        colours = palette(SNIPPETS["clients/rosehill/static/skin.css"], half)
        assert contrast(colours["accent"], colours["paper"]) >= 4.5
        assert contrast(colours["on-accent"], colours["accent"]) >= 4.5


def test_commands_in_the_guide_exist() -> None:
    from pelican_share_nudge.commands import main

    for command in re.findall(r"^\$ share-nudge (\w+)", GUIDE, re.MULTILINE):
        with pytest.raises(SystemExit) as stopped:
            main([command, "--help"])
        assert stopped.value.code == 0
