"""One service a data folder: two would poll every feed twice. The lock is the kernel's and goes when its holder does."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.model.errors import StoreError, UsageError

FILE = "briefbot.lock"


def make(folder: Path) -> None:
    """Make the data folder where it is missing. Raises StoreError `store-unwritable`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("store-unwritable", store=str(folder)) from error


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Hold the data folder, which is made where it is missing, until the block ends.

    Raises UsageError `already-running`, naming the folder and the other's process, or StoreError `store-unwritable`.
    """
    make(folder)
    try:
        file = os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError("store-unwritable", store=str(folder)) from error
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            pid = os.pread(file, 32, 0).decode("ascii", "replace").strip()
            raise UsageError("already-running", folder=str(folder), pid=pid or "?") from error
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()}\n".encode("ascii"), 0)
        yield
    finally:
        os.close(file)
