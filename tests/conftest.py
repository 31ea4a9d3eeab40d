"""What all tests share: the two databases, and a loop that is not closed while a database's thread still reports to it."""

from __future__ import annotations

import gc
import inspect
from datetime import timedelta

import pytest
from hypothesis import settings

from tests.fakes.databases import all_quiet, database, kind, postgresql, prepared, store

__all__ = ["database", "kind", "postgresql", "prepared", "store"]

# the fifth of a second that is the default is missed by a machine that does something else as well; what hangs still fails
settings.register_profile("unhurried", settings.get_profile(settings.get_current_profile_name()), deadline=timedelta(seconds=5))
settings.load_profile("unhurried")


@pytest.fixture
async def quiet():
    yield
    # what a test leaves unclosed in a circle ends now, while its loop is open, and is told as that test's; else whichever test
    # runs when Python looks would fail for it
    gc.collect()
    gc.freeze()  # what has outlived it (modules, caches) need not be looked at again
    await all_quiet()


def pytest_collection_modifyitems(items):
    """Asked for first, so that it is torn down last: after every store of the test is closed, before its loop is."""
    for item in items:
        if inspect.iscoroutinefunction(getattr(item, "obj", None)):
            item.fixturenames.insert(0, "quiet")
