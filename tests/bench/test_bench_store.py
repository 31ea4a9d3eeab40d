"""The bench runs; how long it takes is nobody's business here."""

from __future__ import annotations

from bot.store import cards, open_store
from tests.bench import bench_store


async def test_the_bench_of_the_store_runs(tmp_path):
    store = await open_store(tmp_path, now=bench_store.START)
    await bench_store.fill(store, 20, vocabulary=200)
    async with store.read() as tx:
        assert await cards.count(tx) == 20
    assert set(await bench_store.measured(store, rounds=1)) == set(bench_store.QUERIES)
    await store.close()
