"""Nicknames that the text itself ties to a person: alias El Güero; Nemesio X, “El Mencho”; (El Mencho)."""

from __future__ import annotations

from bot.condense.names.lexicon import ARTICLE, INNER
from bot.condense.names.reading import CLOSING, OPENING, Reading

_WORDS = 4


def nickname_behind(reading: Reading, first: int, last: int, *, strict: bool = False) -> tuple[int, int] | None:
    """The words of a nickname that follows the person's name `[first, last)`, cue or quotation marks between. `strict`: behind
    a cue of one word only (alias), since places and bodies are also known as something."""
    doc = reading.doc
    words = doc.words
    at = last
    if at + 1 >= len(words) or doc.sentence_of[at] != doc.sentence_of[first]:
        return None
    bracket = words[at] in ",("
    if bracket:
        at += 1
    cue = _cue(reading, at)
    if strict and cue != 1:
        return None
    at += cue
    quoted = at < len(words) and words[at] in OPENING
    if quoted:
        at += 1
    if not cue and not (bracket and quoted):
        return None
    return _capitals(reading, at, quoted=quoted)


def _cue(reading: Reading, at: int) -> int:
    """How many words a cue takes at `at`: alias, conocido como."""
    lowers = reading.doc.lowers
    return max((len(cue) for cue in reading.lex.nickname_cues if tuple(lowers[at : at + len(cue)]) == cue), default=0)


def _capitals(reading: Reading, at: int, *, quoted: bool) -> tuple[int, int] | None:
    doc, marks = reading.doc, reading.marks
    words = doc.words
    stop = at
    named = False
    while stop < len(words) and stop - at < _WORDS and doc.sentence_of[stop] == doc.sentence_of[at - 1]:
        if words[stop][0].isupper():
            named = True
        elif not marks[stop] & (INNER | ARTICLE):
            break
        stop += 1
    while stop > at and not words[stop - 1][0].isupper() and not words[stop - 1].isdigit():
        stop -= 1
    behind = stop + 1 if words[stop : stop + 1] == [","] else stop
    closed = not quoted or (behind < len(words) and words[behind] in CLOSING)
    return (at, stop) if named and stop > at and closed else None
