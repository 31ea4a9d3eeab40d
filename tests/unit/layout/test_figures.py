"""Figures in words: what the text says, and the same in the reader's way of writing where that differs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.languages import texts
from bot.layout import figures as fig
from bot.layout.figures import foremost
from bot.model.cards import Figure, Point
from bot.model.desk import Register
from bot.model.text import Span
from tests.fakes.cards import figure

EN, ES = texts("en"), texts("es")


@pytest.mark.parametrize(
    ("given", "en", "es"),
    [
        ({"value": "2500", "unit": "people"}, "2,500 people", "2,500 personas"),
        ({"value": "1", "unit": "people"}, "1 person", "1 persona"),
        ({"value": "9.7", "unit": "%"}, "9.7%", "9.7%"),
        ({"value": "0.5", "unit": "fraction"}, "50%", "50%"),
        ({"value": "0.3333333333", "unit": "fraction"}, "33.33%", "33.33%"),
        ({"value": "1200", "unit": "kg"}, "1,200 kg", "1,200 kg"),
        ({"value": "3", "unit": "years"}, "3 years", "3 años"),
        ({"value": "2500000", "unit": "MXN"}, "MXN 2,500,000", "MXN 2,500,000"),
        ({"value": "4", "unit": "homicides"}, "4 homicides", "4 homicidios"),
        ({"value": "4", "unit": "narcolaboratorios"}, "4 narcolaboratorios", "4 narcolaboratorios"),
        ({"value": "0.125"}, "0.125", "0.125"),
        ({"low": "10", "high": "15", "unit": "%"}, "10 to 15%", "10 a 15%"),
        ({"value": "-3", "unit": "%"}, "-3%", "-3%"),
        ({}, "", ""),
    ],
)
def test_a_value_is_written_as_the_reader_writes(given, en, es):
    made = figure("x", "x", **given)
    assert (fig.value(made, EN), fig.value(made, ES)) == (en, es)


@pytest.mark.parametrize(
    ("words", "given", "told"),
    [
        ("2,500 kilos", {"value": "2500", "unit": "kg"}, ""),
        ("2.500 kilos", {"value": "2500", "unit": "kg"}, "2,500 kg"),
        ("mil 200 kilos", {"value": "1200", "unit": "kg"}, "1,200 kg"),
        ("once personas", {"value": "11", "unit": "people"}, ""),
        ("seven", {"value": "7", "unit": "firearms"}, "7 firearms"),
        ("treinta y dos personas", {"value": "32", "unit": "people"}, "32 people"),
        ("entre 10 y 15", {"low": "10", "high": "15"}, ""),
        ("half", {"value": "0.5", "unit": "fraction"}, ""),
        ("un billón de pesos", {"value": "1000000000000", "unit": "MXN"}, "MXN 1,000,000,000,000"),
    ],
)
def test_the_number_is_written_anew_only_where_it_cannot_be_read_off_the_text(words, given, told):
    assert fig.normalised(figure(words, words, **given), EN) == told


@pytest.mark.parametrize(
    ("sentence", "words", "qualifier", "told"),
    [
        ("There were over 70,000 dead.", "70,000", "over", "over 70,000"),
        ("There were 40 or more dead.", "40", "or more", "40 or more"),
        ("Hubo casi 30 por ciento.", "30 por ciento", "casi", "casi 30 por ciento"),
        ("There were 40 dead.", "40", None, "40"),
    ],
)
def test_a_qualifier_stands_where_the_text_has_it(sentence, words, qualifier, told):
    assert fig.verbatim(figure(sentence, words, "1", qualifier=qualifier), sentence) == told


@pytest.mark.parametrize(
    ("sentence", "words", "measure", "goes_on", "apart"),
    [
        ("Over 70,000 Americans die annually.", "70,000 Americans", "Americans die annually", "die annually", ""),
        ("There were 2,500 homicides.", "2,500 homicides", "homicides", "", ""),
        ("There were 2,500 cases of arson.", "2,500", "cases of arson", "cases of arson", ""),
        ("A 9.7% drop in homicides followed.", "9.7%", "homicides", "", "homicides"),
        ("Hong won 491 votes in all.", "491 votes", "votes … Hong", "", "Hong"),
        ("The rate of theft was 5% there.", "5%", "rate of theft … there", "", "rate of theft … there"),
        # the sentence goes on with another word that only begins alike
        ("They seized 5 arms-length objects.", "5", "arms", "", "arms"),
        ("They seized 5.", "5", None, "", ""),
    ],
)
def test_what_is_counted_is_told_as_the_sentence_goes_on_or_apart(sentence, words, measure, goes_on, apart):
    assert fig.counted_apart(figure(sentence, words, "1", measure=measure), sentence) == (goes_on, apart)


def test_details_are_change_period_place_and_register_as_far_as_known():
    registers = [Register(id="cases", name={"en": "Case files", "es": "Carpetas"}, words={})]
    made = figure("x", "x", "1", change="down", baseline="2021", period="2022", place="Sonora", register="cases")
    assert fig.details(made, registers, EN) == ("down, against 2021", "2022", "Sonora", "Case files")
    assert fig.details(made, registers, ES) == ("a la baja, en comparación con 2021", "2022", "Sonora", "Carpetas")
    assert fig.details(figure("x", "x", "1"), registers, EN) == ()


def test_a_register_that_the_desk_has_no_longer_is_named_by_its_id():
    assert fig.register_name("gone", [], EN) == "gone"


def test_a_brief_card_shows_the_figures_of_its_points_and_those_that_say_what_they_count():
    lead, rest = Span(0, 50), Span(60, 120)
    point = Point(span=lead, text="x" * 50)

    def one(start, value, unit, sentence, measure=None):
        return Figure(
            span=Span(start, start + 2), text=value, value=Decimal(value), unit=unit, measure=measure, sentence=sentence
        )

    figures = [
        one(5, "38", "kg", lead, "fentanyl"),
        one(65, "2", "times", rest),
        one(70, "38", "kg", rest, "fentanyl"),
        one(75, "6", "months", rest),
        one(80, "64", "people", rest, "officers"),
    ]
    assert foremost(figures, [point], 2) == (figures[0], figures[4])
    assert foremost(figures, [point], 9) == tuple(figures)
