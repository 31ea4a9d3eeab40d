"""Sentences that lean on the one before: somebody who reads only them does not know who is meant, or what they oppose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from bot.condense.document import Document
from bot.condense.openings import connectives_of, opening_words
from bot.condense.quotes.lexicon import (
    CALENDAR,
    CLITIC,
    DETERMINER,
    FINITE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    UTTERANCE,
    lexicon_of,
)
from bot.condense.subjects import lacks_subject
from bot.model.folding import fold

_REACH = 8
"""So many tokens from the start, a personal pronoun still stands for somebody outside the sentence."""

SUMMED_UP = 2
_OPENING = 6
_NEAR = 5
_INSERTS = frozenset({",", "—", "–", "-"})


def leans(doc: Document, first: int, last: int, named: Sequence[int]) -> bool:
    """The sentence of tokens `[first, last)`. `named`: where people, bodies and places are named in the text, sorted."""
    while first < last and not doc.words[first][0].isalnum():
        first += 1
    return (
        first == last
        or _opens_with_connective(doc, first, last)
        or _opens_with_pronoun(doc, first, last)
        or _opens_with_known(doc, first, last)
        or _speaks_for_somebody_else(doc, first, last, named)
        or not opening_words(doc.language).first_persons.isdisjoint(doc.lowers[first : min(last, first + _REACH)])
        or not opening_words(doc.language).singular.isdisjoint(doc.lowers[first:last])
        or _means_somebody_else(doc, first, last, named)
        or lacks_subject(doc, first, last)
    )


def vague(doc: Document, first: int, last: int, named: Sequence[int]) -> int:
    """How many words of the sentence point outside it without opening it: a pronoun with a gender before anybody is named, a
    connective behind the subject (“the mayor also said”), the writer's own *I* and *we*; a noun that sums up what was told
    before counts for `SUMMED_UP`."""
    words = opening_words(doc.language)
    summed_up = SUMMED_UP if first + 2 < last and _sums_up(doc, first) else 0
    if words.telling.isdisjoint(doc.lowers[first:last]):
        return summed_up
    name = bisect_left(named, doc.starts[first])
    first_name = named[name] if name < len(named) else len(doc.text)
    count = summed_up
    for token in range(first, last):
        lower = doc.lowers[token]
        near = token - first < _REACH
        unnamed = doc.starts[token] < first_name
        count += lower in words.first_persons or (near and lower in words.additive) or (unnamed and lower in words.gendered)
    return count


def _sums_up(doc: Document, first: int) -> bool:
    """“The move …”, “la cifra …”: a definite noun that stands for what was told before."""
    words = opening_words(doc.language)
    return (
        doc.lowers[first] in words.shell_articles
        and doc.words[first + 1] in words.shell_nouns
        and doc.lowers[first + 2] not in words.shell_links
    )


def _opens_with_connective(doc: Document, first: int, last: int) -> bool:
    connectives = connectives_of(doc.language).get(fold(doc.lowers[first]))
    if connectives is None:
        return False
    opening = [fold(word) for word in doc.lowers[first : min(last, first + _OPENING)] if word[0].isalnum()]
    told = f"{' '.join(opening)} "
    for connective in connectives:
        if told.startswith(connective):
            length = len(connective.split())
            complement = length > 1 and len(opening) > length and opening[length] in opening_words(doc.language).complements
            if not complement:
                return True
    return False


def _opens_with_pronoun(doc: Document, first: int, last: int) -> bool:
    words = opening_words(doc.language)
    if doc.lowers[first] not in words.pronouns:
        return False
    following = doc.lowers[first + 1] if first + 1 < last else ""
    return following not in words.calendar and not lexicon_of(doc.language).of(following) & CALENDAR


def _opens_with_known(doc: Document, first: int, last: int) -> bool:
    """The opening phrase is something told of before: “the same report”, “in that case”, “three more”, “las
    casas las ocupan”."""
    lexicon, words = lexicon_of(doc.language), opening_words(doc.language)
    lowers = doc.lowers
    token = first
    while token < min(last, first + _OPENING) and lexicon.of(lowers[token]) & PREPOSITION:
        token += 1
    if token + 1 >= last:
        return False
    near = next(
        (i for i in range(max(first + 1, token), min(last - 1, first + _NEAR)) if lowers[i] in words.demonstratives), None
    )
    if (
        token > first
        and near is not None
        and lexicon.of(lowers[near - 1]) & PREPOSITION
        and not lexicon.of(lowers[near + 1]) & RELATIVE
    ):
        token = near
        return lowers[token + 1] not in words.calendar and not lexicon.of(lowers[token + 1]) & CALENDAR
    if lexicon.of(lowers[token]) & DETERMINER:
        if doc.words[token + 1] in words.anaphoric and not _says_which(doc, token + 3, last):
            return True
        moved = token + 2 < last and lowers[token + 2] == lowers[token] and lexicon.of(lowers[token]) & CLITIC
        if moved and token == first:
            return True
    counted = doc.words[token][0].isdecimal() or lowers[token] in words.numerals
    return (
        counted and f"{' '.join(lowers[token + 1 : token + 4])} ".startswith(words.remainders) and not _compares(doc, token + 1)
    )


def _says_which(doc: Document, token: int, last: int) -> bool:
    """“the same day he won”, “el mismo día en que”: what it is the same as follows."""
    flags = [lexicon_of(doc.language).of(word) for word in doc.lowers[token : min(token + 2, last)]]
    return bool(flags) and (bool(flags[0] & PRONOUN) or any(flag & (RELATIVE | SUBORDINATOR) for flag in flags))


def _compares(doc: Document, token: int) -> bool:
    """“three more than”, “dos más que”: the base follows."""
    return any(word in opening_words(doc.language).bases for word in doc.lowers[token + 1 : token + 4])


def _speaks_for_somebody_else(doc: Document, first: int, last: int, named: Sequence[int]) -> bool:
    """An attribution in the middle or at the end whose speaker stands elsewhere: “…, he said”, “…, agregó, …”."""
    lexicon = lexicon_of(doc.language)
    for token in range(first + 1, last):
        if not lexicon.of(doc.lowers[token]) & UTTERANCE or not lexicon.of(doc.lowers[token]) & FINITE:
            continue
        before = token - 1
        pronoun = lexicon.of(doc.lowers[before]) & PRONOUN and doc.lowers[before] in opening_words(doc.language).personal
        if pronoun:
            before -= 1
        behind = doc.words[token + 1] if token + 1 < last else "."
        if behind[0].isalnum() or before < first or doc.words[before] not in _INSERTS:
            continue
        if pronoun and bisect_left(named, doc.starts[first]) < bisect_left(named, doc.starts[token]):
            continue
        if pronoun or doc.language.speech.pronoun_may_be_absent:
            return True
    return False


def _means_somebody_else(doc: Document, first: int, last: int, named: Sequence[int]) -> bool:
    """A personal pronoun near the start, and nobody named whom it could stand for: neither before it in the sentence, nor after
    the phrase that it opens with (“After his arrest, Guzmán …”)."""
    personal = opening_words(doc.language).personal
    for token in range(first, min(last, first + _REACH)):
        if doc.lowers[token] in personal:
            break
    else:
        return False
    if bisect_left(named, doc.starts[first]) < bisect_left(named, doc.starts[token]):
        return False
    comma = next((i for i in range(token, min(last, token + 2 * _REACH)) if doc.words[i] == ","), None)
    if comma is None or comma + 1 >= last:
        return True
    behind = doc.starts[min(comma + _REACH, last - 1)]
    return bisect_left(named, doc.starts[comma]) == bisect_left(named, behind + 1)
