"""Sentences with a quotation in them: what of one is a statement of its own, and what is only the rest of the quotation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from bot.condense.document import Document
from bot.condense.quotes.lexicon import (
    AUXILIARY,
    CONJUNCTION,
    CUE,
    DETERMINER,
    FINITE,
    GERUND,
    MANNER,
    OTHER_VERB,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    UTTERANCE,
    lexicon_of,
)
from bot.model.text import Span

_MARKS = 5
_ATTRIBUTION = 7


class Stretches:
    """Disjoint stretches of a text, asked many times whether they meet another."""

    __slots__ = ("_spans",)

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)

    def first(self, span: Span) -> int:
        """Where the first stretch that meets `span` starts; its end where none does."""
        at = bisect_left(self._spans, (span.start, span.start))
        before = at and self._spans[at - 1].overlaps(span)
        return self._spans[at - 1].start if before else self._spans[at].start if at < len(self._spans) else span.end

    def meet(self, start: int, end: int) -> bool:
        at = bisect_left(self._spans, (end, end)) - 1
        return at >= 0 and start < self._spans[at].end and self._spans[at].start < end


def is_remainder(doc: Document, quoted: Stretches, first: int, last: int) -> bool:
    """What is left of a sentence of speech: “…?” the mayor asked, pointing at the door."""
    before = doc.starts[first]
    if first == 0 or not quoted.meet(max(0, before - _MARKS), before):
        return False
    lexicon = lexicon_of(doc.language)
    for token in range(first, min(last, first + _ATTRIBUTION)):
        if lexicon.of(doc.lowers[token]) & UTTERANCE and lexicon.of(doc.lowers[token]) & FINITE:
            return True
        if not doc.words[token][0].isalnum() and doc.words[token] != ".":
            return False
    return False


def cut_before_quotation(doc: Document, quoted: Stretches, first: int, last: int) -> int:
    """The token at which a clause about the quotation starts, behind a statement whole in itself (“…, calling it ‘…’”, “… and
    said ‘…’”); `first` where there is none."""
    lexicon = lexicon_of(doc.language)
    flags = [lexicon.of(lower) for lower in doc.lowers[first:last]]
    cut, acts, told, deep = first, False, False, False
    for token in range(first, last):
        if quoted.meet(doc.starts[token], doc.ends[token]):
            return first if _attributed_behind(doc, quoted, token, last) else cut
        here = flags[token - first]
        following = flags[token + 1 - first] if token + 1 < last else 0
        if acts and _opens_clause(doc, token, here, following, deep=deep):
            before = token - 1 if doc.words[token - 1] == "," else token
            whole = doc.words[before - 1][0].isalnum() and not flags[before - 1 - first] & (CONJUNCTION | PREPOSITION)
            cut = before if whole else cut
        if here & (SUBORDINATOR | RELATIVE | GERUND) and not here & MANNER:
            acts = False  # a clause that has begun wants its verb before it may end
            deep = deep or not (token > first and flags[token - 1 - first] & UTTERANCE)
        elif here & UTTERANCE and here & FINITE:
            told = doc.words[min(token + 1, last - 1)][0].isalnum()  # behind *said* a clause begins, with *that* or without
            acts = not told
        elif here & AUXILIARY or (not told and (here & OTHER_VERB or _is_past(doc, token, here))):
            acts = True
        elif here & UTTERANCE:
            deep = True
    return first


def _attributed_behind(doc: Document, quoted: Stretches, quote: int, last: int) -> bool:
    """“…, considers the former president”: who says all this stands at the end, so nothing of it may be told without that."""
    lexicon = lexicon_of(doc.language)
    for token in range(last - 1, quote, -1):
        if quoted.meet(doc.starts[token], doc.ends[token]):
            return False
        flags = lexicon.of(doc.lowers[token])
        if flags & CUE and flags & FINITE:
            return True
    return False


def _opens_clause(doc: Document, token: int, here: int, following: int, *, deep: bool) -> bool:
    """“, calling …”, “, to whom …”, “while …”, “and said …”. `deep`: within a clause of another
    verb, whose own “while …” it may be."""
    if doc.words[token] == ",":
        return bool(
            following & GERUND or (following & PREPOSITION and lexicon_of(doc.language).of(doc.lowers[token + 2]) & RELATIVE)
        )
    opens = doc.lowers[token] in doc.language.basics.cut_before and (not deep or doc.words[token - 1] == ",")
    return opens or bool(here & CONJUNCTION and following & UTTERANCE and following & FINITE)


def _is_past(doc: Document, token: int, flags: int) -> bool:
    """An unknown word that ends like a verb in the past and stands like one: behind no article, preposition or hyphen."""
    word, endings = doc.words[token], doc.language.basics.past_endings
    if flags or not endings or not word.islower() or not word.endswith(endings):
        return False
    before = doc.words[token - 1]
    return before[0].isalnum() and not lexicon_of(doc.language).of(before.casefold()) & (DETERMINER | PREPOSITION | CONJUNCTION)
