"""Sentences that the text takes back: “He proposed a tax on dogs. But this is false.” Neither may be read without the other."""

from __future__ import annotations

from functools import cache

from bot.condense.document import Document
from bot.languages import Language

REACH = 2
"""So many sentences ahead, a short denial is still meant for the sentence at hand."""

MOST_WORDS = 14
_MARKS = ".,;:!¡¿?\"'“”’‘«»()"


def denial_behind(doc: Document, index: int) -> int | None:
    """The sentence that takes back sentence `index`, where one does."""
    for ahead in range(index + 1, min(len(doc.sentences), index + 1 + REACH)):
        if _denies(doc, ahead):
            return ahead
    return None


def _denies(doc: Document, index: int) -> bool:
    sentence = doc.sentences[index].of(doc.text)
    if sentence.count(" ") >= MOST_WORDS:
        return False
    told = f" {' '.join(word.strip(_MARKS) for word in sentence.casefold().split())} "
    return any(phrase in told for phrase in _phrases(doc.language))


@cache
def _phrases(language: Language) -> tuple[str, ...]:
    return tuple(f" {phrase} " for phrase in language.basics.denials)
