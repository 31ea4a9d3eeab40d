"""Lists of feeds in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.errors import SourceError
from bot.sources.opml import OpmlFeed, read, write

NESTED = """<?xml version="1.0" encoding="utf-8"?>
<opml version="1.0"><head><title>Mesa</title></head><body>
<outline text="México"><outline text="Norte">
<outline type="rss" text="El Faro"
xmlUrl="https://faro.example/feed" htmlUrl="https://faro.example/"
category="/prensa,regional"/>
</outline><outline title="Sin tipo" xmlurl="https://otro.example/rss"/></outline>
<outline text="Solo carpeta"/><outline xmlUrl="https://faro.example/feed" text="Otra vez"/>
<outline text="mala" xmlUrl="javascript:alert(1)"/><outline text="vacía" xmlUrl=""/>
</body></opml>"""


def test_nested_folders_become_categories_and_an_address_counts_once():
    assert read(NESTED.encode()).feeds == (
        OpmlFeed(
            url="https://faro.example/feed",
            title="El Faro",
            site="https://faro.example/",
            categories=("México", "Norte", "prensa", "regional"),
        ),
        OpmlFeed(url="https://otro.example/rss", title="Sin tipo", categories=("México",)),
    )


def test_what_gives_no_feed_is_told_with_its_reason():
    assert [(one.name, one.reason.code) for one in read(NESTED.encode()).left_out] == [
        ("Solo carpeta", "opml-no-address"),
        ("Otra vez", "opml-twice"),
        ("mala", "opml-bad-address"),
        ("vacía", "opml-no-address"),
    ]


@pytest.mark.parametrize("body", [b"", b"x", b"<opml>", b"<opml><body></opml>", b"\xff\xfe\0", b"{}"])
def test_a_file_that_is_no_opml_is_named_with_its_line(body):
    with pytest.raises(SourceError) as caught:
        read(body, file="feeds.opml")
    assert caught.value.code == "opml-broken"
    assert caught.value.params["line"] >= 1


@pytest.mark.parametrize(
    "body", [b"<opml><body/></opml>", b"<html><body><p>x</p></body></html>", b"<opml><body><outline/></body></opml>"]
)
def test_a_file_without_feeds_is_named(body):
    with pytest.raises(SourceError) as caught:
        read(body)
    assert caught.value.code == "opml-without-feeds"


def test_entities_are_not_resolved():
    outline = b'<outline text="x" xmlUrl="https://a.example/">&b;</outline>'
    bomb = b'<!DOCTYPE o [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml><body>' + outline + b"</body></opml>"
    assert read(bomb).feeds[0].title == "x"


def test_outlines_nested_without_end_are_read_to_a_bound():
    deep = "<outline text='f'>" * 200 + "<outline xmlUrl='https://a.example/'/>" + "</outline>" * 200
    with pytest.raises(SourceError):
        read(f"<opml><body>{deep}</body></opml>".encode())


_words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters=",/"), min_size=1, max_size=20)
_feeds = st.builds(
    OpmlFeed,
    url=_words.map(lambda word: f"https://a.example/{word}"),
    title=st.one_of(st.just(""), _words),
    site=st.one_of(st.none(), st.just("https://a.example/")),
    language=st.one_of(st.none(), st.sampled_from(["en", "es"])),
    categories=st.lists(_words, max_size=3, unique=True).map(tuple),
    country=st.one_of(st.none(), st.just("MX")),
    kind=st.one_of(st.none(), _words),
)


@given(st.lists(_feeds, min_size=1, max_size=8, unique_by=lambda feed: feed.url), _words)
def test_what_is_written_is_read_again(feeds, title):
    again = read(write(feeds, title=title))
    assert sorted(again.feeds, key=lambda feed: feed.url) == sorted(feeds, key=lambda feed: feed.url)
