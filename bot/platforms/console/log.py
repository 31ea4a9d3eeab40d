"""The console's channels: a log of their own, in a file of their own.

It is committed apart from the store, as a message on Discord or Slack is, so that posting exactly once has to be earned here
too: nothing in this file keeps a message from being written twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import aiosqlite

from bot.model.chat import Message
from bot.store.messages import dumps, loads

_SCHEMA = """
CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    thread TEXT NOT NULL,
    key TEXT NOT NULL,
    posted_at TEXT NOT NULL,
    edited_at TEXT,
    message TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS messages_by_channel ON messages (channel, thread, id);
CREATE INDEX IF NOT EXISTS messages_by_key ON messages (key);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A message as it stands in a channel. `thread`: the id of the message it answers, or empty."""

    id: int
    channel: str
    thread: str
    key: str
    posted_at: datetime
    edited_at: datetime | None
    message: Message


class ConsoleLog:
    """`async with ConsoleLog(path) as log`. Every write is committed before it returns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: aiosqlite.Connection | None = None

    async def __aenter__(self) -> Self:
        # each statement commits itself: a write whose caller was cancelled is either in the log or not, never in between
        self._db = await aiosqlite.connect(self._path, isolation_level=None)
        await self._db.execute("PRAGMA journal_mode=WAL")
        await self._db.executescript(_SCHEMA)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._open.close()
        self._db = None

    @property
    def _open(self) -> aiosqlite.Connection:
        if self._db is None:
            raise RuntimeError("the console's log is closed")
        return self._db

    async def append(self, channel: str, thread: str, key: str, message: Message, now: datetime) -> int:
        """Writes the message at the channel's end; its id."""
        sql = "INSERT INTO messages (channel, thread, key, posted_at, message) VALUES (?, ?, ?, ?, ?)"
        cursor = await self._open.execute(sql, (channel, thread, key, _text(now), dumps(message)))
        return int(cursor.lastrowid or 0)

    async def change(self, id: int, message: Message, now: datetime) -> bool:  # noqa: A002 - the column's name
        """Replaces the message's words; False where it is not there (any more)."""
        sql = "UPDATE messages SET message = ?, edited_at = ? WHERE id = ?"
        cursor = await self._open.execute(sql, (dumps(message), _text(now), id))
        return cursor.rowcount > 0

    async def find(self, channel: str, thread: str, key: str, since: datetime) -> int | None:
        """The first message in that place that bears the key, posted at `since` or later."""
        sql = "SELECT id FROM messages WHERE key = ? AND channel = ? AND thread = ? AND posted_at >= ? ORDER BY id LIMIT 1"
        rows = await self._open.execute_fetchall(sql, (key, channel, thread, _text(since)))
        return next((int(row[0]) for row in rows), None)

    async def channels(self) -> dict[str, int]:
        """The channels that hold messages, with how many."""
        rows = await self._open.execute_fetchall("SELECT channel, count(*) FROM messages GROUP BY channel ORDER BY channel")
        return {str(channel): int(count) for channel, count in rows}

    async def last(self) -> int:
        """The id of the newest message of all channels; 0 in an empty log."""
        rows = await self._open.execute_fetchall("SELECT coalesce(max(id), 0) FROM messages")
        return next(int(row[0]) for row in rows)

    async def newest(self, channel: str, *, limit: int, before: int | None = None) -> Sequence[Posted]:
        """What stands in the channel itself, newest first, below the id `before` where given: of the answers in threads only
        those that are shown there too."""
        sql = f"{_SELECT} WHERE channel = ? AND id < ? AND (thread = '' OR {_BROADCAST}) ORDER BY id DESC LIMIT ?"
        return await self._read(sql, (channel, 2**62 if before is None else before, limit))

    async def answers(self, channel: str, threads: Sequence[int]) -> Sequence[Posted]:
        """What stands in the threads that hang on these messages, in order of time."""
        sql = f"{_SELECT} WHERE channel = ? AND thread IN ({', '.join('?' * len(threads))}) ORDER BY id"
        return await self._read(sql, (channel, *(str(thread) for thread in threads)))

    async def after(self, channel: str, id: int) -> Sequence[Posted]:  # noqa: A002 - the column's name
        """What came after the message `id`, in the channel or in a thread, newest first."""
        return await self._read(f"{_SELECT} WHERE channel = ? AND id > ? ORDER BY id DESC", (channel, id))

    async def _read(self, sql: str, values: tuple[str | int, ...]) -> Sequence[Posted]:
        return [_posted(row) for row in await self._open.execute_fetchall(sql, values)]


_SELECT = "SELECT id, channel, thread, key, posted_at, edited_at, message FROM messages"
_BROADCAST = "coalesce(json_extract(message, '$.broadcast'), 0)"


def _text(at: datetime) -> str:
    """In UTC, so that times compare as texts do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _posted(row: aiosqlite.Row) -> Posted:
    return Posted(
        id=row[0],
        channel=row[1],
        thread=row[2],
        key=row[3],
        posted_at=datetime.fromisoformat(row[4]),
        edited_at=datetime.fromisoformat(row[5]) if row[5] else None,
        message=loads(row[6]),
    )
