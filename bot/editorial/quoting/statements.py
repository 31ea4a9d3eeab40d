"""All versions of each statement, and every statement once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.editorial.quoting.alike import in_one_language
from bot.editorial.quoting.said import Kind, Link, Said, read
from bot.editorial.quoting.translated import translated
from bot.model import folding


def links(sayings: Sequence[Said]) -> tuple[Link, ...]:
    """All pairs of versions."""
    quotes = [read(one) for one in sayings]
    found = [*in_one_language(quotes), *translated(quotes)]
    return tuple(Link(one=sayings[i], other=sayings[j], kind=kind) for i, j, kind in sorted(found))


def versions(links: Iterable[Link]) -> dict[tuple[str, int], tuple[tuple[Said, Kind], ...]]:
    """Of each quote (by card and position) its versions elsewhere."""
    found: defaultdict[tuple[str, int], list[tuple[Said, Kind]]] = defaultdict(list)
    for link in links:
        found[link.one.key].append((link.other, link.kind))
        found[link.other.key].append((link.one, link.kind))
    return {key: tuple(some) for key, some in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One of several versions, and the others as far as each is a version of that one."""

    said: Said
    versions: tuple[tuple[Said, Kind], ...] = ()


def statements(sayings: Sequence[Said], language: str) -> tuple[Statement, ...]:
    """Every statement, each speaker's together, in the order in which the speakers came up; those of nobody last. Of
    several versions the one in this language is told, else the longest; a version of a version is told by itself, with what
    it is a version of."""
    known = versions(links(sayings))
    place = {one.key: number for number, one in enumerate(sayings)}
    used: set[tuple[str, int]] = set()
    found: list[Statement] = []
    for one in sorted(sayings, key=lambda one: (one.language != language, -len(one.quote.text), place[one.key])):
        if one.key not in used:
            others = known.get(one.key, ())
            used |= {one.key, *(other.key for other, _ in others)}
            found.append(Statement(said=one, versions=tuple(sorted(others, key=lambda each: place[each[0].key]))))
    first = _speakers(sayings)
    return tuple(sorted(found, key=lambda told: (first[told.said.key], place[told.said.key])))


def _speakers(sayings: Sequence[Said]) -> dict[tuple[str, int], int]:
    """The number of each quote's speaker: the same for a name and a part of it."""
    names: list[frozenset[str]] = []
    of_key: dict[tuple[str, int], int] = {}
    for one in sayings:
        words = frozenset(folding.words(one.quote.speaker.name or "")) if one.quote.speaker else frozenset[str]()
        met = (number for number, name in enumerate(names) if words and (name <= words or words <= name))
        number = next(met, len(names))
        if number == len(names) and words:
            names.append(words)
        of_key[one.key] = number if words else len(sayings)
    return of_key
