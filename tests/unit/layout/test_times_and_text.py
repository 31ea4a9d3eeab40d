"""Times in words, and the plain-text form of every block."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest

from bot.layout.locales import language_name
from bot.layout.text import plain
from bot.layout.times import day, moment
from bot.model.chat import (
    Attachment,
    Block,
    Bullets,
    Button,
    Buttons,
    Chart,
    Code,
    Context,
    Divider,
    Emphasis,
    Heading,
    Inline,
    Link,
    Mark,
    Moment,
    Paragraph,
    Picture,
    Plain,
    Quotation,
    Strong,
    Table,
)

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "language", "zone", "told"),
    [
        (datetime(2026, 11, 24, 14, 30, tzinfo=UTC), "en", "UTC", "2:30 PM UTC"),
        (datetime(2026, 11, 24, 14, 30, tzinfo=UTC), "es", "America/Mexico_City", "8:30 a.m. CST"),
        (datetime(2026, 11, 23, 14, 30, tzinfo=UTC), "en", "UTC", "Nov 23, 2026, 2:30 PM UTC"),
        # in Mexico City it is still the 23rd: not today
        (datetime(2026, 11, 24, 5, 30, tzinfo=UTC), "es", "America/Mexico_City", "23 nov 2026, 11:30 p.m. CST"),
        (datetime(2026, 11, 24, 5, 30, tzinfo=UTC), "en", "Mars/Olympus", "5:30 AM UTC"),
    ],
)
def test_a_time_is_told_with_its_day_unless_it_is_todays(at, language, zone, told):
    made = moment(at, language=language, now=NOW, zone=zone)
    assert made.at == at
    # Unicode's data parts the time from its half of the day by spaces of several kinds
    assert made.text.replace("\u202f", " ").replace("\xa0", " ") == told


def test_today_is_the_readers():
    late, now = datetime(2026, 11, 24, 2, tzinfo=UTC), datetime(2026, 11, 24, 5, tzinfo=UTC)
    assert "23" not in moment(late, language="es", now=now, zone="America/Mexico_City").text


def test_a_day_is_that_of_the_readers_zone():
    late = datetime(2026, 11, 24, 3, tzinfo=UTC)
    assert day(late, language="es", zone="America/Mexico_City") == "23 nov 2026"


def test_languages_are_named_in_the_readers_language():
    assert language_name("es", told_in="en") == "Spanish"
    assert language_name("en", told_in="es") == "inglés"
    assert language_name("tlh-no-such", told_in="en") == "tlh-no-such"


BLOCKS = {
    Heading: (Heading((Plain("A"), Strong("B"))), "AB"),
    Paragraph: (Paragraph((Emphasis("A"), Mark("B"), Code("/c"))), "A▸B◂/c"),
    Context: (Context((Moment(NOW, "noon"),)), "noon"),
    Bullets: (Bullets(((Plain("a"),), (Link("b", "https://b.example"),))), "• a\n• b <https://b.example>"),
    Quotation: (Quotation("words", (Plain("who"),), "https://q.example"), "“words” — who <https://q.example>"),
    Table: (Table("cap", ("x", "long"), (((Plain("1"),), (Plain("2"),)),)), "cap\nx  long\n─  ────\n1  2"),
    Divider: (Divider(), "─" * 40),
    Picture: (Picture(b"", "a chart"), "[a chart]"),
    Chart: (Chart("cases", "cases", "by the state", (), Picture(b"", "a chart")), "[a chart]"),
    Attachment: (Attachment("memo.md", "text/markdown", b"x", "a memo"), "[memo.md: a memo]"),
    Buttons: (Buttons((Button("More", "/latest page:2"),)), "More: /latest page:2"),
}


@pytest.mark.parametrize("kind", get_args(Block))
def test_every_block_has_a_plain_text_form(kind):
    block, text = BLOCKS[kind]
    assert plain([block], links=True) == text


def test_a_table_shows_no_addresses():
    table = Table("", ("a",), (((Link("b", "https://b.example"),),),))
    assert plain([table], links=True) == "a\n─\nb"


def test_every_inline_has_a_plain_text_form():
    told = [Plain("p"), Strong("s"), Emphasis("e"), Mark("m"), Link("l", "https://l.example"), Moment(NOW, "t"), Code("c")]
    assert {type(one) for one in told} == set(get_args(Inline))
    assert plain([Paragraph(tuple(told))]) == "pse▸m◂ltc"


def test_a_quotation_without_a_speaker_ends_with_its_words():
    assert plain([Quotation("words", ())]) == "“words”"


def test_a_sentence_of_a_source_that_holds_marks_of_its_own_gets_no_others():
    told = "“They were looking,” said Zúñiga, who runs “public safety” there."
    assert plain([Quotation(told, (), written=True)]) == told
    assert plain([Quotation("Six people are dead.", (), written=True)]) == "“Six people are dead.”"
    assert plain([Quotation("a “bad” law", ())]) == "“a “bad” law”", "somebody's words keep the marks that say where they end"
