"""CPU work in processes: results come back, errors keep their code, what is stuck is stopped, and the others go on."""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.app.workers import Workers
from bot.model.errors import SourceError
from bot.model.feeds import Article
from tests.fakes.line import DESK

NOW = datetime(2026, 11, 24, tzinfo=UTC)
TEXT = "Six people were killed in Sonora, Mexico, on Monday, prosecutors said. The homicide file names no suspect."

pytestmark = pytest.mark.slow


def _sleep() -> None:
    time.sleep(60)


def _die() -> None:
    os._exit(3)


async def test_a_worker_condenses_for_the_desk_it_was_started_with():
    async with Workers(DESK, count=1) as workers:
        card = await workers.condense(Article(text=TEXT, title="Homicides in Sonora", language="en"))
        assert [topic.id for topic in card.topics] == ["homicides"]


async def test_a_changed_desk_is_read_with_from_then_on_and_what_was_given_out_before_ends_with_its_own():
    mended = replace(DESK, topics=tuple(replace(topic, id=f"{topic.id}-mended") for topic in DESK.topics))
    article = Article(text=TEXT, title="Homicides in Sonora", language="en")
    async with Workers(DESK, count=1) as workers:
        before = asyncio.ensure_future(workers.condense(article))
        await asyncio.sleep(0)  # the job is given out before the desk changes
        workers.renew(mended)
        after = await workers.condense(article)
        assert [topic.id for topic in (await before).topics] == ["homicides"]
        assert [topic.id for topic in after.topics] == ["homicides-mended"]


async def test_another_outlet_starts_no_new_processes():
    async with Workers(DESK, count=1) as workers:
        first = await workers._run(os.getpid)
        workers.renew(replace(DESK, outlets=()))
        assert await workers._run(os.getpid) == first
        workers.renew(replace(DESK, topics=()))
        assert await workers._run(os.getpid) != first


async def test_an_error_crosses_from_the_worker_with_its_code_and_parameters():
    async with Workers(DESK, count=1) as workers:
        with pytest.raises(SourceError) as caught:
            await workers.parse(
                b"<html><body>No feed</body></html>", url="https://a.example/", content_type="text/html", now=NOW
            )
        assert caught.value.code == "feed-is-html"
        assert caught.value.params["url"] == "https://a.example/"


async def test_what_is_stuck_or_dies_is_told_and_the_next_job_is_done():
    async with Workers(DESK, count=1, limit=3) as workers:
        with pytest.raises(SourceError, match="worker-overdue"):
            await workers._run(_sleep)
        with pytest.raises(SourceError, match="worker-died"):
            await workers._run(_die)
        assert (await workers.condense(Article(text=TEXT, language="en"))).text == TEXT
