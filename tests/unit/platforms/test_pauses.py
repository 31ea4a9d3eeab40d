"""Pauses between tries grow, and are spread."""

from __future__ import annotations

import asyncio

from bot.platforms.pauses import Pauses, stopped


def test_pauses_double_up_to_the_longest():
    pauses = Pauses(first=2, longest=60, jitter=lambda: 1.0)
    assert [pauses.after(failures) for failures in (1, 2, 3, 6, 10_000)] == [2, 4, 8, 60, 60]


def test_half_of_a_pause_is_chance():
    assert Pauses(first=2, jitter=lambda: 0.0).after(1) == 1
    assert Pauses(first=2, jitter=lambda: 0.5).after(1) == 1.5


async def test_nobody_waits_longer_once_it_is_time_to_stop():
    stop = asyncio.Event()
    assert not await stopped(stop, 0)
    stop.set()
    assert await stopped(stop, 3_600)
