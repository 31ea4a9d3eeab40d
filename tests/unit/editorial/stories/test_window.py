from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.editorial.stories import Features, Reader, Row, Window
from bot.editorial.stories.window import RECALLED
from bot.model.desk import Desk
from bot.model.feeds import Article

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
READER = Reader(Desk())
FIRE = "Fire destroys the fishing harbour of San Aurelio, eleven boats are lost, says harbour master Ines Tamayo."
AGAIN = "Eleven boats lost as fire destroys San Aurelio fishing harbour, according to harbour master Ines Tamayo."
STRIKE = "Teachers of Villa Caldera strike for a third week and block the bridge over the river Tordo."


def features(text: str) -> Features:
    return READER.read(Article(text=text, language="en"))


def test_two_articles_of_one_event_are_one_story():
    window = Window()
    first = window.place("a", features(FIRE), NOON)
    second = window.place("b", features(AGAIN), NOON + timedelta(hours=1))
    other = window.place("c", features(STRIKE), NOON + timedelta(hours=2))
    assert first.new
    assert (second.story, second.new) == (first.story, False)
    assert other.new


def test_a_story_is_forgotten_when_it_has_been_silent_for_long():
    window = Window()
    window.place("a", features(FIRE), NOON)
    assert not window.place("b", features(AGAIN), NOON + RECALLED).new
    assert window.place("c", features(FIRE), NOON + RECALLED + RECALLED + timedelta(hours=1)).new


def test_an_anniversary_opens_a_story_of_its_own():
    window = Window()
    window.place("a", features(FIRE), NOON)
    looking_back = READER.read(Article(title="One month after the fire of San Aurelio", text=AGAIN, language="en"))
    assert window.place("b", looking_back, NOON + timedelta(days=30)).new


def test_an_article_placed_again_stays_where_it_is():
    window = Window()
    window.place("a", features(FIRE), NOON)
    again = window.place("a", features(STRIKE), NOON)
    assert (again.story, again.new, again.reason.code) == ("a", False, "story-same-article")


def test_a_restored_window_decides_as_the_one_before_it():
    window, rows = Window(), []
    for number, text in enumerate((FIRE, STRIKE)):
        at = NOON + timedelta(minutes=number)
        placed = window.place(str(number), features(text), at)
        packed = features(text).packed()
        rows.append(Row(id=str(number), story=placed.story, at=at, features=Features.unpacked(packed)))
    restored = Window()
    restored.restore(rows)
    later = NOON + timedelta(hours=3)
    assert restored.place("x", features(AGAIN), later) == window.place("x", features(AGAIN), later)


def test_what_a_window_holds_is_bounded(monkeypatch):
    monkeypatch.setattr("bot.editorial.stories.window.REMEMBERED", 20)
    window = Window()
    for number in range(60):
        window.place(str(number), features(f"{STRIKE} It was day {number + 100} in school {number}."), NOON)
    assert len(window._placed) == 20
    assert {window._story[one] for one in window._placed} == set(window._stories)


def test_an_article_that_is_corrected_keeps_its_story_and_is_compared_by_what_it_says_now():
    window = Window()
    window.place("a", features(FIRE), NOON)
    window.renew("a", features(STRIKE))
    assert window.place("b", features(AGAIN), NOON + timedelta(hours=1)).new
    again = window.place("c", features(f"{STRIKE} A mediator comes on Friday."), NOON + timedelta(hours=2))
    assert (again.story, again.new) == ("a", False)


def test_a_window_of_corrected_articles_forgets_them_whole():
    window = Window()
    window.place("a", features(FIRE), NOON)
    window.renew("a", features(STRIKE))
    window.renew("unknown", features(STRIKE))
    assert window.place("b", features(STRIKE), NOON + 3 * RECALLED).new
    window.renew("a", features(FIRE))
    assert window.place("c", features(FIRE), NOON + 3 * RECALLED).new
