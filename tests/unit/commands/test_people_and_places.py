"""`/who`, `/place`, `/said`: what the desk and the cards know of a person or a place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.commands import run
from bot.layout.text import plain
from bot.model.chat import Strong, Table
from bot.model.desk import GazetteerPlace, Holder, Office, Person
from bot.store import cards
from tests.fakes.asking import DESK, NOW
from tests.fakes.cards import card, figure, quote

OLD = "“We are at the beginning,” Ana Ruiz said. León counted 12 homicides."


@pytest.fixture
async def asked(ask):
    office = Office(
        id="prosecutor-gto",
        country="MX",
        titles={"en": ("state prosecutor",), "es": ("fiscal del estado",)},
        holders=(
            Holder(person="ana-ruiz", since=date(2015, 1, 1), until=date(2019, 6, 1)),
            Holder(person="ana-ruiz", since=date(2024, 3, 1)),
            Holder(person="someone-else", since=date(2019, 6, 1), until=date(2024, 3, 1)),
        ),
    )
    places = (
        GazetteerPlace(id="mx", name="México", kind="country", country="MX"),
        GazetteerPlace(id="gto", name="Guanajuato", kind="state", country="MX", within="mx", aliases=("Gto.",)),
        GazetteerPlace(id="leon", name="León", kind="municipality", country="MX", within="gto"),
        GazetteerPlace(id="leon-2", name="León", kind="city", country="ES"),
    )
    people = (Person(id="ana-ruiz", name="Ana Ruiz", aliases=("La Fiscal",)),)
    older = card(
        OLD,
        title="A beginning",
        published=datetime(2026, 11, 1, tzinfo=UTC),
        people=("Ana Ruiz",),
        places=("León", "Guanajuato"),
        quotes=(quote(OLD, "We are at the beginning,", by="Ana Ruiz"),),
        figures=(figure(OLD, "12 homicides", "12", unit="homicides", measure="homicides", place="León"),),
    )
    async with ask.store.begin() as tx:
        await cards.insert(tx, older, identity="older", feed_id=None, now=NOW)
    return replace(ask, desk=replace(DESK, offices=(office,), places=places, people=people))


def text(reply):
    return plain(reply.blocks)


async def test_said_is_in_order_of_time_and_of_that_speaker_alone(asked):
    reply = await run("/said Ruiz", asked)
    assert [one["text"] for one in reply.data["quotes"]] == [
        "We are at the beginning,",
        "We will not rest, and we will not look away,",
    ]
    assert (await run("/said Ruiz look", asked)).data["total"] == 1
    for order, first in (("order:oldest", "We are at the beginning,"), ("", "We will not rest, and we will not look away,")):
        assert (await run(f"/quotes speaker:Ruiz {order}", asked)).data["quotes"][0]["text"] == first


async def test_a_person_is_found_by_any_name_with_offices_quotes_and_cards(asked):
    reply = await run("/who la fiscal", asked)
    told = text(reply)
    assert told.startswith("Ana Ruiz\nAlso called: La Fiscal")
    assert "state prosecutor (Mexico) · since Mar 1, 2024" in told
    assert "state prosecutor (Mexico) · from Jan 1, 2015 until Jun 1, 2019" in told
    assert "Latest of 2 quotes" in told
    assert [one["title"] for one in reply.data["cards"]] == ["A beginning"]
    assert '/said speaker:"Ana Ruiz"' in told


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("/who Ana Ruiz", [True, False]),
        ("/who Ana Ruiz on:2016", [False, True]),
        ("/quién Ana Ruiz fecha:2021", [False, False]),
        ("/who Ana Ruiz on:2019-06-01", [False, False]),
        ("/who Ana Ruiz on:2019-05-31", [False, True]),
    ],
)
async def test_the_office_held_on_the_day_is_told_apart(asked, line, held):
    reply = await run(line, asked)
    assert [office["held"] for office in reply.data["offices"]] == held
    marked = [i.text for b in reply.blocks for item in getattr(b, "items", ()) for i in item if isinstance(i, Strong)]
    assert sum("prosecutor" in one or "fiscal" in one for one in marked) == sum(held)


async def test_somebody_whom_only_a_card_names_is_found_and_nobody_is_made_up(asked):
    assert text(await run("/who luis mora", asked)).startswith("Luis Mora")
    assert (await run("/who Ana Ruis", asked)).data["error"] == "person-unknown-near"
    assert (await run("/who Xqzt", asked)).data["error"] == "person-unknown"


async def test_a_place_says_what_it_is_and_lies_in_with_figures_of_it_alone(asked):
    reply = await run("/place leon", asked)
    told = text(reply)
    assert "municipality · in Guanajuato, México" in told
    assert "• city" in told  # a namesake
    (table,) = [block for block in reply.blocks if isinstance(block, Table)]
    assert len(table.rows) == 1
    assert [one["title"] for one in reply.data["cards"]] == ["A beginning"]
    state = await run("/lugar gto.", replace(asked, language="es"))
    assert "estado · en México · también Gto." in text(state)
    assert state.data["figures"] == []
    assert len(state.data["cards"]) == 2
    assert (await run("/place Guanajuata", asked)).data["error"] == "place-unknown-near"
