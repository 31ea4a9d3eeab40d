"""How many met with a fate, as one article tells it."""

from __future__ import annotations

import pytest

from bot.condense.document import read
from bot.condense.figures import find_figures
from bot.editorial.tolls import tolls
from bot.languages import load
from tests.fakes.cards import card, figure


def _read(text, language):
    return tolls(card(text, language=language, title=None, figures=find_figures(read(text, load(language)))))


def _counted(text, *figures, **more):
    return tolls(card(text, figures=figures, **more))


def test_the_dead_of_a_whole_year_are_no_toll_of_the_event():
    text = "The state had 900 people killed in 2025."
    some = figure(text, "900 people", 900, unit="people", measure="people killed", period="in 2025")
    assert _counted(text, some) == {}


@pytest.mark.parametrize(
    ("title", "value"), [("Toll rises to 14", 14), ("Fourteen dead in Agua Parda", 14), ("Two bodies found", 2), ("Grief", 2)]
)
def test_the_toll_that_the_headline_names_is_the_cards(title, value):
    text = "Two bodies were found on Friday. With them Fourteen people are dead."
    some = [
        figure(text, "Two bodies", 2, unit="people", measure="bodies"),
        figure(text, "Fourteen people", 14, unit="people", measure="people are dead"),
    ]
    assert _counted(text, *some, title=title)["dead"].figure.value == value


@pytest.mark.parametrize(
    ("language", "text", "fate", "told"),
    [
        ("en", "The toll rose to seven.", "dead", (7, None, "up")),
        ("en", "The toll rose from five to seven.", "dead", (7, 5, "up")),
        ("en", "The number of dead climbed to 12 from 9.", "dead", (12, 9, "up")),
        ("en", "The dead now number seven, officials said.", "dead", (7, None, "up")),
        ("en", "The dead number seven.", "dead", (7, None, None)),
        ("en", "Two more bodies were found, and the toll rose to at least 14.", "dead", (14, None, "up")),
        ("en", "Two more bodies were found. In all 14 people were killed.", "dead", (14, None, None)),
        ("en", "The number of people killed in the blast is now 12.", "dead", (12, None, "up")),
        ("en", "The number of missing fell to three.", "missing", (3, None, "down")),
        ("en", "At least 38 inmates escaped the Aguaruto prison on Monday.", "escaped", (38, None, None)),
        ("en", "Eleven prisoners fled the jail.", "escaped", (11, None, None)),
        ("es", "Suben a siete los muertos por el ataque.", "dead", (7, None, "up")),
        ("es", "La cifra de muertos pasó de cinco a siete.", "dead", (7, 5, "up")),
        ("es", "La fiscalía elevó a 14 la cifra de muertos.", "dead", (14, None, "up")),
        ("es", "Ya son 38 los internos que escaparon.", "escaped", (38, None, "up")),
        ("es", "Son 38 los internos que escaparon.", "escaped", (38, None, None)),
        ("es", "Fueron 12 los detenidos en el operativo.", "held", (12, None, None)),
        ("es", "Once reos huyeron del penal.", "escaped", (11, None, None)),
        ("es", "Tres policías asesinados este lunes eran de la capital.", "dead", (3, None, None)),
    ],
)
def test_what_an_article_says_a_toll_is_now_and_what_it_was(language, text, fate, told):
    """`told`: the number, the one before, and which way it is said to have changed."""
    found = _read(text, language)[fate]
    assert (found.figure.value, found.former.value if found.former else None, found.changed) == told


@pytest.mark.parametrize(
    ("language", "title", "text", "way"),
    [
        ("en", "Toll in Agua Parda rises to twelve", "Twelve people were killed.", "up"),
        ("en", "Toll lowered to 12", "Twelve people were killed.", "down"),
        ("es", "Sube a 12 la cifra de muertos", "Doce personas fueron asesinadas.", "up"),
        ("en", "Twelve killed as prices rise", "Twelve people were killed.", None),
    ],
)
def test_a_headline_says_which_way_a_toll_went(language, title, text, way):
    (told,) = tolls(card(text, language=language, title=title, figures=find_figures(read(text, load(language))))).values()
    assert told.changed == way


def test_a_month_with_its_day_is_the_time_of_an_event():
    assert _read("Six people were killed on May 3.", "en")["dead"].figure.value == 6


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Deaths on the road rose by 14."),
        ("en", "Homicides rose to 1,200 in the state."),
        ("en", "The number of officers killed rose to 23 this year."),
        ("en", "The number of migrants killed at the border in May fell to 70."),
        ("es", "Van 23 policías asesinados en lo que va del año."),
        ("es", "Los homicidios subieron a 1,200 en el estado."),
    ],
)
def test_what_an_office_counts_and_by_how_much_it_grew_is_no_toll_of_an_event(language, text):
    assert "dead" not in _read(text, language)
