"""How often a host is asked."""

import asyncio

from bot.sources.fetch.pace import Pace


class _Time:
    """A clock that moves only when somebody sleeps."""

    def __init__(self):
        self.at = 0.0
        self.slept = []

    def now(self):
        return self.at

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.at += seconds


def _pace(clock, **changed):
    return Pace(**({"gap": 2.0, "per_host": 2, "at_once": 8, "time": clock.now, "sleep": clock.sleep} | changed))


async def test_two_requests_to_a_host_start_a_gap_apart():
    clock = _Time()
    pace = _pace(clock)
    for _ in range(3):
        async with pace.turn("a.example"):
            pass
    assert clock.slept == [2.0, 2.0]


async def test_two_hosts_do_not_wait_for_each_other():
    clock = _Time()
    pace = _pace(clock)
    for host in ("a.example", "b.example"):
        async with pace.turn(host):
            pass
    assert clock.slept == []


async def test_a_crawl_delay_widens_the_gap_and_a_small_one_does_not_narrow_it():
    clock = _Time()
    pace = _pace(clock)
    for gap in (5.0, 0.5, 0.0):
        async with pace.turn("a.example", gap=gap):
            pass
    assert clock.slept == [5.0, 2.0]


async def test_a_host_serves_only_so_many_at_once():
    clock = _Time()
    pace = _pace(clock, gap=0.0, per_host=2)
    inside, most, release = 0, 0, asyncio.Event()

    async def visit():
        nonlocal inside, most
        async with pace.turn("a.example"):
            inside += 1
            most = max(most, inside)
            if inside == 2:
                release.set()
            await release.wait()
            inside -= 1

    await asyncio.gather(*(visit() for _ in range(6)))
    assert most == 2


async def test_a_host_that_asked_to_be_left_alone_is_held_until_then():
    clock = _Time()
    pace = _pace(clock)
    pace.hold("a.example", 60)
    assert pace.held("a.example") == 60
    assert pace.held("b.example") == 0
    clock.at = 61
    assert pace.held("a.example") == 0


async def test_hosts_that_owe_no_wait_are_forgotten():
    clock = _Time()
    pace = _pace(clock, gap=0.0)
    for number in range(5000):
        async with pace.turn(f"{number}.example"):
            pass
        clock.at += 1
    assert len(pace._lanes) <= 1024
