"""What a later card of a story brings, laid out; and the outlets that tell the same, on the card that told it first.

`UPDATE_GOLDEN=1 pytest tests/unit/layout` writes the golden files anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editorial.developments import developments
from bot.layout.card import MOST_CHARACTERS, Beside, card_message
from bot.layout.text import plain
from bot.layout.update import update_message
from bot.model.chat import Buttons, Heading, Quotation
from bot.model.desk import Outlet
from tests.fakes.cards import card, figure, quote

GOLDEN = Path(__file__).parents[2] / "golden" / "stories"
NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)
OUTLETS = (Outlet(id="eco", name="El Eco", country="MX"), Outlet(id="ledger", name="The Ledger", country="US"))

FIRST = "Seis personas murieron en Agua Parda. La policía aseguró 38 kilos de fentanilo."
LATER = (
    "Eight people were killed in Agua Parda, the state said. Two men were arrested over the attack. "
    "Police seized 34.6 kg of fentanyl. The mayor denied that his officers had fled. "
    "“They will pay,” said Ana Ruiz, the prosecutor."
)


def _first():
    told = [
        figure(FIRST, "Seis personas", 6, unit="people", measure="personas murieron"),
        figure(FIRST, "38 kilos", 38, unit="kg", measure="fentanilo"),
    ]
    return replace(card(FIRST, figures=told, language="es", outlet="eco", title="Ataque en Agua Parda"), id="BB-2026-11-24-001")


def _later():
    return replace(
        card(
            LATER,
            outlet="ledger",
            title="Eight killed in Agua Parda",
            points=["Eight people were killed in Agua Parda, the state said.", "Two men were arrested over the attack."],
            figures=[
                figure(LATER, "Eight people", 8, unit="people", measure="people were killed in Agua Parda"),
                figure(LATER, "34.6 kg", "34.6", unit="kg", measure="fentanyl"),
            ],
            quotes=[quote(LATER, "They will pay,", by="Ana Ruiz", role="the prosecutor")],
            people=["Ana Ruiz"],
        ),
        id="BB-2026-11-24-002",
    )


def _update(language):
    later, first = _later(), _first()
    news = developments(later, [first])
    return update_message(later, news, outlets=OUTLETS, language=language, now=NOW, under=first.id, broadcast=True)


def _held(words: str, name: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(words, encoding="utf-8")
    assert words == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_update_says_what_is_new_and_what_was_said_before(language):
    message = _update(language)
    _held(f"{message.summary}\n\n{plain(message.blocks, links=True)}\n", f"update.{language}")
    assert (message.under, message.article) == ("BB-2026-11-24-001", "BB-2026-11-24-002")


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_card_names_the_outlets_that_tell_the_same(language):
    beside = Beside(story="ST-2026-11-24-001", outlets=("The Ledger", "La Voz"), independent=2)
    message = card_message(_first(), outlet="El Eco", language=language, topics=(), now=NOW, beside=beside)
    _held(f"{plain(message.blocks)}\n", f"beside.{language}")
    (buttons,) = [block for block in message.blocks if isinstance(block, Buttons)]
    assert "/story ST-2026-11-24-001" in [button.command for button in buttons.buttons]


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_an_article_is_called_its_update_stays_within_the_limits(title, name):
    later = replace(_later(), title=title, outlet=name)
    news = developments(later, [_first()])
    message = update_message(later, news * 3, outlets=OUTLETS, language="en", now=NOW)
    shown = [block for block in message.blocks if not isinstance(block, Buttons)]
    assert len(plain(shown, links=True)) <= MOST_CHARACTERS
    assert isinstance(message.blocks[0], Heading)
    assert all("They will pay" in block.words for block in message.blocks if isinstance(block, Quotation))
