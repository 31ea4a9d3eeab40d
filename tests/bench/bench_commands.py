"""How long each command takes to answer over many cards: `python -m tests.bench.bench_commands [--cards 100000] [--url URL]`.

A database of `--url` that holds cards already is measured as it is. The bar: a second.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.commands import run
from bot.store import cards, open_store
from tests.bench.bench_store import fill
from tests.fakes.asking import an_ask

ROUNDS = 3
# A question meets words in their forms, by their beginnings: words are asked that few others begin like, as in a language.
LINES = (
    "/latest",
    "/search word1",
    "/search word1 word2 -word3",
    "/search word2000",
    '/quotes "word1 word2"',
    "/said Name7",
    "/said Name7 word1",
    "/figures homicides",
    '/figures homicides place:"Place 7"',
    "/figures word1",
    "/who Person A Name7",
    "/place Place 7",
    "/ask how many homicides were counted in Place 7?",
    "/ask who said that homicides were counted in Place 7?",
    "/ask homicides",
    "/card {card}",
    "/evidence {card}",
    "/why {card}",
    "/memo {card}",
    "/save {card}",
    "/saved",
    "/follow word1 word2",
    "/report {card} wrong",
)


async def measured(url, count):
    """The median of each line's times, in seconds."""
    store = await open_store(url, now=datetime.now(UTC))
    try:
        async with store.read() as tx:
            held = await cards.count(tx)
        if not held:
            await fill(store, count)
        async with store.read() as tx:
            (last,) = await cards.latest(tx, limit=1)
        ask = an_ask(store)
        found = {}
        for line in LINES:
            times = []
            for _ in range(ROUNDS):
                begun = time.perf_counter()
                reply = await run(line.format(card=last.card.id), ask)
                times.append(time.perf_counter() - begun)
                assert reply.exit_code == 0, line
            found[line] = statistics.median(times)
        return found
    finally:
        await store.close()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--cards", type=int, default=100_000)
    options.add_argument("--url")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measured(given.url or Path(folder), given.cards))
    for line, seconds in sorted(found.items(), key=lambda pair: -pair[1]):
        print(f"{seconds * 1000:8.0f} ms  {line}")


if __name__ == "__main__":
    main()
