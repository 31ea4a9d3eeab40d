"""A number behind a weekday is a day of the month only where it can be one."""

from __future__ import annotations

from datetime import date

import pytest

from bot.condense.document import read
from bot.condense.figures import find_figures
from bot.languages import load

SATURDAY = date(2027, 2, 27)


@pytest.mark.parametrize(
    ("language", "text", "counts"),
    [
        ("es", "La policía decomisó este sábado 18 fusiles y dos pistolas.", ["18 fusiles", "dos pistolas"]),
        ("es", "Hallaron este lunes 12 cuerpos en una fosa.", ["12 cuerpos"]),
        ("es", "Aseguraron el lunes 12 kilos de cocaína.", ["12 kilos"]),
        ("en", "Police seized on Saturday 18 rifles.", ["18 rifles"]),
        ("es", "La policía decomisó este sábado 27 fusiles y dos pistolas.", ["dos pistolas"]),
        ("es", "El sábado 20 hombres armados mataron a dos policías.", ["dos policías"]),
        ("es", "El ataque ocurrió el lunes 12 en Loma Chica y dejó tres muertos.", ["tres muertos"]),
        ("es", "El lunes 12 de octubre hombres armados mataron a dos policías.", ["dos policías"]),
    ],
)
def test_a_number_behind_a_weekday_counts_where_the_calendar_has_no_such_day(
    language: str, text: str, counts: list[str]
) -> None:
    found = find_figures(read(text, load(language)), published=SATURDAY)
    assert [figure.text for figure in found] == counts


def test_where_nobody_knows_when_a_text_came_out_it_is_a_day() -> None:
    found = find_figures(read("Hallaron este lunes 12 cuerpos y dos armas.", load("es")))
    assert [figure.text for figure in found] == ["dos armas"]
