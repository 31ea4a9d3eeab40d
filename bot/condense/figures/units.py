"""What a number counts or measures: the unit or noun that stands around it."""

from __future__ import annotations

from typing import NamedTuple

from bot.condense.document import Document
from bot.condense.figures.lexicon import Kind, Lexicon
from bot.condense.figures.money import Money
from bot.condense.figures.phrases import Met
from bot.condense.figures.numerals import MILLION, Numeral, adjacent

_HYPHENS = frozenset("-‐‑")
_REACH = 6
"""How many words behind the number its noun may stand."""

_FEWEST_HYPHENED = 4
"""Below this, a number tied to a noun that is no unit describes a kind (`two-step`, `one-way`)."""


class Unit(NamedTuple):
    """`first`, `last`: the tokens of the whole figure, numeral included. `noun`: the token of the counted noun, -1 without one."""

    kind: Kind
    name: str
    first: int
    last: int
    noun: int = -1


def find_unit(doc: Document, lex: Lexicon, money: Money, numeral: Numeral, floor: int, stop: int) -> Unit | None:
    """The unit that the text writes beside the number; None where it leaves it out."""
    first, at = numeral.first, numeral.last
    if numeral.form == "fraction":
        sign = _sign(doc, lex, first, floor)
        return Unit("fraction", "fraction", sign.first if sign else first, at)
    if numeral.form == "multiple":
        return Unit("times", "times", first, at)
    sign = _sign(doc, lex, first, floor)
    if sign:
        named = _measured(doc, lex, money, numeral, stop)
        if named and named.kind == "money":
            return named._replace(first=sign.first)
        return Unit("money", money.sign(sign.value, "".join(doc.lowers[sign.first : sign.last])), sign.first, at)
    return (
        _measured(doc, lex, money, numeral, stop)
        or _hyphened(doc, lex, money, numeral, stop)
        or _counted(doc, lex, numeral, at, stop)
        or _part_of(doc, lex, money, numeral, stop)
        or _coded(doc, numeral, stop)
    )


def _sign(doc: Document, lex: Lexicon, end: int, floor: int) -> Met[str] | None:
    """The currency sign right before token `end`. Letters of a sign are capitals (`give us $5`) and a single one is tied to it."""
    sign = lex.symbols.behind(doc.lowers, end, floor)
    if sign is None or not doc.words[sign.first].isalpha():
        return sign
    if doc.words[sign.first].isupper() and (len(doc.words[sign.first]) > 1 or adjacent(doc, sign.first)):
        return sign
    return lex.symbols.behind(doc.lowers, end, sign.first + 1)


def _measured(doc: Document, lex: Lexicon, money: Money, numeral: Numeral, stop: int) -> Unit | None:
    """A known unit right behind the number, also behind `million of` or a currency's adjective."""
    lowers, first, at = doc.lowers, numeral.first, numeral.last
    if numeral.of and at < stop and lowers[at] in lex.language.units.of:
        at += 1
    met = lex.units.ahead(lowers, at, stop)
    if met is None and at + 1 < stop and lowers[at] in lex.money_adjectives:
        met = lex.units.ahead(lowers, at + 1, stop)
        if met is None or met.value.kind != "money":
            return None
    if met is None:
        if (
            numeral.last - numeral.first
            and lowers[numeral.last - 1] in lex.short_scales
            and lex.symbols.starts(lowers[numeral.last - 1])
        ):
            sign = lex.symbols.ahead(lowers, numeral.last - 1, numeral.last)
            return Unit("money", sign.value, first, numeral.last) if sign else None
        return None
    kind, name = met.value
    if kind == "money":
        if lowers[met.first] in lex.short_scales and numeral.form != "digits":
            return None
        last = met.last + (met.last < stop and lowers[met.last] in lex.money_adjectives and lex.language.units.noun_first)
        return Unit("money", money.word(name.split(), met.first, met.last, stop), first, last)
    if len(lowers[met.first]) == 1 and met.last - met.first == 1 and lowers[met.first].isalpha():
        if not doc.words[met.first].islower() or doc.ends[met.first - 1] + 1 < doc.starts[met.first]:
            return None
        return Unit(kind, name, first, met.last)
    if kind in {"count", "people"}:
        return None  # the noun phrase may go on: police officers, car bombs
    if kind == "measure" and met.last < stop and lowers[met.last] in _HYPHENS and name in lex.durations:
        return None
    return Unit(kind, name, first, met.last)


def _hyphened(doc: Document, lex: Lexicon, money: Money, numeral: Numeral, stop: int) -> Unit | None:
    """`800-page`, `30-minute`, `300-euro`, `17-member`."""
    at = numeral.last
    if not (at + 1 < stop and doc.lowers[at] in _HYPHENS and adjacent(doc, at - 1) and adjacent(doc, at)):
        return None
    word = doc.lowers[at + 1]
    met = lex.units.ahead(doc.lowers, at + 1, stop)
    if met:
        kind, name = met.value
        if kind == "money":
            name = money.word(name.split(), met.first, met.last, stop)
        return Unit(kind, name, numeral.first, met.last, met.last - 1)
    if word.isalpha() and len(word) > 2 and word not in lex.boundaries and numeral.value >= _FEWEST_HYPHENED:
        return Unit("noun", word, numeral.first, at + 2, at + 1)
    return None


def _coded(doc: Document, numeral: Numeral, stop: int) -> Unit | None:
    """`115 trillion VND`: a large sum in a currency that the data does not know, by its code."""
    at = numeral.last
    if not is_large(numeral) or at >= stop or not (doc.words[at].isupper() and len(doc.words[at]) == 3):
        return None
    return Unit("money", doc.words[at], numeral.first, at + 1)


def _part_of(doc: Document, lex: Lexicon, money: Money, numeral: Numeral, stop: int) -> Unit | None:
    """`two of the guns`, `23 of the 53 wounded`: the whole names the unit; the span stays with the number."""
    lowers, at = doc.lowers, numeral.last
    if at + 2 >= stop or lowers[at] not in lex.language.numbers.partitives or lowers[at + 1] not in lex.boundaries:
        return None
    noun = at + 2
    while (
        noun < stop
        and noun < at + 6
        and (lowers[noun][0].isdecimal() or lowers[noun] in lex.atoms or lowers[noun] in lex.scales)
    ):
        noun += 1
    whole = _counted(doc, lex, numeral._replace(last=noun), noun, stop)
    return whole and Unit(whole.kind, whole.name, numeral.first, numeral.last, whole.noun)


def _counted(doc: Document, lex: Lexicon, numeral: Numeral, at: int, stop: int) -> Unit | None:
    lowers = doc.lowers
    if at < stop and numeral.of and lowers[at] in lex.language.units.of:
        at += 1
    if at >= stop:
        return None
    end = min(at + _REACH, stop)
    noun = _first_noun(doc, lex, at, end) if lex.language.units.noun_first else _last_noun(doc, lex, numeral, at, end)
    if noun < 0:
        return None
    word = lowers[noun]
    met = lex.units.ahead(lowers, noun, stop)
    last = noun + 1
    if met:
        last = met.last
        kind, name = met.value
        if kind == "money":
            kind, name = "noun", word
    elif _names_a_people(doc, lex, noun) or word in lex.people_adjectives:
        kind, name = "people", "people"
    else:
        kind, name = "noun", doc.text[doc.starts[noun] : doc.ends[noun]]
        if noun > at and lowers[noun - 1] in _HYPHENS:
            name = lowers[noun]
    if kind == "people" and last < stop and lowers[last] in lex.people_adjectives and lex.language.units.noun_first:
        last += 1
    return Unit(kind, name, numeral.first, last, noun)


def _first_noun(doc: Document, lex: Lexicon, at: int, end: int) -> int:
    """Where the noun leads its phrase (`nuevos casos graves`): the first word that is no modifier."""
    while at < end and doc.lowers[at] in lex.modifiers and at + 1 < end and _is_word(doc, lex, at + 1):
        at += 1
    if at >= end or not _is_word(doc, lex, at):
        return -1
    word = doc.lowers[at]
    known = lex.units.starts(word) or word in lex.people_adjectives
    return at if known or _is_plural(doc, lex, at) or (doc.words[at].isupper() and len(word) > 1) else -1


def _last_noun(doc: Document, lex: Lexicon, numeral: Numeral, at: int, end: int) -> int:
    """Where the noun ends its phrase (`seven less politicised congressional panels`): the last of the first run of plurals."""
    noun, k = -1, at
    while k < end:
        word = doc.lowers[k]
        if word in _HYPHENS and k > at and k + 1 < end and adjacent(doc, k - 1) and adjacent(doc, k):
            k += 1
            continue
        if _is_initial(doc, k, end):
            k += 2
            continue
        if not _is_word(doc, lex, k) and word not in lex.modifiers and not _is_participle(doc, lex, k, end):
            break
        plural = word not in lex.people_adjectives and (
            _is_plural(doc, lex, k) or (numeral.value <= 1 and lex.units.starts(word))
        )
        if noun >= 0 and not plural:
            if not (doc.lowers[noun - 1] in _HYPHENS and k == noun + 1):
                break
            noun = -1
        if plural or (k == at and word in lex.people_adjectives):
            noun = k
        k += 1
    if noun < 0 and numeral.value == 1 and k > at and doc.words[k - 1].islower() and _is_word(doc, lex, k - 1):
        return k - 1
    return noun


def _is_participle(doc: Document, lex: Lexicon, at: int, end: int) -> bool:
    """A participle between number and noun: `1,200 registered voters`."""
    return (
        bool(lex.labels.participles)
        and doc.lowers[at].endswith(lex.labels.participles)
        and at + 1 < end
        and _is_word(doc, lex, at + 1)
    )


def _is_initial(doc: Document, at: int, end: int) -> bool:
    """A letter of an abbreviation with its point: `U.` of `U.S.`."""
    word = doc.words[at]
    return len(word) == 1 and word.isupper() and at + 1 < end and doc.words[at + 1] == "." and adjacent(doc, at)


def _is_word(doc: Document, lex: Lexicon, at: int) -> bool:
    word = doc.lowers[at]
    return word[0].isalpha() and word not in lex.boundaries and word not in lex.verbs


def _is_plural(doc: Document, lex: Lexicon, at: int) -> bool:
    word = doc.lowers[at]
    if word in lex.irregular_plurals or word in lex.people:
        return True
    if len(word) < 4 or word[-1] != "s" or word[-2] == "s" or word in lex.singular_s:
        return False
    return doc.words[at].islower() or _names_a_people(doc, lex, at)


def _names_a_people(doc: Document, lex: Lexicon, at: int) -> bool:
    word = doc.words[at]
    return word[0].isupper() and any(word.endswith(ending) for ending in lex.language.units.people_endings)


def is_large(numeral: Numeral) -> bool:
    """Whether a scale of a million or more ends the numeral, as in sums of money."""
    return numeral.of and numeral.value >= MILLION
