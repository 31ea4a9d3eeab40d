"""Counters of what a process has done, by name and labels; one set a process, safe between threads."""

from __future__ import annotations

from collections import Counter
from threading import Lock


class Meters:
    """Named counters, each with a few labels: `meters.add("fetches", host="example.org", status="304")`."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, tuple[tuple[str, str], ...]]] = Counter()
        self._lock = Lock()

    def add(self, name: str, amount: int = 1, **labels: str) -> None:
        with self._lock:
            self._counts[name, tuple(sorted(labels.items()))] += amount

    def total(self, name: str, **labels: str) -> int:
        """The sum over all counters of that name whose labels include the given ones."""
        wanted = set(labels.items())
        with self._lock:
            return sum(n for (key, have), n in self._counts.items() if key == name and wanted <= set(have))
