"""An article's features, read from its headline and text alone: cheap enough for every article of a stream."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple, Protocol

from bot.editorial.stories.copies import sketch
from bot.editorial.stories.features import DECIMALS, NUMBER, Features
from bot.editorial.stories.lexicon import MONTH, Alias, Aliases, Lexicon, aliases, concept_of, lexicon
from bot.editorial.stories.stems import stem
from bot.model.desk import Desk
from bot.model.folding import fold

LONGEST = 6_000
"""Characters of a text that are read."""

HALVED = 60
"""Words from the beginning after which a word counts half; after twice as many, a third."""

BEGINNING = 100
"""Words in which dates and ages are the event's own; later ones are often of what led to it."""

FIRST = 700
"""Characters in which a day and its month are the event's own."""

LAST = 31
YEAR = 4
"""Digits of a year."""

HEADLINE = 12
"""Words at a text's beginning that stand for a headline where there is none."""

OLDEST = 110
SHORTEST = 3
"""Letters of a name that has to stand in capitals: `US` is no `Us`."""

_SET_OFF = ", "
_TOKEN = re.compile(r"(?:, (?=\d{1,3}[,.]))?\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)?|[.!?:;\n\"“”—–()|]")
_ENDS = (".", "!", "?", "…", ":", ";", ",", '"', "”", "»", "’", "'", ")")
PROSE = 300
"""Characters from which a line is taken for prose whatever it ends in: a text may be cut."""

ASIDE = 0.15
"""How much a word counts in a line that ends no sentence."""

_SITE = re.compile(r"\s+[-–—|]\s+.*$")
"""What follows a headline in a page's title: the outlet's name."""

LEAST = 4
"""Words of a headline that may be followed by an outlet's name."""

_POSSESSIVE = ("'s", "’s")
_LINKS = frozenset({"of", "de", "la", "del", "los", "las", "y", "da", "do"})
"""Small words inside names, of any language: names travel."""


class Readable(Protocol):
    """An Article or a Card."""

    @property
    def title(self) -> str | None: ...
    @property
    def text(self) -> str: ...
    @property
    def language(self) -> str | None: ...
    @property
    def published(self) -> datetime | None: ...


class _Word(NamedTuple):
    folded: str
    number: bool
    capital: bool
    first: bool
    """The first of its sentence, so that its capital tells nothing."""
    capitals: bool
    """Nothing but capitals."""
    aside: bool
    """In a line that ends no sentence: a heading, a caption, a page's furniture."""
    aged: bool
    """A number set off by commas, as an age behind a name is."""


class Reader:
    """Reads articles for a desk. Safe to share: it keeps nothing of what it has read."""

    def __init__(self, desk: Desk) -> None:
        self._aliases = aliases(desk)

    def read(self, article: Readable) -> Features:
        """Time is linear in the text, and bounded."""
        text = article.text[:LONGEST]
        known = lexicon(article.language or "")
        body = _words(text)
        head = _words(_headline(article.title) if article.title else " ".join(text.split()[:HEADLINE]))
        reading = _Reading(known, self._aliases, article.published.date() if article.published else None)
        reading.body(body)
        reading.days(fold(f"{article.title or ''}\n{text[:FIRST]}"))
        title = reading.title(head, counted=bool(article.title))
        return Features(
            language=article.language or "",
            terms=_rounded(reading.terms),
            concepts=reading.concepts,
            names=_rounded(reading.names),
            title=title,
            dates=frozenset(reading.dates),
            ages=frozenset(reading.ages),
            looks_back=bool(known.returning and known.returning.search(fold(article.title or ""))),
            sketch=sketch([word.folded for word in body if word]),
        )


def _rounded(weights: dict[str, float]) -> dict[str, float]:
    return {key: round(weight, DECIMALS) for key, weight in weights.items()}


def _headline(title: str) -> str:
    bare = _SITE.sub("", title)
    return bare if len(bare.split()) >= LEAST else title


def _words(text: str) -> list[_Word | None]:
    """The words in order; None where a sentence or a part of it ends."""
    found: list[_Word | None] = []
    for line in text.splitlines():
        stripped = line.strip()
        if stripped:
            _line(stripped, found, aside=not stripped.endswith(_ENDS) and len(stripped) < PROSE)
            found.append(None)
    return found


def _line(line: str, found: list[_Word | None], *, aside: bool) -> None:
    first = True
    for token in _TOKEN.findall(line):
        word = _word(token, first, aside)
        found.append(word)
        first = word is None


@lru_cache(maxsize=200_000)
def _word(token: str, first: bool, aside: bool) -> _Word | None:  # noqa: FBT001 - a cache keeps what is given by place apart
    aged = token.startswith(_SET_OFF)
    bare = token.removeprefix(_SET_OFF)
    if not bare[0].isalnum():
        return None
    if bare.endswith(_POSSESSIVE):
        bare = bare[:-2]
    return _Word(fold(bare), bare[0].isdigit(), bare[0].isupper(), first, bare.isupper(), aside, aged)


class _Reading:
    """The features of one article as they are gathered."""

    def __init__(self, known: Lexicon, names_known: Aliases, published: date | None) -> None:
        self.terms: dict[str, float] = {}
        self.names: dict[str, float] = {}
        self.concepts: dict[str, str] = {}
        self.dates: set[str] = set()
        self.ages: set[str] = set()
        self._known = known
        self._aliases = names_known
        self._published = published
        self._proper: set[str] = set()
        self._common: set[str] = set()
        self._before: str | None = None
        """The name right before, small words aside."""

    def body(self, words: Sequence[_Word | None]) -> None:
        self._common = {w.folded for w in words if w and not w.capital and not w.number}
        inside = {w.folded for w in words if w and w.capital and not w.first}
        self._proper = inside - self._common - self._known.grammar
        position = 0
        skip = -1
        for index, word in enumerate(words):
            if word is None:
                self._before = None
                continue
            position += not word.aside
            weight = ASIDE if word.aside else HALVED / (HALVED + position)
            early = position <= BEGINNING and not word.aside
            if index > skip and word.capital and (alias := self._alias(words, index)) is not None:
                _count(self.names, alias.id, weight)
                skip = index + len(alias.rest)
            if word.number or self._cardinal(word.folded):
                self._number(words, index, weight, early=early)
                self._before = None
            elif self._of_calendar(word.folded):
                if early:
                    self._weekday(word.folded)
                self._before = None
            elif self._of_grammar(word.folded):
                if word.folded not in _LINKS:
                    self._before = None
            else:
                self._content(word, weight)

    def title(self, words: Sequence[_Word | None], *, counted: bool) -> frozenset[str]:
        """The terms of the headline. `counted`: its words count as the text's first ones do."""
        found: set[str] = set()
        for word in words:
            if word is None or self._of_calendar(word.folded):
                continue
            if word.number or self._cardinal(word.folded):
                if (value := self._value(word)) is not None:
                    found.add(f"{NUMBER}{value}")
            elif not self._of_grammar(word.folded):
                found.add(self._term(word.folded))
                if counted and (word.folded in self._proper or (word.capital and word.folded in self.names)):
                    _count(self.names, word.folded, 1.0)
        if counted:
            for term in found:
                _count(self.terms, term, 1.0)
        return frozenset(found)

    def _content(self, word: _Word, weight: float) -> None:
        _count(self.terms, self._term(word.folded), weight)
        if self._names(word):
            _count(self.names, word.folded, weight)
            if self._before is not None:
                _count(self.names, f"{self._before} {word.folded}", weight)
            self._before = word.folded
        else:
            self._before = None

    def _term(self, folded: str) -> str:
        term = stem(folded)
        if (concept := concept_of(self._known, folded)) is not None:
            self.concepts[term] = f":{concept}"
        return term

    def _of_calendar(self, folded: str) -> bool:
        return folded in self._known.months or folded in self._known.weekdays

    def _of_grammar(self, folded: str) -> bool:
        return len(folded) < 2 or folded in self._known.grammar

    def _number(self, words: Sequence[_Word | None], index: int, weight: float, *, early: bool) -> None:
        word = words[index]
        assert word is not None
        value = self._value(word)
        if value is None:
            return
        behind = words[index + 1] if index + 1 < len(words) else None
        ahead = words[index - 1] if index else None
        if _dates(value) and self._of_a_date(ahead, behind, words[index + 2] if index + 2 < len(words) else None):
            return
        _count(self.terms, f"{NUMBER}{value}", weight)
        if early and value.isdigit() and int(value) <= OLDEST and (word.aged or (behind and behind.folded in self._known.ages)):
            self.ages.add(value)

    def _of_a_date(self, ahead: _Word | None, behind: _Word | None, second: _Word | None) -> bool:
        """Whether the number between is a day: `February 3`, `3 February`, `3 de febrero`."""
        months = self._known.months
        if (ahead and ahead.folded in months) or (behind and behind.folded in months):
            return True
        return behind is not None and second is not None and behind.folded in _LINKS and second.folded in months

    def days(self, folded: str) -> None:
        """The days that the beginning tells by their month."""
        if self._known.days is None:
            return
        for match in self._known.days.finditer(folded):
            named, numbered, number, name = match.groups()
            short, day = (named or name)[:MONTH], int(numbered or number)
            month = next(month for word, month in self._known.months.items() if word.startswith(short))
            if 1 <= day <= LAST:
                self.dates.add(f"{month:02d}-{day:02d}")

    def _weekday(self, folded: str) -> None:
        day = self._known.weekdays.get(folded)
        if day is None or self._published is None:
            return
        meant = self._published - timedelta(days=(self._published.weekday() - day) % 7)
        self.dates.add(f"{meant.month:02d}-{meant.day:02d}")

    def _alias(self, words: Sequence[_Word | None], index: int) -> Alias | None:
        word = words[index]
        assert word is not None
        for alias in self._aliases.get(word.folded, ()):
            if not alias.rest and len(word.folded) <= SHORTEST and not word.capitals:
                continue
            following = words[index + 1 : index + 1 + len(alias.rest)]
            if len(following) == len(alias.rest) and all(
                w and w.folded == r for w, r in zip(following, alias.rest, strict=True)
            ):
                return alias
        return None

    def _names(self, word: _Word) -> bool:
        return word.capital and (word.folded in self._proper or (not word.first and word.folded not in self._common))

    def _cardinal(self, folded: str) -> bool:
        return self._known.cardinals.get(folded, 1) != 1

    def _value(self, word: _Word) -> str | None:
        """The number in digits; None for a time of day."""
        if not word.number:
            return str(self._known.cardinals[word.folded])
        if ":" in word.folded:
            return None
        return word.folded.replace(",", "").removesuffix(".0")


def _dates(value: str) -> bool:
    """Whether the number may be a day or a year: in “in October 214 kilos” it is neither."""
    return value.isdigit() and (1 <= int(value) <= LAST or len(value) == YEAR)


def _count(into: dict[str, float], key: str, weight: float) -> None:
    into[key] = into.get(key, 0.0) + weight
