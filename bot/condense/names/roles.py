"""What a person is, as the article words it, and the gender that titles and given names tell."""

from __future__ import annotations

from bot.condense.names.lexicon import (
    ABBREVIATION,
    ACT,
    ARTICLE,
    COORDINATOR,
    FUNCTION,
    GIVEN,
    HONORIFIC,
    INNER,
    LOCATIVE,
    MODIFIER,
    NOT_NAME,
    RELATIVE,
    STOP,
    TITLE,
)
from bot.condense.names.pieces import Piece
from bot.condense.names.reading import APOSTROPHES, Reading
from bot.model.desk import Gender

_ROLE_WORDS = 14
_HEAD_WITHIN = 4
_OFFICE_WORDS = 8
_MENTIONS_READ = 6
_STOPS = frozenset(',;:.()“”"«»—–?!…')


def role_of(reading: Reading, pieces: list[Piece]) -> str | None:
    """The most telling of an apposition behind the name, a title before it, and an office before it with a comma."""
    best: str | None = None
    for piece in pieces[:_MENTIONS_READ]:
        found = _behind(reading, piece) or office_before(reading, piece) or _before(reading, piece)
        if found and (best is None or len(found.split()) > len(best.split())):
            best = found
    return best


def gender_of(reading: Reading, pieces: list[Piece]) -> Gender | None:
    """By title, else by given name; None where they tell nothing or differ."""
    doc, marks, genders = reading.doc, reading.marks, reading.lex.genders
    for piece in pieces:
        for k in range(piece.first - 1, max(piece.first - 4, -1), -1):
            if not marks[k] & (TITLE | MODIFIER) and doc.words[k] != ".":
                if k + 1 < piece.first and marks[k] & ARTICLE:
                    return genders.get(doc.lowers[k])
                break
            if marks[k] & TITLE and doc.lowers[k] in genders:
                return genders[doc.lowers[k]]
    for piece in sorted(pieces, key=lambda p: p.first - p.last):
        if marks[piece.first] & GIVEN and piece.last - piece.first > 1:
            return genders.get(doc.lowers[piece.first])
    return None


def _text(reading: Reading, first: int, last: int) -> str | None:
    if first >= last:
        return None
    doc = reading.doc
    return " ".join(doc.text[doc.starts[first] : doc.ends[last - 1]].split())


def _behind(reading: Reading, piece: Piece) -> str | None:
    """John Kirby, a spokesman for the council, praised …"""
    doc, marks = reading.doc, reading.marks
    words = doc.words
    at = piece.last
    if at + 1 >= len(words) or words[at] != "," or doc.sentence_of[at + 1] != doc.sentence_of[at]:
        return None
    if doc.lowers[at + 1] in doc.language.speech.possessive_pronouns:
        return None  # the next of a list: Olmos, his wife and his daughters left
    start = at + 1
    while start < len(words) and marks[start] & ARTICLE:
        start += 1
    stop = start
    head = False
    while stop < len(words) and stop - start < _ROLE_WORDS and doc.sentence_of[stop] == doc.sentence_of[at]:
        inside = stop + 1 < len(words) and doc.sentence_of[stop + 1] == doc.sentence_of[at]
        shortened = inside and words[stop] == "." and (len(words[stop - 1]) == 1 or marks[stop - 1] & (ABBREVIATION | TITLE))
        if words[stop] in _STOPS and not shortened:
            break
        if marks[stop] & STOP or (marks[stop] & ACT and head) or _next_person(reading, stop):
            break
        if stop - start < _HEAD_WITHIN and marks[stop] & TITLE:
            if not head and _titled_person(reading, stop):
                return None
            head = True
        stop += 1
    return _text(reading, start, stop) if head else None


def _titled_person(reading: Reading, title: int) -> bool:
    """The next of a list, with a title of its own: …, la Lic. Ana Toro."""
    following = title + 2 if reading.doc.words[title + 1 : title + 2] == ["."] else title + 1
    match = reading.matches.get(following)
    if match is not None:
        return match[1].bearers[0].kind == "person"
    return (
        following < len(reading.marks) and bool(reading.marks[following] & GIVEN) and reading.doc.words[following][0].isupper()
    )


def _next_person(reading: Reading, at: int) -> bool:
    """`and` with another person's name behind it."""
    marks = reading.marks
    if not marks[at] & COORDINATOR or at + 1 >= len(marks) or not reading.doc.words[at + 1][0].isupper():
        return False
    match = reading.matches.get(at + 1)
    return bool(marks[at + 1] & GIVEN) or (match is not None and match[1].bearers[0].kind == "person")


def _before(reading: Reading, piece: Piece) -> str | None:
    """Security analyst David Saucedo; el presidente municipal Juan Pérez; DEA Administrator Anne Milgram."""
    doc, marks = reading.doc, reading.marks
    k = piece.first - 1
    title = False
    while k >= 0 and reading.same_line(k, k + 1):
        mark = marks[k]
        if doc.words[k] == "." and k and (marks[k - 1] & TITLE or (title and len(doc.words[k - 1]) == 1)):
            k -= 1
            continue
        if mark & TITLE:
            title = title or not mark & HONORIFIC
        elif not mark & MODIFIER and not (title and doc.words[k][0].isupper() and not mark & FUNCTION):
            break
        k -= 1
    return _text(reading, k + 1, piece.first) if title else _office_of(reading, piece)


def _office_of(reading: Reading, piece: Piece) -> str | None:
    """Secretary of State Marco Rubio; el secretario de Seguridad Omar García."""
    doc, marks = reading.doc, reading.marks
    k = piece.first - 1
    while k >= 0 and piece.first - k <= _OFFICE_WORDS and reading.same_line(k, k + 1):
        if marks[k] & TITLE and marks[k + 1] & INNER:
            if not any(doc.words[j][0].isupper() for j in range(k + 1, piece.first)):
                return None
            while k and marks[k - 1] & MODIFIER and reading.same_line(k - 1, k):
                k -= 1
            return _text(reading, k, piece.first)
        if not doc.words[k][0].isupper() and not marks[k] & INNER:
            return None
        k -= 1
    return None


def office_before(reading: Reading, piece: Piece) -> str | None:
    """An office, a comma, its holder: la secretaria de Gobernación, Rosa Icela Rodríguez, dijo …"""
    doc, marks = reading.doc, reading.marks
    words = doc.words
    comma = piece.first - 1
    if comma < 1 or words[comma] != "," or doc.sentence_of[comma] != doc.sentence_of[piece.first]:
        return None
    if piece.last < len(words) and words[piece.last] not in ',.;)”"' and not marks[piece.last] & RELATIVE:
        return None
    end = _before_bracket(reading, comma)
    k = end - 1
    while (
        k >= 0
        and end - k <= _ROLE_WORDS
        and doc.sentence_of[k] == doc.sentence_of[comma]
        and words[k] not in _STOPS
        and not marks[k] & STOP
    ):
        opens = (
            marks[k] & (ARTICLE | FUNCTION)
            and not marks[k] & LOCATIVE
            and (marks[k] & ARTICLE or not marks[k] & INNER)
            and not marks[k - 1] & INNER
            and k + 1 < end
            and marks[k + 1] & (TITLE | MODIFIER | NOT_NAME)
        )
        possessed = words[k] == "s" and words[k - 1] in APOSTROPHES and any(marks[j] & TITLE for j in range(k + 1, end))
        if opens or possessed:
            return _text(reading, k + 1, end)
        k -= 1
    return _text(reading, k + 1, end) if k + 1 < end and marks[k + 1] & TITLE else None


def _before_bracket(reading: Reading, comma: int) -> int:
    """The comma, or the bracket that opens before it: el presidente de la Corte (SCJN), Arturo …"""
    words = reading.doc.words
    if words[comma - 1] != ")":
        return comma
    return next((k for k in range(comma - 2, max(comma - 8, 0), -1) if words[k] == "("), comma)
