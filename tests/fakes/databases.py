"""Real databases to throw away: a file of SQLite, and a cluster of PostgreSQL of our own where a server is installed.

A directory of tests takes the fixtures into its conftest: database, kind, postgresql, prepared, store.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import weakref
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psycopg
import pytest

from bot.store import open_store
from tests.tools import need

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)

_numbers = count(1)
_given_up: weakref.WeakSet[threading.Thread] = weakref.WeakSet()


@pytest.fixture(scope="session")
def postgresql():
    """The socket's folder of a running cluster that trusts everybody on this machine and syncs nothing."""
    initdb, postgres = need("initdb"), need("postgres")
    user = "nobody" if os.geteuid() == 0 else None  # the server refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="briefbot-pg-", dir="/tmp"))  # a socket's path has to be short
    if user:
        shutil.chown(folder, user)
    quiet = {"cwd": folder, "user": user, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    data = folder / "data"
    options = ["--no-sync", "--encoding=UTF8", "--locale=C", "--auth=trust", "--username=briefbot"]
    subprocess.run([initdb, "-D", data, *options], check=True, **quiet)
    settings = ["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200"]
    server = subprocess.Popen([postgres, "-D", data, "-k", folder, *settings], **quiet)
    try:
        _wait_for(folder)
        yield folder
    finally:
        server.send_signal(signal.SIGINT)  # at once; after SIGTERM it would wait for its clients to leave
        server.wait()
        shutil.rmtree(folder)


def _wait_for(folder):
    for _ in range(600):
        try:
            psycopg.connect(host=str(folder), user="briefbot", dbname="postgres", connect_timeout=5).close()
        except psycopg.OperationalError:
            _pause()
        else:
            return
    pytest.fail("PostgreSQL does not start")


def _pause():
    # nothing tells a client when the server is up: it has to be asked again
    subprocess.run(["sleep", "0.05"], check=True)


def _create(folder, name, template="template0"):
    with psycopg.connect(host=str(folder), user="briefbot", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return f"postgresql://briefbot@/{name}?host={folder}"


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request):
    return request.param


@pytest.fixture
def database(kind, request, tmp_path):
    """The URL of an empty database, of each kind."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    return _create(request.getfixturevalue("postgresql"), f"empty_{next(_numbers)}")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """Where the migrated databases are that every `store` is a copy of, by kind; made when first asked for."""
    return {"folder": tmp_path_factory.mktemp("prepared")}


@pytest.fixture
async def store(kind, request, tmp_path, prepared):
    """An open store on a migrated database, of each kind."""
    if kind == "sqlite":
        template = prepared["folder"] / "template.db"
        if not template.exists():
            await (await open_store(f"sqlite:///{template}", now=NOW)).close()
        shutil.copy(template, tmp_path / "store.db")
        url = f"sqlite:///{tmp_path / 'store.db'}"
    else:
        folder = request.getfixturevalue("postgresql")
        if kind not in prepared:
            await (await open_store(_create(folder, "prepared"), now=NOW)).close()
            prepared[kind] = "prepared"
        url = _create(folder, f"store_{next(_numbers)}", prepared[kind])
    opened = await open_store(url, now=NOW)
    yield opened
    await opened.close()


async def all_quiet():
    """Wait for the threads of connections that a cancelled task gave up: they report to this loop, which is closed next.

    Ten seconds for all of them together, and once for each: one that never ends holds up the test that has left it, not every
    test that comes after.
    """
    left = [one for one in threading.enumerate() if "_connection_worker_thread" in one.name and one not in _given_up]
    if left:
        await asyncio.to_thread(_join, left, time.monotonic() + 10)


def _join(threads, until):
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
        if thread.is_alive():
            _given_up.add(thread)
