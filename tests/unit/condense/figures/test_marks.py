"""Which mark is which: the text's own evidence before the region."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.condense.figures.marks import LONGEST, marks_of
from bot.languages.schema.language import Region

POINT = Region(code="MX", decimal=".", group=",", currency="MXN")
COMMA = Region(code="ES", decimal=",", group=".", currency="EUR")


@pytest.mark.parametrize(
    ("numbers", "region", "token", "wanted"),
    [
        ((), POINT, "2.500", "2.5"),
        ((), COMMA, "2.500", "2500"),
        ((), POINT, "2,500", "2500"),
        ((), COMMA, "2,500", "2.5"),
        (("4,5",), POINT, "2.500", "2500"),
        (("4.5",), COMMA, "2,500", "2500"),
        (("1.234.567",), POINT, "4.500", "4500"),
        (("1.234,5",), POINT, "4.500", "4500"),
        (("3.200", "8.700"), POINT, "3.200", "3200"),
        ((), POINT, "140.000", "140000"),
        ((), POINT, "0.125", "0.125"),
        ((), COMMA, "1234.567", "1234.567"),
        ((), POINT, "1,234,567.89", "1234567.89"),
        ((), POINT, "٣", "3"),
    ],
)
def test_a_mark_is_read_by_the_texts_other_numbers(numbers: tuple[str, ...], region: Region, token: str, wanted: str) -> None:
    assert marks_of((*numbers, token), region).value(token) == Decimal(wanted)


def test_whole_things_are_not_counted_in_thousandths() -> None:
    assert marks_of(("2.500",), POINT).value("2.500", counts_things=True) == Decimal(2500)


@pytest.mark.parametrize("token", ["1.2.3", "12,34,567", "1.234.56", "9" * (LONGEST + 1)])
def test_what_is_no_number_has_no_value(token: str) -> None:
    assert marks_of((token,), POINT).value(token) is None
