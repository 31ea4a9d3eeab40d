"""What all tests share: the two databases, and a loop that is not closed while a database's thread still reports to it."""

from __future__ import annotations

import inspect

import pytest

from tests.fakes.databases import all_quiet, database, kind, postgresql, prepared, store

__all__ = ["database", "kind", "postgresql", "prepared", "store"]


@pytest.fixture
async def quiet():
    yield
    await all_quiet()


def pytest_collection_modifyitems(items):
    """Asked for first, so that it is torn down last: after every store of the test is closed, before its loop is."""
    for item in items:
        if inspect.iscoroutinefunction(getattr(item, "obj", None)):
            item.fixturenames.insert(0, "quiet")
