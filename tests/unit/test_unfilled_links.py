"""Share links, mails and widgets that share nothing, and what only looks like it: one rule speaks, and no other."""

from __future__ import annotations

import pytest
from support.link_rules import ADDRESS, ENCODED, FACEBOOK, X, judged, link

from pelican_share_nudge.site.site import Site


@pytest.mark.parametrize(
    ("href", "message"),
    [
        # No address
        (f"{X}Rye%20in%20winter", "X link carries a text and no address (`url=` is missing)"),
        (f"{X}Rye&url=", "(`url=` is empty)"),
        ("https://www.reddit.com/submit?title=Rye%20in%20winter", "Reddit link carries a text and no address"),
        ("https://news.ycombinator.com/submitlink?t=Rye", "Hacker News link carries a text and no address"),
        ("https://wa.me/?text=Rye%20in%20winter", "WhatsApp link carries a text and no address (it belongs behind"),
        ("https://bsky.app/intent/compose?text=Rye", "Bluesky link carries a text and no address (it belongs behind"),
        ("https://share.joinmastodon.org/#text=Rye", "Mastodon link carries a text and no address"),
        ("sms:?&body=Rye", "link carries a text and no address"),
        (FACEBOOK, "Facebook link shares nothing: `u=` is empty"),
        ("https://www.linkedin.com/sharing/share-offsite/?url=", "LinkedIn link shares nothing: `url=` is empty"),
        ("https://t.me/share/url?url=&text=", "Telegram link shares nothing: `url=` is empty"),
        ("https://wa.me/?text=", "WhatsApp link shares nothing: `text=` is empty"),
        # A variable without value
        (f"{FACEBOOK}undefined", "Facebook link shares `undefined` in place of an address"),
        (f"{FACEBOOK}None", "shares `None` in place"),
        (f"{FACEBOOK}nan", "shares `nan` in place"),
        (f"{FACEBOOK}%5Bobject%20Object%5D", "shares `[object Object]` in place"),
        (f"{FACEBOOK}https%3A%2F%2Fundefined%2Frye.html", "shares `https://undefined/rye.html` in place"),
        (f"{FACEBOOK}undefined/rye.html", "shares `undefined/rye.html`, which is no address"),
        (f"{X}Rye&url=javascript:void(0)", "shares `javascript:void(0)`, which is no address"),
        (f"{FACEBOOK}about:blank", "shares `about:blank`, which is no address"),
        (f"{FACEBOOK}file:///home/rye.html", "which is no address"),
        (f"{X}null%20null", "X link says `null null` and carries no address"),
        (f"{X}undefined&url={ENCODED}", "X link says `undefined` in its text"),
        (f"{X}Rye%20in%20winter%20%7C%20None&url={ENCODED}", "X link says `None` in its text"),
        (f"{X}Rye&url={ENCODED}&via=None", "X link says `via=None`, for which there was no value"),
        # A placeholder
        (f"{FACEBOOK}{{{{ page.url }}}}", "Facebook link has `{{ page.url }}` left in where the address should be"),
        (f"{FACEBOOK}%7B%7B%20url%20%7D%7D", "has `{{ url }}` left in"),
        (f"{FACEBOOK}{{{{ site.url", "has `{{ site.url` left in"),
        (f"{FACEBOOK}{{% url %}}", "has `{% url %}` left in"),
        (f"{FACEBOOK}${{url}}", "has `${url}` left in"),
        (f"{FACEBOOK}#{{url}}", "has `#{url}` left in"),
        (f"{FACEBOOK}{{url}}", "has `{url}` left in"),
        (f"{FACEBOOK}{{0}}", "has `{0}` left in"),
        (f"{FACEBOOK}%URL%", "has `%URL%` left in"),
        (f"{FACEBOOK}<%= url %>", "has `<%= url %>` left in"),
        (f"{FACEBOOK}<?php the_permalink(); ?>", "has `<?php the_permalink(); ?>` left in"),
        (f"{FACEBOOK}[[url]]", "has `[[url]]` left in"),
        (f"{FACEBOOK}<url>", "has `<url>` left in"),
        (f"{FACEBOOK}:url", "has `:url` left in"),
        (f"{FACEBOOK}$url", "has `$url` left in"),
        (f"{FACEBOOK}@url", "has `@url` left in"),
        (f"{FACEBOOK}https://blog.example/{{{{ article.url }}}}", "has `{{ article.url }}` left in"),
        (f"{FACEBOOK}location.href", "has `location.href` left in"),
        (f"{X}{{{{ page.title }}}}%20{{{{ page.url }}}}", "has `{{ page.title }}` left in and carries no address"),
        (f"{X}{{{{ article.title }}}}&url={ENCODED}", "has `{{ article.title }}` left in where its text should be"),
        ("sms:?&body=Rye%20{{ url }}", "left in and carries no address"),
        # Another sign before it, or a scheme that is none
        (f"{FACEBOOK}={ADDRESS}", "has `=` before its address"),
        (f"{FACEBOOK}={ENCODED}", "has `=` before its address"),
        (f"{FACEBOOK}%22{ADDRESS}%22", "before its address: friends"),
        (f"{FACEBOOK}null{ADDRESS}", "which is no address"),
        (f"{FACEBOOK}https//blog.example/rye.html", "which is no address"),
        (f"{FACEBOOK}https:/blog.example/rye.html", "which is no address"),
        (f"{FACEBOOK}htps://blog.example/rye.html", "which is no address"),
        (f"{FACEBOOK}https://https://blog.example/rye.html", "which is no address"),
        (f"{FACEBOOK}PERMALINK", "shares `PERMALINK`, which is no address"),
    ],
)
def test_a_link_that_shares_nothing(href: str, message: str) -> None:
    (finding,) = judged(link(href))
    assert (finding.rule, finding.level) == ("share-link-empty", "error")
    assert message in finding.message


@pytest.mark.parametrize(
    "href",
    [
        pytest.param(f"{FACEBOOK}{ENCODED}", id="the address"),
        pytest.param(f"{X}Rye%20in%20winter&url={ENCODED}", id="both"),
        pytest.param(f"{X}&url={ENCODED}", id="the address alone"),
        pytest.param(f"{X}&url={ENCODED}&via=&hashtags=", id="optional parameters without value"),
        pytest.param(f"{X}Rye%20{ENCODED}", id="the address in the text"),
        pytest.param(f"{X}Rye%20blog.example%2Frye.html", id="the address without a scheme"),
        pytest.param(f"https://wa.me/?text=Rye%20{ENCODED}", id="in a message"),
        pytest.param("https://wa.me/491701234567?text=Hello", id="to the author"),
        pytest.param("sms:+491701234567?body=", id="a message to the author"),
        pytest.param(f"{X}%40rye%20hello", id="to somebody"),
        pytest.param("https://x.com/intent/tweet", id="no parameter at all"),
        pytest.param("https://www.facebook.com/sharer/sharer.php", id="Facebook's without a parameter"),
        pytest.param("https://www.reddit.com/submit?selftext=true&title=Rye", id="a text of their own"),
        pytest.param("https://www.reddit.com/r/Breadit/submit?title=Rye", id="to discuss"),
        pytest.param("https://mail.google.com/mail/?view=cm&su=Rye&body=", id="mail on the web"),
        pytest.param(f"{X}None%20of%20it%20is%20null%20work&url={ENCODED}", id="None and null as words"),
        pytest.param(f"{X}Rye%20100%25%20%5Bpart%202%5D&url={ENCODED}", id="brackets and percent"),
        pytest.param(f"{X}Rye%20%23text%20%23link&url={ENCODED}", id="hashtags called as placeholders are"),
        pytest.param(f"{X}Rye%20%7Bbrown%7D%20%24%7B%20%3C3&url={ENCODED}", id="single braces and signs"),
        pytest.param(f"{FACEBOOK}{ENCODED}%23title", id="a fragment called title"),
        pytest.param(f"{FACEBOOK}{ENCODED}%3Fref%3Dnone", id="none in the query"),
        pytest.param("https://example.org/share?text={{ url }}", id="no network"),
    ],
)
def test_links_that_share_something_are_left_alone(href: str) -> None:
    assert judged(link(href)) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("undefined", "undefined"),
        ("Why null is not undefined", "Why%20null%20is%20not%20undefined"),
        ("What `{{ title }}` prints", "What%20%60%7B%7B%20title%20%7D%7D%60%20prints"),
        ("Ada | None", "Ada%20%7C%20None"),
        ("The ${HOME} of it", "The%20%24%7BHOME%7D%20of%20it"),
    ],
)
def test_what_the_title_says_is_no_placeholder(title: str, text: str) -> None:
    assert judged(link(f"{X}{text}&url={ENCODED}"), {"title": title}) == []


@pytest.mark.parametrize(
    "attributes",
    [
        {"onclick": "window.open('https://www.facebook.com/sharer/sharer.php?u='+encodeURIComponent(location.href))"},
        {"onclick": "window.open(this.href + encodeURIComponent(document.URL)); return false"},
        {"onclick": "return fbs_click()"},
        {"data_url": ADDRESS},
        {"class": "social twitter-share-button"},
    ],
)
@pytest.mark.parametrize("href", [FACEBOOK, f"{FACEBOOK}<url>", f"{X}Rye%20in%20winter"])
def test_what_a_script_fills_in_is_left_alone(href: str, attributes: dict[str, str]) -> None:
    assert [found for found in judged(link(href, **attributes)) if found.rule == "share-link-empty"] == []


@pytest.mark.parametrize(
    "handler", ["window.open(this.href, '', 'width=500'); return false", "popup(this.href)", "window.open(this.href)"]
)
def test_a_handler_that_opens_the_link_as_it_is_fills_in_nothing(handler: str) -> None:
    assert [found.rule for found in judged(link(FACEBOOK, onclick=handler))] == ["share-link-empty"]


@pytest.mark.parametrize(
    ("href", "name"),
    [
        pytest.param(f"{X}Bread%20is%20patience.", "Post this sentence", id="a quotation"),
        pytest.param(FACEBOOK, "Facebook's form", id="an empty form"),
        pytest.param(f"{FACEBOOK}{{url}}", f"{FACEBOOK}{{url}}", id="a form that is shown"),
    ],
)
def test_what_authors_offer_in_the_text_is_left_alone(href: str, name: str) -> None:
    assert judged("", {"content": f"<p>{link(href, name)}</p>"}) == []


def test_a_placeholder_in_the_text_is_the_authors() -> None:
    (finding,) = judged("", {"content": f"<p>{link(f'{FACEBOOK}{{{{ article.url }}}}')}</p>"})
    assert "in a text, write the post's whole address" in finding.message


def test_each_network_is_told_once_with_its_own_cause() -> None:
    found = judged(link(FACEBOOK) + link(f"{FACEBOOK}undefined") + link(f"{X}Rye"))
    assert [finding.anchor for finding in found] == ["facebook", "x"]


def test_an_address_that_a_sign_cut_off_is_not_missing() -> None:
    assert [found.rule for found in judged(link(f"{X}C# for all&url={ADDRESS}"))] == ["share-link-unencoded"]


@pytest.mark.parametrize(
    ("behind", "rules"),
    [
        ("Links #12&url=./rye.html", ["share-link-unencoded"]),
        ("Links%20#12&url=/rye.html&via=nele", ["share-link-unencoded"]),
        ("Links #12&via=nele&url=../rye.html", ["share-link-unencoded"]),
        ("Links #12&url=", ["share-link-empty"]),
        ("Links%20#12", ["share-link-empty"]),
        ("Links#top", ["share-link-empty"]),
    ],
)
def test_an_address_behind_a_sign_is_not_missing(behind: str, rules: list[str]) -> None:
    site = Site(address="https://blog.example", relative=True)
    assert [found.rule for found in judged(link(f"{X}{behind}"), {"title": "Links #12"}, site=site)] == rules


def test_an_empty_address_of_a_site_without_one_is_no_news() -> None:
    post = {"address": "/rye.html", "own_address": "/rye.html"}
    assert judged(link(FACEBOOK), post, Site(address="")) == []


@pytest.mark.parametrize("glued", ["https://blog.exampleundefined/rye.html", "https://blog.example/undefined"])
def test_a_glued_value_is_named_as_the_cause(glued: str) -> None:
    (finding,) = judged(link(f"{FACEBOOK}{glued}"))
    assert (finding.rule, finding.level) == ("share-link-wrong-target", "warning")
    assert "a variable had no value, which made `" in finding.message


# Mail


@pytest.mark.parametrize(
    ("query", "rule", "message"),
    [
        (f"subject={{{{ article.title }}}}&body={ENCODED}", "share-link-empty", "has `{{ article.title }}` left in"),
        (f"subject=undefined&body={ENCODED}", "share-link-empty", "has `undefined` left in"),
        (
            "subject=Rye&body={{ url }}",
            "email-forward-without-address",
            "has `{{ url }}` left in and carries no address: friends",
        ),
        ("subject=Rye&body=undefined", "email-forward-without-address", "has `undefined` left in and carries no"),
        ("subject=Rye&body=Read%20this", "email-forward-without-address", "Its e-mail forward carries no address"),
    ],
)
def test_a_mail_that_was_not_filled_in(query: str, rule: str, message: str) -> None:
    (finding,) = judged(link(f"mailto:?{query}"))
    assert finding.rule == rule
    assert message in finding.message


def test_a_mail_that_was_filled_in_is_left_alone() -> None:
    assert judged(link(f"mailto:?subject=Rye&body=None%20of%20it%20%7Bsic%7D%20{ENCODED}")) == []


# Widgets


@pytest.mark.parametrize(
    ("told", "shown"),
    [("undefined", "undefined"), ("{{ article.url }}", "{{ article.url }}"), ("${url}", "${url}"), ("%URL%", "%URL%")],
)
def test_a_widget_that_is_told_to_share_nothing(told: str, shown: str) -> None:
    found = judged(f'<div class="shareon" data-url="{told}"></div>')
    assert [(one.rule, f"`{shown}`, which is no address" in one.message) for one in found] == [
        ("share-link-empty", True)
    ]


@pytest.mark.parametrize("told", ['data-url=""', "", f'data-url="{ADDRESS}"', 'data-url="/rye.html"'])
def test_a_widget_that_shares_the_page_is_left_alone(told: str) -> None:
    assert judged(f'<div class="shareon" {told}></div>') == []
