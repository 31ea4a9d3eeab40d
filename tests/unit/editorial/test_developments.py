"""What a later card brings that no earlier one told, and what becomes of it in a channel."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.editorial.developments import developments
from bot.editorial.publication import Act, publication
from bot.model.stories import Amount, Denial, Toll, Turn, Voice
from tests.fakes.cards import card, figure, quote

TEXT = "Six people were killed in Agua Parda. The town has no police."


def _told(text=TEXT, *, number=6, words="Six people", id="BB-1", outlet="eco", **more):  # noqa: A002 - the card's own field
    some = more.pop("figures", None)
    if some is None:
        some = [figure(text, words, number, unit="people", measure="people were killed")]
    return replace(card(text, figures=some, outlet=outlet, **more), id=id)


def _new(text, **more):
    return _told(text, id="BB-2", outlet="voz", **more)


def test_nothing_is_a_development_of_a_story_that_begins():
    assert developments(_told(), []) == ()


def test_the_same_toll_in_other_words_is_nothing_new():
    assert developments(_new("In Agua Parda 6 people were killed.", words="6 people"), [_told()]) == ()


def test_another_toll_is_set_beside_what_each_outlet_said_last():
    first, second = _told(), _told("Seven people were killed.", number=7, words="Seven people", id="BB-3", outlet="sol")
    later = _told("Eight people were killed.", number=8, words="Eight people", id="BB-4", outlet="eco")
    text = "Nine people were killed in Agua Parda."
    (toll,) = developments(_new(text, number=9, words="Nine people"), [first, second, later])
    assert isinstance(toll, Toll)
    assert (toll.fate, toll.figure.value) == ("dead", 9)
    assert [(one.card.outlet, int(one.figure.value)) for one in toll.before] == [("sol", 7), ("eco", 8)]


def test_a_toll_that_any_card_gave_before_is_not_told_again():
    first, second = _told(), _told("Eight people were killed.", number=8, words="Eight people", id="BB-3")
    assert developments(_new(TEXT), [first, second]) == ()


def test_outlets_that_merely_differ_are_not_told_as_one_after_the_other():
    (toll,) = developments(_new("Nine people were killed.", number=9, words="Nine people"), [_told()])
    assert (toll.later, [one.card.outlet for one in toll.before]) == (False, ["eco"])


def test_an_outlet_that_changes_its_number_is_later():
    again = _told("Nine people were killed.", id="BB-2", number=9, words="Nine people")
    (toll,) = developments(again, [_told()])
    assert toll.later


def test_the_number_from_which_a_toll_rose_is_set_beside_it():
    text = "The number of dead climbed to 12 from 9."
    some = [
        figure(text, "12", 12, unit="people", measure="number of dead", change="up", baseline="9"),
        figure(text, "9", 9, unit="people", measure="number of dead"),
    ]
    (toll,) = developments(_new(text, figures=some), [_told()])
    assert (toll.later, int(toll.figure.value)) == (True, 12)
    assert [(one.card.outlet, int(one.figure.value)) for one in toll.before] == [("eco", 6), ("voz", 9)]


def test_a_toll_that_rose_is_told_where_an_earlier_card_has_the_number_in_its_background():
    before = "Six people were killed in Agua Parda. In June 14 people were killed there."
    some = [
        figure(before, "Six people", 6, unit="people", measure="people were killed"),
        figure(before, "14 people", 14, unit="people", measure="people were killed", period="In June"),
    ]
    text = "The toll rose to 14."
    later = [figure(text, "14", 14, unit="deaths", measure="toll", change="up")]
    (toll,) = developments(_new(text, figures=later), [_told(before, figures=some)])
    assert int(toll.figure.value) == 14


def test_an_arrest_that_nobody_told_of_is_a_turn():
    text = "Two men were arrested over the attack. They are brothers."
    (turn,) = developments(_new(text, figures=[], points=["Two men were arrested over the attack."]), [_told()])
    assert turn == Turn(fate="held", sentence=turn.sentence)
    assert turn.sentence.of(text) == "Two men were arrested over the attack."


def test_what_is_told_anywhere_in_an_earlier_text_is_no_turn():
    earlier = _told(f"{TEXT} The police detained nobody.")
    text = "Two men were arrested over the attack."
    assert developments(_new(text, figures=[], points=[text]), [earlier]) == ()


def test_an_amount_that_nobody_named_is_told():
    text = "Police seized 38 kg of fentanyl in the shop."
    seized = figure(text, "38 kg", 38, unit="kg", measure="fentanyl")
    assert developments(_new(text, figures=[seized]), [_told()]) == (Amount(figure=seized),)


def test_an_amount_of_the_same_thing_is_set_beside_what_was_said_of_it():
    before, text = "Police seized 38 kg of fentanyl.", "El fentanilo pesó 34.6 kilos y no 38."
    known = _told(before, figures=[figure(before, "38 kg", 38, unit="kg", measure="fentanyl")])
    new = figure(text, "34.6 kilos", 34, unit="kg", measure="fentanilo")
    (amount,) = developments(_new(text, language="es", figures=[new]), [known])
    assert [one.figure.text for one in amount.before] == ["38 kg"]


def test_a_denial_is_told_once():
    text = "The mayor denied that the police had fled."
    (denial,) = developments(_new(text, figures=[]), [_told()])
    assert isinstance(denial, Denial)
    assert developments(_new(text, figures=[]), [_told(f"{TEXT} The army denied it.")]) == ()


def test_a_voice_is_somebody_by_name_who_was_not_heard():
    text = "“They will pay,” said Ana Ruiz. “We knew,” said a neighbour."
    said = [quote(text, "They will pay,", by="Ana Ruiz"), quote(text, "We knew,", by="a neighbour")]
    (voice,) = developments(_new(text, figures=[], quotes=said, people=["Ana Ruiz"]), [_told()])
    assert voice == Voice(quote=said[0])
    known = _told(text, quotes=said[:1], people=["Ana Ruiz"], figures=[])
    assert developments(_new(text, figures=[], quotes=said, people=["Ana Ruiz"]), [known]) == ()


@pytest.mark.parametrize("surname", ["Ruiz", "Ana Ruiz Mora"])
def test_a_longer_or_shorter_name_is_the_same_voice(surname):
    text = f"“They will pay,” said {surname}."
    new = _new(text, figures=[], quotes=[quote(text, "They will pay,", by=surname)], people=[surname])
    before = "“We ask for help,” said Ana Ruiz."
    known = _told(before, quotes=[quote(before, "We ask for help,", by="Ana Ruiz")], people=["Ana Ruiz"], figures=[])
    assert developments(new, [known]) == ()


def test_a_sentence_that_is_a_turn_a_denial_and_a_voice_is_told_once():
    text = "Two men were arrested, said Ana Ruiz, who denied that “the 38 kg were ours” in court."
    more = "The mayor denied that the police had fled."
    some = [figure(text, "38 kg", 38, unit="kg", measure="were ours")]
    said = [quote(text, "the 38 kg were ours", by="Ana Ruiz")]
    new = _new(text, figures=some, points=[text], quotes=said, people=["Ana Ruiz"])
    assert [type(one) for one in developments(new, [_told()])] == [Turn]
    both = f"Two men were arrested. {more}"
    apart = _new(both, figures=[], points=["Two men were arrested."])
    assert [type(one) for one in developments(apart, [_told()])] == [Turn, Denial]


def test_an_amount_that_is_set_beside_another_is_told_besides_its_sentence():
    before, text = "Police seized 38 kg of fentanyl.", "Two men were arrested with 34 kg of fentanyl."
    known = _told(before, figures=[figure(before, "38 kg", 38, unit="kg", measure="fentanyl")])
    some = [figure(text, "34 kg", 34, unit="kg", measure="fentanyl")]
    assert [type(one) for one in developments(_new(text, figures=some, points=[text]), [known])] == [Turn, Amount]


TOLL = Toll(fate="dead", figure=figure(TEXT, "Six people", 6))
VOICE = Voice(quote=quote("“So it is,” said Ana Ruiz.", "So it is,", by="Ana Ruiz"))


@pytest.mark.parametrize(
    ("root", "copy_of", "new", "act", "reason"),
    [
        (None, None, (), Act.POST, "story-first-here"),
        (None, "BB-1", (TOLL,), Act.POST, "story-first-here"),
        ("BB-1", None, (), Act.JOIN, "story-nothing-new"),
        ("BB-1", None, (VOICE,), Act.UPDATE, "story-development"),
        ("BB-1", "BB-1", (), Act.JOIN, "story-copied"),
        ("BB-1", "BB-1", (VOICE,), Act.JOIN, "story-copied"),
        ("BB-1", "BB-1", (TOLL, VOICE), Act.UPDATE, "story-development"),
    ],
)
def test_what_becomes_of_a_card_in_a_channel(root, copy_of, new, act, reason):
    decided = publication(root, copy_of, new)
    assert (decided.act, decided.reason.code) == (act, reason)


def test_a_toll_of_the_dead_concerns_all_readers_and_a_new_voice_those_who_follow():
    assert publication("BB-1", None, (TOLL,)).broadcast
    assert not publication("BB-1", None, (VOICE,)).broadcast
    assert publication("BB-1", "BB-1", (TOLL, VOICE)).developments == (TOLL,)
