"""A search, as commands parse it and the store answers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
    places: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
