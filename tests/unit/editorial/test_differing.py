"""In which figures the outlets of a story differ."""

from __future__ import annotations

from bot.editorial.differing import differing
from tests.fakes.cards import card, figure


def _dead(number, outlet):
    text = f"{number} people were killed in Agua Parda."
    return card(text, outlet=outlet, figures=[figure(text, f"{number} people", number, unit="people")])


def _seized(number, outlet, title=None):
    text = f"Marines seized {number} kilos of crystal meth."
    seized = figure(text, f"{number} kilos", number, unit="kg", measure="crystal meth")
    return card(text, outlet=outlet, title=title or f"{number} kilos seized", figures=[seized])


def _said(cards):
    return [(one.fate, [(each.card.outlet, int(each.figure.value)) for each in one.said]) for one in differing(cards)]


def test_outlets_that_agree_differ_in_nothing():
    assert differing([_dead(6, "eco"), _dead(6, "voz")]) == ()


def test_each_outlet_stands_with_its_number_and_nothing_is_averaged():
    cards = [_dead(6, "eco"), _dead(5, "voz"), _dead(6, "sol")]
    assert _said(cards) == [("dead", [("eco", 6), ("voz", 5), ("sol", 6)])]


def test_of_an_outlet_its_last_word_counts():
    assert differing([_dead(6, "eco"), _dead(5, "voz"), _dead(5, "eco")]) == ()


def test_amounts_that_headlines_name_are_compared():
    assert _said([_seized(214, "eco"), _seized(210, "voz")]) == [(None, [("eco", 214), ("voz", 210)])]


def test_an_amount_in_passing_contradicts_nobody():
    assert differing([_seized(214, "eco"), _seized(3, "voz", title="A sample was taken")]) == ()
