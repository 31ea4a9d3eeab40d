"""Walks from a figure to the words that lead to it: its noun, its verb, who has it, the whole that opens the sentence."""

from __future__ import annotations

from bot.condense.figures.clause import ASIDE, STOPS, Clause
from bot.condense.figures.found import Part
from bot.condense.figures.nouns import is_plural

_NOUN = 6
"""How many words the noun before `of $5 million` may have."""

_BRACKETS = 12
"""How many tokens a conversion in brackets may have: `(49,000 millones de dólares)`."""

_ACTION = 12
"""How many words of a verb phrase may stand before the time it takes."""


def noun_before(clause: Clause, start: int, floor: int) -> Part | None:
    """The noun that leads to the figure at `start`: `a cost of $5`, `la industria (5,9)`."""
    lex, lowers = clause.lex, clause.lowers
    at = _over_gaps(clause, start, floor)
    if at <= floor or not (lowers[at] in lex.complements or lowers[at] in {"(", ":"}):
        return None
    first = at
    while first > max(floor, at - _NOUN) and clause.is_content(first - 1):
        moves = lowers[first - 1] in lex.moves or lowers[first - 1] in lex.passages
        listed = lowers[first - 1] in lex.verbs and not moves
        if clause.is_verb(first - 1) and (first < at or not listed):
            break
        first -= 1
        link = first - 1
        while link > floor and lowers[link] in lex.determiners:
            link -= 1
        # `una fianza en Miami de …`: a name behind a preposition is no noun of its own
        named = clause.sentence.words[first][0].isupper() and lowers[link] in lex.complement_links
        if link > floor and (named or lowers[link] in lex.noun_links) and clause.is_content(link - 1):
            first = link
    return clause.trim(first, at)


def holder(clause: Clause, start: int, floor: int) -> Part | None:
    """Who has, gets or wins what is counted; only a name, the rest goes without saying."""
    at = _over_gaps(clause, start, floor)
    part = clause.subject(at + 1, floor) if at >= floor and clause.lowers[at] in clause.lex.holding else None
    if part is None:
        return None
    words, (first, last) = clause.sentence.words, part
    if first == clause.floor and last - first == 1 and is_plural(clause.sentence, first):
        return None  # `Officers took 11 firearms`: the capital only opens the sentence
    while first < last and not words[first][0].isupper():
        first += 1
    if first == clause.floor and last - first > 1 and words[first + 1][0].islower():
        return None
    end = first
    while end < last and (not words[end][0].islower() or clause.lowers[end] in clause.lex.name_links):
        end += 1
    return clause.trim(first, end)


def last_verb(clause: Clause, start: int, floor: int) -> int | None:
    """The full verb, or what stands in its place, right before the figure, over prepositions and adverbs."""
    at = start - 1
    while at >= floor and not clause.is_verb(at) and not clause.is_content(at):
        at -= 1
    return at if at >= floor and clause.lowers[at].isalpha() and clause.lowers[at] not in clause.lex.copulas else None


def action_start(clause: Clause, end: int, floor: int) -> int | None:
    """Where the verb phrase starts whose last word stands at `end`: its full verb, in the same clause."""
    for at in range(end, max(floor, end - _ACTION) - 1, -1):
        word = clause.lowers[at]
        if word in STOPS or word == "," or word in clause.lex.clause_openers:
            return None
        if clause.is_verb(at):
            helps = word in clause.lex.copulas or word in clause.lex.holding
            return at + helps if at + helps <= end else None
    return None


def fronted_whole(clause: Clause, end: int) -> Part | None:
    """The whole that opens the sentence: `Of the firearms submitted for tracing, 70 % came from …`."""
    link = clause.lex.whole_links.ahead(clause.lowers, clause.floor, clause.stop)
    while link is not None and end > link.last and clause.lowers[end - 1] in clause.lex.gaps:
        end -= 1
    if link is None or end <= link.last or clause.lowers[end - 1] != ",":
        return None
    return clause.trim(link.last, end - 1) if end - link.last <= ASIDE else None


def over_brackets(clause: Clause, at: int) -> int:
    """The token behind a conversion in brackets that starts, or ends, at `at`."""
    if clause.sentence.at(at) == "(":
        closing = (end for end in range(at, min(at + _BRACKETS, clause.stop)) if clause.lowers[end] == ")")
        return next(closing, at - 1) + 1
    return at + (clause.sentence.at(at) == ")")


def _over_gaps(clause: Clause, start: int, floor: int) -> int:
    """The token before the figure and its article."""
    at = start - 1
    while at > floor and clause.lowers[at] in clause.lex.gaps:
        at -= 1
    return at
