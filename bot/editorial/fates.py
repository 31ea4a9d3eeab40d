"""What befell people, read off the words that count them: the dead of one article are compared with the dead of another,
whatever its language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from bot.editorial.amounts import is_amount
from bot.languages import available, load
from bot.model import folding
from bot.model.cards import Figure

PEOPLE = "people"
"""The canonical unit of people counted as such."""

_BEHIND, _BEFORE = 8, 4
"""Words of the clause behind and before a figure that are read."""

_UNITS = {"deaths": frozenset({"dead"})}
"""Fates that a canonical unit names where the words do not: a bare `toll`."""

_FREED, _ESCAPED, _FLED = "freed", "escaped", "displaced"

_BESIDE = 3
"""Words that may part a flight from the jail."""

_ELLIPSIS = "…"
"""Between the two places of the text that a measure was put together from."""

_FEW = r"(?:\w+ ){0,5}"
"""The few words that an ellipsis stands for in a phrase."""

_MARK = re.compile(r"[,;:.()–—]")


def fates(words: str, language: str | None) -> frozenset[str]:
    """The kinds of fate that the words name; nothing in a language that is not spoken."""
    if language not in available():
        return frozenset()
    told = _telling(words, language)
    found = frozenset(kind for kind, pattern in _patterns(language) if pattern.search(told))
    if _FREED in found and _are_sprung(told, language):
        return found - {_FREED} | {_ESCAPED}
    return found - {_FLED} | {_ESCAPED} if _FLED in found and _flee_jail(told, language) else found


def fate_of(figure: Figure, sentence: str, language: str | None) -> str | None:
    """What befell those whom the figure counts: `dead`; None where it counts none, or where the words name several.

    The noun that is counted tells (“seis muertos”, “five bodies”), or the verb whose object it is (“mataron a seis”). Where
    people are counted, the nearest words of its clause tell, up to the next number: “killing five people and wounding three”
    are five dead. Whoever does it to others suffers nothing (“two men shot dead a baker”). A part of a whole (“two of the
    wounded died”) and a whole that a part is taken of (“four of the 33”) are no tolls: others were told of before.
    """
    if language not in available() or is_amount(figure):
        return None
    start, end = figure.span.start - figure.sentence.start, figure.span.end - figure.sentence.start
    clause = _Clause(_MARK.split(sentence[:start])[-1], _MARK.split(sentence[end:], maxsplit=1)[0], language)
    if clause.is_whole:
        return None
    if clause.is_part and clause.ends_in_number(figure.text):
        return _FREED if clause.is_freed else None
    counted = fates(figure.text, language)
    if not counted and figure.measure:
        told = _counted(figure.measure, language)
        whole = _ELLIPSIS in figure.measure or told is not None
        counted = fates(told or figure.measure, language) if whole else _opening(figure.measure, language)
    counted = counted or _UNITS.get(figure.unit or "", frozenset())
    if counted or not _of_people(figure, language):
        fate = next(iter(counted)) if len(counted) == 1 else None
    else:
        fate = clause.fate()
    told = " ".join(folding.words(sentence)) if fate in {_FREED, _FLED} else ""
    sprung = (fate == _FREED and _are_sprung(told, language)) or (fate == _FLED and _flee_jail(told, language))
    return _ESCAPED if sprung else fate


def _are_sprung(told: str, language: str) -> bool:
    """*Gunmen stormed a jail and freed others*: whether whoever is freed there escapes, in folded words."""
    springing = load(language).fates.springing
    patterns = (_any(springing.raiders), _any(springing.places), _any(springing.doing))
    return all(pattern is not None and pattern.search(told) for pattern in patterns)


def _flee_jail(told: str, language: str) -> bool:
    """*38 inmates fled*, *they fled the state's jail*: whether whoever flees there escapes, in folded words."""
    pattern = _flights(language)
    return pattern is not None and pattern.search(told) is not None


@cache
def _flights(language: str) -> re.Pattern[str] | None:
    springing = load(language).fates.springing
    if not (springing.fleeing and springing.places):
        return None
    flight, place = _alternatives(springing.fleeing), _alternatives(springing.places)
    between = rf"(?: \w+){{0,{_BESIDE}}} "
    return re.compile(rf"\b(?:{flight}){between}(?:{place})\b|\b(?:{place}){between}(?:{flight})\b")


class _Clause:
    """The words around a figure."""

    def __init__(self, before: str, behind: str, language: str) -> None:
        self._told = load(language).fates
        self._language = language
        self._numbers = frozenset(map(folding.fold, load(language).numbers.cardinals))
        self._objects = self._numbers | frozenset(map(folding.fold, load(language).speech.determiners))
        self._determiners = frozenset(map(folding.fold, load(language).units.determiners))
        self._quantifiers = frozenset(map(folding.fold, load(language).units.quantifiers))
        self._before, self._behind = folding.words(before), folding.words(behind)

    @property
    def is_whole(self) -> bool:
        """*Four of the group of 33*, *none of the 29*: a word before says how many of these."""
        ahead = self._before[-_BEFORE - 2 :]
        while ahead and ahead[-1] in self._determiners:
            ahead = ahead[:-1]
        if not ahead or ahead[-1] not in self._told.of:
            return False
        return any(map(self._is_number, ahead)) or (len(ahead) > 1 and ahead[-2] in self._quantifiers)

    @property
    def is_part(self) -> bool:
        """*Two of the wounded*, but *38 internos del penal*, where the figure has its noun already."""
        return bool(self._behind) and self._behind[0] in self._told.of

    @property
    def is_freed(self) -> bool:
        """*29 of the 33 migrants were found alive*: whether the part comes out of what befell the whole."""
        ahead = self._met(self._before[-_BEHIND:], last_one=True)
        last = self._met(self._behind[: 2 * _BEHIND], last_one=True)
        return any(met is not None and met[2] == _FREED for met in (ahead, last))

    def ends_in_number(self, text: str) -> bool:
        """Whether the words are a bare number."""
        words = folding.words(text)
        return bool(words) and self._is_number(words[-1])

    def fate(self) -> str | None:
        found = [one for one in (self._after(), self._ahead()) if one is not None]
        return min(found, key=lambda one: one[0])[1] if found else self._around()

    def _around(self) -> str | None:
        """The fate of a phrase that stands around the figure: *found 29 migrants alive*."""
        before, behind = " ".join(self._before[-_BEFORE:]), " ".join(self._behind[:_BEHIND])
        at = len(before) + 1
        patterns = _patterns(self._language) if before and behind else ()
        matches = ((kind, match) for kind, pattern in patterns for match in pattern.finditer(f"{before} {behind}"))
        return next((kind for kind, match in matches if match.start() < at < match.end()), None)

    def _after(self) -> tuple[int, str | None] | None:
        """How far behind a fate is named, and which; None for several. Nothing where the figure's people do it."""
        words = self._behind[:_BEHIND]
        reach = next((place for place, word in enumerate(words) if self._is_number(word)), len(words))
        found = self._met(words[:reach])
        if found is None:
            return None
        place, after, kind = found
        passive = any(word in self._told.passive for word in words[:place])
        behind = words[after] if after < len(words) else ""
        does = _met_by(self._language, " ".join(words[place:after]))
        suffers = " ".join(words[place:after]).endswith(self._told.suffering) if self._told.suffering else False
        acts = does or (not suffers and (self._is_number(behind) or behind in self._objects))
        return None if acts and not passive else (place, kind)

    def _ahead(self) -> tuple[int, str | None] | None:
        words = self._before[-_BEFORE:]
        last = max((place + 1 for place, word in enumerate(words) if self._is_number(word)), default=0)
        found = self._met(words[last:], last_one=True)
        return (len(words) - last - found[1], found[2]) if found is not None else None

    def _met(self, words: Sequence[str], *, last_one: bool = False) -> tuple[int, int, str | None] | None:
        """The first (or last) word of a fate, the word behind it, and the fate; None for it where several are named."""
        told = " ".join(words)
        met = [(m.start(), m.end(), kind) for kind, pattern in _patterns(self._language) for m in pattern.finditer(told)]
        if not met:
            return None
        start, end, kind = max(met) if last_one else min(met)
        several = len({one[2] for one in met}) > 1 and not last_one
        return told[:start].count(" "), told[:end].count(" ") + 1, None if several else kind

    def _is_number(self, word: str) -> bool:
        return word[:1].isdigit() or word in self._numbers


def _opening(measure: str, language: str) -> frozenset[str]:
    """The fate that the measure begins with: `muertos por la explosión`."""
    told = " ".join(folding.words(measure))
    return frozenset(kind for kind, pattern in _patterns(language) if pattern.match(told))


def _counted(measure: str, language: str) -> str | None:
    """What follows a noun that only leads to it, `número de muertos`, `number of bodies found in the grave`, in folded words;
    None where there is no such noun."""
    words, at = folding.words(measure), 0
    leading, of, determiners = _leading(language)
    while at + 2 < len(words) and words[at] in leading and words[at + 1] in of:
        at += 2 + (words[at + 2] in determiners)
    return " ".join(words[at:]) if at else None


@cache
def _leading(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    spoken = load(language)
    nouns = frozenset(map(folding.fold, spoken.units.figure_nouns))
    return nouns, frozenset(spoken.fates.of), frozenset(map(folding.fold, spoken.units.determiners))


def _of_people(figure: Figure, language: str) -> bool:
    return figure.unit == PEOPLE or figure.unit in _people(language)


@cache
def _people(language: str) -> frozenset[str]:
    return frozenset(word for phrase in load(language).units.people for word in folding.words(phrase))


def _met_by(language: str, words: str) -> bool:
    """Whether they are a form of what somebody does to others."""
    pattern = _any(load(language).fates.doing)
    return pattern is not None and pattern.fullmatch(words) is not None


def denies(words: str, language: str | None) -> bool:
    """Whether somebody denies something in these words."""
    if language not in available():
        return False
    pattern = _any(load(language).fates.denying)
    return pattern is not None and pattern.search(_telling(words, language)) is not None


def _telling(words: str, language: str) -> str:
    """The words, folded, without the phrases that only look as if they told of a fate; a mark stands where one was."""
    told, idle = " ".join(folding.words(words)), _any(load(language).fates.idle)
    return idle.sub("-", told) if idle is not None else told


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    told = load(language).fates.fates
    return tuple((kind, pattern) for kind, words in told.items() if (pattern := _any(words)))


@cache
def _any(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the phrases, as they stand among folded words parted by spaces."""
    told = _alternatives(phrases)
    return re.compile(rf"\b(?:{told})\b") if told else None


def _alternatives(phrases: Iterable[str]) -> str:
    return "|".join(" ".join(_word(word) for word in phrase.split()).replace(f"{_ELLIPSIS} ", _FEW) for phrase in phrases)


def _word(word: str) -> str:
    ending = r"\w*" if word.endswith("*") else ""
    return re.escape(folding.fold(word.rstrip("*"))) + ending
