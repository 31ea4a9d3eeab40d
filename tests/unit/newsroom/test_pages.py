from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import lxml.html
import pytest

from bot.newsroom import Newsroom
from bot.newsroom.loading import TEMPLATES
from bot.newsroom.pages import article_page, front_page, missing_page
from bot.newsroom.pieces import Access, Block, Published, published
from tests.fakes.newsroom import START, write_newsroom

SITES = sorted(path.name for path in TEMPLATES.glob("site_*.html"))
DEMO = Path(__file__).resolve().parents[3] / "config" / "demo" / "newsroom"
SPOKEN = {masthead.template: masthead.language for masthead in Newsroom.load(DEMO).mastheads}


@pytest.fixture
def out(tmp_path: Path) -> tuple[Published, ...]:
    """The barn and the five held, as corrected."""
    newsroom = Newsroom.load(write_newsroom(tmp_path))
    barn, held = reversed(published(newsroom.pieces, newsroom.mastheads[0], started=START, now=START + timedelta(minutes=1)))
    return barn, held


def on(template: str, article: Published) -> Published:
    return replace(article, masthead=replace(article.masthead, template=template))


def words(page: str) -> str:
    return " ".join(lxml.html.fromstring(page).text_content().split())


@pytest.mark.parametrize("site", SITES)
def test_every_site_shows_the_whole_text_its_correction_and_who_wrote_it(site: str, out: tuple[Published, ...]) -> None:
    barn, held = out
    shown = words(article_page(on(site, held), out))
    for paragraph in (held.version.title, *held.version.paragraphs, "Why it matters", "Correction: it was six.", "Ana Roe"):
        assert paragraph in shown
    assert barn.version.title not in shown
    assert held.version.title in words(article_page(on(site, barn), out))


@pytest.mark.parametrize("site", SITES)
def test_every_site_says_that_it_is_invented(site: str, out: tuple[Published, ...]) -> None:
    shown = words(article_page(on(site, out[1]), out))
    told = {"en": "The Gazette is an invented", "es": "The Gazette es un medio inventado"}
    assert [language for language, words_of_it in told.items() if words_of_it in shown] == [SPOKEN[site]]


@pytest.mark.parametrize("site", SITES)
def test_every_site_carries_metadata_that_agrees_with_the_piece(site: str, out: tuple[Published, ...]) -> None:
    held = out[1]
    tree = lxml.html.fromstring(article_page(on(site, held), out))
    assert tree.xpath("//link[@rel='canonical']/@href") == [held.url]
    assert tree.xpath("//meta[@property='og:title']/@content") == [held.version.title]
    data = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
    assert data["headline"] == "Five held & counting"
    assert data["datePublished"] == held.published.isoformat()
    assert data["dateModified"] == held.updated.isoformat()


def test_an_undated_piece_shows_no_date(out: tuple[Published, ...]) -> None:
    page = article_page(out[0], out)
    assert "datePublished" not in page
    assert "<time" not in page


@pytest.mark.parametrize("site", ["site_review.html", "site_gaceta.html"])
def test_a_paywalled_piece_shows_its_opening_only_and_says_so(site: str, out: tuple[Published, ...]) -> None:
    held = on(site, out[1])
    walled = replace(held, piece=replace(held.piece, access=Access.PAYWALLED))
    page = article_page(walled, out)
    assert held.version.paragraphs[0] in words(page)
    assert held.version.paragraphs[-1] not in words(page)
    assert '"isAccessibleForFree": false' in page


def test_mark_up_in_a_piece_stays_text(out: tuple[Published, ...]) -> None:
    held = out[1]
    hostile = replace(held.version, title="</script><b>x</b>", blocks=(Block("<img src=x onerror=alert(1)>"),))
    tree = lxml.html.fromstring(article_page(replace(held, version=hostile), out))
    assert not tree.xpath("//img")
    assert not tree.xpath("//b")


def test_the_front_page_leads_to_its_articles_and_to_its_sound_feeds(out: tuple[Published, ...]) -> None:
    tree = lxml.html.fromstring(front_page(out[0].masthead, out))
    assert tree.xpath("//main//a/@href") == ["/town/the-barn-burns", "/town/five-held"]
    assert tree.xpath("//link[@rel='alternate']/@href") == ["/feed.xml", "/whole.atom"]


def test_a_missing_page_leads_home(out: tuple[Published, ...]) -> None:
    assert lxml.html.fromstring(missing_page(out[0].masthead)).xpath("//a/@href") == ["/"]
