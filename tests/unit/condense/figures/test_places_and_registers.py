"""Where a figure belongs, and to which official series."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bot.condense.document import read
from bot.condense.figures import find_figures
from bot.condense.names import Entity
from bot.languages import available, load
from bot.model.cards import Figure
from bot.model.desk import Register
from bot.model.text import Span

CONFIG = Path(__file__).parents[4] / "config"


def figures(text: str, *places: str) -> tuple[Figure, ...]:
    entities = [
        Entity(name=name, kind="place", mentions=(Span(text.index(name), text.index(name) + len(name)),)) for name in places
    ]
    return find_figures(read(text, load("en")), entities=entities)


def test_a_place_behind_the_figure_is_its_place() -> None:
    found = figures("Gunmen killed 11 people in Celaya and 4 people in Irapuato.", "Celaya", "Irapuato")
    assert [figure.place for figure in found] == ["Celaya", "Irapuato"]


def test_a_place_that_opens_the_sentence_is_the_place_of_its_figures() -> None:
    found = figures("In Sinaloa, soldiers found 3 labs and seized 40 kilos of fentanyl.", "Sinaloa")
    assert [figure.place for figure in found] == ["Sinaloa", "Sinaloa"]


def test_a_place_of_another_sentence_or_behind_a_semicolon_is_not_taken() -> None:
    found = figures("They met in Celaya. Police seized 40 kilos; the chief flew to Oaxaca.", "Celaya", "Oaxaca")
    assert [figure.place for figure in found] == [None]


def test_a_place_of_a_relative_clause_tells_of_something_else() -> None:
    found = figures("Over 70,000 Americans die from opioids, which are made in Sinaloa.", "Sinaloa")
    assert [figure.place for figure in found] == [None]


def test_a_place_in_a_clause_that_a_quotation_opens_is_not_the_figures() -> None:
    found = figures("The town had 14 murders, “but nobody in Las Huertas counts”.", "Las Huertas")
    assert [figure.place for figure in found] == [None]


def test_a_place_that_somebody_left_is_not_where_the_figure_stands() -> None:
    found = figures("In Tijuana, 204 beds are taken by men deported from the United States.", "Tijuana", "United States")
    assert [figure.place for figure in found] == ["Tijuana"]


def test_a_place_that_describes_a_noun_is_no_place() -> None:
    found = figures("U.S. agents made 249,785 arrests.", "U.S.")
    assert [figure.place for figure in found] == [None]


def test_without_entities_no_place_is_guessed() -> None:
    assert [figure.place for figure in figures("Gunmen killed 11 people in Celaya.")] == [None]


def test_a_persons_name_is_no_place() -> None:
    text = "Celaya lost 11 officers."
    entity = Entity(name="Celaya", kind="person", mentions=(Span(0, 6),))
    assert find_figures(read(text, load("en")), entities=[entity])[0].place is None


def register(name: str, word: str, *, alone: bool = False) -> Register:
    return Register(id=name, name={"en": name}, words={"en": (word,)}, measures={"en": ("homicides",)}, alone=alone)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The census counted 40 homicides.", "census"),
        ("The census counted 40 trucks.", None),
        ("The census cost $40 of homicides money.", None),
        ("A census file may hold five dead and that no homicides are told is known.", None),
        ("The census is old. The state had 40 homicides.", None),
        ("Census of homicides:\n40 homicides in the north.", "census"),
        ("The census and the diary both counted 40 homicides.", None),
    ],
)
def test_a_figure_wears_a_register_only_where_the_text_names_it(text: str, wanted: str | None) -> None:
    series = (register("census", "census"), register("diary", "diary"))
    assert [figure.register for figure in find_figures(read(text, load("en")), registers=series)][:1] == [wanted]


def test_one_phrase_of_two_registers_names_neither() -> None:
    series = (register("one", "census"), register("two", "census"))
    assert find_figures(read("The census counted 40 homicides.", load("en")), registers=series)[0].register is None


def test_a_register_that_is_unmistakable_needs_no_measure() -> None:
    series = (register("census", "census", alone=True),)
    assert find_figures(read("The census counted 40 trucks.", load("en")), registers=series)[0].register == "census"


def test_the_desks_registers_have_words_in_every_language() -> None:
    table = tomllib.loads((CONFIG / "registers.toml").read_text(encoding="utf-8"))["register"]
    assert len({row["id"] for row in table}) == len(table)
    for row in table:
        for code in ("en", "es"):
            assert code in available()
            assert row["name"][code]
            assert row["words"][code]
            assert row["measures"][code]
