"""The demo's own newsroom, `config/demo`: every piece loads, every feed is as it is meant to be, every case is there."""

from __future__ import annotations

import difflib
import itertools
import json
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import lxml.html
import pytest
import trafilatura

from bot.newsroom import Newsroom
from bot.newsroom.feeds import render
from bot.newsroom.pages import article_page
from bot.newsroom.pieces import Access, Fault, Format, Piece, Published, carried, published

DEMO = Path(__file__).parents[3] / "config" / "demo"
NEWSROOM = Newsroom.load(DEMO / "newsroom")
START = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
BY_SLUG = {piece.slug: piece for piece in NEWSROOM.pieces}
LANGUAGE = {masthead.id: masthead.language for masthead in NEWSROOM.mastheads}
IRRELEVANT = {
    "autopartes-frenan-en-el-bajio",
    "cocaine-in-the-pineapples",
    "narcos-de-utileria",
    "rafaga-de-goles-en-hermosillo",
    "scorpions-shoot-down-coyotes",
}


def out_of(masthead_id: str) -> tuple[Published, ...]:
    masthead = next(m for m in NEWSROOM.mastheads if m.id == masthead_id)
    return published(NEWSROOM.pieces, masthead, started=START, now=START + timedelta(minutes=5))


def likeness(one: str, other: str) -> float:
    """Share of the shorter piece's words that the other has in the same order."""
    pair = [" ".join(BY_SLUG[slug].versions[0].paragraphs).split() for slug in (one, other)]
    matcher = difflib.SequenceMatcher(None, *pair, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / min(map(len, pair))


def test_six_outlets_in_two_languages_offer_three_formats() -> None:
    assert len(NEWSROOM.mastheads) == 6
    assert sorted(LANGUAGE.values()) == ["en"] * 3 + ["es"] * 3
    assert {feed.format for masthead in NEWSROOM.mastheads for feed in masthead.feeds if not feed.fault} == set(Format)
    assert all(host.endswith(".example") for host in NEWSROOM.hosts)


def test_the_feeds_of_the_desk_are_those_that_the_newsroom_serves() -> None:
    served = {masthead.site + feed.path for masthead in NEWSROOM.mastheads for feed in masthead.feeds}
    listed = tomllib.loads((DEMO / "feeds.toml").read_text("utf-8"))
    assert {feed["url"] for feed in listed["feed"]} == served
    assert {outlet["id"] for outlet in listed["outlet"]} == set(LANGUAGE)
    assert all(feed["first"] == "all" for feed in listed["feed"])
    hosts = {urlsplit(feed["url"]).hostname: feed["language"] for feed in listed["feed"]}
    assert hosts == {masthead.host: masthead.language for masthead in NEWSROOM.mastheads}


def test_the_desk_names_the_newsrooms_folder() -> None:
    desk = tomllib.loads((DEMO / "desk.toml").read_text("utf-8"))
    assert (DEMO / desk["newsroom"]["folder"] / "newsroom.toml").is_file()
    assert (DEMO / desk["inherit"] / "topics.toml").is_file()


def test_there_are_enough_pieces_to_make_a_show_and_all_are_out_within_the_minute() -> None:
    assert len(NEWSROOM.pieces) >= 26
    assert len(BY_SLUG) == len(NEWSROOM.pieces)
    assert NEWSROOM.length < timedelta(minutes=1)
    firsts = sorted(piece.versions[0].at for piece in NEWSROOM.pieces)
    assert firsts[0] <= 3
    assert max(later - earlier for earlier, later in itertools.pairwise(firsts)) <= 4


@pytest.mark.parametrize("piece", NEWSROOM.pieces, ids=lambda piece: piece.slug)
def test_a_piece_is_news_prose_of_fair_length(piece: Piece) -> None:
    text = " ".join(piece.versions[0].paragraphs)
    least = 100 if piece.access is Access.MISSING else 200
    assert least <= len(text.split()) <= 600
    assert any(mark in text for mark in "“«—")
    assert piece.tags


@pytest.mark.parametrize("piece", NEWSROOM.pieces, ids=lambda piece: piece.slug)
def test_a_piece_keeps_its_marks_in_pairs(piece: Piece) -> None:
    assert piece.versions
    for version in piece.versions:
        text = " ".join((version.title, version.summary, *version.paragraphs))
        assert text.count("“") == text.count("”")
        assert text.count("«") == text.count("»")
        assert '"' not in text


def test_every_sound_feed_is_well_formed_and_complete() -> None:
    sound = [(masthead, feed) for masthead in NEWSROOM.mastheads for feed in masthead.feeds if not feed.fault]
    assert {feed.format for _, feed in sound} == set(Format)
    for masthead, feed in sound:
        articles = carried(feed, out_of(masthead.id))
        body = render(feed, masthead, articles)
        if feed.format is Format.JSON:
            titles = [item["title"] for item in json.loads(body)["items"]]
        else:
            parsed = feedparser.parse(body)
            assert not parsed.bozo
            titles = [entry.title for entry in parsed.entries]
        assert titles == [article.version.title for article in articles] != []


def test_one_feed_breaks_off_and_one_is_a_web_page() -> None:
    broken = {
        feed.fault: render(feed, masthead, carried(feed, out_of(masthead.id)))
        for masthead in NEWSROOM.mastheads
        for feed in masthead.feeds
        if feed.fault
    }
    assert set(broken) == set(Fault)
    with pytest.raises(ET.ParseError):
        ET.fromstring(broken[Fault.TRUNCATED])
    assert not feedparser.parse(broken[Fault.HTML]).entries


@pytest.mark.parametrize("masthead", NEWSROOM.mastheads, ids=lambda masthead: masthead.id)
def test_a_careful_extractor_finds_every_paragraph_of_every_open_page(masthead) -> None:
    articles = out_of(masthead.id)
    whole = [article for article in articles if article.piece.access is Access.FULL]
    assert whole
    for article in whole:
        page = article_page(article, articles)
        text = trafilatura.extract(page, url=article.url, include_comments=False) or ""
        missing = [paragraph for paragraph in article.version.paragraphs if paragraph not in text]
        assert not missing, article.piece.slug
        assert "inventado" not in text
        assert "invented" not in text


def test_one_outlets_pages_are_heavy_with_what_is_not_the_article() -> None:
    articles = out_of("frontera-diario")
    shown = lxml.html.fromstring(article_page(articles[0], articles)).text_content()
    for boilerplate in ("cookies", "Publicidad", "Boletín", "Comentarios", "Lo más leído", "Lee también", "Horóscopos"):
        assert boilerplate in shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fentanyl-under-the-shrimp", "fentanyl-puerto-escalante"),
        ("ataque-en-taller-de-villa-mezquite", "comando-ataca-taller-en-guanajuato"),
    ],
)
def test_a_wire_text_is_carried_by_two_outlets_almost_word_for_word(one: str, other: str) -> None:
    assert BY_SLUG[one].outlet != BY_SLUG[other].outlet
    assert likeness(one, other) > 0.95


@pytest.mark.parametrize(
    ("spanish", "english", "place"),
    [
        ("hallan-fentanilo-en-bodega-de-puerto-escalante", "fentanyl-under-the-shrimp", "Puerto Escalante"),
        ("ataque-en-taller-de-villa-mezquite", "gunmen-kill-six-at-guanajuato-repair-shop", "Villa Mezquite"),
        ("tortillerias-cierran-por-cobro-de-piso", "tortilla-makers-shut-over-extortion", "Santa Rita de los Llanos"),
        ("incendian-casa-de-reportero-en-tierra-blanca-del-rincon", "reporters-home-firebombed-over-water-stories", "Olmos"),
        ("balean-casa-de-aspirante-en-los-alamitos", "gunmen-fire-on-home-of-mayoral-hopeful", "Los Alamitos"),
        ("albergue-de-san-lorenzo-del-rio", "deported-and-stranded-on-the-coahuila-bank", "Casa del Vado"),
    ],
)
def test_one_event_is_told_in_both_languages(spanish: str, english: str, place: str) -> None:
    assert LANGUAGE[BY_SLUG[spanish].outlet] == "es"
    assert LANGUAGE[BY_SLUG[english].outlet] == "en"
    texts = [" ".join(BY_SLUG[slug].versions[0].paragraphs).casefold() for slug in (spanish, english)]
    assert all(place.casefold() in text for text in texts)


def test_a_figure_is_corrected_later_and_the_correction_says_so() -> None:
    first, second = BY_SLUG["fentanyl-under-the-shrimp"].versions
    assert "38 kilograms" in first.title
    assert "34.6 kilograms" in second.title
    assert second.note is not None
    assert second.note.startswith("Correction:")


def test_the_awkward_cases_are_all_there() -> None:
    pieces = NEWSROOM.pieces
    assert any(piece.access is Access.PAYWALLED for piece in pieces)
    assert any(piece.access is Access.MISSING for piece in pieces)
    assert any(not piece.dated for piece in pieces)
    assert any(piece.tracked for piece in pieces)
    assert any(len(piece.feeds) > 1 for piece in pieces)
    assert any(piece.section == "opinion" for piece in pieces)
    assert sum(len(piece.versions) > 1 for piece in pieces) >= 2
    assert set(BY_SLUG) >= IRRELEVANT
