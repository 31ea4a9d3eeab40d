"""SIGKILL, for true: a process that delivers to a chat of its own file is killed at random moments and started again."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from bot.model.chat import Debt, DeliveryKind
from bot.store import deliveries, open_store
from tests.fakes.chat import message, place

pytestmark = pytest.mark.slow

CARDS = 60
KILLS = 10

DELIVERING = """
import asyncio, sqlite3, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from bot.model.chat import Ref
from bot.outbox import Outbox, Terms
from bot.store import open_store

class Clock:
    def now(self):
        return datetime.now(UTC)

class Chat:
    name = "fake"
    limits = None

    def __init__(self, file):
        self.log = sqlite3.connect(file, isolation_level=None)

    async def post(self, place, message, *, key):
        await asyncio.sleep(0.002)
        self.log.execute("INSERT INTO posts (key, words) VALUES (?, ?)", (key, message.summary))
        await asyncio.sleep(0.002)
        return Ref(place=place, message=key)

    async def find(self, place, key, since):
        found = self.log.execute("SELECT key FROM posts WHERE key = ?", (key,)).fetchone()
        return Ref(place=place, message=key) if found else None

async def main(folder):
    clock = Clock()
    store = await open_store(folder, now=clock.now())
    second = timedelta(seconds=1)
    terms = Terms(lease=second * 0.2, send_limit=second * 0.1, grace=second * 0.05)
    outbox = Outbox(store, {"fake": Chat(folder / "chat.db")}, clock, terms=terms)
    print("delivering", flush=True)
    while (due := await outbox.next_due()) is not None:
        await asyncio.sleep(due)
        await outbox.deliver_once()
    await store.close()

asyncio.run(main(Path(sys.argv[1])))
"""


def _live_and_die(folder, root):
    """Start and kill it again and again, then let it come to its end; how often it was killed."""
    chance = random.Random(20261124)
    command = [sys.executable, "-c", DELIVERING, folder]
    killed = 0
    for _ in range(KILLS):
        with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE) as process:
            assert process.stdout.readline() == b"delivering\n"
            try:
                process.wait(chance.uniform(0.02, 0.5))
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
    subprocess.run(command, cwd=root, check=True, timeout=120, stdout=subprocess.DEVNULL)
    return killed


async def test_after_any_number_of_kills_each_card_is_in_its_channel_once(tmp_path, request):
    words = [f"card {number:02d}" for number in range(CARDS)]
    store = await open_store(tmp_path, now=datetime.now(UTC))
    debts = [Debt(place=place(), kind=DeliveryKind.CARD, subject=word, revision=0, message=message(word)) for word in words]
    async with store.begin() as tx:
        await deliveries.owe(tx, debts, datetime.now(UTC))
    await store.close()
    log = sqlite3.connect(tmp_path / "chat.db", isolation_level=None)
    log.execute("PRAGMA journal_mode = WAL")
    log.execute("CREATE TABLE posts (number INTEGER PRIMARY KEY, key TEXT, words TEXT)")
    killed = await asyncio.to_thread(_live_and_die, tmp_path, request.config.rootpath)
    posted = [row[0] for row in log.execute("SELECT words FROM posts ORDER BY number")]
    log.close()
    assert posted == words
    assert killed >= 3
