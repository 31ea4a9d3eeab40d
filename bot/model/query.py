"""A search, as commands parse it and the store answers it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """`words` and `phrases` must all be met, accents and case folded; `without` must not. `since` is included, `until` is not;
    both compare with the article's date, or with the day it came in where it has none."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def as_text(query: Query) -> str:
    """The query in one line, the same for the same query: a saved search is kept and known by it. Times are left out: what is
    saved looks ahead."""
    told = {name: sorted(held) for name, held in asdict(query).items() if isinstance(held, tuple) and held}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> Query:
    held: dict[str, Any] = {name: tuple(values) for name, values in json.loads(text).items()}
    return Query(**held)
