"""How an article changed, laid out: the message under its card and the line on the card, in both languages, on every platform.

`UPDATE_GOLDEN=1 pytest tests/unit/layout` writes the golden files anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest

from bot.languages import texts
from bot.layout.card import card_message
from bot.layout.correction import MOST, Root, correction_message
from bot.layout.text import plain
from bot.model.chat import Bullets
from bot.model.reasons import Reason
from bot.model.revisions import (
    DateChanged,
    Difference,
    FigureChanged,
    FigureGone,
    FigureNew,
    HeadlineChanged,
    QuoteGone,
    QuoteNew,
    QuoteReworded,
    Revision,
    RevisionKind,
    SentenceGone,
    SentenceNew,
    SpeakerChanged,
    WordsChanged,
)
from bot.platforms.console.html import html
from bot.platforms.discord.render import message_sheet as discord_sheet
from bot.platforms.slack.render import message_sheet as slack_sheet
from tests.fakes.cards import card, span

GOLDEN = Path(__file__).parents[2] / "golden" / "corrections"
NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)
TEXT = (
    "Gunmen killed 14 people in Armadillo on Saturday, the mayor said. “We counted again,” said Ana Ruiz. "
    "Correction: an earlier version of this article gave another number."
)
FIRST = span(TEXT, "Gunmen killed 14 people in Armadillo on Saturday, the mayor said.")
SAID = span(TEXT, "“We counted again,” said Ana Ruiz.")
CHANGES = (
    FigureChanged(before="12 people", after="14 people", measure="people were killed", sentence=FIRST),
    DateChanged(before="Sunday", after="Saturday", sentence=FIRST),
    WordsChanged(before="detained", after="killed", sentence=FIRST, why="fate"),
    QuoteReworded(before="We count again,", after="We counted again,", speaker="Ana Ruiz", sentence=SAID),
    SpeakerChanged(quote="We counted again,", before=None, after="Ana Ruiz", sentence=SAID),
    FigureGone(before="three", passage="Three were held.", measure="held"),
    FigureNew(after="14 people", measure="killed", sentence=FIRST),
    QuoteGone(before="Nobody asked us,", speaker=None),
    QuoteNew(after="We counted again,", speaker="Ana Ruiz", sentence=SAID),
    SentenceGone(before="The bar was closed.", why="point"),
    SentenceNew(after="The owner denied it.", sentence=SAID, why="denial"),
    HeadlineChanged(before="Twelve dead", after="Fourteen dead"),
    SentenceNew(after="Correction: an earlier version of this article gave another number.", sentence=SAID, why="note"),
)
REVISIONS = {
    "correction": CHANGES[:5] + CHANGES[-1:],
    "every-change": CHANGES[5:],
    "update": (FigureNew(after="14 people", measure="killed", sentence=FIRST),),
}


def revision(kind=RevisionKind.SUBSTANTIAL, changes=()):
    return Revision(number=1, at=datetime(2026, 11, 24, 17, 5, tzinfo=UTC), kind=kind, changes=changes)


def the_card():
    return replace(card(TEXT, title="Fourteen dead in Armadillo", outlet="eco"), id="BB-2026-11-24-001")


def told(made, language):
    return correction_message(the_card(), made, outlet="El Eco", language=language, now=NOW)


def made(name):
    kinds = {"withdrawn": RevisionKind.WITHDRAWN, "returned": RevisionKind.RETURNED}
    one = revision(kinds.get(name, RevisionKind.SUBSTANTIAL), REVISIONS.get(name, ()))
    return replace(one, reason=Reason("revision-taken-down" if name == "withdrawn" else "revision-returned"))


NAMES = (*REVISIONS, "withdrawn", "returned")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", NAMES)
def test_a_correction_reads_as_its_golden_file(name, language):
    message = told(made(name), language)
    on_card = card_message(the_card(), outlet="El Eco", language=language, topics=(), now=NOW, revised=made(name))
    line = plain(on_card.blocks).splitlines()[2]
    words = f"{message.summary}\n\n{plain(message.blocks)}\n\n— {line}\n"
    path = GOLDEN / f"{name}.{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, encoding="utf-8")
    assert words == path.read_text(encoding="utf-8")


def test_every_kind_of_change_has_a_golden_line():
    assert {type(change) for change in CHANGES} == set(get_args(Difference))


def test_a_correction_wakes_the_channel_and_an_update_does_not():
    assert told(made("correction"), "en").broadcast
    assert not told(made("correction"), "en").silent
    assert not told(made("update"), "en").broadcast
    assert told(made("update"), "en").silent


@pytest.mark.parametrize("says", [(), ("12 personas", "el domingo")])
@pytest.mark.parametrize("language", ["en", "es"])
def test_under_another_outlets_card_it_rings_only_where_that_says_so_still(language, says):
    root = Root(card_id="BB-2026-11-24-002", outlet="La *Voz*", says=says)
    message = correction_message(the_card(), made("correction"), outlet="El Eco", language=language, now=NOW, root=root)
    assert (message.under, message.broadcast, message.silent) == (root.card_id, bool(says), not says)
    assert all(f"“{words}”" in plain(message.blocks) for words in says)
    assert "Voz" in plain(message.blocks)


def test_what_is_not_told_is_counted():
    many = tuple(WordsChanged(before=f"old{n}", after=f"new{n}", sentence=FIRST, why="fate") for n in range(MOST + 3))
    message = told(revision(changes=many), "en")
    (listed,) = [block for block in message.blocks if isinstance(block, Bullets)]
    assert len(listed.items) == MOST
    assert "3 more changes" in plain(message.blocks)


@pytest.mark.parametrize("name", NAMES)
def test_every_platform_renders_a_correction(name):
    message = told(made(name), "es")
    assert "Fourteen dead" in html(message.blocks)
    assert discord_sheet(message, texts("es"), key="k").view.content_length() > len("Fourteen dead")
    assert "Fourteen dead" in str(slack_sheet(message, texts("es")).blocks)
