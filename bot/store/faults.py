"""What a database says when it refuses, as StoreErrors with a remedy. A fault of ours (a broken constraint) stays as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.model.errors import StoreError

_SQLITE = {
    sqlite3.SQLITE_FULL: "store-full",
    sqlite3.SQLITE_BUSY: "store-locked",
    sqlite3.SQLITE_LOCKED: "store-locked",
    sqlite3.SQLITE_CORRUPT: "store-corrupt",
    sqlite3.SQLITE_NOTADB: "store-corrupt",
    sqlite3.SQLITE_READONLY: "store-unwritable",
    sqlite3.SQLITE_CANTOPEN: "store-unwritable",
    sqlite3.SQLITE_PERM: "store-unwritable",
    sqlite3.SQLITE_IOERR: "store-broken",
}
_PRIMARY = 0xFF  # SQLite's extended codes carry the primary one in their lowest byte

_POSTGRESQL = {  # SQLSTATEs, and classes of them: the longest that fits counts
    "08": "store-unreachable",
    "25006": "store-unwritable",
    "28": "store-unreachable",
    "3D": "store-unreachable",
    "40P01": "store-locked",
    "42501": "store-unwritable",
    "53": "store-unreachable",
    "53100": "store-full",
    "55P03": "store-locked",
    "57P": "store-unreachable",
    "58030": "store-broken",
    "XX001": "store-corrupt",
    "XX002": "store-corrupt",
}


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Errors of the database leave this block as StoreErrors that name the database as `name`."""
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreError("store-locked", store=name) from error
    except DBAPIError as error:
        code = _code(error.orig) or ("store-unreachable" if _lost(error) else None)
        if code is None:
            raise
        raise StoreError(code, store=name) from error
    except sqlite3.Error as error:  # raised while a new connection is being prepared: nobody has wrapped it yet
        code = _code(error)
        if code is None:
            raise
        raise StoreError(code, store=name) from error


def _code(error: BaseException | None) -> str | None:
    if isinstance(error, sqlite3.Error):
        return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY)
    state = getattr(error, "sqlstate", None) or ""
    fitting = [begin for begin in _POSTGRESQL if state.startswith(begin)]
    return _POSTGRESQL[max(fitting, key=len)] if fitting else None


def _lost(error: DBAPIError) -> bool:
    """No answer at all: PostgreSQL could not be reached, or the connection broke."""
    reached = isinstance(error.orig, sqlite3.Error) or getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or (isinstance(error, OperationalError) and not reached)
