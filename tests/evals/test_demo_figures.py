"""The key figures that the demo's cards show are, one by one, those that were read in the pieces."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.condense import condense
from bot.layout.key_figures import foremost, telling
from bot.model.cards import Figure
from bot.model.feeds import Article
from bot.newsroom import Newsroom
from tests.fakes.desks import mexico_desk

HERE = Path(__file__).parent
NEWSROOM = Newsroom.load(HERE.parents[1] / "config" / "demo" / "newsroom")
PIECES = tomllib.loads((HERE / "demo_figures.toml").read_text(encoding="utf-8"))["piece"]
SHOWN = 6
"""So many a card shows (`bot.layout.card.BRIEF`)."""


def told(figure: Figure) -> dict[str, str]:
    """What the data file says of a figure; what is not known is left out."""
    change = figure.change.direction if figure.change else None
    fields = {
        "words": figure.text,
        **{name: getattr(figure, name) for name in ("value", "low", "high", "unit", "qualifier", "measure")},
        **{name: getattr(figure, name) for name in ("period", "place", "register")},
        "change": change,
    }
    return {name: str(value) for name, value in fields.items() if value is not None}


def test_every_piece_of_the_demo_is_in_the_data() -> None:
    assert [piece["slug"] for piece in PIECES] == sorted(piece.slug for piece in NEWSROOM.pieces)


@pytest.mark.parametrize("wanted", PIECES, ids=lambda wanted: wanted["slug"])
def test_the_key_figures_of_a_demo_card_are_those_that_were_read(wanted: dict[str, Any]) -> None:
    piece = next(piece for piece in NEWSROOM.pieces if piece.slug == wanted["slug"])
    language = next(masthead.language for masthead in NEWSROOM.mastheads if masthead.id == piece.outlet)
    version = piece.versions[-1]
    article = Article(text="\n\n".join(version.paragraphs), language=language, title=version.title)
    figures = telling(condense(article, mexico_desk()).figures)
    found = [told(figure) for figure in figures]
    assert [figure for figure in wanted["figures"] if figure not in found] == []
    foremost_alone = [told(figure) for figure in foremost(figures, (), SHOWN, version.title)]
    assert [figure for figure in foremost_alone if figure not in wanted["figures"]] == []
