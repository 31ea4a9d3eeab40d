"""What stands around a name tells what it names."""

from __future__ import annotations

import re

from bot.condense.names.entity import Kind
from bot.condense.names.lexicon import (
    ACT,
    AGE,
    ARTICLE,
    BODY,
    CREDIT,
    DEFINITE,
    EVENT,
    FUNCTION,
    GIVEN,
    INNER,
    LEADER,
    LOCATIVE,
    MODIFIER,
    NAMED,
    NAMER,
    NOT_NAME,
    POSSESSIVE,
    PREPOSITION,
    RELATIVE,
    SURNAME,
    THING,
    TITLE,
    fold,
)
from bot.condense.names.nicknames import nickname_behind
from bot.condense.names.phrases import is_verb
from bot.condense.names.pieces import Piece
from bot.condense.names.reading import APOSTROPHES, Reading
from bot.condense.names.roles import office_before

_CAMEL = re.compile(r"(?!(?:Ma?c|Fitz|De|La|Le|Van|Di|Du|Jo|Mary|Anna?)[A-Z])[A-Z]+[a-z]+[A-Z]\w*")
_ACRONYM = 3
_APPOSITION_WORDS = 6
_NOUN_WORDS = 3
_ECHO_WORDS = 3


def kind_by_neighbours(reading: Reading, piece: Piece) -> Kind | None:  # noqa: PLR0911 a list of rules, the first that fits decides
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
    described = _described(reading, piece)
    if described is not None and not (single and described == "person"):
        return described
    telling = None if single else _several(reading, piece)
    if telling is not None:
        return telling
    marks = reading.marks
    before = marks[piece.first - 1] if piece.first and reading.same_line(piece.first - 1, piece.first) else 0
    if (
        before & LOCATIVE
        and len(word) > 1
        and not reading.owned(piece.last)
        and (
            not marks[piece.last - 1] & (BODY | GIVEN | SURNAME)
            or (not single and marks[piece.first] & ARTICLE)
            or _before_its_state(reading, piece.last)
        )
    ):
        return "place"
    if single:
        return _single(reading, piece)
    named = marks[piece.last - 1] & SURNAME and not marks[piece.first] & (BODY | TITLE | MODIFIER | FUNCTION)
    if named and not reading.opens(piece.first):
        return "person"
    if _acts(reading, piece) and not marks[piece.last - 1] & NOT_NAME:
        bodied = (before | marks[piece.first]) & ARTICLE and not marks[piece.last - 1] & SURNAME
        return "organisation" if bodied else "person"
    return None


def names_a_thing(reading: Reading, piece: Piece) -> bool:
    """The name of a place or a person that something else bears: calle Durango, queso Oaxaca, her Chihuahua."""
    if piece.kind not in {"place", "person"}:
        return False
    marks, words = reading.marks, reading.doc.words
    if _credited(reading, piece) or _part_of_a_thing(reading, piece):
        return True
    before, after = piece.first - 1, piece.last
    lead = marks[before] if before >= 0 and reading.same_line(before, piece.first) else 0
    tail = marks[after] if after < len(words) and reading.same_line(after - 1, after) and words[after][0].islower() else None
    if (lead & NAMER and words[before][0].islower()) or (tail and tail & NAMED):
        return True
    if piece.kind == "person" or piece.alias is None or piece.last - piece.first > 1:
        return False
    counted = lead & POSSESSIVE or (lead & ARTICLE and not lead & (DEFINITE | PREPOSITION))
    ends = tail is None or bool(tail & (FUNCTION | RELATIVE)) or is_verb(reading, after)
    return bool(counted) and ends and all(bearer.sort != "country" for bearer in piece.alias.bearers)


def _credited(reading: Reading, piece: Piece) -> bool:
    """Whoever took the picture: Foto: Ana Toro."""
    colon = piece.first - 1
    words, marks = reading.doc.words, reading.marks
    return colon > 0 and piece.kind == "person" and words[colon] == ":" and bool(marks[colon - 1] & CREDIT)


def _part_of_a_thing(reading: Reading, piece: Piece) -> bool:
    """The last words of a treaty, an operation, a war: Acuerdo de Paz de La Habana."""
    words, marks, k = reading.doc.words, reading.marks, piece.first - 1
    if k < 1 or not marks[k] & INNER or not reading.same_line(k, piece.first):
        return False
    return bool(marks[k - 1] & EVENT and reading.same_line(k - 1, k)) and words[k - 1][0].isupper() and not reading.opens(k - 1)


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


def _several(reading: Reading, piece: Piece) -> Kind | None:
    """What tells a name of several words: an office before it, an alias behind it, who leads it, capitals inside it."""
    if office_before(reading, piece) is not None or nickname_behind(reading, piece.first, piece.last, strict=True) is not None:
        return "person"
    camel = _CAMEL.fullmatch(reading.doc.words[piece.first])
    return "organisation" if camel or _led(reading, piece.first) or _initialled(reading, piece) else None


def _led(reading: Reading, first: int) -> bool:
    """Somebody leads it, or works with it: director of X; analyst with X."""
    k = first - 1
    marks = reading.marks
    if k > 0 and marks[k] & ARTICLE and not marks[k] & PREPOSITION and reading.same_line(k, first):
        k -= 1
    if k < 1 or not (marks[k] & PREPOSITION and marks[k - 1] & LEADER):
        return False
    return reading.same_line(k - 1, k) and reading.same_line(k, k + 1)


def _initialled(reading: Reading, piece: Piece) -> bool:
    """An acronym and a word that is none: NHS England, ABC Capital."""
    words = reading.doc.words
    first = words[piece.first]
    return len(first) >= _ACRONYM and first.isupper() and not words[piece.last - 1].isupper()


def _before_its_state(reading: Reading, at: int) -> bool:
    """A comma and a known place: Aurora, Colorado."""
    if at + 1 >= len(reading.marks) or reading.doc.words[at] != ",":
        return False
    match = reading.matches.get(at + 1)
    return match is not None and all(bearer.kind == "place" for bearer in match[1].bearers)


def _acronym_of_a_body(reading: Reading, piece: Piece) -> bool:
    first = piece.first
    before = reading.marks[first - 1] if first and reading.same_line(first - 1, first) else 0
    return len(reading.doc.words[first]) > 2 and bool(before & ARTICLE or _acts(reading, piece))


def _single(reading: Reading, piece: Piece) -> Kind | None:
    """One word that nothing else tells: a body by capitals inside it (PolitiFact), a person by its list and a verb."""
    word = reading.doc.words[piece.first]
    mark = reading.marks[piece.first]
    if _CAMEL.fullmatch(word):
        return "organisation"
    common = mark & (FUNCTION | NOT_NAME | TITLE) or reading.doc.lowers[piece.first] in reading.written
    return "person" if mark & (GIVEN | SURNAME) and not common and _acts(reading, piece) else None


def _acts(reading: Reading, piece: Piece) -> bool:
    """A verb that people do stands right before or behind."""
    marks, doc = reading.marks, reading.doc
    first, last = piece.first, piece.last
    if first and marks[first - 1] & ACT and reading.same_line(first - 1, first) and doc.words[first - 1][0].islower():
        return True
    return last < len(marks) and bool(marks[last] & ACT) and reading.same_line(last - 1, last) and doc.words[last][0].islower()


def _described(reading: Reading, piece: Piece) -> Kind | None:
    """What an age, a relative clause about people, or an apposition behind the name says it is."""
    doc, marks = reading.doc, reading.marks
    words = doc.words
    at = piece.last
    if at + 1 >= len(words) or doc.sentence_of[at + 1] != doc.sentence_of[piece.first]:
        return None
    close = not _complement(reading, piece)
    if marks[at] & RELATIVE:
        return "person" if close else None
    if words[at] not in ",(":
        return None
    at += 1
    if (marks[at] & RELATIVE and close) or _age(reading, at):
        return "person"
    return _apposition(reading, at)


def _complement(reading: Reading, piece: Piece) -> bool:
    """The name only says of what the noun before it is, so that what stands behind it is said of somebody before: the editor
    of the portal X, who …"""
    before = piece.first - 1
    if before < 1 or not reading.same_line(before, piece.first) or not reading.doc.words[before][0].islower():
        return False
    marks = reading.marks
    if marks[before] & INNER:
        return True
    noun = before
    while (
        noun
        and before - noun < _NOUN_WORDS
        and not marks[noun] & ~(BODY | MODIFIER | NAMER | THING)
        and reading.same_line(noun - 1, noun)
    ):
        noun -= 1
    return noun < before and bool(marks[noun] & (ARTICLE | INNER))


def _age(reading: Reading, at: int) -> bool:
    """`34,` · `34)` · `de 34 años`."""
    words, marks = reading.doc.words, reading.marks
    if marks[at] & INNER:
        return at + 2 < len(words) and words[at + 1].isdigit() and bool(marks[at + 2] & AGE)
    if not words[at].isdigit() or len(words[at]) > 2 or at + 1 >= len(words):
        return False
    return bool(marks[at + 1] & AGE) or words[at + 1] in ",)"


def _apposition(reading: Reading, at: int) -> Kind | None:
    """The first noun for a person or a body within a few words: `, the official news agency`."""
    words, marks = reading.doc.words, reading.marks
    article = bool(marks[at] & ARTICLE)
    kind: Kind | None = None
    for k in range(at, min(at + _APPOSITION_WORDS, len(words))):
        if words[k] in APOSTROPHES or (k > at and reading.owned(k - 1)):
            continue
        if not words[k][0].isalpha() or (marks[k] & FUNCTION and k > at):
            break
        if article or words[k][0].islower():
            if marks[k] & TITLE:
                return "person"
            if marks[k] & BODY and article and words[k][0].islower():
                kind = "organisation"
    return kind


def name_by_echo(reading: Reading, pieces: list[Piece]) -> None:
    """Two or three words of unknown kind whose last one stands alone elsewhere name a person: only people are so shortened."""
    marks = reading.marks
    alone = {
        fold(reading.doc.lowers[piece.first])
        for piece in pieces
        if piece.last - piece.first == 1
        and piece.kind in {None, "person"}
        and not (piece.first and marks[piece.first - 1] & ARTICLE)
    }
    for piece in pieces:
        if piece.kind is None and piece.alias is None and 1 < piece.last - piece.first <= _ECHO_WORDS:
            last = piece.last - 1
            plain = not any(marks[k] & (BODY | NOT_NAME) or k in reading.matches for k in range(piece.first, piece.last))
            if (
                plain
                and not reading.doc.words[last].isupper()
                and fold(reading.doc.lowers[last]) in alone
                and reading.doc.lowers[last] not in reading.written
            ):
                piece.kind = "person"
