"""CPU work in processes that can be killed at a time limit: parsing, extraction and condensing never hold up the loop."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import TimeoutError as Overdue
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from bot.condense import condense
from bot.model.cards import Card
from bot.model.desk import Desk
from bot.model.errors import SourceError
from bot.model.feeds import Article, Entry
from bot.sources.articles import Extracted, extract
from bot.sources.feeds import ParsedFeed, parse

Result = TypeVar("Result")

LIMIT = 30.0
"""Seconds of one job. The longest that real input has been seen to take is under three; beyond this it is stuck."""

_desk = Desk()
"""In a worker: the desk it was started with, so that it is compiled once and not sent with every article."""


class Workers:
    """`async with Workers(desk) as workers: card = await workers.condense(article)`.

    A job that takes longer than `limit`, or whose process dies, raises `SourceError` (`worker-overdue`, `worker-died`); its
    process is replaced and the others go on.
    """

    def __init__(self, desk: Desk, *, count: int | None = None, limit: float = LIMIT) -> None:
        self._limit = limit
        self._count = count or max(1, min(4, os.cpu_count() or 1))
        self._desk = desk
        self._pool = self._open()
        self._leaving: dict[asyncio.Future[None], ProcessPool] = {}

    def renew(self, desk: Desk) -> None:
        """Jobs from now on are done with this desk; those that were given out before end with theirs. Outlets alone make no
        difference to them."""
        if replace(desk, outlets=()) == replace(self._desk, outlets=()):
            return
        self._desk = desk
        self._pool.close()  # type: ignore[no-untyped-call]  # as in `__aexit__`
        ending = asyncio.ensure_future(asyncio.to_thread(self._pool.join))
        self._leaving[ending] = self._pool
        ending.add_done_callback(lambda _: self._leaving.pop(ending, None))
        self._pool = self._open()

    def _open(self) -> ProcessPool:
        """Its processes start with the first job."""
        return ProcessPool(
            max_workers=self._count,
            initializer=_begin,
            initargs=(self._desk,),
            # a fork of a process with threads (the database has one) may inherit a lock that nobody will ever free
            context=multiprocessing.get_context("spawn"),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        leaving = dict(self._leaving)
        for pool in (*leaving.values(), self._pool):
            pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves its own method untyped
        await asyncio.gather(*leaving, asyncio.to_thread(self._pool.join))

    async def parse(self, body: bytes, *, url: str, content_type: str | None, now: datetime) -> ParsedFeed:
        return await self._run(parse, body, url=url, content_type=content_type, now=now)

    async def extract(self, body: bytes, *, url: str, entry: Entry, content_type: str | None) -> Extracted:
        return await self._run(extract, body, url=url, entry=entry, content_type=content_type)

    async def condense(self, article: Article) -> Card:
        return await self._run(_condense, article)

    async def _run(self, job: Callable[..., Result], *args: object, **kwargs: object) -> Result:
        future = self._pool.schedule(job, args=args, kwargs=kwargs, timeout=self._limit)
        try:
            result: Result = await asyncio.wrap_future(future)
        except Overdue as error:
            raise SourceError("worker-overdue", seconds=self._limit) from error
        except ProcessExpired as error:
            raise SourceError("worker-died", exit=error.exitcode or 0) from error
        return result


def _begin(desk: Desk) -> None:
    global _desk  # noqa: PLW0603 - a worker process has one desk for its whole life
    _desk = desk
    # Ctrl+C reaches the whole group; the service lets its workers finish and stops them itself
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _condense(article: Article) -> Card:
    return condense(article, _desk)
