from __future__ import annotations

import shutil

import pytest

from bot.store import open_store
from tests.fakes.databases import NOW


@pytest.fixture
async def fresh(tmp_path):
    """Opens a new, migrated SQLite store each time: a copy of one, so that hundreds of them cost little."""
    opened = await open_store(tmp_path / "template", now=NOW)
    await opened.close()
    stores = []

    async def make():
        folder = tmp_path / f"store-{len(stores)}"
        shutil.copytree(tmp_path / "template", folder)
        stores.append(await open_store(folder, now=NOW))
        return stores[-1]

    yield make
    for one in stores:
        await one.close()
