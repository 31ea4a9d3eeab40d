"""Where names may stand: unbroken runs of words with capitals, with the small words inside them."""

from __future__ import annotations

import re

from bot.condense.names.lexicon import (
    ABBREVIATION,
    ARTICLE,
    BODY,
    COORDINATOR,
    GIVEN,
    INNER,
    LANDMARK,
    MODIFIER,
    NOT_NAME,
    ORG_HEAD,
    PARTICLE,
    PLACE_TAIL,
    ROLE,
    SUFFIX,
    SURNAME,
    TITLE,
)
from bot.condense.names.reading import APOSTROPHES, CLOSING, OPENING, Reading

_HYPHENS = frozenset("-‐‑–")
_HANDLES = frozenset("@#_/")
_PARTICLED = re.compile(r"(?:de|du|da|di|del|la|le|van|von|ter|den|mac|mc|o|d|l)[A-Z][a-z]\w+")
"""A surname that begins with its particle: duPlessis, deVries."""
_RUN_WORDS = 24
_NICKNAME_WORDS = 4
_INNER_WORDS = 3


def find_runs(reading: Reading) -> list[tuple[int, int]]:
    """Every run `[first, last)` of words, in order, outside loud sentences."""
    runs = []
    done = 0
    doc = reading.doc
    for i in reading.capitals:
        if i < done or doc.sentence_of[i] in reading.loud or _is_handle(reading, i):
            continue
        done = _extend(reading, i)
        runs.append((i, done))
    return runs


def _is_handle(reading: Reading, at: int) -> bool:
    """@Somebody, #Something: written for a machine."""
    doc = reading.doc
    return at > 0 and doc.words[at - 1] in _HANDLES and doc.ends[at - 1] == doc.starts[at]


def _extend(reading: Reading, first: int) -> int:
    doc, marks, matches = reading.doc, reading.marks, reading.matches
    words, starts, ends, sentence_of = doc.words, doc.starts, doc.ends, doc.sentence_of
    total = len(words)
    last = matches[first][0] if first in matches else first + 1
    sentence = sentence_of[first]
    while last < total and last - first < _RUN_WORDS and sentence_of[last] == sentence:
        word = words[last]
        gap = starts[last] - ends[last - 1]
        if word[0].isupper() or (not word.islower() and _PARTICLED.fullmatch(word)):
            if gap > 1 and not reading.same_line(last - 1, last):
                break
            last = matches[last][0] if last in matches else last + 1
        elif gap == 0:
            step = _glued(reading, last)
            if not step:
                break
            last += step
        elif marks[last] & INNER or word == "&":
            step = _across(reading, first, last)
            if not step:
                break
            last += step
        elif word in OPENING:
            step = _nickname(reading, first, last)
            if not step:
                break
            last += step
        else:
            break
    return last


def _glued(reading: Reading, at: int) -> int:  # noqa: PLR0911 a list of rules, the first that fits decides
    """How many words to take from a mark that touches the run: an initial's point, a hyphen, an apostrophe inside a name."""
    doc = reading.doc
    words, starts, ends = doc.words, doc.starts, doc.ends
    if at + 1 >= len(words) or doc.sentence_of[at + 1] != doc.sentence_of[at]:
        return 0
    word, before, after = words[at], words[at - 1], words[at + 1]
    gap = starts[at + 1] - ends[at]
    if word == "." and len(before) == 1 and before.isupper() and gap == 1:
        return 1
    if word == "." and gap <= 1 and after[0].isupper():
        short = len(before) == 1 or reading.marks[at - 1] & (TITLE | SUFFIX | ABBREVIATION)
        return 1 if short else 0
    if gap:
        return int(gap == 1 and word in APOSTROPHES and _plural_owner(reading, at))
    if word in _HYPHENS and after[0].isupper():
        return 2
    if word in _HYPHENS and reading.marks[at + 1] & PARTICLE and _hyphened(words, starts, ends, at):
        return 4
    if word in APOSTROPHES and (_office_of(reading, at) or _county_of(reading, at)):
        return 3
    if word in APOSTROPHES and len(before) <= 2 and after[0].isupper() and len(after) > 1:
        return 2
    return 0


def _office_of(reading: Reading, at: int) -> bool:
    """Attorney General’s Office: the possessive of a title inside the name of a body."""
    words = reading.doc.words
    if at + 2 >= len(words) or not reading.marks[at - 1] & (TITLE | MODIFIER):
        return False
    return reading.owned(at) and bool(reading.marks[at + 2] & BODY) and words[at + 2][0].isupper()


def _county_of(reading: Reading, at: int) -> bool:
    """Prince George’s County: the possessive inside the name of a place."""
    words, marks = reading.doc.words, reading.marks
    if at + 2 >= len(words) or not reading.owned(at) or not reading.same_line(at + 1, at + 2):
        return False
    return (
        bool(marks[at + 2] & PLACE_TAIL)
        and words[at + 2][0].isupper()
        and not marks[at - 1] & NOT_NAME
        and at - 1 not in reading.matches
    )


def _plural_owner(reading: Reading, at: int) -> bool:
    """Sheriffs’ Association: a plural for people that owns a body."""
    doc, flags = reading.doc, reading.lex.flags
    owner = doc.lowers[at - 1]
    known = owner.endswith("s") and flags.get(owner[:-1], 0) & (TITLE | ROLE)
    return bool(known and reading.marks[at + 1] & BODY) and doc.words[at + 1][0].isupper()


def _hyphened(words: list[str], starts: list[int], ends: list[int], at: int) -> bool:
    return (
        at + 3 < len(words)
        and words[at + 2] in _HYPHENS
        and words[at + 3][0].isupper()
        and starts[at + 3] == ends[at] + (ends[at + 2] - starts[at + 1])
    )


def _across(reading: Reading, first: int, at: int) -> int:
    """How many words to take over lower-case words at `at`: those and the capital behind them, if they join one name."""
    words = reading.doc.words
    stop = at
    while stop < len(words) and stop - at < _INNER_WORDS and _is_small(reading, at, stop):
        if not reading.same_line(stop - 1, stop):
            return 0
        stop += 1
    if stop == at + 1 and _hyphened_particle(reading, at):
        return 3
    if stop >= len(words) or not words[stop][0].isupper() or not reading.same_line(stop - 1, stop):
        return 0
    joins = _coordinates(reading, first, at, stop) if _is_coordinator(reading, at) else _joins(reading, first, at, stop)
    if not joins:
        return 0
    return (reading.matches[stop][0] if stop in reading.matches else stop + 1) - at


def _is_small(reading: Reading, joiner: int, at: int) -> bool:
    """A joiner, or an article behind it inside a body's name: Center for a New …"""
    mark = reading.marks[at]
    if mark & INNER or reading.doc.words[at] == "&":
        return True
    return at == joiner + 1 and bool(mark & ARTICLE and not reading.marks[joiner] & COORDINATOR)


def _hyphened_particle(reading: Reading, at: int) -> bool:
    """al-Assad: a particle, a hyphen and a capital, without a blank."""
    words, doc = reading.doc.words, reading.doc
    if at + 2 >= len(words) or words[at + 1] not in _HYPHENS or not reading.marks[at] & PARTICLE:
        return False
    return words[at + 2][0].isupper() and doc.starts[at + 2] - doc.ends[at] == 1


def _is_coordinator(reading: Reading, at: int) -> bool:
    return bool(reading.marks[at] & COORDINATOR) or reading.doc.words[at] == "&"


def _coordinates(reading: Reading, first: int, at: int, stop: int) -> bool:
    """Whether “A and B” is one name: A & B, a surname after a particle, or one body in two parts."""
    marks = reading.marks
    if reading.doc.words[at] == "&":
        return True
    if stop in reading.matches or marks[stop] & (GIVEN | TITLE | ORG_HEAD) or _starts_person(reading, stop):
        return False
    if marks[first] & GIVEN:
        return any(marks[k] & PARTICLE for k in range(first, at))
    if any(marks[k] & ARTICLE for k in range(at + 1, stop)):
        return False
    if reading.doc.words[stop].isupper() or not any(marks[k] & BODY for k in range(first, at)):
        return False
    inside = any(marks[k] & INNER for k in range(first, at))
    tail = False
    for following in range(stop + 1, min(stop + 3, len(marks))):
        if not reading.doc.words[following][0].isupper():
            break
        tail = tail or bool(marks[following] & BODY)
    return bool(inside or tail)


def _joins(reading: Reading, first: int, at: int, stop: int) -> bool:
    """Whether “A of B” is one name: A has the head of a body or a place or is a title, or A is a given name and B a surname."""
    marks, words = reading.marks, reading.doc.words
    following = marks[stop]
    particles = all(marks[k] & PARTICLE for k in range(at, stop))
    if marks[first] & GIVEN or _person_behind_title(reading, first, at):
        place = stop in reading.matches and reading.matches[stop][1].bearers[0].kind != "person"
        place = place and stop - at == 1 and not following & (GIVEN | SURNAME)
        return particles and not following & TITLE and not place
    if _starts_person(reading, stop) or (following & NOT_NAME and not following & GIVEN):
        return False
    if marks[at - 1] & TITLE or any(marks[k] & BODY for k in range(first, at)):
        return True
    genitive = marks[at] & PARTICLE or words[at] == reading.doc.language.names.joiners[0]
    named = at - first > 1 and marks[first] & ARTICLE and stop not in reading.matches
    if named and genitive and stop == at + 1 and not reading.opens(first):
        return True  # La Cañada de Ocampo
    return bool((marks[at - 1] | marks[first]) & LANDMARK and genitive)


def _person_behind_title(reading: Reading, first: int, at: int) -> bool:
    """The run up to `at` ends in a person with a title: Representative Peter T. King."""
    marks = reading.marks
    title = next((k for k in range(at - 1, first - 1, -1) if marks[k] & TITLE and not marks[k] & (GIVEN | SURNAME)), None)
    return title is not None and any(marks[k] & GIVEN for k in range(title + 1, at))


def _starts_person(reading: Reading, at: int) -> bool:
    """A person's own name begins: the government of Claudia Sheinbaum is no body of that name."""
    if at in reading.matches:
        return reading.matches[at][1].bearers[0].kind == "person"
    following = at + 1
    return (
        bool(reading.marks[at] & GIVEN)
        and following < len(reading.marks)
        and reading.same_line(at, following)
        and reading.doc.words[following][0].isupper()
    )


def _nickname(reading: Reading, first: int, at: int) -> int:
    """A nickname in quotation marks inside a name: Joaquín ‘El Chapo’ Guzmán."""
    doc, marks = reading.doc, reading.marks
    words = doc.words
    if not marks[first] & GIVEN and at - first < 2:
        return 0
    for close in range(at + 2, min(at + 2 + _NICKNAME_WORDS, len(words) - 1)):
        if words[close] in CLOSING:
            inside = range(at + 1, close)
            named = all(words[k][0].isupper() or marks[k] & (INNER | ARTICLE) for k in inside) and words[close - 1][0].isupper()
            follows = words[close + 1][0].isupper() and doc.starts[close + 1] - doc.ends[close] == 1
            return close + 2 - at if named and follows and reading.same_line(close, close + 1) else 0
    return 0
