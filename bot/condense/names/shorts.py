"""Short names in brackets, and what the quotation marks of a title hold."""

from __future__ import annotations

from bot.condense.names.lexicon import BODY, INNER, THING, fold
from bot.condense.names.pieces import Piece
from bot.condense.names.reading import CLOSING, OPENING, Reading

_SHORTEST = 3
_TITLE_WORDS = 7
_MARKS = OPENING | CLOSING


def by_acronym(reading: Reading, piece: Piece) -> list[Piece]:
    """The piece; or two, where the acronym behind it is of its last words alone: Comisión de X de la Real Academia (RA…)."""
    doc, marks = reading.doc, reading.marks
    at = piece.last
    short = doc.words[at + 1] if doc.words[at : at + 1] == ["("] and doc.words[at + 2 : at + 3] == [")"] else ""
    if piece.kind != "organisation" or piece.alias is not None or len(short) < _SHORTEST or not short.isupper():
        return [piece]
    telling = [k for k in range(piece.first, piece.last) if doc.words[k][0].isalnum() and not marks[k] & INNER]
    letters = [fold(doc.lowers[k])[0] for k in telling]
    wanted = list(fold(short))
    if len(telling) <= len(wanted) or letters[: len(wanted)] == wanted or letters[-len(wanted) :] != wanted:
        return [piece]
    tail = telling[-len(wanted)]
    head = tail
    while head > piece.first and (marks[head - 1] & INNER or not doc.words[head - 1][0].isalnum()):
        head -= 1
    if not any(marks[k] & BODY for k in range(piece.first, head)):
        return [piece]
    return [Piece(piece.first, head, "organisation"), Piece(tail, piece.last, "organisation")]


def in_title(reading: Reading, piece: Piece) -> bool:
    """The piece stands in the quoted title of something: the coalition ‘Todos por México’ is no place."""
    if piece.kind not in {"place", "organisation"}:
        return False
    words, sentence_of = reading.doc.words, reading.doc.sentence_of
    opening = next((k for k in range(piece.first - 1, max(piece.first - _TITLE_WORDS, 0), -1) if words[k] in _MARKS), None)
    if opening is None or words[opening] not in OPENING or not reading.marks[opening - 1] & THING:
        return False
    closing = range(piece.last, min(piece.last + _TITLE_WORDS, len(words)))
    return sentence_of[opening] == sentence_of[piece.first] and any(
        words[k] in CLOSING and sentence_of[k] == sentence_of[piece.first] for k in closing
    )
