"""What a language's words are to the reader of stories, compiled from its folder and the desk's names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from babel import Locale

from bot.editorial.stories.stems import stem
from bot.languages import available, load
from bot.languages.countries import countries
from bot.model.desk import Desk
from bot.model.folding import fold, words

MONTH = 3
ID = ":"
"""In what stands for a name that is known by an id; no word has it."""

LINK = r"(?:de|of)"


class Alias(NamedTuple):
    """The words of a name behind its first, and the id that it stands for."""

    rest: tuple[str, ...]
    id: str


Aliases = Mapping[str, tuple[Alias, ...]]
"""First word of a name, folded → the names that begin with it, the longest first."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Lexicon:
    """Of one language; all words folded."""

    grammar: frozenset[str]
    cardinals: Mapping[str, int]
    months: Mapping[str, int]
    days: re.Pattern[str] | None
    """A day of a month: `feb. 3`, `3 de febrero`; its groups are month and day, or day and month."""

    weekdays: Mapping[str, int]
    ages: frozenset[str]
    whole: Mapping[str, str]
    """Word → the concept that it names in every language."""

    starts: Mapping[str, str]
    """The same for beginnings of words, the longest of which counts."""

    lengths: tuple[int, ...]
    """How long those are, the longest first."""

    returning: re.Pattern[str] | None
    """Words by which a headline marks the return of a day."""


@lru_cache(maxsize=100_000)
def concept_of(known: Lexicon, folded: str) -> str | None:
    """The concept that a folded word names."""
    found = known.whole.get(folded)
    if found is None:
        beginnings = (folded[:length] for length in known.lengths if length <= len(folded))
        found = next((known.starts[start] for start in beginnings if start in known.starts), None)
    return found


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of the language; an empty one for a language that is not spoken."""
    if code not in available():
        return Lexicon(
            grammar=frozenset(),
            cardinals={},
            months={},
            days=None,
            weekdays={},
            ages=frozenset(),
            whole={},
            starts={},
            lengths=(),
            returning=None,
        )
    language = load(code)
    months = {fold(word): month for word, month in language.basics.months.items()}
    listed = (*language.concepts.concepts.items(), *language.fates.fates.items())
    told = [(fold(word), kind) for kind, named in listed for word in named if " " not in word]
    return Lexicon(
        grammar=frozenset(map(fold, language.basics.function_words)),
        cardinals={fold(word): value for word, value in language.numbers.cardinals.items()},
        months=months,
        days=_days(months, language.numbers.labels.ordinal_suffixes),
        weekdays={fold(word): day for day, word in enumerate(language.basics.weekdays)},
        ages=frozenset(map(fold, language.names.age_words)),
        whole={word: kind for word, kind in told if not word.endswith("*")},
        starts={word[:-1]: kind for word, kind in told if word.endswith("*")},
        lengths=tuple(sorted({len(word) - 1 for word, _ in told if word.endswith("*")}, reverse=True)),
        returning=_any(language.concepts.returning),
    )


@cache
def common_words() -> Mapping[str, Mapping[str, float]]:
    """Language → stem or concept → the share of articles that have it."""
    return {code: _shares(code) for code in available()}


def _shares(code: str) -> Mapping[str, float]:
    without: dict[str, float] = {}
    known = lexicon(code)
    for share, listed in load(code).common.shares.items():
        for word in listed:
            concept = concept_of(known, word)
            for term in (stem(word), *([f":{concept}"] if concept else [])):
                without[term] = without.get(term, 1.0) * (1 - share)
    return {term: 1 - share for term, share in without.items()}


def _days(months: Mapping[str, int], suffixes: Iterable[str]) -> re.Pattern[str] | None:
    """Months may be shortened to `MONTH` letters or one more."""
    if not months:
        return None
    names = "|".join(f"{name[:MONTH]}(?:{name[MONTH:]}|{name[MONTH : MONTH + 1]})?" for name in months)
    day = rf"(\d{{1,2}})(?:{'|'.join(map(re.escape, map(fold, suffixes)))})?"
    return re.compile(rf"\b(?:({names})\.?\s+{day}\b(?!\s*%|[.,:]\d)|(?<![.,:])\b{day}\s+(?:{LINK}\s+)?({names})\b)")


def _any(phrases: Iterable[str]) -> re.Pattern[str] | None:
    told = "|".join(re.escape(fold(phrase)) for phrase in phrases)
    return re.compile(rf"\b(?:{told})\b") if told else None


def aliases(desk: Desk) -> Aliases:
    """Every name by which the desk knows a person, a body or a place, and every country in the languages that are spoken.

    A name that stands for two is nobody's.
    """
    known: dict[tuple[str, ...], set[str]] = {}
    for person in desk.people:
        _add(known, (person.name, *person.aliases), f"person{ID}{person.id}")
    for kind, entries in (("body", desk.organisations), ("place", desk.places)):
        for entry in entries:
            _add(known, (entry.name, *entry.aliases, *entry.names.values()), f"{kind}{ID}{entry.id}")
    told = set(known)
    for code, names in _countries().items():
        _add(known, [name for name in names if tuple(words(name)) not in told], f"country{ID}{code}")
    found: dict[str, list[Alias]] = {}
    for name, ids in known.items():
        if len(ids) == 1:
            found.setdefault(name[0], []).append(Alias(name[1:], *ids))
    return {first: tuple(sorted(rest, key=lambda alias: -len(alias.rest))) for first, rest in found.items()}


def _add(known: dict[tuple[str, ...], set[str]], names: Iterable[str], identity: str) -> None:
    for name in names:
        if split := tuple(words(name)):
            known.setdefault(split, set()).add(identity)


@cache
def _countries() -> Mapping[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for language in available():
        for code, name in Locale.parse(language).territories.items():
            if str(code) in countries():
                names.setdefault(str(code), set()).add(str(name))
    return {code: frozenset(told) for code, told in names.items()}
