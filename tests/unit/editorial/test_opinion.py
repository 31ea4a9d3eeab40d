"""Opinion is told from a report by the section of its address, or by the label over it."""

from __future__ import annotations

import pytest

from bot.editorial.opinion import opinion_sign
from tests.fakes.cards import card

TEXT = "The town has no police."


@pytest.mark.parametrize(
    ("language", "url", "title", "text", "sign"),
    [
        ("en", "https://news.example/opinion/2026/no-police", "No police", TEXT, "opinion"),
        ("en", "https://news.example/op-eds/no-police", "No police", TEXT, "op-eds"),
        ("es", "https://eco.example/Opini%C3%B3n/la-calma", "La calma", TEXT, "Opinión"),
        ("es", "https://eco.example/columnas/la-calma", "La calma", TEXT, "columnas"),
        ("en", None, "Opinion | No police", TEXT, "Opinion"),
        ("en", None, "Editorial: No police", TEXT, "Editorial"),
        ("es", None, "Columna: La calma", TEXT, "Columna"),
        ("es", None, "La calma", "OPINIÓN\n\nLa calma no llegó.", "OPINIÓN"),
        ("en", "https://news.example/world/opinion-poll-on-police", "No police", TEXT, None),
        ("en", "https://news.example/opinion", "No police", TEXT, None),
        ("en", None, "Opinion is divided over the police", TEXT, None),
        ("es", None, "Columna de migrantes avanza hacia el norte", TEXT, None),
        ("es", None, "Sinaloa: mueren dos", TEXT, None),
        ("fr", "https://news.example/opinion/no-police", "No police", TEXT, None),
    ],
)
def test_an_opinion_says_that_it_is_one(language, url, title, text, sign):
    assert opinion_sign(card(text, language=language, url=url, title=title)) == sign
