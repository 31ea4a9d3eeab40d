"""Every quote of the demo's newsroom has the speaker that a reader of its article finds: `demo_speakers.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.app.settings import load_settings
from bot.condense import condense
from bot.model.cards import Quote
from bot.model.desk import Desk
from bot.model.feeds import Article
from bot.newsroom import Newsroom

DEMO = Path(__file__).parents[2] / "config" / "demo"
NEWSROOM = Newsroom.load(DEMO / "newsroom")
PIECES = {piece.slug: piece for piece in NEWSROOM.pieces}
LANGUAGES = {masthead.id: masthead.language for masthead in NEWSROOM.mastheads}
EXPECTED = tomllib.loads(Path(__file__).with_name("demo_speakers.toml").read_text("utf-8"))["piece"]


@cache
def desk() -> Desk:
    return load_settings(DEMO, {}).desk


@cache
def quotes_of(slug: str) -> tuple[Quote, ...]:
    piece = PIECES[slug]
    version = piece.versions[-1]
    language = LANGUAGES[piece.outlet]
    article = Article(
        text="\n\n".join(version.paragraphs),
        title=version.title,
        language=language,
        region="MX" if language == "es" else "US",
        published=datetime(2026, 11, 24, 12, tzinfo=UTC),
    )
    return condense(article, desk()).quotes


def cases() -> Iterator[Any]:
    for piece in EXPECTED:
        for quote in piece["quotes"]:
            yield pytest.param(piece["piece"], quote, id=f"{piece['piece']}: {quote['words']}")


@pytest.mark.parametrize(("slug", "expected"), list(cases()))
def test_a_quote_of_the_demo_has_its_speaker(slug: str, expected: dict[str, str]) -> None:
    found = [quote for quote in quotes_of(slug) if quote.text.startswith(expected["words"])]
    assert len(found) == 1
    speaker = found[0].speaker
    assert ((speaker and speaker.name) or "") == expected["speaker"]
    if "role" in expected:
        assert speaker is not None
        assert speaker.role == expected["role"]


@pytest.mark.parametrize("piece", EXPECTED, ids=lambda piece: piece["piece"])
def test_a_piece_of_the_demo_has_these_quotes_and_no_others(piece: dict[str, Any]) -> None:
    texts = [quote.text for quote in quotes_of(piece["piece"])]
    assert len(texts) == len(piece["quotes"]), texts
    assert not set(piece.get("not_quotes", ())) & set(texts)


def test_every_piece_of_the_demo_is_read() -> None:
    assert sorted(PIECES) == sorted(piece["piece"] for piece in EXPECTED)
