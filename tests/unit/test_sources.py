"""In which line a key, a text, a template's address or a setting stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from pelican.readers import Readers
from pelican.settings import DEFAULT_CONFIG
from support.steps import grows_no_faster_than_its_size

from pelican_share_nudge.judge import sources
from pelican_share_nudge.judge.sources import Sources
from pelican_share_nudge.judge.wanted import Position

HERE = Path(__file__).parent.parent
FIXTURES = HERE / "sources"
THEME = FIXTURES / "theme"
CONTENTS = (HERE / "content", HERE.parent / "sample_site" / "content", FIXTURES / "keys")
ENDINGS = (".md", ".rst", ".html", ".txt")


def table(folder: Path) -> list[Any]:
    """Give one case for each line of the tables beside the sources in a folder."""
    cases = []
    for expected in sorted(folder.glob("*.toml")):
        source = expected.with_suffix("")
        rows = tomllib.loads(expected.read_text(encoding="utf-8")).items()
        cases += [pytest.param(source, wanted, line, id=f"{source.name}: {wanted}") for wanted, line in rows]
    return cases


def line_of(found: sources.Position | None, file: Path) -> int:
    assert found is None or found.file == str(file)
    return found.line if found else 0


@pytest.mark.parametrize(("source", "key", "line"), table(FIXTURES / "keys"))
def test_key(source: Path, key: str, line: int) -> None:
    assert line_of(Sources().key(str(source), [key]), source) == line


def test_the_first_key_that_the_source_has_counts() -> None:
    source = FIXTURES / "keys" / "plain.md"
    assert line_of(Sources().key(str(source), ("nudge_email", "summary", "title")), source) == 4


def authored(content: Path) -> list[Path]:
    return [path for path in sorted(content.rglob("*")) if path.suffix in (".md", ".rst", ".html")]


@pytest.mark.parametrize(
    "source",
    [path for content in CONTENTS for path in authored(content)],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_what_pelican_reads_has_a_line(source: Path) -> None:
    reader = Readers({**DEFAULT_CONFIG, "DOCUTILS_SETTINGS": {"halt_level": 5}}).readers[source.suffix[1:]]
    # Pelican's own values that cannot be read are no matter here: only which keys there are.
    reader.process_metadata = lambda name, value: value
    _, metadata = reader.read(str(source))
    missing = [key for key, value in metadata.items() if value and Sources().key(str(source), [key]) is None]
    assert missing == []


@pytest.mark.parametrize(
    "source", [path for path in authored(HERE) if path.suffix == ".md" and path.name != "yaml.md"], ids=str
)
def test_what_pelican_does_not_read_has_none(source: Path) -> None:
    text = source.read_text(encoding="utf-8-sig")
    markdown = Markdown(extensions=["meta"])
    markdown.convert(text)
    read = {key.replace("-", "_") for key in getattr(markdown, "Meta", {})}
    words = {word.lower().replace("-", "_") for word in re.findall(r"[\w-]+(?=:)", text)}
    assert {word for word in words if Sources().key(str(source), [word])} == read


@pytest.mark.parametrize(("source", "text", "line"), table(FIXTURES / "texts"))
def test_text(source: Path, text: str, line: int) -> None:
    assert line_of(Sources().text(str(source), text), source) == line


@pytest.fixture(name="themed", scope="module")
def _themed() -> Sources:
    return Sources(tuple(str(THEME / folder) for folder in ("overrides", "templates", "missing", "simple")))


@pytest.mark.parametrize(
    ("text", "expected"), tomllib.loads((THEME / "expected.toml").read_text(encoding="utf-8")).items()
)
def test_template(themed: Sources, text: str, expected: str) -> None:
    found = themed.template(text)
    assert (f"{Path(found.file).relative_to(THEME).as_posix()}:{found.line}" if found else "") == expected


def test_what_the_article_is_made_of_comes_first(tmp_path: Path) -> None:
    for name, uses in {
        "zz.html": "",
        "base.html": "",
        "article.html": "{% include 'zz.html' %}",
        "aa.html": "",
    }.items():
        (tmp_path / name).write_text(f"{uses}\n{'' if uses else '<a class=everywhere>'}", encoding="utf-8")
    found = Sources((str(tmp_path),)).template("everywhere")
    assert found is not None
    assert Path(found.file).name == "zz.html"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{% extends "base.html" %}\n{% block title %}{{ article.title }}{% endblock %}\n{% block head %}\n', 3),
        ('{% extends "base.html" %}\n{%- block meta_tags -%}', 2),
        ("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=utf-8>", 3),
        ('{% extends "base.html" %}\n{% block content %}<header></header>{% endblock %}', 1),
        ("", 1),
    ],
)
def test_the_head_of_a_template(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "article.html").write_text(text, encoding="utf-8")
    themed = Sources(templates=(str(tmp_path / "none"), str(tmp_path)))
    assert themed.head("article.html") == Position(str(tmp_path / "article.html"), line)
    assert themed.head("other.html") is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param('{# <meta property="og:image"> #}\n<meta property="og:image">', 2, id="Jinja's"),
        pytest.param(
            '{#\n{% block head %}\n<meta property="og:image">\n{% endblock %}\n#}\n<meta property="og:image">',
            6,
            id="of many lines",
        ),
        pytest.param('{# a #}<meta property="og:image">{# b #}', 1, id="between two"),
        pytest.param('<!--\n<meta property="og:image">\n-->\n<meta property="og:image">', 4, id="HTML's"),
        pytest.param('<!-- {# <meta property="og:image"> #} -->\n<meta property="og:image">', 2, id="both"),
        pytest.param('<!--[if !IE]><!-->\n<meta property="og:image">\n<!--<![endif]-->', 2, id="shown by browsers"),
        pytest.param("{% raw %}{#{% endraw %}\n<meta property=og:image>\n{# b #}", 2, id="none, for it is shown"),
        pytest.param("{# a #}\n<script><!--\nog:image\n//--></script>", 3, id="none, but a script"),
        pytest.param("<!-- never ends\n<meta property=og:image>", 0, id="without end"),
        pytest.param("{#- <meta property=og:image> -#}\n", 0, id="nowhere else"),
    ],
)
def test_what_a_template_only_remarks_is_not_in_the_page(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "article.html").write_text(text, encoding="utf-8")
    found = Sources((str(tmp_path),)).template("og:image")
    assert (found.line if found else 0) == line


def test_what_a_comment_of_html_extends_is_in_the_page(tmp_path: Path) -> None:
    (tmp_path / "article.html").write_text("<!-- {% extends 'zz.html' %} -->", encoding="utf-8")
    (tmp_path / "aa.html").write_text("<a class=everywhere>", encoding="utf-8")
    (tmp_path / "zz.html").write_text("<a class=everywhere>", encoding="utf-8")
    found = Sources((str(tmp_path),)).template("everywhere")
    assert found is not None
    assert Path(found.file).name == "zz.html"


def test_no_theme_is_known() -> None:
    assert Sources().template("https://x.com/intent/tweet?text=") is None


@pytest.mark.parametrize(
    ("name", "line"), tomllib.loads((FIXTURES / "settings" / "expected.toml").read_text(encoding="utf-8")).items()
)
def test_setting(name: str, line: int) -> None:
    settings = FIXTURES / "settings" / "pelicanconf.py"
    assert line_of(Sources(settings=str(settings)).setting([name]), settings) == line


def test_the_first_setting_that_is_set_counts() -> None:
    settings = FIXTURES / "settings" / "pelicanconf.py"
    assert line_of(Sources(settings=str(settings)).setting(("THEME", "PLUGINS", "SITEURL")), settings) == 5


def test_a_setting_may_stand_in_what_is_imported(tmp_path: Path) -> None:
    base, public = tmp_path / "pelicanconf.py", tmp_path / "publishconf.py"
    base.write_text("import os\nSITEURL = ''\nTHEME = 'mine'\n", encoding="utf-8")
    public.write_text("import os, sys\nfrom pelicanconf import *\nSITEURL = 'https://blog.example'\n", encoding="utf-8")
    sources = Sources(settings=str(public))
    assert line_of(sources.setting(["SITEURL"]), public) == 3
    assert line_of(sources.setting(["THEME"]), base) == 3
    assert line_of(sources.setting(["SITENAME"]), public) == 1
    base.write_text("from publishconf import *\n", encoding="utf-8")
    assert line_of(Sources(settings=str(public)).setting(["THEME"]), public) == 1


def test_a_setting_may_stand_in_what_a_theme_brings(tmp_path: Path) -> None:
    own, brought = tmp_path / "pelicanconf.py", tmp_path / "skin" / "share_nudge" / "settings.toml"
    brought.parent.mkdir(parents=True)
    own.write_text("SITEURL = ''\nSHARE_NUDGE_LOOK = 'plain'\n", encoding="utf-8")
    lines = [
        "look = 'icons'",
        "formal = true",
        "texts.'share.label' = 'look = 1'",
        "[[ctas]]",
        "sticky = 1",
        "[[ctas]]",
    ]
    brought.write_text("\n".join(lines), encoding="utf-8")
    sources = Sources((str(tmp_path / "none"), str(tmp_path / "skin")), str(own))
    assert line_of(sources.setting(["SHARE_NUDGE_LOOK"]), own) == 2
    assert line_of(sources.setting(["SHARE_NUDGE_FORMAL"]), brought) == 2
    assert line_of(sources.setting(["SHARE_NUDGE_TEXTS"]), brought) == 3
    assert line_of(sources.setting(["SHARE_NUDGE_CTAS"]), brought) == 4
    assert line_of(sources.setting(["SHARE_NUDGE_STICKY"]), own) == 1


@pytest.mark.parametrize("settings", ["", "/nowhere/pelicanconf.py", str(HERE), "nul\0.py"])
def test_no_settings_file(settings: str) -> None:
    assert Sources(settings=settings).setting(["SITEURL"]) is None


@pytest.mark.parametrize("file", ["", "/nowhere/post.md", str(HERE), "nul\0.md", "lone\ud800.md"])
def test_a_source_that_cannot_be_read(file: str) -> None:
    assert Sources().key(file, ["title"]) is None
    assert Sources().text(file, "https://x.example/a") is None


def test_a_source_is_read_once_in_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = sources.read_text
    monkeypatch.setattr(sources, "read_text", lambda file: read.append(Path(file).name) or original(file))
    lines, names = Sources(), ["plain.md", "plain.md", "fence.md", "plain.md"]
    for name in names:
        lines.key(str(FIXTURES / "keys" / name), ["title"])
        lines.text(str(FIXTURES / "keys" / name), "https://x.example/a")
    assert read == ["plain.md", "fence.md", "plain.md"]


# Never raises, and the line is one of the file

WORDS = (
    "title: Title ==== --- ... :date: <head> <meta name= <title> </head> <!-- \" ' > = {filename}/a.md ]( # &amp; %C3"
).split()
SOUP = st.lists(st.sampled_from([*WORDS, "\n", "\r", "\r\n", " ", "    ", "\t", "https://x.example/a?b=", "\ufeff"]))
BYTES = (
    st.binary() | st.text().map(lambda text: text.encode(errors="replace")) | SOUP.map(lambda s: "".join(s).encode())
)
TEXTS = (
    st.text() | SOUP.map("".join) | st.sampled_from(["http://[", "https://x.example/a", "//", "mailto:", "?", "\ud800"])
)


@pytest.fixture(name="place", scope="module")
def _place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


@given(data=BYTES, text=TEXTS, key=st.sampled_from(["title", "date", "name"]) | st.text())
@example(data=b"---", text="---", key="title")
@example(data=b"<head><meta name='", text="'", key="name")
@example(data=b"<head><![x", text="<![x", key="title")
def test_anything_has_a_line_of_its_file_or_none(place: Path, data: bytes, text: str, key: str) -> None:
    decoded = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    for ending in ENDINGS:
        file = place / f"post{ending}"
        file.write_bytes(data)
        for found in (Sources().key(str(file), [key]), Sources().text(str(file), text)):
            assert 0 <= line_of(found, file) <= decoded.count("\n") + 1
    (place / "templates").mkdir(exist_ok=True)
    template = place / "templates" / "base.html"
    template.write_bytes(data)
    assert 0 <= line_of(Sources((str(template.parent),)).template(text), template) <= decoded.count("\n") + 1
    settings = Sources(settings=str(template)).setting([key])
    assert settings is not None
    assert 1 <= settings.line <= decoded.count("\n") + 1


@given(before=st.lists(st.sampled_from(["words", "", "# a", "https://x.example/abc", "x: y"])), after=st.text())
def test_an_address_is_found_where_it_stands(place: Path, before: list[str], after: str) -> None:
    file = place / "address.md"
    file.write_bytes("\n".join([*before, "(https://x.example/a)", after]).encode(errors="replace"))
    assert line_of(Sources().text(str(file), "https://x.example/a"), file) == len(before) + 1


SIZE = 200_000
LARGE = {
    "tags": '<p class="a" id=b>x</p> ',
    "metas": "<meta ",
    "quotes": "<meta name=\"'",
    "comments": "<!--",
    "blanks": " ",
    "letters": "a",
    "lines": "\n",
    "fields": ":a: b\n",
    "colons": ":a\\",
    "adornments": "==\n",
    "keys": "a: b\n",
    "comment blocks": ".. a\n",
    "markers": "{filename}",
    "targets": "](",
    "equals": "= '",
    "angles": "<a<",
    "addresses": "https://x.example/ab ",
    "entities": "&amp;",
    "classes": "class='a",
}


ADDRESS = "https://x.example/a?b=c&d=e"
ASKS: dict[str, Callable[[Sources, str], sources.Position | None]] = {
    "key": lambda lines, file: lines.key(file, ["title"]),
    "address": lambda lines, file: lines.text(file, ADDRESS),
    "words": lambda lines, file: lines.text(file, "several words"),
    "short": lambda lines, file: lines.text(file, "#a"),
}


def written(place: Path, ending: str, text: str) -> Path:
    file = place / f"large{ending}"
    file.write_text("<head>\n" * (ending == ".html") + text, encoding="utf-8")
    return file


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("unit", LARGE.values(), ids=LARGE)
def test_what_stands_behind_a_large_part_is_found(place: Path, unit: str, ending: str) -> None:
    """There is no clock: a pattern that goes back over the large part at each of its places does not come to an end."""
    large = unit * (SIZE // len(unit))
    file = written(place, ending, f"{large}\n\nSee {ADDRESS} for\n\nseveral words.\n")
    last = file.read_text(encoding="utf-8").count("\n")
    lines = {name: line_of(ask(Sources(), str(file)), file) for name, ask in ASKS.items()}
    assert lines == {"key": 0, "address": last - 2, "words": last, "short": 0}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("unit", LARGE.values(), ids=LARGE)
def test_steps_grow_with_the_size_and_no_faster(place: Path, unit: str, ending: str) -> None:
    def ask_all(size: int) -> None:
        file = written(place, ending, unit * size)
        for ask in ASKS.values():
            ask(Sources(), str(file))

    assert grows_no_faster_than_its_size(ask_all, size=100)


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_exported_notebook_of_4_mb(place: Path, ending: str) -> None:
    prose = "<p>Some *words* in <a href='https://a.example/b?c&amp;d'>prose</a> & more.</p>\n"
    file = written(place, ending, f"<title>x</title></head>\n<body>\n{prose * 50_000}{ADDRESS}\n")
    last = file.read_text(encoding="utf-8").count("\n")
    lines = {name: line_of(ask(Sources(), str(file)), file) for name, ask in ASKS.items()}
    assert lines == {"key": 2 if ending == ".html" else 0, "address": last, "words": 0, "short": 0}
