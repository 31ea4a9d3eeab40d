"""A database's own words for what is wrong, and ours."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.languages import texts
from bot.model.errors import StoreError
from bot.store import faults


def postgresql(state):
    error = psycopg.OperationalError("x")
    error.sqlstate = state
    return OperationalError("SELECT", {}, error)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PoolTimeoutError("x"), "store-locked"),
        (postgresql("53100"), "store-full"),
        (postgresql("53300"), "store-unreachable"),
        (postgresql("57P01"), "store-unreachable"),
        (postgresql("28P01"), "store-unreachable"),
        (postgresql("25006"), "store-unwritable"),
        (postgresql("XX001"), "store-corrupt"),
        (postgresql(None), "store-unreachable"),
    ],
)
def test_a_refusal_is_named(error, code):
    with pytest.raises(StoreError) as caught, faults.translated("here"):
        raise error
    assert caught.value.code == code
    assert caught.value.params == {"store": "here"}


@pytest.mark.parametrize(
    "error",
    [
        IntegrityError("INSERT", {}, sqlite3.IntegrityError("x")),
        DBAPIError("SELECT", {}, psycopg.errors.UndefinedTable("x")),
        sqlite3.ProgrammingError("x"),
        ValueError("x"),
    ],
)
def test_a_mistake_of_ours_stays_what_it_is(error):
    with pytest.raises(type(error)), faults.translated("here"):
        raise error


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_refusal_has_its_words(language):
    codes = {*faults._SQLITE.values(), *faults._POSTGRESQL.values(), "store-newer", "store-foreign"}
    assert len(codes) > 5
    for code in codes:
        told = texts(language).error(StoreError(code, store="here", version="9"))
        assert all(told), code
        assert f"errors.{code}.what" in texts(language).keys()  # noqa: SIM118 - `keys` is a method of its own
