"""Figures in words: what the text says, and the same in the reader's way of writing where that differs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.languages import texts
from bot.layout import figures as fig
from bot.layout import wording
from bot.layout.key_figures import foremost, telling, weight
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
        ({"low": "9800", "high": "13400", "unit": "MXN"}, "MXN 9,800 to 13,400", "MXN 9,800 a 13,400"),
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
        ("twenty minutes", {"value": "20", "unit": "minutes"}, ""),
        ("media hora", {"value": "0.5", "unit": "hours"}, ""),
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
        ("Ardió más de la mitad del cuerpo.", "mitad", "más de", "más de la mitad"),
    ],
)
def test_a_qualifier_stands_where_the_text_has_it(sentence, words, qualifier, told):
    assert wording.verbatim(figure(sentence, words, "1", qualifier=qualifier), sentence) == told


@pytest.mark.parametrize(
    ("sentence", "words", "measure", "goes_on", "apart"),
    [
        ("Over 70,000 Americans die annually.", "70,000 Americans", "Americans die annually", "die annually", ""),
        ("There were 2,500 homicides.", "2,500 homicides", "homicides", "", ""),
        ("There were 2,500 cases of arson.", "2,500", "cases of arson", "cases of arson", ""),
        ("A 9.7% drop in homicides followed.", "9.7%", "homicides", "drop in homicides", ""),
        ("Two of the dead worked there.", "Two", "dead worked there", "of the dead worked there", ""),
        ("Of 23, two of them are on leave.", "two", "officers … leave", "of them are on leave", "officers"),
        ("Cuatro de ellos calibre .50 estaban ahí.", "Cuatro", "calibre", "de ellos calibre .50", ""),
        ("Robaron 60 toneladas de maíz mientras otros vigilaban.", "60 toneladas", "maíz", "de maíz", ""),
        ("Half of them said the mayor’s men fled.", "Half", "said the mayor", "", "said the mayor"),
        ("Of the forces, 28 have officers whose exam has lapsed.", "28", "officers", "have officers whose exam has lapsed", ""),
        ("Treinta de las 62 familias volvieron.", "Treinta", "familias volvieron", "de las 62 familias volvieron", ""),
        ("Subió un 1,4 % el empleo.", "1,4 %", "empleo", "", "empleo"),
        ("Hong won, with luck, 491 votes.", "491 votes", "votes … Hong", "", "Hong"),
        ("The rate of theft was, officially, 5%.", "5%", "rate of theft … year", "", "rate of theft … year"),
        # what leads to the figure is told before it
        ("Hong won 491 votes in all.", "491 votes", "votes … Hong", "", ""),
        ("The rate of theft was 5% there.", "5%", "rate of theft … there", "there", ""),
        # the sentence goes on with another word that only begins alike
        ("They seized 5 arms-length objects.", "5", "arms", "", "arms"),
        ("They seized 5.", "5", None, "", ""),
    ],
)
def test_what_is_counted_is_told_as_the_sentence_goes_on_or_apart(sentence, words, measure, goes_on, apart):
    assert wording.counted_apart(figure(sentence, words, "1", measure=measure), sentence) == (goes_on, apart)


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
    assert foremost(figures, [point], 9) == (figures[0], figures[4])


@pytest.mark.parametrize(
    ("sentence", "words", "given", "told"),
    [
        ("Gunmen killed six people.", "six people", {"measure": "killed … people"}, "killed six people"),
        ("He had debts of about $31,000.", "$31,000", {"measure": "debts", "qualifier": "about"}, "debts of about $31,000"),
        ("Debts rose, he said, to $5.", "$5", {"measure": "Debts"}, "$5"),
        ("There were two fewer than in May.", "two", {"measure": "x", "change": "down"}, "two fewer"),
        ("Hubo 4 % más que en mayo.", "4 %", {"measure": "x", "change": "up"}, "4 % más"),
        ("La multa prevista es de 90 pesos.", "90 pesos", {"measure": "multa prevista"}, "La multa prevista es de 90 pesos"),
        ("The company had been asked for $250.", "$250", {"measure": "company"}, "The company had been asked for $250"),
        ("Informó de secuestrados y no de 33.", "33", {"measure": "secuestrados"}, "33"),
        ("Tras las empresas y 90 pesos.", "90 pesos", {"measure": "empresas"}, "90 pesos"),
        ("The deputy has left after $61 went missing.", "$61", {"measure": "deputy"}, "$61"),
        ("They’re now up 400.", "400", {"measure": "re"}, "400"),
        ("Redujo sus ventas a 90 pesos.", "90 pesos", {"measure": "ventas", "change": "down"}, "90 pesos"),
        ("Pasó de 3 a 8 mil por mes.", "8 mil", {"measure": "cuota", "change": "up"}, "8 mil"),
        ("Murders fell to 40 more or less.", "40", {"measure": "x"}, "40"),
        ("Between 5 and 10 men came.", "5 and 10 men", {"low": "5", "high": "10"}, "Between 5 and 10 men"),
        ("It took 5 to 10 men.", "5 to 10 men", {"low": "5", "high": "10"}, "5 to 10 men"),
    ],
)
def test_a_figure_is_told_with_the_words_that_lead_to_it_and_those_that_make_a_difference_of_it(sentence, words, given, told):
    assert wording.verbatim(figure(sentence, words, **given), sentence) == told


def test_a_number_that_a_label_names_is_told_without_what_leads_to_it():
    sentence = "Gunmen killed at least six people."
    counted = figure(sentence, "six people", "6", qualifier="at least", measure="killed … people")
    assert wording.verbatim(counted, sentence, led=False) == "at least six people"


def test_the_same_amount_of_the_same_thing_is_told_once():
    text = "They held 5 men and later 5 men, then 5 men in May."
    one = figure(text, "5 men", "5", unit="people", measure="men")
    again = replace(one, span=Span(26, 31))
    later = replace(one, span=Span(38, 43), period="in May")
    assert telling([one, again, later]) == (one, later)


@pytest.mark.parametrize(
    ("heavier", "lighter"),
    [
        ({"unit": "homicides", "value": "3"}, {"unit": "kg", "value": "900"}),
        ({"unit": "people", "value": "3", "measure": "killed … men"}, {"unit": "people", "value": "300"}),
        ({"unit": "MXN", "value": "3"}, {"unit": "people", "value": "300"}),
        ({"unit": "people", "value": "30"}, {"unit": "shops", "value": "30"}),
        ({"unit": "shops", "value": "30"}, {"unit": "shops", "value": "3"}),
        ({"unit": "shops", "value": "3"}, {"unit": "hours", "value": "3"}),
        ({"unit": "shops", "value": "30", "change": "up"}, {"unit": "shops", "value": "30"}),
        ({"unit": "homicides", "value": "30", "register": "inegi"}, {"unit": "homicides", "value": "30"}),
        ({"unit": "shops", "value": "30"}, {"unit": "shops", "value": "30", "measure": None}),
    ],
)
def test_what_a_minister_asks_for_weighs_more(heavier, lighter):
    made = [figure("x", "x", **{"measure": "things", **given}) for given in (heavier, lighter)]
    assert weight(made[0]) > weight(made[1])


def test_a_figure_of_the_headline_comes_before_others():
    sentence = Span(0, 9)
    shops = [
        Figure(span=Span(n, n + 2), text=str(n), value=Decimal(n), unit="shops", measure="shops", sentence=sentence)
        for n in (61, 74)
    ]
    assert foremost(shops, [], 1) == (shops[0],)
    assert foremost(shops, [], 1, "Of 74 shops most shut") == (shops[1],)


def test_where_nothing_weighs_much_the_best_of_it_is_shown():
    made = figure("It took two hours.", "two hours", "2", unit="hours", measure="took")
    assert foremost([made], [], 6) == (made,)
