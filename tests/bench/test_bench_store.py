"""The benches of the store and of commands run; how long they take is nobody's business here."""

from __future__ import annotations

from bot.commands import all_commands
from bot.store import cards, open_store
from tests.bench import bench_commands, bench_store


async def test_the_bench_of_the_store_runs(tmp_path):
    store = await open_store(tmp_path, now=bench_store.START)
    await bench_store.fill(store, 20, vocabulary=200)
    async with store.read() as tx:
        assert await cards.count(tx) == 20
    assert set(await bench_store.measured(store, rounds=1)) == set(bench_store.QUERIES)
    await store.close()


async def test_the_bench_of_commands_asks_every_command_something_that_it_answers(tmp_path):
    store = await open_store(tmp_path, now=bench_store.START)
    await bench_store.fill(store, 20, vocabulary=200)
    await bench_commands.deliver(store, 20)
    await bench_commands.tell(store, 20)
    took = await bench_commands.measured(store, rounds=1)
    asked = {name for name in all_commands() for line in took if line.startswith(f"/{name}")}
    assert asked == set(all_commands())
    refused = {line.partition(" ")[0] for line, (_, code) in took.items() if code}
    assert refused <= {"/deliveries", "/retract", "/follows", "/reports"}
    await store.close()
