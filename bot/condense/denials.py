"""Sentences that the text takes back: “He proposed a tax on dogs. But this is false.” Neither may be read without the other."""

from __future__ import annotations

import re
from functools import cache

from bot.condense.document import Document
from bot.languages import Language

REACH = 2
"""So many sentences ahead, a short denial is still meant for the sentence at hand."""

MOST_WORDS = 14


def denying(doc: Document) -> frozenset[int]:
    """The sentences that take back what stands before them."""
    pattern = _pattern(doc.language)
    if pattern is None:
        return frozenset()
    told = ((index, span.of(doc.text)) for index, span in enumerate(doc.sentences))
    short = ((index, sentence.casefold()) for index, sentence in told if sentence.count(" ") < MOST_WORDS)
    return frozenset(index for index, sentence in short if pattern.search(sentence))


def denial_behind(denials: frozenset[int], index: int) -> int | None:
    """Which of these sentences takes back sentence `index`, where one does."""
    return next((ahead for ahead in range(index + 1, index + 1 + REACH) if ahead in denials), None)


@cache
def _pattern(language: Language) -> re.Pattern[str] | None:
    """The phrases of denial, case folded, whatever marks stand between their words."""
    phrases = (r"\W+".join(map(re.escape, phrase.casefold().split())) for phrase in language.basics.denials)
    told = "|".join(phrases)
    return re.compile(rf"\b(?:{told})\b") if told else None
