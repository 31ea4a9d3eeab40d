"""What stands around a name tells what it names."""

from __future__ import annotations

from bot.condense.names.entity import Kind
from bot.condense.names.lexicon import (
    ACT,
    AGE,
    ARTICLE,
    BODY,
    FUNCTION,
    GIVEN,
    INNER,
    LOCATIVE,
    MODIFIER,
    RELATIVE,
    SURNAME,
    TITLE,
)
from bot.condense.names.pieces import Piece
from bot.condense.names.runs import CLOSING, OPENING, Reading

_APPOSITION_WORDS = 4


def kind_by_neighbours(reading: Reading, piece: Piece) -> Kind | None:
    """The kind of a piece that its own words leave open; None: nothing tells."""
    doc = reading.doc
    words = doc.words
    single = piece.last - piece.first == 1
    word = words[piece.first]
    if titled(reading, piece.first):
        piece.titled = True
        return "person"
    if single and len(word) > 1 and word.isupper():
        return "organisation" if _acronym_of_a_body(reading, piece) else None
    if not single and _described_as_person(reading, piece):
        return "person"
    marks = reading.marks
    before = marks[piece.first - 1] if piece.first and reading.same_line(piece.first - 1, piece.first) else 0
    if before & LOCATIVE and not marks[piece.last - 1] & (BODY | GIVEN | SURNAME):
        return "place"
    if single:
        return None
    if marks[piece.last - 1] & SURNAME and not marks[piece.first] & (BODY | TITLE | MODIFIER | FUNCTION):
        return "person"
    if _acts(reading, piece) and not before & ARTICLE:
        return "person"
    return None


def titled(reading: Reading, first: int) -> bool:
    """A lower-case title stands right before, with or without adjectives: el presidente municipal X."""
    doc, marks = reading.doc, reading.marks
    k = first - 1
    while k >= 0 and marks[k] & MODIFIER and not marks[k] & TITLE and reading.same_line(k, k + 1):
        k -= 1
    return (
        k >= 0
        and bool(marks[k] & TITLE)
        and reading.same_line(k, k + 1)
        and not (marks[k] & GIVEN and doc.words[k][0].isupper())
    )


def _acronym_of_a_body(reading: Reading, piece: Piece) -> bool:
    first = piece.first
    before = reading.marks[first - 1] if first and reading.same_line(first - 1, first) else 0
    return len(reading.doc.words[first]) > 2 and bool(before & ARTICLE or _acts(reading, piece))


def _acts(reading: Reading, piece: Piece) -> bool:
    """A verb that people do stands right before or behind."""
    marks, doc = reading.marks, reading.doc
    first, last = piece.first, piece.last
    if first and marks[first - 1] & ACT and reading.same_line(first - 1, first) and doc.words[first - 1][0].islower():
        return True
    return last < len(marks) and bool(marks[last] & ACT) and reading.same_line(last - 1, last) and doc.words[last][0].islower()


def _described_as_person(reading: Reading, piece: Piece) -> bool:
    """An age, a relative clause about a person, or an apposition with a title follows."""
    doc, marks = reading.doc, reading.marks
    words = doc.words
    at = piece.last
    if at >= len(words) or doc.sentence_of[at] != doc.sentence_of[piece.first]:
        return False
    if marks[at] & RELATIVE:
        return True
    if words[at] not in ",(":
        return False
    at += 1
    stop = min(at + _APPOSITION_WORDS, len(words))
    if at >= stop:
        return False
    if marks[at] & RELATIVE:
        return True
    if words[at].isdigit():
        return len(words[at]) <= 2 and at + 1 < len(words) and (bool(marks[at + 1] & AGE) or words[at + 1] in ",)")
    if marks[at] & INNER and at + 2 < len(words) and words[at + 1].isdigit() and marks[at + 2] & AGE:
        return True
    for k in range(at, stop):
        if words[k] in CLOSING or words[k] in OPENING or words[k] in ",.;:":
            return False
        if marks[k] & TITLE and words[k][0].islower():
            return True
    return False
