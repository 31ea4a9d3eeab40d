from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.newsroom import Newsroom
from bot.newsroom.pieces import carried, published
from tests.fakes.newsroom import START, write_newsroom


@pytest.mark.parametrize(
    ("seconds", "slugs"),
    [(9, []), (10, ["five-held"]), (20, ["the-barn-burns", "five-held"]), (40, ["five-held", "the-barn-burns"])],
)
def test_a_piece_comes_out_at_its_second_and_a_changed_one_stands_first(tmp_path: Path, seconds: int, slugs: list[str]) -> None:
    newsroom = Newsroom.load(write_newsroom(tmp_path))
    out = published(newsroom.pieces, newsroom.mastheads[0], started=START, now=START + timedelta(seconds=seconds))
    assert [article.piece.slug for article in out] == slugs


def test_a_piece_bears_a_date_before_it_comes_out_and_the_change_bears_its_own(tmp_path: Path) -> None:
    newsroom = Newsroom.load(write_newsroom(tmp_path))
    early, late = (
        published(newsroom.pieces[:1], newsroom.mastheads[0], started=START, now=START + timedelta(seconds=at))[0]
        for at in (15, 45)
    )
    assert early.published == early.updated == START + timedelta(seconds=10) - timedelta(minutes=30)
    assert late.published == early.published
    assert late.updated == START + timedelta(seconds=40)
    assert early.version.title == late.version.title
    assert early.version.paragraphs != late.version.paragraphs


def test_a_tracked_piece_is_linked_with_parameters_that_its_address_lacks(tmp_path: Path) -> None:
    newsroom = Newsroom.load(write_newsroom(tmp_path))
    gazette = newsroom.mastheads[0]
    barn, held = published(newsroom.pieces, gazette, started=START, now=START + timedelta(seconds=25))
    assert barn.url == "http://www.gazette.example/town/the-barn-burns"
    assert barn.link(gazette.feeds[0], gazette).startswith(f"{barn.url}?utm_source=")
    assert held.link(gazette.feeds[0], gazette) == held.url


def test_a_feed_carries_the_pieces_that_name_it(tmp_path: Path) -> None:
    newsroom = Newsroom.load(write_newsroom(tmp_path))
    out = published(newsroom.pieces, newsroom.mastheads[0], started=START, now=START + timedelta(minutes=1))
    by_feed = {feed.id: [article.piece.slug for article in carried(feed, out)] for feed in newsroom.mastheads[0].feeds}
    assert by_feed == {"all": ["five-held", "the-barn-burns"], "whole": ["five-held"], "short": ["five-held"]}


def test_the_newsroom_is_as_long_as_its_last_change_is_late(tmp_path: Path) -> None:
    newsroom = Newsroom.load(write_newsroom(tmp_path))
    assert newsroom.length == timedelta(seconds=40)
    assert newsroom.hosts == ("www.gazette.example",)
