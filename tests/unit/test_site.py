"""What a site serves beside the files of its output: what hosts are told to redirect, and what other steps make."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelican_share_nudge.site.redirects import read
from pelican_share_nudge.site.site import Output, Site

# The file, what stands in it, and where paths lead: the empty text for those that it leaves alone.
FILES: list[tuple[str, str, dict[str, str]]] = [
    ("_redirects", "/a https://b.example 302", {"/a": "https://b.example", "/a/": "https://b.example", "/ab": ""}),
    ("_redirects", "/a  /b  # old\n# /c /d\n#/e /f\n\n/g", {"/a": "/b", "/c": "", "/e": "", "/g": ""}),
    ("_redirects", "/a/* /b/:splat 301!", {"/a/x/y": "/b/x/y", "/a": "/b/", "/ax": ""}),
    ("_redirects", "/:year/:name /posts/:name", {"/2020/bow": "/posts/bow", "/2020/bow/tie": ""}),
    ("_redirects", "/a id=:id /b/:id 301 Country=nl", {"/a": "/b/:id"}),
    ("_redirects", "https://old.example/a /b", {"/a": "/b"}),
    ("_redirects", "/a /b 404\n/c /d 410!\n/e /f 200", {"/a": "", "/c": "", "/e": "/f"}),
    ("_redirects", "/:a/:a /b\n/c", {"/x/y": ""}),
    ("netlify.toml", '[[redirects]]\nfrom = "/a"\nto = "/b"', {"/a": "/b"}),
    ("netlify.toml", '[[redirects]]\nfrom = "/a"\nto = "/b"\nstatus = 404', {"/a": ""}),
    ("netlify.toml", '[[redirects]]\nfrom = "/a"\n[redirects.conditions]\nRole = ["x"]', {"/a": ""}),
    ("netlify.toml", "redirects = 3", {"/a": ""}),
    ("netlify.toml", "no toml [", {"/a": ""}),
    ("vercel.json", '{"redirects": [{"source": "/a/:b", "destination": "/c/:b"}]}', {"/a/x": "/c/x", "/a/x/y": ""}),
    (
        "vercel.json",
        '{"redirects": [{"source": "/a/:b*", "destination": "/c/:b*"}]}',
        {"/a/x/y": "/c/x/y", "/a": "/c/"},
    ),
    ("vercel.json", '{"rewrites": [{"source": "/(a|b)", "destination": "/c/$1"}]}', {"/b": "/c/b", "/c": ""}),
    ("vercel.json", '{"redirects": [{"source": "/a(", "destination": "/c"}, 3], "routes": {}}', {"/a": ""}),
    ("vercel.json", "[]", {"/a": ""}),
    ("now.json", '{"redirects": [{"source": "/a", "destination": "/c"}]}', {"/a": "/c", "/b": ""}),
    ("serve.json", '{"rewrites": [{"source": "/a/:b", "destination": "/c/:b"}]}', {"/a/x": "/c/x"}),
    (
        "firebase.json",
        '{"hosting": {"redirects": [{"source": "/a/**", "destination": "/c", "type": 301},'
        ' {"regex": "^/b[0-9]$", "destination": "/d", "type": 302}, {"source": "/e/:f*", "destination": "/g/:f"}]}}',
        {"/a": "/c", "/a/x/y": "/c", "/ab": "", "/b1": "/d", "/b": "", "/e/x/y": "/g/x/y"},
    ),
    (
        "firebase.json",
        '{"hosting": [{"rewrites": [{"source": "/f", "function": "f"}, {"source": "/*.php", "destination": "/c"}]}]}',
        {"/f": "", "/x.php": "/c", "/x/y.php": ""},
    ),
    ("firebase.json", '{"hosting": "site"}', {"/a": ""}),
    ("firebase.json", '{"hosting": {"redirects": [{"source": "/:a/:a", "destination": "/c"}]}}', {"/x/x": ""}),
    (
        "staticwebapp.config.json",
        '{"routes": [{"route": "/a", "redirect": "/c", "statusCode": 302}, {"route": "/b/*", "rewrite": "/d"},'
        ' {"route": "/e", "statusCode": 404}, {"route": "/f", "allowedRoles": ["x"]}]}',
        {"/a": "/c", "/b/x": "/d", "/e": "", "/f": ""},
    ),
    ("staticwebapp.config.json", '{"routes": [' * 3, {"/a": ""}),
    (".htaccess", "Redirect /a /b", {"/a": "/b", "/a/x": "/b/x", "/ab": ""}),
    (".htaccess", 'redirect permanent "/a b" https://b.example/', {"/a b": "https://b.example"}),
    (".htaccess", "Redirect gone /a\nRedirect 410 /b\nRedirect", {"/a": "", "/b": ""}),
    (".htaccess", "RedirectMatch ^/a/(\\d+) /b/$1", {"/a/7": "/b/7", "/a/x": ""}),
    (".htaccess", "RedirectMatch 301 [ /b", {"/a": ""}),
    (".htaccess", "RewriteRule ^a/(.*)$ /b/$1 [R=301,L]", {"/a/x": "/b/x", "/x/a/x": ""}),
    (".htaccess", "RewriteRule ^/?a$ b \\\n  [L]", {"/a": "/b"}),
    (
        ".htaccess",
        "RewriteRule ^a$ - [G]\nRewriteRule !^b$ /c\nRewriteRule ^d$ /e [R=404]",
        {"/a": "", "/x": "", "/d": ""},
    ),
    (".htaccess", "RewriteRule ^(.*)$ https://%{HTTP_HOST}/$1", {"/a": ""}),
    (".htaccess", "# Redirect /a /b", {"/a": ""}),
]


@pytest.mark.parametrize(("name", "text", "expected"), FILES)
def test_where_paths_lead(name: str, text: str, expected: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    redirects = read((str(tmp_path),))
    targets = {path: [redirect.target_of(path) for redirect in redirects] for path in expected}
    assert {path: next(filter(None, found), "") for path, found in targets.items()} == expected


def test_a_folder_without_any() -> None:
    assert read(("", "/no/such/folder", "\0")) == ()


# What a site serves when `page.html` is its only file.
SERVED: list[tuple[str, str, bool]] = [
    ("", "page.html", True),
    ("", "page", True),
    ("", "other.html", False),
    ("", "api/count", True),
    ("/a /page.html", "a", True),
    ("/a /b.html", "a", True),  # by its name: whoever wrote it knows
    ("/a/* /:splat", "a/page.html", True),
    ("/a/* /:splat", "a/other.html", False),
    ("/a/* /b/:splat\n/b/* /:splat", "a/page.html", True),
    ("/a/* /a/x/:splat", "a/b", False),  # in circles
    ("/* https://www.blog.example/:splat 301!", "other.html", False),
    ("/* /:splat.html 200", "other", False),
    ("/* https://new.example/:splat", "other.html", True),
    ("/kites/a /page.html", "a", True),  # the address has a path, and the host's root is above it
    ("/a /page.html 404", "a", False),
]


@pytest.mark.parametrize(("text", "path", "expected"), SERVED)
def test_what_a_site_serves(text: str, path: str, expected: bool, tmp_path: Path) -> None:
    for folder in ("output", "content"):
        (tmp_path / folder).mkdir()
    (tmp_path / "output" / "page.html").write_text("A page", encoding="utf-8")
    (tmp_path / "content" / "_redirects").write_text(text, encoding="utf-8")
    output = Output(str(tmp_path / "output"), beside=(str(tmp_path / "content"),))
    assert Site(address="https://blog.example/kites", output=output).serves(path) is expected


# Where a picture may be put after Pelican: what starts the steps, and folders beside the settings.
LATER: list[tuple[str, str, str, bool]] = [
    ("Makefile", "cards:\n\tpython cards.py output/cards", "cards/kite.png", True),
    ("tasks.py", 'run("cards static/cards")', "static/cards/kite.png", True),
    (".github/workflows/publish.yml", "run: make-cards cards/", "cards/kite.png", True),
    ("cards/kite.svg", "", "cards/kite.png", True),
    ("output/cards/bow.png", "", "cards/kite.png", False),  # Pelican puts the others there
    ("content/cards/kite.png", "", "cards/kite.png", False),  # STATIC_PATHS does not name it
    ("Makefile", "flashcards:\n\tcards.py", "cards/kite.png", False),
    ("Makefile", "all:", "kite.png", False),
    ("Makefile", "all:", "../cards/kite.png", False),
]


@pytest.mark.parametrize(("file", "text", "path", "expected"), LATER)
def test_what_another_step_makes(file: str, text: str, path: str, expected: bool, tmp_path: Path) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(text, encoding="utf-8")
    output = Output(str(tmp_path / "output"), beside=(str(tmp_path / "content"), str(tmp_path)))
    assert output.is_made_later(path) is expected
