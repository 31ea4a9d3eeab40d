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
from contextlib import closing
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
    with closing(sqlite3.connect(path)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'messages'").fetchall():
            return []  # the file is there before its table is
        return db.execute("SELECT channel, key FROM messages").fetchall()


@pytest.fixture
def services():
    """Those that were started; a test that fails leaves none of them behind."""
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for service in started:
        if service.poll() is None:
            kill(service)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_after_twenty_kills_every_card_stands_in_its_channel_exactly_once(tmp_path, services):
    desk = demo_desk(tmp_path / "desk")
    chance = random.Random(20261124)
    folders: list[Path] = []
    kills = starts = 0
    while kills < KILLS:
        if starts == 0:
            folders.append(tmp_path / f"data-{len(folders)}")
        # the first start in a folder is the service, which goes on reading; the others end by themselves when all is delivered
        service = start(desk, folders[-1], *(["--once"] if starts else []))
        services.append(service)
        await_a_message(folders[-1], service)
        time.sleep(chance.uniform(0, 0.6))
        starts += 1
        if service.poll() is None:
            kill(service)
            kills += 1
        else:
            starts = 0
    assert any(messages(folder) for folder in folders), "the kills came too early for anything to be posted"
    for folder in folders:
        services.append(start(desk, folder, "--once"))
        assert services[-1].wait(120) == 0
        assert_once(folder)


def await_a_message(data: Path, service: subprocess.Popen[bytes]) -> None:
    """Until the run has begun to post or has ended, so that kills fall among sends; long on a busy machine."""
    before, deadline = len(messages(data)), time.monotonic() + 60
    while time.monotonic() < deadline and len(messages(data)) == before and service.poll() is None:
        time.sleep(0.02)


def assert_once(data: Path) -> None:
    with sqlite3.connect(data / "briefbot.db") as db:
        owed = db.execute(
            "SELECT channel, key, state, kind || subject || revision FROM deliveries WHERE kind <> 'edit'"
        ).fetchall()
    posted = Counter(messages(data))
    assert len(owed) >= 12
    assert [row for row in owed if row[2] != "sent"] == []
    assert {(channel, key) for channel, key, *_ in owed} == set(posted)
    assert [found for found, times in posted.items() if times > 1] == []
    assert len({(channel, subject) for channel, _, _, subject in owed}) == len(owed)
