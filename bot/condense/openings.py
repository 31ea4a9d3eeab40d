"""The words by which a sentence points outside itself, by language, compiled once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.languages import Language
from bot.model.folding import fold

_VERBAL = 4
"""Endings of so many letters, or with an accent on the last, are a verb's alone; others are nouns' too (*ía*)."""


class Opening:
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
def opening_words(language: Language) -> Opening:
    return Opening(language)


@cache
def connectives_of(language: Language) -> Mapping[str, tuple[str, ...]]:
    """By their first word, accents folded, each with a space behind it."""
    found: dict[str, tuple[str, ...]] = {}
    for connective in map(fold, language.basics.connectives):
        first = connective.split()[0]
        found[first] = (*found.get(first, ()), f"{connective} ")
    return found
