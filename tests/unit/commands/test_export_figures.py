"""The table of figures for a spreadsheet: a number stays a number, and no text is read as a formula."""

from __future__ import annotations

import csv
import io

from bot.commands import run
from bot.model.chat import Attachment
from bot.store import cards
from tests.fakes.asking import NOW
from tests.fakes.cards import card, figure


async def exported(ask, *figures_of):
    """Rows of the table, by column."""
    async with ask.store.begin() as tx:
        for number, one in enumerate(figures_of):
            await cards.insert(tx, one, identity=f"export {number}", feed_id=None, now=NOW)
    reply = await run("/export figures seizures", ask)
    (file,) = (block for block in reply.blocks if isinstance(block, Attachment))
    return list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"))))


async def test_a_negative_number_stays_a_number(ask):
    text = "Seizures changed by -5.5 points."
    (row,) = await exported(ask, card(text, figures=[figure(text, "-5.5", "-5.5", measure="seizures", unit="points")]))
    assert (row["value"], row["text"]) == ("-5.5", "-5.5")
    assert float(row["value"]) == -5.5


async def test_words_that_a_spreadsheet_would_carry_out_are_only_words(ask):
    texts = [f"{start}cmd() counted 12 seizures." for start in "=+-@"]
    made = [card(text, title=text, figures=[figure(text, "12", "12", measure="seizures")]) for text in texts]
    rows = await exported(ask, *made)
    wanted = {f"'{text}" for text in texts}
    assert ({row["title"] for row in rows}, {row["sentence"] for row in rows}) == (wanted, wanted)
