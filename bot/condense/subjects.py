"""Sentences whose subject is left out: who did it stands in another sentence."""

from __future__ import annotations

from bot.condense.document import Document
from bot.condense.openings import opening_words
from bot.condense.quotes.lexicon import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    FINITE,
    NOUN_FORM,
    OTHER_VERB,
    PASSIVE,
    POSSESSIVE,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    UTTERANCE,
    Lexicon,
    lexicon_of,
)

_SUBJECT_BEHIND = 3


def lacks_subject(doc: Document, first: int, last: int) -> bool:
    """Where a language leaves out its pronouns: it opens with a verb, and no subject stands right behind."""
    if not doc.language.speech.pronoun_may_be_absent:
        return False
    lexicon = lexicon_of(doc.language)
    word = doc.lowers[first]
    flags = lexicon.of(word)
    says = flags & UTTERANCE and flags & FINITE and not flags & NOUN_FORM
    words = opening_words(doc.language)
    if flags & PREPOSITION:
        return _owner_left_out(doc, lexicon, first, last)
    if flags & ADVERB:
        first, flags = _behind_adverbs(doc, lexicon, first, last)
        word = doc.lowers[first]
        says = flags & UTTERANCE and flags & FINITE and not flags & NOUN_FORM
    if first + 1 < last and not flags & ~(OTHER_VERB | FINITE | UTTERANCE | AUXILIARY) and _meets_object(doc, first):
        return True
    acts = not flags & ~(OTHER_VERB | FINITE) and (flags & OTHER_VERB or word.endswith(words.verb_endings))
    if word in words.impersonal or not (says or flags & AUXILIARY or acts):
        return False
    following = lexicon.of(doc.lowers[first + 1]) if first + 1 < last else 0
    if flags & PASSIVE and following & DETERMINER:
        return True  # what stands behind *to be* is said of the subject
    return not _subject_follows(doc, lexicon, first, last)


def _meets_object(doc: Document, verb: int) -> bool:
    """“Elimina las multas”: what stands behind is the object, for its number is not the verb's."""
    speech = doc.language.speech
    if doc.lowers[verb + 1] not in opening_words(doc.language).shell_articles:
        return False
    many = doc.lowers[verb].endswith(speech.plural_verb_endings)
    return many != doc.lowers[verb + 1].endswith(speech.plural_endings)


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
