"""Every command that readers have answers over each database, and alike."""

from __future__ import annotations

import pytest

from bot.commands import all_commands, run
from bot.layout.text import plain
from bot.model.query import Query
from bot.store import search

FIRST = "BB-2026-11-24-001"
LINES = {
    "ask": ("/ask how many homicides were counted in 2025?", "2,500 homicides in 2025"),
    "card": (f"/card {FIRST} part:quotes", "We will not rest"),
    "channels list": ("/channels list", "homicidios"),
    "condense": ("/condense https://other.example/a", "Condensed for you alone."),
    "corrections": ("/corrections", "No article that became a card has changed since."),
    "digest preview": ("/digest preview homicidios", "So would homicidios read its digest"),
    "digest now": ("/digest now since:2020", "Homicides fall in Guanajuato"),
    "evidence": (f"/evidence {FIRST}", "▸Homicides fell in Guanajuato.◂"),
    "feeds list": ("/feeds list", "ejemplo-seguridad"),
    "figures": ("/figures homicides place:Guanajuato", "No chart"),
    "follows add": ("/follow topic:homicides", "Homicides"),
    "follows list": ("/follows", "follow nothing yet"),
    "help": ("/help", "/evidence"),
    "latest": ("/latest", "Decomiso en Culiacán"),
    "memo": (f"/memo {FIRST}", "[1] The Example"),
    "place": ("/place guanajuato", "Named on 1 card"),
    "quotes": ("/quotes order:oldest", "No habrá impunidad"),
    "report": (f"/report {FIRST} wrong", "is marked"),
    "said": ("/said Mora impunidad", "No habrá impunidad"),
    "saved add": (f"/save {FIRST}", "is kept for you"),
    "saved list": ("/saved", "You keep no card"),
    "search": ("/search homicid* -guardia", "Homicides fall in Guanajuato"),
    "status": ("/status", "2 cards"),
    "story": ("/story homicides", "1 outlet, 1 independent text"),
    "timeline": ("/timeline topic:homicides", "1 event"),
    "follows remove": ("/unfollow homicides", "You do not follow"),
    "saved remove": (f"/unsave {FIRST}", "was not kept"),
    "who": ("/who ruiz", "Ana Ruiz"),
    "why": (f"/why {FIRST}", "keeps no record"),
}


def test_every_command_of_readers_is_here():
    assert set(LINES) == {name for name, command in all_commands().items() if command.needs == "reader"}


@pytest.mark.parametrize("name", LINES)
async def test_a_command_answers_over_each_database(name, ask):
    line, words = LINES[name]
    assert words in plain((await run(line, ask)).blocks)


@pytest.mark.parametrize("words", [("homicid*",), ("homicidios",), ("homicides", "guanajuato"), ("–",), ("nothing",)])
async def test_what_a_question_counts_and_reads_is_what_a_search_finds(words, ask):
    query = Query(words=words)
    async with ask.store.read() as tx:
        found = await search.cards(tx, query, limit=10)
        assert await search.newest(tx, query, limit=10) == found.items
        assert await search.how_many(tx, query, most=10) == found.total
        assert await search.how_many(tx, query, most=1) == min(1, found.total)
