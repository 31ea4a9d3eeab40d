"""Killed at any moment, the service goes on where it was: every card stands in its channel exactly once."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.fakes.demo import demo_desk

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20


def start(desk: Path, data: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bot.cli", "run", "--config", str(desk), "--data", str(data), *more]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill(service: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the service and its workers, as a power cut would end them all."""
    os.killpg(service.pid, signal.SIGKILL)
    service.wait()


def messages(data: Path) -> list[tuple[str, str]]:
    path = data / "console.db"
    if not path.exists():
        return []
    with sqlite3.connect(path) as db:
        return db.execute("SELECT channel, key FROM messages").fetchall()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_after_twenty_kills_every_card_stands_in_its_channel_exactly_once(tmp_path):
    desk, data = demo_desk(tmp_path / "desk"), tmp_path / "data"
    chance = random.Random(20261124)
    seen: list[int] = []
    patience = 60.0
    for turn in range(KILLS):
        service = start(desk, data, *(["--once"] if turn % 2 else []))
        before = len(messages(data))
        # begin to count when the run has begun to post, or when it has nothing to post any more: kills then fall among sends
        began = time.monotonic()
        while time.monotonic() < began + patience and len(messages(data)) == before and service.poll() is None:
            time.sleep(0.02)
        if turn == 0:
            # how long a run takes to its first card is the measure of how busy this machine is
            patience = max(5.0, 3 * (time.monotonic() - began))
        time.sleep(chance.uniform(0, 0.6))
        if service.poll() is None:
            kill(service)
        seen.append(len(messages(data)))
    assert seen[0] < seen[-1], "the kills came too early for anything to be posted"
    last = start(desk, data, "--once")
    assert last.wait(120) == 0

    with sqlite3.connect(data / "briefbot.db") as db:
        owed = db.execute("SELECT channel, key, state, subject FROM deliveries WHERE kind = 'card'").fetchall()
    posted = Counter(messages(data))
    assert len(owed) >= 12
    assert [row for row in owed if row[2] != "sent"] == []
    assert {(channel, key) for channel, key, *_ in owed} == set(posted)
    assert [found for found, times in posted.items() if times > 1] == []
    assert len({(channel, subject) for channel, _, _, subject in owed}) == len(owed)
