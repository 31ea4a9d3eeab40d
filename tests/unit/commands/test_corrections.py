"""`/corrections`, and what `/card` and `/evidence` say of a card whose article changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.commands import run
from bot.layout.text import plain
from bot.model.revisions import FigureChanged, Revision, RevisionKind
from bot.model.text import Span
from bot.store import cards, revisions
from tests.fakes.asking import NOW
from tests.fakes.cards import card, figure

OLD = "Gunmen killed 12 people in Armadillo, the mayor said. The bar had opened in May."
NEW = "Gunmen killed 14 people in Armadillo, the mayor said. The bar had opened in May."


@pytest.fixture
async def corrected(ask):
    """A card of which the toll was corrected an hour ago; its id."""
    async with ask.store.begin() as tx:
        old = card(OLD, title="Twelve dead", topics=["homicides"], figures=[figure(OLD, "12 people", 12, unit="people")])
        stored = await cards.insert(tx, old, identity="https://news.example/toll", feed_id=None, now=NOW)
        new = card(NEW, title="Fourteen dead", topics=["homicides"], figures=[figure(NEW, "14 people", 14, unit="people")])
        await cards.rewrite(tx, stored, new)
        end = NEW.index(" The bar")
        change = FigureChanged(before="12 people", after="14 people", measure="killed", sentence=Span(0, end))
        revision = Revision(number=1, at=NOW - timedelta(hours=1), kind=RevisionKind.SUBSTANTIAL, changes=(change,))
        await revisions.keep(tx, stored, revision)
    return stored.id


def text(reply):
    return plain(reply.blocks)


async def test_corrections_show_old_words_beside_new_ones(ask, corrected):
    reply = await run("/corrections", ask)
    told = text(reply)
    assert "Fourteen dead" in told
    assert "12 people → 14 people" in told
    assert reply.data["total"] == 1
    assert reply.data["corrections"][0]["changes"][0]["before"] == "12 people"


async def test_corrections_are_asked_for_by_topic_outlet_and_time(ask, corrected):
    assert "12 people" in text(await run("/corrections topic:homicides since:yesterday", ask))
    assert "has changed since" in text(await run("/corrections topic:armed-forces", ask))


async def test_the_corrections_of_one_card(ask, corrected):
    assert "12 people → 14 people" in text(await run(f"/corrections {corrected}", ask))
    assert "Nothing that this card claims has changed" in text(await run("/corrections BB-2026-11-24-001", ask))


async def test_a_corrected_card_says_so_first(ask, corrected):
    told = text(await run(f"/card {corrected}", ask))
    assert "Corrected" in told
    assert "12 people → 14 people" in told
    assert "Corrected" not in text(await run("/card BB-2026-11-24-001", ask))


async def test_evidence_keeps_the_sentence_that_stood_in_an_older_version_only(ask, corrected):
    reply = await run(f"/evidence {corrected}", ask)
    told = text(reply)
    assert "Stood in an earlier version only" in told
    assert "Gunmen killed 12 people in Armadillo, the mayor said." in told
    assert [one["text"] for one in reply.data["earlier"]] == ["Gunmen killed 12 people in Armadillo, the mayor said."]


async def test_corrections_in_spanish(ask, corrected):
    told = text(await run("/correcciones", replace(ask, language="es")))
    assert "Corregido por el medio" in told
