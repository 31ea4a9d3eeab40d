"""Which article an address leads to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.identity import identity_of, real_link


@pytest.mark.parametrize(
    "url",
    [
        "https://la-voz.example/mx/nota-7",
        "http://la-voz.example/mx/nota-7",
        "https://www.la-voz.example/mx/nota-7/",
        "https://m.la-voz.example/mx/nota-7",
        "https://amp.la-voz.example/mx/nota-7",
        "HTTPS://La-Voz.EXAMPLE:443/mx/nota-7",
        "https://la-voz.example/mx//nota-7",
        "https://la-voz.example/mx/nota-7/amp",
        "https://la-voz.example/mx/nota-7/amp/",
        "https://la-voz.example/amp/mx/nota-7",
        "https://la-voz.example/mx/nota-7/index.html",
        "https://la-voz.example/mx/nota-7#comentarios",
        "https://la-voz.example/mx/nota-7?utm_source=rss&utm_medium=feed",
        "https://la-voz.example/mx/nota-7?fbclid=x&gclid=y&mc_cid=z",
        "https://la-voz.example/mx/nota-7?ref=rss",
        "https://la-voz.example/mx/nota-7?outputType=amp",
        "https://la-voz.example/mx/%6Eota-7",
        " https://la-voz.example/mx/nota-7\n",
        "https://www.google.com/amp/s/la-voz.example/mx/nota-7/amp/",
        "https://www.google.com.mx/amp/la-voz.example/mx/nota-7",
        "https://la--voz-example.cdn.ampproject.org/c/s/www.la-voz.example/mx/nota-7?usqp=mq331AQ",
        "https://la--voz-example.cdn.ampproject.org/v/s/amp.la-voz.example/mx/nota-7.amp#referrer=x",
        "https://la-voz-example.bing-amp.com/c/s/la-voz.example/mx/nota-7",
        "https://www.google.com/url?q=https://la-voz.example/mx/nota-7&sa=U",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fla-voz.example%2Fmx%2Fnota-7%3Ffbclid%3Dx",
    ],
)
def test_every_way_to_one_article_has_one_identity(url):
    assert identity_of(url) == "https://la-voz.example/mx/nota-7"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://la-voz.example/?p=1", "https://la-voz.example/?p=2"),
        ("https://la-voz.example/nota?cid=1", "https://la-voz.example/nota?cid=2"),
        ("https://la-voz.example/nota?id=1", "https://la-voz.example/nota?id=2"),
        ("https://la-voz.example/nota?source=alba", "https://la-voz.example/nota?source=luna"),
        ("https://la-voz.example/a", "https://otra.example/a"),
        ("https://edomex.la-voz.example/a", "https://puebla.la-voz.example/a"),
        ("https://la-voz.example/Nota", "https://la-voz.example/nota"),
        ("https://la-voz.example:8080/a", "https://la-voz.example/a"),
    ],
)
def test_two_articles_keep_two_identities(one, other):
    assert identity_of(one) != identity_of(other)


def test_a_page_for_telephones_is_the_page():
    assert identity_of("https://la-voz.example/nota-7.amp.html") == identity_of("https://la-voz.example/nota-7.html")


def test_a_copy_of_nothing_is_left_alone():
    for url in (
        "https://www.google.com/amp/s/",
        "https://www.google.com/amplify/s/la-voz.example/a",
        "https://google.com/amp/x",
    ):
        assert real_link(url) == url


def test_the_order_of_parameters_does_not_matter():
    assert identity_of("https://a.example/?b=2&a=1") == identity_of("https://a.example/?a=1&b=2")


def test_letters_beyond_ascii_are_one_whether_escaped_or_not():
    assert identity_of("https://a.example/año/niño") == identity_of("https://a.example/a%C3%B1o/ni%C3%B1o")


@pytest.mark.parametrize("url", ["", "mailto:a@b.example", "https://[broken", "urn:x:1", "http://", "no address"])
def test_what_is_no_web_address_comes_back(url):
    assert identity_of(url) == url


@given(st.text(max_size=60))
def test_identity_never_fails_and_is_its_own_identity(text):
    once = identity_of(f"https://a.example/{text}")
    assert identity_of(once) == once


def test_a_carrier_that_carries_nothing_is_left_alone():
    assert real_link("https://www.google.com/url?q=maps") == "https://www.google.com/url?q=maps"
    assert (
        real_link("https://notgoogle.example/url?q=https://x.example/") == "https://notgoogle.example/url?q=https://x.example/"
    )
