"""How grave the event of a card is, by the words of its headline and key points, and by how many it killed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot.editorial.tolls import size_of, tolls
from bot.languages import available, load
from bot.model import folding
from bot.model.cards import Card

GRAVEST, GRAVE, SERIOUS = 3, 2, 1

MANY = 10
"""Dead from which an event is among the gravest, whatever it is called: a dull wording makes eleven dead no less urgent."""

DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Gravity:
    """`level`: from 0 to 3; `word`: the words of the article that say so."""

    level: int = 0
    word: str = ""


def severity(card: Card) -> Gravity:
    """The gravest words that the headline or a key point has, or the number of the dead; none in a language that is not
    spoken."""
    if card.language not in available():
        return Gravity()
    dead = tolls(card).get(DEAD)
    if dead is not None and (size_of(dead.figure) or 0) >= MANY:
        return Gravity(GRAVEST, dead.figure.span.of(card.text))
    told = [card.title or "", *(point.text for point in card.points)]
    stretches = [" ".join(folding.words(text)) for text in told]
    for level, pattern in _patterns(card.language):
        for stretch in stretches:
            met = pattern.search(stretch)
            if met is not None:
                return Gravity(level, met[0])
    return Gravity()


@cache
def _patterns(language: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    words = load(language).severity
    levels = ((GRAVEST, words.gravest), (GRAVE, words.grave), (SERIOUS, words.serious))
    return tuple((level, _any(phrases)) for level, phrases in levels if phrases)


def _any(phrases: tuple[str, ...]) -> re.Pattern[str]:
    told = "|".join(" ".join(_word(word) for word in phrase.split()) for phrase in phrases)
    return re.compile(rf"\b(?:{told})\b")


def _word(word: str) -> str:
    ending = r"\w*" if word.endswith("*") else ""
    return re.escape(folding.fold(word.rstrip("*"))) + ending
