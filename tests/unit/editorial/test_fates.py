"""The dead, the wounded and the detained, in the words of two languages."""

from __future__ import annotations

import pytest

from bot.editorial.fates import denies, fate_of, fates
from tests.fakes.cards import figure


@pytest.mark.parametrize(
    ("words", "language", "kinds"),
    [
        ("six people were killed", "en", {"dead"}),
        ("los cuerpos de seis hombres", "es", {"dead"}),
        ("víctimas mortales", "es", {"dead"}),
        ("personas sin vida", "es", {"dead"}),
        ("two dead and four wounded", "en", {"dead", "wounded"}),
        ("personas privadas de la libertad", "es", {"kidnapped"}),
        ("personas detenidas", "es", {"held"}),
        ("los ejecutivos de la empresa", "es", set()),
        ("deadline", "en", set()),
        ("asesinatos", "pt", set()),
        ("killed", None, set()),
    ],
)
def test_words_name_what_befell_people(words, language, kinds):
    assert fates(words, language) == kinds


def test_a_toll_is_compared_across_languages():
    english, spanish = "The attack left six people dead.", "El ataque dejó seis muertos."
    assert fate_of(figure(english, "six", 6, unit="people", measure="dead"), "en") == "dead"
    assert fate_of(figure(spanish, "seis", 6, unit="muertos", measure="muertos"), "es") == "dead"


def test_a_number_of_the_dead_and_wounded_together_is_neither():
    text = "Ten were killed or wounded."
    assert fate_of(figure(text, "Ten", 10, measure="killed or wounded"), "en") is None


@pytest.mark.parametrize(
    ("words", "language", "whether"),
    [
        ("The army denied that its men fired first.", "en", True),
        ("El alcalde desmintió que hubiera un toque de queda.", "es", True),
        ("Negaron los hechos.", "es", True),
        ("The army said its men fired first.", "en", False),
        ("The army denied it.", "fr", False),
    ],
)
def test_somebody_denies_something(words, language, whether):
    assert denies(words, language) is whether
