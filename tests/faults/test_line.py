"""The line dies at its n-th transaction, before or after the commit: started again, nothing is lost or doubled."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest

from bot.store import cards, deliveries
from tests.fakes.line import NOON, HandClock, feed, line, publish
from tests.fakes.outlets import outlets

SLUGS = ("c", "b", "a")
MOST = 40
"""More transactions than a whole run has: the loop ends by itself when a run outlives the fault."""


class Died(BaseException):
    """The process is gone: nothing below catches it."""


def mortal(store, n: int, *, committed: bool):
    """The store dies in its n-th transaction that writes."""
    begin, count = store.begin, 0

    @asynccontextmanager
    async def dying():
        nonlocal count
        count += 1
        dies = count == n
        async with begin() as tx:
            yield tx
            if dies and not committed:
                raise Died
        if dies:
            raise Died

    store.begin = dying


async def run(folder, site, clock, n: int | None, *, committed: bool = False) -> bool:
    """One life of the service; whether it died."""
    async with line(folder, site, clock=clock) as made:
        made.feeds += [feed(site), feed(site, "eco", "/other")]
        if n is not None:
            mortal(made.store, n, committed=committed)
        await made.polling.tick()
        tasks = list(made.polling._running.values())
        await made.polling.drain()
        return any(isinstance(task.exception(), Died) for task in tasks)


@pytest.mark.parametrize("committed", [False, True])
async def test_whenever_the_line_dies_each_article_is_one_card_owed_once(tmp_path, committed):
    async with outlets() as site:
        publish(site, *SLUGS, etag='"v1"')
        publish(site, *SLUGS[1:], path="/other", etag='"v2"')
        for n in range(1, MOST):
            folder, clock = tmp_path / str(n), HandClock(NOON)
            folder.mkdir()
            died = await run(folder, site, clock, n, committed=committed)
            clock.tick(hours=1)
            await run(folder, site, clock, None)
            async with line(folder, site, clock=clock) as made, made.store.read() as tx:
                kept = await cards.latest(tx, limit=100)
                owed = sum((await deliveries.counts(tx)).values())
            assert len(kept) == len(SLUGS), f"died in transaction {n}"
            assert owed == len(SLUGS), f"died in transaction {n}"
            if not died:
                assert n > len(SLUGS)
                return
    pytest.fail("the run never outlived the fault")
