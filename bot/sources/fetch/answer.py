"""What comes back, and how its headers are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from bot.model.errors import SourceError
from bot.sources.addresses import shown

Kind = Literal["feed", "page", "robots"]
_LONGEST_HOLD = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds and bytes. `gap`: between the starts of two requests to one host; `whole`: all hops together, waiting for a turn
    not counted."""

    connect: float = 10.0
    first_byte: float = 20.0
    whole: float = 60.0
    feed_bytes: int = 10 * 1024 * 1024
    page_bytes: int = 5 * 1024 * 1024
    robots_bytes: int = 512 * 1024
    redirects: int = 5
    gap: float = 1.0
    per_host: int = 2
    at_once: int = 16

    def cap(self, kind: Kind) -> int:
        return {"feed": self.feed_bytes, "page": self.page_bytes, "robots": self.robots_bytes}[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer. `url`: where it came from in the end. `moved_to`: the new address, only where every hop said that the move is
    for good. `headers`: names in lower case. `fresh_for`: how long the server says that nothing new will come."""

    url: str
    status: int
    body: bytes = b""
    moved_to: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    modified: str | None = None
    fresh_for: timedelta | None = None
    not_modified: bool = False

    @property
    def content_type(self) -> str | None:
        return self.headers.get("content-type")


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Retry-After as seconds or as a date; None where it is absent, past or unreadable. Never more than two days."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        wait = timedelta(seconds=min(int(value[:9]), _LONGEST_HOLD.total_seconds()))
    elif (then := http_date(value)) is not None:
        wait = then - now
    else:
        return None
    return min(wait, _LONGEST_HOLD) if wait > timedelta(0) else None


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the answer stays fresh: Cache-Control's max-age less Age, else Expires. None where nothing useful is said."""
    directives = [part.strip().lower() for part in headers.get("cache-control", "").split(",")]
    if {"no-cache", "no-store"} & set(directives):
        return None
    for directive in directives:
        name, _, value = directive.partition("=")
        if name == "max-age" and (seconds := value.strip('" ')).isdigit() and seconds.isascii():
            age = headers.get("age", "0")
            left = int(seconds[:9]) - (int(age[:9]) if age.isdigit() and age.isascii() else 0)
            return timedelta(seconds=left) if left > 0 else None
    expires, sent = http_date(headers.get("expires", "")), http_date(headers.get("date", ""))
    left_until = expires - (sent or now) if expires else timedelta(0)
    return left_until if left_until > timedelta(0) else None


def http_date(value: str) -> datetime | None:
    try:
        read = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def refusal(status: int, headers: Mapping[str, str], *, url: str, kind: Kind, now: datetime) -> SourceError | None:
    """The error that a status stands for, None for a plain success. `retry_after`, where the server gave one, is in seconds."""
    if status == 200:
        return None
    told: dict[str, str | float] = {"url": shown(url), "status": status}
    wait = retry_after(headers, now)
    if wait is not None:
        told["retry_after"] = wait.total_seconds()
    return SourceError(_code(status, headers, kind), **told)


def _code(status: int, headers: Mapping[str, str], kind: Kind) -> str:
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return "bot-wall"
    named = {
        401: "wants-login",
        402: "wants-payment",
        403: "bot-wall",
        404: "not-found",
        406: "bot-wall",
        410: "feed-gone" if kind == "feed" else "not-found",
        429: "rate-limited",
    }
    return named.get(status) or ("server-error" if status >= 500 else "status")
