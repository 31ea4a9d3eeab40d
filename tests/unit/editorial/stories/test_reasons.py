"""Why an article was grouped as it was, in words of both languages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.editorial.stories import Grouped, Reader, Window
from bot.languages import available, texts
from bot.model.desk import Desk
from bot.model.feeds import Article

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
READER = Reader(Desk())
BRIDGE = (
    "Bridge collapses in San Aurelio, two lorries fall",
    "A bridge over the river Tordo collapsed on Sunday in San Aurelio and two lorries fell in the water, said Ines Tamayo.",
)


def place(*told: tuple[str, str], apart: timedelta = timedelta(hours=2)) -> Grouped:
    window, at, last = Window(), MONDAY, None
    for number, (title, text) in enumerate(told):
        last = window.place(f"a{number}", READER.read(Article(title=title, text=text, language="en", published=at)), at)
        at += apart
    assert last is not None
    for language in available():
        assert texts(language).reason(last.reason)
    return last


def test_the_first_of_its_kind_is_known_from_nothing():
    assert place(BRIDGE).reason.code == "story-new"


def test_a_story_joined_tells_the_names_that_both_have():
    again = (
        "Two lorries in river after bridge falls",
        "Two lorries lie in the river Tordo at San Aurelio since Sunday.",
    )
    grouped = place(BRIDGE, again)
    assert grouped.reason.code == "story-joined-names"
    assert grouped.reason.params["with"] == "a0"
    assert "San Aurelio" in str(grouped.reason.params["names"])


def test_a_copy_tells_of_what():
    grouped = place(BRIDGE, ("Bridge down", BRIDGE[1]))
    assert (grouped.reason.code, dict(grouped.reason.params)) == ("story-copy", {"of": "a0"})


def test_a_look_alike_on_another_day_is_told_by_its_day():
    other = (
        "Bridge collapses in Vado Hondo, two lorries fall",
        "A bridge over the river Lerma collapsed on Tuesday in Vado Hondo and two lorries fell in the water, said Saul Olmos.",
    )
    grouped = place(BRIDGE, other, apart=timedelta(days=2))
    assert grouped.new
    assert grouped.reason.code == "story-apart-date"
    assert (grouped.reason.params["here"], grouped.reason.params["there"]) == ("03-03", "03-01")


@pytest.mark.parametrize("numbers", [("63", "9"), ("71", "11")])
def test_a_form_filled_in_anew_is_no_copy(numbers):
    text = "The daily report of the security cabinet counts {} homicides on {} in the whole country, of which {} in Guanajuato."
    first = ("Daily report", text.format("58", "Saturday", "7"))
    later = ("Daily report", text.format(numbers[0], "Monday", numbers[1]))
    assert place(first, later, apart=timedelta(days=2)).reason.code != "story-copy"
