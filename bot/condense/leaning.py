"""Sentences that lean on the one before: somebody who reads only them does not know who is meant, or what they oppose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from bot.condense.document import Document
from bot.condense.quotes.lexicon import (
    ADVERB,
    AUXILIARY,
    CALENDAR,
    CLITIC,
    CONJUNCTION,
    DETERMINER,
    FINITE,
    NOUN_FORM,
    OTHER_VERB,
    PASSIVE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    UTTERANCE,
    Lexicon,
    lexicon_of,
)
from bot.languages import Language
from bot.model.folding import fold

_REACH = 8
"""So many tokens from the start, a personal pronoun still stands for somebody outside the sentence."""

_OPENING = 6
_NEAR = 5
_INSERTS = frozenset({",", "—", "–", "-"})
_SUBJECT_BEHIND = 3
_VERBAL = 4
"""Endings of so many letters, or with an accent on the last, are a verb's alone; others are nouns' too (*ía*)."""


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
        or not _opening_words(doc.language).first_persons.isdisjoint(doc.lowers[first : min(last, first + _REACH)])
        or not _opening_words(doc.language).singular.isdisjoint(doc.lowers[first:last])
        or _means_somebody_else(doc, first, last, named)
        or _lacks_subject(doc, first, last)
    )


def vague(doc: Document, first: int, last: int, named: Sequence[int]) -> int:
    """How many words of the sentence point outside it without opening it: a pronoun with a gender before anybody is named, a
    connective behind the subject (“the mayor also said”), the writer's own *I* and *we*."""
    words = _opening_words(doc.language)
    summed_up = first + 2 < last and _sums_up(doc, first)
    if words.telling.isdisjoint(doc.lowers[first:last]):
        return summed_up
    name = bisect_left(named, doc.starts[first])
    first_name = named[name] if name < len(named) else len(doc.text)
    count = int(summed_up)
    for token in range(first, last):
        lower = doc.lowers[token]
        near = token - first < _REACH
        unnamed = doc.starts[token] < first_name
        count += lower in words.first_persons or (near and lower in words.additive) or (unnamed and lower in words.gendered)
    return count


def _sums_up(doc: Document, first: int) -> bool:
    """“The move …”, “la cifra …”: a definite noun that stands for what was told before."""
    words = _opening_words(doc.language)
    return (
        doc.lowers[first] in words.shell_articles
        and doc.words[first + 1] in words.shell_nouns
        and doc.lowers[first + 2] not in words.shell_links
    )


def _opens_with_connective(doc: Document, first: int, last: int) -> bool:
    connectives = _connectives(doc.language).get(fold(doc.lowers[first]))
    if connectives is None:
        return False
    opening = [fold(word) for word in doc.lowers[first : min(last, first + _OPENING)] if word[0].isalnum()]
    told = f"{' '.join(opening)} "
    for connective in connectives:
        if told.startswith(connective):
            length = len(connective.split())
            complement = length > 1 and len(opening) > length and opening[length] in _opening_words(doc.language).complements
            if not complement:
                return True
    return False


def _opens_with_pronoun(doc: Document, first: int, last: int) -> bool:
    words = _opening_words(doc.language)
    if doc.lowers[first] not in words.pronouns:
        return False
    following = doc.lowers[first + 1] if first + 1 < last else ""
    return following not in words.calendar and not lexicon_of(doc.language).of(following) & CALENDAR


def _opens_with_known(doc: Document, first: int, last: int) -> bool:
    """The opening phrase is something told of before: “the same report”, “in that case”, “three more”, “las
    casas las ocupan”."""
    lexicon, words = lexicon_of(doc.language), _opening_words(doc.language)
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
        if doc.words[token + 1] in words.anaphoric:
            return True
        moved = token + 2 < last and lowers[token + 2] == lowers[token] and lexicon.of(lowers[token]) & CLITIC
        if moved and token == first:
            return True
    counted = doc.words[token][0].isdecimal() or lowers[token] in words.numerals
    return (
        counted and f"{' '.join(lowers[token + 1 : token + 4])} ".startswith(words.remainders) and not _compares(doc, token + 1)
    )


def _compares(doc: Document, token: int) -> bool:
    """“three more than”, “dos más que”: the base follows."""
    return any(word in _opening_words(doc.language).bases for word in doc.lowers[token + 1 : token + 4])


def _speaks_for_somebody_else(doc: Document, first: int, last: int, named: Sequence[int]) -> bool:
    """An attribution in the middle or at the end whose speaker stands elsewhere: “…, he said”, “…, agregó, …”."""
    lexicon = lexicon_of(doc.language)
    for token in range(first + 1, last):
        if not lexicon.of(doc.lowers[token]) & UTTERANCE or not lexicon.of(doc.lowers[token]) & FINITE:
            continue
        before = token - 1
        pronoun = lexicon.of(doc.lowers[before]) & PRONOUN and doc.lowers[before] in _opening_words(doc.language).personal
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
    personal = _opening_words(doc.language).personal
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


def _lacks_subject(doc: Document, first: int, last: int) -> bool:
    """Where a language leaves out its pronouns: it opens with a verb, and no subject stands right behind."""
    if not doc.language.speech.pronoun_may_be_absent:
        return False
    lexicon = lexicon_of(doc.language)
    word = doc.lowers[first]
    flags = lexicon.of(word)
    says = flags & UTTERANCE and flags & FINITE and not flags & NOUN_FORM
    words = _opening_words(doc.language)
    if flags & PREPOSITION:
        return _owner_left_out(doc, lexicon, first, last)
    if flags & ADVERB:
        first, flags = _behind_adverbs(doc, lexicon, first, last)
        word = doc.lowers[first]
        says = flags & UTTERANCE and flags & FINITE and not flags & NOUN_FORM
    acts = not flags & ~(OTHER_VERB | FINITE) and (flags & OTHER_VERB or word.endswith(words.verb_endings))
    if word in words.impersonal or not (says or flags & AUXILIARY or acts):
        return False
    following = lexicon.of(doc.lowers[first + 1]) if first + 1 < last else 0
    if flags & PASSIVE and following & DETERMINER:
        return True  # what stands behind *to be* is said of the subject
    return not _subject_follows(doc, lexicon, first, last)


def _owner_left_out(doc: Document, lexicon: Lexicon, first: int, last: int) -> bool:
    """“In his letter said that …”: whose letter it is, and who said so, stands elsewhere."""
    if first + 3 >= last or not lexicon.of(doc.lowers[first + 1]) & POSSESSIVE:
        return False
    verb = first + 3 + (doc.words[first + 3] == ",")
    flags = lexicon.of(doc.lowers[min(verb, last - 1)])
    return bool(flags & UTTERANCE and flags & FINITE and not flags & NOUN_FORM)


def _behind_adverbs(doc: Document, lexicon: Lexicon, first: int, last: int) -> tuple[int, int]:
    """The first token behind the adverbs that open the sentence, and what it may be."""
    token = first
    while token + 1 < last and (lexicon.of(doc.lowers[token]) & ADVERB or doc.words[token] == ","):
        token += 1
    return token, lexicon.of(doc.lowers[token])


def _subject_follows(doc: Document, lexicon: Lexicon, first: int, last: int) -> bool:
    """A noun phrase right behind the verb of token `first`, before a preposition or a clause takes it away."""
    for token in range(first + 1, min(last, first + 1 + _SUBJECT_BEHIND)):
        flags = lexicon.of(doc.lowers[token])
        if flags & (PREPOSITION | SUBORDINATOR | RELATIVE | CONJUNCTION):
            return False
        if flags & DETERMINER or doc.words[token][0].isupper() or doc.words[token][0].isdecimal():
            return True
    return False


class _Opening:
    __slots__ = (
        "additive",
        "anaphoric",
        "bases",
        "calendar",
        "complements",
        "demonstratives",
        "first_persons",
        "gendered",
        "impersonal",
        "numerals",
        "personal",
        "pronouns",
        "remainders",
        "shell_articles",
        "shell_links",
        "shell_nouns",
        "singular",
        "telling",
        "verb_endings",
    )

    def __init__(self, language: Language) -> None:
        speech, basics = language.speech, language.basics
        self.pronouns = frozenset(word.casefold() for word in basics.pronouns) - frozenset(speech.clitics)
        self.personal = frozenset(speech.subject_pronouns) - frozenset(speech.determiners)
        pronouns = {**speech.subject_pronouns, **speech.possessive_pronouns}
        self.gendered = frozenset(word for word, pronoun in pronouns.items() if pronoun.gender) - frozenset(speech.determiners)
        self.first_persons = frozenset(speech.first_persons)
        self.additive = frozenset(word for word in basics.connectives if " " not in word) - frozenset(speech.conjunctions)
        self.telling = self.gendered | self.first_persons | self.additive
        endings = (ending for paradigm in speech.paradigms.values() for ending in paradigm.finite)
        self.verb_endings = tuple(sorted({ending for ending in endings if _is_verbal(ending)}))
        self.complements = frozenset(speech.prepositions)
        self.calendar = frozenset(basics.calendar_nouns)
        self.demonstratives = self.pronouns - self.gendered - self.personal - frozenset(speech.possessive_pronouns)
        self.anaphoric = frozenset(basics.anaphoric)
        self.shell_articles = frozenset(basics.shell_articles)
        self.shell_nouns = frozenset(basics.shell_nouns)
        self.shell_links = frozenset(basics.shell_links)
        self.singular = frozenset(basics.first_person_singular)
        self.impersonal = frozenset(basics.impersonal_verbs)
        self.remainders = tuple(f"{words} " for words in basics.remainders)
        self.numerals = frozenset(language.numbers.cardinals)
        self.bases = frozenset(basics.comparison_bases)


def _is_verbal(ending: str) -> bool:
    return not ending[-1:].isascii() or (len(ending) >= _VERBAL and ending.isascii())


@cache
def _opening_words(language: Language) -> _Opening:
    return _Opening(language)


@cache
def _connectives(language: Language) -> Mapping[str, tuple[str, ...]]:
    """By their first word, accents folded, each with a space behind it."""
    found: dict[str, tuple[str, ...]] = {}
    for connective in map(fold, language.basics.connectives):
        first = connective.split()[0]
        found[first] = (*found.get(first, ()), f"{connective} ")
    return found
