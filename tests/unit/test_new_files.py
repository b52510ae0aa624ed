"""What is one new file, laid by `tools/new_rule.py` or `tools/new_hook.py` or written: found where it stands."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

import lay
import new_hook
import new_rule
import pytest

PACKAGE = "pelican_share_nudge"
RULE = (
    f"{PACKAGE}/rules/my_rule.py",
    *(f"tests/rules/my-rule/{name}" for name in ("expected.toml", "caught-it.html", "left-without-it.html")),
    "tests/planted/content/my-rule.md",
)
HOOK = (
    f"{PACKAGE}/hooks/my_hook.py",
    f"{PACKAGE}/templates/share_nudge/my_hook.html",
    "tests/unit/test_hook_my_hook.py",
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Copy what a new file stands beside; the pictures are none of it."""
    pictures = shutil.ignore_patterns("__pycache__", "icons")
    shutil.copytree(lay.ROOT / PACKAGE, tmp_path / PACKAGE, ignore=pictures)
    return tmp_path


@pytest.fixture
def imports_of(tree: Path) -> Iterator[Path]:
    """Import the package from the tree, and after the test from where it was."""
    others = {name: module for name, module in sys.modules.items() if name.partition(".")[0] != PACKAGE}
    with patch.dict(sys.modules, others, clear=True), patch.object(sys, "path", [str(tree), *sys.path]):
        yield tree


def test_a_new_rule_is_found(imports_of: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lay.run("rule", new_rule.make, ["my-rule"], imports_of) == 0
    assert [path for path in RULE if not (imports_of / path).is_file()] == []
    rule = import_module(f"{PACKAGE}.rules").all_rules()["my-rule"]
    assert (rule.level, rule.section, bool(rule.check)) == ("warning", "links", True)
    assert import_module(f"{PACKAGE}.rules.my_rule").__file__ == str(imports_of / RULE[0])
    assert capsys.readouterr().out.startswith(f"The files are there. Left to write, in this order:\n1. {RULE[0]}: ")


def test_a_new_hook_is_found(imports_of: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lay.run("hook", new_hook.make, ["my_hook"], imports_of) == 0
    assert [path for path in HOOK if not (imports_of / path).is_file()] == []
    hooks = import_module(f"{PACKAGE}.hooks")
    assert hooks.all_hooks()["my_hook"].SLOTS == ("after",)
    assert "my_hook" in hooks.hooks_in("after")
    assert "my_hook" in import_module(f"{PACKAGE}.blocks.render").templates(feeds=False)
    compile((imports_of / HOOK[2]).read_text(encoding="utf-8"), HOOK[2], "exec")
    assert capsys.readouterr().out.startswith(f"The files are there. Left to write, in this order:\n1. {HOOK[0]}: ")


ESPERANTO = {
    'label = "Pass this post on"': 'label = "Plusendu la afiŝon"',
    "vague_links = [": 'vague_links = ["alklaku ĉi tie", ',
    "closing_links = [": 'closing_links = ["fermu", ',
    "reply_prefixes = [": 'reply_prefixes = ["resp", ',
    "to_author = [": 'to_author = ["rimark", ',
    "to_friend = [": 'to_friend = [" amiko ", ',
}
# Whether such a mail is for the author, and whether it forwards a post.
SUBJECTS = {
    "Resp: pano": (True, False),
    "Rimarkoj": (True, False),
    "Al amiko": (False, True),
    "Al amikoj": (False, False),
    "Pano": (False, False),
}


def test_a_new_language_is_one_file(imports_of: Path) -> None:
    """Readers and rules have it from there, and what only rules need is read when one asks."""
    folder = imports_of / PACKAGE / "locales"
    text = (folder / "en.toml").read_text(encoding="utf-8")
    for english, esperanto in ESPERANTO.items():
        assert text.count(english) == 1
        text = text.replace(english, esperanto)
    (folder / "eo.toml").write_text(text, encoding="utf-8")
    import_module(f"{PACKAGE}.rules").all_rules()
    locales = import_module(f"{PACKAGE}.locales")
    assert locales.phrases("eo-FR")["share.label"].text == "Plusendu la afiŝon"
    assert locales._rules.cache_info().currsize == 0
    says_nothing = import_module(f"{PACKAGE}.rules._phrases").says_nothing
    assert [says_nothing("Alklaku ĉi tie!", language) for language in ("eo", "de")] == [True, False]
    assert [subject for subject in SUBJECTS if judged_mail(subject) != SUBJECTS[subject]] == []
    closes = import_module(f"{PACKAGE}.rules.cta_empty_link")._may_be_meant
    link = import_module(f"{PACKAGE}.page.facts").Link
    assert [closes(link("#", name), other_works=False) for name in ("Fermu", "Malfermu")] == [True, False]


@pytest.mark.parametrize(
    "name", ["", "My-Rule", "my_rule", "my rule", "-rule", "rule-", "my--rule", "class", "all", "../x", "dead-end", "é"]
)
def test_a_name_that_no_rule_can_have(name: str, tree: Path) -> None:
    before = texts(tree)
    assert lay.run("rule", new_rule.make, [name], tree) == 2
    assert texts(tree) == before


@pytest.mark.parametrize(
    "name", ["", "MyHook", "my-hook", "_hook", "hook_", "for", "../x", "bar", "links", "email", "feed"]
)
def test_a_name_that_no_hook_can_have(name: str, tree: Path) -> None:
    before = texts(tree)
    assert lay.run("hook", new_hook.make, [name], tree) == 2
    assert texts(tree) == before


@pytest.mark.parametrize(
    ("make", "name", "files"), [(new_rule.make, "my-rule", RULE), (new_hook.make, "my_hook", HOOK)]
)
def test_what_is_there_is_left_and_nothing_is_laid_beside_it(
    make: lay.Make, name: str, files: tuple[str, ...], tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last = tree / files[-1]
    last.parent.mkdir(parents=True, exist_ok=True)
    last.write_text("mine", encoding="utf-8")
    before = texts(tree)
    assert lay.run("thing", make, [name], tree) == 2
    assert texts(tree) == before
    assert capsys.readouterr().err == f"{files[-1]}: there already, and left as it is.\n"


@pytest.mark.parametrize("arguments", [[], ["a", "b"]])
def test_one_name_is_wanted(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lay.run("rule", new_rule.make, arguments, tmp_path) == 2
    assert capsys.readouterr().err == "Usage: python tools/new_rule.py NAME\n"


def judged_mail(subject: str) -> tuple[bool, bool]:
    facts, posts, rules = (import_module(f"{PACKAGE}.{name}") for name in ("page.facts", "post", "rules._mail"))
    mail = facts.Mail("", subject, None, f"subject={subject}")
    link, post = (
        facts.Link(f"mailto:?{mail.query}", mail=mail),
        posts.Post(title="Bread", address="https://blog.example/", language="eo"),
    )
    return rules.is_for_replies(link, mail, post), rules.is_forward(link, mail, post)


def texts(tree: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}
