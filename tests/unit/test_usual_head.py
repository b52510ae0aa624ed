"""Reading a head without a parser gives what the parser gives, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelican_share_nudge.page.head import read, said_in
from pelican_share_nudge.page.usual_head import tags_of

PAGES = sorted((Path(__file__).parent.parent).glob("rules/preview-*/*.html"))


def as_parsed(page: str) -> tuple[dict[str, set[str]], bool]:
    head = read(page)
    said = {name: {*filter(None, values)} for name, values in head.metas.items()}
    return {name: values for name, values in said.items() if values}, any(head.canonical)


def as_read(page: str) -> tuple[dict[str, set[str]], bool]:
    said = said_in(page)
    metas = {name: {*filter(None, values)} for name, values in said.metas.items() if name}
    return {name: values for name, values in metas.items() if values}, said.canonical


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_pages_of_the_rules(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert as_read(page) == as_parsed(page.partition("</head>")[0])


USUAL = [
    "<!doctype html><html><head><meta charset=utf-8><title>A &lt; b</title>",
    "<head><META NAME=a CONTENT='b'><meta content=\"c\" property='d' name=e>",
    "<head><meta name=a content='1' content='2'><meta name=a content=\"&amp;&eacute;\">",
    "<head><!-- <meta name=x content=y> --><style>a > b { }</style>",
    "<head><script>if (1 < 2) '<meta name=x content=y>'</script>",
    "<head><link rel='a CANONICAL b' href='/x.html'><base href='/'><link rel=canonical>",
    "<head><meta name=a><meta name=a content><meta name='' content=b><meta content=c>",
    "<head><meta\nname=a\tcontent='b\nc'\n/>",
    "<html lang=en><head>words",
]


@pytest.mark.parametrize("head", USUAL)
def test_usual_heads_are_read(head: str) -> None:
    assert tags_of(head) is not None
    assert as_read(f"{head}</head><body>") == as_parsed(f"{head}</head><body>")


ONLY_A_PARSER_CAN_TELL = [
    "<head><meta name=a content='it's'>",
    '<head><meta name=description content="He said "yes" to it">',
    "<head><noscript><meta name=a content=b></noscript>",
    "<head><template><meta name=a content=b></template>",
    "<head><svg><title>a</title></svg>",
    "<head><script><!-- <script> </script> --></script><meta name=a content=b>",
    "<head><title>a<meta name=a content=b>",
    "<head><!-- <meta name=a content=b>",
    "<head><meta name=a content=b",
    "<head><div><meta name=a content=b></div>",
]


@pytest.mark.parametrize("head", ONLY_A_PARSER_CAN_TELL)
def test_unusual_heads_are_left_to_the_parser(head: str) -> None:
    assert tags_of(head) is None


WRITTEN = """
<head> </head> <meta property=og:title name=og:title name='a" content=b content='c' content="d" content=" > /> <title>
</title> <script> </script> <!-- --> <link rel=canonical href=/a href='' &amp; < = ' words <body> <base
"""
PART = st.sampled_from(WRITTEN.split())


@given(st.lists(PART, max_size=14).map(" ".join))
def test_anything_is_read_as_the_parser_reads_it_or_not_at_all(head: str) -> None:
    page = f"<!doctype html><html><head>{head}</head><body>"
    if tags_of(page.partition("</head>")[0]) is not None:
        assert as_read(page) == as_parsed(page.partition("</head>")[0])
