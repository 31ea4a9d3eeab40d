"""How long the store takes to answer over many cards: `python -m tests.bench.bench_store [--cards 100000] [--url URL]`.

A database of `--url` that holds cards already is measured as it is.

The words are drawn with the frequencies of a language (Zipf), so that a search meets rare words and words in nearly every card.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.model.query import Query
from bot.store import cards, open_store, search
from tests.fakes.cards import card, figure, quote

START = datetime(2021, 1, 1, tzinfo=UTC)
LATE = START + timedelta(days=900)
WORDS = [f"word{number}" for number in range(30_000)]
WEIGHTS = [1 / rank for rank in range(1, len(WORDS) + 1)]
PEOPLE = [f"Person {letter} Name{number}" for number in range(50) for letter in "ABCDEFGHIJ"]
PLACES = [f"Place {number}" for number in range(300)]
TOPICS = [f"topic-{number}" for number in range(14)]
AT_ONCE = 500


def made(number, chance, vocabulary):
    words = chance.choices(vocabulary, k=250)
    speaker, place = chance.choice(PEOPLE), chance.choice(PLACES)
    said = f"“{' '.join(words[:12])}”, said {speaker}."
    text = f"{said} They counted {number + 10} homicides in {place}. {' '.join(words)}."
    return card(
        text,
        title=" ".join(words[:8]),
        outlet=f"Outlet {number % 40}",
        language="es" if number % 3 else "en",
        published=START + timedelta(minutes=25 * number),
        topics=chance.sample(TOPICS, 3),
        places=chance.sample(PLACES, 3),
        people=[speaker],
        quotes=[quote(text, " ".join(words[:12]), by=speaker, verb="said")],
        figures=[figure(text, str(number + 10), str(number + 10), unit="people", measure="homicides")],
    )


async def fill(store, count, vocabulary=2_000_000):
    chance = random.Random(1)
    vocabulary = chance.choices(WORDS, WEIGHTS, k=vocabulary)
    for first in range(0, count, AT_ONCE):
        some = [(number, made(number, chance, vocabulary)) for number in range(first, min(first + AT_ONCE, count))]
        async with store.begin() as tx:
            for number, one in some:
                await cards.insert(tx, one, identity=str(number), feed_id=f"feed {number % 60}", now=one.published)


QUERIES = {
    "latest": lambda tx: cards.latest(tx, limit=10),
    "get": lambda tx: cards.get(tx, "BB-2021-06-01-001"),
    "cards, rare word": lambda tx: search.cards(tx, Query(words=("word25000",)), limit=10),
    "cards, common word": lambda tx: search.cards(tx, Query(words=("word0",)), limit=10),
    "cards, two words": lambda tx: search.cards(tx, Query(words=("word3", "word400")), limit=10),
    "cards, phrase": lambda tx: search.cards(tx, Query(phrases=("word0 word1",)), limit=10),
    "cards, beginning": lambda tx: search.cards(tx, Query(words=("word29*",)), limit=10),
    "cards, topic": lambda tx: search.cards(tx, Query(topics=("topic-3",)), limit=10),
    "cards, outlet since": lambda tx: search.cards(tx, Query(outlets=("Outlet 7",), since=LATE), limit=10),
    "cards, place": lambda tx: search.cards(tx, Query(places=("place 17",)), limit=10),
    "cards, word topic": lambda tx: search.cards(tx, Query(words=("word7",), topics=("topic-3",)), limit=10),
    "cards, speaker": lambda tx: search.cards(tx, Query(speakers=("name7",)), limit=10),
    "quotes, speaker": lambda tx: search.quotes(tx, Query(speakers=("person a name7",)), limit=10),
    "quotes, word": lambda tx: search.quotes(tx, Query(words=("word50",)), limit=10),
    "figures, measure": lambda tx: search.figures(tx, Query(), measure="homicides", limit=10),
    "figures, measure topic": lambda tx: search.figures(tx, Query(topics=("topic-3",)), measure="homicides", limit=10),
    "complete a speaker": lambda tx: search.speakers(tx, "name7", limit=25),
    "complete a place": lambda tx: search.places(tx, "", limit=25),
    "outlets": search.outlets,
}


async def measured(store, rounds=7):
    """Query → median milliseconds."""
    took = {}
    for name, query in QUERIES.items():
        times = []
        for _ in range(rounds):
            async with store.read() as tx:
                begun = time.perf_counter()
                await query(tx)
                times.append(1000 * (time.perf_counter() - begun))
        took[name] = statistics.median(times)
    return took


async def main(count, url):
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(url or Path(folder), now=START)
        async with store.read() as tx:
            filled = await cards.count(tx)
        if not filled:
            begun = time.perf_counter()
            await fill(store, count)
            print(f"{count} cards put in, {count / (time.perf_counter() - begun):.0f} a second")
        for name, milliseconds in (await measured(store)).items():
            print(f"{milliseconds:9.1f} ms  {name}")
        await store.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--url", default=None)
    told = parser.parse_args()
    asyncio.run(main(told.cards, told.url))
